//! Full names by their shape: `Sophie Lambert`, `LAMBERT Sophie`, `J. Lambert`.

use super::lexicon::Classes;
use super::page::{CONTACT_BLANK, Page, Shape};
use super::runs::{
    Name, first_names_end, inside_compound, is_borne, is_lax, is_namelike, is_noble, opens_clause,
    run,
};

/// The name that starts at word `at`, when its shape says so.
pub(super) fn at(page: &Page<'_>, at: usize) -> Option<Name> {
    if inside_compound(page, at) {
        return None;
    }
    couple(page, at)
        .or_else(|| full_name(page, at))
        .or_else(|| surname_first(page, at))
        .or_else(|| particle_first(page, at))
        .or_else(|| before_surname(page, at))
        .or_else(|| alone_on_line(page, at))
        .or_else(|| initial_first(page, at, false))
        .or_else(|| reachable(page, at))
}

/// `Sophie Lambert`, `Jean-Pierre Le Goff`, `Karim B.`; in lower case both must be known.
fn full_name(page: &Page<'_>, at: usize) -> Option<Name> {
    if !page.is(at, Classes::FIRST) || page.is(at, Classes::FUNCTION) {
        return None;
    }
    let block = first_names_end(page, at);
    if page.is_capital(at) {
        let last = run(page, at, false)
            .or_else(|| after_day(page, at))
            .filter(|last| *last > block);
        let place = Classes::ENGLISH_STREET.or(Classes::ENGLISH_PLACE);
        if last.is_some_and(|last| page.is(last, place) && !page.is(last, Classes::SURNAME)) {
            return None;
        }
        if let Some(last) = last.or_else(|| initial_after(page, block)) {
            return Some(Name::guess(at, last));
        }
    }
    lower_case_name(page, at, block)
}

/// `Toussaint Mattei`, `Noël Tillac`: a day, but for the surname after it.
fn after_day(page: &Page<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    let surname = page.is(next, Classes::SURNAME) && !page.is(next, Classes::EVERYDAY);
    let apart = opens_clause(page, at) && page.is_unknown(next) && page.closes_before(next + 1);
    let named = page.is(at, Classes::NOT_NAME) && page.is_spaced(next) && is_namelike(page, next);
    (named && (surname || apart))
        .then(|| run(page, next, false))
        .flatten()
}

/// `Sophie M.`: the initial that stands for a surname; `A`, `Y` and the like may be words.
fn initial_after(page: &Page<'_>, block: usize) -> Option<usize> {
    let at = block + 1;
    let initial = page.shape(at) == Some(Shape::Initial) && !page.shouted && page.is_spaced(at);
    let dotted = page.gap(at + 1).starts_with('.');
    let last_word = at + 1 >= page.tokens.len();
    (initial && dotted && (last_word || !page.one_of(at, "a y l d j"))).then_some(at)
}

/// `sophie lambert`: a first name that is no word, and a known surname that is none either,
/// or any word that ends a part between commas.
fn lower_case_name(page: &Page<'_>, at: usize, block: usize) -> Option<Name> {
    let next = block + 1;
    let particle = page.one_of(next, "le la du");
    let everyday = page.is(at, Classes::EVERYDAY);
    if !page.is_spaced(next)
        || everyday && block == at
        || page.is(next, Classes::FUNCTION) && !particle
    {
        return None;
    }
    let surname = next + usize::from(particle);
    let joined = !particle || page.is_spaced(surname);
    let plain =
        !page.is(surname, Classes::EVERYDAY) || !everyday && page.closes_before(surname + 1);
    let known = page.is(surname, Classes::SURNAME) && !page.is(surname, Classes::FUNCTION) && plain;
    let bounded = !particle && opens_clause(page, at) && is_bounded_word(page, next);
    (joined && (known || bounded)).then_some(Name::guess(at, surname))
}

/// A word of no known meaning that ends a part between commas.
fn is_bounded_word(page: &Page<'_>, at: usize) -> bool {
    let meaning = Classes::EVERYDAY
        .or(Classes::PLACE)
        .or(Classes::RELATION)
        .or(Classes::OFFICE);
    is_lax(page, at)
        && !page.is(at, meaning)
        && page.closes_before(at + 1)
        && page.word(at).len() > 3
}

