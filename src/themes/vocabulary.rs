//! The words of a question's answers: what each usually is, and numbers for them.
//!
//! A word that often follows `le`, `des`, `the` is a noun, one that follows `je` or `they`
//! a verb: the answers themselves say so, and no dictionary is needed.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::ThemeInput;
use super::grammar::{Class, Grammar};
use crate::words::{Lexicon, words};

/// What an ending is worth beside words in their place.
const ENDING: usize = 2;
/// How much commoner a word with accents must be for the same word without to be taken for
/// a slip: `marche` and `marché` are two words.
const ACCENTED: usize = 3;

/// One spelling, in lower case.
pub(super) struct Entry {
    /// The word without accents and plural: `ports` and `port`, but not `porte`.
    pub lemma: u32,
    /// What it usually is; what its ending says where that was never seen.
    pub class: Class,
    /// What its ending alone suggests.
    pub guess: Class,
    /// Without accents.
    pub folded: String,
    uses: usize,
    /// Most people write it with a capital.
    named: bool,
    /// Most people write it without.
    lowered: bool,
}

/// All content words of the answers.
pub(super) struct Vocabulary {
    entries: HashMap<String, Entry>,
    /// For words without accents, the commonest spelling with accents and its uses.
    accented: HashMap<String, (String, usize)>,
    /// The stem of each lemma.
    stem_of_lemma: Vec<u32>,
    stems: usize,
}

/// How often a word stood where nouns, adjectives and verbs stand.
#[derive(Clone, Copy, Default)]
struct Seen {
    guess: Option<Class>,
    noun: usize,
    adjective: usize,
    verb: usize,
    uses: usize,
    /// Uses where a capital would say something, and those that have one.
    telling: usize,
    capital: usize,
}

impl Vocabulary {
    /// Reads the units once. Cost: linear in the words, spread over threads; memory: one
    /// entry per distinct spelling.
    pub fn new(input: &ThemeInput<'_>, grammar: &Grammar) -> Vocabulary {
        let texts: Vec<&str> = (0..input.units.len()).map(|u| input.text(u)).collect();
        Vocabulary::of_texts(&texts, input.lexicon, grammar)
    }

    /// The same for texts.
    pub fn of_texts(texts: &[&str], lexicon: &Lexicon, grammar: &Grammar) -> Vocabulary {
        // Whole numbers are added: the order in which threads finish does not matter.
        let seen = texts
            .par_iter()
            .fold(HashMap::new, |mut seen, text| {
                note(text, lexicon, grammar, &mut seen);
                seen
            })
            .reduce(HashMap::new, merged);
        let mut sorted: Vec<(String, Seen)> = seen.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (mut lemmas, mut stems) = (BTreeMap::new(), BTreeMap::new());
        let mut stem_of_lemma = Vec::new();
        let mut entries = HashMap::with_capacity(sorted.len());
        let mut accented: HashMap<String, (String, usize)> = HashMap::new();
        for (lower, seen) in sorted {
            let folded = crate::words::fold(&lower);
            let stem = numbered(&mut stems, lexicon.stem(&folded));
            let lemma = numbered(&mut lemmas, singular(&folded, grammar).to_owned());
            if lemma as usize == stem_of_lemma.len() {
                stem_of_lemma.push(stem);
            }
            let guess = seen.guess.unwrap_or(Class::Unknown);
            note_accents(&mut accented, &lower, &folded, seen.uses);
            let entry = Entry {
                lemma,
                uses: seen.uses,
                named: seen.capital * 10 > seen.telling * 7,
                lowered: seen.telling > seen.capital * 2,
                class: usual(seen, guess),
                guess,
                folded,
            };
            entries.insert(lower, entry);
        }
        Vocabulary {
            entries,
            accented,
            stem_of_lemma,
            stems: stems.len(),
        }
    }

    /// What is known of a word in lower case; nothing for little words.
    pub fn get(&self, lower: &str) -> Option<&Entry> {
        self.entries.get(lower)
    }

    /// A phrase with the accents and capitals most people give its words, for phrases too
    /// rare to have a usual spelling.
    pub fn respelt(&self, phrase: &str) -> String {
        let mut text = String::with_capacity(phrase.len());
        let mut end = 0;
        for word in words(phrase) {
            text.push_str(&phrase[end..word.start]);
            text.push_str(&self.respelt_word(&phrase[word.start..word.end]));
            end = word.end;
        }
        text.push_str(&phrase[end..]);
        // An apostrophe left out: "dans l avenue".
        text.replace(" l ", " l'").replace(" d ", " d'")
    }

    fn respelt_word(&self, word: &str) -> String {
        let mut lower = word.to_lowercase();
        let uses = self.get(&lower).map_or(0, |entry| entry.uses);
        if let Some((accented, others)) = self.accented.get(&lower)
            && *others >= uses * ACCENTED
        {
            lower = accented.clone();
        }
        let shouted = word.chars().count() > 5 && word.chars().all(char::is_uppercase);
        let entry = self.get(&lower);
        if word.starts_with(char::is_uppercase) {
            let lowered = entry.is_none_or(|entry| entry.lowered);
            return if shouted || lowered {
                lower
            } else {
                restored(word, &lower)
            };
        }
        match entry {
            Some(entry) if entry.named => capitalised(&lower),
            _ => lower,
        }
    }

    /// The stem of a lemma.
    pub fn stem(&self, lemma: u32) -> u32 {
        self.stem_of_lemma[lemma as usize]
    }

    /// How many stems there are.
    pub fn stems(&self) -> usize {
        self.stems
    }
}

