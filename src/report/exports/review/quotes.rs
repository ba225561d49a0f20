//! The sheet of quotes: keep, replace, reject.

use super::forms::{self, Forms};
use crate::error::Error;
use crate::report::exports::workbook::book::{Book, Cell, column, input};
use crate::synthesis::Synthesis;

/// What may be decided about a quote.
pub(crate) const DECISIONS: [&str; 3] = ["keep", "replace", "reject"];

pub(super) fn add(book: &mut Book<'_>, forms: &Forms, synthesis: &Synthesis) -> Result<(), Error> {
    let columns = [
        column(forms.word("col_number"), 12.0),
        column(forms.word("col_title"), 28.0),
        column(forms.word("col_answer"), 12.0),
        column(forms.word("col_quote"), 70.0),
        input(
            forms.word("col_decision"),
            13.0,
            Some(forms.choice(&DECISIONS)?),
        ),
        input(forms.word("col_new_answer"), 13.0, None),
        input(forms.word("col_new_passage"), 60.0, None),
    ];
    let themes = synthesis.questions.iter().flat_map(|q| &q.themes);
    let rows = themes.flat_map(|result| {
        let quotes = result.theme.quotes.iter().enumerate();
        quotes.map(move |(place, quote)| {
            vec![
                forms::quote_mark(result, place).into(),
                result.theme.title.as_str().into(),
                quote.answer.0.as_str().into(),
                quote.text.as_str().into(),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ]
        })
    });
    book.table(forms.word("sheet_quotes"), String::new(), &columns, rows)
}
