//! Which row holds the column titles, and what they are.

use super::{Notice, RawRow};
use crate::words::single_spaced;

/// The title row and what stands above it.
pub struct Header {
    /// Index of the title row among the rows read.
    pub index: usize,
    /// What was skipped to get there.
    pub notices: Vec<Notice>,
}

/// Hand-made sheets carry a few title lines above the columns: lines with a single
/// filled cell over a wider table. They are skipped and named.
pub fn find(rows: &[RawRow]) -> Header {
    let mut widths: Vec<usize> = rows.iter().take(200).map(RawRow::filled).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let mut index = 0;
    while index + 1 < rows.len() && index < 5 && is_title_line(&rows[index], usual) {
        index += 1;
    }
    let notices = match index {
        0 => Vec::new(),
        _ => vec![Notice::TitleLines {
            rows: rows[..index].iter().map(|row| row.number).collect(),
        }],
    };
    Header { index, notices }
}

/// A blank line, or one filled cell where the table is wider. In a table of two columns
/// only a line whose first cell is filled counts: the other way round, a column of numbers
/// without title stands before the question.
fn is_title_line(row: &RawRow, usual: usize) -> bool {
    match row.filled() {
        0 => true,
        1 if usual >= 3 => true,
        1 if usual == 2 => row
            .cells
            .first()
            .is_some_and(|cell| !cell.trim().is_empty()),
        _ => false,
    }
}

/// A title as it is shown and compared: white space runs become one space, so that the
/// line breaks of Microsoft Forms and trailing no-break spaces do no harm.
pub fn clean_title(cell: &str) -> String {
    single_spaced(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<RawRow> {
        cells
            .iter()
            .enumerate()
            .map(|(i, row)| RawRow {
                number: i as u32 + 1,
                cells: row.iter().map(|c| (*c).to_owned()).collect(),
            })
            .collect()
    }

    #[test]
    fn title_lines_above_a_wide_table_are_skipped() {
        let sheet = rows(&[
            &["Enquête 2026"],
            &["id", "quartier", "avis"],
            &["1", "Gare", "bus"],
            &["2", "Centre", "vélo"],
        ]);
        assert_eq!(find(&sheet).index, 1);
    }

    #[test]
    fn a_single_column_keeps_its_first_row_as_title() {
        let sheet = rows(&[&["avis"], &["bus"], &["vélo"]]);
        assert_eq!(find(&sheet).index, 0);
    }

    #[test]
    fn titles_lose_their_line_breaks() {
        assert_eq!(
            clean_title(" Votre avis\u{a0}\n(1 à 5) "),
            "Votre avis (1 à 5)"
        );
    }
}
