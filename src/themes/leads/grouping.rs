//! Near proposals into leads, by complete link: everybody in a lead asks for nearly the
//! same thing, which a chain of neighbours would not promise.

use std::collections::BTreeMap;

use rayon::prelude::*;

/// Groups of indices: members in order, groups by their first member.
///
/// Pairs at or over `threshold` are taken from the most similar down (ties by index); two
/// groups join when every pair across them reaches it. Cost: n²/2 calls of `similarity`,
/// spread over threads, then n log n in the pairs kept.
pub(in crate::themes) fn complete_link(
    count: usize,
    threshold: f32,
    similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f32, usize, usize)> = (0..count)
        .into_par_iter()
        .flat_map_iter(|a| {
            (a + 1..count).filter_map(move |b| {
                let s = similarity(a, b);
                (s >= threshold).then_some((s, a, b))
            })
        })
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut groups: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    let mut of: Vec<usize> = (0..count).collect();
    // Pairs seen so far between two groups: they join when all of them are.
    let mut links: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (_, a, b) in pairs {
        let (low, high) = (of[a].min(of[b]), of[a].max(of[b]));
        if low == high {
            continue;
        }
        let seen = links.entry((low, high)).or_default();
        *seen += 1;
        if *seen == groups[low].len() * groups[high].len() {
            join(low, high, &mut groups, &mut of, &mut links);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    groups
}

/// Moves group `high` into `low`, with the pairs counted for it.
fn join(
    low: usize,
    high: usize,
    groups: &mut [Vec<usize>],
    of: &mut [usize],
    links: &mut BTreeMap<(usize, usize), usize>,
) {
    let moved = std::mem::take(&mut groups[high]);
    for &member in &moved {
        of[member] = low;
    }
    groups[low].extend(moved);
    let touched: Vec<((usize, usize), usize)> = links
        .iter()
        .filter(|((x, y), _)| *x == high || *y == high)
        .map(|(key, n)| (*key, *n))
        .collect();
    for ((x, y), n) in touched {
        links.remove(&(x, y));
        let other = if x == high { y } else { x };
        if other != low {
            *links.entry((low.min(other), low.max(other))).or_default() += n;
        }
    }
}

/// The member most similar to the others, the first of equals.
pub(super) fn most_central(
    members: &[usize],
    similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
) -> Option<usize> {
    let sum = |a: usize| -> f32 {
        members
            .iter()
            .filter(|b| **b != a)
            .map(|b| similarity(a, *b))
            .sum()
    };
    let mut best: Option<(f32, usize)> = None;
    for &member in members {
        let total = sum(member);
        if best.is_none_or(|(most, _)| total > most) {
            best = Some((total, member));
        }
    }
    best.map(|(_, member)| member)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_no_group() {
        // 0-1 and 1-2 are near, 0-2 are not.
        let near = |a: usize, b: usize| {
            if a.abs_diff(b) == 1 {
                0.9 - 0.1 * a as f32
            } else {
                0.1
            }
        };
        assert_eq!(complete_link(3, 0.5, &near), vec![vec![0, 1], vec![2]]);
    }
}
