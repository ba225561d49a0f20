//! Google Forms, from its sheet or its own CSV: a time stamp first, then the questions.

use super::{DATE, IDENTIFIER, IGNORED, Known, Platform};
use crate::ingest::header::{Head, Layout};

pub static GOOGLE_FORMS: Platform = Platform {
    code: "google_forms",
    name: "Google Forms",
    recognise,
};

const COLUMNS: Known = &[
    ("horodateur", DATE),
    ("horodatage", DATE),
    ("timestamp", DATE),
    ("adresse e-mail", IDENTIFIER),
    ("email address", IDENTIFIER),
    ("nom d'utilisateur", IDENTIFIER),
    ("username", IDENTIFIER),
    ("score", IGNORED),
];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let first = head.keys(0);
    let stamped =
        first.len() >= 2 && matches!(first[0].trim(), "horodateur" | "horodatage" | "timestamp");
    stamped.then(|| Layout::new(head, 0, 0).hinted(|title| super::hint_of(COLUMNS, title)))
}
