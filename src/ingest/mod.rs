//! Files into an [`Export`]: encoding, separator, sheets, title rows, survey tool; and, of
//! the columns that are used, into one [`Table`].
//!
//! A file is read twice. The first pass tells what it is and what its columns hold, in
//! memory that does not grow with the file; the second loads the columns that are used. This
//! stage knows cells, where they stand and what a platform's columns are for, not what an
//! answer means. It never edits a cell, but for repairs that were asked for; what had to be
//! done to read a file is kept as [`Notice`]s.

mod csv;
mod dialect;
mod encoding;
mod export;
mod header;
mod markup;
mod notes;
mod notice;
mod platforms;
mod role;
mod sketch;
mod table;
mod workbook;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::ops::ControlFlow;
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
use crate::source::column_letters;
use encoding::Examined;
use export::{Bytes, Input, Rows};
use header::{HEAD_ROWS, Head, Layout};

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

/// SHA-256 of a file, as [`SourceFile::sha256`] has it.
pub fn fingerprint(path: &Path) -> std::io::Result<String> {
    Ok(encoding::examine(File::open(path)?)?.sha256)
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
        survey(reading)
    }

    fn workbook(self) -> Result<Reading, IngestError> {
        let bytes: Arc<[u8]> = match &self.bytes {
            Bytes::Memory(bytes) => Arc::clone(bytes),
            Bytes::Disk(path) => fs::read(path)
                .map_err(|error| IngestError::Unreadable {
                    file: self.shown.to_owned(),
                    error,
                })?
                .into(),
        };
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
        let mut head = String::new();
        let mut decoder = encoding::decoding(examined.head.as_slice(), examined.encoding);
        // Reading from memory into a string cannot fail: the decoder gives characters only.
        let _ = std::io::Read::read_to_string(&mut decoder, &mut head);
        let head = head.replace('\0', "");
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
        let unreadable = |error| IngestError::Unreadable {
            file: self.shown.to_owned(),
            error,
        };
        let bytes: Arc<[u8]> = match &self.bytes {
            Bytes::Memory(bytes) => Arc::clone(bytes),
            Bytes::Disk(path) => fs::read(path).map_err(unreadable)?.into(),
        };
        let mut text = String::new();
        let mut decoder = encoding::decoding(&bytes[..], self.examined.encoding);
        std::io::Read::read_to_string(&mut decoder, &mut text).map_err(unreadable)?;
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

    fn input(&self, rows: Rows) -> Input {
        Input {
            shown: self.shown.to_owned(),
            rows,
            last_header_row: 0,
            repair: self.source.repair,
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
            sha256: self.examined.sha256.clone(),
            notices,
        }
    }
}

fn extension(name: &str) -> String {
    Path::new(name)
        .extension()
        .map_or(String::new(), |e| e.to_string_lossy().to_lowercase())
}

/// What the rows of a file tell as they go by.
struct Survey {
    sketches: Vec<Sketch>,
    filled_rows: usize,
    last_row: u32,
    totals: Vec<u32>,
    unreadable: usize,
    spoilt: usize,
    truncated: usize,
    width: usize,
}

impl Survey {
    fn take(&mut self, row: &RawRow) {
        self.filled_rows += 1;
        self.last_row = row.number;
        if export::is_total(row) {
            self.totals.push(row.number);
            return;
        }
        while self.sketches.len() < row.cells.len() {
            self.sketches
                .push(Sketch::new(self.width.max(row.cells.len())));
        }
        for (sketch, cell) in self.sketches.iter_mut().zip(&row.cells) {
            sketch.take(cell);
            self.unreadable += cell.matches('\u{FFFD}').count();
            self.spoilt += usize::from(encoding::mended(cell).is_some());
            self.truncated += usize::from(is_cut(cell));
        }
    }

    fn notices(&self, layout: &Layout) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.unreadable > 0 {
            notices.push(Notice::ReplacedCharacters {
                count: self.unreadable,
            });
        }
        if self.spoilt > 0 {
            notices.push(Notice::SpoiltText { cells: self.spoilt });
        }
        if self.truncated > 0 {
            notices.push(Notice::CutCells {
                count: self.truncated,
            });
        }
        if !self.totals.is_empty() {
            notices.push(Notice::TotalRows {
                rows: self.totals.clone(),
            });
        }
        let blank = (self.last_row - layout.last_row) as usize - self.filled_rows;
        if blank > 0 && layout.title_row > 0 {
            notices.push(Notice::BlankRows { count: blank });
        }
        notices
    }
}

/// A cell as long as Excel allows, or marked as cut by KoboToolbox.
fn is_cut(cell: &str) -> bool {
    (cell.len() >= 32_767 && cell.chars().count() == 32_767)
        || cell.starts_with("<WARNING: Truncated")
}

