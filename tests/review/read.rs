//! Workbooks that people have written in, read back.

use super::edit::Workbook;
use super::office;
use super::{answer, read, sample, signed, theme, workbook};
use cahier::answers::QuestionId;
use cahier::language::Language;
use cahier::review::{Decision, Target};
use cahier::synthesis::{FindingKind, State, Synthesis};
use cahier::themes::findings::Passage;

const THEMES: &str = "Thèmes";
const ANSWERS: &str = "Réponses Q1";

/// What people write: sheet, mark of the row, heading, text.
fn written(synthesis: &Synthesis) -> Vec<(&'static str, String, &'static str, String)> {
    let question = &synthesis.questions[0];
    let moved = &question.answers[0].id.0;
    let founded = &question.answers[5].id.0;
    let nowhere = &question.answers[7].id.0;
    let other = question.answers.iter().find(|a| {
        a.themes.contains(&theme("Q1-T04")) && question.themes[3].theme.quotes[0].answer != a.id
    });
    let other = other.unwrap();
    let passage: String = other.text.chars().take(40).collect();
    let said =
        |sheet, mark: &str, heading, text: &str| (sheet, mark.to_owned(), heading, text.to_owned());
    vec![
        said(THEMES, "Q1-T01", "Décision", "valider"),
        said(THEMES, "Q1-T01", "Pourquoi", "Bien vu, « sans réserve »"),
        said(THEMES, "Q1-T02", "Décision", "Renommer "),
        said(THEMES, "Q1-T02", "Nouveau titre", "=Bus & attentes"),
        said(THEMES, "Q1-T08", "Décision", "fusionner avec"),
        said(THEMES, "Q1-T08", "Fusionner avec", "Q1-T06"),
        said(THEMES, "Q1-T07", "Décision", "supprimer"),
        said(ANSWERS, moved, "Thème principal", "Q1-T02"),
        said(ANSWERS, founded, "Thème principal", "Horaires du soir"),
        said(ANSWERS, founded, "Autre thème 1", "Q1-T02"),
        said(ANSWERS, nowhere, "Thème principal", "(aucun thème)"),
        said(ANSWERS, nowhere, "Autre thème 1", ""),
        said("Citations", "Q1-T01-C1", "Décision", "garder"),
        said("Citations", "Q1-T04-C1", "Décision", "remplacer"),
        said("Citations", "Q1-T04-C1", "Réponse à citer", &other.id.0),
        said(
            "Citations",
            "Q1-T04-C1",
            "Passage à citer, mot pour mot",
            &passage,
        ),
        said("Alertes", "Q1-A1", "Décision", "retenir"),
        said("Signaux faibles", "Q1-S2", "Décision", "écarter"),
        said("Signaux faibles", "Q1-S2", "Pourquoi", "déjà connu"),
    ]
}

fn expected(synthesis: &Synthesis) -> Vec<Decision> {
    let question = &synthesis.questions[0];
    let quote = |id: usize| {
        let quote = &question.themes[id].theme.quotes[0];
        Passage {
            answer: quote.answer.clone(),
            span: quote.span,
        }
    };
    let other = question.answers.iter().find(|a| {
        a.themes.contains(&theme("Q1-T04")) && question.themes[3].theme.quotes[0].answer != a.id
    });
    let other = other.unwrap();
    let mut replacing = quote(3);
    replacing.answer = other.id.clone();
    replacing.span.start = 0;
    let passage: String = other.text.chars().take(40).collect();
    replacing.span.end = passage.trim_end().len();
    let moved = |place: usize, main: Target, rest: &[&str]| Decision::Move {
        question: QuestionId("Q1".to_owned()),
        answer: question.answers[place].id.clone(),
        themes: std::iter::once(main)
            .chain(rest.iter().map(|id| Target::Theme(theme(id))))
            .collect(),
    };
    let others: Vec<&str> = question.answers[0].themes[1..]
        .iter()
        .map(|t| t.0.as_str())
        .collect();
    let decide = |kind, state, why: Option<&str>| Decision::Finding {
        question: QuestionId("Q1".to_owned()),
        kind,
        passage: match kind {
            FindingKind::Alert => question.findings.alerts[0].passage.clone(),
            _ => question.readable(kind)[1].passage.clone(),
        },
        state: Some(state),
        why: why.map(str::to_owned),
    };
    let choice = |id: &str, passage, keep| Decision::Quote {
        theme: theme(id),
        passage,
        keep,
    };
    let validate = |id: &str, why: Option<&str>| Decision::Validate {
        theme: theme(id),
        why: why.map(str::to_owned),
    };
    vec![
        validate("Q1-T01", Some("Bien vu, « sans réserve »")),
        Decision::Rename {
            theme: theme("Q1-T02"),
            title: "=Bus & attentes".to_owned(),
        },
        validate("Q1-T02", None),
        Decision::Delete {
            theme: theme("Q1-T07"),
            why: None,
        },
        Decision::Merge {
            theme: theme("Q1-T08"),
            into: theme("Q1-T06"),
            why: None,
        },
        moved(0, Target::Theme(theme("Q1-T02")), &others),
        moved(5, Target::New("Horaires du soir".to_owned()), &["Q1-T02"]),
        Decision::Move {
            question: QuestionId("Q1".to_owned()),
            answer: question.answers[7].id.clone(),
            themes: Vec::new(),
        },
        choice("Q1-T01", quote(0), true),
        choice("Q1-T04", quote(3), false),
        choice("Q1-T04", replacing, true),
        decide(FindingKind::Alert, State::Retained, None),
        decide(FindingKind::Signal, State::Dismissed, Some("déjà connu")),
    ]
}

