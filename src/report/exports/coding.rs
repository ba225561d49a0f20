//! `coding.csv`: one line per answer and code, the main theme first, then its other themes,
//! its sub-themes and the families of its themes; `level` tells them apart. Answers in no
//! theme have one line with an empty code. Answers set aside are not in it.

use std::collections::HashMap;

use super::cells::Csv;
use crate::error::Error;
use crate::synthesis::{QuestionResult, Synthesis};
use crate::themes::ThemeId;

const COLUMNS: [&str; 9] = [
    "question",
    "answer_id",
    "source_file",
    "sheet",
    "row",
    "theme_id",
    "theme",
    "level",
    "text",
];

/// Renders the coding of all questions. Cells a spreadsheet would run are defused.
pub(super) fn render(synthesis: &Synthesis) -> Result<Vec<u8>, Error> {
    let mut table = Csv::new(&COLUMNS)?;
    for question in &synthesis.questions {
        let names = names(question);
        for (answer, (_, codes)) in question.answers.iter().zip(question.codes()) {
            let row = answer.source.row.to_string();
            let mut lines: Vec<(&str, &str, &str)> = codes
                .iter()
                .map(|code| {
                    let (title, level) = names.get(code).copied().unwrap_or(("", ""));
                    (code.0.as_str(), title, level)
                })
                .collect();
            if lines.is_empty() {
                lines.push(("", "", ""));
            }
            for (code, title, level) in lines {
                let cells = [
                    question.question.id.0.as_str(),
                    &answer.id.0,
                    &answer.source.file,
                    answer.source.sheet.as_deref().unwrap_or(""),
                    &row,
                    code,
                    title,
                    level,
                    &answer.text,
                ];
                table.line(cells)?;
            }
        }
    }
    table.bytes()
}

/// Title and level of each code.
fn names(question: &QuestionResult) -> HashMap<&ThemeId, (&str, &'static str)> {
    let mut names: HashMap<&ThemeId, (&str, &'static str)> = HashMap::new();
    for family in &question.families {
        names.insert(&family.id, (&family.title, "family"));
    }
    for theme in question.themes.iter().map(|result| &result.theme) {
        names.insert(&theme.id, (&theme.title, "theme"));
        for sub in &theme.sub_themes {
            names.insert(&sub.id, (&sub.title, "sub_theme"));
        }
    }
    names
}
