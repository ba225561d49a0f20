//! A person's browser on a studio: what she clicks, types and reads, and what every page she
//! comes to must be.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::browser::{Tab, browser};
use crate::http::Studio;
use crate::package;

/// The rules of WCAG at the levels A and AA, and what axe-core's authors advise.
const ALL: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', \
     'best-practice'] }";

/// Words that people of the trade use of machines: nobody reads them here.
const MACHINERY: [&str; 9] = [
    "cluster",
    "embedding",
    "token",
    "jeton",
    "vecteur",
    "pipeline",
    "prompt",
    "csrf",
    "json",
];

/// A browser on a studio.
pub struct Visitor {
    pub tab: Tab,
    pub studio: Studio,
    axe: Option<String>,
    found: Vec<String>,
    /// Where pictures of the pages go, for people to look at.
    pictures: Option<PathBuf>,
}

impl Visitor {
    /// `None` where there is no browser.
    pub fn new(shelf: &Path, language: &str) -> Option<Visitor> {
        let tab = browser()?.tab();
        tab.resize(1280, 900);
        let axe = package("CAHIER_AXE", "axe-core/axe.min.js");
        Some(Visitor {
            tab,
            studio: Studio::open(shelf, language),
            axe: axe.map(|file| fs::read_to_string(file).unwrap() + "; true"),
            found: Vec::new(),
            pictures: std::env::var_os("CAHIER_PICTURES").map(PathBuf::from),
        })
    }

    #[track_caller]
    pub fn visit(&mut self, path: &str) {
        let address = format!("{}{path}", self.studio.address());
        self.tab.visit(&address);
        self.look(path);
    }

    /// Clicks what a selector names, and looks at the page it leads to.
    #[track_caller]
    pub fn click(&mut self, selector: &str) {
        let there = self.count(selector);
        assert!(there > 0, "no {selector} in: {}", self.text("main"));
        let click = format!("document.querySelector({selector:?}).click()");
        self.tab.leave(&click);
        self.look(selector);
    }

    /// Types into a field, or chooses in a list.
    #[track_caller]
    pub fn write(&self, selector: &str, text: &str) {
        let written = self.tab.evaluate(&format!(
            "{{ const field = document.querySelector({selector:?}); if (field) field.value = {text:?}; \
             field?.value ?? 'no such field' }}"
        ));
        assert_eq!(written, text, "{selector}");
    }

    pub fn text(&self, selector: &str) -> String {
        let text = self.tab.evaluate(&format!(
            "document.querySelector({selector:?})?.innerText ?? ''"
        ));
        text.as_str().unwrap_or_default().to_owned()
    }

    pub fn count(&self, selector: &str) -> usize {
        let count = self
            .tab
            .evaluate(&format!("document.querySelectorAll({selector:?}).length"));
        count.as_u64().unwrap() as usize
    }

    /// The number in a text.
    #[track_caller]
    pub fn number(&self, selector: &str) -> usize {
        let digits: String = self
            .text(selector)
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits.parse().unwrap()
    }

    /// What every page must be: accessible, whole on a desktop and on a tablet, in words that
    /// people use, at peace with its own policy.
    pub fn look(&mut self, name: &str) {
        let mut notes: Vec<String> = Vec::new();
        if let Some(axe) = &self.axe {
            self.tab.evaluate(axe);
            notes.extend(self.tab.texts(&format!(
                "axe.run({{ exclude: ['iframe'] }}, {{ runOnly: {ALL}, resultTypes: ['violations'], iframes: false }})\
                 .then(found => found.violations.map(v => v.id + ': ' + v.help + ': ' + \
                 v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))"
            )));
        }
        for width in [768, 1280] {
            self.tab.resize(width, 900);
            let wide = self
                .tab
                .evaluate("document.documentElement.scrollWidth - innerWidth");
            if wide.as_i64().unwrap() > 0 {
                notes.push(format!("{wide} px too wide at {width} px"));
            }
        }
        notes.extend(self.machinery());
        for event in self.tab.events_so_far() {
            let entry = &event["params"]["entry"];
            if event["method"] == "Log.entryAdded" && entry["level"] == "error" {
                notes.push(format!("{} {}", entry["text"], entry["url"]));
            }
        }
        self.picture(name);
        let place = self.tab.evaluate("location.pathname.slice(65)");
        let place = place.as_str().unwrap_or_default().to_owned();
        let told = notes.iter().map(|note| format!("{place} ({name}): {note}"));
        self.found.extend(told);
    }

    fn machinery(&self) -> Vec<String> {
        // What citizens say, and the names of files, are what they are.
        let said = self.tab.evaluate(
            "{ const page = document.body.cloneNode(true); page.querySelectorAll('blockquote, q, .files th').forEach(part => part.remove()); page.textContent.toLowerCase() }",
        );
        let said = said.as_str().unwrap_or_default().to_owned();
        let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
        let spoken = MACHINERY.iter().filter(|machine| {
            words
                .iter()
                .any(|word| word.trim_end_matches('s') == **machine)
        });
        spoken.map(|word| format!("says {word:?}")).collect()
    }

    fn picture(&self, name: &str) {
        let Some(folder) = &self.pictures else { return };
        let height = self.tab.evaluate("document.documentElement.scrollHeight");
        let height = (height.as_u64().unwrap() as u32).clamp(900, 3000);
        let plain: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        fs::create_dir_all(folder).unwrap();
        let number = fs::read_dir(folder).map_or(0, Iterator::count);
        let file = folder.join(format!("{number:03}-{plain}.png"));
        fs::write(file, self.tab.picture(0, 1280, height)).unwrap();
    }

    /// Waits until the run on the page has ended.
    #[track_caller]
    pub fn wait(&mut self) {
        for _ in 0..600 {
            let state = self.tab.evaluate(
                "document.readyState === 'complete' && document.getElementById('progress')?.dataset.state || 'loading'",
            );
            if state != "running" && state != "loading" {
                assert_eq!(state, "made", "{}", self.text("main"));
                self.look("run");
                return;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("the run did not end");
    }

    /// Drags one card onto another, as a mouse would.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let asked = self.tab.evaluate(&format!(
            "{{ const data = new DataTransfer(); \
             const fire = (at, type) => document.querySelector(at).dispatchEvent(new DragEvent(type, \
             {{ bubbles: true, cancelable: true, dataTransfer: data }})); \
             fire({from:?}, 'dragstart'); fire({to:?}, 'dragover'); fire({to:?}, 'drop'); \
             document.getElementById('merging').open }}"
        ));
        assert_eq!(asked, true);
    }

    /// Ticks the first answers of the page.
    #[track_caller]
    pub fn tick(&self, count: usize) {
        self.tab.evaluate(&format!(
            "[...document.querySelectorAll('[data-answers] input')].slice(0, {count}).forEach(tick => tick.click())"
        ));
        assert!(self.text("[data-ticked]").starts_with(&count.to_string()));
    }

    /// Selects some words of the answer on the page.
    #[track_caller]
    pub fn select_words(&self) {
        self.tab.evaluate(
            "{ const text = document.getElementById('verbatim').firstChild; const range = document.createRange(); \
             range.setStart(text, 0); range.setEnd(text, Math.min(40, text.length)); \
             getSelection().removeAllRanges(); getSelection().addRange(range); true }",
        );
        // The event comes a moment later.
        for _ in 0..50 {
            if self.count("[data-selection]:not([hidden])") == 1 {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("the selection was not seen");
    }

    /// Fails with what is wrong with the pages seen.
    #[track_caller]
    pub fn conclude(self) {
        assert!(self.found.is_empty(), "{:#?}", self.found);
    }
}
