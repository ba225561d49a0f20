//! Street addresses: house number, street, complements, postcode and town.
//!
//! A street alone is a place people speak about and stays. It becomes an address with a
//! house number before it or a postcode after it. A lieu-dit or a post box needs a postcode.

use super::lexicon::Classes;
use super::page::{BLANK, CONTACT_BLANK, Page, Shape};
use super::{Finding, PersonalData};

/// Addresses, in order.
pub(super) fn find(page: &Page<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let any_number = page.tokens.iter().any(|t| t.shape == Shape::Number);
    if !any_number {
        return found;
    }
    for at in 0..page.tokens.len() {
        let span = street(page, at)
            .or_else(|| post_box(page, at))
            .or_else(|| named_house(page, at))
            .or_else(|| flat(page, at))
            .or_else(|| english(page, at));
        let Some((first, last)) = span else { continue };
        let (Some(first), Some(last)) = (page.tokens.get(first), page.tokens.get(last)) else {
            continue;
        };
        if found
            .iter()
            .all(|f| f.end <= first.start || last.end <= f.start)
        {
            found.push(Finding {
                kind: PersonalData::Address,
                start: first.start,
                end: last.end,
            });
        }
    }
    found
}

const ANY_STREET: Classes = Classes::STREET.or(Classes::WEAK_STREET);

/// First and last word of the address around the street word `at`.
fn street(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !page.is(at, ANY_STREET) {
        return None;
    }
    let at = if page.word(at) == "lieu" && page.word(at + 1) == "dit" {
        at + 1
    } else {
        at
    };
    let weak = !page.is(at, Classes::STREET);
    let number = house_number(page, at);
    let name = street_name(page, at, weak);
    let named = name.unwrap_or(at);
    let after = complements(page, named);
    let town = postcode_and_town(page, after + 1);
    match (number, town) {
        (Some(first), Some(last)) => Some((complements_before(page, first), last)),
        (Some(first), None) => {
            name?;
            let last = town_alone(page, after + 1).unwrap_or(after);
            Some((complements_before(page, first), last))
        }
        (None, Some(last)) => {
            let dit = page.word(at) == "dit" && page.word(at.wrapping_sub(1)) == "lieu";
            let alone = name.is_none() && page.word(at) != "bourg";
            (!alone).then_some((if dit { at - 1 } else { at }, last))
        }
        (None, None) => None,
    }
}

/// The house number before a street word, its `bis` passed over.
fn house_number(page: &Page<'_>, street: usize) -> Option<usize> {
    let mut at = street;
    let close = |at: usize| {
        at > 0
            && page
                .gap(at)
                .chars()
                .all(|c| matches!(c, ' ' | ',' | '\u{a0}' | '-' | '\'' | '’' | '.'))
    };
    for (last, before) in [("la", "de"), ("l", "de"), ("", "du")] {
        let (one, two) = (at.wrapping_sub(1), at.wrapping_sub(2));
        if last.is_empty() && at > 0 && page.word(one) == before && page.is_spaced(at) {
            at = one;
            break;
        }
        if at > 1 && page.word(one) == last && page.word(two) == before && close(at) && close(one) {
            at = two;
            break;
        }
    }
    let linked = at != street;
    if !close(at) {
        return None;
    }
    let mut number = at.checked_sub(1)?;
    let suffix = matches!(
        page.word(number),
        "bis" | "ter" | "quater" | "a" | "b" | "c" | "d" | "e" | "f"
    );
    let accented = page
        .tokens
        .get(number)
        .is_some_and(|t| page.text.get(t.start..t.end) == Some("à"));
    if suffix && !accented && page.gap(number).trim().is_empty() {
        number = number.checked_sub(1)?;
    }
    let digits: String = page
        .word(number)
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let ending = page.word(number).get(digits.len()..).unwrap_or("");
    let sized = (1..=4).contains(&digits.len());
    if !sized || !matches!(ending, "" | "a" | "b" | "c" | "d" | "bis" | "ter" | "t") {
        return None;
    }
    let before = number.checked_sub(1);
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let glued = page.gap(number).ends_with(['.', '+', 'µ']) && !page.gap(number).ends_with("n°.")
        || (page.gap(number).ends_with(',')
            && before.is_some_and(|b| page.shape(b) == Some(Shape::Number)));
    let numbered = before.is_some_and(|b| {
        page.is_spaced(number) && page.is(b, Classes::NUMBERED) && !is_accented_a(page, b)
    });
    let announced = before.is_some_and(|b| {
        matches!(page.word(b), "au" | "numero" | "no" | "du" | "le" | "num")
            || page.gap(number).contains('°')
    });
    if year || glued || numbered || (linked && !announced) {
        return None;
    }
    Some(range_start(page, number))
}

