//! `cahier run`: from survey exports to a report.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::arguments::{Campaigns, RunArguments};
use super::bar::Bar;
use super::readers::Readers;
use super::remote::Stance;
use super::{
    Misuse, Outcome, codebook, inspect, messages, output, presentation, print, remote, say,
    settings, use_threads, versions,
};
use crate::answers::{ColumnMap, ColumnRequest, RoleGuess, column_names, guess_roles};
use crate::error::{AnswersError, Error};
use crate::ingest::{self, Export, Notice, Source};
use crate::language::Language;
use crate::pipeline::{AssignTo, RunSettings};
use crate::progress::{Progress, Stage};
use crate::report;
use crate::synthesis::{CampaignWeight, MASK_BELOW, MASK_BELOW_PUBLISHED, Synthesis};

pub(super) fn run(arguments: &RunArguments, language: Language) -> anyhow::Result<Outcome> {
    use_threads(arguments.threads)?;
    let models = settings::settings(
        Some(&arguments.llm),
        &arguments.embedder,
        &arguments.inputs,
        language,
    )?;
    let versions = versions::asked(arguments, language)?;
    let bar = Bar::new(language);
    bar.begin(Stage::Reading, 0);
    let sources = sources(
        &arguments.inputs,
        arguments.sheet.as_deref(),
        arguments.repair_encoding,
    );
    let export = ingest::open_all(&sources).map_err(Error::from)?;
    bar.finish();
    let export = match arguments.yes {
        true => export,
        false => offer_repair(export, &sources, language)?,
    };
    let guesses = guess_roles(&export);
    let request = ColumnRequest {
        open: arguments.open.clone(),
        id: arguments.id.clone(),
        segments: arguments.segment.clone(),
    };
    let columns = ColumnMap::resolve(&export, &request, &guesses).map_err(Error::from)?;
    say(&messages::files(&export, language));
    say(&messages::respondents(&export, &columns, language));
    if let Some(sentence) = messages::dropped(&export, &guesses, &columns, language) {
        say(&sentence);
    }
    if arguments.open.is_empty() {
        confirm(&export, &columns, &guesses, arguments.yes, language)?;
    }
    let stance = Stance {
        offline: arguments.embedder.offline,
        dry_run: arguments.llm.dry_run,
    };
    remote::permit(&models, &export, &columns, stance, language)?;
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&arguments.inputs[0]));
    let readers = Readers::of(&models, &arguments.llm, &folder, language)?;
    let ledger = columns.ledger(&export, &guesses);
    let run = RunSettings {
        columns,
        language: arguments.lang,
        seed: arguments.seed,
        granularity: arguments.themes,
        stability: true,
        sheet: arguments.sheet.clone(),
        ledger,
        campaigns: match arguments.campaigns {
            Some(Campaigns::CountAll) => CampaignWeight::CountAll,
            Some(Campaigns::CountOnce) => CampaignWeight::CountOnce,
            None => CampaignWeight::ShowBoth,
        },
        mask_below: match arguments.publication {
            true => MASK_BELOW_PUBLISHED,
            false => MASK_BELOW,
        },
        keep_originals: arguments.keep_originals,
        presentation: presentation::read(&models, language)?,
        known: Vec::new(),
        since: None,
        assign: assigned(arguments, models.model.is_some(), language)?,
    };
    let bar = Bar::new(language);
    bar.begin(Stage::Reading, 0);
    let table = export.load(&run.columns.used()).map_err(Error::from)?;
    let synthesis = readers.report(&table, &run, &versions, &bar, language)?;
    if arguments.llm.dry_run {
        bar.finish();
        say(language.choose(
            "Essai à blanc : rien n'a été demandé à un modèle de langage, rien n'a été écrit.",
            "Dry run: no language model was asked, nothing was written.",
        ));
        return Ok(Outcome::Done);
    }
    bar.begin(Stage::Writing, 0);
    output::write_report(&folder, &report::render_all(&synthesis)?, language)?;
    output::write_places(&folder, &arguments.inputs, table.files(), language)?;
    bar.finish();
    say(&summary(&synthesis, language));
    print(&format!("{}\n", folder.join("report.html").display()))?;
    Ok(Outcome::Done)
}

/// How the language model codes the answers, where it is asked to.
fn assigned(
    arguments: &RunArguments,
    has_model: bool,
    language: Language,
) -> anyhow::Result<Option<AssignTo>> {
    if arguments.assign.is_none() {
        return Ok(None);
    }
    if !has_model {
        return Err(Misuse(language.choose(
            "--assign llm demande un modèle de langage : ajoutez --llm.".to_owned(),
            "--assign llm needs a language model: add --llm.".to_owned(),
        ))
        .into());
    }
    Ok(Some(match &arguments.codebook {
        Some(path) => AssignTo::Codebook(codebook::read(path, language)?),
        None => AssignTo::Themes,
    }))
}

/// The files as they are to be read.
pub(super) fn sources(inputs: &[PathBuf], sheet: Option<&str>, repair: bool) -> Vec<Source> {
    inputs
        .iter()
        .map(|path| Source {
            path: path.clone(),
            sheet: sheet.map(str::to_owned),
            repair,
        })
        .collect()
}

fn default_folder(input: &Path) -> PathBuf {
    let name = input.file_stem().unwrap_or_default();
    Path::new("reports").join(name)
}

/// Shows the questions guessed and has them confirmed: at a terminal by a person, else by
/// `--yes`; without either the run stops, since nobody would have seen a wrong guess.
fn confirm(
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
fn offer_repair(export: Export, sources: &[Source], language: Language) -> anyhow::Result<Export> {
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

/// A column as it can be typed: its title in quotes, or its letters where the title is
/// missing, repeated or hard to quote.
fn typed_name(export: &Export, column: usize) -> String {
    let title = &export.columns()[column].title;
    let same = export
        .columns()
        .iter()
        .filter(|c| c.title == *title)
        .count();
    if title.is_empty() || same > 1 || title.contains(['"', '$', '`', '\\', '!']) {
        export.columns()[column].letters()
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
    let aside = messages::rows_aside(&synthesis.rows_aside, language);
    let lines: Vec<String> = aside.into_iter().chain(lines).collect();
    lines.join("\n")
}
