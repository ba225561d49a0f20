//! The data of a report for other tools and for spreadsheets: tables and the result itself,
//! no sentence about what people said that the synthesis does not hold.

mod cells;
mod codebook;
mod codes;
mod coding;
mod iramuteq;
mod names;
mod refi;
mod themes;
mod workbook;

use rayon::prelude::*;

use super::ReportFile;
use crate::error::Error;
use crate::synthesis::Synthesis;

type Renderer = fn(&Synthesis) -> Result<Vec<ReportFile>, Error>;

/// The formats, the result itself first; those that take long stand apart.
const RENDERERS: [Renderer; 5] = [
    tables,
    |synthesis| {
        let bytes = workbook::render(synthesis)?;
        Ok(vec![ReportFile::new("coding.xlsx", bytes)])
    },
    refi::files,
    iramuteq::files,
    |synthesis| {
        let bytes = coding::render(synthesis)?;
        Ok(vec![ReportFile::new("coding.csv", bytes)])
    },
];

/// Every file of data.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    let rendered: Vec<Vec<ReportFile>> = RENDERERS
        .par_iter()
        .map(|render| render(synthesis))
        .collect::<Result<_, Error>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

fn tables(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    Ok(vec![
        ReportFile::new("synthesis.json", json(synthesis)?),
        ReportFile::new("themes.csv", themes::render(synthesis)?),
        ReportFile::new("codebook.csv", codebook::render(synthesis)?),
    ])
}

fn json(synthesis: &Synthesis) -> Result<String, Error> {
    let mut text =
        serde_json::to_string_pretty(synthesis).map_err(|e| Error::Report(e.to_string()))?;
    text.push('\n');
    Ok(text)
}
