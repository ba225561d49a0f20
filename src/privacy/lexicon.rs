//! What a folded word may be: first name, title, street word, elected office...
//!
//! One table, built once, gives every word its classes in one look-up. It knows words
//! only; which of the classes holds in a sentence is for `names` and `addresses` to say.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// Borne as a first name.
    pub const FIRST: Classes = Classes(1);
    /// Borne as a surname.
    pub const SURNAME: Classes = Classes(1 << 1);
    /// A first name or surname that is also an everyday word or a place.
    pub const EVERYDAY: Classes = Classes(1 << 2);
    /// Title that a surname may follow: `Mme`, `Maître`.
    pub const TITLE: Classes = Classes(1 << 3);
    /// Title that streets and hospitals carry too: `Docteur`, `Père`.
    pub const RANK: Classes = Classes(1 << 4);
    /// Title for several people: `MM`.
    pub const PLURAL_TITLE: Classes = Classes(1 << 5);
    /// Street word that a house number goes before.
    pub const STREET: Classes = Classes(1 << 6);
    /// Street word that is also an everyday word: `place`, `cours`.
    pub const WEAK_STREET: Classes = Classes(1 << 7);
    /// A place or work that is given people's names: `école`, `loi`.
    pub const PLACE: Classes = Classes(1 << 8);
    /// Plural of such a word: `rues`.
    pub const PLACES: Classes = Classes(1 << 9);
    /// Adjective between such a word and the name.
    pub const PLACE_ADJECTIVE: Classes = Classes(1 << 10);
    /// Articles, prepositions, pronouns, common verbs: never part of a name by themselves.
    pub const FUNCTION: Classes = Classes(1 << 11);
    /// Small word inside a name: `de`, `El`, `Ben`.
    pub const PARTICLE: Classes = Classes(1 << 12);
    /// Capitalised words that no surname is: institutions, days, months, titles.
    pub const NOT_NAME: Classes = Classes(1 << 13);
    /// Elected or appointed public office.
    pub const OFFICE: Classes = Classes(1 << 14);
    /// A private body one can preside: `association`.
    pub const PRIVATE_BODY: Classes = Classes(1 << 15);
    /// Kin, neighbour or trade a name may follow: `voisin`, `fils`.
    pub const RELATION: Classes = Classes(1 << 16);
    /// `famille`, `époux`: any surname follows.
    pub const HOUSEHOLD: Classes = Classes(1 << 17);
    /// Last word of a closing formula.
    pub const SIGN_OFF: Classes = Classes(1 << 18);
    /// Month, French or English.
    pub const MONTH: Classes = Classes(1 << 19);
    /// Part of an address after the street: `apt`, `bât`.
    pub const COMPLEMENT: Classes = Classes(1 << 20);
    /// English street word, written after its name.
    pub const ENGLISH_STREET: Classes = Classes(1 << 21);
    /// Before a number that is no house number: `ligne`, `zone`, `article`.
    pub const NUMBERED: Classes = Classes(1 << 22);
    /// Town that often follows `de` after a name.
    pub const TOWN: Classes = Classes(1 << 23);
    /// Number said in words.
    pub const NUMBER_WORD: Classes = Classes(1 << 24);
    /// `tel`, `mail`: how to reach the person just named.
    pub const CONTACT: Classes = Classes(1 << 25);
    /// Project, law or body that can be "born" on a date.
    pub const UNDERTAKING: Classes = Classes(1 << 26);
    /// English word that ends a place's name: `Victoria Park`.
    pub const ENGLISH_PLACE: Classes = Classes(1 << 27);

    /// True when any class of `other` is among these.
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// Classes of a folded word; none for a word that is not in the table.
pub(super) fn classes(folded: &str) -> Classes {
    match TABLE.get(folded) {
        Some(classes) => *classes,
        None if has_the_form_of_a_surname(folded) => Classes::SURNAME,
        None => Classes::default(),
    }
}

