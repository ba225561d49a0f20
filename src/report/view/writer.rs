//! From figures to words.

use std::collections::{BTreeMap, HashMap};

use super::*;
use crate::answers::{AnswerId, SetAside};
use crate::language::Language;
use crate::report::wording::{self, PERCENT_FROM};
use crate::source::SourceCell;
use crate::synthesis::{AnswerRecord, MASK_BELOW, QuestionResult, Synthesis, ThemeResult, mask};
use crate::themes::{Quote, ThemeId};

/// Themes of a question shown on the first page.
const FIRST_PAGE: usize = 5;

/// Words and data of one report while it is put together.
struct Writer<'a> {
    words: &'a BTreeMap<String, String>,
    language: Language,
    several_files: bool,
}

/// Puts a synthesis in words.
pub(in crate::report) fn document(
    synthesis: &Synthesis,
    words: &BTreeMap<String, String>,
) -> Document {
    let writer = Writer {
        words,
        language: synthesis.language,
        several_files: synthesis.files.len() > 1,
    };
    Document {
        lang: synthesis.language.code(),
        version: synthesis.provenance.version.clone(),
        embedder: synthesis.provenance.embedder.clone(),
        seed: synthesis.provenance.seed,
        neighbours: synthesis.provenance.neighbours,
        rounds: synthesis.provenance.rounds,
        percent_from: PERCENT_FROM,
        mask_below: MASK_BELOW,
        files: writer.files(synthesis),
        rows: synthesis.rows,
        respondents: synthesis.respondents,
        identified: synthesis.identified,
        id_column: synthesis
            .provenance
            .id_column
            .as_ref()
            .map_or(String::new(), |column| column.title.clone()),
        questions: synthesis
            .questions
            .iter()
            .map(|question| writer.question(question))
            .collect(),
    }
}

