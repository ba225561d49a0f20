//! Centres of groups: the mean direction of their units.

use std::ops::Range;

use rayon::prelude::*;

use super::Neighbours;
use super::products::{BLOCK, multiply};
use crate::embeddings::UnitVectors;

/// Normalised sums of the vectors of each group, group after group: the dense part, then
/// one value per term.
#[derive(Clone)]
pub(super) struct Centres {
    dimensions: usize,
    width: usize,
    rows: Vec<f32>,
}

impl Centres {
    /// The centres of `groups` groups. Cost: one pass over the units.
    pub fn new(vectors: &UnitVectors, of: &[Option<u32>], groups: usize) -> Centres {
        let pulls = of.iter().enumerate();
        Centres::of_pulls(
            vectors,
            pulls.filter_map(|(unit, group)| Some((unit, (*group)?, 1.0))),
            groups,
        )
    }

    /// The same where a unit counts for groups with a weight: (unit, group, weight).
    pub fn weighted(vectors: &UnitVectors, pulls: &[(usize, u32, f64)], groups: usize) -> Centres {
        Centres::of_pulls(vectors, pulls.iter().copied(), groups)
    }

    fn of_pulls(
        vectors: &UnitVectors,
        pulls: impl Iterator<Item = (usize, u32, f64)>,
        groups: usize,
    ) -> Centres {
        let dimensions = vectors.dimensions();
        let width = dimensions + vectors.terms();
        let mut sums = vec![0.0f64; groups * width];
        for (unit, group, pull) in pulls {
            let group = group as usize;
            let sum = &mut sums[group * width..(group + 1) * width];
            let weight = pull * f64::from(vectors.dense_weight(unit));
            for (total, value) in sum.iter_mut().zip(vectors.dense_rows(unit, unit + 1)) {
                *total += weight * f64::from(*value);
            }
            for (term, weight) in vectors.lexical_row(unit) {
                sum[dimensions + *term as usize] += pull * f64::from(*weight);
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

    /// Similarity of every unit to every centre. Dense parts of centres are rounded to
    /// whole numbers as those of units are, and so is what the rounding left: one rounding
    /// alone moved enough units between near centres to be seen in the themes.
    /// Cost: units x groups x dimensions, twice, in blocks.
    pub fn similarities(&self, vectors: &UnitVectors) -> Similarities {
        let groups = self.rows().count();
        let ready = Ready::new(self, groups);
        let blocks: Vec<Vec<f32>> = blocks(vectors)
            .map(|units| ready.similarities(vectors, units))
            .collect();
        Similarities {
            groups,
            values: blocks.concat(),
        }
    }

    /// The group with the nearest centre for every unit that has a vector. Cost: as above,
    /// in the memory of a block.
    pub fn nearest_of(&self, vectors: &UnitVectors) -> Vec<Option<u32>> {
        let groups = self.rows().count();
        let ready = Ready::new(self, groups);
        blocks(vectors)
            .flat_map_iter(|units| {
                let values = ready.similarities(vectors, units.clone());
                units.enumerate().map(move |(row, unit)| {
                    let own = &values[row * groups..(row + 1) * groups];
                    (!vectors.is_blank(unit)).then(|| nearest(own)).flatten()
                })
            })
            .collect()
    }
}

/// Blocks of units, in order.
fn blocks(vectors: &UnitVectors) -> impl IndexedParallelIterator<Item = Range<usize>> {
    let units = vectors.len();
    (0..units.div_ceil(BLOCK))
        .into_par_iter()
        .map(move |block| block * BLOCK..((block + 1) * BLOCK).min(units))
}

/// Similarities of units to groups.
pub(super) struct Similarities {
    groups: usize,
    values: Vec<f32>,
}

impl Similarities {
    /// The same with those of each unit mixed with those of its neighbours, nearer ones
    /// more: `share` of a unit's similarities come from them. Cost: units x neighbours x
    /// (groups + dimensions).
    pub fn mixed(&self, vectors: &UnitVectors, near: &Neighbours, share: f32) -> Similarities {
        let rows: Vec<Vec<f32>> = (0..vectors.len())
            .into_par_iter()
            .map(|unit| {
                let others: Vec<(usize, f32)> = near
                    .of(unit)
                    .iter()
                    .filter(|other| **other != u32::MAX)
                    .map(|other| *other as usize)
                    .map(|other| (other, vectors.similarity(unit, other).max(0.0)))
                    .collect();
                let total: f32 = others.iter().map(|(_, weight)| weight).sum();
                if total <= 0.0 {
                    return self.of(unit).to_vec();
                }
                let mut own: Vec<f32> = self.of(unit).iter().map(|v| v * (1.0 - share)).collect();
                for (other, weight) in others {
                    for (value, theirs) in own.iter_mut().zip(self.of(other)) {
                        *value += share * weight / total * theirs;
                    }
                }
                own
            })
            .collect();
        Similarities {
            groups: self.groups,
            values: rows.concat(),
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, unit: usize) -> &mut [f32] {
        &mut self.values[unit * self.groups..(unit + 1) * self.groups]
    }

    /// Those of one unit, group after group.
    pub fn of(&self, unit: usize) -> &[f32] {
        &self.values[unit * self.groups..(unit + 1) * self.groups]
    }
}

/// Whole numbers, row after row, and what brings a product with each row back to scale.
struct Rounded {
    rows: Vec<f32>,
    scale: Vec<f32>,
}

impl Rounded {
    fn new(mut rows: Vec<f32>, dimensions: usize) -> Rounded {
        let scale = rows.chunks_mut(dimensions.max(1));
        Rounded {
            scale: scale.map(UnitVectors::onto_sphere).collect(),
            rows,
        }
    }

    /// What the rounding left of the rows it was made of.
    fn rest_of(&self, rows: &[f32], dimensions: usize) -> Vec<f32> {
        let rounded = self.rows.chunks(dimensions.max(1)).zip(&self.scale);
        let rounded = rounded.flat_map(|(row, scale)| row.iter().map(move |v| v * scale));
        rows.iter().zip(rounded).map(|(own, r)| own - r).collect()
    }
}

/// Centres laid out for many products.
struct Ready {
    groups: usize,
    dimensions: usize,
    /// The rounded rows, and what the rounding left of them, rounded too.
    dense: [Rounded; 2],
    /// Term after term, so that a unit's few terms are read in runs.
    lexical: Vec<f32>,
}

impl Ready {
    fn new(centres: &Centres, groups: usize) -> Ready {
        let dimensions = centres.dimensions;
        let mut dense = Vec::with_capacity(groups * dimensions);
        let mut lexical = vec![0.0f32; (centres.width - dimensions) * groups];
        for (group, row) in centres.rows().enumerate() {
            let (meaning, words) = row.split_at(dimensions);
            dense.extend_from_slice(meaning);
            for (term, value) in words.iter().enumerate() {
                lexical[term * groups + group] = *value;
            }
        }
        let rounded = Rounded::new(dense.clone(), dimensions);
        let rest = Rounded::new(rounded.rest_of(&dense, dimensions), dimensions);
        Ready {
            groups,
            dimensions,
            dense: [rounded, rest],
            lexical,
        }
    }

    /// Similarities of at most [`BLOCK`] units, unit after unit; groups fastest.
    fn similarities(&self, vectors: &UnitVectors, units: Range<usize>) -> Vec<f32> {
        let groups = self.groups;
        let mut values = vec![0.0f32; units.len() * groups];
        let mut tile = vec![0.0f32; BLOCK * BLOCK];
        let left = vectors.dense_rows(units.start, units.end);
        for from in (0..groups).step_by(BLOCK) {
            let to = (from + BLOCK).min(groups);
            for part in &self.dense {
                let right = &part.rows[from * self.dimensions..to * self.dimensions];
                multiply(left, right, self.dimensions, &mut tile);
                for (row, unit) in units.clone().enumerate() {
                    let weight = vectors.dense_weight(unit);
                    let products = &tile[row * BLOCK..row * BLOCK + to - from];
                    let own = &mut values[row * groups + from..row * groups + to];
                    let scales = &part.scale[from..to];
                    for ((value, product), scale) in own.iter_mut().zip(products).zip(scales) {
                        *value += product * (weight * scale);
                    }
                }
            }
        }
        for (own, unit) in values.chunks_mut(groups.max(1)).zip(units) {
            for (term, weight) in vectors.lexical_row(unit) {
                let from = *term as usize * groups;
                for (value, centre) in own.iter_mut().zip(&self.lexical[from..from + groups]) {
                    *value += weight * centre;
                }
            }
        }
        values
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
fn nearest(similarities: &[f32]) -> Option<u32> {
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
