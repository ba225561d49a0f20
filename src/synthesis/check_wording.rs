//! The checks of what a model said: every sentence rests on answers of its theme or on
//! themes that exist, every rewording on a quote, and a title that was replaced is kept.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::check::Audit;
use super::{AnswerRecord, Point, QuestionResult, Sentence, Synthesis, ThemeResult};
use crate::answers::AnswerId;
use crate::themes::findings::Passage;
use crate::themes::{Origin, ThemeId};

type ById<'a> = HashMap<&'a AnswerId, &'a AnswerRecord>;

/// Points of an overview, at most.
const POINTS: usize = 6;

impl Audit {
    /// Titles, summaries, plain words, stances, overview, signals and oppositions read.
    pub(super) fn wording(&mut self, question: &QuestionResult, by_id: &ById<'_>) {
        for result in &question.themes {
            self.theme_reading(result, by_id);
        }
        for family in &question.families {
            let replaced = family.extractive_title.is_some();
            self.holds(
                &family.id.0,
                &family.title,
                replaced || family.origin != Origin::Llm,
            );
        }
        let Some(reading) = &question.reading else {
            return;
        };
        let place = question.question.id.0.as_str();
        self.holds(place, "overview", reading.overview.len() <= POINTS);
        let known: HashSet<&ThemeId> = question.themes.iter().map(|t| &t.theme.id).collect();
        self.points(place, &reading.overview, &known);
        let found = &question.findings;
        for signal in &reading.signals {
            let Some(read) = found.weak_signals.get(signal.signal) else {
                self.reference(place, &format!("signal {}", signal.signal));
                continue;
            };
            let mentioned: HashSet<&AnswerId> = read.mentions.iter().map(|m| &m.answer).collect();
            for sentence in [Some(&signal.reworded), signal.novelty.as_ref()]
                .into_iter()
                .flatten()
            {
                self.sentence(place, sentence, |id| mentioned.contains(id));
            }
        }
        for tension in &reading.tensions {
            let Some(read) = found.oppositions.get(tension.opposition) else {
                self.reference(place, &format!("opposition {}", tension.opposition));
                continue;
            };
            for (ids, side) in [
                (&tension.favour, &read.favour),
                (&tension.against, &read.against),
            ] {
                let of: HashSet<&AnswerId> = side.iter().map(|p: &Passage| &p.answer).collect();
                let stand = !ids.is_empty() && ids.iter().all(|id| of.contains(id));
                self.holds(
                    place,
                    &tension.text,
                    stand && !tension.text.trim().is_empty(),
                );
            }
        }
    }

    /// What was recorded of the model and the versions for audiences.
    pub(super) fn model(&mut self, synthesis: &Synthesis) {
        let themes: HashSet<&ThemeId> = synthesis
            .questions
            .iter()
            .flat_map(|question| question.themes.iter().map(|t| &t.theme.id))
            .collect();
        for (question, points) in synthesis.adaptations.iter().flat_map(|a| &a.parts) {
            let known = synthesis
                .questions
                .iter()
                .any(|q| q.question.id == *question);
            self.holds(&question.0, "adaptation", known);
            self.points(&question.0, points, &themes);
        }
        for (question, answer) in synthesis.model.iter().flat_map(|model| &model.withheld) {
            let of = synthesis
                .questions
                .iter()
                .find(|q| q.question.id == *question);
            let known = of.is_some_and(|q| q.answers.iter().any(|a| a.id == *answer));
            self.holds(&question.0, &answer.0, known);
        }
    }

    fn theme_reading(&mut self, result: &ThemeResult, by_id: &ById<'_>) {
        let theme = &result.theme;
        let place = theme.id.0.as_str();
        let replaced = theme.extractive_title.is_some();
        self.holds(place, &theme.title, replaced || theme.origin != Origin::Llm);
        let Some(reading) = &result.reading else {
            return;
        };
        let member = |id: &AnswerId| by_id.get(id).is_some_and(|a| a.themes.contains(&theme.id));
        for sentence in &reading.summary {
            self.sentence(place, sentence, member);
        }
        for plain in &reading.plain {
            self.checked.quotes += 1;
            let quoted = theme
                .quotes
                .iter()
                .any(|quote| quote.answer == plain.answer && quote.span == plain.span);
            let inside = by_id.get(&plain.answer).is_some_and(|answer| {
                let text = answer.text.get(plain.span.start..plain.span.end);
                text.is_some_and(|text| !text.is_empty())
            });
            let said = !plain.text.trim().is_empty();
            self.holds(place, &plain.answer.0, quoted && inside && said);
        }
        if let Some(stance) = &reading.stance {
            let sides = [&stance.favour, &stance.against, &stance.nuanced];
            let ids: Vec<&AnswerId> = sides.into_iter().flatten().collect();
            let distinct: BTreeSet<&AnswerId> = ids.iter().copied().collect();
            let apart = distinct.len() == ids.len() && ids.len() <= stance.read;
            let stand = apart && stance.read <= result.answers && ids.into_iter().all(member);
            self.holds(place, &stance.proposition, stand);
        }
    }

    fn sentence(&mut self, place: &str, sentence: &Sentence, known: impl Fn(&AnswerId) -> bool) {
        let distinct: BTreeSet<&AnswerId> = sentence.answers.iter().collect();
        let rests = !distinct.is_empty() && distinct.len() == sentence.answers.len();
        let stand = rests && sentence.answers.iter().all(known);
        self.holds(
            place,
            &sentence.text,
            stand && !sentence.text.trim().is_empty(),
        );
    }

    fn points(&mut self, place: &str, points: &[Point], known: &HashSet<&ThemeId>) {
        for point in points {
            let distinct: BTreeSet<&ThemeId> = point.themes.iter().collect();
            let rests = !distinct.is_empty() && distinct.len() == point.themes.len();
            let stand = rests && point.themes.iter().all(|theme| known.contains(theme));
            self.holds(place, &point.text, stand && !point.text.trim().is_empty());
        }
    }

    fn holds(&mut self, place: &str, what: &str, holds: bool) {
        if !holds {
            self.reference(place, what);
        }
    }
}
