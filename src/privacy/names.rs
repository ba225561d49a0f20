//! Names of people, by shape and by what stands around them.
//!
//! Four grounds, in this order: a title before (`Mme Roche`), a phrase that introduces
//! (`je m'appelle`, `mon voisin`, `cordialement`), a first name before a surname, and a way
//! to reach the person right after. Names of places, of history and of people in office are
//! sorted out at the end.

use std::collections::HashSet;

use super::lexicon::Classes;
use super::page::{CONTACT_BLANK, Page, Shape};
use super::{Finding, PersonalData};
use super::{cues, officials, places};

/// A name and why it was taken for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// A title or a phrase says it is a person: no place is meant.
    pub sure: bool,
}

/// Names of people, in order; those in office as `Official`.
pub(super) fn find(page: &Page<'_>) -> Vec<Finding> {
    let mut people: Vec<Name> = Vec::new();
    let mut elsewhere: HashSet<String> = HashSet::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let names = names_at(page, at);
        let next = names.iter().map(|n| n.last + 1).max();
        for name in names {
            if !name.sure && places::names_a_place(page, name.first) {
                elsewhere.insert(page.phrase(name.first, name.last));
            } else if !places::is_famous(page, name.first, name.last) {
                people.push(name);
            }
        }
        at = next.unwrap_or(at + 1).max(at + 1);
    }
    people.retain(|n| n.sure || !elsewhere.contains(&page.phrase(n.first, n.last)));
    let kinds: Vec<PersonalData> = people.iter().map(|n| kind(page, n)).collect();
    let again = repeated(page, &people, &kinds);
    let named = people
        .iter()
        .zip(&kinds)
        .map(|(n, k)| (n.first, n.last, *k));
    let mut found: Vec<Finding> = named
        .chain(again)
        .filter_map(|(first, last, kind)| {
            Some(Finding {
                kind,
                start: page.tokens.get(first)?.start,
                end: page.tokens.get(last)?.end,
            })
        })
        .collect();
    found.sort_by_key(|f| f.start);
    found
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
    let titled = cues::after_title(page, at);
    if !titled.is_empty() {
        return titled;
    }
    cues::after_introduction(page, at)
        .or_else(|| cues::after_relation(page, at))
        .or_else(|| cues::after_sign_off(page, at))
        .or_else(|| cues::after_office(page, at))
        .or_else(|| couple(page, at))
        .or_else(|| full_name(page, at))
        .or_else(|| surname_first(page, at))
        .or_else(|| before_surname(page, at))
        .or_else(|| alone_on_line(page, at))
        .or_else(|| initial_first(page, at))
        .or_else(|| reachable(page, at))
        .into_iter()
        .collect()
}

/// A word that can be a name: capital, neither a word of grammar nor an institution.
pub(super) fn is_namelike(page: &Page<'_>, at: usize) -> bool {
    let excluded = Classes::FUNCTION.or(Classes::NOT_NAME).or(Classes::TITLE);
    let borne = page.is(at, Classes::FIRST.or(Classes::SURNAME)) && !page.is(at, Classes::FUNCTION);
    page.is_capital(at) && (!page.is(at, excluded) || borne && !page.is(at, Classes::NOT_NAME))
}

