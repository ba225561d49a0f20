//! Telephone numbers: French in every spelling, British, and abroad with a country code.

use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::{Finding, PersonalData};

/// What may stand between two digits of a number.
const SEPARATOR: &str = r"[ .,\-/_·•\u{a0}\u{202f}\u{2011}\u{2013}]{0,3}";

/// French and British numbers, with or without the country code.
static NATIONAL: Pattern = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:\(?(?:\+|00){SEPARATOR}33\)?{SEPARATOR}(?:\([ ]?0[ ]?\)|0)?{SEPARATOR}\(?|\(0\){SEPARATOR}|[0Oo]{SEPARATOR})[1-9]\)?(?:{SEPARATOR}[0-9]){{8,9}}"
    ))
    .ok()
});

/// Any country code.
static ABROAD: Pattern = LazyLock::new(|| {
    Regex::new(&format!(
        r"\(?(?:\+|00){SEPARATOR}[1-9][0-9]{{0,2}}\)?(?:{SEPARATOR}\(?[0-9]\)?){{6,12}}"
    ))
    .ok()
});

/// Nine digits whose leading 0 a spreadsheet dropped; only after a word such as `tel`.
static CLIPPED: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:t[ée]l|phone|portable|mobile|num[ée]ro|appele[rz]|joindre|gsm|sms|whatsapp|contact|rappel|call)[^0-9\x01-\x03]{0,20}(?P<number>(?:33[ .]?)?[1-79](?:[ .]?[0-9]){8})",
    )
    .ok()
});

/// Numbers written in digits.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() < 8 {
        return found;
    }
    let mut add = |start: usize, end: usize| {
        if found.iter().all(|f| f.end <= start || end <= f.start) {
            found.push(Finding {
                kind: PersonalData::Phone,
                start,
                end,
            });
        }
    };
    for (start, end) in spans(&NATIONAL, text) {
        if let Some(end) = national(text, start, end) {
            add(start, end);
        }
    }
    for (start, end) in spans(&ABROAD, text) {
        if is_abroad(text, start, end) {
            add(start, end);
        }
    }
    if let Some(pattern) = CLIPPED.as_ref() {
        for captures in pattern.captures_iter(text) {
            if let Some(number) = captures.name("number")
                && !touches_digit(text, number.start(), number.end())
            {
                add(number.start(), number.end());
            }
        }
    }
    found.sort_by_key(|f| f.start);
    found
}

/// The end of a well-formed number that starts at `start`, none when it is something else.
fn national(text: &str, start: usize, end: usize) -> Option<usize> {
    let whole = text.get(start..end)?;
    let coded = whole.starts_with('+')
        || whole.starts_with("(+")
        || whole.starts_with("(00")
        || whole.starts_with("00");
    let wanted = if coded { None } else { Some(10) };
    let mut end = end;
    // The pattern takes one digit more for British numbers: give it back unless it is one.
    if let Some(wanted) = wanted
        && digits(whole) > wanted
        && !is_british(whole)
    {
        let last = whole.rfind(|c: char| c.is_ascii_digit())?;
        let kept = whole
            .get(..last)?
            .trim_end_matches(|c: char| !c.is_ascii_digit());
        if kept.len() == last {
            return None;
        }
        end = start + kept.len();
    }
    if coded && digits(whole) > 13 {
        return None;
    }
    let whole = text.get(start..end)?;
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let letter_first = whole.starts_with(['O', 'o']);
    if touches_digit(text, start, end)
        || (letter_first && before.is_some_and(char::is_alphanumeric))
        || (!coded && !is_evenly_cut(whole))
        || is_service_number(whole)
        || is_longer_number(text, start, end)
    {
        return None;
    }
    Some(end)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count() + usize::from(text.starts_with(['O', 'o']))
}

/// Eleven digits cut as in Britain: `07700 900123`, `020 7946 0958`.
fn is_british(text: &str) -> bool {
    let groups: Vec<usize> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .map(str::len)
        .collect();
    match groups.as_slice() {
        [11] => text.starts_with("07"),
        [first, ..] => (3..=5).contains(first) && groups.len() <= 3,
        [] => false,
    }
}

/// One kind of separator throughout, or pairs: a date and an hour side by side are neither.
fn is_evenly_cut(text: &str) -> bool {
    let text = &text.replace("(0)", "0");
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, 'O' | 'o'))
        .filter(|g| !g.is_empty())
        .collect();
    let mut marks: Vec<char> = text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, 'O' | 'o' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    marks.dedup();
    let pairs = groups.iter().all(|g| g.len() == 2);
    let spaced = text.contains([' ', '\u{a0}', '\u{202f}']);
    let mobile = pairs && groups.len() == 5 && text.starts_with(['0', 'O', 'o']);
    if marks.contains(&'/') || marks.contains(&',') {
        return mobile
            && (marks.len() == 1 && !spaced || matches!(text.get(1..2), Some("6" | "7")));
    }
    pairs || marks.is_empty() || (marks.len() == 1 && !spaced) || groups.len() <= 2
}

