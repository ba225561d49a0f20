//! KoboToolbox: `_`-columns of the tool, `group/question/option` titles, and a row of HXL
//! tags under the titles in some exports.

use super::{DATE, Hint, ID, IDENTIFIER, IGNORED, Known, Platform, Role, STATUS, row_with};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_says};

pub static KOBOTOOLBOX: Platform = Platform {
    code: "kobotoolbox",
    name: "KoboToolbox",
    recognise,
};

const VALIDATION: Hint = Hint::with(
    Role::Status,
    &[if_says(
        &[
            "validation_status_not_approved",
            "not approved",
            "non approuve",
            "non approuvee",
        ],
        RowClass::Moderated,
    )],
);
const SIGNATURE: &[&str] = &[
    "_submission_time",
    "_validation_status",
    "_notes",
    "_tags",
    "_uuid",
    "_submitted_by",
    "__version__",
    "_index",
];
const COLUMNS: Known = &[
    ("_id", ID),
    ("_uuid", IGNORED),
    ("_submission_time", DATE),
    ("_validation_status", VALIDATION),
    ("_notes", IGNORED),
    ("_status", STATUS),
    ("_submitted_by", IDENTIFIER),
    ("__version__", IGNORED),
    ("_tags", IGNORED),
    ("_index", IGNORED),
    ("_parent_index", IGNORED),
    ("start", DATE),
    ("end", DATE),
    ("today", DATE),
    ("deviceid", IDENTIFIER),
    ("phonenumber", IDENTIFIER),
    ("username", IDENTIFIER),
    ("_geolocation", IDENTIFIER),
];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let index = row_with(head, SIGNATURE, 3)?;
    let tags = |index: usize| {
        head.rows.get(index).is_some_and(|row| {
            let filled = row.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
            let (tags, all) = filled.fold((0, 0), |(tags, all), cell| {
                (tags + usize::from(cell.starts_with('#')), all + 1)
            });
            all > 0 && tags == all
        })
    };
    let last = (index + 1..head.rows.len().min(index + 4))
        .take_while(|i| tags(*i))
        .last()
        .unwrap_or(index);
    let mut layout = Layout::new(head, index, last);
    let titles = layout.titles.clone();
    for title in &mut layout.titles {
        // `question/option` beside the column that joins the options of `question`.
        if let Some((question, option)) = title.rsplit_once('/')
            && titles.iter().any(|other| other == question)
        {
            *title = format!("{question} [{option}]");
        }
    }
    Some(layout.hinted(|title| {
        let place = title.starts_with('_')
            && ["_latitude", "_longitude", "_altitude", "_precision"]
                .iter()
                .any(|end| title.ends_with(end));
        if place {
            Some(IDENTIFIER)
        } else {
            super::hint_of(COLUMNS, title)
        }
    }))
}
