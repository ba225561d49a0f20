//! Open answers that contradict a closed answer of the same person.
//!
//! Only extremes are read (very satisfied, never, yes or no to an opinion), and only open
//! words that leave little doubt and name the subject of the closed question: a wrong alarm
//! costs a reader more than a missed one. The span given is the sentence that contradicts.

use super::claim_words::{Kind, operators};
use super::claims::claims_of;
use super::closed_words::words_of;
use super::families::{Topic, topic};
use super::patterns::Patterns;
use super::scales::{Closed, closed};
use super::stance::weight;
use super::tokens::{Gap, Token, folded, tokens};
use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::units::Span;
use crate::words::Lexicon;

/// Which kind of closed answer is contradicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Contradicted {
    /// A satisfaction.
    Satisfaction,
    /// A yes or no.
    Opinion,
    /// A frequency of use.
    Frequency,
}

/// Where an open answer contradicts a closed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedContradiction {
    /// What is contradicted.
    pub kind: Contradicted,
    /// The sentence of the open answer, in bytes.
    pub span: Span,
}

/// A closed question, read once for all its answers.
pub struct ClosedQuestion<'l> {
    lexicon: &'l Lexicon,
    words: Vec<Token>,
    about: About,
}

impl<'l> ClosedQuestion<'l> {
    /// Reads a question. Cost: linear in its words.
    pub fn new(question: &str, lexicon: &'l Lexicon) -> ClosedQuestion<'l> {
        let words = tokens(question, lexicon);
        let language = lexicon.language();
        let operators = operators(language);
        let mut topic = topic(&words, lexicon);
        for (i, token) in words.iter().enumerate() {
            if operators.at(&words, i).is_some() {
                topic.own.remove(&token.stem);
            }
        }
        let about = About {
            topic,
            acronym: initials(&words),
            asked: asked(&words, language),
            language,
        };
        ClosedQuestion {
            lexicon,
            words,
            about,
        }
    }

    /// The first sentence of `text` that contradicts `value`, answered to the question; none
    /// in doubt. Cost: linear in the words.
    pub fn contradicted_by(&self, value: &str, text: &str) -> Option<ClosedContradiction> {
        if self.about.topic.own.is_empty() {
            return None;
        }
        let said = closed(&self.words, value)?;
        let words = tokens(text, self.lexicon);
        let kind = match said {
            Closed::Satisfied(_) => Contradicted::Satisfaction,
            Closed::Wants(_) => Contradicted::Opinion,
            Closed::Often(_) => Contradicted::Frequency,
        };
        let hit = sentences(&words)
            .into_iter()
            .find(|s| self.about.denies(said, &words[s.clone()]))?;
        let last = words.get(hit.end.checked_sub(1)?)?;
        Some(ClosedContradiction {
            kind,
            span: Span {
                start: words.get(hit.start)?.start,
                end: last.end,
            },
        })
    }
}

/// Runs of words between full stops.
fn sentences(words: &[Token]) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = (0..words.len())
        .filter(|i| words[*i].gap == Gap::Stop)
        .collect();
    starts.push(words.len());
    starts.windows(2).map(|w| w[0]..w[1]).collect()
}

/// The initials of each run of content words of a question, for acronyms in the answers.
fn initials(question: &[Token]) -> Vec<String> {
    let letters: Vec<char> = question
        .iter()
        .filter(|t| t.content)
        .filter_map(|t| t.folded.chars().next())
        .collect();
    (3..=5)
        .flat_map(|n| letters.windows(n).map(|w| w.iter().collect()))
        .collect()
}

/// -1 for a question on removing, closing, banning something.
fn asked(question: &[Token], language: Language) -> i32 {
    let set = operators(language);
    (0..question.len())
        .filter_map(|i| set.at(question, i))
        .filter(|(_, (_, kind))| matches!(kind, Kind::Verb | Kind::Noun))
        .map(|(_, (sign, _))| sign)
        .product()
}

struct About {
    topic: Topic,
    acronym: Vec<String>,
    /// 1 where the question is on the thing itself, -1 where it is on less of it.
    asked: i32,
    language: Language,
}

impl About {
    fn denies(&self, said: Closed, sentence: &[Token]) -> bool {
        match said {
            Closed::Satisfied(true) => self.valued(sentence, &words_of(self.language).condemns),
            Closed::Satisfied(false) => self.valued(sentence, &words_of(self.language).praises),
            Closed::Wants(wants) => {
                self.leans(sentence, if wants { -self.asked } else { self.asked })
            }
            Closed::Often(false) => self.uses_often(sentence),
            Closed::Often(true) => self.never_uses(sentence),
        }
    }

    /// A judgement without negation, hypothesis or past, in a sentence on the subject.
    fn valued(&self, sentence: &[Token], judgements: &Patterns<()>) -> bool {
        let Some((at, _, ())) = judgements.find(sentence, 0..sentence.len()) else {
            return false;
        };
        let shaded = [
            "pas", "jamais", "si", "sans", "not", "never", "if", "without", "isn", "mais", "but",
            "serait", "etait", "was", "were", "would", "plus", "moins", "no", "avant", "before",
        ];
        // What befell someone else is another story.
        let others = [
            "locataire",
            "locataires",
            "voisin",
            "voisins",
            "voisine",
            "soeur",
            "frere",
            "mere",
            "pere",
            "fils",
            "fille",
            "ami",
            "amie",
            "amis",
            "collegue",
            "parents",
            "tenant",
            "tenants",
            "neighbour",
            "neighbours",
            "sister",
            "brother",
            "mother",
            "father",
            "friend",
            "friends",
            "colleague",
            "son",
            "daughter",
        ];
        self.topic.named(sentence)
            && !sentence.iter().any(|t| others.contains(&t.folded.as_str()))
            && !sentence[at.saturating_sub(6)..at]
                .iter()
                .any(|t| shaded.contains(&t.folded.as_str()))
    }

