//! What was typed wrongly, in the language of the messages: clap speaks English only.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::language::Language;

/// The message for a wrong command line, or `None` where clap's own output is meant to be
/// shown (help, version) or is all there is.
pub(super) fn message(error: &clap::Error, language: Language) -> Option<String> {
    if language == Language::English {
        return None;
    }
    let given = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = given(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("option inconnue : {argument}"),
        ErrorKind::MissingRequiredArgument => format!("il manque : {argument}"),
        ErrorKind::InvalidValue if given(ContextKind::InvalidValue).is_empty() => {
            format!("il manque une valeur après {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let listed = given(ContextKind::ValidValue);
            let reason = error.source().map(ToString::to_string);
            let possible = reason
                .or_else(|| (!listed.is_empty()).then_some(listed))
                .map(|values| format!(" (valeurs possibles : {values})"))
                .unwrap_or_default();
            let value = given(ContextKind::InvalidValue);
            format!("« {value} » ne convient pas à {argument}{possible}")
        }
        ErrorKind::InvalidSubcommand => {
            format!(
                "commande inconnue : {}",
                given(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::ArgumentConflict => format!("{argument} ne peut être donné qu'une fois"),
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        _ => return None,
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .map(given)
        .find(|suggestion| !suggestion.is_empty())
        .map(|suggestion| format!(" (vouliez-vous dire {suggestion} ?)"))
        .unwrap_or_default();
    Some(format!(
        "{what}{near}.\nVoir : cahier --help, ou cahier run --help."
    ))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join(", "),
        other => other.to_string(),
    }
}
