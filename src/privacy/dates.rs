//! Dates of birth: a date is masked only where a word says somebody was born.

use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::{Finding, PersonalData};

/// How far after `né` the date may stand, in words: `né à Rennes dans la Manche le 3 mai 1970`.
const REACH: usize = 10;

/// Dates of birth, in order.
pub(super) fn find(page: &Page<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for at in 0..page.tokens.len() {
        if !is_birth(page, at) {
            continue;
        }
        let span = after_cue(page, at).or_else(|| before_cue(page, at));
        let date =
            span.and_then(|(first, last)| page.finding(PersonalData::BirthDate, first, last));
        if let Some(date) = date
            && found
                .iter()
                .all(|f| f.end <= date.start || date.end <= f.start)
        {
            found.push(date);
        }
    }
    found
}

/// `né`, `naissance`, `born`... said of a person, not of a project or of a certificate.
fn is_birth(page: &Page<'_>, at: usize) -> bool {
    let plain = || {
        let written = page
            .tokens
            .get(at)
            .and_then(|t| page.text.get(t.start..t.end));
        !matches!(written, Some("ne" | "NE" | "Ne" | "nes"))
            || (matches!(page.word(at + 1), "le" | "en" | "e") && date_at(page, at + 2).is_some())
    };
    let cue = match page.word(at) {
        "ne" | "nes" => plain(),
        "n" => at > 0 && page.word(at - 1) == "d" && page.gap(at) == ".",
        "dn" => page.gap(at + 1).contains(':') || page.shape(at) == Some(Shape::Upper),
        "jour" => at > 1 && page.word(at - 1) == "le" && page.word(at - 2) == "vu",
        "du" | "de" => is_said_of_self(page, at),
        "ans" => is_turned(page, at),
        "anniversaire" => at > 0 && page.one_of(at - 1, "mon ma notre"),
        "nee" | "nees" | "naissance" | "born" | "birth" | "birthday" | "birthdate" | "dob"
        | "ddn" | "naiss" => true,
        _ => false,
    };
    let about = at.saturating_sub(4)..at;
    cue && !about.into_iter().any(|i| page.is(i, Classes::UNDERTAKING))
}

/// `je suis du 5 mai 1943`, `elle est de mars 1950`: born then.
fn is_said_of_self(page: &Page<'_>, at: usize) -> bool {
    let who = "je j moi il elle mere pere mari femme maman papa fille fils soeur frere";
    let be = at > 1 && page.one_of(at - 1, "suis est") && page.one_of(at - 2, who);
    be && date_at(page, at + 1).is_some_and(|last| last > at + 2 && year_in(page, at + 1, last))
}

/// `j'aurai 80 ans le 5 mai 2026`, `a eu 18 ans le 3 mars`.
fn is_turned(page: &Page<'_>, at: usize) -> bool {
    let verb = "aurai aura aurais fete fetera feterai eu";
    at > 1
        && page.shape(at - 1) == Some(Shape::Number)
        && (at.saturating_sub(4)..at).any(|i| page.one_of(i, verb))
        && page.word(at + 1) == "le"
        && date_at(page, at + 2).is_some()
}

fn after_cue(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    for next in at + 1..=at + REACH {
        let gap = page.gap(next);
        let inside_brackets = gap.starts_with('(') || gap.contains(')');
        if next >= page.tokens.len()
            || page.is(next, Classes::UNDERTAKING)
            || (gap.contains(['.', '!', '?', ';', '\n']) && !inside_brackets && next > at + 1)
        {
            return None;
        }
        if let Some(last) = date_at(page, next) {
            return Some((next, last));
        }
    }
    None
}

/// `12/03/1970 (date de naissance)`.
fn before_cue(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    if !matches!(page.word(at), "naissance" | "birth" | "dob" | "ddn") {
        return None;
    }
    for first in (at.saturating_sub(8)..at).rev() {
        if page.gap(first + 1).contains(['!', '?', ';']) {
            return None;
        }
        if let Some(last) = date_at(page, first)
            && last < at
            && last > first
            && year_in(page, first, last)
        {
            let whole = (at.saturating_sub(8)..first)
                .rev()
                .find(|i| date_at(page, *i) == Some(last));
            return Some((whole.unwrap_or(first), last));
        }
    }
    None
}

fn year_in(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|i| is_year(page.word(i)) && page.word(i).len() == 4)
}

