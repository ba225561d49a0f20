//! Drawing a [`Synthesis`]: one renderer per format, escaping at the edge.
//!
//! Nothing is counted here: a count that is not in the synthesis is not in a report
//! (percentages and words are derived from counts by the printed rules).
//! `exports` gives the data as they are, for other tools; the documents share one view in
//! words.

mod documents;
mod docx;
mod exports;
mod paging;
mod pictures;
mod view;
mod wording;

pub(crate) use exports::review as review_workbook;

use crate::error::Error;
use crate::synthesis::Synthesis;

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
