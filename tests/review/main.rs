//! `review.xlsx`: what it holds, what comes back when people have written in it, and what
//! their decisions make of the result.
#![allow(clippy::unwrap_used)]
// What was skipped must be said.
#![allow(clippy::print_stderr)]

mod applied;
mod carried;
mod edit;
mod hostile;
mod office;
mod read;
mod refused;

use std::fs;
use std::path::Path;

use cahier::answers::AnswerId;
use cahier::report::render_all;
use cahier::review::{Refusal, sheet};
use cahier::synthesis::Synthesis;
use cahier::themes::ThemeId;
use edit::Workbook;
use sha2::{Digest, Sha256};

fn sample(name: &str) -> Synthesis {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
    let text = fs::read_to_string(root.join(name).join("synthesis.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn workbook(synthesis: &Synthesis) -> Workbook {
    let files = render_all(synthesis).unwrap();
    let file = files.into_iter().find(|file| file.name == "review.xlsx");
    Workbook(file.unwrap().bytes)
}

fn read(workbook: &Workbook, synthesis: &Synthesis) -> Result<sheet::Review, Vec<Refusal>> {
    sheet::read("review.xlsx", &workbook.0, synthesis)
}

fn theme(id: &str) -> ThemeId {
    ThemeId(id.to_owned())
}

fn answer(id: &str) -> AnswerId {
    AnswerId(id.to_owned())
}

/// Signed, as the first thing people do.
fn signed(synthesis: &Synthesis) -> Workbook {
    let french = synthesis.language == cahier::language::Language::French;
    let sheet = if french { "Mode d'emploi" } else { "How to" };
    workbook(synthesis).write(sheet, "B4", "Zoé Martin")
}

#[test]
fn sheets_say_what_to_do_and_lock_the_rest() {
    let synthesis = sample("mobilite");
    let book = workbook(&synthesis);
    assert_eq!(
        book.sheets(),
        [
            "Mode d'emploi",
            "Thèmes",
            "Réponses Q1",
            "Réponses Q2",
            "Citations",
            "Alertes",
            "Signaux faibles",
            "Pistes d'action",
            "Listes (ne pas modifier)"
        ]
    );
    let visible: Vec<String> = book.sheets().into_iter().take(8).collect();
    for sheet in &visible {
        let xml = book.xml(sheet);
        assert!(xml.contains("<sheetProtection sheet=\"1\""), "{sheet}");
        assert!(!xml.contains("password"), "{sheet}");
        // Nothing runs.
        assert!(!xml.contains("<f>"), "{sheet}");
        if sheet != "Mode d'emploi" {
            assert!(xml.contains("<pane "), "{sheet}");
            assert!(xml.contains("<autoFilter "), "{sheet}");
            assert!(xml.contains("<dataValidations"), "{sheet}");
        }
    }
    assert!(book.part("xl/workbook.xml").contains("state=\"hidden\""));
    for (question, result) in synthesis.questions.iter().enumerate() {
        let rows = book.rows(&format!("Réponses Q{}", question + 1));
        assert_eq!(rows.len(), result.answers.len() + 1);
        for (row, answer) in rows[1..].iter().zip(&result.answers) {
            assert_eq!((&row[0], &row[1]), (&answer.id.0, &answer.text));
            let main = answer.themes.first().map_or("(aucun thème)", |id| &id.0);
            assert!(row[2].starts_with(main));
        }
    }
    let themes = book.rows("Thèmes");
    let count: usize = synthesis.questions.iter().map(|q| q.themes.len()).sum();
    assert_eq!(themes.len(), count + 1);
    // No segment, whatever the report is for.
    let column = &synthesis.questions[0].segments[0];
    for sheet in book.sheets() {
        for cell in book.rows(&sheet).concat() {
            assert_ne!(cell, column.title);
        }
    }
}

#[test]
fn it_is_bound_to_the_result_and_has_the_same_bytes() {
    let synthesis = sample("parks");
    let book = workbook(&synthesis);
    assert!(book.0 == workbook(&synthesis).0);
    let files = render_all(&synthesis).unwrap();
    let json = files
        .iter()
        .find(|file| file.name == "synthesis.json")
        .unwrap();
    let print: String = Sha256::digest(&json.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let lists = book.rows("Lists (do not change)");
    assert_eq!(
        (lists[0][0].as_str(), &lists[1][0]),
        ("cahier/review/1", &print)
    );
}

#[test]
fn a_workbook_left_as_it_is_decides_nothing() {
    for name in ["mobilite", "logement", "parks"] {
        let synthesis = sample(name);
        let review = read(&workbook(&synthesis), &synthesis).unwrap();
        assert_eq!(
            (review.decisions, review.warnings),
            (Vec::new(), Vec::new())
        );
    }
}
