//! `cahier models`: the servers known by name, or what one server can do. Nothing of a
//! consultation is sent: the questions are our own.

use serde::Serialize;

use super::arguments::ModelsArguments;
use super::model::{named, say_failure, server};
use super::{Misuse, Outcome, print, say, settings};
use crate::config::{Config, KeyPlace, Presets, Settings, Typed};
use crate::language::Language;
use crate::llm::{Compliance, Probed, Rung};

pub(super) fn run(arguments: &ModelsArguments, language: Language) -> anyhow::Result<Outcome> {
    let (config, _) = settings::read(arguments.config.as_deref(), None, language)?;
    let typed = Typed {
        llm: arguments.llm.clone(),
        model: arguments.model.clone(),
        ..Typed::default()
    };
    let Some(llm) = &arguments.llm else {
        return list(&config, arguments.json, language);
    };
    let settings = Settings::check(&config, &typed).map_err(|e| Misuse(e.say(language)))?;
    let Some(model) = &settings.model else {
        return list(&config, arguments.json, language);
    };
    let host = model.address.host_and_port();
    say(&language.choose(
        format!("Essai de {host} (« {llm} ») : quatre courtes questions de cahier, rien d'une consultation."),
        format!("Trying {host} (\"{llm}\"): four short questions of cahier's own, nothing of a consultation."),
    ));
    let client = named(server(model, settings.budget, language)?, language)?;
    let probed = client.probe();
    if let Err(why) = &probed.listed
        && probed
            .rungs
            .iter()
            .all(|(_, c)| matches!(c, Compliance::Failed(_)))
    {
        return Err(anyhow::anyhow!(say_failure(*why, &host, language)));
    }
    if arguments.json {
        print(&(serde_json::to_string_pretty(&Shown::of(&probed))? + "\n"))?;
    } else {
        print(&as_text(&probed, language))?;
    }
    Ok(Outcome::Done)
}

/// What `--json` prints of a preset.
#[derive(Serialize)]
struct ShownPreset<'p> {
    name: &'p str,
    url: &'p str,
    remote: bool,
    country: Option<&'p str>,
    key_env: Option<&'p str>,
    note: Option<&'p str>,
}

fn shown(presets: &Presets, language: Language) -> Vec<ShownPreset<'_>> {
    let english = usize::from(language == Language::English);
    let shown = presets.iter().filter_map(|(name, server)| {
        let address = server.address.as_ref()?;
        Some(ShownPreset {
            name,
            url: address.base(),
            remote: address.is_remote(),
            country: server.country[english].as_deref(),
            key_env: match &server.key {
                Some(KeyPlace::Environment(name)) => Some(name.as_str()),
                _ => None,
            },
            note: server.note[english].as_deref(),
        })
    });
    shown.collect()
}

fn list(config: &Config, json: bool, language: Language) -> anyhow::Result<Outcome> {
    let presets = shown(&config.presets, language);
    if json {
        print(&(serde_json::to_string_pretty(&presets)? + "\n"))?;
        return Ok(Outcome::Done);
    }
    let mut text = language
        .choose(
            "Serveurs connus (essayer l'un d'eux : cahier models --llm NOM) :\n",
            "Known servers (to try one: cahier models --llm NAME):\n",
        )
        .to_owned();
    for preset in presets {
        let place = match (preset.remote, preset.country) {
            (false, _) => language.choose("cette machine", "this machine"),
            (true, Some(country)) => country,
            (true, None) => language.choose("autre machine", "another machine"),
        };
        text += &format!("\n{:<10} {}\n", preset.name, preset.url);
        text += &format!("           {place}");
        if let Some(name) = preset.key_env {
            text += &language.choose(format!(" ; clé dans {name}"), format!("; key in {name}"));
        }
        text += "\n";
        if let Some(note) = preset.note {
            text += &format!("           {note}\n");
        }
    }
    print(&text)?;
    Ok(Outcome::Done)
}

