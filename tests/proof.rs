//! A report can be made again, byte for byte, and proved against its sources: `verify`
//! finds whatever was changed since, wherever it was changed.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::*;
use serde_json::{Value, json};

/// A fresh report on `parks.csv`, its source beside it.
fn fresh() -> Session {
    let session = Session::with_sample("parks.csv");
    session.report(&["parks.csv", "--yes"]).done();
    session
}

/// `verify` ends with 1 and prints these parts.
#[track_caller]
fn found(session: &Session, parts: &[&str]) {
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .printing(&["difference(s):"])
        .printing(parts);
}

#[test]
fn a_fresh_report_holds_and_the_quotes_are_counted() {
    let session = fresh();
    let quotes: usize = list(&session.synthesis("out"), "questions")
        .iter()
        .flat_map(|question| list(question, "themes"))
        .map(|theme| list(theme, "quotes").len())
        .sum();
    assert!(quotes > 20);
    let cells = 2 * 115;
    session.cahier(&["verify", "out"]).done().printing(&[
        "All holds: 1 source file(s)",
        &format!("{cells} cells"),
        &format!("{quotes} quotes found byte for byte"),
    ]);
    session
        .cahier_in_locale(&["verify", "out"], "fr_FR.UTF-8")
        .done()
        .printing(&["Tout concorde", &format!("{quotes} citations")]);
}

