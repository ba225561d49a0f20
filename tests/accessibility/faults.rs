//! A page with every fault this file looks for: a check that does not see its own is no proof.

use std::fs;
use std::path::{Path, PathBuf};

use scraper::Html;

use crate::browser::browser;
use crate::structure::{alternatives, headings, landmarks, link_names, skip_link, tables};
use crate::{axe, keyboard, layout, network, paper};

/// The page with every fault.
const BAD: &str = include_str!("bad.html");

fn bad() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad.html");
    fs::write(&path, BAD).unwrap();
    path
}

#[track_caller]
fn sees(found: &[String], faults: &[&str]) {
    let seen = |fault: &&&str| found.iter().any(|problem| problem.contains(**fault));
    let missed: Vec<_> = faults.iter().filter(|fault| !seen(fault)).collect();
    assert!(missed.is_empty(), "not seen: {missed:#?} in {found:#?}");
}

#[test]
fn faults_of_structure_are_seen() {
    let html = Html::parse_document(BAD);
    let mut found = Vec::new();
    for check in [
        headings,
        landmarks,
        tables,
        alternatives,
        link_names,
        skip_link,
    ] {
        check(&html, &mut |problem| found.push(problem));
    }
    let faults = [
        "0 headings of the first level",
        "h2 to h4",
        "no language",
        "no title",
        "main: 0",
        "there for looks",
        "a tab order of its own",
        "stops readers from enlarging",
        "a table without caption",
        "a header without scope",
        "a picture without text",
        "a link that says nothing",
        "several places",
        "the first link leads to",
    ];
    sees(&found, &faults);
}

#[test]
fn faults_in_the_browser_are_seen() {
    let Some(browser) = browser() else { return };
    let (tab, path) = (browser.tab(), bad());
    let mut faults = vec![
        "desktop: sticks out by",
        "phone: scrolls without a label",
        "spaced: is cut",
        "text twice as large: is cut",
        "asks for: http://127.0.0.1:9/a.png",
        "console: ",
        "without scripts: #hidden is hidden",
        "without scripts: a button",
        " words",
        "the first stop is",
        "Enter does not open",
        "stop 1 of",
        "focus is not seen on a",
    ];
    let mut found = layout::problems_of(&tab, &path);
    found.extend(network::problems_of(&tab, &path));
    found.extend(keyboard::problems_of(&tab, &path));
    if let Some(axe) = axe::script() {
        found.extend(axe::problems_of(&tab, &path, &axe));
        faults.extend([
            "html-has-lang",
            "phone: target-size",
            "dark: color-contrast",
        ]);
    }
    if let Some(torn) = paper::problems_of(&tab, &path) {
        found.extend(torn);
        faults.extend([
            "is not A4",
            "a sheet has no number",
            "a quote over two sheets",
        ]);
        faults.extend([
            "a heading alone at the bottom",
            "is not printed",
            "on paper: sticks out",
        ]);
    }
    sees(&found, &faults);
}
