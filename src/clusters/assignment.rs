//! Which groups each answer belongs to, its main one first.
//!
//! Groups are refined by three rounds of spherical k-means (every unit goes to the
//! nearest centre). An answer takes the groups of its units, weak ones left out; its main
//! group is the one with most evidence over all its units, which finds the human code of
//! a whole answer better than a vote of its units.

use rayon::prelude::*;

use super::Communities;
use crate::embeddings::UnitVectors;

/// Rounds of refinement; more change nothing measurable.
pub const ROUNDS: usize = 3;
/// Temperature of the evidence a unit gives to each group.
const TEMPERATURE: f64 = 0.2;
/// Share of units, the furthest from their centre, that give no second theme.
const WEAK_SHARE: f64 = 0.2;
/// A unit less similar to its centre belongs to no group at all.
const FLOOR: f32 = 0.12;

/// The result of grouping.
pub struct Assignment {
    /// Number of groups.
    pub groups: usize,
    /// Group of each unit, `None` for units near no group.
    pub group_of_unit: Vec<Option<u32>>,
    /// Similarity of each unit to the centre of its nearest group.
    pub similarity: Vec<f32>,
    /// Groups of each answer, main first; empty when it belongs to none.
    pub groups_of_answer: Vec<Vec<u32>>,
}

impl Assignment {
    /// No group at all, for answers too few to group.
    pub fn none(units: usize, answers: usize) -> Assignment {
        Assignment {
            groups: 0,
            group_of_unit: vec![None; units],
            similarity: vec![0.0; units],
            groups_of_answer: vec![Vec::new(); answers],
        }
    }
}

/// Assigns `answers` answers; `answers_of[u]` lists the answers that hold unit `u`.
///
/// Cost: rounds x units x groups x (dimensions + words of a unit).
pub fn assign(
    vectors: &UnitVectors,
    communities: &Communities,
    answers_of: &[Vec<u32>],
    answers: usize,
) -> Assignment {
    let mut of = communities.of.clone();
    let mut groups = communities.count;
    let mut table = Vec::new();
    for round in 0..=ROUNDS {
        let centres = Centres::new(vectors, &of, groups);
        table = (0..vectors.len())
            .into_par_iter()
            .map(|unit| centres.similarities(vectors, unit))
            .collect::<Vec<Vec<f32>>>();
        if round < ROUNDS {
            of = (0..vectors.len())
                .map(|unit| {
                    (!vectors.is_blank(unit))
                        .then(|| nearest(&table[unit]))
                        .flatten()
                })
                .collect();
            groups = renumber(&mut of, groups);
        }
    }
    let similarity: Vec<f32> = (0..vectors.len())
        .map(|unit| of[unit].map_or(0.0, |group| table[unit][group as usize]))
        .collect();
    for (unit, group) in of.iter_mut().enumerate() {
        if similarity[unit] < FLOOR {
            *group = None;
        }
    }
    let groups_of_answer =
        themes_of_answers(vectors, &of, &table, &similarity, answers_of, answers);
    Assignment {
        groups,
        group_of_unit: of,
        similarity,
        groups_of_answer,
    }
}

