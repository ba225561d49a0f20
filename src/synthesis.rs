//! The one result: everything a report shows and everything needed to prove it.
//!
//! A [`Synthesis`] is plain data, saved as `synthesis.json` and rendered from it alone.
//! [`Synthesis::check`] makes every total add up and every quote verbatim, or names the
//! first differences; nothing is rendered before it passes.

mod agreement;
mod assemble;
mod check;
mod check_adaptations;
mod check_findings;
mod check_map;
mod check_wording;
pub mod comparison;
mod control;
mod counts;
mod crosstab;
mod decisions;
mod difference;
mod evolution;
mod known;
mod presentation;
mod put;
mod recount;
mod validation;
mod wording;

use serde::{Deserialize, Serialize};

pub use agreement::*;
pub use check::Checked;
pub use control::*;
use counts::Campaigns;
pub use counts::{count_once, distinct_texts};
pub use crosstab::{CrossTabulation, MASK_BELOW, MASK_BELOW_PUBLISHED, SegmentBase, mask};
pub use decisions::{
    DECISIONS, Decisions, FindingKind, FindingStatus, QuestionDecisions, QuoteChoice, State, Status,
};
pub use difference::Difference;
pub use evolution::{
    AnchorRecord, Change, Drift, Evolution, Merged, Split, SplitPart, ThemeEvolution,
};
pub use presentation::{Colour, ColourError, Logo, Presentation};
pub use put::Unplaced;
pub use validation::{Readable, Validation};

pub use wording::{
    Adaptation, Audience, EnergyUse, ModelUse, PlainWords, Point, QuestionReading, Sentence,
    SignalNature, SignalReading, StanceReading, Support, TensionReading, ThemeReading,
};

use crate::answers::{AnswerId, ColumnRecord, Question, SetAside, SimilarAnswers};
pub use crate::clusters::SIDE as MAP_SIDE;
use crate::ingest::SourceFile;
use crate::language::Language;
use crate::privacy::Masking;
pub use crate::privacy::is_masked;
use crate::source::SourceCell;
use crate::themes::coding::CodingRecord;
use crate::themes::findings::Findings;
use crate::themes::{Family, Theme, ThemeId, UnassignedGroup};

/// Version of the data layout; a reader refuses another one.
pub const SCHEMA: &str = "cahier/synthesis/4";

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Synthesis {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// How it was made.
    pub provenance: Provenance,
    /// What the authority says of itself and of its consultation.
    #[serde(default, skip_serializing_if = "Presentation::is_empty")]
    pub presentation: Presentation,
    /// Language of the report.
    pub language: Language,
    /// Files read.
    pub files: Vec<SourceFile>,
    /// The columns of the files and what became of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnRecord>,
    /// Rows read in all files.
    pub rows: usize,
    /// Of these, set aside as a whole, by class, in the order of [`SetAside::ALL`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows_aside: Vec<(SetAside, usize)>,
    /// Rows whose id also names a row of another file.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeated_ids: usize,
    /// Answers that held HTML formatting, which was taken out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub markup: usize,
    /// Personal data masked in the texts.
    #[serde(default)]
    pub masking: Masking,
    /// Different people: by id where there is one, else one per row.
    pub respondents: usize,
    /// True when an id column tells people apart.
    pub identified: bool,
    /// Question by question.
    pub questions: Vec<QuestionResult>,
    /// The language model that was asked; none when none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelUse>,
    /// The result reworded for an audience.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adaptations: Vec<Adaptation>,
    /// How near people who coded a control sample come to it; none until they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// How a result was made, so that it can be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Provenance {
    /// Version of cahier.
    pub version: String,
    /// Embedding model.
    pub embedder: String,
    /// Seed.
    pub seed: u64,
    /// The id column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_column: Option<UsedColumn>,
    /// The column that tells people apart where they may have several rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondent_column: Option<UsedColumn>,
    /// The segment columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segment_columns: Vec<UsedColumn>,
    /// Nearest neighbours of each idea in the graph.
    pub neighbours: usize,
    /// Rounds that refine the groups.
    pub rounds: usize,
    /// How campaigns weigh.
    #[serde(default)]
    pub campaigns: CampaignWeight,
    /// Cells of cross tables below this are masked.
    pub mask_below: usize,
    /// Sheet asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// A column that was used, so that it can be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UsedColumn {
    /// Its title.
    pub title: String,
    /// Its letters in the first file that has it.
    pub column: String,
    /// Its index in the export.
    pub index: usize,
}

