//! Sheets of rows: titles that stay in sight, filters, further sheets where rows are too
//! many, a sheet of their own for the ends of long texts. Knows nothing of what is in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError,
};

use super::cells::Cells;
use super::filled::{choices, height, protect};
use super::names::SheetNames;
use super::text;
use crate::error::Error;

/// Rows of a sheet, its titles aside.
const MOST_ROWS: usize = 1_048_575;

/// The catalogue of one language.
#[derive(Clone, Copy)]
pub(in crate::report::exports) struct Words<'w>(pub(super) &'w BTreeMap<String, String>);

impl<'w> Words<'w> {
    pub(in crate::report::exports) fn new(catalogue: &'w BTreeMap<String, String>) -> Words<'w> {
        Words(catalogue)
    }

    /// A sentence with its holes filled; texts of other people's go in the last hole.
    pub(in crate::report::exports) fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.0.get(key).cloned().unwrap_or_default();
        for (hole, value) in holes {
            text = text.replace(&format!("{{{hole}}}"), value);
        }
        text
    }

    /// A word without holes.
    pub(in crate::report::exports) fn word(&self, key: &str) -> &'w str {
        self.0.get(key).map_or("", String::as_str)
    }
}

/// A column of a sheet.
pub(in crate::report::exports) struct Column {
    pub heading: String,
    /// In characters.
    pub(super) width: f64,
    /// People write in it, with these choices where there are some.
    pub(super) input: Option<Option<DataValidation>>,
}

/// A column with this title.
pub(in crate::report::exports) fn column(heading: impl Into<String>, width: f64) -> Column {
    Column {
        heading: heading.into(),
        width,
        input: None,
    }
}

/// A column for people to write in: its cells stay open where the sheet is protected.
pub(in crate::report::exports) fn input(
    heading: impl Into<String>,
    width: f64,
    choices: Option<DataValidation>,
) -> Column {
    Column {
        input: Some(choices),
        ..column(heading, width)
    }
}

/// What a cell holds.
pub(in crate::report::exports) enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Count(usize),
    /// A whole percentage.
    Percent(usize),
}

impl Cell<'_> {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            Cell::Count(_) | Cell::Percent(_) => false,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Count(count)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(content: Option<T>) -> Cell<'a> {
        content.map_or(Cell::Empty, Into::into)
    }
}

/// What a sheet holds, for the notes.
pub(in crate::report::exports) struct Content {
    pub sheet: String,
    pub holds: String,
    pub rows: usize,
}

/// A workbook while it is filled.
pub(in crate::report::exports) struct Book<'w> {
    pub words: Words<'w>,
    /// Sheets written so far, in order.
    pub contents: Vec<Content>,
    sheets: Vec<Worksheet>,
    names: SheetNames,
    long_sheet: String,
    cells: Cells<'w>,
    most_rows: usize,
    protected: bool,
}

impl<'w> Book<'w> {
    pub(in crate::report::exports) fn new(words: Words<'w>) -> Book<'w> {
        let mut names = SheetNames::new();
        let long_sheet = names.give(words.word("sheet_long"));
        Book {
            words,
            contents: Vec::new(),
            sheets: Vec::new(),
            names,
            cells: Cells::new(words, long_sheet.clone()),
            long_sheet,
            most_rows: MOST_ROWS,
            protected: false,
        }
    }

    /// The same for people to write in: all cells are locked but those of input columns,
    /// without a password.
    pub(in crate::report::exports) fn protected(words: Words<'w>) -> Book<'w> {
        Book {
            protected: true,
            ..Book::new(words)
        }
    }

    /// Characters that were replaced so far.
    pub(in crate::report::exports) fn replaced(&self) -> usize {
        self.cells.replaced
    }

    /// Texts that were cut, and the sheet they go on in.
    pub(in crate::report::exports) fn long(&self) -> (usize, &str) {
        (self.cells.long.len(), &self.long_sheet)
    }

    /// Adds a table; nothing where it has no rows.
    pub(in crate::report::exports) fn table<'c>(
        &mut self,
        name: &str,
        holds: String,
        columns: &[Column],
        rows: impl Iterator<Item = Vec<Cell<'c>>>,
    ) -> Result<(), Error> {
        let given = self.names.give(name);
        self.sheets_of(given, holds, columns, rows)
    }

    /// The same for a few rows, without the columns that hold nothing.
    pub(in crate::report::exports) fn small_table<'c>(
        &mut self,
        name: &str,
        holds: String,
        mut columns: Vec<Column>,
        mut rows: Vec<Vec<Cell<'c>>>,
    ) -> Result<(), Error> {
        let mut at = columns.len();
        while at > 1 {
            at -= 1;
            if rows
                .iter()
                .all(|row| row.get(at).is_none_or(Cell::is_empty))
            {
                columns.remove(at);
                for row in rows.iter_mut().filter(|row| row.len() > at) {
                    row.remove(at);
                }
            }
        }
        self.table(name, holds, &columns, rows.into_iter())
    }

