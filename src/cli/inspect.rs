//! `cahier inspect`: what was recognised, column by column; nothing is written.

use std::collections::BTreeMap;

use serde::Serialize;

use super::arguments::InspectArguments;
use super::{Outcome, messages, print, run};
use crate::answers::{ColumnMap, ColumnRequest, RoleGuess, SetAside, class_of_row, guess_roles};
use crate::error::Error;
use crate::ingest::{self, Export, SourceFile};
use crate::language::Language;

/// What `--json` prints.
#[derive(Serialize)]
struct Inspection<'e> {
    files: &'e [SourceFile],
    rows: usize,
    /// Rows set aside as a whole, by class.
    rows_set_aside: Vec<(SetAside, usize)>,
    /// Titles of the questions a run would analyse.
    open: Vec<String>,
    columns: Vec<InspectedColumn<'e>>,
}

#[derive(Serialize)]
struct InspectedColumn<'e> {
    letters: String,
    title: String,
    reason: String,
    #[serde(flatten)]
    guess: &'e RoleGuess,
}

pub(super) fn run(arguments: &InspectArguments, language: Language) -> anyhow::Result<Outcome> {
    let sources = run::sources(
        &arguments.inputs,
        arguments.sheet.as_deref(),
        arguments.repair_encoding,
    );
    let export = ingest::open_all(&sources).map_err(Error::from)?;
    let guesses = guess_roles(&export);
    let map = ColumnMap::resolve(&export, &ColumnRequest::default(), &guesses)
        .unwrap_or_else(|_| ColumnMap::of_rows(&guesses));
    let aside = rows_aside(&export, &map)?;
    if arguments.json {
        let inspection = Inspection {
            files: export.files(),
            rows: export.rows(),
            rows_set_aside: aside,
            open: map
                .open
                .iter()
                .map(|column| export.columns()[*column].name())
                .collect(),
            columns: export
                .columns()
                .iter()
                .zip(&guesses)
                .map(|(column, guess)| InspectedColumn {
                    letters: column.letters(),
                    title: column.name(),
                    reason: guess.say_why(language),
                    guess,
                })
                .collect(),
        };
        print(&(serde_json::to_string_pretty(&inspection)? + "\n"))?;
    } else {
        print(&as_table(&export, &guesses, &map, &aside, language))?;
    }
    Ok(Outcome::Done)
}

/// Rows set aside as a whole, counted as they go by.
pub(super) fn rows_aside(
    export: &Export,
    map: &ColumnMap,
) -> anyhow::Result<Vec<(SetAside, usize)>> {
    let mut counts = BTreeMap::new();
    export
        .each_row(|row| {
            let class = class_of_row(map, row.class(), |column| row.text(column));
            if let Some(class) = class {
                *counts.entry(class).or_insert(0) += 1;
            }
        })
        .map_err(Error::from)?;
    Ok(counts.into_iter().collect())
}

fn as_table(
    export: &Export,
    guesses: &[RoleGuess],
    map: &ColumnMap,
    aside: &[(SetAside, usize)],
    language: Language,
) -> String {
    let mut text = messages::files(export, language);
    text.push('\n');
    text += &messages::open_questions(export, &map.open, guesses, language);
    text.push('\n');
    for line in [
        messages::rows_aside(aside, language),
        messages::dropped(export, guesses, map, language),
    ]
    .into_iter()
    .flatten()
    {
        text += &line;
        text.push('\n');
    }
    text.push('\n');
    for (index, (column, guess)) in export.columns().iter().zip(guesses).enumerate() {
        let role = guess.role.say(language);
        let why = guess.say_why(language);
        let name: String = column.name().chars().take(70).collect();
        let mark = if map.open.contains(&index) { "*" } else { " " };
        text += &format!(
            "{:>3} {mark} {role:<18} {name}  ({why})\n",
            column.letters()
        );
    }
    text
}
