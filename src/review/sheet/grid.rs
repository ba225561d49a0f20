//! A sheet as a table: columns by their headings, rows by the mark in one of them.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::super::check::same;
use super::{Fault, Place, Reading, clean};
use crate::ingest::Sheet;
use crate::report::review_workbook::forms::{essence, held};

/// Rows among which the headings are looked for: people put titles above.
const HEAD: usize = 20;
/// What a spreadsheet shows where a formula fails.
const ERRORS: [&str; 10] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// How the rows of a sheet are found again.
pub(super) struct Marks<'m> {
    /// Name of the sheet.
    pub sheet: &'m str,
    /// Heading of the marks.
    pub mark: &'m str,
    /// Heading of a text that tells whether a row is whole.
    pub text: &'m str,
    /// Headings of the columns that people write in.
    pub inputs: Vec<&'m str>,
    /// Each mark with its text, in the order of the result.
    pub rows: Vec<(String, &'m str)>,
}

/// A row found again.
pub(super) struct Row<'s> {
    sheet: &'s str,
    number: u32,
    cells: &'s [String],
    columns: Rc<HashMap<String, usize>>,
}

impl<'s> Row<'s> {
    /// The text of the cell under a heading.
    pub fn cell(&self, heading: &str) -> &'s str {
        let column = self.columns.get(&same(heading));
        let cell = column.and_then(|column| self.cells.get(*column));
        cell.map_or("", |cell| cell.trim())
    }

    /// The same, without what cannot be seen.
    pub fn said(&self, heading: &str) -> String {
        clean(self.cell(heading))
    }

    pub fn place(&self, heading: &str) -> Place {
        Place {
            sheet: self.sheet.to_owned(),
            row: self.number,
            column: self.columns.get(&same(heading)).copied().unwrap_or(0),
        }
    }
}

