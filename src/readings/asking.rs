//! What every reading is asked with, and the texts it may show.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::AnswerId;
use crate::language::Language;
use crate::llm::{Batch, Fence, LanguageModel, Tally, Task, perform, perform_batches};
use crate::progress::{Progress, Stage};
use crate::prompts::Prompts;
use crate::synthesis::{AnswerRecord, QuestionResult};
use crate::themes::findings::Passage;
use crate::units::Span;

/// A model, how it is asked, and where its replies are counted.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The model.
    pub model: &'a dyn LanguageModel,
    /// The prompts, in the language of the report.
    pub prompts: &'a Prompts,
    /// Where replies are counted.
    pub tally: &'a Tally,
    /// Where steps are told.
    pub progress: &'a dyn Progress,
}

impl Asking<'_> {
    /// Language of the prompts and of the report.
    pub fn language(&self) -> Language {
        self.prompts.language()
    }

    /// Performs tasks and says so.
    pub(super) fn ask<T: Task>(&self, tasks: &[T]) -> Vec<Option<T::Output>> {
        if tasks.is_empty() {
            return Vec::new();
        }
        self.progress.begin(Stage::Asking, tasks.len() as u64);
        perform(self.model, tasks, self.tally, self.progress)
    }

    /// Asks about `items` things, `size` at a time, and says so.
    pub(super) fn ask_batches<B: Batch>(
        &self,
        batch: &B,
        items: usize,
        size: usize,
    ) -> Vec<Option<B::Output>> {
        if items == 0 {
            return Vec::new();
        }
        let steps = items.div_ceil(size.max(1)) as u64;
        self.progress.begin(Stage::Asking, steps);
        perform_batches(self.model, batch, items, size, self.tally, self.progress)
    }
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
