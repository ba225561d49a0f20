//! Centres of groups: the mean direction of their units.

use rayon::prelude::*;

use crate::embeddings::UnitVectors;

/// Normalised sums of the vectors of each group, group after group: the dense part, then
/// one value per term.
pub(super) struct Centres {
    dimensions: usize,
    width: usize,
    rows: Vec<f32>,
}

impl Centres {
    /// The centres of `groups` groups. Cost: one pass over the units.
    pub fn new(vectors: &UnitVectors, of: &[Option<u32>], groups: usize) -> Centres {
        let dimensions = vectors.dimensions();
        let width = dimensions + vectors.terms();
        let mut sums = vec![0.0f64; groups * width];
        for (unit, group) in of.iter().enumerate() {
            let Some(group) = group.map(|g| g as usize) else {
                continue;
            };
            let sum = &mut sums[group * width..(group + 1) * width];
            let weight = f64::from(vectors.dense_weight(unit));
            for (total, value) in sum.iter_mut().zip(vectors.dense_rows(unit, unit + 1)) {
                *total += weight * f64::from(*value);
            }
            for (term, weight) in vectors.lexical_row(unit) {
                sum[dimensions + *term as usize] += f64::from(*weight);
            }
        }
        Centres::normalised(dimensions, width, sums)
    }

    /// Brings several sets of centres together: centre `i` of all, in order, becomes part
    /// of `place[i]` with `weight[i]`.
    pub fn merged(all: &[Centres], place: &[u32], weight: &[f64], groups: usize) -> Centres {
        let (dimensions, width) = all.first().map_or((0, 0), |c| (c.dimensions, c.width));
        let mut sums = vec![0.0f64; groups * width];
        let rows = all.iter().flat_map(|centres| centres.rows());
        for ((row, place), weight) in rows.zip(place).zip(weight) {
            let sum = &mut sums[*place as usize * width..(*place as usize + 1) * width];
            for (total, value) in sum.iter_mut().zip(row) {
                *total += weight * f64::from(*value);
            }
        }
        Centres::normalised(dimensions, width, sums)
    }

    fn normalised(dimensions: usize, width: usize, mut sums: Vec<f64>) -> Centres {
        for row in sums.chunks_mut(width.max(1)) {
            let length = row.iter().map(|v| v * v).sum::<f64>().sqrt();
            let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
            row.iter_mut().for_each(|value| *value *= scale);
        }
        Centres {
            dimensions,
            width,
            rows: sums.into_iter().map(|value| value as f32).collect(),
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.rows.chunks(self.width.max(1))
    }

    /// Similarity of every unit to every centre, unit after unit; groups fastest.
    pub fn similarities(&self, vectors: &UnitVectors) -> Vec<Vec<f32>> {
        let groups = self.rows().count();
        // Term after term, so that a unit's few terms are read in runs.
        let mut lexical = vec![0.0f32; (self.width - self.dimensions) * groups];
        for (group, row) in self.rows().enumerate() {
            for (term, value) in row[self.dimensions..].iter().enumerate() {
                lexical[term * groups + group] = *value;
            }
        }
        (0..vectors.len())
            .into_par_iter()
            .map(|unit| {
                let dense = vectors.dense_rows(unit, unit + 1);
                let weight = vectors.dense_weight(unit);
                let mut values: Vec<f32> = self
                    .rows()
                    .map(|centre| weight * dot(dense, &centre[..self.dimensions]))
                    .collect();
                for (term, weight) in vectors.lexical_row(unit) {
                    let from = *term as usize * groups;
                    for (value, centre) in values.iter_mut().zip(&lexical[from..from + groups]) {
                        *value += weight * centre;
                    }
                }
                values
            })
            .collect()
    }
}

/// Eight running sums in a fixed order: quick, and the same on every processor.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (x, y) in a.chunks(8).zip(b.chunks(8)) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    sums.iter().sum()
}

/// Group with the most similar centre, the first of equals.
pub(super) fn nearest(similarities: &[f32]) -> Option<u32> {
    let mut best: Option<(f32, u32)> = None;
    for (group, value) in similarities.iter().enumerate() {
        if best.is_none_or(|(most, _)| *value > most) {
            best = Some((*value, group as u32));
        }
    }
    best.map(|(_, group)| group)
}

/// Numbers the groups that still have units from 0 on; returns how many there are.
pub(super) fn renumber(of: &mut [Option<u32>], groups: usize) -> usize {
    let mut used = vec![false; groups];
    for group in of.iter().flatten() {
        used[*group as usize] = true;
    }
    let mut next = 0;
    let numbers: Vec<u32> = used
        .iter()
        .map(|is_used| {
            next += u32::from(*is_used);
            next.saturating_sub(1)
        })
        .collect();
    for group in of.iter_mut().flatten() {
        *group = numbers[*group as usize];
    }
    next as usize
}
