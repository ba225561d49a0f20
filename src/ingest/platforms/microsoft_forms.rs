//! Microsoft Forms: titles with line breaks, `A;B;` for several choices, points and
//! feedback beside the questions of a quiz.

use super::{DATE, ID, IDENTIFIER, IGNORED, Known, LANGUAGE, Platform, row_with};
use crate::ingest::header::{Head, Layout};

pub static MICROSOFT_FORMS: Platform = Platform {
    code: "microsoft_forms",
    name: "Microsoft Forms",
    recognise,
};

const SIGNATURE: &[&str] = &[
    "heure de debut",
    "heure de fin",
    "adresse de messagerie",
    "start time",
    "completion time",
    "email",
];
const COLUMNS: Known = &[
    ("id", ID),
    ("heure de debut", DATE),
    ("heure de fin", DATE),
    ("heure de la derniere modification", DATE),
    ("adresse de messagerie", IDENTIFIER),
    ("nom", IDENTIFIER),
    ("start time", DATE),
    ("completion time", DATE),
    ("last modified time", DATE),
    ("email", IDENTIFIER),
    ("name", IDENTIFIER),
    ("total points", IGNORED),
    ("total des points", IGNORED),
    ("quiz feedback", IGNORED),
    ("langue", LANGUAGE),
    ("language", LANGUAGE),
];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let index = row_with(head, SIGNATURE, 2)?;
    if !head.keys(index).iter().take(4).any(|key| key == "id") {
        return None;
    }
    Some(Layout::new(head, index, index).hinted(|title| {
        let quiz = title.starts_with("points - ")
            || title.starts_with("feedback - ")
            || title.starts_with("commentaires - ");
        if quiz {
            Some(IGNORED)
        } else {
            super::hint_of(COLUMNS, title)
        }
    }))
}
