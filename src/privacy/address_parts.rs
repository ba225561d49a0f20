//! Parts of an address around its street: house number, flat, postcode, town.
//!
//! Each reader takes a word and gives the last (or first) word of its part, or none. What
//! makes an address of the parts is for `addresses` to say.

use super::addresses::street_name;
use super::lexicon::Classes;
use super::page::{Page, Shape};

/// First word of the house number before a street word, its `bis` passed over.
pub(super) fn house_number(page: &Page<'_>, street: usize) -> Option<usize> {
    let at = before_link(page, street);
    if !is_close(page, at) {
        return None;
    }
    let mut number = at.checked_sub(1)?;
    let suffix = page.one_of(number, "bis ter quater a b c d e f") && page.written(number) != "à";
    if suffix && page.gap(number).trim().is_empty() {
        number = number.checked_sub(1)?;
    }
    let sized = "le la grande grand petite vieille haute basse";
    let linked = at != street && !page.one_of(street - 1, sized);
    if let Some(first) = spelt_number(page, number) {
        return Some(first);
    }
    if !is_house_number(page, number) || linked && !is_announced(page, number) {
        return None;
    }
    Some(range_start(page, number))
}

/// First word of a number in words before a street: `au douze rue Pasteur`.
fn spelt_number(page: &Page<'_>, last: usize) -> Option<usize> {
    let number = |at: usize| page.is(at, Classes::NUMBER_WORD) && !page.one_of(at, "un");
    let first = (last.saturating_sub(3)..=last)
        .rev()
        .take_while(|at| number(*at))
        .last()?;
    let told = first > 0 && page.one_of(first - 1, "au numero habite vis reside demeure");
    told.then_some(first)
}

/// Passes over `de la`, `du`, `de l'` in `12 de la rue`, and the article of `1 Le Bourg`.
fn before_link(page: &Page<'_>, street: usize) -> usize {
    let spaced = |at: usize| at > 0 && is_close(page, at);
    let Some(one) = street.checked_sub(1) else {
        return street;
    };
    if !spaced(street) {
        return street;
    }
    let article = page.one_of(one, "la l") && spaced(one) && page.one_of(one - 1, "de");
    let capital = page.one_of(one, "le la") && page.is_capital(one);
    match (article, page.word(one)) {
        (true, _) => one - 1,
        (false, "du") => one,
        (false, _) if capital => one,
        (false, "grande" | "grand" | "petite" | "vieille" | "haute" | "basse") => one,
        _ => street,
    }
}

fn is_close(page: &Page<'_>, at: usize) -> bool {
    let marks = [' ', ',', '\u{a0}', '-', '\'', '’', '.'];
    at > 0 && page.gap(at).chars().all(|c| marks.contains(&c))
}

/// One to four digits that are no year, decimal, bus line or article.
fn is_house_number(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = word.get(digits..).unwrap_or("");
    let year = digits == 4 && (word.starts_with("19") || word.starts_with("20"));
    let shaped = matches!(ending, "" | "a" | "b" | "c" | "d" | "bis" | "ter" | "t");
    if !(1..=4).contains(&digits) || !shaped || year {
        return false;
    }
    let gap = page.gap(at);
    let Some(before) = at.checked_sub(1) else {
        return !gap.ends_with(['+', 'µ']);
    };
    let decimal = gap.ends_with(',') && page.shape(before) == Some(Shape::Number);
    let glued = gap.ends_with(['.', '+', 'µ']) && !gap.ends_with("n°.");
    let counted =
        page.is_spaced(at) && page.is(before, Classes::NUMBERED) && !is_loose_letter(page, before);
    !decimal && !glued && !counted
}

/// `a 12 rue`, `bât c 12 rue`: a letter that names no road.
fn is_loose_letter(page: &Page<'_>, at: usize) -> bool {
    let letter = page.word(at).len() == 1;
    let flat = at > 0 && page.is(at - 1, Classes::COMPLEMENT);
    letter && (flat || page.shape(at) == Some(Shape::Lower))
}

