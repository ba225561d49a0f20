//! Files as people really hand them in: damaged, mistaken for a table, or nearly empty.
//! Each is refused with a message that says what and where and what to do, or gives a
//! report that accounts for every row.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;

const SMALL: &str = "id;Que manque-t-il dans votre quartier ?\n\
                     1;Il manque des bus le soir.\n\
                     2;Plus de bancs près de l'école.\n\
                     3;La piste cyclable s'arrête au pont.\n";

/// Refused, told with these parts, and nothing written.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, parts: &[&str]) {
    let session = Session::with(name, content);
    session
        .report(&[name, "--yes"])
        .ended(1)
        .telling(&[name])
        .telling(parts);
    assert!(!session.path("out").exists());
}

#[test]
fn a_file_without_answers_is_refused() {
    for content in ["", "  \n\n \t \n"] {
        refused("vide.csv", content, &["is empty", "Export the answers"]);
    }
    for content in ["numero;avis\n", "numero;avis", "numero;avis\n;\n;\n"] {
        refused(
            "titres.csv",
            content,
            &[
                "column titles (numero",
                "no answer",
                "Check that the export",
            ],
        );
    }
    let titles = workbook(&[("Feuille", &cells("numero;avis"))]);
    refused("titres.xlsx", titles, &["column titles (numero"]);
    refused(
        "vide.xlsx",
        workbook(&[("Feuille", &[])]),
        &["without a single filled cell", "Check the export"],
    );
}

#[test]
fn what_is_no_table_is_called_what_it_is() {
    let advice = "Export the answers as CSV or XLSX";
    let cases: [(&[u8], &str); 6] = [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
        (b"<!DOCTYPE html>\n<html><table></table>", "a web page"),
        (b"\xEF\xBB\xBF \n<html>", "a web page"),
        (b"{\"answers\": [1, 2]}", "a JSON file"),
        (b"[{\"answer\": 1}]", "a JSON file"),
    ];
    for (content, kind) in cases {
        refused("export.csv", content, &["is no table", kind, advice]);
    }
}

#[test]
fn an_indented_json_list_is_json_too() {
    let content = "[\n  {\n    \"answer\": \"des bus\"\n  }\n]\n";
    refused("export.csv", content, &["is no table", "a JSON file"]);
}

#[test]
fn text_under_a_workbook_s_name_is_read_and_said() {
    let session = Session::with("export.xlsx", SMALL);
    session
        .report(&["export.xlsx", "--yes"])
        .done()
        .telling(&["extension does not match", "read as CSV"]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    assert_eq!(notice(&synthesis, "misnamed_file")["found"], "CSV");
}

#[test]
fn a_cut_workbook_is_told_from_a_whole_one() {
    let rows: Vec<Vec<String>> = (0..200)
        .map(|i| vec![i.to_string(), format!("Réponse {i} au sujet des bus")])
        .collect();
    let whole = workbook(&[("Réponses", &rows)]);
    for part in 1..8 {
        refused(
            "coupe.xlsx",
            &whole[..whole.len() * part / 8],
            &["damaged or truncated workbook", "save it as XLSX again"],
        );
    }
}

#[test]
fn garbage_that_begins_like_a_workbook_is_refused() {
    let garbage: Vec<u8> = (0..2000u32).map(|i| (i * 7919 % 251) as u8).collect();
    let starts: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
    for start in starts {
        let content = [start, garbage.as_slice()].concat();
        refused("export.xlsx", content, &["damaged or truncated workbook"]);
    }
}

#[test]
fn garbage_after_two_letters_of_a_workbook_is_refused_by_name() {
    let garbage: Vec<u8> = (0..2000u32).map(|i| (i * 7919 % 251) as u8).collect();
    refused(
        "export.xlsx",
        [b"PK".as_slice(), garbage.as_slice()].concat(),
        &[],
    );
}

#[test]
fn three_answers_in_one_column_give_a_report_that_says_how_few() {
    let one_column: String = SMALL
        .lines()
        .map(|line| line.split_once(';').unwrap().1.to_owned() + "\n")
        .collect();
    for (content, first_id) in [(SMALL, "1"), (one_column.as_str(), "R-0001")] {
        let session = Session::with("petit.csv", content);
        session
            .report(&["petit.csv", "--yes", "--lang", "en"])
            .done();
        let synthesis = session.synthesis("out");
        assert_balanced(&synthesis, 3);
        let question = &synthesis["questions"][0];
        assert_eq!(list(question, "answers")[0]["id"], first_id);
        assert!(list(question, "themes").is_empty());
        for document in ["out/report.html", "out/report.md"] {
            let report = session.read(document);
            assert!(report.contains("Small base"), "{document}");
            assert!(report.contains("Too few answers to group"), "{document}");
        }
    }
}

#[test]
fn a_very_long_answer_is_kept_whole() {
    let sentence = "Il manque des bus le soir. ";
    let answer: String = sentence.chars().cycle().take(200_000).collect();
    let answer = answer.trim_end();
    let session = Session::with("long.csv", format!("id;avis\n1;{answer}\n"));
    session.report(&["long.csv", "--open", "avis"]).done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 1);
    assert_eq!(answer_texts(&synthesis), [answer]);
    assert_eq!(session.coding("out")[1][8], answer);
}

