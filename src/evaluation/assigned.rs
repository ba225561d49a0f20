//! How near a language model's coding comes to human codes, beside what the themes reach
//! on the same answers.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::{Intervals, Scores, intervals, score};
use crate::llm::{LanguageModel, Tally};
use crate::progress::Progress;
use crate::synthesis::QuestionResult;
use crate::themes::coding::{Coder, assign};

/// The figures of the same answers, coded twice.
#[derive(Clone, Debug, Serialize)]
pub struct Assigned {
    /// Answers the model was asked about.
    pub asked: usize,
    /// Of these, with a reply that holds. The others count as coded with nothing.
    pub coded: usize,
    /// What the themes found reach on them.
    pub themes: Scores,
    /// Its intervals.
    pub themes_intervals: Intervals,
    /// What the model reaches.
    pub model: Scores,
    /// Its intervals.
    pub model_intervals: Intervals,
}

/// Asks about `limit` of the analysed answers that people coded, drawn evenly, or all.
pub fn assigned(
    human: &BTreeMap<String, Vec<String>>,
    question: &QuestionResult,
    coder: &Coder<'_>,
    limit: Option<usize>,
    model: &dyn LanguageModel,
    progress: &dyn Progress,
) -> Assigned {
    let codes = |id: &str| human.get(id).filter(|codes| !codes.is_empty());
    let open: Vec<_> = question
        .answers
        .iter()
        .filter_map(|answer| Some((answer, codes(&answer.id.0)?)))
        .collect();
    let drawn: Vec<_> = evenly(open.len(), limit).map(|at| open[at]).collect();
    let texts: Vec<&str> = drawn
        .iter()
        .map(|(answer, _)| answer.text.as_str())
        .collect();
    let replies = assign(coder, &texts, model, &Tally::default(), progress);
    let human: BTreeMap<String, Vec<String>> = drawn
        .iter()
        .map(|(answer, codes)| (answer.id.0.clone(), (*codes).clone()))
        .collect();
    let themes: HashMap<String, Vec<String>> = question
        .codes()
        .into_iter()
        .filter(|(id, _)| human.contains_key(&id.0))
        .map(|(id, codes)| {
            (
                id.0.clone(),
                codes.iter().map(|code| code.0.clone()).collect(),
            )
        })
        .collect();
    let coded: HashMap<String, Vec<String>> = drawn
        .iter()
        .zip(&replies)
        .filter_map(|((answer, _), reply)| {
            let titles = reply.as_ref()?.iter();
            let titles = titles.map(|code| coder.codes[*code].title.clone());
            Some((answer.id.0.clone(), titles.collect()))
        })
        .collect();
    Assigned {
        asked: drawn.len(),
        coded: coded.len(),
        themes: score(&human, &themes),
        themes_intervals: intervals(&human, &themes),
        model: score(&human, &coded),
        model_intervals: intervals(&human, &coded),
    }
}

/// `limit` places of `count`, or all, evenly spread.
fn evenly(count: usize, limit: Option<usize>) -> impl Iterator<Item = usize> {
    let wanted = limit.unwrap_or(count).min(count);
    (0..wanted).map(move |at| at * count / wanted.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_drawn_evenly() {
        assert_eq!(evenly(10, Some(3)).collect::<Vec<_>>(), [0, 3, 6]);
        assert_eq!(evenly(2, Some(3)).count(), 2);
        assert_eq!(evenly(0, None).count(), 0);
    }
}
