//! Survey exports as read once: their files, their columns and what each column holds. The
//! cells are read again, from the files, for the columns that are used.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use regex::Regex;

use super::header::{self, question_key, title_key};
use super::input::Input;
use super::sketch::Sketch;
use super::table::{Table, TableBuilder, TableColumn, TableRow};
use super::{RawRow, RowClass, SourceFile};
use crate::error::IngestError;

/// One or several survey exports, without their cells.
#[derive(Clone, Debug)]
pub struct Export {
    pub(super) files: Vec<SourceFile>,
    pub(super) inputs: Vec<Input>,
    pub(super) columns: Vec<TableColumn>,
    pub(super) sketches: Vec<Sketch>,
}

impl Export {
    /// The columns, in the order of the first file, then what other files add.
    pub fn columns(&self) -> &[TableColumn] {
        &self.columns
    }

    /// What a column holds.
    pub fn sketch(&self, column: usize) -> &Sketch {
        &self.sketches[column]
    }

    /// The files.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Rows that hold something under the titles, in all files.
    pub fn rows(&self) -> usize {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Puts another file under these. Columns meet by title (case, accents, spacing and the
    /// codes in front of a question aside); the n-th of a repeated title meets the n-th.
    pub(super) fn append(mut self, mut other: Export) -> Result<Export, IngestError> {
        let before = self.files.len();
        let met = meetings(&self.columns, &other.columns);
        for column in &mut self.columns {
            column.places.extend(vec![None; other.files.len()]);
        }
        for ((met, column), sketch) in met.into_iter().zip(other.columns).zip(other.sketches) {
            match met {
                Some(index) => {
                    let known = &mut self.columns[index];
                    known.hint = known.hint.or(column.hint);
                    known.places.truncate(before);
                    known.places.extend(column.places);
                    self.sketches[index].merge(&sketch);
                }
                None => {
                    let mut places = vec![None; before];
                    places.extend(column.places);
                    self.columns.push(TableColumn { places, ..column });
                    self.sketches.push(sketch);
                }
            }
        }
        for file in &mut other.files {
            if let Some(same) = self.files.iter().find(|f| f.sha256 == file.sha256) {
                return Err(IngestError::SameFile {
                    file: file.name.clone(),
                    other: same.name.clone(),
                });
            }
            file.name = free_name(&self.files, &file.name);
        }
        self.files.extend(other.files);
        self.inputs.extend(other.inputs);
        Ok(self)
    }

    /// Reads the cells of the columns wanted; what is not wanted never enters the table.
    ///
    /// Cost: one pass over the files. Memory: the text of these columns.
    pub fn load(&self, wanted: &[usize]) -> Result<Table, IngestError> {
        let mut builder = TableBuilder::new(wanted.to_vec(), self.rows());
        self.each_row(|row| {
            let known = TableRow {
                file: row.file,
                number: row.raw.number,
                class: row.class(),
            };
            builder.push(known, |column| row.text(column).unwrap_or(""));
        })?;
        builder.finish(self.columns.clone(), self.files.clone())
    }

    /// Gives every row under the titles to `take`. Memory: one row.
    pub fn each_row(&self, mut take: impl FnMut(&ExportRow<'_>)) -> Result<(), IngestError> {
        for (file, input) in self.inputs.iter().enumerate() {
            input.each(&mut |raw| {
                if raw.number > input.last_header_row {
                    take(&ExportRow {
                        raw,
                        file,
                        columns: &self.columns,
                    });
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(())
    }
}

/// A row on its way through.
pub struct ExportRow<'r> {
    raw: &'r RawRow,
    file: usize,
    columns: &'r [TableColumn],
}

impl ExportRow<'_> {
    /// Why it is no answer, when its cells alone tell.
    pub fn class(&self) -> Option<RowClass> {
        is_total(self.raw).then_some(RowClass::Total)
    }

    /// The text of a column; `None` where the row's file has no such column.
    pub fn text(&self, column: usize) -> Option<&str> {
        let place = self.columns[column].places[self.file]?;
        Some(self.raw.cells.get(place).map_or("", String::as_str))
    }
}

static TOTAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let what = "(sous-)?(total|totaux|moyennes?|somme|mediane|effectifs?|ensemble|sum|mean|average|nombre de reponses|nb de reponses)";
    let of = "( (general|generale|generaux|des reponses|reponses|of answers|responses))?";
    Regex::new(&format!(r"^{what}{of}( ?:)?( ?(n ?= ?)?\d+)?$")).ok()
});

/// A row of totals under the answers: its first filled cell is the word alone, with at most a
/// number, and every other filled cell is a number.
pub(super) fn is_total(row: &RawRow) -> bool {
    let mut filled = row
        .cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    let Some(first) = filled.next().filter(|cell| cell.len() <= 60) else {
        return false;
    };
    let key = header::title_key(first);
    if !TOTAL.as_ref().is_some_and(|total| total.is_match(&key)) {
        return false;
    }
    let numeric = |cell: &str| {
        cell.chars().any(|c| c.is_ascii_digit())
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || " ,.%€/-\u{a0}\u{202f}".contains(c))
    };
    let rest: Vec<&str> = filled.collect();
    match rest.is_empty() {
        true => key.ends_with(|c: char| c.is_ascii_digit()),
        // A word and one number may be somebody's short answer and mark.
        false => {
            rest.iter().all(|cell| numeric(cell))
                && (rest.len() > 1 || row.cells.len() < 3 || key.starts_with("total"))
        }
    }
}

/// For each column of another file, the one here that asks the same: by title and, among
/// columns with one title, by rank from the left; else by question where only one column of
/// each file asks it ("Q169 - Pourquoi ?" and "Pourquoi ?").
fn meetings(here: &[TableColumn], there: &[TableColumn]) -> Vec<Option<usize>> {
    let by_title: HashMap<(String, usize), usize> = titles(here).into_iter().zip(0..).collect();
    let mut met: Vec<Option<usize>> = titles(there)
        .iter()
        .map(|key| by_title.get(key).copied())
        .collect();
    let taken: HashSet<usize> = met.iter().flatten().copied().collect();
    let (questions_here, questions_there) = (lone_questions(here), lone_questions(there));
    for (question, column) in questions_there {
        if let Some(index) = questions_here.get(&question)
            && met[column].is_none()
            && !taken.contains(index)
        {
            met[column] = Some(*index);
        }
    }
    met
}

/// Titles as compared, each with its rank among columns that have the same.
fn titles(columns: &[TableColumn]) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    columns
        .iter()
        .map(|column| {
            let title = title_key(&column.title);
            let rank = seen.entry(title.clone()).or_default();
            *rank += 1;
            (title, *rank)
        })
        .collect()
}

/// Questions that one column alone asks.
fn lone_questions(columns: &[TableColumn]) -> HashMap<String, usize> {
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    for (index, column) in columns.iter().enumerate() {
        found
            .entry(question_key(&column.title))
            .and_modify(|known| *known = None)
            .or_insert(Some(index));
    }
    let alone = found.into_iter();
    alone
        .filter_map(|(question, index)| Some((question, index?)))
        .collect()
}

/// A name no other file has: places and proofs are told by name.
fn free_name(files: &[SourceFile], name: &str) -> String {
    let taken = |name: &str| files.iter().any(|file| file.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    (2..)
        .map(|n| format!("{name} ({n})"))
        .find(|candidate| !taken(candidate))
        .unwrap_or_default()
}