/// An ending or a beginning that only surnames have: `Wojciechowski`, `Rakotomalala`.
fn has_the_form_of_a_surname(folded: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "owski", "ewski", "inski", "ynski", "owska", "ewska", "inska", "wicz", "czyk", "czak",
        "ovic", "evic", "ovich", "ovitch", "evitch", "enko", "tchouk", "shvili", "adze", "oglu",
        "poulos", "opoulou", "idis", "escu", "eanu", "dottir", "rsson", "nsson", "gaard", "hoeven",
        "guennec", "etxea", "garay", "ouarn",
    ];
    const BEGINNINGS: [&str; 12] = [
        "rakoto", "randria", "razafi", "ratsima", "ravelo", "andriam", "ramana", "etcheg",
        "etcheb", "vandenb", "vandev", "oyarz",
    ];
    folded.len() > 6
        && (folded.ends_with([
            'i', 'a', 'z', 'k', 'c', 'h', 'o', 'u', 's', 'r', 'y', 'n', 'd',
        ]) || folded.starts_with(['r', 'a', 'e', 'v', 'o']))
        && folded.bytes().all(|b| b.is_ascii_lowercase())
        && (ENDINGS.iter().any(|e| folded.ends_with(e))
            || BEGINNINGS.iter().any(|b| folded.starts_with(b)))
}

/// True for a name, folded and single-spaced, that belongs to history, to a brand or to a
/// character: it is spoken about and protects nobody.
pub(super) fn is_known_to_all(name: &str) -> bool {
    KNOWN.contains(name)
}

/// True for a present or recent national politician.
pub(super) fn is_national_politician(name: &str) -> bool {
    POLITICIANS.contains(name)
}

static TABLE: LazyLock<HashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Classes> = HashMap::new();
    for (class, list) in lists() {
        let words = list
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace);
        for word in words {
            let known = table.entry(word).or_default();
            *known = known.or(class);
        }
    }
    table
});

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| names_of(super::figures::KNOWN));
static POLITICIANS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| names_of(super::figures::POLITICIANS));

fn names_of(list: &'static str) -> HashSet<&'static str> {
    list.split(',').map(str::trim).collect()
}

fn lists() -> [(Classes, &'static str); 28] {
    use super::lists::*;
    [
        (Classes::FIRST, include_str!("first_names.txt")),
        (Classes::SURNAME, include_str!("surnames.txt")),
        (Classes::EVERYDAY, EVERYDAY),
        (Classes::TITLE, TITLES),
        (Classes::RANK, RANKS),
        (Classes::PLURAL_TITLE, PLURAL_TITLES),
        (Classes::STREET, STREETS),
        (Classes::WEAK_STREET, WEAK_STREETS),
        (Classes::PLACE, PLACE_WORDS),
        (Classes::PLACES, PLACES_WORDS),
        (Classes::PLACE_ADJECTIVE, PLACE_ADJECTIVES),
        (Classes::FUNCTION, FUNCTION_WORDS),
        (Classes::PARTICLE, PARTICLES),
        (Classes::NOT_NAME, NOT_NAMES),
        (Classes::OFFICE, OFFICES),
        (Classes::PRIVATE_BODY, PRIVATE_BODIES),
        (Classes::RELATION, RELATIONS),
        (Classes::HOUSEHOLD, HOUSEHOLDS),
        (Classes::SIGN_OFF, SIGN_OFFS),
        (Classes::MONTH, MONTHS),
        (Classes::COMPLEMENT, COMPLEMENTS),
        (Classes::ENGLISH_STREET, ENGLISH_STREETS),
        (Classes::NUMBERED, NUMBERED),
        (Classes::TOWN, TOWNS),
        (Classes::NUMBER_WORD, NUMBER_WORDS),
        (Classes::CONTACT, CONTACTS),
        (Classes::UNDERTAKING, UNDERTAKINGS),
        (Classes::ENGLISH_PLACE, ENGLISH_PLACES),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::fold;

    #[test]
    fn every_word_of_the_table_is_folded() {
        for word in TABLE.keys() {
            assert_eq!(*word, fold(word));
        }
        for name in KNOWN.iter().chain(POLITICIANS.iter()) {
            assert_eq!(*name, fold(name));
        }
    }

    #[test]
    fn a_word_may_have_several_classes() {
        let rose = classes("rose");
        assert!(rose.any(Classes::FIRST) && rose.any(Classes::EVERYDAY));
        assert_eq!(classes("zzz"), Classes::default());
    }
}
