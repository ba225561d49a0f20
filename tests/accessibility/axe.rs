//! axe-core on every page: on a desktop, on a phone, in the dark and in forced colours.
//! Source of the rules: <https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md>.

use std::fs;
use std::path::Path;

use crate::browser::{Tab, browser};
use crate::package;
use crate::pages::{Problems, shown};

/// The rules of WCAG at the levels A and AA, and what axe-core's authors advise.
const ALL: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', \
     'best-practice'] }";

/// What a narrow screen changes.
const NARROW: &str = "{ type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }";

/// What another palette changes.
const COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// One line per violation: rule, help, the first elements and how many there are.
fn violations(tab: &Tab, only: &str) -> Vec<String> {
    tab.texts(&format!(
        "axe.run(document, {{ runOnly: {only}, resultTypes: ['violations'] }}).then(found => \
         found.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.length + ' × ' + \
         v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))"
    ))
}

/// What axe-core finds on a page.
pub fn problems_of(tab: &Tab, path: &Path, axe: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut note = |view: &str, violations: Vec<String>| {
        found.extend(violations.iter().map(|v| format!("{view}: {v}")));
    };
    tab.emulate("screen", &[]);
    tab.resize(1280, 900);
    tab.open(path);
    tab.evaluate(axe);
    note("desktop", violations(tab, ALL));
    tab.resize(320, 640);
    note("phone", violations(tab, NARROW));
    let style = fs::read_to_string(path).unwrap();
    // A page without a palette of its own for the dark looks as in the light.
    if style.contains("color-scheme") {
        tab.emulate("screen", &[("prefers-color-scheme", "dark")]);
        note("dark", violations(tab, COLOURS));
    }
    if style.contains("forced-color") {
        tab.emulate("screen", &[("forced-colors", "active")]);
        note("forced colours", violations(tab, COLOURS));
    }
    found
}

/// The script of axe-core; `None`, and said so, where it is not installed.
pub fn script() -> Option<String> {
    let file = package("CAHIER_AXE", "axe-core/axe.min.js")?;
    Some(fs::read_to_string(file).unwrap() + "; true")
}

#[test]
fn axe_finds_nothing() {
    let (Some(browser), Some(axe)) = (browser(), script()) else {
        return;
    };
    let tab = browser.tab();
    let mut problems = Problems::default();
    for page in shown() {
        for problem in problems_of(&tab, &page.path, &axe) {
            problems.add(page, problem);
        }
    }
    problems.conclude();
}
