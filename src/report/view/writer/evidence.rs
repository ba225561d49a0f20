//! What a figure rests on: quotes, groups of similar answers, tables by segment.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::answers::similar::Variant;
use crate::synthesis::mask;
use crate::themes::Quote;

impl Writer<'_> {
    pub(super) fn similar(
        &self,
        question: &QuestionResult,
        kind: GroupKind,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
    ) -> Vec<SimilarView> {
        let id = &question.question.id.0;
        question
            .similar
            .iter()
            .filter(|group| group.answers.kind == kind)
            .map(|group| SimilarView {
                text: by_id
                    .get(&group.answers.model)
                    .map_or(String::new(), |answer| answer.text.clone()),
                model: answer_link(id, &group.answers.model),
                count: group.answers.members.len(),
                respondents: group.respondents,
                distinct_texts: group.distinct_texts,
                more: 0,
                answers: group
                    .answers
                    .members
                    .iter()
                    .map(|member| VariantView {
                        link: answer_link(id, &member.id),
                        variant: match member.variant {
                            Variant::Identical => String::new(),
                            Variant::Reworded => self.say("variant_reworded", &[]),
                            Variant::Extended => self.say("variant_extended", &[]),
                            Variant::Partial => self.say("variant_partial", &[]),
                        },
                    })
                    .collect(),
            })
            .collect()
    }

    /// The one segment a quote may carry: the first column's value, when enough people share
    /// it and no cell of the answer's themes for it is masked: a quote would fill it in.
    fn quote_segment(&self, question: &QuestionResult, answer: &AnswerRecord) -> Option<String> {
        let base = question.segments.first()?;
        let value = answer.segments.first().filter(|value| !value.is_empty())?;
        let counts = base.values.iter().map(|(_, count)| *count).collect();
        let shown = mask(counts, self.mask_below);
        let place = base.values.iter().position(|(other, _)| other == value)?;
        let own = question.themes.iter();
        let mut own = own.filter(|result| answer.themes.contains(&result.theme.id));
        if shown[place].is_none() || !own.all(|result| is_open(result, place)) {
            return None;
        }
        // A question for a title would be asked again beside every quote.
        let title = base.title.trim_end().trim_end_matches(':').trim_end();
        match title.ends_with('?') {
            true => Some(value.to_owned()),
            false => Some(self.say("quote_segment", &[("title", title), ("value", value)])),
        }
    }

    /// Values of the first segment that the whole list of answers may show: those none of
    /// whose figures is masked, or the answers left out would give the masked ones away.
    pub(super) fn open_values<'q>(&self, question: &'q QuestionResult) -> HashSet<&'q str> {
        let Some(base) = question.segments.first() else {
            return HashSet::new();
        };
        let counts = base.values.iter().map(|(_, count)| *count).collect();
        let shown = mask(counts, self.mask_below);
        let places = (0..base.values.len()).filter(|place| {
            let themes = &question.themes;
            shown[*place].is_some() && themes.iter().all(|result| is_open(result, *place))
        });
        let values = places.map(|place| base.values[place].0.as_str());
        values.filter(|value| !value.is_empty()).collect()
    }

    pub(super) fn quote(
        &self,
        question: &QuestionResult,
        result: &ThemeResult,
        quote: &Quote,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
    ) -> QuoteView {
        let answer = by_id.get(&quote.answer);
        let text = answer.map_or("", |a| a.text.as_str());
        let outside =
            |part: Option<&str>| part.is_some_and(|rest| rest.chars().any(char::is_alphanumeric));
        QuoteView {
            text: quote.text.clone(),
            cut_before: outside(text.get(..quote.span.start)),
            cut_after: outside(text.get(quote.span.end..)),
            link: answer_link(&question.question.id.0, &quote.answer),
            segment: answer.and_then(|answer| self.quote_segment(question, answer)),
            plain: readings::plain(result, quote),
        }
    }

    pub(super) fn segments(&self, question: &QuestionResult) -> Vec<SegmentView> {
        question
            .segments
            .iter()
            .enumerate()
            .map(|(index, base)| SegmentView {
                title: base.title.clone(),
                values: base
                    .values
                    .iter()
                    .zip(mask(
                        base.values.iter().map(|(_, count)| *count).collect(),
                        self.mask_below,
                    ))
                    .map(|((value, _), count)| SegmentValue {
                        name: match value.is_empty() {
                            true => self.say("segment_none", &[]),
                            false => value.clone(),
                        },
                        base: self.cell(count),
                    })
                    .collect(),
                rows: self
                    .ranked(question)
                    .into_iter()
                    .map(|theme| SegmentRow {
                        title: theme.theme.title.clone(),
                        anchor: theme_link(theme).anchor,
                        cells: theme
                            .segments
                            .get(index)
                            .map_or(&[][..], |table| table.cells.as_slice())
                            .iter()
                            .map(|cell| self.cell(*cell))
                            .collect(),
                        total: theme.answers,
                    })
                    .collect(),
            })
            .collect()
    }
}

/// True where the theme's figure for a value of the first segment is printed.
fn is_open(result: &ThemeResult, place: usize) -> bool {
    let table = result.segments.first();
    table.is_some_and(|table| table.cells.get(place).is_some_and(Option::is_some))
}
