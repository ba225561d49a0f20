//! The folder that holds the consultations, one folder each. Nothing outside it is read or
//! written, and nothing in it is taken for a consultation but a folder with a settings file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::consultation::Consultation;
use crate::config;
use crate::words::fold;

/// Longest name of a folder that is made, in letters.
const LONGEST_NAME: usize = 40;

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    pub folder: PathBuf,
    /// The one consultation that is shown, where the studio was opened on its folder.
    only: Option<String>,
}

impl Shelf {
    /// A folder that is there.
    pub(super) fn new(folder: &Path) -> Shelf {
        Shelf {
            folder: folder.to_owned(),
            only: None,
        }
    }

    /// A folder, made where it is not there yet.
    pub(super) fn make(folder: &Path) -> io::Result<Shelf> {
        fs::create_dir_all(folder)?;
        // As a person writes it: no `\\\\?\\` before a drive.
        Ok(Shelf::new(&std::path::absolute(folder)?))
    }

    /// One consultation alone; new ones go beside it.
    pub(super) fn of_one(folder: &Path) -> Shelf {
        Shelf {
            folder: folder.parent().unwrap_or(folder).to_owned(),
            only: folder
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
        }
    }

    /// The consultations, the one worked on last first.
    pub(super) fn consultations(&self) -> Vec<Consultation> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut found: Vec<(SystemTime, Consultation)> = names
            .filter(|name| self.only.as_ref().is_none_or(|only| only == name))
            .filter_map(|name| self.find(&name))
            .map(|consultation| (consultation.touched(), consultation))
            .collect();
        found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.name.cmp(&other.name)));
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The consultation whose folder has exactly this name.
    pub(super) fn find(&self, name: &str) -> Option<Consultation> {
        let plain = !name.is_empty()
            && name != "."
            && name != ".."
            && !name.contains(['/', '\\', '\0', ':']);
        let folder = self.folder.join(name);
        (plain && folder.join(config::FILE).is_file()).then(|| Consultation {
            name: name.to_owned(),
            folder,
        })
    }

    /// Makes a new, empty folder named after a file or a title.
    pub(super) fn folder_for(&self, title: &str) -> io::Result<PathBuf> {
        let stem = slug(title);
        for number in 1.. {
            let name = match number {
                1 => stem.clone(),
                _ => format!("{stem}-{number}"),
            };
            let folder = self.folder.join(name);
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// Letters and digits without accents, hyphens between them.
fn slug(title: &str) -> String {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(LONGEST_NAME).collect();
    match slug.trim_end_matches('-') {
        "" => "consultation".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_after_a_title_and_never_twice() {
        assert_eq!(
            slug("Vos déplacements : à Valbourg !"),
            "vos-deplacements-a-valbourg"
        );
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("…"), "consultation");
        let folder = tempfile::tempdir().expect("folder");
        let shelf = Shelf::make(folder.path()).expect("made");
        for name in ["avis", "avis-2", "avis-3"] {
            assert!(shelf.folder_for("Avis").expect("made").ends_with(name));
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_a_consultation() {
        let outside = tempfile::tempdir().expect("folder");
        fs::write(outside.path().join(config::FILE), "").expect("written");
        let shelf = Shelf::make(&outside.path().join("inside")).expect("made");
        fs::create_dir(shelf.folder.join("empty")).expect("made");
        for name in ["", ".", "..", "../", "inside/..", "empty", "..\\", "C:x"] {
            assert!(shelf.find(name).is_none(), "{name}");
        }
        let absolute = outside.path().to_string_lossy().into_owned();
        assert!(shelf.find(&absolute).is_none());
    }
}
