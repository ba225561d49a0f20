//! The language model, as a person chooses it: none, on this computer, elsewhere. What is
//! sent elsewhere is told before, and needs a tick.

use std::path::PathBuf;

use anyhow::anyhow;
use serde_json::Value;

use super::super::estimate::Estimate;
use super::super::project::Completed;
use super::super::{remote, settings};
use super::consultation::Consultation;
use super::pages::values;
use super::person::{private_file, write_private};
use super::recognised::recognised;
use super::request::{Fields, Studio, field};
use super::toml_file::TomlFile;
use super::work::in_words;
use crate::config::{Address, Config};
use crate::language::Language;

/// Servers on this computer, by their names in the settings.
const HERE: [&str; 3] = ["ollama", "llamacpp", "vllm"];
/// Servers elsewhere.
const THERE: [&str; 3] = ["mistral", "scaleway", "albert"];

/// What the page shows of the model.
pub(super) fn view(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
    (file, typed): (&TomlFile, Option<&str>),
) -> anyhow::Result<Value> {
    let language = studio.language();
    let (preset, url) = (file.text("llm", "preset"), file.text("llm", "url"));
    let arguments = &ready.arguments;
    let checked = settings::checked(
        &ready.config,
        Some(&arguments.llm),
        &arguments.embedder,
        language,
    )?;
    let server = checked.model.as_ref();
    let kind = match server {
        None => "none",
        Some(server) if server.address.is_remote() => "there",
        Some(_) => "here",
    };
    let kind = typed.unwrap_or(kind);
    let told = recognised(studio, consultation, ready)
        .and_then(|found| {
            let chosen = found.chosen(ready, language)?;
            remote::told(&checked, &found.export, &chosen.columns, language)
        })
        .unwrap_or_default();
    let named = preset.clone().unwrap_or_else(|| match url {
        Some(_) => "other".to_owned(),
        None => String::new(),
    });
    let note = |name: &&'static str| {
        let presets = &ready.config.presets;
        let server = presets.get(name)?;
        let english = usize::from(language == Language::English);
        Some(values! {
            name => *name,
            country => server.country[english].clone(),
            note => server.note[english].clone(),
        })
    };
    Ok(values! {
        kind,
        server => named,
        url => url.unwrap_or_default(),
        name => file.text("llm", "model").unwrap_or_default(),
        has_key => file.text("llm", "key_file").is_some(),
        allowed => server.is_some_and(|server| server.allowed),
        told => told.iter().flat_map(|text| text.lines()).collect::<Vec<&str>>(),
        here => HERE.to_vec(),
        there => THERE.iter().filter_map(note).collect::<Vec<Value>>(),
    })
}

/// A key to keep, once everything else is known to hold.
pub(super) struct NewKey {
    path: PathBuf,
    key: String,
}

impl NewKey {
    pub(super) fn keep(&self, language: Language) -> anyhow::Result<()> {
        write_private(&self.path, self.key.as_bytes()).map_err(|_| {
            anyhow!(language.choose(
                "La clé n'a pas pu être gardée dans votre dossier de réglages.",
                "The key could not be kept in your folder of settings.",
            ))
        })
    }
}

