//! `codebook.csv`: what each code covers, for analysts who code by hand or go on from here,
//! and for `cahier run --codebook`, which takes its themes. A person may edit
//! it: codes go by their titles.

use super::cells::Csv;
use super::codes;
use crate::error::Error;
use crate::synthesis::Synthesis;

const COLUMNS: [&str; 10] = [
    "code",
    "level",
    "parent",
    "question",
    "title",
    "definition",
    "inclusion",
    "example",
    "example_answer",
    "title_origin",
];

/// Renders the codebook of all questions. Cost: linear in the codes.
pub(super) fn render(synthesis: &Synthesis) -> Result<Vec<u8>, Error> {
    let mut table = Csv::new(&COLUMNS)?;
    for code in codes::all(synthesis) {
        let quotes = code.quotes();
        let example = quotes.first();
        table.line([
            code.id(),
            code.level(),
            code.parent(),
            &code.question.question.id.0,
            code.title(),
            &code.definition(),
            &code.key_phrases(),
            example.map_or("", |quote| &quote.text),
            example.map_or("", |quote| &quote.answer.0),
            code.origin(),
        ])?;
    }
    table.bytes()
}
