//! A model that replies nothing and counts what it is asked: the same steps tell what they
//! will ask before a real model is.

use std::sync::Mutex;

use super::{Failure, LanguageModel, ModelCard, Reply, Request};

/// Characters of a token, on the low side: French counts more tokens than English.
const CHARACTERS_PER_TOKEN: u64 = 3;
/// Tokens of an ordinary reply.
const REPLY_TOKENS: u64 = 300;

/// What the questions of a run are expected to take, without repairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Questions to the model.
    pub calls: usize,
    /// Tokens of these, estimated from their characters.
    pub prompt_tokens: u64,
    /// Tokens of the replies.
    pub completion_tokens: u64,
}

impl Plan {
    /// This and that.
    pub fn and(self, other: Plan) -> Plan {
        Plan {
            calls: self.calls + other.calls,
            prompt_tokens: self.prompt_tokens + other.prompt_tokens,
            completion_tokens: self.completion_tokens + other.completion_tokens,
        }
    }

    fn of(request: &Request) -> Plan {
        let schema = request.schema.to_string().len();
        let read = (request.system.len() + request.user.len() + schema) as u64;
        Plan {
            calls: 1,
            prompt_tokens: read / CHARACTERS_PER_TOKEN,
            completion_tokens: REPLY_TOKENS.min(u64::from(request.max_tokens)),
        }
    }
}

/// Counts questions; every one fails as if the budget were spent.
#[derive(Debug, Default)]
pub struct Counter {
    plan: Mutex<Plan>,
}

impl Counter {
    /// What was asked so far.
    pub fn plan(&self) -> Plan {
        *self
            .plan
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }
}

impl LanguageModel for Counter {
    fn card(&self) -> ModelCard {
        ModelCard {
            model: String::new(),
            host: String::new(),
            remote: false,
        }
    }

    fn slots(&self) -> usize {
        1
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        let mut plan = self
            .plan
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        *plan = plan.and(Plan::of(request));
        Err(Failure::OverBudget)
    }
}
