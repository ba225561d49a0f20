//! What was decided in the studio, step by step, so that every step can be taken back and
//! taken in again, after a restart too.
//!
//! Each step keeps how `decisions.json` was before, as a difference to how it was after. A
//! step can be taken back only while nothing else has changed the decisions: those of a sheet
//! come in between, for instance.

mod delta;

use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::super::project::{Event, Place, fingerprint_of, today, write_kept};
use crate::language::Language;
use crate::review::Change;

/// Steps listed on a page.
pub(super) const SHOWN: usize = 8;

/// A step.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Step {
    pub number: usize,
    pub by: String,
    pub on: String,
    /// What changed: French, English.
    said: Vec<[String; 2]>,
    /// Fingerprints of the decisions before and after.
    before: String,
    after: String,
    /// Themes, answers and findings it was about.
    pub about: Vec<String>,
    /// Taken back.
    pub undone: bool,
}

/// The steps of a consultation.
pub(super) struct History {
    folder: PathBuf,
    pub steps: Vec<Step>,
}

impl Step {
    /// What it changed, in one line.
    pub(super) fn say(&self, language: Language) -> String {
        let said = self.said.iter().map(|[french, english]| {
            let text = language.choose(french, english);
            text.as_str()
        });
        let shown: Vec<&str> = said.clone().take(2).collect();
        let more = self.said.len().saturating_sub(2);
        let rest = match more {
            0 => String::new(),
            1 => language
                .choose(" (et un autre)", " (and one more)")
                .to_owned(),
            more => language.choose(
                format!(" (et {more} autres)"),
                format!(" (and {more} more)"),
            ),
        };
        shown.join(" ") + &rest
    }
}

impl History {
    /// The steps there are; none where the file is missing or damaged.
    pub(super) fn of(place: &Place) -> History {
        let folder = place.hidden().join("steps");
        let bytes = fs::read(folder.join("steps.json")).unwrap_or_default();
        History {
            steps: serde_json::from_slice(&bytes).unwrap_or_default(),
            folder,
        }
    }

    /// Notes a step that was just taken; `before` is what `decisions.json` held, empty where
    /// it was not there.
    pub(super) fn add(
        &mut self,
        (by, on): (&str, &str),
        changes: &[Change],
        about: Vec<String>,
        (before, after): (&[u8], &[u8]),
    ) -> anyhow::Result<()> {
        // What was taken back and not taken in again is gone for good.
        self.steps.retain(|step| !step.undone);
        let number = self.steps.last().map_or(1, |step| step.number + 1);
        self.keep(number, "before", (after, before))?;
        self.steps.push(Step {
            number,
            by: by.to_owned(),
            on: on.to_owned(),
            said: changes
                .iter()
                .map(|change| [change.french.clone(), change.english.clone()])
                .collect(),
            before: fingerprint_of(before),
            after: fingerprint_of(after),
            about,
            undone: false,
        });
        self.save()
    }

    /// The step that can be taken back.
    pub(super) fn last(&self, place: &Place) -> Option<&Step> {
        let last = self.steps.iter().rfind(|step| !step.undone)?;
        (last.after == now(place).0).then_some(last)
    }

    /// The step that can be taken in again.
    pub(super) fn next(&self, place: &Place) -> Option<&Step> {
        let next = self.steps.iter().find(|step| step.undone)?;
        (next.before == now(place).0).then_some(next)
    }

    /// Takes the last step back, or the next in again; false where there is none.
    pub(super) fn turn(&mut self, place: &Place, by: &str, again: bool) -> anyhow::Result<bool> {
        let step = if again {
            self.next(place)
        } else {
            self.last(place)
        };
        let Some(number) = step.map(|step| step.number) else {
            return Ok(false);
        };
        let (_, bytes) = now(place);
        let (kept, wanted) = match again {
            true => ("before", "after"),
            false => ("after", "before"),
        };
        let restored = self.kept(number, wanted, &bytes)?;
        self.keep(number, kept, (&restored, &bytes))?;
        match restored.is_empty() {
            true => fs::remove_file(place.decisions_file())?,
            false => write_kept(&place.decisions_file(), &restored)?,
        }
        place.journal().add(Event::Undo {
            by: by.to_owned(),
            on: today(),
            again,
            decisions: fingerprint_of(&restored),
        })?;
        for step in self.steps.iter_mut().filter(|step| step.number == number) {
            step.undone = !again;
        }
        self.save()?;
        Ok(true)
    }

