//! Files that a person drops: written to the new consultation's folder as they come, then
//! read by the same guarded readers as on the command line.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, header};

use super::consultation::Consultation;
use super::guard::Refused;
use super::request::{Reply, Studio};
use super::shelf::Shelf;
use super::{home, renewed};
use crate::language::Language;

/// Files of one consultation.
const MOST_FILES: usize = 20;
/// Bytes of all of them: a million answers, and some.
const MOST_BYTES: u64 = 1 << 30;
/// Bytes of a file's name: systems take 255.
const LONGEST_NAME: usize = 120;
/// Folder of the files, in the consultation's.
pub(super) const SOURCES: &str = "sources";

/// True for a form that carries files.
pub(super) fn is_upload(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE);
    media.is_some_and(|media| media.as_bytes().starts_with(b"multipart/form-data"))
}

/// Takes the files in and makes a consultation of them; nothing stays of what is refused.
pub(super) async fn receive(
    studio: &Arc<Studio>,
    path: &[String],
    mut request: Request,
) -> Result<Reply, Refused> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let goes = match path.as_slice() {
        ["open"] => Goes::New,
        ["p", name, what @ ("files" | "sheet")] => match (studio.consultation(name), *what) {
            (Some(consultation), "files") => Goes::Files(consultation),
            (Some(consultation), _) => Goes::Sheet(consultation),
            _ => return Err(Refused::Token),
        },
        _ => return Err(Refused::Form),
    };
    DefaultBodyLimit::max(MOST_BYTES as usize + (1 << 20)).apply(&mut request);
    let Ok(mut form) = Multipart::from_request(request, studio).await else {
        return Err(Refused::Form);
    };
    let Some(shelf) = studio.shelf() else {
        return Err(Refused::Form);
    };
    let mut taken = Taken::default();
    let mut admitted = false;
    let language = studio.language();
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            // The form broke off: what came of it is not all there was.
            Err(_) => {
                let why = language.choose(
                    "Les fichiers ne sont pas arrivés entiers : essayez encore.",
                    "The files did not arrive whole: try again.",
                );
                return Ok(home::not_opened(studio, why));
            }
        };
        match field.name().unwrap_or_default() {
            // The first field of our forms: nothing is written before it.
            "form" => {
                let given = field.text().await.map_err(|_| Refused::Form)?;
                studio.keys.admit_form(given.trim())?;
                admitted = true;
            }
            _ if !admitted => return Err(Refused::Form),
            "title" => taken.title = field.text().await.map_err(|_| Refused::Form)?,
            "files" => {
                if let Err(why) = taken.file(field, &shelf, language).await {
                    return Ok(home::not_opened(studio, &why));
                }
            }
            _ => {}
        }
    }
    if !admitted {
        return Err(Refused::Form);
    }
    let worker = Arc::clone(studio);
    let made = tokio::task::spawn_blocking(move || taken.arrived(&worker, &goes)).await;
    Ok(made.unwrap_or_else(|_| super::routes::broken(studio)))
}

/// What the files are for.
enum Goes {
    /// A new consultation.
    New,
    /// More answers to one, or newer ones.
    Files(Consultation),
    /// Its review sheet, filled in.
    Sheet(Consultation),
}

/// Takes files in for a consultation that is there.
type Renewal = fn(&Studio, &Consultation, &Path, &[String]) -> anyhow::Result<Reply>;

/// What came so far.
#[derive(Default)]
struct Taken {
    title: String,
    folder: Option<PathBuf>,
    names: Vec<String>,
    bytes: u64,
}

