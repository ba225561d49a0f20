//! How far a map can be trusted.
//!
//! Trustworthiness and continuity (Venna and Kaski 2001) compare the nearest units on the
//! map with the nearest ones in meaning: the first falls when the map shows neighbours
//! that are none, the second when it tears neighbours apart. Both are 1 on a perfect map
//! and near 0.5 on a random one.

use rayon::prelude::*;

use super::Point;

/// More units than this are measured on a sample.
const EXACT: usize = 5_000;
/// Units of that sample.
const SAMPLE: usize = 2_000;

/// How well a map keeps neighbours together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Faithfulness {
    /// Whether neighbours on the map are neighbours in meaning.
    pub trustworthiness: f64,
    /// Whether neighbours in meaning are neighbours on the map.
    pub continuity: f64,
    /// Share of the nearest units in meaning that are among the nearest on the map.
    pub recall: f64,
}

/// Every unit up to 5,000; 2,000 evenly taken beyond.
pub fn measured(units: usize) -> Vec<usize> {
    if units <= EXACT {
        return (0..units).collect();
    }
    (0..SAMPLE).map(|i| i * units / SAMPLE).collect()
}

/// Measures a map by the `k` neighbours of the units in `measured`, each ranked among all
/// units; `similarity` is that of two units. Equal ones rank by index. `None` where
/// nothing is measured or a third of the units is not more than `k`.
///
/// Cost: measured x units similarities.
pub fn trustworthiness(
    map: &[Point],
    similarity: impl Fn(usize, usize) -> f32 + Sync,
    k: usize,
    measured: &[usize],
) -> Option<Faithfulness> {
    let n = map.len();
    if measured.is_empty() || k == 0 || n <= 3 * k + 1 {
        return None;
    }
    let of_unit = |unit: &usize| {
        let nearness: Vec<f32> = (0..n).map(|other| similarity(*unit, other)).collect();
        let closeness: Vec<f32> = (0..n).map(|other| closeness(map, *unit, other)).collect();
        let shown = first(&closeness, *unit, k);
        let true_ones = first(&nearness, *unit, k);
        let intruding = beyond(&nearness, *unit, &shown, k);
        let missing = beyond(&closeness, *unit, &true_ones, k);
        let kept = true_ones.iter().filter(|unit| shown.contains(unit)).count();
        [intruding, missing, kept]
    };
    let sums = measured
        .par_iter()
        .map(of_unit)
        .reduce(|| [0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    let units = (measured.len() * k) as f64;
    let worst = units * (2 * n - 3 * k - 1) as f64 / 2.0;
    Some(Faithfulness {
        trustworthiness: 1.0 - sums[0] as f64 / worst,
        continuity: 1.0 - sums[1] as f64 / worst,
        recall: sums[2] as f64 / units,
    })
}

/// Share of the `k` nearest units on the map that are of the same group, over the units
/// in `measured` that have one; 0 without any.
pub fn purity(map: &[Point], group_of: &[Option<u32>], k: usize, measured: &[usize]) -> f64 {
    let grouped = measured
        .par_iter()
        .filter(|unit| group_of[**unit].is_some());
    let [same, all] = grouped
        .map(|unit| {
            let closeness: Vec<f32> = (0..map.len()).map(|o| closeness(map, *unit, o)).collect();
            let shown = first(&closeness, *unit, k);
            let own = group_of[*unit];
            let same = shown
                .iter()
                .filter(|other| group_of[**other] == own)
                .count();
            [same, shown.len()]
        })
        .reduce(|| [0; 2], |a, b| [a[0] + b[0], a[1] + b[1]]);
    same as f64 / all.max(1) as f64
}

/// Greater when nearer on the map.
fn closeness(map: &[Point], a: usize, b: usize) -> f32 {
    let [dx, dy] = [0, 1].map(|axis| map[a][axis] - map[b][axis]);
    -(dx * dx + dy * dy)
}

/// The `k` units of greatest value, `unit` itself left out.
fn first(values: &[f32], unit: usize, k: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..values.len()).filter(|other| *other != unit).collect();
    let by_value = |a: &usize, b: &usize| values[*b].total_cmp(&values[*a]).then(a.cmp(b));
    if others.len() > k {
        others.select_nth_unstable_by(k, by_value);
        others.truncate(k);
    }
    others
}

/// By how many ranks in all the units of `list` come after the `k`-th.
fn beyond(values: &[f32], unit: usize, list: &[usize], k: usize) -> usize {
    list.iter()
        .map(|other| {
            let own = values[*other];
            let before = (0..values.len())
                .filter(|o| *o != unit && (values[*o] > own || (values[*o] == own && o < other)))
                .count();
            (before + 1).saturating_sub(k)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(order: impl Fn(usize) -> usize) -> Vec<Point> {
        (0..60).map(|unit| [order(unit) as f32, 0.0]).collect()
    }

    fn along(a: usize, b: usize) -> f32 {
        -(a.abs_diff(b) as f32)
    }

    #[test]
    fn a_perfect_map_scores_one_and_a_shuffled_one_about_a_half() {
        let all = measured(60);
        let perfect = trustworthiness(&line(|unit| unit), along, 6, &all).expect("a measure");
        assert_eq!(
            perfect,
            Faithfulness {
                trustworthiness: 1.0,
                continuity: 1.0,
                recall: 1.0
            }
        );
        let shuffled =
            trustworthiness(&line(|unit| unit * 23 % 60), along, 6, &all).expect("a measure");
        assert!((0.3..0.7).contains(&shuffled.trustworthiness));
        assert!((0.3..0.7).contains(&shuffled.continuity));
    }

    #[test]
    fn a_torn_map_is_trustworthy_but_not_continuous() {
        // Every third unit goes far away: neighbours shown are true, others are missing.
        let torn = line(|unit| unit / 3 + 1_000 * (unit % 3));
        let score = trustworthiness(&torn, along, 2, &measured(60)).expect("a measure");
        assert!(score.continuity < score.trustworthiness);
        assert_eq!(trustworthiness(&torn[..10], along, 6, &[0]), None);
    }

    #[test]
    fn purity_counts_neighbours_of_the_same_group() {
        let groups: Vec<Option<u32>> = (0..60).map(|unit| Some(unit / 30)).collect();
        let all = measured(60);
        assert!(purity(&line(|unit| unit), &groups, 4, &all) > 0.9);
        assert!(purity(&line(|unit| unit * 23 % 60), &groups, 4, &all) < 0.7);
    }
}