/// `LAMBERT Sophie`, `Lambert Sophie`.
fn surname_first(page: &Page<'_>, at: usize) -> Option<Name> {
    if !is_namelike(page, at) {
        return surname_first_shouted(page, at);
    }
    let last = run(page, at, false)?;
    let upper = page.shape(at) == Some(Shape::Upper) && page.word(at).len() >= 4;
    let place = Classes::PLACE.or(Classes::STREET);
    let surname = page.is(at, Classes::SURNAME) || upper && !page.is(at, place);
    let first_name = (at + 1..=last).find(|i| page.is(*i, Classes::FIRST))?;
    let plain = !page.is(first_name, Classes::EVERYDAY) || upper;
    let cased = page.shape(first_name) == Some(Shape::Capital) && page.is_spaced(first_name);
    (surname && plain && cased && first_name <= at + 2).then_some(Name::guess(at, last))
}

/// `lambert sophie` or `LAMBERT JEAN-MARC` where capitals say nothing, alone in a clause.
fn surname_first_shouted(page: &Page<'_>, at: usize) -> Option<Name> {
    let word = Classes::EVERYDAY.or(Classes::FUNCTION);
    let surname = page.is(at, Classes::SURNAME) && !page.is(at, word);
    let next = at + 1;
    let followed = page.is_spaced(next) && page.is(next, Classes::FIRST);
    if !surname || !followed || !opens_clause(page, at) {
        return None;
    }
    let last = first_names_end(page, next);
    let plain = last > next || !page.is(next, word);
    (plain && page.closes_before(last + 1)).then_some(Name::guess(at, last))
}

/// `LE GUEN Jean-Yves`, `DE LA VILLE Anne`: the particle in capitals like the surname.
fn particle_first(page: &Page<'_>, at: usize) -> Option<Name> {
    let upper = |i: usize| matches!(page.shape(i), Some(Shape::Upper | Shape::Initial));
    let particle = |i: usize| upper(i) && page.is(i, Classes::PARTICLE);
    if page.shouted || !particle(at) {
        return None;
    }
    let surname = at + 1 + usize::from(particle(at + 1));
    let joined = (at + 1..=surname).all(|i| page.is_spaced(i) || page.is_tied(i));
    let compound = first_names_end(page, surname);
    let first = compound + 1;
    let given = page.shape(first) == Some(Shape::Capital) && page.is_spaced(first);
    let known = page.is(first, Classes::FIRST);
    let other = Classes::PLACE.or(Classes::NOT_NAME).or(Classes::STREET);
    let written = page.shape(surname) == Some(Shape::Upper) && page.word(surname).len() > 2;
    let written = written && !page.is(surname, other) && page.word(at) != "l";
    (joined && written && given && known).then(|| Name::guess(at, first_names_end(page, first)))
}

/// `Paul et Odile Lambert`: one name for two.
pub(super) fn couple(page: &Page<'_>, at: usize) -> Option<Name> {
    let first_name = |i: usize| page.is(i, Classes::FIRST) && is_namelike(page, i);
    let surname = at > 0 && page.is_spaced(at) && page.is_capital(at - 1);
    let unknown = page.shape(at) == Some(Shape::Capital) && page.is_unknown(at) && !surname;
    if !(first_name(at) || unknown && page.is_capital(at)) {
        return None;
    }
    let block = first_names_end(page, at);
    let second = match page.gap(block + 1).trim() {
        "&" => block + 1,
        "" if page.word(block + 1) == "et" && page.is_spaced(block + 2) => block + 2,
        _ => return None,
    };
    if !first_name(second) {
        return None;
    }
    let last = run(page, second, false).filter(|last| *last > first_names_end(page, second))?;
    Some(Name::guess(at, last))
}

/// An unknown word with its capital before a known surname, inside a sentence:
/// `un certain Zeddy Lambert`.
fn before_surname(page: &Page<'_>, at: usize) -> Option<Name> {
    let meaning = Classes::EVERYDAY
        .or(Classes::FUNCTION)
        .or(Classes::NOT_NAME)
        .or(Classes::PLACE)
        .or(Classes::TOWN);
    let next = at + 1;
    let unknown = page.is_unknown(at) && page.word(at).len() > 2;
    let surname = page.is(next, Classes::SURNAME) && !page.is(next, meaning);
    let capitals = page.is_capital(at) && page.is_capital(next) && page.is_spaced(next);
    if !unknown || !surname || !capitals || page.shape(at) != Some(Shape::Capital) {
        return None;
    }
    let last = run(page, at, false)?;
    let opens_sentence = at == 0 || page.gap(at).contains(['.', '!', '?', '\n', '…']);
    let infinitive = page.word(at).ends_with(['r', 'e']) && page.is(next, Classes::FIRST);
    if opens_sentence && infinitive {
        return None;
    }
    (!opens_sentence || page.closes_before(last + 1)).then_some(Name::guess(at, last))
}

