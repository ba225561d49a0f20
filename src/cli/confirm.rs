//! What a person at the terminal is asked: whether what was recognised is right.

use std::io::{self, BufRead, IsTerminal, Write};

use super::{inspect, messages, say};
use crate::answers::{ColumnMap, RoleGuess, column_names};
use crate::error::{AnswersError, Error};
use crate::ingest::{self, Export, Notice, Source};
use crate::language::Language;

/// Shows the questions guessed and has them confirmed: at a terminal by a person, else by
/// `--yes`; without either the run stops, since nobody would have seen a wrong guess.
pub(super) fn confirm(
    export: &Export,
    columns: &ColumnMap,
    guesses: &[RoleGuess],
    yes: bool,
    language: Language,
) -> anyhow::Result<()> {
    let sentence = messages::open_questions(export, &columns.open, guesses, language);
    if yes {
        say(&sentence);
        return Ok(());
    }
    if !somebody_is_there() {
        let suggestion: Vec<String> = columns
            .open
            .iter()
            .map(|column| format!("--open {}", typed_name(export, *column)))
            .collect();
        return Err(Error::from(AnswersError::Unconfirmed {
            sentence,
            suggestion: suggestion.join(" "),
        })
        .into());
    }
    let aside = inspect::rows_aside(export, columns)?;
    if let Some(aside) = messages::rows_aside(&aside, language) {
        say(&aside);
    }
    say(&sentence);
    if ask(language.choose("Les analyser ? [O/n] ", "Analyse them? [Y/n] "))? {
        return Ok(());
    }
    Err(Error::from(AnswersError::Declined {
        columns: column_names(export),
    })
    .into())
}

/// Text that was decoded wrongly before it came here is mended when a person says so.
pub(super) fn offer_repair(
    export: Export,
    sources: &[Source],
    language: Language,
) -> anyhow::Result<Export> {
    let spoilt: usize = export
        .files()
        .iter()
        .flat_map(|file| &file.notices)
        .map(|notice| match notice {
            Notice::SpoiltText { cells } => *cells,
            _ => 0,
        })
        .sum();
    if spoilt == 0 || !somebody_is_there() {
        return Ok(export);
    }
    let question = language.choose(
        format!(
            "Accents mal décodés dans {spoilt} cellules (« Ã© » pour « é »). Les réparer ? [O/n] "
        ),
        format!("Accents decoded wrongly in {spoilt} cells (\"Ã©\" for \"é\"). Mend them? [Y/n] "),
    );
    if !ask(&question)? {
        return Ok(export);
    }
    let repaired: Vec<Source> = sources
        .iter()
        .map(|source| Source {
            repair: true,
            ..source.clone()
        })
        .collect();
    Ok(ingest::open_all(&repaired).map_err(Error::from)?)
}

fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Yes or no. An empty line accepts; the end of the input (nothing typed at all) does not.
fn ask(question: &str) -> anyhow::Result<bool> {
    io::stderr().write_all(question.as_bytes())?;
    let mut reply = String::new();
    let typed = io::stdin().lock().read_line(&mut reply)?;
    let reply = reply.trim().to_lowercase();
    Ok((typed > 0 && reply.is_empty()) || ["o", "oui", "y", "yes"].contains(&reply.as_str()))
}

/// A column by its title, or by its letters where the title is missing or repeated.
pub(super) fn column_name(export: &Export, column: usize) -> String {
    let title = &export.columns()[column].title;
    let same = export.columns().iter().filter(|c| c.title == *title);
    match title.is_empty() || same.count() > 1 {
        true => export.columns()[column].letters(),
        false => title.clone(),
    }
}

/// A column as it can be typed: by its letters where its title is hard to quote.
fn typed_name(export: &Export, column: usize) -> String {
    let (name, letters) = (
        column_name(export, column),
        export.columns()[column].letters(),
    );
    match name.contains(['"', '$', '`', '\\', '!']) {
        _ if name == letters => letters,
        true => letters,
        false => format!("\"{name}\""),
    }
}
