//! The stages in order: answers, units, embeddings, clusters, themes, synthesis.

mod settings;

pub use settings::RunSettings;

use crate::answers::{self, Answers, QuestionAnswers};
use crate::clusters::{self, Assignment, GroupingParameters};
use crate::embeddings::{Embedder, UnitVectors};
use crate::error::Error;
use crate::ingest::Table;
use crate::language::{self};
use crate::privacy;
use crate::progress::{Progress, Stage};
use crate::synthesis::{Grouping, Provenance, QuestionResult, SCHEMA, Synthesis, UsedColumn};
use crate::themes::findings::{self, FindingsInput};
use crate::themes::{self, ThemeInput};
use crate::units::{self, DistinctUnits};
use crate::words::Lexicon;

/// Fewer analysed answers than this are listed, not grouped.
pub const FEWEST: usize = 10;

/// From a table to a checked result.
///
/// The same table and settings give the same result, whatever the number of threads.
pub fn run(
    table: &Table,
    settings: &RunSettings,
    embedder: &dyn Embedder,
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
    let questions = answers
        .questions
        .iter()
        .map(|question| analyse(question, &answers, settings, embedder, progress))
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
    };
    synthesis.check()?;
    Ok(synthesis)
}

/// One question through the stages. Too few answers are listed, not grouped.
fn analyse(
    question: &QuestionAnswers,
    consultation: &Answers,
    settings: &RunSettings,
    embedder: &dyn Embedder,
    progress: &dyn Progress,
) -> Result<QuestionResult, Error> {
    let kept = &question.answers.kept;
    let language = language::detect(kept.iter().map(|answer| answer.text.as_str()));
    let lexicon = Lexicon::new(language);
    progress.begin(Stage::Splitting, 0);
    let units = units::units_of(kept, &lexicon);
    let distinct = DistinctUnits::new(&units, kept);
    let mut grouping = Grouping {
        units: units.len(),
        distinct_units: distinct.texts.len(),
        target: 0,
        smallest: 0,
        resolution: 0.0,
        drawn: None,
    };
    let campaign_of = question.campaign_of();
    let mut vectors = None;
    let assignment = if kept.len() < FEWEST || distinct.texts.len() < 2 {
        Assignment::none(distinct.texts.len(), kept.len())
    } else {
        progress.begin(Stage::Embedding, 0);
        let plain = UnitVectors::new(&distinct.texts, &distinct.answers, embedder, &lexicon)?;
        let parameters =
            GroupingParameters::for_answers(question.voices(), settings.granularity, settings.seed);
        grouping.target = parameters.themes;
        grouping.smallest = parameters.smallest;
        let grouped = clusters::group(
            &plain,
            &distinct.answers,
            kept.len(),
            &campaign_of,
            &parameters,
            progress,
        )?;
        grouping.resolution = grouped.levels.resolution;
        grouping.drawn = grouped.drawn;
        vectors = Some((plain, grouped.neighbours));
        clusters::assign(
            &grouped.vectors,
            &grouped.levels,
            &distinct.answers,
            kept.len(),
            parameters.smallest,
        )
    };
    progress.begin(Stage::Describing, 0);
    let themes = ThemeInput {
        question: &question.question.id,
        asked: &question.question.text,
        answers: kept,
        units: &units,
        grouped: &distinct.place,
        assignment: &assignment,
        lexicon: &lexicon,
    };
    let described = themes::describe(&themes);
    let findings = findings::find(&FindingsInput {
        themes: &themes,
        described: &described,
        vectors: vectors.as_ref().map(|(plain, _)| plain),
        neighbours: vectors.as_ref().and_then(|(_, near)| near.as_ref()),
        similar: &question.similar,
        campaign_of: &campaign_of,
        segments: &consultation.segments,
        closed: &consultation.closed,
        smallest_side: if kept.len() < 500 { 2 } else { 3 },
    });
    QuestionResult::assemble(
        question,
        consultation,
        language,
        grouping,
        described,
        findings,
        settings.mask_below,
    )
}
