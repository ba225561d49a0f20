//! Survey exports as read once: their files, their columns and what each column holds. The
//! cells are read again, from the files, for the columns that are used.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use encoding_rs::Encoding;
use regex::Regex;

use super::csv::Records;
use super::dialect::{Dialect, PILE, PILE_STAND_IN};
use super::header::{self, question_key};
use super::sketch::Sketch;
use super::table::{Table, TableBuilder, TableColumn, TableRow};
use super::{MOST_COLUMNS, RawRow, RowClass, SourceFile, encoding};
use crate::error::IngestError;

/// Where the bytes of a text file are.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

/// How the rows of a file are read, as often as needed.
#[derive(Clone, Debug)]
pub(super) enum Rows {
    /// From the text, a row at a time.
    Text {
        bytes: Bytes,
        encoding: &'static Encoding,
        dialect: Dialect,
    },
    /// A sheet, or notes, held in memory.
    Held(Arc<Vec<RawRow>>),
}

/// What a row is given to; it says whether it wants more.
type Take<'t> = &'t mut dyn FnMut(&RawRow) -> ControlFlow<()>;

/// What was done to the rows on their way.
#[derive(Default)]
pub(super) struct Passed {
    /// NUL characters left out.
    pub nuls: usize,
    /// Cells mended.
    pub mended: usize,
}

/// A file with the place of its answers.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub shown: String,
    pub rows: Rows,
    /// Number of the last row above the answers.
    pub last_header_row: u32,
    pub repair: bool,
}

impl Input {
    /// Gives every row that holds something to `take`, header rows included, until it has
    /// enough.
    pub fn each(&self, take: Take<'_>) -> Result<Passed, IngestError> {
        match &self.rows {
            Rows::Held(rows) => {
                let mut passed = Passed::default();
                for row in rows.iter() {
                    if self.give(row, take, &mut passed).is_break() {
                        break;
                    }
                }
                Ok(passed)
            }
            Rows::Text {
                bytes,
                encoding,
                dialect,
            } => match bytes {
                Bytes::Memory(bytes) => {
                    self.each_of_text(Cursor::new(Arc::clone(bytes)), encoding, *dialect, take)
                }
                Bytes::Disk(path) => {
                    let file = File::open(path).map_err(|error| self.unreadable(error))?;
                    self.each_of_text(BufReader::new(file), encoding, *dialect, take)
                }
            },
        }
    }

    fn unreadable(&self, error: std::io::Error) -> IngestError {
        IngestError::Unreadable {
            file: self.shown.clone(),
            error,
        }
    }

    fn each_of_text(
        &self,
        bytes: impl Read,
        encoding: &'static Encoding,
        dialect: Dialect,
        take: Take<'_>,
    ) -> Result<Passed, IngestError> {
        let mut text = encoding::decoding(bytes, encoding);
        let pile = dialect.separator == PILE_STAND_IN;
        if !pile {
            return self.records(Records::new(&self.shown, text, dialect), false, take);
        }
        // Documents of this kind are small: the odd separator is put out of the way.
        let mut whole = String::new();
        text.read_to_string(&mut whole)
            .map_err(|error| self.unreadable(error))?;
        let whole = whole.replace(PILE, &char::from(PILE_STAND_IN).to_string());
        self.records(
            Records::new(&self.shown, Cursor::new(whole), dialect),
            true,
            take,
        )
    }

    fn records<R: Read>(
        &self,
        mut records: Records<R>,
        pile: bool,
        take: Take<'_>,
    ) -> Result<Passed, IngestError> {
        let mut passed = Passed::default();
        while let Some(row) = records.next() {
            let mut row = row?;
            if row.cells.len() > MOST_COLUMNS {
                return Err(IngestError::TooManyColumns {
                    file: self.shown.clone(),
                    row: row.number,
                });
            }
            if pile {
                for cell in &mut row.cells {
                    *cell = cell.replace(char::from(PILE_STAND_IN), PILE);
                }
            }
            if self.give(&row, take, &mut passed).is_break() {
                break;
            }
        }
        passed.nuls = records.nuls();
        Ok(passed)
    }

    fn give(&self, row: &RawRow, take: Take<'_>, passed: &mut Passed) -> ControlFlow<()> {
        if row.filled() == 0 {
            return ControlFlow::Continue(());
        }
        if !self.repair {
            return take(row);
        }
        let mut mend = |cell: &String| match encoding::mended(cell) {
            Some(text) => {
                passed.mended += 1;
                text
            }
            None => cell.clone(),
        };
        take(&RawRow {
            number: row.number,
            cells: row.cells.iter().map(&mut mend).collect(),
        })
    }
}

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
        let here: HashMap<(String, usize), usize> =
            keys(&self.columns).into_iter().zip(0..).collect();
        for column in &mut self.columns {
            column.places.extend(vec![None; other.files.len()]);
        }
        let there = keys(&other.columns);
        for ((key, column), sketch) in there.into_iter().zip(other.columns).zip(other.sketches) {
            match here.get(&key) {
                Some(index) => {
                    let met = &mut self.columns[*index];
                    met.hint = met.hint.or(column.hint);
                    met.places.truncate(before);
                    met.places.extend(column.places);
                    self.sketches[*index].merge(&sketch);
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
    Regex::new(r"^(sous-)?(total|totaux|moyenne|somme|mediane|effectif|nombre de reponses|nb de reponses|ensemble|sum|mean|average|count)\b").ok()
});

/// A row of totals under the answers: its first filled cell says so, and every other filled
/// one is a number.
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
        true => key.split_whitespace().count() <= 4 && key.chars().any(|c| c.is_ascii_digit()),
        false => rest.iter().all(|cell| numeric(cell)),
    }
}

/// What columns of several files meet by: the question, and which of the columns with that
/// title it is, from the left.
fn keys(columns: &[TableColumn]) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    columns
        .iter()
        .map(|column| {
            let title = question_key(&column.title);
            let rank = seen.entry(title.clone()).or_default();
            *rank += 1;
            (title, *rank)
        })
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
