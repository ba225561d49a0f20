//! Drawing a [`Synthesis`]: one renderer per format, escaping at the edge.
//!
//! Nothing is counted here: a count that is not in the synthesis is not in a report
//! (percentages and words are derived from counts by the printed rules).
//! `exports` gives the data as they are, for other tools; the documents share one view in
//! words.

mod comparison;
mod documents;
mod docx;
mod exports;
mod paging;
mod pictures;
pub(crate) mod studio;
mod view;
mod wording;

pub use comparison::{Compared, Drawn, render_comparison};
pub(crate) use exports::review as review_workbook;

use crate::error::Error;
use crate::language::Language;
use crate::synthesis::{Agreement, ControlSample, Synthesis};

/// The one file of a report that people write in.
pub const REVIEW: &str = "review.xlsx";

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// Its path in the report's folder, `/` between the parts.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl ReportFile {
    pub(in crate::report) fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> ReportFile {
        ReportFile {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// The files of a report, in the order they are written; the same synthesis gives the same
/// bytes.
///
/// Fails when the synthesis does not hold together. Cost: linear in its size.
pub fn render_all(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    synthesis.check()?;
    let (data, documents) =
        rayon::join(|| exports::files(synthesis), || documents::files(synthesis));
    let mut files = data?;
    files.extend(documents?);
    Ok(files)
}

/// The workbook in which people code a control sample by hand; the same sample gives the
/// same bytes. Cost: linear in the answers drawn.
pub fn control_workbook(synthesis: &Synthesis, sample: &ControlSample) -> Result<Vec<u8>, Error> {
    exports::control(synthesis, sample)
}

/// What a check by people found, in lines for a terminal.
pub fn agreement_lines(
    synthesis: &Synthesis,
    agreement: &Agreement,
    language: Language,
) -> Result<String, Error> {
    let words = wording::catalogue(language)?;
    let Some(view) = view::agreement(synthesis, agreement, &words, language) else {
        return Ok(String::new());
    };
    let mut lines = Vec::new();
    for pair in view.pairs {
        lines.push(pair.title);
        let said = std::iter::once(pair.base)
            .chain(pair.figures)
            .chain(pair.notes);
        lines.extend(said.map(|line| format!("  {line}")));
    }
    Ok(lines.join("\n"))
}
