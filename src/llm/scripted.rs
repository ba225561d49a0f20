//! A model for tests that replies by rule.

use serde_json::Value;

use super::{Failure, LanguageModel, ModelCard, Reply, Request, Usage};

/// Replies what the function says.
pub(crate) struct Scripted<F: Fn(&Request) -> Result<Value, Failure> + Sync>(pub F);

impl<F: Fn(&Request) -> Result<Value, Failure> + Sync> LanguageModel for Scripted<F> {
    fn card(&self) -> ModelCard {
        ModelCard {
            model: "scripted".to_owned(),
            host: "localhost".to_owned(),
            remote: false,
        }
    }

    fn slots(&self) -> usize {
        2
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        Ok(Reply {
            content: (self.0)(request)?,
            usage: Usage {
                prompt_tokens: 100,
                completion_tokens: 10,
            },
        })
    }
}
