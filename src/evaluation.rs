//! How near a coding comes to human codes: the figures of `cahier eval`.
//!
//! - `f1_matched`: mean, over human codes of at least five answers, of the F1 of the
//!   theme matched to it one to one (Hungarian method, maximising the total F1);
//! - `f1_weighted`: support-weighted F1 of the best theme of each human code;
//! - `ami`, `ari`: adjusted mutual information (Vinh, Epps and Bailey 2010, arithmetic
//!   mean) and adjusted Rand index (Hubert and Arabie 1985) between the human code and the
//!   main theme of answers with exactly one code, unassigned answers being a class;
//! - [`naming`]: how many codes the key phrases of their theme name.

pub mod agreement;
mod assigned;
mod bootstrap;
pub mod hand;
pub mod naming;
mod partitions;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pathfinding::prelude::{Matrix, kuhn_munkres};
use serde::Serialize;

pub use assigned::{Assigned, assigned};
pub use bootstrap::{Intervals, intervals};
use partitions::Contingency;

/// Human codes with fewer answers are not scored.
pub const MIN_SUPPORT: usize = 5;

/// The agreement of a coding with human codes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Labelled answers.
    pub answers: usize,
    /// Human codes of at least [`MIN_SUPPORT`] answers.
    pub human_themes: usize,
    /// Themes of the coding.
    pub themes: usize,
    /// Share of answers in a theme.
    pub coverage: f64,
    /// Mean F1, one to one.
    pub f1_matched: f64,
    /// Mean F1 of the best theme, weighted.
    pub f1_weighted: f64,
    /// Adjusted mutual information.
    pub ami: f64,
    /// Adjusted Rand index.
    pub ari: f64,
}

/// Compares. `human` gives the codes of each answer, `coding` its themes, main first.
///
/// Cost: codes x themes for the matching's table, cubic in their number for the matching.
pub fn score(
    human: &BTreeMap<String, Vec<String>>,
    coding: &HashMap<String, Vec<String>>,
) -> Scores {
    let agreement = Agreement::new(human, coding);
    let themes_of = |id: &String| coding.get(id).map_or(&[][..], Vec::as_slice);
    let table = &agreement.table;
    let support: usize = agreement.support.iter().sum();
    let weighted: f64 = table
        .iter()
        .zip(&agreement.support)
        .map(|(row, support)| row.iter().copied().fold(0.0, f64::max) * *support as f64)
        .sum();
    let single: Vec<(&str, &str)> = human
        .iter()
        .filter(|(_, codes)| codes.len() == 1)
        .map(|(id, codes)| {
            let theme = themes_of(id).first().map_or("-", String::as_str);
            (codes[0].as_str(), theme)
        })
        .collect();
    let covered = human.keys().filter(|id| !themes_of(id).is_empty()).count();
    let pairs = Contingency::new(&single);
    let total: f64 = agreement.matches().iter().map(|pair| pair.f1).sum();
    Scores {
        answers: human.len(),
        human_themes: table.len(),
        themes: agreement.themes.len(),
        coverage: covered as f64 / human.len().max(1) as f64,
        f1_matched: total / table.len().max(1) as f64,
        f1_weighted: weighted / support.max(1) as f64,
        ami: pairs.adjusted_mutual_information(),
        ari: pairs.adjusted_rand(),
    }
}

fn inverted<'a>(
    lists: impl Iterator<Item = (&'a String, &'a [String])>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut sets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, names) in lists {
        for name in names {
            sets.entry(name.as_str()).or_default().insert(id.as_str());
        }
    }
    sets
}

fn f1(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> f64 {
    2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
}

/// The F1 of each human code of at least [`MIN_SUPPORT`] answers with each theme.
pub struct Agreement<'a> {
    codes: Vec<&'a str>,
    support: Vec<usize>,
    themes: Vec<&'a str>,
    table: Vec<Vec<f64>>,
}

/// A human code and the theme matched to it.
pub struct Match<'a> {
    /// The code's name.
    pub code: &'a str,
    /// The theme's id.
    pub theme: &'a str,
    /// How far they hold the same answers.
    pub f1: f64,
}

