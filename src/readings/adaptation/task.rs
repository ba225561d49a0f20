//! One question of the result, reworded by a model: what it is shown, and what its
//! sentences must hold.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Limits;
use crate::language::Language;
use crate::llm::{Batch, Fault, Fence, Prompt, Request, clean, shape};
use crate::readings::gates::Ground;
use crate::readings::kept::{self, Kind};
use crate::readings::replies;
use crate::synthesis::{Point, QuestionResult, ThemeResult};
use crate::words::{Lexicon, single_spaced, words};

/// Words that only report: they say nothing of a theme. Folded, by their beginnings.
const REPORTING: [&str; 36] = [
    "repons", "parl", "demand", "evoqu", "mention", "port", "sujet", "them", "question", "concern",
    "dis", "revien", "souhait", "exprim", "abord", "signal", "propos", "trait", "sign", "cit",
    "answer", "spea", "ask", "rais", "topic", "tell", "say", "report", "mainly", "issue",
    "suggest", "call", "wish", "talk", "discuss", "point",
];
/// Those who answered are not everybody: words that speak for all, folded, as phrases.
const FOR_ALL: [&str; 18] = [
    "les habitants",
    "les citoyens",
    "les jeunes",
    "la population",
    "tout le monde",
    "les gens",
    "les usagers",
    "chacun",
    "tous les",
    "everyone",
    "everybody",
    "residents",
    "citizens",
    "the public",
    "people want",
    "people ask",
    "nos concitoyens",
    "les riverains",
];

/// The task of one question.
pub(super) struct Adapt<'a> {
    question: &'a QuestionResult,
    lexicon: &'a Lexicon,
    language: Language,
    limits: &'a Limits,
    prompt: &'a Prompt,
    themes: Vec<&'a ThemeResult>,
}

impl<'a> Adapt<'a> {
    pub fn new(
        question: &'a QuestionResult,
        lexicon: &'a Lexicon,
        language: Language,
        limits: &'a Limits,
        prompt: &'a Prompt,
    ) -> Adapt<'a> {
        Adapt {
            question,
            lexicon,
            language,
            limits,
            prompt,
            themes: limits
                .shown(question)
                .filter(|theme| has_summary(theme))
                .collect(),
        }
    }

    /// The themes that a model may reword: those with a summary. A title and a few words
    /// leave a model nothing to say that is not made up.
    pub fn themes(&self) -> &[&'a ThemeResult] {
        &self.themes
    }

    fn fence(&self, places: &[usize]) -> (Fence, Vec<String>) {
        let texts: Vec<String> = places
            .iter()
            .map(|place| told(self.themes[*place]))
            .collect();
        (Fence::new("t", texts.iter().map(String::as_str)), texts)
    }

    fn fault(&self, rule: &'static str, french: String, english: String) -> Fault {
        Fault::new(rule, self.language, french, english)
    }

    /// One sentence against the theme it stands for.
    fn faults(&self, text: &str, told: &str) -> Vec<Fault> {
        let mut ground = Ground::new(self.language, self.lexicon);
        ground.ask(&self.question.question.text);
        ground.show(told);
        let mut faults = ground.sentence(text, self.limits.chars);
        let count = text
            .split_whitespace()
            .filter(|w| w.chars().any(char::is_alphanumeric))
            .count();
        let most = self.limits.words;
        if count > most {
            faults.push(self.fault(
                "too_many_words",
                format!("{count} mots, {most} au plus : « {text} »"),
                format!("{count} words, at most {most}: \"{text}\""),
            ));
        }
        faults.extend(self.figures(text, told));
        faults.extend(self.for_all(text, told));
        faults.extend(self.strange(text, told));
        faults.extend(self.turned(text, told));
        if text.contains(['«', '»', '"', '“', '”']) {
            faults.push(self.fault(
                "quote",
                "Pas de citation.".to_owned(),
                "No quotes.".to_owned(),
            ));
        }
        faults
    }

    /// No number but those of the theme.
    fn figures(&self, text: &str, told: &str) -> Option<Fault> {
        let given = kept::numbers(told, self.lexicon);
        let strange = kept::numbers(text, self.lexicon)
            .into_iter()
            .find(|n| !given.iter().any(|g| g.value == n.value));
        strange.map(|number| {
            let value = number.value;
            self.fault(
                "figure",
                format!("Pas de chiffre ({value})."),
                format!("No figures ({value})."),
            )
        })
    }

    fn for_all(&self, text: &str, told: &str) -> Option<Fault> {
        let spaced = |text: &str| -> String {
            let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
            format!(" {} ", words.join(" "))
        };
        let (said, given) = (spaced(text), spaced(told));
        let found = FOR_ALL.iter().find(|phrase| {
            let phrase = format!(" {phrase} ");
            said.contains(&phrase) && !given.contains(&phrase)
        });
        found.map(|phrase| {
            self.fault(
                "speaks_for_all",
                format!("« {phrase} » : écris « des réponses »."),
                format!("\"{phrase}\": write \"answers\"."),
            )
        })
    }

    /// A negation, demand or condition that the theme does not have; a direction turned.
    fn turned(&self, text: &str, told: &str) -> Vec<Fault> {
        kept::changes(told, text, self.lexicon)
            .into_iter()
            .filter(|change| match change.kind {
                Kind::Negation | Kind::Demand | Kind::Condition => change.added,
                Kind::Direction => true,
                Kind::Number | Kind::Name | Kind::Person => false,
            })
            .map(|change| Fault {
                rule: "new_sense",
                told: format!("{}.", change.say(self.language)),
            })
            .collect()
    }

    /// At least two thirds of what it says is in the theme or the question.
    fn strange(&self, text: &str, told: &str) -> Option<Fault> {
        let start = |word: &str| -> String { word.chars().take(5).collect() };
        let known: BTreeSet<String> = words(told)
            .iter()
            .chain(&words(&self.question.question.text))
            .map(|word| start(&word.folded))
            .collect();
        let telling: Vec<String> = words(text)
            .into_iter()
            .map(|word| word.folded)
            .filter(|w| self.lexicon.is_content(w) && !REPORTING.iter().any(|r| w.starts_with(r)))
            .collect();
        let strange: Vec<&str> = telling
            .iter()
            .filter(|w| !known.contains(&start(w)))
            .map(String::as_str)
            .collect();
        (strange.len() * 3 > telling.len()).then(|| {
            let list = strange.join(", ");
            self.fault(
                "not_in_theme",
                format!("Ces mots ne sont pas dans le thème : {list}."),
                format!("These words are not in the theme: {list}."),
            )
        })
    }
}

