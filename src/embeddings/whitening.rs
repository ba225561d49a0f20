//! Dense vectors made to tell groups apart: whitened by the covariance within groups.
//!
//! Directions in which units of one group differ anyway (tone, turns of phrase) shrink and
//! those that part groups grow, as in linear discriminant analysis; speaker recognition
//! calls it within-class covariance normalisation (Hatch, Kajarekar and Stolcke 2006). The
//! groups are found, not given. On the five labelled sets of the Grand Débat National the
//! agreement of main themes with human codes (AMI) rose from 0.39 to 0.42.

use rayon::prelude::*;

/// Weight of the mean variance against the measured covariance.
const SHRINKAGE: f64 = 0.5;
/// Rows the covariance is measured on at most, drawn evenly.
const MEASURED: usize = 20_000;
/// Rows summed together: sums are added in this order whatever the number of threads.
const CHUNK: usize = 512;
/// Rows whitened side by side.
const TOGETHER: usize = 8;

/// Whitens `rows` (of `dimensions` values each) by the covariance within the groups of
/// `of`; only directions count, lengths are left to the caller. Rows of zeros stay.
///
/// Cost: rows x dimensions² / 2, the covariance on at most 20,000 rows. Own few lines
/// instead of a linear algebra crate, whose sums depend on the processor.
pub(super) fn whiten(rows: &mut [f32], dimensions: usize, of: &[Option<u32>], groups: usize) {
    let step = of.len().div_ceil(MEASURED).max(1);
    let measured: Vec<(usize, u32)> = (0..of.len())
        .step_by(step)
        .filter_map(|unit| Some((unit, of[unit]?)))
        .collect();
    let Some(root) = root(&covariance(rows, dimensions, &measured, groups), dimensions) else {
        return;
    };
    rows.par_chunks_mut(dimensions * TOGETHER)
        .for_each(|rows| solve(&root, rows, dimensions));
}

/// Forward substitution, root x new = old, for up to [`TOGETHER`] rows side by side: the
/// sums of each row are added in the same order as alone.
fn solve(root: &[f64], rows: &mut [f32], dimensions: usize) {
    let mut solved = vec![[0.0f64; TOGETHER]; dimensions];
    for i in 0..dimensions {
        let mut known = [0.0f64; TOGETHER];
        for (factor, values) in root[i * dimensions..i * dimensions + i].iter().zip(&solved) {
            for (sum, value) in known.iter_mut().zip(values) {
                *sum += factor * value;
            }
        }
        let diagonal = root[i * dimensions + i];
        for (row, (new, known)) in rows.chunks(dimensions).zip(solved[i].iter_mut().zip(known)) {
            *new = (f64::from(row[i]) - known) / diagonal;
        }
    }
    for (lane, row) in rows.chunks_mut(dimensions).enumerate() {
        for (value, new) in row.iter_mut().zip(&solved) {
            *value = new[lane] as f32;
        }
    }
}

/// Covariance of the measured rows around the mean of their group, shrunk towards a
/// multiple of the identity; lower triangle.
fn covariance(rows: &[f32], d: usize, measured: &[(usize, u32)], groups: usize) -> Vec<f64> {
    let mut means = vec![0.0f64; groups * d];
    let mut counts = vec![0.0f64; groups];
    for (unit, group) in measured {
        counts[*group as usize] += 1.0;
        let mean = &mut means[*group as usize * d..(*group as usize + 1) * d];
        for (sum, value) in mean.iter_mut().zip(&rows[unit * d..(unit + 1) * d]) {
            *sum += f64::from(*value);
        }
    }
    for (mean, count) in means.chunks_mut(d).zip(&counts) {
        mean.iter_mut().for_each(|value| *value /= count.max(1.0));
    }
    let parts: Vec<Vec<f64>> = measured
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut sum = vec![0.0f64; d * d];
            for (unit, group) in chunk {
                let mean = &means[*group as usize * d..(*group as usize + 1) * d];
                let row: Vec<f64> = rows[unit * d..(unit + 1) * d]
                    .iter()
                    .zip(mean)
                    .map(|(value, mean)| f64::from(*value) - mean)
                    .collect();
                for i in 0..d {
                    for (total, value) in sum[i * d..i * d + i + 1].iter_mut().zip(&row) {
                        *total += row[i] * value;
                    }
                }
            }
            sum
        })
        .collect();
    let mut total = vec![0.0f64; d * d];
    for part in &parts {
        for (sum, value) in total.iter_mut().zip(part) {
            *sum += value;
        }
    }
    let variance = (0..d).map(|i| total[i * d + i]).sum::<f64>() / d as f64;
    for (index, value) in total.iter_mut().enumerate() {
        *value *= 1.0 - SHRINKAGE;
        if index % (d + 1) == 0 {
            *value += SHRINKAGE * variance;
        }
    }
    total
}

/// Lower triangular root of a covariance (Cholesky); none where it has no variance.
fn root(covariance: &[f64], d: usize) -> Option<Vec<f64>> {
    let mut root = vec![0.0f64; d * d];
    for i in 0..d {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| root[i * d + k] * root[j * d + k]).sum();
            let rest = covariance[i * d + j] - known;
            root[i * d + j] = if i == j {
                if rest <= 0.0 {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / root[j * d + j]
            };
        }
    }
    Some(root)
}
