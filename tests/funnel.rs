//! From the rows of an export to the answers that are read: what is set aside as a whole is
//! counted by class, told in the report and listed; what was repaired or dropped is told too.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::*;
use serde_json::Value;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/platforms");
    fs::read(folder.join(name)).unwrap()
}

/// What a person says of a fixture.
fn expected(name: &str) -> Value {
    serde_json::from_slice(&fixture(&format!("{name}.expected.json"))).unwrap()
}

/// The rows of a CSV fixture, its titles first.
fn rows_of(name: &str, separator: u8) -> Vec<csv::StringRecord> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .from_reader(fixture(name).as_slice())
        .records()
        .map(|row| row.unwrap())
        .collect()
}

/// A session with a French report of these fixtures in the folder `out`.
fn reported(names: &[&str], options: &[&str]) -> Session {
    let session = Session::new();
    for name in names {
        session.write(name, fixture(name));
    }
    let french = ["--yes", "--lang", "fr"];
    session.report(&[names, &french, options].concat()).done();
    session
}

/// Both documents of a report.
fn documents(session: &Session) -> [String; 2] {
    ["out/report.html", "out/report.md"].map(|name| session.read(name))
}

/// Answers of a question, analysed or not.
fn all_answers(question: &Value) -> Vec<&Value> {
    let analysed = list(question, "answers").iter();
    analysed.chain(list(question, "set_aside")).collect()
}

/// Classes with their counts.
fn classes(pairs: &[Value]) -> BTreeMap<&str, usize> {
    pairs
        .iter()
        .map(|pair| {
            (
                pair[0].as_str().unwrap(),
                pair[1].as_u64().unwrap() as usize,
            )
        })
        .collect()
}

/// Exports with drafts, moderated rows, previews, tests or totals.
const WITH_ROWS_ASIDE: [&str; 5] = [
    "limesurvey_full_fr.csv",
    "cap_questionnaire_simplified_fr.csv",
    "qualtrics_3lignes.csv",
    "granddebat.csv",
    "excel_titres_fusionnes.xlsx",
];

#[test]
fn rows_that_are_no_answers_are_set_aside_counted_and_told() {
    for name in WITH_ROWS_ASIDE {
        let session = reported(&[name], &[]);
        let (synthesis, key) = (session.synthesis("out"), expected(name));
        assert_balanced(&synthesis, count(&key, "rows"));
        let wanted: BTreeMap<&str, usize> = key["set_aside_rows"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(class, count)| (class.as_str(), count.as_u64().unwrap() as usize))
            .collect();
        assert!(!wanted.is_empty(), "{name}");
        assert_eq!(classes(list(&synthesis, "rows_aside")), wanted, "{name}");
        let [html, markdown] = documents(&session);
        for (class, count) in &wanted {
            let told = format!(
                "{}{}{count}",
                french(&format!("class_{class}")),
                french("colon")
            );
            assert!(html.contains(&format!("<li>{told}</li>")), "{name}: {told}");
            assert!(
                markdown.contains(&format!("\n- {told}\n")),
                "{name}: {told}"
            );
            for question in list(&synthesis, "questions") {
                let aside = classes(list(&question["balance"], "set_aside"));
                assert_eq!(aside.get(class), Some(count), "{name} {class}");
            }
        }
    }
}

/// Text as it stands in the page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('\r', "\n")
}

#[test]
fn what_is_set_aside_is_listed_in_the_annex_with_its_text() {
    for name in WITH_ROWS_ASIDE {
        let session = reported(&[name], &[]);
        let html = session.read("out/report.html");
        let annex = html
            .split_once("<section id=\"annex-set-aside\"")
            .unwrap()
            .1;
        let (mut entries, mut texts) = (0, 0);
        for question in list(&session.synthesis("out"), "questions") {
            for answer in list(question, "set_aside") {
                let id = format!("<strong>{}</strong>", escaped(text(answer, "id")));
                assert!(annex.contains(&id), "{name}: {answer}");
                let written = text(answer, "text");
                let class = text(answer, "class");
                if ["draft", "unpublished", "moderated"].contains(&class) {
                    // What was never sent or was taken down is not published by a report.
                    let long = written.trim().chars().count() > 20;
                    assert!(
                        !long || !html.contains(&escaped(written)),
                        "{name}: {answer}"
                    );
                } else if !written.trim().is_empty() {
                    let quoted = format!(">{}</q>", escaped(written));
                    assert!(annex.contains(&quoted), "{name}: {answer}");
                    texts += 1;
                }
                entries += 1;
            }
        }
        assert_eq!(annex.matches("<li id=").count(), entries, "{name}");
        assert!(texts > 0, "{name}");
    }
}

