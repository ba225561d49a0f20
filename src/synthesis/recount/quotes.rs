//! Quotes that follow their answers: from a theme that lost them to one that took them.

use super::coding::Coding;
use crate::privacy::is_masked;
use crate::synthesis::ThemeResult;
use crate::synthesis::put::{QUOTES, overlap};
use crate::themes::{Member, Quote, Span, Theme};

/// Bytes of an answer that is quoted whole where nothing of it was quoted before.
const WHOLE: usize = 300;

/// A quote whose answer left the theme it stood under.
pub(super) struct Loose {
    quote: Quote,
    /// True when that theme is gone.
    gone: bool,
}

/// The quotes without a theme, in the order of the themes; `members` are those of now.
pub(super) fn loose(
    before: &[ThemeResult],
    coding: &Coding<'_>,
    members: &[Vec<Member>],
) -> Vec<Loose> {
    let mut loose = Vec::new();
    for theme in before.iter().map(|result| &result.theme) {
        let Some(number) = coding.number(&theme.id) else {
            continue;
        };
        let gone = members[number].is_empty();
        let left = theme.quotes.iter();
        let left = left.filter(|quote| !coding.holds(&quote.answer, number));
        loose.extend(left.map(|quote| Loose {
            quote: quote.clone(),
            gone,
        }));
    }
    loose
}

/// Adds the quotes that go where their answers went: to a new theme all of them, to another
/// those of themes that are gone, as after a merge.
pub(super) fn take(
    quotes: &mut Vec<Quote>,
    loose: &[Loose],
    coding: &Coding<'_>,
    (theme, is_new): (usize, bool),
) {
    let mine = loose.iter().filter(|loose| is_new || loose.gone);
    for Loose { quote, .. } in mine.filter(|loose| coding.joins(&loose.quote.answer, theme)) {
        let said =
            |other: &Quote| other.answer == quote.answer && overlap(other.span, quote.span) > 0;
        if quotes.len() < QUOTES && !quotes.iter().any(said) {
            quotes.push(quote.clone());
        }
    }
}

/// One quote for a theme that has none: its first answer that can be quoted, whole where it
/// is short, else its first idea in the theme.
pub(super) fn first(theme: &mut Theme, coding: &Coding<'_>) {
    let quote = theme.members.iter().find_map(|member| {
        let answer = coding.answer(&member.answer)?;
        let whole = Span {
            start: 0,
            end: answer.text.len(),
        };
        let short = (whole.end <= WHOLE).then_some(whole);
        let mut spans = short.into_iter().chain(member.units.first().copied());
        spans.find_map(|span| {
            let text = answer.text.get(span.start..span.end)?;
            (!text.trim().is_empty() && !is_masked(text)).then(|| Quote {
                answer: answer.id.clone(),
                span,
                text: text.to_owned(),
            })
        })
    });
    theme.quotes.extend(quote);
}
