//! One test for each fault that was found in use, so that it does not come back.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use rust_xlsxwriter::Workbook;
use serde_json::json;

/// Twenty answers on two subjects, as rows of a column.
fn answers() -> Vec<String> {
    (0..20)
        .map(|i| match i % 2 {
            0 => format!("Les bus du soir sont trop rares, surtout le {i} du mois"),
            _ => format!("Les pistes cyclables sont dangereuses, {i} chutes cette année"),
        })
        .collect()
}

/// A column of sentences is no table, even when its title holds a comma.
#[test]
fn commas_of_prose_cut_nothing() {
    let text = format!("Qu'est-ce qui manque, et où ?\n{}\n", answers().join("\n"));
    let session = Session::with("une_colonne.csv", text);
    session.report(&["une_colonne.csv", "--yes"]).done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 20);
    assert_eq!(
        synthesis["questions"][0]["question"]["text"],
        "Qu'est-ce qui manque, et où ?"
    );
}

/// The 7 of "(ligne 7)" is no point of a list: quotes keep their numbers.
#[test]
fn a_number_in_a_sentence_starts_no_list() {
    let text = "Le bus (ligne 7) est en retard de 8 - 10 minutes chaque matin en semaine.";
    let rows: Vec<String> = (0..12)
        .map(|i| format!("{i};{text} Vu {i} fois."))
        .collect();
    let session = Session::with("ligne.csv", format!("id;avis\n{}\n", rows.join("\n")));
    session.report(&["ligne.csv", "--open", "avis"]).done();
    for theme in list(&session.synthesis("out")["questions"][0], "themes") {
        for quote in list(theme, "quotes") {
            let quoted = quote["text"].as_str().unwrap();
            assert!(
                quoted.contains("(ligne 7) est en retard de 8 - 10"),
                "{quoted}"
            );
        }
    }
}

/// People who answer twice are the reason why an id column exists.
#[test]
fn repeated_ids_are_still_ids() {
    let rows: Vec<String> = answers()
        .iter()
        .enumerate()
        .map(|(i, answer)| format!("{};{answer}", if i == 19 { 0 } else { i }))
        .collect();
    let session = Session::with("deux_fois.csv", format!("ID;avis\n{}\n", rows.join("\n")));
    session
        .report(&["deux_fois.csv", "--open", "avis"])
        .done()
        .telling(&["Respondent id: \"ID\" (column A)"]);
    let synthesis = session.synthesis("out");
    assert_eq!(synthesis["respondents"], 19);
    assert_eq!(synthesis["questions"][0]["balance"]["analysed"], 20);
}

#[test]
fn a_title_line_over_two_columns_is_no_answer() {
    let rows: Vec<String> = answers().iter().map(|a| format!("x;{a}")).collect();
    let text = format!(
        "Consultation 2026;\n;\nlieu;Quel est votre avis ?\n{}\n",
        rows.join("\n")
    );
    let session = Session::with("titre.csv", text);
    session.report(&["titre.csv", "--yes"]).done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 20);
    assert_eq!(
        synthesis["questions"][0]["question"]["text"],
        "Quel est votre avis ?"
    );
}

/// A cell in the last corner of a sheet once asked for 500 GB.
#[test]
fn a_stray_cell_at_the_end_of_a_sheet_costs_a_cell() {
    let session = Session::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "avis").unwrap();
    for (row, answer) in (1u32..).zip(answers()) {
        sheet.write(row, 0, answer).unwrap();
    }
    sheet.write(1_048_575, 16_383, "égaré").unwrap();
    workbook.save(session.path("coin.xlsx")).unwrap();
    session.report(&["coin.xlsx", "--open", "avis"]).done();
    assert_balanced(&session.synthesis("out"), 21);
}

#[test]
fn the_same_file_twice_is_refused() {
    let session = Session::with("a.csv", format!("avis\n{}\n", answers().join("\n")));
    session
        .report(&["a.csv", "a.csv", "--open", "avis"])
        .ended(1)
        .telling(&["are the same file", "Give it once"]);
}

/// Names and addresses of people are no groups to compare, and must not be printed.
#[test]
fn a_column_of_personal_data_is_no_segment() {
    let rows: Vec<String> = answers()
        .iter()
        .enumerate()
        .map(|(i, answer)| format!("p{i}@example.org;{i}{i};{answer}"))
        .collect();
    let session = Session::with(
        "mail.csv",
        format!("E-mail;code;avis\n{}\n", rows.join("\n")),
    );
    session
        .report(&["mail.csv", "--open", "avis", "--segment", "E-mail"])
        .ended(2)
        .telling(&["E-mail", "personal data"]);
    assert!(!session.path("out").exists());
}

/// A forger who changes the number of people everywhere is found all the same.
#[test]
fn people_are_counted_again() {
    let session = Session::with_sample("parks.csv");
    session.report(&["parks.csv", "--yes"]).done();
    session.tamper("out", |synthesis| synthesis["respondents"] = json!(120));
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .printing(&["respondents: 120 written, 114 counted"]);
}

/// An answer given to somebody else, consistently, is found in the source.
#[test]
fn an_answer_given_to_another_person_is_found() {
    let session = Session::with_sample("parks.csv");
    session
        .report(&["parks.csv", "--yes", "--segment", "neighbourhood"])
        .done();
    session.tamper("out", |synthesis| {
        synthesis["questions"][0]["answers"][0]["respondent"] = json!("P999");
    });
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .printing(&["P001"]);
}

/// Damaged results are told, not stumbled over.
#[test]
fn missing_tables_and_empty_groups_are_differences() {
    let session = Session::with_sample("parks.csv");
    session
        .report(&["parks.csv", "--yes", "--segment", "neighbourhood"])
        .done();
    session.tamper("out", |synthesis| {
        synthesis["questions"][0]["themes"][0]["segments"] = json!([]);
        synthesis["questions"][1]["similar"] = json!([{
            "kind": "exact", "model": "P001", "members": [], "respondents": 0, "distinct_texts": 0
        }]);
    });
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .printing(&["difference(s):"]);
}

/// Two files of one name, moved, are told apart by their fingerprints.
#[test]
fn files_of_one_name_are_found_by_fingerprint() {
    let session = Session::new();
    let half = |from: usize| {
        let rows: Vec<String> = answers().into_iter().skip(from).step_by(2).collect();
        format!("avis\n{}\n", rows.join("\n"))
    };
    session.write("nord/avis.csv", half(0));
    session.write("sud/avis.csv", half(1));
    session
        .report(&["nord/avis.csv", "sud/avis.csv", "--open", "avis"])
        .done();
    std::fs::rename(session.path("nord"), session.path("n")).unwrap();
    std::fs::rename(session.path("sud"), session.path("s")).unwrap();
    session
        .cahier(&[
            "verify",
            "out",
            "--source",
            "n/avis.csv",
            "--source",
            "s/avis.csv",
        ])
        .done()
        .printing(&["2 source file(s)"]);
}

/// A question reworded in the result alone is not the question that was asked.
#[test]
fn a_reworded_question_is_found() {
    let session = Session::with_sample("parks.csv");
    session.report(&["parks.csv", "--yes"]).done();
    session.tamper("out", |synthesis| {
        synthesis["questions"][0]["question"]["text"] = json!("Do you love our parks?");
    });
    session
        .cahier(&["verify", "out"])
        .ended(1)
        .printing(&["column \"Do you love our parks?\" cannot be found"]);
}
