//! The synthesis in words: what the two documents print, in the order they print it.

mod writer;

use serde::Serialize;

pub(super) use writer::document;

/// A whole document.
#[derive(Serialize)]
pub(in crate::report) struct Document {
    pub lang: &'static str,
    pub version: String,
    pub embedder: String,
    pub seed: u64,
    pub neighbours: usize,
    pub rounds: usize,
    pub percent_from: usize,
    pub mask_below: usize,
    pub files: Vec<FileView>,
    pub rows: usize,
    pub respondents: usize,
    pub identified: bool,
    pub id_column: String,
    pub questions: Vec<QuestionView>,
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
    pub themes: Vec<ThemeView>,
    pub first_page: usize,
    pub segments: Vec<SegmentView>,
    pub unassigned: Vec<AnswerView>,
    pub duplicates: Vec<DuplicateView>,
    pub duplicate_answers: usize,
    pub answers: Vec<AnswerView>,
    pub grouped: bool,
    pub small_base: bool,
}

#[derive(Serialize)]
pub(in crate::report) struct ClassView {
    pub name: String,
    pub count: usize,
    pub answers: Vec<AnswerView>,
}

#[derive(Serialize)]
pub(in crate::report) struct ThemeView {
    pub id: String,
    pub anchor: String,
    pub title: String,
    pub answers: usize,
    pub share: Option<String>,
    pub scale: String,
    pub scale_and_share: String,
    pub bar: usize,
    pub main_answers: usize,
    pub respondents: usize,
    pub distinct_texts: usize,
    pub key_phrases: Vec<String>,
    pub quotes: Vec<QuoteView>,
    pub members: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::report) struct QuoteView {
    pub text: String,
    pub cut_before: bool,
    pub cut_after: bool,
    pub link: LinkView,
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

#[derive(Serialize)]
pub(in crate::report) struct DuplicateView {
    pub text: String,
    pub count: usize,
    pub answers: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::report) struct AnswerView {
    pub link: LinkView,
    pub source: String,
    pub text: String,
    pub themes: Vec<LinkView>,
}
