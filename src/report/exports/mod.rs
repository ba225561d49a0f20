//! The data of a report for other tools and for spreadsheets: tables and the result itself,
//! no sentence about what people said that the synthesis does not hold.

mod cells;
mod codebook;
mod codes;
mod coding;
mod iramuteq;
mod names;
mod refi;
pub(crate) mod review;
mod themes;
mod workbook;

pub(super) use cells::Csv;
pub(super) use workbook::control;

use std::borrow::Cow;

use rayon::prelude::*;

use super::{REVIEW, ReportFile};
use crate::error::Error;
use crate::synthesis::{MASK_BELOW_PUBLISHED, Synthesis};

type Renderer = fn(&Synthesis) -> Result<Vec<ReportFile>, Error>;

/// The formats, the result itself first; those that take long stand apart.
const RENDERERS: [Renderer; 6] = [
    tables,
    |synthesis| {
        let bytes = workbook::render(synthesis)?;
        Ok(vec![ReportFile::new("coding.xlsx", bytes)])
    },
    |synthesis| {
        let bytes = review::render(synthesis)?;
        Ok(vec![ReportFile::new(REVIEW, bytes)])
    },
    |synthesis| refi::files(&disclosed(synthesis)),
    |synthesis| iramuteq::files(&disclosed(synthesis)),
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

/// The result as tools that count may have it: in a report to be published no answer has
/// its segments, or counting would give back what is masked. Cost: a copy of the result then.
fn disclosed(synthesis: &Synthesis) -> Cow<'_, Synthesis> {
    if synthesis.provenance.mask_below < MASK_BELOW_PUBLISHED {
        return Cow::Borrowed(synthesis);
    }
    let mut bare = synthesis.clone();
    for question in &mut bare.questions {
        question.segments.clear();
        question.answers.iter_mut().for_each(|a| a.segments.clear());
    }
    Cow::Owned(bare)
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
