//! Every export a French authority may drop: recognised, explained, accounted for to the
//! row. Each fixture has what a person says of it beside it, in `….expected.json`.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use common::Session;
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/platforms")
        .join(name)
}

/// What `cahier inspect --json` says of a fixture.
fn inspected(name: &str, options: &[&str]) -> Value {
    let session = Session::new();
    session.write(name, fs::read(fixture(name)).expect("a fixture"));
    let mut arguments = vec!["inspect", name, "--json"];
    arguments.extend(options);
    let said = session.cahier(&arguments).done();
    serde_json::from_str(&said.stdout).expect("JSON")
}

fn expected(name: &str) -> Value {
    let text = fs::read_to_string(fixture(&format!("{name}.expected.json"))).expect("a key");
    serde_json::from_str(&text).expect("JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Compares what was read with what a person expects; every difference is told at once.
fn compare(name: &str, options: &[&str]) {
    let (read, key) = (inspected(name, options), expected(name));
    let file = &read["files"][0];
    let mut wrong = Vec::new();
    let mut say = |what: &str, read: &Value, expected: &Value| {
        if read != expected {
            wrong.push(format!("{what}: read {read}, expected {expected}"));
        }
    };
    let platform = match file["platform"].as_str() {
        Some(code) => code.to_owned(),
        None => "hand_made".to_owned(),
    };
    say("platform", &platform.into(), &key["platform"]);
    say("sheet", &file["sheet"], &key["sheet"]);
    say("title row", &file["header_row"], &key["title_row"]);
    say("rows", &read["rows"], &key["rows"]);
    let aside: BTreeMap<&str, &Value> = read["rows_set_aside"]
        .as_array()
        .expect("classes")
        .iter()
        .map(|pair| (pair[0].as_str().unwrap_or_default(), &pair[1]))
        .collect();
    let aside = serde_json::to_value(aside).expect("JSON");
    say("rows set aside", &aside, &key["set_aside_rows"]);
    let columns = read["columns"].as_array().expect("columns");
    for column in key["columns"].as_array().expect("columns") {
        let letters = text(column, "letters");
        let Some(found) = columns.iter().find(|c| text(c, "letters") == letters) else {
            wrong.push(format!("column {letters} was not read"));
            continue;
        };
        if text(found, "title") != text(column, "title") {
            wrong.push(format!(
                "{letters}: title {:?}, expected {:?}",
                text(found, "title"),
                text(column, "title")
            ));
        }
        let (read, wanted) = (text(found, "role"), text(column, "role"));
        if read != wanted {
            let doubt = if found["uncertain"] == true {
                ", uncertain"
            } else {
                ""
            };
            wrong.push(format!(
                "{letters} {:?}: {read}{doubt} ({}), expected {wanted}",
                text(column, "title"),
                text(found, "reason")
            ));
        }
    }
    let listed = key["columns"].as_array().map_or(0, Vec::len);
    if columns.len() != listed {
        wrong.push(format!("{} columns, expected {listed}", columns.len()));
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

macro_rules! reads {
    ($($test:ident: $file:literal $(with $option:literal)*,)*) => {
        $(#[test] fn $test() { compare($file, &[$($option),*]); })*
    };
}

reads! {
    limesurvey_full_text: "limesurvey_full_fr.csv",
    limesurvey_codes: "limesurvey_code.csv",
    limesurvey_codes_and_text: "limesurvey_codetext.csv",
    limesurvey_abbreviated: "limesurvey_abrege.csv",
    limesurvey_workbook: "limesurvey.xlsx",
    decidim_survey: "decidim_reponses.csv",
    decidim_survey_old_workbook: "decidim.xls",
    decidim_proposals: "decidim_propositions.csv",
    decidim_comments: "decidim_commentaires.csv",
    cap_collectif_questionnaire: "cap_questionnaire.csv",
    cap_collectif_questionnaire_simplified: "cap_questionnaire_simplified_fr.csv",
    cap_collectif_consultation: "cap_consultation_mixte.csv",
    cap_collectif_proposals: "cap_propositions.csv",
    grand_debat: "granddebat.csv",
    grand_debat_later: "granddebat_v2.csv",
    demarches_simplifiees: "ds_dossiers.xlsx",
    google_forms: "google_forms.csv",
    google_forms_workbook: "google_forms.xlsx",
    microsoft_forms: "ms_forms_fr.xlsx",
    microsoft_forms_english: "ms_forms_en.xlsx",
    microsoft_forms_saved_by_excel: "ms_forms_cp1252.csv",
    framaforms: "framaforms_3lignes.csv",
    framaforms_compact: "framaforms_compact.csv",
    surveymonkey: "surveymonkey_2lignes.csv",
    surveymonkey_french_workbook: "surveymonkey_fr.xlsx",
    typeform: "typeform.csv",
    qualtrics: "qualtrics_3lignes.csv",
    qualtrics_utf16: "qualtrics_utf16.tsv",
    kobotoolbox: "kobo.csv",
    kobotoolbox_workbook: "kobo_en.xlsx",
    grist: "grist.csv",
    grist_odd_separator: "grist.dsv",
    hand_made_workbook: "excel_titres_fusionnes.xlsx",
    hand_made_open_document: "hand_made.ods",
    spoilt_text: "mojibake.csv" with "--repair-encoding",
    notes: "une_colonne.txt",
    notes_in_markdown: "atelier.md",
    injection: "injection.csv",
    campaign: "campagne.csv",
    very_few: "tres_peu.csv",
    matrix: "matrice.csv",
}
