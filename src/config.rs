//! Settings: `cahier.toml` and what was typed become checked [`Settings`] before any work.
//!
//! Only `cli` knows this module; stages are given plain values. Nothing is read from disk
//! or from the environment here, and a key never passes through: settings say where it is.

mod address;
mod error;
mod file;
mod plan;
mod presets;
mod reader;
mod server;

use std::path::PathBuf;

use crate::synthesis::Presentation;

pub use address::{Address, AddressError};
pub use error::{ConfigError, Expected, Place, Wrong};
pub use file::Config;
pub use plan::Plan;
pub use presets::Presets;
pub use server::{KeyPlace, Server, mix};

/// The name of the settings file.
pub const FILE: &str = "cahier.toml";
/// Environment variable of the key of a server given by its address alone.
pub const MODEL_KEY: &str = "CAHIER_LLM_KEY";
/// The same for an embedding server.
pub const EMBEDDER_KEY: &str = "CAHIER_EMBEDDER_KEY";

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// `--llm`: an address or the name of a preset.
    pub llm: Option<String>,
    /// `--model`.
    pub model: Option<String>,
    /// `--embedder`: an address or the name of a preset.
    pub embedder: Option<String>,
    /// `--allow-remote`.
    pub allow_remote: Vec<String>,
    /// `--offline`.
    pub offline: bool,
}

/// Everything about models that a run needs, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The language model; none by default.
    pub model: Option<ModelServer>,
    /// The server of embeddings; the built-in model when none.
    pub embedder: Option<EmbeddingServer>,
    /// What may be spent.
    pub budget: Budget,
    /// Files and texts that enter prompts as data.
    pub context: ContextFiles,
    /// Folder of prompts that replace ours.
    pub prompts: Option<PathBuf>,
    /// What the report says of the authority, its logo aside.
    pub presentation: Presentation,
    /// The logo's file.
    pub logo: Option<PathBuf>,
    /// Servers of the settings file that `--offline` left aside, by host.
    pub left_aside: Vec<String>,
}

/// The language model to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelServer {
    /// Where.
    pub address: Address,
    /// What else is known of it.
    pub server: Server,
    /// Where its key is, and whether it cannot do without.
    pub key: Key,
    /// False for a remote host nobody has allowed yet.
    pub allowed: bool,
}

/// The server that turns texts into vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct EmbeddingServer {
    /// Where.
    pub address: Address,
    /// The model asked for; the server's only one when absent.
    pub model: Option<String>,
    /// Where its key is, and whether it cannot do without.
    pub key: Key,
    /// Put before every text, as the e5 models need: `query: `.
    pub prefix: String,
    /// Requests at a time.
    pub slots: usize,
    /// False for a remote host nobody has allowed yet.
    pub allowed: bool,
}

/// A key to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where it is.
    pub place: KeyPlace,
    /// True when a run without it is refused; else it is used where there is one.
    pub required: bool,
}

/// `[embedder]` as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Embedding {
    address: Address,
    model: Option<String>,
    key: Option<KeyPlace>,
    prefix: String,
    slots: Option<u64>,
}

/// What a run may spend; no limit where none is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Questions.
    pub calls: Option<u64>,
    /// Tokens, read and written.
    pub tokens: Option<u64>,
    /// Minutes of asking.
    pub minutes: Option<u64>,
}

/// Texts that enter prompts as data, by place; nothing of them is read yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextFiles {
    /// What the consultation is about.
    pub files: Vec<PathBuf>,
    /// Words and their meaning.
    pub glossary: Option<PathBuf>,
    /// How the report should sound.
    pub tone: Option<String>,
    /// What the readers want to know.
    pub instructions: Option<String>,
}

impl Settings {
    /// Brings the file and what was typed together. What is typed wins; a server typed
    /// takes the place of the file's with all its keys, so that no key of one server is
    /// ever sent to another.
    pub fn check(config: &Config, typed: &Typed) -> Result<Settings, ConfigError> {
        let mut left_aside = Vec::new();
        let mut model = model(config, typed)?;
        let mut embedder = embedder(config, typed)?;
        if typed.offline {
            // What is typed twice over is a contradiction and `cli` refuses it; what only
            // the file says gives way.
            if typed.llm.is_none() && model.as_ref().is_some_and(|m| m.address.is_remote()) {
                left_aside.extend(model.take().map(|m| m.address.host_and_port()));
            }
            if typed.embedder.is_none() && embedder.as_ref().is_some_and(|e| e.address.is_remote())
            {
                left_aside.extend(embedder.take().map(|e| e.address.host_and_port()));
            }
        }
        Ok(Settings {
            model,
            embedder,
            budget: config.budget,
            context: config.context.clone(),
            prompts: config.prompts.clone(),
            presentation: config.presentation.clone(),
            logo: config.logo.clone(),
            left_aside,
        })
    }
}

