//! Text files: decoded characters into rows of cells, one at a time, each row with the
//! number a spreadsheet would show for it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use super::dialect::Dialect;
use super::{MOST_COLUMNS, RawRow};
use crate::error::IngestError;
use crate::source::column_letters;

/// The rows of a text, read as they are asked for. Blank lines are counted as rows (a
/// spreadsheet shows them) but not given; ragged rows are given as they are.
pub(super) struct Records<R> {
    reader: csv::Reader<Watched<R>>,
    seen: Rc<RefCell<Seen>>,
    record: csv::StringRecord,
    file: String,
    last: u32,
}

impl<R: Read> Records<R> {
    /// Rows of `text`, cut as `dialect` says; `file` names it in errors.
    pub fn new(file: &str, text: R, dialect: Dialect) -> Records<R> {
        let seen = Rc::new(RefCell::new(Seen::default()));
        let watched = Watched {
            inner: text,
            dialect,
            skipped: 0,
            place: Place::CellStart,
            row: 1 + u32::from(dialect.skip > 0),
            column: 0,
            lines: 1,
            trailing: 0,
            filled: false,
            after_return: false,
            row_bytes: 0,
            seen: Rc::clone(&seen),
        };
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(watched);
        Records {
            reader,
            seen,
            record: csv::StringRecord::new(),
            file: file.to_owned(),
            last: 0,
        }
    }

    /// NUL characters left out so far.
    pub fn nuls(&self) -> usize {
        self.seen.borrow().nuls
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<RawRow, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.reader.read_record(&mut self.record);
        let number = self.seen.borrow_mut().rows.pop_front();
        if let Some(bad) = self.seen.borrow().bad
            && number.is_none_or(|number| number >= bad.row)
            && bad.row > self.last
        {
            self.last = u32::MAX;
            return Some(Err(IngestError::UnclosedQuote {
                file: self.file.clone(),
                row: bad.row,
                column: column_letters(bad.column),
                lines: bad.lines,
            }));
        }
        match read {
            Ok(true) => {
                let number = number.unwrap_or(self.last.saturating_add(1));
                self.last = number;
                let cells = self.record.iter().map(str::to_owned).collect();
                Some(Ok(RawRow { number, cells }))
            }
            Ok(false) => None,
            Err(_) if self.seen.borrow().too_long.is_some() => {
                let row = self.seen.borrow().too_long.unwrap_or_default();
                let file = self.file.clone();
                Some(Err(IngestError::RowTooLong { file, row }))
            }
            Err(_) if self.seen.borrow().too_wide.is_some() => {
                let row = self.seen.borrow().too_wide.unwrap_or_default();
                let file = self.file.clone();
                Some(Err(IngestError::TooManyColumns { file, row }))
            }
            Err(error) => Some(Err(IngestError::DamagedText {
                file: self.file.clone(),
                row: number.unwrap_or(self.last.saturating_add(1)),
                reason: error.to_string(),
            })),
        }
    }
}

/// What was noticed of the text on its way to the CSV reader, which reads ahead.
#[derive(Default)]
struct Seen {
    /// Numbers of the rows that hold something, not yet asked for.
    rows: VecDeque<u32>,
    /// The first quoted cell that is not closed properly.
    bad: Option<BadQuote>,
    nuls: usize,
    /// A row longer than [`LONGEST_ROW`].
    too_long: Option<u32>,
    /// A row of more than [`MOST_COLUMNS`] cells.
    too_wide: Option<u32>,
}

/// Bytes a row may have; a longer one would be held in memory whole.
const LONGEST_ROW: usize = 64 * 1024 * 1024;

/// A quoted cell over several lines that is never closed, or whose closing mark is followed
/// by more text: a stray quotation mark has swallowed rows up to the next one, and several
/// people's answers would count as one.
#[derive(Clone, Copy)]
struct BadQuote {
    row: u32,
    column: usize,
    lines: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    CellStart,
    Bare,
    Quoted,
    /// Just after a quotation mark inside a quoted cell: its end, or a doubled mark.
    Mark,
}

