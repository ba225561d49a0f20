//! What reads the answers besides the rules: the model that compares them and, where one
//! is set, the language model, with the prompts and the context it is given.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::LlmArguments;
use super::bar::Bar;
use super::estimate::{self, Estimate};
use super::{Misuse, model, output, say, settings, watch};
use crate::config::{ModelServer, Settings};
use crate::embeddings::Embedder;
use crate::error::system_reason;
use crate::ingest::Table;
use crate::language::Language;
use crate::llm::{Counter, Failure, LanguageModel};
use crate::pipeline::{self, Memory, RunSettings};
use crate::prompts::Prompts;
use crate::readings::{self, Context, adaptation};
use crate::synthesis::{Adaptation, Audience, Support, Synthesis};

/// All there before the long work, or the command stops.
pub(super) struct Readers {
    pub embedder: Box<dyn Embedder>,
    server: Option<ModelServer>,
    model: Option<Box<dyn LanguageModel>>,
    context: Vec<Context>,
    prompts: Prompts,
}

impl Readers {
    /// Makes the folder of the report. A dry run makes nothing and asks no server.
    pub(super) fn of(
        settings: &Settings,
        arguments: &LlmArguments,
        folder: &Path,
        language: Language,
    ) -> anyhow::Result<Readers> {
        let context = settings::context(&settings.context, language)?;
        let prompts = prompts(settings, language)?;
        let (embedder, model) = if arguments.dry_run {
            (model::built_in()?, None)
        } else {
            model::find_keys(settings, language)?;
            output::prepare(folder, language)?;
            let trace = arguments.trace_llm.as_deref();
            (
                model::embedder(settings, Some(folder), language)?,
                model::connect(settings, folder, trace, language)?,
            )
        };
        Ok(Readers {
            embedder,
            server: settings.model.clone(),
            model,
            context,
            prompts,
        })
    }

    /// From a table to a result. Before a language model is asked anything, the same steps
    /// are taken with one that counts, and what the questions would cost is told; in a dry
    /// run they stop there. Versions for a public are made by rule where no model reads.
    pub(super) fn report(
        &self,
        table: &Table,
        run: &RunSettings,
        versions: &[(Audience, Support)],
        memory: &dyn Memory,
        (bar, language): (&Bar, Language),
    ) -> anyhow::Result<Synthesis> {
        let embedder = self.embedder.as_ref();
        let counter = Counter::default();
        let coder: (&dyn LanguageModel, _) = (&counter, &self.prompts);
        let mut synthesis = pipeline::run_again(table, run, embedder, Some(coder), memory, bar)?;
        let Some(server) = &self.server else {
            adaptation::add(&mut synthesis, versions, None);
            add_simplified(&mut synthesis);
            return Ok(synthesis);
        };
        let prompts = self.prompts.in_language(synthesis.language);
        let settings = readings::Settings {
            prompts: &prompts,
            context: &self.context,
            versions,
        };
        let plan = readings::plan(&synthesis, &settings, embedder)?;
        bar.finish();
        let estimate = Estimate::of(counter.plan().and(plan), server);
        say(&estimate.told(language));
        watch::note(|seen| seen.estimate = Some(estimate));
        let Some(model) = self.model.as_deref() else {
            return Ok(synthesis);
        };
        if run.assign.is_some() {
            let coder = Some((model, &self.prompts));
            synthesis = pipeline::run_again(table, run, embedder, coder, memory, bar)?;
        }
        readings::read(&mut synthesis, &settings, model, embedder, bar)?;
        add_simplified(&mut synthesis);
        if let Some(used) = &mut synthesis.model {
            let written = used.prompts.values().map(|t| t.usage.completion_tokens);
            used.energy = estimate::energy_of(written.sum(), server);
        }
        bar.finish();
        say(&outcome(&synthesis, &model.card().host, language));
        Ok(synthesis)
    }
}

/// Every report has a simplified page: by rule, where nobody asked for one.
fn add_simplified(synthesis: &mut Synthesis) {
    let page = (Audience::Simple, Support::Page);
    let is_there = |a: &Adaptation| (a.audience, a.support) == page;
    if !synthesis.adaptations.iter().any(is_there) {
        adaptation::add(synthesis, &[page], None);
    }
}

/// Our prompts and those of the settings' folder.
pub(super) fn prompts(settings: &Settings, language: Language) -> anyhow::Result<Prompts> {
    let files = match &settings.prompts {
        Some(folder) => prompt_files(folder, language)?,
        None => BTreeMap::new(),
    };
    Prompts::new(language, &files).map_err(|bad| Misuse(bad.say(language)).into())
}

/// The text files of a folder, by name.
fn prompt_files(folder: &Path, language: Language) -> anyhow::Result<BTreeMap<String, String>> {
    let paths = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|e| Ok(e?.path()))
            .collect::<Result<Vec<_>, _>>()
    });
    let paths: Vec<PathBuf> = paths.map_err(|error| {
        let (folder, reason) = (folder.display(), system_reason(&error, language));
        Misuse(language.choose(
            format!("« {folder} » ne peut pas être lu : {reason}."),
            format!("\"{folder}\" cannot be read: {reason}."),
        ))
    })?;
    let mut files = BTreeMap::new();
    for path in paths {
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().unwrap_or_default();
            let text = settings::read_text(&path, language)?;
            files.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    Ok(files)
}

/// How many of the things asked about got a reply that holds, and why the others did not.
fn outcome(synthesis: &Synthesis, host: &str, language: Language) -> String {
    let tallies = synthesis
        .model
        .iter()
        .flat_map(|used| used.prompts.values());
    let (mut asked, mut held) = (0, 0);
    let mut failures: BTreeMap<Failure, usize> = BTreeMap::new();
    for tally in tallies {
        asked += tally.tasks;
        held += tally.accepted;
        for (why, count) in &tally.failures {
            *failures.entry(*why).or_default() += count;
        }
    }
    let mut lines = vec![language.choose(
        format!("Modèle de langage : {held} lectures retenues sur {asked} ; pour les autres, ce que les règles ont trouvé reste."),
        format!("Language model: {held} readings kept of {asked}; for the others, what the rules found stands."),
    )];
    for (why, count) in failures {
        let why = model::say_failure(why, host, language);
        lines.push(format!("  {count} × {why}"));
    }
    lines.join("\n")
}
