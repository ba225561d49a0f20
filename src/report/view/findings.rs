//! What the answers say besides themes, as the documents print it.

use serde::Serialize;

use super::{LinkView, QuoteView, SentenceView, SignalReadingView, StatusView};

/// A passage that a finding rests on: quoted, or named alone where a personal datum is
/// masked in it.
#[derive(Serialize)]
pub(in crate::report) struct PassageView {
    pub quote: Option<QuoteView>,
    pub link: LinkView,
}

/// Alerts of one severity, over all questions.
#[derive(Serialize)]
pub(in crate::report) struct AlertsView {
    pub severity: String,
    pub alerts: Vec<AlertView>,
}

#[derive(Serialize)]
pub(in crate::report) struct AlertView {
    pub family: String,
    /// The question: `Q1`.
    pub question: LinkView,
    pub language: &'static str,
    pub passage: PassageView,
    /// What makes it concrete, in words; empty where nothing does but the words used.
    pub concrete: String,
    pub status: Option<StatusView>,
}

#[derive(Serialize)]
pub(in crate::report) struct SignalView {
    pub anchor: String,
    pub passages: Vec<PassageView>,
    /// A passage that takes little room.
    pub short: Option<QuoteView>,
    pub why: String,
    pub theme: Option<LinkView>,
    /// What a model reads in it.
    pub reading: Option<SignalReadingView>,
    pub status: Option<StatusView>,
}

/// A thing people want and refuse; counts are answers.
#[derive(Serialize)]
pub(in crate::report) struct DebateView {
    pub anchor: String,
    pub object: String,
    pub favour: usize,
    pub against: usize,
    pub favour_quotes: Vec<PassageView>,
    pub against_quotes: Vec<PassageView>,
    pub theme: Option<LinkView>,
    /// The theme of those for it and the theme of those against it, where they differ.
    pub between: Option<(LinkView, LinkView)>,
    /// What pulls apart, in a model's words.
    pub sentence: Option<SentenceView>,
}

/// Two themes between which several debates stand.
#[derive(Serialize)]
pub(in crate::report) struct ThemesApartView {
    pub themes: (LinkView, LinkView),
    pub debates: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::report) struct ContradictionView {
    pub closed_question: String,
    pub closed_answer: String,
    pub passage: PassageView,
}

#[derive(Serialize)]
pub(in crate::report) struct LeadView {
    pub rank: usize,
    pub passage: PassageView,
    pub people: usize,
    /// Its answers, where they are more: copies of a letter.
    pub answers: Option<usize>,
    pub segments: usize,
    pub precision: String,
    pub urgent: bool,
    pub references: Vec<LinkView>,
    pub status: Option<StatusView>,
}

/// What a question's answers hold besides themes.
#[derive(Serialize)]
pub(in crate::report) struct FindingsView {
    pub debates: Vec<DebateView>,
    pub themes_apart: Vec<ThemesApartView>,
    pub contradictions: Vec<ContradictionView>,
    pub signals: Vec<SignalView>,
    /// Leads of two people or more.
    pub leads: Vec<LeadView>,
    /// The leads that follow them, as far as the result holds them.
    pub other_leads: Vec<LeadView>,
    /// Leads of two people or more, those in the table among them.
    pub leads_shared: usize,
    /// Proposals in no lead of the table.
    pub proposals_left: usize,
    /// Proposals found in the answers.
    pub proposals: usize,
    /// Answers in which debates and leads were looked for, when not all.
    pub drawn: Option<usize>,
}
