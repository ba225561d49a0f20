//! The result a review is about, looked up by id.

use std::collections::HashMap;

use crate::answers::{AnswerId, QuestionId};
use crate::synthesis::{AnswerRecord, QuestionResult, Synthesis, ThemeResult};
use crate::themes::ThemeId;
use crate::themes::findings::Passage;

pub(super) struct Base<'a> {
    pub synthesis: &'a Synthesis,
    themes: HashMap<&'a ThemeId, (usize, &'a ThemeResult)>,
    answers: Vec<HashMap<&'a AnswerId, &'a AnswerRecord>>,
}

impl<'a> Base<'a> {
    pub fn new(synthesis: &'a Synthesis) -> Base<'a> {
        let questions = synthesis.questions.iter().enumerate();
        let themes = questions.flat_map(|(place, question)| {
            let themes = question.themes.iter();
            themes.map(move |result| (&result.theme.id, (place, result)))
        });
        let answers = synthesis.questions.iter().map(|question| {
            let answers = question.answers.iter();
            answers.map(|answer| (&answer.id, answer)).collect()
        });
        Base {
            synthesis,
            themes: themes.collect(),
            answers: answers.collect(),
        }
    }

    pub fn question(&self, place: usize) -> &'a QuestionResult {
        &self.synthesis.questions[place]
    }

    /// Place of a question.
    pub fn place(&self, id: &QuestionId) -> Option<usize> {
        let mut questions = self.synthesis.questions.iter();
        questions.position(|question| question.question.id == *id)
    }

    /// A theme and the place of its question.
    pub fn theme(&self, id: &ThemeId) -> Option<(usize, &'a ThemeResult)> {
        self.themes.get(id).copied()
    }

    pub fn answer(&self, place: usize, id: &AnswerId) -> Option<&'a AnswerRecord> {
        self.answers.get(place)?.get(id).copied()
    }

    /// The text of a passage; none where it is not one.
    pub fn said(&self, place: usize, passage: &Passage) -> Option<&'a str> {
        let answer = self.answer(place, &passage.answer)?;
        let said = answer.text.get(passage.span.start..passage.span.end)?;
        (!said.is_empty()).then_some(said)
    }
}

/// True when two passages share a part of an answer.
pub(super) fn touches(one: &Passage, other: &Passage) -> bool {
    one.answer == other.answer && one.span.start < other.span.end && other.span.start < one.span.end
}
