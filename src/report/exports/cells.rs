//! CSV tables whose cells no spreadsheet runs.

use crate::error::Error;

/// A table as CSV in memory: commas, UTF-8, a line of titles first.
pub(in crate::report) struct Csv(csv::Writer<Vec<u8>>);

impl Csv {
    /// A table with these titles.
    pub(in crate::report) fn new(titles: &[&str]) -> Result<Csv, Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(titles).map_err(failed)?;
        Ok(Csv(writer))
    }

    /// Adds a line, every cell defused.
    pub(in crate::report) fn line<'c>(
        &mut self,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), Error> {
        let cells = cells.into_iter().map(defused);
        self.0.write_record(cells).map_err(failed)
    }

    /// The bytes.
    pub(in crate::report) fn bytes(self) -> Result<Vec<u8>, Error> {
        self.0
            .into_inner()
            .map_err(|e| Error::Report(e.to_string()))
    }
}

fn failed(error: csv::Error) -> Error {
    Error::Report(error.to_string())
}

/// True for a cell that a spreadsheet could take for a formula (OWASP, "CSV injection"):
/// its first visible character starts one, or it starts with a control character.
pub(super) fn looks_like_formula(cell: &str) -> bool {
    let first = cell
        .trim_start_matches([' ', '\u{a0}', '"', '\''])
        .chars()
        .next();
    let formula = first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c));
    formula || cell.starts_with(['\t', '\r', '\n'])
}

/// Such a cell gets an apostrophe in front: the spreadsheet shows the text, nothing is lost.
fn defused(cell: &str) -> String {
    match looks_like_formula(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_text_is_kept() {
        for (cell, shown) in [
            ("=1+1", "'=1+1"),
            (" +33 6", "' +33 6"),
            ("-5 °C", "'-5 °C"),
            ("@mairie", "'@mairie"),
            ("＝A1", "'＝A1"),
            ("\"=A1", "'\"=A1"),
            ("bus", "bus"),
            ("1-2", "1-2"),
            ("", ""),
        ] {
            assert_eq!(defused(cell), shown);
        }
    }
}
