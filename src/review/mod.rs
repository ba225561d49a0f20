//! What people correct: the decisions of a review, read from a sheet or from the studio,
//! checked against the result they were made on and turned into what a later run keeps.
//!
//! Pure: bytes in, decisions out. Files and the journal belong to `cli`.

use crate::answers::{AnswerId, QuestionId};
use crate::synthesis::{FindingKind, State};
use crate::themes::ThemeId;
use crate::themes::findings::Passage;

/// One thing a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        themes: Vec<ThemeId>,
    },
    /// A theme disappears; its answers keep their other themes or become unassigned.
    Delete {
        /// The theme.
        theme: ThemeId,
    },
    /// A theme has been read and stands.
    Validate {
        /// The theme.
        theme: ThemeId,
        /// Why, or a note.
        why: Option<String>,
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
    /// A finding is retained or dismissed.
    Finding {
        /// The question.
        question: QuestionId,
        /// Which kind.
        kind: FindingKind,
        /// The passage that stands for it.
        passage: Passage,
        /// Retained or dismissed.
        state: State,
        /// Why.
        why: Option<String>,
    },
}
