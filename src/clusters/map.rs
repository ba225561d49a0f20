//! A map of answers: each stands where the idea is that puts it in its main theme.
//!
//! An answer of several ideas has several places on a map of ideas; a mean of them would
//! be the place of none. The idea nearest the centre of the main theme stands for the
//! answer, so that a colour by main theme and the place tell the same.

use super::layout::lay_out;
use super::{Assignment, Corpus, NEIGHBOURS, nearest};
use crate::embeddings::UnitVectors;
use crate::progress::Silent;
use crate::units::units_by_answer;

/// Answers of a map; of more, as many are drawn evenly.
pub const MOST_PLACES: usize = 2_000;
/// Places are whole numbers from 0 to this.
pub const SIDE: u16 = 1_000;

/// Where an answer stands, x to the right and y downwards, from 0 to [`SIDE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the answer.
    pub answer: u32,
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

/// Lays out the answers that hold an idea, in order, [`MOST_PLACES`] at most.
///
/// Cost: products of each drawn answer with each, then that of [`lay_out`]; both are
/// bounded by [`MOST_PLACES`].
pub fn places(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    assignment: &Assignment,
    seed: u64,
) -> Vec<Place> {
    let drawn = telling_units(corpus, assignment);
    let units: Vec<u32> = drawn.iter().map(|(_, unit)| *unit).collect();
    let group_of: Vec<Option<u32>> = units
        .iter()
        .map(|unit| assignment.group_of_unit[*unit as usize])
        .collect();
    let chosen = vectors.select(&units);
    let neighbours = nearest(&chosen, NEIGHBOURS, &Silent);
    let points = lay_out(
        units.len(),
        |place| neighbours.of(place),
        |a, b| chosen.similarity(a, b),
        &group_of,
        seed,
    );
    let whole = |value: f32| (value * f32::from(SIDE)).round() as u16;
    drawn
        .iter()
        .zip(points)
        .map(|((answer, _), [x, y])| Place {
            answer: *answer,
            x: whole(x),
            y: whole(y),
        })
        .collect()
}

/// The drawn answers, in order, with the unit that stands for each.
fn telling_units(corpus: &Corpus<'_>, assignment: &Assignment) -> Vec<(u32, u32)> {
    let units_of = units_by_answer(corpus.answers_of, corpus.answers);
    let held: Vec<usize> = (0..corpus.answers)
        .filter(|answer| !units_of[*answer].is_empty())
        .collect();
    let drawn = held.len().min(MOST_PLACES);
    (0..drawn)
        .map(|place| held[place * held.len() / drawn])
        .filter_map(|answer| {
            let main = assignment.groups_of_answer[answer].first().copied();
            let of_main = |unit: usize| main.is_some() && assignment.group_of_unit[unit] == main;
            // Of equals, the first one in the answer.
            let telling = units_of[answer].iter().copied().rev().max_by(|a, b| {
                let nearness = |unit: usize| assignment.similarity[unit];
                of_main(*a)
                    .cmp(&of_main(*b))
                    .then(nearness(*a).total_cmp(&nearness(*b)))
            })?;
            Some((answer as u32, telling as u32))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus<'a>(answers_of: &'a [Vec<u32>], answers: usize) -> Corpus<'a> {
        Corpus {
            answers_of,
            answers,
            campaign_of: &[],
        }
    }

    #[test]
    fn the_idea_of_the_main_theme_stands_for_an_answer() {
        // Answer 0 holds units 0 to 2, answer 1 none, answer 2 unit 3.
        let answers_of = [vec![0], vec![0], vec![0], vec![2]];
        let assignment = Assignment {
            groups: 2,
            group_of_unit: vec![Some(1), Some(0), Some(0), None],
            similarity: vec![0.9, 0.3, 0.4, 0.1],
            groups_of_answer: vec![vec![0, 1], vec![], vec![]],
            ..Assignment::none(4, 3)
        };
        let told = telling_units(&corpus(&answers_of, 3), &assignment);
        assert_eq!(told, [(0, 2), (2, 3)]);
    }

    #[test]
    fn many_answers_are_drawn_evenly() {
        let answers_of: Vec<Vec<u32>> = (0..9_000).map(|answer| vec![answer]).collect();
        let assignment = Assignment::none(9_000, 9_000);
        let told = telling_units(&corpus(&answers_of, 9_000), &assignment);
        assert_eq!(told.len(), MOST_PLACES);
        let steps = told.windows(2).map(|pair| pair[1].0 - pair[0].0);
        assert!(steps.clone().all(|step| (4..=5).contains(&step)));
    }
}
