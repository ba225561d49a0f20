//! Passages: one to three ideas in a row of one answer, with what each is worth.
//!
//! A faint idea often stands beside ordinary ones, and often takes two or three sentences
//! to say; so every run of units is weighed and the best one speaks for its voice.

use rayon::prelude::*;

use super::distance::{Surroundings, percentiles};
use super::noise::Foreign;
use super::rarity::{Frequencies, PassageWords};
use super::{Parts, SignalInput, WEIGHTS};
use crate::themes::precision::{CUE_WEIGHTS, Precision, precision};
use crate::units::Span;

/// Most units in a passage.
const LONGEST: usize = 3;
/// A passage with fewer content words says too little to be looked into.
const FEWEST_WORDS: usize = 4;
/// Distance and rarity of an answer in another language: its words are far from the others
/// for that reason alone, so nothing is known of them.
const UNKNOWN: f64 = 0.5;
/// Added to the share of passages with a cue, so that a cue nobody has counts no more than
/// one a few have.
const SMOOTHING: f64 = 0.02;

/// A weighed run of units.
pub(super) struct Passage {
    /// Its answer.
    pub answer: usize,
    /// Its first unit and one past its last.
    pub units: std::ops::Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Its cues.
    pub precision: Precision,
    /// Its rare words.
    pub rare: Vec<String>,
    /// The answer is in another language.
    pub foreign: bool,
    /// What it is worth.
    pub parts: Parts,
}

struct Draft {
    answer: usize,
    units: std::ops::Range<usize>,
    span: Span,
    precision: Precision,
    words: PassageWords,
}

/// Passages before it is known how far they are from others.
pub(super) struct Drafts {
    drafts: Vec<Draft>,
    /// Percentile of what the words of each say.
    rank: Vec<f64>,
    /// Weights of the cues.
    weights: [f64; 5],
    /// Units of each answer.
    lengths: Vec<usize>,
    /// Answers in another language.
    foreign: Vec<bool>,
}

impl Drafts {
    /// Every passage of the answers that `usable` lets through. Cost: linear in the text.
    pub fn new(input: &SignalInput<'_>, usable: &[bool], frequencies: &Frequencies) -> Drafts {
        let drafts: Vec<Draft> = runs(input, usable)
            .into_par_iter()
            .filter_map(|units| draft(input, units, frequencies))
            .collect();
        let information: Vec<f64> = drafts.iter().map(|draft| draft.words.information).collect();
        let language = Foreign::new(input.themes.lexicon);
        let answers = input.themes.answers.par_iter();
        Drafts {
            rank: percentiles(&information),
            weights: informative_weights(drafts.iter().map(|d| d.precision)),
            lengths: unit_counts(input),
            foreign: answers.map(|a| language.is(&a.text)).collect(),
            drafts,
        }
    }

