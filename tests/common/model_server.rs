//! A language-model server that does what a test says, and remembers what it was sent.
#![allow(clippy::unwrap_used)]
#![allow(dead_code)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A server on a port of its own, gone after the test.
pub struct ModelServer {
    runtime: Runtime,
    server: MockServer,
}

/// One request, and which one it was.
pub struct Asked {
    pub body: Value,
    pub number: usize,
}

impl ModelServer {
    /// Replies to every question with what `reply` says.
    pub fn start(
        reply: impl Fn(&Asked) -> ResponseTemplate + Send + Sync + 'static,
    ) -> ModelServer {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(MockServer::start());
        let count = AtomicUsize::new(0);
        let respond = move |request: &Request| {
            let body: Value = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
            if !request.url.path().ends_with("/chat/completions") {
                return models();
            }
            let number = count.fetch_add(1, Ordering::SeqCst);
            reply(&Asked { body, number })
        };
        runtime.block_on(Mock::given(any()).respond_with(respond).mount(&server));
        ModelServer { runtime, server }
    }

    /// A server that replies as well as a machine without sense can.
    pub fn obliging() -> ModelServer {
        ModelServer::start(|asked| said(&asked.obliging()))
    }

    /// The address to give to `--llm`.
    pub fn url(&self) -> String {
        format!("{}/v1", self.server.uri())
    }

    /// The bodies of all questions so far.
    pub fn bodies(&self) -> Vec<String> {
        let requests = self.runtime.block_on(self.server.received_requests());
        requests
            .unwrap()
            .iter()
            .filter(|request| request.url.path().ends_with("/chat/completions"))
            .map(|request| String::from_utf8_lossy(&request.body).into_owned())
            .collect()
    }

    /// Questions so far.
    pub fn calls(&self) -> usize {
        self.bodies().len()
    }
}

fn models() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"object": "list", "data": [{"id": "test"}]}))
}

/// A good reply with this content.
pub fn said(content: &Value) -> ResponseTemplate {
    said_text(&content.to_string())
}

/// A good reply with this text, JSON or not.
pub fn said_text(content: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(completion(content, "stop"))
}

/// The body of a reply. The server does not say how many tokens it read.
pub fn completion(content: &str, finish: &str) -> Value {
    json!({
        "id": "x", "object": "chat.completion", "model": "test",
        "choices": [{"index": 0, "finish_reason": finish,
            "message": {"role": "assistant", "content": content}}],
    })
}

/// An error as most servers write it.
pub fn failed(status: u16, message: &str) -> ResponseTemplate {
    ResponseTemplate::new(status)
        .set_body_json(json!({"error": {"message": message, "type": "error", "code": status}}))
}

/// No reply for so long.
pub fn late(reply: ResponseTemplate, delay: Duration) -> ResponseTemplate {
    reply.set_delay(delay)
}

impl Asked {
    /// What the user message says.
    pub fn user(&self) -> String {
        let messages = self.body["messages"].as_array().unwrap();
        let user = messages.iter().filter(|m| m["role"] == "user");
        user.filter_map(|m| m["content"].as_str()).collect()
    }

    /// What the system message says.
    pub fn system(&self) -> String {
        let messages = self.body["messages"].as_array().unwrap();
        let system = messages.iter().filter(|m| m["role"] == "system");
        system.filter_map(|m| m["content"].as_str()).collect()
    }

    /// The fenced texts, with their ids.
    pub fn texts(&self) -> Vec<(String, String)> {
        self.user()
            .lines()
            .filter_map(|line| {
                let (head, rest) = line.strip_prefix('<')?.split_once('>')?;
                let (id, _) = head.split_once(' ')?;
                let (text, _) = rest.rsplit_once("</")?;
                Some((id.to_owned(), text.to_owned()))
            })
            .collect()
    }

    fn schema(&self) -> Option<&Value> {
        let schema = &self.body["response_format"]["json_schema"]["schema"];
        schema.is_object().then_some(schema)
    }

    /// A reply of the shape asked for whose texts are the first words of what was shown.
    pub fn obliging(&self) -> Value {
        let words: Vec<String> = self
            .texts()
            .first()
            .map(|(_, text)| text.split_whitespace().map(str::to_owned).collect())
            .unwrap_or_default();
        let schema = self.schema().cloned().unwrap_or(Value::Null);
        filled(&schema, &words.join(" "), "")
    }

    /// The same with every free text replaced.
    pub fn saying(&self, text: &str) -> Value {
        let schema = self.schema().cloned().unwrap_or(Value::Null);
        filled(&schema, text, "")
    }
}

/// A value of a schema: the first of an enum, one of a list (one per id where a list must
/// hold each), `text` shortened to fit for a string.
fn filled(schema: &Value, text: &str, name: &str) -> Value {
    if let Some(first) = schema["enum"].as_array().and_then(|list| list.first()) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("object") => {
            let properties = schema["properties"]
                .as_object()
                .cloned()
                .unwrap_or_default();
            let fields: Map<String, Value> = properties
                .iter()
                .map(|(key, inner)| (key.clone(), filled(inner, text, key)))
                .collect();
            Value::Object(fields)
        }
        Some("array") => every(&schema["items"], text, name),
        Some("boolean") => json!(true),
        Some("integer" | "number") => json!(1),
        _ => {
            let words = if name.starts_with("tit") { 7 } else { 14 };
            let cut: Vec<&str> = text.split_whitespace().take(words).collect();
            json!(cut.join(" ").trim_end_matches([',', ':', ';']))
        }
    }
}

/// One item; for a list of records with an id, one record per id.
fn every(items: &Value, text: &str, name: &str) -> Value {
    let ids = items["properties"]
        .as_object()
        .and_then(|fields| fields.iter().find(|(_, field)| field["enum"].is_array()));
    let Some((key, field)) = ids else {
        return json!([filled(items, text, name)]);
    };
    let records = field["enum"].as_array().unwrap().iter().map(|id| {
        let mut record = filled(items, text, name);
        record[key] = id.clone();
        record
    });
    Value::Array(records.collect())
}
