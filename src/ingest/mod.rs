//! Files into one [`Table`]: encoding, separator, sheets, title row.
//!
//! This stage knows cells and where they stand, not what a column means. It never
//! edits a cell; what had to be done to read a file is kept as [`Notice`]s.

mod csv;
mod dialect;
mod encoding;
mod header;
mod notice;
mod table;
mod workbook;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

pub use notice::Notice;
pub use table::{SourceFile, Table, TableColumn};

use crate::error::IngestError;
use crate::source::column_letters;

/// A row as read: its number in the file and its cells from column A on.
pub(crate) struct RawRow {
    number: u32,
    cells: Vec<String>,
}

impl RawRow {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.trim().is_empty()).count()
    }
}

/// A sheet as read, before the title row is known.
pub(crate) struct RawSheet {
    name: Option<String>,
    rows: Vec<RawRow>,
}

/// Reads several files with the same questions as one table, in the order given.
pub fn read_all(paths: &[impl AsRef<Path>], sheet: Option<&str>) -> Result<Table, IngestError> {
    let mut tables = paths.iter().map(|path| read(path.as_ref(), sheet));
    let first = tables.next().unwrap_or_else(|| {
        Err(IngestError::Table {
            reason: "no input".to_owned(),
        })
    })?;
    tables.try_fold(first, |all, next| all.append(next?))
}

/// Reads one file. Memory: the file, its text and its cells at once.
pub fn read(path: &Path, sheet: Option<&str>) -> Result<Table, IngestError> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| IngestError::Unreadable {
        file: shown.clone(),
        error,
    })?;
    let name = path
        .file_name()
        .map_or(shown.clone(), |n| n.to_string_lossy().into_owned());
    read_bytes(&shown, name, &bytes, sheet)
}

/// Reads a file already in memory; `shown` names it in messages.
pub fn read_bytes(
    shown: &str,
    name: String,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<Table, IngestError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty {
            file: shown.to_owned(),
        });
    }
    let (raw, mut file) = match content(shown, bytes)? {
        Content::Workbook => workbook_file(shown, name, bytes, sheet)?,
        Content::Text => text_file(shown, name, bytes, sheet)?,
    };
    let header = header::find(&raw.rows);
    let Some(titles) = raw.rows.get(header.index) else {
        return Err(IngestError::Empty {
            file: shown.to_owned(),
        });
    };
    file.notices.extend(header.notices);
    file.header_row = titles.number;
    let body = &raw.rows[header.index + 1..];
    file.rows = body.iter().filter(|row| row.filled() > 0).count();
    if file.rows == 0 {
        let first = titles
            .cells
            .iter()
            .find(|cell| !cell.trim().is_empty())
            .map_or(String::new(), |cell| header::clean_title(cell));
        return Err(IngestError::HeaderOnly {
            file: shown.to_owned(),
            place: first.chars().take(60).collect(),
        });
    }
    file.notices.extend(blank_rows(titles, body, file.rows));
    file.notices.extend(repeated_titles(titles));
    Table::from_rows(&raw.rows, header.index, file)
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

fn described(name: String, bytes: &[u8], format: &str, expected: &[&str]) -> SourceFile {
    let extension = Path::new(&name)
        .extension()
        .map_or(String::new(), |e| e.to_string_lossy().to_lowercase());
    let mut notices = Vec::new();
    if !expected.contains(&extension.as_str()) {
        notices.push(Notice::MisnamedFile {
            found: format.to_owned(),
        });
    }
    SourceFile {
        name,
        sheet: None,
        format: format.to_owned(),
        encoding: None,
        separator: None,
        header_row: 0,
        rows: 0,
        columns: 0,
        bytes: bytes.len() as u64,
        sha256: hexadecimal(&Sha256::digest(bytes)),
        notices,
    }
}

fn workbook_file(
    shown: &str,
    name: String,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<(RawSheet, SourceFile), IngestError> {
    let (raw, notices) = workbook::read(shown, bytes, sheet)?;
    let mut file = described(name, bytes, "XLSX", &["xlsx", "xlsm", "xls", "ods", "xlsb"]);
    file.sheet = raw.name.clone();
    file.notices.extend(notices);
    Ok((raw, file))
}

fn text_file(
    shown: &str,
    name: String,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<(RawSheet, SourceFile), IngestError> {
    if let Some(wanted) = sheet {
        return Err(IngestError::SheetOfText {
            file: shown.to_owned(),
            wanted: wanted.to_owned(),
        });
    }
    let decoded = encoding::decode(bytes);
    let (raw, dialect) = csv::read(shown, &decoded.text)?;
    let mut file = described(name, bytes, "CSV", &["csv", "tsv", "txt", "tab", "dsv"]);
    file.encoding = Some(decoded.encoding.to_owned());
    file.separator = (dialect.separator != 0).then(|| char::from(dialect.separator));
    file.notices.extend(decoded.notices);
    Ok((raw, file))
}

/// Rows between the titles and the last answer that hold nothing, whether the reader gave
/// them or skipped them.
fn blank_rows(titles: &RawRow, body: &[RawRow], filled: usize) -> Option<Notice> {
    let last = body.iter().rfind(|row| row.filled() > 0)?;
    let count = (last.number - titles.number) as usize - filled;
    (count > 0).then_some(Notice::BlankRows { count })
}

fn repeated_titles(titles: &RawRow) -> Vec<Notice> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, cell) in titles.cells.iter().enumerate() {
        let title = header::clean_title(cell);
        if !title.is_empty() {
            places.entry(title).or_default().push(index);
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

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
