//! The codes answers may get: a user's codebook, or the themes found.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::Code;
use crate::language::Language;
use crate::themes::Theme;
use crate::words::{fold, single_spaced};

/// Most codes of a codebook: more do not fit a question of 3,000 tokens.
pub const MOST_CODES: usize = 80;
/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;
/// Key phrases that tell what a theme is about.
const PHRASES: usize = 6;

/// A row of a codebook file: columns `code`, `title`, `description`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeRow {
    /// Its short name; stands for a missing title.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it covers.
    pub description: String,
}

/// A codebook that cannot serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodebookError {
    /// It has fewer than two codes.
    TooFew,
    /// It has too many codes, this many.
    TooMany(usize),
    /// The row (from 1, the header aside) has neither a code nor a title.
    Nameless(usize),
    /// Two rows have this title.
    Twice(String),
    /// This title is longer than 120 characters.
    TooLong(String),
}

impl CodebookError {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        match self {
            CodebookError::TooFew => language.choose(
                "le plan de codage doit avoir au moins deux codes".to_owned(),
                "the codebook must have two codes at least".to_owned(),
            ),
            CodebookError::TooMany(count) => language.choose(
                format!("le plan de codage a {count} codes ; {MOST_CODES} au plus"),
                format!("the codebook has {count} codes; {MOST_CODES} at most"),
            ),
            CodebookError::Nameless(row) => language.choose(
                format!("le code n° {row} du plan de codage n'a ni code ni titre"),
                format!("code number {row} of the codebook has neither code nor title"),
            ),
            CodebookError::Twice(title) => language.choose(
                format!("le plan de codage a deux fois le titre « {title} »"),
                format!("the codebook has the title \"{title}\" twice"),
            ),
            CodebookError::TooLong(title) => language.choose(
                format!("ce titre du plan de codage dépasse {LONGEST_TITLE} caractères : « {title} »"),
                format!("this title of the codebook is longer than {LONGEST_TITLE} characters: \"{title}\""),
            ),
        }
    }
}

/// A list of codes, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codebook {
    /// Name of its file.
    pub name: String,
    codes: Vec<Code>,
}

impl Codebook {
    /// Checks the rows of a codebook file.
    pub fn new(name: &str, rows: &[CodeRow]) -> Result<Codebook, CodebookError> {
        let mut codes = Vec::with_capacity(rows.len());
        let mut seen = HashSet::new();
        for (index, row) in rows.iter().enumerate() {
            let named = [&row.title, &row.code]
                .into_iter()
                .map(|text| single_spaced(text))
                .find(|text| !text.is_empty());
            let title = named.ok_or(CodebookError::Nameless(index + 1))?;
            if title.chars().count() > LONGEST_TITLE {
                return Err(CodebookError::TooLong(title));
            }
            if !seen.insert(fold(&title)) {
                return Err(CodebookError::Twice(title));
            }
            codes.push(Code {
                title,
                description: single_spaced(&row.description),
            });
        }
        match codes.len() {
            0 | 1 => Err(CodebookError::TooFew),
            count if count > MOST_CODES => Err(CodebookError::TooMany(count)),
            _ => Ok(Codebook {
                name: name.to_owned(),
                codes,
            }),
        }
    }

    /// Its codes: two or more.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }
}

/// The themes found as codes: titles, with key phrases as descriptions.
pub fn of_themes<'a>(themes: impl IntoIterator<Item = &'a Theme>) -> Vec<Code> {
    let code = |theme: &Theme| Code {
        title: theme.title.clone(),
        description: theme
            .key_phrases
            .iter()
            .take(PHRASES)
            .map(|phrase| phrase.text.as_str())
            .collect::<Vec<&str>>()
            .join(", "),
    };
    themes.into_iter().map(code).collect()
}

/// SHA-256 of titles and descriptions, in order.
pub fn fingerprint(codes: &[Code]) -> String {
    let mut hash = Sha256::new();
    for code in codes {
        for part in [&code.title, &code.description] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
    }
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, title: &str) -> CodeRow {
        CodeRow {
            code: code.to_owned(),
            title: title.to_owned(),
            ..CodeRow::default()
        }
    }

    #[test]
    fn a_codebook_is_checked_before_anyone_is_asked() {
        let book = |rows: &[CodeRow]| Codebook::new("plan.csv", rows).map(|b| b.codes.len());
        assert_eq!(book(&[row("A", "Bancs"), row("B", "")]), Ok(2));
        assert_eq!(book(&[row("A", "Bancs")]), Err(CodebookError::TooFew));
        assert_eq!(
            book(&[row("A", "Bancs"), row("B", " bancs ")]),
            Err(CodebookError::Twice("bancs".to_owned()))
        );
        assert_eq!(
            book(&[row("A", "Bancs"), row("", " ")]),
            Err(CodebookError::Nameless(2))
        );
        let many: Vec<CodeRow> = (0..81).map(|i| row(&format!("c{i}"), "")).collect();
        assert_eq!(book(&many), Err(CodebookError::TooMany(81)));
    }
}