    /// Keeps the `most` that would be worth most if they were far from all others, in
    /// order of place, and returns their units.
    pub fn keep_promising(&mut self, most: usize) -> Vec<usize> {
        let bound = |at: usize| self.parts(at, 1.0).score;
        let mut order: Vec<(f64, usize)> = (0..self.drafts.len())
            .filter(|at| !self.drafts[*at].precision.is_vague())
            .map(|at| (bound(at), at))
            .collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<usize> = order.into_iter().take(most).map(|(_, at)| at).collect();
        kept.sort_unstable();
        self.rank = kept.iter().map(|at| self.rank[*at]).collect();
        let mut stays = vec![false; self.drafts.len()];
        kept.iter().for_each(|at| stays[*at] = true);
        let mut stays = stays.into_iter();
        self.drafts.retain(|_| stays.next().unwrap_or(false));
        let mut units: Vec<usize> = self.drafts.iter().flat_map(|d| d.units.clone()).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// What each is worth.
    pub fn weighed(self, around: &Surroundings) -> Vec<Passage> {
        let parts: Vec<Parts> = (0..self.drafts.len())
            .map(|at| {
                let own = &around.percentile[self.drafts[at].units.clone()];
                let furthest = own.iter().copied().fold(0.0, f64::max);
                let mean = own.iter().sum::<f64>() / own.len().max(1) as f64;
                self.parts(at, (furthest + mean) / 2.0)
            })
            .collect();
        let foreign = self.foreign;
        let drafts = self.drafts.into_iter().zip(parts);
        drafts
            .map(|(draft, parts)| {
                let foreign = foreign[draft.answer];
                Passage {
                    answer: draft.answer,
                    units: draft.units,
                    span: draft.span,
                    precision: draft.precision,
                    rare: if foreign {
                        Vec::new()
                    } else {
                        draft.words.rare
                    },
                    foreign,
                    parts,
                }
            })
            .collect()
    }

    fn parts(&self, at: usize, distance: f64) -> Parts {
        let draft = &self.drafts[at];
        let foreign = self.foreign[draft.answer];
        let mut parts = Parts {
            distance: if foreign { UNKNOWN } else { distance },
            precision: draft.precision.score(&self.weights),
            rarity: if foreign {
                UNKNOWN
            } else {
                (self.rank[at] + draft.words.saturated()) / 2.0
            },
            focus: draft.units.len() as f64 / self.lengths[draft.answer].max(1) as f64,
            ..Parts::default()
        };
        parts.score = WEIGHTS.score(&parts);
        parts
    }
}

fn unit_counts(input: &SignalInput<'_>) -> Vec<usize> {
    let mut counts = vec![0; input.themes.answers.len()];
    for unit in input.themes.units {
        counts[unit.answer] += 1;
    }
    counts
}

/// Runs of consecutive units of one answer.
fn runs(input: &SignalInput<'_>, usable: &[bool]) -> Vec<std::ops::Range<usize>> {
    let units = input.themes.units;
    (0..units.len())
        .filter(|first| usable[units[*first].answer])
        .flat_map(|first| {
            (1..=LONGEST)
                .map(move |length| first..first + length)
                .take_while(move |run| {
                    units
                        .get(run.end - 1)
                        .is_some_and(|last| last.answer == units[first].answer)
                })
        })
        .collect()
}

fn draft(
    input: &SignalInput<'_>,
    units: std::ops::Range<usize>,
    frequencies: &Frequencies,
) -> Option<Draft> {
    let all = input.themes.units;
    let answer = all[units.start].answer;
    let span = Span {
        start: all[units.start].span.start,
        end: all[units.end - 1].span.end,
    };
    let elsewhere = input
        .elsewhere
        .iter()
        .any(|(other, taken)| *other == answer && taken.start < span.end && span.start < taken.end);
    let text = span.of(&input.themes.answers[answer].text);
    let known = units
        .clone()
        .all(|unit| !input.vectors.is_blank(input.themes.grouped[unit]));
    if elsewhere || !known || input.themes.lexicon.content_count(text) < FEWEST_WORDS {
        return None;
    }
    Some(Draft {
        answer,
        units,
        span,
        precision: precision(text),
        words: frequencies.of(text, input.themes.lexicon),
    })
}

/// The weight of each cue times what it tells here: a price tells little where everybody
/// gives one. They add up to 1.
fn informative_weights(found: impl Iterator<Item = Precision>) -> [f64; 5] {
    let (mut counts, mut total) = ([0usize; 5], 0usize);
    for precision in found {
        total += 1;
        for (count, cue) in counts.iter_mut().zip(precision.cues()) {
            *count += usize::from(cue);
        }
    }
    let mut weights = CUE_WEIGHTS;
    for (weight, count) in weights.iter_mut().zip(counts) {
        let share = count as f64 / total.max(1) as f64;
        *weight *= -libm::log((share + SMOOTHING).min(1.0));
    }
    let sum: f64 = weights.iter().sum();
    if sum < 1e-9 {
        return CUE_WEIGHTS;
    }
    weights.map(|weight| weight / sum)
}
