//! Negations: where they are, what they deny, and whether a rewording denies the same.
//!
//! A rewording may say "the bus is missing" for "there is no bus": words that deny by
//! their sense count beside the grammatical ones. What counts as a change is a text that
//! denies reworded into one that does not, or the word denied standing undenied.

use std::collections::BTreeSet;

use super::text::Read;
use super::{Change, Kind};
use crate::language::Language;
use crate::words::Lexicon;

/// A negation and the content word it denies, stemmed.
pub(super) struct Negation {
    pub at: usize,
    pub target: Option<String>,
}

const PARTNERS: [&str; 13] = [
    "pas", "pa", "plus", "jamais", "rien", "aucun", "aucune", "personne", "ni", "guere", "nul",
    "nulle", "point",
];
const ALONE_FRENCH: [&str; 8] = [
    "aucun", "aucune", "jamais", "rien", "ni", "zero", "0", "non",
];
const ALONE_ENGLISH: [&str; 14] = [
    "not", "no", "never", "without", "none", "nobody", "nothing", "nor", "neither", "cannot",
    "nowhere", "hardly", "zero", "0",
];
/// `arrêter de supprimer` denies the word that follows.
const HALTS: [&str; 17] = [
    "arreter", "arretez", "arretons", "cesser", "cessez", "cessons", "stop", "stopper", "stopping",
    "eviter", "evitez", "evitons", "avoid", "avoiding", "quit", "cease", "halte",
];
/// Words that deny by their sense, by their beginnings.
const DENYING_FRENCH: [&str; 29] = [
    "manqu", "absen", "interdi", "interdir", "supprim", "impossib", "refus", "empech", "inexist",
    "prive", "contre", "oppos", "insuffis", "annul", "abandon", "renonc", "inutil", "inaccess",
    "inadapt", "introuv", "disparu", "disparit", "fin", "arrete", "stop", "maintien", "mainteni",
    "gard", "conserv",
];
const DENYING_ENGLISH: [&str; 20] = [
    "lack",
    "missing",
    "absen",
    "ban",
    "forbid",
    "forbidden",
    "prevent",
    "refus",
    "impossib",
    "unable",
    "against",
    "oppos",
    "remov",
    "scrap",
    "cancel",
    "abandon",
    "useless",
    "inaccess",
    "unsafe",
    "keep",
];
/// Whole words among them: `fin` but not `finance`, `ban` but not `bank`.
const WHOLE: [&str; 6] = ["fin", "ban", "keep", "prive", "contre", "stop"];
const NOT_NOUNS: [&str; 9] = [
    "un", "le", "premier", "quelques", "ses", "mes", "chaque", "au", "deux",
];

/// Where a text denies.
pub(super) fn negations(read: &Read<'_>) -> Vec<Negation> {
    let mut found = Vec::new();
    let mut consumed = BTreeSet::new();
    for i in 0..read.words.len() {
        if consumed.contains(&i) {
            continue;
        }
        let target_from = match read.language() {
            Language::French => french(read, i, &mut consumed),
            Language::English => english(read, i),
        };
        if let Some(from) = target_from {
            found.push(Negation {
                at: i,
                target: content_from(read, from),
            });
        }
    }
    found
}

/// How many negations a text holds, those by sense (`interdire`) aside.
pub(in crate::readings) fn count_negations(text: &str, lexicon: &Lexicon) -> usize {
    negations(&Read::new(text, lexicon)).len()
}

/// Where to look for what is denied, when the word at `i` denies.
fn french(read: &Read<'_>, i: usize, consumed: &mut BTreeSet<usize>) -> Option<usize> {
    let (word, next) = (read.at(i), read.at(i + 1));
    if word == "ne" || (word == "n" && read.gap_after(i).contains(['\'', '’'])) {
        if next == "importe" {
            return None;
        }
        return after_ne(read, i, consumed);
    }
    let denies = match word {
        "pas" | "pa" => next != "mal" && !NOT_NOUNS.contains(&read.before(i)) && next != "a",
        "sans" => !["doute", "cesse", "arret", "conteste", "faute", "compter"].contains(&next),
        "jamais" => !["si", "a"].contains(&read.before(i)),
        "plus" => ["aucun", "aucune", "jamais", "rien"].contains(&next),
        _ => ALONE_FRENCH.contains(&word) || halts(read, i),
    };
    denies.then_some(i + 1)
}

