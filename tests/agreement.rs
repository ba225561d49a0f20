//! A control sample at the command line: drawn, coded by hand, compared with the report.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};

use common::*;
use serde_json::Value;

const HIDDEN: &str = "cahier";

/// A folder with a copy of a report of the repository in `report`.
fn reported(name: &str) -> Session {
    let session = Session::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("reports").join(name).join("synthesis.json");
    session.write("report/synthesis.json", fs::read(path).unwrap());
    session
}

/// The sheets in their order, for a workbook written again.
fn written(sheets: &[(String, Vec<Vec<String>>)]) -> Vec<u8> {
    let sheets: Vec<(&str, &[Vec<String>])> = sheets
        .iter()
        .map(|(name, rows)| (name.as_str(), rows.as_slice()))
        .collect();
    workbook(&sheets)
}

/// The workbook with `code` telling what is written for each answer, by its id and coder.
fn filled(workbook: &[u8], code: impl Fn(&str, usize) -> Vec<String>) -> Vec<u8> {
    let mut all: Vec<(String, Vec<Vec<String>>)> = sheets(workbook).into_iter().collect();
    let hidden = all
        .iter()
        .find(|(name, _)| name == HIDDEN)
        .unwrap()
        .1
        .clone();
    for line in hidden.iter().filter(|line| line[0] == "sheet") {
        let coder: usize = line[2].parse().unwrap();
        let sheet = all.iter_mut().find(|(name, _)| *name == line[3]).unwrap();
        for row in sheet.1.iter_mut().skip(1) {
            row.resize(8, String::new());
            let codes = code(&row[1], coder);
            for (cell, code) in row[3..7].iter_mut().zip(codes) {
                *cell = code;
            }
        }
    }
    written(&all)
}

/// The themes of each answer of a question.
fn coding(synthesis: &Value, question: usize) -> BTreeMap<String, Vec<String>> {
    list(&synthesis["questions"][question], "answers")
        .iter()
        .map(|answer| {
            let themes = ids(list(answer, "themes"));
            let themes = themes.into_iter().map(str::to_owned).collect();
            (text(answer, "id").to_owned(), themes)
        })
        .collect()
}

fn as_the_machine(codes: &BTreeMap<String, Vec<String>>, id: &str) -> Vec<String> {
    match &codes[id][..] {
        [] => vec!["AUCUN THÈME".to_owned()],
        themes => themes.iter().take(4).cloned().collect(),
    }
}

fn sampled(session: &Session, options: &[&str]) -> Vec<u8> {
    let command = [&["sample", "report", "--question", "Q1"][..], options].concat();
    session.cahier(&command).done().printing(&["control.xlsx"]);
    session.bytes("report/control.xlsx")
}

#[test]
fn a_sample_is_blind_repeatable_and_holds_every_theme() {
    let session = reported("mobilite");
    let bytes = sampled(&session, &["--size", "40", "--coders", "2"]);
    assert!(bytes == sampled(&session, &["--size", "40", "--coders", "2"]));
    let other = sampled(&session, &["--size", "40", "--coders", "2", "--seed", "5"]);
    assert!(bytes != other);
    let book = sheets(&bytes);
    let synthesis = session.synthesis("report");
    let codes = coding(&synthesis, 0);
    let rows = &book["Q1 codage 1"];
    assert_eq!(rows.len(), 41);
    assert_eq!(rows[1..], book["Q1 codage 2"][1..]);
    // Nothing in the sheet names a theme; the answers of every main theme are in it.
    let mut mains: BTreeMap<Option<&String>, usize> = BTreeMap::new();
    for row in &rows[1..] {
        assert!(row.iter().all(|cell| !cell.contains("-T0")), "{row:?}");
        *mains.entry(codes[&row[1]].first()).or_default() += 1;
    }
    let all: std::collections::BTreeSet<Option<&String>> =
        codes.values().map(|themes| themes.first()).collect();
    assert_eq!(mains.len(), all.len());
    // Weights give the number of answers back.
    let hidden = &book[HIDDEN];
    let strata = hidden
        .iter()
        .filter(|row| row[0] == "stratum" && row[1] == "Q1");
    let total: f64 = strata
        .map(|row| row[4].parse::<f64>().unwrap() * row[5].parse::<f64>().unwrap())
        .sum();
    assert!((total - codes.len() as f64).abs() < 0.1, "{total}");
}

