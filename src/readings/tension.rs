//! What pulls apart in an opposition, in one sentence that takes no side.
//!
//! The sides are those that rules found. The model names passages of both by their ids and
//! writes the sentence; it is kept only when it rests on both sides, names them as two,
//! and judges neither.

use std::collections::BTreeSet;

use serde_json::Value;

use super::asking::{Asking, Texts, places};
use super::gates::Ground;
use crate::answers::AnswerId;
use crate::language::Language;
use crate::llm::shape::{object, one_of, text};
use crate::llm::{Accepted, Fault, Fence, Prompt, Request, Task, clean};
use crate::prompts::Ask;
use crate::synthesis::{QuestionResult, TensionReading};
use crate::words::{Lexicon, words};

/// Oppositions that are read, the most shared first.
const MOST: usize = 12;
/// Passages of each side that are shown.
const SHOWN: usize = 6;
/// Longest sentence, in characters.
const LONGEST: usize = 260;
/// Where the reply names passages of each side.
const FAVOUR: [&str; 2] = ["pour1", "pour2"];
const AGAINST: [&str; 2] = ["contre1", "contre2"];
/// After these names in the alphabet, in which servers may ask for fields.
const SENTENCE: &str = "tension";

/// Words that judge, folded; in a sentence that takes no side only within what is shown.
const JUDGING: &str = "heureusement malheureusement evidemment evident evidente raison tort \
absurde absurdes ridicule legitime legitimes injustifie injustifiee faut devrait devraient \
doit doivent scandaleux fortunately unfortunately obviously obvious right wrong absurd \
ridiculous legitimate unjustified should must ought";
/// Words that set two sides apart, folded.
const PARTING: &str = "tandis alors mais contre entre autres inverse oppose opposent opposes \
divise divisent partage partages contraire while whereas but against between others versus \
opposed divided split";

/// The oppositions of a question that a sentence which holds could be found for.
///
/// Cost: one question per opposition.
pub fn tensions(
    asking: &Asking<'_>,
    question: &QuestionResult,
    withheld: &BTreeSet<AnswerId>,
) -> Vec<TensionReading> {
    let texts = Texts::new(question, withheld);
    let lexicon = Lexicon::new(question.language);
    let tasks: Vec<TensionTask<'_>> = question
        .findings
        .oppositions
        .iter()
        .take(MOST)
        .enumerate()
        .map(|(opposition, found)| TensionTask {
            opposition,
            object: &found.object,
            favour: texts.passages(&found.favour, SHOWN),
            against: texts.passages(&found.against, SHOWN),
            asked: &question.question.text,
            language: asking.language(),
            lexicon: &lexicon,
            prompt: asking.prompts.get(Ask::Tension),
        })
        .filter(|task| !task.favour.is_empty() && !task.against.is_empty())
        .collect();
    asking.ask(&tasks).into_iter().flatten().collect()
}

type Shown<'a> = Vec<(&'a AnswerId, &'a str)>;

struct TensionTask<'a> {
    opposition: usize,
    object: &'a str,
    favour: Shown<'a>,
    against: Shown<'a>,
    asked: &'a str,
    language: Language,
    lexicon: &'a Lexicon,
    prompt: &'a Prompt,
}

impl TensionTask<'_> {
    /// The fences of the two sides, `pieces` passages of each.
    fn fences(&self, pieces: usize) -> (Fence, Fence) {
        let side = |prefix, shown: &Shown<'_>| {
            Fence::new(prefix, shown.iter().take(pieces).map(|(_, text)| *text))
        };
        (side("p", &self.favour), side("c", &self.against))
    }

    /// What is wrong with the sentence, given the passages it names on each side.
    fn faults(&self, sentence: &str, favour: &[usize], against: &[usize]) -> Vec<Fault> {
        let mut ground = Ground::new(self.language, self.lexicon);
        ground.ask(self.asked).know(self.object);
        for (_, text) in self.favour.iter().chain(&self.against) {
            ground.show(text);
        }
        let mut faults = ground.sentence(sentence, LONGEST);
        let said: BTreeSet<String> = words(sentence).into_iter().map(|w| w.folded).collect();
        let any = |list: &str| list.split_whitespace().any(|word| said.contains(word));
        if any(JUDGING) {
            faults.push(self.fault(
                "takes_a_side",
                "La phrase prend parti : dis seulement ce que veulent les uns et les autres.",
                "The sentence takes a side: only say what both sides want.",
            ));
        }
        if !any(PARTING) {
            faults.push(self.fault(
                "one_side",
                "La phrase ne dit qu'un côté : « Les uns …, tandis que d'autres … ».",
                "The sentence tells one side only: \"Some …, while others …\".",
            ));
        }
        if !self.rests_on(sentence, &self.favour, favour)
            || !self.rests_on(sentence, &self.against, against)
        {
            faults.push(self.fault(
                "rests_on_both",
                "Reprends les mots des réponses citées de chaque côté.",
                "Use words of the answers cited on each side.",
            ));
        }
        faults
    }

    /// True when the sentence has a content word of a passage named, or of the object. In
    /// another language than the answers' no word can be compared: naming one is enough.
    fn rests_on(&self, sentence: &str, shown: &Shown<'_>, named: &[usize]) -> bool {
        if self.lexicon.language() != self.language {
            return !named.is_empty();
        }
        let said: BTreeSet<String> = self.lexicon.content_stems(sentence).into_iter().collect();
        let object = self.lexicon.content_stems(self.object);
        named.iter().any(|place| {
            let stems = self.lexicon.content_stems(shown[*place].1);
            stems.iter().chain(&object).any(|stem| said.contains(stem))
        })
    }

    fn fault(&self, rule: &'static str, french: &str, english: &str) -> Fault {
        Fault::new(rule, self.language, french, english)
    }
}

