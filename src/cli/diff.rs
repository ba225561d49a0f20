//! `cahier diff`: what changed between two results.

use std::ffi::OsStr;
use std::path::Path;

use super::arguments::DiffArguments;
use super::{Outcome, output, print};
use crate::language::Language;
use crate::report::{Compared, render_comparison};
use crate::synthesis::Synthesis;
use crate::synthesis::comparison::Comparison;

pub(super) fn run(arguments: &DiffArguments, language: Language) -> anyhow::Result<Outcome> {
    let before = read(&arguments.before, language)?;
    let after = read(&arguments.after, language)?;
    let folder = match &arguments.out {
        Some(folder) => folder.as_path(),
        None => folder_of(&arguments.after),
    };
    output::prepare(folder, language)?;
    let names = [&arguments.before, &arguments.after].map(|path| called(path));
    let names = match names[0] == names[1] {
        true => [&arguments.before, &arguments.after].map(|path| path.display().to_string()),
        false => names,
    };
    let comparison = Comparison::of(&before, &after);
    let drawn = render_comparison(
        &Compared {
            results: [&before, &after],
            names: names.each_ref().map(String::as_str),
            comparison: &comparison,
        },
        arguments.lang.unwrap_or(after.language),
    )?;
    for file in &drawn.files {
        output::write_file(&folder.join(&file.name), &file.bytes, language)?;
    }
    print(&drawn.lines)?;
    print(&format!("\n{}\n", folder.join("diff.html").display()))?;
    Ok(Outcome::Done)
}

/// The folder of a report, given itself or by its `synthesis.json`.
fn folder_of(path: &Path) -> &Path {
    match is_file(path) {
        true => path.parent().unwrap_or(Path::new("")),
        false => path,
    }
}

fn is_file(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("json")) && !path.is_dir()
}

fn read(path: &Path, language: Language) -> anyhow::Result<Synthesis> {
    let synthesis = match is_file(path) {
        true => output::read_synthesis_file(path, language)?,
        false => output::read_synthesis(path, language)?,
    };
    synthesis.check()?;
    Ok(synthesis)
}

/// What a report is called: its folder.
fn called(path: &Path) -> String {
    let folder = folder_of(path);
    let name = folder.file_name().or(path.file_name());
    name.map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
