//! Why a file could not be read.

use super::{quoted, system_reason};
use crate::language::Language;

/// Why a file could not be read as a table.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum IngestError {
    /// The file cannot be opened.
    Unreadable { file: String, error: std::io::Error },
    /// No byte, or nothing but white space.
    Empty { file: String },
    /// Column titles and no row under them.
    HeaderOnly { file: String, place: String },
    /// The bytes are of a kind that holds no table (`kind` says which, in both languages).
    NotATable {
        file: String,
        kind: (&'static str, &'static str),
    },
    /// A workbook that cannot be opened to its end.
    DamagedWorkbook { file: String, reason: String },
    /// A workbook without any filled cell.
    EmptyWorkbook { file: String },
    /// The sheet named with `--sheet` does not exist.
    NoSuchSheet {
        file: String,
        wanted: String,
        sheets: Vec<String>,
    },
    /// `--sheet` with a text file.
    SheetOfText { file: String, wanted: String },
    /// A quotation mark that is not closed properly swallows rows.
    UnclosedQuote {
        file: String,
        row: u32,
        column: String,
        lines: usize,
    },
    /// The CSV reader gave up.
    DamagedText {
        file: String,
        row: u32,
        reason: String,
    },
    /// The same bytes were given twice: everyone would count twice.
    SameFile { file: String, other: String },
    /// The file changed while it was being read.
    Changed { file: String },
    /// A row wider than any spreadsheet.
    TooManyColumns { file: String, row: u32 },
    /// A row longer than any answer.
    RowTooLong { file: String, row: u32 },
    /// A workbook that unpacks to, or claims, more than a survey can hold.
    TooLarge { file: String },
    /// The table could not be held (a bug rather than a bad file).
    Table { reason: String },
}