impl<'a> Reading<'a> {
    /// The rows of a sheet by their place in the result. A sheet too long for one goes on
    /// in others, named with (2), (3)…
    pub(super) fn rows(&mut self, marks: &Marks<'_>) -> BTreeMap<usize, Row<'a>> {
        let mut found: BTreeMap<usize, Row<'a>> = BTreeMap::new();
        if marks.rows.is_empty() {
            return found;
        }
        let known: HashMap<String, usize> = marks
            .rows
            .iter()
            .map(|(mark, _)| held(mark))
            .zip(0..)
            .collect();
        let sheets = self.sheets.iter().filter(|s| is_part(&s.name, marks.sheet));
        let sheets: Vec<&'a Sheet> = sheets.collect();
        if sheets.is_empty() {
            self.fault(whole(marks.sheet), Fault::NoSheet);
        }
        for sheet in sheets {
            let Some((first, columns)) = self.columns(sheet, marks) else {
                return BTreeMap::new();
            };
            let columns = Rc::new(columns);
            for (number, cells) in &sheet.rows[first..] {
                let row = Row {
                    sheet: &sheet.name,
                    number: *number,
                    cells,
                    columns: Rc::clone(&columns),
                };
                self.row(marks, &known, row, &mut found);
            }
        }
        let missing: Vec<&str> = marks
            .rows
            .iter()
            .enumerate()
            .filter(|(place, _)| !found.contains_key(place))
            .map(|(_, (mark, _))| mark.as_str())
            .collect();
        if let Some(first) = missing.first() {
            let (count, first) = (missing.len(), (*first).to_owned());
            self.warn(whole(marks.sheet), Fault::Missing { count, first });
        }
        found
    }

    /// The columns by heading, and the place of the first row below.
    fn columns(
        &mut self,
        sheet: &Sheet,
        marks: &Marks<'_>,
    ) -> Option<(usize, HashMap<String, usize>)> {
        let wanted: Vec<&str> = [marks.mark, marks.text]
            .into_iter()
            .chain(marks.inputs.iter().copied())
            .collect();
        let holds = |cells: &[String], heading: &str| {
            let heading = same(heading);
            cells.iter().filter(|cell| same(cell) == heading).count()
        };
        let head = sheet.rows.iter().take(HEAD);
        let named = |cells: &[String]| wanted.iter().filter(|h| holds(cells, h) > 0).count();
        // The row with most headings; the first of them where several have as many.
        let best = head
            .enumerate()
            .max_by_key(|(at, (_, cells))| (named(cells), usize::MAX - at));
        let (at, cells) = best
            .map(|(at, (_, cells))| (at, cells.as_slice()))
            .unwrap_or((0, &[]));
        let mut whole_head = true;
        for heading in wanted {
            let fault = match holds(cells, heading) {
                1 => continue,
                0 => Fault::NoColumn(heading.to_owned()),
                _ => Fault::TwoColumns(heading.to_owned()),
            };
            whole_head = false;
            self.fault(whole(&sheet.name), fault);
        }
        let columns = cells.iter().enumerate().map(|(at, cell)| (same(cell), at));
        whole_head.then(|| (at + 1, columns.collect()))
    }

    fn row(
        &mut self,
        marks: &Marks<'_>,
        known: &HashMap<String, usize>,
        row: Row<'a>,
        found: &mut BTreeMap<usize, Row<'a>>,
    ) {
        let mark = held(row.cell(marks.mark));
        let filled = marks
            .inputs
            .iter()
            .any(|heading| !row.cell(heading).is_empty());
        if mark.is_empty() {
            // An empty row, or a note of somebody's in a column of his own.
            if filled || !row.cell(marks.text).is_empty() {
                self.fault(row.place(marks.mark), Fault::NoMark);
            }
            return;
        }
        let Some(place) = known.get(&mark).copied() else {
            self.fault(row.place(marks.mark), Fault::UnknownMark(mark));
            return;
        };
        if let Some(other) = found.get(&place) {
            let row_number = other.number;
            let fault = Fault::TwiceMark {
                mark,
                row: row_number,
            };
            self.fault(row.place(marks.mark), fault);
            return;
        }
        if essence(row.cell(marks.text)) != essence(marks.rows[place].1) {
            self.fault(row.place(marks.text), Fault::OtherText(mark));
            return;
        }
        for heading in &marks.inputs {
            let text = row.cell(heading);
            if ERRORS.contains(&text) {
                self.fault(row.place(heading), Fault::ErrorValue(text.to_owned()));
                return;
            }
        }
        found.insert(place, row);
    }

    /// The key of the decision in a cell; none where it is empty or unknown, which is told.
    pub(super) fn decision(
        &mut self,
        row: &Row<'_>,
        keys: &[&'static str],
    ) -> Option<&'static str> {
        let heading = self.forms.word("col_decision");
        let said = row.said(heading);
        if said.is_empty() {
            return None;
        }
        let key = keys
            .iter()
            .find(|key| same(self.forms.word(key)) == same(&said));
        if key.is_none() {
            let words = keys.iter().map(|key| self.forms.word(key).to_owned());
            let words = words.collect();
            self.fault(row.place(heading), Fault::UnknownWord { text: said, words });
        }
        key.copied()
    }

    /// Tells cells that are filled although the decision, or none, makes no use of them.
    pub(super) fn unused(&mut self, row: &Row<'_>, decision: Option<&str>, keys: &[&str]) {
        for key in keys {
            let heading = self.forms.word(key);
            if row.cell(heading).is_empty() {
                continue;
            }
            let heading = heading.to_owned();
            let place = row.place(&heading);
            let fault = match decision {
                Some(decision) => Fault::Superfluous {
                    heading,
                    decision: self.forms.word(decision).to_owned(),
                },
                None => Fault::Undecided(heading),
            };
            self.fault(place, fault);
        }
    }
}

/// A sheet as a whole.
pub(super) fn whole(sheet: &str) -> Place {
    Place {
        sheet: sheet.to_owned(),
        row: 0,
        column: 0,
    }
}

/// True for `name` and for `name (2)`.
fn is_part(sheet: &str, name: &str) -> bool {
    let Some(rest) = sheet.trim().strip_prefix(name) else {
        return false;
    };
    let number = rest
        .trim()
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    rest.is_empty()
        || number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
