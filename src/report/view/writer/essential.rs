//! What stands on the first page, chosen by counts alone.

use std::collections::BTreeSet;

use super::*;
use crate::report::view::essential::{EssentialView, PresentationView};
use crate::synthesis::Presentation;
use crate::words::{fold, words};

/// Findings of the first page, over all questions.
const FIRST_PAGE: usize = 5;
/// Longest quote of the first page, in characters, before it is cut.
const SHORT: usize = 170;
/// Letters by which two words are one here: it only chooses among quotes.
const STEM: usize = 5;

/// Themes of the first page: five in all, in turn from each question; where there are more
/// questions than that, one of each of those with the most answers.
pub(super) fn essentials(questions: &[QuestionView]) -> Vec<EssentialView> {
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(questions[*place].analysed));
    let mut shown = vec![0; questions.len()];
    let mut left = FIRST_PAGE;
    while left > 0 {
        let before = left;
        for place in &order {
            if left > 0 && shown[*place] < questions[*place].themes.len() {
                shown[*place] += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    shown
        .into_iter()
        .enumerate()
        .map(|(question, count)| EssentialView {
            question,
            themes: (0..count).collect(),
        })
        .collect()
}

impl Writer<'_> {
    pub(super) fn presentation(&self, given: &Presentation) -> PresentationView {
        PresentationView {
            title: match &given.title {
                Some(title) => title.clone(),
                None => self.say("title", &[]),
            },
            authority: given.authority.clone(),
            logo: given
                .logo
                .as_ref()
                .map(|logo| format!("data:{};base64,{}", logo.media_type, logo.base64)),
            main_colour: given.main_colour.as_ref().map(|c| c.code().to_owned()),
            second_colour: given.second_colour.as_ref().map(|c| c.code().to_owned()),
            purpose: given.purpose.clone(),
            period: given.period.clone(),
            channels: given.channels.clone(),
            next_steps: given.next_steps.clone(),
        }
    }
}

/// The quote of a theme that takes the least room: of the short ones the first with the
/// most words of the title; else the beginning of the first, the cut marked.
pub(super) fn short_quote(quotes: &[QuoteView], title: &str) -> Option<QuoteView> {
    let stems = |text: &str| -> BTreeSet<String> {
        let text = fold(text);
        let words = words(&text)
            .into_iter()
            .map(|word| &text[word.start..word.end]);
        let telling = words.filter(|word| word.chars().count() > 2);
        telling
            .map(|word| word.chars().take(STEM).collect())
            .collect()
    };
    let named = stems(title);
    let is_short = |quote: &&QuoteView| quote.text.chars().count() <= SHORT;
    let shared = |quote: &QuoteView| stems(&quote.text).intersection(&named).count();
    let mut best: Option<(usize, &QuoteView)> = None;
    for quote in quotes.iter().filter(is_short) {
        let words = shared(quote);
        if best.is_none_or(|(most, _)| words > most) {
            best = Some((words, quote));
        }
    }
    if let Some((_, quote)) = best {
        return Some(quote.clone());
    }
    let first = quotes.first()?;
    let end = first.text.char_indices().nth(SHORT).map(|(at, _)| at);
    let head = &first.text[..end.unwrap_or(first.text.len())];
    let words = head.rfind(char::is_whitespace).filter(|at| *at > 0);
    Some(QuoteView {
        text: head[..words.unwrap_or(head.len())].trim_end().to_owned(),
        cut_after: true,
        plain: None,
        ..first.clone()
    })
}
