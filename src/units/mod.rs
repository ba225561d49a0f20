//! One answer into its ideas: ordered, disjoint spans of the stored text.
//!
//! An answer to an open question often holds several ideas; a unit is a sentence, a list
//! item or a long clause. Nothing is copied: a unit is where it stands in the answer.

mod segment;

use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use segment::segment;

use crate::answers::Answer;
use crate::words::{Lexicon, fold};

/// One idea of one answer, in bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The text it covers.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// A unit with the sentence it stands in (what a quote shows).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Position of its answer among the answers given.
    pub answer: usize,
    /// The idea.
    pub span: Span,
    /// The sentence or sentences it is part of, final punctuation included.
    pub sentence: Span,
}

/// The units of all answers, in order. Cost: linear in the text, spread over threads.
pub fn units_of(answers: &[Answer], lexicon: &Lexicon) -> Vec<Unit> {
    answers
        .par_iter()
        .enumerate()
        .flat_map_iter(|(answer, a)| {
            segment(&a.text, lexicon)
                .into_iter()
                .map(move |(span, sentence)| Unit {
                    answer,
                    span,
                    sentence,
                })
        })
        .collect()
}

/// The units each of `answers` answers holds, in increasing order, from the answers that hold
/// each unit. Cost: linear.
pub fn units_by_answer(answers_of: &[Vec<u32>], answers: usize) -> Vec<Vec<usize>> {
    let mut units_of = vec![Vec::new(); answers];
    for (unit, holders) in answers_of.iter().enumerate() {
        for answer in holders {
            units_of[*answer as usize].push(unit);
        }
    }
    units_of
}

/// Units without their repeats: identical ideas are compared once and count for every
/// answer that holds them.
pub struct DistinctUnits<'a> {
    /// Place of each unit among the distinct texts.
    pub place: Vec<usize>,
    /// The distinct texts (case and accents aside), in order of appearance.
    pub texts: Vec<&'a str>,
    /// For each distinct text, the answers that hold it, in increasing order.
    pub answers: Vec<Vec<u32>>,
}

impl<'a> DistinctUnits<'a> {
    /// Groups identical units. Cost: linear in the text.
    pub fn new(units: &[Unit], answers: &'a [Answer]) -> DistinctUnits<'a> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut distinct = DistinctUnits {
            place: Vec::with_capacity(units.len()),
            texts: Vec::new(),
            answers: Vec::new(),
        };
        for unit in units {
            let text = unit.span.of(&answers[unit.answer].text);
            let place = *places.entry(fold(text)).or_insert_with(|| {
                distinct.texts.push(text);
                distinct.answers.push(Vec::new());
                distinct.texts.len() - 1
            });
            let holders = &mut distinct.answers[place];
            if holders.last() != Some(&(unit.answer as u32)) {
                holders.push(unit.answer as u32);
            }
            distinct.place.push(place);
        }
        distinct
    }
}
