//! Rows of a table into answers to questions.
//!
//! Every cell of an open question becomes one [`Answer`] with a stable id, kept for
//! analysis or set aside in a class. The text is the cell's, HTML formatting taken out of a
//! copy; the cell itself is never changed. Duplicates are grouped, never removed.

mod choices;
mod columns;
mod reasons;
mod roles;
pub mod similar;
mod substance;
mod titles;
mod voices;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use columns::{ColumnMap, ColumnRecord, ColumnRequest, names as column_names};
pub use reasons::Reason;
pub use roles::{RoleGuess, guess_roles};
pub use substance::SetAside;
pub use voices::{SimilarAnswer, SimilarAnswers, group_similar};

use crate::ingest::{RowClass, Table, has_markup, plain_text};
use crate::sifted::Sifted;
use crate::source::SourceCell;
use crate::words::fold;
use similar::GroupKind;

/// Identifies an open question: `Q1`, `Q2`… in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionId(pub String);

/// Identifies a row of the consultation: the id column's value, else `R-0001`…
/// A repeated value gets `#2`, `#3`…, so that each row can be named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerId(pub String);

/// Index of a person in [`Answers::respondents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RespondentIndex(pub u32);

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Its wording, as the column's title has it.
    pub text: String,
    /// Letters of its column in the first file that has it.
    pub column: String,
    /// Index of its column in the export.
    pub index: usize,
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
    /// What the cell says: its text, HTML formatting taken out; later, personal data masked.
    pub text: String,
    /// The text before masking, where it differs.
    #[serde(skip)]
    pub original: Option<String>,
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
    /// Kept answers that share their wording.
    pub similar: Vec<SimilarAnswers>,
}

impl QuestionAnswers {
    /// For each kept answer, which campaign it is part of: numbered as they come.
    pub fn campaign_of(&self) -> Vec<Option<u32>> {
        let campaigns = self
            .similar
            .iter()
            .filter(|g| g.kind == GroupKind::Campaign);
        let of: HashMap<&AnswerId, u32> = campaigns
            .zip(0..)
            .flat_map(|(group, number)| group.members.iter().map(move |m| (&m.id, number)))
            .collect();
        let kept = self.answers.kept.iter();
        kept.map(|answer| of.get(&answer.id).copied()).collect()
    }

    /// Kept answers, each campaign counted once.
    pub fn voices(&self) -> usize {
        let campaign_of = self.campaign_of();
        let campaigns: HashSet<u32> = campaign_of.iter().flatten().copied().collect();
        campaign_of.iter().filter(|c| c.is_none()).count() + campaigns.len()
    }
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
    /// Closed questions.
    pub closed: Vec<Segment>,
    /// People behind the rows that are not set aside as a whole.
    pub people: usize,
    /// Rows whose id, more than a number, also names a row of another file: perhaps the same
    /// contribution, exported twice.
    pub repeated_ids: usize,
    /// Rows read.
    pub rows: usize,
    /// Rows set aside as a whole, by class, in the order of [`SetAside::ALL`].
    pub rows_aside: Vec<(SetAside, usize)>,
    /// Cells of answers that held HTML formatting, which was taken out.
    pub markup: usize,
}

impl Answers {
    /// Drops the texts before masking, so that no later stage can show them.
    pub fn forget_originals(&mut self) {
        for question in &mut self.questions {
            for answer in question.answers.items_mut() {
                answer.original = None;
            }
        }
    }
}

/// Reads the answers of every open column. Cost: linear in the cells of these columns.
pub fn collect(table: &Table, map: &ColumnMap) -> Answers {
    let rows = name_rows(table, map);
    let classes = row_classes(table, map);
    let rows_aside = SetAside::tally(classes.iter().flatten().copied());
    let questions = map
        .open
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let question = Question {
                id: QuestionId(format!("Q{}", index + 1)),
                text: table.columns()[*column].name(),
                column: table.columns()[*column].letters(),
                index: *column,
            };
            let answers = question_answers(table, *column, map.kind, &rows, &classes);
            QuestionAnswers {
                similar: group_similar(&question, &answers.kept),
                question,
                answers,
            }
        })
        .collect();
    let values = |columns: &[usize]| -> Vec<Segment> {
        columns
            .iter()
            .map(|column| Segment {
                title: table.columns()[*column].name(),
                values: table.texts(*column).map(|t| t.trim().to_owned()).collect(),
            })
            .collect()
    };
    Answers {
        questions,
        people: people(&rows, &classes),
        respondents: rows.respondents,
        repeated_ids: repeated_ids(table, map),
        identified: map.id.is_some() || map.respondent.is_some(),
        segments: values(&map.segments),
        closed: values(&map.closed),
        rows: table.height(),
        rows_aside,
        markup: map
            .open
            .iter()
            .flat_map(|column| table.texts(*column))
            .filter(|text| has_markup(text))
            .count(),
    }
}

