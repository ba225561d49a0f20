//! What was read, put into the result.

use std::collections::{BTreeMap, BTreeSet};

use super::label::Label;
use super::material::Material;
use crate::answers::AnswerId;
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

/// Records what a model was asked, and in `withheld`, by question, what it was not shown.
pub(super) fn record(
    synthesis: &mut Synthesis,
    card: ModelCard,
    prompts: BTreeMap<String, PromptTally>,
    withheld: &[BTreeSet<AnswerId>],
    context: Vec<String>,
) {
    let questions = synthesis.questions.iter().zip(withheld);
    let withheld = questions.flat_map(|(question, withheld)| {
        let answers = question.answers.iter().map(|answer| &answer.id);
        let id = &question.question.id;
        answers
            .filter(|answer| withheld.contains(answer))
            .map(move |answer| (id.clone(), answer.clone()))
    });
    let withheld = withheld.collect();
    // Answers may have been coded by a model before.
    let used = synthesis
        .model
        .get_or_insert_with(|| ModelUse::of(card, BTreeMap::new()));
    used.prompts.extend(prompts);
    used.withheld = withheld;
    used.context = context;
}
