//! Typeform: `#` first, technical columns last. An option of a question with several has a
//! column with its label for a title; the question itself is lost.

use super::{DATE, Hint, ID, IGNORED, Known, Platform, Role, row_with, single_row};
use crate::ingest::role::{RowClass, if_says};

pub static TYPEFORM: Platform = Platform {
    code: "typeform",
    name: "Typeform",
    recognise: |head| {
        row_with(head, SIGNATURE, 3)?;
        single_row(head, COLUMNS, 3)
    },
};

const KIND: Hint = Hint::with(
    Role::Status,
    &[if_says(&["started", "partial"], RowClass::Unfinished)],
);
const SIGNATURE: &[&str] = &[
    "response type",
    "start date (utc)",
    "stage date (utc)",
    "submit date (utc)",
    "network id",
    "tags",
];
const COLUMNS: Known = &[
    ("#", ID),
    ("response type", KIND),
    ("start date (utc)", DATE),
    ("stage date (utc)", DATE),
    ("submit date (utc)", DATE),
    ("network id", IGNORED),
    ("tags", IGNORED),
    ("ending", IGNORED),
];
