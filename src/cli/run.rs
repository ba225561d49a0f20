//! `cahier run`: from survey exports to a report.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::arguments::RunArguments;
use super::bar::Bar;
use super::{Outcome, messages, output, print, say, use_threads};
use crate::answers::{ColumnMap, ColumnRequest, RoleGuess, column_names, guess_roles};
use crate::embeddings::BuiltInEmbedder;
use crate::error::{AnswersError, Error};
use crate::ingest::{self, Table};
use crate::language::Language;
use crate::pipeline::{self, RunSettings};
use crate::progress::{Progress, Stage};
use crate::report;
use crate::synthesis::Synthesis;

pub(super) fn run(arguments: &RunArguments, language: Language) -> anyhow::Result<Outcome> {
    use_threads(arguments.threads)?;
    let bar = Bar::new(language);
    bar.begin(Stage::Reading, 0);
    let table =
        ingest::read_all(&arguments.inputs, arguments.sheet.as_deref()).map_err(Error::from)?;
    let guesses = guess_roles(&table);
    let request = ColumnRequest {
        open: arguments.open.clone(),
        id: arguments.id.clone(),
        segments: arguments.segment.clone(),
    };
    let columns = ColumnMap::resolve(&table, &request, &guesses).map_err(Error::from)?;
    bar.finish();
    say(&messages::files(&table, language));
    say(&messages::respondents(&table, columns.id, language));
    if arguments.open.is_empty() {
        confirm(&table, &columns, &guesses, arguments.yes, language)?;
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&arguments.inputs[0]));
    output::prepare(&folder, language)?;
    let settings = RunSettings {
        columns,
        language: arguments.lang,
        seed: arguments.seed,
        sheet: arguments.sheet.clone(),
    };
    let bar = Bar::new(language);
    let embedder = BuiltInEmbedder::load()?;
    let synthesis = pipeline::run(&table, &settings, &embedder, &bar)?;
    bar.begin(Stage::Writing, 0);
    for (name, content) in report::render_all(&synthesis)? {
        output::write(&folder, name, &content, language)?;
    }
    let places = output::source_places(&folder, &arguments.inputs, table.files())?;
    output::write(&folder, output::SOURCES, &places, language)?;
    bar.finish();
    say(&summary(&synthesis, language));
    print(&format!("{}\n", folder.join("report.html").display()))?;
    Ok(Outcome::Done)
}

fn default_folder(input: &Path) -> PathBuf {
    let name = input.file_stem().unwrap_or_default();
    Path::new("reports").join(name)
}

/// Shows the questions guessed and has them confirmed: at a terminal by a person, else by
/// `--yes`; without either the run stops, since nobody would have seen a wrong guess.
fn confirm(
    table: &Table,
    columns: &ColumnMap,
    guesses: &[RoleGuess],
    yes: bool,
    language: Language,
) -> anyhow::Result<()> {
    let sentence = messages::open_questions(table, &columns.open, guesses, language);
    if yes {
        say(&sentence);
        return Ok(());
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        let suggestion: Vec<String> = columns
            .open
            .iter()
            .map(|column| format!("--open {}", typed_name(table, *column)))
            .collect();
        return Err(Error::from(AnswersError::Unconfirmed {
            sentence,
            suggestion: suggestion.join(" "),
        })
        .into());
    }
    say(&sentence);
    let prompt = language.choose("Les analyser ? [O/n] ", "Analyse them? [Y/n] ");
    io::stderr().write_all(prompt.as_bytes())?;
    let mut reply = String::new();
    let typed = io::stdin().lock().read_line(&mut reply)?;
    let reply = reply.trim().to_lowercase();
    // An empty line accepts; the end of the input (nothing typed at all) does not.
    if (typed > 0 && reply.is_empty()) || ["o", "oui", "y", "yes"].contains(&reply.as_str()) {
        return Ok(());
    }
    Err(Error::from(AnswersError::Declined {
        columns: column_names(table),
    })
    .into())
}

/// A column as it can be typed: its title in quotes, or its letters where the title is
/// missing, repeated or hard to quote.
fn typed_name(table: &Table, column: usize) -> String {
    let title = &table.columns()[column].title;
    let same = table.columns().iter().filter(|c| c.title == *title).count();
    if title.is_empty() || same > 1 || title.contains(['"', '$', '`', '\\', '!']) {
        table.columns()[column].letters()
    } else {
        format!("\"{title}\"")
    }
}

fn summary(synthesis: &Synthesis, language: Language) -> String {
    let lines: Vec<String> = synthesis
        .questions
        .iter()
        .map(|question| {
            let b = &question.balance;
            let aside = b.rows - b.analysed;
            let (id, themes) = (&question.question.id.0, question.themes.len());
            language.choose(
                format!(
                    "{id} : lignes lues {} = dans un thème {} (thèmes : {themes}) + non classées {} + mises de côté {aside}.",
                    b.rows, b.in_theme, b.unassigned
                ),
                format!(
                    "{id}: rows read {} = in a theme {} (themes: {themes}) + unassigned {} + set aside {aside}.",
                    b.rows, b.in_theme, b.unassigned
                ),
            )
        })
        .collect();
    lines.join("\n")
}
