//! The synthesis in words: what the two documents print, in the order they print it.

mod adaptations;
mod agreement;
mod changes;
mod comparison;
mod essential;
mod findings;
mod levels;
mod pictures;
mod readings;
mod status;
mod writer;

use serde::Serialize;

use super::paging::PageLink;

pub(super) use adaptations::AdaptationView;
pub(super) use agreement::{AgreementView, agreement};
use changes::EvolutionView;
pub(super) use changes::{Teller, change_key};
pub(super) use comparison::{ComparisonView, Sides};
use essential::*;
use findings::*;
pub(super) use findings::{LeadView, PassageView};
use levels::*;
pub(super) use pictures::PicturesView;
use readings::*;
use status::StateView;
pub(super) use status::StatusView;
pub(super) use writer::{answer_anchor, day, found, map_alone};
pub(super) use writer::{class_key, document, family_key, is_withheld, versions};

/// A whole document.
#[derive(Serialize)]
pub(in crate::report) struct Document {
    pub lang: &'static str,
    /// Draft or validated.
    pub state: StateView,
    pub presentation: PresentationView,
    pub version: String,
    pub embedder: String,
    pub seed: u64,
    pub neighbours: usize,
    pub rounds: usize,
    pub percent_from: usize,
    pub mask_below: usize,
    pub files: Vec<FileView>,
    pub rows: usize,
    pub rows_aside: Vec<RowClassView>,
    pub rows_aside_total: usize,
    pub respondents: usize,
    pub identified: bool,
    pub id_column: String,
    /// Title of the column that tells people apart, where it is not the id.
    pub respondent_column: Option<String>,
    pub dropped: Vec<String>,
    pub unused: Vec<String>,
    pub markup: usize,
    pub masking: Vec<RowClassView>,
    pub masked_answers: usize,
    pub officials: usize,
    pub repeated_ids: usize,
    /// Alerts of all questions, by severity.
    pub alerts: Vec<AlertsView>,
    /// Those a person dismissed aside.
    pub alert_count: usize,
    /// Answers analysed, of all questions.
    pub analysed: usize,
    /// What the first page says of each question.
    pub essential: Vec<EssentialView>,
    /// Oppositions of the first page.
    pub first_debates: Vec<FirstView>,
    /// Weak signals of the first page.
    pub first_signals: Vec<FirstView>,
    /// The language model that was asked.
    pub model: Option<ModelView>,
    /// Whether any question has debates or contradictions, weak signals, proposals.
    pub debated: bool,
    pub signalled: bool,
    pub led: bool,
    /// Questions with themes that the first page has no room for.
    pub other_questions: usize,
    /// True when the answers are in pages of their own.
    pub paged: bool,
    /// True when there is a version in plain language.
    pub simplified: bool,
    /// What people who coded a control sample found.
    pub agreement: Option<AgreementView>,
    pub questions: Vec<QuestionView>,
}

/// Something of a question that the first page points at: places in the lists.
#[derive(Serialize)]
pub(in crate::report) struct FirstView {
    pub question: usize,
    pub place: usize,
}

/// Rows set aside as a whole, in one class.
#[derive(Serialize)]
pub(in crate::report) struct RowClassView {
    pub name: String,
    pub count: usize,
}

