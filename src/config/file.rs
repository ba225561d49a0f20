//! `cahier.toml` as it is written: every key known and of the right kind, names resolved
//! to presets. What is typed beside it comes in later.

use std::path::{Path, PathBuf};

use super::error::{ConfigError, Wrong, nearest};
use super::plan::{Plan, SECTIONS};
use super::presets::Presets;
use super::reader::{Document, Section};
use super::server::{KeyPlace, SERVER, Server, address, key_place};
use super::{Budget, ContextFiles, Embedding};
use crate::synthesis::{Colour, Presentation};

/// Keys of `[llm]` that describe a run rather than a server.
const RUN: [&str; 5] = [
    "preset",
    "presets",
    "max_calls",
    "max_tokens",
    "max_minutes",
];

/// What a settings file says; of nothing at all when there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Servers known by name.
    pub presets: Presets,
    /// The project the file describes; none when it only has settings.
    pub plan: Option<Plan>,
    pub(super) llm: Option<Written>,
    pub(super) budget: Budget,
    pub(super) embedder: Option<Embedding>,
    pub(super) allowed: Vec<String>,
    pub(super) plain_http: Vec<String>,
    pub(super) context: ContextFiles,
    pub(super) prompts: Option<PathBuf>,
    pub(super) presentation: Presentation,
    pub(super) logo: Option<PathBuf>,
}

/// The server of `[llm]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written {
    pub preset: Option<String>,
    pub server: Server,
}

impl Config {
    /// Takes back every permission the file gives to send something to other machines.
    pub fn allow_nothing(&mut self) {
        self.allowed.clear();
        self.plain_http.clear();
    }

    /// True when the file has a language model read the answers.
    pub fn asks_a_model(&self) -> bool {
        self.llm.is_some()
    }

    /// The settings without a file.
    pub fn none() -> Result<Config, ConfigError> {
        Ok(Config {
            presets: Presets::built_in()?,
            plan: None,
            llm: None,
            budget: Budget::default(),
            embedder: None,
            allowed: Vec::new(),
            plain_http: Vec::new(),
            context: ContextFiles::default(),
            prompts: None,
            presentation: Presentation::default(),
            logo: None,
        })
    }

    /// Reads a settings file; `file` is its name in messages, `folder` where the paths in
    /// it start from.
    pub fn parse(file: &str, text: &str, folder: &Path) -> Result<Config, ConfigError> {
        let document = Document::parse(file, text)?;
        let top = document.top();
        let others = ["llm", "embedder", "remote", "context", "prompts", "report"];
        top.knows(&[&SECTIONS[..], &others].concat())?;
        let mut config = Config::none()?;
        config.plan = Plan::read(&top, folder)?;
        if let Some(llm) = top.section("llm")? {
            config.read_llm(&llm, folder)?;
        }
        if let Some(embedder) = top.section("embedder")? {
            config.embedder = Some(read_embedder(&embedder, folder)?);
        }
        if let Some(remote) = top.section("remote")? {
            remote.knows(&["allowed", "plain_http"])?;
            config.allowed = remote.texts("allowed")?;
            config.plain_http = remote.texts("plain_http")?;
        }
        if let Some(context) = top.section("context")? {
            config.context = read_context(&context, folder)?;
        }
        if let Some(prompts) = top.section("prompts")? {
            prompts.knows(&["folder"])?;
            config.prompts = prompts.text("folder")?.map(|path| folder.join(path));
        }
        if let Some(report) = top.section("report")? {
            config.presentation = read_presentation(&report)?;
            config.logo = report.text("logo")?.map(|path| folder.join(path));
        }
        Ok(config)
    }

