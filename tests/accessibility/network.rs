//! A page needs nothing but itself: it asks for nothing, runs nothing it forbids itself, and
//! says the same without scripts.

use std::path::Path;

use serde_json::json;

use crate::browser::{Tab, browser};
use crate::pages::{Problems, shown};

/// Links whose target is nowhere to be seen, and the words of the page.
const SEEN: &str = include_str!("seen.js");

/// What a page asked for beside itself, and what its console complains of.
fn complaints(tab: &Tab, address: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for event in tab.events_so_far() {
        let params = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                if url != address && !url.starts_with("data:") {
                    complaints.push(format!("asks for: {url}"));
                }
            }
            "Log.entryAdded" => complaints.push(format!("log: {}", params["entry"]["text"])),
            "Runtime.exceptionThrown" => {
                complaints.push(format!("script: {}", params["exceptionDetails"]["text"]));
            }
            "Runtime.consoleAPICalled" => complaints.push(format!("console: {}", params["args"])),
            _ => (),
        }
    }
    complaints
}

/// What a page asks for, complains of, or does not say without scripts.
pub fn problems_of(tab: &Tab, path: &Path) -> Vec<String> {
    let (mut found, mut words) = (Vec::new(), Vec::new());
    for off in [true, false] {
        let switch = json!({ "value": off });
        tab.call("Emulation.setScriptExecutionDisabled", switch);
        tab.open(path);
        let mut seen = tab.evaluate(SEEN);
        found.extend(complaints(tab, &format!("file://{}", path.display())));
        if off {
            let lost: Vec<String> = serde_json::from_value(seen["lost"].take()).unwrap();
            found.extend(lost.iter().map(|lost| format!("without scripts: {lost}")));
        }
        words.push(seen["words"].as_str().unwrap().split_whitespace().count());
    }
    // Scripts may add a few words (a search field), and may not be needed to read any.
    if words[0] * 20 < words[1] * 19 {
        found.push(format!(
            "without scripts: {} of {} words",
            words[0], words[1]
        ));
    }
    found
}

#[test]
fn pages_ask_for_nothing_and_say_the_same_without_scripts() {
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
