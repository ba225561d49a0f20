//! The whole answer as context for each of its units.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Matrix;
use super::lexical::SparseRows;
use crate::units::units_by_answer;

/// The vector of one answer: the sum of its units, of length 1.
pub(super) struct Context {
    dense: Vec<f32>,
    lexical: Vec<(u32, f32)>,
}

/// The vectors of all answers, in order.
pub(super) fn of_answers(
    dense: &Matrix,
    lexical: &SparseRows,
    answers_of: &[Vec<u32>],
) -> Vec<Context> {
    let answers = answers_of.iter().flatten().max().map_or(0, |a| a + 1);
    units_by_answer(answers_of, answers as usize)
        .par_iter()
        .map(|units| {
            let rows = units
                .iter()
                .map(|unit| (dense.row(*unit), &lexical.rows[*unit]));
            sum(
                dense.dimensions,
                rows.map(|(row, words)| (1.0, row, words.as_slice())),
            )
        })
        .collect()
}

/// Mixes `share` of the answers that hold a unit into its vector, and brings it back to
/// length 1. A unit of nothing takes nothing: it stays near no other.
pub(super) fn mix(
    row: &mut [f32],
    words: &mut Vec<(u32, f32)>,
    share: f32,
    answers: &[u32],
    contexts: &[Context],
) {
    if words.is_empty() && row.iter().all(|value| *value == 0.0) {
        return;
    }
    let each = share / answers.len().max(1) as f32;
    let own = std::iter::once((1.0 - share, &*row, words.as_slice()));
    let around = answers.iter().map(|answer| {
        let context = &contexts[*answer as usize];
        (each, context.dense.as_slice(), context.lexical.as_slice())
    });
    let mixed = sum(row.len(), own.chain(around));
    row.copy_from_slice(&mixed.dense);
    *words = mixed.lexical;
}

/// Weighted sum of vectors, scaled to length 1.
fn sum<'v>(
    dimensions: usize,
    vectors: impl Iterator<Item = (f32, &'v [f32], &'v [(u32, f32)])>,
) -> Context {
    let mut dense = vec![0.0f64; dimensions];
    let mut lexical: BTreeMap<u32, f64> = BTreeMap::new();
    for (weight, row, words) in vectors {
        let weight = f64::from(weight);
        for (total, value) in dense.iter_mut().zip(row) {
            *total += weight * f64::from(*value);
        }
        for (term, value) in words {
            *lexical.entry(*term).or_default() += weight * f64::from(*value);
        }
    }
    let squares = dense.iter().chain(lexical.values()).map(|v| v * v);
    let length = squares.sum::<f64>().sqrt();
    let scale = if length > 1e-9 { 1.0 / length } else { 0.0 };
    Context {
        dense: dense.iter().map(|v| (v * scale) as f32).collect(),
        lexical: lexical
            .into_iter()
            .map(|(term, v)| (term, (v * scale) as f32))
            .collect(),
    }
}
