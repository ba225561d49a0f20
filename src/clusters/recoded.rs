//! Answers whose groups somebody else decided: which of their units belongs to which.

use super::assignment::{FLOOR, keep_standing};
use super::centres::Centres;
use super::{Assignment, Corpus};
use crate::embeddings::UnitVectors;

/// Rounds of centres and units; the second only refines the first.
const ROUNDS: usize = 2;

/// The assignment in which each answer carries the groups given, the main one first; each
/// unit goes to the nearest of its answers' groups. With `before`, the groups are the
/// same as there, and its sub-themes and families stay where they still stand.
///
/// Cost: units x groups x (dimensions + words of a unit).
pub fn recoded(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    groups: usize,
    groups_of_answer: Vec<Vec<u32>>,
    before: Option<(&Assignment, usize)>,
) -> Assignment {
    let open: Vec<Vec<u32>> = corpus
        .answers_of
        .iter()
        .map(|answers| open_groups(answers, &groups_of_answer))
        .collect();
    // To begin with, the unit is where its first answer mainly is.
    let mut of: Vec<Option<u32>> = open.iter().map(|list| list.first().copied()).collect();
    let mut similarity = vec![0.0; of.len()];
    for _ in 0..ROUNDS {
        let table = Centres::new(vectors, &of, groups).similarities(vectors);
        for (unit, list) in open.iter().enumerate() {
            (of[unit], similarity[unit]) = nearest_of(list, table.of(unit));
        }
    }
    let units = of.len();
    let answers = groups_of_answer.len();
    let mut assignment = Assignment {
        groups,
        group_of_unit: of,
        similarity,
        groups_of_answer,
        ..Assignment::none(units, answers)
    };
    if let Some((before, smallest)) = before {
        keep_levels(&mut assignment, before, smallest);
    }
    assignment
}

/// The groups of the answers that hold a unit, in order of appearance.
fn open_groups(answers: &[u32], groups_of_answer: &[Vec<u32>]) -> Vec<u32> {
    let mut open = Vec::new();
    for group in answers
        .iter()
        .flat_map(|answer| &groups_of_answer[*answer as usize])
    {
        if !open.contains(group) {
            open.push(*group);
        }
    }
    open
}

/// The group a unit is nearest to, the first of equals, unless it is near none.
fn nearest_of(groups: &[u32], similarities: &[f32]) -> (Option<u32>, f32) {
    let mut best: (Option<u32>, f32) = (None, 0.0);
    for group in groups {
        let value = similarities[*group as usize];
        if value >= FLOOR && (best.0.is_none() || value > best.1) {
            best = (Some(*group), value);
        }
    }
    best
}

fn keep_levels(assignment: &mut Assignment, before: &Assignment, smallest: usize) {
    assignment.theme_of_sub = before.theme_of_sub.clone();
    assignment.known_sub = before.known_sub.clone();
    assignment.family_of = before.family_of.clone();
    assignment.subs_of_answer = before.subs_of_answer.clone();
    assignment.sub_of_unit = before
        .sub_of_unit
        .iter()
        .zip(&assignment.group_of_unit)
        .map(|(sub, group)| sub.filter(|sub| Some(before.theme_of_sub[*sub as usize]) == *group))
        .collect();
    keep_standing(assignment, smallest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_goes_to_the_nearest_of_its_answers_groups_only() {
        let open = open_groups(&[0, 1], &[vec![2, 0], vec![0]]);
        assert_eq!(open, [2, 0]);
        assert_eq!(nearest_of(&open, &[0.4, 0.9, 0.3]), (Some(0), 0.4));
        assert_eq!(nearest_of(&open, &[0.01, 0.9, 0.02]), (None, 0.0));
        assert_eq!(nearest_of(&[], &[0.4]), (None, 0.0));
    }
}