/// A server by its name or its address.
fn named(text: &str, option: &str, config: &Config) -> Result<(Address, Server), ConfigError> {
    if let Some(server) = config.presets.get(text)
        && let Some(address) = &server.address
    {
        return Ok((address.clone(), server.clone()));
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if text.chars().all(is_word) {
        return Err(ConfigError::typed(file::unknown_preset(
            text,
            &config.presets,
        )));
    }
    match Address::parse(text) {
        Ok(address) => Ok((address, Server::default())),
        Err(why) => {
            let of = option.to_owned();
            Err(ConfigError::typed(Wrong::Address { of, why }))
        }
    }
}

fn model(config: &Config, typed: &Typed) -> Result<Option<ModelServer>, ConfigError> {
    let written = config.llm.as_ref();
    let (address, mut server) = match (&typed.llm, written) {
        (None, None) => return Ok(None),
        (None, Some(written)) => match &written.server.address {
            Some(address) => (address.clone(), written.server.clone()),
            None => return Ok(None),
        },
        (Some(text), written) => {
            let (address, server) = named(text, "--llm", config)?;
            match written {
                Some(written)
                    if written.preset.as_deref() == Some(text)
                        || written.server.address.as_ref() == Some(&address) =>
                {
                    (address, written.server.clone())
                }
                _ => (address, server),
            }
        }
    };
    server.model = typed.model.clone().or(server.model);
    refuse_plain(&address, "--llm", config)?;
    Ok(Some(ModelServer {
        key: key(server.key.as_ref(), MODEL_KEY),
        allowed: is_allowed(&address, config, typed),
        address,
        server,
    }))
}

fn embedder(config: &Config, typed: &Typed) -> Result<Option<EmbeddingServer>, ConfigError> {
    let written = config.embedder.as_ref();
    let chosen = match (&typed.embedder, written) {
        (None, None) => return Ok(None),
        (None, Some(written)) => written.clone(),
        (Some(text), written) => {
            let (address, server) = named(text, "--embedder", config)?;
            match written {
                Some(written) if written.address == address => written.clone(),
                _ => Embedding {
                    address,
                    // A preset's model is a language model.
                    model: None,
                    key: server.key,
                    prefix: String::new(),
                    slots: server.slots,
                },
            }
        }
    };
    refuse_plain(&chosen.address, "--embedder", config)?;
    let slots = match (chosen.slots, chosen.address.is_remote()) {
        (Some(slots), _) => slots.min(64) as usize,
        (None, true) => 4,
        (None, false) => 1,
    };
    Ok(Some(EmbeddingServer {
        key: key(chosen.key.as_ref(), EMBEDDER_KEY),
        allowed: is_allowed(&chosen.address, config, typed),
        address: chosen.address,
        model: chosen.model,
        prefix: chosen.prefix,
        slots,
    }))
}

fn key(place: Option<&KeyPlace>, usual: &str) -> Key {
    match place {
        Some(place) => Key {
            place: place.clone(),
            required: true,
        },
        None => Key {
            place: KeyPlace::Environment(usual.to_owned()),
            required: false,
        },
    }
}

fn is_allowed(address: &Address, config: &Config, typed: &Typed) -> bool {
    let mut names = config.allowed.iter().chain(&typed.allow_remote);
    !address.is_remote() || names.any(|name| address.is_named_by(name))
}

/// Answers and keys leave the machine encrypted, unless the file says the network is safe.
fn refuse_plain(address: &Address, of: &str, config: &Config) -> Result<(), ConfigError> {
    let safe = config
        .plain_http
        .iter()
        .any(|name| address.is_named_by(name));
    if address.is_encrypted() || !address.is_remote() || safe {
        return Ok(());
    }
    Err(ConfigError::typed(Wrong::Address {
        of: of.to_owned(),
        why: AddressError::PlainHttp,
    }))
}
