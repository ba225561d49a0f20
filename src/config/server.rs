//! The keys that describe a server, alike in `[llm]`, `[llm.presets.NAME]`, `[embedder]`
//! and in the presets that come with the program.

use std::path::PathBuf;

use super::address::Address;
use super::error::{ConfigError, Wrong};
use super::reader::Section;
use crate::llm::{MIX_FRANCE, MIX_SWEDEN, MIX_WORLD};

/// Keys of a language model's server, budget aside.
pub(super) const SERVER: [&str; 20] = [
    "url",
    "model",
    "key_env",
    "key_file",
    "slots",
    "requests_per_minute",
    "tokens_per_minute",
    "context",
    "price_input",
    "price_output",
    "currency",
    "params_active",
    "params_total",
    "pue",
    "electricity",
    "seed_field",
    "note_fr",
    "note_en",
    "country_fr",
    "country_en",
];

/// What is known of a language model's server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Server {
    /// Where it answers.
    pub address: Option<Address>,
    /// The model asked for; the server's only one when absent.
    pub model: Option<String>,
    /// Where the key is.
    pub key: Option<KeyPlace>,
    /// Questions at a time.
    pub slots: Option<u64>,
    /// Most questions in a minute.
    pub requests_per_minute: Option<u64>,
    /// Most tokens in a minute.
    pub tokens_per_minute: Option<u64>,
    /// Tokens the model can hold at a time.
    pub context: Option<u64>,
    /// Price of a million tokens read.
    pub price_input: Option<f64>,
    /// Price of a million tokens written.
    pub price_output: Option<f64>,
    /// Currency of the prices; euros when absent.
    pub currency: Option<String>,
    /// Parameters used for a token, in billions.
    pub params_active: Option<f64>,
    /// All parameters, in billions.
    pub params_total: Option<f64>,
    /// Energy of the whole data centre for one of its computers.
    pub pue: Option<f64>,
    /// Country of the electricity, one that [`mix`] knows.
    pub electricity: Option<&'static str>,
    /// Name of the field that takes a seed: `seed` or `random_seed`.
    pub seed_field: Option<&'static str>,
    /// What to know before the first question: French, English.
    pub note: [Option<String>; 2],
    /// Country where the texts go: French, English.
    pub country: [Option<String>; 2],
}

/// Where a key is kept. Keys themselves are never read here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In this environment variable.
    Environment(String),
    /// In this file, its path seen from the settings file.
    File(PathBuf),
}

impl Server {
    /// Reads the keys of [`SERVER`]; keys of other kinds are the caller's.
    pub(super) fn read(section: &Section<'_>) -> Result<Server, ConfigError> {
        Ok(Server {
            address: address(section)?,
            model: section.text("model")?,
            key: key_place(section)?,
            slots: section.whole("slots", 1)?,
            requests_per_minute: section.whole("requests_per_minute", 1)?,
            tokens_per_minute: section.whole("tokens_per_minute", 1)?,
            context: section.whole("context", 1024)?,
            price_input: section.number("price_input", 0)?,
            price_output: section.number("price_output", 0)?,
            currency: section.text("currency")?,
            params_active: section.number("params_active", 1)?,
            params_total: section.number("params_total", 1)?,
            pue: section.number("pue", 1000)?,
            electricity: section.word("electricity", &COUNTRIES)?,
            seed_field: section.word("seed_field", &["seed", "random_seed"])?,
            note: [section.text("note_fr")?, section.text("note_en")?],
            country: [section.text("country_fr")?, section.text("country_en")?],
        })
    }

    /// These keys, and where they are silent those of `other`.
    pub(super) fn or(self, other: Server) -> Server {
        let [note_fr, note_en] = self.note;
        let [other_fr, other_en] = other.note;
        let [country_fr, country_en] = self.country;
        let [there_fr, there_en] = other.country;
        Server {
            address: self.address.or(other.address),
            model: self.model.or(other.model),
            key: self.key.or(other.key),
            slots: self.slots.or(other.slots),
            requests_per_minute: self.requests_per_minute.or(other.requests_per_minute),
            tokens_per_minute: self.tokens_per_minute.or(other.tokens_per_minute),
            context: self.context.or(other.context),
            price_input: self.price_input.or(other.price_input),
            price_output: self.price_output.or(other.price_output),
            currency: self.currency.or(other.currency),
            params_active: self.params_active.or(other.params_active),
            params_total: self.params_total.or(other.params_total),
            pue: self.pue.or(other.pue),
            electricity: self.electricity.or(other.electricity),
            seed_field: self.seed_field.or(other.seed_field),
            note: [note_fr.or(other_fr), note_en.or(other_en)],
            country: [country_fr.or(there_fr), country_en.or(there_en)],
        }
    }
}

/// Countries of the electricity (ISO 3166 alpha-3), and the world.
const COUNTRIES: [&str; 3] = ["FRA", "SWE", "WOR"];

/// Greenhouse gas of the electricity of a country, in kgCO2e per kilowatt-hour.
pub fn mix(country: &str) -> Option<f64> {
    match country {
        "FRA" => Some(MIX_FRANCE),
        "SWE" => Some(MIX_SWEDEN),
        "WOR" => Some(MIX_WORLD),
        _ => None,
    }
}

/// The `url` of a section.
pub(super) fn address(section: &Section<'_>) -> Result<Option<Address>, ConfigError> {
    let Some(text) = section.text("url")? else {
        return Ok(None);
    };
    Address::parse(&text).map(Some).map_err(|why| {
        let of = "url".to_owned();
        section.fault("url", Wrong::Address { of, why })
    })
}

/// Where the key of a section is.
pub(super) fn key_place(section: &Section<'_>) -> Result<Option<KeyPlace>, ConfigError> {
    match (section.text("key_env")?, section.text("key_file")?) {
        (Some(_), Some(_)) => Err(section.fault("key_file", Wrong::TwoKeys)),
        (Some(name), None) => Ok(Some(KeyPlace::Environment(name))),
        (None, Some(path)) => Ok(Some(KeyPlace::File(PathBuf::from(path)))),
        (None, None) => Ok(None),
    }
}
