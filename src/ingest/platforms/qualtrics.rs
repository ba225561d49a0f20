//! Qualtrics: internal names, texts, and a row of JSON with the import ids. Previews and
//! answers left before the end are in the file.

use super::{
    DATE, Hint, ID, IDENTIFIER, IGNORED, Known, LANGUAGE, OPEN, Platform, Role, row_with_known,
};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_no, if_says};
use crate::ingest::sketch::is_value;

pub static QUALTRICS: Platform = Platform {
    code: "qualtrics",
    name: "Qualtrics",
    recognise,
};

const STATUS: Hint = Hint::with(
    Role::Status,
    &[
        if_says(
            &["survey preview", "apercu de l'enquete", "1", "9", "17"],
            RowClass::Preview,
        ),
        if_says(&["survey test", "2"], RowClass::Test),
        if_says(
            &["spam", "possible spam", "8", "12", "40"],
            RowClass::Moderated,
        ),
    ],
);
const FINISHED: Hint = Hint::with(Role::Status, &[if_no(RowClass::Unfinished)]);

const COLUMNS: Known = &[
    ("startdate", DATE),
    ("enddate", DATE),
    ("recordeddate", DATE),
    ("status", STATUS),
    ("finished", FINISHED),
    ("ipaddress", IDENTIFIER),
    ("progress", IGNORED),
    ("duration (in seconds)", IGNORED),
    ("responseid", ID),
    ("recipientlastname", IDENTIFIER),
    ("recipientfirstname", IDENTIFIER),
    ("recipientemail", IDENTIFIER),
    ("externalreference", IDENTIFIER),
    ("locationlatitude", IDENTIFIER),
    ("locationlongitude", IDENTIFIER),
    ("distributionchannel", IGNORED),
    ("userlanguage", LANGUAGE),
    ("q_recaptchascore", IGNORED),
];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let names = row_with_known(head, COLUMNS, 4)?;
    let import_ids = |index: usize| {
        head.rows.get(index).is_some_and(|row| {
            row.cells
                .iter()
                .any(|cell| cell.trim_start().starts_with("{\"ImportId\""))
        })
    };
    // An XLSX export has two rows of titles, a cleaned one may have one: then the next row is
    // an answer, with a date where a second title would stand.
    let texts = names + 1;
    let (titles, last) = match (import_ids(names + 1), import_ids(names + 2)) {
        (true, _) => (names, names + 1),
        (_, true) => (texts, names + 2),
        _ if has_second_titles(head, names) => (texts, texts),
        _ => (names, names),
    };
    let keys = head.keys(names);
    let mut layout = Layout::new(head, titles, last);
    layout.notices.clear();
    layout
        .titles
        .resize(layout.titles.len().max(keys.len()), String::new());
    layout.hints = layout
        .titles
        .iter()
        .enumerate()
        .map(|(i, _)| {
            let key = keys.get(i)?;
            super::hint_of(COLUMNS, key).or(key.ends_with("_text").then_some(OPEN))
        })
        .collect();
    for (title, name) in layout.titles.iter_mut().zip(head.titles(names)) {
        if title.is_empty() {
            *title = name;
        }
    }
    Some(layout)
}

/// True when the row under the names says the same as they do in words: no cell of it is a
/// date or a number.
fn has_second_titles(head: &Head<'_>, names: usize) -> bool {
    head.rows.get(names + 1).is_some_and(|row| {
        row.filled() * 2 >= head.rows[names].filled()
            && !row.cells.iter().any(|cell| is_value(cell))
    })
}
