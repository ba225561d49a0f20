//! `coding.csv`: one line per answer and theme, the main theme first; answers in no theme
//! have one line with an empty theme. Answers set aside are not in it.

use std::collections::HashMap;

use crate::error::Error;
use crate::synthesis::Synthesis;
use crate::themes::ThemeId;

const COLUMNS: [&str; 8] = [
    "question",
    "answer_id",
    "source_file",
    "sheet",
    "row",
    "theme_id",
    "theme",
    "text",
];

/// Renders the coding of all questions. Cells a spreadsheet would run are defused.
pub(super) fn render(synthesis: &Synthesis) -> Result<String, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for question in &synthesis.questions {
        let titles: HashMap<&ThemeId, &str> = question
            .themes
            .iter()
            .map(|result| (&result.theme.id, result.theme.title.as_str()))
            .collect();
        for answer in &question.answers {
            let row = answer.source.row.to_string();
            let themes: Vec<(&str, &str)> = match answer.themes.as_slice() {
                [] => vec![("", "")],
                ids => ids
                    .iter()
                    .map(|id| (id.0.as_str(), titles.get(id).copied().unwrap_or("")))
                    .collect(),
            };
            for (id, title) in themes {
                let cells = [
                    question.question.id.0.as_str(),
                    &answer.id.0,
                    &answer.source.file,
                    answer.source.sheet.as_deref().unwrap_or(""),
                    &row,
                    id,
                    title,
                    &answer.text,
                ];
                writer.write_record(cells.map(defused)).map_err(failed)?;
            }
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|e| Error::Report(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| Error::Report(e.to_string()))
}

fn failed(error: csv::Error) -> Error {
    Error::Report(error.to_string())
}

/// A cell whose first visible character starts a formula gets an apostrophe in front
/// (OWASP, "CSV injection"): the spreadsheet shows the text, nothing is lost.
fn defused(cell: &str) -> String {
    let first = cell
        .trim_start_matches([' ', '\u{a0}', '"', '\''])
        .chars()
        .next();
    let formula = first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c));
    let control = cell.starts_with(['\t', '\r', '\n']);
    if formula || control {
        format!("'{cell}")
    } else {
        cell.to_owned()
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
