//! One table of text cells out of one or several files, in polars, where every cell
//! still knows its file, sheet, row and column.

use std::collections::HashMap;

use polars::prelude::{Column as PolarsColumn, DataFrame, NamedFrom, Series, StringChunked};
use serde::{Deserialize, Serialize};

use super::{Notice, RawRow, header};
use crate::error::IngestError;
use crate::language::Language;
use crate::source::{SourceCell, column_letters};
use crate::words::fold;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Name as given, without folders; `avis.csv (2)` for a second file of that name.
    pub name: String,
    /// Sheet read, for a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// `CSV` or `XLSX`.
    pub format: String,
    /// Character encoding, for a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Separator, for a text file with several columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// Row of the column titles.
    pub header_row: u32,
    /// Rows under it that hold something.
    pub rows: usize,
    /// Columns that have a title or a filled cell.
    pub columns: usize,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// What had to be done to read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

impl SourceFile {
    /// `CSV, UTF-8, séparateur « ; »`.
    pub fn details(&self, language: Language) -> String {
        let mut details = vec![self.format.clone()];
        details.extend(self.encoding.clone());
        details.extend(self.separator.map(|separator| {
            match separator {
                '\t' => language
                    .choose("séparateur tabulation", "separator tab")
                    .to_owned(),
                other => language.choose(
                    format!("séparateur « {other} »"),
                    format!("separator \"{other}\""),
                ),
            }
        }));
        details.extend(self.sheet.as_ref().map(|sheet| {
            language.choose(format!("feuille « {sheet} »"), format!("sheet \"{sheet}\""))
        }));
        details.join(", ")
    }
}

/// A column of the table.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Title, cleaned; empty when the file gives none.
    pub title: String,
    /// Zero-based place in each file, `None` where a file lacks the column.
    places: Vec<Option<usize>>,
}

impl TableColumn {
    /// Column letters in the first file that has it.
    pub fn letters(&self) -> String {
        column_letters(self.places.iter().flatten().next().copied().unwrap_or(0))
    }

    /// The title, or `(F)` for a column without one.
    pub fn name(&self) -> String {
        if self.title.is_empty() {
            format!("({})", self.letters())
        } else {
            self.title.clone()
        }
    }
}

/// Rows of text cells: a polars frame with one string column per question.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    columns: Vec<TableColumn>,
    /// For each row, the index of its file and its row number there.
    rows: Vec<(usize, u32)>,
    files: Vec<SourceFile>,
}

impl Table {
    /// Builds the table of one file from its rows; the titles are in `rows[header]`.
    pub(super) fn from_rows(
        rows: &[RawRow],
        header: usize,
        mut file: SourceFile,
    ) -> Result<Table, IngestError> {
        let body = &rows[header + 1..];
        let filled: Vec<&RawRow> = body.iter().filter(|row| row.filled() > 0).collect();
        let width = filled
            .iter()
            .map(|row| row.cells.len())
            .chain([rows[header].cells.len()])
            .max()
            .unwrap_or(0);
        let mut columns = Vec::new();
        let mut series = Vec::new();
        for index in 0..width {
            let title = rows[header].cells.get(index).map_or("", String::as_str);
            let cells = filled
                .iter()
                .map(|row| row.cells.get(index).map_or("", String::as_str));
            if title.trim().is_empty() && cells.clone().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let values: Vec<String> = cells.map(str::to_owned).collect();
            series.push(column(columns.len(), values));
            columns.push(TableColumn {
                title: header::clean_title(title),
                places: vec![Some(index)],
            });
        }
        file.columns = columns.len();
        Ok(Table {
            frame: frame(filled.len(), series)?,
            columns,
            rows: filled.iter().map(|row| (0, row.number)).collect(),
            files: vec![file],
        })
    }

