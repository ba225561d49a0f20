//! Why a review, or a part of it, is not taken: what is wrong, where as the spreadsheet shows
//! it, what to do. In French and in English.

use crate::language::Language;

/// A cell as people see it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet's name.
    pub sheet: String,
    /// Row, from 1; 0 for the sheet as a whole.
    pub row: u32,
    /// Column, from 0.
    pub column: usize,
}

/// Something that cannot be taken, or that people should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is no workbook.
    Unreadable(String),
}

/// A fault and where it stands; no place for decisions that come from no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Option<Place>,
    /// What.
    pub fault: Fault,
}

impl Refusal {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        let _ = language;
        String::new()
    }
}
