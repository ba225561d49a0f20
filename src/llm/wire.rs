//! The one shape of a request and the many shapes of a reply. Pure: bytes are not sent
//! from here.

use serde_json::{Map, Value, json};

use super::ladder::Rung;
use super::server::{RoomField, SeedField};
use super::{Request, Usage};

/// The seed of every request, where the server takes one.
pub(super) const SEED: u64 = 20_240_607;

/// Fields of a request that a server may refuse by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionalField {
    /// `seed` or `random_seed`.
    Seed,
    /// `temperature`.
    Temperature,
    /// `max_tokens` or `max_completion_tokens`: renamed, not dropped.
    Room,
}

/// Which optional fields are sent, and by which name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub seed: Option<SeedField>,
    pub temperature: bool,
    pub room: RoomField,
    renamed: bool,
}

impl Fields {
    pub(super) fn new(seed: SeedField, room: RoomField) -> Fields {
        Fields {
            seed: Some(seed),
            temperature: true,
            room,
            renamed: false,
        }
    }

    /// The fields after a refusal of one; none when that one was not there to refuse.
    pub(super) fn without(mut self, field: OptionalField) -> Option<Fields> {
        match field {
            OptionalField::Seed => {
                self.seed.take()?;
            }
            OptionalField::Temperature if self.temperature => self.temperature = false,
            OptionalField::Room if !self.renamed => {
                self.renamed = true;
                self.room = match self.room {
                    RoomField::MaxTokens => RoomField::MaxCompletionTokens,
                    RoomField::MaxCompletionTokens => RoomField::MaxTokens,
                };
            }
            OptionalField::Temperature | OptionalField::Room => return None,
        }
        Some(self)
    }
}

/// The body of a chat request.
pub(super) fn body(
    model: &str,
    request: &Request,
    rung: Rung,
    max_tokens: u32,
    fields: Fields,
) -> Value {
    let mut body = Map::new();
    body.insert("model".to_owned(), json!(model));
    let system = rung.system(&request.system, &request.schema);
    let messages = json!([
        {"role": "system", "content": system},
        {"role": "user", "content": request.user},
    ]);
    body.insert("messages".to_owned(), messages);
    body.insert("stream".to_owned(), json!(false));
    if fields.temperature {
        body.insert("temperature".to_owned(), json!(0));
    }
    let seed = match fields.seed {
        Some(SeedField::Seed) => Some("seed"),
        Some(SeedField::RandomSeed) => Some("random_seed"),
        None => None,
    };
    if let Some(name) = seed {
        body.insert(name.to_owned(), json!(SEED));
    }
    let room = match fields.room {
        RoomField::MaxTokens => "max_tokens",
        RoomField::MaxCompletionTokens => "max_completion_tokens",
    };
    body.insert(room.to_owned(), json!(max_tokens));
    if let Some(format) = rung.response_format(&request.schema) {
        body.insert("response_format".to_owned(), format);
    }
    Value::Object(body)
}

/// What the model said, not yet parsed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Its words, thoughts left out; empty when it said nothing.
    pub text: String,
    /// Tokens, as the server counts them.
    pub usage: Usage,
    /// True when it had no room to end.
    pub cut: bool,
}

/// A reply with status 200 that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// No reply of a chat server: a page, another API.
    NotAChat,
    /// A filter refused.
    Filtered,
}

/// Reads the reply of a chat server.
pub(super) fn read(bytes: &[u8]) -> Result<Said, Unsaid> {
    let body: Value = serde_json::from_slice(bytes).map_err(|_| Unsaid::NotAChat)?;
    let choice = body.pointer("/choices/0").ok_or(Unsaid::NotAChat)?;
    let message = choice.get("message").ok_or(Unsaid::NotAChat)?;
    let reason = choice.get("finish_reason").and_then(Value::as_str);
    let refused = message
        .get("refusal")
        .and_then(Value::as_str)
        .is_some_and(|refusal| !refusal.trim().is_empty());
    if refused || reason == Some("content_filter") {
        return Err(Unsaid::Filtered);
    }
    Ok(Said {
        text: without_thoughts(&words(message.get("content"))),
        usage: usage(&body),
        cut: matches!(reason, Some("length" | "model_length" | "max_tokens")),
    })
}

/// Content as a string, or as an array of parts of which those with text count.
fn words(content: Option<&Value>) -> String {
    match content {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts
            .iter()
            .filter_map(|part| part.as_str().or_else(|| part.get("text")?.as_str()))
            .collect(),
        _ => String::new(),
    }
}

fn usage(body: &Value) -> Usage {
    let count = |name: &str| {
        body.get("usage")
            .and_then(|usage| usage.get(name))
            .and_then(Value::as_u64)
            .unwrap_or(0)
    };
    Usage {
        prompt_tokens: count("prompt_tokens"),
        completion_tokens: count("completion_tokens"),
    }
}

/// Text without `<think>…</think>`; one that is not closed goes to the end, one that was
/// opened by the server's template goes from the beginning.
fn without_thoughts(text: &str) -> String {
    let mut rest = match (text.find("</think>"), text.find("<think>")) {
        (Some(end), None) => &text[end + "</think>".len()..],
        (Some(end), Some(start)) if end < start => &text[end + "</think>".len()..],
        _ => text,
    };
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once("<think>") {
        out.push_str(before);
        rest = after.split_once("</think>").map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &Value, reason: &str) -> Result<Said, Unsaid> {
        let body = json!({"choices": [{"message": message, "finish_reason": reason}]});
        read(body.to_string().as_bytes())
    }

    #[test]
    fn replies_of_every_shape_are_read() {
        let parts = json!({"content": [{"type": "text", "text": "{\"a\""}, {"type": "text", "text": ":1}"}]});
        for (message, text) in [
            (
                json!({"content": "<think>{\"b\":2}</think> {\"a\":1}"}),
                "{\"a\":1}",
            ),
            (
                json!({"content": "hm</think>{}", "reasoning_content": "x"}),
                "{}",
            ),
            (json!({"content": "<think>no end {}"}), ""),
            (json!({"content": null}), ""),
            (parts, "{\"a\":1}"),
        ] {
            assert_eq!(said(&message, "stop").expect("said").text, text);
        }
        let refusal = json!({"content": null, "refusal": "I cannot"});
        assert_eq!(said(&refusal, "stop"), Err(Unsaid::Filtered));
        assert_eq!(
            said(&json!({"content": ""}), "content_filter"),
            Err(Unsaid::Filtered)
        );
        assert_eq!(read(b"<html></html>"), Err(Unsaid::NotAChat));
        assert!(said(&json!({"content": "{"}), "length").expect("said").cut);
    }

    #[test]
    fn a_refused_field_goes_once() {
        let fields = Fields::new(SeedField::RandomSeed, RoomField::MaxTokens);
        let fewer = fields.without(OptionalField::Seed).expect("dropped");
        assert_eq!(fewer.without(OptionalField::Seed), None);
        let renamed = fewer.without(OptionalField::Room).expect("renamed");
        assert_eq!(renamed.room, RoomField::MaxCompletionTokens);
        assert_eq!(renamed.without(OptionalField::Room), None);
    }
}
