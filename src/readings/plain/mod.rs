//! Quotes in plain words, beside the quotes: same sense, everyday words, one sentence.
//!
//! The quote itself is never replaced. A rewording that loses a negation, a number, a
//! name or a condition, or adds one (see [`kept`]), is refused and asked for once more;
//! refused again, the quote stands alone.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::gates::{Ground, rules};
use super::kept;
use super::{Asking, replies};
use crate::answers::AnswerId;
use crate::llm::{Batch, Fault, Fence, Prompt, Request, shape};
use crate::privacy::is_masked;
use crate::prompts::Ask;
use crate::synthesis::{PlainWords, QuestionResult};
use crate::themes::Quote;
use crate::words::{Lexicon, fold, single_spaced, words};

/// Longest rewording, in characters.
pub const LONGEST: usize = 160;
/// Quotes of fewer words are plain enough.
const FEWEST_WORDS: usize = 7;
/// Quotes shown at a time.
const AT_A_TIME: usize = 3;
/// Per cent of words in common from which a rewording is a copy.
const COPIED: usize = 85;
/// Name of the rule, as the method page shows it.
const CHANGED: &str = "meaning_changed";
/// The same.
const ADDED_WORDS: &str = "added_words";
/// The same.
const ONE_SENTENCE: &str = "one_sentence";
/// The same.
const IDS: &str = "ids";

/// Adds plain words to the quotes of every theme of a question. Left alone: quotes with
/// masked data, short ones, and those of answers `withheld` from models. One call per three
/// quotes, more where a reply is refused.
pub(super) fn add(
    question: &mut QuestionResult,
    withheld: &BTreeSet<AnswerId>,
    asking: &Asking<'_>,
) {
    let lexicon = Lexicon::new(question.language);
    let places = quotes(question, withheld);
    let texts = places.iter().map(|(_, quote)| quote.text.as_str());
    let batch = Plain {
        prompt: asking.prompts.get(Ask::Plain),
        asked: &question.question.text,
        quotes: texts.collect(),
        lexicon: &lexicon,
    };
    let texts = asking.ask_batches(&batch, places.len(), AT_A_TIME);
    for ((theme, quote), text) in places.iter().zip(texts) {
        if let Some(Some(text)) = text {
            let reading = question.themes[*theme].reading.get_or_insert_default();
            reading.plain.push(PlainWords {
                answer: quote.answer.clone(),
                span: quote.span,
                text,
            });
        }
    }
}

/// The quotes to reword, with the place of their theme.
fn quotes(question: &QuestionResult, withheld: &BTreeSet<AnswerId>) -> Vec<(usize, Quote)> {
    let themes = question.themes.iter().enumerate();
    themes
        .flat_map(|(theme, result)| result.theme.quotes.iter().map(move |quote| (theme, quote)))
        .filter(|(_, quote)| !withheld.contains(&quote.answer) && worth_rewording(&quote.text))
        .map(|(theme, quote)| (theme, quote.clone()))
        .collect()
}

fn worth_rewording(quote: &str) -> bool {
    words(quote).len() >= FEWEST_WORDS && !is_masked(quote)
}

/// Quotes of one question.
struct Plain<'a> {
    prompt: &'a Prompt,
    asked: &'a str,
    quotes: Vec<&'a str>,
    lexicon: &'a Lexicon,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    rewordings: Vec<Rewording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rewording {
    id: String,
    text: String,
}

