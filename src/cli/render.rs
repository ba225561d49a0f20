//! `cahier render`: the documents of a report, drawn again from its data.

use super::arguments::RenderArguments;
use super::{Outcome, output, print};
use crate::language::Language;
use crate::report;

pub(super) fn run(arguments: &RenderArguments, language: Language) -> anyhow::Result<Outcome> {
    let synthesis = output::read_synthesis(&arguments.report, language)?;
    let folder = arguments.out.as_ref().unwrap_or(&arguments.report);
    output::prepare(folder, language)?;
    output::write_report(folder, &report::render_all(&synthesis)?, language)?;
    print(&format!("{}\n", folder.join("report.html").display()))?;
    Ok(Outcome::Done)
}
