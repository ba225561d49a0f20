//! Files into an [`Export`]: encoding, separator, sheets, title rows, survey tool; and, of
//! the columns that are used, into one [`Table`].
//!
//! A file is never held whole. Its bytes are looked at for their encoding and fingerprint, its
//! rows for what the columns hold, both in memory that does not grow with the file; then the
//! columns that are used are loaded. This
//! stage knows cells, where they stand and what a platform's columns are for, not what an
//! answer means. It never edits a cell, but for repairs that were asked for; what had to be
//! done to read a file is kept as [`Notice`]s.

mod bombs;
mod csv;
mod dialect;
mod encoding;
mod export;
mod header;
mod input;
mod kind;
mod markup;
mod notes;
mod notice;
mod platforms;
mod role;
mod sketch;
mod survey;
mod table;
mod workbook;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use export::{Export, ExportRow};
pub use header::{option_of, question_key, title_key};
pub use markup::{has_markup, plain_text};
pub use notice::Notice;
pub use role::{
    Hint, NO, Part, Role, RowClass, RowRule, When, YES, if_empty, if_no, if_says, if_yes,
};
pub use sketch::Sketch;
pub use table::{SourceFile, Table, TableColumn};

use crate::error::IngestError;
use encoding::Examined;

use header::Layout;
use input::{Bytes, Input, Rows};
use kind::{Content, content};

/// What a spreadsheet can hold; a wider file is refused.
pub const MOST_COLUMNS: usize = 16_384;

/// A row as read: its number in the file and its cells from column A on.
#[derive(Clone, Debug)]
pub(crate) struct RawRow {
    number: u32,
    cells: Vec<String>,
}

impl RawRow {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.trim().is_empty()).count()
    }
}

/// A file to read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its path.
    pub path: PathBuf,
    /// The sheet wanted, in a workbook.
    pub sheet: Option<String>,
    /// Mend text that was decoded wrongly before it came here.
    pub repair: bool,
}

/// Reads several files with the same questions as one export, in the order given.
pub fn open_all(sources: &[Source]) -> Result<Export, IngestError> {
    let mut exports = sources.iter().map(open);
    let first = exports.next().unwrap_or_else(|| {
        Err(IngestError::Table {
            reason: "no input".to_owned(),
        })
    })?;
    exports.try_fold(first, |all, next| all.append(next?))
}

/// Reads one file once.
///
/// Memory, for a text file: some 64 KiB of it, what is kept of each column (see [`Sketch`])
/// and the longest row; for a workbook or notes, their cells.
pub fn open(source: &Source) -> Result<Export, IngestError> {
    let shown = source.path.display().to_string();
    let unreadable = |error| IngestError::Unreadable {
        file: shown.clone(),
        error,
    };
    let name = source
        .path
        .file_name()
        .map_or(shown.clone(), |n| n.to_string_lossy().into_owned());
    let file = File::open(&source.path).map_err(unreadable)?;
    let examined = encoding::examine(file).map_err(unreadable)?;
    let opened = Opened {
        shown: &shown,
        name,
        examined,
        bytes: Bytes::Disk(source.path.clone()),
        source,
    };
    opened.export()
}

/// Reads a file already in memory; `name` names it in messages.
pub fn open_bytes(name: &str, bytes: &[u8], source: &Source) -> Result<Export, IngestError> {
    let examined = encoding::examine(bytes).map_err(|error| IngestError::Unreadable {
        file: name.to_owned(),
        error,
    })?;
    let opened = Opened {
        shown: name,
        name: name.to_owned(),
        examined,
        bytes: Bytes::Memory(Arc::from(bytes)),
        source,
    };
    opened.export()
}

/// A sheet of a workbook as it stands: its filled rows, each with its number and its cells
/// from column A on.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows that hold something, in order.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// All sheets of a workbook in memory, hidden ones too; a cell merged over rows stands in
/// each. `name` names the file in messages. Memory: as for a survey's workbook.
pub fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, IngestError> {
    let sheets = workbook::read_all(name, bytes)?;
    let plain = |sheet: workbook::RawSheet| Sheet {
        name: sheet.name,
        rows: sheet
            .rows
            .into_iter()
            .map(|r| (r.number, r.cells))
            .collect(),
    };
    Ok(sheets.into_iter().map(plain).collect())
}

/// SHA-256 of a file, as [`SourceFile::sha256`] has it.
pub fn fingerprint(path: &Path) -> std::io::Result<String> {
    Ok(encoding::examine(File::open(path)?)?.sha256())
}

/// A file whose bytes were looked at once.
struct Opened<'o> {
    shown: &'o str,
    name: String,
    examined: Examined,
    bytes: Bytes,
    source: &'o Source,
}

