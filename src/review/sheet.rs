//! `review.xlsx` as people left it, read back into decisions or refused cell by cell.
//!
//! Sheets and columns are found by their names, rows by their marks: rows may be sorted,
//! missing or empty, columns moved or added. Nothing is guessed: what can be read in two ways
//! is refused with the cell, and a text beside a mark must be that of the result.

mod answers;
mod findings;
mod front;
mod grid;
mod quotes;
mod themes;
mod titles;

use super::apply::faults;
use super::base::Base;
use super::{Decision, Fault, Place, Refusal};
use crate::error::Error;
use crate::ingest::{self, Sheet};
use crate::language::Language;
use crate::report::review_workbook::forms::{self, Forms};
use crate::synthesis::Synthesis;
use crate::words::single_spaced;

/// What a workbook says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The decisions, in the order of the result.
    pub decisions: Vec<Decision>,
    /// The reviewer; empty only where nothing was decided.
    pub by: String,
    /// The day as 2026-11-23, where one was given.
    pub on: Option<String>,
    /// What people should know: rows that are missing, new titles near others.
    pub warnings: Vec<Refusal>,
}

/// Reads a workbook (XLSX, or saved as ODS) made from `synthesis`. `name` is the file's, for
/// messages. Cells that say what the result says already are no decisions.
///
/// Refused as a whole, with everything that is wrong, in the order of the sheets. Cost:
/// linear in the cells; the result is fingerprinted.
pub fn read(name: &str, bytes: &[u8], synthesis: &Synthesis) -> Result<Review, Vec<Refusal>> {
    let whole = |fault| vec![Refusal { place: None, fault }];
    let unreadable = |say: &dyn Fn(Language) -> String| {
        whole(Fault::Unreadable {
            french: say(Language::French),
            english: say(Language::English),
        })
    };
    let sheets = ingest::sheets(name, bytes).map_err(Error::from);
    let sheets = sheets.map_err(|e| unreadable(&|language| e.say(language)))?;
    let forms =
        Forms::new(synthesis.language).map_err(|e| unreadable(&|language| e.say(language)))?;
    let print =
        forms::fingerprint(synthesis).map_err(|e| unreadable(&|language| e.say(language)))?;
    match made_from(&sheets) {
        None => return Err(whole(Fault::Foreign)),
        Some(found) if found != print => return Err(whole(Fault::Stale)),
        Some(_) => {}
    }
    let base = Base::new(synthesis);
    let mut reading = Reading {
        base: &base,
        forms: &forms,
        sheets: &sheets,
        said: Vec::new(),
        faults: Vec::new(),
        warnings: Vec::new(),
    };
    let front = reading.front();
    let renamed = reading.themes();
    reading.answers(&renamed);
    reading.quotes();
    reading.findings();
    reading.finish(front)
}

/// The fingerprint of the result a workbook was made from: below the cell with the version
/// of its layout, whatever became of the sheet's name.
fn made_from(sheets: &[Sheet]) -> Option<&str> {
    let first = |row: &'_ (u32, Vec<String>)| row.1.first().map(|cell| cell.trim().to_owned());
    sheets.iter().find_map(|sheet| {
        let mut rows = sheet.rows.iter();
        rows.find(|row| first(row).as_deref() == Some(forms::LAYOUT))?;
        Some(rows.next()?.1.first()?.trim())
    })
}

/// A workbook while it is read.
struct Reading<'a> {
    base: &'a Base<'a>,
    forms: &'a Forms,
    sheets: &'a [Sheet],
    /// Decisions with the cell each stands in.
    said: Vec<(Decision, Place)>,
    faults: Vec<Refusal>,
    warnings: Vec<Refusal>,
}

impl<'a> Reading<'a> {
    fn fault(&mut self, place: Place, fault: Fault) {
        self.faults.push(Refusal {
            place: Some(place),
            fault,
        });
    }

    fn warn(&mut self, place: Place, fault: Fault) {
        self.warnings.push(Refusal {
            place: Some(place),
            fault,
        });
    }

    fn decide(&mut self, place: Place, decision: Decision) {
        self.said.push((decision, place));
    }

    /// Checks the decisions among themselves, and names the cells of those that do not fit.
    fn finish(mut self, front: front::Front) -> Result<Review, Vec<Refusal>> {
        if front.by.is_empty() && !self.said.is_empty() {
            self.fault(front.place, Fault::NoName);
        }
        let (decisions, places): (Vec<Decision>, Vec<Place>) = self.said.into_iter().unzip();
        // Decisions of a sheet with faults are not whole: they would be told wrong things of.
        if self.faults.is_empty() {
            let faults = faults(self.base, &decisions).into_iter();
            self.faults = faults
                .map(|(at, fault)| Refusal {
                    place: places.get(at).cloned(),
                    fault,
                })
                .collect();
        }
        match self.faults.is_empty() {
            true => Ok(Review {
                decisions,
                by: front.by,
                on: front.on,
                warnings: self.warnings,
            }),
            false => Err(self.faults),
        }
    }
}

/// A text as people meant it: no characters that cannot be seen, single spaces.
fn clean(text: &str) -> String {
    let seen = |c: &char| {
        c.is_whitespace() || !(c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{FFFD}'))
    };
    single_spaced(&text.chars().filter(seen).collect::<String>())
}
