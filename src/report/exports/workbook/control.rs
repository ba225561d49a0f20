//! The control workbook: answers to code by hand, without what the machine gave them. One
//! sheet per question and person, the themes to choose from, how to proceed, and a hidden
//! sheet by which the workbook is recognised and the weights are kept. The same sample
//! gives the same bytes.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::book::Words;
use super::names::SheetNames;
use super::text;
use crate::error::Error;
use crate::report::exports::cells::looks_like_formula;
use crate::report::wording;
use crate::synthesis::{
    AnswerRecord, CONTROL, ControlQuestion, ControlSample, NO_THEME, QuestionResult, Synthesis,
    code_label,
};

/// Columns that people fill: the main theme, three others, a note.
const FILLED: std::ops::RangeInclusive<u16> = 3..=7;
/// Of these, those with a list.
const OTHERS: std::ops::RangeInclusive<u16> = 4..=6;

/// Renders the workbook of a sample.
pub(in crate::report) fn render(
    synthesis: &Synthesis,
    sample: &ControlSample,
) -> Result<Vec<u8>, Error> {
    let catalogue = wording::catalogue(synthesis.language)?;
    let writer = Writer {
        words: Words::new(&catalogue),
        none: synthesis.language.choose(NO_THEME[0], NO_THEME[1]),
        formats: Formats::new(),
    };
    writer
        .workbook(synthesis, sample)
        .map_err(|e| Error::Report(format!("control.xlsx: {e}")))
}

struct Formats {
    heading: Format,
    text: Format,
    /// Text that would become a formula when somebody edits the cell.
    quoted: Format,
    filled: Format,
}

impl Formats {
    fn new() -> Formats {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Formats {
            heading: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00E3_E9F2))
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            filled: text
                .clone()
                .set_unlocked()
                .set_background_color(Color::RGB(0x00FF_F8DC))
                .set_border(FormatBorder::Hair),
            text,
        }
    }

    fn of(&self, text: &str) -> &Format {
        match looks_like_formula(text) {
            true => &self.quoted,
            false => &self.text,
        }
    }
}

struct Writer<'w> {
    words: Words<'w>,
    none: &'static str,
    formats: Formats,
}

