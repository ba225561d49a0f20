//! The result reworded for a public: elected officials, residents, young people, the
//! press, plain language. A model rewords titles and summaries, never answers; figures
//! and words of quantity are put in by the report, by rule.
//!
//! A theme without a sentence that holds gets one made by rule from its title and key
//! phrases, and the version says which. Without a model all are made by rule. The plain
//! version is checked against rules of plain language ([`super::lint`]) and stays a draft
//! to be read over by those it is for: it is never called easy to read.

mod by_rule;
mod limits;
mod task;

use std::collections::BTreeSet;

pub use limits::Limits;

use super::Asking;
use super::lint::Linter;
use crate::language::Language;
use crate::prompts::Ask;
use crate::synthesis::{Adaptation, Audience, Point, QuestionResult, Support, Synthesis};
use crate::themes::ThemeId;
use crate::words::Lexicon;
use task::Adapt;

/// Themes shown at a time.
const AT_A_TIME: usize = 3;

/// Adds a version for each public and support to the result. Without a model every
/// sentence is made by rule.
pub fn add(
    synthesis: &mut Synthesis,
    versions: &[(Audience, Support)],
    asking: Option<&Asking<'_>>,
) {
    let made: Vec<Adaptation> = versions
        .iter()
        .map(|(audience, support)| adapt(synthesis, *audience, *support, asking))
        .collect();
    synthesis.adaptations.extend(made);
}

/// The result for one public and support. A model is asked about themes that have a
/// summary, one call per three, more where a reply is refused.
pub fn adapt(
    synthesis: &Synthesis,
    audience: Audience,
    support: Support,
    asking: Option<&Asking<'_>>,
) -> Adaptation {
    let limits = Limits::of(audience, support, synthesis.questions.len());
    let language = synthesis.language;
    let mut by_rule = Vec::new();
    let mut parts = Vec::new();
    for question in synthesis.questions.iter().filter(|q| !q.themes.is_empty()) {
        let told = asking.map(|asking| reworded(question, &limits, language, asking));
        let (points, ruled) = completed(question, told.unwrap_or_default(), &limits, language);
        by_rule.extend(ruled);
        parts.push((question.question.id.clone(), points));
    }
    let mut adaptation = Adaptation {
        audience,
        support,
        parts,
        by_rule,
        to_reread: Vec::new(),
    };
    if audience == Audience::Simple {
        adaptation.to_reread = to_reread(&adaptation, language);
    }
    adaptation
}

/// The model's sentences that hold, none where answers and report differ in language:
/// nothing could be compared.
fn reworded(
    question: &QuestionResult,
    limits: &Limits,
    language: Language,
    asking: &Asking<'_>,
) -> Vec<Point> {
    if question.language != language {
        return Vec::new();
    }
    let lexicon = Lexicon::new(language);
    let batch = Adapt::new(
        question,
        &lexicon,
        language,
        limits,
        asking.prompts.get(Ask::Adapt),
    );
    let points = asking.ask_batches(&batch, batch.themes().len(), AT_A_TIME);
    points.into_iter().flatten().collect()
}

/// The model's points with those made by rule for the themes it left out, in the order of
/// the themes; and which themes these are.
fn completed(
    question: &QuestionResult,
    points: Vec<Point>,
    limits: &Limits,
    language: Language,
) -> (Vec<Point>, Vec<ThemeId>) {
    let told: BTreeSet<&ThemeId> = points.iter().flat_map(|p| &p.themes).collect();
    let missing: Vec<Point> = limits
        .shown(question)
        .filter(|result| !told.contains(&result.theme.id))
        .map(|result| by_rule::point(result, limits, language))
        .collect();
    let ids = missing
        .iter()
        .flat_map(|point| point.themes.clone())
        .collect();
    let rank = |point: &Point| {
        let first = point.themes.first();
        question
            .themes
            .iter()
            .position(|t| Some(&t.theme.id) == first)
    };
    let mut all: Vec<Point> = points.into_iter().chain(missing).collect();
    all.sort_by_key(rank);
    (all, ids)
}

/// What a plain version must be read over for, each rule and sentence once.
fn to_reread(adaptation: &Adaptation, language: Language) -> Vec<(String, String)> {
    let lexicon = Lexicon::new(language);
    let linter = Linter::new(&lexicon);
    let mut found: Vec<(String, String)> = Vec::new();
    for point in adaptation.parts.iter().flat_map(|(_, points)| points) {
        for item in linter.to_reread(&point.text) {
            if !found.contains(&item) {
                found.push(item);
            }
        }
    }
    found
}
