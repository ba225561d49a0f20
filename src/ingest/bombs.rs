//! Workbooks that would fill the memory, told before they are opened: archives that unpack too
//! far, cells by repetition, and old workbooks with cells at impossible places.

use std::io::{self, Cursor, Read};

use quick_xml::events::Event;

use super::MOST_COLUMNS;
use crate::error::IngestError;

/// A workbook that unpacks to more than this is refused: nobody answers a survey so.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// Cells of all sheets, counted up to the last one of each row.
pub const MOST_CELLS: usize = 40_000_000;
/// First bytes of an old workbook.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Columns of an old workbook.
const MOST_OLD_COLUMNS: u16 = 256;

/// Unpacks everything once, into nothing, up to the limit: sizes written in an archive may
/// lie. A sheet of an ODS file may also claim cells by repetition, which calamine would
/// write out: they are counted.
pub fn refuse(file: &str, bytes: &[u8]) -> Result<(), IngestError> {
    if bytes.starts_with(&COMPOUND) {
        return old_workbook(file, bytes);
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Not an archive: calamine tells what else is wrong.
        return Ok(());
    };
    let too_large = || IngestError::TooLarge {
        file: file.to_owned(),
    };
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else {
            continue;
        };
        let is_ods = entry.name().is_ok_and(|name| name == "content.xml");
        let mut limited = entry.take(left + 1);
        if is_ods {
            // calamine waits forever for the end of a table that is cut off.
            let cells =
                repeated_cells(&mut limited).ok_or_else(|| IngestError::DamagedWorkbook {
                    file: file.to_owned(),
                    reason: "content.xml".to_owned(),
                })?;
            if cells > MOST_CELLS {
                return Err(too_large());
            }
        }
        // What is damaged is told by calamine, in its own words.
        let _ = io::copy(&mut limited, &mut io::sink());
        let taken = left + 1 - limited.limit();
        if taken > left {
            return Err(too_large());
        }
        left -= taken;
    }
    Ok(())
}

/// Cells that the rows of an ODS file hold when repetitions are written out, but for the
/// empty ones at the end of a row, which calamine leaves out. `None` when the XML is not whole.
fn repeated_cells(content: &mut impl Read) -> Option<usize> {
    let mut reader = quick_xml::Reader::from_reader(io::BufReader::new(content));
    let (mut buffer, mut total) = (Vec::new(), 0_usize);
    // Cells of the row so far, empty ones since the last filled one, times the row stands.
    let (mut filled, mut pending, mut times) = (0_usize, 0_usize, 1_usize);
    let mut depth = 0_usize;
    let repeated = |e: &quick_xml::events::BytesStart<'_>, name: &str, most: usize| {
        let number = attribute(e, name).and_then(|n| n.parse().ok());
        number.unwrap_or(1_usize).min(most)
    };
    while total.saturating_add(filled.saturating_mul(times)) <= MOST_CELLS {
        let event = reader.read_event_into(&mut buffer).ok()?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Eof if depth > 0 => return None,
            Event::Eof => break,
            _ => {}
        }
        if let Event::Start(e) | Event::Empty(e) = event {
            match e.name().as_ref() {
                "table:table-row" => {
                    total = total.saturating_add(filled.saturating_mul(times));
                    (filled, pending) = (0, 0);
                    times = repeated(&e, "table:number-rows-repeated", 1_048_576);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    pending += repeated(&e, "table:number-columns-repeated", MOST_COLUMNS);
                    if attribute(&e, "office:value-type").is_some() {
                        filled += pending;
                        pending = 0;
                    }
                }
                _ => {}
            }
        }
        buffer.clear();
    }
    Some(total.saturating_add(filled.saturating_mul(times)))
}

/// The value of an attribute.
pub fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|a| a.key.as_ref() == name)
        .map(|a| a.value.into_owned())
}

/// calamine trusts the sizes and places written in an old workbook and makes room for all
/// cells from the first to the last: a damaged file could ask for 50 GB. The container is
/// checked by a stricter reader, the places of the cells by reading their records (BIFF:
/// number, length, then row and column for the records of cells).
fn old_workbook(file: &str, bytes: &[u8]) -> Result<(), IngestError> {
    let damaged = |reason: String| IngestError::DamagedWorkbook {
        file: file.to_owned(),
        reason,
    };
    let mut container =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let mut records = Vec::new();
    for name in ["/Workbook", "/Book"] {
        if let Ok(stream) = container.open_stream(name) {
            // A stream is never longer than the file it is in.
            stream
                .take(bytes.len() as u64)
                .read_to_end(&mut records)
                .map_err(|e| damaged(e.to_string()))?;
            break;
        }
    }
    let (mut at, mut beginnings, mut sheets) = (0, Vec::new(), Vec::new());
    while let Some(head) = records.get(at..at + 4) {
        let number = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let place = records.get(at + 4..at + 8).filter(|_| length >= 4);
        if let Some(place) = place.filter(|_| CELL_RECORDS.contains(&number)) {
            let column = u16::from_le_bytes([place[2], place[3]]);
            if column >= MOST_OLD_COLUMNS {
                return Err(damaged(format!("column {column}")));
            }
        }
        if number == DIMENSIONS && !plausible(records.get(at + 4..at + 4 + length)) {
            return Err(damaged("dimensions".to_owned()));
        }
        match (number, place) {
            (BEGINNING, _) => beginnings.push(at),
            (SHEET, Some(place)) => {
                sheets.push(u32::from_le_bytes([place[0], place[1], place[2], place[3]]) as usize)
            }
            _ => {}
        }
        at += 4 + length;
    }
    // A sheet that begins in the middle of a record is read as anything.
    match sheets.iter().find(|sheet| !beginnings.contains(sheet)) {
        Some(sheet) => Err(damaged(format!("sheet at {sheet}"))),
        None => Ok(()),
    }
}

/// The size of a sheet as it claims it: first and last row in four bytes each (two in older
/// files), first and last column in two.
fn plausible(dimensions: Option<&[u8]>) -> bool {
    let Some(d) = dimensions else { return false };
    let two = |at: usize| {
        d.get(at..at + 2)
            .map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])))
    };
    let four = |at: usize| two(at) | two(at + 2) << 16;
    let (rows, columns) = match d.len() {
        14 | 16 => ([four(0), four(4)], [two(8), two(10)]),
        _ => ([two(0), two(2)], [two(4), two(6)]),
    };
    (rows[1] == 0 || rows[0] < rows[1])
        && rows.iter().all(|row| *row <= 65_536)
        && columns
            .iter()
            .all(|column| *column <= u32::from(MOST_OLD_COLUMNS))
}

/// Record with the size of a sheet.
const DIMENSIONS: u16 = 0x0200;
/// Record that begins a sheet, and the one that tells where a sheet begins.
const BEGINNING: u16 = 0x0809;
const SHEET: u16 = 0x0085;

/// Numbers of the records that hold cells: formula, several blanks or numbers, shared text,
/// blank, number, text, truth value, array, rich text, and their older forms.
const CELL_RECORDS: [u16; 18] = [
    0x0006, 0x0206, 0x0406, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x0001, 0x0203, 0x0003, 0x0204, 0x0004,
    0x0205, 0x0005, 0x027E, 0x007E, 0x00D6, 0x0002,
];
