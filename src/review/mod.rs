//! What people correct: the decisions of a review, read from a sheet or from the studio,
//! checked against the result they were made on and turned into what a later run keeps.
//!
//! Pure: bytes in, decisions out. Files and the journal belong to `cli`.

mod apply;
mod base;
mod changes;
mod check;
mod coding;
mod earlier;
mod gone;
mod left;
mod refusal;
pub mod sheet;

pub use apply::{Reviewed, apply};
pub use changes::Change;
pub use earlier::onto;
pub use refusal::{Fault, Place, Refusal};

use serde::Serialize;

use crate::answers::{AnswerId, QuestionId};
use crate::synthesis::{FindingKind, State};
use crate::themes::ThemeId;
use crate::themes::findings::Passage;

/// Where an answer goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A theme of the result.
    Theme(ThemeId),
    /// A new theme with this title; the same title is the same theme.
    New(String),
}

/// One thing a person decided. The decisions of a review are a set: all are about the result
/// as it was shown, and their order changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// A theme gets another title.
    Rename {
        /// The theme.
        theme: ThemeId,
        /// Its new title.
        title: String,
    },
    /// A theme disappears into another of the same question, with all its answers.
    Merge {
        /// The theme that goes.
        theme: ThemeId,
        /// The one that takes its answers.
        into: ThemeId,
        /// Why.
        why: Option<String>,
    },
    /// Some answers leave a theme for a new one.
    Split {
        /// The theme they leave.
        theme: ThemeId,
        /// The new theme's title.
        title: String,
        /// The answers.
        answers: Vec<AnswerId>,
    },
    /// An answer gets exactly these themes, the main one first; none leaves it unassigned.
    Move {
        /// The question.
        question: QuestionId,
        /// The answer.
        answer: AnswerId,
        /// Its themes from now on.
        themes: Vec<Target>,
    },
    /// A theme disappears; its answers keep their other themes or become unassigned.
    Delete {
        /// The theme.
        theme: ThemeId,
        /// Why.
        why: Option<String>,
    },
    /// A theme has been read and stands.
    Validate {
        /// The theme.
        theme: ThemeId,
        /// Why, or a note.
        why: Option<String>,
    },
    /// The status of a theme is taken back: it is to be read again.
    Reopen {
        /// The theme.
        theme: ThemeId,
    },
    /// A quote is kept for good or never shown again under its theme.
    Quote {
        /// The theme.
        theme: ThemeId,
        /// The passage.
        passage: Passage,
        /// True to keep, false to reject.
        keep: bool,
    },
    /// A finding is retained or dismissed, or its status is taken back.
    Finding {
        /// The question.
        question: QuestionId,
        /// Which kind.
        kind: FindingKind,
        /// The passage that stands for it.
        passage: Passage,
        /// Retained or dismissed; none takes the status back.
        state: Option<State>,
        /// Why.
        why: Option<String>,
    },
}

impl Decision {
    /// The theme it decides about as a whole.
    fn theme(&self) -> Option<&ThemeId> {
        match self {
            Decision::Rename { theme, .. }
            | Decision::Merge { theme, .. }
            | Decision::Delete { theme, .. }
            | Decision::Validate { theme, .. }
            | Decision::Reopen { theme } => Some(theme),
            Decision::Split { .. }
            | Decision::Move { .. }
            | Decision::Quote { .. }
            | Decision::Finding { .. } => None,
        }
    }
}
