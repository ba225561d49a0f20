//! Which themes and sub-themes each answer carries, its main theme first.
//!
//! An answer takes the themes of its units, weak ones left out; its main theme is the one
//! with most evidence over all its units, which finds the human code of a whole answer
//! better than a vote of its units.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::centres::{Centres, Similarities};
use super::{Corpus, Levels};
use crate::embeddings::UnitVectors;
use crate::units::units_by_answer;

/// Temperature of the evidence a unit gives to each group.
const TEMPERATURE: f64 = 0.2;
/// Share of units, the furthest from their centre, that give no second theme.
const WEAK_SHARE: f64 = 0.2;
/// A unit less similar to its centre belongs to no group at all.
pub(super) const FLOOR: f32 = 0.05;

/// The result of grouping.
#[derive(Clone, Serialize, Deserialize)]
pub struct Assignment {
    /// Number of themes.
    pub groups: usize,
    /// Theme of each unit, `None` for units near no theme.
    pub group_of_unit: Vec<Option<u32>>,
    /// Similarity of each unit to the centre of its theme.
    pub similarity: Vec<f32>,
    /// Themes of each answer, main first; empty when it belongs to none.
    pub groups_of_answer: Vec<Vec<u32>>,
    /// Theme of each sub-theme. A theme has two sub-themes or more, or none.
    pub theme_of_sub: Vec<u32>,
    /// For each sub-theme, which of those known beforehand it is; empty when none is.
    pub known_sub: Vec<Option<u32>>,
    /// Sub-theme of each unit, for units of themes that have some.
    pub sub_of_unit: Vec<Option<u32>>,
    /// Sub-themes of each answer, within its themes.
    pub subs_of_answer: Vec<Vec<u32>>,
    /// Family of each theme; empty when there are none.
    pub family_of: Vec<u32>,
}

impl Assignment {
    /// No group at all, for answers too few to group.
    pub fn none(units: usize, answers: usize) -> Assignment {
        Assignment {
            groups: 0,
            group_of_unit: vec![None; units],
            similarity: vec![0.0; units],
            groups_of_answer: vec![Vec::new(); answers],
            theme_of_sub: Vec::new(),
            known_sub: Vec::new(),
            sub_of_unit: vec![None; units],
            subs_of_answer: vec![Vec::new(); answers],
            family_of: Vec::new(),
        }
    }

    /// The sub-themes, seen as themes.
    pub fn of_sub_themes(&self) -> Assignment {
        Assignment {
            groups: self.theme_of_sub.len(),
            group_of_unit: self.sub_of_unit.clone(),
            similarity: self.similarity.clone(),
            groups_of_answer: self.subs_of_answer.clone(),
            ..Assignment::none(0, 0)
        }
    }

    /// The families, seen as themes: a family holds the answers of its themes.
    pub fn of_families(&self) -> Assignment {
        let family = |theme: u32| self.family_of.get(theme as usize).copied();
        Assignment {
            groups: self.family_of.iter().max().map_or(0, |f| *f as usize + 1),
            group_of_unit: self
                .group_of_unit
                .iter()
                .map(|theme| theme.and_then(family))
                .collect(),
            similarity: self.similarity.clone(),
            groups_of_answer: self
                .groups_of_answer
                .iter()
                .map(|themes| {
                    let mut families: Vec<u32> = Vec::new();
                    for found in themes.iter().filter_map(|theme| family(*theme)) {
                        if !families.contains(&found) {
                            families.push(found);
                        }
                    }
                    families
                })
                .collect(),
            ..Assignment::none(0, 0)
        }
    }
}

