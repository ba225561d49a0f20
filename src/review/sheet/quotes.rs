//! The sheet of quotes read back. A passage to quote is looked for in its answer, and the
//! answer's own characters are what is quoted.

use std::collections::HashMap;

use super::grid::{Marks, Row};
use super::{Decision, Fault, Reading};
use crate::answers::AnswerId;
use crate::report::review_workbook::forms::{held, quote_mark};
use crate::report::review_workbook::quotes::DECISIONS;
use crate::synthesis::{QuestionResult, ThemeResult};
use crate::themes::findings::Passage;
use crate::themes::{Quote, Span};

impl Reading<'_> {
    pub(super) fn quotes(&mut self) {
        let forms = self.forms;
        let questions = &self.base.synthesis.questions;
        let all: Vec<(&QuestionResult, &ThemeResult, usize)> = questions
            .iter()
            .flat_map(|question| question.themes.iter().map(move |theme| (question, theme)))
            .flat_map(|(question, theme)| {
                (0..theme.theme.quotes.len()).map(move |place| (question, theme, place))
            })
            .collect();
        let marks = Marks {
            sheet: forms.word("sheet_quotes"),
            mark: forms.word("col_number"),
            text: forms.word("col_quote"),
            inputs: ["col_decision", "col_new_answer", "col_new_passage"]
                .map(|key| forms.word(key))
                .into(),
            rows: all
                .iter()
                .map(|(_, theme, place)| {
                    let quote = &theme.theme.quotes[*place];
                    (quote_mark(theme, *place), quote.text.as_str())
                })
                .collect(),
        };
        for (place, row) in self.rows(&marks) {
            let (question, theme, quote) = all[place];
            self.quote(question, theme, &theme.theme.quotes[quote], &row);
        }
    }

    fn quote(
        &mut self,
        question: &QuestionResult,
        theme: &ThemeResult,
        quote: &Quote,
        row: &Row<'_>,
    ) {
        let cells = ["col_new_answer", "col_new_passage"];
        let heading = self.forms.word("col_decision");
        let decided = |passage: Passage, keep: bool| Decision::Quote {
            theme: theme.theme.id.clone(),
            passage,
            keep,
        };
        let shown = Passage {
            answer: quote.answer.clone(),
            span: quote.span,
        };
        let key = self.decision(row, &DECISIONS);
        match key {
            Some("replace") => {
                if let Some(passage) = self.passage(question, row) {
                    let place = row.place(self.forms.word("col_new_passage"));
                    self.decide(row.place(heading), decided(shown, false));
                    self.decide(place, decided(passage, true));
                }
            }
            Some(key) => {
                self.unused(row, Some(key), &cells);
                self.decide(row.place(heading), decided(shown, key == "keep"));
            }
            None if row.cell(heading).is_empty() => self.unused(row, None, &cells),
            None => {}
        }
    }

    /// The passage that is to be quoted instead; none where it is not one, which is told.
    fn passage(&mut self, question: &QuestionResult, row: &Row<'_>) -> Option<Passage> {
        let [answer, passage] =
            ["col_new_answer", "col_new_passage"].map(|key| self.forms.word(key));
        for heading in [answer, passage] {
            if row.cell(heading).is_empty() {
                let fault = Fault::Needs(heading.to_owned());
                self.fault(row.place(heading), fault);
                return None;
            }
        }
        let ids: HashMap<String, &AnswerId> = question
            .answers
            .iter()
            .map(|record| (held(&record.id.0), &record.id))
            .collect();
        let said = held(row.cell(answer));
        let Some(id) = ids.get(&said).copied() else {
            self.fault(row.place(answer), Fault::UnknownAnswer(said));
            return None;
        };
        let text = question.answers.iter().find(|record| record.id == *id);
        let text = text.map_or("", |record| record.text.as_str());
        let Some(span) = find(text, row.cell(passage)) else {
            self.fault(row.place(passage), Fault::NotVerbatim(id.clone()));
            return None;
        };
        Some(Passage {
            answer: id.clone(),
            span,
        })
    }
}

/// Where a passage stands in a text: letter for letter, but for the length of spaces and the
/// form of apostrophes, quotation marks and dots, which spreadsheets change as one types.
fn find(text: &str, passage: &str) -> Option<Span> {
    let (within, places) = plain(text.char_indices());
    let (wanted, _) = plain(passage.trim().char_indices());
    if wanted.is_empty() {
        return None;
    }
    let at = within.find(&wanted)?;
    let start = places.get(at)?.0;
    let end = places.get(at + wanted.len() - 1)?.1;
    Some(Span { start, end })
}

/// The text in one form, and for each of its bytes where the character it is of begins and
/// ends in the original.
fn plain(chars: impl Iterator<Item = (usize, char)>) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    let mut add = |form: &str, place: (usize, usize)| {
        text.push_str(form);
        places.extend(std::iter::repeat_n(place, form.len()));
    };
    let mut spaced = false;
    for (at, c) in chars {
        let place = (at, at + c.len_utf8());
        let repeated = c.is_whitespace() && spaced;
        spaced = c.is_whitespace();
        let mut buffer = [0; 4];
        match c {
            _ if repeated => {}
            c if c.is_whitespace() => add(" ", place),
            '\u{2018}' | '\u{2019}' | '\u{2BC}' => add("'", place),
            '\u{201C}' | '\u{201D}' | '\u{201E}' => add("\"", place),
            '\u{2026}' => add("...", place),
            '\u{FFFD}' => {}
            c if c.is_control() => {}
            c => add(c.encode_utf8(&mut buffer), place),
        }
    }
    (text, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_found_letter_for_letter() {
        let text = "L’été,  on   manque d'ombre…\r\nEt \"d'eau\" \u{7}😀 partout.";
        for (passage, found) in [
            ("on manque d’ombre...", Some("on   manque d'ombre…")),
            ("L'été, on", Some("L’été,  on")),
            ("ombre…\nEt “d'eau”", Some("ombre…\r\nEt \"d'eau\"")),
            ("😀 partout.", Some("😀 partout.")),
            ("on manque d'Ombre", None),
            ("on manque de rien", None),
            ("  ", None),
        ] {
            let span = find(text, passage);
            assert_eq!(span.map(|span| span.of(text)), found, "{passage}");
        }
    }
}
