//! Words that are someone's. Those of an answer that was withheld must not come back: it
//! was not shown, so a model that repeats it read it elsewhere, or something is wrong here.
//! Those of an answer that was shown are for quotes, not for summaries.

use std::collections::BTreeSet;

use super::{Ground, rules};
use crate::llm::Fault;
use crate::words::{Lexicon, words};

/// Words in a row that tell a text.
const LONG: usize = 8;
/// A shorter run tells it too when it has as many content words as `SHORT_CONTENT`.
const SHORT: usize = 5;
const SHORT_CONTENT: usize = 2;
/// Words in a row that are copied from an answer.
const COPIED: usize = 9;
/// Words of one who speaks of himself, folded; "nous" is also a town's.
const FIRST_FRENCH: &str = "je j ma mes mon moi";
const FIRST_ENGLISH: &str = "i my me mine myself";

/// Runs of words of withheld answers.
#[derive(Default)]
pub(super) struct Runs {
    runs: BTreeSet<String>,
}

impl Runs {
    pub(super) fn add(&mut self, text: &str, lexicon: &Lexicon) {
        let runs = runs(text, lexicon);
        self.runs.extend(runs);
    }

    /// A run that a text shown has too is no echo.
    pub(super) fn faults(&self, ground: &Ground<'_>, text: &str) -> Vec<Fault> {
        if self.runs.is_empty() {
            return Vec::new();
        }
        let echoed = runs(text, ground.lexicon)
            .into_iter()
            .any(|run| self.runs.contains(&run) && !ground.says(&run));
        if !echoed {
            return Vec::new();
        }
        vec![Fault::new(
            rules::ECHO,
            ground.language,
            "Décris seulement ce que disent les réponses montrées.".to_owned(),
            "Describe only what the answers shown say.".to_owned(),
        )]
    }
}

impl Ground<'_> {
    /// A summary speaks of people, not as one of them, and copies none of them.
    pub fn in_own_words(&self, text: &str) -> Vec<Fault> {
        let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
        let persons = self.language.choose(FIRST_FRENCH, FIRST_ENGLISH);
        let first = persons
            .split(' ')
            .any(|person| words.iter().any(|word| word == person));
        let copied = words.windows(COPIED).any(|run| self.says(&run.join(" ")));
        if !first && !copied {
            return Vec::new();
        }
        vec![Fault::new(
            rules::OWN_WORDS,
            self.language,
            "Résume à la troisième personne, avec d'autres phrases que celles des réponses."
                .to_owned(),
            "Sum up in the third person, in other sentences than those of the answers.".to_owned(),
        )]
    }
}

fn runs(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
    let telling = |run: &&[String]| {
        run.iter().filter(|word| lexicon.is_content(word)).count() >= SHORT_CONTENT
    };
    let long = words.windows(LONG);
    let short = words.windows(SHORT).filter(telling);
    long.chain(short).map(|run| run.join(" ")).collect()
}