/// `ne … pas`: takes its second half along; `ne … que` restricts and denies nothing.
fn after_ne(read: &Read<'_>, i: usize, consumed: &mut BTreeSet<usize>) -> Option<usize> {
    let same = |j: &usize| *j < read.words.len() && read.clause[*j] == read.clause[i];
    let ahead: Vec<usize> = (i + 1..i + 8).take_while(same).collect();
    let partner = ahead.iter().find(|j| PARTNERS.contains(&read.at(**j)));
    let only = ahead.iter().find(|j| ["que", "qu"].contains(&read.at(**j)));
    match (partner, only) {
        (Some(at), _) => {
            consumed.insert(*at);
        }
        (None, Some(_)) => return None,
        (None, None) => {
            // "Personne ne", "aucun bus ne", "rien ne": the first half was counted.
            let earlier = (0..i).rev().take(5);
            let halves = ["aucun", "aucune", "rien", "ni", "jamais"];
            let mut earlier = earlier.filter(|j| read.clause[*j] == read.clause[i]);
            if earlier.any(|j| halves.contains(&read.at(j))) {
                return None;
            }
        }
    }
    Some(i + 1)
}

fn english(read: &Read<'_>, i: usize) -> Option<usize> {
    let (word, next) = (read.at(i), read.at(i + 1));
    let contracted = word == "t"
        && (read.before(i).ends_with('n') || read.before(i) == "can")
        && i > 0
        && read.gap_after(i - 1).contains(['\'', '’']);
    let denies = match word {
        "not" => next != "only",
        "no" => next != "doubt",
        "stop" | "stops" => {
            !["bus", "tram", "the"].contains(&read.before(i)) && halts_english(next)
        }
        _ => contracted || ALONE_ENGLISH.contains(&word) || halts(read, i),
    };
    denies.then_some(i + 1)
}

fn halts_english(next: &str) -> bool {
    next.ends_with("ing") || ["the", "all", "this", "these", "those"].contains(&next)
}

fn halts(read: &Read<'_>, i: usize) -> bool {
    let word = read.at(i);
    // "Le bus s'arrête", "doit s'arrêter": a bus that stops denies nothing.
    let reflexive = ["s", "se", "vous", "nous"].contains(&read.before(i));
    let bus_stop = word == "stop" && ["bus", "tram"].contains(&read.before(i));
    HALTS.contains(&word) && !reflexive && !bus_stop && word != "stop"
        || word == "stop" && read.language() == Language::French
}

/// The first content word of the clause from `i` on, stemmed.
fn content_from(read: &Read<'_>, i: usize) -> Option<String> {
    let clause = *read.clause.get(i)?;
    (i..read.words.len())
        .take_while(|j| read.clause[*j] == clause)
        .map(|j| read.at(j))
        .find(|word| read.lexicon.is_content(word))
        .map(|word| read.lexicon.stem(word))
}

/// Clauses in which something is denied, by grammar or by sense; not by the word `aside`
/// alone: "supprimer" denies nothing of itself.
fn denying_clauses(read: &Read<'_>, found: &[Negation], aside: Option<&str>) -> BTreeSet<usize> {
    let by_sense = (0..read.words.len()).filter(|i| {
        denies_by_sense(read, *i) && aside.is_none_or(|stem| read.lexicon.stem(read.at(*i)) != stem)
    });
    let by_grammar = found.iter().map(|negation| negation.at);
    by_grammar.chain(by_sense).map(|i| read.clause[i]).collect()
}

fn denies_by_sense(read: &Read<'_>, i: usize) -> bool {
    let list: &[&str] = match read.language() {
        Language::French => &DENYING_FRENCH,
        Language::English => &DENYING_ENGLISH,
    };
    let word = read.at(i);
    list.iter().any(|start| match WHOLE.contains(start) {
        true => word == *start,
        false => word.starts_with(start),
    })
}

/// Negations lost and added.
pub(super) fn changes(before: &Read<'_>, after: &Read<'_>) -> Vec<Change> {
    let (was, is) = (negations(before), negations(after));
    let mut found = Vec::new();
    if let Some(negation) = undenied(&was, after, &is) {
        found.push(Change::lost(Kind::Negation, around(before, negation.at)));
    }
    if let Some(negation) = undenied(&is, before, &was) {
        found.push(Change::added(Kind::Negation, around(after, negation.at)));
    }
    found
}

/// The first negation that the other text does not know: it denies nothing at all, or has
/// the word denied and never where it denies.
fn undenied<'n>(
    negations: &'n [Negation],
    other: &Read<'_>,
    others: &[Negation],
) -> Option<&'n Negation> {
    let first = negations.first()?;
    if denying_clauses(other, others, None).is_empty() {
        return Some(first);
    }
    negations.iter().find(|negation| {
        let Some(target) = &negation.target else {
            return false;
        };
        let denying = denying_clauses(other, others, Some(target));
        let mut places = (0..other.words.len())
            .filter(|i| other.lexicon.stem(other.at(*i)) == *target)
            .peekable();
        places.peek().is_some() && !places.any(|i| denying.contains(&other.clause[i]))
    })
}

/// A negation with the words after it, for a message.
fn around(read: &Read<'_>, at: usize) -> String {
    let last = (at + 3).min(read.words.len() - 1);
    read.text[read.words[at].start..read.words[last].end].to_owned()
}
