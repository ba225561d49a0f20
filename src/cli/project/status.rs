//! `cahier status`: what the report is made from, and what a run would change.

use std::path::Path;

use super::super::arguments::{RunArguments, StatusArguments};
use super::super::{Outcome, output, print, settings};
use super::plan::Completed;
use super::{Made, Parts, Place, Stamp, completed};
use crate::config;
use crate::language::Language;

pub(in crate::cli) fn run(
    arguments: &StatusArguments,
    language: Language,
) -> anyhow::Result<Outcome> {
    let ready = found(&arguments.folder, language)?;
    let models = settings::checked(
        &ready.config,
        Some(&ready.arguments.llm),
        &ready.arguments.embedder,
        language,
    )?;
    let parts = Parts::of(&ready, &models)?;
    let report = ready.place.report.display();
    let mut lines = match Stamp::compare(&ready.place, &parts, language) {
        Made::Nothing => vec![language.choose(
            format!("Rien n'a encore été écrit dans « {report} » : lancez cahier run."),
            format!("Nothing has been written to \"{report}\" yet: type cahier run."),
        )],
        Made::Same => vec![language.choose(
            format!("À jour : « {report} » est ce que donnent les réponses, les réglages et les décisions."),
            format!("Up to date: \"{report}\" is what the answers, the settings and the decisions give."),
        )],
        Made::Stale(reasons) => {
            let mut lines = vec![language.choose(
                format!("« {report} » n'est plus à jour ; lancez cahier run :"),
                format!("\"{report}\" is out of date; type cahier run:"),
            )];
            lines.extend(reasons.iter().map(|reason| format!("- {reason}")));
            lines
        }
    };
    lines.extend(waiting(&ready.place, language));
    lines.extend(journal(&ready.place, language)?);
    print(&(lines.join("\n") + "\n"))?;
    Ok(Outcome::Done)
}

/// The run of a folder: that of its settings file, else the one its stamp tells.
fn found(folder: &Path, language: Language) -> anyhow::Result<Completed> {
    let file = folder.join(config::FILE);
    let stamp = Stamp::read(&Place {
        report: folder.to_owned(),
        project: folder.to_owned(),
    });
    let typed = match stamp {
        Some(stamp) => stamp.typed,
        None => {
            let mut typed = RunArguments::default();
            if file.is_file() && folder != Path::new(".") {
                typed.embedder.config = Some(file);
            }
            typed
        }
    };
    completed(&typed, language)
}

/// How far people have come in reading the result.
fn waiting(place: &Place, language: Language) -> Option<String> {
    let synthesis = output::read_synthesis(&place.report, language).ok()?;
    let validation = synthesis.validation();
    Some(match validation.is_complete() {
        true => {
            let (by, on) = (
                validation.by.join(", "),
                validation.last.unwrap_or_default(),
            );
            language.choose(
                format!("Validé par {by}, le {on}."),
                format!("Validated by {by} on {on}."),
            )
        }
        false => language.choose(
            format!(
                "Projet : thèmes, signaux et alertes à relire : {}.",
                validation.waiting
            ),
            format!(
                "Draft: themes, signals and alerts still to be read: {}.",
                validation.waiting
            ),
        ),
    })
}

fn journal(place: &Place, language: Language) -> anyhow::Result<Option<String>> {
    Ok(place.journal().chain()?.map(|chain| match chain.broken {
        None => language.choose(
            format!("Journal : {} lignes, la chaîne tient.", chain.lines),
            format!("Journal: {} lines, the chain holds.", chain.lines),
        ),
        Some(line) => language.choose(
            format!("Journal : rompu à la ligne {line}."),
            format!("Journal: broken at line {line}."),
        ),
    }))
}
