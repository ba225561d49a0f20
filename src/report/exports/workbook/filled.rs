//! Sheets that people fill in: what cells offer, what is locked, rows high enough to be read.

use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};

use super::book::{Cell, Column};

/// Points of a line of text, and of the highest row there may be.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// Height of a row, in points, in which its longest text can be read: who may only change
/// some cells cannot ask for it, and not every spreadsheet does on its own.
pub(super) fn height(row: &[Cell<'_>], columns: &[Column]) -> f64 {
    let lines = row.iter().zip(columns).map(|(cell, column)| match cell {
        Cell::Text(text) => {
            // Words are not cut: a line holds a little less than the width.
            let width = (column.width * 0.92).max(1.0) as usize;
            let lines = text
                .lines()
                .map(|line| line.chars().count().div_ceil(width));
            lines.map(|lines| lines.max(1)).sum()
        }
        _ => 1,
    });
    (lines.max().unwrap_or(1).max(1) as f64 * LINE).min(HIGHEST)
}

/// The choices that input columns offer, down to the last row.
pub(super) fn choices(
    sheet: &mut Worksheet,
    columns: &[Column],
    last: u32,
) -> Result<(), XlsxError> {
    for (at, column) in columns.iter().enumerate() {
        if let Some(Some(choices)) = &column.input {
            sheet.add_data_validation(1, at as u16, last, at as u16, choices)?;
        }
    }
    Ok(())
}

/// Keeps what people must not change by mistake; who means to takes the protection off.
pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}
