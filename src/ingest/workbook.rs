//! Workbooks (XLSX, XLS, ODS) into rows of cells.

use std::collections::BTreeMap;
use std::io::{self, Cursor};

use calamine::{Data, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use quick_xml::events::Event;

use super::bombs::{self, MOST_CELLS};
use super::header::{HEAD_ROWS, Head};
use super::{MOST_COLUMNS, Notice, RawRow, platforms};
use crate::error::IngestError;

/// Bytes of text in all sheets.
const MOST_TEXT: usize = 1024 * 1024 * 1024;

/// A sheet as read, before the title row is known.
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// Rows that hold something.
    pub rows: Vec<RawRow>,
    hidden: bool,
}

/// A sheet and what was noticed on the way to it.
pub struct ReadSheet {
    /// The sheet.
    pub sheet: RawSheet,
    /// `XLSX`, `XLS`, `ODS` or `XLSB`.
    pub format: &'static str,
    /// What a person should know.
    pub notices: Vec<Notice>,
}

/// Reads one sheet: the one named, else the one a platform's signature is on, else the
/// visible one with most filled rows.
///
/// Cells are turned into the text a person would read: dates as `2026-05-04 09:15:00`,
/// whole numbers without decimals. Text cells keep their bytes. Memory: the file and the
/// cells of all its sheets, at most 512 MiB unpacked.
pub fn read(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<ReadSheet, IngestError> {
    bombs::refuse(file, bytes)?;
    unpanicked(|| read_sheets(file, bytes, wanted)).unwrap_or_else(|| {
        Err(IngestError::DamagedWorkbook {
            file: file.to_owned(),
            reason: "inconsistent records".to_owned(),
        })
    })
}

/// Runs a reader that may panic on damaged files; `None` when it did. Nothing it made is kept.
fn unpanicked<T>(read: impl FnOnce() -> T) -> Option<T> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    std::panic::set_hook(hook);
    result.ok()
}

/// Reads all sheets, whatever is in them. Memory: as [`read`].
pub fn read_all(file: &str, bytes: &[u8]) -> Result<Vec<RawSheet>, IngestError> {
    let damaged = |reason: String| IngestError::DamagedWorkbook {
        file: file.to_owned(),
        reason,
    };
    bombs::refuse(file, bytes)?;
    let read = || {
        let mut workbook =
            open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
        let mut budget = Budget {
            cells: MOST_CELLS,
            text: MOST_TEXT,
        };
        let mut sheets = Vec::new();
        for name in workbook.sheet_names() {
            let rows = rows_of(&mut workbook, &name, file, &mut budget)?;
            sheets.push(RawSheet {
                hidden: false,
                name,
                rows,
            });
        }
        Ok(sheets)
    };
    unpanicked(read).unwrap_or_else(|| Err(damaged("inconsistent records".to_owned())))
}

fn read_sheets(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<ReadSheet, IngestError> {
    let damaged = |reason: String| IngestError::DamagedWorkbook {
        file: file.to_owned(),
        reason,
    };
    let mut workbook =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let names = workbook.sheet_names();
    if let Some(wanted) = wanted
        && !names.iter().any(|name| name == wanted)
    {
        return Err(IngestError::NoSuchSheet {
            file: file.to_owned(),
            wanted: wanted.to_owned(),
            sheets: names,
        });
    }
    let hidden: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut budget = Budget {
        cells: MOST_CELLS,
        text: MOST_TEXT,
    };
    let mut sheets = Vec::new();
    for name in &names {
        if wanted.is_none_or(|wanted| wanted == name) {
            let rows = rows_of(&mut workbook, name, file, &mut budget)?;
            sheets.push(RawSheet {
                hidden: hidden.contains(name),
                name: name.clone(),
                rows,
            });
        }
    }
    let format = match workbook {
        Sheets::Xlsx(_) => "XLSX",
        Sheets::Xls(_) => "XLS",
        Sheets::Ods(_) => "ODS",
        Sheets::Xlsb(_) => "XLSB",
    };
    let (sheet, mut notices) = choose(file, sheets)?;
    let lines = hidden_rows(bytes, &sheet.name).unwrap_or_default();
    if !lines.is_empty() {
        notices.push(Notice::HiddenRows { rows: lines });
    }
    Ok(ReadSheet {
        sheet,
        format,
        notices,
    })
}

/// The sheet to read; the others that hold something are named in a notice.
fn choose(file: &str, sheets: Vec<RawSheet>) -> Result<(RawSheet, Vec<Notice>), IngestError> {
    let mut filled: Vec<RawSheet> = sheets.into_iter().filter(|s| !s.rows.is_empty()).collect();
    let recognised = |sheet: &RawSheet| {
        platforms::recognise(&Head {
            rows: &sheet.rows[..sheet.rows.len().min(HEAD_ROWS)],
            separator: None,
        })
        .is_some()
    };
    let Some(best) = (0..filled.len()).max_by_key(|i| {
        let sheet = &filled[*i];
        (
            !sheet.hidden,
            recognised(sheet),
            sheet.rows.len(),
            usize::MAX - i,
        )
    }) else {
        return Err(IngestError::EmptyWorkbook {
            file: file.to_owned(),
        });
    };
    let chosen = filled.remove(best);
    let others: Vec<String> = filled.into_iter().map(|s| s.name).collect();
    let mut notices = Vec::new();
    if !others.is_empty() {
        notices.push(Notice::OtherSheets {
            read: chosen.name.clone(),
            others,
        });
    }
    Ok((chosen, notices))
}

/// Rows by number, with what is too much refused.
struct Rows<'f> {
    file: &'f str,
    rows: BTreeMap<u32, Vec<String>>,
    budget: &'f mut Budget,
}

