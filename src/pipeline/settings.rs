//! What a run needs to know besides the table.

use crate::answers::{ColumnMap, ColumnRecord};
use crate::clusters::Granularity;
use crate::language::Language;
use crate::synthesis::{CampaignWeight, MASK_BELOW, Presentation};
use crate::themes::coding::Codebook;
use crate::themes::known::KnownThemes;

/// What a run needs to know besides the table.
#[derive(Clone, Debug)]
pub struct RunSettings {
    /// Which columns play which part.
    pub columns: ColumnMap,
    /// Language of the report; told from the answers when `None`.
    pub language: Option<Language>,
    /// Seed of the grouping.
    pub seed: u64,
    /// How many themes are wanted.
    pub granularity: Granularity,
    /// Group again without some of the answers, to tell how stable each theme is.
    pub stability: bool,
    /// Sheet asked for, for the record.
    pub sheet: Option<String>,
    /// What became of each column, for the record.
    pub ledger: Vec<ColumnRecord>,
    /// How campaigns weigh in the report.
    pub campaigns: CampaignWeight,
    /// Cells of cross tables below this are masked.
    pub mask_below: usize,
    /// Keep the text before masking in the result, for people who work on it.
    pub keep_originals: bool,
    /// What the authority says of itself, for the report.
    pub presentation: Presentation,
    /// Themes known already, by question: new answers join them or found new ones.
    pub known: Vec<KnownThemes>,
    /// An earlier result to compare with; its themes are kept where `known` has none for
    /// the question.
    pub since: Option<Since>,
    /// Have a language model code every answer, by which codes.
    pub assign: Option<AssignTo>,
}

/// An earlier result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Name of its report or file, as a reader is told.
    pub name: String,
    /// Its questions: themes and every analysed answer, as
    /// [`QuestionResult::known`](crate::synthesis::QuestionResult::known) gives them.
    pub questions: Vec<KnownThemes>,
}

/// The codes a language model gives to answers.
#[derive(Clone, Debug)]
pub enum AssignTo {
    /// The themes found.
    Themes,
    /// A codebook of the user's, which then is the list of themes.
    Codebook(Codebook),
}

impl Default for RunSettings {
    fn default() -> RunSettings {
        RunSettings {
            columns: ColumnMap::default(),
            language: None,
            seed: 0,
            granularity: Granularity::default(),
            stability: true,
            sheet: None,
            ledger: Vec::new(),
            campaigns: CampaignWeight::default(),
            mask_below: MASK_BELOW,
            keep_originals: false,
            presentation: Presentation::default(),
            known: Vec::new(),
            since: None,
            assign: None,
        }
    }
}
