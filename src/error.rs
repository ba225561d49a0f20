//! Every way a run can fail, one variant per stage, told in French and in English:
//! what is wrong, where as the user sees it, what to do. A leaf.

use crate::language::Language;

/// A failed run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read as a table.
    #[error("{0}")]
    Ingest(#[from] IngestError),
    /// The columns asked for do not make answers.
    #[error("{0}")]
    Answers(#[from] AnswersError),
    /// The embedding model did not load or did not answer.
    #[error("the embedding model could not be used: {0}")]
    Embeddings(String),
    /// The communities could not be computed.
    #[error("the answers could not be grouped: {0}")]
    Clusters(String),
    /// A total does not add up, or a quote is not verbatim.
    #[error("the result does not hold together: {0}")]
    Synthesis(String),
    /// A report could not be rendered.
    #[error("the report could not be written: {0}")]
    Report(String),
}

impl Error {
    /// The message in `language`.
    pub fn say(&self, language: Language) -> String {
        if language == Language::English {
            return self.to_string();
        }
        match self {
            Error::Ingest(e) => e.say(language),
            Error::Answers(e) => e.say(language),
            Error::Embeddings(e) => format!("le modèle de représentation n'a pas pu servir : {e}"),
            Error::Clusters(e) => format!("les réponses n'ont pas pu être regroupées : {e}"),
            Error::Synthesis(e) => format!("le résultat ne se tient pas : {e}"),
            Error::Report(e) => format!("le rapport n'a pas pu être écrit : {e}"),
        }
    }
}

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
    /// The table could not be held (a bug rather than a bad file).
    Table { reason: String },
}

impl IngestError {
    fn say(&self, language: Language) -> String {
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

    fn say(&self, language: Language) -> String {
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

/// Why the system refused a file, in words.
pub fn system_reason(error: &std::io::Error, language: Language) -> String {
    use std::io::ErrorKind;
    let (french, english) = match error.kind() {
        ErrorKind::NotFound => ("il n'existe pas", "it does not exist"),
        ErrorKind::PermissionDenied => ("l'accès est refusé", "access is denied"),
        ErrorKind::IsADirectory => ("c'est un dossier", "it is a folder"),
        ErrorKind::NotADirectory => (
            "un fichier se trouve là où il faudrait un dossier",
            "a file stands where a folder should be",
        ),
        ErrorKind::StorageFull => ("le disque est plein", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => (
            "le disque est protégé en écriture",
            "the disk is write-protected",
        ),
        _ => return error.to_string(),
    };
    language.choose(french, english).to_owned()
}

/// `« a », « b »` or `"a", "b"`; long lists are cut after 40 with the number left out.
pub fn quoted(names: &[String], language: Language) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(40)
        .map(|name| language.choose(format!("« {name} »"), format!("\"{name}\"")))
        .collect();
    let rest = names.len().saturating_sub(shown.len());
    let more = match rest {
        0 => String::new(),
        n => language.choose(format!(" et {n} autres"), format!(" and {n} more")),
    };
    shown.join(", ") + &more
}

impl std::fmt::Display for IngestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for IngestError {}

impl std::fmt::Display for AnswersError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for AnswersError {}
