//! Decisions turned into the coding, the statuses and the quotes that a later run keeps.

use super::{Decision, Refusal};
use crate::language::Language;
use crate::synthesis::{Decisions, Synthesis};

/// What a review leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// `decisions.json`, whole: earlier decisions carried on, those of this review over them.
    pub decisions: Decisions,
    /// What changed, in the order of the questions; empty when nothing did.
    pub changes: Vec<Change>,
}

/// Something that changed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In French.
    pub french: String,
    /// In English.
    pub english: String,
}

impl Change {
    /// In one of the two languages.
    pub fn say(&self, language: Language) -> &str {
        language.choose(&self.french, &self.english)
    }
}

/// Applies the decisions of a review to the result they were made on. `earlier` is what was
/// decided before (`decisions.json`); `by` is the reviewer, `on` the day as 2026-11-23.
///
/// Pure. Refused as a whole when decisions contradict each other or name what is not there.
/// Cost: linear in answers and decisions.
pub fn apply(
    synthesis: &Synthesis,
    earlier: Option<&Decisions>,
    decisions: &[Decision],
    by: &str,
    on: &str,
) -> Result<Reviewed, Vec<Refusal>> {
    let _ = (synthesis, earlier, decisions, by, on);
    Err(Vec::new())
}
