//! What the last run was made from and what it wrote, by fingerprint: whether a run would
//! give anything else, and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::arguments::RunArguments;
use super::super::output;
use super::cache::program;
use super::journal::{FileRecord, fingerprint, fingerprint_of};
use super::plan::Completed;
use super::{DECISIONS_FILE, Place, write_whole};
use crate::answers::QuestionId;
use crate::config::Settings;
use crate::ingest;
use crate::language::Language;
use crate::report::REVIEW;

/// The stamp, in the folder of what the program keeps for itself.
const STAMP: &str = "last.json";

/// Everything a run depends on: what it is, and its fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Parts(BTreeMap<String, String>);

/// The last run that ended well.
#[derive(Serialize, Deserialize)]
pub(in crate::cli) struct Stamp {
    /// What was typed, paths from the root: for this machine only.
    pub typed: RunArguments,
    /// The project's folder.
    pub project: PathBuf,
    /// What it was made from.
    pub parts: Parts,
    /// What it wrote.
    pub outputs: Vec<FileRecord>,
    /// Questions whose decisions it took in.
    #[serde(default)]
    pub decided: Vec<QuestionId>,
}

/// What a run has made of a folder.
pub(in crate::cli) enum Made {
    /// No run has ended well.
    Nothing,
    /// A run would give the same.
    Same,
    /// A run would give something else, for these reasons.
    Stale(Vec<String>),
}

impl Parts {
    /// Reads every file a run depends on, and nothing whole but small ones. Cost: one
    /// reading of the sources.
    pub fn of(ready: &Completed, settings: &Settings) -> anyhow::Result<Parts> {
        let mut parts = BTreeMap::new();
        parts.insert("program".to_owned(), program());
        let typed = serde_json::to_string(&without_paths(&ready.typed))?;
        parts.insert("typed".to_owned(), fingerprint(&typed));
        let arguments = &ready.arguments;
        for (index, input) in arguments.inputs.iter().enumerate() {
            // One that cannot be read is told when it is opened.
            let found = ingest::fingerprint(input).unwrap_or_default();
            parts.insert(key("input", index, input), found);
        }
        let context = &settings.context;
        let since = arguments.since.as_deref().map(output::data_of);
        let files = (ready.file.iter())
            .chain(&context.files)
            .chain(&context.glossary)
            .chain(&settings.logo)
            .chain(&arguments.codebook)
            .chain(&since);
        let mut files: Vec<PathBuf> = files.cloned().collect();
        if let Some(folder) = &settings.prompts {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut prompts: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            prompts.sort();
            files.extend(prompts);
        }
        files.push(ready.place.decisions_file());
        files.push(ready.place.report.join(output::AGREEMENT));
        for (index, path) in files.iter().enumerate() {
            // One that is missing is told when it is read.
            if let Ok(bytes) = fs::read(path) {
                parts.insert(key("file", index, path), fingerprint_of(&bytes));
            }
        }
        Ok(Parts(parts))
    }

    /// True where all but decisions and agreement is the same.
    pub fn has_same_sources(&self, other: &Parts) -> bool {
        let by_people = |key: &str| {
            [DECISIONS_FILE, output::AGREEMENT]
                .iter()
                .any(|file| key.ends_with(&format!(" {file}")))
        };
        let sources = |parts: &Parts| -> Vec<(String, String)> {
            let parts = parts.0.iter().filter(|(key, _)| !by_people(key));
            parts.map(|(k, v)| (k.clone(), v.clone())).collect()
        };
        sources(self) == sources(other)
    }

    /// Why a run made from `self` is not one made from `now`.
    fn differences(&self, now: &Parts, language: Language) -> Vec<String> {
        let mut reasons = Vec::new();
        for (key, value) in &now.0 {
            match self.0.get(key) {
                Some(before) if before == value => {}
                Some(_) => reasons.push(say(
                    key,
                    language.choose("a changé", "has changed"),
                    language,
                )),
                None => reasons.push(say(key, language.choose("est nouveau", "is new"), language)),
            }
        }
        let gone = self.0.keys().filter(|key| !now.0.contains_key(*key));
        reasons.extend(
            gone.map(|key| say(key, language.choose("n'est plus là", "is gone"), language)),
        );
        reasons
    }
}

/// `input 0 answers.csv`: by name, since the same folder may be looked at from anywhere.
fn key(kind: &str, index: usize, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{kind} {index} {name}")
}

