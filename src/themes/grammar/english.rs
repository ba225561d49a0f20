//! English: little words and endings.

use super::{Class, Words, among};

const DETERMINERS: &str = "the a an my our your their his her its this that these those no some any \
more less fewer every each another enough many few";
const SUBJECTS: &str = "i you we they he she it who to can could should would will must may might t \
not please let don never always";
const DEGREES: &str = "too very so quite really";
const COPULAS: &str = "is are was were be been being looks feels gets";
const AUXILIARIES: &str = "has have had";
const LINKS: &str = "of in on for at near to by from with without between along around under";
const AND: &str = "and or";
const MODALS: &str = "should must could please to would need needs want";

/// Adjectives without content that make a group with the noun after them.
pub(super) const LEADING: &str = "new old little big good bad first last full better worse nice great \
proper";

pub(super) const OPENERS: &[&[&str]] = &[
    &["not", "enough"],
    &["lack", "of"],
    &["too", "many"],
    &["too", "much"],
    &["more"],
    &["fewer"],
    &["less"],
    &["no"],
];

pub(super) const LONG_LINKS: &[&[&str]] = &[&["next"], &["in", "front"], &["out"], &["close"]];

pub(super) const ROLES: &[Words] = &[
    (DETERMINERS, |role| role.determiner = true),
    ("my your our", |role| role.personal = true),
    (SUBJECTS, |role| role.subject = true),
    (DEGREES, |role| role.degree = true),
    (COPULAS, |role| role.copula = true),
    (AUXILIARIES, |role| role.auxiliary = true),
    (LINKS, |role| role.link = true),
    ("of", |role| role.tight = true),
    (AND, |role| role.and = true),
    (MODALS, |role| role.modal = true),
];

const ADVERBS: &str = "everywhere anywhere somewhere nowhere together outside inside maybe \
tonight afterwards instead ago abroad upstairs downstairs";
const NOT_ADVERBS: &str = "family families bully supply fly july assembly italy reply jelly friendly \
elderly daily weekly monthly early only lovely ugly lively";
const NOT_PARTICIPLES: &str = "bed beds shed sheds weed weeds seed seeds speed need feed breed";
const VERBS: &str = "went gone saw seen knew broke fell ran sat stood slept ate wrote paid lost \
happens seems became become believe hope wish agree mean stays goes walks plays feels smells ends";

pub(super) fn guess(folded: &str) -> Class {
    let long = folded.chars().count() > 4;
    let ends = |endings: &[&str]| long && endings.iter().any(|ending| folded.ends_with(ending));
    if among(ADVERBS, folded) || (ends(&["ly"]) && !among(NOT_ADVERBS, folded)) {
        Class::Adverb
    } else if among(VERBS, folded) {
        Class::Verb
    } else if ends(&[
        "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ities", "ship", "ance", "ence",
        "ism", "age", "hood", "ture", "ing", "ings",
    ]) {
        Class::Noun
    } else if among("lovely ugly lively friendly elderly", folded)
        || ends(&["ful", "less", "ous", "ive", "able", "ible", "ical", "ish"])
    {
        Class::Adjective
    } else if folded.ends_with("ed") && long && !among(NOT_PARTICIPLES, folded) {
        Class::Verb
    } else {
        Class::Unknown
    }
}
