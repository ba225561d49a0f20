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

use super::ReportFile;
use crate::error::Error;
use crate::synthesis::Synthesis;

/// Every file of data, the result itself first.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    let mut files = vec![
        ReportFile::new("synthesis.json", json(synthesis)?),
        ReportFile::new("coding.csv", coding::render(synthesis)?),
        ReportFile::new("themes.csv", themes::render(synthesis)?),
        ReportFile::new("codebook.csv", codebook::render(synthesis)?),
        ReportFile::new("coding.xlsx", workbook::render(synthesis)?),
    ];
    files.extend(refi::files(synthesis)?);
    files.extend(iramuteq::files(synthesis)?);
    Ok(files)
}

fn json(synthesis: &Synthesis) -> Result<String, Error> {
    let mut text =
        serde_json::to_string_pretty(synthesis).map_err(|e| Error::Report(e.to_string()))?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// A sample whose first question has this many answers, all different.
    fn grown(most: usize) -> Synthesis {
        let text = include_str!("../../../reports/mobilite/synthesis.json");
        let mut synthesis: Synthesis = serde_json::from_str(text).expect("sample");
        synthesis.questions.truncate(1);
        let question = &mut synthesis.questions[0];
        let sample = question.answers.clone();
        question.answers = (0..most)
            .map(|index| {
                let mut answer = sample[index % sample.len()].clone();
                answer.id.0 = format!("R-{index:07}");
                answer.text = format!("{} ({index})", answer.text);
                answer
            })
            .collect();
        synthesis
    }

    /// Tells how long each file takes: `cargo test --release --lib exports -- --ignored
    /// --nocapture`.
    #[test]
    #[ignore = "a measure, not a check"]
    #[allow(clippy::print_stderr)]
    fn how_long_a_hundred_thousand_answers_take() {
        let synthesis = grown(100_000);
        let time = |name: &str, render: &dyn Fn() -> Result<usize, Error>| {
            let start = Instant::now();
            let size = render().expect(name);
            let seconds = start.elapsed().as_secs_f64();
            eprintln!("{name}: {size} bytes, {seconds:.2} s");
        };
        time("synthesis.json", &|| Ok(json(&synthesis)?.len()));
        time("coding.csv", &|| Ok(coding::render(&synthesis)?.len()));
        time("themes.csv", &|| Ok(themes::render(&synthesis)?.len()));
        time("codebook.csv", &|| Ok(codebook::render(&synthesis)?.len()));
        time("coding.xlsx", &|| Ok(workbook::render(&synthesis)?.len()));
    }
}