/// Two to four name words that are the last sentence, or a line of their own: a signature.
fn alone_on_line(page: &Page<'_>, at: usize) -> Option<Name> {
    let own_line = at > 0 && page.gap(at).contains('\n');
    // "Fait à Brest le 3/4/2024, Anne Tillac".
    let dated = at > 0 && page.gap(at) == ", " && page.shape(at - 1) == Some(Shape::Number);
    let own_sentence = at > 0 && page.gap(at).contains(['.', '!', '?', '—', '–']) || dated;
    if !(own_line || own_sentence) || !is_namelike(page, at) || !page.is_spaced(at + 1) {
        return None;
    }
    let last = run(page, at, false).filter(|last| *last > at)?;
    let tail = page.gap(last + 1);
    let ends_text = last + 1 >= page.tokens.len();
    let ends = (ends_text || own_line && tail.contains('\n')) && !tail.contains([':', '?', '!']);
    let known = (at..=last).any(|i| is_borne(page, i) && !page.is(i, Classes::PARTICLE));
    let written = (at..=last).all(|i| page.is_capital(i) || page.is_tied(i))
        && (at..last).all(|i| page.shape(i) == Some(Shape::Capital));
    let word = page.is(at, Classes::EVERYDAY) && !page.is(at, Classes::FIRST);
    let infinitive = page.is_unknown(at)
        && ["er", "ir", "re"]
            .iter()
            .any(|end| page.word(at).ends_with(end))
        && page.is(at + 1, Classes::FIRST);
    let signature =
        ends && !word && !infinitive && (known || written) && is_free_of_meaning(page, at, last);
    signature.then_some(Name::guess(at, last))
}

/// No word of the run is a place, an office or a trade, unless it is a surname too.
pub(super) fn is_free_of_meaning(page: &Page<'_>, first: usize, last: usize) -> bool {
    let meaning = Classes::PLACE
        .or(Classes::TOWN)
        .or(Classes::STREET)
        .or(Classes::OFFICE)
        .or(Classes::UNDERTAKING)
        .or(Classes::RELATION)
        .or(Classes::SIGN_OFF)
        .or(Classes::PRIVATE_BODY)
        .or(Classes::RANK);
    (first..=last).all(|i| !page.is(i, meaning) || page.is(i, Classes::SURNAME))
}

/// `J. Lambert`, `J.-P. Lambert`, `A. de Villiers`.
pub(super) fn initial_first(page: &Page<'_>, at: usize, listed: bool) -> Option<Name> {
    let short = page.is_capital(at)
        && page.word(at).len() <= 3
        && page.one_of(at, "ph ch chr th jb jc jl jm jp cl fr ant mch");
    if page.shape(at) != Some(Shape::Initial) && !short || page.shouted {
        return None;
    }
    let compound = page.shape(at + 1) == Some(Shape::Initial)
        && matches!(page.gap(at + 1), ".-" | "-" | "." | ". " | ".- ");
    let from = if compound { at + 2 } else { at + 1 };
    let dotted = page.gap(from).trim() == "." && page.gap(from).starts_with('.')
        || compound && page.is_spaced(from);
    let particle = page.is(from, Classes::PARTICLE) && page.is_capital(from);
    let led = listed || at == 0 || page.gap(at).contains([',', '\n', ':']);
    let particle = particle && led && page.is_spaced(from + 1) && is_namelike(page, from + 1);
    let named = is_namelike(page, from) || is_noble(page, from) || particle;
    if !dotted || !named || at == 0 && page.word(at) == "a" {
        return None;
    }
    let last = run(page, from, false)?;
    let dash = page.gap(last + 1).trim_matches(' ');
    let closes = page.closes_before(last + 1) || matches!(dash, "-" | "–" | "—");
    let alone = closes && opens_clause(page, at);
    let signed = alone && !page.one_of(at, "a b c d");
    let upper = page.shape(from) == Some(Shape::Upper) && page.word(from).len() > 3;
    let surname = (from..=last).any(|i| page.is(i, Classes::SURNAME));
    let known = surname || upper || signed || listed || compound || is_noble(page, from);
    known.then_some(Name::guess(at, last))
}

/// Two capitalised words and, right after, an e-mail or a telephone number.
fn reachable(page: &Page<'_>, at: usize) -> Option<Name> {
    if !page.has_contact || !is_namelike(page, at) {
        return None;
    }
    let last = run(page, at, false).filter(|last| *last > at)?;
    let reach = |at: usize| {
        let gap = page.gap(at);
        gap.contains(CONTACT_BLANK) && !gap.starts_with(['.', '!', '?'])
    };
    let way = page.is(last + 1, Classes::CONTACT) || page.one_of(last + 1, "on at au via");
    let announced = way && page.is_spaced(last + 1) && reach(last + 2);
    (reach(last + 1) || announced).then_some(Name::guess(at, last))
}