/// Passes text on and keeps count of rows and quotation marks, by the rules of the CSV
/// reader: a mark opens a cell only at its start, a doubled mark stands for itself.
struct Watched<R> {
    inner: R,
    dialect: Dialect,
    skipped: usize,
    place: Place,
    row: u32,
    column: usize,
    /// Lines of the quoted cell so far, and line ends since its last visible byte.
    lines: usize,
    trailing: usize,
    /// The row holds at least one byte.
    filled: bool,
    after_return: bool,
    row_bytes: usize,
    seen: Rc<RefCell<Seen>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            if read == 0 {
                self.end();
                return Ok(0);
            }
            let kept = self.pass(&mut buffer[..read]);
            if self.row_bytes > LONGEST_ROW {
                self.seen.borrow_mut().too_long = Some(self.row);
                return Err(io::Error::other("row too long"));
            }
            if self.seen.borrow().too_wide.is_some() {
                return Err(io::Error::other("row too wide"));
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

impl<R> Watched<R> {
    /// Looks at the bytes and moves those that stay to the front; returns how many.
    fn pass(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            if self.skipped < self.dialect.skip {
                self.skipped += 1;
                continue;
            }
            if byte == 0 {
                self.seen.borrow_mut().nuls += 1;
                continue;
            }
            self.look(byte);
            bytes[kept] = byte;
            kept += 1;
        }
        kept
    }

    fn look(&mut self, byte: u8) {
        let line_end = byte == b'\n' || byte == b'\r';
        self.row_bytes += 1;
        let second_half = byte == b'\n' && self.after_return;
        self.after_return = byte == b'\r';
        if self.place == Place::Quoted {
            if line_end {
                self.lines += usize::from(!second_half);
                self.trailing += usize::from(!second_half);
            } else if !byte.is_ascii_whitespace() {
                self.trailing = 0;
            }
            if byte == b'"' {
                self.place = Place::Mark;
            }
            return;
        }
        if self.place == Place::Mark {
            if byte == b'"' {
                self.place = Place::Quoted;
                return;
            }
            if !line_end && byte != self.dialect.separator && self.lines > 1 {
                self.blame();
            }
            self.place = Place::Bare;
        }
        if line_end {
            if !second_half {
                self.end_row();
            }
        } else {
            self.filled = true;
            if byte == self.dialect.separator {
                self.column += 1;
                if self.column == MOST_COLUMNS {
                    self.seen.borrow_mut().too_wide = Some(self.row);
                }
                self.place = Place::CellStart;
            } else if byte == b'"' && self.place == Place::CellStart {
                (self.lines, self.trailing) = (1, 0);
                self.place = Place::Quoted;
            } else {
                self.place = Place::Bare;
            }
        }
    }

    fn end_row(&mut self) {
        if self.filled {
            self.seen.borrow_mut().rows.push_back(self.row);
        }
        self.row += 1;
        self.row_bytes = 0;
        self.column = 0;
        self.filled = false;
        self.place = Place::CellStart;
    }

    fn end(&mut self) {
        if self.place == Place::Quoted {
            self.lines -= self.trailing;
            if self.lines > 1 {
                self.blame();
            }
        }
        if self.filled {
            self.end_row();
        }
    }

    fn blame(&mut self) {
        let mut seen = self.seen.borrow_mut();
        if seen.bad.is_none() {
            seen.bad = Some(BadQuote {
                row: self.row,
                column: self.column,
                lines: self.lines,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dialect;

    /// The rows, read through a reader that gives `step` bytes at a time.
    fn read(text: &str, step: usize) -> Result<Vec<(u32, Vec<String>)>, IngestError> {
        struct Slow<'t>(&'t [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let n = self.1.min(self.0.len()).min(buffer.len());
                buffer[..n].copy_from_slice(&self.0[..n]);
                self.0 = &self.0[n..];
                Ok(n)
            }
        }
        Records::new(
            "essai.csv",
            Slow(text.as_bytes(), step),
            dialect::detect(text),
        )
        .map(|row| row.map(|row| (row.number, row.cells)))
        .collect()
    }

    fn numbered(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = read(text, 7).expect("readable");
        assert_eq!(read(text, 100_000).expect("readable"), rows);
        rows
    }

    #[test]
    fn row_numbers_are_those_of_a_spreadsheet() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["id;avis", "1;\"deux\nlignes\"", "", "2;ok", ""].join(end);
            let rows = numbered(&text);
            let numbers: Vec<u32> = rows.iter().map(|(n, _)| *n).collect();
            assert_eq!(numbers, [1, 2, 4], "{end:?}");
            assert_eq!(rows[1].1, ["1", "deux\nlignes"]);
        }
    }

    #[test]
    fn mixed_line_ends_lose_no_row() {
        let rows = numbered("id;avis\r1;a\n2;b\r\n3;c");
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[3], (4, vec!["3".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn a_declared_separator_takes_the_first_row() {
        let rows = numbered("sep=|\r\nid|avis\r\n1|bus\r\n");
        let numbers: Vec<u32> = rows.iter().map(|(n, _)| *n).collect();
        assert_eq!(numbers, [2, 3]);
    }

    #[test]
    fn a_quote_never_closed_is_told_with_its_place() {
        let error = read("id;avis\n1;\"ouvert\n2;perdu\n3;perdu\n", 5).err();
        match error {
            Some(IngestError::UnclosedQuote {
                row, column, lines, ..
            }) => assert_eq!((row, column.as_str(), lines), (2, "B", 3)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rows_between_two_stray_quotes_are_not_swallowed() {
        let text = "id;avis\n1;a\n2;\"des bus\n3;du calme\n4;\"ou pas\"\n5;x\n";
        for step in [1, 10_000] {
            match read(text, step).err() {
                Some(IngestError::UnclosedQuote { row, column, .. }) => {
                    assert_eq!((row, column.as_str()), (3, "B"));
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn inch_marks_are_no_quotes() {
        let rows = numbered("id;avis\n1;un vélo 28\" et un 26\"\n2;un écran 24\"\n");
        assert_eq!(rows.len(), 3);
    }
}
