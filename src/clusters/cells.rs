//! Nearest neighbours of a few units among very many.
//!
//! While that is cheap a unit is compared with all others. Beyond, an inverted file (Sivic
//! and Zisserman 2003) says where to look: spherical k-means on a sample of the dense parts
//! makes cells, and a unit is compared with the units of the cells nearest to it. Every
//! comparison is the full similarity. Centres are rounded to whole numbers as rows are, so
//! that which cell is nearest is exact too: the same lists on any processor with any
//! number of threads.

use rayon::prelude::*;

use super::neighbours::{Neighbours, better};
use super::products::{BLOCK, add_products, multiply, postings};
use crate::embeddings::UnitVectors;

/// Units up to which those looked at are compared with all: below, making cells takes
/// longer.
const EXACT: usize = 200_000;
/// Units compared at once when all are.
const STRETCH: usize = 16 * BLOCK;
/// Share of the cells that a unit is compared with: one in so many, and [`PROBES`] at least.
const PROBED: usize = 24;
/// Cells that a unit is compared with at least.
const PROBES: usize = 24;
/// Units of the sample for each cell.
const SAMPLE: usize = 32;
/// Rounds of k-means.
const ROUNDS: usize = 5;

/// How near something is, and what: a unit or a cell.
type Entry = (f32, u32);

/// The `k` nearest of `units` (which increase) among all: exact up to 200,000 units, nearly
/// all of them beyond.
pub fn nearest_of(vectors: &UnitVectors, units: Vec<u32>, k: usize) -> Neighbours {
    if vectors.len() > EXACT {
        Cells::new(vectors).nearest_of(vectors, units, k)
    } else {
        exactly_of(vectors, units, k)
    }
}

/// The `k` nearest of `units`, which increase, by comparing them with all.
///
/// Cost: units x all products of `dimensions` multiplications.
pub fn exactly_of(vectors: &UnitVectors, units: Vec<u32>, k: usize) -> Neighbours {
    let all: Vec<u32> = (0..vectors.len() as u32).collect();
    let rows: Vec<u32> = (0..units.len() as u32).collect();
    let found = all
        .par_chunks(STRETCH)
        .map(|others| (rows.clone(), compared(vectors, &units, others, k)))
        .collect();
    let lists = brought_together(found, units.len(), k);
    Neighbours::of_some(units, k, lists)
}

/// Units by the cell they are in.
pub struct Cells {
    centres: Vec<f32>,
    members: Vec<Vec<u32>>,
}

impl Cells {
    /// As many cells as the square root of the units. Cost: about `n^1.5` products of
    /// `dimensions` multiplications.
    pub fn new(vectors: &UnitVectors) -> Cells {
        let count = ((vectors.len() as f64).sqrt().ceil() as usize).max(1);
        let centres = train(vectors, count);
        let all: Vec<u32> = (0..vectors.len() as u32).collect();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (unit, near) in nearest_centres(vectors, &all, &centres, 1)
            .iter()
            .enumerate()
        {
            members[near[0] as usize].push(unit as u32);
        }
        Cells { centres, members }
    }

    /// About the `k` nearest of `units`, which increase; the bench prints how many of the
    /// true ones.
    pub fn nearest_of(&self, vectors: &UnitVectors, units: Vec<u32>, k: usize) -> Neighbours {
        let probes = (self.members.len() / PROBED).max(PROBES);
        let probes = probes.min(self.members.len());
        let looks = nearest_centres(vectors, &units, &self.centres, probes);
        let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); self.members.len()];
        for (row, cells) in looks.iter().enumerate() {
            for cell in cells {
                rows_of[*cell as usize].push(row as u32);
            }
        }
        let found = rows_of
            .into_par_iter()
            .zip(&self.members)
            .map(|(rows, others)| {
                let own: Vec<u32> = rows.iter().map(|row| units[*row as usize]).collect();
                let lists = compared(vectors, &own, others, k);
                (rows, lists)
            })
            .collect();
        let lists = brought_together(found, units.len(), k);
        Neighbours::of_some(units, k, lists)
    }
}

