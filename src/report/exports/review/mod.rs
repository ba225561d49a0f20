//! `review.xlsx`: the result as a workbook in which people decide: themes, answers, quotes,
//! findings. Cells to fill are open, the others locked; texts never run as formulas; no
//! clock, so that the same synthesis gives the same bytes. `review::sheet` reads it back by
//! the names in `forms`. It holds no segments, in a report to be published or not.

mod answers;
pub(crate) mod findings;
pub(crate) mod forms;
mod howto;
pub(crate) mod quotes;
pub(crate) mod themes;

use crate::error::Error;
use crate::report::wording;
use crate::synthesis::Synthesis;

use super::workbook::book::{Book, Cell, Words, column};
use forms::Forms;

/// Renders the workbook. Cost: linear in the synthesis, which is also fingerprinted.
pub(super) fn render(synthesis: &Synthesis) -> Result<Vec<u8>, Error> {
    let forms = Forms::new(synthesis.language)?;
    let catalogue = wording::catalogue(synthesis.language)?;
    let mut book = Book::protected(Words::new(&catalogue));
    themes::add(&mut book, &forms, synthesis)?;
    for (place, question) in synthesis.questions.iter().enumerate() {
        answers::add(&mut book, &forms, place, question)?;
    }
    quotes::add(&mut book, &forms, synthesis)?;
    findings::add(&mut book, &forms, synthesis)?;
    book.long_texts()?;
    lists(&mut book, &forms, synthesis)?;
    howto::add(&mut book, &forms)?;
    book.bytes()
}

/// The hidden sheet: what the workbook was made from, and for each question the themes that
/// cells offer.
fn lists(book: &mut Book<'_>, forms: &Forms, synthesis: &Synthesis) -> Result<(), Error> {
    let mut columns = vec![column(forms::LAYOUT, 70.0)];
    let ids = synthesis.questions.iter().map(|q| q.question.id.0.as_str());
    columns.extend(ids.map(|id| column(id, 40.0)));
    let mut lists = vec![vec![forms::fingerprint(synthesis)?]];
    lists.extend(synthesis.questions.iter().map(|question| {
        let themes = question.themes.iter().map(forms::label);
        std::iter::once(forms.word("none").to_owned())
            .chain(themes)
            .collect()
    }));
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    let rows = (0..longest).map(|row| {
        let cells = lists
            .iter()
            .map(|list| list.get(row).map(String::as_str).into());
        cells.collect::<Vec<Cell<'_>>>()
    });
    book.table(forms.word("sheet_lists"), String::new(), &columns, rows)?;
    book.hide_last();
    Ok(())
}
