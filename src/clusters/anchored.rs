//! Themes that stay: answers whose groups are known give each group its centre, and the
//! other answers join the nearest groups, found new ones, or join none.
//!
//! Pure: vectors and groups in, groups out. The known answers come back as they were; what
//! is decided here is where the others go.
//!
//! A group that few answers are known of (a codebook's code with some examples) also
//! learns from the ideas that join it, the clearest most (self-training with seeds, after
//! Basu, Banerjee and Mooney 2002, "Semi-supervised clustering by seeding"); one that many
//! are known of stays where they put it.

use rayon::prelude::*;

use super::centres::{Centres, Similarities, dot};
use super::{Assignment, Corpus, MOST_UNITS, NEIGHBOURS, nearest};
use crate::embeddings::UnitVectors;
use crate::progress::Silent;
use crate::units::units_by_answer;

/// A group that fewer answers are known of learns from what joins it.
pub const THIN: usize = 10;
/// Weight of a title against one example answer.
const TITLE: f64 = 2.0;
/// Temperature by which the ideas of an example count for its group.
const FOCUS: f64 = 0.1;
/// Rounds of learning; more change nothing measurable.
const ROUNDS: usize = 3;
/// An idea less similar to the centre of a group does not join it.
const JOIN: f32 = 0.16;
/// A thin group learns from an idea this similar to what it was told, and takes in no other.
const SURE: f32 = 0.1;
/// An answer that no idea puts in a group joins its nearest one from here on.
const NEAREST: f32 = 0.1;
/// An idea also joins the groups that are this little further than its nearest.
const BESIDE: f32 = 0.1;
/// A fresh group whose centre is less similar to every known one is new. With themes left
/// out of a first half of the labelled sets this finds 83 % of their parts in the second
/// half, and takes 3.5 % of the parts of the others for new.
const NEW: f32 = 0.3;
/// The same for known groups of few answers, whose centres are less sure.
const NEW_BESIDE_THIN: f32 = 0.2;
/// Share of an idea's similarities that its neighbours have a say in where most groups are
/// thin: what is near an example's neighbour is near the example (label propagation).
const NEIGHBOURLY: f32 = 0.4;

/// What is known beforehand.
pub struct Known<'a> {
    /// Number of known groups.
    pub groups: usize,
    /// The groups of each answer of the corpus, the main one first; `None` where unknown.
    pub of_answer: &'a [Option<Vec<u32>>],
    /// For each answer of the corpus that is a title or a description, the group it names.
    pub title_of: &'a [Option<u32>],
    /// A fresh group of each unit, `None` for those in none, and their number: what may
    /// found new groups.
    pub fresh: (&'a [Option<u32>], usize),
    /// For each fresh group, the larger one it is part of: parts of the same found one
    /// group together.
    pub part_of: &'a [u32],
    /// Fewer answers found no group.
    pub smallest: usize,
}

/// Where everything went.
pub struct Anchored {
    /// Known groups and founded ones, these last.
    pub groups: usize,
    /// The groups of each answer, the main one first.
    pub groups_of_answer: Vec<Vec<u32>>,
    /// The vectors that tell the groups apart.
    pub vectors: UnitVectors,
    /// Similarity of the centres of groups, group by group.
    pub likeness: Vec<Vec<f32>>,
}

/// A unit that counts for the centre of a group.
type Pull = (usize, u32, f64);

