//! Micro-groups: passages of a few people who say the same faint thing.
//!
//! Two passages belong together when an idea of each is the other's nearest among all
//! voices, the two are alike, and they share a word that only a few people use. Nearness
//! alone, even mutual, brings together what has nothing in common. A group holds only
//! passages that all belong together, so it stays small: most signals are of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::SignalInput;
use super::distance::Surroundings;
use super::passages::Passage;
use super::rarity::Frequencies;

/// Ideas less alike than this are not the same. Of pairs read in consultations of 100 to
/// 150 answers, most from 0.45 on spoke of one subject, and a third of those from 0.30 to 0.45;
/// a wrong pair costs trust, a missed one is two signals on a page.
pub(in crate::themes) const ALIKE: f32 = 0.45;

/// Groups the candidates (places in `passages`, best first): lists of places, each list
/// in the order given, in the order of their first. `most` voices at most in a group.
/// Cost: the square of the candidates.
pub(super) fn micro_groups(
    input: &SignalInput<'_>,
    passages: &[Passage],
    candidates: &[usize],
    (around, frequencies): (&Surroundings, &Frequencies),
    most: usize,
) -> Vec<Vec<usize>> {
    let shared: Vec<BTreeSet<String>> = candidates
        .iter()
        .map(|at| {
            let answer = &input.themes.answers[passages[*at].answer];
            let text = passages[*at].span.of(&answer.text);
            frequencies.shared_by_few(text, most, input.themes.lexicon)
        })
        .collect();
    let mut links = Vec::new();
    for b in 0..candidates.len() {
        for a in 0..b {
            let (one, two) = (&passages[candidates[a]], &passages[candidates[b]]);
            if one.foreign || two.foreign || shared[a].is_disjoint(&shared[b]) {
                continue;
            }
            if let Some(alike) = mutual_similarity(input, one, two, around)
                && alike >= ALIKE
            {
                links.push((alike, a, b));
            }
        }
    }
    let group_of = joined(links, candidates.len(), most);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, group) in group_of.iter().enumerate() {
        groups.entry(*group).or_default().push(candidates[rank]);
    }
    groups.into_values().collect()
}

/// The group of each rank, by complete linkage, the surest links first.
fn joined(mut links: Vec<(f32, usize, usize)>, ranks: usize, most: usize) -> Vec<usize> {
    links.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let linked: BTreeSet<(usize, usize)> = links.iter().map(|(_, a, b)| (*a, *b)).collect();
    let mut group_of: Vec<usize> = (0..ranks).collect();
    for (_, a, b) in links {
        let (keep, gone) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        let members = |group: usize| -> Vec<usize> {
            (0..ranks).filter(|rank| group_of[*rank] == group).collect()
        };
        let (left, right) = (members(keep), members(gone));
        let complete = left.iter().all(|x| {
            let pair = |y: &usize| (*x.min(y), *x.max(y));
            right.iter().all(|y| linked.contains(&pair(y)))
        });
        if keep != gone && complete && left.len() + right.len() <= most {
            for rank in right {
                group_of[rank] = keep;
            }
        }
    }
    group_of
}

/// The similarity of the ideas of two passages that are each other's nearest, if any are.
fn mutual_similarity(
    input: &SignalInput<'_>,
    a: &Passage,
    b: &Passage,
    around: &Surroundings,
) -> Option<f32> {
    let place = |unit: usize| input.themes.grouped[unit];
    let nearest = |x: usize, y: usize| around.nearest[x] == Some(place(y));
    let pairs = a
        .units
        .clone()
        .flat_map(|x| b.units.clone().map(move |y| (x, y)));
    pairs
        .filter(|(x, y)| nearest(*x, *y) && nearest(*y, *x))
        .map(|(x, y)| input.vectors.similarity(place(x), place(y)))
        .max_by(f32::total_cmp)
}

/// Mean, over the pairs of a group, of the greatest similarity between their ideas.
pub(super) fn inner_similarity(
    input: &SignalInput<'_>,
    passages: &[Passage],
    group: &[usize],
) -> Option<f32> {
    let places = |at: usize| {
        passages[at]
            .units
            .clone()
            .map(|unit| input.themes.grouped[unit])
    };
    let mut pairs = Vec::new();
    for (i, a) in group.iter().enumerate() {
        for b in &group[i + 1..] {
            let all = places(*a).flat_map(|x| places(*b).map(move |y| (x, y)));
            let alike = all.map(|(x, y)| input.vectors.similarity(x, y));
            pairs.push(alike.fold(0.0, f32::max));
        }
    }
    (!pairs.is_empty()).then(|| pairs.iter().sum::<f32>() / pairs.len() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_holds_only_what_all_belongs_together() {
        let chain = vec![(0.9, 0, 1), (0.8, 1, 2)];
        assert_eq!(joined(chain, 4, 5), [0, 0, 2, 3]);
        let all = vec![(0.9, 0, 1), (0.8, 1, 2), (0.7, 0, 2)];
        assert_eq!(joined(all.clone(), 4, 5), [0, 0, 0, 3]);
        assert_eq!(joined(all, 4, 2), [0, 0, 2, 3]);
    }
}
