//! What a model reads in what was found: stances within themes, oppositions, weak signals.

use std::collections::BTreeSet;

use super::prompts::{Ask, Prompts};
use super::{AT_A_TIME, Asking, record, signal, stance, tension};
use crate::answers::AnswerId;
use crate::llm::{LanguageModel, Tally};
use crate::progress::{Progress, Stage};
use crate::synthesis::{QuestionResult, Synthesis};

/// Adds the readings of what was found in each question; the calls are added to the
/// record of the model's use. Left alone: questions answered in another language than the
/// report's. Cost: one call per opposition and weak signal, and one per fifteen answers of
/// a divided theme.
pub fn add(
    synthesis: &mut Synthesis,
    model: &dyn LanguageModel,
    prompts: &Prompts,
    progress: &dyn Progress,
) {
    let tally = Tally::default();
    let language = synthesis.language;
    let withheld: Vec<BTreeSet<AnswerId>> = synthesis
        .questions
        .iter()
        .map(|question| withheld(synthesis, question))
        .collect();
    for (question, withheld) in synthesis.questions.iter_mut().zip(&withheld) {
        if question.language != language {
            continue;
        }
        let asking = Asking {
            model,
            tally: &tally,
            progress,
            language,
            withheld,
        };
        read(question, &asking, prompts);
    }
    let prompts = tally.into_prompts();
    if !prompts.is_empty() {
        record(synthesis, model.card(), prompts, Vec::new(), Vec::new());
    }
}

fn read(question: &mut QuestionResult, asking: &Asking<'_>, prompts: &Prompts) {
    let found = &question.findings;
    let steps = found.oppositions.len() + found.weak_signals.len();
    if steps == 0 {
        return;
    }
    asking.progress.begin(Stage::Asking, steps as u64);
    let tensions = tension::tensions(asking, question, prompts.get(Ask::Tension));
    let signals = signal::signals(asking, question, prompts.get(Ask::Signal));
    let stances = stance::stances(asking, question, prompts.get(Ask::Stance), AT_A_TIME);
    if !tensions.is_empty() || !signals.is_empty() {
        let reading = question.reading.get_or_insert_default();
        reading.tensions = tensions;
        reading.signals = signals;
    }
    for (id, stance) in stances {
        let theme = question.themes.iter_mut().find(|t| t.theme.id == id);
        if let Some(theme) = theme {
            theme.reading.get_or_insert_default().stance = Some(stance);
        }
    }
}

/// The answers of a question that no model is shown.
fn withheld(synthesis: &Synthesis, question: &QuestionResult) -> BTreeSet<AnswerId> {
    let used = synthesis.model.iter().flat_map(|used| &used.withheld);
    used.filter(|(id, _)| *id == question.question.id)
        .map(|(_, answer)| answer.clone())
        .collect()
}
