//! The folder of a report: its files, and where the sources are on this machine.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};

use super::project::{self, FileRecord};
use crate::error::system_reason;
use crate::ingest::SourceFile;
use crate::language::Language;
use crate::report::ReportFile;
use crate::synthesis::{SCHEMA, Synthesis};

/// Where the sources of a report stand, from the report's folder. For this machine only:
/// `synthesis.json`, which may be passed on, knows the files by name and fingerprint.
pub(super) const SOURCES: &str = "sources.json";

/// The result itself: all other files are drawn from it.
pub(super) const DATA: &str = "synthesis.json";

/// How far people and machine agree on a control sample.
pub(super) const AGREEMENT: &str = "agreement.json";

/// A source file and its place.
#[derive(Serialize, Deserialize)]
pub(super) struct SourcePlace {
    /// Its name in the synthesis.
    pub name: String,
    /// Its path from the report's folder.
    pub path: PathBuf,
}

/// Makes the folder and makes sure that it can be written to, before the long work.
pub(super) fn prepare(folder: &Path, language: Language) -> anyhow::Result<()> {
    // Its own name: another run may be trying the same folder.
    let probe = folder.join(format!(".cahier-essai-{}", std::process::id()));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&probe, b""))
        .and_then(|()| fs::remove_file(&probe))
        .map_err(|error| {
            let folder = folder.display();
            let reason = system_reason(&error, language);
            anyhow!(language.choose(
                format!(
                    "impossible d'écrire dans « {folder} » : {reason}.\nChoisissez un autre dossier avec --out."
                ),
                format!("cannot write to \"{folder}\": {reason}.\nChoose another folder with --out."),
            ))
        })
}

/// Writes a file whole or not at all; makes the folders of its name.
fn write(folder: &Path, name: &str, content: &[u8], language: Language) -> anyhow::Result<()> {
    let target = folder.join(name);
    let mut draft = target.clone().into_os_string();
    draft.push(".tmp");
    let parent = target.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&draft, content))
        .and_then(|()| fs::rename(&draft, &target))
        .map_err(|error| {
            let (target, reason) = (target.display(), system_reason(&error, language));
            anyhow!(language.choose(
                format!(
                    "« {target} » n'a pas pu être écrit : {reason}.\nLibérez la place ou choisissez un autre dossier avec --out."
                ),
                format!(
                    "\"{target}\" could not be written: {reason}.\nFree the place or choose another folder with --out."
                ),
            ))
        })
}

/// Writes one file where it was asked for, whole or not at all.
pub(super) fn write_file(path: &Path, content: &[u8], language: Language) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write(
        path.parent().unwrap_or(Path::new("")),
        &name,
        content,
        language,
    )
}

/// The result that a report was drawn from.
pub(super) fn read_synthesis(folder: &Path, language: Language) -> anyhow::Result<Synthesis> {
    read_synthesis_file(&folder.join(DATA), language)
}

/// The same from the file itself.
pub(super) fn read_synthesis_file(path: &Path, language: Language) -> anyhow::Result<Synthesis> {
    let text = fs::read_to_string(path).map_err(|error| {
        let (path, reason) = (path.display(), system_reason(&error, language));
        anyhow!(language.choose(
            format!(
                "« {path} » ne peut pas être lu : {reason}.\nDonnez le dossier d'un rapport, celui que cahier run a écrit."
            ),
            format!(
                "\"{path}\" cannot be read: {reason}.\nGive the folder of a report, the one that cahier run wrote."
            ),
        ))
    })?;
    serde_json::from_str(&text).with_context(|| {
        language.choose(
            format!("« {} » n'est pas au format {SCHEMA}", path.display()),
            format!("\"{}\" is not in the layout {SCHEMA}", path.display()),
        )
    })
}

/// The result of a report, named by its folder or by itself.
pub(super) fn data_of(report: &Path) -> PathBuf {
    match report.is_dir() {
        true => report.join(DATA),
        false => report.to_owned(),
    }
}

/// The files of a report by their fingerprints.
pub(super) fn records(files: &[ReportFile]) -> Vec<FileRecord> {
    let record = |file: &ReportFile| FileRecord {
        name: file.name.clone(),
        sha256: project::fingerprint_of(&file.bytes),
    };
    files.iter().map(record).collect()
}

/// Writes the files of a report, and takes away what an earlier one left that this one has
/// not: figures of two runs must not stand side by side.
pub(super) fn write_report(
    folder: &Path,
    files: &[ReportFile],
    language: Language,
) -> anyhow::Result<()> {
    for file in files {
        write(folder, &file.name, &file.bytes, language)?;
    }
    for (inside, prefix) in [("", ""), ("answers", "answers/")] {
        let Ok(entries) = fs::read_dir(folder.join(inside)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if may_be_left_over(&name) && !files.iter().any(|file| file.name == name) {
                // What cannot be taken away is only an old page.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    Ok(())
}

/// True for a name that only reports have, and not every one.
fn may_be_left_over(name: &str) -> bool {
    if let Some(page) = name.strip_prefix("answers/") {
        let kinds = ["-t", "-none-", "-aside", "-similar-"];
        let numbered = page.strip_suffix(".html").and_then(|p| p.rsplit_once('-'));
        let numbered = numbered.is_some_and(|(_, n)| n.parse::<usize>().is_ok());
        let question = page.strip_prefix('q').unwrap_or_default();
        let question = question.starts_with(|c: char| c.is_ascii_digit());
        return numbered && question && kinds.iter().any(|kind| page.contains(kind));
    }
    let version = name.starts_with("adaptation-");
    (version && (name.ends_with(".html") || name.ends_with(".md")))
        || (name.starts_with("iramuteq-q") && name.ends_with(".txt"))
}

/// Notes where the sources are.
pub(super) fn write_places(
    folder: &Path,
    inputs: &[PathBuf],
    files: &[SourceFile],
    language: Language,
) -> anyhow::Result<()> {
    let places = source_places(folder, inputs, files)?;
    write(folder, SOURCES, places.as_bytes(), language)
}

/// The content of `sources.json`.
fn source_places(
    folder: &Path,
    inputs: &[PathBuf],
    files: &[SourceFile],
) -> anyhow::Result<String> {
    let from = fs::canonicalize(folder)?;
    let places = inputs
        .iter()
        .zip(files)
        .map(|(input, file)| {
            Ok(SourcePlace {
                name: file.name.clone(),
                path: relative(&from, &fs::canonicalize(input)?),
            })
        })
        .collect::<anyhow::Result<Vec<SourcePlace>>>()?;
    Ok(serde_json::to_string_pretty(&places)? + "\n")
}

/// `to` as seen from the folder `from`; both absolute.
pub(super) fn relative(from: &Path, to: &Path) -> PathBuf {
    let (a, b): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let shared = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    if shared == 0 {
        return to.to_path_buf();
    }
    let mut path: PathBuf = a[shared..].iter().map(|_| Component::ParentDir).collect();
    path.extend(&b[shared..]);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_the_report() {
        assert_eq!(
            relative(Path::new("/a/reports/x"), Path::new("/a/data/x.csv")),
            Path::new("../../data/x.csv")
        );
    }
}
