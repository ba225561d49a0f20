//! The first sheet: who read, and when.

use super::super::check::same;
use super::grid::whole;
use super::{Fault, Place, Reading, clean};
use crate::language::Language;

/// Who and when, and the cell of the name.
pub(super) struct Front {
    pub by: String,
    pub on: Option<String>,
    pub place: Place,
}

impl Reading<'_> {
    pub(super) fn front(&mut self) -> Front {
        let name = self.forms.word("sheet_howto").to_owned();
        let mut front = Front {
            by: String::new(),
            on: None,
            place: whole(&name),
        };
        if !self.sheets.iter().any(|sheet| sheet.name == name) {
            self.fault(whole(&name), Fault::NoSheet);
            return front;
        }
        if let Some((said, place)) = self.beside(&name, self.forms.word("name")) {
            front.by = clean(&said);
            front.place = place;
        }
        if let Some((said, place)) = self.beside(&name, self.forms.word("date")) {
            let said = clean(&said);
            front.on = day(&said, self.base.synthesis.language);
            if front.on.is_none() && !said.is_empty() {
                self.fault(place, Fault::BadDate(said));
            }
        }
        front
    }

    /// The first filled cell right of a label, else the one next to it.
    fn beside(&self, sheet: &str, label: &str) -> Option<(String, Place)> {
        let sheet = self.sheets.iter().find(|s| s.name == sheet)?;
        let label = same(label);
        sheet.rows.iter().find_map(|(row, cells)| {
            let at = cells.iter().position(|cell| same(cell) == label)?;
            let right = cells.iter().enumerate().skip(at + 1);
            let mut filled = right.filter(|(_, cell)| !cell.trim().is_empty());
            let (column, said) = filled
                .next()
                .map_or((at + 1, ""), |(column, cell)| (column, cell.as_str()));
            let place = Place {
                sheet: sheet.name.clone(),
                row: *row,
                column,
            };
            Some((said.to_owned(), place))
        })
    }
}

/// A day as 2026-11-23, from that or, in French, from 23/11/2026; in English the two orders
/// of day and month cannot be told apart.
fn day(said: &str, language: Language) -> Option<String> {
    let said = said.split([' ', 'T']).next()?;
    let parts: Vec<&str> = said.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = match (a.len(), c.len()) {
        (4, _) => (a, b, c),
        (_, 4) if language == Language::French => (c, b, a),
        _ => return None,
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let real = (1..=last).contains(&day) && year >= 1900;
    real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_when_they_can_be_told() {
        for (said, french, english) in [
            ("2026-11-23", Some("2026-11-23"), Some("2026-11-23")),
            (
                "2026-11-23 00:00:00",
                Some("2026-11-23"),
                Some("2026-11-23"),
            ),
            ("3/4/2026", Some("2026-04-03"), None),
            ("31/02/2026", None, None),
            ("29.02.2028", Some("2028-02-29"), None),
            ("demain", None, None),
            ("23/11/26", None, None),
        ] {
            assert_eq!(day(said, Language::French).as_deref(), french, "{said}");
            assert_eq!(day(said, Language::English).as_deref(), english, "{said}");
        }
    }
}
