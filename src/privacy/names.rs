//! Names of people, from all grounds, with places, history and people in office sorted out.
//!
//! Four grounds, in this order: a title before (`Mme Roche`), a phrase that introduces
//! (`je m'appelle`, `mon voisin`, `cordialement`), the shape of a full name, and a way to
//! reach the person right after.

use std::collections::HashSet;

use super::lexicon::Classes;
use super::page::Page;
use super::runs::{Name, is_namelike, opens_clause};
use super::{Finding, PersonalData};
use super::{cues, given, officials, places, rosters, shapes, sign_offs, titles};

/// Names of people, in order; those in office as `Official`.
pub(super) fn find(page: &Page<'_>) -> Vec<Finding> {
    let people = people(page);
    let mut named: Vec<(usize, usize, PersonalData)> = people
        .iter()
        .map(|name| (name.first, name.last, kind(page, name)))
        .collect();
    spread_office(page, &mut named);
    named.extend(repeated(page, &named));
    let mut found: Vec<Finding> = named
        .into_iter()
        .filter_map(|(first, last, kind)| page.finding(kind, first, last))
        .collect();
    found.sort_by_key(|finding| finding.start);
    found
}

/// Names in the order of the text. A name that the text also gives to a place is a place.
fn people(page: &Page<'_>) -> Vec<Name> {
    let mut people: Vec<Name> = Vec::new();
    let mut elsewhere: HashSet<String> = HashSet::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let names = names_at(page, at);
        let next = names.iter().map(|name| name.last + 1).max();
        for name in names {
            let public = places::is_author(page, name.first)
                || rosters::is_of_a_place(page, name.first, name.last);
            if !name.sure && (public || places::names_a_place(page, name.first)) {
                elsewhere.insert(page.phrase(name.first, name.last));
            } else if !places::is_famous(page, name.first, name.last) {
                people.push(name);
            }
        }
        at = next.unwrap_or(at + 1).max(at + 1);
    }
    people.retain(|name| name.sure || !elsewhere.contains(&page.phrase(name.first, name.last)));
    people
}

fn kind(page: &Page<'_>, name: &Name) -> PersonalData {
    if officials::is_in_office(page, name.first, name.last) {
        PersonalData::Official
    } else {
        PersonalData::Person
    }
}

/// Names that start at word `at` or are announced by it.
fn names_at(page: &Page<'_>, at: usize) -> Vec<Name> {
    for names in [rosters::listed(page, at), titles::after_title(page, at)] {
        if !names.is_empty() {
            return names;
        }
    }
    cues::after_introduction(page, at)
        .or_else(|| cues::after_relation(page, at))
        .or_else(|| sign_offs::after_sign_off(page, at))
        .or_else(|| titles::after_office(page, at))
        .or_else(|| shapes::at(page, at))
        .or_else(|| rosters::described(page, at))
        .or_else(|| given::at(page, at))
        .into_iter()
        .collect()
}

/// Someone named once in office keeps it all over the text: `le maire, M. Petit... M. Petit`;
/// an office in the plural holds for the names it lists.
fn spread_office(page: &Page<'_>, named: &mut [(usize, usize, PersonalData)]) {
    let official = PersonalData::Official;
    for at in 1..named.len() {
        let (first, last, kind) = named[at - 1];
        let between =
            (last + 1..named[at].0).all(|i| page.word(i) == "et" || page.is(i, Classes::TITLE));
        if kind == official && between && officials::is_plural_office_before(page, first) {
            named[at].2 = official;
        }
    }
    let officials: Vec<(usize, usize)> = named
        .iter()
        .filter(|(_, _, kind)| *kind == official)
        .map(|(first, last, _)| (*first, *last))
        .collect();
    for (first, last, kind) in named.iter_mut() {
        let alone = *first == *last;
        let same = officials.iter().any(|(from, to)| {
            page.word(*to) == page.word(*last) && (alone || page.word(*from) == page.word(*first))
        });
        if same {
            *kind = official;
        }
    }
}

/// Surnames and first names of the people among `named`.
fn borne_words<'p>(
    page: &'p Page<'_>,
    named: &[(usize, usize, PersonalData)],
) -> (HashSet<&'p str>, HashSet<&'p str>) {
    let people = || {
        named
            .iter()
            .filter(|(_, _, kind)| *kind == PersonalData::Person)
    };
    let long = |word: &&str| word.len() > 2;
    let surnames = people().map(|(_, last, _)| page.word(*last)).filter(long);
    let given = people()
        .map(|(first, _, _)| *first)
        .filter(|at| page.is(*at, Classes::FIRST) && !page.is(*at, Classes::EVERYDAY))
        .map(|at| page.word(at))
        .filter(long);
    (surnames.collect(), given.collect())
}

/// `in Austin`, `de Florence`, `Camille Roche`: the first name is a town's or someone else's.
fn is_placed(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| page.is_spaced(at));
    let of = "of in de la le du en a to from my our the at san el los";
    let led = before.is_some_and(|i| page.one_of(i, of) || page.is_capital(i));
    let follows = page.is_spaced(at + 1) && page.is_capital(at + 1);
    led || follows || page.is(at, Classes::TOWN)
}

/// Surnames and first names found once and written again alone in the same text.
fn repeated(
    page: &Page<'_>,
    named: &[(usize, usize, PersonalData)],
) -> Vec<(usize, usize, PersonalData)> {
    let (surnames, given) = borne_words(page, named);
    if surnames.is_empty() && given.is_empty() {
        return Vec::new();
    }
    let taken: HashSet<usize> = named
        .iter()
        .flat_map(|(first, last, _)| *first..=*last)
        .collect();
    (0..page.tokens.len())
        .filter(|at| !taken.contains(at) && is_namelike(page, *at))
        .filter(|at| {
            let word = page.word(*at);
            surnames.contains(word) || given.contains(word) && !is_placed(page, *at)
        })
        .filter(|at| !page.is_tied(*at) && !page.is_tied(at + 1))
        .filter(|at| !places::names_a_place(page, *at))
        .filter(|at| !page.is(*at, Classes::EVERYDAY) || !opens_clause(page, *at))
        .map(|at| (at, at, PersonalData::Person))
        .collect()
}
