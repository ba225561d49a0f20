//! Answers: in a list, one by one, found by their words.

use std::collections::HashMap;

use serde::Serialize;

use super::super::pages::values;
use super::super::request::Reply;
use super::cards::choices;
use super::{Review, turned};
use crate::report::studio::answer_anchor;
use crate::synthesis::{AnswerRecord, QuestionResult, is_masked};
use crate::themes::{Span, ThemeId};

/// Longest passage offered as a quote, in letters.
const LONGEST_QUOTE: usize = 400;

/// An answer in a list.
#[derive(Serialize)]
pub(super) struct Line {
    anchor: String,
    name: String,
    question: String,
    lang: &'static str,
    text: String,
    place: String,
    /// True where the theme of the list is its main one.
    main: bool,
    /// Its themes, but for the one of the list.
    themes: Vec<(String, String)>,
}

/// A passage that can be quoted.
#[derive(Serialize)]
struct Passage {
    start: usize,
    end: usize,
    text: String,
}

/// A theme an answer may be in.
#[derive(Serialize)]
struct Ticked {
    anchor: String,
    title: String,
    main: bool,
    held: bool,
}

impl Review<'_> {
    /// Answers at some places of a question; `of` is the theme whose list this is.
    pub(super) fn lines(
        &self,
        question: usize,
        places: &[usize],
        of: Option<&ThemeId>,
    ) -> Vec<Line> {
        let result = self.result.result(question);
        let titles = titles(result);
        let answers = places.iter().map(|place| &result.answers[*place]);
        answers
            .map(|answer| self.line(result, answer, &titles, of))
            .collect()
    }

    fn line(
        &self,
        result: &QuestionResult,
        answer: &AnswerRecord,
        titles: &HashMap<&ThemeId, &str>,
        of: Option<&ThemeId>,
    ) -> Line {
        let others = answer.themes.iter().filter(|theme| of != Some(theme));
        Line {
            anchor: answer_anchor(&result.question.id, &answer.id),
            name: answer.id.0.clone(),
            question: result.question.id.0.clone(),
            lang: result.language.code(),
            text: answer.text.clone(),
            place: {
                let row = answer.source.row;
                self.language
                    .choose(format!("ligne {row}"), format!("row {row}"))
            },
            main: of.is_some() && answer.themes.first() == of,
            themes: others
                .filter_map(|id| Some((id.0.to_lowercase(), (*titles.get(id)?).to_owned())))
                .collect(),
        }
    }

    pub(super) fn unassigned(&self, question: usize, number: usize) -> anyhow::Result<Reply> {
        let places = &self.result.questions[question].unassigned;
        let (page, turning) = turned(places, number);
        self.page(
            ("unassigned.html", "unassigned_title"),
            question,
            "unassigned",
            values! {
                answers => self.lines(question, page, None),
                turning,
                choices => choices(self.result.result(question)),
            },
        )
    }

    pub(super) fn search(
        &self,
        question: usize,
        sought: &str,
        number: usize,
    ) -> anyhow::Result<Reply> {
        let found = self.result.search(sought);
        let (page, turning) = turned(&found, number);
        let titles: Vec<HashMap<&ThemeId, &str>> =
            self.result.shown.questions.iter().map(titles).collect();
        let lines: Vec<Line> = page
            .iter()
            .map(|place| {
                let result = self.result.result(place.0);
                self.line(
                    result,
                    self.result.answer_at(*place),
                    &titles[place.0],
                    None,
                )
            })
            .collect();
        self.page(
            ("search.html", "search_title"),
            question,
            "search",
            values! { answers => lines, turning, sought },
        )
    }

    pub(super) fn answer(&self, place: (usize, usize)) -> anyhow::Result<Reply> {
        let result = self.result.result(place.0);
        let answer = self.result.answer_at(place);
        let titles = titles(result);
        let ticked = result.themes.iter().map(|theme| {
            let id = &theme.theme.id;
            Ticked {
                anchor: id.0.to_lowercase(),
                title: theme.theme.title.clone(),
                main: answer.themes.first() == Some(id),
                held: answer.themes.contains(id),
            }
        });
        self.page(
            ("answer.html", "review_title"),
            place.0,
            "themes",
            values! {
                heading => answer.id.0,
                answer => self.line(result, answer, &titles, None),
                ticked => ticked.collect::<Vec<Ticked>>(),
                passages => passages(result, answer),
                quotable => !is_masked(&answer.text),
                segments => result.segments.iter().map(|s| &s.title).zip(&answer.segments).collect::<Vec<_>>(),
            },
        )
    }
}

fn titles(result: &QuestionResult) -> HashMap<&ThemeId, &str> {
    let themes = result.themes.iter();
    themes
        .map(|result| (&result.theme.id, result.theme.title.as_str()))
        .collect()
}

/// The ideas of an answer and, where it is short, all of it; none with a masked datum in it.
fn passages(result: &QuestionResult, answer: &AnswerRecord) -> Vec<Passage> {
    let members = result.themes.iter().flat_map(|theme| &theme.theme.members);
    let own = members.filter(|member| member.answer == answer.id);
    let mut spans: Vec<Span> = own.flat_map(|member| member.units.clone()).collect();
    spans.push(Span {
        start: 0,
        end: answer.text.len(),
    });
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    spans
        .into_iter()
        .filter_map(|span| {
            let text = answer.text.get(span.start..span.end)?;
            let fits = text.chars().count() <= LONGEST_QUOTE && !is_masked(text);
            (fits && !text.trim().is_empty()).then(|| Passage {
                start: span.start,
                end: span.end,
                text: text.to_owned(),
            })
        })
        .collect()
}