/// One list for each row out of the lists found in several places.
fn brought_together(
    found: Vec<(Vec<u32>, Vec<Vec<Entry>>)>,
    rows: usize,
    k: usize,
) -> Vec<Vec<Entry>> {
    let mut lists: Vec<Vec<Entry>> = vec![Vec::new(); rows];
    for (rows, parts) in found {
        for (row, part) in rows.into_iter().zip(parts) {
            for entry in part {
                enter(&mut lists[row as usize], k, entry);
            }
        }
    }
    lists
}

/// The `k` nearest of each unit among others.
fn compared(vectors: &UnitVectors, units: &[u32], others: &[u32], k: usize) -> Vec<Vec<Entry>> {
    let mut best: Vec<Vec<Entry>> = vec![Vec::with_capacity(k + 1); units.len()];
    let ready: Vec<_> = units
        .chunks(BLOCK)
        .map(|own| {
            (
                own,
                rows(vectors, own),
                postings(vectors, own.iter().copied()),
            )
        })
        .collect();
    let mut tile = vec![0.0f32; BLOCK * BLOCK];
    for others in others.chunks(BLOCK) {
        let dense = rows(vectors, others);
        let words = postings(vectors, others.iter().copied());
        for ((own, left, terms), best) in ready.iter().zip(best.chunks_mut(BLOCK)) {
            multiply(left, &dense, vectors.dimensions(), &mut tile);
            scale(vectors, own, others, &mut tile);
            add_products(terms, &words, &mut tile);
            for ((unit, list), line) in own.iter().zip(best).zip(tile.chunks(BLOCK)) {
                for (similarity, other) in line.iter().zip(others) {
                    if other != unit {
                        enter(list, k, (*similarity, *other));
                    }
                }
            }
        }
    }
    best
}

/// Dense rows of units, row after row.
fn rows(vectors: &UnitVectors, units: &[u32]) -> Vec<f32> {
    let mut rows = Vec::with_capacity(units.len() * vectors.dimensions());
    for unit in units {
        rows.extend_from_slice(vectors.dense_rows(*unit as usize, *unit as usize + 1));
    }
    rows
}

/// Makes the dense products of units with others part of their similarities.
fn scale(vectors: &UnitVectors, units: &[u32], others: &[u32], tile: &mut [f32]) {
    let weight = |unit: &u32| vectors.dense_weight(*unit as usize);
    let weights: Vec<f32> = others.iter().map(weight).collect();
    for (line, unit) in tile.chunks_mut(BLOCK).zip(units) {
        let own = weight(unit);
        for (value, other) in line.iter_mut().zip(&weights) {
            *value *= own * other;
        }
    }
}

/// Puts an entry in its place in a list, unless `k` others are better.
#[inline]
fn enter(list: &mut Vec<Entry>, k: usize, entry: Entry) {
    if list.len() == k && !better(entry, list[k - 1]) {
        return;
    }
    let at = list.partition_point(|other| better(*other, entry));
    list.insert(at, entry);
    list.truncate(k);
}

/// Centres of `count` cells, whole numbers, row after row.
fn train(vectors: &UnitVectors, count: usize) -> Vec<f32> {
    let dimensions = vectors.dimensions();
    let wanted = (count * SAMPLE).min(vectors.len());
    let sample: Vec<u32> = (0..wanted)
        .map(|i| (i * vectors.len() / wanted) as u32)
        .collect();
    let first: Vec<u32> = (0..count).map(|c| sample[c * wanted / count]).collect();
    let mut centres = rows(vectors, &first);
    for _ in 0..ROUNDS {
        let of = nearest_centres(vectors, &sample, &centres, 1);
        let mut sums = vec![0.0f32; count * dimensions];
        for (unit, near) in sample.iter().zip(&of) {
            let from = near[0] as usize * dimensions;
            let row = vectors.dense_rows(*unit as usize, *unit as usize + 1);
            let sum = sums[from..from + dimensions].iter_mut();
            sum.zip(row).for_each(|(s, v)| *s += v);
        }
        for (centre, sum) in centres
            .chunks_mut(dimensions)
            .zip(sums.chunks_mut(dimensions))
        {
            // A cell that nobody is in stays where it was.
            if UnitVectors::onto_sphere(sum) > 0.0 {
                centre.copy_from_slice(sum);
            }
        }
    }
    centres
}

