//! Numbers that belong to one person or one account: IBAN, NIR, payment card, plate, IP.
//!
//! Check digits confirm; for an NIR and an IBAN a wrong key does not acquit, since people
//! miscopy their own numbers: the structure decides.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::{Finding, PersonalData};

static IBAN: Pattern = LazyLock::new(|| {
    Regex::new(r"(?i-u)[a-z]{2}[ -]?[0-9]{2}(?:(?:[ .\-]|\r?\n)?[a-z0-9]){11,30}").ok()
});

static RIB: Pattern =
    LazyLock::new(|| Regex::new(r"[0-9]{5}[ -][0-9]{5}[ -][0-9A-Za-z]{11}[ -][0-9]{2}").ok());

static NIR: Pattern = LazyLock::new(|| {
    Regex::new(
        r"[1-478][ .\-\u{a0}]{0,2}[0-9]{2}[ .\-\u{a0}]{0,2}[0-9]{2}[ .\-\u{a0}]{0,2}(?:[0-9][ ]?[0-9]|2[ABab])[ .\-\u{a0}]{0,2}[0-9]{3}[ .\-\u{a0}]{0,2}[0-9]{3}(?:[ .\-\u{a0}/]{0,3}(?:\(\s?)?(?:[Cc]l[ée]f?\s?:?\s?)?[0-9]{2}\)?)?",
    )
    .ok()
});

static DIGITS_ONLY_NIR: Pattern =
    LazyLock::new(|| Regex::new(r"[12](?:[ .\-\u{a0}]?[0-9]){12,14}").ok());

static CARD: Pattern =
    LazyLock::new(|| Regex::new(r"[3-6][0-9]{3}(?:[ .\-\u{a0}]?[0-9]){9,15}").ok());

static PLATE: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)\b[a-z]{2}[ .-]?[0-9]{3}[ .-]?[a-z]{2}\b",
        r"|\b[0-9]{1,4}[ .-]?[a-z]{2,3}[ .-]?(?:[0-9]{2}|2[ab]|97[0-9])\b",
        r"|\b[a-z]{2}[0-9]{2} ?[a-z]{3}\b",
    ))
    .ok()
});

static IPV4: Pattern = LazyLock::new(|| Regex::new(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}").ok());
static IPV6: Pattern = LazyLock::new(|| Regex::new(r"(?i-u)[0-9a-f:]{2,}:[0-9a-f:]+").ok());

static UK_POSTCODE: Pattern = LazyLock::new(|| {
    Regex::new(r"(?-u)\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}\b").ok()
});

/// All of them, in the order that settles overlaps: IBAN, NIR, card, plate, IP.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut add = |kind: PersonalData, start: usize, end: usize| {
        if start < end && found.iter().all(|f| f.end <= start || end <= f.start) {
            found.push(Finding { kind, start, end });
        }
    };
    if digits >= 13 {
        for (start, end) in spans(&IBAN, text) {
            if let Some(end) = iban_end(text, start, end) {
                add(PersonalData::Iban, start, end);
            }
        }
        for (start, end) in spans(&RIB, text) {
            add(PersonalData::Iban, start, end);
        }
        for pattern in [&NIR, &DIGITS_ONLY_NIR] {
            for (start, end) in spans(pattern, text) {
                if is_nir(text, start, end) {
                    add(PersonalData::Nir, start, end);
                }
            }
        }
        for (start, end) in spans(&CARD, text) {
            if is_card(text, start, end) {
                add(PersonalData::Card, start, end);
            }
        }
    }
    if digits >= 2 {
        for (start, end) in spans(&PLATE, text) {
            if is_plate(text, start, end) {
                add(PersonalData::Plate, start, end);
            }
        }
        for (start, end) in spans(&UK_POSTCODE, text) {
            add(PersonalData::Address, start, end);
        }
        for (kind, start, end) in internet_addresses(text) {
            add(kind, start, end);
        }
    }
    found.sort_by_key(|f| f.start);
    found
}

fn before(text: &str, start: usize) -> Option<char> {
    text.get(..start).and_then(|t| t.chars().next_back())
}

fn after(text: &str, end: usize) -> Option<char> {
    text.get(end..).and_then(|t| t.chars().next())
}

/// The 60 bytes or fewer before `start`, lower case without accents.
fn lead(text: &str, start: usize) -> String {
    let mut from = start.saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    crate::words::fold(text.get(from..start).unwrap_or(""))
}

/// Number of characters of an IBAN, by country (ISO 13616 registry).
fn iban_length(country: &str) -> Option<usize> {
    const LENGTHS: &str = "AD24 AE23 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 \
        GB22 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MT31 NL18 NO15 PL28 PT25 \
        RO24 SE24 SI19 SK24 SN28 TN24 TR26";
    LENGTHS
        .split_whitespace()
        .find_map(|entry| entry.strip_prefix(country))
        .and_then(|length| length.parse().ok())
}

