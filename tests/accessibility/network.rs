//! A page needs nothing but itself: it asks for nothing, runs nothing it forbids itself, and
//! says the same without scripts.

use serde_json::{Value, json};

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
                    complaints.push(format!("asks for {url}"));
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

#[test]
fn pages_ask_for_nothing_and_say_the_same_without_scripts() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    let mut problems = Problems::default();
    tab.resize(1280, 900);
    for page in shown() {
        let mut words = Vec::new();
        for off in [true, false] {
            tab.call(
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": off }),
            );
            tab.open(&page.path);
            let mut seen = tab.evaluate(SEEN);
            let address = format!("file://{}", page.path.display());
            for complaint in complaints(&tab, &address) {
                problems.add(page, format!("{complaint} (scripts off: {off})"));
            }
            if off {
                for lost in seen["lost"].as_array().unwrap() {
                    problems.add(page, format!("without scripts: {lost}"));
                }
            }
            words.push(seen["words"].take());
        }
        let count = |words: &Value| words.as_str().unwrap().split_whitespace().count();
        // Scripts may add a few words (a search field), and may not be needed to read any.
        if count(&words[0]) * 20 < count(&words[1]) * 19 {
            let counts = (count(&words[0]), count(&words[1]));
            problems.add(
                page,
                format!("{} of {} words without scripts", counts.0, counts.1),
            );
        }
    }
    problems.conclude();
}
