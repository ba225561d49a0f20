//! What a weak signal may be, in other words.
//!
//! A signal was found by rule and stays in the report whatever is said of it here: one
//! read as noise is told so, not dropped. The words of the model rest on the passages of
//! the signal alone; the nearest theme is shown for contrast only.

use std::collections::BTreeSet;

use serde_json::Value;

use super::asking::{Asking, Texts, places};
use super::gates::Ground;
use crate::answers::AnswerId;
use crate::language::Language;
use crate::llm::shape::{object, one_of, text};
use crate::llm::{Accepted, Fault, Fence, Prompt, Request, Task, clean};
use crate::prompts::Ask;
use crate::synthesis::{QuestionResult, Sentence, SignalNature, SignalReading};
use crate::themes::findings::Passage;
use crate::words::Lexicon;

/// Passages of a signal that are shown.
const SHOWN: usize = 5;
/// Quotes of the nearest theme that are shown.
const CONTRAST: usize = 2;
/// Longest rewording, and longest other sentence, in characters.
const LONGEST: usize = 240;
const SHORT: usize = 180;
/// Fields of the reply, in the order of the alphabet, in which servers may ask for them.
const IDS: [&str; 2] = ["id1", "id2"];
const NATURE: &str = "nature";
const NOVELTY: &str = "nouveau";
const REWORDED: &str = "reformulation";
const TO_CHECK: &str = "verification";

/// What the model calls each nature, in French and in English.
const NATURES: [(SignalNature, &str, &str); 6] = [
    (SignalNature::Danger, "danger", "danger"),
    (SignalNature::Exclusion, "exclusion", "exclusion"),
    (SignalNature::NewUse, "usage_nouveau", "new_use"),
    (
        SignalNature::NewProposal,
        "proposition_nouvelle",
        "new_proposal",
    ),
    (SignalNature::Conflict, "conflit", "conflict"),
    (SignalNature::Noise, "bruit", "noise"),
];

/// The weak signals of a question that a reading which holds could be found for.
///
/// Cost: one question per signal.
pub fn signals(
    asking: &Asking<'_>,
    question: &QuestionResult,
    withheld: &BTreeSet<AnswerId>,
) -> Vec<SignalReading> {
    let texts = Texts::new(question, withheld);
    let lexicon = Lexicon::new(question.language);
    let tasks: Vec<SignalTask<'_>> = (0..question.findings.weak_signals.len())
        .map(|signal| SignalTask::new(signal, question, &texts, asking, &lexicon))
        .filter(|task| !task.shown.is_empty())
        .collect();
    asking.ask(&tasks).into_iter().flatten().collect()
}

struct SignalTask<'a> {
    signal: usize,
    shown: Vec<(AnswerId, String)>,
    theme: String,
    contrast: Vec<String>,
    asked: &'a str,
    language: Language,
    lexicon: &'a Lexicon,
    prompt: &'a Prompt,
}

impl<'a> SignalTask<'a> {
    fn new(
        signal: usize,
        question: &'a QuestionResult,
        texts: &Texts<'a>,
        asking: &Asking<'a>,
        lexicon: &'a Lexicon,
    ) -> SignalTask<'a> {
        let found = &question.findings.weak_signals[signal];
        let passages: Vec<Passage> = found
            .mentions
            .iter()
            .map(|mention| Passage {
                answer: mention.answer.clone(),
                span: mention.span,
            })
            .collect();
        let owned = |(id, text): (&AnswerId, &str)| (id.clone(), text.to_owned());
        let shown = texts.passages(&passages, SHOWN).into_iter().map(owned);
        let nearest = question
            .themes
            .iter()
            .map(|result| &result.theme)
            .find(|theme| Some(&theme.id) == found.nearest_theme.as_ref());
        SignalTask {
            signal,
            shown: shown.collect(),
            theme: nearest.map_or(String::new(), |theme| clean(&theme.title)),
            contrast: nearest
                .into_iter()
                .flat_map(|theme| &theme.quotes)
                .filter(|quote| texts.answer(&quote.answer).is_some())
                .take(CONTRAST)
                .map(|quote| quote.text.clone())
                .collect(),
            asked: &question.question.text,
            language: asking.language(),
            lexicon,
            prompt: asking.prompts.get(Ask::Signal),
        }
    }

    fn fence(&self, pieces: usize) -> Fence {
        Fence::new("a", self.shown.iter().take(pieces).map(|(_, t)| t.as_str()))
    }

    fn natures(&self) -> Vec<&'static str> {
        let names = NATURES.iter();
        names
            .map(|(_, french, english)| self.language.choose(*french, *english))
            .collect()
    }

    fn ground(&self, pieces: usize) -> Ground<'a> {
        let mut ground = Ground::new(self.language, self.lexicon);
        ground.ask(self.asked);
        for (_, text) in self.shown.iter().take(pieces) {
            ground.show(text);
        }
        ground
    }

    fn missing(&self) -> Fault {
        Fault::new(
            "ids_missing",
            self.language,
            "Cite la réponse par son identifiant et choisis une nature de la liste.",
            "Cite the answer by its id and choose a nature from the list.",
        )
    }
}

