//! A version for a public, as its two documents print it.

use serde::Serialize;

use super::LinkView;

/// One version of the result.
#[derive(Serialize)]
pub(in crate::report) struct AdaptationView {
    /// `adaptation-elus-page`, without the ending.
    #[serde(skip)]
    pub name: String,
    pub lang: &'static str,
    pub version: String,
    pub files: String,
    pub heading: String,
    /// What kind of version it is, for plain language.
    pub label: Option<String>,
    /// Who wrote the sentences.
    pub origin: String,
    /// Some sentences are a model's and some are not: these are marked.
    pub mixed: bool,
    pub support: &'static str,
    /// Plain language: words instead of figures, larger type.
    pub plain: bool,
    pub parts: Vec<PartView>,
    pub to_reread: Vec<RereadView>,
}

/// One question.
#[derive(Serialize)]
pub(in crate::report) struct PartView {
    pub question: String,
    /// Language of its answers, where it is another than the report's.
    pub foreign: Option<&'static str>,
    pub anchor: String,
    pub base: String,
    pub points: Vec<PointView>,
    /// Themes of the question that are not told.
    pub left: usize,
    /// What divides, for officials and the press.
    pub debates: Vec<DivideView>,
}

/// A sentence, and what the figures say of its themes.
#[derive(Serialize)]
pub(in crate::report) struct PointView {
    /// The title of the theme, where the sentence begins with it: linked there, and not
    /// told again with the figures.
    pub lead: Option<LinkView>,
    /// The sentence, or the rest of it.
    pub text: String,
    pub by_rule: bool,
    pub figures: Vec<FigureView>,
}

#[derive(Serialize)]
pub(in crate::report) struct FigureView {
    pub link: LinkView,
    /// How many answers, in figures or in words.
    pub count: String,
}

#[derive(Serialize)]
pub(in crate::report) struct DivideView {
    pub link: LinkView,
    pub counts: String,
}

#[derive(Serialize)]
pub(in crate::report) struct RereadView {
    pub rule: String,
    pub sentence: String,
}
