//! What every reading of findings is asked with, and the texts it may show.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::AnswerId;
use crate::language::Language;
use crate::llm::{Fence, LanguageModel, Prompt, Request, Tally};
use crate::progress::Progress;
use crate::synthesis::{AnswerRecord, QuestionResult};
use crate::themes::findings::Passage;
use crate::units::Span;

/// A model and what is known of the run.
pub struct Asking<'a> {
    /// The model.
    pub model: &'a dyn LanguageModel,
    /// Where replies are counted.
    pub tally: &'a Tally,
    /// Where steps are told.
    pub progress: &'a dyn Progress,
    /// Language of the report.
    pub language: Language,
    /// Answers that are never shown to a model.
    pub withheld: &'a BTreeSet<AnswerId>,
}

/// The texts of a question's answers that may be shown.
pub(super) struct Texts<'a> {
    by_id: BTreeMap<&'a AnswerId, &'a AnswerRecord>,
}

impl<'a> Texts<'a> {
    pub fn new(question: &'a QuestionResult, withheld: &BTreeSet<AnswerId>) -> Texts<'a> {
        let open = question
            .answers
            .iter()
            .filter(|a| !withheld.contains(&a.id));
        Texts {
            by_id: open.map(|answer| (&answer.id, answer)).collect(),
        }
    }

    /// The whole answer; none when it is withheld.
    pub fn answer(&self, id: &AnswerId) -> Option<&'a str> {
        self.by_id.get(id).map(|answer| answer.text.as_str())
    }

    /// A part of it.
    pub fn part(&self, id: &AnswerId, span: Span) -> Option<&'a str> {
        self.answer(id)?.get(span.start..span.end)
    }

    /// The passages that may be shown, `most` at most, of different wordings.
    pub fn passages<'p>(
        &self,
        passages: impl IntoIterator<Item = &'p Passage>,
        most: usize,
    ) -> Vec<(&'p AnswerId, &'a str)> {
        let mut seen = BTreeSet::new();
        passages
            .into_iter()
            .filter_map(|p| Some((&p.answer, self.part(&p.answer, p.span)?)))
            .filter(|(_, text)| seen.insert(crate::words::fold(text)))
            .take(most)
            .collect()
    }
}

/// A request made from a prompt.
pub(super) fn request(
    prompt: &Prompt,
    values: &BTreeMap<&str, String>,
    schema: serde_json::Value,
    max_tokens: u32,
) -> Request {
    Request {
        prompt: prompt.reference(),
        system: prompt.system().to_owned(),
        user: prompt.user(values),
        schema,
        max_tokens,
    }
}

/// An object with all these fields and no other.
pub(super) fn object<'f>(
    fields: impl IntoIterator<Item = (&'f str, serde_json::Value)>,
) -> serde_json::Value {
    let fields: serde_json::Map<String, serde_json::Value> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let names: Vec<&String> = fields.keys().collect();
    serde_json::json!({
        "type": "object",
        "required": names,
        "additionalProperties": false,
        "properties": fields,
    })
}

/// One of these.
pub(super) fn one_of<T: AsRef<str>>(names: &[T]) -> serde_json::Value {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    serde_json::json!({"type": "string", "enum": names})
}

/// A text.
pub(super) fn text() -> serde_json::Value {
    serde_json::json!({"type": "string"})
}

/// The places of the ids that a reply names in these fields, each once, in order; ids that
/// were not given out are left out.
pub(super) fn places(reply: &serde_json::Value, fields: &[&str], fence: &Fence) -> Vec<usize> {
    let mut places = Vec::new();
    for field in fields {
        let named = reply[*field].as_str().and_then(|id| fence.place(id));
        if let Some(place) = named.filter(|place| !places.contains(place)) {
            places.push(place);
        }
    }
    places
}
