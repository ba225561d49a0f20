//! `coding.xlsx`: the data of a report as a workbook, for people who sort and filter in a
//! spreadsheet. Strings are strings whatever they start with, nothing is computed by the
//! spreadsheet, and the same synthesis gives the same bytes: no clock, no random name.

mod answers;
pub(super) mod book;
mod cells;
mod control;
mod evolution;
mod filled;
mod findings;
mod names;
mod notes;
mod tables;
pub(super) mod text;

use crate::error::Error;
use crate::report::{view, wording};
use crate::synthesis::Synthesis;

use book::{Book, Words};
pub(in crate::report) use control::render as control;

/// Renders the workbook. Cost: linear in the synthesis, which it holds in memory about
/// twice.
pub(super) fn render(synthesis: &Synthesis) -> Result<Vec<u8>, Error> {
    let catalogue = wording::catalogue(synthesis.language)?;
    let words = Words::new(&catalogue);
    let mut book = Book::new(words);
    for question in &synthesis.questions {
        answers::add(&mut book, synthesis, question)?;
    }
    tables::themes(&mut book, synthesis)?;
    tables::quotes(&mut book, synthesis)?;
    tables::segments(&mut book, synthesis)?;
    evolution::add(&mut book, synthesis)?;
    findings::add(&mut book, synthesis, &view::document(synthesis, &catalogue))?;
    tables::set_aside(&mut book, synthesis)?;
    book.long_texts()?;
    notes::add(&mut book, synthesis)?;
    book.bytes()
}
