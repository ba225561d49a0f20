//! Words that few people use: how rare the words of a passage are in this consultation.
//!
//! A word counts once per voice. A word one letter away from a commoner one is taken for
//! a slip of it, so that spelling makes nobody rare.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::words::{Lexicon, words};

/// Share of voices up to which a word is rare; two voices always are.
const RARE_SHARE: f64 = 0.01;
/// Voices up to which a word is rare however many there are.
const RARE_MOST: u32 = 100;
/// Rare words at which half of the possible rarity is reached.
const HALF: f64 = 4.0;
/// Slips are looked for in stems of so many letters or more.
const LONG_ENOUGH: usize = 5;

/// How many voices use each stem.
pub(super) struct Frequencies {
    voices: f64,
    of: HashMap<String, u32>,
    rare: u32,
}

/// What the words of a passage say.
pub(super) struct PassageWords {
    /// Mean information of the content words, two imagined ones of none added so that
    /// short passages do not win by one odd word.
    pub information: f64,
    /// Rare words as written, the rarest first.
    pub rare: Vec<String>,
}

impl PassageWords {
    /// 0 without rare words, near 1 with many.
    pub fn saturated(&self) -> f64 {
        let count = self.rare.len() as f64;
        count / (count + HALF)
    }
}

impl Frequencies {
    /// Counts the stems of `texts`, pairs of a voice and what it says. Cost: linear in the
    /// words, with one look-up per letter of a rare word.
    pub fn new<'t>(
        texts: impl Iterator<Item = (usize, &'t str)>,
        lexicon: &Lexicon,
    ) -> Frequencies {
        let mut texts: Vec<(usize, &str)> = texts.collect();
        texts.sort_by_key(|(voice, _)| *voice);
        let voices: Vec<&[(usize, &str)]> = texts.chunk_by(|a, b| a.0 == b.0).collect();
        // Whole numbers are added: the order in which threads finish does not matter.
        let counts: HashMap<String, u32> = voices
            .par_iter()
            .fold(HashMap::new, |mut counts, texts| {
                let stems: BTreeSet<String> = texts
                    .iter()
                    .flat_map(|(_, text)| lexicon.content_stems(text))
                    .collect();
                for stem in stems {
                    *counts.entry(stem).or_default() += 1;
                }
                counts
            })
            .reduce(HashMap::new, added);
        let counts: BTreeMap<String, u32> = counts.into_iter().collect();
        let rare = ((voices.len() as f64 * RARE_SHARE).round() as u32).clamp(2, RARE_MOST);
        Frequencies {
            voices: voices.len() as f64,
            of: without_slips(&counts, rare),
            rare,
        }
    }

    /// Stems of `text` that two to `most` voices use: what a few people share and others do
    /// not.
    pub fn shared_by_few(&self, text: &str, most: usize, lexicon: &Lexicon) -> BTreeSet<String> {
        let few = |stem: &String| {
            self.of
                .get(stem)
                .is_some_and(|n| (2..=most).contains(&(*n as usize)))
        };
        lexicon
            .content_stems(text)
            .into_iter()
            .filter(few)
            .collect()
    }

    /// The words of one passage. Cost: linear in its words.
    pub fn of(&self, text: &str, lexicon: &Lexicon) -> PassageWords {
        let mut seen: BTreeMap<String, (u32, usize, &str)> = BTreeMap::new();
        for word in words(text) {
            if !lexicon.is_content(&word.folded) {
                continue;
            }
            let stem = lexicon.stem(&word.folded);
            let count = self.of.get(&stem).copied().unwrap_or(1);
            seen.entry(stem)
                .or_insert((count, word.start, &text[word.start..word.end]));
        }
        let information = |count: u32| libm::log((self.voices + 1.0) / (f64::from(count) + 0.5));
        // Never below 0: a word that everybody uses says nothing, not less.
        let total: f64 = seen
            .values()
            .map(|(count, ..)| information(*count).max(0.0))
            .sum();
        let mut rare: Vec<(u32, usize, &str)> = seen
            .values()
            .filter(|(count, ..)| *count <= self.rare)
            .copied()
            .collect();
        rare.sort_unstable();
        PassageWords {
            information: total / (seen.len() as f64 + 2.0),
            rare: rare
                .into_iter()
                .map(|(.., word)| word.to_lowercase())
                .collect(),
        }
    }
}

/// The sums of two counts.
fn added(a: HashMap<String, u32>, b: HashMap<String, u32>) -> HashMap<String, u32> {
    let (mut large, small) = if a.len() < b.len() { (b, a) } else { (a, b) };
    for (stem, count) in small {
        *large.entry(stem).or_default() += count;
    }
    large
}

/// Gives a rare stem the count of a stem three times commoner that is one letter away.
fn without_slips(counts: &BTreeMap<String, u32>, rare: u32) -> HashMap<String, u32> {
    let mut near: HashMap<String, u32> = HashMap::new();
    let common = |count: u32| count > rare;
    for (stem, count) in counts.iter().filter(|(_, count)| common(**count)) {
        for key in shortened(stem).into_iter().chain([stem.clone()]) {
            let best = near.entry(key).or_default();
            *best = (*best).max(*count);
        }
    }
    counts
        .iter()
        .map(|(stem, count)| {
            let close = if *count <= rare {
                shortened(stem)
                    .into_iter()
                    .chain([stem.clone()])
                    .filter_map(|key| near.get(&key))
                    .max()
                    .copied()
            } else {
                None
            };
            (
                stem.clone(),
                close.filter(|c| *c >= 3 * count).unwrap_or(*count),
            )
        })
        .collect()
}

/// The stem with each of its letters taken out: two stems share one of these, or one is
/// among those of the other, when a letter was added, lost, changed or swapped.
fn shortened(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    if letters.len() < LONG_ENOUGH || !letters.iter().all(|c| c.is_alphabetic()) {
        return Vec::new();
    }
    (0..letters.len())
        .map(|out| {
            letters
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != out)
                .map(|(_, c)| c)
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn rare_words_are_named_and_slips_are_not() {
        let lexicon = Lexicon::new(Language::French);
        let mut texts = vec!["stationnement gratuit"; 9];
        texts.push("le stationement des roulottes");
        let all = Frequencies::new(texts.iter().copied().enumerate(), &lexicon);
        let found = all.of("le stationement des Roulottes", &lexicon);
        assert_eq!(found.rare, ["roulottes"]);
        assert!(found.information > all.of("stationnement gratuit", &lexicon).information);
    }
}
