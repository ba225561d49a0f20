//! One unit as words, each with what it is in its place.

use super::grammar::{Class, Grammar};
use super::phrases::{Found, NONE};
use super::vocabulary::Vocabulary;
use crate::words::{Word, words};

/// A word in its place.
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub lower: String,
    pub class: Class,
    pub lemma: u32,
    /// Joined to the word before by white space, an apostrophe or a hyphen.
    pub joined: bool,
    /// Joined by a hyphen.
    pub hyphen: bool,
    pub acronym: bool,
}

/// What naming needs of a unit once it is read: some 500 bytes.
pub(super) struct Read {
    /// Lemmas of its content words, repeats kept.
    pub lemmas: Box<[u32]>,
    /// Its phrases, by the place of their first words.
    pub phrases: Box<[Found]>,
}

impl Read {
    /// Reads one unit. Cost: linear in its words.
    pub fn new(text: &str, vocabulary: &Vocabulary, grammar: &Grammar) -> Read {
        let line = Line::new(text, vocabulary, grammar);
        Read {
            lemmas: line.lemmas().collect(),
            phrases: line.phrases().into(),
        }
    }
}

/// One unit and its words.
pub(super) struct Line<'a> {
    pub tokens: Vec<Token>,
    pub grammar: &'a Grammar,
    pub capitals: bool,
}

impl<'a> Line<'a> {
    /// Reads one unit. Cost: linear in its words.
    pub fn new(text: &str, vocabulary: &Vocabulary, grammar: &'a Grammar) -> Line<'a> {
        let capitals = mostly_capitals(text);
        let found = words(text);
        let mut tokens: Vec<Token> = Vec::with_capacity(found.len());
        for (i, word) in found.iter().enumerate() {
            let between = i
                .checked_sub(1)
                .map_or("", |before| &text[found[before].end..word.start]);
            tokens.push(token(
                text,
                word,
                i > 0 && joins(between),
                capitals,
                vocabulary,
                grammar,
            ));
            tokens[i].hyphen = tokens[i].joined && between.contains('-');
        }
        let mut line = Line {
            tokens,
            grammar,
            capitals,
        };
        for i in 0..line.tokens.len() {
            line.place(i, vocabulary, text);
        }
        line
    }

    /// The lemmas of its content words, repeats kept.
    pub fn lemmas(&self) -> impl Iterator<Item = u32> + '_ {
        self.tokens
            .iter()
            .filter(|token| !matches!(token.class, Class::Little | Class::Number))
            .map(|token| token.lemma)
    }

    /// Corrects what a word usually is by its neighbours.
    fn place(&mut self, i: usize, vocabulary: &Vocabulary, text: &str) {
        let token = &self.tokens[i];
        if matches!(token.class, Class::Little | Class::Number) {
            return;
        }
        let spelling = &text[token.start..token.end];
        let Some(entry) = vocabulary.get(&token.lower) else {
            return;
        };
        let named =
            i > 0 && token.joined && !self.capitals && spelling.starts_with(char::is_uppercase);
        let first = self.before(i);
        let second = if first.is_empty() {
            ""
        } else {
            self.before(i - 1)
        };
        let next_content = self.content(i + 1) && self.tokens[i + 1].joined;
        let class = if named {
            Class::Name
        } else {
            match self.grammar.after(second, first, entry.guess) {
                // "les mauvaises odeurs", "the broken swing": the noun comes later.
                Some(Class::Noun) if next_content && self.grammar.preposed(&entry.folded) => {
                    Class::Adjective
                }
                Some(Class::Noun) if next_content && !self.grammar.adjective_follows() => {
                    entry.class
                }
                Some(Class::Infinitive) | None => entry.class,
                Some(class) => class,
            }
        };
        self.tokens[i].class = class;
    }

    /// The word before, in lower case; nothing where it is not joined.
    pub fn before(&self, i: usize) -> &str {
        match i.checked_sub(1) {
            Some(before) if self.tokens[i].joined => &self.tokens[before].lower,
            _ => "",
        }
    }

    /// True for a word with content that is no number.
    pub fn content(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| !matches!(t.class, Class::Little | Class::Number))
    }

    /// True for what may head a noun group.
    pub fn noun(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| matches!(t.class, Class::Noun | Class::Name | Class::Unknown))
    }
}

fn token(
    text: &str,
    word: &Word,
    joined: bool,
    capitals: bool,
    vocabulary: &Vocabulary,
    grammar: &Grammar,
) -> Token {
    let spelling = &text[word.start..word.end];
    let lower = spelling.to_lowercase();
    let entry = vocabulary.get(&lower);
    let class = match entry {
        _ if word.folded.chars().any(char::is_numeric) => Class::Number,
        // "along" joins words although it is no stop word.
        Some(entry) if !grammar.role(&lower).link => entry.class,
        _ => Class::Little,
    };
    Token {
        start: word.start,
        end: word.end,
        class,
        lemma: entry.map_or(NONE, |entry| entry.lemma),
        joined,
        hyphen: false,
        acronym: !capitals && spelling.chars().all(char::is_uppercase),
        lower,
    }
}

/// White space, an apostrophe or a hyphen joins two words; anything else parts them.
pub(super) fn joins(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
}

pub(super) fn mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > letters
}
