//! Street addresses, put together from their parts.
//!
//! A street alone is a place people speak about and stays. It becomes an address with a
//! house number before it or a postcode after it. A lieu-dit or a post box needs a
//! postcode, a residence a flat or a postcode.

use super::address_parts::{
    complement, complements, complements_before, five_digits, house_number, number_after,
    postcode_and_town, town, town_alone,
};
use super::lexicon::Classes;
use super::page::{BLANK, CONTACT_BLANK, NAME_BLANK, Page, Shape};
use super::{Finding, PersonalData};

/// Addresses, in order. Cost: nothing for a text without a number.
pub(super) fn find(page: &Page<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    if page.tokens.iter().all(|t| t.shape != Shape::Number) {
        return found;
    }
    for at in 0..page.tokens.len() {
        let address = street(page, at)
            .or_else(|| post_box(page, at))
            .or_else(|| named_house(page, at))
            .or_else(|| flat(page, at))
            .or_else(|| english(page, at))
            .and_then(|(first, last)| page.finding(PersonalData::Address, first, last));
        let Some(address) = address else { continue };
        let apart = |f: &Finding| f.end <= address.start || address.end <= f.start;
        if found.iter().all(apart) {
            found.push(address);
        }
    }
    found
}

/// First and last word of the address around the street word `at`.
fn street(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !page.is(at, Classes::STREET.or(Classes::WEAK_STREET)) {
        return None;
    }
    let short = page.one_of(at, "all sq") && !page.gap(at + 1).starts_with('.');
    let area = page.one_of(
        at + 1,
        "foot feet ft metre metres meter meters mile miles inch inches",
    );
    if short || area {
        return None;
    }
    let name = street_name(page, at, !page.is(at, Classes::STREET));
    let named = name.unwrap_or(at);
    let after = complements(page, named);
    let town = postcode_and_town(page, after + 1);
    if let Some(first) = house_number(page, at) {
        let sized = at > 0 && page.one_of(at - 1, "grande grand petite vieille");
        if name.is_none() && town.is_none() && !sized {
            return None;
        }
        let last = town
            .or_else(|| town_alone(page, after + 1))
            .unwrap_or(after);
        let first = complements_before(page, first);
        return Some((house_before(page, first, town.is_some()), last));
    }
    let dit = page.word(at) == "dit" && at > 0 && page.word(at - 1) == "lieu";
    let first = at - usize::from(dit);
    if let Some(last) = town {
        let placed = name.is_some() || page.word(at) == "bourg";
        return placed.then_some((house_before(page, first, true), last));
    }
    if page.word(at) == "r" {
        return None;
    }
    let housing = page.one_of(at, "residence lotissement hlm") && name.is_some();
    let flat = (named + 1..=after).any(|i| page.shape(i) == Some(Shape::Number));
    if housing && flat {
        return Some((first, after));
    }
    let rural = page.one_of(
        named,
        "rural communal vicinal departementale forestier forestiere",
    );
    name.filter(|_| !rural)
        .and_then(|name| number_after(page, name))
        .map(|last| (first, last))
}

/// Last word of the street's name, none when nothing after the street word can be one.
pub(super) fn street_name(page: &Page<'_>, street: usize, weak: bool) -> Option<usize> {
    let (mut last, mut lower, mut linked) = (None, 0, false);
    for at in street + 1..(street + 12).min(page.tokens.len()) {
        if !page.is_spaced(at) && !page.is_tied(at) && !is_abbreviated(page, street, at) {
            break;
        }
        let hyphen = page.is_tied(at) && page.gap(at).contains(['-', '‐']);
        let initial = page.shape(at) == Some(Shape::Initial) && !page.shouted;
        let capital = page.is_capital(at) || initial;
        if is_connector(page, at) {
            linked = true;
            continue;
        }
        let rank = page.is(at, Classes::RANK) && !capital;
        let number = page.shape(at) == Some(Shape::Number);
        let word = hyphen || capital && !page.is(at, Classes::FUNCTION) || rank;
        if is_dated(page, at) || word && !number {
            lower = if rank { 0 } else { lower };
        } else if !number && !weak && lower_part(page, at, last, lower, linked) {
            lower += 1;
        } else {
            break;
        }
        last = Some(at);
    }
    last
}

/// `bd. Foch`, `rue du Dr. Roux`, `rue J. Ferry`.
fn is_abbreviated(page: &Page<'_>, street: usize, at: usize) -> bool {
    let short = page.word(at - 1).len() <= 5;
    let initial = page.shape(at - 1) == Some(Shape::Initial);
    page.gap(at) == ". " && short && (at == street + 1 || page.is(at - 1, Classes::RANK) || initial)
}

/// A part of `8 mai 1945`.
fn is_dated(page: &Page<'_>, at: usize) -> bool {
    let month = |i: usize| page.is(i, Classes::MONTH);
    match page.shape(at) {
        Some(Shape::Number) => month(at + 1) || month(at - 1),
        _ => month(at) && page.shape(at - 1) == Some(Shape::Number),
    }
}

fn is_connector(page: &Page<'_>, at: usize) -> bool {
    if page.one_of(at, "de du des d la le les l aux") {
        return true;
    }
    let capitals = at > 0 && page.is_capital(at - 1);
    match page.word(at) {
        "au" => page.is_capital(at + 1),
        "en" | "sur" | "sous" | "a" => capitals && page.is_tied(at),
        // "rue Pierre et Anne Lambert": a name of two follows.
        "et" => {
            let two = page.is_capital(at + 1) && page.is_capital(at + 2);
            capitals && two && page.is_spaced(at + 2)
        }
        _ => false,
    }
}

