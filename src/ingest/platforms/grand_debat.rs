//! Grand Débat National, open data: answers moderated after publication are marked
//! `trashed`; the same question has three spellings, by the date of the file.

use super::{
    DATE, HEADING, Hint, ID, IGNORED, Known, Platform, RESPONDENT, Role, SEGMENT, STATUS, row_with,
    single_row,
};
use crate::ingest::role::{RowClass, if_empty, if_yes};

pub static GRAND_DEBAT: Platform = Platform {
    code: "grand_debat",
    name: "Grand Débat National",
    recognise: |head| {
        row_with(head, SIGNATURE, 2)?;
        let mut layout = single_row(head, COLUMNS, 6)?;
        for title in &mut layout.titles {
            *title = without_code(title).to_owned();
        }
        Some(layout)
    },
};

/// The question without the code in front: `QUXVlc3Rpb246MTY5 - …`, `Q169 - …`.
fn without_code(title: &str) -> &str {
    match title.split_once(" - ") {
        Some((code, question))
            if code.starts_with('Q') && code.chars().all(char::is_alphanumeric) =>
        {
            question
        }
        _ => title,
    }
}

const TRASHED: Hint = Hint::with(Role::Status, &[if_yes(RowClass::Moderated)]);
const PUBLISHED: Hint = Hint::with(Role::Date, &[if_empty(RowClass::Unpublished)]);

const SIGNATURE: &[&str] = &["trashed", "trashedstatus", "authorzipcode"];
const COLUMNS: Known = &[
    ("id", ID),
    ("reference", IGNORED),
    ("title", HEADING),
    ("createdat", DATE),
    ("publishedat", PUBLISHED),
    ("updatedat", DATE),
    ("trashed", TRASHED),
    ("trashedstatus", STATUS),
    ("authorid", RESPONDENT),
    ("authortype", SEGMENT),
    ("authorzipcode", SEGMENT),
];
