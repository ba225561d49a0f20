//! What had to be done to read a file, for a person to know.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Something the reader had to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// The row taken for the titles holds an e-mail address, a telephone number or a date:
    /// perhaps the file has no titles, and somebody's answer stands in their place.
    TitlesLikeAnswers { row: u32 },
    /// Rows without any filled cell between the answers.
    BlankRows { count: usize },
    /// Cells with text that had been decoded wrongly (`Ã©` for `é`), left as they are.
    SpoiltText { cells: usize },
    /// Such cells, mended as asked.
    MendedText { cells: usize },
    /// Cells as long as Excel allows: the tool that wrote the file has cut them.
    CutCells { count: usize },
    /// Rows of totals under the answers.
    TotalRows { rows: Vec<u32> },
    /// Rows the spreadsheet hides; they are read.
    HiddenRows { rows: Vec<u32> },
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
                let rows = listed(rows);
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
            Notice::TitlesLikeAnswers { row } => language.choose(
                format!("la ligne {row}, lue comme celle des titres, ressemble à une réponse : vérifiez que le fichier a des titres de colonnes."),
                format!("row {row}, read as the titles, looks like an answer: check that the file has column titles."),
            ),
            Notice::SpoiltText { cells } => language.choose(
                format!("cellules dont les accents semblent mal décodés (« Ã© » pour « é »), laissées telles quelles : {cells}. Pour les réparer : --repair-encoding."),
                format!("cells whose accents seem decoded wrongly (\"Ã©\" for \"é\"), left as they are: {cells}. To mend them: --repair-encoding."),
            ),
            Notice::MendedText { cells } => language.choose(
                format!("cellules dont les accents étaient mal décodés, réparées comme demandé : {cells}."),
                format!("cells whose accents were decoded wrongly, mended as asked: {cells}."),
            ),
            Notice::CutCells { count } => language.choose(
                format!("cellules à la longueur maximale d'Excel, sans doute coupées par l'outil d'enquête : {count}."),
                format!("cells at the longest that Excel allows, probably cut by the survey tool: {count}."),
            ),
            Notice::TotalRows { rows } => {
                let rows = listed(rows);
                language.choose(
                    format!("lignes de totaux, mises de côté : {rows}."),
                    format!("rows of totals, set aside: {rows}."),
                )
            }
            Notice::HiddenRows { rows } => {
                let rows = listed(rows);
                language.choose(
                    format!("lignes masquées dans le classeur, lues comme les autres : {rows}."),
                    format!("rows hidden in the workbook, read like the others: {rows}."),
                )
            }
            Notice::BlankRows { count } => language.choose(
                format!("lignes vides entre les réponses, ignorées : {count}."),
                format!("blank rows between the answers, ignored: {count}."),
            ),
        }
    }
}

/// `1, 2, 3`, the first twenty.
fn listed(rows: &[u32]) -> String {
    let mut shown: Vec<String> = rows.iter().take(20).map(u32::to_string).collect();
    if rows.len() > shown.len() {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
