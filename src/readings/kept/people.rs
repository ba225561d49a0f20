//! Who is concerned: a rewording that leaves out the wheelchair or the child leaves out
//! why the passage matters.

use super::text::Read;
use super::{Change, Kind};

/// A kind of people, and the beginnings of words that name them, folded. A word of one
/// kind may be told by any other of the same.
const PEOPLE: [(&str, &[&str]); 9] = [
    (
        "fauteuil",
        &[
            "fauteuil",
            "handicap",
            "pmr",
            "invalid",
            "wheelchair",
            "disab",
        ],
    ),
    ("canne", &["cann", "bequill", "crutch"]),
    (
        "poussette",
        &[
            "pousset",
            "landau",
            "pram",
            "buggy",
            "pushchair",
            "stroller",
        ],
    ),
    ("aveugle", &["aveugl", "malvoyan", "blind", "sighted"]),
    ("sourd", &["sourd", "malentendan", "deaf"]),
    ("enceinte", &["enceinte", "grossesse", "pregnan"]),
    (
        "enfant",
        &[
            "enfant", "bebe", "gamin", "gosse", "minot", "fille", "fils", "ecolier", "eleve",
            "child", "kid", "toddler", "baby", "babies", "pupil", "daughter",
        ],
    ),
    (
        "personne âgée",
        &[
            "age",
            "agee",
            "ages",
            "agees",
            "senior",
            "vieux",
            "vieille",
            "elderly",
            "older",
            "pensioner",
            "retraite",
        ],
    ),
    (
        "jeune",
        &[
            "jeune",
            "ado",
            "ados",
            "adolescent",
            "lyceen",
            "young",
            "teen",
            "youth",
        ],
    ),
];
/// Beginnings that are whole words: `age` but not `agent`.
const WHOLE: [&str; 8] = [
    "age", "agee", "ages", "agees", "ado", "ados", "fils", "sighted",
];

/// People who are no longer named.
pub(super) fn changes(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let lost = PEOPLE
        .iter()
        .filter(|(_, words)| named(before, words) && !named(after, words));
    lost.map(|(name, _)| Change::lost(Kind::Person, *name))
        .collect()
}

fn named(read: &Read<'_>, words: &[&str]) -> bool {
    let names = |word: &str, start: &str| match WHOLE.contains(&start) {
        true => word == start,
        false => word.starts_with(start),
    };
    read.words
        .iter()
        .any(|word| words.iter().any(|start| names(&word.folded, start)))
}
