//! SurveyMonkey: two rows of titles. The second holds the options of a question with
//! several, and marks free text (`Open-Ended Response`): the best sign of an open question
//! there is in any export.

use super::{DATE, ID, IDENTIFIER, IGNORED, Known, OPEN, Platform, row_with_known};
use crate::ingest::header::{Head, Layout, title_key};

pub static SURVEYMONKEY: Platform = Platform {
    code: "surveymonkey",
    name: "SurveyMonkey",
    recognise,
};

const COLUMNS: Known = &[
    ("respondent id", ID),
    ("respondentid", ID),
    ("id du repondant", ID),
    ("identifiant du repondant", ID),
    ("collector id", IGNORED),
    ("collectorid", IGNORED),
    ("id du collecteur", IGNORED),
    ("start date", DATE),
    ("startdate", DATE),
    ("date de debut", DATE),
    ("end date", DATE),
    ("enddate", DATE),
    ("date de fin", DATE),
    ("ip address", IDENTIFIER),
    ("adresse ip", IDENTIFIER),
    ("email address", IDENTIFIER),
    ("adresse e-mail", IDENTIFIER),
    ("first name", IDENTIFIER),
    ("prenom", IDENTIFIER),
    ("last name", IDENTIFIER),
    ("nom de famille", IDENTIFIER),
    ("nom", IDENTIFIER),
    ("custom data 1", IGNORED),
    ("donnees personnalisees 1", IGNORED),
];

const OPEN_ENDED: &[&str] = &["open-ended response", "reponse ouverte", "reponse libre"];
const PLAIN: &[&str] = &["response", "reponse"];

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let index = row_with_known(head, COLUMNS, 4)?;
    let keys = head.keys(index);
    let known = |name: &str| keys.iter().any(|key| key == name);
    if ![
        "respondent id",
        "respondentid",
        "id du repondant",
        "identifiant du repondant",
    ]
    .iter()
    .any(|n| known(n))
    {
        return None;
    }
    let under = head.keys(index + 1);
    let marked = |key: &String| OPEN_ENDED.contains(&key.as_str()) || PLAIN.contains(&key.as_str());
    if !under.iter().any(marked) {
        return Some(
            Layout::new(head, index, index).hinted(|title| super::hint_of(COLUMNS, title)),
        );
    }
    let mut layout = Layout::new(head, index, index + 1);
    let options = head.titles(index + 1);
    let width = layout.titles.len().max(options.len());
    layout.titles.resize(width, String::new());
    layout.hints = vec![None; width];
    let mut question = String::new();
    for i in 0..width {
        if !layout.titles[i].is_empty() {
            question.clone_from(&layout.titles[i]);
        }
        let option = options.get(i).map_or("", String::as_str);
        let key = title_key(option);
        if OPEN_ENDED.contains(&key.as_str()) {
            layout.hints[i] = Some(OPEN);
        }
        let whole =
            key.is_empty() || OPEN_ENDED.contains(&key.as_str()) || PLAIN.contains(&key.as_str());
        layout.titles[i] = match whole {
            true => question.clone(),
            false => format!("{question} [{option}]"),
        };
    }
    Some(layout.hinted(|title| super::hint_of(COLUMNS, title)))
}