    fn read_llm(&mut self, llm: &Section<'_>, folder: &Path) -> Result<(), ConfigError> {
        llm.knows(&[&RUN[..], &SERVER].concat())?;
        for (name, section) in match llm.section("presets")? {
            Some(presets) => presets.sections()?,
            None => Vec::new(),
        } {
            section.knows(&SERVER)?;
            let server = seen_from(Server::read(&section)?, folder);
            if server.address.is_none() {
                return Err(section.fault("", Wrong::NoAddress(section.name.clone())));
            }
            self.presets.insert(name, server);
        }
        self.budget = Budget {
            calls: llm.whole("max_calls", 1)?,
            tokens: llm.whole("max_tokens", 1)?,
            minutes: llm.whole("max_minutes", 1)?,
        };
        let preset = llm.text("preset")?;
        if preset.is_some() && llm.has("url") {
            return Err(llm.fault("preset", Wrong::PresetAndUrl));
        }
        let mut server = seen_from(Server::read(llm)?, folder);
        if let Some(name) = &preset {
            let known = self.presets.get(name).cloned();
            let known =
                known.ok_or_else(|| llm.fault("preset", unknown_preset(name, &self.presets)))?;
            server = server.or(known);
        }
        if server.address.is_some() {
            self.llm = Some(Written { preset, server });
        } else if server != Server::default() {
            return Err(llm.fault("", Wrong::NoAddress(llm.name.clone())));
        }
        Ok(())
    }
}

/// A name no preset has.
pub(super) fn unknown_preset(name: &str, presets: &Presets) -> Wrong {
    let known = presets.names();
    Wrong::UnknownPreset {
        name: name.to_owned(),
        nearest: nearest(name, &known),
        known,
    }
}

/// The path of a key is seen from the settings file.
fn seen_from(server: Server, folder: &Path) -> Server {
    let key = server.key.map(|key| place_from(key, folder));
    Server { key, ..server }
}

fn place_from(key: KeyPlace, folder: &Path) -> KeyPlace {
    match key {
        KeyPlace::File(path) => KeyPlace::File(folder.join(path)),
        other => other,
    }
}

fn read_embedder(section: &Section<'_>, folder: &Path) -> Result<Embedding, ConfigError> {
    section.knows(&["url", "model", "key_env", "key_file", "prefix", "slots"])?;
    Ok(Embedding {
        address: address(section)?
            .ok_or_else(|| section.fault("", Wrong::NoAddress(section.name.clone())))?,
        model: section.text("model")?,
        key: key_place(section)?.map(|key| place_from(key, folder)),
        prefix: section.text("prefix")?.unwrap_or_default(),
        slots: section.whole("slots", 1)?,
    })
}

fn read_presentation(section: &Section<'_>) -> Result<Presentation, ConfigError> {
    section.knows(&[
        "title",
        "authority",
        "logo",
        "main_colour",
        "second_colour",
        "purpose",
        "period",
        "channels",
        "next_steps",
    ])?;
    // What is left blank is left to be filled in.
    let said = |key: &str| -> Result<Option<String>, ConfigError> {
        let text = section.text(key)?;
        Ok(text.filter(|text| !text.trim().is_empty()))
    };
    let colour = |key: &str| -> Result<Option<Colour>, ConfigError> {
        let text = section.text(key)?;
        let colour = text.map(|text| {
            Colour::parse(&text).map_err(|why| {
                let named = key.to_owned();
                section.fault(
                    key,
                    Wrong::Colour {
                        key: named,
                        text,
                        why,
                    },
                )
            })
        });
        colour.transpose()
    };
    Ok(Presentation {
        title: said("title")?,
        authority: said("authority")?,
        logo: None,
        main_colour: colour("main_colour")?,
        second_colour: colour("second_colour")?,
        purpose: said("purpose")?,
        period: said("period")?,
        channels: said("channels")?,
        next_steps: said("next_steps")?,
    })
}

fn read_context(section: &Section<'_>, folder: &Path) -> Result<ContextFiles, ConfigError> {
    section.knows(&["files", "glossary", "tone", "instructions"])?;
    let files = section.texts("files")?;
    Ok(ContextFiles {
        files: files.into_iter().map(|path| folder.join(path)).collect(),
        glossary: section.text("glossary")?.map(|path| folder.join(path)),
        tone: section.text("tone")?,
        instructions: section.text("instructions")?,
    })
}
