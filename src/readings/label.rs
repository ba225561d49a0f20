//! P1: the name and the summary of one theme, from a sample of its answers.

use serde::Deserialize;
use serde_json::Value;

use super::attempts::Attempts;
use super::gates::{Ground, rules, sentence_case};
use super::material::Material;
use super::replies::{no_source, parse, repeated, unknown_id};
use crate::llm::shape::{array, object, one_of, text};
use crate::llm::{Accepted, Fault, Fence, Request, Task};
use crate::prompts::{Ask, Prompts};
use crate::synthesis::Sentence;

/// Sentences of a summary.
const SENTENCES: usize = 3;
/// Characters of one.
const LONGEST: usize = 220;
/// Answers a sentence leads to.
const CITED: usize = 5;
/// Tokens of a reply.
const MAX_TOKENS: u32 = 700;
/// The model leaves the title empty: the answers have nothing in common.
const NOT_ENOUGH: &str = "not_enough";

/// What a model said of a theme, and holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// A title; none when only the summary holds.
    pub title: Option<String>,
    /// Sentences with the answers they rest on.
    pub summary: Vec<Sentence>,
}

/// Asks for the label of one theme.
pub struct LabelTask<'a> {
    material: &'a Material,
    prompts: &'a Prompts,
    theme: usize,
    attempts: Attempts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    #[serde(rename = "observations")]
    _observations: Vec<Observation>,
    #[serde(alias = "title")]
    titre: String,
    #[serde(alias = "summary")]
    resume: Vec<Phrase>,
}

/// Asked for so that a model looks before it sums up; not kept. Without it, small models
/// copied whole answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Observation {
    #[serde(rename = "constat", alias = "finding")]
    _finding: String,
    #[serde(rename = "ids")]
    _ids: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    #[serde(alias = "sentence")]
    phrase: String,
    ids: Vec<String>,
}

impl<'a> LabelTask<'a> {
    /// The task for one theme.
    pub fn new(material: &'a Material, prompts: &'a Prompts, theme: usize) -> LabelTask<'a> {
        LabelTask {
            material,
            prompts,
            theme,
            attempts: Attempts::default(),
        }
    }

    fn contrast(&self) -> String {
        let neighbours = &self.material.sample(self.theme).neighbours;
        let lines: Vec<String> = neighbours
            .iter()
            .map(|neighbour| {
                let title = &self.material.themes[neighbour.theme].extractive;
                format!("{title} : {}", neighbour.texts.join(" / "))
            })
            .collect();
        Fence::new("v", lines.iter().map(String::as_str)).block()
    }

    fn schema(&self, ids: &[String]) -> Value {
        let (finding, title, summary, sentence) = self.material.language.choose(
            ("constat", "titre", "resume", "phrase"),
            ("finding", "title", "summary", "sentence"),
        );
        let ids = || array(one_of(ids));
        // Answers, then what they say, then the name: in another order small models ran on
        // and cited every answer. Maps may sort their fields: this is that order.
        let found = object([(finding, text()), ("ids", ids())]);
        let said = object([("ids", ids()), (sentence, text())]);
        object([
            ("observations", array(found)),
            (summary, array(said)),
            (title, text()),
        ])
    }

    /// The sentences that hold, and what is wrong with the others.
    fn summary(
        &self,
        ground: &Ground<'_>,
        fence: &Fence,
        phrases: Vec<Phrase>,
    ) -> (Vec<Sentence>, Vec<Fault>) {
        let (mut kept, mut cut): (Vec<Sentence>, Vec<Fault>) = (Vec::new(), Vec::new());
        for phrase in phrases {
            let text = ground.without_padding(&phrase.phrase);
            let text = text.as_str();
            let places: Vec<usize> = phrase.ids.iter().filter_map(|id| fence.place(id)).collect();
            if places.len() < phrase.ids.len() {
                cut.push(unknown_id(self.material.language));
            }
            let places = ground.supporting(text, &places, CITED);
            let mut faults = ground.sentence(text, LONGEST);
            faults.extend(ground.in_own_words(text));
            if places.is_empty() {
                faults.push(no_source(self.material.language));
            } else if faults.is_empty() {
                faults.extend(ground.cited(text, &places));
            }
            if kept
                .iter()
                .any(|sentence| ground.repeats(text, &sentence.text))
            {
                faults.push(repeated(self.material.language));
            }
            if faults.is_empty() && kept.len() < SENTENCES {
                kept.push(Sentence {
                    text: text.to_owned(),
                    answers: self.material.ids(self.theme, &places),
                });
            }
            cut.extend(faults);
        }
        (kept, cut)
    }
}

impl Task for LabelTask<'_> {
    type Output = Label;

    fn pieces(&self) -> usize {
        self.material.sample(self.theme).shown.len()
    }

    fn request(&self, pieces: usize) -> Request {
        self.attempts.ask();
        let fence = self.material.answers("a", self.theme, pieces);
        let values = [
            ("question", self.material.shown_question()),
            ("context", self.material.context.clone()),
            ("phrases", self.material.phrases(self.theme)),
            ("answers", fence.block()),
            ("contrast", self.contrast()),
        ];
        let schema = self.schema(&fence.ids());
        let prompt = self.prompts.get(Ask::Label);
        prompt.request(values, schema, MAX_TOKENS)
    }

    /// A title and one sentence must hold; of a repaired reply, one of the two.
    fn read(&self, reply: &Value, pieces: usize) -> Result<Accepted<Label>, Vec<Fault>> {
        let last = self.attempts.is_last();
        let reply: Reply = parse(reply, self.material.language)?;
        // Asked as a yes or no, small models say that there never is enough.
        if reply.titre.trim().is_empty() {
            return Ok(not_enough());
        }
        let fence = self.material.answers("a", self.theme, pieces);
        let ground = self.material.theme_ground(self.theme, pieces);
        let title = sentence_case(&ground, &reply.titre);
        let wrong = ground.title(&title);
        let (summary, cut) = self.summary(&ground, &fence, reply.resume);
        let named = wrong.is_empty();
        let enough = match last {
            false => named && !summary.is_empty(),
            true => named || !summary.is_empty(),
        };
        let faults: Vec<Fault> = wrong.into_iter().chain(cut).collect();
        if !enough {
            return Err(told_once(faults, self.material));
        }
        Ok(Accepted {
            output: Label {
                title: named.then_some(title),
                summary,
            },
            cut: faults,
        })
    }
}

fn not_enough() -> Accepted<Label> {
    Accepted {
        output: Label::default(),
        cut: vec![Fault {
            rule: NOT_ENOUGH,
            told: String::new(),
        }],
    }
}

/// Each fault once; a reply without any sentence is told so.
fn told_once(mut faults: Vec<Fault>, material: &Material) -> Vec<Fault> {
    if faults.is_empty() {
        faults.push(Fault::new(
            rules::SAYS_NOTHING,
            material.language,
            "Le résumé est vide : écris une à trois phrases.",
            "The summary is empty: write one to three sentences.",
        ));
    }
    let mut told = std::collections::BTreeSet::new();
    faults.retain(|fault| told.insert(fault.told.clone()));
    faults
}
