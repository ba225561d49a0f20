//! The page enlarged, narrowed, and spaced out: nothing is cut, nothing sticks out, and only
//! labelled tables scroll sideways. WCAG 2.2: 1.4.4 (text at 200 %), 1.4.10 (320 CSS pixels, which
//! is 400 % of a window of 1280), 1.4.12 (spacing of text).

use crate::browser::{Tab, browser};
use crate::pages::{Problems, shown};

/// Lists what sticks out, is cut, or scrolls sideways without a label.
const MEASURE: &str = include_str!("layout.js");

/// Style sheets made by script are not held back by the page's policy.
fn add_style(tab: &Tab, style: &str) {
    tab.evaluate(&format!(
        "{{ const sheet = new CSSStyleSheet(); sheet.replaceSync(`{style}`); \
         document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }} true"
    ));
}

/// The spacing of 1.4.12.
const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
     word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";

#[test]
fn nothing_is_cut_or_sticks_out() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    let mut problems = Problems::default();
    for page in shown() {
        let mut measure = |view: &str, width: u32, style: &str| {
            tab.resize(width, 900);
            if !style.is_empty() {
                add_style(&tab, style);
            }
            for problem in tab.texts(MEASURE) {
                problems.add(page, format!("{view}: {problem}"));
            }
        };
        tab.open(&page.path);
        measure("desktop", 1280, "");
        measure("phone", 320, "");
        measure("spaced", 1280, SPACED);
        measure("spaced on a phone", 320, "");
        tab.open(&page.path);
        measure(
            "text twice as large",
            1280,
            "html { font-size: 200% !important; }",
        );
    }
    problems.conclude();
}
