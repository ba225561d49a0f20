//! What leaves this machine, to whom, and whether somebody has allowed it.
//!
//! Nothing is sent to another machine before its name, its country where it is known and
//! the most that would be sent have been shown, and its host been allowed once.

use super::{Misuse, say};
use crate::answers::{ColumnMap, class_of_row};
use crate::config::{Address, Config, Presets, Settings};
use crate::error::Error;
use crate::ingest::Export;
use crate::language::Language;

/// A server texts may be sent to.
struct Destination<'s> {
    address: &'s Address,
    allowed: bool,
    /// What it is for, in French and in English.
    role: [&'static str; 2],
    typed: &'static str,
    note: Option<&'s str>,
    /// Where the settings say that it is.
    country: Option<&'s str>,
}

/// Stops unless every remote server is allowed; says where texts go. Costs one reading of
/// the files when there is a remote server.
pub(super) fn permit(
    settings: &Settings,
    export: &Export,
    columns: &ColumnMap,
    stance: Stance,
    language: Language,
) -> anyhow::Result<()> {
    let destinations = destinations(settings, language);
    if destinations.is_empty() {
        return Ok(());
    }
    let presets = Config::none().map_err(|e| Misuse(e.say(language)))?.presets;
    let answers = match destinations.iter().any(|d| d.address.is_remote()) {
        true => answers_at_most(export, columns)?,
        false => 0,
    };
    for destination in destinations {
        let (host, typed) = (destination.address.host_and_port(), destination.typed);
        if stance.offline && destination.address.is_remote() {
            return Err(Misuse(language.choose(
                format!("{typed} mène à une autre machine ({host}) et --offline l'interdit : retirez l'un des deux, ou choisissez un serveur de cette machine."),
                format!("{typed} leads to another machine ({host}) and --offline forbids it: take one of them away, or choose a server of this machine."),
            ))
            .into());
        }
        let mut told = destination.told(answers, &presets, language);
        if destination.allowed {
            say(&told);
            continue;
        }
        told += &language.choose(
            format!("\nPour l'accepter, ajoutez --allow-remote {host}, ou écrivez dans cahier.toml : [remote] allowed = [\"{host}\"]."),
            format!("\nTo accept this, add --allow-remote {host}, or write in cahier.toml: [remote] allowed = [\"{host}\"]."),
        );
        if stance.dry_run {
            say(&told);
        } else {
            return Err(Misuse(told).into());
        }
    }
    Ok(())
}

/// The same, told and nothing more: where texts would go and how many. Costs one reading of
/// the files when there is a remote server.
pub(super) fn told(
    settings: &Settings,
    export: &Export,
    columns: &ColumnMap,
    language: Language,
) -> anyhow::Result<Vec<String>> {
    let destinations = destinations(settings, language);
    if destinations.is_empty() {
        return Ok(Vec::new());
    }
    let presets = Config::none().map_err(|e| Misuse(e.say(language)))?.presets;
    let answers = match destinations.iter().any(|d| d.address.is_remote()) {
        true => answers_at_most(export, columns)?,
        false => 0,
    };
    let told = destinations.iter();
    Ok(told
        .map(|destination| destination.told(answers, &presets, language))
        .collect())
}

/// How strict the command is about remote servers.
#[derive(Clone, Copy)]
pub(super) struct Stance {
    /// None may be used.
    pub offline: bool,
    /// Nothing will be sent: what would be is only told.
    pub dry_run: bool,
}

fn destinations(settings: &Settings, language: Language) -> Vec<Destination<'_>> {
    let english = usize::from(language == Language::English);
    let model = settings.model.as_ref().map(|model| Destination {
        address: &model.address,
        allowed: model.allowed,
        role: ["Modèle de langage", "Language model"],
        typed: "--llm",
        note: model.server.note[english].as_deref(),
        country: model.server.country[english].as_deref(),
    });
    let embedder = settings.embedder.as_ref().map(|embedder| Destination {
        address: &embedder.address,
        allowed: embedder.allowed,
        role: ["Représentation des textes", "Embedding of texts"],
        typed: "--embedder",
        note: None,
        country: None,
    });
    model.into_iter().chain(embedder).collect()
}

impl Destination<'_> {
    /// `Modèle de langage : api.exemple.fr, une autre machine (pays : France). …`
    fn told(&self, answers: usize, presets: &Presets, language: Language) -> String {
        let host = self.address.host_and_port();
        let role = language.choose(self.role[0], self.role[1]);
        let note = self
            .note
            .map(|note| format!("\n{note}"))
            .unwrap_or_default();
        if !self.address.is_remote() {
            return language.choose(
                format!("{role} : {host}, sur cette machine ; rien n'en sort.{note}"),
                format!("{role}: {host}, on this machine; nothing leaves it.{note}"),
            );
        }
        let unknown = language.choose("inconnu de cahier", "not known to cahier");
        let country = match self.country {
            Some(country) => country.to_owned(),
            None => {
                let known = presets.country(self.address, language);
                known.unwrap_or_else(|| unknown.to_owned())
            }
        };
        language.choose(
            format!(
                "{role} : {host}, une autre machine (pays : {country}). Au plus {answers} réponses lui sont envoyées, entières ou par extraits, après masquage des données personnelles reconnues ; aucune autre colonne ne l'est.{note}"
            ),
            format!(
                "{role}: {host}, another machine (country: {country}). At most {answers} answers are sent to it, whole or in part, after the personal data recognised have been masked; no other column is.{note}"
            ),
        )
    }
}

/// Cells with a text in the open questions, rows set aside left out.
fn answers_at_most(export: &Export, columns: &ColumnMap) -> anyhow::Result<usize> {
    let mut answers = 0;
    export
        .each_row(|row| {
            if class_of_row(columns, row.class(), |column| row.text(column)).is_none() {
                let cells = columns.open.iter().filter_map(|column| row.text(*column));
                answers += cells.filter(|text| !text.trim().is_empty()).count();
            }
        })
        .map_err(Error::from)?;
    Ok(answers)
}
