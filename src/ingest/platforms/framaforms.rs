//! Framaforms, and Drupal Webform behind it: usually three rows of titles (the form's name,
//! the groups, the questions), with one column an option when asked for.

use super::{DATE, Hint, ID, IDENTIFIER, IGNORED, Known, Platform, Role, row_with_known};
use crate::ingest::RawRow;
use crate::ingest::header::{Head, Layout, under_groups};
use crate::ingest::role::{RowClass, if_yes};

pub static FRAMAFORMS: Platform = Platform {
    code: "framaforms",
    name: "Framaforms (Drupal Webform)",
    recognise,
};

const DRAFT: Hint = Hint::with(Role::Status, &[if_yes(RowClass::Draft)]);

const COLUMNS: Known = &[
    ("serial", ID),
    ("serie", ID),
    ("numero de serie", ID),
    ("sid", ID),
    ("submitted time", DATE),
    ("heure de soumission", DATE),
    ("date de soumission", DATE),
    ("soumis le", DATE),
    ("completed time", DATE),
    ("heure de fin", DATE),
    ("date d'achevement", DATE),
    ("date de modification", DATE),
    ("termine le", DATE),
    ("heure d'achevement", DATE),
    ("modified time", DATE),
    ("heure de modification", DATE),
    ("modifie le", DATE),
    ("draft", DRAFT),
    ("brouillon", DRAFT),
    ("ip address", IDENTIFIER),
    ("adresse ip", IDENTIFIER),
    ("uid", IGNORED),
    ("username", IDENTIFIER),
    ("nom d'utilisateur", IDENTIFIER),
];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let index = row_with_known(head, COLUMNS, 4)?;
    let keys = head.keys(index);
    if !keys
        .iter()
        .any(|key| key == "sid" || key == "serial" || key == "numero de serie")
    {
        return None;
    }
    let mut layout = Layout::new(head, index, index);
    if index > 0 {
        let groups = head.titles(index - 1);
        let first = keys
            .iter()
            .rposition(|key| super::hint_of(COLUMNS, key).is_some())
            .map_or(0, |last| last + 1);
        let cut = |titles: &[String]| titles.get(first..).unwrap_or(&[]).to_vec();
        let below: Vec<RawRow> = head.rows[index + 1..]
            .iter()
            .map(|row| RawRow {
                number: row.number,
                cells: row.cells.get(first..).unwrap_or(&[]).to_vec(),
            })
            .collect();
        let named = under_groups(&cut(&groups), &cut(&layout.titles), &below);
        layout.titles.truncate(first);
        layout.titles.extend(named);
        layout.hints.resize(layout.titles.len(), None);
    }
    Some(layout.hinted(|title| super::hint_of(COLUMNS, title)))
}
