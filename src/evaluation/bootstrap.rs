//! How sure a score is: its spread in a bootstrap over answers (Efron 1979).
//!
//! An interval is the score plus or minus 1.96 standard deviations of the draws. Percentiles
//! of the draws would not do: an answer drawn twice agrees with itself, which lifts the
//! agreement of every draw.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::{Scores, score};

/// Times the answers are drawn again.
const DRAWS: u64 = 200;
/// Standard deviations on each side of an interval of 95 %.
const WIDTH: f64 = 1.96;

/// Intervals of 95 %, low and high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// Of the matched F1.
    pub f1_matched_interval: [f64; 2],
    /// Of the adjusted mutual information.
    pub ami_interval: [f64; 2],
}

/// Scores `DRAWS` samples of the answers, drawn with replacement from a fixed seed.
///
/// Cost: 200 times that of [`score`].
pub fn intervals(
    human: &BTreeMap<String, Vec<String>>,
    coding: &HashMap<String, Vec<String>>,
) -> Intervals {
    let answers: Vec<(&String, &Vec<String>)> = human.iter().collect();
    if answers.is_empty() {
        return Intervals::default();
    }
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let drawn: Vec<Scores> = (0..DRAWS)
        .map(|_| {
            let mut codes = BTreeMap::new();
            let mut themes = HashMap::new();
            for place in 0..answers.len() {
                let (id, tags) = answers[(next(&mut state) % answers.len() as u64) as usize];
                // An answer drawn twice counts twice.
                let name = format!("{place}");
                themes.insert(name.clone(), coding.get(id).cloned().unwrap_or_default());
                codes.insert(name, tags.clone());
            }
            score(&codes, &themes)
        })
        .collect();
    let whole = score(human, coding);
    let interval = |value: fn(&Scores) -> f64| {
        let mean = drawn.iter().map(value).sum::<f64>() / DRAWS as f64;
        let squares = drawn.iter().map(|s| (value(s) - mean) * (value(s) - mean));
        let half = WIDTH * (squares.sum::<f64>() / (DRAWS - 1) as f64).sqrt();
        [value(&whole) - half, value(&whole) + half]
    };
    Intervals {
        f1_matched_interval: interval(|scores| scores.f1_matched),
        ami_interval: interval(|scores| scores.ami),
    }
}

/// The next number of a generator that is the same everywhere (xorshift64, Marsaglia 2003).
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state >> 11
}
