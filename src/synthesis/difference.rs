//! What does not hold in a result, in words a person can act on.

use super::SCHEMA;
use crate::language::Language;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // fields say what they hold
pub enum Difference {
    /// A figure differs from what can be counted.
    Count {
        place: String,
        what: (&'static str, &'static str),
        written: usize,
        counted: usize,
    },
    /// A quote is not what stands in the answer.
    Quote { theme: String, answer: String },
    /// Something refers to an answer or theme that does not exist, or exists twice.
    Reference { place: String, id: String },
    /// The data are of another layout.
    Schema { found: String },
}

impl Difference {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        match self {
            Difference::Count {
                place,
                what,
                written,
                counted,
            } => language.choose(
                format!("{place} : {} : {written} écrit, {counted} compté", what.0),
                format!("{place}: {}: {written} written, {counted} counted", what.1),
            ),
            Difference::Quote { theme, answer } => language.choose(
                format!("{theme} : la citation de {answer} n'est pas le texte de cette réponse"),
                format!("{theme}: the quote of {answer} is not the text of that answer"),
            ),
            Difference::Reference { place, id } => language.choose(
                format!(
                    "{place} : « {id} » manque, figure deux fois ou n'est pas ce qui se compte"
                ),
                format!("{place}: \"{id}\" is missing, stands twice or is not what can be counted"),
            ),
            Difference::Schema { found } => language.choose(
                format!("format « {found} » au lieu de « {SCHEMA} »"),
                format!("layout \"{found}\" instead of \"{SCHEMA}\""),
            ),
        }
    }
}
