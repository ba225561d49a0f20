//! What a language model said, as the documents print it, each time with what it rests on.

use serde::Serialize;

use super::LinkView;

/// A model's sentence and the answers it rests on.
#[derive(Serialize)]
pub(in crate::report) struct SentenceView {
    pub text: String,
    pub links: Vec<LinkView>,
}

/// A point of the overview: the sentence is the model's, the figures are ours.
#[derive(Serialize)]
pub(in crate::report) struct OverviewView {
    pub text: String,
    pub themes: Vec<OverviewTheme>,
}

#[derive(Serialize)]
pub(in crate::report) struct OverviewTheme {
    pub link: LinkView,
    pub answers: usize,
}

/// Who wrote a title and what the answers' own phrase was.
#[derive(Serialize)]
pub(in crate::report) struct OriginView {
    pub name: String,
    pub extractive: Option<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct StanceView {
    pub proposition: String,
    pub favour: Vec<LinkView>,
    pub against: Vec<LinkView>,
    pub nuanced: Vec<LinkView>,
    pub read: usize,
}

#[derive(Serialize)]
pub(in crate::report) struct SignalReadingView {
    pub nature: String,
    pub text: SentenceView,
    pub novelty: Option<SentenceView>,
    pub check: Option<String>,
}

/// How a model coded the answers of a question.
#[derive(Serialize)]
pub(in crate::report) struct CodingView {
    pub codes: usize,
    /// Name of the codebook's file; none for the themes found.
    pub codebook: Option<String>,
    pub coded: usize,
    pub kept: usize,
}

/// The model, what it was asked and what became of it.
#[derive(Serialize)]
pub(in crate::report) struct ModelView {
    pub name: String,
    pub host: String,
    pub remote: bool,
    pub prompts: Vec<PromptView>,
    pub tokens_read: u64,
    pub tokens_written: u64,
    /// Theme titles the model wrote, of all.
    pub titles: usize,
    pub themes: usize,
    pub withheld: Vec<LinkView>,
    pub context: Vec<String>,
    /// What its replies cost, in words.
    pub energy: Option<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct PromptView {
    pub name: String,
    pub tasks: usize,
    pub accepted: usize,
    pub repaired: usize,
    /// Replies refused, parts cut, questions without a reply, each with its reason and count.
    pub refused: Vec<(String, usize)>,
    pub cut: Vec<(String, usize)>,
    pub failures: Vec<(String, usize)>,
}
