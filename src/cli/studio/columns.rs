//! What was recognised, and what a person makes of it: each column's role, one click each.

use serde::Serialize;

use super::super::project::Completed;
use super::super::{confirm, messages, run};
use super::consultation::Consultation;
use super::pages::{Page, page, values};
use super::recognised::{Chosen, Recognised, recognised};
use super::request::{Fields, Reply, Request, Studio, field};
use super::routes;
use crate::answers::{ColumnMap, ColumnRequest};
use crate::error::Error;
use crate::ingest::{self, Notice, Role};
use crate::language::Language;

/// Values of a column by which groups can be compared, at most.
const MOST_GROUPS: usize = 60;

/// A column as a line of the table.
#[derive(Serialize)]
struct Line {
    index: usize,
    letters: String,
    title: String,
    recognised: &'static str,
    why: String,
    uncertain: bool,
    examples: Vec<String>,
    /// `open`, `id`, `segment`, `personal`, `other`.
    part: &'static str,
    /// False for a column that groups cannot be compared by.
    may_segment: bool,
    filled: usize,
    /// True for a profile that groups are not compared by yet.
    to_choose: bool,
    /// True for a personal datum that would be read all the same.
    exposed: bool,
}

/// The page, and what its buttons do.
pub(super) fn reply(
    studio: &Studio,
    request: &Request,
    consultation: &Consultation,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    let done = |anchor: String| Reply::To(format!("{}/columns{anchor}", consultation.address()));
    if let Some(form) = &request.form
        && form
            .iter()
            .any(|(name, _)| name == "sheet" || name == "repair")
    {
        return match read_otherwise(consultation, &ready, form, language) {
            Ok(()) => Ok(done(String::new())),
            Err(error) => Ok(unread_page(studio, consultation, &ready, &error)?.refusing()),
        };
    }
    let found = match recognised(studio, consultation, &ready) {
        Ok(found) => found,
        Err(error) => return unread_page(studio, consultation, &ready, &error),
    };
    match &request.form {
        None => columns_page(studio, consultation, &ready, &found, None),
        Some(form) => match change(consultation, &ready, &found, form, language) {
            Ok(anchor) => Ok(done(anchor)),
            Err(error) => {
                let why = routes::said(studio, &error);
                let page = columns_page(studio, consultation, &ready, &found, Some(why))?;
                Ok(page.refusing())
            }
        },
    }
}

/// The page where the files cannot be read: other files and another sheet can be chosen.
fn unread_page(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
    error: &anyhow::Error,
) -> anyhow::Result<Reply> {
    page(
        studio,
        Page {
            template: "columns.html",
            title: "columns_title",
            step: "columns",
            consultation: Some(consultation),
        },
        values! {
            unread => true,
            why => routes::said(studio, error),
            sheets => sheets(ready),
            sheet => ready.arguments.sheet.clone(),
        },
    )
}

/// Another sheet, or accents mended: kept once the files can be read so.
fn read_otherwise(
    consultation: &Consultation,
    ready: &Completed,
    form: &Fields,
    language: Language,
) -> anyhow::Result<()> {
    let mut settings = consultation.settings(language)?;
    let (mut sheet, mut repair) = (
        ready.arguments.sheet.clone(),
        ready.arguments.repair_encoding,
    );
    match form.iter().any(|(name, _)| name == "sheet") {
        true => {
            let named = field(form, "sheet");
            sheet = Some(named.to_owned()).filter(|name| !name.is_empty());
            settings.set_text("sources", "sheet", named);
        }
        false => {
            repair = true;
            settings.set_flag("sources", "repair_encoding", true);
        }
    }
    // Columns of another sheet, or with mended titles, are other columns.
    settings.set_texts("columns", "open", &[]);
    settings.set_texts("columns", "segments", &[]);
    settings.unset("columns", "id");
    let sources = run::sources(&ready.arguments.inputs, sheet.as_deref(), repair);
    ingest::open_all(&sources).map_err(Error::from)?;
    settings.save()
}

fn columns_page(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
    found: &Recognised,
    refused: Option<String>,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let chosen = found.chosen(ready, language);
    let why = match (&refused, &chosen) {
        (Some(why), _) => Some(why.clone()),
        (None, Err(error)) => Some(routes::said(studio, error)),
        _ => None,
    };
    let none = Chosen {
        columns: ColumnMap::of_rows(&found.guesses),
        aside: Vec::new(),
        masked: Vec::new(),
        looked_at: 0,
        passages: Vec::new(),
    };
    let chosen = chosen.unwrap_or_else(|_| none.into());
    let export = &found.export;
    let spoilt = export.files().iter().flat_map(|file| &file.notices);
    let spoilt = spoilt.map(|notice| match notice {
        Notice::SpoiltText { cells } => *cells,
        _ => 0,
    });
    let sheets = sheets(ready);
    page(
        studio,
        Page {
            template: "columns.html",
            title: "columns_title",
            step: "columns",
            consultation: Some(consultation),
        },
        values! {
            files => messages::files(export, language).lines().map(|line| routes::plainly(studio, line.trim())).collect::<Vec<String>>(),
            lines => lines(found, &chosen.columns, language),
            rows => export.rows(),
            open => chosen.columns.open.len(),
            columns => export.columns().len(),
            aside => chosen.aside.iter().map(|(class, rows)| (class.say(language), *rows)).collect::<Vec<_>>(),
            aside_rows => chosen.aside.iter().map(|(_, rows)| rows).sum::<usize>(),
            refusing => refused.is_some(),
            masked => chosen.masked.iter().map(|(kind, count)| (format!("[{}]", kind.tag(language)), *count)).collect::<Vec<_>>(),
            looked_at => chosen.looked_at,
            passages => chosen.passages,
            spoilt => spoilt.sum::<usize>(),
            sheets,
            sheet => ready.arguments.sheet.clone(),
            why,
        },
    )
}

