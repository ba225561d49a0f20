//! A text cut into words with what is known of each: shape, classes, what lies between.
//!
//! `names`, `addresses` and `dates` read a page; nothing here decides what is personal.
//! Parts already found are blanked with [`BLANK`] before a page is made, so that no
//! word of a page belongs to an earlier finding.

use super::lexicon::{Classes, classes};
use super::{Finding, PersonalData};
use crate::words::fold;

/// Stands for every byte of a part that is taken already. Never a letter, digit or space.
pub(super) const BLANK: char = '\u{1}';

/// The same for a part that says how to reach someone: e-mail, telephone, account.
pub(super) const CONTACT_BLANK: char = '\u{2}';

/// The same for a name.
pub(super) const NAME_BLANK: char = '\u{3}';

/// Any blank.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, BLANK | CONTACT_BLANK | NAME_BLANK)
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `maison`
    Lower,
    /// `Maison`, `McLean`
    Capital,
    /// `MAISON`, two letters or more.
    Upper,
    /// `A`, one capital letter.
    Initial,
    /// Starts with a digit.
    Number,
}

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Lower case without accents.
    pub folded: String,
    /// How it is written.
    pub shape: Shape,
    /// What it may be.
    pub classes: Classes,
}

/// The words of one text. Cost: one pass, one look-up per word.
pub(super) struct Page<'t> {
    /// The text, found parts blanked.
    pub text: &'t str,
    /// Its words, in order.
    pub tokens: Vec<Token>,
    /// Written in capitals throughout, so that capitals say nothing.
    pub shouted: bool,
    /// Some way to reach a person is blanked.
    pub has_contact: bool,
}

impl<'t> Page<'t> {
    /// Cuts `text` into runs of letters and digits.
    pub fn new(text: &'t str) -> Page<'t> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut start = None;
        for (at, c) in text.char_indices() {
            let inside = if c.is_ascii() {
                c.is_ascii_alphanumeric()
            } else {
                c.is_alphanumeric() || (start.is_some() && is_accent(c))
            };
            match (start, inside) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    tokens.push(token(text, from, at));
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            tokens.push(token(text, from, text.len()));
        }
        let shouted = is_shouted(&tokens);
        Page {
            text,
            tokens,
            shouted,
            has_contact: text.contains(CONTACT_BLANK),
        }
    }

    /// What stands before word `at`, back to the word before or the start of the text.
    pub fn gap(&self, at: usize) -> &'t str {
        let from = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(0, |token| token.end);
        let to = self.tokens.get(at).map_or(self.text.len(), |t| t.start);
        self.text.get(from..to).unwrap_or("")
    }

    /// Any of `wanted` among the classes of word `at`; false past the end.
    pub fn is(&self, at: usize, wanted: Classes) -> bool {
        self.tokens.get(at).is_some_and(|t| t.classes.any(wanted))
    }

    /// Word `at`, folded; empty past the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    /// Word `at` is one of a list separated by spaces.
    pub fn one_of(&self, at: usize, list: &str) -> bool {
        let word = self.word(at);
        !word.is_empty() && list.split(' ').any(|listed| listed == word)
    }

    /// Word `at` is in no list at all.
    pub fn is_unknown(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.classes == Classes::default())
    }

    /// Word `at` as it is written.
    pub fn written(&self, at: usize) -> &'t str {
        let span = self.tokens.get(at).map_or(0..0, |t| t.start..t.end);
        self.text.get(span).unwrap_or("")
    }

    /// Words `first..=last` as a finding; none when either lies past the end.
    pub fn finding(&self, kind: PersonalData, first: usize, last: usize) -> Option<Finding> {
        let (start, end) = (self.tokens.get(first)?.start, self.tokens.get(last)?.end);
        (start < end).then_some(Finding { kind, start, end })
    }

    /// How word `at` is written.
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|t| t.shape)
    }

    /// Written with a capital, in a text where capitals mean something.
    pub fn is_capital(&self, at: usize) -> bool {
        !self.shouted && matches!(self.shape(at), Some(Shape::Capital | Shape::Upper))
    }

    /// Word `at` follows the one before with nothing but spaces between.
    pub fn is_spaced(&self, at: usize) -> bool {
        let gap = self.gap(at);
        !gap.is_empty() && gap.chars().all(is_blank_space)
    }

    /// Word `at` is tied to the one before by a hyphen or an apostrophe.
    pub fn is_tied(&self, at: usize) -> bool {
        at > 0 && matches!(self.gap(at), "-" | "'" | "’" | "‐" | "\u{2011}")
    }

    /// A line, sentence or clause ends right before word `at`, or the text does.
    pub fn closes_before(&self, at: usize) -> bool {
        at >= self.tokens.len() && !self.gap(at).contains(is_blank)
            || self.gap(at).contains([
                '.',
                ',',
                ';',
                '!',
                '?',
                '\n',
                ')',
                '(',
                ':',
                '/',
                BLANK,
                CONTACT_BLANK,
                NAME_BLANK,
            ])
    }

    /// Folded words `from..=to` with single spaces.
    pub fn phrase(&self, from: usize, to: usize) -> String {
        let words: Vec<&str> = (from..=to).map(|at| self.word(at)).collect();
        words.join(" ")
    }
}

fn is_blank_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

fn is_accent(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn token(text: &str, start: usize, end: usize) -> Token {
    let word = text.get(start..end).unwrap_or("");
    let folded = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        fold(word)
    };
    Token {
        start,
        end,
        shape: shape(word),
        classes: classes(&folded),
        folded,
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    let Some(first) = letters.next() else {
        return Shape::Lower;
    };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.filter(|c| !is_accent(*c)).peekable();
    if rest.peek().is_none() {
        Shape::Initial
    } else if rest.all(|c| !c.is_lowercase()) {
        Shape::Upper
    } else {
        Shape::Capital
    }
}

/// Most words of two letters or more are in capitals, and there are at least four.
fn is_shouted(tokens: &[Token]) -> bool {
    let upper = tokens.iter().filter(|t| t.shape == Shape::Upper).count();
    let other = tokens
        .iter()
        .filter(|t| {
            matches!(t.shape, Shape::Capital) || (t.shape == Shape::Lower && t.folded.len() > 1)
        })
        .count();
    upper >= 4 && upper > 2 * other
}