    /// Puts another file's rows under these. Columns meet by title (case, accents and
    /// spacing aside); the n-th of a repeated title meets the n-th.
    pub fn append(self, other: Table) -> Result<Table, IngestError> {
        let (top, bottom) = (self.rows.len(), other.rows.len());
        let other_files = other.files.len();
        let mut columns = self.columns.clone();
        let mut of_other: Vec<Option<usize>> = vec![None; columns.len()];
        let here: HashMap<(String, usize), usize> =
            keys(&self.columns).into_iter().zip(0..).collect();
        for (index, key) in keys(&other.columns).into_iter().enumerate() {
            let column = &other.columns[index];
            let found = here.get(&key).copied();
            match found {
                Some(i) => of_other[i] = Some(index),
                None => {
                    columns.push(TableColumn {
                        title: column.title.clone(),
                        places: vec![None; self.files.len()],
                    });
                    of_other.push(Some(index));
                }
            }
        }
        let mut series = Vec::new();
        for (i, column_there) in of_other.iter().enumerate() {
            let mut values = match self.columns.get(i) {
                Some(_) => self.texts(i).map(str::to_owned).collect(),
                None => vec![String::new(); top],
            };
            match column_there {
                Some(there) => values.extend(other.texts(*there).map(str::to_owned)),
                None => values.resize(top + bottom, String::new()),
            }
            series.push(column(i, values));
            for file in 0..other_files {
                let place = column_there.and_then(|c| other.columns[c].places[file]);
                columns[i].places.push(place);
            }
        }
        let shift = self.files.len();
        let mut added = other.files;
        for file in &mut added {
            if let Some(other) = self.files.iter().find(|f| f.sha256 == file.sha256) {
                return Err(IngestError::SameFile {
                    file: file.name.clone(),
                    other: other.name.clone(),
                });
            }
            file.name = free_name(&self.files, &file.name);
        }
        let mut rows = self.rows;
        rows.extend(other.rows.iter().map(|(file, row)| (file + shift, *row)));
        let mut files = self.files;
        files.extend(added);
        Ok(Table {
            frame: frame(top + bottom, series)?,
            columns,
            rows,
            files,
        })
    }

    /// Rows under the titles.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[TableColumn] {
        &self.columns
    }

    /// The files the rows come from.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Index of the file a row comes from.
    pub fn file_of(&self, row: usize) -> usize {
        self.rows[row].0
    }

    /// False where the row's file has no such column: the question was not asked there.
    pub fn has_cell(&self, row: usize, column: usize) -> bool {
        self.columns[column].places[self.rows[row].0].is_some()
    }

    /// The texts of a column, one per row, empty where there is none.
    pub fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        self.strings(column)
            .into_iter()
            .flat_map(|strings| strings.iter().map(|text| text.unwrap_or("")))
    }

    /// Number of different texts in a column, the empty one not counted.
    pub fn distinct(&self, column: usize) -> usize {
        let empty = usize::from(self.texts(column).any(str::is_empty));
        self.frame.columns()[column]
            .n_unique()
            .map_or(0, |n| n - empty)
    }

    /// Where a cell stands in its file; no column where the file has none for it.
    pub fn place(&self, row: usize, column: usize) -> SourceCell {
        let (file, number) = self.rows[row];
        SourceCell {
            file: self.files[file].name.clone(),
            sheet: self.files[file].sheet.clone(),
            row: number,
            column: self.columns[column].places[file].map_or(String::new(), column_letters),
        }
    }

    /// The text of a cell of the first file, by its row number and column letters.
    pub fn cell(&self, number: u32, letters: &str) -> Option<&str> {
        let row = self.rows.binary_search(&(0, number)).ok()?;
        let column = (0..self.columns.len()).find(|column| {
            self.columns[*column].places[0].is_some_and(|place| column_letters(place) == letters)
        })?;
        self.strings(column)?.get(row)
    }

    /// Row numbers of the first file.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows
            .iter()
            .filter(|(file, _)| *file == 0)
            .map(|(_, number)| *number)
    }

    fn strings(&self, column: usize) -> Option<&StringChunked> {
        self.frame.columns()[column].str().ok()
    }
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

/// What columns of several files meet by: the title, case and accents aside, and which of
/// the columns with that title it is, from the left.
fn keys(columns: &[TableColumn]) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    columns
        .iter()
        .map(|column| {
            let title = fold(&column.title);
            let rank = seen.entry(title.clone()).or_default();
            *rank += 1;
            (title, *rank)
        })
        .collect()
}

fn column(index: usize, values: Vec<String>) -> PolarsColumn {
    Series::new(format!("c{index}").into(), values).into()
}

fn frame(height: usize, columns: Vec<PolarsColumn>) -> Result<DataFrame, IngestError> {
    DataFrame::new(height, columns).map_err(|e| IngestError::Table {
        reason: e.to_string(),
    })
}