    /// An explicit claim or stance that way on the thing asked about, named whole.
    fn leans(&self, sentence: &[Token], sign: i32) -> bool {
        // A stance is on what is asked, a claim on the thing: "contre l'extinction" wants light.
        let stand = sign * self.asked;
        let claims = claims_of(sentence, self.language);
        let on_it: Vec<i32> = claims
            .iter()
            .filter(|c| c.explicit && self.is_thing(&c.object))
            .map(|c| c.direction.sign())
            .collect();
        if !on_it.is_empty() {
            return on_it.iter().all(|s| *s == sign)
                && weight(sentence, self.language) * stand >= 0;
        }
        let stems: Vec<String> = sentence.iter().map(|t| t.stem.clone()).collect();
        claims.is_empty() && self.is_thing(&stems) && weight(sentence, self.language) * stand >= 6
    }

    /// True where `stems` hold the acronym of the thing asked about, or two of the words that
    /// name it (one, where it is named in one or two).
    fn is_thing(&self, stems: &[String]) -> bool {
        let own = stems.iter().filter(|s| self.topic.own.contains(*s));
        let own: std::collections::BTreeSet<&String> = own.collect();
        stems.iter().any(|s| self.acronym.contains(s))
            || own.len() >= if self.topic.own.len() > 2 { 2 } else { 1 }
    }

    fn uses_often(&self, sentence: &[Token]) -> bool {
        let words = words_of(self.language);
        let whole = 0..sentence.len();
        let (Some((used, length, ())), Some(_)) = (
            words.uses.find(sentence, whole.clone()),
            words.often.find(sentence, whole),
        ) else {
            return false;
        };
        let past = [
            "avant",
            "autrefois",
            "used",
            "si",
            "if",
            "pas",
            "ne",
            "when",
        ];
        !sentence[..used]
            .iter()
            .any(|t| past.contains(&t.folded.as_str()))
            && (self.topic.named(sentence) || self.line(sentence, used + length))
    }

    /// "dans le 7", "la ligne 3", "the 42": a line of public transport, where those are what
    /// the question is about.
    fn line(&self, sentence: &[Token], from: usize) -> bool {
        let transport = ["bus", "tram", "metro"];
        transport.iter().any(|w| self.topic.wide.contains(*w))
            && (from..sentence.len().min(from + 3)).any(|i| {
                let word = folded(sentence, Some(i));
                word.len() <= 3
                    && word.starts_with(|c: char| c.is_ascii_digit())
                    && ["le", "la", "ligne", "the", "number"]
                        .contains(&folded(sentence, i.checked_sub(1)))
            })
    }

    fn never_uses(&self, sentence: &[Token]) -> bool {
        let never = &words_of(self.language).never;
        never.find(sentence, 0..sentence.len()).is_some() && self.topic.named(sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(question: &str, value: &str, open: &str, language: Language) -> Option<String> {
        ClosedQuestion::new(question, &Lexicon::new(language))
            .contradicted_by(value, open)
            .map(|c| c.span.of(open).to_owned())
    }

    #[test]
    fn satisfaction() {
        let question = "Êtes-vous satisfait de la cantine ?";
        let open = "Bonjour. Les repas sont immangeables.";
        assert_eq!(
            hit(question, "Très satisfait", open, Language::French).as_deref(),
            Some("Les repas sont immangeables")
        );
        assert_eq!(
            hit(question, "Plutôt satisfait", open, Language::French),
            None
        );
        let other = "Les trottoirs sont une honte.";
        assert_eq!(
            hit(question, "Très satisfait", other, Language::French),
            None
        );
        let scale = "Sur une échelle de 1 à 5, êtes-vous satisfait de la cantine ?";
        assert!(hit(scale, "5", open, Language::French).is_some());
        assert!(hit(scale, "1", open, Language::French).is_none());
    }

    #[test]
    fn opinions() {
        let question = "Êtes-vous favorable à l'extinction de l'éclairage public la nuit ?";
        let against = "Je suis contre l'extinction de l'éclairage.";
        assert!(hit(question, "Oui", against, Language::French).is_some());
        assert!(hit(question, "Non", against, Language::French).is_none());
        let english = "Do you support a low traffic neighbourhood in Elmside?";
        let open = "I am strongly opposed to the low traffic neighbourhood.";
        assert!(hit(english, "Yes", open, Language::English).is_some());
    }

    #[test]
    fn frequency() {
        let question = "How often do you use the swimming pool?";
        let open = "I swim at the pool three times a week and the showers are cold.";
        assert!(hit(question, "Never", open, Language::English).is_some());
        assert!(hit(question, "Weekly", open, Language::English).is_none());
        let never = "Je ne prends jamais le bus, il passe trop tôt.";
        let asked = "À quelle fréquence prenez-vous le bus ?";
        assert!(hit(asked, "Tous les jours", never, Language::French).is_some());
    }
}
