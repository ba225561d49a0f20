//! The one result: everything a report shows and everything needed to prove it.
//!
//! A [`Synthesis`] is plain data, saved as `synthesis.json` and rendered from it alone.
//! [`Synthesis::check`] makes every total add up and every quote verbatim, or names the
//! first differences; nothing is rendered before it passes.

mod assemble;
mod check;
mod crosstab;

use serde::{Deserialize, Serialize};

pub use check::{Checked, Difference};
pub use crosstab::{CrossTabulation, MASK_BELOW, SegmentBase, mask};

use crate::answers::{AnswerId, DuplicateGroup, Question, SetAside};
use crate::ingest::SourceFile;
use crate::language::Language;
use crate::source::SourceCell;
use crate::themes::{Theme, ThemeId};
use crate::words::single_spaced;

/// Version of the data layout; a reader refuses another one.
pub const SCHEMA: &str = "cahier/synthesis/1";

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Synthesis {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// How it was made.
    pub provenance: Provenance,
    /// Language of the report.
    pub language: Language,
    /// Files read.
    pub files: Vec<SourceFile>,
    /// Rows read in all files.
    pub rows: usize,
    /// Different people: by id where there is one, else one per row.
    pub respondents: usize,
    /// True when an id column tells people apart.
    pub identified: bool,
    /// Question by question.
    pub questions: Vec<QuestionResult>,
}

/// How a result was made, so that it can be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The segment columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segment_columns: Vec<UsedColumn>,
    /// Nearest neighbours of each idea in the graph.
    pub neighbours: usize,
    /// Rounds that refine the groups.
    pub rounds: usize,
    /// Sheet asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// A column that was used, so that it can be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedColumn {
    /// Its title.
    pub title: String,
    /// Its letters in the first file that has it.
    pub column: String,
}

/// A question and what was made of its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Themes, the largest first.
    pub themes: Vec<ThemeResult>,
    /// Analysed answers near no theme.
    pub unassigned: Vec<AnswerId>,
    /// Identical answers.
    pub duplicates: Vec<DuplicateGroup>,
    /// Analysed answers, in input order.
    pub answers: Vec<AnswerRecord>,
    /// Answers set aside, in input order.
    pub set_aside: Vec<SetAsideRecord>,
}

/// Where the rows of a question went: `rows = set aside + in a theme + unassigned`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Rows read.
    pub rows: usize,
    /// Rows set aside, by class, in the order of [`SetAside::ALL`].
    pub set_aside: Vec<(SetAside, usize)>,
    /// Answers analysed.
    pub analysed: usize,
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
pub struct Grouping {
    /// Ideas found in the answers.
    pub units: usize,
    /// Different ones among them.
    pub distinct_units: usize,
    /// Number of themes aimed at; 0 when the answers were too few to group.
    pub target: usize,
    /// Smallest number of different answers that make a theme.
    pub smallest: usize,
    /// Resolution of the community detection.
    pub resolution: f64,
}

/// A theme with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeResult {
    /// The theme.
    #[serde(flatten)]
    pub theme: Theme,
    /// Answers that hold it.
    pub answers: usize,
    /// Of these, answers whose main theme it is.
    pub main_answers: usize,
    /// People behind these answers.
    pub respondents: usize,
    /// Different texts among these answers.
    pub distinct_texts: usize,
    /// Its answers by segment, one table per segment column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<CrossTabulation>,
}

/// An analysed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRecord {
    /// Its id.
    pub id: AnswerId,
    /// Who wrote it.
    pub respondent: String,
    /// Where it stands.
    pub source: SourceCell,
    /// Its text, as it stands there.
    pub text: String,
    /// Its themes, the main one first.
    pub themes: Vec<ThemeId>,
    /// Its values for the segment columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
}

/// An answer set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAsideRecord {
    /// Its id.
    pub id: AnswerId,
    /// Who gave it.
    pub respondent: String,
    /// Where it stands.
    pub source: SourceCell,
    /// Why it is not analysed.
    pub class: SetAside,
    /// Its text, as it stands there.
    pub text: String,
}

/// Number of different texts, white space aside.
pub fn distinct_texts<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .map(single_spaced)
        .collect::<std::collections::HashSet<String>>()
        .len()
}