/// Last word of the run of name words from `from`; particles and initials inside it.
///
/// `lax` also takes words in lower case that grammar does not claim.
pub(super) fn run(page: &Page<'_>, from: usize, lax: bool) -> Option<usize> {
    let (mut last, mut words, mut particles) = (None, 0, 0);
    for at in from..(from + 9).min(page.tokens.len()) {
        if at > from && !is_joined(page, at) {
            break;
        }
        let borne = words > 0
            && page.is_capital(at)
            && page.is(at, Classes::FIRST.or(Classes::SURNAME))
            && !page.is(at, Classes::PARTICLE);
        let name = is_namelike(page, at) || borne || (lax && is_lax(page, at));
        let tied = at > from && page.is_tied(at) && last == Some(at - 1);
        let linking = words > 0 || page.is_capital(at) || lax || is_noble(page, at);
        let particle = page.is(at, Classes::PARTICLE)
            && particles < 2
            && !page.is(at + 1, Classes::OFFICE)
            && linking
            && !goes_to_town(page, at);
        if name && (words < 4 || tied) && !is_particle_here(page, at, last) {
            last = Some(at);
            words += usize::from(!tied);
            particles = 0;
        } else if is_initial(page, at) && !page.is_tied(at + 1) {
            if last.is_some() && !is_namelike(page, at + 1) && !page.gap(at + 1).starts_with('.') {
                last = Some(at);
            }
        } else if particle {
            particles += 1;
        } else if tied
            && (page.is_capital(at) || page.word(at).len() > 2 && !page.gap(at).contains('-'))
        {
            last = Some(at);
        } else {
            break;
        }
    }
    last
}

/// `de Villiers`, `da Silva`: a particle in lower case that may start a name; `le` and `la`
/// may not, since `la Directrice` follows a title as often.
fn is_noble(page: &Page<'_>, at: usize) -> bool {
    let small = matches!(
        page.word(at),
        "de" | "d"
            | "da"
            | "dos"
            | "do"
            | "van"
            | "von"
            | "el"
            | "al"
            | "ben"
            | "di"
            | "del"
            | "della"
            | "ait"
    );
    let then = if matches!(page.word(at + 1), "la" | "l" | "den" | "der") {
        at + 2
    } else {
        at + 1
    };
    small && is_namelike(page, then)
}

/// `Le` in `Le Goff` starts a name only when a name word follows it.
fn is_particle_here(page: &Page<'_>, at: usize, last: Option<usize>) -> bool {
    let small = matches!(
        page.word(at),
        "le" | "la" | "de" | "du" | "des" | "l" | "d" | "les"
    );
    small && last != Some(at) && page.is(at, Classes::FUNCTION)
}

/// `de Rennes`, `du Conseil`: where from, not part of the name.
fn goes_to_town(page: &Page<'_>, at: usize) -> bool {
    let linking =
        matches!(page.word(at), "de" | "du" | "d") && page.shape(at) == Some(Shape::Lower);
    linking
        && page.is(at + 1, Classes::TOWN.or(Classes::NOT_NAME))
        && !page.is(at + 1, Classes::SURNAME)
}

fn is_joined(page: &Page<'_>, at: usize) -> bool {
    let before_is_initial = at > 0
        && (page.shape(at - 1) == Some(Shape::Initial)
            || matches!(page.word(at - 1), "st" | "ste" | "ph" | "chr"));
    page.is_spaced(at)
        || page.is_tied(at)
        || (before_is_initial && matches!(page.gap(at), ". " | "." | ".-" | ". -"))
}

fn is_initial(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Initial) && !page.shouted && !page.is(at, Classes::PARTICLE) || {
        page.shape(at) == Some(Shape::Initial)
            && page.gap(at + 1).starts_with('.')
            && !page.is_tied(at + 1)
    }
}

fn is_lax(page: &Page<'_>, at: usize) -> bool {
    let excluded = Classes::FUNCTION
        .or(Classes::NOT_NAME)
        .or(Classes::PARTICLE);
    page.tokens
        .get(at)
        .is_some_and(|t| t.shape != Shape::Number && t.folded.len() > 1 && !t.classes.any(excluded))
}

/// `Sophie Lambert`, `Jean-Pierre Le Goff`, `Karim B.`; in lower case both must be known.
fn full_name(page: &Page<'_>, at: usize) -> Option<Name> {
    if !page.is(at, Classes::FIRST) || page.is(at, Classes::FUNCTION) || inside_compound(page, at) {
        return None;
    }
    let block = first_names_end(page, at);
    if page.is_capital(at) {
        let last = run(page, at, false).filter(|last| *last > block);
        let place = Classes::ENGLISH_STREET.or(Classes::ENGLISH_PLACE);
        if last.is_some_and(|last| page.is(last, place) && !page.is(last, Classes::SURNAME)) {
            return None;
        }
        if let Some(last) = last {
            return Some(Name {
                first: at,
                last,
                sure: false,
            });
        }
        if let Some(last) = initial_after(page, block) {
            return Some(Name {
                first: at,
                last,
                sure: false,
            });
        }
    }
    lower_case_name(page, at, block)
}

