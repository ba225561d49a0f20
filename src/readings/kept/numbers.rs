//! Numbers in digits and in words with their unit, months and days: "quarante minutes"
//! and "40 min" are the same, "40 heures" is not.
//!
//! `un`, `une`, `one`, `1` are left out: an article to most readers.

use std::collections::BTreeSet;

use super::number_words::{CALENDAR, SCALES, UNITS, VALUES_ENGLISH, VALUES_FRENCH};
use super::text::Read;
use super::{Change, Kind};
use crate::language::Language;
use crate::words::fold;

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::readings) struct NumberFound {
    /// Its value in plain digits: `3.2`, `1450`.
    pub value: String,
    /// Its unit, where it is a known one.
    pub unit: Option<&'static str>,
}

/// True for a day of the week or a month, folded.
pub(super) fn is_calendar(folded: &str) -> bool {
    CALENDAR.contains(&folded.trim_end_matches('s')) || CALENDAR.contains(&folded)
}

/// Numbers, units and dates lost and added.
pub(super) fn changes(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let (was, is) = (found_in(before), found_in(after));
    let missing = |from: &BTreeSet<NumberFound>, to: &BTreeSet<NumberFound>| -> Vec<String> {
        let gone = from
            .iter()
            .filter(|n| !to.iter().any(|other| same(n, other)));
        gone.map(|n| {
            format!("{} {}", n.value, n.unit.unwrap_or(""))
                .trim_end()
                .to_owned()
        })
        .collect()
    };
    let lost = missing(&was, &is);
    let added = missing(&is, &was);
    let mut found: Vec<Change> = lost
        .into_iter()
        .map(|what| Change::lost(Kind::Number, what))
        .chain(
            added
                .into_iter()
                .map(|what| Change::added(Kind::Number, what)),
        )
        .collect();
    let (was, is) = (dates(before), dates(after));
    found.extend(was.difference(&is).map(|d| Change::lost(Kind::Number, *d)));
    found.extend(is.difference(&was).map(|d| Change::added(Kind::Number, *d)));
    found
}

/// The same value, and no two different units: "40 d'attente" may stand for "40 minutes".
fn same(a: &NumberFound, b: &NumberFound) -> bool {
    a.value == b.value && (a.unit.is_none() || b.unit.is_none() || a.unit == b.unit)
}

fn dates<'r>(read: &'r Read<'_>) -> BTreeSet<&'r str> {
    let weekend = read.has_phrase("week end") || read.has(&["weekend", "weekends"]);
    let calendar = read.words.iter().filter(|w| is_calendar(&w.folded));
    let mut found: BTreeSet<&str> = calendar.map(|w| w.folded.trim_end_matches('s')).collect();
    // "Mars" the month has an "s" of its own; "may" and "mai" are left out as words.
    for (saturday, sunday) in [("samedi", "dimanche"), ("saturday", "sunday")] {
        let both = found.contains(saturday) && found.contains(sunday);
        if both || (weekend && read.language().choose("samedi", "saturday") == saturday) {
            found.remove(saturday);
            found.remove(sunday);
            found.insert("week-end");
        }
    }
    found
}

/// The numbers of a text, `1` and articles aside.
pub(in crate::readings) fn numbers(
    text: &str,
    lexicon: &crate::words::Lexicon,
) -> BTreeSet<NumberFound> {
    found_in(&Read::new(text, lexicon))
}

fn found_in(read: &Read<'_>) -> BTreeSet<NumberFound> {
    let mut found: BTreeSet<NumberFound> = BTreeSet::new();
    in_digits(read.text, read.language(), &mut found);
    in_words(read, &mut found);
    found.retain(|n| n.value != "1" && n.value != "0");
    found
}

/// `1 450`, `3,20 €`, `20h10`, `2e`.
fn in_digits(text: &str, language: Language, found: &mut BTreeSet<NumberFound>) {
    let text = without_tags(text);
    let chars: Vec<char> = text.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        if !chars[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let from = i;
        let value = read_digits(&chars, &mut i, language);
        let before = from.checked_sub(1).map(|j| chars[j]);
        // "m2", "T3": part of a word; "20h10" is not.
        if before.is_some_and(|c| c.is_alphabetic() && !['h', 'H'].contains(&c)) {
            continue;
        }
        let unit = match before {
            Some('€') => Some("€"),
            Some('£') => Some("£"),
            Some('$') => Some("$"),
            _ => unit_after(&chars, i),
        };
        found.insert(NumberFound { value, unit });
    }
}

/// Tags of masked data have digits of their own.
fn without_tags(text: &str) -> String {
    let mut out = text.to_owned();
    while let Some((from, to)) = out
        .find('[')
        .and_then(|from| out[from..].find(']').map(|end| (from, from + end + 1)))
    {
        out.replace_range(from..to, " ");
    }
    out
}

