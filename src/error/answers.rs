//! Why the columns do not make answers.

use super::quoted;
use crate::language::Language;

/// Why the columns asked for do not make answers.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum AnswersError {
    /// No column has this title.
    NoSuchColumn {
        option: &'static str,
        wanted: String,
        nearest: Option<String>,
        columns: Vec<String>,
    },
    /// Several columns have this title.
    AmbiguousColumn {
        option: &'static str,
        wanted: String,
        letters: Vec<String>,
    },
    /// The same column was named as two different things.
    ColumnUsedTwice {
        column: String,
        first: &'static str,
        second: &'static str,
    },
    /// A segment column that names people or has too many values to compare groups by.
    UnfitSegment {
        column: String,
        personal: bool,
        values: usize,
    },
    /// No column looks like an open question.
    NoOpenColumn { columns: Vec<String> },
    /// The open questions were guessed, nobody is there to confirm them.
    Unconfirmed {
        sentence: String,
        suggestion: String,
    },
    /// The person at the terminal said no.
    Declined { columns: Vec<String> },
}

impl AnswersError {
    /// True when nothing was typed wrongly: a person said no.
    pub fn is_refusal(&self) -> bool {
        matches!(self, AnswersError::Declined { .. })
    }

    pub(super) fn say(&self, language: Language) -> String {
        use AnswersError::*;
        match self {
            NoSuchColumn {
                option,
                wanted,
                nearest,
                columns,
            } => language.choose(
                {
                    let hint = nearest
                        .as_ref()
                        .map(|n| format!(" La plus proche est « {n} »."))
                        .unwrap_or_default();
                    format!(
                        "{option} : aucune colonne ne s'appelle « {wanted} ».{hint}\nColonnes du fichier : {}.",
                        quoted(columns, language)
                    )
                },
                {
                    let hint = nearest
                        .as_ref()
                        .map(|n| format!(" The nearest is \"{n}\"."))
                        .unwrap_or_default();
                    format!(
                        "{option}: no column is called \"{wanted}\".{hint}\nColumns of the file: {}.",
                        quoted(columns, language)
                    )
                },
            ),
            AmbiguousColumn {
                option,
                wanted,
                letters,
            } => language.choose(
                format!(
                    "{option} : plusieurs colonnes s'appellent « {wanted} » : {}.\nDonnez la lettre de la colonne, par exemple {option} {}.",
                    letters.join(", "),
                    letters[0]
                ),
                format!(
                    "{option}: several columns are called \"{wanted}\": {}.\nGive the letter of the column, for instance {option} {}.",
                    letters.join(", "),
                    letters[0]
                ),
            ),
            ColumnUsedTwice {
                column,
                first,
                second,
            } => language.choose(
                format!(
                    "la colonne « {column} » est donnée à la fois comme {first} et comme {second}.\nGardez l'une des deux options."
                ),
                format!(
                    "column \"{column}\" is given both as {first} and as {second}.\nKeep one of the two options."
                ),
            ),
            UnfitSegment {
                column,
                personal: true,
                ..
            } => language.choose(
                format!(
                    "--segment : la colonne « {column} » semble contenir des données personnelles ; elle ne sera pas reproduite dans un rapport.\nChoisissez une colonne de groupes, comme le quartier ou l'âge."
                ),
                format!(
                    "--segment: column \"{column}\" seems to hold personal data; it will not be printed in a report.\nChoose a column of groups, such as district or age."
                ),
            ),
            UnfitSegment { column, values, .. } => language.choose(
                format!(
                    "--segment : la colonne « {column} » a {values} valeurs différentes, trop pour comparer des groupes.\nRegroupez-les dans le fichier, ou choisissez une autre colonne."
                ),
                format!(
                    "--segment: column \"{column}\" has {values} different values, too many to compare groups by.\nGroup them in the file, or choose another column."
                ),
            ),
            NoOpenColumn { columns } => language.choose(
                format!(
                    "aucune colonne ne ressemble à une question ouverte.\nDésignez-la avec --open. Colonnes du fichier : {}.",
                    quoted(columns, language)
                ),
                format!(
                    "no column looks like an open question.\nName it with --open. Columns of the file: {}.",
                    quoted(columns, language)
                ),
            ),
            Unconfirmed {
                sentence,
                suggestion,
            } => language.choose(
                format!(
                    "{sentence}\nPersonne n'est là pour confirmer. Ajoutez --yes pour accepter, ou désignez les questions : {suggestion}"
                ),
                format!(
                    "{sentence}\nNobody is there to confirm. Add --yes to accept, or name the questions: {suggestion}"
                ),
            ),
            Declined { columns } => language.choose(
                format!(
                    "rien n'a été fait.\nDésignez les questions ouvertes avec --open. Colonnes du fichier : {}.",
                    quoted(columns, language)
                ),
                format!(
                    "nothing was done.\nName the open questions with --open. Columns of the file: {}.",
                    quoted(columns, language)
                ),
            ),
        }
    }
}

impl std::fmt::Display for AnswersError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for AnswersError {}
