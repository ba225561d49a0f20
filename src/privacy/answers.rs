//! Masking a whole consultation: the texts that are quoted, exported or sent.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Finding, PersonalData, Pseudonyms, find};
use crate::answers::{Answer, Answers, ColumnRecord};
use crate::language::Language;

/// What was masked in a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
        let mut of_question: Vec<&mut Answer> = question.answers.items_mut().collect();
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
    for question in &mut answers.questions {
        question.question.text = mask_title(&question.question.text, language);
    }
    for segment in answers.segments.iter_mut().chain(&mut answers.closed) {
        segment.title = mask_title(&segment.title, language);
    }
    let columns = answers.segments.iter_mut().chain(&mut answers.closed);
    for value in columns.flat_map(|column| &mut column.values) {
        let findings = find(value);
        if !findings.is_empty() {
            *value = pseudonyms.apply(value, &findings).text;
        }
    }
    masking.masked = counts.into_iter().collect();
    masking
}

/// A title with personal data masked: where a file has no titles, an answer stands in their
/// place. Tags have no number, since titles are no texts of anybody.
pub fn mask_title(title: &str, language: Language) -> String {
    let mut masked = String::new();
    let mut done = 0;
    for finding in find(title) {
        if finding.kind != PersonalData::Official {
            masked += &title[done..finding.start];
            masked += &format!("[{}]", finding.kind.tag(language));
            done = finding.end;
        }
    }
    masked + &title[done..]
}

/// The columns of the export with their titles masked.
pub fn mask_ledger(columns: &[ColumnRecord], language: Language) -> Vec<ColumnRecord> {
    let masked = columns.iter().map(|column| ColumnRecord {
        title: mask_title(&column.title, language),
        ..column.clone()
    });
    masked.collect()
}

/// True for a text in which something was masked: a tag of [`Pseudonyms`] stands in it.
pub fn is_masked(text: &str) -> bool {
    !super::pseudonyms::tags_in(text).is_empty()
}
