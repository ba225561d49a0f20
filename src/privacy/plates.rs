//! Vehicle plates: French since 2009 and before, British, Belgian.

use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::identifiers::{after, before, lead};
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

/// Plates, in order.
pub(super) fn find(text: &str) -> Vec<Finding> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return Vec::new();
    }
    let mut places: Vec<(usize, usize)> = spans(&PLATE, text)
        .into_iter()
        .filter(|(start, end)| is_plate(text, *start, *end))
        .collect();
    for (start, end) in announced(text) {
        if places.iter().all(|(from, to)| *to <= start || end <= *from) {
            places.push((start, end));
        }
    }
    let kind = PersonalData::Plate;
    let finding = |(start, end)| Finding { kind, start, end };
    places.into_iter().map(finding).collect()
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
    let among_lower = lead(text, start).len() > 3 && has_lower_case_near(text, start, end);
    if written.letters.iter().all(|letters| !is_unit(letters)) && is_announced(text, start) {
        return written.capitals || written.hyphens || !written.spaces || written.is_current();
    }
    if whole.starts_with(|c: char| c.is_ascii_digit()) {
        return is_old_plate(&written, among_lower);
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

/// How a plate is written.
struct Written {
    letters: Vec<String>,
    number: usize,
    year: bool,
    capitals: bool,
    hyphens: bool,
    spaces: bool,
    mixed: bool,
}

impl Written {
    fn of(whole: &str) -> Written {
        let letters = whole
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_uppercase)
            .collect();
        let number = whole
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty())
            .unwrap_or("");
        Written {
            letters,
            number: number.len(),
            year: number.len() == 4 && (number.starts_with("19") || number.starts_with("20")),
            capitals: !whole.contains(|c: char| c.is_ascii_lowercase()),
            hyphens: whole.matches(['-', '.', '_', '\u{2011}']).count() == 2,
            mixed: whole.matches(['-', '.', '_', '\u{2011}']).count() == 1,
            spaces: whole.contains([' ', '\u{a0}', '\u{202f}']),
        }
    }

    /// `AB 123 CD`, the French plate since 2009.
    fn is_current(&self) -> bool {
        let lengths: Vec<usize> = self.letters.iter().map(String::len).collect();
        self.number == 3 && lengths == [2, 2]
    }
}

/// A word for a vehicle or its plate in the words before.
fn is_announced(text: &str, start: usize) -> bool {
    let lead = lead(text, start);
    let cues = [
        "immat",
        "plaque",
        "plate",
        "vehicule",
        "voiture",
        "camion",
        "scooter",
        "moto",
        "fourgon",
        "clio",
        "twingo",
        "megane",
        "kangoo",
        "peugeot",
        "renault",
        "citroen",
        "dacia",
        "toyota",
        "volkswagen",
        "golf",
        "bmw",
        "audi",
        "mercedes",
        "ford",
        "fiat",
        "opel",
        "caravane",
        "remorque",
        "utilitaire",
        "berline",
        "4x4",
        "suv",
        "vehicle",
        "parked",
        "garee",
        "stationne",
    ];
    cues.iter().any(|cue| lead.contains(cue))
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
    let letters_only = letters_only && !written.mixed;
    let clear = written.hyphens || !written.mixed && written.capitals && plain || letters_only;
    sized && !written.year && !is_unit(middle) && clear
}

/// A unit or a word of the street, never on a plate.
fn is_unit(letters: &str) -> bool {
    UNITS.split_whitespace().any(|unit| unit == letters)
}

/// A unit, or a word in a text in capitals.
fn is_word(letters: &str) -> bool {
    is_unit(letters) || WORDS.split_whitespace().any(|word| word == letters)
}

/// Roads, zones and post boxes, written before a number.
fn is_road(letters: &str) -> bool {
    ROADS.split_whitespace().any(|road| road == letters)
}

const UNITS: &str = "KM EUR MM CM KG CO COP DB HA KWH MWH GWH MO GO ANS BIS TER MIN RUE BUS PMR HAB FOIS VTT PLU ZAC ZFE TGV JO AM PM MAI TTC HT DBA ART CV ML CL DL KW MW GW WH GB MB TB HZ CC PX PC CH KJ KV MG DM NM";

const WORDS: &str = "ET DE EN LE LA DU AU UN OU SI NE ON IL CE SE LES DES PAR SUR UNE EST QUE QUI NON OUI AUX DANS A JE TU MA SA TA ME TE MES SES PAS NOS VOS LOI AN AI AS VA VU OK ES CA EU VS EX PH CF NO NB PP LU MI RE DO OR NI OS TV PS PJ RC VF OF TO IN IS IT AT BY MY WE HE BE SO OR IF UP US AM TH ND ST";

const ROADS: &str = "RD RN CD VC ZA ZI ZH BP CS BD AV DS CR";
