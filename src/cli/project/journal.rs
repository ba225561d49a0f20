//! The journal of a project: what was done, by which version, from which files, by whom.
//!
//! One JSON object a line, only ever added to. Each line holds the SHA-256 of the line
//! before it, so that a line changed, taken out or put in between is seen. Answers are
//! never in it: they are named by their ids.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::now;

/// What the first line has in place of the line before it.
const START: &str = "";

/// A journal on disk, there or not yet.
pub(in crate::cli) struct Journal {
    path: PathBuf,
}

/// One line.
#[derive(Serialize, Deserialize)]
struct Line {
    /// From 1.
    number: usize,
    /// When, in UTC.
    at: String,
    /// Version of cahier.
    version: String,
    #[serde(flatten)]
    event: Event,
    /// True when a line before it was cut off in the middle of writing and was taken away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    after_a_cut: bool,
    /// SHA-256 of the line before, its end of line aside; empty for the first.
    previous: String,
}

/// A file by its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct FileRecord {
    /// Its name.
    pub name: String,
    /// SHA-256.
    pub sha256: String,
}

/// What was done.
#[derive(Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(in crate::cli) enum Event {
    /// A project was made.
    Init {
        /// The files it is about.
        inputs: Vec<String>,
    },
    /// A report was written.
    Run {
        /// Files read.
        inputs: Vec<FileRecord>,
        /// How: seed, embedder, thresholds, as in `synthesis.json`.
        provenance: Box<Value>,
        /// The language model with its settings and versions of prompts; none when none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        model: Option<Box<Value>>,
        /// Fingerprint of the decisions that were applied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decisions: Option<String>,
        /// Files written.
        outputs: Vec<FileRecord>,
    },
    /// A person's decisions were taken in.
    Review {
        /// Who decided.
        by: String,
        /// The day they give.
        on: String,
        /// The sheet they came in; none when they were made in the studio.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sheet: Option<FileRecord>,
        /// Fingerprint of the decisions after it.
        decisions: String,
        /// Each decision, answers by their ids.
        changes: Vec<Value>,
    },
    /// Decisions were taken back in the studio, or taken in again.
    Undo {
        /// Who did it.
        by: String,
        /// The day.
        on: String,
        /// True when they were taken in again.
        again: bool,
        /// Fingerprint of the decisions after it.
        decisions: String,
    },
    /// A control sample was compared with the coding.
    Agreement {
        /// The sheet.
        sheet: FileRecord,
        /// The figures.
        figures: Box<Value>,
        /// Files written with them.
        outputs: Vec<FileRecord>,
    },
}

/// What reading a journal through found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Chain {
    /// Lines that follow from each other.
    pub lines: usize,
    /// The first line that does not, from 1; none when all do.
    pub broken: Option<usize>,
}

impl Journal {
    pub fn new(path: PathBuf) -> Journal {
        Journal { path }
    }

    /// Adds a line. A last line that was cut off is taken away first: it says nothing.
    pub fn add(&self, event: Event) -> io::Result<()> {
        let text = self.text()?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let kept = &text[..whole];
        let line = Line {
            number: kept.lines().count() + 1,
            at: now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            event,
            after_a_cut: whole < text.len(),
            previous: kept.lines().last().map_or(START.to_owned(), fingerprint),
        };
        let mut bytes = serde_json::to_vec(&line)?;
        bytes.push(b'\n');
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)?;
        if line.after_a_cut {
            file.set_len(whole as u64)?;
        }
        file.write_all(&bytes)?;
        file.sync_data()
    }

    /// Follows the chain from the first line; none where there is no journal.
    pub fn chain(&self) -> io::Result<Option<Chain>> {
        if !self.path.exists() {
            return Ok(None);
        }
        let text = self.text()?;
        let mut previous = START.to_owned();
        for (index, line) in text.lines().enumerate() {
            let follows = serde_json::from_str::<Line>(line)
                .is_ok_and(|read| read.previous == previous && read.number == index + 1);
            if !follows {
                let broken = Some(index + 1);
                return Ok(Some(Chain {
                    lines: index,
                    broken,
                }));
            }
            previous = fingerprint(line);
        }
        Ok(Some(Chain {
            lines: text.lines().count(),
            broken: None,
        }))
    }

    /// Fingerprints that the journal noted last: of a file that was written, and of the
    /// decisions.
    pub fn noted(&self, output: &str) -> (Option<String>, Option<String>) {
        let text = self.text().unwrap_or_default();
        let (mut written, mut decided) = (None, None);
        for line in text.lines() {
            match serde_json::from_str::<Line>(line).map(|line| line.event) {
                Ok(Event::Run { outputs, .. } | Event::Agreement { outputs, .. }) => {
                    let output = outputs.into_iter().find(|file| file.name == output);
                    written = output.map(|file| file.sha256).or(written);
                }
                Ok(Event::Review { decisions, .. } | Event::Undo { decisions, .. }) => {
                    decided = Some(decisions)
                }
                _ => {}
            }
        }
        (written, decided)
    }

    fn text(&self) -> io::Result<String> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error),
        }
    }
}

/// SHA-256 of a text, in hexadecimal.
pub(super) fn fingerprint(text: &str) -> String {
    fingerprint_of(text.as_bytes())
}

/// SHA-256 of some bytes, in hexadecimal.
pub(in crate::cli) fn fingerprint_of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().expect("folder");
        let journal = Journal::new(folder.path().join("journal.jsonl"));
        for name in ["a.csv", "b.csv", "c.csv"] {
            let inputs = vec![name.to_owned()];
            journal.add(Event::Init { inputs }).expect("added");
        }
        (folder, journal)
    }

    fn chain(journal: &Journal) -> Chain {
        journal.chain().expect("read").expect("there")
    }

    #[test]
    fn a_line_changed_or_taken_out_breaks_the_chain() {
        let (_folder, journal) = journal();
        let whole = Chain {
            lines: 3,
            broken: None,
        };
        assert_eq!(chain(&journal), whole);
        let text = fs::read_to_string(&journal.path).expect("read");
        let lines: Vec<&str> = text.lines().collect();
        for (broken, changed) in [
            (2, text.replacen("a.csv", "z.csv", 1)),
            (2, [lines[0], lines[2], ""].join("\n")),
            (1, [lines[1], lines[2], ""].join("\n")),
            (2, [lines[0], lines[0], lines[1], lines[2]].join("\n")),
        ] {
            fs::write(&journal.path, changed).expect("written");
            assert_eq!(chain(&journal).broken, Some(broken));
        }
    }

    #[test]
    fn a_line_cut_off_in_the_middle_is_taken_away_and_said() {
        let (_folder, journal) = journal();
        let text = fs::read_to_string(&journal.path).expect("read");
        fs::write(&journal.path, &text[..text.len() - 20]).expect("cut");
        let inputs = vec!["d.csv".to_owned()];
        journal.add(Event::Init { inputs }).expect("added");
        assert_eq!(chain(&journal).lines, 3);
        let text = fs::read_to_string(&journal.path).expect("read");
        assert!(text.contains("\"after_a_cut\":true") && !text.contains("c.csv"));
    }
}
