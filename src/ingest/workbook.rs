//! Workbooks (XLSX; XLS and ODS come with the same reader) into rows of cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::{Notice, RawRow, RawSheet};
use crate::error::IngestError;

/// Reads one sheet: the one named, else the one with most filled rows.
///
/// Cells are turned into the text a person would read: dates as `2026-05-04 09:15:00`,
/// whole numbers without decimals. Text cells keep their bytes.
pub fn read(
    file: &str,
    bytes: &[u8],
    wanted: Option<&str>,
) -> Result<(RawSheet, Vec<Notice>), IngestError> {
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
    let mut sheets = Vec::new();
    for name in names {
        if wanted.is_none_or(|wanted| wanted == name) {
            let rows = rows_of(&mut workbook, &name).map_err(damaged)?;
            sheets.push(RawSheet {
                name: Some(name),
                rows,
            });
        }
    }
    choose(file, sheets)
}

/// The sheet with most rows; the others that hold something are named in a notice.
fn choose(file: &str, sheets: Vec<RawSheet>) -> Result<(RawSheet, Vec<Notice>), IngestError> {
    let mut filled: Vec<RawSheet> = sheets.into_iter().filter(|s| !s.rows.is_empty()).collect();
    let Some(best) = (0..filled.len()).max_by_key(|i| (filled[*i].rows.len(), usize::MAX - i))
    else {
        return Err(IngestError::EmptyWorkbook {
            file: file.to_owned(),
        });
    };
    let chosen = filled.remove(best);
    let others: Vec<String> = filled.into_iter().filter_map(|s| s.name).collect();
    let mut notices = Vec::new();
    if !others.is_empty() {
        notices.push(Notice::OtherSheets {
            read: chosen.name.clone().unwrap_or_default(),
            others,
        });
    }
    Ok((chosen, notices))
}

/// The filled rows of a sheet. XLSX is read cell by cell: a stray cell at the far end of a
/// sheet then costs a cell, not the sheet.
fn rows_of(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<RawRow>, String> {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut put = |row: u32, column: u32, text: String| {
        if !text.is_empty() {
            let cells = rows.entry(row).or_default();
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    };
    match workbook {
        Sheets::Xlsx(xlsx) => {
            let mut cells = xlsx
                .worksheet_cells_reader(name)
                .map_err(|e| e.to_string())?;
            while let Some(cell) = cells.next_cell().map_err(|e| e.to_string())? {
                let (row, column) = cell.get_position();
                put(
                    row,
                    column,
                    cell_text(&Data::from(cell.get_value().clone())),
                );
            }
        }
        other => {
            let range = other.worksheet_range(name).map_err(|e| e.to_string())?;
            let (first_row, first_column) = range.start().unwrap_or((0, 0));
            for (row, column, cell) in range.used_cells() {
                put(
                    first_row + row as u32,
                    first_column + column as u32,
                    cell_text(cell),
                );
            }
        }
    }
    Ok(rows
        .into_iter()
        .map(|(row, cells)| RawRow {
            number: row + 1,
            cells,
        })
        .collect())
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number_text(*number),
        Data::DateTime(date) => match date.as_datetime() {
            Some(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => number_text(date.as_f64()),
        },
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