/// Keeps the commonest spelling with accents of each word; the first of equals, words
/// coming in alphabetical order.
fn note_accents(
    accented: &mut HashMap<String, (String, usize)>,
    lower: &str,
    folded: &str,
    uses: usize,
) {
    if lower != folded && accented.get(folded).is_none_or(|known| known.1 < uses) {
        accented.insert(folded.to_owned(), (lower.to_owned(), uses));
    }
}

fn note(text: &str, lexicon: &Lexicon, grammar: &Grammar, seen: &mut HashMap<String, Seen>) {
    let found = words(text);
    let capitals = super::line::mostly_capitals(text);
    let lower: Vec<String> = found
        .iter()
        .map(|w| text[w.start..w.end].to_lowercase())
        .collect();
    let joined = |i: usize| i > 0 && super::line::joins(&text[found[i - 1].end..found[i].start]);
    for (i, word) in found.iter().enumerate() {
        let digits = word.folded.chars().any(char::is_numeric);
        if !lexicon.is_content(&word.folded) && !digits {
            continue;
        }
        let first = if joined(i) { lower[i - 1].as_str() } else { "" };
        let second = if !first.is_empty() && joined(i - 1) {
            lower[i - 2].as_str()
        } else {
            ""
        };
        let entry = seen.entry(lower[i].clone()).or_default();
        entry.uses += 1;
        if i > 0 && !capitals {
            entry.telling += 1;
            let spelling = &text[word.start..word.end];
            entry.capital += usize::from(spelling.starts_with(char::is_uppercase));
        }
        let guess = *entry
            .guess
            .get_or_insert_with(|| grammar.guess(&lower[i], &word.folded));
        let content_next = joined_next(text, &found, i, lexicon);
        match grammar.after(second, first, guess) {
            // In "the broken swing" the article says nothing of the first word.
            Some(Class::Noun) if content_next && !grammar.adjective_follows() => {}
            Some(Class::Noun) if content_next && grammar.preposed(&word.folded) => {}
            Some(Class::Noun) => entry.noun += 1,
            Some(Class::Adjective) => entry.adjective += 1,
            Some(Class::Verb) => entry.verb += 1,
            _ => {}
        }
    }
}

fn joined_next(text: &str, found: &[crate::words::Word], i: usize, lexicon: &Lexicon) -> bool {
    found.get(i + 1).is_some_and(|next| {
        super::line::joins(&text[found[i].end..next.start]) && lexicon.is_content(&next.folded)
    })
}

fn merged(mut a: HashMap<String, Seen>, b: HashMap<String, Seen>) -> HashMap<String, Seen> {
    if a.len() < b.len() {
        return merged(b, a);
    }
    for (word, seen) in b {
        let entry = a.entry(word).or_default();
        entry.guess = entry.guess.or(seen.guess);
        entry.noun += seen.noun;
        entry.uses += seen.uses;
        entry.telling += seen.telling;
        entry.capital += seen.capital;
        entry.adjective += seen.adjective;
        entry.verb += seen.verb;
    }
    a
}

fn numbered(numbers: &mut BTreeMap<String, u32>, text: String) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(text).or_insert(next)
}

/// Without the ending of the plural.
fn singular<'w>(folded: &'w str, grammar: &Grammar) -> &'w str {
    if folded.chars().count() < 4 || folded.ends_with("ss") {
        return folded;
    }
    let hissing = ["ches", "shes", "xes", "sses"];
    if !grammar.adjective_follows() && hissing.iter().any(|ending| folded.ends_with(ending)) {
        return folded.strip_suffix("es").unwrap_or(folded);
    }
    folded.strip_suffix(['s', 'x']).unwrap_or(folded)
}

/// What a word usually is: a noun at equal evidence.
fn usual(seen: Seen, guess: Class) -> Class {
    let worth = |class, count| count + if guess == class { ENDING } else { 0 };
    let noun = worth(Class::Noun, seen.noun);
    let adjective = worth(Class::Adjective, seen.adjective);
    let verb = worth(Class::Verb, seen.verb);
    match guess {
        Class::Infinitive | Class::Adverb if noun < 3 => guess,
        _ if noun + adjective + verb == 0 => Class::Unknown,
        _ if noun >= adjective && noun >= verb => Class::Noun,
        _ if adjective >= verb => Class::Adjective,
        _ => Class::Verb,
    }
}

/// A word with the accents of `lower` and its own capitals.
fn restored(word: &str, lower: &str) -> String {
    if word.chars().count() != lower.chars().count() {
        return word.to_owned();
    }
    let raised = |(own, accented): (char, char)| {
        let up = own.is_uppercase().then(|| accented.to_uppercase().next());
        up.flatten().unwrap_or(accented)
    };
    word.chars().zip(lower.chars()).map(raised).collect()
}

/// With a capital first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_answers_tell_what_a_word_is_and_how_it_is_spelt() {
        let texts = [
            "Je roule tous les jours",
            "la place de la Gare, près du marché",
            "le medecin est loin",
            "les médecins manquent, un médecin partirait",
            "un médecin, le médecin, chaque médecin, le marché de la Gare",
        ];
        let (grammar, lexicon) = (
            Grammar::new(Language::French),
            Lexicon::new(Language::French),
        );
        let vocabulary = Vocabulary::of_texts(&texts, &lexicon, &grammar);
        let class = |word: &str| vocabulary.get(word).map(|entry| entry.class);
        assert_eq!(class("roule"), Some(Class::Verb));
        assert_eq!(class("marché"), Some(Class::Noun));
        assert_eq!(class("les"), None);
        assert_eq!(
            vocabulary.respelt("medecin de la gare"),
            "médecin de la Gare"
        );
    }
}
