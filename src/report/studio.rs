//! What the studio's pages borrow from the report: its looks, its filters, its words for
//! findings, its map. A page of corrections says of a finding what the report says.

use std::ops::Range;

use minijinja::Environment;
use serde::Serialize;

use super::view::{self, PassageView, StatusView};
use super::{documents, wording};
use crate::answers::{AnswerId, QuestionId};
use crate::error::Error;
use crate::language::Language;
use crate::synthesis::{FindingKind, Synthesis};
use crate::themes::findings::Passage;

/// The style sheet of the report.
pub(crate) const STYLE: &str = documents::STYLE;

/// A finding for a person to retain or dismiss, in the order of
/// [`QuestionResult::readable`](crate::synthesis::QuestionResult::readable).
#[derive(Serialize)]
pub(crate) struct FoundView {
    /// The passage that stands for it.
    pub passage: Passage,
    /// What kind of danger, or how many people ask for it; empty where nothing is to say.
    pub title: String,
    /// Why it is shown.
    pub why: String,
    /// What it rests on.
    pub(in crate::report) passages: Vec<PassageView>,
    /// What was decided.
    pub(in crate::report) status: Option<StatusView>,
}

/// Templates whose text is escaped as HTML, with the filters that print numbers and fill
/// sentences; no template yet.
pub(crate) fn environment(language: Language) -> Result<Environment<'static>, Error> {
    documents::wordings(language)
}

/// Text for HTML content and attributes.
pub(crate) fn escape(text: &str) -> String {
    documents::escape_html(text)
}

/// A day as people write it: `23 novembre 2026`.
pub(crate) fn day(on: &str, language: Language) -> String {
    view::day(on, language)
}

/// French spaces before tall marks, in words typed with plain ones.
pub(crate) fn typeset(text: &str, language: Language) -> String {
    match language {
        Language::French => wording::typeset(text),
        Language::English => text.to_owned(),
    }
}

/// The findings of one kind of the question at `place`, told in `language`; those of `range`
/// in the order of all. Cost: linear in its answers.
pub(crate) fn findings(
    synthesis: &Synthesis,
    place: usize,
    kind: FindingKind,
    range: Range<usize>,
    language: Language,
) -> Result<Vec<FoundView>, Error> {
    let words = wording::catalogue(language)?;
    Ok(view::found(
        synthesis,
        (place, kind, range),
        &words,
        language,
    ))
}

/// The map of the question at `place`, every mark a link to `#` and the anchor of its
/// answer; none where it has no map.
pub(crate) fn map(
    synthesis: &Synthesis,
    place: usize,
    language: Language,
) -> Result<Option<String>, Error> {
    let words = wording::catalogue(language)?;
    Ok(view::map_alone(synthesis, place, &words, language))
}

/// What an answer is called in addresses: letters, digits, hyphens and underscores.
pub(crate) fn answer_anchor(question: &QuestionId, answer: &AnswerId) -> String {
    view::answer_anchor(&question.0, answer)
}