    /// The steps taken since the decisions had this fingerprint; none where it is not known.
    pub(super) fn since(&self, version: &str) -> Option<Vec<&Step>> {
        let taken: Vec<&Step> = self.steps.iter().filter(|step| !step.undone).collect();
        let first = taken
            .iter()
            .position(|step| step.before.starts_with(version));
        let last = taken
            .last()
            .is_some_and(|step| step.after.starts_with(version));
        let undone = self
            .steps
            .iter()
            .find(|step| step.undone && step.after.starts_with(version));
        match (first, undone) {
            (Some(first), _) => Some(taken[first..].to_vec()),
            (None, _) if last => Some(Vec::new()),
            // The page still shows a step that was taken back.
            (None, Some(undone)) => Some(vec![undone]),
            (None, None) => None,
        }
    }

    fn file(&self, number: usize, which: &str) -> PathBuf {
        self.folder.join(format!("{number:06}.{which}.gz"))
    }

    /// Keeps the second text as a difference to the first.
    fn keep(&self, number: usize, which: &str, texts: (&[u8], &[u8])) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&delta::between(texts.0, texts.1))?;
        write_kept(&self.file(number, which), &packed.finish()?)
    }

    /// What was kept, made again from the text it is a difference to.
    fn kept(&self, number: usize, which: &str, from: &[u8]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let packed = fs::File::open(self.file(number, which))?;
        GzDecoder::new(packed).read_to_end(&mut bytes)?;
        delta::applied(from, &bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    fn save(&self) -> anyhow::Result<()> {
        let bytes = serde_json::to_vec(&self.steps)?;
        Ok(write_kept(&self.folder.join("steps.json"), &bytes)?)
    }
}

/// What the decisions are now, and their fingerprint.
fn now(place: &Place) -> (String, Vec<u8>) {
    let bytes = fs::read(place.decisions_file()).unwrap_or_default();
    (fingerprint_of(&bytes), bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_taken_back_and_in_again_in_order() {
        let folder = tempfile::tempdir().expect("folder");
        let place = Place {
            report: folder.path().join("report"),
            project: folder.path().to_owned(),
        };
        let decisions = place.decisions_file();
        let change = |text: &str| Change {
            french: text.to_owned(),
            english: text.to_owned(),
        };
        let mut before = Vec::new();
        for text in ["one", "two", "three"] {
            fs::write(&decisions, text).expect("written");
            let mut history = History::of(&place);
            let after = text.as_bytes();
            history
                .add(
                    ("A", "2026-11-23"),
                    &[change(text)],
                    vec![text.to_owned()],
                    (&before, after),
                )
                .expect("noted");
            before = after.to_vec();
        }
        let read = || fs::read_to_string(&decisions).unwrap_or_default();
        let turn = |again| {
            History::of(&place)
                .turn(&place, "A", again)
                .expect("turned")
        };
        for left in ["two", "one", ""] {
            assert!(turn(false));
            assert_eq!(read(), left);
        }
        assert!(!turn(false) && !decisions.exists());
        for there in ["one", "two", "three"] {
            assert!(turn(true));
            assert_eq!(read(), there);
        }
        assert!(!turn(true));
        assert_eq!(
            place
                .journal()
                .chain()
                .expect("read")
                .expect("there")
                .broken,
            None
        );
        // Something else changed the decisions: nothing of it is lost.
        fs::write(&decisions, "a sheet").expect("written");
        assert!(!turn(false));
        assert_eq!(read(), "a sheet");
    }
}
