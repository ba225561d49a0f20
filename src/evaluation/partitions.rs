//! How far two ways to part the same answers agree, beyond chance.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// How often each pair, first and second label occur.
pub(super) struct Contingency {
    cells: Vec<(usize, usize, usize)>,
    rows: Vec<usize>,
    columns: Vec<usize>,
    total: usize,
}

impl Contingency {
    pub fn new(pairs: &[(&str, &str)]) -> Contingency {
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

    pub fn adjusted_rand(&self) -> f64 {
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

    pub fn adjusted_mutual_information(&self) -> f64 {
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
