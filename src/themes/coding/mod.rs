//! Answers coded by a language model against a list of codes, batch by batch: the themes
//! that were found, or a codebook somebody wrote.
//!
//! The model names codes and nothing else: it writes no word that is shown. A reply has
//! one place per answer asked about and up to three places per answer, each an enum of
//! the codes, so that no answer can be forgotten, no code invented and no list run away.
//! An answer without a reply that holds keeps the codes the groups gave it, and is counted.

mod codebook;
mod regroup;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use codebook::{CodeRow, Codebook, CodebookError, fingerprint, of_themes};
pub use regroup::{Coded, coded, stands_for};

use crate::language::Language;
use crate::llm::shape::{object, one_of};
use crate::llm::{
    self, Batch, Distinct, Fault, Fence, LanguageModel, Prompt, Request, Tally, clean,
};
use crate::progress::{Progress, Stage};

/// Answers in one question: with the list of codes, 3,000 tokens at most.
pub const ANSWERS: usize = 8;
/// Characters of the list of codes; descriptions are shortened to fit.
const LIST: usize = 4_000;
/// The places of an answer's codes, the main one first.
const PLACES: [&str; 3] = ["code1", "code2", "code3"];
/// Name of the codes' ids: `c1`, `c2`, …
const CODE: &str = "c";

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Its title.
    pub title: String,
    /// What it covers, in a few words; may be empty.
    pub description: String,
}

/// How the answers of a question were coded by a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CodingRecord {
    /// Name of the codebook's file; none when the codes are the themes found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codebook: Option<String>,
    /// Fingerprint (SHA-256) of the codes, in their order.
    pub fingerprint: String,
    /// Codes the model could give.
    pub codes: usize,
    /// Answers the model coded.
    pub by_model: usize,
    /// Answers without a reply that holds, which keep the codes of their groups.
    pub kept: usize,
}

/// What answers are coded with.
pub struct Coder<'a> {
    /// The question they answer.
    pub question: &'a str,
    /// The codes.
    pub codes: &'a [Code],
    /// The prompt.
    pub prompt: &'a Prompt,
    /// Language of what the model is told beside the prompt.
    pub language: Language,
    /// Answers in one question: [`ANSWERS`], fewer for a small model.
    pub at_a_time: usize,
}

/// The codes of each text, the main one first; an empty list where the model finds that
/// none fits, none where no reply held. The same text is asked about once.
///
/// Cost: one question per `at_a_time` different texts.
pub fn assign(
    coder: &Coder<'_>,
    texts: &[&str],
    model: &dyn LanguageModel,
    tally: &Tally,
    progress: &dyn Progress,
) -> Vec<Option<Vec<usize>>> {
    let distinct = Distinct::new(texts.iter().copied());
    let asked = distinct.texts.len();
    let batch = CodingBatch::new(coder, &distinct.texts);
    let size = coder.at_a_time.max(1);
    progress.begin(Stage::Asking, asked.div_ceil(size) as u64);
    distinct.spread(&llm::perform_batches(
        model, &batch, asked, size, tally, progress,
    ))
}

struct CodingBatch<'a> {
    coder: &'a Coder<'a>,
    texts: &'a [String],
    names: Vec<String>,
    list: String,
    none: &'static str,
}

impl<'a> CodingBatch<'a> {
    fn new(coder: &'a Coder<'a>, texts: &'a [String]) -> CodingBatch<'a> {
        let names: Vec<String> = (1..=coder.codes.len())
            .map(|number| format!("{CODE}{number}"))
            .collect();
        CodingBatch {
            list: list(&names, coder.codes),
            names,
            coder,
            texts,
            none: coder.language.choose("aucun", "none"),
        }
    }

    fn fence(&self, places: &[usize]) -> Fence {
        Fence::new("a", places.iter().map(|place| self.texts[*place].as_str()))
    }

    fn schema(&self, ids: &[String]) -> Value {
        let mut allowed: Vec<&str> = self.names.iter().map(String::as_str).collect();
        allowed.push(self.none);
        let code = one_of(&allowed);
        let answer = object(PLACES.map(|place| (place, code.clone())));
        object(ids.iter().map(|id| (id.as_str(), answer.clone())))
    }

    /// The codes of one answer of a reply, each once.
    fn codes(&self, reply: &Value, id: &str) -> Result<Vec<usize>, Fault> {
        let mut codes = Vec::new();
        for place in PLACES {
            let Some(name) = reply[id][place].as_str() else {
                return Err(self.fault("ids_missing", id));
            };
            if name == self.none {
                continue;
            }
            let Some(code) = self.names.iter().position(|known| known == name) else {
                return Err(self.fault("code_unknown", id));
            };
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Ok(codes)
    }

    fn fault(&self, rule: &'static str, id: &str) -> Fault {
        let (french, english) = match rule {
            "ids_missing" => (
                format!("Il manque les codes de {id}."),
                format!("The codes of {id} are missing."),
            ),
            "code_unknown" => (
                format!("Un code de {id} n'est pas dans la liste."),
                format!("A code of {id} is not in the list."),
            ),
            _ => (
                format!("Aucune réponse ne s'appelle {id}."),
                format!("No answer is called {id}."),
            ),
        };
        Fault::new(rule, self.coder.language, french, english)
    }
}

impl Batch for CodingBatch<'_> {
    type Output = Vec<usize>;

    fn request(&self, places: &[usize]) -> Request {
        let fence = self.fence(places);
        let values = [
            ("question", clean(self.coder.question)),
            ("codes", self.list.clone()),
            ("answers", fence.block()),
        ];
        let room = 60 + 60 * places.len() as u32;
        let schema = self.schema(&fence.ids());
        self.coder.prompt.request(values, schema, room)
    }

    fn read(&self, reply: &Value, places: &[usize]) -> Result<Vec<Vec<usize>>, Vec<Fault>> {
        let fence = self.fence(places);
        let (mut codes, mut faults) = (Vec::new(), Vec::new());
        for id in fence.ids() {
            match self.codes(reply, &id) {
                Ok(found) => codes.push(found),
                Err(fault) => faults.push(fault),
            }
        }
        let given = reply.as_object().into_iter().flat_map(Map::keys);
        let unknown = given.filter(|id| fence.place(id).is_none());
        // The name is the model's own: it is not repeated to it.
        faults.extend(unknown.take(1).map(|_| self.fault("id_unknown", "?")));
        match faults.is_empty() {
            true => Ok(codes),
            false => Err(faults),
        }
    }
}

/// One line per code; descriptions share the room that the titles leave.
fn list(names: &[String], codes: &[Code]) -> String {
    let titles: Vec<String> = codes.iter().map(|code| clean(&code.title)).collect();
    let taken: usize = names
        .iter()
        .zip(&titles)
        .map(|(name, title)| name.chars().count() + title.chars().count() + 6)
        .sum();
    let room = LIST.saturating_sub(taken) / codes.len().max(1);
    names
        .iter()
        .zip(&titles)
        .zip(codes)
        .map(|((name, title), code)| {
            let description = shortened(&clean(&code.description), room);
            match description.is_empty() {
                true => format!("{name} : {title}"),
                false => format!("{name} : {title} ({description})"),
            }
        })
        .collect::<Vec<String>>()
        .join("\n")
}

/// As many whole words as fit in `room` characters.
fn shortened(text: &str, room: usize) -> String {
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + word.chars().count() + 1 > room {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.trim_end_matches([',', ';', ':', '(']).to_owned()
}

#[cfg(test)]
mod tests;