/// Where the IBAN at `start` ends: as long as its country says, the check sum right or the
/// account part mostly digits.
fn iban_end(text: &str, start: usize, end: usize) -> Option<usize> {
    if before(text, start).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let whole = text.get(start..end)?;
    let country = whole.get(..2)?.to_ascii_uppercase();
    let length = iban_length(&country)?;
    let mut compact = String::new();
    let mut stop = start;
    for (at, c) in whole
        .char_indices()
        .filter(|(_, c)| c.is_ascii_alphanumeric())
    {
        if compact.len() == length {
            break;
        }
        compact.push(c.to_ascii_uppercase());
        stop = start + at + c.len_utf8();
    }
    let digits = compact.bytes().filter(u8::is_ascii_digit).count();
    let whole_number = !after(text, stop).is_some_and(char::is_alphanumeric);
    let plausible = compact.len() == length && (is_mod_97(&compact) || digits * 10 >= length * 7);
    (plausible && whole_number).then_some(stop)
}

/// ISO 7064 check of an IBAN without spaces, in capitals.
fn is_mod_97(compact: &str) -> bool {
    let (head, tail) = compact.split_at_checked(4).unwrap_or(("", ""));
    let rest = tail.chars().chain(head.chars()).try_fold(0u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    rest == Some(1)
}

/// Sex, month and department as in an NIR, and either the key or a word that announces one.
/// Fifteen digits need no right key; thirteen need the word.
fn is_nir(text: &str, start: usize, end: usize) -> bool {
    if before(text, start).is_some_and(char::is_alphanumeric)
        || after(text, end).is_some_and(char::is_alphanumeric)
    {
        return false;
    }
    let number: String = text
        .get(start..end)
        .unwrap_or("")
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, 'A' | 'B' | 'a' | 'b'))
        .collect();
    let lead = lead(text, start);
    let announced = [
        "secu",
        "nir",
        "insee",
        "immatriculation",
        "carte vitale",
        "n° ss",
        "assure",
    ]
    .iter()
    .any(|cue| lead.contains(cue));
    let month = number.get(3..5).and_then(|m| m.parse::<u8>().ok());
    let plausible_month =
        month.is_some_and(|m| (1..=12).contains(&m) || (20..=42).contains(&m) || m >= 50);
    let department = number.get(5..7).unwrap_or("").to_ascii_uppercase();
    let plausible_department = department != "00";
    let plausible = plausible_month && plausible_department && !number.ends_with("00000000");
    match number.len() {
        15 => announced || plausible,
        13 | 14 => {
            announced && (plausible || number.len() == 13)
                || is_cut_like_nir(text, start, end) && plausible
        }
        _ => false,
    }
}

/// Written in the groups of the card: `1 85 05 78 006 084`.
fn is_cut_like_nir(text: &str, start: usize, end: usize) -> bool {
    let groups: Vec<usize> = text
        .get(start..end)
        .unwrap_or("")
        .split([' ', '.', '-', '\u{a0}'])
        .map(str::len)
        .collect();
    groups.starts_with(&[1, 2, 2, 2, 3, 3])
}

/// 15 or 16 digits that pass the Luhn check (ISO/IEC 7812), or stand in four groups of four.
fn is_card(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let digits: Vec<u32> = whole.chars().filter_map(|c| c.to_digit(10)).collect();
    let alone = !before(text, start).is_some_and(char::is_alphanumeric)
        && !after(text, end).is_some_and(char::is_alphanumeric);
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    let groups: Vec<usize> = whole
        .split([' ', '-', '.', '\u{a0}'])
        .map(str::len)
        .collect();
    let luhn = sum.is_multiple_of(10);
    alone
        && match digits.len() {
            16 => luhn || groups == [4, 4, 4, 4],
            15 => luhn && whole.starts_with("34") | whole.starts_with("37"),
            _ => false,
        }
}

