//! Cues: short phrases looked for in the words of an answer.
//!
//! A small notation shared by alerts and leads, and nothing about either. A *phrase* is a
//! sequence of elements separated by spaces; an element is one or more alternatives
//! separated by `|`; an alternative is a folded word, a word ending in `*` (any word that
//! begins so), words joined by `_` (a fixed sequence), or `@name`, a class of
//! alternatives; `~3` lets up to three words pass. `fil*|cable* ~2 denude*` is found in
//! "des fils électriques dénudés".

use std::collections::BTreeMap;

use crate::words::{Word, words};

/// The words of a text with their sentence and clause, and those that idioms take away.
pub struct Reading {
    /// The words, in order.
    pub words: Vec<Word>,
    /// Sentence of each word.
    pub sentence: Vec<usize>,
    /// Clause of each word: what stands between commas, brackets, colons.
    pub clause: Vec<usize>,
    /// Words that belong to an idiom and say nothing by themselves.
    pub masked: Vec<bool>,
}

impl Reading {
    /// Reads `text`. Cost: linear.
    pub fn new(text: &str) -> Reading {
        let found = words(text);
        let (mut sentence, mut clause) = (Vec::new(), Vec::new());
        let (mut at_sentence, mut at_clause) = (0, 0);
        for (index, word) in found.iter().enumerate() {
            if index > 0 {
                let last = &found[index - 1];
                let gap = &text[last.end..word.start];
                if ends_sentence(gap, &last.folded) {
                    at_sentence += 1;
                    at_clause += 1;
                } else if gap.contains(|c| ",:()«»\"–—/".contains(c)) || gap.contains(" - ") {
                    at_clause += 1;
                }
            }
            sentence.push(at_sentence);
            clause.push(at_clause);
        }
        Reading {
            masked: vec![false; found.len()],
            words: found,
            sentence,
            clause,
        }
    }

    /// Takes the words of every idiom away from later searches.
    pub fn mask(&mut self, idioms: &PhraseSet) {
        for hit in idioms.find(self, 0..self.words.len()) {
            self.masked[hit.from..hit.to].fill(true);
        }
    }

    /// The bytes that words `from..to` cover.
    pub fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        (self.words[from].start, self.words[to - 1].end)
    }

    /// Ranges of words, one per sentence.
    pub fn sentences(&self) -> Vec<std::ops::Range<usize>> {
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for (index, number) in self.sentence.iter().enumerate() {
            match found.last_mut() {
                Some(last) if self.sentence[last.start] == *number => last.end = index + 1,
                _ => found.push(index..index + 1),
            }
        }
        found
    }
}

/// A full stop after one letter ("M. le maire") or before no space ends nothing.
fn ends_sentence(gap: &str, last: &str) -> bool {
    if gap.contains(['\n', '!', '?', '…', '•', ';']) || gap.contains("&&") {
        return true;
    }
    gap.contains(". ") && (last.len() > 1 || last.bytes().all(|b| b.is_ascii_digit()))
        || gap.contains("...")
}

/// One word to look for.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    prefix: bool,
}

impl Token {
    fn matches(&self, word: &str) -> bool {
        if self.prefix {
            word.starts_with(&self.text)
        } else {
            word == self.text
        }
    }
}

/// One element of a phrase.
#[derive(Clone, Debug)]
enum Element {
    Gap(usize),
    Any(Alternatives),
}

/// Alternatives, the longest first.
#[derive(Clone, Debug)]
struct Alternatives {
    all: Vec<Vec<Token>>,
    /// Places by the first byte of their first word: a class has hundreds of words, and
    /// few of them begin alike. None where one of them fits any first word.
    by_first: Option<BTreeMap<u8, Vec<usize>>>,
}

impl Alternatives {
    fn new(all: Vec<Vec<Token>>) -> Alternatives {
        let mut by_first: Option<BTreeMap<u8, Vec<usize>>> = Some(BTreeMap::new());
        for (place, tokens) in all.iter().enumerate() {
            let byte = tokens.first().and_then(|token| token.text.bytes().next());
            match (byte, &mut by_first) {
                (Some(byte), Some(places)) => places.entry(byte).or_default().push(place),
                _ => by_first = None,
            }
        }
        Alternatives { all, by_first }
    }

    /// Those that may begin with a word, the longest first.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &[Token]> {
        let byte = word.bytes().next();
        let (some, all) = match (&self.by_first, byte) {
            (Some(places), Some(byte)) => (places.get(&byte), &[][..]),
            (Some(_), None) => (None, &[][..]),
            (None, _) => (None, self.all.as_slice()),
        };
        let some = some.into_iter().flatten().map(|place| &self.all[*place]);
        some.chain(all).map(Vec::as_slice)
    }
}

/// Classes of alternatives, by name.
pub type Classes = BTreeMap<&'static str, &'static str>;

/// Reads lines `@name = alternative alternative ...`; other lines are left alone.
pub fn classes(table: &'static str) -> Classes {
    table
        .lines()
        .filter_map(|line| line.trim().strip_prefix('@')?.split_once('='))
        .map(|(name, members)| (name.trim(), members))
        .collect()
}

/// A compiled phrase.
#[derive(Clone, Debug)]
pub struct Phrase(Vec<Element>);

