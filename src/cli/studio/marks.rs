//! Has a file changed since it was read?

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Sizes and times of some files, and what else the reading depended on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    files: Vec<Option<(u64, Option<SystemTime>)>>,
    how: String,
}

impl Marks {
    /// Cost: one look at each file, whatever its size.
    pub(super) fn of<P: AsRef<Path>>(files: &[P], how: &str) -> Marks {
        let mark = |path: &P| {
            let found = fs::metadata(path).ok()?;
            Some((found.len(), found.modified().ok()))
        };
        Marks {
            files: files.iter().map(mark).collect(),
            how: how.to_owned(),
        }
    }
}
