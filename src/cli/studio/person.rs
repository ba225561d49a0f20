//! What the studio remembers of the person who uses it, between two launches: her name, her
//! language, the folder of her consultations. On this machine, readable by her alone.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::request::locked;
use super::shelf::Shelf;
use crate::language::Language;

/// Names another folder for it, as tests do.
const VARIABLE: &str = "CAHIER_HOME";

/// The file, in the folder of settings.
const FILE: &str = "studio.json";

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Remembered {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: Option<Language>,
    #[serde(default)]
    folder: Option<PathBuf>,
}

/// The person.
pub(super) struct Person(Mutex<Remembered>);

impl Person {
    /// As remembered; nobody yet where nothing is.
    pub(super) fn read() -> Person {
        let bytes = private_file(FILE).and_then(|path| fs::read(path).ok());
        let remembered = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Person(Mutex::new(remembered.unwrap_or_default()))
    }

    /// Who signs decisions; empty until she said.
    pub(super) fn name(&self) -> String {
        locked(&self.0).name.clone()
    }

    pub(super) fn language(&self) -> Option<Language> {
        locked(&self.0).language
    }

    /// The folder she chose, where it still is.
    pub(super) fn shelf(&self) -> Option<Shelf> {
        let folder = locked(&self.0).folder.clone()?;
        folder.is_dir().then(|| Shelf::new(&folder))
    }

    pub(super) fn sign(&self, name: &str) {
        self.remember(|person| person.name = name.chars().take(80).collect());
    }

    pub(super) fn speak(&self, language: Language) {
        self.remember(|person| person.language = Some(language));
    }

    pub(super) fn settle(&self, folder: &Path) {
        self.remember(|person| person.folder = Some(folder.to_owned()));
    }

    /// What cannot be written is asked again next time.
    fn remember(&self, change: impl FnOnce(&mut Remembered)) {
        let mut person = locked(&self.0);
        change(&mut person);
        if let (Some(path), Ok(bytes)) = (private_file(FILE), serde_json::to_vec_pretty(&*person)) {
            let _ = write_private(&path, &bytes);
        }
    }
}

/// Where the consultations would be, unless somebody says otherwise.
pub(super) fn usual_folder() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    let documents = home.join("Documents");
    let parent = if documents.is_dir() { documents } else { home };
    parent.join("Consultations")
}

/// A file in the person's own folder of settings.
pub(super) fn private_file(name: &str) -> Option<PathBuf> {
    let given = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let folder = given(VARIABLE)
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(given("XDG_CONFIG_HOME")?).join("cahier")))
        .or_else(|| Some(PathBuf::from(given("APPDATA")?).join("cahier")))
        .or_else(|| Some(std::env::home_dir()?.join(".config").join("cahier")))?;
    Some(folder.join(name))
}

/// Writes a file that nobody else can read.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    file.write_all(bytes)
}
