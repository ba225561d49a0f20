//! Three nested levels of groups: families, themes, sub-themes.
//!
//! No single number of groups serves all readers, nor all measures: coarse groups agree
//! best with the one main subject of an answer, fine ones with the many codes people give.
//! Sub-themes are found first and put under the theme, found apart at a coarser
//! resolution, that holds most of their units; merging sub-themes by distance alone makes
//! worse themes (AMI 0.39 instead of 0.41 on the labelled sets).

use super::centres::{Centres, renumber};
use super::communities::{Graph, Voices};
use super::consensus::{self, Consensus};
use super::sample::{MOST_UNITS, Sample};
use super::{Corpus, GroupingParameters, Neighbours, nearest, ward};
use crate::embeddings::UnitVectors;
use crate::error::Error;
use crate::progress::{Progress, Stage};

/// Nested groups of units.
#[derive(Clone)]
pub struct Levels {
    /// Sub-theme of each unit, `None` for units nothing is known of.
    pub sub_of: Vec<Option<u32>>,
    /// Theme of each sub-theme.
    pub theme_of: Vec<u32>,
    /// Number of themes.
    pub themes: usize,
    /// Family of each theme; empty when themes are few enough to stand alone.
    pub family_of: Vec<u32>,
    /// Resolution the themes were found at.
    pub resolution: f64,
}

impl Levels {
    /// Theme of each unit.
    pub fn theme_of_units(&self) -> Vec<Option<u32>> {
        let theme = |sub: &u32| self.theme_of[*sub as usize];
        self.sub_of
            .iter()
            .map(|sub| sub.as_ref().map(theme))
            .collect()
    }
}

/// Nested groups and what they were found in.
pub struct Grouped {
    /// The groups.
    pub levels: Levels,
    /// The vectors that tell them apart.
    pub vectors: UnitVectors,
    /// Neighbours in the plain vectors; none when only a sample was compared.
    pub neighbours: Option<Neighbours>,
    /// Answers the groups were found in, when not all.
    pub drawn: Option<usize>,
}

/// Groups units: themes found in the plain vectors whiten them, and all levels are found
/// in the whitened ones.
///
/// Cost: twice the neighbours and three times the runs, on at most
/// [`MOST_UNITS`](super::MOST_UNITS) units; then linear in the units.
pub fn group(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    parameters: &GroupingParameters,
    progress: &dyn Progress,
) -> Result<Grouped, Error> {
    let Corpus {
        answers_of,
        answers,
        campaign_of,
    } = *corpus;
    let sample = Sample::draw(answers_of, answers, parameters.seed, MOST_UNITS);
    let share = sample.as_ref().map_or(1.0, |sample| sample.share);
    let voices = Voices {
        answers_of: sample.as_ref().map_or(answers_of, |s| &s.answers_of),
        campaign_of,
        smallest: ((parameters.smallest as f64 * share).round() as usize).max(3),
    };
    let find = |vectors: &UnitVectors, graph: &Graph, target: usize| {
        let (runs, seed) = (parameters.runs_of(vectors.len()), parameters.seed);
        consensus::group(vectors, graph, &voices, target, runs, seed)
    };
    let compare = |vectors: &UnitVectors| {
        let neighbours = nearest(vectors, parameters.neighbours, progress);
        progress.begin(Stage::Grouping, 0);
        Graph::new(&neighbours, vectors.len()).map(|graph| (graph, neighbours))
    };
    let drawn = |vectors: &UnitVectors| sample.as_ref().map(|s| vectors.select(&s.units));
    let all = |of: Vec<Option<u32>>| match &sample {
        Some(sample) => sample.spread(&of, vectors.len()),
        None => of,
    };
    let picked = drawn(vectors);
    let plain_vectors = picked.as_ref().unwrap_or(vectors);
    let (graph, neighbours) = compare(plain_vectors)?;
    let plain = find(plain_vectors, &graph, parameters.themes)?;
    let whitened = vectors.whitened(&all(plain.of), plain.groups);
    let picked = drawn(&whitened);
    let compared = picked.as_ref().unwrap_or(&whitened);
    let (graph, _) = compare(compared)?;
    let coarse = find(compared, &graph, parameters.themes)?;
    let fine = find(compared, &graph, parameters.sub_themes)?;
    let (theme_of, themes) = parents(&fine, &coarse);
    let sub_of = match &sample {
        Some(_) if fine.groups > 0 => {
            let centres = Centres::new(&whitened, &all(fine.of), fine.groups);
            centres.nearest_of(&whitened)
        }
        _ => fine.of,
    };
    let mut levels = Levels {
        sub_of,
        theme_of,
        themes,
        family_of: Vec::new(),
        resolution: coarse.resolution,
    };
    if themes > parameters.families && parameters.families > 0 {
        levels.family_of = families(&whitened, &levels, parameters.families);
    }
    Ok(Grouped {
        levels,
        vectors: whitened,
        neighbours: sample.is_none().then_some(neighbours),
        drawn: sample.map(|s| (s.share * answers as f64).round() as usize),
    })
}

/// For each fine group the coarse group that holds most of its units, numbered from 0 on.
fn parents(fine: &Consensus, coarse: &Consensus) -> (Vec<u32>, usize) {
    let mut shared = vec![0usize; fine.groups * coarse.groups];
    for (sub, theme) in fine.of.iter().zip(&coarse.of) {
        if let (Some(sub), Some(theme)) = (sub, theme) {
            shared[*sub as usize * coarse.groups + *theme as usize] += 1;
        }
    }
    let mut parents: Vec<Option<u32>> = shared
        .chunks(coarse.groups.max(1))
        .take(fine.groups)
        .map(|row| {
            let most = row.iter().copied().max().unwrap_or(0);
            row.iter()
                .position(|count| *count == most)
                .map(|at| at as u32)
        })
        .collect();
    let themes = renumber(&mut parents, coarse.groups);
    (parents.into_iter().flatten().collect(), themes)
}

/// Themes brought together into `count` families by the distance of their centres.
fn families(vectors: &UnitVectors, levels: &Levels, count: usize) -> Vec<u32> {
    families_of(vectors, &levels.theme_of_units(), levels.themes, count)
}

/// The same for the theme of each unit: the family of each theme.
pub fn families_of(
    vectors: &UnitVectors,
    of: &[Option<u32>],
    themes: usize,
    count: usize,
) -> Vec<u32> {
    let mut sizes = vec![0.0; themes];
    for theme in of.iter().flatten() {
        sizes[*theme as usize] += 1.0;
    }
    let centres = Centres::new(vectors, of, themes);
    ward::merge(&[centres], &sizes, count)
}
