//! `cahier agree`: a control sample coded by hand, compared with the report and put in it.

use std::fs;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::arguments::AgreeArguments;
use super::project::{Event, FileRecord, Lock, Place, fingerprint_of};
use super::{Outcome, output, print, say};
use crate::error::{Error, IngestError};
use crate::evaluation::{agreement::agreement, hand};
use crate::ingest::{self, Sheet};
use crate::language::Language;
use crate::report;
use crate::synthesis::{Agreement, Synthesis};

pub(super) fn run(arguments: &AgreeArguments, language: Language) -> anyhow::Result<Outcome> {
    let synthesis = output::read_synthesis(&arguments.report, language)?;
    synthesis.check()?;
    let path = &arguments.control;
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| {
        let file = name.clone();
        Error::from(IngestError::Unreadable { file, error })
    })?;
    let sheets = sheets(&name, &bytes, language)?;
    let hand = hand::read(&sheets, &synthesis).map_err(|error| {
        let why = error.say(language);
        anyhow!(language.choose(format!("« {name} » : {why}"), format!("\"{name}\": {why}")))
    })?;
    let measured = agreement(&synthesis, &hand);
    let shown = report::agreement_lines(&synthesis, &measured, language)?;
    let sheet = FileRecord {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        sha256: fingerprint_of(&bytes),
    };
    enter(&arguments.report, synthesis, measured, sheet, language)?;
    print(&format!("{shown}\n"))?;
    let folder = arguments.report.display();
    say(&language.choose(
        format!("Le rapport a été redessiné avec ces chiffres : {folder}"),
        format!("The report was drawn again with these figures: {folder}"),
    ));
    Ok(Outcome::Done)
}

/// Draws the report again with the check in it, and notes it.
fn enter(
    folder: &Path,
    mut synthesis: Synthesis,
    measured: Agreement,
    sheet: FileRecord,
    language: Language,
) -> anyhow::Result<()> {
    let place = Place::of_report(folder);
    let _lock = Lock::hold(&place, language)?;
    let figures = serde_json::to_value(&measured)?;
    let json = serde_json::to_string_pretty(&measured)? + "\n";
    synthesis.agreement = Some(measured);
    let mut files = report::render_all(&synthesis)?;
    let outputs = output::records(&files);
    // What people are writing in is left alone: nothing of the check is in it.
    let there = folder.join(report::REVIEW).exists();
    files.retain(|file| file.name != report::REVIEW || !there);
    output::write_report(folder, &files, language)?;
    output::write_file(&folder.join(output::AGREEMENT), json.as_bytes(), language)?;
    place.journal().add(Event::Agreement {
        sheet,
        figures: Box::new(figures),
        outputs,
    })?;
    Ok(())
}

/// The sheets of an archive (XLSX, ODS) or of an old workbook, told by the first bytes.
fn sheets(name: &str, bytes: &[u8], language: Language) -> anyhow::Result<Vec<Sheet>> {
    if !bytes.starts_with(b"PK") && !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        bail!(language.choose(
            format!("« {name} » n'est pas un classeur : donnez le fichier que cahier sample a écrit, rempli et enregistré en XLSX."),
            format!("\"{name}\" is no workbook: give the file that cahier sample wrote, filled and saved as XLSX."),
        ));
    }
    Ok(ingest::sheets(name, bytes).map_err(Error::from)?)
}

/// Gives a new result the check that its folder holds, where it is of the same coding; else
/// says that it is not.
pub(super) fn take_over(folder: &Path, synthesis: &mut Synthesis, language: Language) {
    let Ok(text) = fs::read_to_string(folder.join(output::AGREEMENT)) else {
        return;
    };
    let kept = serde_json::from_str::<Agreement>(&text);
    if !kept.is_ok_and(|kept| synthesis.take_agreement(kept)) {
        say(language.choose(
            "L'accord mesuré dans ce dossier (agreement.json) est celui d'un autre codage : il n'est pas repris.",
            "The agreement measured in this folder (agreement.json) is of another coding: it is not taken over.",
        ));
    }
}
