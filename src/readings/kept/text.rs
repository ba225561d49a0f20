//! A short text read once: its words, where its clauses and sentences end.

use crate::language::Language;
use crate::words::{Lexicon, Word, words};

/// A text and its words.
pub(super) struct Read<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    /// Clause of each word: they end at punctuation and at words that oppose or explain.
    pub clause: Vec<usize>,
    /// True where a sentence, a quote or a line begins.
    pub opens: Vec<bool>,
    pub lexicon: &'a Lexicon,
    /// Written in capitals throughout: a capital says nothing.
    pub shouted: bool,
}

/// Words a clause begins with.
const TURNS: [&str; 8] = [
    "mais", "car", "but", "because", "parce", "puis", "so", "donc",
];

impl<'a> Read<'a> {
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Read<'a> {
        let words = words(text);
        let (mut clause, mut opens) = (Vec::new(), Vec::new());
        let (mut current, mut end) = (0, 0);
        for (i, word) in words.iter().enumerate() {
            let gap = &text[end..word.start];
            let turn = TURNS.contains(&word.folded.as_str());
            if i > 0 && (gap.contains([',', ';', ':', '.', '!', '?', '…', '\n', '(']) || turn) {
                current += 1;
            }
            let marks = ['.', '!', '?', '…', '\n', ':', '«', '"', '“', '•'];
            opens.push(i == 0 || gap.contains(marks) || gap.contains("- ") || gap.contains("– "));
            clause.push(current);
            end = word.end;
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        Read {
            text,
            words,
            clause,
            opens,
            lexicon,
            shouted: letters > 8 && capitals * 2 > letters,
        }
    }

    pub fn language(&self) -> Language {
        self.lexicon.language()
    }

    /// The word at a place, folded; empty beyond the ends.
    pub fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &word.folded)
    }

    /// The word before a place, folded; empty at the start.
    pub fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |j| self.at(j))
    }

    /// The word at a place as it is written.
    pub fn written(&self, i: usize) -> &str {
        let word = &self.words[i];
        &self.text[word.start..word.end]
    }

    /// What stands between a word and the next.
    pub fn gap_after(&self, i: usize) -> &str {
        let end = self.words[i].end;
        let next = self.words.get(i + 1).map_or(self.text.len(), |w| w.start);
        &self.text[end..next]
    }

    /// True when any word is one of these.
    pub fn has(&self, list: &[&str]) -> bool {
        self.words.iter().any(|w| list.contains(&w.folded.as_str()))
    }

    /// True when these words stand in a row somewhere.
    pub fn has_phrase(&self, phrase: &str) -> bool {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        self.words
            .windows(wanted.len())
            .any(|run| run.iter().zip(&wanted).all(|(word, w)| word.folded == *w))
    }
}