/// A word in lower case that still belongs to the name: `rue des lilas`, `rue victor hugo`.
fn lower_part(page: &Page<'_>, at: usize, last: Option<usize>, lower: usize, linked: bool) -> bool {
    if page.is(at, Classes::FUNCTION.or(Classes::COMPLEMENT)) || page.word(at).len() < 2 {
        return false;
    }
    let after_lower = !page.is_capital(at - 1);
    match last {
        None => true,
        Some(_) if linked => lower == 0 && after_lower,
        Some(before) => before + 1 == at && after_lower && lower < 3,
    }
}

/// `apt 12, résidence Les Pins`: a flat and its building identify a home without a street.
fn flat(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !page.one_of(
        at,
        "apt appt app appartement bat batiment flat logement hlm",
    ) {
        return None;
    }
    let first = if page.word(at) == "hlm" {
        street_name(page, at, true)?
    } else {
        let numbered = |end: &usize| *end <= at + 2 && page.word(*end).len() <= 4;
        complement(page, at).filter(numbered)?
    };
    let last = complements(page, first);
    let named = (at..=last).any(|i| page.one_of(i, "residence res immeuble tour hlm"));
    match postcode_and_town(page, last + 1) {
        Some(town) => Some((at, town)),
        None => (named && last > first).then_some((at, last)),
    }
}

/// `Kergoz Vihan, 29000 Quimper`: the name of a house or hamlet, with a capital, that is
/// alone on its line or between commas right before postcode and town.
fn named_house(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let other = Classes::NOT_NAME
        .or(Classes::TITLE)
        .or(Classes::OFFICE)
        .or(Classes::PRIVATE_BODY)
        .or(Classes::SIGN_OFF);
    let marks = ['\n', ',', ':', BLANK, CONTACT_BLANK, NAME_BLANK];
    let opens =
        at == 0 || page.gap(at).contains(marks) || matches!(page.written(at - 1), "à" | "À");
    if !opens || !page.is_capital(at) || page.is(at, other) {
        return None;
    }
    let follows = |next: usize| {
        (page.is_spaced(next) || page.is_tied(next))
            && (page.is_capital(next) || is_connector(page, next))
    };
    let last = (at + 1..at + 6)
        .take_while(|next| follows(*next))
        .last()
        .unwrap_or(at);
    let gap = page.gap(last + 1).trim_matches(' ');
    let apart = matches!(gap, "" | "," | "\n" | "\r\n" | ",\n" | ",\r\n" | "-");
    let code = five_digits(page, last + 1)?;
    let end = town(page, code + 1, true)?;
    let person = last > at && page.is(at, Classes::FIRST);
    let same = page.phrase(at, last) == page.phrase(code + 1, end) || page.is(at, Classes::TOWN);
    (apart && !person && !same && page.is_capital(code + 1)).then_some((at, end))
}

/// `BP 12, 35000 Rennes`.
fn post_box(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let full = page.word(at) == "boite" && page.word(at + 1) == "postale";
    let sign = at + usize::from(full);
    let number = sign + 1 + usize::from(page.one_of(sign + 1, "n no numero"));
    let boxed = full || page.one_of(at, "bp cs pk tsa case");
    let boxed = boxed && page.shape(number) == Some(Shape::Number);
    // "PK 12,5 côté mer": the kilometre of an overseas road.
    let decimal = page.gap(number + 1) == "," && page.shape(number + 1) == Some(Shape::Number);
    let number = number + usize::from(decimal && page.word(at) == "pk");
    let side = page.word(number + 1) == "cote" && page.is_spaced(number + 1);
    let number = number + if side { 2 } else { 0 };
    let last = boxed
        .then(|| postcode_and_town(page, number + 1))
        .flatten()?;
    Some((at, last))
}

/// First word of `La Grange` in `La Grange, route de Bellac, 87300 Blond`: the name of a
/// house or residence before the street at `first`.
fn house_before(page: &Page<'_>, first: usize, coded: bool) -> usize {
    let gap = page.gap(first).trim_matches(' ');
    if !coded || first == 0 || !matches!(gap, "," | "-" | "–" | "\n" | "\r\n" | ",\n") {
        return first;
    }
    let sign = first.saturating_sub(2);
    if page.shape(first - 1) == Some(Shape::Number) && page.one_of(sign, "lot pk villa case") {
        return sign;
    }
    let house = "villa residence domaine maison ferme chalet immeuble lotissement tour le la les l \
                 clos mas manoir chateau bastide cite lot hameau moulin lieu-dit the";
    let named = |i: usize| page.is_capital(i) || is_connector(page, i) || page.one_of(i, house);
    let closed = |i: usize| i + 1 == first || page.is_spaced(i + 1) || page.is_tied(i + 1);
    (first.saturating_sub(5)..first)
        .rev()
        .take_while(|i| named(*i) && closed(*i))
        .filter(|i| page.one_of(*i, house) && page.is_capital(first - 1))
        .filter(|i| page.is_capital(*i) || !page.one_of(*i, "le la les l the"))
        .last()
        .unwrap_or(first)
}

/// `14 Orchard Lane`, with the town; the postcode is found by its own shape.
fn english(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !page.is(at, Classes::ENGLISH_STREET) || !page.is_capital(at) || !page.is_spaced(at) {
        return None;
    }
    let joined = |i: usize| page.is_spaced(i + 1) || page.is_tied(i + 1);
    let number = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|i| joined(*i))
        .find(|i| !page.is_capital(*i))?;
    let house = page.shape(number) == Some(Shape::Number) && page.word(number).len() <= 4;
    let bare = page.gap(at + 1) == ", " && page.is_unknown(at + 1) && page.is_capital(at + 1);
    let last = town_alone(page, at + 1).unwrap_or(at + usize::from(bare));
    (house && number + 1 < at).then_some((complements_before(page, number), last))
}
