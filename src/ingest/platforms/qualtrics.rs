//! Qualtrics: internal names, texts, and a row of JSON with the import ids. Previews and
//! answers left before the end are in the file.

use super::{DATE, Hint, ID, IDENTIFIER, IGNORED, Known, LANGUAGE, OPEN, Platform, Role, row_with};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_no, if_says};

pub static QUALTRICS: Platform = Platform {
    code: "qualtrics",
    name: "Qualtrics",
    recognise,
};

const STATUS: Hint = Hint::with(
    Role::Status,
    &[
        if_says(
            &["survey preview", "apercu de l'enquete", "1"],
            RowClass::Preview,
        ),
        if_says(&["survey test", "4"], RowClass::Test),
        if_says(&["spam", "possible spam", "8"], RowClass::Moderated),
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
    let names = row_with(head, COLUMNS, 4)?;
    let import_ids = |index: usize| {
        head.rows.get(index).is_some_and(|row| {
            row.cells
                .iter()
                .any(|cell| cell.trim_start().starts_with("{\"ImportId\""))
        })
    };
    let last = match (import_ids(names + 1), import_ids(names + 2)) {
        (true, _) => names + 1,
        (_, true) => names + 2,
        _ => names + 1,
    };
    let keys = head.keys(names);
    let mut layout = Layout::new(head, names + 1, last);
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