fn is_announced(page: &Page<'_>, number: usize) -> bool {
    number > 0 && page.one_of(number - 1, "au numero no du le num")
        || page.gap(number).contains('°')
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

/// `rue Pasteur n° 12`: the number after the name that ends with word `name`.
pub(super) fn number_after(page: &Page<'_>, name: usize) -> Option<usize> {
    let sign = name + 1;
    let number = name + 2;
    let signed = page.word(sign) == "n" && page.gap(number).starts_with('°')
        || page.one_of(sign, "numero no") && page.is_spaced(number);
    let short = page.shape(number) == Some(Shape::Number) && page.word(number).len() <= 4;
    (signed && short && is_close(page, sign)).then_some(number)
}

/// Last word of the flat, floor, building that follow word `from`; `from` when none do.
pub(super) fn complements(page: &Page<'_>, from: usize) -> usize {
    let mut last = from;
    for _ in 0..5 {
        let next = last + 1;
        match complement(page, next).filter(|_| is_complement_gap(page, next)) {
            Some(end) => last = end,
            None => break,
        }
    }
    last
}

fn is_complement_gap(page: &Page<'_>, at: usize) -> bool {
    page.gap(at).chars().all(|c| " ,-.()°:\u{a0}".contains(c))
}

/// Last word of the complement at `at`: `apt 12`, `bât. B`, `3e étage`, `résidence Les Pins`.
pub(super) fn complement(page: &Page<'_>, at: usize) -> Option<usize> {
    if at >= page.tokens.len() {
        return None;
    }
    let next = at + 1;
    let ordinal = page.shape(at) == Some(Shape::Number) && page.is_spaced(next);
    if page.word(next) == "etage" && (ordinal || page.word(at) == "premier") {
        let side = page.one_of(at + 2, "gauche droite face") && page.is_spaced(at + 2);
        return Some(next + usize::from(side));
    }
    if page.word(at) == "rdc" {
        return Some(at);
    }
    if !page.is(at, Classes::COMPLEMENT) || !is_complement_gap(page, next) {
        return None;
    }
    let id = next + usize::from(page.one_of(next, "n no numero"));
    let short = page.tokens.get(id).is_some_and(|t| {
        let digit = t.folded.bytes().any(|b| b.is_ascii_digit());
        t.folded.len() == 1 || digit && t.folded.len() <= 4
    });
    let preposition = page.word(id) == "a" && page.shape(id) == Some(Shape::Lower);
    if short && !preposition {
        return Some(id);
    }
    street_name(page, at, true)
}

/// Flat or building written before the house number: `apt 4, 12 rue...`; its first word.
pub(super) fn complements_before(page: &Page<'_>, first: usize) -> usize {
    let tight = page
        .gap(first)
        .chars()
        .all(|c| matches!(c, ' ' | ',' | '-'));
    let reaches = |at: usize| {
        complement(page, at).is_some_and(|end| end < first && complements(page, end) + 1 == first)
    };
    (first.saturating_sub(8)..first)
        .find(|at| tight && page.is(*at, Classes::COMPLEMENT) && reaches(*at))
        .unwrap_or(first)
}

/// Last word of the postcode and town that start with word `at`, also as `Rennes (35000)`.
pub(super) fn postcode_and_town(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut code = at;
    if page.one_of(code, "bp cs") && is_line_gap(page, code) {
        code += 2;
    }
    if page.one_of(code, "a f fr au") && is_line_gap(page, code) {
        code += 1;
    }
    let found = is_line_gap(page, code)
        .then(|| five_digits(page, code))
        .flatten();
    match found {
        Some(last) => Some(town(page, last + 1, true).unwrap_or(last)),
        None => town_then_postcode(page, at),
    }
}

/// Between the lines of an address: a comma, a line end, a dash.
fn is_line_gap(page: &Page<'_>, at: usize) -> bool {
    let gap = page.gap(at);
    at < page.tokens.len() && gap.len() <= 6 && gap.chars().all(|c| " ,-–()\n\r\u{a0}.".contains(c))
}

/// `..., Rennes (35000)`, `... à Rennes 35000`.
fn town_then_postcode(page: &Page<'_>, at: usize) -> Option<usize> {
    let plain = page.is_capital(at) && !page.is(at, Classes::FUNCTION.or(Classes::NOT_NAME));
    let bare = || town(page, at, false).filter(|_| plain && !page.gap(at).contains('.'));
    let last = town_alone(page, at).or_else(bare)?;
    let close = matches!(page.gap(last + 1).trim(), "(" | "" | ",");
    close.then(|| five_digits(page, last + 1)).flatten()
}

/// Last word of a postcode of five digits, also `35 000`; not a count of inhabitants.
pub(super) fn five_digits(page: &Page<'_>, at: usize) -> Option<usize> {
    let number = |at: usize, length: usize| {
        page.word(at).len() == length && page.word(at).bytes().all(|b| b.is_ascii_digit())
    };
    let last = match (number(at, 5), number(at, 2) && number(at + 1, 3)) {
        (true, _) => at,
        (false, true) if page.is_spaced(at + 1) => at + 1,
        _ => return None,
    };
    let unit = "habitants personnes euros vehicules voitures logements eur m2 velos arbres tonnes \
                passages par k kwh km";
    let counted = page.one_of(last + 1, unit) || page.gap(last + 1).contains(['€', '%']);
    (!counted).then_some(last)
}

/// Last word of a town's name that starts with word `at`; in lower case after a postcode.
pub(super) fn town(page: &Page<'_>, at: usize, after_postcode: bool) -> Option<usize> {
    let gap = page.gap(at);
    let close = matches!(gap.trim(), "" | "-" | "–" | ")" | ",") && !gap.contains('\n');
    if at >= page.tokens.len() || !close || gap.is_empty() {
        return None;
    }
    let mut last = None;
    for next in at..(at + 7).min(page.tokens.len()) {
        let tied = next > at && page.is_tied(next);
        if next > at && !page.is_spaced(next) && !tied {
            break;
        }
        let article = page.one_of(next, "le la les l saint sainte st ste de du d sur en");
        if page.is(next, Classes::NOT_NAME) && next > at && !tied && !article {
            break;
        }
        let capital = page.is_capital(next) && !page.is(next, Classes::FUNCTION);
        let cedex = page.shape(next) == Some(Shape::Number) && page.word(next - 1) == "cedex";
        let lower = after_postcode && last.is_none() && is_town_in_lower_case(page, next);
        if capital || cedex || lower || tied && last.is_some() {
            last = Some(next);
        } else if !article {
            break;
        }
    }
    last
}

fn is_town_in_lower_case(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at).is_some_and(|t| {
        t.shape != Shape::Number && !t.classes.any(Classes::FUNCTION) && t.folded.len() > 1
    })
}

/// Last word of `, Rennes` or ` à Rennes` right after a numbered street.
pub(super) fn town_alone(page: &Page<'_>, at: usize) -> Option<usize> {
    if page.one_of(at, "a au") && page.is_spaced(at) {
        let named = page.is_capital(at + 1) || page.one_of(at + 1, "saint sainte");
        return named.then(|| town(page, at + 1, false)).flatten();
    }
    let other = Classes::FUNCTION
        .or(Classes::NOT_NAME)
        .or(Classes::TITLE)
        .or(Classes::FIRST);
    let listed = matches!(page.gap(at), ", " | " - " | " – " | ",");
    if !listed || !page.is_capital(at) || page.is(at, other) {
        return None;
    }
    let last = town(page, at, false)?;
    (page.closes_before(last + 1) || page.is(at, Classes::TOWN)).then_some(last)
}
