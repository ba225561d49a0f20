//! `cahier verify`: a report proved against its source files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::arguments::VerifyArguments;
use super::output::{SOURCES, SourcePlace};
use super::project::{self, Place};
use super::{Outcome, output, print, say};
use crate::error::Error;
use crate::ingest::{self, Export, Source};
use crate::language::Language;
use crate::report::{self, ReportFile};
use crate::synthesis::Synthesis;
use crate::verification;

/// Differences printed; the rest is counted.
const SHOWN: usize = 10;

pub(super) fn run(arguments: &VerifyArguments, language: Language) -> anyhow::Result<Outcome> {
    let folder = arguments.report.as_path();
    let synthesis = output::read_synthesis(folder, language)?;
    let export = read_sources(folder, &synthesis, &arguments.source, language)?;
    let (checked, inside) = synthesis.differences();
    let (compared, outside) = verification::compare(&synthesis, &export)?;
    let mut differences: Vec<String> = inside.iter().map(|d| d.say(language)).collect();
    differences.extend(outside.iter().map(|d| d.say(language)));
    journal(folder, &mut differences, language)?;
    let mut documents = 0;
    if differences.is_empty() {
        documents = redraw(folder, &synthesis, &mut differences, language)?;
    }
    if differences.is_empty() {
        let (files, totals) = (export.files().len(), checked.counts);
        print(&language.choose(
            format!(
                "Tout concorde : {files} fichier(s) d'origine, {} cellules, {} citations retrouvées à l'octet près, {totals} totaux recomptés, {documents} documents identiques à ce que donnent les données.\n",
                compared.cells, compared.quotes
            ),
            format!(
                "All holds: {files} source file(s), {} cells, {} quotes found byte for byte, {totals} totals counted again, {documents} documents identical to what the data give.\n",
                compared.cells, compared.quotes
            ),
        ))?;
        return Ok(Outcome::Done);
    }
    let count = differences.len();
    let mut text = language.choose(
        format!("{count} différence(s) :\n"),
        format!("{count} difference(s):\n"),
    );
    for difference in differences.iter().take(SHOWN) {
        text += &format!("- {difference}\n");
    }
    if count > SHOWN {
        let rest = count - SHOWN;
        text += &language.choose(
            format!("… et {rest} autres\n"),
            format!("… and {rest} more\n"),
        );
    }
    print(&text)?;
    Ok(Outcome::Differences)
}

/// Follows the journal, where there is one, and compares what it noted last.
fn journal(folder: &Path, differences: &mut Vec<String>, language: Language) -> anyhow::Result<()> {
    let place = Place::of_report(folder);
    let journal = place.journal();
    let Some(chain) = journal.chain()? else {
        return Ok(());
    };
    if let Some(line) = chain.broken {
        differences.push(language.choose(
            format!(
                "le journal est rompu à la ligne {line} : elle a été modifiée, ajoutée ou retirée"
            ),
            format!("the journal is broken at line {line}: it was changed, added or taken out"),
        ));
        return Ok(());
    }
    let (written, decided) = journal.noted(output::DATA);
    let decisions = place.decisions_file();
    for (path, noted) in [(output::data_of(folder), written), (decisions, decided)] {
        let Some(noted) = noted else { continue };
        let bytes = fs::read(&path).unwrap_or_default();
        if project::fingerprint_of(&bytes) != noted {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            differences.push(language.choose(
                format!("{name} n'est pas celui que le journal a noté"),
                format!("{name} is not the one that the journal noted"),
            ));
        }
    }
    Ok(())
}

/// Reads the sources again: where `--source` says, else where `sources.json` says, else
/// beside the report or in the current folder.
fn read_sources(
    folder: &Path,
    synthesis: &Synthesis,
    given: &[PathBuf],
    language: Language,
) -> anyhow::Result<Export> {
    let noted: Vec<SourcePlace> = fs::read_to_string(folder.join(SOURCES))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let mut sources = Vec::new();
    for (index, file) in synthesis.files.iter().enumerate() {
        let mut candidates: Vec<PathBuf> = Vec::new();
        for path in given {
            candidates.push(path.join(&file.name));
            candidates.push(path.clone());
        }
        let note = noted.get(index).filter(|note| note.name == file.name);
        candidates.extend(note.map(|note| folder.join(&note.path)));
        candidates.push(folder.join(&file.name));
        candidates.push(PathBuf::from(&file.name));
        candidates.retain(|path| path.is_file());
        let same = |path: &&PathBuf| {
            ingest::fingerprint(path).is_ok_and(|fingerprint| fingerprint == file.sha256)
        };
        // None has the fingerprint: a file of that name has changed, and that is told.
        let named = |path: &&PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy() == file.name)
        };
        let Some(path) = candidates
            .iter()
            .find(same)
            .or(candidates.iter().find(named))
        else {
            bail!(language.choose(
                format!(
                    "le fichier d'origine « {} » est introuvable.\nDites où il est avec --source.",
                    file.name
                ),
                format!(
                    "the source file \"{}\" cannot be found.\nSay where it is with --source.",
                    file.name
                ),
            ));
        };
        sources.push(Source {
            path: path.clone(),
            sheet: file.sheet.clone(),
            repair: file.repaired,
        });
    }
    Ok(ingest::open_all(&sources).map_err(Error::from)?)
}

/// Draws the report again and compares it with the files in the folder. Another version
/// of cahier may draw otherwise: then the documents are left alone, and that is said.
fn redraw(
    folder: &Path,
    synthesis: &Synthesis,
    differences: &mut Vec<String>,
    language: Language,
) -> anyhow::Result<usize> {
    if synthesis.provenance.version != env!("CARGO_PKG_VERSION") {
        say(language.choose(
            "Rapport d'une autre version de cahier : les documents n'ont pas été comparés aux données.",
            "Report of another version of cahier: the documents were not compared with the data.",
        ));
        return Ok(0);
    }
    let mut same = 0;
    for ReportFile { name, bytes } in report::render_all(synthesis)? {
        match fs::read(folder.join(&name)) {
            Ok(found) if found == bytes => same += 1,
            // People write in it.
            _ if name == report::REVIEW => {}
            Ok(_) => differences.push(language.choose(
                format!("{name} n'est pas ce que donnent les données : il a été modifié"),
                format!("{name} is not what the data give: it was changed"),
            )),
            Err(_) => differences.push(language.choose(
                format!("{name} manque dans le dossier"),
                format!("{name} is missing from the folder"),
            )),
        }
    }
    Ok(same)
}
