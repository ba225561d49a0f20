//! Names: words with a capital inside a sentence, acronyms, tags of masked data.

use std::collections::BTreeSet;

use super::text::Read;
use super::{Change, Kind};

/// Bodies and forms of address that some write with a capital and others without.
const COMMON: [&str; 32] = [
    "ville",
    "mairie",
    "maire",
    "etat",
    "madame",
    "monsieur",
    "merci",
    "conseil",
    "commune",
    "departement",
    "region",
    "metropole",
    "republique",
    "france",
    "council",
    "town",
    "city",
    "mayor",
    "mr",
    "mrs",
    "ms",
    "i",
    "english",
    "government",
    "state",
    "county",
    "bonjour",
    "svp",
    "messieurs",
    "mesdames",
    "internet",
    "ok",
];

/// Names lost and added.
pub(super) fn changes(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let mut found = tag_changes(before.text, after.text);
    let words_of = |read: &Read<'_>| -> BTreeSet<String> { read.words.iter().map(bare).collect() };
    let (said, says) = (words_of(before), words_of(after));
    for (folded, written) in names(before) {
        if !says.contains(&folded) {
            found.push(Change::lost(Kind::Name, written));
        }
    }
    for (folded, written) in names(after) {
        if !said.contains(&folded) {
            found.push(Change::added(Kind::Name, written));
        }
    }
    found
}

fn bare(word: &crate::words::Word) -> String {
    plural_aside(&word.folded).to_owned()
}

fn plural_aside(folded: &str) -> &str {
    match folded.len() > 3 {
        true => folded.trim_end_matches('s'),
        false => folded,
    }
}

/// Names of a text, folded and as written.
fn names(read: &Read<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    if read.shouted {
        return found;
    }
    for i in 0..read.words.len() {
        let written = read.written(i);
        let folded = plural_aside(read.at(i)).to_owned();
        let letters = written.chars().count();
        let acronym = letters > 1 && written.chars().all(char::is_uppercase);
        let capital = written.starts_with(char::is_uppercase) && letters > 1 && !read.opens[i];
        let known = COMMON.contains(&read.at(i)) || super::numbers::is_calendar(read.at(i));
        let again = found.iter().any(|(name, _)| *name == folded);
        if (acronym || capital) && !known && !again {
            found.push((folded, written.to_owned()));
        }
    }
    found
}

/// `[NOM_1]` must come back, and no other.
fn tag_changes(before: &str, after: &str) -> Vec<Change> {
    let (was, is) = (tags(before), tags(after));
    let lost = was.difference(&is).map(|t| Change::lost(Kind::Name, *t));
    let added = is.difference(&was).map(|t| Change::added(Kind::Name, *t));
    lost.chain(added).collect()
}

fn tags(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('[') {
        let rest = &text[at..];
        if let Some(end) = rest.find(']')
            && crate::privacy::is_masked(&rest[..=end])
        {
            found.insert(&rest[..=end]);
        }
    }
    found
}
