//! The page enlarged, narrowed, and spaced out: nothing is cut, nothing sticks out, and only
//! labelled tables scroll sideways. WCAG 2.2: 1.4.4 (text at 200 %), 1.4.10 (320 CSS pixels, which
//! is 400 % of a window of 1280), 1.4.12 (spacing of text).

use std::path::Path;

use crate::browser::{Tab, browser};
use crate::pages::{Problems, shown};

/// Lists what sticks out, is cut, or scrolls sideways without a label.
pub const MEASURE: &str = include_str!("layout.js");

/// Style sheets made by script are not held back by the page's policy.
fn add_style(tab: &Tab, style: &str) {
    tab.evaluate(&format!(
        "{{ const sheet = new CSSStyleSheet(); sheet.replaceSync(`{style}`); \
         document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }} true"
    ));
}

/// The text of 1.4.4.
const LARGE: &str = "html { font-size: 200% !important; }";

/// The spacing of 1.4.12.
const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
     word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";

/// What is wrong with a page at any of these sizes.
pub fn problems_of(tab: &Tab, path: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut measure = |view: &str, width: u32, style: &str| {
        tab.resize(width, 900);
        if !style.is_empty() {
            add_style(tab, style);
        }
        let problems = tab.texts(MEASURE);
        found.extend(problems.iter().map(|problem| format!("{view}: {problem}")));
    };
    tab.open(path);
    measure("desktop", 1280, "");
    measure("phone", 320, "");
    measure("spaced", 1280, SPACED);
    measure("spaced on a phone", 320, "");
    tab.open(path);
    measure("text twice as large", 1280, LARGE);
    found
}

#[test]
fn nothing_is_cut_or_sticks_out() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    let mut problems = Problems::default();
    for page in shown() {
        for problem in problems_of(&tab, &page.path) {
            problems.add(page, problem);
        }
    }
    problems.conclude();
}
