//! `cahier init`: a settings file with every default visible, for the files given.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::super::arguments::InitArguments;
use super::super::{Misuse, Outcome, confirm, messages, output, print, run, say};
use super::{Event, JOURNAL, Journal, write_whole};
use crate::answers::{ColumnMap, ColumnRequest, guess_roles};
use crate::config;
use crate::error::{Error, system_reason};
use crate::ingest::{self, Export};
use crate::language::Language;

/// The file, its comments in each language; `{…}` is filled in.
const TEMPLATES: [&str; 2] = [
    include_str!("cahier.fr.toml"),
    include_str!("cahier.en.toml"),
];

pub(in crate::cli) fn run(
    arguments: &InitArguments,
    language: Language,
) -> anyhow::Result<Outcome> {
    let here = PathBuf::from(".");
    let folder = arguments.folder.as_ref().unwrap_or(&here);
    let target = match &arguments.folder {
        Some(folder) => folder.join(config::FILE),
        None => PathBuf::from(config::FILE),
    };
    if target.exists() {
        let target = target.display();
        return Err(Misuse(language.choose(
            format!("« {target} » existe déjà : il garde vos réglages et n'est pas remplacé. Modifiez-le, ou choisissez un autre dossier avec --folder."),
            format!("\"{target}\" exists already: it holds your settings and is not replaced. Edit it, or choose another folder with --folder."),
        ))
        .into());
    }
    let sources = run::sources(&arguments.inputs, arguments.sheet.as_deref(), false);
    let export = ingest::open_all(&sources).map_err(Error::from)?;
    let guesses = guess_roles(&export);
    let request = ColumnRequest {
        open: arguments.open.clone(),
        id: arguments.id.clone(),
        segments: arguments.segment.clone(),
    };
    let columns = ColumnMap::resolve(&export, &request, &guesses).map_err(Error::from)?;
    say(&messages::files(&export, language));
    say(&messages::open_questions(
        &export,
        &columns.open,
        &guesses,
        language,
    ));
    output::prepare(folder, language)?;
    let files = seen_from(folder, &arguments.inputs)?;
    let text = filled(
        &files,
        arguments.sheet.as_deref(),
        (&export, &columns),
        language,
    );
    write_whole(&target, text.as_bytes()).map_err(|error| {
        let (target, reason) = (target.display(), system_reason(&error, language));
        anyhow!(language.choose(
            format!("« {target} » n'a pas pu être écrit : {reason}."),
            format!("\"{target}\" could not be written: {reason}."),
        ))
    })?;
    let names = arguments.inputs.iter().filter_map(|path| path.file_name());
    let inputs = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    Journal::new(folder.join(JOURNAL)).add(Event::Init { inputs })?;
    say(&language.choose(
        format!(
            "Relisez « {} », puis lancez « cahier run » dans ce dossier.",
            target.display()
        ),
        format!(
            "Read \"{}\" over, then type \"cahier run\" in that folder.",
            target.display()
        ),
    ));
    print(&format!("{}\n", target.display()))?;
    Ok(Outcome::Done)
}

/// The inputs as the settings file will name them.
fn seen_from(folder: &Path, inputs: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let from = fs::canonicalize(folder)?;
    let shown = |input: &PathBuf| {
        let path = output::relative(&from, &fs::canonicalize(input)?);
        // A slash works on every system; a backslash does not.
        Ok(path.to_string_lossy().replace('\\', "/"))
    };
    inputs.iter().map(shown).collect()
}

pub(in crate::cli) fn filled(
    files: &[String],
    sheet: Option<&str>,
    (export, columns): (&Export, &ColumnMap),
    language: Language,
) -> String {
    let name = |column: &usize| confirm::column_name(export, *column);
    let list = |columns: &[usize]| texts(&columns.iter().map(name).collect::<Vec<String>>());
    let optional = |key: &str, value: Option<String>, example: &str| match value {
        Some(value) => format!("{key} = {}", text(&value)),
        None => format!("# {key} = {}", text(example)),
    };
    let id = columns
        .id
        .or(columns.respondent)
        .map(|column| name(&column));
    let template = TEMPLATES[usize::from(language == Language::English)];
    template
        .replace("{files}", &texts(files))
        .replace(
            "{sheet}",
            &optional(
                "sheet",
                sheet.map(str::to_owned),
                language.choose("Feuil1", "Sheet1"),
            ),
        )
        .replace("{open}", &list(&columns.open))
        .replace("{id}", &optional("id", id, "A"))
        .replace("{segments}", &list(&columns.segments))
}

/// A text as TOML writes it.
fn text(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// A list of texts, one a line where they are several.
fn texts(values: &[String]) -> String {
    match values {
        [] => "[]".to_owned(),
        [value] => format!("[{}]", text(value)),
        values => {
            let lines = values.iter().map(|value| format!("    {},\n", text(value)));
            format!("[\n{}]", lines.collect::<String>())
        }
    }
}
