//! `cahier review apply`: what people decided in a sheet, taken in for good.

use std::fs;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::arguments::{ApplyArguments, ReviewAction, ReviewArguments};
use super::project::{self, Event, FileRecord, Lock, Place, Stamp, fingerprint_of, write_kept};
use super::{Outcome, output, print, run, say};
use crate::error::system_reason;
use crate::language::Language;
use crate::review::{self, Decision, Refusal, Reviewed};

/// Refusals told at once; the rest is counted.
const SHOWN: usize = 20;

pub(super) fn run(arguments: &ReviewArguments, language: Language) -> anyhow::Result<Outcome> {
    match &arguments.action {
        ReviewAction::Apply(arguments) => apply(arguments, language),
    }
}

fn apply(arguments: &ApplyArguments, language: Language) -> anyhow::Result<Outcome> {
    let sheet = &arguments.sheet;
    let beside = sheet
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let report = arguments
        .report
        .as_deref()
        .or(beside)
        .unwrap_or(Path::new("."));
    let synthesis = output::read_synthesis(report, language)?;
    let place = Place::of_report(report);
    let Some(stamp) = Stamp::read(&place) else {
        bail!(language.choose(
            "ce rapport n'est pas le résultat d'une exécution terminée sur cette machine : relancez cahier run, puis la relecture.",
            "this report is not what a run on this machine ended with: type cahier run again, then the review.",
        ));
    };
    let lock = Lock::hold(&place, language)?;
    let name = sheet
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bytes = fs::read(sheet).map_err(|error| {
        let reason = system_reason(&error, language);
        anyhow!(language.choose(
            format!("« {name} » ne peut pas être lu : {reason}."),
            format!("\"{name}\" cannot be read: {reason}."),
        ))
    })?;
    let read = review::sheet::read(&name, &bytes, &synthesis)
        .map_err(|refusals| refused(&refusals, language))?;
    for warning in &read.warnings {
        say(&warning.say(language));
    }
    let on = read.on.clone().unwrap_or_else(project::today);
    let earlier = place.decisions(language)?;
    // What was decided elsewhere since the report was written stands under the sheet.
    let mut present = synthesis;
    if let Some(decided) = &earlier {
        let bytes = fs::read(place.decisions_file()).unwrap_or_default();
        if !stamp.has_decisions(&fingerprint_of(&bytes)) {
            present.recount(decided);
        }
    }
    let reviewed = review::apply(&present, earlier.as_ref(), &read.decisions, &read.by, &on)
        .map_err(|refusals| refused(&refusals, language))?;
    let mut changes: Vec<String> = reviewed
        .changes
        .iter()
        .map(|c| c.say(language).to_owned())
        .collect();
    if changes.is_empty() {
        changes.push(
            language
                .choose("Rien ne change.", "Nothing changes.")
                .to_owned(),
        );
    }
    print(&(changes.join("\n") + "\n"))?;
    if arguments.dry_run || reviewed.changes.is_empty() {
        return Ok(Outcome::Done);
    }
    let sheet = FileRecord {
        name,
        sha256: fingerprint_of(&bytes),
    };
    keep(
        &place,
        &reviewed,
        &read.decisions,
        (&read.by, &on),
        Some(sheet),
    )?;
    drop(lock);
    let mut typed = stamp.typed;
    typed.yes = true;
    run::run(&typed, language)
}

/// Writes what people decided and notes it in the journal; gives the bytes written.
pub(super) fn keep(
    place: &Place,
    reviewed: &Reviewed,
    decisions: &[Decision],
    (by, on): (&str, &str),
    sheet: Option<FileRecord>,
) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(&reviewed.decisions)?;
    bytes.push(b'\n');
    write_kept(&place.decisions_file(), &bytes)?;
    let changes = decisions.iter().map(serde_json::to_value);
    place.journal().add(Event::Review {
        by: by.to_owned(),
        on: on.to_owned(),
        sheet,
        decisions: fingerprint_of(&bytes),
        changes: changes.collect::<Result<_, _>>()?,
    })?;
    Ok(bytes)
}

/// Nothing was changed, and why.
fn refused(refusals: &[Refusal], language: Language) -> anyhow::Error {
    let mut lines = vec![
        language
            .choose(
                "la relecture n'a pas été prise en compte, rien n'a changé :",
                "the review was not taken in, nothing has changed:",
            )
            .to_owned(),
    ];
    lines.extend(
        refusals
            .iter()
            .take(SHOWN)
            .map(|r| format!("- {}", r.say(language))),
    );
    if refusals.len() > SHOWN {
        let rest = refusals.len() - SHOWN;
        lines.push(language.choose(format!("… et {rest} autres"), format!("… and {rest} more")));
    }
    anyhow!(lines.join("\n"))
}
