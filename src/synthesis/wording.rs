//! What a language model said, beside what was counted: plain data, each sentence with
//! what it rests on.
//!
//! Nothing here holds a figure or a quote of the model's: it names answers and themes, and
//! the report takes texts and counts from there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answers::{AnswerId, QuestionId};
use crate::language::Language;
use crate::llm::{ModelCard, PromptTally};
use crate::themes::ThemeId;
use crate::units::Span;

/// A sentence and the answers it rests on: one or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// The answers.
    pub answers: Vec<AnswerId>,
}

/// A sentence and the themes it rests on: one or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Point {
    /// The sentence.
    pub text: String,
    /// The themes.
    pub themes: Vec<ThemeId>,
}

/// A quote in plain words, beside the quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlainWords {
    /// The answer quoted.
    pub answer: AnswerId,
    /// The part of it.
    pub span: Span,
    /// The same, reworded: negations, numbers and places kept.
    pub text: String,
}

/// Where the answers of a theme stand towards one proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StanceReading {
    /// The proposition.
    pub proposition: String,
    /// Answers for it.
    pub favour: Vec<AnswerId>,
    /// Answers against it.
    pub against: Vec<AnswerId>,
    /// Answers for it under conditions, or both.
    pub nuanced: Vec<AnswerId>,
    /// Answers that were read; those in no list say nothing of the proposition.
    pub read: usize,
}

/// What a model said of a theme. Its title stands in the theme itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeReading {
    /// What the answers have in common, in one to four sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Sentence>,
    /// Its quotes in plain words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plain: Vec<PlainWords>,
    /// Where its answers stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<StanceReading>,
}

/// What kind of thing a weak signal may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignalNature {
    /// A danger to people.
    Danger,
    /// People left out.
    Exclusion,
    /// A new use or habit.
    NewUse,
    /// A new proposal.
    NewProposal,
    /// A conflict.
    Conflict,
    /// Nothing of the kind.
    Noise,
}

/// What a model said of a weak signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SignalReading {
    /// Place of the signal among the question's weak signals.
    pub signal: usize,
    /// What it may be.
    pub nature: SignalNature,
    /// What it says, in other words.
    pub reworded: Sentence,
    /// What is new about it.
    pub novelty: Option<Sentence>,
    /// What to check.
    pub to_check: Option<String>,
}

/// What a model said of an opposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TensionReading {
    /// Place of the opposition among the question's oppositions.
    pub opposition: usize,
    /// What pulls apart, in one sentence that takes no side.
    pub text: String,
    /// Answers of the first side it rests on.
    pub favour: Vec<AnswerId>,
    /// Answers of the other side it rests on.
    pub against: Vec<AnswerId>,
}

/// What a model said of a question as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionReading {
    /// What to keep in mind, at most six points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overview: Vec<Point>,
    /// Weak signals read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<SignalReading>,
    /// Oppositions read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tensions: Vec<TensionReading>,
}

/// Whom a version of the result is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Elected officials: `elus`.
    Officials,
    /// Inhabitants: `habitants`.
    Residents,
    /// Young people: `jeunes`.
    Youth,
    /// The press: `presse`.
    Press,
    /// Plain language, to be read over: `simple`.
    Simple,
}

impl Audience {
    /// All of them.
    pub const ALL: [Audience; 5] = [
        Audience::Officials,
        Audience::Residents,
        Audience::Youth,
        Audience::Press,
        Audience::Simple,
    ];

    /// As it is typed, and as it stands in a file name: `elus`, `officials`.
    pub fn code(self, language: Language) -> &'static str {
        match self {
            Audience::Officials => language.choose("elus", "officials"),
            Audience::Residents => language.choose("habitants", "residents"),
            Audience::Youth => language.choose("jeunes", "youth"),
            Audience::Press => language.choose("presse", "press"),
            Audience::Simple => "simple",
        }
    }

    /// The audience a code of either language names.
    pub fn from_code(code: &str) -> Option<Audience> {
        let languages = [Language::French, Language::English];
        let named = |a: &Audience| languages.iter().any(|l| a.code(*l) == code);
        Audience::ALL.into_iter().find(named)
    }
}

/// What a version is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// One page.
    Page,
    /// A post for a site or a newsletter.
    Post,
    /// A short message.
    Message,
}

impl Support {
    /// All of them.
    pub const ALL: [Support; 3] = [Support::Page, Support::Post, Support::Message];

    /// As it is typed, in both languages.
    pub fn code(self) -> &'static str {
        match self {
            Support::Page => "page",
            Support::Post => "post",
            Support::Message => "message",
        }
    }

    /// The support a code names.
    pub fn from_code(code: &str) -> Option<Support> {
        Support::ALL
            .into_iter()
            .find(|support| support.code() == code)
    }
}

/// The result reworded for an audience, by a model or by rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Adaptation {
    /// For whom.
    pub audience: Audience,
    /// For what.
    pub support: Support,
    /// Question by question, what is said; each sentence rests on themes.
    pub parts: Vec<(QuestionId, Vec<Point>)>,
    /// Themes whose sentence was made by rule from titles and key phrases; the other
    /// sentences are a model's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_rule: Vec<ThemeId>,
    /// Rules of plain language that are broken, each with the sentence; for
    /// [`Audience::Simple`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_reread: Vec<(String, String)>,
}

/// Which model was asked what, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ModelUse {
    /// The model.
    pub card: ModelCard,
    /// By prompt (name, version, fingerprint), in order.
    pub prompts: BTreeMap<String, PromptTally>,
    /// Answers that read like orders to a machine: counted like all, never shown to the
    /// model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<(QuestionId, AnswerId)>,
    /// Names of the files of local context that were shown to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// What its replies cost, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy: Option<EnergyUse>,
}

/// A lower bound of what a model's replies cost, by the method of EcoLogits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EnergyUse {
    /// Electricity, in watt-hours.
    pub watt_hours: f64,
    /// Greenhouse gas, in gCO2e, the making of the hardware included.
    pub grams: f64,
    /// Country of the electricity, as its ISO code; `WOR` for the world's average.
    pub electricity: String,
}

impl ModelUse {
    /// True when some questions got no reply: a later run may get one.
    pub fn is_incomplete(&self) -> bool {
        self.prompts
            .values()
            .any(|tally| !tally.failures.is_empty())
    }

    /// A model and what became of its questions.
    pub fn of(card: ModelCard, prompts: BTreeMap<String, PromptTally>) -> ModelUse {
        ModelUse {
            card,
            prompts,
            withheld: Vec::new(),
            context: Vec::new(),
            energy: None,
        }
    }
}
