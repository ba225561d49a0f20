//! Why a review, or a part of it, is not taken: what is wrong, where as the spreadsheet shows
//! it, what to do. In French and in English.

mod words;

use crate::answers::{AnswerId, QuestionId};
use crate::language::Language;
use crate::report::review_workbook::forms::letters;
use crate::themes::ThemeId;

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

impl Place {
    /// `feuille « Thèmes », cellule E7`.
    pub fn say(&self, language: Language) -> String {
        let Place { sheet, row, column } = self;
        if *row == 0 {
            return language.choose(format!("feuille « {sheet} »"), format!("sheet \"{sheet}\""));
        }
        let column = letters(*column);
        language.choose(
            format!("feuille « {sheet} », cellule {column}{row}"),
            format!("sheet \"{sheet}\", cell {column}{row}"),
        )
    }
}

/// Something that cannot be taken, or that people should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // fields say what they hold
pub enum Fault {
    /// The file is no workbook; why, in French and in English.
    Unreadable {
        french: String,
        english: String,
    },
    /// Not a workbook made by cahier, or without its hidden sheet.
    Foreign,
    /// Made from another state of the report.
    Stale,
    NoSheet,
    NoColumn(String),
    TwoColumns(String),
    NoName,
    BadDate(String),
    /// A row without its mark, though people wrote in it.
    NoMark,
    UnknownMark(String),
    TwiceMark {
        mark: String,
        row: u32,
    },
    /// The text of a row is not the one its mark stands for.
    OtherText(String),
    UnknownWord {
        text: String,
        words: Vec<String>,
    },
    ErrorValue(String),
    Needs(String),
    /// A cell that the decision makes no use of.
    Superfluous {
        heading: String,
        decision: String,
    },
    /// The same, where no decision was chosen.
    Undecided(String),
    UnknownTheme(String),
    /// A theme's id with a title that is not its own.
    OtherTitle {
        theme: ThemeId,
        title: String,
    },
    SeveralThemes(String),
    NoMain {
        none: String,
    },
    UnknownQuestion(QuestionId),
    UnknownAnswer(String),
    UnknownFinding(AnswerId),
    /// Two decisions about one theme that cannot both be taken.
    Contradiction(ThemeId),
    MergeLoop(Vec<ThemeId>),
    MergeAcross(ThemeId, ThemeId),
    IntoDeleted(ThemeId),
    NoTitle,
    LongTitle(usize),
    TakenTitle {
        title: String,
        theme: String,
    },
    AnswerTwice(AnswerId),
    NotIn {
        answer: AnswerId,
        theme: ThemeId,
    },
    NotVerbatim(AnswerId),
    Masked,
    QuoteTwice(AnswerId),
    /// Rows that are not in the sheet any more; told, not refused.
    Missing {
        count: usize,
        first: String,
    },
    /// A title nearly that of another theme; told, not refused.
    NearTitle {
        title: String,
        near: String,
    },
    /// A status whose cell was emptied; told, not refused.
    Cleared {
        reopen: String,
    },
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
        let what = self.fault.say(language);
        match &self.place {
            Some(place) => {
                let between = language.choose(" : ", ": ");
                format!("{}{between}{what}", place.say(language))
            }
            None => what,
        }
    }
}