impl Phrase {
    /// Compiles `notation`; an unknown class matches nothing.
    pub fn new(notation: &str, classes: &Classes) -> Phrase {
        Phrase(
            notation
                .split_whitespace()
                .map(|element| match element.strip_prefix('~') {
                    Some(gap) => Element::Gap(gap.parse().unwrap_or(0)),
                    None => Element::Any(Alternatives::new(alternatives(element, classes))),
                })
                .collect(),
        )
    }

    /// One past the last word when the phrase stands at `at`, within `end`.
    pub fn at(&self, reading: &Reading, at: usize, end: usize) -> Option<usize> {
        elements_at(&self.0, reading, at, end)
    }
}

fn alternatives(element: &str, classes: &Classes) -> Vec<Vec<Token>> {
    let mut found = Vec::new();
    for alternative in element.split('|') {
        match alternative.strip_prefix('@') {
            Some(name) => {
                for member in classes
                    .get(name)
                    .into_iter()
                    .flat_map(|m| m.split_whitespace())
                {
                    found.push(tokens(member));
                }
            }
            None => found.push(tokens(alternative)),
        }
    }
    // The longest first, so that `garde_corps` wins over `garde`.
    found.sort_by_key(|tokens: &Vec<Token>| std::cmp::Reverse(tokens.len()));
    found
}

fn tokens(alternative: &str) -> Vec<Token> {
    alternative
        .split('_')
        .map(|word| match word.strip_suffix('*') {
            Some(stem) => Token {
                text: stem.to_owned(),
                prefix: true,
            },
            None => Token {
                text: word.to_owned(),
                prefix: false,
            },
        })
        .collect()
}

fn elements_at(elements: &[Element], reading: &Reading, at: usize, end: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else {
        return Some(at);
    };
    match first {
        Element::Gap(most) => (0..=*most)
            .take_while(|skip| at + skip <= end)
            .find_map(|skip| elements_at(rest, reading, at + skip, end)),
        Element::Any(alternatives) => {
            let word = reading.words.get(at).filter(|_| at < end)?;
            alternatives.beginning(&word.folded).find_map(|tokens| {
                let to = at + tokens.len();
                let fits = to <= end
                    && (at..to).all(|i| {
                        !reading.masked[i] && tokens[i - at].matches(&reading.words[i].folded)
                    });
                fits.then(|| elements_at(rest, reading, to, end))?
            })
        }
    }
}

/// Where a phrase of a set stands, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which phrase.
    pub phrase: usize,
    /// First word.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// Phrases searched together.
pub struct PhraseSet {
    phrases: Vec<Phrase>,
    /// Phrases by the first two bytes of a word that may begin them.
    by_start: BTreeMap<[u8; 2], Vec<usize>>,
}

impl PhraseSet {
    /// Compiles the phrases. Their number in a [`Hit`] is their place here.
    pub fn new<'a>(notations: impl Iterator<Item = &'a str>, classes: &Classes) -> PhraseSet {
        let phrases: Vec<Phrase> = notations.map(|n| Phrase::new(n, classes)).collect();
        let mut by_start: BTreeMap<[u8; 2], Vec<usize>> = BTreeMap::new();
        for (number, phrase) in phrases.iter().enumerate() {
            let Some(Element::Any(alternatives)) = phrase.0.first() else {
                continue;
            };
            for key in alternatives.all.iter().filter_map(|a| a.first()) {
                let list = by_start.entry(start_of(&key.text)).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        PhraseSet { phrases, by_start }
    }

    /// Phrases, one per line of `table`.
    pub fn lines(table: &str, classes: &Classes) -> PhraseSet {
        let lines = table.lines().map(str::trim).filter(|l| !l.is_empty());
        PhraseSet::new(lines, classes)
    }

    /// Every place in `range` where a phrase stands, in order of place. A phrase stays in
    /// one sentence. Cost: words of the range times the phrases that may begin there.
    pub fn find(&self, reading: &Reading, range: std::ops::Range<usize>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for from in range.clone() {
            let Some(list) = self.by_start.get(&start_of(&reading.words[from].folded)) else {
                continue;
            };
            let own = &reading.sentence[from..range.end];
            let end = from + own.partition_point(|sentence| *sentence == own[0]);
            for &phrase in list {
                if let Some(to) = self.phrases[phrase].at(reading, from, end) {
                    hits.push(Hit { phrase, from, to });
                }
            }
        }
        hits
    }

    /// Whether any phrase stands in `range`.
    pub fn any(&self, reading: &Reading, range: std::ops::Range<usize>) -> bool {
        !self.find(reading, range).is_empty()
    }
}

/// The first two bytes of a word, a zero where it has one only.
fn start_of(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    [bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(notation: &str, text: &str) -> bool {
        let classes = classes("@wire = fil* ligne_electrique");
        PhraseSet::lines(notation, &classes).any(&Reading::new(text), 0..words(text).len())
    }

    #[test]
    fn gaps_classes_and_prefixes() {
        assert!(finds("@wire ~2 denude*", "Des fils électriques dénudés"));
        assert!(finds("@wire ~2 denude*", "une ligne électrique dénudée"));
        assert!(!finds("@wire ~2 denude*", "des fils. Une prise dénudée"));
        assert!(!finds("@wire ~1 denude*", "fils du haut tous dénudés"));
    }
}
