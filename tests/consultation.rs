//! Several files, rows with and without ids: one consultation, in which every row can be
//! named and every answer traced to its own file.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use serde_json::Value;

#[test]
fn two_files_with_columns_in_another_order_are_one_consultation() {
    let session = Session::with(
        "nord.csv",
        "Numéro;Votre avis ?\n1;Des bancs près de l'école\n2;Des arbres\n",
    );
    session.write(
        "sud.csv",
        "votre AVIS ?,Numéro\nMoins de bruit la nuit,1\nJe ne sais pas,2\nDes bus,3\n",
    );
    let options = ["--open", "Votre avis ?", "--id", "Numéro"];
    session
        .report(&[&["nord.csv", "sud.csv"][..], &options[..]].concat())
        .done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 5);
    assert_eq!(
        placed(&synthesis, "answers"),
        [
            "1 nord.csv B2 Des bancs près de l'école",
            "2 nord.csv B3 Des arbres",
            "1#2 sud.csv A2 Moins de bruit la nuit",
            "3 sud.csv A4 Des bus",
        ]
    );
    assert_eq!(
        placed(&synthesis, "set_aside"),
        ["2#2 sud.csv A3 Je ne sais pas"]
    );
    // Platforms number from 1: the same id in two files is two people.
    assert_eq!(count(&synthesis, "respondents"), 5);
    session.cahier(&["verify", "out"]).done();
}

fn placed(synthesis: &Value, kind: &str) -> Vec<String> {
    list(&synthesis["questions"][0], kind)
        .iter()
        .map(|answer| {
            let source = &answer["source"];
            let (id, file) = (text(answer, "id"), text(source, "file"));
            let (column, row) = (text(source, "column"), count(source, "row"));
            format!("{id} {file} {column}{row} {}", text(answer, "text"))
        })
        .collect()
}

/// Survey tools give every export the same name; folders tell them apart.
#[test]
fn two_files_of_the_same_name_can_be_verified() {
    let session = Session::with("nord/avis.csv", "id;avis\n1;des bancs\n2;des arbres\n");
    session.write("sud/avis.csv", "id;avis\n1;du calme\n2;des bus\n");
    session
        .report(&["nord/avis.csv", "sud/avis.csv", "--open", "avis"])
        .done();
    assert_balanced(&session.synthesis("out"), 4);
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn a_question_absent_from_a_file_was_not_asked_there() {
    let session = Session::with("nord.csv", "id;avis\n1;des bancs\n2;\n");
    session.write("sud.csv", "id;idées\n1;des bus\n");
    session
        .report(&["nord.csv", "sud.csv", "--open", "avis", "--open", "idées"])
        .done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    let classes: Vec<Vec<&str>> = list(&synthesis, "questions")
        .iter()
        .map(|q| {
            list(q, "set_aside")
                .iter()
                .map(|a| text(a, "class"))
                .collect()
        })
        .collect();
    assert_eq!(
        classes,
        [vec!["empty", "not_asked"], vec!["not_asked", "not_asked"]]
    );
    session.cahier(&["verify", "out"]).done();
}

/// The ids given to the rows of a file with this id column.
fn ids_given(column: &[&str]) -> Vec<String> {
    let rows: String = column
        .iter()
        .enumerate()
        .map(|(i, id)| format!("{id};réponse numéro {i}\n"))
        .collect();
    let session = Session::with("avis.csv", format!("code;avis\n{rows}"));
    session
        .report(&["avis.csv", "--open", "avis", "--id", "code"])
        .done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, column.len());
    ids(list(&synthesis["questions"][0], "answers"))
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn ids_come_from_their_column_and_name_each_row_once() {
    assert_eq!(
        ids_given(&["A", "B", "A", "", "A", ""]),
        ["A", "B", "A#2", "R-0004", "A#3", "R-0006"]
    );
    // The file may use such an id for someone else.
    assert_eq!(ids_given(&["", "R-0001"])[1], "R-0001");
    assert_ne!(ids_given(&["", "R-0001"])[0], "R-0001");
}

#[test]
fn an_id_that_looks_like_a_repeat_is_no_reason_to_fail() {
    let mut given = ids_given(&["A", "A", "A#2"]);
    given.sort();
    given.dedup();
    assert_eq!(given.len(), 3);
}
