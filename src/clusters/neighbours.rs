//! Exact nearest neighbours of every unit, by blocked matrix products.

use rayon::prelude::*;

use super::products::{BLOCK, Postings, add_products, multiply, postings};
use crate::embeddings::UnitVectors;
use crate::progress::{Progress, Stage};

/// Similarities looked at together.
const LANES: usize = 16;

/// The nearest neighbours of each unit, nearest first.
pub struct Neighbours {
    k: usize,
    /// The units that were looked at, increasing, when not all.
    looked: Option<Vec<u32>>,
    /// Row after row of `k` unit indices; rows of a tiny corpus are padded with `u32::MAX`.
    indices: Vec<u32>,
}

impl Neighbours {
    /// The lists of some units, which increase.
    pub(super) fn of_some(looked: Vec<u32>, k: usize, lists: Vec<Vec<(f32, u32)>>) -> Neighbours {
        let mut indices = vec![u32::MAX; looked.len() * k];
        for (row, list) in indices.chunks_mut(k).zip(lists) {
            for (place, entry) in row.iter_mut().zip(list) {
                *place = entry.1;
            }
        }
        Neighbours {
            k,
            looked: Some(looked),
            indices,
        }
    }

    /// The neighbours of one unit; none where it was not looked at.
    pub fn of(&self, unit: usize) -> &[u32] {
        let row = match &self.looked {
            None => unit,
            Some(looked) => match looked.binary_search(&(unit as u32)) {
                Ok(row) => row,
                Err(_) => return &[],
            },
        };
        let row = &self.indices[row * self.k..(row + 1) * self.k];
        let filled = row.iter().position(|i| *i == u32::MAX).unwrap_or(row.len());
        &row[..filled]
    }
}

/// Finds the `k` most similar other units of each unit; ties go to the smaller index.
///
/// Cost: n²/2 products of `dimensions` multiplications; memory n·k·8 bytes per thread.
/// Similarities are computed from whole numbers (see [`UnitVectors`]), so that blocks
/// and threads cannot change them.
pub fn nearest(vectors: &UnitVectors, k: usize, progress: &dyn Progress) -> Neighbours {
    let units = vectors.len();
    let k = k.min(units.saturating_sub(1)).max(1);
    let postings = postings_of_blocks(vectors);
    let blocks = units.div_ceil(BLOCK);
    let tiles: Vec<(usize, usize)> = (0..blocks)
        .flat_map(|a| (a..blocks).map(move |b| (a, b)))
        .collect();
    progress.begin(Stage::Comparing, tiles.len() as u64);
    let workers = rayon::current_num_threads();
    let best = (0..workers)
        .into_par_iter()
        .map(|worker| {
            let mut best = Best::new(units, k);
            let mut tile = vec![0.0f32; BLOCK * BLOCK];
            for (a, b) in tiles.iter().skip(worker).step_by(workers) {
                fill(vectors, &postings, *a, *b, &mut tile);
                best.take_tile(*a * BLOCK, *b * BLOCK, &tile, units);
                progress.advance(1);
            }
            best
        })
        .reduce(|| Best::new(0, k), Best::merge);
    Neighbours {
        k,
        looked: None,
        indices: best.entries.iter().map(|entry| entry.1).collect(),
    }
}

/// (term, unit of the block, weight), sorted: which units of a block hold a term.
fn postings_of_blocks(vectors: &UnitVectors) -> Vec<Postings> {
    let starts: Vec<usize> = (0..vectors.len()).step_by(BLOCK).collect();
    starts
        .into_par_iter()
        .map(|start| {
            postings(
                vectors,
                start as u32..(start + BLOCK).min(vectors.len()) as u32,
            )
        })
        .collect()
}

/// Similarities of the units of block `a` (rows) with those of block `b` (columns).
fn fill(vectors: &UnitVectors, postings: &[Postings], a: usize, b: usize, tile: &mut [f32]) {
    let rows = a * BLOCK..((a + 1) * BLOCK).min(vectors.len());
    let columns = b * BLOCK..((b + 1) * BLOCK).min(vectors.len());
    let left = vectors.dense_rows(rows.start, rows.end);
    let right = vectors.dense_rows(columns.start, columns.end);
    multiply(left, right, vectors.dimensions(), tile);
    for (r, unit) in rows.enumerate() {
        let weight = vectors.dense_weight(unit);
        let line = &mut tile[r * BLOCK..(r + 1) * BLOCK];
        for (value, other) in line.iter_mut().zip(columns.clone()) {
            *value *= weight * vectors.dense_weight(other);
        }
    }
    add_products(&postings[a], &postings[b], tile);
}

/// The best so far of every unit: (similarity, unit), best first.
struct Best {
    k: usize,
    entries: Vec<(f32, u32)>,
    /// Similarity of the last entry of each unit: less than this is not looked at twice.
    threshold: Vec<f32>,
}

impl Best {
    fn new(units: usize, k: usize) -> Best {
        Best {
            k,
            entries: vec![(f32::NEG_INFINITY, u32::MAX); units * k],
            threshold: vec![f32::NEG_INFINITY; units],
        }
    }

    fn take_tile(&mut self, row: usize, column: usize, tile: &[f32], units: usize) {
        let width = BLOCK.min(units - column);
        for r in 0..BLOCK.min(units - row) {
            let line = &tile[r * BLOCK..r * BLOCK + width];
            // On the diagonal only pairs above it: each is met once.
            let from = if row == column { r + 1 } else { 0 };
            for start in (from - from % LANES..width).step_by(LANES) {
                let end = (start + LANES).min(width);
                if self.none_is_near(row + r, column + start, &line[start..end]) {
                    continue;
                }
                for (c, similarity) in line.iter().enumerate().take(end).skip(start.max(from)) {
                    self.offer(row + r, *similarity, (column + c) as u32);
                    self.offer(column + c, *similarity, (row + r) as u32);
                }
            }
        }
    }

    /// True when no pair of `unit` with the units from `first` on can enter a list. Written
    /// so that the compiler compares a whole lane at once.
    #[inline]
    fn none_is_near(&self, unit: usize, first: usize, similarities: &[f32]) -> bool {
        let own = self.threshold[unit];
        let others = &self.threshold[first..first + similarities.len()];
        similarities
            .iter()
            .zip(others)
            .fold(true, |none, (similarity, other)| {
                none & (*similarity < own) & (similarity < other)
            })
    }

    #[inline]
    fn offer(&mut self, unit: usize, similarity: f32, other: u32) {
        let list = &mut self.entries[unit * self.k..(unit + 1) * self.k];
        let entry = (similarity, other);
        if !better(entry, list[list.len() - 1]) {
            return;
        }
        let mut at = list.len() - 1;
        while at > 0 && better(entry, list[at - 1]) {
            list[at] = list[at - 1];
            at -= 1;
        }
        list[at] = entry;
        self.threshold[unit] = list[list.len() - 1].0;
    }

    fn merge(self, other: Best) -> Best {
        let (mut into, from) = if self.entries.len() >= other.entries.len() {
            (self, other)
        } else {
            (other, self)
        };
        for (index, (similarity, unit)) in from.entries.iter().enumerate() {
            if *unit != u32::MAX {
                into.offer(index / into.k, *similarity, *unit);
            }
        }
        into
    }
}

/// True for the nearer of two; of equals the smaller index.
#[inline]
pub(super) fn better(a: (f32, u32), b: (f32, u32)) -> bool {
    a.0 > b.0 || (a.0 == b.0 && a.1 < b.1)
}
