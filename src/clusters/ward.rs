//! Ward's method on weighted points of the unit sphere (Ward 1963, by the update of Lance
//! and Williams 1967): the two sets whose union adds least to the sum of squares merge.

use super::centres::{Centres, dot};

/// Merges the centres of all sets until `until` are left; returns the set of each, sets
/// numbered by their first centre.
///
/// Cost: cubic in the number of centres, which is a few hundred.
pub(super) fn merge(all: &[Centres], weights: &[f64], until: usize) -> Vec<u32> {
    let rows: Vec<&[f32]> = all.iter().flat_map(Centres::rows).collect();
    let count = rows.len();
    let mut cost = costs(&rows, weights);
    let mut weight = weights.to_vec();
    let mut alive: Vec<usize> = (0..count).collect();
    let mut parent: Vec<usize> = (0..count).collect();
    while alive.len() > until.max(1) {
        let Some((a, b)) = cheapest(&cost, &alive, count) else {
            break;
        };
        let between = cost[a * count + b];
        for k in alive.iter().copied().filter(|k| *k != a && *k != b) {
            let (wa, wb, wk) = (weight[a], weight[b], weight[k]);
            let updated = ((wa + wk) * cost[a * count + k] + (wb + wk) * cost[b * count + k]
                - wk * between)
                / (wa + wb + wk);
            cost[a * count + k] = updated;
            cost[k * count + a] = updated;
        }
        weight[a] += weight[b];
        parent[b] = a;
        alive.retain(|k| *k != b);
    }
    let number = |of: usize| alive.binary_search(&of).unwrap_or(0) as u32;
    (0..count)
        .map(|mut at| {
            while parent[at] != at {
                at = parent[at];
            }
            number(at)
        })
        .collect()
}

/// What merging each pair would add: half the harmonic weight times the squared distance.
fn costs(rows: &[&[f32]], weights: &[f64]) -> Vec<f64> {
    let count = rows.len();
    let mut cost = vec![0.0; count * count];
    for a in 0..count {
        for b in a + 1..count {
            let distance = (2.0 - 2.0 * f64::from(dot(rows[a], rows[b]))).max(0.0);
            let value = distance * weights[a] * weights[b] / (weights[a] + weights[b]);
            cost[a * count + b] = value;
            cost[b * count + a] = value;
        }
    }
    cost
}

/// The cheapest pair, the first of equals.
fn cheapest(cost: &[f64], alive: &[usize], count: usize) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (i, a) in alive.iter().enumerate() {
        for b in &alive[i + 1..] {
            let value = cost[a * count + b];
            if best.is_none_or(|(least, _, _)| value < least) {
                best = Some((value, *a, *b));
            }
        }
    }
    best.map(|(_, a, b)| (a, b))
}