fn is_accented_a(page: &Page<'_>, at: usize) -> bool {
    page.tokens
        .get(at)
        .is_some_and(|t| matches!(page.text.get(t.start..t.end), Some("à" | "À")))
}

/// `12-14`, `12/14`, `12 et 14`: the first of the two.
fn range_start(page: &Page<'_>, number: usize) -> usize {
    let house = |at: usize| page.shape(at) == Some(Shape::Number) && page.word(at).len() <= 4;
    match number.checked_sub(1) {
        Some(one) if house(one) && matches!(page.gap(number).trim(), "-" | "/") => one,
        Some(one) if one > 0 && page.word(one) == "et" && house(one - 1) => one - 1,
        _ => number,
    }
}

/// Last word of the street's name, none when nothing after the street word can be one.
fn street_name(page: &Page<'_>, street: usize, weak: bool) -> Option<usize> {
    let (mut last, mut lower, mut linked) = (None, 0, false);
    for at in street + 1..(street + 12).min(page.tokens.len()) {
        let abbreviated = page.gap(at) == ". "
            && page.tokens.get(at - 1).is_some_and(|t| t.folded.len() <= 5)
            && (at == street + 1
                || page.is(at - 1, Classes::RANK)
                || page.shape(at - 1) == Some(Shape::Initial));
        if !page.is_spaced(at) && !page.is_tied(at) && !abbreviated {
            break;
        }
        let tied = page.is_tied(at) && page.gap(at).contains(['-', '‐']);
        let capital =
            page.is_capital(at) || page.shape(at) == Some(Shape::Initial) && !page.shouted;
        if page.shape(at) == Some(Shape::Number) {
            let dated =
                page.is(at + 1, Classes::MONTH) || (at > 0 && page.is(at - 1, Classes::MONTH));
            if !dated {
                break;
            }
            last = Some(at);
        } else if is_connector(page, at) {
            linked = true;
        } else if tied || (capital && !page.is(at, Classes::FUNCTION)) {
            last = Some(at);
        } else if page.is(at, Classes::MONTH) && page.shape(at - 1) == Some(Shape::Number) {
            last = Some(at);
        } else if page.is(at, Classes::RANK) && !capital {
            last = Some(at);
            lower = 0;
        } else if !weak && lower_part(page, at, last, lower, linked) {
            lower += 1;
            last = Some(at);
        } else {
            break;
        }
    }
    last
}

fn is_connector(page: &Page<'_>, at: usize) -> bool {
    let article = matches!(
        page.word(at),
        "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "aux" | "au"
    );
    let across = matches!(page.word(at), "en" | "sur" | "sous" | "a")
        && page.is_capital(at - 1)
        && page.is_tied(at)
        || page.word(at) == "et"
            && page.is_capital(at - 1)
            && page.is_capital(at + 1)
            && page.is_capital(at + 2)
            && page.is_spaced(at + 2);
    article && !(page.word(at) == "au" && !page.is_capital(at + 1)) || across
}

/// A word in lower case that still belongs to the name: `rue des lilas`, `rue victor hugo`.
fn lower_part(page: &Page<'_>, at: usize, last: Option<usize>, lower: usize, linked: bool) -> bool {
    let Some(token) = page.tokens.get(at) else {
        return false;
    };
    if token.classes.any(Classes::FUNCTION)
        || token.classes.any(Classes::COMPLEMENT)
        || token.folded.len() < 2
    {
        return false;
    }
    let previous_lower = at > 0 && !page.is_capital(at - 1);
    match (last, linked) {
        (None, _) => true,
        (Some(_), true) => lower == 0 && previous_lower,
        (Some(before), false) => before + 1 == at && previous_lower && lower < 3,
    }
}

/// Last word of the flat, floor, building that follow word `from`.
fn complements(page: &Page<'_>, from: usize) -> usize {
    let mut last = from;
    for _ in 0..5 {
        match complement(page, last + 1) {
            Some(end) => last = end,
            None => break,
        }
    }
    last
}