fn people(rows: &NamedRows, classes: &[Option<SetAside>]) -> usize {
    let counting = rows.respondent_of.iter().zip(classes);
    let people = counting.filter(|(_, class)| class.is_none());
    people
        .map(|(person, _)| person)
        .collect::<HashSet<_>>()
        .len()
}

fn repeated_ids(table: &Table, map: &ColumnMap) -> usize {
    let Some(column) = map.id else { return 0 };
    let mut files: HashMap<&str, HashSet<usize>> = HashMap::new();
    let told = |id: &str| !id.is_empty() && !id.chars().all(|c| c.is_ascii_digit());
    for (row, id) in table.texts(column).enumerate() {
        files
            .entry(id.trim())
            .or_default()
            .insert(table.file_of(row));
    }
    table
        .texts(column)
        .filter(|id| told(id.trim()) && files.get(id.trim()).is_some_and(|f| f.len() > 1))
        .count()
}

/// Why a row is no answer, if it is none: by what the reader saw (`known`), by the columns
/// that say so, or because it only tries the questionnaire out. `cell` gives the text of a
/// column, `None` where the row's file has no such column.
pub fn class_of_row<'c>(
    map: &ColumnMap,
    known: Option<RowClass>,
    cell: impl Fn(usize) -> Option<&'c str>,
) -> Option<SetAside> {
    let told = map.status.iter().filter_map(|(column, rules)| {
        let cell = cell(*column)?;
        rules.iter().find_map(|rule| rule.class_of(cell))
    });
    // A row counts under the first class that applies.
    if let Some(class) = known.into_iter().chain(told).min() {
        return Some(class.into());
    }
    let (mut substantive, mut tests) = (0, 0);
    for cell in map.open.iter().filter_map(|column| cell(*column)) {
        let text = plain_text(cell);
        let test = substance::is_test(&text);
        substantive += usize::from(test || substance::classify(&text).is_none());
        tests += usize::from(test);
    }
    (substantive > 0 && tests == substantive).then_some(SetAside::Test)
}

fn row_classes(table: &Table, map: &ColumnMap) -> Vec<Option<SetAside>> {
    (0..table.height())
        .map(|row| {
            class_of_row(map, table.class_of(row), |column| {
                table.has_cell(row, column).then(|| table.text(row, column))
            })
        })
        .collect()
}

/// Ids of the rows and the people behind them.
struct NamedRows {
    ids: Vec<AnswerId>,
    respondent_of: Vec<RespondentIndex>,
    respondents: Vec<String>,
}

/// The same id in two files is two people: platforms number their answers from 1. The same
/// person in two files is one only where a column tells people, not answers.
fn name_rows(table: &Table, map: &ColumnMap) -> NamedRows {
    let column = |column: Option<usize>| -> Vec<String> {
        match column {
            Some(column) => table.texts(column).map(|t| t.trim().to_owned()).collect(),
            None => vec![String::new(); table.height()],
        }
    };
    let given = column(map.id);
    let persons = column(map.respondent);
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut people: HashMap<(Option<usize>, String), RespondentIndex> = HashMap::new();
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
        let key = match persons[row].is_empty() {
            true => (Some(table.file_of(row)), base),
            // E-mail addresses differ in case and are one all the same.
            false => (None, fold(&persons[row])),
        };
        let person = *people.entry(key).or_insert_with(|| next);
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

fn question_answers(
    table: &Table,
    column: usize,
    kind: Option<usize>,
    rows: &NamedRows,
    classes: &[Option<SetAside>],
) -> Sifted<Answer, SetAside> {
    let asked = kinds_asked(table, column, kind);
    let answers = table.texts(column).enumerate().map(|(row, cell)| Answer {
        id: rows.ids[row].clone(),
        respondent: rows.respondent_of[row],
        source: table.place(row, column),
        text: plain_text(cell).into_owned(),
        original: None,
        row,
    });
    Sifted::sort(answers, |answer| {
        if let Some(class) = classes[answer.row] {
            Some(class)
        } else if !table.has_cell(answer.row, column) || !asked[answer.row] {
            Some(SetAside::NotAsked)
        } else {
            substance::classify(&answer.text)
        }
    })
}

/// For each row, whether rows of its kind have this column: in a file that mixes votes and
/// opinions, a vote without text is no empty answer.
fn kinds_asked(table: &Table, column: usize, kind: Option<usize>) -> Vec<bool> {
    let Some(kind) = kind else {
        return vec![true; table.height()];
    };
    let kinds: Vec<&str> = table.texts(kind).collect();
    let with_text: HashSet<&str> = table
        .texts(column)
        .zip(&kinds)
        .filter(|(text, _)| !text.trim().is_empty())
        .map(|(_, kind)| *kind)
        .collect();
    kinds.iter().map(|kind| with_text.contains(kind)).collect()
}
