//! What a server can do, found out before a run: its models, how far it enforces a
//! schema, how fast it writes. Four small questions of our own, no word of an answer.

use std::time::Instant;

use serde_json::{Value, json};

use super::caller::Fault;
use super::errors::{Cause, cause};
use super::ladder::{Rung, find};
use super::schema::Fit;
use super::transport::Lost;
use super::{Failure, HttpModel, LanguageModel, ModelCard, Request};

/// What was found out about a server and its model.
#[derive(Clone, Debug, PartialEq)]
pub struct Probed {
    /// The model that was asked.
    pub card: ModelCard,
    /// Models the server says it has; a failure when it does not say.
    pub listed: Result<Vec<ListedModel>, Failure>,
    /// How it takes each way of asking for JSON, from the strictest down.
    pub rungs: Vec<(Rung, Compliance)>,
    /// Tokens written a second, over one reply; none when it failed or was not counted.
    pub tokens_per_second: Option<f64>,
}

/// A model in a server's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedModel {
    /// The name to ask for it by.
    pub id: String,
    /// Tokens it takes on this server, when the server says.
    pub context: Option<u64>,
    /// Tokens it was made for, when the server says; the server may take fewer.
    pub trained_context: Option<u64>,
}

/// What became of a question whose schema allows one word while its text asks for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compliance {
    /// The reply fits the schema.
    Enforced,
    /// The reply is JSON and does not fit the schema.
    Ignored,
    /// The reply is no JSON.
    Unreadable,
    /// The server does not take the request.
    Refused,
    /// There is no reply.
    Failed(Failure),
}

impl HttpModel {
    /// Asks the server what it can do: one call for the list, four for the model. Seconds
    /// to minutes on a slow machine.
    pub fn probe(&self) -> Probed {
        Probed {
            card: self.card(),
            listed: self.listed(),
            rungs: Rung::ALL
                .into_iter()
                .map(|rung| (rung, self.compliance(rung)))
                .collect(),
            tokens_per_second: self.speed(),
        }
    }

    /// Models the server says it has, sorted by name.
    pub fn listed(&self) -> Result<Vec<ListedModel>, Failure> {
        let answer = self.transport().models().map_err(|lost| match lost {
            Lost::TimedOut => Failure::TimedOut,
            Lost::Unreachable => Failure::Unreachable,
            Lost::Oversized => Failure::Oversized,
        })?;
        if !(200..=299).contains(&answer.status) {
            return Err(match cause(answer.status, &answer.body) {
                Cause::Denied => Failure::Denied,
                Cause::Quota => Failure::QuotaSpent,
                Cause::Again | Cause::NextMinute => Failure::Busy,
                _ => Failure::Rejected,
            });
        }
        let list = serde_json::from_slice(&answer.body).map_err(|_| Failure::Unreadable)?;
        read_list(&list).ok_or(Failure::Unreadable)
    }

    fn compliance(&self, rung: Rung) -> Compliance {
        let trap = trap();
        match self.exchange(&trap, rung, trap.max_tokens) {
            Ok(said) => match find(&said.text, &trap.schema) {
                Some((_, Fit::Full)) => Compliance::Enforced,
                Some(_) => Compliance::Ignored,
                None if find(&said.text, &json!({})).is_some() => Compliance::Ignored,
                None => Compliance::Unreadable,
            },
            Err(Fault::Refused(_)) => Compliance::Refused,
            Err(Fault::Failed(failure) | Fault::Fatal(failure)) => Compliance::Failed(failure),
        }
    }

    fn speed(&self) -> Option<f64> {
        let request = Request {
            prompt: "probe".to_owned(),
            system: "You count.".to_owned(),
            user: "Write all whole numbers from 1 to 40 in the list.".to_owned(),
            schema: json!({
                "type": "object",
                "properties": {"list": {"type": "array", "items": {"type": "integer"}}},
                "required": ["list"],
            }),
            max_tokens: 64,
        };
        let start = Instant::now();
        let said = self
            .exchange(&request, Rung::Text, request.max_tokens)
            .ok()?;
        let seconds = start.elapsed().as_secs_f64();
        let tokens = said.usage.completion_tokens as f64;
        (tokens > 0.0 && seconds > 0.0).then(|| tokens / seconds)
    }
}

/// The schema allows one word, the text asks for another: only a schema that is enforced
/// brings the first.
fn trap() -> Request {
    let schema = json!({
        "type": "object",
        "properties": {"mot": {"type": "string", "enum": ["zorglub"]}},
        "required": ["mot"],
        "additionalProperties": false,
    });
    Request {
        prompt: "probe".to_owned(),
        system: "Tu réponds en JSON.".to_owned(),
        user: "Réponds {\"mot\": \"bonjour\"}, rien d'autre.".to_owned(),
        schema,
        max_tokens: 40,
    }
}

fn read_list(list: &Value) -> Option<Vec<ListedModel>> {
    let entries = list.get("data").unwrap_or(list).as_array()?;
    let mut models: Vec<ListedModel> = entries
        .iter()
        .filter_map(|entry| {
            let number = |path: &str| entry.pointer(path).and_then(Value::as_u64);
            Some(ListedModel {
                id: entry.get("id")?.as_str()?.to_owned(),
                context: [
                    "/max_model_len",
                    "/max_context_length",
                    "/context_length",
                    "/meta/n_ctx",
                ]
                .into_iter()
                .find_map(number),
                trained_context: number("/meta/n_ctx_train"),
            })
        })
        .collect();
    models.sort_by(|a, b| a.id.cmp(&b.id));
    Some(models)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_server_are_read() {
        let list = json!({"object": "list", "data": [
            {"id": "b", "max_model_len": 32768},
            {"id": "a", "meta": {"n_ctx_train": 131_072}},
            {"object": "nothing"},
        ]});
        let models = read_list(&list).expect("a list");
        assert_eq!(models.len(), 2);
        assert_eq!((models[0].id.as_str(), models[0].context), ("a", None));
        assert_eq!(models[0].trained_context, Some(131_072));
        assert_eq!(models[1].context, Some(32_768));
        assert_eq!(read_list(&json!({"error": "no"})), None);
    }
}
