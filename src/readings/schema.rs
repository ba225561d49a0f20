//! JSON schemas of replies, from the few shapes that all servers honour, and the faults of
//! replies that do not follow them.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::language::Language;
use crate::llm::Fault;

/// The reply is not what the schema says.
pub const NOT_AS_ASKED: &str = "not_as_asked";
/// A sentence without an id that was given out.
pub const NO_SOURCE: &str = "no_source";
/// A sentence that says again what another says.
pub const REPEATED: &str = "repeated";
/// An id that was not given out, or given twice.
pub const UNKNOWN_ID: &str = "unknown_id";

/// An object with these fields, in order, all required, no others.
pub fn object(fields: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = fields
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}

/// A list.
pub fn array(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// A text.
pub fn string() -> Value {
    json!({"type": "string"})
}

/// One of these words.
pub fn one_of(words: &[String]) -> Value {
    json!({"type": "string", "enum": words})
}

/// The reply as a struct, or the fault that tells what is wrong.
pub fn parse<T: DeserializeOwned>(reply: &Value, language: Language) -> Result<T, Vec<Fault>> {
    T::deserialize(reply).map_err(|_| {
        vec![Fault {
            rule: NOT_AS_ASKED,
            told: language.choose(
                "La réponse n'a pas les champs demandés.".to_owned(),
                "The reply does not have the fields asked for.".to_owned(),
            ),
        }]
    })
}

/// A sentence that names nothing it rests on.
pub fn no_source(language: Language) -> Fault {
    Fault {
        rule: NO_SOURCE,
        told: language.choose(
            "Chaque phrase donne les ids des textes qui la disent.".to_owned(),
            "Each sentence gives the ids of the texts that say it.".to_owned(),
        ),
    }
}

/// A sentence that says again what another says.
pub fn repeated(language: Language) -> Fault {
    Fault {
        rule: REPEATED,
        told: language.choose(
            "Chaque phrase dit autre chose que les précédentes.".to_owned(),
            "Each sentence says something else than those before.".to_owned(),
        ),
    }
}

/// An id that nobody gave out.
pub fn unknown_id(language: Language) -> Fault {
    Fault {
        rule: UNKNOWN_ID,
        told: language.choose(
            "Certains ids n'existent pas ou sont répétés.".to_owned(),
            "Some ids do not exist or are repeated.".to_owned(),
        ),
    }
}
