//! The control sample: answers drawn to be coded by people who do not see what the machine
//! did, so that the coding can be checked.
//!
//! Stratified random sampling without replacement (Cochran, *Sampling Techniques*, 1977,
//! chapter 5): the strata are the main themes and the answers in no theme, so that small
//! themes are in the sample; allocation is proportional above a floor. An answer stands for
//! `answers of its stratum / answers drawn from it`, which the figures are weighted by.
//! Pure: says nothing of files.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{QuestionResult, Synthesis};
use crate::answers::{AnswerId, QuestionId};
use crate::themes::{Theme, ThemeId};
use crate::words::single_spaced;

mod dice;

pub use dice::Dice;

/// Answers drawn from each stratum where the size allows it: two, the fewest that show how
/// the answers of a stratum differ.
const FLOOR: usize = 2;

/// Version of the layout of a control workbook.
pub const CONTROL: &str = "cahier/control/1";
/// What people choose for an answer in no theme, in French and in English.
pub const NO_THEME: [&str; 2] = ["AUCUN THÈME", "NO THEME"];
/// Between the id and the title of a theme.
const BETWEEN: &str = " · ";

/// What people choose for a theme: its id first, so that no title can start a formula.
pub fn code_label(theme: &Theme) -> String {
    format!("{}{BETWEEN}{}", theme.id.0, single_spaced(&theme.title))
}

/// What was drawn to be coded by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlSample {
    /// Fingerprint of the coding it was drawn from: see [`Synthesis::coding_fingerprint`].
    pub coding: String,
    /// Seed of the draw.
    pub seed: u64,
    /// People who code, each for themselves: one or two.
    pub coders: usize,
    /// Question by question.
    pub questions: Vec<ControlQuestion>,
}

/// What was drawn of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlQuestion {
    /// The question.
    pub question: QuestionId,
    /// Themes in the order of the result, answers in no theme last.
    pub strata: Vec<Stratum>,
    /// The answers in the order they are coded in, which tells nothing.
    pub answers: Vec<AnswerId>,
}

/// Answers with one main theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// The theme; none for answers in no theme.
    pub theme: Option<ThemeId>,
    /// Answers of it.
    pub answers: usize,
    /// Answers drawn from it.
    pub drawn: usize,
}

/// A sample so small that some theme would have no answer in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooSmall {
    /// The question.
    pub question: QuestionId,
    /// Its strata: the smallest size.
    pub strata: usize,
}

impl Synthesis {
    /// SHA-256 of who was coded with what: questions, themes by id, answers with their text
    /// and their themes. Titles are no part of it.
    pub fn coding_fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut put = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        for question in &self.questions {
            put(&question.question.id.0);
            put(&question.question.text);
            put(&question.themes.len().to_string());
            question
                .themes
                .iter()
                .for_each(|theme| put(&theme.theme.id.0));
            for answer in &question.answers {
                put(&answer.id.0);
                put(&answer.text);
                put(&answer.themes.len().to_string());
                answer.themes.iter().for_each(|theme| put(&theme.0));
            }
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl ControlSample {
    /// Draws `size` answers of each question that has themes, or of `only`; all of them
    /// where they are fewer. The same synthesis, size and seed give the same sample.
    pub fn draw(
        synthesis: &Synthesis,
        only: Option<&QuestionId>,
        size: usize,
        coders: usize,
        seed: u64,
    ) -> Result<ControlSample, TooSmall> {
        let wanted = synthesis
            .questions
            .iter()
            .filter(|q| !q.themes.is_empty() && only.is_none_or(|only| q.question.id == *only));
        let questions = wanted
            .map(|question| drawn(question, size, seed))
            .collect::<Result<_, TooSmall>>()?;
        Ok(ControlSample {
            coding: synthesis.coding_fingerprint(),
            seed,
            coders,
            questions,
        })
    }
}

/// Answers by stratum, in the order of [`ControlQuestion::strata`].
fn strata(question: &QuestionResult) -> Vec<(Option<ThemeId>, Vec<usize>)> {
    let mut members: BTreeMap<Option<&ThemeId>, Vec<usize>> = BTreeMap::new();
    for (place, answer) in question.answers.iter().enumerate() {
        members
            .entry(answer.themes.first())
            .or_default()
            .push(place);
    }
    let themes = question.themes.iter().map(|theme| Some(&theme.theme.id));
    themes
        .chain([None])
        .filter_map(|theme| Some((theme.cloned(), members.remove(&theme)?)))
        .collect()
}

fn drawn(question: &QuestionResult, size: usize, seed: u64) -> Result<ControlQuestion, TooSmall> {
    let strata = strata(question);
    let sizes: Vec<usize> = strata.iter().map(|(_, members)| members.len()).collect();
    let Some(shares) = allocated(&sizes, size) else {
        return Err(TooSmall {
            question: question.question.id.clone(),
            strata: strata.len(),
        });
    };
    // Each question has dice of its own: leaving one out changes no other.
    let mut dice = Dice::new(seed).mixed(question.question.id.0.as_bytes());
    let mut places = Vec::new();
    for ((_, members), share) in strata.iter().zip(&shares) {
        let mut members = members.clone();
        dice.shuffle(&mut members);
        places.extend_from_slice(&members[..*share]);
    }
    // By place first: then the order of the strata cannot be seen in the shuffle.
    places.sort_unstable();
    dice.shuffle(&mut places);
    Ok(ControlQuestion {
        question: question.question.id.clone(),
        strata: strata
            .into_iter()
            .zip(shares)
            .map(|((theme, members), drawn)| Stratum {
                theme,
                answers: members.len(),
                drawn,
            })
            .collect(),
        answers: places
            .into_iter()
            .map(|place| question.answers[place].id.clone())
            .collect(),
    })
}

/// How many to draw from each stratum: [`FLOOR`], or one where that is too much, then the
/// rest in proportion by largest remainders. `None` where not even one each can be had.
fn allocated(sizes: &[usize], wanted: usize) -> Option<Vec<usize>> {
    let total: usize = sizes.iter().sum();
    let wanted = wanted.min(total);
    let floor_of = |floor: usize| sizes.iter().map(|size| floor.min(*size)).sum::<usize>();
    let floor = (1..=FLOOR).rev().find(|floor| floor_of(*floor) <= wanted);
    let mut shares: Vec<usize> = {
        let floor = floor?;
        sizes.iter().map(|size| floor.min(*size)).collect()
    };
    // One at a time to the stratum that is furthest below its proportional share.
    for _ in shares.iter().sum::<usize>()..wanted {
        let open = (0..sizes.len()).filter(|at| shares[*at] < sizes[*at]);
        let missing = |at: usize| {
            let due = sizes[at] as i128 * wanted as i128;
            due - shares[at] as i128 * total as i128
        };
        let next = open.max_by_key(|at| (missing(*at), std::cmp::Reverse(*at)))?;
        shares[next] += 1;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_strata_are_drawn_from_and_the_rest_is_proportional() {
        assert_eq!(allocated(&[100, 50, 10, 1], 32), Some(vec![19, 10, 2, 1]));
        // Not two each: one each, and what is left goes to the largest.
        assert_eq!(allocated(&[100, 50, 10, 5], 6), Some(vec![3, 1, 1, 1]));
        assert_eq!(allocated(&[100, 50, 10], 2), None);
        assert_eq!(allocated(&[3, 2], 60), Some(vec![3, 2]));
        assert_eq!(allocated(&[], 60), Some(vec![]));
    }
}
