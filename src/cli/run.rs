//! `cahier run`: from survey exports to a report.

use std::path::PathBuf;

use super::arguments::{Campaigns, RunArguments};
use super::bar::Bar;
use super::project::{self, Cache, Completed, Lock, Made, Parts, Place, Stamp};
use super::readers::Readers;
use super::remote::Stance;
use super::{
    Misuse, Outcome, agree, codebook, confirm, messages, model, output, presentation, print,
    remote, say, settings, use_threads, versions, waves,
};
use crate::answers::{ColumnMap, ColumnRecord, ColumnRequest, guess_roles};
use crate::config::Settings;
use crate::error::Error;
use crate::ingest::{self, Export, Source};
use crate::language::Language;
use crate::pipeline::{AssignTo, Forgetful, Memory, RunSettings};
use crate::progress::{Progress, Stage};
use crate::report;
use crate::synthesis::{CampaignWeight, MASK_BELOW, MASK_BELOW_PUBLISHED, Synthesis};

pub(super) fn run(typed: &RunArguments, language: Language) -> anyhow::Result<Outcome> {
    use_threads(typed.threads)?;
    loop {
        if let Some(outcome) = attempt(typed, language)? {
            return Ok(outcome);
        }
    }
}

/// One run; none where settings or files changed before it could begin: what it writes is
/// noted as made from what it read.
fn attempt(typed: &RunArguments, language: Language) -> anyhow::Result<Option<Outcome>> {
    let ready = project::completed(typed, language)?;
    let arguments = &ready.arguments;
    let llm = Some(&arguments.llm);
    let models = settings::checked(&ready.config, llm, &arguments.embedder, language)?;
    if !arguments.llm.dry_run && up_to_date(&ready, &models, language)? {
        return told(&ready.place).map(Some);
    }
    let read = Parts::of(&ready, &models)?;
    let recognised = recognise(&ready, &models, language)?;
    if arguments.llm.dry_run {
        result(&ready, &models, recognised, language)?;
        say(language.choose(
            "Essai à blanc : rien n'a été demandé à un modèle de langage, rien n'a été écrit.",
            "Dry run: no language model was asked, nothing was written.",
        ));
        return Ok(Some(Outcome::Done));
    }
    model::find_keys(&models, language)?;
    output::prepare(&ready.place.report, language)?;
    let _lock = Lock::hold(&ready.place, language)?;
    // Another run may have done the work while this one waited.
    if up_to_date(&ready, &models, language)? {
        return told(&ready.place).map(Some);
    }
    let parts = Parts::of(&ready, &models)?;
    if !parts.has_same_sources(&read) {
        return Ok(None);
    }
    Stamp::forget(&ready.place);
    let (mut synthesis, bar) = result(&ready, &models, recognised, language)?;
    agree::take_over(&ready.place.report, &mut synthesis, language);
    bar.begin(Stage::Writing, 0);
    let files = report::render_all(&synthesis)?;
    project::keep_review(&ready.place, language)?;
    output::write_report(&ready.place.report, &files, language)?;
    output::write_places(
        &ready.place.report,
        &arguments.inputs,
        &synthesis.files,
        language,
    )?;
    bar.finish();
    say(&summary(&synthesis, language));
    let outputs = output::records(&files);
    project::note_run(&ready.place, &synthesis, outputs.clone())?;
    if !synthesis
        .model
        .as_ref()
        .is_some_and(|model| model.is_incomplete())
    {
        let decided = ready.place.decisions(language)?;
        let decided = decided.iter().flat_map(|decisions| &decisions.questions);
        let decided = decided.map(|(id, _)| id.clone()).collect();
        Stamp::write(&ready, parts, &outputs, decided)?;
    }
    told(&ready.place).map(Some)
}

/// True when a run would write what is there already.
fn up_to_date(ready: &Completed, models: &Settings, language: Language) -> anyhow::Result<bool> {
    if Stamp::read(&ready.place).is_none() {
        return Ok(false);
    }
    let parts = Parts::of(ready, models)?;
    let same = matches!(Stamp::compare(&ready.place, &parts, language), Made::Same);
    if same {
        say(language.choose(
            "Rien n'a changé depuis la dernière exécution : le rapport est à jour.",
            "Nothing has changed since the last run: the report is up to date.",
        ));
    }
    Ok(same)
}

/// Where the report is: what the command prints.
fn told(place: &Place) -> anyhow::Result<Outcome> {
    print(&format!("{}\n", place.report.join("report.html").display()))?;
    Ok(Outcome::Done)
}

/// The files opened and what each column is for, confirmed.
struct Recognised {
    export: Export,
    columns: ColumnMap,
    ledger: Vec<ColumnRecord>,
}

fn recognise(
    ready: &Completed,
    models: &Settings,
    language: Language,
) -> anyhow::Result<Recognised> {
    let arguments = &ready.arguments;
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
        false => confirm::offer_repair(export, &sources, language)?,
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
        confirm::confirm(&export, &columns, &guesses, arguments.yes, language)?;
    }
    let stance = Stance {
        offline: arguments.embedder.offline,
        dry_run: arguments.llm.dry_run,
    };
    remote::permit(models, &export, &columns, stance, language)?;
    Ok(Recognised {
        ledger: columns.ledger(&export, &guesses),
        export,
        columns,
    })
}

/// The stages, and what people decided put on what they give.
fn result(
    ready: &Completed,
    models: &Settings,
    recognised: Recognised,
    language: Language,
) -> anyhow::Result<(Synthesis, Bar)> {
    let arguments = &ready.arguments;
    let versions = versions::asked(arguments, language)?;
    let place = &ready.place;
    let readers = Readers::of(models, &arguments.llm, &place.report, language)?;
    let decisions = place.decisions(language)?;
    let Recognised {
        export,
        columns,
        ledger,
    } = recognised;
    let known = decisions.iter().flat_map(|decisions| &decisions.questions);
    let imposed = match (&arguments.codebook, &arguments.assign) {
        (Some(path), None) => codebook::known(path, language)?,
        _ => Vec::new(),
    };
    let since = arguments.since.as_deref();
    let since = since.map(|path| waves::since(path, language)).transpose()?;
    let run = RunSettings {
        columns,
        language: arguments.lang,
        seed: arguments.seed.unwrap_or_default(),
        granularity: arguments.themes.unwrap_or_default(),
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
        presentation: presentation::read(models, language)?,
        // What people decided comes before what a codebook says.
        known: known
            .map(|(_, question)| question.to_keep())
            .chain(imposed)
            .collect(),
        since,
        assign: assigned(arguments, models.model.is_some(), language)?,
    };
    let bar = Bar::new(language);
    bar.begin(Stage::Reading, 0);
    let table = export.load(&run.columns.used()).map_err(Error::from)?;
    let cache = Cache::of(place);
    // A dry run leaves nothing behind.
    let memory: &dyn Memory = if arguments.llm.dry_run {
        &Forgetful
    } else {
        &cache
    };
    let mut synthesis = readers.report(&table, &run, &versions, memory, (&bar, language))?;
    if let Some(since) = &run.since {
        for sentence in waves::not_found(since, &synthesis, language) {
            say(&sentence);
        }
    }
    if let Some(decisions) = &decisions {
        for lost in synthesis.put(decisions) {
            say(&messages::unplaced(&lost, language));
        }
        synthesis.check()?;
    }
    if !arguments.llm.dry_run {
        cache.tidy();
    }
    bar.finish();
    Ok((synthesis, bar))
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
