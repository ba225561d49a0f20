//! What the workbook calls its sheets, columns and choices, for whoever writes it and whoever
//! reads it back; and the marks by which a row is found again.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::language::Language;
use crate::report::exports::json;
use crate::report::exports::workbook::{book::failed, text};
use crate::report::wording;
use crate::synthesis::{FindingKind, QuestionResult, Status, Synthesis, ThemeResult};
use crate::words::single_spaced;

/// First cell of the hidden sheet: version of the layout of the workbook.
pub(crate) const LAYOUT: &str = "cahier/review/1";

/// Most letters and digits of a text that are compared to tell that a row is whole.
const COMPARED: usize = 400;

/// The words of the workbook in one language.
pub(crate) struct Forms {
    words: wording::Words,
}

impl Forms {
    pub(crate) fn new(language: Language) -> Result<Forms, Error> {
        let words = wording::catalogue(language)?;
        Ok(Forms { words })
    }

    /// A word without holes; keys as in the catalogue, `review_` left out.
    pub(crate) fn word(&self, key: &str) -> &str {
        self.words
            .get(&format!("review_{key}"))
            .map_or("", String::as_str)
    }

    /// A sentence with its holes filled.
    pub(crate) fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        holes
            .iter()
            .fold(self.word(key).to_owned(), |text, (hole, value)| {
                text.replace(&format!("{{{hole}}}"), value)
            })
    }

    /// Sheet of the answers to a question; where they are too many for one, ` (2)`… follow.
    pub(crate) fn answers_sheet(&self, question: &QuestionResult) -> String {
        self.say("sheet_answers", &[("question", &question.question.id.0)])
    }

    /// Heading of the column of the n-th further theme, from 1.
    pub(crate) fn other(&self, number: usize) -> String {
        self.say("col_other", &[("number", &number.to_string())])
    }

    /// Choices of a cell among a few words.
    pub(super) fn choice(&self, keys: &[&str]) -> Result<DataValidation, Error> {
        let words: Vec<&str> = keys.iter().map(|key| self.word(key)).collect();
        DataValidation::new()
            .allow_list_strings(&words)
            .and_then(|choice| choice.set_error_message(self.word("choose")))
            .map_err(failed)
    }

    /// Choices of a cell among the themes of the question at `place`: with "no theme" and
    /// with titles that are not in the list, or strictly themes.
    pub(super) fn themes(
        &self,
        place: usize,
        question: &QuestionResult,
        open: bool,
    ) -> Result<DataValidation, Error> {
        // Row 1 is the heading, row 2 is "no theme".
        let (first, last) = (if open { 2 } else { 3 }, question.themes.len() + 2);
        let (sheet, column) = (self.word("sheet_lists"), letters(place + 1));
        let sheet = sheet.replace('\'', "''");
        let list = format!("='{sheet}'!${column}${first}:${column}${}", last.max(first));
        let choice = DataValidation::new().allow_list_formula(Formula::new(list));
        let (style, message) = match open {
            true => (DataValidationErrorStyle::Information, "choose_theme"),
            false => (DataValidationErrorStyle::Stop, "choose"),
        };
        choice
            .set_error_style(style)
            .set_error_message(self.word(message))
            .map_err(failed)
    }
}

/// Letters of a column from its place: 0 is A.
pub(crate) fn letters(mut place: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (place % 26) as u8));
        if place < 26 {
            return letters;
        }
        place = place / 26 - 1;
    }
}

/// A theme as lists offer it.
pub(crate) fn label(theme: &ThemeResult) -> String {
    format!("{} {}", theme.theme.id.0, theme.theme.title)
}

/// How many columns of further themes the sheet of a question has: one more than any answer
/// needs, so that one can be added.
pub(crate) fn others(question: &QuestionResult) -> usize {
    let most = question.answers.iter().map(|a| a.themes.len()).max();
    most.unwrap_or(0).max(2)
}

/// The mark of the n-th quote of a theme, from 0.
pub(crate) fn quote_mark(theme: &ThemeResult, place: usize) -> String {
    format!("{}-C{}", theme.theme.id.0, place + 1)
}

/// The mark of the n-th finding of a kind, from 0.
pub(crate) fn finding_mark(question: &QuestionResult, kind: FindingKind, place: usize) -> String {
    let letter = match kind {
        FindingKind::Alert => 'A',
        FindingKind::Signal => 'S',
        FindingKind::Lead => 'P',
    };
    format!("{}-{letter}{}", question.question.id.0, place + 1)
}

/// Key of the name of the sheet of a kind of finding.
pub(crate) fn finding_sheet(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Alert => "sheet_alerts",
        FindingKind::Signal => "sheet_signals",
        FindingKind::Lead => "sheet_leads",
    }
}

/// SHA-256 of `synthesis.json` as it is written.
pub(crate) fn fingerprint(synthesis: &Synthesis) -> Result<String, Error> {
    let digest = Sha256::digest(json(synthesis)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is left of a text to tell whether a cell still holds it: its first letters and
/// digits, whatever a spreadsheet does to spaces, marks and characters it cannot hold.
pub(crate) fn essence(text: &str) -> String {
    // The mark where a long text is cut must not count.
    let held = text::cut(text, text::MOST / 2)
        .first()
        .copied()
        .unwrap_or("");
    held.chars()
        .filter(|c| c.is_alphanumeric())
        .take(COMPARED)
        .collect()
}

/// A status with who gave it and when; the name goes in last: it is other people's text.
pub(super) fn signed(forms: &Forms, key: &str, status: &Status) -> String {
    forms.say(key, &[("on", &status.on), ("by", &status.by)])
}

/// A short text as its cell holds it, spaces made single: marks are compared by it.
pub(crate) fn held(text: &str) -> String {
    single_spaced(&text::holdable(text).0)
}