#[test]
fn perfect_coding_agrees_perfectly_and_enters_every_document() {
    let session = reported("mobilite");
    let book = sampled(&session, &["--size", "60"]);
    let codes = coding(&session.synthesis("report"), 0);
    session.write(
        "filled.xlsx",
        filled(&book, |id, _| as_the_machine(&codes, id)),
    );
    session
        .cahier(&["agree", "report", "filled.xlsx"])
        .done()
        .printing(&["same main theme for 60 answers of 60", "kappa 1.00"]);
    let pair = &session.synthesis("report")["agreement"]["questions"][0]["pairs"][0];
    assert_eq!(pair["kappa"]["value"], 1.0);
    assert_eq!(pair["f1_micro"]["value"], 1.0);
    let said = "même thème principal pour 60 réponses sur 60";
    for name in ["report.html", "report.md", "coding.xlsx"] {
        assert!(
            session.read(&format!("report/{name}")).contains(said),
            "{name}"
        );
    }
    let mut docx = zip::ZipArchive::new(Cursor::new(session.bytes("report/report.docx"))).unwrap();
    let mut document = String::new();
    let mut part = docx.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut document).unwrap();
    assert!(document.contains("ême thème principal pour 60 réponses"));
    assert!(
        !session
            .read("report/report.html")
            .contains(&french_page("fact_agreement_text"))
    );
    // Drawn again from the data alone: the check stays.
    session.cahier(&["render", "report"]).done();
    assert!(session.read("report/report.html").contains(said));
}

fn french_page(key: &str) -> String {
    let words: Value =
        serde_json::from_str(include_str!("../src/report/wording/pages.fr.json")).unwrap();
    text(&words, key).to_owned()
}

#[test]
fn wrong_codes_lower_the_figures_and_two_people_are_compared() {
    let session = reported("mobilite");
    let book = sampled(&session, &["--size", "50", "--coders", "2"]);
    let codes = coding(&session.synthesis("report"), 0);
    // The second person finds no theme in answers whose id is even.
    let even = |id: &str| id.bytes().last().unwrap().is_multiple_of(2);
    let coded = filled(&book, |id, coder| match coder == 1 && even(id) {
        true => vec!["no theme".to_owned()],
        false => as_the_machine(&codes, id),
    });
    session.write("filled.xlsx", coded);
    session.cahier(&["agree", "report", "filled.xlsx"]).done();
    let checked: Value = serde_json::from_str(&session.read("report/agreement.json")).unwrap();
    let pairs = list(&checked["questions"][0], "pairs");
    assert_eq!(pairs.len(), 3);
    let value = |pair: &Value, key: &str| pair[key]["value"].as_f64().unwrap();
    assert_eq!(value(&pairs[0], "kappa"), 1.0);
    for pair in &pairs[1..] {
        let kappa = value(pair, "kappa");
        assert!(kappa > 0.1 && kappa < 0.9, "{kappa}");
        let interval = &pair["kappa"]["interval"];
        let [low, high] = [0, 1].map(|at| interval[at].as_f64().unwrap());
        assert!(low < kappa && kappa < high);
    }
    // The first person is the machine here: both comparisons are the same.
    assert_eq!(value(&pairs[1], "main"), value(&pairs[2], "main"));
}

#[test]
fn cells_that_cannot_be_taken_are_named() {
    let session = reported("mobilite");
    let book = sampled(&session, &["--size", "30"]);
    let order: Vec<String> = sheets(&book)["Q1 codage 1"]
        .iter()
        .skip(1)
        .map(|row| row[1].clone())
        .collect();
    let place = |id: &str| order.iter().position(|known| known == id).unwrap();
    let wrong = filled(&book, |id, _| match place(id) {
        0 => vec!["Q1-T99 · <b>Rien</b>".to_owned()],
        1 => vec![String::new(), "Q1-T01".to_owned()],
        2 => vec!["AUCUN THÈME".to_owned(), "Q1-T01".to_owned()],
        _ => vec!["Q1-T01".to_owned()],
    });
    session.write("wrong.xlsx", wrong);
    let before = session.read("report/synthesis.json");
    session
        .cahier(&["agree", "report", "wrong.xlsx"])
        .ended(1)
        .telling(&[
            "sheet \"Q1 codage 1\", cell D2: \"Q1-T99 · <b>Rien</b>\" is no theme",
            "cell D3: there are further themes but no main theme",
            "cell D4: \"no theme\" does not go with a theme",
        ]);
    assert_eq!(session.read("report/synthesis.json"), before);
    session
        .cahier(&["agree", "report", "report/control.xlsx"])
        .ended(1)
        .telling(&["no answer is coded"]);
    session.write("notes.csv", "a;b\n1;2\n");
    session
        .cahier(&["agree", "report", "notes.csv"])
        .ended(1)
        .telling(&["is no workbook"]);
    session.write("other.xlsx", workbook(&[("x", &cells("a;b"))]));
    session
        .cahier(&["agree", "report", "other.xlsx"])
        .ended(1)
        .telling(&["no workbook written by cahier sample"]);
    session.write("cut.xlsx", &book[..book.len() / 2]);
    session.cahier(&["agree", "report", "cut.xlsx"]).ended(1);
}

