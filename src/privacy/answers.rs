//! Masking a whole consultation: the texts that are quoted, exported or sent.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Finding, PersonalData, Pseudonyms, find};
use crate::answers::{Answer, Answers};
use crate::language::Language;

/// What was masked in a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masking {
    /// Passages replaced with a tag, by kind.
    pub masked: Vec<(PersonalData, usize)>,
    /// Answers with at least one of them.
    pub answers: usize,
    /// People named in their office, left readable for a person to look at.
    pub officials: usize,
}

/// Masks every answer, analysed or set aside, and every segment value. Tags are the same all
/// over the consultation, numbered question by question and row by row.
///
/// Cost: that of [`find`] for each answer, on all threads.
pub fn mask_answers(answers: &mut Answers, language: Language) -> Masking {
    let mut pseudonyms = Pseudonyms::new(language);
    let mut texts: Vec<&mut Answer> = Vec::new();
    for question in &mut answers.questions {
        let aside = question.answers.set_aside.iter_mut().map(|(a, _)| a);
        let mut of_question: Vec<&mut Answer> =
            question.answers.kept.iter_mut().chain(aside).collect();
        of_question.sort_by_key(|answer| answer.row);
        texts.extend(of_question);
    }
    let found: Vec<Vec<Finding>> = texts.par_iter().map(|answer| find(&answer.text)).collect();
    for answer in &texts {
        pseudonyms.reserve(&answer.text);
    }
    let mut masking = Masking::default();
    let mut counts = std::collections::BTreeMap::new();
    for (answer, findings) in texts.into_iter().zip(&found) {
        if findings.is_empty() {
            continue;
        }
        let masked = pseudonyms.apply(&answer.text, findings);
        masking.officials += masked.officials;
        if masked.findings.is_empty() {
            continue;
        }
        masking.answers += 1;
        for span in &masked.findings {
            *counts.entry(span.kind).or_insert(0) += 1;
        }
        answer.original = Some(std::mem::replace(&mut answer.text, masked.text));
    }
    for value in answers.segments.iter_mut().flat_map(|s| &mut s.values) {
        let findings = find(value);
        if !findings.is_empty() {
            *value = pseudonyms.apply(value, &findings).text;
        }
    }
    masking.masked = counts.into_iter().collect();
    masking
}

/// True for a text in which something was masked: a tag of [`Pseudonyms`] stands in it.
pub fn is_masked(text: &str) -> bool {
    !super::pseudonyms::tags_in(text).is_empty()
}
