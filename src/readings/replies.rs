//! Replies as structs, and the faults of those that do not name what they rest on.

use serde::de::DeserializeOwned;
use serde_json::Value;

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

/// The reply as a struct, or the fault that tells what is wrong.
pub fn parse<T: DeserializeOwned>(reply: &Value, language: Language) -> Result<T, Vec<Fault>> {
    T::deserialize(reply).map_err(|_| {
        vec![Fault::new(
            NOT_AS_ASKED,
            language,
            "La réponse n'a pas les champs demandés.",
            "The reply does not have the fields asked for.",
        )]
    })
}

/// A sentence that names nothing it rests on.
pub fn no_source(language: Language) -> Fault {
    Fault::new(
        NO_SOURCE,
        language,
        "Chaque phrase donne les ids des textes qui la disent.",
        "Each sentence gives the ids of the texts that say it.",
    )
}

/// A sentence that says again what another says.
pub fn repeated(language: Language) -> Fault {
    Fault::new(
        REPEATED,
        language,
        "Chaque phrase dit autre chose que les précédentes.",
        "Each sentence says something else than those before.",
    )
}

/// An id that nobody gave out.
pub fn unknown_id(language: Language) -> Fault {
    Fault::new(
        UNKNOWN_ID,
        language,
        "Certains ids n'existent pas ou sont répétés.",
        "Some ids do not exist or are repeated.",
    )
}