/// A question and what was made of its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionResult {
    /// The question.
    pub question: Question,
    /// Language its answers were read in.
    pub language: Language,
    /// Where every row went.
    pub balance: Balance,
    /// How the answers were grouped.
    pub grouping: Grouping,
    /// Segment columns with the analysed answers of each value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentBase>,
    /// Families of themes, the largest first; none when themes are few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<Family>,
    /// Themes, the largest first.
    pub themes: Vec<ThemeResult>,
    /// What else the answers say.
    #[serde(default)]
    pub findings: Findings,
    /// What people made of the findings; those without a status are still to be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<FindingStatus>,
    /// What a model said of the question as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<QuestionReading>,
    /// Analysed answers near no theme.
    pub unassigned: Vec<AnswerId>,
    /// The same by nearness, those near no other last; none where no two are near.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unassigned_groups: Vec<UnassignedGroup>,
    /// Answers that share their wording, the largest group first.
    pub similar: Vec<SimilarGroup>,
    /// Analysed answers, in input order.
    pub answers: Vec<AnswerRecord>,
    /// Answers set aside, in input order.
    pub set_aside: Vec<SetAsideRecord>,
    /// Where answers stand on the map, in input order: all of them, or some drawn evenly;
    /// none where they are too few to group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<AnswerPlace>,
    /// How its themes moved since an earlier result; none when there was none to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evolution: Option<Evolution>,
}

/// Where an answer stands on the map: near others when near in meaning. Directions and
/// long distances tell nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerPlace {
    /// The answer.
    pub answer: AnswerId,
    /// From the left, 0 to [`MAP_SIDE`].
    pub x: u16,
    /// From the top, 0 to [`MAP_SIDE`].
    pub y: u16,
}

/// Where the rows of a question went: `rows = set aside + in a theme + unassigned`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Balance {
    /// Rows read.
    pub rows: usize,
    /// Rows set aside, by class, in the order of [`SetAside::ALL`].
    pub set_aside: Vec<(SetAside, usize)>,
    /// Answers analysed.
    pub analysed: usize,
    /// The same with each campaign counted once.
    pub analysed_once: usize,
    /// Of these, in at least one theme.
    pub in_theme: usize,
    /// Of these, in none.
    pub unassigned: usize,
    /// People behind the analysed answers.
    pub respondents: usize,
    /// Different texts among the analysed answers.
    pub distinct_texts: usize,
}

/// How the answers of a question were grouped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Grouping {
    /// Ideas found in the answers.
    pub units: usize,
    /// Different ones among them.
    pub distinct_units: usize,
    /// Number of themes (not sub-themes) aimed at; 0 when the answers were too few to group.
    pub target: usize,
    /// Smallest number of different answers that make a theme.
    pub smallest: usize,
    /// Resolution of the community detection.
    pub resolution: f64,
    /// Answers the themes were found in, drawn evenly, where they are too many to compare
    /// all ideas; every answer is then assigned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<usize>,
    /// How a language model then coded the answers; none when the groups stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingRecord>,
    /// How the answers were coded by themes known beforehand; none when none were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchored: Option<AnchorRecord>,
}

/// A theme with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeResult {
    /// The theme.
    #[serde(flatten)]
    pub theme: Theme,
    /// Answers that hold it.
    pub answers: usize,
    /// The same with each campaign counted once.
    pub answers_once: usize,
    /// Of these, answers whose main theme it is.
    pub main_answers: usize,
    /// People behind these answers.
    pub respondents: usize,
    /// Different texts among these answers.
    pub distinct_texts: usize,
    /// What a model said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<ThemeReading>,
    /// What a person made of it; none while it is still to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Its answers by segment, one table per segment column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<CrossTabulation>,
}

/// Answers that share their wording, with both counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SimilarGroup {
    /// The answers.
    #[serde(flatten)]
    pub answers: SimilarAnswers,
    /// People behind them.
    pub respondents: usize,
    /// Different texts among them.
    pub distinct_texts: usize,
}

/// How the answers of a campaign weigh in the figures of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CampaignWeight {
    /// Each counts; the figure with each campaign counted once stands beside it.
    #[default]
    ShowBoth,
    /// Each counts.
    CountAll,
    /// A campaign counts once.
    CountOnce,
}

/// An analysed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerRecord {
    /// Its id.
    pub id: AnswerId,
    /// Who wrote it.
    pub respondent: String,
    /// Where it stands.
    pub source: SourceCell,
    /// What it says, personal data masked.
    pub text: String,
    /// The text before masking, where it differs and was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Its themes, the main one first.
    pub themes: Vec<ThemeId>,
    /// Its sub-themes, in the order of the themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_themes: Vec<ThemeId>,
    /// Its values for the segment columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
}

/// An answer set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetAsideRecord {
    /// Its id.
    pub id: AnswerId,
    /// Who gave it.
    pub respondent: String,
    /// Where it stands.
    pub source: SourceCell,
    /// Why it is not analysed.
    pub class: SetAside,
    /// What it says, personal data masked.
    pub text: String,
    /// The text before masking, where it differs and was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

#[cfg(test)]
mod schema;