/// What `--json` prints of a server.
#[derive(Serialize)]
struct Shown {
    host: String,
    model: String,
    remote: bool,
    models: Vec<ShownModel>,
    /// The strictest way of asking for JSON that the server enforces.
    enforced: Option<&'static str>,
    structured_output: Vec<(&'static str, &'static str)>,
    tokens_per_second: Option<f64>,
}

#[derive(Serialize)]
struct ShownModel {
    id: String,
    context: Option<u64>,
    trained_context: Option<u64>,
}

impl Shown {
    fn of(probed: &Probed) -> Shown {
        let models = probed.listed.iter().flatten().map(|model| ShownModel {
            id: visible(&model.id),
            context: model.context,
            trained_context: model.trained_context,
        });
        let rungs = probed.rungs.iter();
        Shown {
            host: probed.card.host.clone(),
            model: visible(&probed.card.model),
            remote: probed.card.remote,
            models: models.collect(),
            enforced: rungs
                .clone()
                .find(|(_, how)| *how == Compliance::Enforced)
                .map(|(rung, _)| format_of(*rung)),
            structured_output: rungs.map(|(r, how)| (format_of(*r), word(*how))).collect(),
            tokens_per_second: probed.tokens_per_second,
        }
    }
}

fn as_text(probed: &Probed, language: Language) -> String {
    let shown = Shown::of(probed);
    let (host, model) = (&shown.host, &shown.model);
    let mut text = language.choose(
        format!("Serveur {host}, modèle « {model} »\n\nModèles :\n"),
        format!("Server {host}, model \"{model}\"\n\nModels:\n"),
    );
    for model in &shown.models {
        let context = match (model.context, model.trained_context) {
            (Some(tokens), _) => language.choose(
                format!(" (contexte : {tokens} jetons)"),
                format!(" (context: {tokens} tokens)"),
            ),
            (None, Some(tokens)) => language.choose(
                format!(
                    " (contexte d'origine : {tokens} jetons ; le serveur peut en prendre moins)"
                ),
                format!(" (made for {tokens} tokens; the server may take fewer)"),
            ),
            (None, None) => String::new(),
        };
        text += &format!("  {}{context}\n", model.id);
    }
    text += language.choose("\nRéponses en JSON :\n", "\nReplies in JSON:\n");
    for (rung, how) in &probed.rungs {
        text += &format!(
            "  {:<12} {}\n",
            format_of(*rung),
            said(*how, host, language)
        );
    }
    text += &match shown.tokens_per_second {
        Some(speed) => language.choose(
            format!("\nVitesse : {speed:.0} jetons écrits par seconde\n"),
            format!("\nSpeed: {speed:.0} tokens written a second\n"),
        ),
        None => language
            .choose("\nVitesse : non mesurée\n", "\nSpeed: not measured\n")
            .to_owned(),
    };
    text
}

/// The name of a way of asking, as in the API.
fn format_of(rung: Rung) -> &'static str {
    match rung {
        Rung::Schema => "json_schema",
        Rung::Object => "json_object",
        Rung::Text => "text",
    }
}

fn word(how: Compliance) -> &'static str {
    match how {
        Compliance::Enforced => "enforced",
        Compliance::Ignored => "ignored",
        Compliance::Unreadable => "unreadable",
        Compliance::Refused => "refused",
        Compliance::Failed(_) => "failed",
    }
}

fn said(how: Compliance, host: &str, language: Language) -> String {
    let (french, english) = match how {
        Compliance::Enforced => ("imposé par le serveur", "enforced by the server"),
        Compliance::Ignored => (
            "accepté, mais le schéma n'est pas imposé",
            "accepted, but the schema is not enforced",
        ),
        Compliance::Unreadable => ("accepté, mais sans JSON", "accepted, but no JSON came"),
        Compliance::Refused => ("refusé", "refused"),
        Compliance::Failed(why) => return say_failure(why, host, language),
    };
    language.choose(french, english).to_owned()
}

/// A name as it may be shown at a terminal: a server may list anything.
fn visible(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}
