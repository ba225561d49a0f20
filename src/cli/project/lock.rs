//! One run at a time in a report's folder. The lock is the operating system's: it goes
//! with the program, however that ends.

use std::fs::{self, File, TryLockError};

use super::super::say;
use super::Place;
use crate::language::Language;

/// Held while a run may write.
pub(in crate::cli) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for another run in the same folder, and says so. On a file system that knows
    /// no locks the run goes on without one.
    pub fn hold(place: &Place, language: Language) -> anyhow::Result<Lock> {
        let folder = place.hidden();
        fs::create_dir_all(&folder)?;
        let file = File::create(folder.join("lock"))?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            say(language.choose(
                "Une autre exécution de cahier travaille dans ce dossier : celle-ci attend qu'elle finisse.",
                "Another run of cahier is at work in this folder: this one waits for it to end.",
            ));
            file.lock()?;
        }
        Ok(Lock { _file: file })
    }

    /// The same without waiting: none while a run is at work.
    pub fn hold_now(place: &Place) -> anyhow::Result<Option<Lock>> {
        let folder = place.hidden();
        fs::create_dir_all(&folder)?;
        let file = File::create(folder.join("lock"))?;
        Ok(match file.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            _ => Some(Lock { _file: file }),
        })
    }
}