/// What was typed that changes what is written; files count by what is in them.
fn without_paths(typed: &RunArguments) -> RunArguments {
    let mut typed = typed.clone();
    typed.inputs.clear();
    typed.out = None;
    typed.codebook = None;
    typed.since = None;
    typed.embedder.config = None;
    typed.llm.trace_llm = None;
    typed.threads = None;
    typed.yes = false;
    typed
}

fn say(key: &str, what: &str, language: Language) -> String {
    let named = key
        .split_once(' ')
        .and_then(|(kind, rest)| Some((kind, rest.split_once(' ')?.1)));
    match named {
        Some(("input", name)) => language.choose(
            format!("les réponses : « {name} » {what}"),
            format!("the answers: \"{name}\" {what}"),
        ),
        Some((_, name)) => {
            language.choose(format!("« {name} » {what}"), format!("\"{name}\" {what}"))
        }
        None if key == "program" => language
            .choose(
                "cahier est d'une autre version",
                "cahier is of another version",
            )
            .to_owned(),
        None => language
            .choose(
                "les options tapées ont changé",
                "what was typed has changed",
            )
            .to_owned(),
    }
}

impl Stamp {
    /// The stamp of a report's folder; none where there is none that can be read.
    pub fn read(place: &Place) -> Option<Stamp> {
        let bytes = fs::read(place.hidden().join(STAMP)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Notes a run that ended well.
    pub fn write(
        ready: &Completed,
        parts: Parts,
        outputs: &[FileRecord],
        decided: Vec<QuestionId>,
    ) -> anyhow::Result<()> {
        let place = &ready.place;
        let stamp = Stamp {
            typed: absolute(ready)?,
            project: std::path::absolute(&place.project)?,
            parts,
            // People write in the review sheet: that makes nothing stale.
            outputs: outputs
                .iter()
                .filter(|file| file.name != REVIEW)
                .cloned()
                .collect(),
            decided,
        };
        let bytes = serde_json::to_vec_pretty(&stamp)?;
        fs::create_dir_all(place.hidden())?;
        Ok(write_whole(&place.hidden().join(STAMP), &bytes)?)
    }

    /// Takes the stamp away: what a run is about to overwrite is no longer what it says.
    pub fn forget(place: &Place) {
        // Where there is none, there is nothing to forget.
        let _ = fs::remove_file(place.hidden().join(STAMP));
    }

    /// True when the last run took in the decisions whose fingerprint begins so.
    pub fn has_decisions(&self, fingerprint: &str) -> bool {
        let suffix = format!(" {DECISIONS_FILE}");
        let mut parts = self.parts.0.iter();
        match parts.find(|(key, _)| key.ends_with(&suffix)) {
            Some((_, noted)) => noted.starts_with(fingerprint),
            None => fingerprint_of(b"").starts_with(fingerprint),
        }
    }

    /// True when a run made from `now` would give what the last one gave; what became of the
    /// files since is not looked at.
    pub fn is_of(&self, now: &Parts) -> bool {
        self.parts == *now
    }

    /// Whether a run made from `now` would change anything in the folder. Cost: one
    /// reading of everything that was written.
    pub fn compare(place: &Place, now: &Parts, language: Language) -> Made {
        let Some(stamp) = Stamp::read(place) else {
            return Made::Nothing;
        };
        let mut reasons = stamp.parts.differences(now, language);
        for output in &stamp.outputs {
            let name = &output.name;
            match fs::read(place.report.join(name)) {
                Ok(bytes) if fingerprint_of(&bytes) == output.sha256 => {}
                Ok(_) => reasons.push(language.choose(
                    format!("« {name} » a été modifié depuis"),
                    format!("\"{name}\" was changed since"),
                )),
                Err(_) => reasons.push(language.choose(
                    format!("« {name} » manque"),
                    format!("\"{name}\" is missing"),
                )),
            }
        }
        match reasons.is_empty() {
            true => Made::Same,
            false => Made::Stale(reasons),
        }
    }
}

/// The same with paths from the root, so that it can be done again from anywhere.
fn absolute(ready: &Completed) -> anyhow::Result<RunArguments> {
    let mut typed = ready.typed.clone();
    typed.embedder.config.clone_from(&ready.file);
    let paths = typed
        .inputs
        .iter_mut()
        .chain(&mut typed.out)
        .chain(&mut typed.codebook)
        .chain(&mut typed.since)
        .chain(&mut typed.embedder.config);
    for path in paths {
        *path = std::path::absolute(&path)?;
    }
    Ok(typed)
}
