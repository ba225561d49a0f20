//! Every way a run can fail, one variant per stage, told in French and in English:
//! what is wrong, where as the user sees it, what to do. A leaf.

mod answers;
mod ingest;
mod vectors;

pub use answers::AnswersError;
pub use ingest::IngestError;
pub use vectors::{VectorsError, VectorsFault};

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
    /// A server of vectors did not serve.
    #[error("{0}")]
    Vectors(#[from] VectorsError),
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
            Error::Vectors(e) => e.say(language),
            Error::Clusters(e) => format!("les réponses n'ont pas pu être regroupées : {e}"),
            Error::Synthesis(e) => format!("le résultat ne se tient pas : {e}"),
            Error::Report(e) => format!("le rapport n'a pas pu être écrit : {e}"),
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
