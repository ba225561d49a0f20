//! What may be typed about models, language models and embedding servers alike.
//!
//! A key is never among it: other people of the machine can read a command line.

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::language;
use crate::language::Language;

// The language model of a run. No doc comment: clap would take it for the help of the
// command that it is flattened into.
#[derive(Args, Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::cli) struct LlmArguments {
    /// Have the themes read by a language model: address of its server, or name of a known one (see cahier models)
    #[arg(long, value_name = "URL|PRESET")]
    pub llm: Option<String>,
    /// The model to ask the server for (by default the only one it has)
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// Tell what the language model would cost; ask it nothing and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep all that is exchanged with the language model in a folder, to understand a failure
    #[arg(long, value_name = "DIR")]
    pub trace_llm: Option<PathBuf>,
}

// The embedding server, and what holds for all servers. No doc comment, as above.
#[derive(Args, Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::cli) struct EmbedderArguments {
    /// The server that turns texts into vectors, instead of the built-in model
    #[arg(long, value_name = "URL|PRESET")]
    pub embedder: Option<String>,
    /// Accept that answers, masked, are sent to this machine; may be repeated
    #[arg(long, value_name = "HOST")]
    pub allow_remote: Vec<String>,
    /// Send nothing out of this machine, whatever the settings say
    #[arg(long)]
    pub offline: bool,
    /// Settings file (by default cahier.toml beside the first input, else in the working folder)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// List the known servers, or tell what a server of models can do
#[derive(Args)]
pub(in crate::cli) struct ModelsArguments {
    /// The server to try: its address, or its name where it is known
    #[arg(long, value_name = "URL|PRESET")]
    pub llm: Option<String>,
    /// The model to try (by default the only one it has)
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// Settings file (by default cahier.toml in the working folder)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}
