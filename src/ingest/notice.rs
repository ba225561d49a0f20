//! What had to be done to read a file, for a person to know.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Something the reader had to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // fields say what they hold
pub enum Notice {
    /// Bytes that are no character in the file's encoding, shown as `�`.
    ReplacedCharacters { count: usize },
    /// NUL characters taken out.
    NulRemoved { count: usize },
    /// Title lines above the column titles, by row number.
    TitleLines { rows: Vec<u32> },
    /// The workbook has other sheets with content, which were not read.
    OtherSheets { read: String, others: Vec<String> },
    /// The file's name promises another format than its bytes hold.
    MisnamedFile { found: String },
    /// Two columns have the same title.
    RepeatedTitle { title: String, letters: Vec<String> },
    /// Rows without any filled cell between the answers.
    BlankRows { count: usize },
}

impl Notice {
    /// In words, without the file's name.
    pub fn say(&self, language: Language) -> String {
        match self {
            Notice::ReplacedCharacters { count } => language.choose(
                format!("caractères illisibles dans cet encodage, montrés � : {count}."),
                format!("characters unreadable in this encoding, shown as �: {count}."),
            ),
            Notice::NulRemoved { count } => language.choose(
                format!("caractères nuls retirés : {count}."),
                format!("NUL characters removed: {count}."),
            ),
            Notice::TitleLines { rows } => {
                let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
                let rows = rows.join(", ");
                language.choose(
                    format!("lignes de titre au-dessus du tableau, ignorées : {rows}."),
                    format!("title lines above the table, ignored: {rows}."),
                )
            }
            Notice::OtherSheets { read, others } => {
                let others = others.join(", ");
                language.choose(
                    format!("feuille lue : « {read} » ; autres feuilles, non lues : {others} (voir --sheet)."),
                    format!("sheet read: \"{read}\"; other sheets, not read: {others} (see --sheet)."),
                )
            }
            Notice::MisnamedFile { found } => language.choose(
                format!(
                    "l'extension du fichier ne correspond pas à son contenu, lu comme {found}."
                ),
                format!("the file's extension does not match its content, read as {found}."),
            ),
            Notice::RepeatedTitle { title, letters } => {
                let letters = letters.join(", ");
                language.choose(
                    format!("plusieurs colonnes s'appellent « {title} » : {letters}."),
                    format!("several columns are called \"{title}\": {letters}."),
                )
            }
            Notice::BlankRows { count } => language.choose(
                format!("lignes vides entre les réponses, ignorées : {count}."),
                format!("blank rows between the answers, ignored: {count}."),
            ),
        }
    }
}