/// Finds a place for every answer that has none.
///
/// Cost: a few times units x groups x (dimensions + words of a unit).
pub fn anchored(plain: &UnitVectors, corpus: &Corpus<'_>, known: &Known<'_>) -> Anchored {
    let units_of = units_by_answer(corpus.answers_of, corpus.answers);
    let thin = thin(known);
    let open = open_groups(corpus, known);
    let (first, _) = learnt(plain, known, &units_of, &open, &thin, 1);
    let of = first.similarities(plain).nearest(&open);
    let vectors = plain.whitened(&of, known.groups);
    let (centres, sure) = learnt(&vectors, known, &units_of, &open, &thin, ROUNDS);
    let founded = founded(&vectors, corpus, known, (&centres, &thin));
    let mut all = centres;
    let mut groups = known.groups;
    if !founded.is_empty() {
        groups += founded
            .iter()
            .map(|(_, group, _)| *group as usize + 1)
            .max()
            .unwrap_or(0);
        let own = Centres::weighted(&vectors, &founded, groups - known.groups);
        let place: Vec<u32> = (0..groups as u32).collect();
        all = Centres::merged(&[all, own], &place, &vec![1.0; groups], groups);
    }
    let mut table = all.similarities(&vectors);
    let thins = thin.iter().filter(|thin| **thin).count();
    if 2 * thins > known.groups && vectors.len() <= MOST_UNITS {
        let near = nearest(&vectors, NEIGHBOURS, &Silent);
        table = table.mixed(&vectors, &near, NEIGHBOURLY);
    }
    if let Some(sure) = &sure {
        for unit in 0..vectors.len() {
            let told = sure.of(unit);
            let own = table.of_mut(unit).iter_mut();
            for ((value, told), _) in own.zip(told).zip(&thin).filter(|(_, thin)| **thin) {
                if *told < SURE {
                    *value = value.min(*told);
                }
            }
        }
    }
    let mut groups_of_answer: Vec<Vec<u32>> = (0..corpus.answers)
        .into_par_iter()
        .map(|answer| match &known.of_answer[answer] {
            Some(given) => given.clone(),
            None => joined(&table, &units_of[answer]),
        })
        .collect();
    let kept = without_small(&mut groups_of_answer, known, groups);
    let rows: Vec<&[f32]> = all
        .rows()
        .zip(&kept)
        .filter_map(|(row, number)| number.map(|_| row))
        .collect();
    let likeness = rows
        .iter()
        .map(|a| rows.iter().map(|b| dot(a, b)).collect());
    Anchored {
        groups: rows.len(),
        likeness: likeness.collect(),
        groups_of_answer,
        vectors,
    }
}

/// The groups that few answers are known of.
fn thin(known: &Known<'_>) -> Vec<bool> {
    let mut sizes = vec![0usize; known.groups];
    for (given, title) in known.of_answer.iter().zip(known.title_of) {
        for group in given.iter().flatten().filter(|_| title.is_none()) {
            sizes[*group as usize] += 1;
        }
    }
    sizes.into_iter().map(|size| size < THIN).collect()
}

/// For each unit that known answers hold, their groups; `None` where none is known.
fn open_groups(corpus: &Corpus<'_>, known: &Known<'_>) -> Vec<Option<Vec<u32>>> {
    let of_unit = |answers: &Vec<u32>| {
        let mut open: Option<Vec<u32>> = None;
        for group in answers
            .iter()
            .filter_map(|answer| known.of_answer[*answer as usize].as_ref())
            .flatten()
        {
            let open = open.get_or_insert_default();
            if !open.contains(group) {
                open.push(*group);
            }
        }
        open
    };
    corpus.answers_of.iter().map(of_unit).collect()
}

/// The centres of the known groups, those of thin ones after `rounds` of learning.
fn learnt(
    vectors: &UnitVectors,
    known: &Known<'_>,
    units_of: &[Vec<usize>],
    open: &[Option<Vec<u32>>],
    thin: &[bool],
    rounds: usize,
) -> (Centres, Option<Similarities>) {
    let groups = known.groups;
    let mut centres = Centres::weighted(vectors, &first_pulls(known, units_of), groups);
    for _ in 0..2 {
        let table = centres.similarities(vectors);
        let mut pulls = focused(known, units_of, &table, thin);
        for (unit, list) in open.iter().enumerate() {
            let near = list
                .as_ref()
                .and_then(|list| nearest_of(list, table.of(unit)));
            pulls.extend(near.filter(|g| !thin[*g as usize]).map(|g| (unit, g, 1.0)));
        }
        centres = Centres::weighted(vectors, &pulls, groups);
    }
    if !thin.contains(&true) {
        return (centres, None);
    }
    let seeds = centres.clone();
    let sure = seeds.similarities(vectors);
    let place: Vec<u32> = (0..groups as u32).chain(0..groups as u32).collect();
    for _ in 0..rounds {
        let table = centres.similarities(vectors);
        let pulls: Vec<Pull> = clearest(&table, &sure, open, thin);
        let taught = Centres::weighted(vectors, &pulls, groups);
        let weights = vec![1.0; 2 * groups];
        centres = Centres::merged(&[seeds.clone(), taught], &place, &weights, groups);
    }
    (centres, Some(sure))
}