impl Task for TensionTask<'_> {
    type Output = TensionReading;

    fn pieces(&self) -> usize {
        self.favour.len().max(self.against.len())
    }

    fn request(&self, pieces: usize) -> Request {
        let (favour, against) = self.fences(pieces);
        let values = [
            ("object", clean(self.object)),
            ("favour", favour.block()),
            ("against", against.block()),
        ];
        let side = |names: [&'static str; 2], fence: &Fence| {
            let first = fence.ids();
            let mut second = first.clone();
            second.push(self.language.choose("aucun", "none").to_owned());
            [(names[0], one_of(&first)), (names[1], one_of(&second))]
        };
        let fields = side(AGAINST, &against)
            .into_iter()
            .chain(side(FAVOUR, &favour))
            .chain([(SENTENCE, text())]);
        self.prompt.request(values, object(fields), 220)
    }

    fn read(&self, reply: &Value, pieces: usize) -> Result<Accepted<TensionReading>, Vec<Fault>> {
        let (favour, against) = self.fences(pieces);
        let favour = places(reply, &FAVOUR, &favour);
        let against = places(reply, &AGAINST, &against);
        if favour.is_empty() || against.is_empty() {
            return Err(vec![self.fault(
                "ids_missing",
                "Cite une réponse de chaque côté.",
                "Cite an answer of each side.",
            )]);
        }
        let sentence = reply[SENTENCE].as_str().unwrap_or_default().trim();
        let faults = self.faults(sentence, &favour, &against);
        if !faults.is_empty() {
            return Err(faults);
        }
        let ids = |shown: &Shown<'_>, places: &[usize]| {
            places.iter().map(|at| shown[*at].0.clone()).collect()
        };
        Ok(Accepted {
            output: TensionReading {
                opposition: self.opposition,
                text: sentence.to_owned(),
                favour: ids(&self.favour, &favour),
                against: ids(&self.against, &against),
            },
            cut: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::prompts::{Ask, Prompts};

    fn kept(sentence: &str) -> Result<TensionReading, Vec<&'static str>> {
        let ids: Vec<AnswerId> = (1..=4).map(|n| AnswerId(n.to_string())).collect();
        let prompts = Prompts::new(Language::French, &Default::default()).expect("our own prompts");
        let prompt = prompts.get(Ask::Tension).clone();
        let task = TensionTask {
            opposition: 2,
            object: "marché couvert",
            favour: vec![
                (&ids[0], "Gardez le marché couvert, il fait vivre la place."),
                (&ids[1], "Le marché couvert doit rester."),
            ],
            against: vec![
                (&ids[2], "Le marché couvert coûte trop cher en chauffage."),
                (&ids[3], "Fermons le marché couvert."),
            ],
            asked: "Que changer en ville ?",
            language: Language::French,
            lexicon: &Lexicon::new(Language::French),
            prompt: &prompt,
        };
        let reply = json!({
            "contre1": "c1", "contre2": "aucun", "pour1": "p2", "pour2": "p9",
            "tension": sentence,
        });
        let read = task.read(&reply, 2);
        read.map(|accepted| accepted.output)
            .map_err(|faults| faults.iter().map(|fault| fault.rule).collect())
    }

    #[test]
    fn a_sentence_that_rests_on_both_sides_is_kept_with_known_ids_only() {
        let reading = kept(
            "Les uns veulent garder le marché couvert, tandis que d'autres le trouvent trop cher.",
        )
        .expect("a reading");
        assert_eq!(reading.opposition, 2);
        assert_eq!(reading.favour, [AnswerId("2".to_owned())]);
        assert_eq!(reading.against, [AnswerId("3".to_owned())]);
    }

    #[test]
    fn one_side_and_judgements_are_refused() {
        let rules = |sentence| kept(sentence).expect_err("refused");
        assert!(rules("Le marché couvert coûte trop cher en chauffage.").contains(&"one_side"));
        let judged = "Il faut garder le marché couvert, mais son chauffage coûte trop cher.";
        assert!(rules(judged).contains(&"takes_a_side"));
        let elsewhere = "Les uns veulent un tramway, tandis que d'autres préfèrent le vélo.";
        assert!(rules(elsewhere).contains(&"rests_on_both"));
    }
}
