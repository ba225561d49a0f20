//! How near a coding comes to human codes: the figures of `cahier eval`.
//!
//! - `f1_matched`: mean, over human codes of at least five answers, of the F1 of the
//!   theme matched to it one to one (Hungarian method, maximising the total F1);
//! - `f1_weighted`: support-weighted F1 of the best theme of each human code;
//! - `ami`, `ari`: adjusted mutual information (Vinh, Epps and Bailey 2010, arithmetic
//!   mean) and adjusted Rand index (Hubert and Arabie 1985) between the human code and the
//!   main theme of answers with exactly one code, unassigned answers being a class.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use pathfinding::prelude::{Matrix, kuhn_munkres};
use serde::Serialize;

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
    let codes = inverted(human.iter().map(|(id, codes)| (id, codes.as_slice())));
    let kept: Vec<&BTreeSet<&str>> = codes
        .values()
        .filter(|answers| answers.len() >= MIN_SUPPORT)
        .collect();
    let themes_of = |id: &String| coding.get(id).map_or(&[][..], Vec::as_slice);
    let themes = inverted(human.keys().map(|id| (id, themes_of(id))));
    let table: Vec<Vec<f64>> = kept
        .iter()
        .map(|code| themes.values().map(|theme| f1(code, theme)).collect())
        .collect();
    let support: usize = kept.iter().map(|code| code.len()).sum();
    let weighted: f64 = table
        .iter()
        .zip(&kept)
        .map(|(row, code)| row.iter().copied().fold(0.0, f64::max) * code.len() as f64)
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
    Scores {
        answers: human.len(),
        human_themes: kept.len(),
        themes: themes.len(),
        coverage: covered as f64 / human.len().max(1) as f64,
        f1_matched: matched(&table) / kept.len().max(1) as f64,
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

/// The greatest total of a one-to-one matching of rows and columns.
fn matched(table: &[Vec<f64>]) -> f64 {
    let columns = table.first().map_or(0, Vec::len);
    let width = columns.max(table.len());
    if table.is_empty() || columns == 0 {
        return 0.0;
    }
    // The library matches whole numbers: F1 in units of 1e-9.
    let weights = Matrix::from_fn(table.len(), width, |(row, column)| {
        (table[row].get(column).copied().unwrap_or(0.0) * 1e9).round() as i64
    });
    let (_, assignment) = kuhn_munkres(&weights);
    assignment
        .iter()
        .enumerate()
        .filter_map(|(row, column)| table[row].get(*column))
        .sum()
}

/// How often each pair, first and second label occur.
struct Contingency {
    cells: Vec<(usize, usize, usize)>,
    rows: Vec<usize>,
    columns: Vec<usize>,
    total: usize,
}

impl Contingency {
    fn new(pairs: &[(&str, &str)]) -> Contingency {
        let rows = numbered(pairs.iter().map(|(a, _)| *a));
        let columns = numbered(pairs.iter().map(|(_, b)| *b));
        let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let (mut row_sums, mut column_sums) = (vec![0; rows.len()], vec![0; columns.len()]);
        for (a, b) in pairs {
            let (a, b) = (rows[a], columns[b]);
            *cells.entry((a, b)).or_default() += 1;
            row_sums[a] += 1;
            column_sums[b] += 1;
        }
        Contingency {
            cells: cells.into_iter().map(|((a, b), n)| (a, b, n)).collect(),
            rows: row_sums,
            columns: column_sums,
            total: pairs.len(),
        }
    }

    fn adjusted_rand(&self) -> f64 {
        let pairs = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
        let together: f64 = self.cells.iter().map(|(_, _, n)| pairs(*n)).sum();
        let a: f64 = self.rows.iter().map(|n| pairs(*n)).sum();
        let b: f64 = self.columns.iter().map(|n| pairs(*n)).sum();
        let expected = if self.total > 1 {
            a * b / pairs(self.total)
        } else {
            0.0
        };
        let most = (a + b) / 2.0;
        if (most - expected).abs() < 1e-12 {
            1.0
        } else {
            (together - expected) / (most - expected)
        }
    }

    fn adjusted_mutual_information(&self) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        let n = self.total as f64;
        let information: f64 = self
            .cells
            .iter()
            .map(|(a, b, count)| {
                let x = *count as f64;
                let independent = self.rows[*a] as f64 * self.columns[*b] as f64;
                x / n * libm::log(n * x / independent)
            })
            .sum();
        let expected = self.expected_information();
        let mean = (entropy(&self.rows, n) + entropy(&self.columns, n)) / 2.0;
        if (mean - expected).abs() < 1e-12 {
            1.0
        } else {
            (information - expected) / (mean - expected)
        }
    }

    /// Mean mutual information of random labellings with the same sizes.
    fn expected_information(&self) -> f64 {
        let n = self.total;
        let log_factorial: Vec<f64> = (0..=n).map(|i| libm::lgamma(i as f64 + 1.0)).collect();
        let of = |i: usize| log_factorial[i];
        let mut expected = 0.0;
        for &a in &self.rows {
            for &b in &self.columns {
                for k in (a + b).saturating_sub(n).max(1)..=a.min(b) {
                    let log_probability = of(a) + of(b) + of(n - a) + of(n - b)
                        - of(n)
                        - of(k)
                        - of(a - k)
                        - of(b - k)
                        - of(n + k - a - b);
                    let share = k as f64 / n as f64;
                    let ratio = n as f64 * k as f64 / (a as f64 * b as f64);
                    expected += share * libm::log(ratio) * libm::exp(log_probability);
                }
            }
        }
        expected
    }
}

fn numbered<T: Hash + Eq + Ord + Copy>(values: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let distinct: BTreeSet<T> = values.collect();
    distinct
        .into_iter()
        .enumerate()
        .map(|(i, v)| (v, i))
        .collect()
}

fn entropy(sizes: &[usize], total: f64) -> f64 {
    sizes
        .iter()
        .map(|size| {
            let share = *size as f64 / total;
            -share * libm::log(share)
        })
        .sum()
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