impl IngestError {
    pub(super) fn say(&self, language: Language) -> String {
        use IngestError::*;
        match self {
            Unreadable { file, error } => language.choose(
                format!(
                    "« {file} » ne peut pas être ouvert : {}.\nVérifiez le chemin et que le fichier n'est pas ouvert ailleurs.",
                    system_reason(error, language)
                ),
                format!(
                    "\"{file}\" cannot be opened: {}.\nCheck the path, and that the file is not open elsewhere.",
                    system_reason(error, language)
                ),
            ),
            Empty { file } => language.choose(
                format!(
                    "« {file} » est vide.\nExportez de nouveau les réponses depuis l'outil d'enquête."
                ),
                format!("\"{file}\" is empty.\nExport the answers again from the survey tool."),
            ),
            HeaderOnly { file, place } => language.choose(
                format!(
                    "« {file} » n'a que des titres de colonnes ({place}) et aucune réponse dessous.\nVérifiez que l'export contient les réponses."
                ),
                format!(
                    "\"{file}\" has column titles ({place}) and no answer under them.\nCheck that the export holds the answers."
                ),
            ),
            NotATable { file, kind } => language.choose(
                format!(
                    "« {file} » n'est pas un tableau : c'est {}.\nExportez les réponses en CSV ou en XLSX.",
                    kind.0
                ),
                format!(
                    "\"{file}\" is no table: it is {}.\nExport the answers as CSV or XLSX.",
                    kind.1
                ),
            ),
            DamagedWorkbook { file, reason } => language.choose(
                format!(
                    "« {file} » est un classeur abîmé ou tronqué ({reason}).\nOuvrez-le dans un tableur, enregistrez-le de nouveau en XLSX, ou refaites l'export."
                ),
                format!(
                    "\"{file}\" is a damaged or truncated workbook ({reason}).\nOpen it in a spreadsheet and save it as XLSX again, or redo the export."
                ),
            ),
            EmptyWorkbook { file } => language.choose(
                format!(
                    "« {file} » est un classeur sans aucune cellule remplie.\nVérifiez l'export."
                ),
                format!("\"{file}\" is a workbook without a single filled cell.\nCheck the export."),
            ),
            NoSuchSheet {
                file,
                wanted,
                sheets,
            } => language.choose(
                format!(
                    "« {file} » n'a pas de feuille « {wanted} ».\nFeuilles du classeur : {}.",
                    quoted(sheets, language)
                ),
                format!(
                    "\"{file}\" has no sheet \"{wanted}\".\nSheets of the workbook: {}.",
                    quoted(sheets, language)
                ),
            ),
            SheetOfText { file, wanted } => language.choose(
                format!(
                    "« {file} » est un fichier texte : il n'a pas de feuille « {wanted} ».\nRetirez --sheet."
                ),
                format!(
                    "\"{file}\" is a text file: it has no sheet \"{wanted}\".\nLeave out --sheet."
                ),
            ),
            UnclosedQuote {
                file,
                row,
                column,
                lines,
            } => language.choose(
                format!(
                    "« {file} », ligne {row}, colonne {column} : un guillemet ouvert n'est pas fermé comme il faut, si bien que {lines} lignes seraient lues comme une seule cellule.\nFermez le guillemet à cet endroit, doublez-le s'il fait partie du texte, ou refaites l'export."
                ),
                format!(
                    "\"{file}\", row {row}, column {column}: a quotation mark is opened and not closed properly, so that {lines} lines would be read as one cell.\nClose it there, double it if it belongs to the text, or redo the export."
                ),
            ),
            DamagedText { file, row, reason } => language.choose(
                format!(
                    "« {file} », vers la ligne {row} : le fichier ne se lit pas comme un CSV ({reason}).\nOuvrez-le dans un tableur et enregistrez-le de nouveau."
                ),
                format!(
                    "\"{file}\", near row {row}: the file does not read as CSV ({reason}).\nOpen it in a spreadsheet and save it again."
                ),
            ),
            SameFile { file, other } => language.choose(
                format!(
                    "« {file} » et « {other} » sont le même fichier : chaque personne compterait deux fois.\nNe le donnez qu'une fois."
                ),
                format!(
                    "\"{file}\" and \"{other}\" are the same file: everyone would count twice.\nGive it once."
                ),
            ),
            Changed { file } => language.choose(
                format!(
                    "« {file} » a changé pendant la lecture.\nFermez-le dans les autres programmes et recommencez."
                ),
                format!(
                    "\"{file}\" changed while it was being read.\nClose it in other programs and start again."
                ),
            ),
            TooManyColumns { file, row } => language.choose(
                format!(
                    "« {file} », ligne {row} : plus de 16 384 colonnes, ce qu'aucun tableur ne peut contenir.\nVérifiez le séparateur, ou refaites l'export."
                ),
                format!(
                    "\"{file}\", row {row}: more than 16,384 columns, which no spreadsheet can hold.\nCheck the separator, or redo the export."
                ),
            ),
            RowTooLong { file, row } => language.choose(
                format!(
                    "« {file} », ligne {row} : plus de 64 Mo dans une seule ligne, ce qui n'est pas une réponse.\nVérifiez les guillemets du fichier, ou refaites l'export."
                ),
                format!(
                    "\"{file}\", row {row}: more than 64 MB in one row, which is no answer.\nCheck the quotation marks of the file, or redo the export."
                ),
            ),
            TooLarge { file } => language.choose(
                format!(
                    "« {file} » se déploie au-delà de 512 Mo ou de 40 millions de cellules : il est peut-être piégé, en tout cas trop grand pour un classeur.\nExportez les réponses en CSV."
                ),
                format!(
                    "\"{file}\" unpacks to more than 512 MB or 40 million cells: it may be a trap, and is too large for a workbook in any case.\nExport the answers as CSV."
                ),
            ),
            Table { reason } => language.choose(
                format!(
                    "le tableau n'a pas pu être constitué ({reason}).\nC'est un défaut de cahier : merci de le signaler."
                ),
                format!(
                    "the table could not be built ({reason}).\nThis is a fault of cahier: please report it."
                ),
            ),
        }
    }
}

impl std::fmt::Display for IngestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for IngestError {}
