//! The sheet of themes: one per row, with what people make of it.

use super::forms::{self, Forms};
use crate::error::Error;
use crate::report::exports::codes::{Code, Level};
use crate::report::exports::workbook::book::{Book, Cell, column, input};
use crate::synthesis::{QuestionResult, State, Status, Synthesis, ThemeResult};

/// What may be decided about a theme.
pub(crate) const DECISIONS: [&str; 5] = ["validate", "rename", "merge", "delete", "reopen"];

/// Place of the column of the theme to merge into.
const MERGE: u16 = 7;

pub(super) fn add(book: &mut Book<'_>, forms: &Forms, synthesis: &Synthesis) -> Result<(), Error> {
    let columns = [
        column(forms.word("col_question"), 9.0),
        column(forms.word("col_theme"), 9.0),
        column(forms.word("col_title"), 30.0),
        column(forms.word("col_answers"), 10.0),
        column(forms.word("col_about"), 46.0),
        input(
            forms.word("col_decision"),
            15.0,
            Some(forms.choice(&DECISIONS)?),
        ),
        input(forms.word("col_new_title"), 30.0, None),
        input(forms.word("col_merge"), 30.0, None),
        input(forms.word("col_why"), 30.0, None),
        column(forms.word("col_state"), 22.0),
    ];
    let rows = synthesis.questions.iter().flat_map(|question| {
        let themes = question.themes.iter();
        themes.map(move |result| row(forms, question, result))
    });
    book.table(forms.word("sheet_themes"), String::new(), &columns, rows)?;
    // Only themes of the same question can take the answers of another.
    let mut first = 1;
    for (place, question) in synthesis.questions.iter().enumerate() {
        let last = first + question.themes.len() as u32;
        if first < last {
            book.offer(
                (first, last - 1),
                MERGE,
                &forms.themes(place, question, false)?,
            )?;
        }
        first = last;
    }
    Ok(())
}

fn row<'a>(forms: &Forms, question: &'a QuestionResult, result: &'a ThemeResult) -> Vec<Cell<'a>> {
    let code = Code {
        question,
        parent: None,
        level: Level::Theme(result),
    };
    let status = result.status.as_ref();
    let decision = status.map(|_| forms.word("validate").to_owned());
    vec![
        question.question.id.0.as_str().into(),
        result.theme.id.0.as_str().into(),
        result.theme.title.as_str().into(),
        result.answers.into(),
        code.definition().into(),
        decision.into(),
        Cell::Empty,
        Cell::Empty,
        status.and_then(|status| status.why.as_deref()).into(),
        state(forms, status).into(),
    ]
}

/// The status of a theme in words.
fn state(forms: &Forms, status: Option<&Status>) -> String {
    let Some(status) = status else {
        return forms.word("state_waiting").to_owned();
    };
    let key = match status.state {
        State::Modified => "state_modified",
        State::Retained | State::Dismissed => "state_validated",
    };
    forms::signed(forms, key, status)
}
