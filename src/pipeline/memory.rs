//! What a later run need not work out again: the groups of a question's ideas, which cost
//! most of a run, named by everything they depend on.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::RunSettings;
use crate::clusters::{Assignment, Corpus, GroupingParameters};
use crate::units::DistinctUnits;

/// Keeps results of stages between runs. Whoever implements it gives back exactly what was
/// kept under a name, or nothing.
pub trait Memory: Sync {
    /// What was kept under this name.
    fn recall(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps a result. May fail to: it is then worked out again.
    fn keep(&self, key: &str, bytes: &[u8]);
}

/// Keeps nothing.
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

/// What grouping gives that takes long.
#[derive(Serialize, Deserialize)]
pub(super) struct Groups {
    pub assignment: Assignment,
    pub stability: Vec<f64>,
    pub resolution: f64,
    pub drawn: Option<usize>,
}

/// The name of a question's groups. Cost: linear in the texts.
pub(super) fn key(
    embedder: &str,
    units: &DistinctUnits<'_>,
    corpus: &Corpus<'_>,
    parameters: &GroupingParameters,
    settings: &RunSettings,
) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    add(format!("groups {embedder} {parameters:?} {}", settings.stability).as_bytes());
    for (text, answers) in units.texts.iter().zip(corpus.answers_of) {
        add(text.as_bytes());
        let answers = answers.iter().flat_map(|answer| answer.to_le_bytes());
        add(&answers.collect::<Vec<u8>>());
    }
    add(format!("{} {:?}", corpus.answers, corpus.campaign_of).as_bytes());
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
