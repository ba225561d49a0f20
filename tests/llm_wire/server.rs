//! A server that says what it is told to say, and the questions it is asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cahier::llm::{Failure, HttpModel, LanguageModel, Reply, Request, ServerSettings};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Respond, ResponseTemplate};

/// The server, and the threads it runs on.
pub struct Scripted {
    runtime: Runtime,
    server: MockServer,
}

impl Scripted {
    pub fn new(responder: impl Respond + 'static) -> Scripted {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(async {
            let server = MockServer::start().await;
            Mock::given(any())
                .respond_with(responder)
                .mount(&server)
                .await;
            server
        });
        Scripted { runtime, server }
    }

    /// Settings with seconds of a millisecond.
    pub fn settings(&self) -> ServerSettings {
        ServerSettings {
            second: Duration::from_millis(1),
            timeout: Some(Duration::from_secs(5)),
            ..ServerSettings::new(&self.server.uri(), "petit-modele")
        }
    }

    pub fn model(&self) -> HttpModel {
        HttpModel::new(&self.settings()).unwrap()
    }

    /// Bodies of the requests so far.
    pub fn bodies(&self) -> Vec<Value> {
        let requests = self.runtime.block_on(self.server.received_requests());
        let bodies = requests.unwrap();
        bodies
            .iter()
            .map(|request| serde_json::from_slice(&request.body).unwrap_or(Value::Null))
            .collect()
    }

    pub fn calls(&self) -> usize {
        self.bodies().len()
    }
}

/// Replies in order; the last one again and again.
pub struct Sequence {
    replies: Vec<ResponseTemplate>,
    next: AtomicUsize,
}

impl Sequence {
    pub fn new(replies: impl IntoIterator<Item = ResponseTemplate>) -> Sequence {
        Sequence {
            replies: replies.into_iter().collect(),
            next: AtomicUsize::new(0),
        }
    }
}

impl Respond for Sequence {
    fn respond(&self, _request: &wiremock::Request) -> ResponseTemplate {
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        self.replies[place.min(self.replies.len() - 1)].clone()
    }
}

/// A whole reply with this content.
pub fn says(content: &str) -> ResponseTemplate {
    message(&json!({"role": "assistant", "content": content}), "stop")
}

/// A reply with this message and reason to end.
pub fn message(message: &Value, reason: &str) -> ResponseTemplate {
    counted(message, reason, 0)
}

/// The same, of a server that says how many tokens it read.
pub fn counted(message: &Value, reason: &str, prompt_tokens: u64) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": prompt_tokens, "completion_tokens": 7},
    }))
}

/// A refusal.
pub fn refuses(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body.as_bytes().to_vec(), "application/json")
}

pub fn good() -> ResponseTemplate {
    says(r#"{"mot":"banc"}"#)
}

/// A question with one word for an answer.
pub fn question() -> Request {
    Request {
        prompt: "essai/1".to_owned(),
        system: "Réponds en JSON.".to_owned(),
        user: "Un mot parmi banc et arbre ?".to_owned(),
        schema: json!({
            "type": "object",
            "properties": {"mot": {"type": "string", "enum": ["banc", "arbre"]}},
            "required": ["mot"],
            "additionalProperties": false,
        }),
        max_tokens: 50,
    }
}

/// What a fresh client makes of these replies, and how many calls it made.
pub fn outcome(
    replies: impl IntoIterator<Item = ResponseTemplate>,
) -> (Result<Value, Failure>, usize) {
    let scripted = Scripted::new(Sequence::new(replies));
    let result = scripted.model().ask(&question());
    (result.map(|reply: Reply| reply.content), scripted.calls())
}

pub fn bench() -> Result<Value, Failure> {
    Ok(json!({"mot": "banc"}))
}
