//! Where the answers of a divided theme stand towards one proposition.
//!
//! Only themes that rules found an opposition in are read; the proposition is made from
//! its object, not by the model. A reply has one place per answer, so none is forgotten,
//! and the model writes no word that is shown.

use std::collections::BTreeSet;

use serde_json::Value;

use super::asking::{Asking, Texts};
use crate::answers::AnswerId;
use crate::language::Language;
use crate::llm::shape::{object, one_of, text};
use crate::llm::{Batch, Distinct, Fault, Fence, Prompt, Request, clean};
use crate::prompts::Ask;
use crate::synthesis::{QuestionResult, StanceReading};
use crate::themes::findings::OppositionFound;
use crate::themes::{Theme, ThemeId};

/// Answers in one question.
pub const AT_A_TIME: usize = 15;
/// Answers of one theme that are read; drawn evenly where there are more.
const MOST: usize = 150;
/// A longer answer is shown by its ideas of the theme.
const LONG: usize = 400;

/// What an answer says of the proposition, written before its position: small models that
/// give the position at once say "for" of nearly everything. It is never shown. The names
/// stand before `position` in the alphabet, in which servers may ask for fields.
const SAID: (&str, &str) = ("dit", "claim");
const POSITION: &str = "position";

/// Where an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// For the proposition.
    Favour,
    /// Against it.
    Against,
    /// For it under conditions, or both.
    Nuanced,
    /// It does not speak of it.
    Silent,
}

impl Position {
    const ALL: [Position; 4] = [
        Position::Against,
        Position::Favour,
        Position::Nuanced,
        Position::Silent,
    ];

    /// What the model calls it.
    fn label(self, language: Language) -> &'static str {
        match self {
            Position::Favour => language.choose("POUR", "FOR"),
            Position::Against => language.choose("CONTRE", "AGAINST"),
            Position::Nuanced => language.choose("NUANCE", "MIXED"),
            Position::Silent => language.choose("SANS_OBJET", "UNRELATED"),
        }
    }
}

/// The stance of every divided theme, in the order of the themes; none for a theme without
/// a reply that holds. `at_a_time`: [`AT_A_TIME`], fewer for a small model.
///
/// Cost: one question per `at_a_time` different answers.
pub fn stances(
    asking: &Asking<'_>,
    question: &QuestionResult,
    withheld: &BTreeSet<AnswerId>,
    at_a_time: usize,
) -> Vec<(ThemeId, StanceReading)> {
    let texts = Texts::new(question, withheld);
    let read = |theme: &Theme| {
        let object = opposition(question, &theme.id)?.object.as_str();
        let proposition = proposition(object, asking.language());
        let members = drawn(theme);
        let shown: Vec<(&AnswerId, String)> = members
            .into_iter()
            .filter_map(|place| {
                let member = &theme.members[place];
                let whole = texts.answer(&member.answer)?;
                let parts = member.units.iter();
                let parts: Vec<&str> = match whole.chars().count() > LONG {
                    true => parts
                        .filter_map(|span| texts.part(&member.answer, *span))
                        .collect(),
                    false => Vec::new(),
                };
                let told = match parts.is_empty() {
                    true => whole.to_owned(),
                    false => parts.join(" "),
                };
                Some((&member.answer, told))
            })
            .collect();
        let said: Vec<&str> = shown.iter().map(|(_, text)| text.as_str()).collect();
        let positions = positions(asking, &proposition, &said, at_a_time);
        let ids = shown.iter().map(|(id, _)| *id);
        gathered(proposition, ids.zip(positions))
    };
    question
        .themes
        .iter()
        .filter_map(|result| Some((result.theme.id.clone(), read(&result.theme)?)))
        .collect()
}

/// Where each text stands; none without a reply that holds.
pub fn positions(
    asking: &Asking<'_>,
    proposition: &str,
    texts: &[&str],
    at_a_time: usize,
) -> Vec<Option<Position>> {
    let distinct = Distinct::new(texts.iter().copied());
    let batch = Stances {
        language: asking.language(),
        proposition,
        texts: &distinct.texts,
        prompt: asking.prompts.get(Ask::Stance),
    };
    distinct.spread(&asking.ask_batches(&batch, distinct.texts.len(), at_a_time))
}

/// The most shared opposition within a theme.
fn opposition<'a>(question: &'a QuestionResult, theme: &ThemeId) -> Option<&'a OppositionFound> {
    let mut found = question.findings.oppositions.iter();
    found.find(|opposition| opposition.theme.as_ref() == Some(theme))
}

/// What is for and against the object of an opposition.
fn proposition(object: &str, language: Language) -> String {
    language.choose(
        format!("Développer ou garder : {object}"),
        format!("Keep or extend: {object}"),
    )
}

/// Places of the members that are read.
fn drawn(theme: &Theme) -> Vec<usize> {
    let count = theme.members.len();
    let wanted = count.min(MOST);
    (0..wanted).map(|at| at * count / wanted).collect()
}

