//! JSON schemas of replies, made of the few shapes that all servers honour.

use serde_json::{Map, Value, json};

/// An object with these fields, all required, and no other.
pub fn object<N: Into<String>>(fields: impl IntoIterator<Item = (N, Value)>) -> Value {
    let fields: Map<String, Value> = fields
        .into_iter()
        .map(|(name, schema)| (name.into(), schema))
        .collect();
    json!({
        "type": "object",
        "required": fields.keys().collect::<Vec<_>>(),
        "additionalProperties": false,
        "properties": fields,
    })
}

/// A list.
pub fn array(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// A text.
pub fn text() -> Value {
    json!({"type": "string"})
}

/// One of these words.
pub fn one_of<T: AsRef<str>>(words: &[T]) -> Value {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    json!({"type": "string", "enum": words})
}
