//! Those who wish a studio ill: other pages in the same browser, files made to hurt, answers
//! that are more than text. Nothing of them is let in, leaves, or becomes part of a page.
//!
//! The boundary: only what a person would notice too late is looked at here; that the pages do
//! their work is looked at elsewhere.

mod crowd;
mod escaping;
mod markup;
mod paths;
mod privacy;
mod requests;
mod socket;
mod uploads;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::http::{Reply, Studio};

/// A studio with the report of a sample, for tests that leave it as it is but for decisions.
fn mobilite() -> &'static Studio {
    static STUDIO: OnceLock<Studio> = OnceLock::new();
    STUDIO.get_or_init(|| {
        let studio = Studio::alone("fr");
        studio.made("mobilite");
        let name = [("name", "Zoé Martin")];
        assert_eq!(studio.post("p/mobilite/review/name", &name).status, 303);
        studio
    })
}

/// Every page of a consultation that has a report, but those of single answers.
fn pages(name: &str) -> Vec<String> {
    let all = [
        "columns",
        "settings",
        "run",
        "review/q1",
        "review/q1-t01",
        "review/q1/found",
        "review/q1/unassigned",
        "review/q1/map",
        "report",
    ];
    let own = all.map(|page| format!("p/{name}/{page}"));
    [String::new(), "nowhere".to_owned()]
        .into_iter()
        .chain(own)
        .collect()
}

/// What tells browsers what a reply may do.
const PROTECTIONS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// Every reply, whatever it says, is kept from other pages and from being kept.
#[track_caller]
fn assert_protected(reply: &Reply, what: &str) {
    for (name, value) in PROTECTIONS {
        assert_eq!(reply.header(name), Some(value), "{name} of {what}");
    }
    let policy = reply.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("frame-ancestors '"), "{policy} of {what}");
    let shared = reply.headers.iter();
    let mut shared = shared.filter(|(name, _)| name.starts_with("access-control-"));
    assert_eq!(shared.next(), None, "{what}");
}

/// Every file and folder below this one, with what is in it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            match entry.file_type().unwrap().is_dir() {
                true => {
                    all.insert(name + "/", Vec::new());
                    folders.push(path);
                }
                false => {
                    all.insert(name, fs::read(path).unwrap());
                }
            }
        }
    }
    all
}

/// The names of the consultations there are.
fn shelved(studio: &Studio) -> Vec<String> {
    let entries = fs::read_dir(studio.shelf()).unwrap().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