/// The first pass: layout from the first rows, then every column sketched.
fn survey(reading: Reading) -> Result<Export, IngestError> {
    let Reading {
        mut input,
        mut file,
        layout,
        separator,
    } = reading;
    let layout = match layout {
        Some(layout) => layout,
        None => layout_of(&input, separator)?,
    };
    input.last_header_row = layout.last_row;
    let mut survey = Survey {
        sketches: Vec::new(),
        filled_rows: 0,
        last_row: 0,
        totals: Vec::new(),
        unreadable: 0,
        spoilt: 0,
        truncated: 0,
        width: layout.titles.len(),
    };
    let passed = input.each(&mut |row| {
        if row.number > layout.last_row {
            survey.take(row);
        }
        ControlFlow::Continue(())
    })?;
    if survey.filled_rows == 0 {
        let first = layout.titles.iter().find(|title| !title.is_empty());
        return Err(IngestError::HeaderOnly {
            file: input.shown.clone(),
            place: first.map_or(String::new(), |t| t.chars().take(60).collect()),
        });
    }
    if let Some(platform) = layout.platform {
        file.platform = Some(platform.code.to_owned());
    }
    file.repaired = input.repair;
    file.header_row = layout.title_row;
    file.rows = survey.filled_rows;
    file.notices.extend(layout.notices.iter().cloned());
    if passed.nuls > 0 {
        file.notices.push(Notice::NulRemoved { count: passed.nuls });
    }
    if passed.mended > 0 {
        file.notices.push(Notice::MendedText {
            cells: passed.mended,
        });
    }
    file.notices.extend(survey.notices(&layout));
    file.notices.extend(repeated_titles(&layout.titles));
    let (columns, sketches) = columns(&layout, survey.sketches);
    file.columns = columns.len();
    Ok(Export {
        files: vec![file],
        inputs: vec![input],
        columns,
        sketches,
    })
}

/// Columns that have a title or a filled cell, each with its sketch.
fn columns(layout: &Layout, mut sketches: Vec<Sketch>) -> (Vec<TableColumn>, Vec<Sketch>) {
    let width = sketches.len().max(layout.titles.len());
    sketches.resize_with(width, || Sketch::new(width));
    sketches
        .into_iter()
        .enumerate()
        .map(|(index, sketch)| {
            let column = TableColumn {
                title: layout.titles.get(index).cloned().unwrap_or_default(),
                hint: layout.hints.get(index).copied().flatten(),
                places: vec![Some(index)],
            };
            (column, sketch)
        })
        .filter(|(column, sketch)| !column.title.is_empty() || sketch.filled > 0)
        .unzip()
}

/// Reads the first rows and tells what stands above the answers.
fn layout_of(input: &Input, separator: Option<u8>) -> Result<Layout, IngestError> {
    let mut rows: Vec<RawRow> = Vec::new();
    input.each(&mut |row| {
        rows.push(row.clone());
        match rows.len() < HEAD_ROWS {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })?;
    if rows.is_empty() {
        return Err(IngestError::Empty {
            file: input.shown.clone(),
        });
    }
    Ok(header::find(&Head {
        rows: &rows,
        separator,
    }))
}

fn repeated_titles(titles: &[String]) -> Vec<Notice> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, title) in titles.iter().enumerate() {
        if !title.is_empty() {
            places.entry(title.clone()).or_default().push(index);
        }
    }
    places
        .into_iter()
        .filter(|(_, columns)| columns.len() > 1)
        .map(|(title, columns)| Notice::RepeatedTitle {
            title,
            letters: columns.into_iter().map(column_letters).collect(),
        })
        .collect()
}

enum Content {
    Workbook,
    Text,
}

/// Tells a table from other things people drop, by the first bytes rather than the name.
fn content(file: &str, bytes: &[u8]) -> Result<Content, IngestError> {
    let refuse = |french, english| {
        Err(IngestError::NotATable {
            file: file.to_owned(),
            kind: (french, english),
        })
    };
    let head = &bytes[..bytes.len().min(512)];
    let start = String::from_utf8_lossy(head)
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_lowercase();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Ok(Content::Workbook)
    } else if head.starts_with(b"%PDF") {
        refuse("un document PDF", "a PDF document")
    } else if head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xFF\xD8\xFF")
        || head.starts_with(b"GIF8")
    {
        refuse("une image", "an image")
    } else if head.starts_with(&[0x1F, 0x8B]) || head.starts_with(b"7z\xBC\xAF") {
        refuse("une archive compressée", "a compressed archive")
    } else if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<table")
    {
        refuse("une page web", "a web page")
    } else if start.starts_with('{') || is_json_list(&start) {
        refuse("un fichier JSON", "a JSON file")
    } else if is_binary(head) {
        refuse("un fichier binaire", "a binary file")
    } else {
        Ok(Content::Text)
    }
}

fn is_json_list(start: &str) -> bool {
    start
        .strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// More than one byte in fifty is a control character that no text holds. NUL bytes are
/// left to the decoder: UTF-16 is full of them.
fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !b"\0\t\n\x0b\x0c\r".contains(byte);
    head.iter().filter(|byte| control(byte)).count() * 50 > head.len()
}
