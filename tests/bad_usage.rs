//! Commands as people really type them: a wrong column, a missing file, an option that
//! does not exist. Each ends with a message that helps to type it better.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;

const QUESTION: &str = "Que manque-t-il dans votre quartier ?";
const SMALL: &str = "id;Que manque-t-il dans votre quartier ?;quartier\n\
                     1;Il manque des bus le soir.;Gare\n\
                     2;Plus de bancs près de l'école.;Gare\n\
                     3;La piste cyclable s'arrête au pont.;Centre\n";
const TWICE: &str = "id;Avis ?;Avis ?\n\
                     1;Il y a des bancs partout.;Il faudrait du calme la nuit.\n\
                     2;Il y a des bus le soir.;Il faudrait des arbres en ville.\n\
                     3;Il y a de la place ici.;Il faudrait des fleurs au parc.\n";

/// Refused with this code, told with these parts, and nothing written.
#[track_caller]
fn refused(content: &str, options: &[&str], code: i32, parts: &[&str]) {
    let session = Session::with("avis.csv", content);
    session
        .report(&[&["avis.csv"][..], options].concat())
        .ended(code)
        .telling(parts);
    assert!(!session.path("out").exists());
}

#[test]
fn a_title_two_columns_have_is_refused_and_the_letter_works() {
    let session = Session::with("avis.csv", TWICE);
    session
        .report(&["avis.csv", "--open", "Avis ?"])
        .ended(2)
        .telling(&["several columns", "B, C", "--open B"]);
    session
        .report(&["avis.csv", "--open", "C"])
        .done()
        .telling(&["several columns are called \"Avis ?\": B, C"]);
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    assert_eq!(
        list(notice(&synthesis, "repeated_title"), "letters").len(),
        2
    );
    assert_eq!(answer_texts(&synthesis)[0], "Il faudrait du calme la nuit.");
}

#[test]
fn a_column_that_does_not_exist_brings_the_nearest_and_all_others() {
    let columns = format!("Columns of the file: \"id\", \"{QUESTION}\", \"quartier\"");
    refused(
        SMALL,
        &["--open", "Que manque il dans le quartier"],
        2,
        &[
            "--open: no column",
            &format!("nearest is \"{QUESTION}\""),
            &columns,
        ],
    );
    refused(SMALL, &["--open", "Zorglub"], 2, &[&columns]);
    for option in ["--id", "--segment"] {
        refused(
            SMALL,
            &["--open", QUESTION, option, "quartiers"],
            2,
            &[option, "nearest is \"quartier\"", &columns],
        );
    }
}

/// Column B is empty and left out, so the untitled column is D, not the third.
#[test]
fn a_column_without_title_is_listed_by_the_letter_that_finds_it() {
    let content = "id;;avis;\n1;;des bancs;un mot de plus\n2;;des bus;un autre mot\n";
    refused(
        content,
        &["--open", "Zorglub"],
        2,
        &["\"id\", \"avis\", \"D\""],
    );
}

#[test]
fn a_column_cannot_be_two_things() {
    for option in ["--id", "--segment"] {
        refused(
            SMALL,
            &["--open", QUESTION, option, QUESTION],
            2,
            &[QUESTION, "--open", option, "Keep one"],
        );
    }
}

#[test]
fn a_sheet_that_does_not_exist_brings_the_list_of_sheets() {
    let book = workbook(&[("Notes", &cells("à lire")), ("Réponses", &cells(SMALL))]);
    let session = Session::with("avis.xlsx", book);
    session
        .report(&["avis.xlsx", "--yes", "--sheet", "Reponses"])
        .ended(1)
        .telling(&[
            "avis.xlsx",
            "no sheet \"Reponses\"",
            "\"Notes\", \"Réponses\"",
        ]);
    session
        .report(&["avis.xlsx", "--yes", "--sheet", "Réponses"])
        .done();
    assert_balanced(&session.synthesis("out"), 3);
}

#[test]
fn a_text_file_has_no_sheet() {
    refused(
        SMALL,
        &["--yes", "--sheet", "Réponses"],
        1,
        &[
            "avis.csv",
            "is a text file",
            "\"Réponses\"",
            "Leave out --sheet",
        ],
    );
}

#[test]
fn a_file_without_open_question_asks_for_one() {
    refused(
        "id;quartier;note\n1;Gare;3\n2;Centre;4\n",
        &["--yes"],
        2,
        &[
            "no column looks like an open question",
            "--open",
            "\"id\", \"quartier\", \"note\"",
        ],
    );
}

