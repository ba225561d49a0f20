//! The errors of many servers, brought into one shape.
//!
//! Only the first words of a message are looked at, and nothing of a body is kept: servers
//! echo prompts.

use serde_json::Value;

/// Characters of a message that are looked at.
const HEAD: usize = 400;

/// The parts of an error that dialects have in common, in lower case.
#[derive(Default)]
pub(super) struct Told {
    /// Codes, types and names of exceptions.
    kinds: String,
    /// Names of fields.
    pub params: String,
    /// The beginning of the message.
    pub message: String,
}

impl Told {
    /// Reads the body of an error; nothing of a page.
    pub(super) fn read(body: &[u8]) -> Told {
        let mut told = Told::default();
        match serde_json::from_slice::<Value>(body) {
            Ok(value) => told.take(&value, 0),
            // A page of a proxy says nothing that its status does not.
            Err(_) if body.trim_ascii_start().starts_with(b"<") => {}
            Err(_) => told.say(&String::from_utf8_lossy(&body[..body.len().min(HEAD)])),
        }
        told
    }

    /// OpenAI, llama.cpp, Ollama, new vLLM: `error.{message,type,param,code}`; Ollama:
    /// `error` as text; Mistral and old vLLM: the same fields without `error`; FastAPI:
    /// `detail` as text, as an object, or as a list of `{loc,msg,type}`.
    fn take(&mut self, value: &Value, depth: usize) {
        match value {
            Value::String(text) => self.say(text),
            Value::Array(entries) if depth < 4 => {
                for entry in entries.iter().take(8) {
                    self.take(entry, depth + 1);
                }
            }
            Value::Object(fields) if depth < 4 => {
                for (name, value) in fields {
                    match name.as_str() {
                        "error" | "detail" | "message" | "msg" | "errors" => {
                            self.take(value, depth + 1);
                        }
                        "type" | "code" | "innererror" => push(&mut self.kinds, value),
                        "param" | "loc" => push(&mut self.params, value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let head: String = text.chars().take(HEAD).collect();
        self.message.push_str(&head.to_lowercase());
        self.message.push('\n');
    }

    pub(super) fn kind(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.kinds.contains(word))
    }

    pub(super) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.message.contains(word))
    }
}

/// Appends a code, a number or a path of names.
fn push(to: &mut String, value: &Value) {
    match value {
        Value::String(text) => to.extend(text.chars().take(100).flat_map(char::to_lowercase)),
        Value::Array(parts) => parts.iter().take(8).for_each(|part| push(to, part)),
        Value::Object(fields) => fields.values().take(8).for_each(|part| push(to, part)),
        _ => {}
    }
    to.push('\n');
}
