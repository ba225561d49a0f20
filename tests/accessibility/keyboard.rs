//! The page without a mouse: the tab key reaches every link and every disclosure in the order of
//! the page and goes on from each; one sees where it is; the skip link skips.

use std::path::Path;

use crate::browser::{Tab, browser};
use crate::pages::{Problems, shown};

/// Defines `stops()`, what the tab key must reach, and `watch()`, which notes what it reaches.
const WATCH: &str = include_str!("keyboard.js");

/// What is wrong with a page for a reader with a keyboard.
pub fn problems_of(tab: &Tab, path: &Path) -> Vec<String> {
    tab.open(path);
    tab.evaluate(WATCH);
    tab.press("Tab", 1);
    let mut found = tab.texts("skipLink()");
    tab.press("Enter", 1);
    tab.press("Tab", 1);
    found.extend(tab.texts("skipped()"));
    if tab.evaluate("toSummary()") == true {
        tab.press("Enter", 1);
        found.extend(tab.texts("opened()"));
    }
    // From the top again, with every disclosure open.
    tab.open(path);
    tab.evaluate(WATCH);
    let stops = tab.evaluate("watch()").as_u64().unwrap() as usize;
    tab.press("Tab", stops);
    found.extend(tab.texts("reached()"));
    found
}

#[test]
fn the_keyboard_reaches_everything_in_order_and_is_seen() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.resize(1280, 900);
    let mut problems = Problems::default();
    for page in shown() {
        for problem in problems_of(&tab, &page.path) {
            problems.add(page, problem);
        }
    }
    problems.conclude();
}
