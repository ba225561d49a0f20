//! The rules themselves, each on one sentence.

use super::base::Base;
use super::{LONGEST_SENTENCE, Rule};
use crate::language::Language;
use crate::readings::kept;
use crate::words::{Lexicon, Word, words};

/// Words that hang a second idea on the first.
const JOINS_FRENCH: [&str; 18] = [
    "mais",
    "car",
    "parce",
    "puisque",
    "tandis",
    "alors",
    "afin",
    "dont",
    "lequel",
    "laquelle",
    "lesquels",
    "lesquelles",
    "quoique",
    "cependant",
    "toutefois",
    "notamment",
    "donc",
    "ainsi",
];
const JOINS_ENGLISH: [&str; 12] = [
    "but",
    "because",
    "whereas",
    "although",
    "though",
    "however",
    "therefore",
    "which",
    "whose",
    "while",
    "since",
    "unless",
];
const BE_FRENCH: [&str; 12] = [
    "est", "sont", "ete", "etait", "etaient", "sera", "seront", "fut", "furent", "serait",
    "seraient", "etre",
];
const BE_ENGLISH: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];
/// Verbs that go with `être` in the active voice, by the beginning of their participle.
const MOTION: [&str; 16] = [
    "all", "venu", "arriv", "rest", "ne", "mort", "parti", "entr", "sorti", "mont", "descend",
    "tomb", "pass", "retourn", "devenu", "revenu",
];
/// French participles that do not end in `é`.
const PARTICIPLES_FRENCH: [&str; 17] = [
    "fait",
    "faite",
    "faits",
    "faites",
    "pris",
    "prise",
    "mis",
    "mise",
    "mises",
    "construit",
    "construite",
    "construits",
    "detruit",
    "vendu",
    "vendus",
    "tenu",
    "prevu",
];
const PARTICIPLES_ENGLISH: [&str; 22] = [
    "made", "done", "taken", "given", "built", "kept", "put", "cut", "seen", "told", "left",
    "brought", "thrown", "driven", "written", "chosen", "held", "paid", "sold", "sent", "shut",
    "hidden",
];
/// English adjectives that look like participles.
const FEELINGS: [&str; 14] = [
    "tired",
    "worried",
    "crowded",
    "red",
    "bored",
    "scared",
    "pleased",
    "excited",
    "interested",
    "disabled",
    "need",
    "speed",
    "used",
    "frightened",
];

/// The rules a sentence breaks, in a fixed order.
pub(super) fn broken(sentence: &str, lexicon: &Lexicon, base: &Base) -> Vec<Rule> {
    let words = words(sentence);
    let mut found = Vec::new();
    // "l'arrêt" is one word to a reader.
    let count = sentence
        .split_whitespace()
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .count();
    if count > LONGEST_SENTENCE {
        found.push(Rule::Long(count));
    }
    let rare = rare_words(sentence, &words, lexicon, base);
    if !rare.is_empty() {
        found.push(Rule::RareWords(rare));
    }
    found.extend(abbreviations(sentence, &words));
    if sentence.contains(['%', '‰']) || sentence.contains("pour cent") {
        found.push(Rule::Percentage);
    }
    let numbers = kept::numbers(sentence, lexicon);
    if numbers.iter().any(|n| {
        n.value
            .split('.')
            .next()
            .is_some_and(|whole| whole.len() > 2)
    }) {
        found.push(Rule::LargeNumber);
    }
    if sentence.contains(['(', ')', '[', ']']) && !crate::privacy::is_masked(sentence) {
        found.push(Rule::Brackets);
    }
    if sentence.contains(';') {
        found.push(Rule::Semicolon);
    } else if several_ideas(sentence, &words, lexicon.language()) {
        found.push(Rule::SeveralIdeas);
    }
    if passive(sentence, &words, lexicon.language()) {
        found.push(Rule::Passive);
    }
    if kept::count_negations(sentence, lexicon) > 1 {
        found.push(Rule::TwoNegations);
    }
    found
}

