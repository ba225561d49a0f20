//! How far themes hold when some answers had not come in.
//!
//! The grouping is done again without a tenth of the answers, several times; a theme is
//! as stable as its best match among the new ones (mean Jaccard index, after Hennig 2007,
//! "Cluster-wise assessment of cluster stability"). A theme under 0.5 falls apart or
//! melts into another: its outline is one of several possible.

use rayon::prelude::*;

use super::sample::scatter;
use super::{Assignment, Corpus, GroupingParameters, assign, group};
use crate::embeddings::UnitVectors;
use crate::error::Error;
use crate::progress::Silent;

/// Times the grouping is done again.
const RESAMPLES: u64 = 5;
/// One answer in so many is left out.
const LEFT_OUT: u64 = 10;
/// Beyond, the grouping is not done again: with so many ideas themes hardly move, and it
/// would cost several times the whole run.
const MOST_UNITS: usize = 10_000;

/// Agreement of the themes of `found` with those of resamples, from 0 to 1, theme by
/// theme; empty where there are no themes or too many units to repeat the work.
///
/// Cost: five times the grouping.
pub fn stability(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    parameters: &GroupingParameters,
    found: &Assignment,
) -> Result<Vec<f64>, Error> {
    if found.groups == 0 || vectors.len() > MOST_UNITS {
        return Ok(Vec::new());
    }
    let runs: Vec<Vec<f64>> = (0..RESAMPLES)
        .into_par_iter()
        .map(|resample| {
            let stays = |answer: u32| {
                !scatter(parameters.seed ^ (resample + 1), answer).is_multiple_of(LEFT_OUT)
            };
            let units: Vec<u32> = (0..corpus.answers_of.len() as u32)
                .filter(|unit| corpus.answers_of[*unit as usize].iter().any(|a| stays(*a)))
                .collect();
            let holders: Vec<Vec<u32>> = units
                .iter()
                .map(|unit| {
                    let all = corpus.answers_of[*unit as usize].iter().copied();
                    all.filter(|answer| stays(*answer)).collect()
                })
                .collect();
            let rest = Corpus {
                answers_of: &holders,
                ..*corpus
            };
            let again = group(&vectors.select(&units), &rest, parameters, &Silent)?;
            let again = assign(&again.vectors, &again.levels, &rest, parameters.smallest);
            Ok(best_matches(found, &again, &stays))
        })
        .collect::<Result<_, Error>>()?;
    Ok((0..found.groups)
        .map(|theme| runs.iter().map(|run| run[theme]).sum::<f64>() / RESAMPLES as f64)
        .collect())
}

/// For each theme of `found`, without the answers left out, the greatest Jaccard index of
/// its answers with a theme of `again`.
fn best_matches(found: &Assignment, again: &Assignment, stays: &dyn Fn(u32) -> bool) -> Vec<f64> {
    let mut shared = vec![0usize; found.groups * again.groups];
    let mut sizes = vec![0usize; found.groups];
    let mut others = vec![0usize; again.groups];
    let pairs = found.groups_of_answer.iter().zip(&again.groups_of_answer);
    for (_, (before, after)) in pairs
        .enumerate()
        .filter(|(answer, _)| stays(*answer as u32))
    {
        after.iter().for_each(|theme| others[*theme as usize] += 1);
        for theme in before {
            sizes[*theme as usize] += 1;
            for other in after {
                shared[*theme as usize * again.groups + *other as usize] += 1;
            }
        }
    }
    (0..found.groups)
        .map(|theme| {
            let row = &shared[theme * again.groups..(theme + 1) * again.groups];
            row.iter()
                .zip(&others)
                .map(|(both, other)| {
                    let either = sizes[theme] + other - both;
                    *both as f64 / either.max(1) as f64
                })
                .fold(0.0, f64::max)
        })
        .collect()
}