impl Writer<'_> {
    fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.words.get(key).cloned().unwrap_or_default();
        for (hole, value) in holes {
            text = text.replace(&format!("{{{hole}}}"), value);
        }
        text
    }

    fn files(&self, synthesis: &Synthesis) -> Vec<FileView> {
        synthesis
            .files
            .iter()
            .map(|file| FileView {
                name: file.name.clone(),
                details: file.details(self.language),
                rows: file.rows,
                sha256: file.sha256.clone(),
                notices: file.notices.iter().map(|n| n.say(self.language)).collect(),
            })
            .collect()
    }

    fn question(&self, question: &QuestionResult) -> QuestionView {
        let id = &question.question.id.0;
        let by_id: HashMap<&AnswerId, &AnswerRecord> =
            question.answers.iter().map(|a| (&a.id, a)).collect();
        let themes: HashMap<&ThemeId, LinkView> = question
            .themes
            .iter()
            .map(|result| (&result.theme.id, theme_link(result)))
            .collect();
        let view = |answer: &AnswerRecord| self.answer(id, answer, &themes);
        let base = question.balance.analysed;
        QuestionView {
            id: id.clone(),
            anchor: id.to_lowercase(),
            text: question.question.text.clone(),
            language: question.language.code(),
            rows: question.balance.rows,
            analysed: base,
            in_theme: question.balance.in_theme,
            respondents: question.balance.respondents,
            distinct_texts: question.balance.distinct_texts,
            set_aside: self.classes(question),
            set_aside_total: question.set_aside.len(),
            themes: question
                .themes
                .iter()
                .map(|theme| self.theme(id, theme, base, &by_id))
                .collect(),
            first_page: FIRST_PAGE,
            segments: self.segments(question),
            unassigned: question
                .unassigned
                .iter()
                .filter_map(|answer| by_id.get(answer))
                .map(|answer| view(answer))
                .collect(),
            duplicates: question
                .duplicates
                .iter()
                .map(|group| DuplicateView {
                    text: group
                        .answers
                        .first()
                        .and_then(|answer| by_id.get(answer))
                        .map_or(String::new(), |answer| answer.text.clone()),
                    count: group.answers.len(),
                    answers: group.answers.iter().map(|a| answer_link(id, a)).collect(),
                })
                .collect(),
            duplicate_answers: question.duplicates.iter().map(|g| g.answers.len()).sum(),
            answers: question.answers.iter().map(view).collect(),
            grouped: question.grouping.target > 0,
            small_base: base < 30,
        }
    }

    fn classes(&self, question: &QuestionResult) -> Vec<ClassView> {
        let id = &question.question.id.0;
        question
            .balance
            .set_aside
            .iter()
            .map(|(class, count)| ClassView {
                name: self.say(class_key(*class), &[]),
                count: *count,
                answers: question
                    .set_aside
                    .iter()
                    .filter(|record| record.class == *class)
                    .map(|record| AnswerView {
                        link: answer_link(id, &record.id),
                        source: self.source(&record.source),
                        text: record.text.clone(),
                        themes: Vec::new(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn theme(
        &self,
        question: &str,
        result: &ThemeResult,
        base: usize,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
    ) -> ThemeView {
        let theme = &result.theme;
        let share = wording::percentage(result.answers, base, self.language);
        let scale = self.say(wording::scale_step(result.answers, base), &[]);
        ThemeView {
            id: theme.id.0.clone(),
            anchor: theme_link(result).anchor,
            title: theme.title.clone(),
            answers: result.answers,
            scale_and_share: match &share {
                Some(share) => format!("{share}, {scale}"),
                None => scale.clone(),
            },
            share,
            scale,
            bar: (100 * result.answers).div_ceil(base.max(1)),
            main_answers: result.main_answers,
            respondents: result.respondents,
            distinct_texts: result.distinct_texts,
            key_phrases: theme.key_phrases.iter().map(|p| p.text.clone()).collect(),
            quotes: theme
                .quotes
                .iter()
                .map(|quote| quote_view(question, quote, by_id))
                .collect(),
            members: theme
                .members
                .iter()
                .map(|member| answer_link(question, &member.answer))
                .collect(),
        }
    }

    fn segments(&self, question: &QuestionResult) -> Vec<SegmentView> {
        question
            .segments
            .iter()
            .enumerate()
            .map(|(index, base)| SegmentView {
                title: base.title.clone(),
                values: base
                    .values
                    .iter()
                    .zip(mask(base.values.iter().map(|(_, count)| *count).collect()))
                    .map(|((value, _), count)| SegmentValue {
                        name: match value.is_empty() {
                            true => self.say("segment_none", &[]),
                            false => value.clone(),
                        },
                        base: self.cell(count),
                    })
                    .collect(),
                rows: question
                    .themes
                    .iter()
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

    /// A figure of a table, or what stands for one that is not disclosed.
    fn cell(&self, count: Option<usize>) -> String {
        match count {
            Some(count) => wording::number(count, self.language),
            None => self.say("masked", &[]),
        }
    }

    fn answer(
        &self,
        question: &str,
        answer: &AnswerRecord,
        themes: &HashMap<&ThemeId, LinkView>,
    ) -> AnswerView {
        AnswerView {
            link: answer_link(question, &answer.id),
            source: self.source(&answer.source),
            text: answer.text.clone(),
            themes: answer
                .themes
                .iter()
                .filter_map(|id| themes.get(id).cloned())
                .collect(),
        }
    }

    /// The place of a cell; the file is named only where there are several.
    fn source(&self, source: &SourceCell) -> String {
        let key = match source.column.is_empty() {
            true => "place_row",
            false => "place",
        };
        let place = self.say(
            key,
            &[("row", &source.row.to_string()), ("column", &source.column)],
        );
        if self.several_files {
            format!("{}, {place}", source.file)
        } else {
            place
        }
    }
}

fn quote_view(
    question: &str,
    quote: &Quote,
    by_id: &HashMap<&AnswerId, &AnswerRecord>,
) -> QuoteView {
    let text = by_id.get(&quote.answer).map_or("", |a| a.text.as_str());
    let outside =
        |part: Option<&str>| part.is_some_and(|rest| rest.chars().any(char::is_alphanumeric));
    QuoteView {
        text: quote.text.clone(),
        cut_before: outside(text.get(..quote.span.start)),
        cut_after: outside(text.get(quote.span.end..)),
        link: answer_link(question, &quote.answer),
    }
}

fn theme_link(result: &ThemeResult) -> LinkView {
    LinkView {
        name: result.theme.title.clone(),
        anchor: result.theme.id.0.to_lowercase(),
    }
}

/// `12` of question Q1 is at `q1-r-12`; anything unusual in an id is spelt out in hex.
fn answer_link(question: &str, answer: &AnswerId) -> LinkView {
    let safe: String = answer
        .0
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => c.to_string(),
            other => format!("_{:x}_", other as u32),
        })
        .collect();
    LinkView {
        name: answer.0.clone(),
        anchor: format!("{}-r-{safe}", question.to_lowercase()),
    }
}

fn class_key(class: SetAside) -> &'static str {
    match class {
        SetAside::NotAsked => "class_not_asked",
        SetAside::Empty => "class_empty",
        SetAside::NoOpinion => "class_no_opinion",
        SetAside::NonSubstantive => "class_non_substantive",
    }
}
