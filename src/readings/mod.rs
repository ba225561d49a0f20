//! What a language model adds to a result that is already whole: names, summaries, plain
//! words, readings of what was found. Every sentence is checked before it is kept; where
//! none holds, what the rules found stands.
//!
//! A model is shown a sample of each theme's answers, masked and fenced. It never counts
//! and never quotes: a sentence names the answers it rests on, and the report takes texts
//! and figures from there. The same replies give the same result.

pub mod adaptation;
mod asking;
mod attempts;
mod findings;
pub mod gates;
pub mod kept;
mod label;
pub mod lint;
pub mod material;
mod names;
mod naming;
mod overview;
mod plain;
mod renaming;
mod replies;
pub mod samples;
mod signal;
mod stance;
mod tension;
mod write;

use std::collections::BTreeSet;

use crate::answers::AnswerId;
use crate::embeddings::Embedder;
use crate::error::Error;
use crate::llm::{Counter, LanguageModel, Plan, Tally, orders};
use crate::progress::{Progress, Silent};
use crate::prompts::Prompts;
use crate::synthesis::{Audience, Sentence, Support, Synthesis};

pub use asking::Asking;
pub use stance::{AT_A_TIME, Position, positions};

/// A file of local context: a glossary, names of places and services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Its name, for the record.
    pub name: String,
    /// What it says, a line per thing.
    pub text: String,
}

/// What readings need to know besides the result.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The prompts; their language is the report's.
    pub prompts: &'a Prompts,
    /// Local context, shown with the questions about themes.
    pub context: &'a [Context],
    /// Versions to make for a public.
    pub versions: &'a [(Audience, Support)],
}

/// Names and sums up themes, names families, says what to keep in mind of each question,
/// reads what was found, puts quotes in plain words and makes the versions for a public.
/// The result is checked before and holds after, whatever the model replies.
/// Cost: about one call per theme, weak signal and opposition, one per three quotes, and
/// two to four per question.
pub fn read(
    synthesis: &mut Synthesis,
    settings: &Settings<'_>,
    model: &dyn LanguageModel,
    embedder: &dyn Embedder,
    progress: &dyn Progress,
) -> Result<(), Error> {
    let tally = Tally::default();
    let asking = Asking {
        model,
        prompts: settings.prompts,
        tally: &tally,
        progress,
    };
    let withheld = withheld(synthesis);
    read_questions(synthesis, settings, &withheld, &asking, embedder)?;
    adaptation::add(synthesis, settings.versions, Some(&asking));
    let names = settings.context.iter().map(|c| c.name.clone()).collect();
    write::record(
        synthesis,
        model.card(),
        tally.into_prompts(),
        &withheld,
        names,
    );
    Ok(())
}

/// What [`read`] is expected to take: the same steps with a model that only counts. Nothing
/// is asked.
pub fn plan(
    synthesis: &Synthesis,
    settings: &Settings<'_>,
    embedder: &dyn Embedder,
) -> Result<Plan, Error> {
    let counter = Counter::default();
    let asking = Asking {
        model: &counter,
        prompts: settings.prompts,
        tally: &Tally::default(),
        progress: &Silent,
    };
    let mut read = synthesis.clone();
    let withheld = withheld(&read);
    read_questions(&mut read, settings, &withheld, &asking, embedder)?;
    // Versions are asked of themes that were summed up: as if all of them were.
    for question in &mut read.questions {
        for result in &mut question.themes {
            let text = result.theme.title.clone();
            let answers = Vec::new();
            let summary = &mut result.reading.get_or_insert_default().summary;
            summary.push(Sentence { text, answers });
        }
    }
    adaptation::add(&mut read, settings.versions, Some(&asking));
    Ok(counter.plan())
}

fn read_questions(
    synthesis: &mut Synthesis,
    settings: &Settings<'_>,
    withheld: &[BTreeSet<AnswerId>],
    asking: &Asking<'_>,
    embedder: &dyn Embedder,
) -> Result<(), Error> {
    naming::name(synthesis, settings, withheld, asking, embedder)?;
    let language = synthesis.language;
    for (question, withheld) in synthesis.questions.iter_mut().zip(withheld) {
        // What is said in another language than the answers' could not be compared to them.
        if question.language == language {
            findings::add(question, withheld, asking);
            plain::add(question, withheld, asking);
        }
    }
    Ok(())
}

/// The answers of each question that no model is shown.
fn withheld(synthesis: &Synthesis) -> Vec<BTreeSet<AnswerId>> {
    let questions = synthesis.questions.iter();
    questions
        .map(|question| {
            let answers = question.answers.iter();
            orders::among(answers.map(|a| (a.id.clone(), a.text.as_str())))
        })
        .collect()
}

#[cfg(test)]
mod tests;
