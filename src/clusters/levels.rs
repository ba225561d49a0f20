//! Three nested levels of groups: families, themes, sub-themes.
//!
//! No single number of groups serves all readers, nor all measures: coarse groups agree
//! best with the one main subject of an answer, fine ones with the many codes people give.
//! Sub-themes are found first and put under the theme, found apart at a coarser
//! resolution, that holds most of their units; merging sub-themes by distance alone makes
//! worse themes (AMI 0.39 instead of 0.41 on the labelled sets).

use super::centres::Centres;
use super::communities::{Graph, Voices};
use super::consensus::{self, Consensus};
use super::{GroupingParameters, Neighbours, nearest, ward};
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

/// Groups units and returns the vectors that tell the groups apart.
///
/// Themes found in the plain vectors, whose `neighbours` are given, whiten them, and all
/// levels are found in the whitened ones.
pub fn group(
    vectors: &UnitVectors,
    neighbours: &Neighbours,
    answers_of: &[Vec<u32>],
    campaign_of: &[Option<u32>],
    parameters: &GroupingParameters,
    progress: &dyn Progress,
) -> Result<(Levels, UnitVectors), Error> {
    let voices = Voices {
        answers_of,
        campaign_of,
        smallest: parameters.smallest,
    };
    let find = |vectors: &UnitVectors, graph: &Graph, target: usize| {
        let (runs, seed) = (parameters.runs, parameters.seed);
        consensus::group(vectors, graph, &voices, target, runs, seed)
    };
    progress.begin(Stage::Grouping, 0);
    let graph = Graph::new(neighbours, vectors.len())?;
    let plain = find(vectors, &graph, parameters.themes)?;
    let vectors = vectors.whitened(&plain.of, plain.groups);
    let neighbours = nearest(&vectors, parameters.neighbours, progress);
    progress.begin(Stage::Grouping, 0);
    let graph = Graph::new(&neighbours, vectors.len())?;
    let coarse = find(&vectors, &graph, parameters.themes)?;
    let fine = find(&vectors, &graph, parameters.sub_themes)?;
    let (theme_of, themes) = parents(&fine, &coarse);
    let mut levels = Levels {
        sub_of: fine.of,
        theme_of,
        themes,
        family_of: Vec::new(),
        resolution: coarse.resolution,
    };
    if themes > parameters.families && parameters.families > 0 {
        levels.family_of = families(&vectors, &levels, parameters.families);
    }
    Ok((levels, vectors))
}

/// For each fine group the coarse group that holds most of its units, numbered from 0 on.
fn parents(fine: &Consensus, coarse: &Consensus) -> (Vec<u32>, usize) {
    let mut shared = vec![0usize; fine.groups * coarse.groups];
    for (sub, theme) in fine.of.iter().zip(&coarse.of) {
        if let (Some(sub), Some(theme)) = (sub, theme) {
            shared[*sub as usize * coarse.groups + *theme as usize] += 1;
        }
    }
    let mut parents: Vec<u32> = shared
        .chunks(coarse.groups.max(1))
        .take(fine.groups)
        .map(|row| {
            let most = row.iter().copied().max().unwrap_or(0);
            row.iter().position(|count| *count == most).unwrap_or(0) as u32
        })
        .collect();
    let mut used = parents.clone();
    used.sort_unstable();
    used.dedup();
    for parent in &mut parents {
        *parent = used.binary_search(parent).unwrap_or(0) as u32;
    }
    (parents, used.len())
}

/// Themes brought together into `count` families by the distance of their centres.
fn families(vectors: &UnitVectors, levels: &Levels, count: usize) -> Vec<u32> {
    let of = levels.theme_of_units();
    let mut sizes = vec![0.0; levels.themes];
    for theme in of.iter().flatten() {
        sizes[*theme as usize] += 1.0;
    }
    let centres = Centres::new(vectors, &of, levels.themes);
    ward::merge(&[centres], &sizes, count)
}
