//! Two results at the command line: what is new, gone, grown, and which answers moved.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::*;
use serde_json::{Value, json};

fn reported(folder: &str, session: &Session) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("reports/mobilite/synthesis.json");
    session.write(&format!("{folder}/synthesis.json"), fs::read(path).unwrap());
}

/// Of the sample.
const SEPARATOR: u8 = b';';

/// The file without every sixth row.
fn less(csv: &[u8]) -> Vec<u8> {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(SEPARATOR)
        .from_reader(csv);
    let mut kept = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(SEPARATOR)
        .from_writer(Vec::new());
    for (at, row) in rows.byte_records().enumerate() {
        if at == 0 || at % 6 != 0 {
            kept.write_byte_record(&row.unwrap()).unwrap();
        }
    }
    kept.into_inner().unwrap()
}

#[test]
fn a_run_less_some_rows_is_compared_by_answers() {
    let session = Session::with_sample("mobilite.csv");
    session
        .cahier(&["run", "mobilite.csv", "--out", "a", "--yes"])
        .done();
    session.write("less.csv", less(&session.bytes("mobilite.csv")));
    session
        .cahier(&["run", "less.csv", "--out", "b", "--yes"])
        .done();
    let said = session
        .cahier(&["diff", "b", "a", "--out", "d"])
        .done()
        .printing(&["«\u{a0}b\u{a0}»", "Q1", "d/diff.html"]);
    let [a, b] = ["a", "b"].map(|name| session.synthesis(name));
    let base = |s: &Value| count(&s["questions"][0]["balance"], "analysed");
    assert!(
        said.stdout
            .contains(&format!("{}\u{a0}réponses analysées avant", base(&b)))
    );
    assert!(
        said.stdout
            .contains(&format!("{}\u{a0}réponses après", base(&a)))
    );
    // Every analysed answer of b is in a, with the same text.
    assert!(said.stdout.contains(&format!("{} dans les deux", base(&b))));
    assert!(said.stdout.contains("reconnus"), "{}", said.stdout);
    let page = session.read("d/diff.html");
    for part in [
        "<caption>",
        "scope=\"col\"",
        "scope=\"row\"",
        "Content-Security-Policy",
        "<svg",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script"));
    let moved = csv::Reader::from_path(session.path("d/diff.csv"))
        .unwrap()
        .into_records()
        .count();
    let listed = page.matches("class=\"verbatim\"").count();
    assert_eq!(
        listed,
        moved.min(100 * a["questions"].as_array().unwrap().len())
    );
    // The same comparison gives the same bytes.
    session
        .cahier(&["diff", "b/synthesis.json", "a", "--out", "e"])
        .done();
    assert!(session.bytes("d/diff.html") == session.bytes("e/diff.html"));
}

#[test]
fn nothing_changed_is_said() {
    let session = Session::new();
    reported("a", &session);
    reported("b", &session);
    session
        .cahier(&["diff", "a", "b", "--lang", "en"])
        .done()
        .printing(&[
            "No common answer has another main theme",
            "too few answers to say whether themes moved",
            "recognised by their ids",
            "Under 30 new answers",
        ]);
    assert!(session.path("b/diff.md").exists());
}

#[test]
fn a_theme_that_is_gone_and_hostile_texts_are_shown_as_they_are() {
    let session = Session::new();
    reported("a", &session);
    let hostile = "=cmd|' /C calc'!A0 </caption><script>alert(1)</script> \u{1b}[2J";
    session.write("b/synthesis.json", session.read("a/synthesis.json"));
    session.tamper("a", |s| {
        s["questions"][0]["themes"][1]["title"] = hostile.into();
        // Nothing is recognised by title: all themes go by their answers.
        for theme in s["questions"][0]["themes"].as_array_mut().unwrap() {
            let id = text(theme, "id").to_owned();
            theme["title"] = json!(format!("{id} {}", text(theme, "title")));
        }
        s["questions"][1]["question"]["text"] = "# Une *autre* <b>question</b> ?".into();
        s["questions"][1]["question"]["id"] = json!("Q9");
        s["adaptations"] = json!([]);
    });
    let said = session
        .cahier(&["diff", "a", "b", "--lang", "en", "--out", "d"])
        .done();
    assert!(said.stdout.contains("Questions that are no longer there"));
    assert!(!said.stdout.contains('\u{1b}'));
    let page = session.read("d/diff.html");
    assert!(!page.contains("<script") && !page.contains("<b>question"));
    assert!(!session.read("d/diff.md").contains("<script"));
    session
        .cahier(&["diff", "a", "nowhere"])
        .ended(1)
        .telling(&["cannot be read"]);
    session.write("c/synthesis.json", "{}");
    session
        .cahier(&["diff", "a", "c"])
        .ended(1)
        .telling(&["is not in the layout"]);
}

/// A result of a later wave, as its run writes it.
fn with_evolution(session: &Session) {
    session.tamper("a", |s| {
        let question = &mut s["questions"][0];
        let analysed = count(&question["balance"], "analysed");
        let themes: Vec<Value> = list(question, "themes")
            .iter()
            .enumerate()
            .map(|(at, theme)| {
                let now = count(theme, "answers");
                let change = ["grown", "new", "kept", "faded"][at.min(3)];
                json!({
                    "theme": theme["id"], "title": theme["title"], "change": change,
                    "before": if change == "new" { 0 } else { now / 2 }, "now": now,
                    "already": now / 3,
                })
            })
            .chain([json!({
                "theme": "Q1-T90", "title": "<i>Vignettes</i> | oubliées", "change": "vanished",
                "before": 7, "now": 0, "already": 0,
            })])
            .collect();
        let first = themes[0]["theme"].clone();
        let second = themes[1]["theme"].clone();
        question["evolution"] = json!({
            "since": "vague <1>", "before": 60, "now": analysed, "already": analysed / 3,
            "themes": themes,
            "merged": [{"themes": [first, second], "shares": [80, 70], "answers": 30}],
            "split": [{"theme": first, "parts": [
                {"title": "bus", "answers": 9, "share": 60}, {"title": "vélo", "answers": 6, "share": 40},
            ]}],
        });
        question["evolution"]["themes"][2]["drift"] =
            json!({"newcomers": 12, "similarity": 41, "expected": 70});
    });
}

#[test]
fn the_evolution_of_a_later_wave_is_in_every_document() {
    let session = Session::new();
    reported("a", &session);
    with_evolution(&session);
    session.cahier(&["render", "a"]).done();
    let page = session.read("a/report.html");
    for part in [
        "id=\"q1-evolution\"",
        "Depuis la vague précédente",
        "pic-change",
        "disparu",
        "&lt;i&gt;Vignettes&lt;/i&gt;",
        "vague &lt;1&gt;",
        "À relire",
        "proximité 41",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        session
            .read("a/onepage.html")
            .contains("report.html#q1-evolution")
    );
    let text = session.read("a/report.md");
    assert!(text.contains("Depuis la vague précédente (Q1)") && !text.contains("<i>"));
    let docx = session.bytes("a/report.docx");
    let mut docx = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut document = String::new();
    let mut part = docx.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut document).unwrap();
    assert!(document.contains("Depuis la vague précédente"));
    assert!(document.contains("&lt;i&gt;Vignettes&lt;/i&gt;"));
    let book = sheets(&session.bytes("a/coding.xlsx"));
    assert!(
        book["Évolution"]
            .iter()
            .any(|row| row[2] == "<i>Vignettes</i> | oubliées")
    );
}
