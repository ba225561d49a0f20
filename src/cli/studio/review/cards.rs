//! The themes of a question, a card each.

use serde::Serialize;

use super::super::pages::values;
use super::super::request::Reply;
use super::Review;
use crate::language::Language;
use crate::report::studio::{answer_anchor, day};
use crate::synthesis::{QuestionResult, State, ThemeResult};

/// A theme on a card.
#[derive(Serialize)]
pub(super) struct Card {
    pub anchor: String,
    pub id: String,
    pub title: String,
    pub answers: usize,
    pub percent: usize,
    pub people: usize,
    phrases: Vec<String>,
    quote: Option<QuoteLine>,
    /// Validated as it is, or once corrected; none while it waits.
    pub status: Option<StatusLine>,
    fragile: bool,
    parts: Vec<(String, usize)>,
    /// The title the answers gave, where another stands.
    earlier: Option<String>,
}

/// A quote of a theme.
#[derive(Serialize)]
pub(super) struct QuoteLine {
    pub text: String,
    pub anchor: String,
    pub name: String,
    pub start: usize,
    pub end: usize,
}

/// What a person made of a theme.
#[derive(Serialize)]
pub(super) struct StatusLine {
    modified: bool,
    by: String,
    on: String,
    why: Option<String>,
}

/// Where a theme may go, in a list to choose from.
#[derive(Serialize)]
pub(super) struct Choice {
    pub anchor: String,
    pub title: String,
}

/// Under this, in per cent, a theme does not stand without some of its answers.
const FRAGILE: u8 = 50;

impl Review<'_> {
    pub(super) fn cards(&self, question: usize, running: bool) -> anyhow::Result<Reply> {
        let result = self.result.result(question);
        let cards: Vec<Card> = result
            .themes
            .iter()
            .map(|theme| card(result, theme, self.language))
            .collect();
        let waiting = cards.iter().filter(|card| card.status.is_none()).count();
        self.page(
            ("themes.html", "review_title"),
            question,
            "themes",
            values! { cards, waiting, running, choices => choices(result) },
        )
    }
}

pub(super) fn choices(result: &QuestionResult) -> Vec<Choice> {
    let themes = result.themes.iter();
    themes
        .map(|result| Choice {
            anchor: result.theme.id.0.to_lowercase(),
            title: result.theme.title.clone(),
        })
        .collect()
}

pub(super) fn card(question: &QuestionResult, result: &ThemeResult, language: Language) -> Card {
    let theme = &result.theme;
    let base = question.balance.analysed.max(1);
    Card {
        anchor: theme.id.0.to_lowercase(),
        id: theme.id.0.clone(),
        title: theme.title.clone(),
        answers: result.answers,
        percent: (100.0 * result.answers as f64 / base as f64).round() as usize,
        people: result.respondents,
        phrases: theme
            .key_phrases
            .iter()
            .take(5)
            .map(|p| p.text.clone())
            .collect(),
        quote: quotes(question, result).into_iter().next(),
        status: status(result, language),
        fragile: theme.stability.is_some_and(|stability| stability < FRAGILE),
        parts: theme
            .sub_themes
            .iter()
            .map(|sub| (sub.title.clone(), sub.answers.len()))
            .collect(),
        earlier: theme.extractive_title.clone(),
    }
}

pub(super) fn quotes(question: &QuestionResult, result: &ThemeResult) -> Vec<QuoteLine> {
    let quotes = result.theme.quotes.iter();
    quotes
        .map(|quote| QuoteLine {
            text: quote.text.clone(),
            anchor: answer_anchor(&question.question.id, &quote.answer),
            name: quote.answer.0.clone(),
            start: quote.span.start,
            end: quote.span.end,
        })
        .collect()
}

fn status(result: &ThemeResult, language: Language) -> Option<StatusLine> {
    let status = result.status.as_ref()?;
    Some(StatusLine {
        modified: status.state == State::Modified,
        by: status.by.clone(),
        on: day(&status.on, language),
        why: status.why.clone(),
    })
}