impl Plain<'_> {
    fn fence(&self, places: &[usize]) -> Fence {
        Fence::new("p", places.iter().map(|place| self.quotes[*place]))
    }

    fn fault(&self, rule: &'static str, id: &str, french: &str, english: &str) -> Fault {
        let told = |text| format!("{id} : {text}");
        Fault::new(rule, self.lexicon.language(), told(french), told(english))
    }

    /// The rewording of a quote; none where it has nothing to add to it.
    fn checked(&self, id: &str, quote: &str, text: &str) -> Result<Option<String>, Vec<Fault>> {
        let text = single_spaced(text);
        if text.is_empty() || nearly_copied(quote, &text) {
            return Ok(None);
        }
        let language = self.lexicon.language();
        let mut ground = Ground::new(language, self.lexicon);
        ground.ask(self.asked).show(quote);
        // Plain words are other words: half of them need not be the quote's.
        let mut faults: Vec<Fault> = ground
            .sentence(&text, LONGEST)
            .into_iter()
            .filter(|fault| fault.rule != rules::SUPPORT && fault.rule != rules::SAYS_NOTHING)
            .map(|fault| self.fault(fault.rule, id, &fault.told, &fault.told))
            .collect();
        if sentences(&text) > 1 {
            faults.push(self.fault(ONE_SENTENCE, id, "une seule phrase.", "one sentence only."));
        }
        if strays(quote, &text, self.lexicon) {
            let (fr, en) = (
                "n'ajoute rien, reprends les mots du texte.",
                "add nothing, use the words of the text.",
            );
            faults.push(self.fault(ADDED_WORDS, id, fr, en));
        }
        for change in kept::changes(quote, &text, self.lexicon) {
            let told = format!("{}.", change.say(language));
            faults.push(self.fault(CHANGED, id, &told, &told));
        }
        match faults.is_empty() {
            true => Ok(Some(text)),
            false => Err(faults),
        }
    }
}

impl Batch for Plain<'_> {
    type Output = Option<String>;

    fn request(&self, places: &[usize]) -> Request {
        let fence = self.fence(places);
        let values = [
            ("question", crate::llm::clean(self.asked)),
            ("quotes", fence.block()),
        ];
        let room = 60 + 80 * places.len() as u32;
        self.prompt.request(values, rewordings(&fence.ids()), room)
    }

    fn read(&self, reply: &Value, places: &[usize]) -> Result<Vec<Option<String>>, Vec<Fault>> {
        let fence = self.fence(places);
        let said: Said = replies::parse(reply, self.lexicon.language())?;
        let mut texts: Vec<Option<&str>> = vec![None; places.len()];
        let mut faults = Vec::new();
        for rewording in &said.rewordings {
            match fence.place(&rewording.id) {
                Some(at) if texts[at].is_none() => texts[at] = Some(&rewording.text),
                _ => faults.push(self.fault(
                    IDS,
                    &rewording.id,
                    "identifiant inconnu ou répété.",
                    "unknown or repeated identifier.",
                )),
            }
        }
        let mut outputs = Vec::new();
        for ((id, place), text) in fence.ids().iter().zip(places).zip(texts) {
            match text.map(|text| self.checked(id, self.quotes[*place], text)) {
                Some(Ok(output)) => outputs.push(output),
                Some(Err(more)) => faults.extend(more),
                None => faults.push(self.fault(IDS, id, "il manque.", "is missing.")),
            }
        }
        match faults.is_empty() {
            true => Ok(outputs),
            false => Err(faults),
        }
    }
}

fn rewordings(ids: &[String]) -> Value {
    let one = shape::object([("id", shape::one_of(ids)), ("text", shape::text())]);
    shape::object([("rewordings", shape::array(one))])
}

/// True when hardly a word differs: nothing is gained by showing both.
fn nearly_copied(quote: &str, text: &str) -> bool {
    let of = |text: &str| -> Vec<String> { words(text).into_iter().map(|w| w.folded).collect() };
    let (before, mut after) = (of(quote), of(text));
    let longer = before.len().max(after.len());
    let mut shared = 0;
    for word in &before {
        if let Some(at) = after.iter().position(|other| other == word) {
            after.swap_remove(at);
            shared += 1;
        }
    }
    shared * 100 >= longer * COPIED
}

/// Ends of sentences that something follows, and the last.
fn sentences(text: &str) -> usize {
    let ends = [". ", "! ", "? ", "… "];
    1 + ends
        .iter()
        .map(|end| text.matches(end).count())
        .sum::<usize>()
}

/// True when fewer than a third of the content words are the quote's, their forms counted.
fn strays(quote: &str, text: &str, lexicon: &Lexicon) -> bool {
    let begins = |word: &str| -> String { word.chars().take(5).collect() };
    let own: BTreeSet<String> = words(quote)
        .iter()
        .map(|w| begins(&fold(&w.folded)))
        .collect();
    let said: Vec<String> = words(text)
        .into_iter()
        .filter(|w| lexicon.is_content(&w.folded))
        .map(|w| begins(&w.folded))
        .collect();
    let known = said.iter().filter(|word| own.contains(*word)).count();
    known * 3 < said.len()
}

#[cfg(test)]
mod tests;
