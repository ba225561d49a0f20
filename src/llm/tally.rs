//! What became of the questions, prompt by prompt: the method page publishes it.
//!
//! Counts come from replies, new or recorded alike, never from a clock: a rerun from
//! recorded replies counts the same.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::{Failure, Fault, Usage};

/// What became of the questions made from one prompt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PromptTally {
    /// Things asked about (a theme, a batch of answers).
    pub tasks: usize,
    /// Of these, with a reply that holds.
    pub accepted: usize,
    /// Of the accepted, after one repair.
    pub repaired: usize,
    /// Replies refused, by rule; a reply may break several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refused: BTreeMap<String, usize>,
    /// Parts cut from replies that were kept, by rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cut: BTreeMap<String, usize>,
    /// Questions without a reply, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub failures: BTreeMap<Failure, usize>,
    /// Tokens of all replies.
    pub usage: Usage,
    /// Replies received.
    pub replies: usize,
}

/// All prompts' figures, filled from several threads.
#[derive(Debug, Default)]
pub struct Tally {
    prompts: Mutex<BTreeMap<String, PromptTally>>,
}

impl Tally {
    /// The figures, by prompt.
    pub fn into_prompts(self) -> BTreeMap<String, PromptTally> {
        self.prompts
            .into_inner()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub(super) fn task(&self, prompt: &str) {
        self.with(prompt, |tally| tally.tasks += 1);
    }

    pub(super) fn accepted(&self, prompt: &str, repaired: bool, cut: &[Fault]) {
        self.with(prompt, |tally| {
            tally.accepted += 1;
            tally.repaired += usize::from(repaired);
            for fault in cut {
                *tally.cut.entry(fault.rule.to_owned()).or_default() += 1;
            }
        });
    }

    pub(super) fn refused(&self, prompt: &str, faults: &[Fault]) {
        self.with(prompt, |tally| {
            for fault in faults {
                *tally.refused.entry(fault.rule.to_owned()).or_default() += 1;
            }
        });
    }

    pub(super) fn reply(&self, prompt: &str, usage: Usage) {
        self.with(prompt, |tally| {
            tally.replies += 1;
            tally.usage.prompt_tokens += usage.prompt_tokens;
            tally.usage.completion_tokens += usage.completion_tokens;
        });
    }

    pub(super) fn failure(&self, prompt: &str, failure: Failure) {
        self.with(prompt, |tally| {
            *tally.failures.entry(failure).or_default() += 1;
        });
    }

    fn with(&self, prompt: &str, change: impl FnOnce(&mut PromptTally)) {
        // A thread that panicked leaves counts that are whole: each change is one closure.
        let mut prompts = self
            .prompts
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        change(prompts.entry(prompt.to_owned()).or_default());
    }
}
