//! Drawing a [`Synthesis`]: one renderer per format, escaping at the edge.
//!
//! Nothing is counted here: a count that is not in the synthesis is not in a report
//! (percentages and words are derived from counts by the printed rules).
//! The data files give it as it is; the two documents share one view in words.

mod coding;
mod documents;
mod view;
mod wording;

use crate::error::Error;
use crate::synthesis::Synthesis;

/// The files of a report: name and bytes, in the order they are written.
///
/// Fails when the synthesis does not hold together. Cost: linear in its size.
pub fn render_all(synthesis: &Synthesis) -> Result<Vec<(String, String)>, Error> {
    synthesis.check()?;
    let documents = documents::Documents::new(synthesis)?;
    let mut files = vec![
        ("synthesis.json".to_owned(), json(synthesis)?),
        ("coding.csv".to_owned(), coding::render(synthesis)?),
        ("report.md".to_owned(), documents.render("report.md")?),
        ("report.html".to_owned(), documents.render("report.html")?),
    ];
    files.extend(documents.adaptations()?);
    Ok(files)
}

fn json(synthesis: &Synthesis) -> Result<String, Error> {
    let mut text =
        serde_json::to_string_pretty(synthesis).map_err(|e| Error::Report(e.to_string()))?;
    text.push('\n');
    Ok(text)
}
