//! The stages in order: answers, units, embeddings, clusters, themes, synthesis.

mod coding;
mod evolution;
mod known;
mod memory;
mod question;
mod settings;

pub use memory::{Forgetful, Memory};
pub use settings::{AssignTo, RunSettings, Since};

use crate::answers::{self, AnswerId, Answers, QuestionId};
use crate::clusters;
use crate::embeddings::Embedder;
use crate::error::Error;
use crate::ingest::Table;
use crate::language;
use crate::llm::{LanguageModel, Tally, orders};
use crate::privacy;
use crate::progress::Progress;
use crate::prompts::Prompts;
use crate::synthesis::{ModelUse, Provenance, SCHEMA, Synthesis, UsedColumn};

/// Fewer analysed answers than this are listed, not grouped.
pub const FEWEST: usize = 10;

/// From a table to a checked result.
///
/// The same table and settings give the same result, whatever the number of threads. A
/// language model, where there is one, codes the answers when the settings say so; without
/// one they keep the themes found.
pub fn run(
    table: &Table,
    settings: &RunSettings,
    embedder: &dyn Embedder,
    coder: Option<(&dyn LanguageModel, &Prompts)>,
    progress: &dyn Progress,
) -> Result<Synthesis, Error> {
    run_again(table, settings, embedder, coder, &Forgetful, progress)
}

/// The same, with what an earlier run worked out where it is still true.
pub fn run_again(
    table: &Table,
    settings: &RunSettings,
    embedder: &dyn Embedder,
    coder: Option<(&dyn LanguageModel, &Prompts)>,
    memory: &dyn Memory,
    progress: &dyn Progress,
) -> Result<Synthesis, Error> {
    let mut answers = answers::collect(table, &settings.columns);
    let language = settings.language.unwrap_or_else(|| {
        let all = answers.questions.iter().flat_map(|q| &q.answers.kept);
        language::detect(all.map(|answer| answer.text.as_str()))
    });
    // From here on every stage sees masked texts.
    let masking = privacy::mask_answers(&mut answers, language);
    if !settings.keep_originals {
        answers.forget_originals();
    }
    let coder = coder.filter(|_| settings.assign.is_some());
    let tally = Tally::default();
    let tools = question::Tools {
        embedder,
        coder,
        tally: &tally,
        memory,
        progress,
    };
    let questions = answers
        .questions
        .iter()
        .map(|question| question::analyse(question, &answers, settings, &tools))
        .collect::<Result<Vec<_>, Error>>()?;
    let used = |column: usize| UsedColumn {
        title: privacy::mask_title(&table.columns()[column].name(), language),
        column: table.columns()[column].letters(),
        index: column,
    };
    let synthesis = Synthesis {
        schema: SCHEMA.to_owned(),
        provenance: Provenance {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            embedder: embedder.name().to_owned(),
            seed: settings.seed,
            id_column: settings.columns.id.map(used),
            respondent_column: settings.columns.respondent.map(used),
            segment_columns: settings.columns.segments.iter().map(|c| used(*c)).collect(),
            neighbours: clusters::NEIGHBOURS,
            rounds: clusters::ROUNDS,
            campaigns: settings.campaigns,
            mask_below: settings.mask_below,
            sheet: settings.sheet.clone(),
        },
        presentation: settings.presentation.clone(),
        language,
        files: table.files().to_vec(),
        columns: privacy::mask_ledger(&settings.ledger, language),
        rows: answers.rows,
        rows_aside: answers.rows_aside.clone(),
        repeated_ids: answers.repeated_ids,
        markup: answers.markup,
        masking,
        respondents: answers.people,
        identified: answers.identified,
        questions,
        model: coder.map(|(model, _)| ModelUse {
            withheld: withheld(&answers),
            ..ModelUse::of(model.card(), tally.into_prompts())
        }),
        adaptations: Vec::new(),
        agreement: None,
    };
    synthesis.check()?;
    Ok(synthesis)
}

/// The answers that read like orders to a machine, which no model is shown.
fn withheld(answers: &Answers) -> Vec<(QuestionId, AnswerId)> {
    let of = |question: &answers::QuestionAnswers| {
        let kept = question.answers.kept.iter();
        let id = |answer: &answers::Answer| (question.question.id.clone(), answer.id.clone());
        kept.filter(|answer| orders::reads_like_an_order(&answer.text))
            .map(id)
            .collect::<Vec<_>>()
    };
    answers.questions.iter().flat_map(of).collect()
}
