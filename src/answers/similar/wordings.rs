//! The distinct texts behind the answers, in an order that does not depend on the
//! order of the answers, each as a run of folded words.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::words::{fold, single_spaced};

/// A word that no text has.
pub(super) const UNKNOWN: u32 = u32::MAX;
/// Texts folded before their words are numbered: bounds the copies held at once.
const CHUNK: usize = 8192;

/// Distinct texts, white space aside, in the order of their bytes. Empty texts are
/// left out. 4 bytes a word and 8 bytes an answer, beside the vocabulary.
pub(super) struct Wordings {
    /// Answers with each wording, ascending.
    answers: Vec<Vec<usize>>,
    /// Bytes of each wording, white space single.
    bytes: Vec<usize>,
    /// Word numbers of all wordings, one after the other.
    words: Vec<u32>,
    /// First word of each wording, and the end.
    starts: Vec<usize>,
    /// The folded word behind each number.
    pub vocabulary: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Wordings {
    /// Sorts and folds `texts`. O(bytes · log texts); holds one copy of the texts
    /// while it works.
    pub fn new(texts: &[&str]) -> Wordings {
        let mut all: Vec<(String, usize)> = texts
            .par_iter()
            .enumerate()
            .map(|(at, text)| (single_spaced(text), at))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        all.par_sort_unstable();
        let mut wordings = Wordings {
            answers: Vec::new(),
            bytes: Vec::new(),
            words: Vec::new(),
            starts: vec![0],
            vocabulary: Vec::new(),
            numbers: HashMap::new(),
        };
        let distinct: Vec<&[(String, usize)]> = all.chunk_by(|a, b| a.0 == b.0).collect();
        for chunk in distinct.chunks(CHUNK) {
            wordings.add(chunk);
        }
        wordings
    }

    fn add(&mut self, chunk: &[&[(String, usize)]]) {
        let folded: Vec<String> = chunk.par_iter().map(|copies| fold(&copies[0].0)).collect();
        for (copies, folded) in chunk.iter().zip(&folded) {
            self.answers.push(copies.iter().map(|c| c.1).collect());
            self.bytes.push(copies[0].0.len());
            for word in split(folded) {
                let next = self.vocabulary.len() as u32;
                let number = match self.numbers.get(word) {
                    Some(number) => *number,
                    None => {
                        self.vocabulary.push(word.to_owned());
                        self.numbers.insert(word.to_owned(), next);
                        next
                    }
                };
                self.words.push(number);
            }
            self.starts.push(self.words.len());
        }
    }

    /// How many distinct texts there are.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Words of one wording, as numbers into the vocabulary.
    pub fn words(&self, wording: usize) -> &[u32] {
        &self.words[self.starts[wording]..self.starts[wording + 1]]
    }

    /// Answers that are this wording, ascending.
    pub fn answers(&self, wording: usize) -> &[usize] {
        &self.answers[wording]
    }

    /// How many answers are this wording.
    pub fn people(&self, wording: usize) -> usize {
        self.answers[wording].len()
    }

    /// Bytes of the wording; accents and punctuation make it longer.
    pub fn bytes(&self, wording: usize) -> usize {
        self.bytes[wording]
    }

    /// Word numbers of a text that is not an answer, `UNKNOWN` for new words.
    pub fn read(&self, text: &str) -> Vec<u32> {
        split(&fold(text))
            .map(|word| self.numbers.get(word).copied().unwrap_or(UNKNOWN))
            .collect()
    }

    /// Words of all wordings together.
    pub fn total_words(&self) -> usize {
        self.words.len()
    }
}

/// Runs of letters and digits of a folded text. An address of the web is one word, long
/// as it may be, and so is each character of a script written without spaces.
fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_whitespace().flat_map(|token| {
        let address = ["http://", "https://", "www."];
        let from = address.iter().filter_map(|start| token.find(start)).min();
        let (before, address) = token.split_at(from.unwrap_or(token.len()));
        before
            .split_inclusive(|c: char| !c.is_alphanumeric())
            .flat_map(|run| characters_or_run(elided(run)))
            .chain((!address.is_empty()).then_some(address))
    })
}

/// A run without the sign that ends it, except that `l'` is not the letter L, which
/// may name a line or a building.
fn elided(run: &str) -> &str {
    let word = run.trim_end_matches(|c: char| !c.is_alphanumeric());
    match (word, run.ends_with(['\'', '’'])) {
        ("l", true) => "l'",
        ("d", true) => "d'",
        ("c", true) => "c'",
        ("s", true) => "s'",
        ("n", true) => "n'",
        _ => word,
    }
}

fn characters_or_run(run: &str) -> impl Iterator<Item = &str> {
    let step = if run.chars().any(unspaced) {
        1
    } else {
        run.len()
    };
    pieces(run, step)
}

/// `run` in pieces of at least `step` bytes that end between characters.
fn pieces(run: &str, step: usize) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let end = (step.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at))?;
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_answers_does_not_change_the_wordings() {
        let one = Wordings::new(&["b c", "a", "b  c", " "]);
        let two = Wordings::new(&["", "b c", "b\nc", "a"]);
        assert_eq!((one.len(), two.len()), (2, 2));
        assert_eq!(one.words(1), two.words(1));
        assert_eq!(one.answers(1), [0, 2]);
        assert_eq!(two.people(1), 2);
    }

    #[test]
    fn words_are_folded_and_ideographs_stand_alone() {
        let words: Vec<&str> = split("l’ete: 44 degres...").collect();
        assert_eq!(words, ["l'", "ete", "44", "degres"]);
        assert_eq!(split("反对 a").collect::<Vec<_>>(), ["反", "对", "a"]);
        let words: Vec<&str> = split("voir:https://a.fr/b-c, ici").collect();
        assert_eq!(words, ["voir", "https://a.fr/b-c,", "ici"]);
    }
}
