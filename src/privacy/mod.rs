//! Personal data in free text.
//!
//! So far one guard: a passage that shows how to reach or recognise a person is never
//! chosen as a quote. Nothing is masked yet: the annex and the data files hold answers as
//! they were written, and the report says so.

use std::sync::LazyLock;

use regex::RegexSet;

/// E-mail, telephone, long number, plate, street number, name after a title.
static PATTERNS: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    RegexSet::new([
        r"[\w.+-]+@[\w-]+\.\w+",
        r"(?:\+|00)?\d(?:[ .-]?\d){8,}",
        r"\b[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}\b",
        r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
        r"(?i)\b\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|av\.?|boulevard|bd|chemin|impasse|allée|place|quai|route)\b",
        r"\b\d{1,4} (?:[A-Z]\w+ ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive)\b",
        r"\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Me)\.? [A-ZÉÈ]\w+",
        r"\b(?:Monsieur|Madame|Docteur|Maître|Doctor) [A-ZÉÈ]\w+",
    ])
    .ok()
});

/// True when a passage should not be put forward: it may identify someone.
pub fn may_identify(text: &str) -> bool {
    PATTERNS.as_ref().is_none_or(|set| set.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_details_and_names_are_seen() {
        for text in [
            "écrivez à jeanne@example.fr",
            "mon numéro : 06 12 34 56 78",
            "Mme Lefort le sait bien",
            "au 12 rue des Lilas",
            "at 14 Orchard Lane",
            "AB-123-CD garée là",
        ] {
            assert!(may_identify(text), "{text}");
        }
    }

    #[test]
    fn ordinary_answers_pass() {
        for text in [
            "Il faudrait 3 bus par heure en 2030 sur la ligne 7.",
            "Monsieur le maire, écoutez-nous",
            "Le pont des Forges est bloqué à 8h30",
        ] {
            assert!(!may_identify(text), "{text}");
        }
    }
}
