//! How long work reports that it advances. A leaf: nothing is printed here.

use serde::{Deserialize, Serialize};

/// What the pipeline is doing, for a person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reading the files.
    Reading,
    /// Splitting answers into ideas.
    Splitting,
    /// Turning ideas into vectors.
    Embedding,
    /// Comparing ideas with each other.
    Comparing,
    /// Grouping them into themes.
    Grouping,
    /// Naming themes and choosing quotes.
    Describing,
    /// Asking a language model.
    Asking,
    /// Writing the report.
    Writing,
}

/// Receives the progress of a run. Methods may be called from several threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is its number of steps, 0 when unknown.
    fn begin(&self, stage: Stage, total: u64);
    /// `steps` more steps are done.
    fn advance(&self, steps: u64);
    /// A language model read or wrote so many tokens.
    fn spend(&self, _tokens: u64) {}
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage, _total: u64) {}
    fn advance(&self, _steps: u64) {}
}