/// The sheets of the one workbook there is; none where there is no choice.
fn sheets(ready: &Completed) -> Vec<String> {
    let [input] = ready.arguments.inputs.as_slice() else {
        return Vec::new();
    };
    let ending = input.extension().unwrap_or_default().to_string_lossy();
    if !["xlsx", "xls", "ods"].contains(&ending.to_lowercase().as_str()) {
        return Vec::new();
    }
    let name = input.file_name().unwrap_or_default().to_string_lossy();
    let read = std::fs::read(input).map_err(anyhow::Error::from);
    let sheets = read.and_then(|bytes| Ok(ingest::sheets(&name, &bytes)?));
    let names: Vec<String> = sheets
        .unwrap_or_default()
        .into_iter()
        .map(|sheet| sheet.name)
        .collect();
    match names.len() {
        0 | 1 => Vec::new(),
        _ => names,
    }
}

fn lines(found: &Recognised, columns: &ColumnMap, language: Language) -> Vec<Line> {
    let all = found.export.columns().iter().zip(&found.guesses);
    all.enumerate()
        .map(|(index, (column, guess))| Line {
            index,
            letters: column.letters(),
            title: column.name(),
            recognised: guess.role.say(language),
            why: guess.say_why(language),
            uncertain: guess.uncertain,
            examples: found.examples[index].clone(),
            part: if columns.open.contains(&index) {
                "open"
            } else if columns.id == Some(index) || columns.respondent == Some(index) {
                "id"
            } else if columns.segments.contains(&index) {
                "segment"
            } else if guess.role == Role::Identifier {
                "personal"
            } else {
                "other"
            },
            may_segment: guess.role != Role::Identifier && found.values[index] <= MOST_GROUPS,
            filled: guess.filled,
            to_choose: guess.role == Role::Segment && !columns.segments.contains(&index),
            exposed: guess.role == Role::Identifier && columns.open.contains(&index),
        })
        .collect()
}

/// Writes what was clicked to the settings file, once it is known to hold. Gives where the
/// page goes on.
fn change(
    consultation: &Consultation,
    ready: &Completed,
    found: &Recognised,
    form: &Fields,
    language: Language,
) -> anyhow::Result<String> {
    let mut settings = consultation.settings(language)?;
    let (column, part) = field(form, "set").split_once(':').unwrap_or_default();
    let column = column.parse::<usize>().ok();
    let column = column.filter(|column| *column < found.guesses.len());
    let Some(column) = column else {
        anyhow::bail!(language.choose(
            "Cette colonne n'est plus là : la page datait d'avant un autre fichier.",
            "This column is no longer there: the page dated from before another file.",
        ));
    };
    let now = found.chosen(ready, language);
    let now = now.map_or(ColumnMap::default(), |chosen| chosen.columns.clone());
    let (mut open, mut segments) = (now.open, now.segments);
    let mut id = now.id.or(now.respondent);
    open.retain(|other| *other != column);
    segments.retain(|other| *other != column);
    id = id.filter(|other| *other != column);
    match part {
        "open" => open.push(column),
        "segment" => segments.push(column),
        "id" => id = Some(column),
        _ => {}
    }
    open.sort_unstable();
    if open.is_empty() {
        anyhow::bail!(language.choose(
            "Il faut garder au moins une question ouverte : choisissez-en une autre avant d'enlever celle-ci.",
            "At least one open question must stay: choose another before you take this one away.",
        ));
    }
    let name = |column: &usize| confirm::column_name(&found.export, *column);
    let names = |columns: &[usize]| columns.iter().map(name).collect::<Vec<String>>();
    let asked = ColumnRequest {
        open: names(&open),
        id: id.as_ref().map(name),
        segments: names(&segments),
    };
    ColumnMap::resolve(&found.export, &asked, &found.guesses).map_err(Error::from)?;
    settings.set_texts("columns", "open", &asked.open);
    settings.set_texts("columns", "segments", &asked.segments);
    settings.set_text("columns", "id", &asked.id.unwrap_or_default());
    settings.save()?;
    Ok(format!("#column-{column}"))
}