#[derive(Serialize)]
pub(in crate::report) struct FileView {
    pub name: String,
    pub details: String,
    pub rows: usize,
    pub sha256: String,
    pub notices: Vec<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct QuestionView {
    pub id: String,
    pub anchor: String,
    pub text: String,
    pub language: &'static str,
    pub rows: usize,
    pub analysed: usize,
    pub in_theme: usize,
    pub respondents: usize,
    pub distinct_texts: usize,
    pub set_aside: Vec<ClassView>,
    pub set_aside_total: usize,
    /// How a model coded the answers, in words.
    pub coding: Option<CodingView>,
    /// What a model says of the question as a whole.
    pub overview: Vec<OverviewView>,
    pub themes: Vec<ThemeView>,
    /// Which themes stand together in the table.
    pub families: Vec<FamilyView>,
    pub findings: FindingsView,
    pub pictures: PicturesView,
    pub segments: Vec<SegmentView>,
    pub unassigned: Vec<AnswerView>,
    pub unassigned_count: usize,
    /// Pages of these, where they are not printed here.
    pub unassigned_pages: Vec<PageLink>,
    /// The same under headings; one without where no two answers are near.
    pub unassigned_groups: Vec<UnassignedView>,
    /// Answers the shares are of: all of them, or each campaign once.
    pub base: usize,
    /// The other count, where campaigns make a difference and both are shown.
    pub base_beside: Option<String>,
    pub campaigns: Vec<SimilarView>,
    /// Groups of each kind, those that are not printed here among them.
    pub campaign_count: usize,
    pub near_count: usize,
    pub exact_count: usize,
    pub campaign_answers: usize,
    pub near: Vec<SimilarView>,
    pub exact: Vec<SimilarView>,
    /// Pages of all of them, where some are not printed here.
    pub similar_pages: Vec<PageLink>,
    pub answers: Vec<AnswerView>,
    /// How its themes moved since an earlier result.
    pub evolution: Option<EvolutionView>,
    pub grouped: bool,
    pub small_base: bool,
}

/// Places, in the list of answers in no theme, of some near each other.
#[derive(Serialize)]
pub(in crate::report) struct UnassignedView {
    pub heading: Option<String>,
    pub count: usize,
    pub places: Vec<usize>,
}

#[derive(Serialize)]
pub(in crate::report) struct ClassView {
    pub name: String,
    pub count: usize,
    /// Texts that are not printed.
    pub withheld: bool,
    pub answers: Vec<AnswerView>,
    /// Pages of these, where they are not printed here.
    pub pages: Vec<PageLink>,
}

#[derive(Serialize)]
pub(in crate::report) struct ThemeView {
    pub id: String,
    pub anchor: String,
    pub title: String,
    /// Who wrote the title, where it is not taken from the answers.
    pub origin: Option<OriginView>,
    /// What a person made of it.
    pub status: Option<StatusView>,
    /// What a model says its answers have in common.
    pub summary: Vec<SentenceView>,
    pub stance: Option<StanceView>,
    /// The figure that is ranked and shown: see `QuestionView::base`.
    pub answers: usize,
    /// The other count, where campaigns make a difference and both are shown.
    pub beside: Option<String>,
    /// Every answer, where each campaign counts once and that makes a difference.
    pub all: Option<usize>,
    pub share: Option<String>,
    pub scale: String,
    pub scale_and_share: String,
    pub bar: usize,
    pub main_answers: usize,
    pub respondents: usize,
    pub distinct_texts: usize,
    pub key_phrases: Vec<String>,
    /// Per cent of its answers it keeps when some are left out.
    pub stability: Option<String>,
    /// That is under half.
    pub fragile: bool,
    pub quotes: Vec<QuoteView>,
    /// One that takes little room.
    pub short_quote: Option<QuoteView>,
    pub members: Vec<LinkView>,
    pub member_count: usize,
    /// Pages of these, where they are not printed here.
    pub pages: Vec<PageLink>,
    pub sub_themes: Vec<SubThemeView>,
    pub debates: Vec<DebateNote>,
}

#[derive(Clone, Serialize)]
pub(in crate::report) struct QuoteView {
    pub text: String,
    pub cut_before: bool,
    pub cut_after: bool,
    pub link: LinkView,
    /// `Quartier : Gare`, when enough people share it.
    pub segment: Option<String>,
    /// The same in plain words, by a model.
    pub plain: Option<String>,
}

#[derive(Clone, Serialize)]
pub(in crate::report) struct LinkView {
    pub name: String,
    pub anchor: String,
}

#[derive(Serialize)]
pub(in crate::report) struct SegmentView {
    pub title: String,
    pub values: Vec<SegmentValue>,
    pub rows: Vec<SegmentRow>,
}

#[derive(Serialize)]
pub(in crate::report) struct SegmentValue {
    pub name: String,
    pub base: String,
}

#[derive(Serialize)]
pub(in crate::report) struct SegmentRow {
    pub title: String,
    pub anchor: String,
    pub cells: Vec<String>,
    pub total: usize,
}

/// Answers that share their wording.
#[derive(Clone, Serialize)]
pub(in crate::report) struct SimilarView {
    pub text: String,
    pub model: LinkView,
    pub count: usize,
    pub respondents: usize,
    pub distinct_texts: usize,
    pub answers: Vec<VariantView>,
    /// Answers of it that are not named here.
    pub more: usize,
}

#[derive(Clone, Serialize)]
pub(in crate::report) struct VariantView {
    pub link: LinkView,
    pub variant: String,
}

#[derive(Clone, Serialize)]
pub(in crate::report) struct AnswerView {
    pub link: LinkView,
    pub source: String,
    pub text: String,
    pub themes: Vec<LinkView>,
    /// Value of the first segment, where no masked figure could be worked out from it.
    pub segment: Option<String>,
}