#[test]
fn nul_bytes_are_taken_out_and_said() {
    let session = Session::with("nul.csv", b"id;avis\n1;des ba\0ncs\n2;\0\n3;des bus\n");
    session
        .report(&["nul.csv", "--open", "avis"])
        .done()
        .telling(&["NUL characters removed: 2"]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    assert_eq!(answer_texts(&synthesis), ["des bancs", "des bus"]);
    assert_eq!(notice(&synthesis, "nul_removed")["count"], 2);
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn line_ends_of_any_kind_keep_every_row_at_its_number() {
    let lines = ["id;avis", "1;des bancs", "2;des bus", "3;des arbres"];
    for end in ["\n", "\r\n", "\r"] {
        let session = Session::with("fins.csv", lines.join(end));
        session.report(&["fins.csv", "--open", "avis"]).done();
        assert_rows(&session, &[2, 3, 4]);
    }
    let mixed = "id;avis\r\n1;des bancs\r2;des bus\n3;des arbres\n\r\n4;du calme";
    let session = Session::with("fins.csv", mixed);
    session.report(&["fins.csv", "--open", "avis"]).done();
    assert_rows(&session, &[2, 3, 4, 6]);
}

/// All rows analysed, each with the number a spreadsheet shows for it.
#[track_caller]
fn assert_rows(session: &Session, numbers: &[usize]) {
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, numbers.len());
    let found: Vec<usize> = list(&synthesis["questions"][0], "answers")
        .iter()
        .map(|answer| count(&answer["source"], "row"))
        .collect();
    assert_eq!(found, numbers);
}

#[test]
fn ragged_rows_are_all_kept() {
    let content = "id;avis;lieu\n1;des bancs;nord\n2\n3;des bus\n\
                   4;des arbres;sud;de trop;encore\n;;\n5;du calme;nord\n";
    let session = Session::with("dents.csv", content);
    session
        .report(&["dents.csv", "--open", "avis"])
        .done()
        .telling(&["blank rows between the answers, ignored: 1"]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 5);
    assert_eq!(
        answer_texts(&synthesis),
        ["des bancs", "des bus", "des arbres", "du calme"]
    );
    let aside = list(&synthesis["questions"][0], "set_aside");
    assert_eq!(ids(aside), ["2"]);
    assert_eq!(aside[0]["class"], "empty");
}

#[test]
fn a_quotation_mark_never_closed_is_told_with_its_place() {
    refused(
        "guillemet.csv",
        "id;avis;lieu\n1;des bancs;nord\n2;\"des bus;sud\n3;du calme;nord\n4;ou pas;sud\n",
        &[
            "row 3, column B",
            "not closed properly",
            "3 lines",
            "Close it there",
        ],
    );
}

/// The dangerous case: the next quotation mark, in somebody else's answer, closes it, and
/// the rows between would vanish into one answer with nothing said.
#[test]
fn a_quotation_mark_closed_by_another_answer_is_told_with_its_place() {
    for content in [
        "id;avis\n1;des bancs\n2;\"des bus\n3;du calme\n4;\"ou pas\"\n5;des fleurs\n",
        "\"id\";\"avis\"\n\"1\";\"des bancs\"\n\"2\";\"des bus\n\"3\";\"du calme\"\n\"4\";\"ou pas\"\n",
    ] {
        refused("guillemet.csv", content, &["row 3, column B"]);
    }
}

#[test]
fn the_fullest_sheet_is_read_and_the_others_are_named() {
    let book = workbook(&[
        ("Notes", &cells("à lire\nici")),
        ("Réponses", &cells(SMALL)),
    ]);
    let session = Session::with("classeur.xlsx", book);
    session
        .report(&["classeur.xlsx", "--yes"])
        .done()
        .telling(&["sheet read: \"Réponses\"", "not read: Notes", "--sheet"]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    let said = notice(&synthesis, "other_sheets");
    assert_eq!(said["read"], "Réponses");
    assert_eq!(ids(list(said, "others")), ["Notes"]);
}