/// Puts the choice in the settings; refuses a server elsewhere that was not accepted.
pub(super) fn choose(
    file: &mut TomlFile,
    form: &Fields,
    language: Language,
) -> anyhow::Result<Option<NewKey>> {
    let (kind, name) = match field(form, "model") {
        "here" => ("here", field(form, "here_model")),
        "there" => ("there", field(form, "there_model")),
        "none" => {
            file.drop_section("llm");
            return Ok(None);
        }
        // A form without this part.
        _ => return Ok(None),
    };
    let server = field(form, &format!("{kind}_server")).to_owned();
    let url = field(form, &format!("{kind}_url")).to_owned();
    let known = |file: &TomlFile| (file.text("llm", "preset"), file.text("llm", "url"));
    let before = known(file);
    if server == "other" || server.is_empty() {
        if url.is_empty() {
            anyhow::bail!(language.choose(
                "Donnez l'adresse du modèle, par exemple http://localhost:11434/v1.",
                "Give the address of the model, for instance http://localhost:11434/v1.",
            ));
        }
        file.unset("llm", "preset");
        file.set_text("llm", "url", &url);
    } else {
        file.unset("llm", "url");
        file.set_text("llm", "preset", &server);
    }
    file.set_text("llm", "model", name);
    if known(file) != before {
        // A key is for one server: no other ever gets it.
        file.unset("llm", "key_file");
    }
    let Some(address) = address(&server, &url, language)? else {
        return Ok(None);
    };
    if !address.is_remote() {
        file.unset("llm", "key_file");
        return Ok(None);
    }
    let host = address.host_and_port();
    if field(form, "accept") != "yes" {
        anyhow::bail!(language.choose(
            format!("Les réponses masquées seraient envoyées à {host} : cochez la case pour l'accepter, ou choisissez un modèle sur cet ordinateur."),
            format!("The masked answers would be sent to {host}: tick the box to accept it, or choose a model on this computer."),
        ));
    }
    let mut allowed = file.texts("remote", "allowed");
    if !allowed.contains(&host) {
        allowed.push(host.clone());
        file.set_texts("remote", "allowed", &allowed);
    }
    Ok(new_key(file, &host, field(form, "there_key")))
}

fn address(server: &str, url: &str, language: Language) -> anyhow::Result<Option<Address>> {
    let presets = Config::none()
        .map_err(|e| anyhow::anyhow!(e.say(language)))?
        .presets;
    let known = presets
        .get(server)
        .and_then(|server| server.address.clone());
    // What is wrong with an address is told when the whole file is checked.
    Ok(known.or_else(|| Address::parse(url).ok()))
}

/// Keys stay out of the consultation's folder, which people pass on.
fn new_key(file: &mut TomlFile, host: &str, key: &str) -> Option<NewKey> {
    if key.is_empty() {
        return None;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let name: String = host
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect();
    let path = private_file(&format!("keys/{name}.txt"))?;
    file.set_text("llm", "key_file", &path.to_string_lossy());
    Some(NewKey {
        path,
        key: key.to_owned(),
    })
}

/// What a model would cost, in words.
pub(super) fn estimated(estimate: &Estimate, language: Language) -> Vec<String> {
    let calls = language.number(estimate.calls as usize);
    // About three quarters of a word each.
    let words = language.number((estimate.read as f64 * 0.75 / 100.0).ceil() as usize * 100);
    let time = in_words(estimate.seconds, language);
    let mut lines = vec![
        language.choose(
            format!("{calls} questions posées au modèle, environ {words} mots lus."),
            format!("{calls} questions to the model, about {words} words read."),
        ),
        language.choose(format!("Durée : {time}."), format!("Time: {time}.")),
    ];
    lines.push(match &estimate.price {
        Some((price, currency)) => {
            let price = language.decimals(*price);
            language.choose(
                format!("Coût : environ {price} {currency}, aux prix des réglages."),
                format!("Cost: about {price} {currency}, at the prices of the settings."),
            )
        }
        None => language
            .choose(
                "Coût : non estimé, faute de prix dans les réglages.",
                "Cost: not estimated, since the settings give no prices.",
            )
            .to_owned(),
    });
    lines.push(match &estimate.energy {
        Some(used) => {
            let (energy, grams) = (
                language.decimals(used.watt_hours),
                language.decimals(used.grams),
            );
            language.choose(
                format!("Énergie : au moins {energy} Wh et {grams} g de CO2 équivalent (méthode EcoLogits)."),
                format!("Energy: at least {energy} Wh and {grams} g of CO2 equivalent (EcoLogits method)."),
            )
        }
        None => language
            .choose(
                "Énergie : non estimée (la méthode ne vaut que pour un centre de données et une taille de modèle connue).",
                "Energy: not estimated (the method holds for a data centre and a model of known size only).",
            )
            .to_owned(),
    });
    lines
}
