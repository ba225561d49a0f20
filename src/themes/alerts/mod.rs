//! Alerts: answers that tell of a danger to persons, here and now.
//!
//! Boundary: pure functions from the words of one answer to an alert or none; no vectors,
//! no counts over the corpus, no mean that could drown a single voice. An alert is about a
//! concrete situation, so a cue ("sent le gaz", "m'a suivie") is not enough: signs that it
//! is about somebody, somewhere, lately, speak for it; opinions on policy, negation,
//! hypotheses, old stories and solved problems speak against it. The rules and words are
//! data ([`french`], [`english`]); a human decides what to do with what they find.

mod english;
mod evidence;
mod french;
mod tables;

use serde::{Deserialize, Serialize};

use crate::themes::cues::Reading;
use crate::words::Lexicon;
pub use evidence::Evidence;

/// What the danger is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertFamily {
    /// Accident, collapse, fire, gas, electricity, drowning, unsafe equipment or road.
    Hazard,
    /// Unfit water, illness, poisoning, care that stops.
    Health,
    /// Assault, harassment, being followed, abuse at home, threats.
    Violence,
    /// Refused or insulted for origin, religion, disability, sex...
    Discrimination,
    /// Suicidal words, hunger, nowhere to sleep.
    Distress,
}

impl AlertFamily {
    fn named(name: &str) -> Option<AlertFamily> {
        Some(match name {
            "hazard" => AlertFamily::Hazard,
            "health" => AlertFamily::Health,
            "violence" => AlertFamily::Violence,
            "discrimination" => AlertFamily::Discrimination,
            "distress" => AlertFamily::Distress,
            _ => return None,
        })
    }
}

/// How grave: nothing and nuisance are no alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Somebody is exposed, or was hurt or wronged without a life at stake.
    Risk,
    /// Somebody was hurt, or life is at stake.
    Danger,
}

/// An answer that a person should read today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The family with the strongest cues.
    pub family: AlertFamily,
    /// The gravest of the cues that count.
    pub severity: Severity,
    /// The words that triggered it: byte ranges of the text, ordered, disjoint.
    pub spans: Vec<(usize, usize)>,
    /// What makes it concrete, to be said in words.
    pub evidence: Evidence,
    /// Cues plus evidence, in points; at least [`THRESHOLD`].
    pub score: i32,
}

/// Points from which cues and evidence make an alert. On the development set
/// (`tests/fixtures/alerts.jsonl`) a point more loses a fifth of the alerts and saves no
/// false one.
pub const THRESHOLD: i32 = 4;

/// The alert that `text` raises, if any. The language is that of `lexicon`.
///
/// Cost: words of the text times the phrases that may begin with each; about 9,000
/// answers of 130 characters a second on one core.
pub fn alert(text: &str, lexicon: &Lexicon) -> Option<Alert> {
    let tables = tables::compiled(lexicon.language());
    let mut reading = Reading::new(text);
    reading.mask(&tables.idioms);
    evidence::judge(&reading, tables)
}
