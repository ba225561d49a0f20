//! Word patterns: lists of short folded phrases, each with a value, found at a place.
//!
//! In a list, phrases are set apart by commas; `*` ends a word that may go on
//! (`catastroph*`), `^` before a phrase asks that it open a sentence or follow a comma.

use std::collections::BTreeMap;

use super::tokens::{Gap, Token, opens};

struct Pattern<T> {
    opening: bool,
    words: Vec<String>,
    value: T,
}

/// Compiled lists. The longest phrase wins, then the first given.
pub(super) struct Patterns<T> {
    by_letter: BTreeMap<char, Vec<Pattern<T>>>,
}

impl<T: Copy> Patterns<T> {
    /// Compiles `lists` of (value, phrases).
    pub fn new(lists: &[(T, &str)]) -> Patterns<T> {
        let mut by_letter: BTreeMap<char, Vec<Pattern<T>>> = BTreeMap::new();
        for (value, list) in lists {
            for phrase in list.split(',').map(str::trim) {
                let bare = phrase.trim_start_matches('^');
                if let Some(letter) = bare.chars().next() {
                    by_letter.entry(letter).or_default().push(Pattern {
                        opening: bare.len() < phrase.len(),
                        words: bare.split_whitespace().map(str::to_owned).collect(),
                        value: *value,
                    });
                }
            }
        }
        for bucket in by_letter.values_mut() {
            bucket.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        Patterns { by_letter }
    }

    /// The phrase that begins at `at`: how many words it has and its value.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, T)> {
        let letter = tokens.get(at)?.folded.chars().next()?;
        self.by_letter
            .get(&letter)?
            .iter()
            .find(|p| (!p.opening || opens(tokens, at)) && p.fits(&tokens[at..]))
            .map(|p| (p.words.len(), p.value))
    }

    /// The first place in `range` where a phrase begins: place, length, value.
    pub fn find(
        &self,
        tokens: &[Token],
        range: std::ops::Range<usize>,
    ) -> Option<(usize, usize, T)> {
        range
            .into_iter()
            .find_map(|i| self.at(tokens, i).map(|(n, v)| (i, n, v)))
    }
}

impl<T> Pattern<T> {
    fn fits(&self, tokens: &[Token]) -> bool {
        tokens.len() >= self.words.len()
            && self
                .words
                .iter()
                .zip(tokens)
                .enumerate()
                .all(|(i, (w, t))| {
                    let same = match w.strip_suffix('*') {
                        Some(prefix) => t.folded.starts_with(prefix),
                        None => t.folded == *w,
                    };
                    same && (i == 0 || t.gap != Gap::Stop)
                })
    }
}
