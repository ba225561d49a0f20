//! The data of a report for other tools: one format a file, no sentence of ours in any.

mod coding;

use super::ReportFile;
use crate::error::Error;
use crate::synthesis::Synthesis;

/// Every file of data, the result itself first.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    Ok(vec![
        ReportFile::new("synthesis.json", json(synthesis)?),
        ReportFile::new("coding.csv", coding::render(synthesis)?),
    ])
}

fn json(synthesis: &Synthesis) -> Result<String, Error> {
    let mut text =
        serde_json::to_string_pretty(synthesis).map_err(|e| Error::Report(e.to_string()))?;
    text.push('\n');
    Ok(text)
}
