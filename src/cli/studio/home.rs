//! The first page: the consultations there are, a file to open, a sample to try.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use serde::Serialize;

use super::super::project::{Event, JOURNAL, Journal, filled_settings};
use super::super::run;
use super::consultation::{Consultation, State, state};
use super::pages::{Page, page, render, values};
use super::person::usual_folder;
use super::request::{Reply, Request, Studio, field};
use super::samples::SAMPLES;
use super::shelf::Shelf;
use super::uploads::SOURCES;
use super::work::{is_alive, name};
use crate::answers::{ColumnMap, ColumnRequest, guess_roles};
use crate::config;
use crate::error::{Error, system_reason};
use crate::ingest;

/// A consultation in the list.
#[derive(Serialize)]
struct Line {
    address: String,
    title: String,
    folder: String,
    state: &'static str,
    draft: bool,
}

/// The first page.
pub(super) fn home(studio: &Studio) -> anyhow::Result<Reply> {
    home_saying(studio, None)
}

/// The same, with why a file was not opened.
pub(super) fn not_opened(studio: &Studio, why: &str) -> Reply {
    match home_saying(studio, Some(why)) {
        Ok(page) => page.refusing(),
        Err(_) => super::routes::broken(studio),
    }
}

fn home_saying(studio: &Studio, why: Option<&str>) -> anyhow::Result<Reply> {
    let language = studio.language();
    let shelf = studio.shelf();
    let found = shelf.as_ref().map(Shelf::consultations).unwrap_or_default();
    let lines: Vec<Line> = found
        .iter()
        .map(|consultation| {
            let ready = consultation.ready(language).ok();
            let state = ready.as_ref().map_or(State::Failed, |ready| {
                state(&ready.place, is_alive(studio, consultation)).0
            });
            Line {
                address: consultation.address(),
                title: consultation.title(language),
                folder: consultation.folder.display().to_string(),
                state: name(state),
                draft: false,
            }
        })
        .collect();
    page(
        studio,
        Page {
            template: "home.html",
            title: "home_title",
            step: "",
            consultation: None,
        },
        values! {
            lines,
            why,
            why_key => "not_opened",
            settled => shelf.is_some(),
            folder => shelf.map_or_else(usual_folder, |shelf| shelf.folder).display().to_string(),
            samples => SAMPLES.iter().map(|sample| sample.name).collect::<Vec<&str>>(),
        },
    )
}

/// Where the consultations are to be.
pub(super) fn settle(studio: &Studio, request: &Request) -> anyhow::Result<Reply> {
    let language = studio.language();
    let given = request.form.as_deref().unwrap_or_default();
    let folder = PathBuf::from(field(given, "folder"));
    if !folder.is_absolute() {
        return Ok(not_opened(
            studio,
            language.choose(
                "Donnez le chemin entier du dossier, depuis la racine du disque.",
                "Give the whole path of the folder, from the root of the disk.",
            ),
        ));
    }
    match Shelf::make(&folder) {
        Ok(shelf) => {
            studio.person.settle(&shelf.folder);
            studio.move_to(shelf);
            Ok(Reply::To(String::new()))
        }
        Err(error) => {
            let (folder, reason) = (folder.display(), system_reason(&error, language));
            let why = language.choose(
                format!("Le dossier « {folder} » ne peut pas être utilisé : {reason}."),
                format!("The folder \"{folder}\" cannot be used: {reason}."),
            );
            Ok(not_opened(studio, &why))
        }
    }
}

/// A consultation made of a sample.
pub(super) fn try_sample(studio: &Studio, request: &Request) -> anyhow::Result<Reply> {
    let given = request.form.as_deref().unwrap_or_default();
    let wanted = field(given, "sample");
    let (Some(sample), Some(shelf)) = (
        SAMPLES.iter().find(|sample| sample.name == wanted),
        studio.shelf(),
    ) else {
        return Ok(super::routes::missing(studio));
    };
    let folder = shelf.folder_for(sample.name)?;
    let file = format!("{SOURCES}/{}", sample.file);
    fs::create_dir_all(folder.join(SOURCES))?;
    fs::write(folder.join(&file), sample.bytes)?;
    let segments: Vec<String> = sample.segments.iter().map(|s| (*s).to_owned()).collect();
    let consultation = make(studio, &folder, &[file], &segments, "")?;
    Ok(Reply::To(format!("{}/columns", consultation.address())))
}

/// Makes the consultation of a folder from its files, as `cahier init` does.
pub(super) fn make(
    studio: &Studio,
    folder: &Path,
    files: &[String],
    segments: &[String],
    title: &str,
) -> anyhow::Result<Consultation> {
    let language = studio.language();
    let inputs: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    let export = ingest::open_all(&run::sources(&inputs, None, false)).map_err(Error::from)?;
    let guesses = guess_roles(&export);
    let request = ColumnRequest {
        segments: segments.to_vec(),
        ..ColumnRequest::default()
    };
    // Without any open question the person says which column is one.
    let columns = ColumnMap::resolve(&export, &request, &guesses)
        .unwrap_or_else(|_| ColumnMap::of_rows(&guesses));
    let text = filled_settings(files, None, (&export, &columns), language);
    fs::write(folder.join(config::FILE), text)?;
    let names = files.iter().filter_map(|file| Path::new(file).file_name());
    let inputs = names.map(|name| name.to_string_lossy().into_owned());
    Journal::new(folder.join(JOURNAL)).add(Event::Init {
        inputs: inputs.collect(),
    })?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let consultation = Consultation {
        name: name.into_owned(),
        folder: folder.to_owned(),
    };
    if !title.is_empty() {
        let mut settings = consultation.settings(language)?;
        settings.set_text("report", "title", title);
        settings.save()?;
    }
    consultation
        .ready(language)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(consultation)
}

/// A page of a few words, for what went wrong.
pub(super) fn plain(
    studio: &Studio,
    lines: &[String],
    back: Option<String>,
) -> anyhow::Result<String> {
    render(
        studio,
        Page {
            template: "plain.html",
            title: "plain_title",
            step: "",
            consultation: None,
        },
        values! { lines, back },
    )
}
