//! The data of a report for other tools and for spreadsheets: tables and the result itself,
//! no sentence about what people said that the synthesis does not hold.

mod cells;
mod codebook;
mod codes;
mod coding;
mod themes;
mod workbook;

use super::ReportFile;
use crate::error::Error;
use crate::synthesis::Synthesis;

/// Every file of data, the result itself first.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    Ok(vec![
        ReportFile::new("synthesis.json", json(synthesis)?),
        ReportFile::new("coding.csv", coding::render(synthesis)?),
        ReportFile::new("themes.csv", themes::render(synthesis)?),
        ReportFile::new("codebook.csv", codebook::render(synthesis)?),
        ReportFile::new("coding.xlsx", workbook::render(synthesis)?),
    ])
}

fn json(synthesis: &Synthesis) -> Result<String, Error> {
    let mut text =
        serde_json::to_string_pretty(synthesis).map_err(|e| Error::Report(e.to_string()))?;
    text.push('\n');
    Ok(text)
}