/// The `p` nearest centres of each unit, nearest first.
fn nearest_centres(
    vectors: &UnitVectors,
    units: &[u32],
    centres: &[f32],
    p: usize,
) -> Vec<Vec<u32>> {
    let dimensions = vectors.dimensions();
    let of_block = |units: &[u32]| -> Vec<Vec<u32>> {
        let mut tile = vec![0.0f32; BLOCK * BLOCK];
        let dense = rows(vectors, units);
        let mut best: Vec<Vec<Entry>> = vec![Vec::with_capacity(p + 1); units.len()];
        for (at, right) in centres.chunks(BLOCK * dimensions).enumerate() {
            multiply(&dense, right, dimensions, &mut tile);
            for (list, line) in best.iter_mut().zip(tile.chunks(BLOCK)) {
                for (column, value) in line[..right.len() / dimensions].iter().enumerate() {
                    enter(list, p, (*value, (at * BLOCK + column) as u32));
                }
            }
        }
        let cells = best.into_iter();
        cells
            .map(|list| list.iter().map(|entry| entry.1).collect())
            .collect()
    };
    units.par_chunks(BLOCK).flat_map_iter(of_block).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::nearest;
    use super::*;
    use crate::embeddings::{Embedder, Matrix};
    use crate::error::Error;
    use crate::language::Language;
    use crate::progress::Silent;
    use crate::words::Lexicon;

    /// A direction for each first word, and a little of a second one for each text.
    struct Directions;

    impl Embedder for Directions {
        fn name(&self) -> &str {
            "directions"
        }

        fn embed(&self, texts: &[&str]) -> Result<Matrix, Error> {
            let dimensions = 24;
            let mut values = vec![0.0; texts.len() * dimensions];
            for (text, row) in texts.iter().zip(values.chunks_mut(dimensions)) {
                let letters = text.bytes().map(usize::from);
                let word = text.bytes().next().map_or(0, usize::from);
                row[word % dimensions] = 0.9;
                row[letters.sum::<usize>() * 7 % dimensions] += 0.4;
            }
            Ok(Matrix { dimensions, values })
        }
    }

    #[test]
    fn nearly_all_neighbours_are_found_whatever_the_threads() {
        let words = [
            "bus", "école", "parc", "mairie", "tram", "gare", "vélo", "halle",
        ];
        let texts: Vec<String> = (0..900usize)
            .map(|i| {
                let other = words[i / 8 % 8];
                format!("{} {other} numéro{} rue{}", words[i % 8], i % 90, i % 31)
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let holders: Vec<Vec<u32>> = (0..900).map(|answer| vec![answer]).collect();
        let lexicon = Lexicon::new(Language::French);
        let vectors = UnitVectors::new(&texts, &holders, &Directions, &lexicon).unwrap();
        let some: Vec<u32> = (0..900).step_by(7).collect();
        let truth = nearest(&vectors, 10, &Silent);
        let exact = exactly_of(&vectors, some.clone(), 10);
        let found = Cells::new(&vectors).nearest_of(&vectors, some.clone(), 10);
        let held = |unit: &u32| {
            let (unit, list) = (*unit as usize, found.of(*unit as usize));
            truth.of(unit).iter().filter(|o| list.contains(o)).count()
        };
        let recall = some.iter().map(held).sum::<usize>() as f64 / (10 * some.len()) as f64;
        assert!(recall > 0.9, "{recall}");
        assert!(
            some.iter()
                .all(|u| truth.of(*u as usize) == exact.of(*u as usize))
        );
        assert!(exact.of(1).is_empty());
        let one = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .unwrap();
        let alone = one.install(|| Cells::new(&vectors).nearest_of(&vectors, some.clone(), 10));
        assert!(
            some.iter()
                .all(|u| alone.of(*u as usize) == found.of(*u as usize))
        );
    }
}
