//! Sheets of rows: titles that stay in sight, filters, further sheets where rows are too
//! many, a sheet of their own for the ends of long texts. Knows nothing of what is in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::names::SheetNames;
use super::text;
use crate::error::Error;
use crate::report::exports::cells::looks_like_formula;

/// Rows of a sheet, its titles aside.
const MOST_ROWS: usize = 1_048_575;

/// The catalogue of one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'w>(&'w BTreeMap<String, String>);

impl<'w> Words<'w> {
    pub(super) fn new(catalogue: &'w BTreeMap<String, String>) -> Words<'w> {
        Words(catalogue)
    }

    /// A sentence with its holes filled; texts of other people's go in the last hole.
    pub(super) fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.0.get(key).cloned().unwrap_or_default();
        for (hole, value) in holes {
            text = text.replace(&format!("{{{hole}}}"), value);
        }
        text
    }

    /// A word without holes.
    pub(super) fn word(&self, key: &str) -> &'w str {
        self.0.get(key).map_or("", String::as_str)
    }
}

/// A column of a sheet.
pub(super) struct Column {
    heading: String,
    /// In characters.
    width: f64,
}

/// A column with this title.
pub(super) fn column(heading: impl Into<String>, width: f64) -> Column {
    Column {
        heading: heading.into(),
        width,
    }
}

/// What a cell holds.
pub(super) enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Count(usize),
    /// A whole percentage.
    Percent(usize),
}

impl Cell<'_> {
    fn is_empty(&self) -> bool {
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
pub(super) struct Content {
    pub sheet: String,
    pub holds: String,
    pub rows: usize,
}

/// A workbook while it is filled.
pub(super) struct Book<'w> {
    pub words: Words<'w>,
    /// Sheets written so far, in order.
    pub contents: Vec<Content>,
    sheets: Vec<Worksheet>,
    names: SheetNames,
    long_sheet: String,
    cells: Cells<'w>,
    most_rows: usize,
}

impl<'w> Book<'w> {
    pub(super) fn new(words: Words<'w>) -> Book<'w> {
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
        }
    }

    /// Characters that were replaced so far.
    pub(super) fn replaced(&self) -> usize {
        self.cells.replaced
    }

    /// Texts that were cut, and the sheet they go on in.
    pub(super) fn long(&self) -> (usize, &str) {
        (self.cells.long.len(), &self.long_sheet)
    }

    /// Adds a table; nothing where it has no rows.
    pub(super) fn table<'c>(
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
    pub(super) fn small_table<'c>(
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
                for (at, cell) in row.into_iter().enumerate() {
                    let place = (count as u32, at as u16);
                    let heading = columns.get(at).map_or("", |column| &column.heading);
                    self.cells
                        .write(&mut sheet, (&given, heading), place, cell)
                        .map_err(failed)?;
                }
            }
            let last = columns.len().saturating_sub(1) as u16;
            sheet.autofilter(0, 0, count as u32, last).map_err(failed)?;
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
        sheet.set_repeat_rows(0, 0)?;
        for (at, column) in columns.iter().enumerate() {
            let (heading, _) = text::holdable(&column.heading);
            let heading = text::cut(&heading, text::MOST);
            let heading = heading.first().copied().unwrap_or("");
            sheet.set_column_width(at as u16, column.width)?;
            sheet.write_string_with_format(0, at as u16, heading, &self.cells.formats.heading)?;
        }
        Ok(sheet)
    }

    /// The sheet of the ends of long texts, when there are any; the last to be added but
    /// for the notes.
    pub(super) fn long_texts(&mut self) -> Result<(), Error> {
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

    /// The bytes, the last sheet first: the notes know what all others hold.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>, Error> {
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

/// The formats of cells, and what had to be done to fill them.
struct Cells<'w> {
    words: Words<'w>,
    long_sheet: String,
    formats: Formats,
    long: Vec<Long>,
    replaced: usize,
}

/// The end of a text that no cell holds.
struct Long {
    place: String,
    parts: Vec<String>,
}

struct Formats {
    heading: Format,
    text: Format,
    /// Text that would become a formula when somebody edits the cell.
    quoted: Format,
    count: Format,
    percent: Format,
}

impl<'w> Cells<'w> {
    fn new(words: Words<'w>, long_sheet: String) -> Cells<'w> {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let count = Format::new().set_align(FormatAlign::Top);
        let formats = Formats {
            heading: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00E3_E9F2))
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            text,
            percent: count.clone().set_num_format("0%"),
            count,
        };
        Cells {
            words,
            long_sheet,
            formats,
            long: Vec::new(),
            replaced: 0,
        }
    }

    /// Writes a cell; `names` are those of the sheet and of the column.
    fn write(
        &mut self,
        sheet: &mut Worksheet,
        names: (&str, &str),
        (row, at): (u32, u16),
        cell: Cell<'_>,
    ) -> Result<(), XlsxError> {
        let formats = &self.formats;
        match cell {
            cell if cell.is_empty() => {}
            Cell::Count(count) => {
                sheet.write_number_with_format(row, at, count as f64, &formats.count)?;
            }
            Cell::Percent(percent) => {
                let share = percent as f64 / 100.0;
                sheet.write_number_with_format(row, at, share, &formats.percent)?;
            }
            Cell::Empty => {}
            Cell::Text(text) => {
                let (text, replaced) = text::holdable(&text);
                self.replaced += replaced;
                let text = match text::is_long(&text) {
                    true => Cow::Owned(self.begun(names, row, &text)),
                    false => text,
                };
                let format = match looks_like_formula(&text) {
                    true => &self.formats.quoted,
                    false => &self.formats.text,
                };
                sheet.write_string_with_format(row, at, text, format)?;
            }
        }
        Ok(())
    }

    /// The beginning of a long text with the mark of where it goes on; keeps the rest.
    fn begun(&mut self, (sheet, heading): (&str, &str), row: u32, long: &str) -> String {
        let number = (self.long.len() + 1).to_string();
        let holes = [("number", number.as_str()), ("sheet", &self.long_sheet)];
        let mark = format!("\n{}", self.words.say("long_mark", &holes));
        let room = text::MOST.saturating_sub(mark.encode_utf16().count());
        let mut parts = text::cut(long, room).into_iter();
        let first = parts.next().unwrap_or("");
        let row = (row + 1).to_string();
        // The title of a column may be long too.
        let heading: String = heading.chars().take(100).collect();
        let holes = [
            ("row", row.as_str()),
            ("sheet", sheet),
            ("column", &heading),
        ];
        self.long.push(Long {
            place: self.words.say("long_where", &holes),
            parts: parts.map(str::to_owned).collect(),
        });
        format!("{first}{mark}")
    }
}

fn failed(error: XlsxError) -> Error {
    Error::Report(error.to_string())
}

#[cfg(test)]
mod tests;
