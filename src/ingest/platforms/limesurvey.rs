//! LimeSurvey: one row of titles, in one of four modes: code, abbreviated text, full text,
//! or code and text. Unfinished answers have no submission date.

use super::{DATE, Hint, ID, IDENTIFIER, IGNORED, Platform, Role};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_empty};

pub static LIMESURVEY: Platform = Platform {
    code: "limesurvey",
    name: "LimeSurvey",
    recognise,
};

const SUBMITTED: Hint = Hint::with(Role::Date, &[if_empty(RowClass::Unfinished)]);
const LANGUAGE: Hint = super::LANGUAGE;

/// Code, French and English text of LimeSurvey's own columns.
const COLUMNS: &[(&str, &[&str], Hint)] = &[
    ("id", &["id de la reponse", "response id"], ID),
    (
        "submitdate",
        &["date de soumission", "date submitted"],
        SUBMITTED,
    ),
    ("lastpage", &["derniere page", "last page"], IGNORED),
    (
        "startlanguage",
        &["langue de depart", "start language"],
        LANGUAGE,
    ),
    ("seed", &["tete de serie", "seed"], IGNORED),
    ("startdate", &["date de lancement", "date started"], DATE),
    (
        "datestamp",
        &["date de la derniere action", "date last action"],
        DATE,
    ),
    ("ipaddr", &["adresse ip", "ip address"], IDENTIFIER),
    (
        "refurl",
        &["url referente", "url de reference", "referrer url"],
        IGNORED,
    ),
    ("token", &["code d'acces", "access code"], IDENTIFIER),
    ("firstname", &["prenom", "first name"], IDENTIFIER),
    (
        "lastname",
        &["nom de famille", "nom", "last name"],
        IDENTIFIER,
    ),
    (
        "email",
        &["adresse de courriel", "adresse courriel", "email address"],
        IDENTIFIER,
    ),
    ("interviewtime", &["temps total", "total time"], IGNORED),
];

/// The columns that only LimeSurvey has together.
const SIGNATURE: usize = 7;

fn recognise(head: &Head<'_>) -> Option<Layout> {
    let index = (0..head.rows.len().min(4)).find(|index| {
        let keys = head.keys(*index);
        let known = |(code, texts, _): &(&str, &[&str], Hint)| {
            keys.iter().any(|key| is_column(key, code, texts))
        };
        let found = COLUMNS[..SIGNATURE].iter().filter(|c| known(c)).count();
        found >= 4
            || (found == 3
                && keys
                    .iter()
                    .any(|key| key.contains("lastpage") || key.starts_with("derniere page")))
    })?;
    Some(Layout::new(head, index, index).hinted(|key| {
        let timing = key.starts_with("duree pour ")
            || key.starts_with("temps pour ")
            || key.starts_with("group time")
            || key.starts_with("question time")
            || key.starts_with("grouptime")
            || key.starts_with("questiontime");
        if timing {
            return Some(IGNORED);
        }
        COLUMNS
            .iter()
            .find(|(code, texts, _)| is_column(key, code, texts))
            .map(|(_, _, hint)| *hint)
    }))
}

/// `submitdate`, `Date de soumission`, `Date de soumis.. ` or `submitdate. Date de soumission`.
fn is_column(key: &str, code: &str, texts: &[&str]) -> bool {
    if key == code || texts.contains(&key) {
        return true;
    }
    if let Some(start) = key.strip_suffix("..") {
        let start = start.trim();
        return start.chars().count() >= 10 && texts.iter().any(|text| text.starts_with(start));
    }
    key.strip_prefix(code).is_some_and(|rest| {
        let text = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        text.len() < rest.len() && texts.contains(&text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::header::title_key;

    #[test]
    fn a_column_is_known_in_each_heading_mode() {
        let texts: &[&str] = &["date de soumission"];
        for title in [
            "submitdate",
            "Date de soumission",
            "Date de soumiss.. ",
            "submitdate. Date de soumission",
        ] {
            assert!(
                is_column(title_key(title).trim(), "submitdate", texts),
                "{title}"
            );
        }
        assert!(!is_column("date de votre visite", "submitdate", texts));
    }
}
