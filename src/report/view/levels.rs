//! The levels around themes, as the documents print them.

use serde::Serialize;

use super::LinkView;

/// Themes that stand together in the table: a family, or all where there are none.
#[derive(Serialize)]
pub(in crate::report) struct FamilyView {
    /// None where the question has no families.
    pub title: Option<String>,
    /// True when a model wrote the title.
    pub by_model: bool,
    /// Answers that carry one of its themes.
    pub answers: usize,
    /// Places of its themes in the question's list.
    pub themes: Vec<usize>,
}

#[derive(Serialize)]
pub(in crate::report) struct SubThemeView {
    pub title: String,
    pub members: Vec<LinkView>,
    pub count: usize,
}

/// An opposition that stands in a theme.
#[derive(Serialize)]
pub(in crate::report) struct DebateNote {
    pub link: LinkView,
    pub favour: usize,
    pub against: usize,
}