#[test]
fn one_character_changed_in_the_source_is_found_at_its_cell() {
    let session = fresh();
    let source = session.read("parks.csv");
    let changed = source.replacen("Beautiful place, people", "Beautiful plane, people", 1);
    assert_ne!(changed, source);
    session.write("parks.csv", changed);
    found(
        &session,
        &[
            "2 difference(s)",
            "\"parks.csv\" has changed",
            "answer P001",
            "parks.csv G2",
        ],
    );
    session.write("parks.csv", source);
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn a_row_added_to_the_source_is_found() {
    let session = fresh();
    let source = session.read("parks.csv");
    session.write("parks.csv", source + "P999,,,,,,New benches,More trees\n");
    found(
        &session,
        &["Q1: row 117 of \"parks.csv\" is neither", "Q2: row 117"],
    );
}

#[test]
fn a_count_changed_in_the_result_is_found() {
    let session = fresh();
    let theme = session.synthesis("out")["questions"][0]["themes"][0].clone();
    for figure in ["answers", "main_answers", "respondents", "distinct_texts"] {
        let written = count(&theme, figure);
        set(
            &session,
            "/questions/0/themes/0",
            figure,
            json!(written + 1),
        );
        let difference = format!("{} written, {written} counted", written + 1);
        found(&session, &["Q1-T01", &difference]);
        set(&session, "/questions/0/themes/0", figure, json!(written));
    }
    for figure in [
        "rows",
        "analysed",
        "in_theme",
        "unassigned",
        "distinct_texts",
    ] {
        let question = session.synthesis("out")["questions"][1].clone();
        let written = count(&question["balance"], figure);
        set(&session, "/questions/1/balance", figure, json!(written + 1));
        found(&session, &["Q2: ", &format!("{} written", written + 1)]);
        set(&session, "/questions/1/balance", figure, json!(written));
    }
}

fn set(session: &Session, place: &str, key: &str, value: Value) {
    session.tamper("out", |synthesis| {
        synthesis.pointer_mut(place).unwrap()[key] = value;
    });
}

#[test]
fn an_answer_or_quote_changed_in_the_result_is_found() {
    let session = fresh();
    let quote = "/questions/0/themes/0/quotes/0";
    let synthesis = session.synthesis("out");
    let before = synthesis.pointer(quote).unwrap();
    let said = text(before, "text");
    set(&session, quote, "text", json!(format!("{said} Really.")));
    found(&session, &["Q1-T01: the quote of", text(before, "answer")]);
    set(&session, quote, "text", json!(said));
    // Elsewhere in the same answer is not where the quote stands.
    set(
        &session,
        quote,
        "span",
        json!({"start": 1, "end": said.len() + 1}),
    );
    found(&session, &["Q1-T01: the quote of"]);
    set(&session, quote, "span", before["span"].clone());
    set(
        &session,
        "/questions/0/answers/0",
        "text",
        json!("All is well."),
    );
    found(
        &session,
        &["answer P001 is not the text of cell parks.csv G2"],
    );
}

#[test]
fn an_answer_taken_out_of_the_result_is_found() {
    let session = fresh();
    session.tamper("out", |synthesis| {
        let aside = &mut synthesis["questions"][0]["set_aside"];
        aside.as_array_mut().unwrap().remove(0);
    });
    found(&session, &["Q1: row ", "is neither analysed nor set aside"]);
}

#[test]
fn a_document_edited_or_taken_away_is_found() {
    let session = fresh();
    for file in ["report.html", "report.md", "coding.csv"] {
        let path = format!("out/{file}");
        let whole = session.read(&path);
        session.write(&path, whole.replacen("bench", "pench", 1));
        found(
            &session,
            &["1 difference(s)", &format!("{file} is not what")],
        );
        fs::remove_file(session.path(&path)).unwrap();
        found(&session, &[&format!("{file} is missing")]);
        session.write(&path, whole);
        session.cahier(&["verify", "out"]).done();
    }
}

#[test]
fn another_layout_is_not_taken_for_a_report() {
    let session = fresh();
    set(&session, "", "schema", json!("cahier/synthesis/999"));
    found(&session, &["cahier/synthesis/999"]);
    session.write("out/synthesis.json", "{\"schema\": ");
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .telling(&["synthesis.json", "is not in the layout"]);
}

#[test]
fn a_source_that_is_gone_is_asked_for_and_found_again() {
    let session = fresh();
    fs::create_dir(session.path("archives")).unwrap();
    fs::rename(
        session.path("parks.csv"),
        session.path("archives/parks.csv"),
    )
    .unwrap();
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .telling(&["\"parks.csv\" cannot be found", "--source"]);
    for place in ["archives", "archives/parks.csv"] {
        session
            .cahier(&["verify", "out", "--source", place])
            .done()
            .printing(&["All holds"]);
    }
}

#[test]
fn a_report_whose_folder_was_renamed_still_holds() {
    let session = fresh();
    fs::rename(session.path("out"), session.path("publication")).unwrap();
    session.cahier(&["verify", "publication"]).done();
}

#[test]
fn the_report_speaks_the_language_asked_for_else_that_of_the_answers() {
    let cases: [(&[&str], &str, &str); 3] = [
        (&[], "fr", "Synthèse de la consultation"),
        (&["--lang", "en"], "en", "Consultation report"),
        (&["--lang", "fr"], "fr", "Synthèse de la consultation"),
    ];
    for (options, code, title) in cases {
        let session = Session::with_sample("mobilite.csv");
        session
            .report(&[&["mobilite.csv", "--yes"][..], options].concat())
            .done();
        assert_eq!(session.synthesis("out")["language"], code);
        let html = session.read("out/report.html");
        assert!(html.contains(&format!("<html lang=\"{code}\">")));
        assert!(html.contains(&format!("<h1>{title}</h1>")));
        assert!(
            session
                .read("out/report.md")
                .starts_with(&format!("# {title}\n"))
        );
    }
}

#[test]
fn a_document_changed_by_hand_is_found_whatever_its_format() {
    let session = Session::with_sample("parks.csv");
    session.report(&["parks.csv", "--yes"]).done();
    for name in [
        "report.html",
        "onepage.html",
        "simplified.html",
        "report.md",
        "report.docx",
        "coding.xlsx",
        "coding.qdpx",
        "codebook.qdc",
        "themes.csv",
        "iramuteq-q1.txt",
    ] {
        let path = session.path(&format!("out/{name}"));
        let written = fs::read(&path).unwrap();
        let mut changed = written.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        fs::write(&path, &changed).unwrap();
        session
            .cahier(&["verify", "out"])
            .ended(1)
            .printing(&[name]);
        fs::write(&path, &written).unwrap();
    }
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn a_run_can_be_repeated_byte_for_byte() {
    for name in ["mobilite.csv", "logement.xlsx", "parks.csv"] {
        let session = Session::with_sample(name);
        for (folder, threads) in [("a", "1"), ("b", "2"), ("c", "2")] {
            session
                .cahier(&["run", name, "--yes", "--out", folder, "--threads", threads])
                .done();
            let mut written: Vec<String> = fs::read_dir(session.path(folder))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            written.sort();
            // For this machine, and with the time of day.
            written.retain(|file| file != ".cahier" && file != "journal.jsonl");
            assert!(REPORT_FILES.iter().all(|f| written.iter().any(|w| w == f)));
            for file in written {
                let first = fs::read(session.path("a").join(&file)).unwrap();
                let found = fs::read(session.path(folder).join(&file)).unwrap();
                assert!(found == first, "{name}: {file} of {folder} differs");
            }
        }
    }
}
