//! The report as it is now: read in its three forms, every file of it to save, and proved
//! against the files it was made from.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::output;
use super::super::project::{Completed, Stamp};
use super::consultation::{Consultation, State, is_current};
use super::loaded::loaded;
use super::pages::{Page, page, values};
use super::request::{Reply, Request, Studio, field};
use super::routes;
use super::work::{self, progress};
use crate::language::Language;

/// The readings shown on the page.
const READINGS: [&str; 3] = ["onepage.html", "report.html", "simplified.html"];

/// What each file is for, by the end of its key in the words.
const FILES: [(&str, &str); 16] = [
    ("report.html", "report"),
    ("report.docx", "word"),
    ("report.md", "markdown"),
    ("onepage.html", "onepage"),
    ("simplified.html", "simplified"),
    ("simplified.md", "simplified_text"),
    ("review.xlsx", "review"),
    ("coding.xlsx", "coding"),
    ("coding.csv", "coding_csv"),
    ("themes.csv", "themes"),
    ("codebook.csv", "codebook"),
    ("coding.qdpx", "qdpx"),
    ("codebook.qdc", "qdc"),
    ("iramuteq", "iramuteq"),
    ("adaptation", "adaptation"),
    ("synthesis.json", "data"),
];

/// A file to save.
#[derive(Serialize)]
struct FileLine {
    name: String,
    /// End of the key of the words that say what it is for.
    what: &'static str,
    size: String,
}

/// The page, and what its buttons do.
pub(super) fn reply(
    studio: &Studio,
    request: &Request,
    consultation: &Consultation,
    what: &[&str],
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    if !ready.place.report.join(output::DATA).is_file() {
        return Ok(Reply::To(format!("{}/run", consultation.address())));
    }
    match (what, &request.form) {
        ([], None) => report_page(studio, consultation, &ready, request, None),
        (["verify"], Some(_)) => {
            let said = verify(consultation, &ready, language)?;
            report_page(studio, consultation, &ready, request, Some(said))
        }
        (["all.zip"], None) => all(consultation, &ready),
        (["files", name @ ..], None) => {
            let save = field(&request.query, "save") == "yes";
            Ok(file(&ready, name, save).unwrap_or_else(|| routes::missing(studio)))
        }
        _ => Ok(routes::missing(studio)),
    }
}

fn report_page(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
    request: &Request,
    verified: Option<Verified>,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let (state, _) = progress(studio, consultation, ready);
    let names = names(ready);
    let readings: Vec<&str> = READINGS
        .into_iter()
        .filter(|name| names.iter().any(|other| other == name))
        .collect();
    let wanted = field(&request.query, "reading");
    let reading = readings.iter().find(|name| **name == wanted);
    let result = loaded(studio, consultation, &ready.place)?;
    let validation = result.shown.validation();
    page(
        studio,
        Page {
            template: "documents.html",
            title: "documents_title",
            step: "report",
            consultation: Some(consultation),
        },
        values! {
            state => work::name(state),
            current => state == State::Made && is_current(ready, language)?,
            reading => reading.or(readings.first()),
            readings,
            files => lines(ready, &names, language),
            verified,
            waiting => validation.waiting,
            by => validation.by.join(", "),
            complete => validation.is_complete(),
            folder => ready.place.report.display().to_string(),
        },
    )
}

/// What proving the report found.
#[derive(Serialize)]
struct Verified {
    holds: bool,
    lines: Vec<String>,
}

/// `cahier verify`, in a process of its own.
fn verify(
    consultation: &Consultation,
    ready: &Completed,
    language: Language,
) -> anyhow::Result<Verified> {
    let report = std::path::absolute(&ready.place.report)?;
    let run = Command::new(std::env::current_exe()?)
        .arg("verify")
        .arg(report)
        .args(["--lang", language.code()])
        .current_dir(&consultation.folder)
        .stdin(Stdio::null())
        .output()?;
    let said = [run.stdout, run.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    Ok(Verified {
        holds: run.status.success(),
        lines: said.lines().map(str::to_owned).collect(),
    })
}

/// Files of the report, by their names in its folder: those the last run noted, and the
/// sheet.
fn names(ready: &Completed) -> Vec<String> {
    let stamp = Stamp::read(&ready.place);
    let noted = stamp.iter().flat_map(|stamp| &stamp.outputs);
    let mut names: Vec<String> = noted.map(|file| file.name.clone()).collect();
    if names.is_empty() {
        // A run that was cut off took its stamp away: what is there can still be read.
        let there = FILES.iter().map(|(name, _)| (*name).to_owned());
        names = there.collect();
    }
    if !names.iter().any(|name| name == crate::report::REVIEW) {
        names.push(crate::report::REVIEW.to_owned());
    }
    // A folder that was passed on may say anything of itself.
    names.retain(|name| is_inside(&ready.place.report, name));
    names
}

/// True for a file in the folder itself, wherever links would lead.
fn is_inside(folder: &Path, name: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !Path::new(name).components().all(plain) {
        return false;
    }
    let found = fs::canonicalize(folder.join(name));
    match (found, fs::canonicalize(folder)) {
        (Ok(found), Ok(folder)) => found.is_file() && found == folder.join(name),
        _ => false,
    }
}

fn lines(ready: &Completed, names: &[String], language: Language) -> Vec<FileLine> {
    let line = |name: &String| {
        let what = FILES.iter().find(|(start, _)| name.starts_with(start))?.1;
        let bytes = fs::metadata(ready.place.report.join(name)).ok()?.len();
        Some(FileLine {
            name: name.clone(),
            what,
            size: size(bytes, language),
        })
    };
    let mut lines: Vec<FileLine> = names.iter().filter_map(line).collect();
    let rank = |line: &FileLine| FILES.iter().position(|(_, what)| *what == line.what);
    lines.sort_by_key(|line| (rank(line), line.name.clone()));
    lines
}

fn size(bytes: u64, language: Language) -> String {
    let kilo = bytes.div_ceil(1000);
    match kilo {
        0..1000 => format!("{kilo}\u{a0}{}", language.choose("ko", "kB")),
        _ => {
            let mega = language.decimals(kilo as f64 / 1000.0);
            format!("{mega}\u{a0}{}", language.choose("Mo", "MB"))
        }
    }
}

/// A file of the report: one that a run wrote, and nothing else in the folder.
fn file(ready: &Completed, name: &[&str], save: bool) -> Option<Reply> {
    let name = name.join("/");
    let known = names(ready).into_iter().find(|known| *known == name)?;
    let bytes = fs::read(ready.place.report.join(&known)).ok()?;
    let save = save || !known.ends_with(".html");
    let name = known.rsplit('/').next().unwrap_or(&known).to_owned();
    Some(Reply::Document { name, bytes, save })
}

/// The whole report in one file.
fn all(consultation: &Consultation, ready: &Completed) -> anyhow::Result<Reply> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names(ready) {
        let path: PathBuf = ready.place.report.join(&name);
        packed.start_file(name, SimpleFileOptions::default())?;
        packed.write_all(&fs::read(path)?)?;
    }
    Ok(Reply::Document {
        name: format!("{}.zip", consultation.name),
        bytes: packed.finish()?.into_inner(),
        save: true,
    })
}

/// The kind of a file, for the browser.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
