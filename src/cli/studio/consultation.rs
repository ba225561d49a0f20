//! One consultation: the folder of a project, as `cahier init` makes it and `cahier run`
//! works in it.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::output::DATA;
use super::super::project::{self, Completed, Parts, Place, Stamp};
use super::super::settings;
use super::super::watch::{End, Seen, Watched};
use super::toml_file::TomlFile;
use super::work::RUN;
use crate::config;
use crate::language::Language;

/// What is written otherwise in an address.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// A consultation.
#[derive(Clone, Debug)]
pub(super) struct Consultation {
    /// Name of its folder.
    pub name: String,
    pub folder: PathBuf,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing was analysed yet.
    New,
    /// A run is at work.
    Running,
    /// The last run was stopped or cut off, and may go on.
    Stopped,
    /// The last run could not do its work.
    Failed,
    /// There is a result.
    Made,
}

impl Consultation {
    /// Its address behind the token.
    pub(super) fn address(&self) -> String {
        format!("p/{}", utf8_percent_encode(&self.name, UNSAFE))
    }

    /// Its settings file, to be changed.
    pub(super) fn settings(&self, language: Language) -> anyhow::Result<TomlFile> {
        TomlFile::read(&self.folder.join(config::FILE), language)
    }

    /// The run that `cahier run` in its folder would be.
    pub(super) fn ready(&self, language: Language) -> anyhow::Result<Completed> {
        project::of_project(&self.folder, language)
    }

    /// What it is called: its title, else its first file.
    pub(super) fn title(&self, language: Language) -> String {
        let settings = self.settings(language).ok();
        let title = settings.as_ref().and_then(|s| s.text("report", "title"));
        let file = || {
            let files = settings.as_ref()?.texts("sources", "files");
            let name = files.first()?.rsplit('/').next()?.to_owned();
            Some(name)
        };
        title.or_else(file).unwrap_or_else(|| self.name.clone())
    }

    /// Through which its runs and the studio know of each other.
    pub(super) fn watched(place: &Place) -> Watched {
        Watched::new(&place.hidden().join("watch"))
    }

    /// When anything was last done in it.
    pub(super) fn touched(&self) -> SystemTime {
        let files = [config::FILE, "decisions.json", "journal.jsonl"];
        let times = files.iter().filter_map(|name| {
            let found = fs::metadata(self.folder.join(name)).ok()?;
            found.modified().ok()
        });
        times.max().unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

/// How far a consultation is, from what is on disk; `alive` when a run of it was started
/// here and has not ended.
pub(super) fn state(place: &Place, alive: bool) -> (State, Option<Seen>) {
    let watched = Consultation::watched(place);
    let seen = watched.seen();
    if alive || watched.is_running() {
        return (State::Running, seen);
    }
    let made = place.report.join(DATA).is_file() && Stamp::read(place).is_some();
    // How an estimate or a sheet ended says nothing of the report.
    let run = seen.as_ref().filter(|seen| seen.task == RUN);
    let state = match run.map(|seen| &seen.end) {
        Some(Some(End::Failed(_))) => State::Failed,
        // A run takes the stamp away before it writes.
        _ if made => State::Made,
        // A model that answered in part leaves a report and no stamp.
        Some(Some(End::Done)) if place.report.join(DATA).is_file() => State::Made,
        Some(_) => State::Stopped,
        None if place.report.join(DATA).is_file() => State::Stopped,
        None => State::New,
    };
    (state, seen)
}

/// True when the report is what settings, files and decisions give now. Cost: one reading of
/// the files.
pub(super) fn is_current(ready: &Completed, language: Language) -> anyhow::Result<bool> {
    let Some(stamp) = Stamp::read(&ready.place) else {
        return Ok(false);
    };
    let arguments = &ready.arguments;
    let models = settings::checked(
        &ready.config,
        Some(&arguments.llm),
        &arguments.embedder,
        language,
    )?;
    Ok(stamp.is_of(&Parts::of(ready, &models)?))
}