/// One complement at `at`: `apt 12`, `bât. B`, `3e étage`, `résidence Les Pins`.
fn complement(page: &Page<'_>, at: usize) -> Option<usize> {
    let close = |at: usize| {
        page.gap(at).chars().all(|c| {
            matches!(
                c,
                ' ' | ',' | '-' | '.' | '(' | ')' | '°' | 'n' | ':' | '\u{a0}'
            )
        })
    };
    if at >= page.tokens.len() || !close(at) {
        return None;
    }
    let ordinal =
        page.word(at).starts_with(|c: char| c.is_ascii_digit()) && page.word(at + 1) == "etage";
    if ordinal && page.is_spaced(at + 1)
        || page.word(at) == "premier" && page.word(at + 1) == "etage"
    {
        let side =
            matches!(page.word(at + 2), "gauche" | "droite" | "face") && page.is_spaced(at + 2);
        return Some(if side { at + 2 } else { at + 1 });
    }
    if page.word(at) == "rdc" {
        return Some(at);
    }
    if !page.is(at, Classes::COMPLEMENT)
        || page.is_capital(at) && page.is(at, Classes::FUNCTION)
        || !close(at + 1)
    {
        return None;
    }
    let id = if matches!(page.word(at + 1), "n" | "no" | "numero") {
        at + 2
    } else {
        at + 1
    };
    let short = page.tokens.get(id).is_some_and(|t| {
        t.folded.len() <= 4
            && (t.shape == Shape::Number
                || t.folded.len() == 1
                || t.folded.bytes().any(|b| b.is_ascii_digit()))
    });
    let preposition = page.word(id) == "a" && page.shape(id) == Some(Shape::Lower);
    if short && !preposition {
        return Some(id);
    }
    street_name(page, at, true)
}

/// Flat or building written before the house number: `apt 4, 12 rue...`.
fn complements_before(page: &Page<'_>, first: usize) -> usize {
    let from = first.saturating_sub(8);
    (from..first)
        .find(|at| page.is(*at, Classes::COMPLEMENT) && complements_reach(page, *at, first))
        .unwrap_or(first)
}

fn complements_reach(page: &Page<'_>, at: usize, first: usize) -> bool {
    complement(page, at).is_some_and(|end| complements(page, end) + 1 == first)
        && page
            .gap(first)
            .chars()
            .all(|c| matches!(c, ' ' | ',' | '-'))
}

/// `apt 12, résidence Les Pins`: a flat and its building identify a home without a street.
fn flat(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let flat = matches!(
        page.word(at),
        "apt" | "appt" | "app" | "appartement" | "bat" | "batiment" | "flat" | "logement"
    );
    if !flat {
        return None;
    }
    let first = complement(page, at)
        .filter(|end| *end <= at + 2 && !page.is_capital(*end) || page.word(*end).len() <= 3)?;
    let last = complements(page, first);
    let named = (first + 1..=last)
        .any(|i| matches!(page.word(i), "residence" | "res" | "immeuble" | "tour"));
    let last = postcode_and_town(page, last + 1).unwrap_or(last);
    (named || postcode_and_town(page, last + 1).is_some()).then_some((at, last))
}

/// `Kergoz Vihan, 29000 Quimper`: the name of a house or hamlet, with a capital, that is
/// alone on its line or between commas right before postcode and town.
fn named_house(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let opens = at == 0
        || page
            .gap(at)
            .contains(['\n', ',', ':', BLANK, CONTACT_BLANK])
        || page.is(at - 1, Classes::PARTICLE) && page.word(at - 1) == "a";
    let other = Classes::NOT_NAME
        .or(Classes::TITLE)
        .or(Classes::OFFICE)
        .or(Classes::PRIVATE_BODY)
        .or(Classes::SIGN_OFF);
    if !opens || !page.is_capital(at) || page.is(at, other) {
        return None;
    }
    let mut last = at;
    while (page.is_spaced(last + 1) || page.is_tied(last + 1))
        && last < at + 5
        && (page.is_capital(last + 1) || is_connector(page, last + 1))
    {
        last += 1;
    }
    let gap = page.gap(last + 1);
    let apart = matches!(
        gap.trim_matches(' '),
        "," | "\n" | "\r\n" | ",\n" | ",\r\n" | "-"
    );
    let code = five_digits(page, last + 1)?;
    let end = town(page, code + 1, true)?;
    let person = last > at && page.is(at, Classes::FIRST);
    let town_only =
        page.phrase(at, last) == page.phrase(code + 1, end) || page.is(at, Classes::TOWN);
    (apart && !person && !town_only && page.is_capital(code + 1)).then_some((at, end))
}

/// `BP 12, 35000 Rennes`.
fn post_box(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let boxed = matches!(page.word(at), "bp" | "cs") && page.shape(at + 1) == Some(Shape::Number);
    let last = boxed.then(|| postcode_and_town(page, at + 2)).flatten()?;
    Some((at, last))
}

/// Last word of the postcode and town that start with word `at`.
fn postcode_and_town(page: &Page<'_>, at: usize) -> Option<usize> {
    let close = |at: usize| {
        let gap = page.gap(at);
        gap.len() <= 6
            && gap.chars().all(|c| {
                matches!(
                    c,
                    ' ' | ',' | '-' | '–' | '(' | ')' | '\n' | '\r' | '\u{a0}' | '.'
                )
            })
    };
    let mut code = at;
    if matches!(page.word(code), "bp" | "cs") && close(code) {
        code += 2;
    }
    let preposition = matches!(page.word(code), "a" | "f" | "fr" | "au");
    let country_or_at = preposition && close(code);
    if country_or_at {
        code += 1;
    }
    if code >= page.tokens.len() || !close(code) {
        return town_then_postcode(page, at);
    }
    let last = five_digits(page, code)?;
    Some(town(page, last + 1, true).unwrap_or(last))
}