impl<'a> Agreement<'a> {
    /// Compares; same arguments as [`score`].
    pub fn new(
        human: &'a BTreeMap<String, Vec<String>>,
        coding: &'a HashMap<String, Vec<String>>,
    ) -> Agreement<'a> {
        let mut codes = inverted(human.iter().map(|(id, codes)| (id, codes.as_slice())));
        codes.retain(|_, answers| answers.len() >= MIN_SUPPORT);
        let themes_of = |id: &String| coding.get(id).map_or(&[][..], Vec::as_slice);
        let themes = inverted(human.keys().map(|id| (id, themes_of(id))));
        let row = |code| themes.values().map(|theme| f1(code, theme)).collect();
        Agreement {
            table: codes.values().map(row).collect(),
            support: codes.values().map(BTreeSet::len).collect(),
            codes: codes.into_keys().collect(),
            themes: themes.keys().copied().collect(),
        }
    }

    /// The one-to-one matching of codes and themes with the greatest total F1.
    pub fn matches(&self) -> Vec<Match<'a>> {
        let width = self.themes.len().max(self.codes.len());
        if self.codes.is_empty() || self.themes.is_empty() {
            return Vec::new();
        }
        // The library matches whole numbers: F1 in units of 1e-9.
        let weights = Matrix::from_fn(self.codes.len(), width, |(row, column)| {
            (self.table[row].get(column).copied().unwrap_or(0.0) * 1e9).round() as i64
        });
        let (_, assignment) = kuhn_munkres(&weights);
        assignment
            .into_iter()
            .enumerate()
            .filter(|(_, column)| *column < self.themes.len())
            .map(|(row, column)| Match {
                code: self.codes[row],
                theme: self.themes[column],
                f1: self.table[row][column],
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Themes = Vec<String>;

    fn coded(pairs: &[(&str, &[&str])]) -> Vec<(String, Themes)> {
        pairs
            .iter()
            .map(|(id, names)| {
                let names = names.iter().map(|n| (*n).to_owned()).collect();
                ((*id).to_owned(), names)
            })
            .collect()
    }

    fn ten(names: [&str; 10]) -> Vec<(String, Themes)> {
        let ids: Vec<String> = (0..10).map(|i| format!("a{i}")).collect();
        ids.into_iter()
            .zip(names)
            .map(|(id, name)| (id, vec![name.to_owned()]))
            .collect()
    }

    #[test]
    fn a_perfect_coding_scores_one() {
        let human = ten(["x", "x", "x", "x", "x", "y", "y", "y", "y", "y"]);
        let ours = ten(["1", "1", "1", "1", "1", "2", "2", "2", "2", "2"]);
        let scores = score(&human.into_iter().collect(), &ours.into_iter().collect());
        assert_eq!((scores.human_themes, scores.themes), (2, 2));
        for value in [
            scores.f1_matched,
            scores.f1_weighted,
            scores.ami,
            scores.ari,
        ] {
            assert!((value - 1.0).abs() < 1e-9, "{scores:?}");
        }
    }

    /// Figures of a hand-made case computed with another implementation (Python).
    #[test]
    fn a_mixed_coding_scores_as_elsewhere() {
        let human = ten(["x", "x", "x", "x", "x", "y", "y", "y", "y", "y"]);
        let ours = ten(["1", "1", "1", "2", "2", "2", "2", "2", "3", "3"]);
        let scores = score(&human.into_iter().collect(), &ours.into_iter().collect());
        assert!((scores.f1_matched - 0.675).abs() < 1e-9, "{scores:?}");
        assert!((scores.ari - 0.1649).abs() < 1e-4, "{scores:?}");
        assert!((scores.ami - 0.3).abs() < 1e-4, "{scores:?}");
    }

    #[test]
    fn unassigned_answers_lower_coverage_and_rare_codes_do_not_count() {
        let human = coded(&[("a", &["x"]), ("b", &["y"])]);
        let ours = coded(&[("a", &["1"])]);
        let scores = score(&human.into_iter().collect(), &ours.into_iter().collect());
        assert_eq!((scores.human_themes, scores.coverage), (0, 0.5));
    }
}
