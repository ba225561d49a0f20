//! The first sheet: who reads, and how.

use rust_xlsxwriter::{Format, FormatAlign};

use super::forms::Forms;
use crate::error::Error;
use crate::report::exports::workbook::book::Book;

/// Lines of the instructions.
const STEPS: usize = 10;
/// Characters of a line of them.
const WIDTH: usize = 110;

/// Adds the sheet; the last to be added, the first to be shown.
pub(super) fn add(book: &mut Book<'_>, forms: &Forms) -> Result<(), Error> {
    book.page(forms.word("sheet_howto"), |sheet, cells| {
        let formats = &cells.formats;
        let title = Format::new().set_bold().set_font_size(15);
        let label = Format::new().set_bold().set_align(FormatAlign::Top);
        let hint = Format::new().set_italic().set_text_wrap();
        sheet.set_column_width(0, 34)?;
        sheet.set_column_width(1, WIDTH as f64)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.write_string_with_format(0, 0, forms.word("title"), &title)?;
        sheet.write_string_with_format(
            1,
            0,
            forms.word("made_from"),
            &Format::new().set_italic(),
        )?;
        sheet.write_string_with_format(3, 0, forms.word("name"), &label)?;
        sheet.set_row_height(3, 20)?;
        sheet.set_row_height(4, 20)?;
        sheet.write_blank(3, 1, &formats.input)?;
        sheet.write_string_with_format(4, 0, forms.word("date"), &label)?;
        sheet.write_blank(4, 1, &formats.input)?;
        sheet.write_string_with_format(5, 1, forms.word("date_hint"), &hint)?;
        for number in 1..=STEPS {
            let row = 6 + number as u32;
            let place = format!("{} {number}", forms.word("step"));
            sheet.write_string_with_format(row, 0, place, &label)?;
            let text = forms.say(
                &format!("step_{number}"),
                &[
                    ("themes", forms.word("sheet_themes")),
                    ("quotes", forms.word("sheet_quotes")),
                    ("validate", forms.word("validate")),
                    ("rename", forms.word("rename")),
                    ("merge", forms.word("merge")),
                    ("delete", forms.word("delete")),
                    ("reopen", forms.word("reopen")),
                    ("none", forms.word("none")),
                    ("keep", forms.word("keep")),
                    ("reject", forms.word("reject")),
                    ("replace", forms.word("replace")),
                    ("retain", forms.word("retain")),
                    ("dismiss", forms.word("dismiss")),
                ],
            );
            let lines = text.chars().count().div_ceil(WIDTH - 8);
            sheet.set_row_height(row, 15.0 * lines as f64 + 4.0)?;
            sheet.write_string_with_format(row, 1, text, &formats.text)?;
        }
        Ok(())
    })
}