/// Rows to read, what is known of the file, and its layout when the rows do not tell it.
struct Reading {
    input: Input,
    file: SourceFile,
    layout: Option<Layout>,
    separator: Option<u8>,
}

impl Opened<'_> {
    fn export(self) -> Result<Export, IngestError> {
        if self.examined.blank {
            return Err(IngestError::Empty {
                file: self.shown.to_owned(),
            });
        }
        let reading = match content(self.shown, &self.examined.head)? {
            Content::Workbook => self.workbook()?,
            Content::Text => self.text()?,
        };
        survey::survey(reading)
    }

    fn workbook(self) -> Result<Reading, IngestError> {
        let bytes = self.whole()?;
        let read = workbook::read(self.shown, &bytes, self.source.sheet.as_deref())?;
        let mut file = self.described(read.format, &["xlsx", "xlsm", "xls", "ods", "xlsb"]);
        file.sheet = Some(read.sheet.name);
        file.notices.extend(read.notices);
        Ok(Reading {
            input: self.input(Rows::Held(Arc::new(read.sheet.rows))),
            file,
            layout: None,
            separator: None,
        })
    }

    fn text(self) -> Result<Reading, IngestError> {
        if let Some(wanted) = &self.source.sheet {
            return Err(IngestError::SheetOfText {
                file: self.shown.to_owned(),
                wanted: wanted.clone(),
            });
        }
        let examined = &self.examined;
        let head = encoding::decoded(&examined.head, examined.encoding)
            .map_err(|error| self.unreadable(error))?
            .replace('\0', "");
        let dialect = dialect::detect(&head);
        let extension = extension(&self.name);
        if notes::reads_as_notes(&extension, dialect.separator != 0, &head) {
            return self.notes(extension != "txt");
        }
        let mut file = self.described("CSV", &["csv", "tsv", "txt", "tab", "dsv"]);
        file.encoding = Some(examined.encoding.name().to_owned());
        file.separator = match dialect.separator {
            0 => None,
            dialect::PILE_STAND_IN => Some('💩'),
            other => Some(char::from(other)),
        };
        let rows = Rows::Text {
            bytes: self.bytes.clone(),
            encoding: examined.encoding,
            dialect,
        };
        Ok(Reading {
            input: self.input(rows),
            file,
            layout: None,
            separator: Some(dialect.separator),
        })
    }

    fn notes(self, markdown: bool) -> Result<Reading, IngestError> {
        let text = encoding::decoded(&self.whole()?, self.examined.encoding)
            .map_err(|error| self.unreadable(error))?;
        let notes = notes::read(&text, markdown);
        let format = if markdown { "Markdown" } else { "TXT" };
        let mut file = self.described(format, &["txt", "md", "markdown"]);
        file.platform = Some(platforms::NOTES.to_owned());
        file.encoding = Some(self.examined.encoding.name().to_owned());
        Ok(Reading {
            input: self.input(Rows::Held(Arc::new(notes.rows))),
            file,
            layout: Some(notes.layout),
            separator: None,
        })
    }

    /// Every byte of the file.
    fn whole(&self) -> Result<Arc<[u8]>, IngestError> {
        match &self.bytes {
            Bytes::Memory(bytes) => Ok(Arc::clone(bytes)),
            Bytes::Disk(path) => match fs::read(path) {
                Ok(bytes) => Ok(bytes.into()),
                Err(error) => Err(self.unreadable(error)),
            },
        }
    }

    fn unreadable(&self, error: std::io::Error) -> IngestError {
        IngestError::Unreadable {
            file: self.shown.to_owned(),
            error,
        }
    }

    fn input(&self, rows: Rows) -> Input {
        Input {
            shown: self.shown.to_owned(),
            rows,
            last_header_row: 0,
            repair: self.source.repair,
            fingerprint: self.examined.fingerprint,
        }
    }

    fn described(&self, format: &str, expected: &[&str]) -> SourceFile {
        let mut notices = Vec::new();
        if !expected.contains(&extension(&self.name).as_str()) {
            notices.push(Notice::MisnamedFile {
                found: format.to_owned(),
            });
        }
        SourceFile {
            name: self.name.clone(),
            platform: None,
            sheet: None,
            format: format.to_owned(),
            encoding: None,
            separator: None,
            repaired: false,
            header_row: 0,
            rows: 0,
            columns: 0,
            bytes: self.examined.bytes,
            sha256: self.examined.sha256(),
            notices,
        }
    }
}

fn extension(name: &str) -> String {
    Path::new(name)
        .extension()
        .map_or(String::new(), |e| e.to_string_lossy().to_lowercase())
}
