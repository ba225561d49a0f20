//! Vehicle plates: French since 2009 and before, British, Belgian.

use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::identifiers::{after, before, lead};
use super::plate_words::{
    CLOSE_VEHICLES, DRIVEN, LAND, VEHICLES, Written, is_road, is_unit, is_word,
};
use super::{Finding, PersonalData};

static PLATE: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)[A-Za-z]{2}[ .\-_\u{a0}\u{202f}\u{2011}]{0,2}[0-9]{3}[ .\-_\u{a0}\u{202f}\u{2011}]{0,2}[A-Za-z]{2}(?-u:\b)",
        r"|(?-u:\b)[0-9]{1,4}[ .\-_\u{a0}\u{202f}\u{2011}]?[A-Za-z]{2,3}[ .\-_\u{a0}\u{202f}\u{2011}]?(?:[0-9]{2}|2[ABab]|97[0-9])(?-u:\b)",
        r"|(?-u:\b)[A-Za-z]{2}[0-9]{2}[ \u{a0}]?[A-Za-z]{3}(?-u:\b)",
        r"|(?-u:\b)[1-9]-[A-Za-z]{3}-[0-9]{3}(?-u:\b)",
    ))
    .ok()
});

/// Whatever stands right after `immatriculé` or `plaque`: foreign plates, mopeds.
static ANNOUNCED: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i:immatricul[a-zé]*|plaques?|immat|plate|registration)(?i: d'immatriculation| min[eé]ralogique| number)?\s?(?i::|est|is|n°|=|,)?\s?(?P<plate>[A-Z0-9]{1,4}(?:[ .\-\u{a0}]?[A-Z0-9]{1,4}){1,3})(?-u:\b)",
    )
    .ok()
});

/// Plates of other countries; only beside a word for a vehicle.
static FOREIGN: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)(?:[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?[0-9]{1,4}[EH]?|[0-9]{4}[ -]?[B-DF-HJ-NPR-TV-Z]{3}",
        r"|[A-Z]{2}[ .·-]?[0-9]{4,6}|[A-Z]{2,3} [0-9]{4,5}[A-Z]?|[A-Z]{2} [0-9]{3}[A-Z]{2}",
        r"|[0-9A-Z]{2}-[0-9A-Z]{2,3}-[0-9A-Z]{1,2}|[A-Z]{1,2}[ -][0-9]{2,3}[ -][A-Z]{3})(?-u:\b)",
    ))
    .ok()
});

/// Plates, in order.
pub(super) fn find(text: &str) -> Vec<Finding> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return Vec::new();
    }
    let mut places = shaped(text);
    for (start, end) in announced(text).into_iter().chain(foreign(text)) {
        if places.iter().all(|(from, to)| *to <= start || end <= *from) {
            places.push((start, end));
        }
    }
    let kind = PersonalData::Plate;
    let finding = |(start, end)| Finding { kind, start, end };
    places.into_iter().map(finding).collect()
}

/// Plates by their shape; what stands beside one and has the shape of a plate is one too.
fn shaped(text: &str) -> Vec<(usize, usize)> {
    let (mut places, mut doubtful) = (Vec::new(), Vec::new());
    let Some(pattern) = PLATE.as_ref() else {
        return places;
    };
    let mut from = 0;
    while let Some(part) = pattern.find_at(text, from) {
        let place = (part.start(), part.end());
        if is_plate(text, place.0, place.1) {
            places.push(place);
            from = place.1;
            continue;
        }
        if is_doubtful(text, place.0, place.1) {
            doubtful.push(place);
        }
        // "Le 482 XK 29": the first word was none of the plate's.
        let word = part.as_str().find(|c: char| !c.is_alphanumeric());
        from = word.map_or(place.1, |length| place.0 + length);
    }
    with_listed(text, places, &doubtful)
}

/// `places` and those of `doubtful` that a comma or `et` joins to one of them.
fn with_listed(
    text: &str,
    mut places: Vec<(usize, usize)>,
    doubtful: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let beside = |one: (usize, usize), two: (usize, usize)| {
        text.get(one.1..two.0)
            .is_some_and(|gap| gap.len() < 8 && LISTED.contains(&gap.trim()))
    };
    for place in doubtful {
        let joined = |p: &(usize, usize)| beside(*p, *place) || beside(*place, *p);
        if places.iter().any(joined) {
            places.push(*place);
        }
    }
    places.sort_unstable();
    places.dedup_by(|two, one| two.0 < one.1);
    places
}

/// What joins two plates of a list.
const LISTED: [&str; 9] = [",", "et", "et le", "et la", ", le", ", la", "/", ";", "and"];

/// `CR 662 NB`: a plate but for its letters, which also name a road, a unit or a word.
fn is_doubtful(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let written = Written::of(whole);
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/'));
    written.capitals
        && written.is_current()
        && whole.starts_with(|c: char| c.is_ascii_alphabetic())
        && !glued(before(text, start))
        && !glued(after(text, end))
        && !is_of_land(text, start)
}