#[test]
fn a_guess_nobody_can_confirm_is_refused_in_the_user_s_language() {
    let session = Session::with("avis.csv", SMALL);
    session.report(&["avis.csv"]).ended(2).telling(&[
        "1 open question recognised",
        "(column B",
        "Add --yes",
        "--open",
    ]);
    session
        .cahier_in_locale(&["run", "avis.csv", "--out", "out"], "fr_FR.UTF-8")
        .ended(2)
        .telling(&["1 question ouverte reconnue", "Ajoutez --yes", "--open"]);
    assert!(!session.path("out").exists());
    session.report(&["avis.csv", "--yes"]).done();
    assert_balanced(&session.synthesis("out"), 3);
}

#[test]
fn the_suggested_command_works_when_it_is_typed() {
    assert_suggestion_works(SMALL, 1);
}

#[test]
fn the_suggested_command_works_for_columns_of_the_same_title() {
    assert_suggestion_works(TWICE, 2);
}

#[test]
fn the_suggested_command_works_for_a_column_without_title() {
    assert_suggestion_works(&SMALL.replace(QUESTION, ""), 1);
}

/// Takes the `--open "…"` of the refusal and types them.
#[track_caller]
fn assert_suggestion_works(content: &str, questions: usize) {
    let session = Session::with("avis.csv", content);
    let refusal = session.report(&["avis.csv"]).ended(2).stderr;
    let suggestion = refusal.lines().last().unwrap();
    let named: Vec<&str> = suggestion
        .split("--open ")
        .skip(1)
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    assert_eq!(named.len(), questions, "{suggestion}");
    let mut typed = vec!["avis.csv"];
    for name in named {
        typed.extend(["--open", name]);
    }
    session.report(&typed).done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    assert_eq!(list(&synthesis, "questions").len(), questions);
}

#[test]
fn wrong_options_end_with_2_and_name_the_option() {
    refused(SMALL, &["--zorglub"], 2, &["--zorglub"]);
    refused(
        SMALL,
        &["--yes", "--threads", "0"],
        2,
        &["--threads", "'0'"],
    );
    refused(SMALL, &["--yes", "--seed", "x"], 2, &["--seed", "'x'"]);
    refused(SMALL, &["--yes", "--lang", "de"], 2, &["--lang", "fr, en"]);
    let session = Session::new();
    session
        .cahier(&["run"])
        .ended(2)
        .telling(&["which file is to be read?"]);
    session.cahier(&["inspect"]).ended(2).telling(&["<INPUT>"]);
    session.cahier(&["zorglub"]).ended(2).telling(&["zorglub"]);
}

#[test]
fn an_input_that_cannot_be_opened_is_named() {
    let session = Session::with("dossier/avis.csv", SMALL);
    for input in ["dossier", "absent.csv"] {
        session
            .report(&[input, "--yes"])
            .ended(1)
            .telling(&[&format!("\"{input}\" cannot be opened"), "Check the path"]);
    }
    // One bad file among good ones stops the run: half a consultation is no report.
    session
        .report(&["dossier/avis.csv", "absent.csv", "--yes"])
        .ended(1)
        .telling(&["\"absent.csv\" cannot be opened"]);
    assert!(!session.path("out").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_told_before_the_work() {
    let session = Session::with("avis.csv", SMALL);
    session
        .cahier(&["run", "avis.csv", "--yes", "--out", "avis.csv/rapport"])
        .ended(1)
        .telling(&["cannot write to \"avis.csv/rapport\"", "--out"]);
    assert_eq!(session.read("avis.csv"), SMALL);
}

#[test]
fn a_folder_that_is_no_report_cannot_be_verified() {
    let session = Session::with("avis.csv", SMALL);
    for folder in ["absent", "avis.csv", "."] {
        session
            .cahier(&["verify", folder])
            .ended(1)
            .telling(&["synthesis.json", "Give the folder of a report"]);
    }
}

/// French users read French, also when they mistype an option.
#[test]
fn usage_errors_are_told_in_french_too() {
    let session = Session::with("a.csv", "avis\nbus\n");
    for (arguments, said) in [
        (
            vec!["run", "a.csv", "--opne", "avis"],
            "option inconnue : --opne (vouliez-vous dire --open ?)",
        ),
        (vec!["inspect"], "il manque : <FICHIER>..."),
        (
            vec!["run", "a.csv", "--open"],
            "il manque une valeur après --open <COLONNE>",
        ),
        (
            vec!["run", "a.csv", "--threads", "0"],
            "« 0 » ne convient pas à --threads <N> (valeurs possibles : 1-1024)",
        ),
        (
            vec!["runn", "a.csv"],
            "commande inconnue : runn (vouliez-vous dire run ?)",
        ),
    ] {
        session
            .cahier_in_locale(&arguments, "fr_FR.UTF-8")
            .ended(2)
            .telling(&[said, "Voir : cahier --help"]);
    }
}
