//! The first page: what it shows of each question, and who consulted about what.

use serde::Serialize;

/// What the first page says of a question: places in its list of themes.
#[derive(Serialize)]
pub(in crate::report) struct EssentialView {
    pub question: usize,
    pub themes: Vec<usize>,
}

/// The authority's own words; what is missing is left to be filled in.
#[derive(Serialize)]
pub(in crate::report) struct PresentationView {
    pub title: String,
    pub authority: Option<String>,
    /// A `data:` address.
    pub logo: Option<String>,
    pub main_colour: Option<String>,
    pub second_colour: Option<String>,
    pub purpose: Option<String>,
    pub period: Option<String>,
    pub channels: Option<String>,
    pub next_steps: Option<String>,
}