/// Index of the greatest value, the first of equals.
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
fn renumber(of: &mut [Option<u32>], groups: usize) -> usize {
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

/// Normalised sums of the vectors of each group.
struct Centres {
    groups: usize,
    dimensions: usize,
    /// Group after group.
    dense: Vec<f32>,
    /// Term after term, `groups` values each.
    lexical: Vec<f32>,
}

impl Centres {
    fn new(vectors: &UnitVectors, of: &[Option<u32>], groups: usize) -> Centres {
        let dimensions = vectors.dimensions();
        let mut dense = vec![0.0f64; groups * dimensions];
        let mut lexical = vec![0.0f64; vectors.terms() * groups];
        for (unit, group) in of.iter().enumerate() {
            let Some(group) = group.map(|g| g as usize) else {
                continue;
            };
            let weight = f64::from(vectors.dense_weight(unit));
            let row = vectors.dense_rows(unit, unit + 1);
            let sum = &mut dense[group * dimensions..(group + 1) * dimensions];
            for (total, value) in sum.iter_mut().zip(row) {
                *total += weight * f64::from(*value);
            }
            for (term, weight) in vectors.lexical_row(unit) {
                lexical[*term as usize * groups + group] += f64::from(*weight);
            }
        }
        let mut length = vec![0.0f64; groups];
        for (index, value) in dense.iter().enumerate() {
            length[index / dimensions.max(1)] += value * value;
        }
        for (index, value) in lexical.iter().enumerate() {
            length[index % groups] += value * value;
        }
        let scale: Vec<f64> = length
            .iter()
            .map(|sum| if *sum > 0.0 { 1.0 / sum.sqrt() } else { 0.0 })
            .collect();
        Centres {
            groups,
            dimensions,
            dense: dense
                .iter()
                .enumerate()
                .map(|(i, value)| (value * scale[i / dimensions.max(1)]) as f32)
                .collect(),
            lexical: lexical
                .iter()
                .enumerate()
                .map(|(i, value)| (value * scale[i % groups]) as f32)
                .collect(),
        }
    }

    fn similarities(&self, vectors: &UnitVectors, unit: usize) -> Vec<f32> {
        let row = vectors.dense_rows(unit, unit + 1);
        let weight = vectors.dense_weight(unit);
        let mut values: Vec<f32> = self
            .dense
            .chunks(self.dimensions.max(1))
            .map(|centre| weight * dot(row, centre))
            .collect();
        for (term, weight) in vectors.lexical_row(unit) {
            let from = *term as usize * self.groups;
            let column = &self.lexical[from..from + self.groups];
            for (value, centre) in values.iter_mut().zip(column) {
                *value += weight * centre;
            }
        }
        values
    }
}

/// Eight running sums in a fixed order: quick, and the same on every processor.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (x, y) in a.chunks(8).zip(b.chunks(8)) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    sums.iter().sum()
}

fn themes_of_answers(
    vectors: &UnitVectors,
    of: &[Option<u32>],
    table: &[Vec<f32>],
    similarity: &[f32],
    answers_of: &[Vec<u32>],
    answers: usize,
) -> Vec<Vec<u32>> {
    let threshold = weak_threshold(of, similarity, answers_of);
    let mut units_of: Vec<Vec<usize>> = vec![Vec::new(); answers];
    for (unit, list) in answers_of.iter().enumerate() {
        for answer in list {
            units_of[*answer as usize].push(unit);
        }
    }
    units_of
        .par_iter()
        .map(|units| answer_themes(vectors, of, table, similarity, units, threshold))
        .collect()
}

/// The similarity under which a unit gives its answer no further theme.
fn weak_threshold(of: &[Option<u32>], similarity: &[f32], answers_of: &[Vec<u32>]) -> f32 {
    let mut all: Vec<f32> = Vec::new();
    for (unit, list) in answers_of.iter().enumerate() {
        if of[unit].is_some() {
            all.extend(std::iter::repeat_n(similarity[unit], list.len()));
        }
    }
    all.sort_unstable_by(f32::total_cmp);
    all.get((all.len() as f64 * WEAK_SHARE) as usize)
        .copied()
        .unwrap_or(0.0)
}

fn answer_themes(
    vectors: &UnitVectors,
    of: &[Option<u32>],
    table: &[Vec<f32>],
    similarity: &[f32],
    units: &[usize],
    threshold: f32,
) -> Vec<u32> {
    let groups = units.first().map_or(0, |unit| table[*unit].len());
    let mut evidence = vec![0.0f64; groups];
    let mut has = vec![(false, false); groups];
    for unit in units {
        let Some(group) = of[*unit] else { continue };
        has[group as usize].0 = true;
        has[group as usize].1 |= similarity[*unit] >= threshold;
        let words = f64::from(vectors.content_words(*unit).max(1)).sqrt();
        let shares: Vec<f64> = table[*unit]
            .iter()
            .map(|value| libm::exp(f64::from(*value) / TEMPERATURE))
            .collect();
        let total: f64 = shares.iter().sum();
        for (sum, share) in evidence.iter_mut().zip(&shares) {
            *sum += words * share / total;
        }
    }
    let mut order: Vec<u32> = (0..groups as u32)
        .filter(|group| has[*group as usize].0)
        .collect();
    order.sort_by(|a, b| evidence[*b as usize].total_cmp(&evidence[*a as usize]));
    order
        .into_iter()
        .enumerate()
        .filter(|(rank, group)| *rank == 0 || has[*group as usize].1)
        .map(|(_, group)| group)
        .collect()
}
