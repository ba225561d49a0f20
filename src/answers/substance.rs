//! Answers that say nothing to analyse, in classes. They are counted and listed, and a
//! person may disagree: "rien" to "what do you dislike?" is an opinion.

use serde::{Deserialize, Serialize};

use crate::words::{fold, single_spaced};

/// Why an answer is not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// Nothing in the cell.
    Empty,
    /// The person says they have no opinion, or do not know.
    NoOpinion,
    /// Something is written that holds no idea: `-`, `RAS`, `ok`, `test`.
    NonSubstantive,
    /// The question does not exist in the file the row comes from.
    NotAsked,
}

impl SetAside {
    /// All classes, in the order of the report.
    pub const ALL: [SetAside; 4] = [
        SetAside::NotAsked,
        SetAside::Empty,
        SetAside::NoOpinion,
        SetAside::NonSubstantive,
    ];
}

/// The class of a whole answer, `None` when it is to be analysed.
///
/// Compares the folded answer, punctuation aside, with the lists below; an answer of
/// more than six words is always analysed.
pub fn classify(text: &str) -> Option<SetAside> {
    if text.trim().is_empty() {
        return Some(SetAside::Empty);
    }
    let said = normalised(text);
    if said.is_empty() {
        return Some(SetAside::NonSubstantive);
    }
    if said.split(' ').count() > 6 {
        return None;
    }
    if NO_OPINION.contains(&said.as_str()) {
        return Some(SetAside::NoOpinion);
    }
    let one_letter = said.chars().nth(1).is_none();
    let repeated = said.len() <= 5 && said.chars().all(|c| c == 'x' || c == ' ');
    if one_letter || repeated || NON_SUBSTANTIVE.contains(&said.as_str()) {
        return Some(SetAside::NonSubstantive);
    }
    None
}

/// Folded words with single spaces; dots inside abbreviations vanish (`R.A.S.` is `ras`).
fn normalised(text: &str) -> String {
    let folded = fold(text).replace('.', "");
    let spaced: String = folded
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    single_spaced(&spaced)
}

const NO_OPINION: &[&str] = &[
    "aucun avis",
    "aucune idee",
    "aucune opinion",
    "i do not know",
    "i don t know",
    "do not know",
    "don t know",
    "dont know",
    "dk",
    "idk",
    "je n ai pas d avis",
    "je n ai pas d idee",
    "je n ai pas d opinion",
    "je ne me prononce pas",
    "je ne sais pas",
    "je ne sais pas trop",
    "je sais pas",
    "j sais pas",
    "ne sais pas",
    "ne sait pas",
    "ne se prononce pas",
    "no comment",
    "no idea",
    "no idea sorry",
    "no opinion",
    "no view",
    "no views",
    "not sure",
    "nspp",
    "nsp",
    "pas d avis",
    "pas d idee",
    "pas d opinion",
    "pas d avis particulier",
    "prefer not to say",
    "prefere ne pas repondre",
    "refus",
    "sans avis",
    "sans opinion",
    "sans opinion particuliere",
    "sans avis particulier",
    "sans reponse",
    "undecided",
    "unsure",
];

const NON_SUBSTANTIVE: &[&str] = &[
    "as above",
    "aucun",
    "aucune",
    "aucun commentaire",
    "bof",
    "aucune remarque",
    "cf ci dessus",
    "ci dessus",
    "d accord",
    "idem",
    "merci",
    "n a",
    "na",
    "nc",
    "neant",
    "nil",
    "no",
    "non",
    "non applicable",
    "non concerne",
    "non concernee",
    "none",
    "nope",
    "not applicable",
    "nothing",
    "nothing to add",
    "null",
    "ok",
    "okay",
    "oui",
    "pas applicable",
    "pas concerne",
    "pas concernee",
    "pas de commentaire",
    "pas de remarque",
    "pas de reponse",
    "ras",
    "rien",
    "rien a ajouter",
    "rien a dire",
    "rien a signaler",
    "rien de particulier",
    "rien de plus",
    "sans objet",
    "see above",
    "so",
    "test",
    "thank you",
    "thanks",
    "voir ci dessus",
    "voir plus haut",
    "yes",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_told_apart() {
        use SetAside::*;
        for (text, class) in [
            ("  \n", Some(Empty)),
            ("Je ne sais pas.", Some(NoOpinion)),
            ("N.S.P.", Some(NoOpinion)),
            ("sans avis !", Some(NoOpinion)),
            ("don't know", Some(NoOpinion)),
            ("R.A.S.", Some(NonSubstantive)),
            ("-", Some(NonSubstantive)),
            ("…", Some(NonSubstantive)),
            ("👍", Some(NonSubstantive)),
            ("xxx", Some(NonSubstantive)),
            ("0", Some(NonSubstantive)),
            ("Rien à ajouter", Some(NonSubstantive)),
            ("Rien ne va, à commencer par le bus", None),
            ("bus", None),
            ("12", None),
        ] {
            assert_eq!(classify(text), class, "{text:?}");
        }
    }

    #[test]
    fn lists_hold_normalised_texts_only() {
        for entry in NO_OPINION.iter().chain(NON_SUBSTANTIVE) {
            assert_eq!(*entry, normalised(entry));
            assert!(entry.split(' ').count() <= 6, "{entry}");
        }
    }
}
