//! The pictures of a question, ready to be put in a page.

use serde::Serialize;

/// HTML with inline SVG, escaped already: see `crate::report::pictures`.
#[derive(Serialize)]
pub(in crate::report) struct PicturesView {
    /// From the rows received to the answers in themes.
    pub flow: String,
    /// Themes by family; none without themes.
    pub bars: Option<String>,
    /// Where answers stand; none where they are too few to group.
    pub map: Option<String>,
    /// One table per segment, in their order.
    pub heat: Vec<String>,
    /// What is wanted and refused; none without debates.
    pub facing: Option<String>,
}