/// Digits with thousands and decimals as the language writes them.
fn read_digits(chars: &[char], i: &mut usize, language: Language) -> String {
    let digit = |j: usize| chars.get(j).is_some_and(char::is_ascii_digit);
    let thousands = |j: usize| digit(j) && digit(j + 1) && digit(j + 2) && !digit(j + 3);
    let (mut value, start) = (String::new(), *i);
    while let Some(c) = chars.get(*i) {
        match c {
            c if c.is_ascii_digit() => value.push(*c),
            ' ' | '\u{a0}' | '\u{202f}' if *i - start <= 3 && thousands(*i + 1) => {}
            ',' if language == Language::English && thousands(*i + 1) => {}
            '.' if language == Language::French && thousands(*i + 1) => {}
            ',' | '.' if digit(*i + 1) && !value.contains('.') => value.push('.'),
            _ => break,
        }
        *i += 1;
    }
    if value.contains('.') {
        value = value.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    let plain = value.trim_start_matches('0');
    if plain.is_empty() {
        "0".to_owned()
    } else {
        plain.to_owned()
    }
}

fn unit_after(chars: &[char], from: usize) -> Option<&'static str> {
    let rest: String = chars[from..].iter().take(24).collect();
    let rest = fold(rest.trim_start());
    if let Some(symbol) = ["€", "£", "$", "%"].iter().find(|s| rest.starts_with(**s)) {
        return unit_of(symbol);
    }
    if rest.starts_with("pour cent") || rest.starts_with("per cent") {
        return Some("%");
    }
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    unit_of(&word)
}

fn unit_of(folded: &str) -> Option<&'static str> {
    let known = |(_, forms): &&(&'static str, &[&str])| forms.contains(&folded);
    UNITS.iter().find(known).map(|(unit, _)| *unit)
}

/// `quatre-vingt-dix`, `deux cents`, `a dozen`.
fn in_words(read: &Read<'_>, found: &mut BTreeSet<NumberFound>) {
    let mut i = 0;
    while i < read.words.len() {
        let Some((value, end)) = composed(read, i) else {
            i += 1;
            continue;
        };
        let unit = match (read.at(end), read.at(end + 1)) {
            ("de" | "d" | "of", word) => unit_of(word),
            ("pour", "cent") => Some("%"),
            (word, _) => unit_of(word),
        };
        // "neuf" is also "new".
        if !(end == i + 1 && read.at(i) == "neuf" && unit.is_none()) {
            found.insert(NumberFound {
                value: value.to_string(),
                unit,
            });
        }
        i = end;
    }
    for (word, value) in [
        ("midi", "12"),
        ("minuit", "24"),
        ("noon", "12"),
        ("midnight", "24"),
    ] {
        if read.has(&[word]) {
            let (value, unit) = (value.to_owned(), Some("h"));
            found.insert(NumberFound { value, unit });
        }
    }
}

/// The number that begins at a word, and where it ends.
fn composed(read: &Read<'_>, from: usize) -> Option<(u64, usize)> {
    let (mut total, mut current, mut at) = (0u64, 0u64, from);
    let mut last = u64::MAX;
    while at < read.words.len() {
        if at > from && !joined(read, at) {
            break;
        }
        let word = read.at(at);
        let and = ["et", "and"].contains(&word) && at > from && (last >= 20);
        if and && (small(read, at + 1).is_some() || one(read.at(at + 1))) {
            at += 1;
            continue;
        }
        if let Some(value) = small(read, at) {
            let fits = value < last || (current == 4 && value == 20);
            if !fits || (last < 20 && !(current == 4 && value == 20)) {
                break;
            }
            current = if current == 4 && value == 20 {
                80
            } else {
                current + value
            };
            last = if value == 10 || value >= 20 {
                value.max(17) + 3
            } else {
                value
            };
        } else if let Some(scale) = scale(read, at) {
            let times = current.max(1);
            match scale {
                100 => current = times.saturating_mul(100),
                _ => {
                    total = total.saturating_add(times.saturating_mul(scale));
                    current = 0;
                }
            }
            last = u64::MAX;
        } else if one(word) && at > from && last >= 20 && last != u64::MAX {
            current += 1;
            last = 1;
        } else {
            break;
        }
        at += 1;
    }
    let value = total.saturating_add(current);
    (at > from && value > 0).then_some((value, at))
}

/// A hundred and more; "pour cent" is no hundred.
fn scale(read: &Read<'_>, at: usize) -> Option<u64> {
    let share = ["pour", "per"].contains(&read.before(at));
    let known = SCALES.iter().find(|(name, _)| *name == read.at(at));
    known.filter(|_| !share).map(|(_, scale)| *scale)
}

fn one(word: &str) -> bool {
    ["un", "une", "one"].contains(&word)
}

/// A number word below a hundred that is no part of a name (`Quatre-Vents`).
fn small(read: &Read<'_>, at: usize) -> Option<u64> {
    let values: &[(&str, u64)] = match read.language() {
        Language::French => &VALUES_FRENCH,
        Language::English => &VALUES_ENGLISH,
    };
    let (_, value) = values.iter().find(|(name, _)| *name == read.at(at))?;
    let capital =
        |i: usize| i < read.words.len() && read.written(i).starts_with(char::is_uppercase);
    let in_name = capital(at) && !read.opens[at]
        || read.gap_after(at) == "-" && capital(at + 1)
        || at > 0 && read.gap_after(at - 1) == "-" && capital(at - 1) && !read.shouted;
    (!in_name || read.shouted).then_some(*value)
}

fn joined(read: &Read<'_>, at: usize) -> bool {
    let gap = read.gap_after(at - 1);
    gap.chars()
        .all(|c| c.is_whitespace() && c != '\n' || c == '-')
}