/// Assigns the answers of a corpus. Sub-themes of fewer than `smallest` answers are left to their theme.
///
/// Cost: units x groups x (dimensions + words of a unit).
pub fn assign(
    vectors: &UnitVectors,
    levels: &Levels,
    corpus: &Corpus<'_>,
    smallest: usize,
) -> Assignment {
    let answers_of = corpus.answers_of;
    let units_of = units_by_answer(answers_of, corpus.answers);
    let carried = |of: Vec<Option<u32>>, groups: usize| {
        Carried::new(vectors, of, groups, answers_of, &units_of)
    };
    let themes = carried(levels.theme_of_units(), levels.themes);
    let subs = carried(levels.sub_of.clone(), levels.theme_of.len());
    let mut assignment = Assignment {
        groups: levels.themes,
        group_of_unit: themes.of,
        similarity: themes.similarity,
        groups_of_answer: themes.of_answer,
        theme_of_sub: levels.theme_of.clone(),
        known_sub: Vec::new(),
        sub_of_unit: subs.of,
        subs_of_answer: subs.of_answer,
        family_of: levels.family_of.clone(),
    };
    keep_standing(&mut assignment, smallest);
    assignment
}

/// Keeps the sub-themes that stand: those of answers that carry their theme, of `smallest`
/// answers or more, beside at least one other of the same theme.
pub(super) fn keep_standing(assignment: &mut Assignment, smallest: usize) {
    let subs = assignment.theme_of_sub.len();
    let theme_of = assignment.theme_of_sub.clone();
    let mut sizes = vec![0usize; subs];
    for (list, themes) in assignment
        .subs_of_answer
        .iter_mut()
        .zip(&assignment.groups_of_answer)
    {
        list.retain(|sub| themes.contains(&theme_of[*sub as usize]));
        list.iter().for_each(|sub| sizes[*sub as usize] += 1);
    }
    let stands = |sub: usize| sizes[sub] >= smallest.max(1);
    let mut siblings = vec![0usize; assignment.groups];
    for sub in (0..subs).filter(|sub| stands(*sub)) {
        siblings[theme_of[sub] as usize] += 1;
    }
    let kept: Vec<usize> = (0..subs)
        .filter(|sub| stands(*sub) && siblings[theme_of[*sub] as usize] > 1)
        .collect();
    let number = |sub: u32| kept.binary_search(&(sub as usize)).ok().map(|n| n as u32);
    for sub in &mut assignment.sub_of_unit {
        *sub = sub.and_then(number);
    }
    for list in &mut assignment.subs_of_answer {
        *list = list.iter().filter_map(|sub| number(*sub)).collect();
    }
    assignment.theme_of_sub = kept.iter().map(|sub| theme_of[*sub]).collect();
    let known = std::mem::take(&mut assignment.known_sub);
    let known = |sub: &usize| known.get(*sub).copied().flatten();
    assignment.known_sub = kept.iter().map(known).collect();
}

/// The groups of one level, by unit and by answer.
struct Carried {
    of: Vec<Option<u32>>,
    similarity: Vec<f32>,
    of_answer: Vec<Vec<u32>>,
}

impl Carried {
    fn new(
        vectors: &UnitVectors,
        mut of: Vec<Option<u32>>,
        groups: usize,
        answers_of: &[Vec<u32>],
        units_of: &[Vec<usize>],
    ) -> Carried {
        let table = Centres::new(vectors, &of, groups).similarities(vectors);
        let similarity: Vec<f32> = of
            .iter()
            .enumerate()
            .map(|(unit, group)| group.map_or(0.0, |group| table.of(unit)[group as usize]))
            .collect();
        for (group, similarity) in of.iter_mut().zip(&similarity) {
            if *similarity < FLOOR {
                *group = None;
            }
        }
        let threshold = weak_threshold(&of, &similarity, answers_of);
        let of_answer = units_of
            .par_iter()
            .map(|units| groups_of_answer(vectors, &of, &table, units, threshold))
            .collect();
        Carried {
            of,
            similarity,
            of_answer,
        }
    }
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

fn groups_of_answer(
    vectors: &UnitVectors,
    of: &[Option<u32>],
    table: &Similarities,
    units: &[usize],
    threshold: f32,
) -> Vec<u32> {
    let groups = units.first().map_or(0, |unit| table.of(*unit).len());
    let mut evidence = vec![0.0f64; groups];
    let mut has = vec![(false, false); groups];
    for unit in units {
        let Some(group) = of[*unit] else { continue };
        has[group as usize].0 = true;
        has[group as usize].1 |= table.of(*unit)[group as usize] >= threshold;
        let words = f64::from(vectors.content_words(*unit).max(1)).sqrt();
        let shares: Vec<f64> = table
            .of(*unit)
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
