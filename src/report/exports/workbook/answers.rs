//! One sheet per question: its analysed answers, one per row, with their codes.

use std::collections::HashMap;

use super::book::{Book, Cell, Column, column};
use crate::error::Error;
use crate::report::exports::codes::{self, BETWEEN};
use crate::synthesis::{
    AnswerRecord, MASK_BELOW_PUBLISHED, QuestionResult, SegmentBase, Synthesis, mask,
};
use crate::themes::ThemeId;

/// True when rows may carry the segments of their answers: counting the rows would give back
/// what a report to be published masks.
pub(super) fn rows_have_segments(synthesis: &Synthesis) -> bool {
    let masked = synthesis.provenance.mask_below >= MASK_BELOW_PUBLISHED;
    !masked && synthesis.questions.iter().any(|q| !q.segments.is_empty())
}

/// Adds the answers of one question.
pub(super) fn add(
    book: &mut Book<'_>,
    synthesis: &Synthesis,
    question: &QuestionResult,
) -> Result<(), Error> {
    let words = book.words;
    let id = question.question.id.0.as_str();
    let wording = question.question.text.as_str();
    let segments = match rows_have_segments(synthesis) {
        true => question.segments.as_slice(),
        false => &[],
    };
    let shown: Vec<HashMap<&str, bool>> = segments
        .iter()
        .map(|base| shown_values(base, synthesis.provenance.mask_below))
        .collect();
    let titles: HashMap<&str, &str> = codes::of_question(question)
        .iter()
        .map(|code| (code.id(), code.title()))
        .collect();
    let rows = question.answers.iter().zip(question.codes());
    let rows = rows.map(|(answer, (_, codes))| {
        let mut row = coded(answer, &codes, &titles);
        row.extend(shown.iter().zip(&answer.segments).map(|(shown, value)| {
            match (value.as_str(), shown.get(value.as_str())) {
                ("", _) => words.word("segment_none").into(),
                (value, Some(true)) => value.into(),
                _ => words.word("masked").into(),
            }
        }));
        row.extend(super::tables::place(&answer.source));
        row
    });
    let name = format!("{id} {wording}");
    let holds = words.say("holds_answers", &[("question", id), ("wording", wording)]);
    book.table(&name, holds, &columns(book, segments), rows)
}

fn columns(book: &Book<'_>, segments: &[SegmentBase]) -> Vec<Column> {
    let words = book.words;
    let mut columns = vec![
        column(words.word("col_answer"), 14.0),
        column(words.word("col_text"), 80.0),
        column(words.word("col_main_theme"), 28.0),
        column(words.word("col_other_themes"), 28.0),
        column(words.word("col_sub_themes"), 28.0),
        column(words.word("col_codes"), 24.0),
    ];
    let title = |base: &SegmentBase| words.say("col_segment", &[("title", &base.title)]);
    columns.extend(segments.iter().map(|base| column(title(base), 18.0)));
    columns.extend(super::tables::place_columns(words));
    columns
}

/// Id, text and codes of an answer.
fn coded<'a>(
    answer: &'a AnswerRecord,
    codes: &[&ThemeId],
    titles: &HashMap<&str, &'a str>,
) -> Vec<Cell<'a>> {
    let titled = |ids: &[ThemeId]| {
        let titles = ids
            .iter()
            .filter_map(|id| titles.get(id.0.as_str()).copied());
        titles.collect::<Vec<&str>>().join(BETWEEN)
    };
    let (main, others) = answer.themes.split_at(answer.themes.len().min(1));
    let codes: Vec<&str> = codes.iter().map(|id| id.0.as_str()).collect();
    vec![
        answer.id.0.as_str().into(),
        answer.text.as_str().into(),
        titled(main).into(),
        titled(others).into(),
        titled(&answer.sub_themes).into(),
        codes.join(BETWEEN).into(),
    ]
}

/// Whether so many people share each value that it may stand beside an answer: the rule of
/// the bases of the tables.
fn shown_values(base: &SegmentBase, mask_below: usize) -> HashMap<&str, bool> {
    let counts = base.values.iter().map(|(_, count)| *count).collect();
    let values = base.values.iter().map(|(value, _)| value.as_str());
    values
        .zip(mask(counts, mask_below))
        .map(|(value, count)| (value, count.is_some()))
        .collect()
}
