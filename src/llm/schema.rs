//! A reply against its schema: the portable part of JSON schema, and no more.
//!
//! Servers differ in what they enforce, and some ignore schemas without a word; so every
//! reply is held against its schema here, wherever it came from.

use serde_json::Value;

/// How a reply stands to its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// In every point.
    Full,
    /// The shape is right; a value is none of those listed.
    Shape,
    /// Not at all.
    None,
}

/// Holds a reply against a schema of `type`, `properties`, `required`, `items` and `enum`.
/// Fields that the schema does not know are cut: they are noise, not a fault. Keywords
/// that are not portable (lengths, patterns, unions) are not looked at.
pub(super) fn fit(value: &mut Value, schema: &Value) -> Fit {
    if let Some(listed) = schema.get("enum").and_then(Value::as_array)
        && !listed.contains(value)
    {
        let same_kind =
            |other: &Value| std::mem::discriminant(other) == std::mem::discriminant(value);
        return if listed.iter().any(same_kind) {
            Fit::Shape
        } else {
            Fit::None
        };
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => fit_object(value, schema),
        Some("array") => fit_array(value, schema),
        Some("string") => right(value.is_string()),
        Some("boolean") => right(value.is_boolean()),
        Some("integer") => right(value.is_i64() || value.is_u64()),
        Some("number") => right(value.is_number()),
        _ => Fit::Full,
    }
}

fn right(is: bool) -> Fit {
    if is { Fit::Full } else { Fit::None }
}

fn fit_array(value: &mut Value, schema: &Value) -> Fit {
    let Some(values) = value.as_array_mut() else {
        return Fit::None;
    };
    let Some(items) = schema.get("items") else {
        return Fit::Full;
    };
    let fits = values.iter_mut().map(|value| fit(value, items));
    fits.max().unwrap_or(Fit::Full)
}

fn fit_object(value: &mut Value, schema: &Value) -> Fit {
    let Some(fields) = value.as_object_mut() else {
        return Fit::None;
    };
    let Some(known) = schema.get("properties").and_then(Value::as_object) else {
        return Fit::Full;
    };
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        fields.retain(|name, _| known.contains_key(name));
    }
    let required = schema.get("required").and_then(Value::as_array);
    let missing = required
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .any(|name| !fields.contains_key(name));
    if missing {
        return Fit::None;
    }
    let fits = known
        .iter()
        .filter_map(|(name, schema)| Some(fit(fields.get_mut(name)?, schema)));
    fits.max().unwrap_or(Fit::Full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reply_fits_in_full_in_shape_or_not() {
        let schema = json!({"type": "object", "required": ["ids", "ok"], "additionalProperties": false,
            "properties": {
                "ids": {"type": "array", "items": {"type": "string", "enum": ["a1", "a2"]}},
                "ok": {"type": "boolean"}}});
        for (mut reply, expected) in [
            (json!({"ids": ["a1"], "ok": true}), Fit::Full),
            (json!({"ids": [], "ok": true, "note": "x"}), Fit::Full),
            (json!({"ids": ["a9"], "ok": true}), Fit::Shape),
            (json!({"ids": [3], "ok": true}), Fit::None),
            (json!({"ids": ["a1"]}), Fit::None),
            (json!({"ids": "a1", "ok": true}), Fit::None),
            (json!(["a1"]), Fit::None),
        ] {
            assert_eq!(fit(&mut reply, &schema), expected, "{reply}");
            assert!(reply.get("note").is_none());
        }
    }
}
