//! One grouping out of several runs.
//!
//! A run of Leiden depends on its seed. The centres of several runs are grouped in turn
//! (bagged clustering, Leisch 1999): what most runs find makes a centre of its own, what
//! one run finds melts into its neighbours, and there are exactly as many groups as asked
//! for.

use rayon::prelude::*;

use super::centres::{Centres, renumber};
use super::communities::{Communities, Graph, Voices};
use super::ward;
use crate::embeddings::UnitVectors;
use crate::error::Error;

/// Rounds that move every unit to its nearest centre; more change nothing measurable.
pub const ROUNDS: usize = 3;

/// Groups of units that several runs agree on.
#[derive(Clone)]
pub(super) struct Consensus {
    /// Group of each unit, `None` for units nothing is known of.
    pub of: Vec<Option<u32>>,
    /// Number of groups, those of letters last.
    pub groups: usize,
    /// Resolution of the runs.
    pub resolution: f64,
}

/// Groups the units by `runs` runs near `target` communities.
///
/// Cost: six runs at most to find the resolution, then one per further run in parallel,
/// then units x groups similarities for each round.
pub(super) fn group(
    vectors: &UnitVectors,
    graph: &Graph,
    voices: &Voices<'_>,
    target: usize,
    runs: usize,
    seed: u64,
) -> Result<Consensus, Error> {
    let first = graph.search(voices, target, seed)?;
    let resolution = first.resolution;
    let mut all: Vec<Communities> = (1..runs as u64)
        .into_par_iter()
        .map(|run| graph.run(voices, resolution, seed.wrapping_add(run)))
        .collect::<Result<_, Error>>()?;
    all.insert(0, first);
    let letter_of = letters(&all, vectors.len());
    let (centres, weights): (Vec<Centres>, Vec<Vec<f64>>) = all
        .par_iter()
        .filter(|found| found.natural > 0)
        .map(|found| natural_centres(vectors, found))
        .unzip();
    let weights = weights.concat();
    let place = ward::merge(&centres, &weights, target);
    let natural = place.iter().max().map_or(0, |most| *most as usize + 1);
    let mut of = if natural == 0 {
        vec![None; vectors.len()]
    } else {
        let merged = Centres::merged(&centres, &place, &weights, natural);
        merged.nearest_of(vectors)
    };
    let mut groups = natural + set_letters(&mut of, &letter_of, natural);
    for _ in 0..ROUNDS {
        if groups == 0 {
            break;
        }
        of = Centres::new(vectors, &of, groups).nearest_of(vectors);
        groups = renumber(&mut of, groups);
    }
    Ok(Consensus {
        of,
        groups,
        resolution,
    })
}

/// Centres of the natural groups of a run after one round, and their sizes.
fn natural_centres(vectors: &UnitVectors, found: &Communities) -> (Centres, Vec<f64>) {
    let natural: Vec<Option<u32>> = found
        .of
        .iter()
        .map(|group| group.filter(|g| (*g as usize) < found.natural))
        .collect();
    let mut of = Centres::new(vectors, &natural, found.natural).nearest_of(vectors);
    let groups = renumber(&mut of, found.natural);
    let mut sizes = vec![0.0; groups];
    for group in of.iter().flatten() {
        sizes[*group as usize] += 1.0;
    }
    (Centres::new(vectors, &of, groups), sizes)
}

/// The letter a unit belongs to in more than half of the runs.
fn letters(runs: &[Communities], units: usize) -> Vec<Option<u32>> {
    (0..units)
        .map(|unit| {
            let mut found: Vec<u32> = runs
                .iter()
                .filter_map(|run| {
                    let group = run.of[unit]? as usize;
                    run.letters.get(group.checked_sub(run.natural)?).copied()
                })
                .collect();
            found.sort_unstable();
            found
                .chunk_by(|a, b| a == b)
                .find(|same| same.len() * 2 > runs.len())
                .map(|same| same[0])
        })
        .collect()
}

/// Gives units of letters groups of their own from `first` on; returns how many.
fn set_letters(of: &mut [Option<u32>], letter_of: &[Option<u32>], first: usize) -> usize {
    let mut letters: Vec<u32> = letter_of.iter().flatten().copied().collect();
    letters.sort_unstable();
    letters.dedup();
    for (group, letter) in of.iter_mut().zip(letter_of) {
        if let Some(place) = letter.and_then(|l| letters.binary_search(&l).ok()) {
            *group = Some((first + place) as u32);
        }
    }
    letters.len()
}
