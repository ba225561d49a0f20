//! Conditions, directions, and whether something is asked for or told.

use super::demand_words::*;
use super::text::Read;
use super::{Change, Kind};
use crate::language::Language;

/// Conditions lost and added.
pub(super) fn conditions(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let ways: &[Ways] = match before.language() {
        Language::French => &CONDITIONS_FRENCH,
        Language::English => &CONDITIONS_ENGLISH,
    };
    let mut found = Vec::new();
    for way in ways {
        match (says(before, way), says(after, way)) {
            (true, false) => found.push(Change::lost(Kind::Condition, way.0)),
            (false, true) => found.push(Change::added(Kind::Condition, way.0)),
            _ => {}
        }
    }
    if forced(before) && !forced(after) && !must(after) {
        found.push(Change::lost(
            Kind::Condition,
            before.language().choose("obligé", "forced"),
        ));
    }
    found
}

fn forced(read: &Read<'_>) -> bool {
    let list: &[&str] = read
        .language()
        .choose(&FORCED_FRENCH[..], &FORCED_ENGLISH[..]);
    let forces = |word: &str| list.iter().any(|start| word.starts_with(start));
    read.words.iter().any(|word| forces(&word.folded))
}

fn must(read: &Read<'_>) -> bool {
    read.has(read.language().choose(&MUST_FRENCH[..], &MUST_ENGLISH[..]))
}

fn says(read: &Read<'_>, (name, ways): &Ways) -> bool {
    let plain = ways.iter().any(|way| read.has_phrase(way));
    match *name {
        "si" => plain || (0..read.words.len()).any(|i| is_if(read, i)),
        "seulement" => plain || restricts(read),
        _ => plain,
    }
}

fn is_if(read: &Read<'_>, i: usize) -> bool {
    let like = ["comme", "meme"].contains(&read.before(i));
    read.at(i) == "si" && !like && AFTER_IF.contains(&read.at(i + 1))
}

/// `ne … que`, with no other half of a negation between.
fn restricts(read: &Read<'_>) -> bool {
    (0..read.words.len()).any(|i| {
        let ne =
            read.at(i) == "ne" || (read.at(i) == "n" && read.gap_after(i).contains(['\'', '’']));
        let mut ahead = (i + 1..(i + 7).min(read.words.len()))
            .take_while(|j| read.clause[*j] == read.clause[i])
            .map(|j| read.at(j));
        ne && ahead
            .find(|word| ["pas", "plus", "jamais", "rien", "que", "qu"].contains(word))
            .is_some_and(|word| word.starts_with("qu"))
    })
}

/// `plus` reworded into `moins`.
pub(super) fn directions(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let pairs: &[(&[&str], &[&str])] = match before.language() {
        Language::French => &OPPOSED_FRENCH,
        Language::English => &OPPOSED_ENGLISH,
    };
    let mut found = Vec::new();
    for (one, other) in pairs {
        for (a, b) in [(one, other), (other, one)] {
            let was = before.has(a) && !before.has(b);
            if was && after.has(b) && !after.has(a) {
                found.push(Change::lost(Kind::Direction, a[0]));
            }
        }
    }
    found
}

/// A demand told as a fact, or a fact turned into a demand.
pub(super) fn changes(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    if let Some(word) = asks(before)
        && !may_ask(after)
    {
        found.push(Change::lost(Kind::Demand, written(before, word)));
    }
    if let Some(word) = asks(after)
        && !may_ask(before)
    {
        found.push(Change::added(Kind::Demand, written(after, word)));
    }
    found
}

/// The first word that asks without doubt.
fn asks<'r>(read: &'r Read<'_>) -> Option<&'r crate::words::Word> {
    let list = asking(read);
    read.words
        .iter()
        .find(|w| list.contains(&w.folded.as_str()))
}

fn written(read: &Read<'_>, word: &crate::words::Word) -> String {
    read.text[word.start..word.end].to_owned()
}

fn asking(read: &Read<'_>) -> &'static [&'static str] {
    read.language()
        .choose(&ASKING_FRENCH[..], &ASKING_ENGLISH[..])
}

/// Asks, hints, or has the form of a demand: an infinitive or an imperative in front, no
/// verb at all ("un banc devant l'école").
fn may_ask(read: &Read<'_>) -> bool {
    let hinting: &[&str] = read
        .language()
        .choose(&HINTING_FRENCH[..], &HINTING_ENGLISH[..]);
    read.has(asking(read)) || read.has(hinting) || (0..read.words.len()).any(|i| commands(read, i))
}

fn commands(read: &Read<'_>, i: usize) -> bool {
    let word = read.at(i);
    match read.language() {
        Language::French => {
            let first = read.opens[i]
                || i > 0 && read.clause[i] != read.clause[i - 1]
                || read.before(i) == "que"
                || ["et", "ne", "n"].contains(&read.before(i));
            let long = word.len() > 4;
            let infinitive = ["er", "ir", "re", "oir"]
                .iter()
                .any(|end| word.ends_with(end));
            let imperative = ["ez", "ons"].iter().any(|end| word.ends_with(end));
            let more = [
                "plus",
                "moins",
                "davantage",
                "que",
                "des",
                "un",
                "une",
                "pas",
                "stop",
            ]
            .contains(&word)
                && read.opens[i];
            first && (long && (infinitive || imperative) || more)
        }
        // An English imperative looks like any verb: one in front that no subject precedes.
        Language::English => {
            let subjects = [
                "the", "i", "we", "they", "it", "he", "she", "you", "there", "this", "that", "my",
                "our", "these", "those", "all", "a", "an", "in", "at", "on",
            ];
            read.opens[i] && !subjects.contains(&word)
        }
    }
}
