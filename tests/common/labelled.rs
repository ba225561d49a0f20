//! How well personal data are found, against texts in which people marked them.
//!
//! A marked passage counts as found when what is masked covers it, punctuation and spaces
//! at its edges aside; a masked passage counts as right when it overlaps a marked one.
//! People named in their office are not to be masked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cahier::privacy::{Finding, PersonalData, find};
use serde_json::Value;

/// Counts for one kind of personal data.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Passages marked.
    pub marked: usize,
    /// Of these, masked whole.
    pub found: usize,
    /// Passages masked.
    pub masked: usize,
    /// Of these, overlapping a marked one.
    pub right: usize,
}

impl Tally {
    pub fn recall(&self) -> f64 {
        self.found as f64 / self.marked.max(1) as f64
    }

    pub fn precision(&self) -> f64 {
        match self.masked {
            0 => 1.0,
            masked => self.right as f64 / masked as f64,
        }
    }
}

/// Tallies by kind, the marked passages that were missed and the false alarms.
#[derive(Default)]
pub struct Score {
    pub kinds: BTreeMap<String, Tally>,
    pub missed: Vec<String>,
    pub alarms: Vec<String>,
}

impl Score {
    /// All kinds together.
    pub fn total(&self) -> Tally {
        self.kinds
            .values()
            .fold(Tally::default(), |sum, tally| Tally {
                marked: sum.marked + tally.marked,
                found: sum.found + tally.found,
                masked: sum.masked + tally.masked,
                right: sum.right + tally.right,
            })
    }

    pub fn table(&self) -> String {
        let mut text = format!(
            "{:<12} {:>6} {:>6} {:>6} {:>6}  {:>6} {:>9}\n",
            "kind", "marked", "found", "masked", "right", "recall", "precision"
        );
        let total = self.total();
        let lines = self
            .kinds
            .iter()
            .map(|(kind, tally)| (kind.as_str(), tally));
        for (kind, tally) in lines.chain([("all", &total)]) {
            let _ = writeln!(
                text,
                "{kind:<12} {:>6} {:>6} {:>6} {:>6}  {:>6.3} {:>9.3}",
                tally.marked,
                tally.found,
                tally.masked,
                tally.right,
                tally.recall(),
                tally.precision()
            );
        }
        text
    }
}

/// A marked passage, in bytes.
struct Mark {
    kind: String,
    start: usize,
    end: usize,
    hard: bool,
}

/// Scores lines of JSON, each with `text` and `spans` (`kind` or `type`, `start` and `end` in
/// Unicode characters); `only` picks lines. `CITY` is a place people speak of: it stays.
/// Passages marked `hard` (a first name alone) are neither asked for nor wrong.
pub fn score(lines: &str, only: impl Fn(&Value) -> bool) -> Score {
    let mut score = Score::default();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let answer: Value = serde_json::from_str(line).expect("a line of JSON");
        if only(&answer) {
            let text = answer["text"].as_str().expect("a text");
            one(&mut score, text, &marks(&answer, text), &find(text));
        }
    }
    score
}

fn marks(answer: &Value, text: &str) -> Vec<Mark> {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let spans = answer["spans"].as_array().expect("spans");
    spans
        .iter()
        .map(|span| {
            let place = |key: &str| bytes[span[key].as_u64().expect("a place") as usize];
            let kind = span["kind"].as_str().or(span["type"].as_str());
            Mark {
                kind: match kind.expect("a kind") {
                    "DATE" => "birth_date".to_owned(),
                    kind => kind.to_lowercase(),
                },
                start: place("start"),
                end: place("end"),
                hard: span["hard"] == true,
            }
        })
        .collect()
}

fn one(score: &mut Score, text: &str, marks: &[Mark], found: &[Finding]) {
    let masked: Vec<&Finding> = found
        .iter()
        .filter(|finding| finding.kind != PersonalData::Official)
        .collect();
    let asked = |mark: &&Mark| !["city", "official"].contains(&mark.kind.as_str());
    for mark in marks.iter().filter(asked).filter(|mark| !mark.hard) {
        let tally = score.kinds.entry(mark.kind.clone()).or_default();
        tally.marked += 1;
        let covered = text[mark.start..mark.end].char_indices().all(|(at, c)| {
            let at = mark.start + at;
            !c.is_alphanumeric() || masked.iter().any(|f| f.start <= at && at < f.end)
        });
        tally.found += usize::from(covered);
        if !covered {
            let passage = &text[mark.start..mark.end];
            score
                .missed
                .push(format!("{}: {passage} in {text}", mark.kind));
        }
    }
    for finding in masked {
        let overlaps =
            |mark: &&Mark| mark.start < finding.end && finding.start < mark.end && asked(mark);
        let kind = serde_json::to_value(finding.kind).expect("a name");
        let mark = marks.iter().find(overlaps);
        if mark.is_some_and(|mark| mark.hard) {
            continue;
        }
        // A passage masked as another kind than it was marked is masked all the same.
        let kind = mark.map_or(kind.as_str().unwrap_or_default().to_owned(), |m| {
            m.kind.clone()
        });
        let tally = score.kinds.entry(kind).or_default();
        tally.masked += 1;
        tally.right += usize::from(mark.is_some());
        if mark.is_none() {
            let passage = &text[finding.start..finding.end];
            score
                .alarms
                .push(format!("{:?}: {passage} in {text}", finding.kind));
        }
    }
}