/// The reading, unless fewer than two answers take a position.
fn gathered<'a>(
    proposition: String,
    positions: impl Iterator<Item = (&'a AnswerId, Option<Position>)>,
) -> Option<StanceReading> {
    let mut reading = StanceReading {
        proposition,
        favour: Vec::new(),
        against: Vec::new(),
        nuanced: Vec::new(),
        read: 0,
    };
    for (id, position) in positions {
        let Some(position) = position else { continue };
        reading.read += 1;
        match position {
            Position::Favour => reading.favour.push(id.clone()),
            Position::Against => reading.against.push(id.clone()),
            Position::Nuanced => reading.nuanced.push(id.clone()),
            Position::Silent => {}
        }
    }
    let taken = reading.favour.len() + reading.against.len() + reading.nuanced.len();
    (taken > 1).then_some(reading)
}

struct Stances<'a> {
    language: Language,
    proposition: &'a str,
    texts: &'a [String],
    prompt: &'a Prompt,
}

impl Stances<'_> {
    fn fence(&self, places: &[usize]) -> Fence {
        Fence::new("a", places.iter().map(|place| self.texts[*place].as_str()))
    }

    fn position(&self, reply: &Value, id: &str) -> Result<Position, Fault> {
        let said = reply[id][POSITION].as_str();
        Position::ALL
            .into_iter()
            .find(|position| said == Some(position.label(self.language)))
            .ok_or_else(|| {
                Fault::new(
                    "ids_missing",
                    self.language,
                    format!("Il manque la position de {id}."),
                    format!("The position of {id} is missing."),
                )
            })
    }
}

impl Batch for Stances<'_> {
    type Output = Position;

    fn request(&self, places: &[usize]) -> Request {
        let fence = self.fence(places);
        let values = [
            ("proposition", clean(self.proposition)),
            ("answers", fence.block()),
        ];
        let labels = Position::ALL.map(|position| position.label(self.language));
        let said = self.language.choose(SAID.0, SAID.1);
        let answer = object([(said, text()), (POSITION, one_of(&labels))]);
        let ids = fence.ids();
        let fields = ids.iter().map(|id| (id.as_str(), answer.clone()));
        let room = 100 + 60 * places.len() as u32;
        self.prompt.request(values, object(fields), room)
    }

    fn read(&self, reply: &Value, places: &[usize]) -> Result<Vec<Position>, Vec<Fault>> {
        let (mut positions, mut faults) = (Vec::new(), Vec::new());
        for id in self.fence(places).ids() {
            match self.position(reply, &id) {
                Ok(position) => positions.push(position),
                Err(fault) => faults.push(fault),
            }
        }
        match faults.is_empty() {
            true => Ok(positions),
            false => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::llm::Tally;
    use crate::llm::scripted::Scripted;
    use crate::progress::Silent;
    use crate::prompts::Prompts;

    /// Says by a word of the answer where it stands; forgets answers that hold "lac".
    fn by_word(request: &Request) -> Value {
        let lines = request
            .user
            .lines()
            .filter_map(|line| line.strip_prefix("<a"));
        let position = |line: &str| match line {
            l if l.contains("oui si") => "NUANCE",
            l if l.contains("oui") => "POUR",
            l if l.contains("non") => "CONTRE",
            _ => "SANS_OBJET",
        };
        let fields: Map<String, Value> = lines
            .filter(|line| !line.contains("lac"))
            .filter_map(|line| line.split_once(' '))
            .map(|(id, line)| {
                (
                    format!("a{id}"),
                    json!({"dit": "", "position": position(line)}),
                )
            })
            .collect();
        Value::Object(fields)
    }

    #[test]
    fn every_answer_comes_back_or_is_given_up_alone() {
        let prompts = Prompts::new(Language::French, &Default::default()).expect("our own prompts");
        let asking = Asking {
            model: &Scripted(|request: &Request| Ok(by_word(request))),
            prompts: &prompts,
            tally: &Tally::default(),
            progress: &Silent,
        };
        let texts = ["oui", "non", "le lac", "oui si", "oui", "un banc"];
        let found = positions(&asking, "Garder le kiosque", &texts, 15);
        use Position::{Against, Favour, Nuanced};
        assert_eq!(
            found,
            [
                Some(Favour),
                Some(Against),
                None,
                Some(Nuanced),
                Some(Favour),
                Some(Position::Silent)
            ]
        );
        let ids: Vec<AnswerId> = (1..=6).map(|n| AnswerId(n.to_string())).collect();
        let reading = gathered("Garder".to_owned(), ids.iter().zip(found)).expect("a reading");
        assert_eq!(reading.read, 5);
        assert_eq!(reading.favour, [ids[0].clone(), ids[4].clone()]);
        let alone = gathered(
            String::new(),
            ids.iter().zip([Some(Favour), Some(Position::Silent)]),
        );
        assert_eq!(alone, None);
    }
}
