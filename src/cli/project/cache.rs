//! What a later run need not work out again, in files named by everything it depends on.
//!
//! Each file begins with the fingerprint of the rest: one that was damaged is no longer
//! there, as far as anybody can tell.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::journal::{fingerprint, fingerprint_of};
use super::{Place, write_whole};
use crate::pipeline::Memory;

/// A folder of results of stages.
pub(in crate::cli) struct Cache {
    folder: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    pub fn of(place: &Place) -> Cache {
        Cache {
            folder: place.hidden().join("cache"),
            used: Mutex::default(),
        }
    }

    fn name(&self, key: &str) -> String {
        let name = fingerprint(&format!("{} {key}", program()));
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(name.clone());
        name
    }

    /// Forgets what this run did not use.
    pub fn tidy(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !used.contains(&*entry.file_name().to_string_lossy()) {
                // What cannot be taken away is only in the way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Memory for Cache {
    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        let bytes = fs::read(self.folder.join(self.name(key))).ok()?;
        let (told, rest) = bytes.split_at_checked(64)?;
        (fingerprint_of(rest).as_bytes() == told).then(|| rest.to_vec())
    }

    /// What cannot be kept is worked out again.
    fn keep(&self, key: &str, bytes: &[u8]) {
        let content = [fingerprint_of(bytes).as_bytes(), bytes].concat();
        let path = self.folder.join(self.name(key));
        let _ = fs::create_dir_all(&self.folder).and_then(|()| write_whole(&path, &content));
    }
}

/// This very program: another build may work otherwise under the same version.
pub(super) fn program() -> String {
    let built = std::env::current_exe().and_then(fs::metadata).ok();
    let built = built.and_then(|m| Some((m.len(), m.modified().ok()?)));
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_damaged_is_not_there() {
        let folder = tempfile::tempdir().expect("folder");
        let place = Place {
            report: folder.path().to_owned(),
            project: folder.path().to_owned(),
        };
        let cache = Cache::of(&place);
        assert_eq!(cache.recall("a"), None);
        cache.keep("a", b"groups");
        assert_eq!(cache.recall("a"), Some(b"groups".to_vec()));
        assert_eq!(cache.recall("b"), None);
        let path = cache.folder.join(cache.name("a"));
        let kept = fs::read(&path).expect("kept");
        for damaged in [&kept[..kept.len() - 1], &kept[..10], b""] {
            fs::write(&path, damaged).expect("written");
            assert_eq!(cache.recall("a"), None);
        }
        cache.keep("a", b"groups");
        Cache::of(&place).tidy();
        assert_eq!(cache.recall("a"), None);
    }
}
