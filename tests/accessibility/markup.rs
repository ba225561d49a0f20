//! Valid HTML: no parse error, ids that are unique, links that lead somewhere. Where the Nu
//! checker of the W3C is installed, it reads every page too: it knows which element may stand in
//! which, and who may carry a role.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::package;
use crate::pages::{Problems, pages, reports};

#[test]
fn pages_parse_without_an_error() {
    let mut problems = Problems::default();
    for page in pages() {
        for error in Html::parse_document(&page.html).errors {
            problems.add(page, error);
        }
    }
    problems.conclude();
}

#[test]
fn a_broken_page_does_not_pass() {
    let broken = "<!doctype html><title>x</title><p><b>a</p><table><p>b</table><i a=1 a=2>";
    assert!(Html::parse_document(broken).errors.len() > 2);
}

#[test]
fn ids_are_unique_and_every_link_leads_somewhere() {
    let with_id = Selector::parse("[id]").unwrap();
    let links = Selector::parse("[href], [src]").unwrap();
    let referring = [
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-details",
        "for",
        "headers",
    ];
    let mut problems = Problems::default();
    for report in reports() {
        let parsed: BTreeMap<&str, Html> = report
            .pages
            .iter()
            .map(|page| (page.name.as_str(), Html::parse_document(&page.html)))
            .collect();
        let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for page in &report.pages {
            let name = page.name.as_str();
            for element in parsed[name].select(&with_id) {
                let id = element.attr("id").unwrap();
                if id.is_empty() || id.contains(char::is_whitespace) {
                    problems.add(page, format!("the id {id:?} is no id"));
                }
                if !ids.entry(name).or_default().insert(id) {
                    problems.add(page, format!("the id {id:?} stands twice"));
                }
            }
        }
        for page in &report.pages {
            let own = ids.get(page.name.as_str());
            for element in parsed[page.name.as_str()].select(&links) {
                let href = element.attr("href").or(element.attr("src")).unwrap();
                if href.starts_with("data:") {
                    continue;
                }
                let (file, fragment) = href.split_once('#').unwrap_or((href, ""));
                let target = resolved(&page.name, file);
                let known = report.files.contains(&target);
                let found = ids.get(target.as_str());
                if !known
                    || !(fragment.is_empty() || found.is_some_and(|ids| ids.contains(fragment)))
                {
                    problems.add(page, format!("{href:?} leads nowhere"));
                }
            }
            for name in referring {
                let selector = Selector::parse(&format!("[{name}]")).unwrap();
                for element in parsed[page.name.as_str()].select(&selector) {
                    for id in element.attr(name).unwrap().split_whitespace() {
                        if !own.is_some_and(|ids| ids.contains(id)) {
                            problems.add(page, format!("{name} names {id:?}, which is not there"));
                        }
                    }
                }
            }
        }
    }
    problems.conclude();
}

/// The file a relative address names, seen from a page; the page itself where it names none.
fn resolved(page: &str, file: &str) -> String {
    if file.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => (),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What the Nu checker says of things it does not know: its grammar of CSS is older than
/// container queries and the highlight pseudo-element, which browsers have had for years, and
/// it takes no notice of hashes in a policy. The browser runs both in other tests.
const BEYOND_IT: [&str; 3] = [
    "CSS: ",
    "Inline script violates Content Security Policy",
    "Inline style violates Content Security Policy",
];

#[test]
fn the_nu_checker_finds_nothing() {
    let Some(checker) = package("CAHIER_VNU", "vnu-jar/build/dist/vnu.jar") else {
        return;
    };
    if Command::new("java").arg("-version").output().is_err() {
        eprintln!("skipped: Java is not installed, which the Nu checker needs");
        return;
    }
    let output = Command::new("java")
        .args(["-Xss8m", "-jar"])
        .arg(checker)
        .args(["--format", "json", "--stdout", "--exit-zero-always"])
        .args(pages().map(|page| &page.path))
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut problems = Problems::default();
    for message in said["messages"].as_array().unwrap() {
        let url = message["url"].as_str().unwrap_or_default();
        let page = pages().find(|page| url.ends_with(&*page.path.to_string_lossy()));
        // The checker's own failures carry no page: they must be seen too.
        let page = page.or_else(|| pages().next()).unwrap();
        let extract = message["extract"].as_str().unwrap_or_default();
        let text = message["message"].as_str().unwrap_or_default();
        if BEYOND_IT.iter().any(|start| text.starts_with(start)) {
            continue;
        }
        problems.add(page, format!("{text} {extract:?}"));
    }
    problems.conclude();
}
