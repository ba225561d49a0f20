//! How the rows of one file are read, as often as needed: from the text, a row at a time, or
//! from a sheet held in memory.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use encoding_rs::Encoding;
use sha2::{Digest, Sha256};

use super::csv::Records;
use super::dialect::{Dialect, PILE, PILE_STAND_IN};
use super::encoding::Fingerprint;
use super::{RawRow, encoding};
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
    /// Read to the end.
    whole: bool,
}

/// Hashes bytes as they are read: a file may change between two readings.
struct Hashed<R> {
    inner: R,
    hash: Rc<RefCell<Sha256>>,
}

impl<R> Hashed<R> {
    fn new(inner: R) -> Hashed<R> {
        Hashed {
            inner,
            hash: Rc::default(),
        }
    }

    fn hash(&self) -> Rc<RefCell<Sha256>> {
        Rc::clone(&self.hash)
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.borrow_mut().update(&buffer[..read]);
        Ok(read)
    }
}

/// A file with the place of its answers.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub shown: String,
    pub rows: Rows,
    /// Number of the last row above the answers.
    pub last_header_row: u32,
    pub repair: bool,
    /// SHA-256 of the file as it was first read.
    pub fingerprint: Fingerprint,
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
                    let hashed = Hashed::new(BufReader::new(file));
                    let hash = hashed.hash();
                    let passed = self.each_of_text(hashed, encoding, *dialect, take)?;
                    if passed.whole && hash.borrow().clone().finalize() != self.fingerprint {
                        return Err(IngestError::Changed {
                            file: self.shown.clone(),
                        });
                    }
                    Ok(passed)
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
        let mut passed = Passed {
            whole: true,
            ..Passed::default()
        };
        for row in records.by_ref() {
            let mut row = row?;
            if pile {
                for cell in &mut row.cells {
                    *cell = cell.replace(char::from(PILE_STAND_IN), PILE);
                }
            }
            if self.give(&row, take, &mut passed).is_break() {
                passed.whole = false;
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