#[test]
fn a_sample_of_another_coding_is_refused() {
    let session = reported("mobilite");
    let book = sampled(&session, &["--size", "30"]);
    session.write(
        "filled.xlsx",
        filled(&book, |_, _| vec!["Q1-T01".to_owned()]),
    );
    // A title may change, a coding may not.
    session.tamper("report", |s| {
        s["questions"][0]["themes"][0]["title"] = "Un autre titre".into();
    });
    session.cahier(&["agree", "report", "filled.xlsx"]).done();
    session.tamper("report", |s| {
        s["questions"][0]["question"]["text"] = "Autre ?".into()
    });
    session
        .cahier(&["agree", "report", "filled.xlsx"])
        .ended(1)
        .telling(&["drawn from another coding"]);
}

#[test]
fn hostile_titles_stay_text_in_the_workbook() {
    let session = reported("mobilite");
    session.tamper("report", |s| {
        let title = "=HYPERLINK(\"http://x\")\u{7}".repeat(3000);
        s["questions"][0]["themes"][0]["title"] = title.into();
        s["questions"][0]["question"]["text"] = "=1+1' ]]> <script>".into();
    });
    let book = sampled(&session, &["--size", "30"]);
    let mut archive = zip::ZipArchive::new(Cursor::new(&book[..])).unwrap();
    for at in 0..archive.len() {
        let mut part = String::new();
        archive
            .by_index(at)
            .unwrap()
            .read_to_string(&mut part)
            .unwrap();
        assert!(!part.contains("<f>"), "a formula");
    }
    session.write(
        "filled.xlsx",
        filled(&book, |_, _| vec!["q1-t01".to_owned()]),
    );
    session.cahier(&["agree", "report", "filled.xlsx"]).done();
    // An archive that unpacks for ever is refused like any other.
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    (0..600).for_each(|_| bomb.write_all(&vec![b' '; 1 << 20]).unwrap());
    session.write("bomb.xlsx", bomb.finish().unwrap().into_inner());
    session
        .cahier(&["agree", "report", "bomb.xlsx"])
        .ended(1)
        .telling(&["bomb.xlsx"]);
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let session = reported("mobilite");
    session
        .cahier(&["sample", "report", "--size", "2"])
        .ended(2)
        .telling(&["--size: question Q1 has"]);
    session
        .cahier(&["sample", "report", "--question", "Q7"])
        .ended(2)
        .telling(&["is no question of the report", "\"Q1\""]);
    session
        .cahier(&["sample", "report", "--size", "0"])
        .ended(2);
    session
        .cahier(&["sample", "nowhere"])
        .ended(1)
        .telling(&["cannot be read"]);
}

#[test]
fn a_run_of_the_same_coding_keeps_the_check_and_another_does_not() {
    let session = Session::with_sample("mobilite.csv");
    let run = |seed: &str| {
        session
            .cahier(&[
                "run",
                "mobilite.csv",
                "--out",
                "report",
                "--yes",
                "--seed",
                seed,
            ])
            .done()
    };
    run("0");
    let book = sampled(&session, &["--size", "30"]);
    let codes = coding(&session.synthesis("report"), 0);
    session.write(
        "filled.xlsx",
        filled(&book, |id, _| as_the_machine(&codes, id)),
    );
    session.cahier(&["agree", "report", "filled.xlsx"]).done();
    run("0");
    assert!(session.synthesis("report")["agreement"].is_object());
    run("0").telling(&["the report is up to date"]);
    run("5").telling(&["agreement.json) is of another coding"]);
    assert!(session.synthesis("report")["agreement"].is_null());
}
