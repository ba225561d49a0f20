//! Answers in no theme, put side by side where they are near each other, so that a person
//! can read them.
//!
//! Boundary: pure; from vectors to small groups, in an order. Nothing is forced: an answer
//! near no other stays alone, and no count rests on these groups.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ThemeInput;
use super::leads::grouping::complete_link;
use super::weak_signals::ALIKE;
use crate::answers::AnswerId;
use crate::embeddings::UnitVectors;
use crate::words::words;

/// Answers that are compared pair by pair; more are listed one after the other.
const MOST: usize = 2_000;
/// Words that name a group.
const NAMED_BY: usize = 3;

/// Answers near each other, or those near no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UnassignedGroup {
    /// Words most of them share, the most shared first; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The answers, in input order.
    pub answers: Vec<AnswerId>,
    /// True for the last group, of answers near no other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub isolated: bool,
}

/// Groups of two answers or more, the largest first, then those near no other: every answer
/// in no theme once. Empty where no two are near.
///
/// Two answers are as near as their nearest ideas; in a group all are near all. Cost: the
/// square of the ideas in no theme, for at most 2,000 answers.
pub fn groups(input: &ThemeInput<'_>, vectors: &UnitVectors) -> Vec<UnassignedGroup> {
    let themes_of = &input.assignment.groups_of_answer;
    let answers: Vec<usize> = (0..input.answers.len())
        .filter(|answer| themes_of[*answer].is_empty())
        .collect();
    if answers.len() > MOST {
        return Vec::new();
    }
    let place: BTreeMap<usize, usize> = answers.iter().copied().zip(0..).collect();
    let mut ideas: Vec<Vec<usize>> = vec![Vec::new(); answers.len()];
    for (unit, grouped) in input.units.iter().zip(input.grouped) {
        if let Some(at) = place.get(&unit.answer) {
            ideas[*at].push(*grouped);
        }
    }
    let near = |a: usize, b: usize| {
        let pairs = ideas[a]
            .iter()
            .flat_map(|one| ideas[b].iter().map(move |other| (*one, *other)));
        pairs
            .map(|(one, other)| vectors.similarity(one, other))
            .fold(f32::NEG_INFINITY, f32::max)
    };
    let (shared, alone) = by_nearness(answers.len(), &near);
    if shared.is_empty() {
        return Vec::new();
    }
    let group = |members: &[usize], isolated: bool| {
        let members: Vec<usize> = members.iter().map(|at| answers[*at]).collect();
        UnassignedGroup {
            words: match isolated {
                true => Vec::new(),
                false => shared_words(input, &members),
            },
            answers: ids(input, &members),
            isolated,
        }
    };
    let mut groups: Vec<UnassignedGroup> = shared.iter().map(|g| group(g, false)).collect();
    if !alone.is_empty() {
        groups.push(group(&alone, true));
    }
    groups
}

/// Groups of two or more, the largest first, and those near no other.
fn by_nearness(
    count: usize,
    near: &(dyn Fn(usize, usize) -> f32 + Sync),
) -> (Vec<Vec<usize>>, Vec<usize>) {
    let found = complete_link(count, ALIKE, near);
    let (mut shared, alone): (Vec<_>, Vec<_>) = found.into_iter().partition(|g| g.len() > 1);
    // A stable sort: groups of one size keep the order of their first answers.
    shared.sort_by_key(|group| std::cmp::Reverse(group.len()));
    (shared, alone.concat())
}

fn ids(input: &ThemeInput<'_>, answers: &[usize]) -> Vec<AnswerId> {
    let id = |answer: &usize| input.answers[*answer].id.clone();
    answers.iter().map(id).collect()
}

/// Content words that more than half of the answers hold, as the first of them writes each:
/// those of most answers first, then in the order of the text.
fn shared_words(input: &ThemeInput<'_>, answers: &[usize]) -> Vec<String> {
    let mut held: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
    let mut order = 0;
    for answer in answers {
        let text = &input.answers[*answer].text;
        let mut seen = BTreeSet::new();
        for word in words(text) {
            if !input.lexicon.is_content(&word.folded) {
                continue;
            }
            let stem = input.lexicon.stem(&word.folded);
            if !seen.insert(stem.clone()) {
                continue;
            }
            order += 1;
            let written = text[word.start..word.end].to_lowercase();
            held.entry(stem).or_insert((0, order, written)).0 += 1;
        }
    }
    let mut held: Vec<(usize, usize, String)> = held.into_values().collect();
    held.retain(|(count, _, _)| count * 2 > answers.len());
    held.sort_by_key(|(count, order, _)| (std::cmp::Reverse(*count), *order));
    held.into_iter()
        .map(|(_, _, word)| word)
        .take(NAMED_BY)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_stands_together_and_nothing_is_forced() {
        // 1 and 4 are near, so are 2, 3 and 6; 0 and 5 are near nothing.
        let of = [0, 1, 2, 2, 1, 3, 2];
        let near = |a: usize, b: usize| if of[a] == of[b] { ALIKE } else { 0.2 };
        let (shared, alone) = by_nearness(of.len(), &near);
        assert_eq!(shared, [vec![2, 3, 6], vec![1, 4]]);
        assert_eq!(alone, [0, 5]);
        assert_eq!(by_nearness(2, &|_, _| 0.4), (Vec::new(), vec![0, 1]));
    }
}
