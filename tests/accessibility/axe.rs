//! axe-core on every page: on a desktop, on a phone, in the dark and in forced colours.
//! Source of the rules: <https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md>.

use std::fs;

use crate::browser::{Tab, browser};
use crate::package;
use crate::pages::{Page, Problems, shown};

const TAGS: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

/// One line per violation: rule, help, the first elements and how many there are.
fn violations(tab: &Tab, only: &str) -> Vec<String> {
    tab.texts(&format!(
        "axe.run(document, {{ runOnly: {only}, resultTypes: ['violations'] }}).then(found => \
         found.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.length + ' × ' + \
         v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))"
    ))
}

fn check(tab: &Tab, page: &Page, axe: &str, problems: &mut Problems) {
    let mut found = |view: &str, violations: Vec<String>| {
        for violation in violations {
            problems.add(page, format!("{view}: {violation}"));
        }
    };
    tab.emulate("screen", &[]);
    tab.resize(1280, 900);
    tab.open(&page.path);
    tab.evaluate(axe);
    let all = format!("{{ type: 'tag', values: {TAGS} }}");
    found("desktop", violations(tab, &all));
    // Colours and sizes of targets are what a narrow screen and another palette change.
    let looks = "{ type: 'rule', values: ['color-contrast', 'target-size', 'link-in-text-block'] }";
    tab.resize(320, 640);
    found("phone", violations(tab, looks));
    tab.emulate("screen", &[("prefers-color-scheme", "dark")]);
    found("dark", violations(tab, looks));
    tab.emulate("screen", &[("forced-colors", "active")]);
    found("forced colours", violations(tab, looks));
}

#[test]
fn axe_finds_nothing() {
    let (Some(browser), Some(axe)) = (browser(), package("CAHIER_AXE", "axe-core/axe.min.js"))
    else {
        return;
    };
    let axe = fs::read_to_string(axe).unwrap() + "; true";
    let tab = browser.tab();
    let mut problems = Problems::default();
    for page in shown() {
        check(&tab, page, &axe, &mut problems);
    }
    problems.conclude();
}