fn filled(synthesis: &Synthesis) -> Workbook {
    let book = signed(synthesis).write("Mode d'emploi", "B5", "3/4/2026");
    written(synthesis)
        .iter()
        .fold(book, |book, (sheet, mark, heading, text)| {
            book.say(sheet, mark, heading, text)
        })
}

#[test]
fn what_people_write_is_what_they_decided() {
    let synthesis = sample("mobilite");
    let review = read(&filled(&synthesis), &synthesis).unwrap();
    assert_eq!(review.by, "Zoé Martin");
    assert_eq!(review.on.as_deref(), Some("2026-04-03"));
    assert_eq!(review.decisions, expected(&synthesis));
    assert!(review.warnings.is_empty(), "{:?}", review.warnings);
}

#[test]
fn a_workbook_edited_and_saved_by_libreoffice_says_the_same() {
    let synthesis = sample("mobilite");
    let book = workbook(&synthesis);
    let mut orders = office::write("Mode d'emploi", "B4", "Zoé Martin");
    orders += &office::write("Mode d'emploi", "B5", "2026-04-03");
    for (sheet, mark, heading, text) in written(&synthesis) {
        let place = book.place(sheet, &mark, heading);
        orders += &office::write(sheet, &place, &text);
    }
    // What is locked cannot be written in.
    orders += &format!("  oSheet = oDoc.Sheets.getByName(\"{THEMES}\")\n");
    orders += "  oCell = oSheet.getCellRangeByName(\"B3\")\n";
    orders += "  If Not (oSheet.isProtected() And oCell.CellProtection.IsLocked) Then\n";
    orders += "    oCell.setString(\"Q9-T99\")\n  End If\n";
    for (sheet, column) in [(THEMES, 3), (ANSWERS, 1), ("Citations", 3)] {
        orders += &format!(
            "  oSheet = oDoc.Sheets.getByName(\"{sheet}\")\n  oSheet.unprotect(\"\")\n  \
             SortSheet(oSheet, {column})\n  oSheet.Columns.insertByIndex(1, 1)\n  \
             oSheet.Rows.insertByIndex(4, 2)\n  oSheet.Rows.insertByIndex(0, 1)\n"
        );
        orders += &office::write(sheet, "B2", "Mes notes");
        orders += &office::write(sheet, "B7", "à rediscuter");
    }
    for ods in [false, true] {
        let Some(bytes) = office::edited(&book.0, &orders, ods) else {
            return;
        };
        let review = read(&Workbook(bytes), &synthesis).unwrap();
        assert_eq!(review.by, "Zoé Martin");
        assert_eq!(review.on.as_deref(), Some("2026-04-03"));
        assert_eq!(review.decisions, expected(&synthesis));
        assert!(review.warnings.is_empty(), "{:?}", review.warnings);
    }
}

#[test]
fn rows_that_are_missing_change_nothing_and_are_told() {
    let synthesis = sample("mobilite");
    let book = signed(&synthesis)
        .without_row(ANSWERS, 9)
        .without_row(ANSWERS, 5);
    let book = book.without_row(THEMES, 4);
    let review = read(&book, &synthesis).unwrap();
    assert!(review.decisions.is_empty());
    let said: Vec<String> = review
        .warnings
        .iter()
        .map(|w| w.say(Language::French))
        .collect();
    assert_eq!(
        said,
        [
            "feuille « Thèmes » : la ligne « Q1-T03 » manque ; rien n'y change",
            "feuille « Réponses Q1 » : 2 lignes manquent, dont « 6 » ; rien n'y change"
        ]
    );
}

#[test]
fn titles_that_may_be_mistyped_are_told() {
    let synthesis = sample("mobilite");
    let question = &synthesis.questions[0];
    let marks = [&question.answers[1].id.0, &question.answers[2].id.0];
    let book = signed(&synthesis)
        .say(ANSWERS, marks[0], "Thème principal", "Bancs publics")
        .say(ANSWERS, marks[1], "Thème principal", "Banc publics");
    let review = read(&book, &synthesis).unwrap();
    assert_eq!(review.decisions.len(), 2);
    let said = review.warnings[0].say(Language::French);
    assert!(
        said.contains("cellule C3") && said.contains("presque du même nom"),
        "{said}"
    );
    let known = signed(&synthesis).say(ANSWERS, marks[0], "Thème principal", "TRAM");
    let review = read(&known, &synthesis).unwrap();
    let Decision::Move {
        themes, answer: id, ..
    } = &review.decisions[0]
    else {
        panic!("no move");
    };
    assert_eq!(themes[0], Target::Theme(theme("Q1-T06")));
    assert_eq!(*id, answer(marks[0]));
}