/// In a file that mixes opinions and votes, a vote holds no opinion: nobody left one out.
#[test]
fn a_vote_without_text_was_not_asked_for_one() {
    let name = "cap_consultation_mixte.csv";
    let rows = rows_of(name, b',');
    let kind = |answer: &Value| rows[count(&answer["source"], "row") - 1][0].to_owned();
    let session = reported(&[name], &[]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, rows.len() - 1);
    for question in list(&synthesis, "questions") {
        let votes: Vec<&Value> = all_answers(question)
            .into_iter()
            .filter(|answer| kind(answer) == "Vote")
            .collect();
        assert!(!votes.is_empty());
        for vote in votes {
            assert_eq!(vote["class"], "not_asked", "{vote}");
        }
        let empty = list(question, "set_aside")
            .iter()
            .filter(|answer| answer["class"] == "empty");
        assert_eq!(empty.count(), 0, "{}", question["question"]);
    }
}

#[test]
fn two_files_of_one_consultation_meet_question_by_question() {
    let (first, second) = ("granddebat.csv", "granddebat_v2.csv");
    let alone = [first, second].map(|name| reported(&[name], &[]).synthesis("out"));
    let session = reported(&[first, second], &[]);
    let together = session.synthesis("out");
    let rows = |synthesis: &Value| count(synthesis, "rows");
    assert_balanced(&together, rows(&alone[0]) + rows(&alone[1]));
    let questions = list(&together, "questions");
    assert_eq!(questions.len(), list(&alone[0], "questions").len());
    assert_eq!(questions.len(), list(&alone[1], "questions").len());
    for (index, question) in questions.iter().enumerate() {
        let one = |part: &Value, figure: &str| count(&part["questions"][index]["balance"], figure);
        assert_eq!(
            count(&question["balance"], "analysed"),
            one(&alone[0], "analysed") + one(&alone[1], "analysed")
        );
        let files: BTreeSet<&str> = list(question, "answers")
            .iter()
            .map(|answer| text(&answer["source"], "file"))
            .collect();
        assert_eq!(files, BTreeSet::from([first, second]));
    }
    let aside = |synthesis: &Value| classes(list(synthesis, "rows_aside"))["moderated"];
    assert_eq!(aside(&together), aside(&alone[0]) + aside(&alone[1]));
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn formatting_in_cells_is_taken_out_and_told() {
    let name = "decidim_propositions.csv";
    let session = reported(&[name], &[]);
    let synthesis = session.synthesis("out");
    let formatted = rows_of(name, b';')
        .iter()
        .filter(|row| row.iter().any(|cell| cell.contains("<p>")))
        .count();
    assert!(formatted > 10);
    for question in list(&synthesis, "questions") {
        for answer in all_answers(question) {
            let written = text(answer, "text");
            for tag in ["<p>", "</p>", "<br", "<li>", "&nbsp;", "&amp;"] {
                assert!(!written.contains(tag), "{written}");
            }
        }
    }
    let cells = count(&synthesis, "markup");
    assert!(cells > 0);
    let many = french("answer").split_once('|').unwrap().1.to_owned();
    let told = french("markup").replace("{answers}", &format!("{cells}\u{a0}{many}"));
    for document in documents(&session) {
        assert!(document.contains(&told), "{told}");
    }
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn spoilt_accents_are_told_and_left_alone() {
    let name = "mojibake.csv";
    let rows = rows_of(name, b';');
    let session = reported(&[name], &[]);
    let synthesis = session.synthesis("out");
    assert!(count(notice(&synthesis, "spoilt_text"), "cells") > 0);
    let mut spoilt = 0;
    for question in list(&synthesis, "questions") {
        let letter = text(&question["question"], "column").as_bytes()[0];
        for answer in all_answers(question) {
            let row = &rows[count(&answer["source"], "row") - 1];
            assert_eq!(text(answer, "text"), &row[usize::from(letter - b'A')]);
            spoilt += usize::from(text(answer, "text").contains("Ã©"));
        }
    }
    assert!(spoilt > 0);
    for document in documents(&session) {
        assert!(document.contains("--repair-encoding"));
    }
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn spoilt_accents_are_mended_when_asked_and_the_report_holds() {
    let session = reported(&["mojibake.csv"], &["--repair-encoding"]);
    let synthesis = session.synthesis("out");
    assert!(count(notice(&synthesis, "mended_text"), "cells") > 0);
    let notices = list(&synthesis["files"][0], "notices");
    assert!(notices.iter().all(|notice| notice["kind"] != "spoilt_text"));
    let mut accented = 0;
    for question in list(&synthesis, "questions") {
        assert!(!text(&question["question"], "text").contains('Ã'));
        for answer in all_answers(question) {
            let written = text(answer, "text");
            assert!(!written.contains('Ã'), "{written}");
            accented += usize::from(written.contains('é'));
        }
    }
    assert!(accented > 5, "{accented}");
    for document in documents(&session) {
        assert!(!document.contains("Ã©"));
    }
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn a_report_on_any_kind_of_file_is_proved_against_it() {
    for name in [
        "limesurvey.xlsx",
        "decidim.xls",
        "hand_made.ods",
        "atelier.md",
        "qualtrics_utf16.tsv",
        "grist.dsv",
    ] {
        let session = reported(&[name], &[]);
        assert_balanced(&session.synthesis("out"), count(&expected(name), "rows"));
        session
            .cahier(&["verify", "out"])
            .done()
            .printing(&["All holds: 1 source file(s)"]);
    }
}

#[test]
fn direct_identifiers_are_named_as_dropped_and_stand_nowhere() {
    let name = "google_forms.csv";
    let rows = rows_of(name, b',');
    let key = expected(name);
    let columns: Vec<&str> = list(&key, "columns")
        .iter()
        .filter(|column| column["role"] == "identifier")
        .map(|column| text(column, "title"))
        .collect();
    let session = reported(&[name], &[]);
    // In Markdown, an address is kept from becoming a link.
    let files = REPORT_FILES.map(|file| {
        let content = session.read(&format!("out/{file}"));
        content.replace("&#64;", "@").replace("&#39;", "'")
    });
    let mut looked_for = 0;
    for title in &columns {
        let column = rows[0].iter().position(|t| t == *title).unwrap();
        for value in rows[1..].iter().map(|row| &row[column]) {
            if value.chars().count() >= 6 {
                for (content, file) in files.iter().zip(REPORT_FILES) {
                    assert!(!content.contains(value), "{value} stands in {file}");
                }
                looked_for += 1;
            }
        }
    }
    assert!(looked_for > 20, "{looked_for}");
    let told = french("dropped").replace("{columns}", &columns.join(", "));
    for document in documents(&session) {
        assert!(document.contains(&told), "{told}");
    }
    let synthesis = session.synthesis("out");
    let ledger: BTreeMap<&str, &Value> = list(&synthesis, "columns")
        .iter()
        .map(|column| (text(column, "title"), column))
        .collect();
    for title in &columns {
        assert_eq!(ledger[title]["read"], false, "{title}");
    }
}

/// Somebody's answer in the place of the titles: told, and masked where titles are printed.
#[test]
fn a_file_without_titles_is_told_and_publishes_nobody() {
    let rows: Vec<String> = (0..15)
        .map(|i| {
            format!(
                "2026-03-{:02};p{i}@exemple.fr;Il manque des bancs devant la mairie numéro {i}, \
                 appelez-moi\n",
                i + 1
            )
        })
        .collect();
    let first = "2026-02-28;jeanne.morel@exemple.fr;Appelez-moi au 06 39 98 12 34 pour les bancs\n";
    let session = Session::with("avis.csv", format!("{first}{}", rows.concat()));
    session
        .report(&["avis.csv", "--open", "C", "--lang", "fr"])
        .done();
    notice(&session.synthesis("out"), "titles_like_answers");
    for name in ["synthesis.json", "report.md", "report.html", "coding.csv"] {
        let written = session.read(&format!("out/{name}"));
        assert!(!written.contains("06 39 98 12 34"), "{name}");
        assert!(!written.contains("jeanne.morel"), "{name}");
    }
}
