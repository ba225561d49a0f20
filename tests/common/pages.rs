//! The HTML pages a report has, drawn from the samples' saved results and written side by side
//! as a reader gets them.
//!
//! The boundary: pages are found by listing what `render_all` gives, never by name, so that a
//! new page is tested from the day it exists.
#![allow(clippy::unwrap_used)]
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::said::by_a_model;
use cahier::language::Language;
use cahier::readings::adaptation::adapt;
use cahier::report::render_all;
use cahier::synthesis::{Audience, SCHEMA, Support, Synthesis};

/// How many pages of one folder beside the first a browser is shown.
const SHOWN: usize = 8;

/// How many reports a browser is shown: all but the last, whose pages differ in languages alone.
const SEEN: usize = 4;

/// A report: one synthesis and its files.
pub struct Report {
    pub name: &'static str,
    pub synthesis: Synthesis,
    /// Every file, by its path in the report's folder.
    pub files: Vec<String>,
    pub pages: Vec<Page>,
}

/// An HTML page.
pub struct Page {
    /// Its report and its path in it, as a message names it.
    pub title: String,
    /// Its path in the report's folder.
    pub name: String,
    pub html: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// The three samples with every version for a public, one with the words of a model too, and one
/// drawn in the language its answers are not in.
pub fn reports() -> &'static [Report] {
    static REPORTS: OnceLock<Vec<Report>> = OnceLock::new();
    REPORTS.get_or_init(|| {
        vec![
            report("mobilite", "mobilite", |_| ()),
            report("logement", "logement", |_| ()),
            report("parks", "parks", |_| ()),
            report("parks by a model", "parks", by_a_model),
            report("mobilite in English", "mobilite", |synthesis| {
                synthesis.language = Language::English;
            }),
        ]
    })
}

/// Every page.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    reports().iter().flat_map(|report| &report.pages)
}

/// The pages a browser is shown: those of a report drawn in the language of its answers. Of the folders in a
/// report's folder, which may hold a page for each answer: the longest, the shortest and some
/// between.
pub fn shown() -> Vec<&'static Page> {
    let mut shown = Vec::new();
    for report in &reports()[..SEEN] {
        let mut folders: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
        for page in &report.pages {
            let folder = page.name.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_default().push(page);
        }
        for mut pages in folders.into_values() {
            pages.sort_by_key(|page| page.html.len());
            let last = pages.len() - 1;
            let all = !pages[0].name.contains('/');
            let count = if all { last + 1 } else { SHOWN.min(last + 1) };
            shown.extend((0..count).map(|i| pages[i * last / (count - 1).max(1)]));
        }
    }
    shown
}

fn report(name: &'static str, sample: &str, change: fn(&mut Synthesis)) -> Report {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let saved = root.join("reports").join(sample).join("synthesis.json");
    let mut synthesis: Synthesis =
        serde_json::from_str(&fs::read_to_string(saved).unwrap()).unwrap();
    synthesis.schema = SCHEMA.to_owned();
    change(&mut synthesis);
    synthesis.adaptations = Vec::new();
    for audience in Audience::ALL {
        // What a model says of themes stands in every version: one of each is enough.
        let supports = &Support::ALL[..if synthesis.model.is_some() {
            1
        } else {
            Support::ALL.len()
        }];
        for &support in supports {
            let version = adapt(&synthesis, audience, support, None);
            synthesis.adaptations.push(version);
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(env!("CARGO_CRATE_NAME"))
        .join(name.replace(' ', "-"));
    let _ = fs::remove_dir_all(&folder);
    let (mut files, mut pages) = (Vec::new(), Vec::new());
    for file in render_all(&synthesis).unwrap() {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &file.bytes).unwrap();
        files.push(file.name.clone());
        if file.name.ends_with(".html") {
            pages.push(Page {
                title: format!("{name}: {}", file.name),
                name: file.name,
                html: String::from_utf8(file.bytes).unwrap(),
                path,
            });
        }
    }
    Report {
        name,
        synthesis,
        files,
        pages,
    }
}

/// What is wrong: by kind, where.
#[derive(Default)]
pub struct Problems(BTreeMap<String, Vec<String>>);

impl Problems {
    /// Notes a problem as `kind: details`; the details are counted, and some shown.
    pub fn add(&mut self, page: &Page, problem: impl Into<String>) {
        let problem = problem.into();
        let (kind, details) = problem.split_once(": ").unwrap_or((&problem, ""));
        let seen = self.0.entry(kind.to_owned()).or_default();
        seen.push(format!("{details} [{}]", page.title));
    }

    /// Fails unless nothing is wrong.
    #[track_caller]
    pub fn conclude(self) {
        let mut said = String::new();
        for (kind, seen) in &self.0 {
            said += &format!("\n{kind}, {} times", seen.len());
            // Some of the first and some of the last: of another report, often.
            let last = seen.len().saturating_sub(3).max(4);
            for line in seen.iter().take(4).chain(seen.iter().skip(last)) {
                said += &format!("\n    {line}");
            }
        }
        assert!(said.is_empty(), "{said}");
    }
}
