//! Phrases of a text and the ways they are written.
//!
//! A phrase is one to three content words that follow each other, with the little words
//! between them ("prix de l'essence").

use std::collections::{BTreeMap, HashMap};

use crate::words::{Lexicon, Word, fold, single_spaced, words};

/// Content words of the longest phrase.
pub(super) const LONGEST: usize = 3;

/// Folded little words that may stand inside a phrase.
const INNER: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour",
    "sur", "of", "the", "to", "for", "in", "on", "and",
];

/// A phrase found in a text: its stems and its spelling.
pub(super) struct Found {
    pub stems: Vec<String>,
    spelling: String,
    /// False where capitals say nothing: first word, or a text in capitals.
    telling_case: bool,
    /// True where neither neighbour is a content word: the phrase is not cut out of a
    /// longer one.
    whole: bool,
}

/// The ways one phrase is written.
#[derive(Default)]
pub(super) struct Spellings {
    seen: usize,
    whole: usize,
    lower: BTreeMap<String, usize>,
    cased: HashMap<String, BTreeMap<String, usize>>,
}

impl Spellings {
    pub fn add(&mut self, found: Found) {
        let lower = found.spelling.to_lowercase();
        self.seen += 1;
        self.whole += usize::from(found.whole);
        if found.telling_case {
            *self
                .cased
                .entry(lower.clone())
                .or_default()
                .entry(found.spelling)
                .or_default() += 1;
        }
        *self.lower.entry(lower).or_default() += 1;
    }

    /// Share of its uses where the phrase stands whole.
    pub fn wholeness(&self) -> f64 {
        self.whole as f64 / self.seen.max(1) as f64
    }

    /// The commonest spelling; of spellings that differ by accents only, the one with
    /// accents as soon as it is half as common: unaccented words are often misspelt, but
    /// `marche` and `marché` are two words. Capitals are kept where most people write them.
    pub fn best(&self) -> String {
        let Some((common, most)) = greatest(&self.lower) else {
            return String::new();
        };
        let accented = self
            .lower
            .iter()
            .filter(|(text, count)| fold(text) == fold(common) && *count * 2 >= most)
            .max_by_key(|(text, count)| (text.chars().filter(|c| !c.is_ascii()).count(), **count))
            .map_or(common, |(text, _)| text);
        self.cased
            .get(accented)
            .and_then(greatest)
            .map_or_else(|| accented.clone(), |(text, _)| text.clone())
    }
}

/// The commonest entry; the first in order of equals.
fn greatest(counts: &BTreeMap<String, usize>) -> Option<(&String, usize)> {
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| **count)
        .map(|(text, count)| (text, *count))
}

/// The phrases of one unit.
pub(super) fn find(text: &str, lexicon: &Lexicon) -> Vec<Found> {
    let line = Line {
        text,
        words: words(text),
        capitals: mostly_capitals(text),
        lexicon,
    };
    let mut found = Vec::new();
    for first in 0..line.words.len() {
        if line.starts_phrase(first) {
            line.phrases_from(first, &mut found);
        }
    }
    found
}

/// One unit and its words.
struct Line<'a> {
    text: &'a str,
    words: Vec<Word>,
    capitals: bool,
    lexicon: &'a Lexicon,
}

impl Line<'_> {
    fn phrases_from(&self, first: usize, found: &mut Vec<Found>) {
        let mut stems = vec![self.lexicon.stem(&self.words[first].folded)];
        found.push(self.phrase(first, first, &stems));
        let mut last = first;
        for next in first + 1..self.words.len() {
            if !self.joined(next) || next - last > 3 {
                break;
            }
            if self.lexicon.is_content(&self.words[next].folded) {
                stems.push(self.lexicon.stem(&self.words[next].folded));
                // "zone 30" and "ligne 3" are phrases, "absorber 140" is not.
                let number = has_digit(&self.words[next].folded);
                let short = self.words[next].folded.len() <= 2 && next == last + 1;
                if stems.len() > LONGEST || (number && !short) {
                    break;
                }
                last = next;
                found.push(self.phrase(first, next, &stems));
                if number {
                    break;
                }
            } else if !INNER.contains(&self.words[next].folded.as_str()) {
                break;
            }
        }
    }

    /// A content word without digits, of three letters or more unless in capitals (`WC`).
    fn starts_phrase(&self, index: usize) -> bool {
        let word = &self.words[index];
        let spelling = &self.text[word.start..word.end];
        let acronym = !self.capitals && spelling.chars().all(char::is_uppercase);
        self.lexicon.is_content(&word.folded)
            && !has_digit(&word.folded)
            && (word.folded.chars().count() > 2 || acronym)
    }

    /// True when only white space, an apostrophe or a hyphen parts a word from the last.
    fn joined(&self, index: usize) -> bool {
        index > 0 && joins(&self.text[self.words[index - 1].end..self.words[index].start])
    }

    fn phrase(&self, first: usize, last: usize, stems: &[String]) -> Found {
        let spelling = &self.text[self.words[first].start..self.words[last].end];
        let content = |index: usize| self.lexicon.is_content(&self.words[index].folded);
        let cut_before = self.joined(first) && content(first - 1);
        let cut_after = last + 1 < self.words.len() && self.joined(last + 1) && content(last + 1);
        Found {
            stems: stems.to_vec(),
            spelling: single_spaced(spelling),
            telling_case: first > 0 && !self.capitals,
            whole: !cut_before && !cut_after,
        }
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// White space, an apostrophe or a hyphen joins two words; anything else parts them.
fn joins(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
}

fn mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn phrases_keep_their_little_words_and_begin_and_end_with_content() {
        let lexicon = Lexicon::new(Language::French);
        let found = find("le prix de l'essence, trop de bus", &lexicon);
        let spellings: Vec<&str> = found.iter().map(|f| f.spelling.as_str()).collect();
        assert_eq!(spellings, ["prix", "prix de l'essence", "essence", "bus"]);
    }

    #[test]
    fn the_accented_and_cased_spelling_wins() {
        let mut spellings = Spellings::default();
        for (spelling, telling_case) in [
            ("securite", true),
            ("SECURITE", false),
            ("sécurité", true),
            ("sécurité", true),
        ] {
            spellings.add(Found {
                stems: Vec::new(),
                spelling: spelling.to_owned(),
                telling_case,
                whole: true,
            });
        }
        assert_eq!(spellings.best(), "sécurité");
        let mut names = Spellings::default();
        for spelling in ["pont des Forges", "pont des Forges", "pont des forges"] {
            names.add(Found {
                stems: Vec::new(),
                spelling: spelling.to_owned(),
                telling_case: true,
                whole: true,
            });
        }
        assert_eq!(names.best(), "pont des Forges");
    }
}
