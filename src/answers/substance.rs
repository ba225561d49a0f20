//! Answers that say nothing to analyse, in classes. They are counted and listed, and a
//! person may disagree: "rien" to "what do you dislike?" is an opinion.

use serde::{Deserialize, Serialize};

use crate::ingest::RowClass;
use crate::language::Language;
use crate::words::{fold, single_spaced};

/// Why an answer is not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// The row is a line of totals, no answer.
    Total,
    /// The whole row was saved by its author and never sent.
    Draft,
    /// The whole row was never published, or withdrawn by its author.
    Unpublished,
    /// The whole row was hidden or thrown away by the people who run the platform.
    Moderated,
    /// The questionnaire was left before its end.
    Unfinished,
    /// The whole row is a preview by the people who wrote the questionnaire.
    Preview,
    /// The whole row is a test: nothing in it but the word.
    Test,
    /// The question does not exist in the file or for the kind of row.
    NotAsked,
    /// Nothing in the cell.
    Empty,
    /// The person says they have no opinion, or do not know.
    NoOpinion,
    /// Something is written that holds no idea: `-`, `RAS`, `ok`.
    NonSubstantive,
}

impl SetAside {
    /// All classes, in the order of the report: first those of whole rows.
    pub const ALL: [SetAside; 11] = [
        SetAside::Total,
        SetAside::Draft,
        SetAside::Unpublished,
        SetAside::Moderated,
        SetAside::Unfinished,
        SetAside::Preview,
        SetAside::Test,
        SetAside::NotAsked,
        SetAside::Empty,
        SetAside::NoOpinion,
        SetAside::NonSubstantive,
    ];

    /// How many of each class, in the order of [`SetAside::ALL`], those that occur.
    pub fn tally(classes: impl Iterator<Item = SetAside>) -> Vec<(SetAside, usize)> {
        let mut counts = [0; SetAside::ALL.len()];
        for class in classes {
            counts[class as usize] += 1;
        }
        SetAside::ALL
            .into_iter()
            .map(|class| (class, counts[class as usize]))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// True for a class that holds for a whole row, whatever the question.
    pub fn is_of_row(self) -> bool {
        self <= SetAside::Test
    }
}

impl SetAside {
    /// The class in words, as a short label.
    pub fn say(self, language: Language) -> &'static str {
        match self {
            SetAside::Total => language.choose("ligne de totaux", "row of totals"),
            SetAside::Draft => language.choose("brouillon", "draft"),
            SetAside::Unpublished => language.choose("non publiée", "unpublished"),
            SetAside::Moderated => language.choose("modérée", "moderated"),
            SetAside::Unfinished => language.choose("inachevée", "unfinished"),
            SetAside::Preview => language.choose("aperçu", "preview"),
            SetAside::Test => language.choose("test", "test"),
            SetAside::NotAsked => language.choose("question non posée", "not asked"),
            SetAside::Empty => language.choose("vide", "empty"),
            SetAside::NoOpinion => language.choose("sans avis", "no opinion"),
            SetAside::NonSubstantive => language.choose("sans contenu", "non-substantive"),
        }
    }
}

impl From<RowClass> for SetAside {
    fn from(class: RowClass) -> SetAside {
        match class {
            RowClass::Total => SetAside::Total,
            RowClass::Draft => SetAside::Draft,
            RowClass::Unpublished => SetAside::Unpublished,
            RowClass::Moderated => SetAside::Moderated,
            RowClass::Unfinished => SetAside::Unfinished,
            RowClass::Preview => SetAside::Preview,
            RowClass::Test => SetAside::Test,
        }
    }
}

/// True for a text that only tries the questionnaire out.
pub fn is_test(text: &str) -> bool {
    if is_long(text) {
        return false;
    }
    let said = normalised(text);
    let words: Vec<&str> = said.split(' ').collect();
    let begins = ["test", "essai"].contains(&words[0]);
    if begins && (said.contains("ne pas tenir compte") || said.starts_with("test technique")) {
        return true;
    }
    words.len() <= 4
        && words.iter().all(|word| {
            word.chars().all(|c| c.is_ascii_digit())
                || [
                    "test", "tests", "teste", "testing", "essai", "essais", "azerty", "qwerty",
                    "asdf", "lorem", "ipsum", "un", "de", "ceci", "est",
                ]
                .contains(word)
        })
        && words
            .iter()
            .any(|word| word.chars().any(char::is_alphabetic) && word.len() > 3)
}

/// The class of a whole answer, `None` when it is to be analysed.
///
/// Compares the folded answer, punctuation aside, with the lists below; an answer of
/// more than six words is always analysed.
pub fn classify(text: &str) -> Option<SetAside> {
    if text.trim().is_empty() {
        return Some(SetAside::Empty);
    }
    if is_long(text) {
        return None;
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

/// True for a text of more than twelve words, told without folding it.
fn is_long(text: &str) -> bool {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .nth(12)
        .is_some()
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
