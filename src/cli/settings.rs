//! Finds and reads the settings file, the keys it points to and the texts it names;
//! everything is there, or the command stops, before any work.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::{EmbedderArguments, LlmArguments};
use super::{Misuse, say};
use crate::config::{self, Config, ContextFiles, Key, KeyPlace, Settings, Typed};
use crate::error::system_reason;
use crate::language::Language;
use crate::readings::Context;

/// Longest text of context, in bytes: a prompt has room for a few pages.
const LONGEST_CONTEXT: u64 = 200_000;

/// The settings of a command, checked; `llm` for those that may ask a language model.
pub(super) fn settings(
    llm: Option<&LlmArguments>,
    common: &EmbedderArguments,
    inputs: &[PathBuf],
    language: Language,
) -> anyhow::Result<Settings> {
    let (config, _) = read(common.config.as_deref(), inputs.first(), language)?;
    checked(&config, llm, common, language)
}

/// The same from a settings file that was read.
pub(super) fn checked(
    config: &Config,
    llm: Option<&LlmArguments>,
    common: &EmbedderArguments,
    language: Language,
) -> anyhow::Result<Settings> {
    let typed = Typed {
        llm: llm.and_then(|arguments| arguments.llm.clone()),
        model: llm.and_then(|arguments| arguments.model.clone()),
        embedder: common.embedder.clone(),
        allow_remote: common.allow_remote.clone(),
        offline: common.offline,
    };
    let mut settings = Settings::check(config, &typed).map_err(|e| Misuse(e.say(language)))?;
    if llm.is_none() {
        settings.model = None;
    }
    let model = llm.and_then(|arguments| arguments.model.as_deref());
    if let (Some(_), None, false) = (model, &settings.model, common.offline) {
        return Err(Misuse(language.choose(
            "--model nomme un modèle, mais aucun serveur n'est donné : ajoutez --llm.".to_owned(),
            "--model names a model, but no server is given: add --llm.".to_owned(),
        ))
        .into());
    }
    for host in &settings.left_aside {
        say(&language.choose(
            format!("--offline : le serveur {host} des réglages n'est pas utilisé."),
            format!("--offline: the server {host} of the settings is not used."),
        ));
    }
    Ok(settings)
}

/// The settings file: the one typed, else the one beside the first input, else the one in
/// the working folder, else none; and where it is.
pub(super) fn read(
    typed: Option<&Path>,
    input: Option<&PathBuf>,
    language: Language,
) -> anyhow::Result<(Config, Option<PathBuf>)> {
    let beside = input.and_then(|input| Some(input.parent()?.join(config::FILE)));
    let usual = || {
        let mut places = beside.into_iter().chain([PathBuf::from(config::FILE)]);
        places.find(|path| path.is_file())
    };
    let Some(path) = typed.map(Path::to_path_buf).or_else(usual) else {
        let none = Config::none().map_err(|e| Misuse(e.say(language)))?;
        return Ok((none, None));
    };
    let text = read_text(&path, language)?;
    let shown = path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut config = Config::parse(&shown, &text, &folder).map_err(|e| Misuse(e.say(language)))?;
    // A file that came along with the answers may name a server, but only a person, or a
    // file of this person's own, allows what leaves the machine.
    if typed.is_none() && !in_working_folder(&path) {
        config.allow_nothing();
    }
    say(&language.choose(
        format!("Réglages lus dans « {shown} »."),
        format!("Settings read from \"{shown}\"."),
    ));
    Ok((config, Some(path)))
}

fn in_working_folder(file: &Path) -> bool {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match (folder.map(fs::canonicalize), std::env::current_dir()) {
        (None, _) => true,
        (Some(Ok(folder)), Ok(here)) => fs::canonicalize(here).is_ok_and(|here| here == folder),
        _ => false,
    }
}

/// The key, where there is one. `Debug` of it is never printed by anybody.
pub(super) fn key(key: &Key, language: Language) -> anyhow::Result<Option<String>> {
    let (found, missing) = match &key.place {
        KeyPlace::Environment(name) => {
            let missing = language.choose(
                format!("la variable d'environnement {name}, où doit se trouver la clé, est absente ou vide."),
                format!("the environment variable {name}, where the key should be, is missing or empty."),
            );
            (std::env::var(name).unwrap_or_default(), missing)
        }
        KeyPlace::File(path) => {
            let missing = language.choose(
                format!("le fichier de clé « {} » est vide.", path.display()),
                format!("the key file \"{}\" is empty.", path.display()),
            );
            (read_text(path, language)?, missing)
        }
    };
    match found.trim() {
        "" if key.required => Err(Misuse(missing).into()),
        "" => Ok(None),
        found => Ok(Some(found.to_owned())),
    }
}

/// What a language model reads beside the answers, as named texts.
pub(super) fn context(files: &ContextFiles, language: Language) -> anyhow::Result<Vec<Context>> {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let mut texts = Vec::new();
    for path in &files.files {
        let text = read_text(path, language)?;
        texts.push(Context {
            name: name(path),
            text,
        });
    }
    if let Some(path) = &files.glossary {
        let entries = glossary(&read_text(path, language)?, path, language)?;
        let lines = entries
            .iter()
            .map(|(term, meaning)| format!("{term} : {meaning}"));
        texts.push(Context {
            name: name(path),
            text: lines.collect::<Vec<String>>().join("\n"),
        });
    }
    for (name, text) in [("tone", &files.tone), ("instructions", &files.instructions)] {
        if let Some(text) = text {
            texts.push(Context {
                name: name.to_owned(),
                text: text.clone(),
            });
        }
    }
    Ok(texts)
}

/// A term and its meaning in each row, separated by `;`, `,` or a tab; a row of titles is
/// a row like another to the model.
fn glossary(text: &str, path: &Path, language: Language) -> anyhow::Result<Vec<(String, String)>> {
    let first = text.lines().next().unwrap_or_default();
    let separator = [b';', b'\t', b',']
        .into_iter()
        .find(|separator| first.as_bytes().contains(separator))
        .unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut entries = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let entry = record.ok().and_then(|record| {
            let cell = |index| record.get(index).map(str::trim).filter(|c| !c.is_empty());
            Some((cell(0)?.to_owned(), cell(1)?.to_owned()))
        });
        let Some(entry) = entry else {
            let (path, line) = (path.display(), row + 1);
            return Err(Misuse(language.choose(
                format!("« {path} », ligne {line} : un glossaire a deux colonnes, le terme et sa définition."),
                format!("\"{path}\", line {line}: a glossary has two columns, the term and its meaning."),
            ))
            .into());
        };
        entries.push(entry);
    }
    Ok(entries)
}

/// A small text file, in UTF-8.
pub(super) fn read_text(path: &Path, language: Language) -> anyhow::Result<String> {
    let shown = path.display();
    let told = |reason: String| {
        Misuse(language.choose(
            format!("« {shown} » ne peut pas être lu : {reason}."),
            format!("\"{shown}\" cannot be read: {reason}."),
        ))
    };
    let told_of = |error: std::io::Error| told(system_reason(&error, language));
    if fs::metadata(path).map_err(told_of)?.len() > LONGEST_CONTEXT {
        let reason = language.choose("il est trop long", "it is too long");
        return Err(told(reason.to_owned()).into());
    }
    let bytes = fs::read(path).map_err(told_of)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let reason = language.choose("il n'est pas en UTF-8", "it is not in UTF-8");
        told(reason.to_owned())
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