/// Last word of a date that starts with word `at`.
fn date_at(page: &Page<'_>, at: usize) -> Option<usize> {
    numeric(page, at)
        .or_else(|| day_month(page, at))
        .or_else(|| month_first(page, at))
}

/// `12/03/1970`, `12.3.70`, `1970-03-12`, `12/03`.
fn numeric(page: &Page<'_>, at: usize) -> Option<usize> {
    let mark = |i: usize| {
        let gap = page.gap(i).trim();
        matches!(gap, "/" | "-" | "." | "" | "\u{2013}").then_some(gap)
    };
    let number = |i: usize| page.word(i).parse::<u16>().ok();
    let (first, second) = (number(at)?, number(at + 1)?);
    let between = mark(at + 1)?;
    let third = number(at + 2).filter(|_| mark(at + 2) == Some(between));
    let full = third.is_some_and(|third| {
        let day_first = (1..=31).contains(&first) && (1..=12).contains(&second);
        let month_first = (1..=12).contains(&first) && (1..=31).contains(&second);
        let iso = is_year(page.word(at)) && (1..=12).contains(&second) && (1..=31).contains(&third);
        ((day_first || month_first) && is_year(page.word(at + 2))) || iso
    });
    if full {
        return Some(at + 2);
    }
    let pair = between == "/" && (1..=31).contains(&first) && (1..=12).contains(&second);
    let month_year = between == "/" && (1..=12).contains(&first) && page.word(at + 1).len() == 4;
    (pair || month_year && is_year(page.word(at + 1))).then_some(at + 1)
}

/// Two or four digits of a year since 1900.
fn is_year(word: &str) -> bool {
    match word.len() {
        2 => word.bytes().all(|b| b.is_ascii_digit()),
        4 => matches!(word.parse::<u16>(), Ok(1900..=2035)),
        _ => false,
    }
}

/// `12 mars 1970`, `1er mai`, `12th of March 1970`, `premier mai 1950`.
fn day_month(page: &Page<'_>, at: usize) -> Option<usize> {
    let at = if is_day(page.word(at)) {
        at
    } else {
        spelt_day(page, at)?
    };
    if !follows(page, at + 1) {
        return None;
    }
    let month = if page.word(at + 1) == "of" {
        at + 2
    } else {
        at + 1
    };
    if !page.is(month, Classes::MONTH) {
        return None;
    }
    let year = follows(page, month + 1) && is_year(page.word(month + 1));
    Some(match spelt_year(page, month + 1) {
        Some(last) => last,
        None => month + usize::from(year),
    })
}

/// Last word of a day in words: `trois`, `vingt et un`.
fn spelt_day(page: &Page<'_>, at: usize) -> Option<usize> {
    let number = |i: usize| page.is(i, Classes::NUMBER_WORD);
    let inside = |i: usize| number(i) || page.word(i) == "et";
    let last = (at..at + 4).take_while(|i| inside(*i)).last()?;
    (number(at) && number(last)).then_some(last)
}

/// Last word of a year in words: `mille neuf cent cinquante-six`, `deux mille trois`.
fn spelt_year(page: &Page<'_>, at: usize) -> Option<usize> {
    let part = |i: usize| {
        page.is(i, Classes::NUMBER_WORD) || page.one_of(i, "mille mil cents et dix-neuf")
    };
    let close = |i: usize| page.is_spaced(i) || page.is_tied(i);
    let last = (at..at + 9).take_while(|i| part(*i) && close(*i)).last()?;
    let thousand = page.one_of(at, "mille mil") || page.one_of(at + 1, "mille mil cent");
    (thousand && page.word(last) != "et").then_some(last)
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or("");
    let suffix = matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th");
    word == "premier" || suffix && matches!(digits.parse::<u8>(), Ok(1..=31))
}

/// `March 12, 1970`, `mars 1970`.
fn month_first(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is(at, Classes::MONTH) || page.shape(at + 1) != Some(Shape::Number) {
        return None;
    }
    if is_day(page.word(at + 1)) && follows(page, at + 1) {
        let year = matches!(page.gap(at + 2), ", " | " ") && is_year(page.word(at + 2));
        let day_only = page.word(at + 1).len() <= 4;
        return (year || day_only).then_some(if year { at + 2 } else { at + 1 });
    }
    (follows(page, at + 1) && page.word(at + 1).len() == 4 && is_year(page.word(at + 1)))
        .then_some(at + 1)
}

fn follows(page: &Page<'_>, at: usize) -> bool {
    page.is_spaced(at) || matches!(page.gap(at), ". " | "-" | ".")
}
