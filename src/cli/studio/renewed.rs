//! Files for a consultation that is there already: new answers, or a review sheet that was
//! filled in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::super::run;
use super::consultation::{Consultation, State};
use super::request::{Reply, Studio};
use super::uploads::SOURCES;
use super::work::{Kind, progress, start};
use crate::error::Error;
use crate::ingest;

/// Adds files to those of a consultation; one of the same name takes the place of the old
/// one. `arrived` holds them, each under its own name. Nothing changes when together they
/// make no table.
pub(super) fn add_files(
    studio: &Studio,
    consultation: &Consultation,
    arrived: &Path,
    names: &[String],
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    refuse_at_work(studio, consultation)?;
    let mut settings = consultation.settings(language)?;
    let mut files = settings.texts("sources", "files");
    // Where each file will be read from, and what that will be called.
    let mut read: Vec<PathBuf> = files.iter().map(|f| consultation.folder.join(f)).collect();
    for name in names {
        let own = format!("{SOURCES}/{name}");
        let same = files
            .iter()
            // Some systems take capitals for small letters.
            .position(|file| {
                let own = file.rsplit('/').next().unwrap_or_default();
                own.to_lowercase() == name.to_lowercase()
            });
        match same {
            Some(place) => (files[place], read[place]) = (own, arrived.join(name)),
            None => {
                files.push(own);
                read.push(arrived.join(name));
            }
        }
    }
    let arguments = &ready.arguments;
    let sources = run::sources(&read, arguments.sheet.as_deref(), arguments.repair_encoding);
    ingest::open_all(&sources).map_err(Error::from)?;
    fs::create_dir_all(consultation.folder.join(SOURCES))?;
    for name in names {
        let place = consultation.folder.join(SOURCES).join(name);
        fs::rename(arrived.join(name), place)?;
    }
    settings.set_texts("sources", "files", &files);
    settings.save()?;
    Ok(Reply::To(format!("{}/columns", consultation.address())))
}

/// Has a filled review sheet taken in, as `cahier review apply` does.
pub(super) fn take_sheet(
    studio: &Studio,
    consultation: &Consultation,
    arrived: &Path,
    names: &[String],
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    refuse_at_work(studio, consultation)?;
    let [name] = names else {
        bail!(language.choose(
            "Choisissez une feuille de relecture.",
            "Choose one review sheet.",
        ));
    };
    let folder = ready.place.hidden().join("sheet");
    fs::create_dir_all(&folder)?;
    let sheet = std::path::absolute(folder.join(name))?;
    fs::rename(arrived.join(name), &sheet)?;
    start(studio, consultation, &ready, &Kind::Sheet(sheet))?;
    Ok(Reply::To(format!("{}/run", consultation.address())))
}

fn refuse_at_work(studio: &Studio, consultation: &Consultation) -> anyhow::Result<()> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    match progress(studio, consultation, &ready).0 {
        State::Running => Err(anyhow!(language.choose(
            "Une analyse est en cours : attendez qu'elle finisse, puis recommencez.",
            "An analysis is at work: wait for its end, then do this again.",
        ))),
        _ => Ok(()),
    }
}
