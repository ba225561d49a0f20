//! Quotes: a model is asked for none. One that it writes all the same must stand, word for
//! word, in a text it was shown.

use super::{Ground, rules};
use crate::llm::Fault;
use crate::words::{single_spaced, words};

/// A quoted string of this many words or characters claims to be someone's; a shorter one
/// only names a thing.
const WORDS: usize = 3;
const CHARACTERS: usize = 25;

pub(super) fn faults(ground: &Ground<'_>, text: &str) -> Vec<Fault> {
    let invented = quoted_strings(text)
        .into_iter()
        .filter(|quote| words(quote).len() >= WORDS || quote.chars().count() >= CHARACTERS)
        .any(|quote| {
            let quote = comparable(&quote);
            let quote = quote.trim_matches(|c: char| c.is_whitespace() || ".…,;:!?".contains(c));
            !ground.shown.iter().any(|s| s.comparable.contains(quote))
        });
    if !invented {
        return Vec::new();
    }
    vec![Fault::new(
        rules::QUOTE,
        ground.language,
        "N'écris aucune citation entre guillemets.".to_owned(),
        "Write no quotation in quotation marks.".to_owned(),
    )]
}

/// One space between words, one kind of apostrophe, dash and quotation mark.
pub(super) fn comparable(text: &str) -> String {
    let same: String = text
        .chars()
        .map(|c| match c {
            '’' | 'ʼ' | '‘' | '´' | '`' => '\'',
            '“' | '”' | '„' | '«' | '»' | '‹' | '›' => '"',
            '–' | '—' | '‑' | '‐' => '-',
            other => other,
        })
        .collect();
    single_spaced(&same.replace('…', "..."))
}

/// What stands between quotation marks; one left open runs to the end.
fn quoted_strings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(char, String)> = None;
    for c in text.chars() {
        match &mut open {
            Some((close, inside)) if c == *close => {
                found.push(std::mem::take(inside));
                open = None;
            }
            Some((_, inside)) => inside.push(c),
            None => {
                open = closing(c).map(|close| (close, String::new()));
            }
        }
    }
    found.extend(open.map(|(_, inside)| inside));
    found
}

fn closing(c: char) -> Option<char> {
    match c {
        '«' => Some('»'),
        '“' | '„' => Some('”'),
        '"' => Some('"'),
        '‹' => Some('›'),
        _ => None,
    }
}
