//! The sheets of answers, one per question: each with its themes, to move it to others.

use std::collections::HashMap;

use super::forms::{self, Forms};
use crate::error::Error;
use crate::report::exports::workbook::book::{Book, Cell, column, input};
use crate::synthesis::{AnswerRecord, QuestionResult};

pub(super) fn add(
    book: &mut Book<'_>,
    forms: &Forms,
    place: usize,
    question: &QuestionResult,
) -> Result<(), Error> {
    let others = forms::others(question);
    let themes = || forms.themes(place, question, true).map(Some);
    let mut columns = vec![
        column(forms.word("col_answer"), 12.0),
        column(forms.word("col_text"), 80.0),
        input(forms.word("col_main"), 34.0, themes()?),
    ];
    for number in 1..=others {
        columns.push(input(forms.other(number), 28.0, themes()?));
    }
    let labels: HashMap<&str, String> = question
        .themes
        .iter()
        .map(|result| (result.theme.id.0.as_str(), forms::label(result)))
        .collect();
    let none = forms.word("none");
    let rows = question
        .answers
        .iter()
        .map(|answer| row(answer, &labels, none, others));
    let name = forms.answers_sheet(question);
    book.table(&name, String::new(), &columns, rows)
}

fn row<'a>(
    answer: &'a AnswerRecord,
    labels: &'a HashMap<&str, String>,
    none: &'a str,
    others: usize,
) -> Vec<Cell<'a>> {
    let label = |place: usize| {
        let id = answer.themes.get(place)?;
        labels.get(id.0.as_str()).map(String::as_str)
    };
    let mut row = vec![
        answer.id.0.as_str().into(),
        answer.text.as_str().into(),
        label(0).unwrap_or(none).into(),
    ];
    row.extend((1..=others).map(|place| Cell::from(label(place))));
    row
}
