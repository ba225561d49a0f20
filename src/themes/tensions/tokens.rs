//! Words with the punctuation before them, the only syntax the rules of this folder use.

use crate::words::{Lexicon, words};

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A space, an apostrophe, a hyphen, quotes.
    None,
    /// A comma.
    Comma,
    /// The end of a sentence, a line, a colon, a parenthesis, or the start of the text.
    Stop,
}

/// One word of a text with what precedes it.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub folded: String,
    pub stem: String,
    /// Carries content, and is no number.
    pub content: bool,
    pub gap: Gap,
    /// Written with a capital first letter.
    pub capital: bool,
}

/// The words of `text` in order. Cost: linear, one stem per content word.
pub(super) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut before = None;
    words(text)
        .into_iter()
        .map(|word| {
            let gap = match before {
                None => Gap::Stop,
                Some(end) => gap_in(&text[end..word.start]),
            };
            before = Some(word.end);
            let digits = word.folded.starts_with(|c: char| c.is_ascii_digit());
            let content = !digits && lexicon.is_content(&word.folded);
            let shown = &text[word.start..word.end];
            Token {
                start: word.start,
                end: word.end,
                stem: if content {
                    lexicon.stem(&word.folded)
                } else {
                    word.folded.clone()
                },
                content,
                gap,
                capital: shown.chars().next().is_some_and(char::is_uppercase),
                folded: word.folded,
            }
        })
        .collect()
}

fn gap_in(between: &str) -> Gap {
    let stop = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | ';' | ':' | '\n' | '(' | ')' | '…' | '–' | '—' | '•' | '*' | '/'
        )
    };
    let dash = between.starts_with(' ') && between.contains('-');
    if between.contains(stop) || dash {
        Gap::Stop
    } else if between.contains(',') {
        Gap::Comma
    } else {
        Gap::None
    }
}

/// True where the word at `at` opens a clause.
pub(super) fn opens(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.gap != Gap::None)
}

/// The word at `at`, empty past the ends.
pub(super) fn folded(tokens: &[Token], at: Option<usize>) -> &str {
    at.and_then(|at| tokens.get(at))
        .map_or("", |t| t.folded.as_str())
}
