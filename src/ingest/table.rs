//! The cells of the columns that are used, out of one or several files, in polars, where
//! every cell still knows its file, sheet, row and column.

use polars::prelude::{
    Column as PolarsColumn, DataFrame, IntoSeries, StringChunked, StringChunkedBuilder,
};
use serde::{Deserialize, Serialize};

use super::role::Hint;
use super::{Notice, RowClass, platforms};
use crate::error::IngestError;
use crate::language::Language;
use crate::source::{SourceCell, column_letters};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceFile {
    /// Name as given, without folders; `avis.csv (2)` for a second file of that name.
    pub name: String,
    /// Code of the survey tool it comes from, when it was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Sheet read, for a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// `CSV`, `XLSX`, `XLS`, `ODS`, `TXT` or `Markdown`.
    pub format: String,
    /// Character encoding, for a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Separator, for a text file with several columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// True when text that had been decoded wrongly was mended, as asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
    /// Row of the column titles; 0 for notes, which have none.
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

    /// Name of the survey tool it comes from.
    pub fn platform_name(&self) -> Option<&'static str> {
        platforms::name(self.platform.as_deref()?)
    }
}

/// A column of an export.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Title, cleaned; empty when the file gives none.
    pub title: String,
    /// What the platform knows of it.
    pub hint: Option<Hint>,
    /// Zero-based place in each file, `None` where a file lacks the column.
    pub(super) places: Vec<Option<usize>>,
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

/// A row: its file, its number there, and whether it is known to be no answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableRow {
    pub file: usize,
    pub number: u32,
    pub class: Option<RowClass>,
}

/// Rows of text cells: a polars frame with one string column per column used.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    columns: Vec<TableColumn>,
    rows: Vec<TableRow>,
    files: Vec<SourceFile>,
}

/// Collects the cells of the columns wanted, row by row.
pub(super) struct TableBuilder {
    wanted: Vec<usize>,
    builders: Vec<StringChunkedBuilder>,
    rows: Vec<TableRow>,
}

impl TableBuilder {
    pub fn new(wanted: Vec<usize>, rows: usize) -> TableBuilder {
        let builders = wanted
            .iter()
            .map(|column| StringChunkedBuilder::new(format!("c{column}").into(), rows))
            .collect();
        TableBuilder {
            wanted,
            builders,
            rows: Vec::with_capacity(rows),
        }
    }

    /// Takes a row; `cell` gives the text of a column, empty where there is none.
    pub fn push<'c>(&mut self, row: TableRow, cell: impl Fn(usize) -> &'c str) {
        for (column, builder) in self.wanted.iter().zip(&mut self.builders) {
            builder.append_value(cell(*column));
        }
        self.rows.push(row);
    }

    pub fn finish(
        self,
        columns: Vec<TableColumn>,
        files: Vec<SourceFile>,
    ) -> Result<Table, IngestError> {
        let series: Vec<PolarsColumn> = self
            .builders
            .into_iter()
            .map(|builder| builder.finish().into_series().into())
            .collect();
        let frame = DataFrame::new(self.rows.len(), series).map_err(|e| IngestError::Table {
            reason: e.to_string(),
        })?;
        Ok(Table {
            frame,
            columns,
            rows: self.rows,
            files,
        })
    }
}

impl Table {
    /// Rows under the titles.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The columns of the export, in order, whether their cells were loaded or not.
    pub fn columns(&self) -> &[TableColumn] {
        &self.columns
    }

    /// The files the rows come from.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Index of the file a row comes from.
    pub fn file_of(&self, row: usize) -> usize {
        self.rows[row].file
    }

    /// Why a row is no answer, when the reader knows.
    pub fn class_of(&self, row: usize) -> Option<RowClass> {
        self.rows[row].class
    }

    /// False where the row's file has no such column: the question was not asked there.
    pub fn has_cell(&self, row: usize, column: usize) -> bool {
        self.columns[column].places[self.rows[row].file].is_some()
    }

    /// The texts of a column, one per row, empty where there is none; nothing for a column
    /// that was not loaded.
    pub fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        self.strings(column)
            .into_iter()
            .flat_map(|strings| strings.iter().map(|text| text.unwrap_or("")))
    }

    /// The text of a cell; empty where there is none.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let strings = self.strings(column);
        strings.and_then(|strings| strings.get(row)).unwrap_or("")
    }

    /// Where a cell stands in its file; no column where the file has none for it.
    pub fn place(&self, row: usize, column: usize) -> SourceCell {
        let TableRow { file, number, .. } = self.rows[row];
        SourceCell {
            file: self.files[file].name.clone(),
            sheet: self.files[file].sheet.clone(),
            row: number,
            column: self.columns[column].places[file].map_or(String::new(), column_letters),
        }
    }

    /// Every row's file name and number.
    pub fn row_numbers(&self) -> impl Iterator<Item = (&str, u32)> {
        self.rows
            .iter()
            .map(|row| (self.files[row.file].name.as_str(), row.number))
    }

    fn strings(&self, column: usize) -> Option<&StringChunked> {
        self.frame.column(&format!("c{column}")).ok()?.str().ok()
    }
}