/// `..., Rennes (35000)`, `... à Rennes 35000`.
fn town_then_postcode(page: &Page<'_>, at: usize) -> Option<usize> {
    let last = town_alone(page, at)?;
    let gap = page.gap(last + 1).trim();
    (matches!(gap, "(" | "" | ","))
        .then(|| five_digits(page, last + 1))
        .flatten()
}

/// A postcode of five digits, also `35 000`; not a count of inhabitants.
fn five_digits(page: &Page<'_>, at: usize) -> Option<usize> {
    let number = |at: usize, length: usize| {
        page.word(at).len() == length && page.word(at).bytes().all(|b| b.is_ascii_digit())
    };
    let last = if number(at, 5) {
        at
    } else if number(at, 2) && number(at + 1, 3) && page.is_spaced(at + 1) {
        at + 1
    } else {
        return None;
    };
    let next = page.word(last + 1);
    let counted = matches!(
        next,
        "habitants"
            | "personnes"
            | "euros"
            | "vehicules"
            | "voitures"
            | "logements"
            | "eur"
            | "m2"
            | "velos"
            | "arbres"
            | "tonnes"
            | "passages"
            | "par"
    ) || page.gap(last + 1).contains(['€', '%']);
    (!counted).then_some(last)
}

/// Last word of a town's name that starts with word `at`.
fn town(page: &Page<'_>, at: usize, after_postcode: bool) -> Option<usize> {
    let close = page.is_spaced(at)
        || matches!(page.gap(at).trim(), "-" | "–" | ")" | ",") && !page.gap(at).contains('\n');
    if at >= page.tokens.len() || !close {
        return None;
    }
    let mut last = None;
    for next in at..(at + 7).min(page.tokens.len()) {
        let joined = next == at || page.is_spaced(next) || page.is_tied(next);
        let capital = page.is_capital(next) && !page.is(next, Classes::FUNCTION);
        let article = matches!(
            page.word(next),
            "le" | "la"
                | "les"
                | "l"
                | "saint"
                | "sainte"
                | "st"
                | "ste"
                | "de"
                | "du"
                | "d"
                | "sur"
                | "en"
        );
        let cedex =
            page.shape(next) == Some(Shape::Number) && page.word(next.wrapping_sub(1)) == "cedex";
        let lower = after_postcode
            && last.is_none_or(|l| page.is_tied(next) && l + 1 == next)
            && page.tokens.get(next).is_some_and(|t| {
                t.shape != Shape::Number && !t.classes.any(Classes::FUNCTION) && t.folded.len() > 1
            });
        if !joined
            || page.is(next, Classes::NOT_NAME) && next > at && !page.is_tied(next) && !article
        {
            break;
        } else if capital || cedex || (page.is_tied(next) && last.is_some()) || lower {
            last = Some(next);
        } else if !article {
            break;
        }
    }
    last
}

/// `, Rennes` or ` à Rennes` right after a numbered street.
fn town_alone(page: &Page<'_>, at: usize) -> Option<usize> {
    let gap = page.gap(at);
    if (page.word(at) == "a" || page.word(at) == "au") && page.is_spaced(at) {
        let named = page.is_capital(at + 1) || matches!(page.word(at + 1), "saint" | "sainte");
        return named.then(|| town(page, at + 1, false)).flatten();
    }
    let listed = matches!(gap, ", " | " - " | " – " | ",");
    let capital = page.is_capital(at)
        && !page.is(
            at,
            Classes::FUNCTION
                .or(Classes::NOT_NAME)
                .or(Classes::TITLE)
                .or(Classes::FIRST),
        );
    let last = (listed && capital)
        .then(|| town(page, at, false))
        .flatten()?;
    (page.closes_before(last + 1) || page.is(at, Classes::TOWN)).then_some(last)
}

/// `14 Orchard Lane`, with the town or postcode left to the reader of postcodes.
fn english(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !page.is(at, Classes::ENGLISH_STREET) || !page.is_capital(at) || !page.is_spaced(at) {
        return None;
    }
    let mut first = at;
    for _ in 0..3 {
        let before = first.checked_sub(1)?;
        if page.shape(before) == Some(Shape::Number) {
            break;
        }
        if !page.is_capital(before) || !(page.is_spaced(before) || page.is_tied(before)) {
            return None;
        }
        first = before;
    }
    let number = first.checked_sub(1)?;
    let house =
        page.shape(number) == Some(Shape::Number) && page.word(number).len() <= 4 && first < at;
    let last = town_alone(page, at + 1).unwrap_or(at);
    house.then_some((complements_before(page, number), last))
}
