//! A sentence for a theme without a model: its summary where it has one, else its title
//! and the words that set it apart. Plain and honest: it says what the answers are about,
//! not what they want.

use super::Limits;
use crate::language::Language;
use crate::synthesis::{Audience, Point, Support, ThemeResult};
use crate::words::fold;

/// Key phrases named.
const PHRASES: usize = 4;

/// The point of one theme.
pub(super) fn point(result: &ThemeResult, limits: &Limits, language: Language) -> Point {
    Point {
        text: sentence(result, limits, language),
        themes: vec![result.theme.id.clone()],
    }
}

fn sentence(result: &ThemeResult, limits: &Limits, language: Language) -> String {
    let title = result.theme.title.trim_end_matches('.');
    let summary = result.reading.as_ref().and_then(|r| r.summary.first());
    let plain = limits.audience == Audience::Simple;
    let subject = match plain {
        true => language.choose(format!("Un sujet : {title}."), format!("A topic: {title}.")),
        false => format!("{title}."),
    };
    if limits.support == Support::Message {
        return subject;
    }
    if let Some(summary) = summary.filter(|_| !plain) {
        return format!("{subject} {}", summary.text);
    }
    let phrases = other_phrases(result);
    if phrases.is_empty() {
        return subject;
    }
    let most = if plain { 3 } else { PHRASES };
    let list = phrases
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<&str>>()
        .join(", ");
    let words = match plain {
        true => language.choose("Les mots utilisés", "The words used"),
        false => language.choose("Mots qui reviennent", "Words that come back"),
    };
    let colon = language.choose(" : ", ": ");
    format!("{subject} {words}{colon}{list}.")
}

/// Key phrases that the title does not hold.
fn other_phrases(result: &ThemeResult) -> Vec<&str> {
    let title = fold(&result.theme.title);
    let phrases = result.theme.key_phrases.iter().map(|p| p.text.as_str());
    phrases
        .filter(|phrase| {
            let folded = fold(phrase);
            !title.contains(folded.trim_end_matches('s'))
        })
        .collect()
}
