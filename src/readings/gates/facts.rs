//! Numbers, dates and names: a model may repeat one that was shown to it, never add one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Ground, list, rules};
use crate::language::Language;
use crate::llm::Fault;
use crate::words::{Word, fold, words};

/// Number words from two on; "un" and "une" are articles.
const FRENCH: &str = "deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 onze:11 \
douze:12 treize:13 quatorze:14 quinze:15 seize:16 vingt:20 trente:30 quarante:40 cinquante:50 \
soixante:60 cent:100 cents:100 mille:1000 million:1000000 millions:1000000 milliard:1000000000 \
milliards:1000000000 dizaine:10 dizaines:10 douzaine:12 quinzaine:15 vingtaine:20 trentaine:30 \
quarantaine:40 cinquantaine:50 centaine:100 centaines:100 millier:1000 milliers:1000";
const ENGLISH: &str = "two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 \
twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 \
twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 hundred:100 \
hundreds:100 thousand:1000 thousands:1000 million:1000000 millions:1000000 billion:1000000000 \
dozen:12 dozens:12 twice:2";

static DATES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi \
mardi mercredi jeudi vendredi samedi dimanche january february april june july august september \
october november december monday tuesday wednesday thursday friday saturday sunday",
    )
});

pub(super) fn faults(ground: &Ground<'_>, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(number) = unknown_number(ground, text) {
        faults.push(Fault::new(
            rules::NUMBER,
            ground.language,
            format!("« {number} » ne figure dans aucune réponse : n'écris aucun nombre ni date."),
            format!("\"{number}\" stands in no answer: write no number or date."),
        ));
    }
    if let Some(name) = unknown_name(ground, text) {
        faults.push(Fault::new(
            rules::NAME,
            ground.language,
            format!(
                "« {name} » ne figure dans aucune réponse : n'écris aucun nom que tu n'as pas lu."
            ),
            format!("\"{name}\" stands in no answer: write no name that you did not read."),
        ));
    }
    faults
}

/// Numbers of a text in one spelling: `3`, "trois" and "03" are the same, and so are
/// `1 500` and `1500`; `18h30` is 18 and 30. Other words with a digit (`a7`) stay whole.
pub(super) fn numbers(text: &str, language: Language) -> Vec<String> {
    let words = words(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let (numbers, next) = numbers_at(text, &words, index, language);
        found.extend(numbers);
        index = next;
    }
    found
}

/// True for a text with a number in digits or words; "un" and "une" are articles.
pub fn has_number(text: &str, language: Language) -> bool {
    !numbers(text, language).is_empty()
}

/// The numbers that start at a word, and the word after them.
fn numbers_at(
    text: &str,
    words: &[Word],
    index: usize,
    language: Language,
) -> (Vec<String>, usize) {
    let word = &words[index].folded;
    if let Some(value) = spelled(word, language) {
        return (vec![value.to_owned()], index + 1);
    }
    if !word.bytes().any(|b| b.is_ascii_digit()) {
        return (Vec::new(), index + 1);
    }
    if let Some(time) = time(word) {
        return (time, index + 1);
    }
    let mut number = without_zeros(word);
    let mut next = index + 1;
    // Thousands apart by a space, and decimals.
    while let Some(part) = words.get(next) {
        let between = &text[words[next - 1].end..part.start];
        let digits = part.folded.bytes().all(|b| b.is_ascii_digit());
        let whole = number.bytes().all(|b| b.is_ascii_digit());
        let space = between.chars().all(char::is_whitespace) && between.chars().count() == 1;
        match between {
            _ if !digits || !whole => break,
            _ if space && part.folded.len() == 3 && number.len() <= 3 => {
                number.push_str(&part.folded);
            }
            "," | "." => number = format!("{number}.{}", part.folded),
            _ => break,
        }
        next += 1;
    }
    (vec![number], next)
}

/// Hours and minutes of `18h30` or `21h`.
fn time(word: &str) -> Option<Vec<String>> {
    let (hours, minutes) = word.split_once('h')?;
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let parts = [hours, minutes].into_iter().filter(|part| !part.is_empty());
    (!hours.is_empty() && is_number(hours) && is_number(minutes))
        .then(|| parts.map(without_zeros).collect())
}

fn without_zeros(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_owned(),
    }
}

fn spelled(word: &str, language: Language) -> Option<&'static str> {
    let list = language.choose(FRENCH, ENGLISH);
    list.split_whitespace()
        .filter_map(|pair| pair.split_once(':'))
        .find(|(spelled, _)| *spelled == word)
        .map(|(_, value)| value)
}

fn unknown_number(ground: &Ground<'_>, text: &str) -> Option<String> {
    let number = numbers(text, ground.language)
        .into_iter()
        .find(|number| !ground.numbers.contains(number));
    number.or_else(|| {
        let dates = words(text).into_iter().map(|word| word.folded);
        let mut dates = dates.filter(|word| DATES.contains(word.as_str()));
        dates.find(|word| !ground.words.contains(word))
    })
}

/// The first capitalised word inside a sentence, or word in capitals anywhere, that was
/// not shown.
fn unknown_name(ground: &Ground<'_>, text: &str) -> Option<String> {
    let words = words(text);
    let name = words.iter().enumerate().find(|(index, word)| {
        let spelled = &text[word.start..word.end];
        let mut letters = spelled.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let initials = spelled.chars().count() > 1 && spelled.chars().all(char::is_uppercase);
        let named = initials || (capital && !starts_sentence(text, &words, *index));
        named && !is_known(ground, &word.folded)
    });
    name.map(|(_, word)| text[word.start..word.end].to_owned())
}

/// Known as it stands, in the plural or singular, or as the pronoun "I".
fn is_known(ground: &Ground<'_>, word: &str) -> bool {
    let plural = format!("{word}s");
    let singular = word.strip_suffix('s').unwrap_or(word);
    let one_letter = word.chars().nth(1).is_none();
    one_letter
        || [word, plural.as_str(), singular]
            .iter()
            .any(|form| ground.words.contains(*form))
}

fn starts_sentence(text: &str, words: &[Word], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &words[i]) else {
        return true;
    };
    let between = &text[before.end..words[index].start];
    between.contains(['.', '!', '?', '…', ':', '«', '"', '“', '('])
}

/// A title without the capitals that English gives every word of one: words lose theirs
/// that the texts write without.
pub(super) fn without_capitals(ground: &Ground<'_>, text: &str) -> String {
    let found = words(text);
    let content: Vec<&Word> = found
        .iter()
        .skip(1)
        .filter(|w| w.end - w.start > 3)
        .collect();
    let is_capital = |word: &Word| {
        let mut letters = text[word.start..word.end].chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let capitals = content.iter().filter(|word| is_capital(word)).count();
    if content.len() < 2 || capitals < content.len() {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut end = 0;
    for (index, word) in found.iter().enumerate() {
        out.push_str(&text[end..word.start]);
        let spelled = &text[word.start..word.end];
        let lower = index > 0 && is_capital(word) && ground.stems_like(&fold(spelled));
        out.push_str(&if lower {
            spelled.to_lowercase()
        } else {
            spelled.to_owned()
        });
        end = word.end;
    }
    out.push_str(&text[end..]);
    out
}