/// A word of the land register, the plan or a file right before: `lot AD 310 BE`.
fn is_of_land(text: &str, start: usize) -> bool {
    let lead = lead(text, start);
    lead.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .rev()
        .take(2)
        .any(|word| {
            LAND.iter()
                .any(|w| word == *w || w.len() > 5 && word.starts_with(w))
        })
}

/// A car right before, or a verb of parking right after, in lower case.
fn is_driven(text: &str, start: usize, end: usize) -> bool {
    let lead = lead(text, start);
    let near = lead.chars().rev().take(22).collect::<String>();
    let near: String = near.chars().rev().collect();
    let mut to = (end + 24).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let tail = crate::words::fold(text.get(end..to).unwrap_or(""));
    VEHICLES
        .iter()
        .chain(&CLOSE_VEHICLES)
        .any(|v| near.contains(v))
        || DRIVEN
            .iter()
            .any(|v| tail.trim_start_matches([' ', ',', '(']).starts_with(v))
}

/// Foreign plates with a word for a vehicle before them, and no road.
fn foreign(text: &str) -> Vec<(usize, usize)> {
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/'));
    let mut places = spans(&FOREIGN, text);
    places.retain(|(start, end)| {
        let whole = text.get(*start..*end).unwrap_or("");
        let written = Written::of(whole);
        let plain = !written.letters.iter().any(|l| is_road(l) || is_word(l));
        let digits = whole.bytes().filter(u8::is_ascii_digit).count();
        plain
            && digits >= 2
            && !written.letters.is_empty()
            && !glued(before(text, *start))
            && !glued(after(text, *end))
            && !is_of_land(text, *start)
            && is_driven(text, *start, *end)
    });
    places
}

/// Capitals and digits together, right after a word for a plate.
fn announced(text: &str) -> Vec<(usize, usize)> {
    let Some(pattern) = ANNOUNCED.as_ref() else {
        return Vec::new();
    };
    pattern
        .captures_iter(text)
        .filter_map(|captures| captures.name("plate"))
        .filter(|plate| {
            let digits = plate.as_str().bytes().filter(u8::is_ascii_digit).count();
            let letters = plate
                .as_str()
                .bytes()
                .filter(u8::is_ascii_uppercase)
                .count();
            digits >= 2 && letters >= 1 && digits + letters >= 5
        })
        .map(|plate| (plate.start(), plate.end()))
        .collect()
}

/// A plate rather than a road, a price or a reference: hyphens, capitals or the word for it.
fn is_plate(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    if glued(before(text, start)) || glued(after(text, end)) || before(text, start) == Some('/') {
        return false;
    }
    let written = Written::of(whole);
    if is_doubtful(text, start, end) && is_driven(text, start, end) {
        return true;
    }
    if is_of_land(text, start) && !written.hyphens {
        return false;
    }
    let among_lower = lead(text, start).len() > 3 && has_lower_case_near(text, start, end);
    if written.letters.iter().all(|letters| !is_unit(letters)) && is_announced(text, start) {
        return written.capitals || written.hyphens || !written.spaces || written.is_current();
    }
    if whole.starts_with(|c: char| c.is_ascii_digit()) {
        let old = is_old_plate(&written, among_lower);
        return old || written.is_old_in_capitals() && is_driven(text, start, end);
    }
    match written.letters.as_slice() {
        [first, last] if written.is_current() => {
            let word = !among_lower && (is_word(first) || is_word(last));
            let plain = !word && !is_road(first) && !is_unit(last);
            let letters_only = !is_word(first) && !is_word(last) && !is_road(first);
            written.hyphens || written.capitals && plain || letters_only
        }
        [first, last] => written.capitals && !is_word(first) && !is_unit(last) && last.len() == 3,
        _ => false,
    }
}

/// The text around is not all in capitals, so that capitals mean something.
fn has_lower_case_near(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("").chars().rev().take(20);
    let after = text.get(end..).unwrap_or("").chars().take(20);
    before.chain(after).filter(|c| c.is_lowercase()).count() > 5
}

/// A word for a vehicle or its plate in the words before.
fn is_announced(text: &str, start: usize) -> bool {
    let lead = lead(text, start);
    VEHICLES.iter().any(|cue| lead.contains(cue))
}

/// `1234 AB 35`, `123 ABC 35`, and the Belgian `1-ABC-234`.
fn is_old_plate(written: &Written, among_lower: bool) -> bool {
    let [middle] = written.letters.as_slice() else {
        return false;
    };
    let sized = matches!((written.number, middle.len()), (2..=4, 2) | (1..=3, 3));
    let word = is_word(middle) && !among_lower || is_road(middle);
    let plain = !word && (!written.spaces || written.number >= 3);
    let letters_only =
        middle.len() == 2 && written.number >= 3 && !is_word(middle) && !is_road(middle);
    let letters_only = letters_only && !written.mixed && (written.capitals || !written.spaces);
    let clear = written.hyphens || !written.mixed && written.capitals && plain || letters_only;
    sized && !written.year && !is_unit(middle) && clear
}
