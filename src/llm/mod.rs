//! Language models: what may be asked, how a reply is received, what a failure is called.
//!
//! Nothing here knows what the questions are about. [`LanguageModel`] is the seam; the
//! HTTP client is constructed in `cli` and nowhere else. [`perform`] asks many questions
//! at a time, has a reply that breaks a rule repaired once, and gives up in a way the
//! caller can tell in the report. What a model says is text from a stranger: every caller
//! checks it before it is shown.

mod budget;
mod caller;
mod counter;
mod dialects;
mod distinct;
mod energy;
mod errors;
mod fence;
mod guard;
mod http;
mod ladder;
pub mod orders;
mod pace;
mod post;
mod private;
mod probe;
mod prompt;
mod recorded;
mod retry;
mod schema;
#[cfg(test)]
pub(crate) mod scripted;
mod server;
pub mod shape;
mod tally;
mod tasks;
mod trace;
mod transport;
mod wire;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use counter::{Counter, Plan};
pub use distinct::Distinct;
pub use energy::{Footprint, Impact, MIX_FRANCE, MIX_SWEDEN, MIX_WORLD};
pub use fence::{Fence, Fenced, clean};
pub use http::{HttpModel, Stats};
pub use ladder::Rung;
pub use post::Poster;
pub use probe::{Compliance, ListedModel, Probed};
pub use prompt::{Prompt, PromptError};
pub use recorded::{Recorded, Recordings};
pub use server::{Limits, RoomField, Secret, SeedField, ServerError, ServerSettings};
pub use tally::{PromptTally, Tally};
pub(crate) use tasks::in_parallel;
pub use tasks::{Accepted, Batch, Fault, Task, perform, perform_batches};

/// One question to a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The prompt it was made from, with its version: `label.fr/1`.
    pub prompt: String,
    /// What the model is told to do. Never holds a word of an answer.
    pub system: String,
    /// The task and the data, fenced.
    pub user: String,
    /// JSON schema of the reply: objects, arrays, strings, booleans and enums, all fields
    /// required, no other allowed. Servers differ in everything else.
    pub schema: Value,
    /// Most tokens the reply may take.
    pub max_tokens: u32,
}

/// What a model replied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The reply, parsed; not yet checked against anything.
    pub content: Value,
    /// Tokens read and written, as the server counts them; 0 when it does not say.
    pub usage: Usage,
}

/// Tokens of one or many calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Usage {
    /// Tokens of the prompt.
    pub prompt_tokens: u64,
    /// Tokens of the reply.
    pub completion_tokens: u64,
}

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The server could not be reached, or the connection broke.
    Unreachable,
    /// No reply in time.
    TimedOut,
    /// The key is missing, wrong or not allowed to do this.
    Denied,
    /// The server does not have this model.
    NoSuchModel,
    /// The account has no calls left.
    QuotaSpent,
    /// The server was still too busy after several tries.
    Busy,
    /// The question does not fit the model's context, or was cut without a word.
    TooLong,
    /// The reply was cut before its end.
    Cut,
    /// The provider's filter refused the question or the reply.
    Filtered,
    /// The reply is no JSON, at any rung of the ladder.
    Unreadable,
    /// The reply is larger than any honest one.
    Oversized,
    /// The server refused the request for another reason.
    Rejected,
    /// The budget of calls, tokens or seconds is spent.
    OverBudget,
    /// Too many failures in a row: the rest was not asked.
    GivenUp,
}

impl Failure {
    /// Its name in results and exports.
    pub fn name(self) -> &'static str {
        match self {
            Failure::Unreachable => "unreachable",
            Failure::TimedOut => "timed_out",
            Failure::Denied => "denied",
            Failure::NoSuchModel => "no_such_model",
            Failure::QuotaSpent => "quota_spent",
            Failure::Busy => "busy",
            Failure::TooLong => "too_long",
            Failure::Cut => "cut",
            Failure::Filtered => "filtered",
            Failure::Unreadable => "unreadable",
            Failure::Oversized => "oversized",
            Failure::Rejected => "rejected",
            Failure::OverBudget => "over_budget",
            Failure::GivenUp => "given_up",
        }
    }
}

/// What is known of the model and its server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ModelCard {
    /// The name it is asked for by.
    pub model: String,
    /// Host (and port) of the server; never a key, a path or a query.
    pub host: String,
    /// False when the server runs on this machine.
    pub remote: bool,
}

/// A model that answers questions. Called from several threads.
pub trait LanguageModel: Sync {
    /// Which model it is.
    fn card(&self) -> ModelCard;

    /// Questions it takes at a time.
    fn slots(&self) -> usize;

    /// Asks one question and waits for the reply; retries what is worth a retry.
    fn ask(&self, request: &Request) -> Result<Reply, Failure>;
}

impl<M: LanguageModel + ?Sized> LanguageModel for &M {
    fn card(&self) -> ModelCard {
        (**self).card()
    }

    fn slots(&self) -> usize {
        (**self).slots()
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        (**self).ask(request)
    }
}