impl Writer<'_> {
    fn workbook(
        &self,
        synthesis: &Synthesis,
        sample: &ControlSample,
    ) -> Result<Vec<u8>, XlsxError> {
        let mut names = SheetNames::new();
        let mut sheets = vec![self.notes(&mut names, synthesis, sample)?];
        let mut themes = Vec::new();
        let mut forms: Vec<(String, usize, String)> = Vec::new();
        for drawn in &sample.questions {
            let mut questions = synthesis.questions.iter();
            let Some(question) = questions.find(|q| q.question.id == drawn.question) else {
                continue;
            };
            let id = drawn.question.0.as_str();
            let list = names.give(&self.words.say("control_sheet_themes", &[("question", id)]));
            for coder in 0..sample.coders {
                let number = (coder + 1).to_string();
                let holes = [("number", number.as_str()), ("question", id)];
                let name = names.give(&self.words.say("control_sheet_coder", &holes));
                sheets.push(self.form(&name, &list, question, drawn)?);
                forms.push((id.to_owned(), coder, name));
            }
            themes.push(self.themes(&list, question)?);
        }
        sheets.extend(themes);
        sheets.push(self.hidden(&mut names, sample, &forms)?);
        let mut workbook = Workbook::new();
        // Any fixed date: a clock would make each run different.
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
        sheets.into_iter().for_each(|sheet| {
            workbook.push_worksheet(sheet);
        });
        workbook.save_to_buffer()
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        written: &str,
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let (holdable, _) = text::holdable(written);
        let cut = match text::is_long(&holdable) {
            true => {
                let mark = format!("\n{}", self.words.word("control_cut"));
                let room = text::MOST - mark.encode_utf16().count();
                let first = text::cut(&holdable, room).first().copied().unwrap_or("");
                format!("{first}{mark}").into()
            }
            false => holdable,
        };
        let format = format.unwrap_or_else(|| self.formats.of(&cut));
        sheet.write_string_with_format(row, column, cut, format)?;
        Ok(())
    }

    /// A sheet with its titles, which stay in sight, and locked cells.
    fn sheet(&self, name: &str, columns: &[(String, f64)]) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (at, (title, width)) in columns.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            self.write(
                &mut sheet,
                (0, at as u16),
                title,
                Some(&self.formats.heading),
            )?;
        }
        // No password: a guard against a slip, which anyone may lift.
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        });
        Ok(sheet)
    }

    fn titles(&self, columns: &[(&str, f64)]) -> Vec<(String, f64)> {
        let title = |(key, width): &(&str, f64)| (self.words.word(key).to_owned(), *width);
        columns.iter().map(title).collect()
    }

    /// How to proceed, and what was drawn.
    fn notes(
        &self,
        names: &mut SheetNames,
        synthesis: &Synthesis,
        sample: &ControlSample,
    ) -> Result<Worksheet, XlsxError> {
        let words = self.words;
        let name = names.give(words.word("sheet_notes"));
        let columns = self.titles(&[("notes_subject", 28.0), ("notes_text", 110.0)]);
        let mut sheet = self.sheet(&name, &columns)?;
        let number = |count: usize| wording::number(count, synthesis.language);
        let drawn: Vec<String> = sample
            .questions
            .iter()
            .map(|drawn| {
                let all: usize = drawn.strata.iter().map(|stratum| stratum.answers).sum();
                let counts = [drawn.answers.len(), all, drawn.strata.len()].map(number);
                let holes = [
                    ("question", drawn.question.0.as_str()),
                    ("drawn", &counts[0]),
                    ("answers", &counts[1]),
                    ("strata", &counts[2]),
                ];
                words.say("control_drawn_text", &holes)
            })
            .collect();
        let coders = match sample.coders {
            1 => words.word("control_coders_one"),
            _ => words.word("control_coders_two"),
        };
        let seed = sample.seed.to_string();
        let said = |key: &str| words.word(key).to_owned();
        let notes = [
            ("control_what", said("control_what_text")),
            ("control_how", said("control_how_text")),
            ("control_coders", coders.to_owned()),
            ("control_blind", said("control_blind_text")),
            ("control_drawn", drawn.join("\n")),
            (
                "control_method",
                words.say("control_method_text", &[("seed", &seed)]),
            ),
            ("control_then", said("control_then_text")),
            ("control_print", sample.coding.clone()),
        ];
        for (row, (subject, text)) in notes.iter().enumerate() {
            let row = row as u32 + 1;
            self.write(&mut sheet, (row, 0), words.word(subject), None)?;
            self.write(&mut sheet, (row, 1), text, None)?;
        }
        Ok(sheet)
    }

    /// The answers of one question for one person.
    fn form(
        &self,
        name: &str,
        list: &str,
        question: &QuestionResult,
        drawn: &ControlQuestion,
    ) -> Result<Worksheet, XlsxError> {
        let mut columns = self.titles(&[
            ("control_number", 6.0),
            ("col_answer", 14.0),
            ("col_text", 80.0),
            ("control_main", 34.0),
            ("control_other_1", 28.0),
            ("control_other_2", 28.0),
            ("control_other_3", 28.0),
            ("control_note", 28.0),
        ]);
        columns[2].0 = format!("{} · {}", question.question.id.0, question.question.text);
        let mut sheet = self.sheet(name, &columns)?;
        sheet.set_freeze_panes(1, 2)?;
        let by_id: HashMap<_, &AnswerRecord> =
            question.answers.iter().map(|a| (&a.id, a)).collect();
        let answers = drawn.answers.iter().filter_map(|id| by_id.get(id));
        let mut row = 0;
        for answer in answers {
            row += 1;
            sheet.write_number_with_format(row, 0, f64::from(row), &self.formats.text)?;
            self.write(&mut sheet, (row, 1), &answer.id.0, None)?;
            self.write(&mut sheet, (row, 2), &answer.text, None)?;
            for column in FILLED {
                sheet.write_blank(row, column, &self.formats.filled)?;
            }
        }
        let last = question.themes.len() + 2;
        let none = self.choice(&format!("='{list}'!$A$2:$A${last}"), "control_main_hint")?;
        sheet.add_data_validation(1, *FILLED.start(), row.max(1), *FILLED.start(), &none)?;
        let some = self.choice(&format!("='{list}'!$A$3:$A${last}"), "control_other_hint")?;
        sheet.add_data_validation(1, *OTHERS.start(), row.max(1), *OTHERS.end(), &some)?;
        Ok(sheet)
    }

    fn choice(&self, list: &str, hint: &str) -> Result<DataValidation, XlsxError> {
        let validation = DataValidation::new()
            .allow_list_formula(Formula::new(list))
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(self.words.word("control_error"))?
            .set_error_message(self.words.word("control_error_text"))?;
        validation.set_input_message(self.words.word(hint))
    }

    /// What can be chosen, in the order of the result.
    fn themes(&self, name: &str, question: &QuestionResult) -> Result<Worksheet, XlsxError> {
        let columns = self.titles(&[("col_theme", 60.0), ("col_key_phrases", 80.0)]);
        let mut sheet = self.sheet(name, &columns)?;
        self.write(&mut sheet, (1, 0), self.none, None)?;
        self.write(
            &mut sheet,
            (1, 1),
            self.words.word("control_none_text"),
            None,
        )?;
        for (row, result) in (2..).zip(&question.themes) {
            let phrases: Vec<&str> = result
                .theme
                .key_phrases
                .iter()
                .map(|phrase| phrase.text.as_str())
                .collect();
            self.write(&mut sheet, (row, 0), &code_label(&result.theme), None)?;
            self.write(&mut sheet, (row, 1), &phrases.join(" · "), None)?;
        }
        Ok(sheet)
    }

    /// By what the workbook is recognised, and the weights.
    fn hidden(
        &self,
        names: &mut SheetNames,
        sample: &ControlSample,
        forms: &[(String, usize, String)],
    ) -> Result<Worksheet, XlsxError> {
        let text = |text: &str| text.to_owned();
        let mut rows: Vec<Vec<String>> = vec![
            vec![text("cahier"), text(CONTROL)],
            vec![text("coding"), sample.coding.clone()],
            vec![text("seed"), sample.seed.to_string()],
            vec![text("coders"), sample.coders.to_string()],
        ];
        for drawn in &sample.questions {
            let id = &drawn.question.0;
            rows.push(vec![
                text("question"),
                id.clone(),
                drawn.answers.len().to_string(),
            ]);
        }
        for (question, coder, name) in forms {
            rows.push(vec![
                text("sheet"),
                question.clone(),
                coder.to_string(),
                name.clone(),
            ]);
        }
        rows.push(
            ["stratum", "question", "theme", "answers", "drawn", "weight"]
                .map(text)
                .into(),
        );
        for drawn in &sample.questions {
            for stratum in &drawn.strata {
                let theme = stratum.theme.as_ref().map_or("", |theme| theme.0.as_str());
                let weight = stratum.answers as f64 / stratum.drawn.max(1) as f64;
                rows.push(vec![
                    text("stratum"),
                    drawn.question.0.clone(),
                    text(theme),
                    stratum.answers.to_string(),
                    stratum.drawn.to_string(),
                    format!("{weight:.4}"),
                ]);
            }
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(names.give("cahier"))?;
        sheet.set_hidden(true);
        sheet.protect();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                self.write(&mut sheet, (row as u32, column as u16), cell, None)?;
            }
        }
        Ok(sheet)
    }
}