/// Words off the list, as written; names and figures aside.
fn rare_words(sentence: &str, words: &[Word], lexicon: &Lexicon, base: &Base) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let written = &sentence[word.start..word.end];
        let name = i > 0 && written.starts_with(char::is_uppercase);
        let digits = written.chars().any(char::is_numeric);
        let acronym = is_acronym(written);
        if !name && !digits && !acronym && !base.knows(&word.folded, lexicon) {
            let written = written.to_owned();
            if !found.contains(&written) {
                found.push(written);
            }
        }
    }
    found
}

fn is_acronym(written: &str) -> bool {
    (2..=6).contains(&written.chars().count()) && written.chars().all(char::is_uppercase)
}

/// Capitals that no bracket before or after explains, nor `c'est-à-dire`.
fn abbreviations(sentence: &str, words: &[Word]) -> Vec<Rule> {
    let shouted = words
        .iter()
        .filter(|w| is_acronym(&sentence[w.start..w.end]))
        .count()
        > 3;
    let explained = |word: &Word| {
        let (before, after) = (&sentence[..word.start], &sentence[word.end..]);
        before.ends_with('(') || after.trim_start().starts_with(['(', ':', '='])
    };
    words
        .iter()
        .filter(|w| !shouted && is_acronym(&sentence[w.start..w.end]) && !explained(w))
        .map(|w| Rule::Abbreviation(sentence[w.start..w.end].to_owned()))
        .collect()
}

/// A joining word after the first, three commas, or `qui` far into the sentence.
fn several_ideas(sentence: &str, words: &[Word], language: Language) -> bool {
    let joins: &[&str] = language.choose(&JOINS_FRENCH[..], &JOINS_ENGLISH[..]);
    let joined = words
        .iter()
        .skip(2)
        .any(|w| joins.contains(&w.folded.as_str()));
    let relative = words
        .iter()
        .skip(3)
        .any(|w| ["qui", "who"].contains(&w.folded.as_str()));
    let commas = sentence.matches(", ").count();
    joined || commas > 2 || (relative && words.len() > 10)
}

/// `être` or `be` and a participle; `est fermé` tells a state, `est fermé par` who does it.
fn passive(sentence: &str, words: &[Word], language: Language) -> bool {
    let at = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    match language {
        Language::French => (0..words.len()).any(|i| passive_french(sentence, words, i)),
        Language::English => (0..words.len()).any(|i| {
            let between = ["not", "being", "been", "often", "always", "never"];
            let next = at(i + 1 + usize::from(between.contains(&at(i + 1))));
            let ends = next.ends_with("ed") && next.len() > 4 && !FEELINGS.contains(&next);
            BE_ENGLISH.contains(&at(i)) && (ends || PARTICIPLES_ENGLISH.contains(&next))
        }),
    }
}

fn passive_french(sentence: &str, words: &[Word], i: usize) -> bool {
    let at = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    let before = i.checked_sub(1).map_or("", at);
    let reflexive = ["s", "se", "m", "nous", "vous"].contains(&before);
    let been = at(i) == "ete" && ["a", "ont", "avait", "avaient", "avoir"].contains(&before);
    let by = words.iter().any(|w| w.folded == "par");
    let participle = |word: &Word| {
        let folded = word.folded.as_str();
        let short = |start: &&str| folded.starts_with(*start) && folded.len() < start.len() + 4;
        let ends = ["é", "ée", "és", "ées"]
            .iter()
            .any(|end| sentence[..word.end].ends_with(end));
        (ends && !MOTION.iter().any(short)) || PARTICIPLES_FRENCH.contains(&folded)
    };
    let next = words.iter().skip(i + 1).take(2);
    BE_FRENCH.contains(&at(i)) && !reflexive && (been || by) && next.into_iter().any(participle)
}
