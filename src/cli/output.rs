//! The folder of a report: its files, and where the sources are on this machine.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::anyhow;
use serde::{Deserialize, Serialize};

use crate::error::system_reason;
use crate::ingest::SourceFile;
use crate::language::Language;

/// Where the sources of a report stand, from the report's folder. For this machine only:
/// `synthesis.json`, which may be passed on, knows the files by name and fingerprint.
pub(super) const SOURCES: &str = "sources.json";

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
    let probe = folder.join(".cahier-essai");
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
pub(super) fn write(
    folder: &Path,
    name: &str,
    content: &[u8],
    language: Language,
) -> anyhow::Result<()> {
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

/// The content of `sources.json`.
pub(super) fn source_places(
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
fn relative(from: &Path, to: &Path) -> PathBuf {
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