/// To begin with, every unit of a known answer counts for its groups alike, an answer
/// for one.
fn first_pulls(known: &Known<'_>, units_of: &[Vec<usize>]) -> Vec<Pull> {
    let mut pulls = Vec::new();
    for (answer, units) in units_of.iter().enumerate() {
        let weight = match known.title_of[answer] {
            Some(_) => TITLE,
            None => 1.0,
        };
        let each = weight / units.len().max(1) as f64;
        for group in known.of_answer[answer].iter().flatten() {
            pulls.extend(units.iter().map(|unit| (*unit, *group, each)));
        }
    }
    pulls
}

/// For thin groups: the ideas of each known answer, those nearest the group most.
fn focused(
    known: &Known<'_>,
    units_of: &[Vec<usize>],
    table: &Similarities,
    thin: &[bool],
) -> Vec<Pull> {
    let mut pulls = Vec::new();
    for (answer, units) in units_of.iter().enumerate() {
        let weight = match known.title_of[answer] {
            Some(_) => TITLE,
            None => 1.0,
        };
        let given = known.of_answer[answer].iter().flatten();
        for group in given.filter(|group| thin[**group as usize]) {
            let near = |unit: &usize| f64::from(table.of(*unit)[*group as usize]);
            let shares: Vec<f64> = units.iter().map(|u| libm::exp(near(u) / FOCUS)).collect();
            let total: f64 = shares.iter().sum();
            let shared = units.iter().zip(shares);
            pulls.extend(shared.map(|(unit, share)| (*unit, *group, weight * share / total)));
        }
    }
    pulls
}

/// Units nobody knows, for the thin group each is nearest to, by how much nearer it is than
/// any other.
fn clearest(
    table: &Similarities,
    sure: &Similarities,
    open: &[Option<Vec<u32>>],
    thin: &[bool],
) -> Vec<Pull> {
    let mut pulls = Vec::new();
    for unit in (0..open.len()).filter(|unit| open[*unit].is_none()) {
        let (mut best, mut second) = ((f32::MIN, 0u32), f32::MIN);
        for (group, value) in table.of(unit).iter().enumerate() {
            if *value > best.0 {
                second = best.0;
                best = (*value, group as u32);
            } else if *value > second {
                second = *value;
            }
        }
        let lead = f64::from(best.0 - second.max(0.0));
        let is_sure = sure.of(unit)[best.1 as usize] >= SURE;
        if thin[best.1 as usize] && is_sure && lead > 0.0 {
            pulls.push((unit, best.1, lead));
        }
    }
    pulls
}

/// The units of fresh groups that no known group explains, each with the group it founds.
/// Only ideas of answers nobody knows count.
fn founded(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    known: &Known<'_>,
    (centres, thin): (&Centres, &[bool]),
) -> Vec<Pull> {
    let (fresh, count) = known.fresh;
    let is_new = |answer: &u32| known.of_answer[*answer as usize].is_none();
    let unknown = |unit: usize| corpus.answers_of[unit].iter().all(is_new);
    let of: Vec<Option<u32>> = (0..vectors.len())
        .map(|unit| fresh.get(unit).copied().flatten().filter(|_| unknown(unit)))
        .collect();
    let mut sizes = vec![0usize; count];
    for (unit, group) in of.iter().enumerate() {
        if let Some(group) = group {
            sizes[*group as usize] += corpus.answers_of[unit].len();
        }
    }
    let fresh_centres = Centres::new(vectors, &of, count);
    let near = |thin: &bool| if *thin { NEW_BESIDE_THIN } else { NEW };
    let explained = |row: &[f32]| {
        let mut known = centres.rows().zip(thin);
        known.any(|(known, thin)| dot(row, known) >= near(thin))
    };
    let mut number_of: Vec<u32> = Vec::new();
    let mut founds: Vec<Option<u32>> = vec![None; count];
    for (group, row) in fresh_centres.rows().enumerate() {
        if sizes[group] >= known.smallest && !explained(row) {
            let whole = known.part_of[group];
            let number = number_of
                .iter()
                .position(|w| *w == whole)
                .unwrap_or_else(|| {
                    number_of.push(whole);
                    number_of.len() - 1
                });
            founds[group] = Some(number as u32);
        }
    }
    let pull =
        |(unit, group): (usize, &Option<u32>)| Some((unit, founds[(*group)? as usize]?, 1.0));
    of.iter().enumerate().filter_map(pull).collect()
}