/// A plate rather than a road, a price or a reference: hyphens, capitals or the word for it.
fn is_plate(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let alone = !matches!(before(text, start), Some(c) if c.is_alphanumeric() || c == '-' || c == '/')
        && !matches!(after(text, end), Some(c) if c.is_alphanumeric() || c == '-');
    if !alone {
        return false;
    }
    let lead = lead(text, start);
    let announced = [
        "immatricul",
        "plaque",
        "vehicule",
        "voiture",
        "camion",
        "scooter",
        "plate",
    ]
    .iter()
    .any(|cue| lead.contains(cue));
    let letters: Vec<String> = whole
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    let number = whole
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| !part.is_empty())
        .unwrap_or("");
    let capitals = !whole.contains(|c: char| c.is_ascii_lowercase());
    let hyphens = whole.matches(['-', '.']).count() == 2;
    let spaces = whole.contains(' ');
    if announced && (capitals || hyphens || !spaces) && letters.iter().all(|l| !is_unit(l)) {
        return true;
    }
    if whole.starts_with(|c: char| c.is_ascii_digit()) {
        return is_old_plate(number, &letters, capitals, hyphens, spaces);
    }
    match letters.as_slice() {
        [first, last] if number.len() == 3 => {
            hyphens || capitals && !is_word(first) && !is_road(first) && !is_word(last)
        }
        [first, last] => capitals && !is_word(first) && !is_unit(last) && last.len() == 3,
        _ => false,
    }
}

/// `1234 AB 35`, `123 ABC 35`.
fn is_old_plate(
    number: &str,
    letters: &[String],
    capitals: bool,
    hyphens: bool,
    spaces: bool,
) -> bool {
    let [middle] = letters else {
        return false;
    };
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let sized = matches!((number.len(), middle.len()), (2..=4, 2) | (1..=3, 3));
    sized
        && !year
        && !is_unit(middle)
        && (hyphens
            || capitals && !is_word(middle) && !is_road(middle) && (!spaces || number.len() >= 3))
}

fn is_unit(letters: &str) -> bool {
    matches!(
        letters,
        "KM" | "EUR"
            | "MM"
            | "CM"
            | "KG"
            | "CO"
            | "COP"
            | "DB"
            | "HA"
            | "KWH"
            | "MWH"
            | "GWH"
            | "MO"
            | "GO"
            | "ANS"
            | "BIS"
            | "TER"
            | "MIN"
            | "RUE"
            | "BUS"
            | "PMR"
            | "HAB"
            | "FOIS"
            | "VTT"
            | "PLU"
            | "ZAC"
            | "ZFE"
            | "TGV"
            | "JO"
            | "AM"
            | "PM"
            | "MAI"
            | "TTC"
            | "HT"
            | "DBA"
            | "ART"
            | "CV"
    )
}

/// Two capitals that are a road, a unit or a word in a text in capitals.
fn is_word(letters: &str) -> bool {
    is_unit(letters)
        || matches!(
            letters,
            "ET" | "DE"
                | "EN"
                | "LE"
                | "LA"
                | "DU"
                | "AU"
                | "UN"
                | "OU"
                | "SI"
                | "NE"
                | "ON"
                | "IL"
                | "CE"
                | "SE"
                | "LES"
                | "DES"
                | "PAR"
                | "SUR"
                | "UNE"
                | "EST"
                | "QUE"
                | "QUI"
                | "NON"
                | "OUI"
                | "AUX"
                | "DANS"
                | "A"
                | "JE"
                | "TU"
                | "MA"
                | "SA"
                | "TA"
                | "ME"
                | "TE"
                | "MES"
                | "SES"
                | "PAS"
                | "NOS"
                | "VOS"
                | "LOI"
                | "AN"
        )
}

/// Roads, zones and post boxes, written before a number.
fn is_road(letters: &str) -> bool {
    matches!(
        letters,
        "RD" | "RN" | "CD" | "VC" | "ZA" | "ZI" | "ZH" | "BP" | "CS" | "BD" | "AV" | "DS" | "CR"
    )
}

/// IPv4 and IPv6 addresses that parse; not the numbers of versions and articles.
fn internet_addresses(text: &str) -> Vec<(PersonalData, usize, usize)> {
    let mut found = Vec::new();
    for (start, end) in spans(&IPV4, text) {
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '.');
        let follows = after(text, end).is_some_and(char::is_alphanumeric);
        let lead = lead(text, start);
        let numbered = [
            "version",
            "article",
            "section",
            "chapitre",
            "paragraphe",
            " v",
        ]
        .iter()
        .any(|cue| lead.trim_end().ends_with(cue));
        let parses = text
            .get(start..end)
            .is_some_and(|t| t.parse::<Ipv4Addr>().is_ok());
        if parses && !follows && !edge(before(text, start)) && !numbered {
            found.push((PersonalData::Ip, start, end));
        }
    }
    for (start, end) in spans(&IPV6, text) {
        let whole = text.get(start..end).unwrap_or("").trim_end_matches(':');
        let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if whole.len() >= 6
            && whole.parse::<Ipv6Addr>().is_ok()
            && !edge(before(text, start))
            && !edge(after(text, start + whole.len()))
        {
            found.push((PersonalData::Ip, start, start + whole.len()));
        }
    }
    found
}
