//! How a server is asked for JSON, from the strictest way down, and how JSON is found in
//! what comes back. The rung on which a server stands is remembered for the run.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::schema::{Fit, fit};

/// A way to ask for JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// `json_schema`, strict: the server enforces the schema.
    Schema,
    /// `json_object`: the server enforces JSON, the prompt shows the schema.
    Object,
    /// Plain text: the prompt shows the schema.
    Text,
}

impl Rung {
    /// All rungs, from the top.
    pub const ALL: [Rung; 3] = [Rung::Schema, Rung::Object, Rung::Text];

    /// The next rung down.
    pub(super) fn below(self) -> Option<Rung> {
        match self {
            Rung::Schema => Some(Rung::Object),
            Rung::Object => Some(Rung::Text),
            Rung::Text => None,
        }
    }

    pub(super) fn response_format(self, schema: &Value) -> Option<Value> {
        match self {
            Rung::Schema => Some(json!({
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": true, "schema": schema},
            })),
            Rung::Object => Some(json!({"type": "json_object"})),
            Rung::Text => None,
        }
    }

    /// What the system says: below the first rung, with the schema's text.
    pub(super) fn system(self, system: &str, schema: &Value) -> String {
        match self {
            Rung::Schema => system.to_owned(),
            Rung::Object | Rung::Text => {
                format!("{system}\n\nJSON only, one object, valid for this JSON schema:\n{schema}")
            }
        }
    }
}

/// Which rung a server stands on.
#[derive(Debug, Default)]
pub(super) struct Ladder {
    good: [AtomicU64; 3],
    bad: [AtomicU64; 3],
}

impl Ladder {
    /// The highest rung not given up. A rung is given up when it has more bad replies
    /// than good ones: one bad reply among many good ones is the model's, not the
    /// server's.
    pub(super) fn rung(&self) -> Rung {
        let holds = |rung: Rung| {
            let [good, bad] =
                [&self.good, &self.bad].map(|counts| counts[rung as usize].load(Ordering::Relaxed));
            bad <= good
        };
        Rung::ALL
            .into_iter()
            .find(|rung| holds(*rung))
            .unwrap_or(Rung::Text)
    }

    pub(super) fn good(&self, rung: Rung) {
        self.good[rung as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn bad(&self, rung: Rung) {
        self.bad[rung as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Gives a rung up for good: the server refused it by name.
    pub(super) fn refused(&self, rung: Rung) {
        self.bad[rung as usize].store(u64::MAX / 2, Ordering::Relaxed);
    }
}

/// Openings tried before a text counts as one without JSON: bounds the work on noise.
const OPENINGS: usize = 40;

/// JSON found in a text: the first object that fits the schema, else the first of its
/// shape, else none.
pub(super) fn find(text: &str, schema: &Value) -> Option<(Value, Fit)> {
    let mut shaped = None;
    let mut from = 0;
    for _ in 0..OPENINGS {
        let Some(start) = text[from..].find('{').map(|place| from + place) else {
            break;
        };
        let found =
            balanced(&text[start..]).and_then(|piece| Some((parse(piece)?, start + piece.len())));
        let Some((mut value, end)) = found else {
            from = start + 1;
            continue;
        };
        match fit(&mut value, schema) {
            Fit::Full => return Some((value, Fit::Full)),
            Fit::Shape if shaped.is_none() => shaped = Some((value, Fit::Shape)),
            Fit::Shape | Fit::None => {}
        }
        from = end;
    }
    shaped
}

/// The piece from an opening brace to the brace that closes it, strings skipped.
fn balanced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(&text[..=place]);
                }
            }
            _ => {}
        }
    }
    None
}

fn parse(piece: &str) -> Option<Value> {
    serde_json::from_str(piece)
        .or_else(|_| serde_json::from_str(&without_trailing_commas(piece)))
        .ok()
}

/// Text without the commas that stand, outside strings, before a closing bracket.
fn without_trailing_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut escaped = false;
    for c in text.chars() {
        if !quoted && matches!(c, '}' | ']') {
            let kept = out.trim_end();
            if let Some(before) = kept.strip_suffix(',') {
                out.truncate(before.len());
            }
        }
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Value {
        json!({"type": "object", "required": ["a"], "additionalProperties": false,
               "properties": {"a": {"type": "string", "enum": ["x", "y,}"]}}})
    }

    #[test]
    fn json_is_found_wherever_it_stands() {
        for text in [
            r#"{"a":"x"}"#,
            "Voici :\n```json\n{\"a\": \"x\",\n}\n```\nVoilà.",
            r#"{not json} then {"b":1} then {"a":"x"} and {"a":"y,}"}"#,
            r#"{ { "a" : "x" , "plus": [1,2,] }"#,
        ] {
            assert_eq!(
                find(text, &schema()),
                Some((json!({"a": "x"}), Fit::Full)),
                "{text}"
            );
        }
        let odd = r#"{"a":"y,}",}"#;
        assert_eq!(find(odd, &schema()), Some((json!({"a": "y,}"}), Fit::Full)));
        let stray = r#"{"a":"z"}"#;
        assert_eq!(
            find(stray, &schema()),
            Some((json!({"a": "z"}), Fit::Shape))
        );
        for none in ["", "{", r#"{"a":"x"#, "<html>", &"{".repeat(100_000)] {
            assert_eq!(find(none, &schema()), None);
        }
    }

    #[test]
    fn one_bad_reply_among_good_ones_keeps_the_rung() {
        let ladder = Ladder::default();
        assert_eq!(ladder.rung(), Rung::Schema);
        ladder.good(Rung::Schema);
        ladder.bad(Rung::Schema);
        assert_eq!(ladder.rung(), Rung::Schema);
        ladder.bad(Rung::Schema);
        assert_eq!(ladder.rung(), Rung::Object);
        ladder.refused(Rung::Object);
        assert_eq!(ladder.rung(), Rung::Text);
    }
}