impl Task for SignalTask<'_> {
    type Output = SignalReading;

    fn pieces(&self) -> usize {
        self.shown.len()
    }

    fn request(&self, pieces: usize) -> Request {
        let fence = self.fence(pieces);
        let contrast = Fence::new("t", self.contrast.iter().map(String::as_str));
        let values = [
            ("question", clean(self.asked)),
            ("answers", fence.block()),
            ("theme", self.theme.clone()),
            ("contrast", contrast.block()),
        ];
        let first = fence.ids();
        let mut second = first.clone();
        second.push(self.language.choose("aucun", "none").to_owned());
        let fields = [
            (IDS[0], one_of(&first)),
            (IDS[1], one_of(&second)),
            (NATURE, one_of(&self.natures())),
            (NOVELTY, text()),
            (REWORDED, text()),
            (TO_CHECK, text()),
        ];
        self.prompt.request(values, object(fields), 320)
    }

    fn read(&self, reply: &Value, pieces: usize) -> Result<Accepted<SignalReading>, Vec<Fault>> {
        let named = places(reply, &IDS, &self.fence(pieces));
        let nature = reply[NATURE].as_str().unwrap_or_default();
        let nature = self.natures().iter().position(|name| *name == nature);
        let (false, Some(nature)) = (named.is_empty(), nature) else {
            return Err(vec![self.missing()]);
        };
        let ground = self.ground(pieces);
        let said = |field: &str| reply[field].as_str().unwrap_or_default().trim().to_owned();
        let reworded = said(REWORDED);
        let mut faults = ground.sentence(&reworded, LONGEST);
        if faults.is_empty() {
            faults = ground.cited(&reworded, &named);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut cut = Vec::new();
        // A side remark that does not hold goes; the reading stays.
        let mut aside = |field: &str| {
            let text = said(field);
            let faults = match text.is_empty() {
                true => Vec::new(),
                false => ground.sentence(&text, SHORT),
            };
            let holds = faults.is_empty() && !text.is_empty();
            cut.extend(faults);
            holds.then_some(text)
        };
        let answers: Vec<AnswerId> = named.iter().map(|at| self.shown[*at].0.clone()).collect();
        let resting = |text: String| Sentence {
            text,
            answers: answers.clone(),
        };
        let output = SignalReading {
            signal: self.signal,
            nature: NATURES[nature].0,
            novelty: aside(NOVELTY).map(resting),
            to_check: aside(TO_CHECK),
            reworded: resting(reworded),
        };
        Ok(Accepted { output, cut })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::prompts::{Ask, Prompts};

    fn read(reply: &Value) -> Result<Accepted<SignalReading>, Vec<Fault>> {
        let prompts = Prompts::new(Language::French, &Default::default()).expect("our own prompts");
        let prompt = prompts.get(Ask::Signal).clone();
        let task = SignalTask {
            signal: 1,
            shown: vec![(
                AnswerId("7".to_owned()),
                "Des chauves-souris nichent sous le préau de l'école.".to_owned(),
            )],
            theme: "Cour d'école".to_owned(),
            contrast: vec!["La cour est trop minérale.".to_owned()],
            asked: "Que changer à l'école ?",
            language: Language::French,
            lexicon: &Lexicon::new(Language::French),
            prompt: &prompt,
        };
        task.read(reply, 1)
    }

    #[test]
    fn noise_is_a_reading_too_and_weak_remarks_go() {
        let reply = json!({
            "id1": "a1", "id2": "aucun", "nature": "bruit",
            "nouveau": "Un loup rôde à Trifouillis depuis 2019.",
            "reformulation": "Des chauves-souris vivent sous le préau de l'école.",
            "verification": "",
        });
        let accepted = read(&reply).expect("a reading");
        assert_eq!(accepted.output.nature, SignalNature::Noise);
        assert_eq!(accepted.output.reworded.answers, [AnswerId("7".to_owned())]);
        assert_eq!(accepted.output.novelty, None);
        assert!(!accepted.cut.is_empty());
    }

    #[test]
    fn what_does_not_rest_on_the_answer_is_refused() {
        let reply = json!({
            "id1": "a1", "id2": "aucun", "nature": "danger", "nouveau": "",
            "reformulation": "La piscine municipale manque de lignes d'eau.",
            "verification": "",
        });
        assert!(read(&reply).is_err());
        let unnamed = json!({"id1": "a4", "id2": "aucun", "nature": "danger"});
        assert!(read(&unnamed).is_err());
    }
}