/// Tied to the word before by a hyphen: `Saint-Jean`; an elided `d'` or `l'` is no tie.
fn inside_compound(page: &Page<'_>, at: usize) -> bool {
    page.is_tied(at)
        && !matches!(
            page.word(at - 1),
            "d" | "l" | "qu" | "s" | "c" | "n" | "m" | "j"
        )
        || (page.is_tied(at) && page.gap(at).contains(['-', '‐']))
}

/// Last word of `Jean-Pierre` from `Jean`.
fn first_names_end(page: &Page<'_>, at: usize) -> usize {
    let mut last = at;
    while page.is_tied(last + 1)
        && page.gap(last + 1).contains(['-', '‐'])
        && last < at + 3
        && last + 1 < page.tokens.len()
    {
        last += 1;
    }
    last
}

/// `Sophie M.`: the initial that stands for a surname.
fn initial_after(page: &Page<'_>, block: usize) -> Option<usize> {
    let initial =
        page.shape(block + 1) == Some(Shape::Initial) && !page.shouted && page.is_spaced(block + 1);
    let dotted = page.gap(block + 2).starts_with('.');
    let grammar = matches!(page.word(block + 1), "a" | "y" | "l" | "d" | "j");
    (initial && dotted && !grammar)
        .then_some(block + 1)
        .or(
            (initial && dotted && page.closes_before(block + 2) && block + 2 >= page.tokens.len())
                .then_some(block + 1),
        )
}

/// `sophie lambert`: a first name that is no word, and a known surname that is none either.
fn lower_case_name(page: &Page<'_>, at: usize, block: usize) -> Option<Name> {
    let everyday = page.is(at, Classes::EVERYDAY) && block == at;
    let next = block + 1;
    if !page.is_spaced(next)
        || page.is(next, Classes::FUNCTION) && !page.is(next, Classes::PARTICLE)
    {
        return None;
    }
    let surname = if page.is(next, Classes::PARTICLE)
        && page.is(next, Classes::FUNCTION)
        && matches!(page.word(next), "le" | "la" | "du")
    {
        next + 1
    } else {
        next
    };
    let known = page.is(surname, Classes::SURNAME)
        && (!page.is(surname, Classes::EVERYDAY) || surname_is_plain(page, at, surname))
        && !page.is(surname, Classes::FUNCTION);
    let joined = surname == next || page.is_spaced(surname);
    let bounded = surname == next
        && is_lax(page, next)
        && !page.is(
            next,
            Classes::EVERYDAY
                .or(Classes::PLACE)
                .or(Classes::RELATION)
                .or(Classes::OFFICE),
        )
        && page.shape(next) != Some(Shape::Number)
        && page.closes_before(next + 1)
        && opens_clause(page, at)
        && page.word(next).len() > 3;
    (!everyday && joined && (known || bounded)).then_some(Name {
        first: at,
        last: surname,
        sure: false,
    })
}

/// A known surname that is also a word counts when the first name is plainly a name and
/// the clause ends after it: `camille petit, 12 rue...`.
fn surname_is_plain(page: &Page<'_>, first: usize, surname: usize) -> bool {
    !page.is(first, Classes::EVERYDAY) && page.closes_before(surname + 1)
}

fn opens_clause(page: &Page<'_>, at: usize) -> bool {
    at == 0
        || page
            .gap(at)
            .contains(['.', '\n', ',', '(', ':', '!', '?', ';'])
}

