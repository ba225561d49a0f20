//! Files for a consultation that is there already: more answers, newer ones, a review sheet
//! filled in.

use std::fs;

use tempfile::TempDir;

use crate::edit::Workbook;
use crate::http::{Reply, Studio, file_part, hidden, text_part};

/// Uploads files to a place of a consultation.
fn send(studio: &Studio, path: &str, files: &[(&str, &[u8])]) -> Reply {
    let secret = text_part(&("form", studio.token()));
    let mut parts = vec![secret];
    parts.extend(files.iter().map(file_part));
    studio.upload_parts(path, &parts)
}

fn answers(from: usize, to: usize) -> String {
    let line = |id| format!("{id},\"More benches near playground number {id}, and shade.\"\n");
    let lines: String = (from..to).map(line).collect();
    format!("id,What would you change in our parks?\n{lines}")
}

#[test]
fn answers_are_added_and_replaced() {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "en");
    let first = answers(1, 21);
    let made = studio.upload(&[("web.csv", first.as_bytes())], &[("title", "Parks")]);
    assert_eq!(made.status, 303, "{}", made.body);
    studio.ran("parks");
    assert!(
        studio
            .page("p/parks/review/q1")
            .contains("Answers analysed: 20")
    );
    // Paper answers come later.
    let paper = answers(100, 105);
    let added = send(&studio, "p/parks/files", &[("paper.csv", paper.as_bytes())]);
    assert_eq!(added.status, 303, "{}", added.body);
    let page = studio.page("p/parks/columns");
    assert!(
        page.contains("web.csv") && page.contains("paper.csv"),
        "{page}"
    );
    assert!(studio.page("p/parks/run").contains("out of date"));
    studio.ran("parks");
    assert!(
        studio
            .page("p/parks/review/q1")
            .contains("Answers analysed: 25")
    );
    // A newer export takes the place of the old one.
    let newer = answers(1, 31);
    assert_eq!(
        send(&studio, "p/parks/files", &[("web.csv", newer.as_bytes())]).status,
        303
    );
    studio.ran("parks");
    assert!(
        studio
            .page("p/parks/review/q1")
            .contains("Answers analysed: 35")
    );
    // What is no survey changes nothing and leaves nothing behind.
    let settings = fs::read(shelf.path().join("parks/cahier.toml")).unwrap();
    let refused = send(
        &studio,
        "p/parks/files",
        &[("web.csv", b"\x89PNG\r\n\x1a\n\0\0")],
    );
    assert_eq!(refused.status, 422);
    assert_eq!(
        fs::read(shelf.path().join("parks/cahier.toml")).unwrap(),
        settings
    );
    assert_eq!(
        fs::read_to_string(shelf.path().join("parks/sources/web.csv")).unwrap(),
        newer
    );
    let left: Vec<_> = fs::read_dir(shelf.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    // The same file twice is no more answers.
    let again = send(&studio, "p/parks/files", &[("copy.csv", newer.as_bytes())]);
    assert_eq!(again.status, 422);
    assert_eq!(
        send(&studio, "p/nobody/files", &[("web.csv", newer.as_bytes())]).status,
        404
    );
}

#[test]
fn a_filled_sheet_is_taken_in_over_what_the_studio_decided() {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "fr");
    studio.made("mobilite");
    let page = "p/mobilite/review/q1";
    let sheet = fs::read(shelf.path().join("mobilite/report/review.xlsx")).unwrap();
    // Decided in the studio after the sheet was made.
    studio.post(
        "p/mobilite/review/name",
        &[("name", "Élodie Martin"), ("back", page)],
    );
    let seen = hidden(&studio.page(page), "seen").unwrap();
    let rename = [
        ("act", "rename"),
        ("theme", "q1-t01"),
        ("title", "Du studio"),
        ("seen", &seen),
        ("back", page),
    ];
    assert_eq!(studio.post("p/mobilite/review/decide", &rename).status, 303);
    // One without a name is refused, with its cell.
    let filled = Workbook(sheet)
        .say("Thèmes", "Q1-T02", "Décision", "renommer")
        .say("Thèmes", "Q1-T02", "Nouveau titre", "De la feuille");
    let ended = || {
        for _ in 0..400 {
            let page = studio.page("p/mobilite/run");
            if !page.contains("data-state=\"running\"") {
                return page;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("still at work");
    };
    assert_eq!(
        send(&studio, "p/mobilite/sheet", &[("relue.xlsx", &filled.0)]).status,
        303
    );
    // The report is what it was.
    let refused = ended();
    assert!(
        refused.contains("cellule B4") && refused.contains("data-state=\"made\""),
        "{refused}"
    );
    let signed = filled.write("Mode d'emploi", "B4", "Zoé Martin");
    assert_eq!(
        send(&studio, "p/mobilite/sheet", &[("relue.xlsx", &signed.0)]).status,
        303
    );
    assert!(ended().contains("De la feuille"), "what changed is told");
    let cards = studio.page(page);
    assert!(cards.contains("data-title=\"Du studio\""), "{cards}");
    assert!(cards.contains("data-title=\"De la feuille\""), "{cards}");
    let journal = fs::read_to_string(shelf.path().join("mobilite/journal.jsonl")).unwrap();
    assert!(journal.contains("relue.xlsx") && journal.contains("Zoé Martin"));
    // The step made in the studio can no longer be taken back behind the sheet's.
    let undo = studio.post("p/mobilite/review/undo", &[("back", page), ("step", "1")]);
    assert_eq!(undo.status, 422);
}
