//! What was typed and what the project's file says, brought together. What is typed wins;
//! a project's sources, columns and thresholds hold for its own files only.

use std::path::{Path, PathBuf};

use super::super::arguments::{Campaigns, RunArguments};
use super::super::{Misuse, settings};
use super::Place;
use crate::clusters::Granularity;
use crate::config::{self, Config, Plan};
use crate::language::Language;
use crate::synthesis::CampaignWeight;

/// A run, complete.
pub(in crate::cli) struct Completed {
    /// What was typed.
    pub typed: RunArguments,
    /// What to do, nothing left to a project's file.
    pub arguments: RunArguments,
    /// The settings file as read; of nothing at all when there is none.
    pub config: Config,
    /// Where it is.
    pub file: Option<PathBuf>,
    /// Where everything goes.
    pub place: Place,
}

/// Reads the settings file and completes what was typed.
pub(in crate::cli) fn completed(
    typed: &RunArguments,
    language: Language,
) -> anyhow::Result<Completed> {
    let input = typed.inputs.first();
    let (config, file) = settings::read(typed.embedder.config.as_deref(), input, language)?;
    complete_with(typed, config, file, language)
}

/// The run of a project's own settings file, without a word to a terminal.
pub(in crate::cli) fn of_project(folder: &Path, language: Language) -> anyhow::Result<Completed> {
    let file = folder.join(config::FILE);
    let text = settings::read_text(&file, language)?;
    let shown = file.display().to_string();
    let config = Config::parse(&shown, &text, folder).map_err(|e| Misuse(e.say(language)))?;
    complete_with(&RunArguments::default(), config, Some(file), language)
}

fn complete_with(
    typed: &RunArguments,
    config: Config,
    file: Option<PathBuf>,
    language: Language,
) -> anyhow::Result<Completed> {
    let mut arguments = typed.clone();
    if !arguments.inputs.is_empty() {
        let report = report_folder(&arguments);
        return Ok(Completed {
            place: Place {
                project: report.clone(),
                report,
            },
            typed: typed.clone(),
            arguments,
            config,
            file,
        });
    }
    let (Some(plan), Some(path)) = (&config.plan, &file) else {
        return Err(Misuse(language.choose(
            "quel fichier lire ? Donnez un export d'enquête : cahier run reponses.csv\nOu faites-en un projet avec « cahier init reponses.csv », puis lancez « cahier run » dans son dossier.".to_owned(),
            "which file is to be read? Give a survey export: cahier run answers.csv\nOr make a project of it with \"cahier init answers.csv\", then type \"cahier run\" in its folder.".to_owned(),
        ))
        .into());
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    complete(&mut arguments, plan);
    let report = arguments.out.clone();
    let report = report.unwrap_or_else(|| folder.join("report"));
    arguments.out = Some(report.clone());
    let project = match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_owned(),
    };
    Ok(Completed {
        place: Place { report, project },
        typed: typed.clone(),
        arguments,
        config,
        file,
    })
}

fn report_folder(arguments: &RunArguments) -> PathBuf {
    let default = || {
        let name = arguments.inputs[0].file_stem().unwrap_or_default();
        Path::new("reports").join(name)
    };
    arguments.out.clone().unwrap_or_else(default)
}

fn complete(arguments: &mut RunArguments, plan: &Plan) {
    fn fill<T: Clone>(typed: &mut Option<T>, planned: Option<&T>) {
        if typed.is_none() {
            *typed = planned.cloned();
        }
    }
    arguments.inputs.clone_from(&plan.files);
    if arguments.open.is_empty() {
        arguments.open.clone_from(&plan.open);
    }
    if arguments.segment.is_empty() {
        arguments.segment.clone_from(&plan.segments);
    }
    fill(&mut arguments.id, plan.id.as_ref());
    fill(&mut arguments.sheet, plan.sheet.as_ref());
    fill(&mut arguments.codebook, plan.codebook.as_ref());
    fill(&mut arguments.since, plan.since.as_ref());
    fill(&mut arguments.out, plan.folder.as_ref());
    fill(&mut arguments.seed, plan.seed.as_ref());
    if arguments.lang.is_none() {
        arguments.lang = plan.language.map(Language::from_locale);
    }
    if arguments.themes.is_none() {
        arguments.themes = plan.themes.map(|word| match word {
            "few" => Granularity::Few,
            "many" => Granularity::Many,
            _ => Granularity::Normal,
        });
    }
    if arguments.campaigns.is_none() {
        arguments.campaigns = match plan.campaigns {
            Some(CampaignWeight::CountAll) => Some(Campaigns::CountAll),
            Some(CampaignWeight::CountOnce) => Some(Campaigns::CountOnce),
            _ => None,
        };
    }
    if arguments.assign.is_none() && plan.assign {
        arguments.assign = Some("llm".to_owned());
    }
    if arguments.audience.is_empty() {
        let versions = plan.versions.iter();
        (arguments.audience, arguments.support) = versions.copied().unzip();
    }
    arguments.repair_encoding |= plan.repair_encoding;
    arguments.publication |= plan.publication;
    arguments.keep_originals |= plan.keep_originals;
    arguments.yes = true;
}
