//! Rows of a table into answers to questions.
//!
//! Every cell of an open question becomes one [`Answer`] with a stable id, kept for
//! analysis or set aside in a class. The text is the cell's, byte for byte; cleaning
//! happens on copies. Duplicates are grouped, never removed.

mod columns;
mod duplicates;
mod roles;
mod substance;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use columns::{ColumnMap, ColumnRequest, names as column_names};
pub use duplicates::{DuplicateGroup, group_duplicates};
pub use roles::{Role, RoleGuess, guess_roles};
pub use substance::SetAside;

use crate::ingest::Table;
use crate::sifted::Sifted;
use crate::source::SourceCell;

/// Identifies an open question: `Q1`, `Q2`… in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuestionId(pub String);

/// Identifies a row of the consultation: the id column's value, else `R-0001`…
/// A repeated value gets `#2`, `#3`…, so that each row can be named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AnswerId(pub String);

/// Index of a person in [`Answers::respondents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RespondentIndex(pub u32);

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Its wording, as the column's title has it.
    pub text: String,
    /// Letters of its column in the first file that has it.
    pub column: String,
}

/// What one person wrote in one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Id of the row it comes from.
    pub id: AnswerId,
    /// Who wrote it.
    pub respondent: RespondentIndex,
    /// Where it stands.
    pub source: SourceCell,
    /// The cell's text, unchanged.
    pub text: String,
    /// Row of the table, to look up segments.
    #[serde(skip)]
    pub row: usize,
}

/// A question with all its answers.
#[derive(Clone, Debug)]
pub struct QuestionAnswers {
    /// The question.
    pub question: Question,
    /// Its answers, one per row of the table, kept or set aside.
    pub answers: Sifted<Answer, SetAside>,
}

/// A column people are compared by.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The column's title.
    pub title: String,
    /// One value per row of the table, empty where nothing was given.
    pub values: Vec<String>,
}

/// A whole consultation, question by question.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Open questions in the order of the columns.
    pub questions: Vec<QuestionAnswers>,
    /// People, by the id they carry in the report.
    pub respondents: Vec<String>,
    /// True when an id column tells people apart; else each row counts as one person.
    pub identified: bool,
    /// Segment columns.
    pub segments: Vec<Segment>,
    /// Rows read.
    pub rows: usize,
}

/// Reads the answers of every open column. Cost: linear in the cells of these columns.
pub fn collect(table: &Table, map: &ColumnMap) -> Answers {
    let rows = name_rows(table, map.id);
    let questions = map
        .open
        .iter()
        .enumerate()
        .map(|(index, column)| QuestionAnswers {
            question: Question {
                id: QuestionId(format!("Q{}", index + 1)),
                text: table.columns()[*column].name(),
                column: table.columns()[*column].letters(),
            },
            answers: question_answers(table, *column, &rows),
        })
        .collect();
    let segments = map
        .segments
        .iter()
        .map(|column| Segment {
            title: table.columns()[*column].name(),
            values: table.texts(*column).map(|t| t.trim().to_owned()).collect(),
        })
        .collect();
    Answers {
        questions,
        respondents: rows.respondents,
        identified: map.id.is_some(),
        segments,
        rows: table.height(),
    }
}

/// Ids of the rows and the people behind them.
struct NamedRows {
    ids: Vec<AnswerId>,
    respondent_of: Vec<RespondentIndex>,
    respondents: Vec<String>,
}

/// The same id in two files is two people: platforms number their answers from 1.
fn name_rows(table: &Table, id_column: Option<usize>) -> NamedRows {
    let given: Vec<String> = match id_column {
        Some(column) => table.texts(column).map(|t| t.trim().to_owned()).collect(),
        None => vec![String::new(); table.height()],
    };
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut people: HashMap<(usize, String), RespondentIndex> = HashMap::new();
    let taken: HashSet<&str> = given.iter().map(String::as_str).collect();
    let mut named = NamedRows {
        ids: Vec::new(),
        respondent_of: Vec::new(),
        respondents: Vec::new(),
    };
    for (row, value) in given.iter().enumerate() {
        let base = if value.is_empty() {
            numbered(row, &taken)
        } else {
            value.clone()
        };
        let count = uses.entry(base.clone()).or_default();
        *count += 1;
        let mut id = base.clone();
        while *count > 1 {
            id = format!("{base}#{count}");
            if !taken.contains(id.as_str()) {
                break;
            }
            *count += 1;
        }
        let next = RespondentIndex(named.respondents.len() as u32);
        let person = *people
            .entry((table.file_of(row), base))
            .or_insert_with(|| next);
        if person == next {
            named.respondents.push(id.clone());
        }
        named.respondent_of.push(person);
        named.ids.push(AnswerId(id));
    }
    named
}

/// `R-0001` for the first row; marked when the file uses that very id for someone else.
fn numbered(row: usize, taken: &HashSet<&str>) -> String {
    let mut id = format!("R-{:04}", row + 1);
    while taken.contains(id.as_str()) {
        id.push('*');
    }
    id
}

fn question_answers(table: &Table, column: usize, rows: &NamedRows) -> Sifted<Answer, SetAside> {
    let answers = table.texts(column).enumerate().map(|(row, text)| Answer {
        id: rows.ids[row].clone(),
        respondent: rows.respondent_of[row],
        source: table.place(row, column),
        text: text.to_owned(),
        row,
    });
    Sifted::sort(answers, |answer| {
        if table.has_cell(answer.row, column) {
            substance::classify(&answer.text)
        } else {
            Some(SetAside::NotAsked)
        }
    })
}