/// The groups that the ideas of an answer join, the one nearest any of them first.
fn joined(table: &Similarities, units: &[usize]) -> Vec<u32> {
    let mut near: Vec<(u32, f32)> = Vec::new();
    let mut best: Option<(u32, f32)> = None;
    for unit in units {
        let own = table.of(*unit);
        let most = own.iter().copied().fold(f32::MIN, f32::max);
        for (group, value) in own.iter().enumerate() {
            let group = group as u32;
            if best.is_none_or(|(_, b)| *value > b) {
                best = Some((group, *value));
            }
            if *value < JOIN || *value < most - BESIDE {
                continue;
            }
            match near.iter_mut().find(|(g, _)| *g == group) {
                Some((_, nearest)) => *nearest = nearest.max(*value),
                None => near.push((group, *value)),
            }
        }
    }
    if near.is_empty() {
        near.extend(best.filter(|(_, value)| *value >= NEAREST));
    }
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.into_iter().map(|(group, _)| group).collect()
}

/// Takes back founded groups that too few answers joined; returns the numbers of those that
/// stay.
fn without_small(lists: &mut [Vec<u32>], known: &Known<'_>, groups: usize) -> Vec<Option<u32>> {
    let mut sizes = vec![0usize; groups];
    lists.iter().flatten().for_each(|g| sizes[*g as usize] += 1);
    let mut next = known.groups as u32;
    let number: Vec<Option<u32>> = (0..groups)
        .map(|group| {
            if group < known.groups {
                return Some(group as u32);
            }
            (sizes[group] >= known.smallest).then(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    for list in lists {
        *list = list.iter().filter_map(|g| number[*g as usize]).collect();
    }
    number
}

fn nearest_of(groups: &[u32], similarities: &[f32]) -> Option<u32> {
    let value = |group: &u32| similarities[*group as usize];
    groups
        .iter()
        .copied()
        .reduce(|a, b| if value(&b) > value(&a) { b } else { a })
}

impl Similarities {
    /// The nearest of the open groups of each unit, or of all where any is open.
    fn nearest(&self, open: &[Option<Vec<u32>>]) -> Vec<Option<u32>> {
        let nearest = |(unit, list): (usize, &Option<Vec<u32>>)| {
            let own = self.of(unit);
            let all: Vec<u32> = (0..own.len() as u32).collect();
            nearest_of(list.as_ref().unwrap_or(&all), own)
        };
        open.iter().enumerate().map(nearest).collect()
    }
}

/// The sub-themes known beforehand.
pub struct KnownSubs<'a> {
    /// The group each is part of.
    pub theme_of: &'a [u32],
    /// The sub-themes of each answer of the corpus; `None` where unknown.
    pub of_answer: &'a [Option<Vec<u32>>],
}

/// The sub-themes of the groups of `themes`: those known of a group, else those of a fresh
/// grouping, each under the group that holds most of its units. The units of answers that
/// nobody knows go to the nearest sub-theme of their group.
pub fn with_subs(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    themes: &Assignment,
    known: &KnownSubs<'_>,
    fresh: &Assignment,
) -> Assignment {
    let mut theme_of: Vec<u32> = known.theme_of.to_vec();
    let mut known_sub: Vec<Option<u32>> = (0..theme_of.len() as u32).map(Some).collect();
    let parents = parents(themes, &fresh.sub_of_unit, fresh.theme_of_sub.len());
    let number_of_fresh: Vec<Option<u32>> = parents
        .into_iter()
        .map(|group| {
            (!known.theme_of.contains(&group)).then(|| {
                theme_of.push(group);
                known_sub.push(None);
                theme_of.len() as u32 - 1
            })
        })
        .collect();
    // What a unit may be, as far as that is known.
    let open: Vec<Vec<u32>> = (0..vectors.len())
        .map(|unit| {
            let holders = corpus.answers_of[unit].iter();
            let subs = holders.filter_map(|answer| known.of_answer[*answer as usize].as_ref());
            let fresh = fresh.sub_of_unit.get(unit).copied().flatten();
            let fresh = fresh.and_then(|sub| number_of_fresh[sub as usize]);
            let all = subs.flatten().copied().chain(fresh);
            let group = themes.group_of_unit[unit];
            all.filter(|sub| Some(theme_of[*sub as usize]) == group)
                .collect()
        })
        .collect();
    let mut of: Vec<Option<u32>> = open.iter().map(|list| list.first().copied()).collect();
    let count = theme_of.len();
    for _ in 0..2 {
        let table = Centres::new(vectors, &of, count).similarities(vectors);
        for (unit, list) in open.iter().enumerate() {
            of[unit] = nearest_of(list, table.of(unit));
        }
    }
    let table = Centres::new(vectors, &of, count).similarities(vectors);
    let mut of_group: Vec<Vec<u32>> = vec![Vec::new(); themes.groups];
    for (sub, group) in theme_of.iter().enumerate() {
        of_group[*group as usize].push(sub as u32);
    }
    let is_settled = |unit: usize| {
        let mut holders = corpus.answers_of[unit].iter();
        let group = themes.group_of_unit[unit].unwrap_or_default();
        known.theme_of.contains(&group)
            && holders.all(|answer| known.of_answer[*answer as usize].is_some())
    };
    for (unit, sub) in of.iter_mut().enumerate() {
        if sub.is_none() && !is_settled(unit) {
            let group = themes.group_of_unit[unit];
            *sub = group.and_then(|g| nearest_of(&of_group[g as usize], table.of(unit)));
        }
    }
    let mut subs_of_answer: Vec<Vec<u32>> = (0..corpus.answers)
        .map(|answer| known.of_answer[answer].clone().unwrap_or_default())
        .collect();
    for (unit, answers) in corpus.answers_of.iter().enumerate() {
        let Some(sub) = of[unit] else { continue };
        for answer in answers {
            let list = &mut subs_of_answer[*answer as usize];
            let settled = known.of_answer[*answer as usize].is_some();
            let is_known = known_sub[sub as usize].is_some();
            let said = settled && is_known;
            if !list.contains(&sub) && !said {
                list.push(sub);
            }
        }
    }
    Assignment {
        theme_of_sub: theme_of,
        known_sub,
        sub_of_unit: of,
        subs_of_answer,
        ..Assignment::none(0, 0)
    }
}

/// For each fresh sub-theme the group that holds most of its units, the first of equals.
fn parents(assignment: &Assignment, sub_of_unit: &[Option<u32>], subs: usize) -> Vec<u32> {
    let mut shared = vec![0usize; subs * assignment.groups];
    for (sub, group) in sub_of_unit.iter().zip(&assignment.group_of_unit) {
        if let (Some(sub), Some(group)) = (sub, group) {
            shared[*sub as usize * assignment.groups + *group as usize] += 1;
        }
    }
    let most = |row: &[usize]| {
        let greatest = row.iter().copied().max().unwrap_or(0);
        row.iter().position(|n| *n == greatest).unwrap_or(0) as u32
    };
    let rows = shared.chunks(assignment.groups.max(1));
    rows.take(subs).map(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn founded_groups_that_few_join_are_taken_back() {
        let known = Known {
            groups: 2,
            of_answer: &[],
            title_of: &[],
            fresh: (&[], 0),
            part_of: &[],
            smallest: 2,
        };
        let mut lists = vec![vec![0, 2], vec![3], vec![3, 1]];
        let numbers = without_small(&mut lists, &known, 4);
        assert_eq!(numbers, [Some(0), Some(1), None, Some(2)]);
        assert_eq!(lists, [vec![0], vec![2], vec![2, 1]]);
    }
}
