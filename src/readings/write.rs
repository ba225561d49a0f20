//! What was read, put into the result.

use std::collections::BTreeMap;

use super::label::Label;
use super::material::Material;
use crate::answers::{AnswerId, QuestionId};
use crate::llm::{ModelCard, PromptTally};
use crate::synthesis::{ModelUse, Point, QuestionResult, Synthesis};
use crate::themes::Origin;

/// Titles, summaries and overview of a question.
pub(super) fn question(
    question: &mut QuestionResult,
    material: &Material,
    labels: &BTreeMap<usize, Label>,
    families: &BTreeMap<usize, String>,
    overview: &[Point],
) {
    for (place, result) in question.themes.iter_mut().enumerate() {
        let read = &material.themes[place];
        let theme = &mut result.theme;
        if !read.fixed && read.title != read.extractive {
            theme.extractive_title = Some(read.extractive.clone());
            theme.title.clone_from(&read.title);
            theme.origin = Origin::Llm;
        }
        let summary = labels.get(&place).map(|label| label.summary.clone());
        if let Some(summary) = summary.filter(|summary| !summary.is_empty()) {
            result.reading.get_or_insert_default().summary = summary;
        }
    }
    for (place, title) in families {
        let family = &mut question.families[*place];
        if family.title != *title {
            let extractive = std::mem::replace(&mut family.title, title.clone());
            family.extractive_title.get_or_insert(extractive);
            family.origin = Origin::Llm;
        }
    }
    if !overview.is_empty() {
        question.reading.get_or_insert_default().overview = overview.to_vec();
    }
}

/// The answers that were kept from the model, question by question.
pub(super) fn withheld(
    synthesis: &Synthesis,
    materials: &[Material],
) -> Vec<(QuestionId, AnswerId)> {
    let mut withheld = Vec::new();
    for material in materials {
        let question = &synthesis.questions[material.question].question.id;
        let answers = material.samples.withheld.iter();
        withheld.extend(answers.map(|answer| (question.clone(), answer.clone())));
    }
    withheld
}

/// Records what a model was asked; a second step adds to the first.
pub fn record(
    synthesis: &mut Synthesis,
    card: ModelCard,
    prompts: BTreeMap<String, PromptTally>,
    withheld: Vec<(QuestionId, AnswerId)>,
    context: Vec<String>,
) {
    let used = synthesis.model.get_or_insert_with(|| ModelUse {
        card,
        prompts: BTreeMap::new(),
        withheld: Vec::new(),
        context: Vec::new(),
    });
    used.prompts.extend(prompts);
    for answer in withheld {
        if !used.withheld.contains(&answer) {
            used.withheld.push(answer);
        }
    }
    for name in context {
        if !used.context.contains(&name) {
            used.context.push(name);
        }
    }
}