    fn sheets_of<'c>(
        &mut self,
        name: String,
        holds: String,
        columns: &[Column],
        rows: impl Iterator<Item = Vec<Cell<'c>>>,
    ) -> Result<(), Error> {
        let mut rows = rows.peekable();
        let mut given = name.clone();
        while rows.peek().is_some() {
            let mut sheet = self.sheet(&given, columns).map_err(failed)?;
            let mut count = 0;
            for row in rows.by_ref().take(self.most_rows) {
                count += 1;
                if self.protected {
                    let height = height(&row, columns);
                    sheet.set_row_height(count as u32, height).map_err(failed)?;
                }
                for (at, cell) in row.into_iter().enumerate() {
                    let place = (count as u32, at as u16);
                    let column = columns.get(at);
                    let heading = column.map_or("", |column| &column.heading);
                    let open = column.is_some_and(|column| column.input.is_some());
                    self.cells
                        .write(&mut sheet, (&given, heading), place, cell, open)
                        .map_err(failed)?;
                }
            }
            let last = columns.len().saturating_sub(1) as u16;
            sheet.autofilter(0, 0, count as u32, last).map_err(failed)?;
            choices(&mut sheet, columns, count as u32).map_err(failed)?;
            self.sheets.push(sheet);
            self.contents.push(Content {
                sheet: given.clone(),
                holds: holds.clone(),
                rows: count,
            });
            if rows.peek().is_some() {
                given = self.names.give(&name);
            }
        }
        Ok(())
    }

    /// A sheet with its titles, which stay in sight with the first column.
    fn sheet(&self, name: &str, columns: &[Column]) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        if self.protected {
            protect(&mut sheet);
            // Titles of two lines.
            sheet.set_row_height(0, 32.0)?;
        }
        sheet.set_repeat_rows(0, 0)?;
        for (at, column) in columns.iter().enumerate() {
            let (heading, _) = text::holdable(&column.heading);
            let heading = text::cut(&heading, text::MOST);
            let heading = heading.first().copied().unwrap_or("");
            sheet.set_column_width(at as u16, column.width)?;
            let format = match column.input.is_some() {
                true => &self.cells.formats.input_heading,
                false => &self.cells.formats.heading,
            };
            sheet.write_string_with_format(0, at as u16, heading, format)?;
        }
        Ok(sheet)
    }

    /// The sheet of the ends of long texts, when there are any; the last to be added but
    /// for the notes.
    pub(in crate::report::exports) fn long_texts(&mut self) -> Result<(), Error> {
        let words = self.words;
        let columns = [
            column(words.word("col_number"), 8.0),
            column(words.word("col_place"), 40.0),
            column(words.word("col_part"), 8.0),
            column(words.word("col_text"), 100.0),
        ];
        let long = std::mem::take(&mut self.cells.long);
        let rows = long.iter().zip(1usize..).flat_map(|(long, number)| {
            let parts = long.parts.iter().zip(2usize..);
            parts.map(move |(part, place)| {
                vec![
                    number.into(),
                    long.place.as_str().into(),
                    place.into(),
                    part.as_str().into(),
                ]
            })
        });
        let holds = words.say("holds_long", &[]);
        let written = self.sheets_of(self.long_sheet.clone(), holds, &columns, rows);
        self.cells.long = long;
        written
    }

    /// Offers choices in a column of the sheet added last, in some rows, counted from 0.
    pub(in crate::report::exports) fn offer(
        &mut self,
        (first, last): (u32, u32),
        column: u16,
        choices: &DataValidation,
    ) -> Result<(), Error> {
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        let offered = sheet.add_data_validation(first, column, last, column, choices);
        offered.map(drop).map_err(failed)
    }

    /// Hides the sheet added last.
    pub(in crate::report::exports) fn hide_last(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.set_hidden(true);
        }
    }

    /// Adds a sheet that is no table.
    pub(in crate::report::exports) fn page(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut Worksheet, &mut Cells<'w>) -> Result<(), XlsxError>,
    ) -> Result<(), Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(self.names.give(name)).map_err(failed)?;
        if self.protected {
            protect(&mut sheet);
        }
        fill(&mut sheet, &mut self.cells).map_err(failed)?;
        self.sheets.push(sheet);
        Ok(())
    }

    /// The bytes, the last sheet first: the notes know what all others hold.
    pub(in crate::report::exports) fn bytes(mut self) -> Result<Vec<u8>, Error> {
        let mut workbook = Workbook::new();
        // Any fixed date: a clock would make each run different.
        let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
        let last = self.sheets.len().min(1);
        self.sheets.rotate_right(last);
        for sheet in self.sheets {
            workbook.push_worksheet(sheet);
        }
        workbook.save_to_buffer().map_err(failed)
    }
}

pub(in crate::report::exports) fn failed(error: XlsxError) -> Error {
    Error::Report(error.to_string())
}

#[cfg(test)]
mod tests;
