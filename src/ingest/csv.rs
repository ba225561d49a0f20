//! Text files: decoded characters into rows of cells, each row with the number a
//! spreadsheet would show for it.

use super::dialect::{self, Dialect};
use super::{RawRow, RawSheet};
use crate::error::IngestError;
use crate::source::column_letters;

/// Reads the whole text. Blank lines are counted as rows (a spreadsheet shows them)
/// but not kept; ragged rows are kept as they are.
pub fn read(file: &str, text: &str) -> Result<(RawSheet, Dialect), IngestError> {
    let dialect = dialect::detect(text);
    let body = &text[dialect.skip..];
    if let Some(bad) = bad_quote(body, dialect.separator) {
        return Err(IngestError::UnclosedQuote {
            file: file.to_owned(),
            row: bad.row + u32::from(dialect.skip > 0),
            column: column_letters(bad.column),
            lines: bad.lines,
        });
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(dialect.separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut number = u32::from(dialect.skip > 0);
    loop {
        let start = reader.position().byte() as usize;
        let read = reader
            .read_record(&mut record)
            .map_err(|e| IngestError::DamagedText {
                file: file.to_owned(),
                row: number + 1,
                reason: e.to_string(),
            })?;
        if !read {
            break;
        }
        number += 1 + blank_lines_before(body, start);
        let cells = record.iter().map(str::to_owned).collect();
        rows.push(RawRow { number, cells });
    }
    let sheet = RawSheet { name: None, rows };
    Ok((sheet, dialect))
}

/// Line ends that stand before the record which the reader finds from byte `start` on,
/// not counting the end of the previous record.
fn blank_lines_before(body: &str, start: usize) -> u32 {
    let bytes = body.as_bytes();
    let mut at = start;
    if at > 0 && bytes[at - 1] == b'\r' && bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => at += 2,
            b'\r' | b'\n' => at += 1,
            _ => break,
        }
        lines += 1;
    }
    lines
}

/// A quoted cell that the file does not close properly.
struct BadQuote {
    row: u32,
    column: usize,
    lines: usize,
}

/// Finds the first quoted cell over several lines that is never closed, or whose closing
/// mark is followed by more text: a stray quotation mark has swallowed rows up to the next
/// one. Both would count several people's answers as one.
fn bad_quote(body: &str, separator: u8) -> Option<BadQuote> {
    let bytes = body.as_bytes();
    let (mut at, mut row, mut column) = (0, 1, 0);
    let mut cell_start = true;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'"' && cell_start {
            let (end, lines) = closing_mark(bytes, at + 1);
            let next = bytes.get(end + 1).copied();
            let ends = |b: u8| b == separator || b == b'\r' || b == b'\n';
            if lines > 1 && (bytes.get(end) != Some(&b'"') || next.is_some_and(|b| !ends(b))) {
                return Some(BadQuote { row, column, lines });
            }
            at = end + 1;
            cell_start = false;
            continue;
        }
        cell_start = byte == separator;
        column += usize::from(cell_start);
        if byte == b'\n' || byte == b'\r' {
            at += usize::from(byte == b'\r' && bytes.get(at + 1) == Some(&b'\n'));
            row += 1;
            column = 0;
            cell_start = true;
        }
        at += 1;
    }
    None
}

/// Place of the mark that closes a cell opened before `at` (the end of the file when there
/// is none), and the number of lines in between. A doubled mark stands for itself.
fn closing_mark(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut lines = 1;
    let end = bytes.trim_ascii_end().len();
    while at < end {
        match bytes[at] {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => break,
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            b'\n' | b'\r' => lines += 1,
            _ => {}
        }
        at += 1;
    }
    (at, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Vec<(u32, Vec<String>)> {
        let (sheet, _) = read("essai.csv", text).expect("readable");
        sheet
            .rows
            .into_iter()
            .map(|row| (row.number, row.cells))
            .collect()
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
    fn a_quote_never_closed_is_told_with_its_place() {
        let error = read("essai.csv", "id;avis\n1;\"ouvert\n2;perdu\n3;perdu\n").err();
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
        let error = read("essai.csv", text).err();
        match error {
            Some(IngestError::UnclosedQuote { row, column, .. }) => {
                assert_eq!((row, column.as_str()), (3, "B"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn inch_marks_are_no_quotes() {
        let rows = numbered("id;avis\n1;un vélo 28\" et un 26\"\n2;un écran 24\"\n");
        assert_eq!(rows.len(), 3);
    }
}