/// `LAMBERT Sophie`, `Lambert Sophie`.
fn surname_first(page: &Page<'_>, at: usize) -> Option<Name> {
    if inside_compound(page, at) {
        return None;
    }
    if !is_namelike(page, at) {
        return surname_first_shouted(page, at);
    }
    let last = run(page, at, false)?;
    let upper = page.shape(at) == Some(Shape::Upper) && page.word(at).len() >= 4;
    let surname =
        page.is(at, Classes::SURNAME) || upper && !page.is(at, Classes::PLACE.or(Classes::STREET));
    let first_name = (at + 1..=last).find(|i| page.is(*i, Classes::FIRST))?;
    let plain = !page.is(first_name, Classes::EVERYDAY) || upper;
    let cased = page.shape(first_name) == Some(Shape::Capital);
    let spaced = page.is_spaced(first_name);
    (surname && plain && cased && spaced && first_name <= at + 2).then_some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// `lambert sophie` or `LAMBERT JEAN-MARC` where capitals say nothing, alone in a clause.
fn surname_first_shouted(page: &Page<'_>, at: usize) -> Option<Name> {
    let surname =
        page.is(at, Classes::SURNAME) && !page.is(at, Classes::EVERYDAY.or(Classes::FUNCTION));
    let next = at + 1;
    if !surname
        || !opens_clause(page, at)
        || !page.is_spaced(next)
        || !page.is(next, Classes::FIRST)
    {
        return None;
    }
    let last = first_names_end(page, next);
    let plain = last > next || !page.is(next, Classes::EVERYDAY.or(Classes::FUNCTION));
    (plain && page.closes_before(last + 1)).then_some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// `Paul et Odile Lambert`: one name for two.
fn couple(page: &Page<'_>, at: usize) -> Option<Name> {
    let first_name = |i: usize| {
        page.is(i, Classes::FIRST) && page.is_capital(i) && !page.is(i, Classes::FUNCTION)
    };
    if !first_name(at) || inside_compound(page, at) {
        return None;
    }
    let block = first_names_end(page, at);
    let joined = page.word(block + 1) == "et" || page.gap(block + 1).trim() == "&";
    let second = if page.word(block + 1) == "et" {
        block + 2
    } else {
        block + 1
    };
    let spaced = page.gap(second).trim().trim_matches('&').is_empty()
        && page.gap(block + 1).trim().trim_matches('&').is_empty();
    if !joined || !spaced || !first_name(second) {
        return None;
    }
    let last = run(page, second, false).filter(|last| *last > first_names_end(page, second))?;
    Some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// An unknown word with its capital before a known surname, inside a sentence:
/// `un certain Zeddy Lambert`.
fn before_surname(page: &Page<'_>, at: usize) -> Option<Name> {
    let unknown = page.tokens.get(at).is_some_and(|t| {
        t.classes == Classes::default() && t.folded.len() > 2 && t.shape == Shape::Capital
    });
    let surname = page.is(at + 1, Classes::SURNAME)
        && !page.is(
            at + 1,
            Classes::EVERYDAY
                .or(Classes::FUNCTION)
                .or(Classes::NOT_NAME)
                .or(Classes::PLACE)
                .or(Classes::TOWN),
        );
    if !unknown
        || !surname
        || !page.is_capital(at)
        || !page.is_capital(at + 1)
        || !page.is_spaced(at + 1)
        || inside_compound(page, at)
    {
        return None;
    }
    let last = run(page, at, false)?;
    let opens_sentence = at == 0 || page.gap(at).contains(['.', '!', '?', '\n', '…']);
    (!opens_sentence || page.closes_before(last + 1)).then_some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// Two to four name words that are the last sentence, or a line of their own: a signature.
fn alone_on_line(page: &Page<'_>, at: usize) -> Option<Name> {
    let own_line = at > 0 && page.gap(at).contains('\n');
    let own_sentence = at > 0 && page.gap(at).contains(['.', '!', '?', '—', '–']);
    if !(own_line || own_sentence) || !is_namelike(page, at) {
        return None;
    }
    let last = run(page, at, false).filter(|last| *last > at)?;
    let tail = page.gap(last + 1);
    let ends_text = last + 1 >= page.tokens.len() && !tail.contains(['?', '!', ':']);
    let ends = ends_text || own_line && tail.contains('\n') && !tail.contains([':', '?', '!']);
    let other = Classes::PLACE
        .or(Classes::TOWN)
        .or(Classes::STREET)
        .or(Classes::OFFICE)
        .or(Classes::UNDERTAKING)
        .or(Classes::RELATION)
        .or(Classes::SIGN_OFF)
        .or(Classes::PRIVATE_BODY)
        .or(Classes::RANK);
    let word = page.is(at, Classes::EVERYDAY) && !page.is(at, Classes::FIRST);
    let known = (at..=last).any(|i| page.is(i, Classes::FIRST.or(Classes::SURNAME)));
    let written = (at..=last).all(|i| page.is_capital(i) || page.is_tied(i))
        && (at..last).all(|i| page.shape(i) == Some(Shape::Capital));
    let only_names = !word
        && (known || written)
        && (at..=last).all(|i| !page.is(i, other) || page.is(i, Classes::SURNAME));
    (ends && only_names && page.is_spaced(at + 1)).then_some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// `J. Lambert`, `J.-P. Lambert`, `JP Lambert`.
fn initial_first(page: &Page<'_>, at: usize) -> Option<Name> {
    if page.shape(at) != Some(Shape::Initial) || page.shouted || page.is_tied(at) {
        return None;
    }
    let compound = page.shape(at + 1) == Some(Shape::Initial)
        && matches!(page.gap(at + 1), ".-" | "-" | "." | ". " | ".- ");
    let from = if compound { at + 2 } else { at + 1 };
    let dotted = page.gap(from).starts_with('.') && page.gap(from).trim() == "."
        || compound && page.is_spaced(from);
    let last = run(page, from, false)?;
    let signed = page.closes_before(last + 1)
        && opens_clause(page, at)
        && !matches!(page.word(at), "a" | "b" | "c" | "d");
    let known = (from..=last).any(|i| page.is(i, Classes::SURNAME))
        || page.shape(from) == Some(Shape::Upper) && page.word(from).len() > 3
        || is_noble(page, from)
        || signed;
    let enumerated = matches!(page.word(at), "a") && at == 0;
    (dotted
        && (known || compound)
        && (is_namelike(page, from) || is_noble(page, from))
        && !enumerated)
        .then_some(Name {
            first: at,
            last,
            sure: false,
        })
}

/// Two capitalised words and, right after, an e-mail or a telephone number.
fn reachable(page: &Page<'_>, at: usize) -> Option<Name> {
    if !page.has_contact || !is_namelike(page, at) || inside_compound(page, at) {
        return None;
    }
    let last = run(page, at, false).filter(|last| *last > at)?;
    let reach = |at: usize| {
        page.gap(at).contains(CONTACT_BLANK) && !page.gap(at).starts_with(['.', '!', '?'])
    };
    let direct = reach(last + 1);
    let announced = page.is(last + 1, Classes::CONTACT) && reach(last + 2);
    (direct || announced).then_some(Name {
        first: at,
        last,
        sure: false,
    })
}

/// Surnames found once and written again alone in the same text.
fn repeated(
    page: &Page<'_>,
    people: &[Name],
    kinds: &[PersonalData],
) -> Vec<(usize, usize, PersonalData)> {
    let surnames: HashSet<&str> = people
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| **kind == PersonalData::Person)
        .map(|(name, _)| page.word(name.last))
        .filter(|word| word.len() > 2)
        .collect();
    if surnames.is_empty() {
        return Vec::new();
    }
    let taken: HashSet<usize> = people.iter().flat_map(|n| n.first..=n.last).collect();
    (0..page.tokens.len())
        .filter(|at| !taken.contains(at) && is_namelike(page, *at))
        .filter(|at| surnames.contains(page.word(*at)))
        .filter(|at| !page.is_tied(*at) && !page.is_tied(at + 1))
        .filter(|at| !places::names_a_place(page, *at))
        .filter(|at| !page.is(*at, Classes::EVERYDAY) || !opens_clause(page, *at))
        .map(|at| (at, at, PersonalData::Person))
        .collect()
}