/// What all sheets together may still hold.
struct Budget {
    cells: usize,
    text: usize,
}

impl Rows<'_> {
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), IngestError> {
        if text.is_empty() {
            return Ok(());
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(IngestError::TooManyColumns {
                file: self.file.to_owned(),
                row: row + 1,
            });
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            let added = column + 1 - cells.len();
            self.budget.cells = self.budget.cells.saturating_sub(added);
            cells.resize(column + 1, String::new());
        }
        self.budget.text = self.budget.text.saturating_sub(text.len());
        cells[column] = text;
        if self.budget.cells == 0 || self.budget.text == 0 {
            return Err(IngestError::TooLarge {
                file: self.file.to_owned(),
            });
        }
        Ok(())
    }
}

/// The filled rows of a sheet. XLSX is read cell by cell: a stray cell at the far end of a
/// sheet then costs a cell, not the sheet.
fn rows_of(
    workbook: &mut Sheets<Cursor<&[u8]>>,
    name: &str,
    file: &str,
    budget: &mut Budget,
) -> Result<Vec<RawRow>, IngestError> {
    let damaged = |reason: String| IngestError::DamagedWorkbook {
        file: file.to_owned(),
        reason,
    };
    let mut rows = Rows {
        file,
        rows: BTreeMap::new(),
        budget,
    };
    match workbook {
        Sheets::Xlsx(xlsx) => {
            let mut cells = xlsx
                .worksheet_cells_reader(name)
                .map_err(|e| damaged(e.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|e| damaged(e.to_string()))? {
                let (row, column) = cell.get_position();
                let text = cell_text(&Data::from(cell.get_value().clone()));
                rows.put(row, column, text)?;
            }
            drop(cells);
            fill_merged(xlsx, name, &mut rows)?;
        }
        other => {
            let range = other
                .worksheet_range(name)
                .map_err(|e| damaged(e.to_string()))?;
            let (first_row, first_column) = range.start().unwrap_or((0, 0));
            for (row, column, cell) in range.used_cells() {
                let (row, column) = (first_row + row as u32, first_column + column as u32);
                rows.put(row, column, cell_text(cell))?;
            }
        }
    }
    Ok(rows
        .rows
        .into_iter()
        .map(|(row, cells)| RawRow {
            number: row + 1,
            cells,
        })
        .collect())
}

/// A cell merged over several rows stands for each of them: the quarter written once beside
/// the five people who live there. Merges over columns are titles and stay as they are.
fn fill_merged(
    xlsx: &mut calamine::Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut Rows<'_>,
) -> Result<(), IngestError> {
    // A workbook whose merges cannot be read is read without them.
    let regions = xlsx.merge_cells_by_sheet_name(name).unwrap_or_default();
    let regions = regions
        .iter()
        .map(|region| (region.start, region.end))
        .filter(|(start, end)| start.1 == end.1 && end.0 > start.0);
    for (start, end) in regions {
        let column = start.1 as usize;
        let top = rows
            .rows
            .get(&start.0)
            .and_then(|cells| cells.get(column))
            .cloned();
        let Some(text) = top else { continue };
        let below: Vec<u32> = rows
            .rows
            .range(start.0 + 1..=end.0)
            .map(|(row, _)| *row)
            .collect();
        for row in below {
            rows.put(row, start.1, text.clone())?;
        }
    }
    Ok(())
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number_text(*number),
        Data::DateTime(date) => match date.as_datetime() {
            Some(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => number_text(date.as_f64()),
        },
        // Excel's spelling of a carriage return.
        Data::String(text) if text.contains("_x000D_") => text.replace("_x000D_", ""),
        other => other.to_string(),
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}

/// Numbers of the rows an XLSX sheet hides. They are read like the others: people hide rows
/// to look at the rest, and an answer is an answer.
fn hidden_rows(bytes: &[u8], sheet: &str) -> Option<Vec<u32>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let id = first_element(&mut archive, "xl/workbook.xml", "sheet", |e| {
        (bombs::attribute(e, "name")? == quick_xml::escape::escape(sheet)).then_some(())?;
        bombs::attribute(e, "r:id")
    })?;
    let target = first_element(
        &mut archive,
        "xl/_rels/workbook.xml.rels",
        "Relationship",
        |e| {
            (bombs::attribute(e, "Id")? == id).then_some(())?;
            bombs::attribute(e, "Target")
        },
    )?;
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    let mut rows = Vec::new();
    first_element(&mut archive, &path, "row", |e| -> Option<()> {
        let hidden = bombs::attribute(e, "hidden")?;
        if hidden == "1" || hidden == "true" {
            rows.extend(bombs::attribute(e, "r").and_then(|r| r.parse::<u32>().ok()));
        }
        None
    });
    Some(rows)
}

/// What `wanted` makes of the first element called `name` it does not turn down.
fn first_element<T>(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    path: &str,
    name: &str,
    mut wanted: impl FnMut(&quick_xml::events::BytesStart<'_>) -> Option<T>,
) -> Option<T> {
    let entry = archive.by_name(path).ok()?;
    let mut reader = quick_xml::Reader::from_reader(io::BufReader::new(entry));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) if e.local_name().as_ref() == name => {
                if let Some(found) = wanted(&e) {
                    return Some(found);
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
        buffer.clear();
    }
}
