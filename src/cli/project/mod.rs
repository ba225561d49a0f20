//! A consultation's place on disk: its settings, what people decided, its journal, what is
//! kept from one run to the next.
//!
//! With a `cahier.toml` that has `[sources]`, the folder of that file is the project, and
//! decisions and journal stand beside it; without one they stand in the report's folder.

mod cache;
mod init;
mod journal;
mod lock;
mod plan;
mod stamp;
mod status;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::anyhow;

pub(super) use cache::Cache;
pub(super) use init::{filled as filled_settings, run as init};
pub(super) use journal::{Event, FileRecord, Journal, fingerprint_of};
pub(super) use lock::Lock;
pub(super) use plan::{Completed, completed, of_project};
pub(super) use stamp::{Made, Parts, Stamp};
pub(super) use status::run as status;

use super::say;
use crate::error::system_reason;
use crate::language::Language;
use crate::report::REVIEW;
use crate::synthesis::{DECISIONS, Decisions, Synthesis};

/// What a person decided about the result, in the project's folder.
const DECISIONS_FILE: &str = "decisions.json";
/// The journal, in the project's folder.
pub(super) const JOURNAL: &str = "journal.jsonl";
/// What the program keeps for itself: nothing in it needs to be kept by people.
const HIDDEN: &str = ".cahier";

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Where a consultation's files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Folder of the report.
    pub report: PathBuf,
    /// Folder of decisions and journal: the project's, else the report's.
    pub project: PathBuf,
}

impl Place {
    /// The place of a report that was written before: its project is where its stamp says,
    /// else the folder itself.
    pub fn of_report(report: &Path) -> Place {
        let alone = Place {
            report: report.to_owned(),
            project: report.to_owned(),
        };
        match Stamp::read(&alone) {
            Some(stamp) => Place {
                project: stamp.project,
                ..alone
            },
            None => alone,
        }
    }

    /// Folder of what the program keeps for itself.
    pub fn hidden(&self) -> PathBuf {
        self.report.join(HIDDEN)
    }

    pub fn decisions_file(&self) -> PathBuf {
        self.project.join(DECISIONS_FILE)
    }

    pub fn journal(&self) -> Journal {
        Journal::new(self.project.join(JOURNAL))
    }

    /// What people decided; none yet where there is no file.
    pub fn decisions(&self, language: Language) -> anyhow::Result<Option<Decisions>> {
        let path = self.decisions_file();
        if !path.exists() {
            return Ok(None);
        }
        let refused = |why: String| {
            let shown = path.display();
            anyhow!(language.choose(
                format!("« {shown} » ne peut pas être utilisé : {why}.\nIl garde les décisions de relecture : remettez une sauvegarde, ou déplacez-le pour repartir sans décisions."),
                format!("\"{shown}\" cannot be used: {why}.\nIt holds the decisions of a review: put back a copy, or move it away to start without decisions."),
            ))
        };
        let text = fs::read_to_string(&path).map_err(|e| refused(system_reason(&e, language)))?;
        let decisions: Decisions =
            serde_json::from_str(&text).map_err(|e| refused(e.to_string()))?;
        match decisions.schema == DECISIONS {
            true => Ok(Some(decisions)),
            false => Err(refused(decisions.schema)),
        }
    }
}

/// Moves a review sheet that people have written in out of the way of the one that comes:
/// nothing they typed is lost.
pub(super) fn keep_review(place: &Place, language: Language) -> anyhow::Result<()> {
    let path = place.report.join(REVIEW);
    let Ok(bytes) = fs::read(&path) else {
        return Ok(());
    };
    let (noted, _) = place.journal().noted(REVIEW);
    if noted.is_none_or(|noted| noted == fingerprint_of(&bytes)) {
        return Ok(());
    }
    let free = |number: &usize| !place.report.join(format!("review-{number}.xlsx")).exists();
    let name = format!("review-{}.xlsx", (1..).find(free).unwrap_or_default());
    fs::rename(&path, place.report.join(&name))?;
    say(&language.choose(
        format!("La feuille de relecture que vous avez remplie est gardée sous le nom « {name} »."),
        format!("The review sheet you wrote in is kept as \"{name}\"."),
    ));
    Ok(())
}

/// Notes a run that wrote its report.
pub(super) fn note_run(
    place: &Place,
    synthesis: &Synthesis,
    outputs: Vec<FileRecord>,
) -> anyhow::Result<()> {
    let inputs = synthesis.files.iter().map(|file| FileRecord {
        name: file.name.clone(),
        sha256: file.sha256.clone(),
    });
    let model = synthesis.model.as_ref().map(serde_json::to_value);
    let decisions = fs::read(place.decisions_file()).ok();
    place.journal().add(Event::Run {
        inputs: inputs.collect(),
        provenance: Box::new(serde_json::to_value(&synthesis.provenance)?),
        model: model.transpose()?.map(Box::new),
        decisions: decisions.map(|bytes| fingerprint_of(&bytes)),
        outputs,
    })?;
    Ok(())
}

/// The day and time now, in UTC: `2026-11-23T16:05:00Z`.
pub(super) fn now() -> String {
    // `Mon, 23 Nov 2026 16:05:00 GMT`
    let date = httpdate::fmt_http_date(SystemTime::now());
    let fields: Vec<&str> = date.split(' ').collect();
    match fields[..] {
        [_, day, month, year, time, _] => {
            let month = MONTHS
                .iter()
                .position(|name| *name == month)
                .map_or(0, |m| m + 1);
            format!("{year}-{month:02}-{day}T{time}Z")
        }
        _ => date,
    }
}

/// The day today, in UTC: `2026-11-23`.
pub(super) fn today() -> String {
    now().chars().take(10).collect()
}

/// The same, on the disk itself before it returns: for what only people could make again.
pub(super) fn write_kept(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut draft = path.to_owned().into_os_string();
    draft.push(".tmp");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&draft, path)
}

/// Writes a file whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut draft = path.to_owned().into_os_string();
    draft.push(".tmp");
    fs::write(&draft, bytes)?;
    fs::rename(&draft, path)
}
