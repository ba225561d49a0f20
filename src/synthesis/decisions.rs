//! What people decided about a result: statuses of themes and findings, quotes, and the
//! coding they left. Kept in `decisions.json`; it wins over any later run.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::answers::{AnswerId, QuestionId};
use crate::themes::findings::Passage;
use crate::themes::known::KnownThemes;
use crate::themes::{Quote, ThemeId};

/// Version of the layout of `decisions.json`.
pub const DECISIONS: &str = "cahier/decisions/1";

/// What a person made of a theme or a finding. Without a status it is still to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A theme validated as it is, a finding retained.
    Retained,
    /// A theme validated once corrected.
    Modified,
    /// A finding dismissed. A theme cannot be: it is deleted, and its answers stay.
    Dismissed,
}

/// A status, who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Status {
    /// What was decided.
    pub state: State,
    /// Who decided.
    pub by: String,
    /// The day, as 2026-11-23.
    pub on: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Findings that a person looks at one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A danger to persons.
    Alert,
    /// A weak signal.
    Signal,
    /// A lead for action.
    Lead,
}

/// The status of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingStatus {
    /// Which kind of finding.
    pub kind: FindingKind,
    /// The passage that stands for it: a later run finds it again where one of the
    /// finding's passages lies in the same answer and touches it.
    pub passage: Passage,
    /// What was decided.
    pub status: Status,
}

/// What a person made of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteChoice {
    /// The theme it stands under.
    pub theme: ThemeId,
    /// The quote.
    pub quote: Quote,
    /// True to show it before any other, false never to show it there.
    pub keep: bool,
}

/// Everything decided about one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionDecisions {
    /// The coding people left.
    pub known: KnownThemes,
    /// Statuses of themes.
    #[serde(default)]
    pub themes: Vec<(ThemeId, Status)>,
    /// Statuses of findings.
    #[serde(default)]
    pub findings: Vec<FindingStatus>,
    /// Choices of quotes.
    #[serde(default)]
    pub quotes: Vec<QuoteChoice>,
}

impl QuestionDecisions {
    /// What a later run keeps: the coding, and the weak signals that were retained.
    pub fn to_keep(&self) -> KnownThemes {
        let signals = self.findings.iter().filter(|found| {
            found.kind == FindingKind::Signal && found.status.state != State::Dismissed
        });
        KnownThemes {
            retained: signals.map(|found| found.passage.clone()).collect(),
            ..self.known.clone()
        }
    }
}

/// `decisions.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Always [`DECISIONS`].
    pub schema: String,
    /// Question by question.
    pub questions: Vec<(QuestionId, QuestionDecisions)>,
}

impl QuestionDecisions {
    /// Places of the answers whose themes are known.
    pub fn answers_by_id(&self) -> HashMap<AnswerId, usize> {
        let answers = self.known.answers.iter().enumerate();
        answers.map(|(place, a)| (a.id.clone(), place)).collect()
    }
}
