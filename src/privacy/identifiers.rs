//! Numbers that belong to one person or one account: IBAN, NIR, payment card.
//!
//! Check digits confirm; for an NIR and an IBAN a wrong key does not acquit, since people
//! miscopy their own numbers: the structure decides.

use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::{Finding, PersonalData};

static IBAN: Pattern = LazyLock::new(|| {
    Regex::new(r"[A-Za-z]{2}[ \-\u{a0}\u{202f}]?[0-9]{2}(?:(?:[ .\-\u{a0}\u{202f}\u{2011}]{1,2}|\r?\n)?[A-Za-z0-9]){11,30}").ok()
});

static RIB: Pattern = LazyLock::new(|| {
    Regex::new(r"[0-9]{5}[ \-\u{a0}\u{202f}][0-9]{5}[ \-\u{a0}\u{202f}][0-9A-Za-z]{11}[ \-\u{a0}\u{202f}][0-9]{2}").ok()
});

static NIR: Pattern = LazyLock::new(|| {
    Regex::new(
        r"[1-478][ .\-\u{a0}\u{202f}\u{2011}]{0,2}[0-9]{2}[ .\-\u{a0}\u{202f}\u{2011}]{0,2}[0-9]{2}[ .\-\u{a0}\u{202f}\u{2011}]{0,2}(?:(?:[0-9][ ]?[0-9]|2[ABab])[ .\-\u{a0}\u{202f}\u{2011}]{0,2}[0-9]{3}|9[78][0-9][ .\-]{1,2}[0-9]{2})[ .\-\u{a0}\u{202f}\u{2011}]{0,2}[0-9]{3}(?:[ .\-\u{a0}\u{202f}/]{0,3}(?:\(\s?)?(?:[Cc]l[ée]f?\s?:?\s?)?[0-9]{2}\)?)?",
    )
    .ok()
});

static DIGITS_ONLY_NIR: Pattern =
    LazyLock::new(|| Regex::new(r"[12](?:[ .\-\u{a0}\u{202f}]?[0-9]){12,14}").ok());

static CARD: Pattern = LazyLock::new(|| {
    Regex::new(r"[2-6](?:(?:[ .\-_/\u{a0}\u{202f}\u{2011}]{1,2}|\r?\n)?[0-9]){12,18}").ok()
});

/// All of them, in the order that settles overlaps: IBAN, NIR, card. Cost: nothing for a
/// text of fewer than 13 digits.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() < 13 {
        return found;
    }
    let ibans = spans(&IBAN, text)
        .into_iter()
        .filter_map(|(start, end)| Some((PersonalData::Iban, start, iban_end(text, start, end)?)));
    let ribs = spans(&RIB, text)
        .into_iter()
        .map(|(start, end)| (PersonalData::Iban, start, end));
    let nirs = [&NIR, &DIGITS_ONLY_NIR]
        .into_iter()
        .flat_map(|pattern| spans(pattern, text))
        .filter(|(start, end)| is_nir(text, *start, *end))
        .map(|(start, end)| (PersonalData::Nir, start, end));
    let cards = spans(&CARD, text)
        .into_iter()
        .filter(|(start, end)| is_card(text, *start, *end))
        .map(|(start, end)| (PersonalData::Card, start, end));
    for (kind, start, end) in ibans.chain(ribs).chain(nirs).chain(cards) {
        if start < end && found.iter().all(|f| f.end <= start || end <= f.start) {
            found.push(Finding { kind, start, end });
        }
    }
    found.sort_by_key(|f| f.start);
    found
}

/// The character before `start`.
pub(super) fn before(text: &str, start: usize) -> Option<char> {
    text.get(..start).and_then(|t| t.chars().next_back())
}

/// The character after `end`.
pub(super) fn after(text: &str, end: usize) -> Option<char> {
    text.get(end..).and_then(|t| t.chars().next())
}

/// The 60 bytes or fewer before `start`, lower case without accents.
pub(super) fn lead(text: &str, start: usize) -> String {
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
    if before(text, start).is_some_and(|c| c.is_alphanumeric() || c == '-')
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
        .split([' ', '.', '-', '\u{a0}', '\u{202f}'])
        .map(str::len)
        .collect();
    groups.starts_with(&[1, 2, 2, 2, 3, 3])
}

/// 15 or 16 digits that pass the Luhn check (ISO/IEC 7812), or stand in the groups of a
/// card; any 13 to 19 where a word announces a card.
fn is_card(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if glued(before(text, start)) || glued(after(text, end)) {
        return false;
    }
    let digits: Vec<u32> = whole.chars().filter_map(|c| c.to_digit(10)).collect();
    let groups: Vec<usize> = whole
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let american = whole.starts_with("34") || whole.starts_with("37");
    let shaped = match digits.len() {
        16 => is_luhn(&digits) || groups == [4, 4, 4, 4],
        15 => american && (is_luhn(&digits) || groups == [4, 6, 5]),
        _ => false,
    };
    shaped
        || (13..=19).contains(&digits.len()) && is_card_announced(text, start)
        || (15..=16).contains(&digits.len()) && is_some_card(text, start)
}

fn is_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `carte` or `card` alone in the words before, and no card of another kind.
fn is_some_card(text: &str, start: usize) -> bool {
    let lead = lead(text, start);
    let other = [
        "vitale",
        "identite",
        "sejour",
        "grise",
        "fidel",
        "electeur",
        "transport",
        "sim",
    ];
    let words = || lead.split(|c: char| !c.is_alphanumeric());
    let card = words().any(|word| matches!(word, "card" | "carte" | "cb" | "cards" | "cartes"));
    card && !words().any(|word| other.iter().any(|kind| word.starts_with(kind)))
}

/// A word for a payment card in the words before.
fn is_card_announced(text: &str, start: usize) -> bool {
    let lead = lead(text, start);
    let cues = [
        "carte ba",
        "carte bl",
        "carte de p",
        "carte de c",
        "ma carte",
        "visa",
        "mastercard",
        "amex",
        "american express",
        "credit card",
        "debit card",
        " cb",
    ];
    lead.starts_with("cb") || cues.iter().any(|cue| lead.contains(cue)) && !lead.contains("vitale")
}