impl Taken {
    async fn file(
        &mut self,
        mut field: Field<'_>,
        shelf: &Shelf,
        language: Language,
    ) -> Result<(), String> {
        let Some(name) = safe_name(field.file_name().unwrap_or_default()) else {
            return Ok(());
        };
        if self.names.len() == MOST_FILES {
            return Err(language.choose(
                format!("{MOST_FILES} fichiers au plus peuvent être ouverts ensemble."),
                format!("At most {MOST_FILES} files can be opened together."),
            ));
        }
        let unwritten = |error: std::io::Error| {
            let reason = crate::error::system_reason(&error, language);
            language.choose(
                format!("« {name} » n'a pas pu être enregistré : {reason}."),
                format!("\"{name}\" could not be saved: {reason}."),
            )
        };
        // Named once all has come: the title may come last.
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => shelf.folder_for("arriving").map_err(unwritten)?,
        };
        self.folder = Some(folder.clone());
        let sources = folder.join(SOURCES);
        fs::create_dir_all(&sources).map_err(unwritten)?;
        let free = free_name(&sources, &name);
        let mut file = File::create_new(sources.join(&free)).map_err(unwritten)?;
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) => {
                    self.bytes += chunk.len() as u64;
                    if self.bytes > MOST_BYTES {
                        return Err(language
                            .choose(
                                "Ces fichiers dépassent un gigaoctet : retirez les colonnes inutiles ou partagez-les.",
                                "These files are over one gigabyte: take out columns that are not needed, or split them.",
                            )
                            .to_owned());
                    }
                    file.write_all(&chunk).map_err(unwritten)?;
                }
                Ok(None) => break,
                Err(_) => {
                    return Err(language.choose(
                        format!("« {name} » n'est pas arrivé entier : essayez encore."),
                        format!("\"{name}\" did not arrive whole: try again."),
                    ));
                }
            }
        }
        self.names.push(format!("{SOURCES}/{free}"));
        Ok(())
    }

    fn arrived(self, studio: &Studio, goes: &Goes) -> Reply {
        let (consultation, take): (_, Renewal) = match goes {
            Goes::New => return self.made(studio),
            Goes::Files(consultation) => (consultation, renewed::add_files),
            Goes::Sheet(consultation) => (consultation, renewed::take_sheet),
        };
        let folder = self.folder.clone().unwrap_or_default().join(SOURCES);
        let names: Vec<String> = self
            .names
            .iter()
            .filter_map(|name| Some(name.rsplit('/').next()?.to_owned()))
            .collect();
        let taken = take(studio, consultation, &folder, &names);
        taken.unwrap_or_else(|error| super::routes::refused(studio, &error))
    }

    fn made(mut self, studio: &Studio) -> Reply {
        let Some(folder) = &self.folder else {
            let why = studio
                .language()
                .choose("Choisissez d'abord un fichier.", "Choose a file first.");
            return home::not_opened(studio, why);
        };
        let made = self
            .named(folder, studio)
            .map_err(anyhow::Error::from)
            .and_then(|folder| {
                self.folder = Some(folder.clone());
                home::make(studio, &folder, &self.names, &[], self.title.trim())
            });
        match made {
            Ok(consultation) => {
                self.folder = None;
                Reply::To(format!("{}/columns", consultation.address()))
            }
            Err(error) => home::not_opened(studio, &super::routes::said(studio, &error)),
        }
    }

    /// The folder under its own name: the title, else that of the first file.
    fn named(&self, folder: &Path, studio: &Studio) -> std::io::Result<PathBuf> {
        let first = self.names.first().map(Path::new).and_then(Path::file_stem);
        let title = match self.title.trim() {
            "" => first.unwrap_or_default().to_string_lossy().into_owned(),
            title => title.to_owned(),
        };
        let shelf = studio.shelf().ok_or(std::io::ErrorKind::NotFound)?;
        let named = shelf.folder_for(&title)?;
        fs::rename(folder.join(SOURCES), named.join(SOURCES))?;
        fs::remove_dir(folder)?;
        Ok(named)
    }
}

/// Nothing stays of what was not taken in: the folder was made for it, moments ago.
impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The name of a file without its folders, as every system can write it.
fn safe_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next()?;
    let kept: String = last
        .chars()
        .map(|c| {
            if c.is_control() || "<>:\"|?*".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let kept = kept.trim().trim_start_matches('.').to_owned();
    let short = match kept.len() <= LONGEST_NAME {
        true => kept,
        // The ending says what the file is.
        false => {
            let (start, ending) = kept.rsplit_once('.').unwrap_or((&kept, ""));
            format!("{}.{}", cut(start, LONGEST_NAME - 20), cut(ending, 10))
        }
    };
    (!short.is_empty()).then_some(short)
}

/// The beginning of a text, in bytes at most.
fn cut(text: &str, most: usize) -> &str {
    let ends = text.char_indices().map(|(end, _)| end).chain([text.len()]);
    &text[..ends.take_while(|end| *end <= most).last().unwrap_or(0)]
}

fn free_name(folder: &Path, name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = |number: usize| match number {
        1 => name.to_owned(),
        _ => format!("{stem} ({number}).{ending}"),
    };
    let mut names = (1..).map(numbered);
    names
        .find(|name| !folder.join(name).exists())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stays_in_its_folder() {
        for (name, safe) in [
            ("avis.csv", Some("avis.csv")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\Users\\x\\avis été.xlsx", Some("avis été.xlsx")),
            ("..", None),
            ("", None),
            (".bashrc", Some("bashrc")),
            ("a\u{0}b:c.csv", Some("a-b-c.csv")),
        ] {
            assert_eq!(safe_name(name).as_deref(), safe, "{name}");
        }
        let long = safe_name(&format!("{}.csv", "x".repeat(300))).expect("a name");
        assert!(long.len() < 120 && long.ends_with(".csv"));
    }
}
