//! The formats of cells and how each is filled: texts that no cell holds are cut and kept.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::book::{Cell, Words};
use super::text;
use crate::report::exports::cells::looks_like_formula;

/// The formats of cells, and what had to be done to fill them.
pub(in crate::report::exports) struct Cells<'w> {
    words: Words<'w>,
    long_sheet: String,
    pub formats: Formats,
    pub(super) long: Vec<Long>,
    pub(super) replaced: usize,
}

/// The end of a text that no cell holds.
pub(super) struct Long {
    pub place: String,
    pub parts: Vec<String>,
}

pub(in crate::report::exports) struct Formats {
    pub heading: Format,
    /// The heading of a column for people to write in, and its cells.
    pub input_heading: Format,
    pub input: Format,
    input_quoted: Format,
    pub text: Format,
    /// Text that would become a formula when somebody edits the cell.
    quoted: Format,
    count: Format,
    percent: Format,
}

impl<'w> Cells<'w> {
    pub(super) fn new(words: Words<'w>, long_sheet: String) -> Cells<'w> {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let count = Format::new().set_align(FormatAlign::Top);
        let heading = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0x00E3_E9F2))
            .set_border_bottom(FormatBorder::Thin);
        let input = text
            .clone()
            .set_unlocked()
            // Text: an answer's number such as 007 or 1-2 stays what was typed.
            .set_num_format("@")
            .set_background_color(Color::RGB(0x00FF_F9E5))
            .set_border(FormatBorder::Hair)
            .set_border_color(Color::RGB(0x00C9_B458));
        let formats = Formats {
            input_heading: heading
                .clone()
                .set_background_color(Color::RGB(0x00FF_E699)),
            input_quoted: input.clone().set_quote_prefix(),
            input,
            heading,
            quoted: text.clone().set_quote_prefix(),
            text,
            percent: count.clone().set_num_format("0%"),
            count,
        };
        Cells {
            words,
            long_sheet,
            formats,
            long: Vec::new(),
            replaced: 0,
        }
    }

    /// Writes a cell; `names` are those of the sheet and of the column, `open` is for cells
    /// that people write in.
    pub(super) fn write(
        &mut self,
        sheet: &mut Worksheet,
        names: (&str, &str),
        (row, at): (u32, u16),
        cell: Cell<'_>,
        open: bool,
    ) -> Result<(), XlsxError> {
        let formats = &self.formats;
        match cell {
            cell if cell.is_empty() && open => {
                sheet.write_blank(row, at, &formats.input)?;
            }
            cell if cell.is_empty() => {}
            Cell::Count(count) => {
                sheet.write_number_with_format(row, at, count as f64, &formats.count)?;
            }
            Cell::Percent(percent) => {
                let share = percent as f64 / 100.0;
                sheet.write_number_with_format(row, at, share, &formats.percent)?;
            }
            Cell::Empty => {}
            Cell::Text(text) => {
                let (text, replaced) = text::holdable(&text);
                self.replaced += replaced;
                let text = match text::is_long(&text) {
                    true => Cow::Owned(self.begun(names, row, &text)),
                    false => text,
                };
                let formats = &self.formats;
                let format = match (open, looks_like_formula(&text)) {
                    (true, false) => &formats.input,
                    (true, true) => &formats.input_quoted,
                    (false, true) => &formats.quoted,
                    (false, false) => &formats.text,
                };
                sheet.write_string_with_format(row, at, text, format)?;
            }
        }
        Ok(())
    }

    /// The beginning of a long text with the mark of where it goes on; keeps the rest.
    fn begun(&mut self, (sheet, heading): (&str, &str), row: u32, long: &str) -> String {
        let number = (self.long.len() + 1).to_string();
        let holes = [("number", number.as_str()), ("sheet", &self.long_sheet)];
        let mark = format!("\n{}", self.words.say("long_mark", &holes));
        let room = text::MOST.saturating_sub(mark.encode_utf16().count());
        let mut parts = text::cut(long, room).into_iter();
        let first = parts.next().unwrap_or("");
        let row = (row + 1).to_string();
        // The title of a column may be long too.
        let heading: String = heading.chars().take(100).collect();
        let holes = [
            ("row", row.as_str()),
            ("sheet", sheet),
            ("column", &heading),
        ];
        self.long.push(Long {
            place: self.words.say("long_where", &holes),
            parts: parts.map(str::to_owned).collect(),
        });
        format!("{first}{mark}")
    }
}