/// 08 numbers belong to services and shops, never to a person.
fn is_service_number(text: &str) -> bool {
    let number: String = text.chars().filter(char::is_ascii_digit).collect();
    number.starts_with("080")
        || number.starts_with("081")
        || number.starts_with("082")
        || number.starts_with("089")
        || number.starts_with("0969")
}

fn touches_digit(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).and_then(|t| t.chars().next());
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    last.is_some_and(|c| c.is_ascii_digit() || c == '+')
        || (matches!(last, Some('.' | ',')) && second.is_some_and(|c| c.is_ascii_digit()))
        || after.is_some_and(|c| c.is_ascii_digit())
}

/// A sum, a count or a part of a longer reference: a unit or more digits follow.
fn is_longer_number(text: &str, start: usize, end: usize) -> bool {
    let after = text.get(end..).unwrap_or("").trim_start();
    is_in_reference(text, start, end)
        || after.starts_with(['€', '%', '$', '£'])
        || [
            "euro",
            "EUR",
            "millions",
            "habitants",
            "m2",
            "m²",
            "tonnes",
            "kWh",
        ]
        .iter()
        .any(|unit| after.starts_with(unit))
}

/// `031 0519 084 172 11832`: digits in uneven groups, with one more group beside them.
fn is_in_reference(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let sizes: Vec<usize> = whole.split(' ').map(str::len).collect();
    let uneven = sizes.len() > 1 && !whole.starts_with('+') && sizes.iter().any(|n| *n != 2);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let spaced = |part: Option<&str>| part.is_some_and(|p| digit(p.chars().next()));
    let mut back = text.get(..start).unwrap_or("").chars().rev();
    let behind = back.next() == Some(' ') && digit(back.next());
    let tail = text.get(end..).and_then(|t| t.strip_prefix(' '));
    let postcode =
        tail.is_some_and(|t| t.len() >= 5 && t.bytes().take(5).all(|b| b.is_ascii_digit()));
    uneven && (behind || spaced(tail) && !postcode)
}

/// A country code that exists, the right count of digits, and no round sum.
fn is_abroad(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let number: String = whole.chars().filter(char::is_ascii_digit).collect();
    let dialled = if whole.contains('+') {
        number.as_str()
    } else {
        number.strip_prefix("00").unwrap_or("")
    };
    let known = match dialled.as_bytes() {
        [b'1', ..] => dialled.len() == 11,
        [b'2' | b'3' | b'4' | b'5' | b'6' | b'7' | b'8' | b'9', ..] => {
            (9..=15).contains(&dialled.len())
        }
        _ => false,
    };
    known
        && !dialled.ends_with("0000")
        && (whole.contains('+') || !dialled.starts_with("00"))
        && !touches_digit(text, start, end)
        && !is_longer_number(text, start, end)
}

/// Numbers said in words: `zéro six douze trente-quatre cinquante-six soixante-dix-huit`.
pub(super) fn spoken(page: &Page<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let half = page.one_of(at, "01 02 03 04 05 06 07 09");
        let said = |i: usize| page.is(i, Classes::NUMBER_WORD) && !page.one_of(i, "un cent");
        let starts = page.one_of(at, "zero o") || half && (at + 1..at + 6).any(said);
        let last = if starts { spoken_from(page, at) } else { None };
        match last.and_then(|last| Some((last, page.tokens.get(at)?, page.tokens.get(last)?))) {
            Some((last, first, end)) => {
                found.push(Finding {
                    kind: PersonalData::Phone,
                    start: first.start,
                    end: end.end,
                });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// Last word of a run of number words from `at`, when it is as long as a telephone number.
fn spoken_from(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut last = at;
    let half = page.shape(at) == Some(Shape::Number);
    let (mut said, mut pairs, mut worded) = (1, usize::from(half), !half);
    for next in at + 1..(at + 24).min(page.tokens.len()) {
        let close = page
            .gap(next)
            .chars()
            .all(|c| matches!(c, ' ' | '-' | ',' | '.' | '/'));
        let pair = page.shape(next) == Some(Shape::Number) && page.word(next).len() <= 2;
        let number = pair || page.is(next, Classes::NUMBER_WORD) || page.word(next) == "et";
        if !close || !number {
            break;
        }
        if page.word(next) != "et" {
            last = next;
            said += 1;
            pairs += usize::from(pair);
            worded |= !pair;
        }
    }
    (worded && (said >= 6 || said >= 5 && pairs >= 3)).then_some(last)
}
