//! Do the newcomers of a group lie elsewhere than the answers that were there?
//!
//! The centre of the newcomers is compared with that of the others, and so are the centres
//! of as many answers drawn by lot, again and again (permutation test): what no draw
//! reaches is no chance.

use rayon::prelude::*;

use super::sample::scatter;
use crate::embeddings::UnitVectors;

/// Fewer answers on a side are not compared.
const FEWEST: usize = 15;
/// Answers of each side compared at most, drawn evenly.
const MOST: usize = 200;
/// Draws by lot.
const DRAWS: u64 = 499;
/// The least by which newcomers are further away than in any draw.
const BEYOND: f64 = 0.05;

/// How far the newcomers of a group lie from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drifted {
    /// Newcomers compared.
    pub newcomers: usize,
    /// Similarity of both centres.
    pub similarity: f64,
    /// The lowest that a draw by lot gave.
    pub expected: f64,
}

/// Compares the answers of one group: for each, its units in the group and whether it is
/// a newcomer. `None` where they lie together or are too few to tell.
///
/// Cost: draws x answers (400 at most) x dimensions.
pub fn drifted(vectors: &UnitVectors, answers: &[(Vec<usize>, bool)]) -> Option<Drifted> {
    let side = |is_new: bool| {
        let all: Vec<&Vec<usize>> = answers
            .iter()
            .filter(|(units, new)| *new == is_new && !units.is_empty())
            .map(|(units, _)| units)
            .collect();
        let drawn = all.len().min(MOST);
        (0..drawn)
            .map(|at| centre(vectors, all[at * all.len() / drawn]))
            .collect::<Vec<Vec<f64>>>()
    };
    let (new, old) = (side(true), side(false));
    if new.len() < FEWEST || old.len() < FEWEST {
        return None;
    }
    let newcomers = new.len();
    let all: Vec<Vec<f64>> = new.into_iter().chain(old).collect();
    let similarity = apart(&all, &(0..newcomers).collect::<Vec<usize>>());
    let expected = (0..DRAWS)
        .into_par_iter()
        .map(|draw| {
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.sort_by_key(|at| scatter(draw, *at as u32));
            apart(&all, &order[..newcomers])
        })
        .reduce(|| f64::INFINITY, f64::min);
    (similarity < expected - BEYOND).then_some(Drifted {
        newcomers,
        similarity,
        expected,
    })
}

/// The direction of what an answer says in the group, by meaning alone.
fn centre(vectors: &UnitVectors, units: &[usize]) -> Vec<f64> {
    let mut sum = vec![0.0f64; vectors.dimensions()];
    for unit in units {
        let weight = f64::from(vectors.dense_weight(*unit));
        for (total, value) in sum.iter_mut().zip(vectors.dense_rows(*unit, *unit + 1)) {
            *total += weight * f64::from(*value);
        }
    }
    let length = length(&sum).max(1e-9);
    sum.iter_mut().for_each(|value| *value /= length);
    sum
}

fn length(row: &[f64]) -> f64 {
    row.iter().map(|v| v * v).sum::<f64>().sqrt()
}

/// Similarity of the centre of `some` rows and that of the others.
fn apart(all: &[Vec<f64>], some: &[usize]) -> f64 {
    let mut inside = vec![false; all.len()];
    some.iter().for_each(|at| inside[*at] = true);
    let width = all.first().map_or(0, Vec::len);
    let (mut these, mut others) = (vec![0.0f64; width], vec![0.0f64; width]);
    for (row, is_in) in all.iter().zip(&inside) {
        let sum = if *is_in { &mut these } else { &mut others };
        sum.iter_mut().zip(row).for_each(|(total, v)| *total += v);
    }
    let product: f64 = these.iter().zip(&others).map(|(a, b)| a * b).sum();
    product / (length(&these) * length(&others)).max(1e-9)
}