impl Batch for Adapt<'_> {
    type Output = Point;

    fn request(&self, places: &[usize]) -> Request {
        let (fence, _) = self.fence(places);
        let values = [
            ("question", clean(&self.question.question.text)),
            ("audience", self.limits.tell_audience(self.language)),
            ("support", self.limits.tell_support(self.language)),
            ("themes", fence.block()),
        ];
        // One sentence per theme, under its id: a model can neither leave a theme out nor
        // name one that was not shown.
        let ids = fence.ids();
        let fields = ids.iter().map(|id| (id.as_str(), shape::text()));
        let room = 40 + 80 * places.len() as u32;
        self.prompt.request(values, shape::object(fields), room)
    }

    fn read(&self, reply: &Value, places: &[usize]) -> Result<Vec<Point>, Vec<Fault>> {
        let (fence, texts) = self.fence(places);
        let said: BTreeMap<String, String> = replies::parse(reply, self.language)?;
        let (mut points, mut faults) = (Vec::new(), Vec::new());
        for ((id, told), place) in fence.ids().iter().zip(&texts).zip(places) {
            let text = ended(&single_spaced(said.get(id).map_or("", String::as_str)));
            faults.extend(self.faults(&text, told).into_iter().map(|fault| Fault {
                told: format!("{id} : {}", fault.told),
                ..fault
            }));
            points.push(Point {
                text,
                themes: vec![self.themes[*place].theme.id.clone()],
            });
        }
        match faults.is_empty() {
            true => Ok(points),
            false => Err(faults),
        }
    }
}

fn has_summary(result: &ThemeResult) -> bool {
    result
        .reading
        .as_ref()
        .is_some_and(|reading| !reading.summary.is_empty())
}

/// Title and summary.
fn told(result: &ThemeResult) -> String {
    let title = result.theme.title.trim_end_matches('.');
    let summary = result.reading.iter().flat_map(|reading| &reading.summary);
    let text: Vec<&str> = summary.map(|sentence| sentence.text.as_str()).collect();
    format!("{title}. {}", text.join(" "))
}

/// With a capital and a full stop.
fn ended(text: &str) -> String {
    let mut chars = text.chars();
    let raised: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    match raised.ends_with(['.', '!', '?', '…']) || raised.is_empty() {
        true => raised,
        false => format!("{raised}."),
    }
}
