//! What people decide in `review.xlsx`, taken in at the command line: the report follows,
//! later runs keep it, the journal says who.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "review/edit.rs"]
mod edit;

use common::*;
use edit::Workbook;
use serde_json::Value;

/// A project of the sample with its report.
fn project() -> Session {
    let session = Session::with_sample("mobilite.csv");
    session
        .cahier(&["init", "mobilite.csv", "--segment", "H"])
        .ended(0);
    session.cahier(&["run"]).ended(0);
    session
}

/// The review sheet, signed.
fn sheet(session: &Session) -> Workbook {
    Workbook(session.bytes("report/review.xlsx")).write("Mode d'emploi", "B4", "Zoé Martin")
}

fn apply(session: &Session, book: &Workbook) -> Said {
    session.write("relu.xlsx", &book.0);
    session.cahier(&["review", "apply", "relu.xlsx", "--report", "report"])
}

fn themes(synthesis: &Value) -> Vec<(String, String)> {
    let themes = list(&synthesis["questions"][0], "themes").iter();
    themes
        .map(|theme| {
            (
                text(theme, "id").to_owned(),
                text(theme, "title").to_owned(),
            )
        })
        .collect()
}

#[test]
fn decisions_change_the_report_and_stay() {
    let session = project();
    let before = themes(&session.synthesis("report"));
    let named = |id: &str| format!("{id} {}", before.iter().find(|t| t.0 == id).unwrap().1);
    let book = sheet(&session)
        .say("Thèmes", "Q1-T02", "Décision", "renommer")
        .say(
            "Thèmes",
            "Q1-T02",
            "Nouveau titre",
            "Des bus plus fréquents",
        )
        .say("Thèmes", "Q1-T03", "Décision", "fusionner avec")
        .say("Thèmes", "Q1-T03", "Fusionner avec", &named("Q1-T01"))
        .say("Réponses Q1", "7", "Thème principal", "Trottoirs étroits")
        .say("Signaux faibles", "Q1-S1", "Décision", "écarter")
        .say("Signaux faibles", "Q1-S1", "Pourquoi", "Déjà traité");
    session.write("relu.xlsx", &book.0);
    // Nothing but words.
    session
        .cahier(&[
            "review",
            "apply",
            "relu.xlsx",
            "--report",
            "report",
            "--dry-run",
        ])
        .ended(0)
        .printing(&["Q1-T03", "Q1-T01"]);
    assert!(!session.path("decisions.json").exists());
    apply(&session, &book).ended(0).printing(&[
        "Des bus plus fréquents",
        "Trottoirs étroits",
        "Q1-S1",
    ]);
    let after = session.synthesis("report");
    let ids: Vec<String> = themes(&after).into_iter().map(|theme| theme.0).collect();
    assert!(!ids.contains(&"Q1-T03".to_owned()) && ids.contains(&"Q1-T09".to_owned()));
    assert!(themes(&after).contains(&("Q1-T02".to_owned(), "Des bus plus fréquents".to_owned())));
    let report = session.read("report/report.md");
    for part in [
        "Des bus plus fréquents",
        "Zoé Martin",
        "Écarté par Zoé Martin",
        "Restent à relire",
    ] {
        assert!(report.contains(part), "{part}");
    }
    session.cahier(&["verify", "report"]).ended(0);
    let journal = session.read("journal.jsonl");
    let review = journal
        .lines()
        .find(|l| l.contains("\"event\":\"review\""))
        .unwrap();
    let review: Value = serde_json::from_str(review).unwrap();
    assert_eq!(review["by"], "Zoé Martin");
    assert!(list(&review, "changes").len() >= 4);

    // A later run with more answers and another seed: what people decided stands.
    let answers = session.read("mobilite.csv");
    let more: String = answers
        .lines()
        .skip(1)
        .take(12)
        .map(|line| format!("9{line}\n"))
        .collect();
    session.write("mobilite.csv", format!("{answers}{more}"));
    let settings = session.read("cahier.toml");
    session.write("cahier.toml", settings.replacen("seed = 0", "seed = 4", 1));
    session.cahier(&["run"]).ended(0);
    let later = session.synthesis("report");
    assert!(count(&later, "rows") > count(&after, "rows"));
    let kept = themes(&later);
    for theme in themes(&after) {
        assert!(kept.contains(&theme), "{theme:?} in {kept:?}");
    }
    let of = |synthesis: &Value, id: &str| {
        let answers = list(&synthesis["questions"][0], "answers").iter();
        let mut found = answers.filter(|answer| answer["id"] == id);
        let themes = list(found.next().unwrap(), "themes").iter();
        let mut themes: Vec<String> = themes.map(|id| id.as_str().unwrap().to_owned()).collect();
        // The main theme first, then the others by size, which may have changed.
        let rest = themes.len().min(1);
        themes[rest..].sort();
        themes
    };
    for answer in list(&after["questions"][0], "answers") {
        let id = text(answer, "id");
        assert_eq!(of(&later, id), of(&after, id), "answer {id}");
    }
    session.cahier(&["verify", "report"]).ended(0);

    // Decisions that somebody changed without saying so are seen.
    let decisions = session.read("decisions.json");
    session.write(
        "decisions.json",
        decisions.replace("Zoé Martin", "Luc Petit"),
    );
    session
        .cahier(&["verify", "report"])
        .ended(1)
        .printing(&["decisions.json is not the one that the journal noted"]);
    session.write("decisions.json", "{");
    session
        .cahier(&["run"])
        .ended(1)
        .telling(&["\"./decisions.json\" cannot be used", "put back a copy"]);
}

#[test]
fn a_report_is_validated_when_everything_was_read() {
    let session = project();
    let mut book = sheet(&session);
    for (name, decision) in [
        ("Thèmes", "valider"),
        ("Alertes", "retenir"),
        ("Signaux faibles", "retenir"),
    ] {
        for row in book.rows(name).into_iter().skip(1) {
            let mark = if name == "Thèmes" { &row[1] } else { &row[0] };
            book = book.say(name, mark, "Décision", decision);
        }
    }
    let pages = [
        "report/report.md",
        "report/report.html",
        "report/onepage.html",
    ];
    for page in pages {
        assert!(session.read(page).contains("PROJET"), "{page}");
    }
    apply(&session, &book).ended(0);
    for page in pages {
        let text = session.read(page);
        assert!(
            text.contains("VALIDÉ") && !text.contains("PROJET"),
            "{page}"
        );
    }
    assert!(
        session
            .read("report/report.md")
            .contains("relus par Zoé Martin, le ")
    );
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["Up to date", "Validated by Zoé Martin"]);
    session.cahier(&["verify", "report"]).ended(0);
}

#[test]
fn a_review_that_cannot_be_is_refused_with_its_cell_and_changes_nothing() {
    let session = project();
    let before = session.bytes("report/synthesis.json");
    let book = sheet(&session)
        .say("Thèmes", "Q1-T01", "Décision", "jeter")
        .say("Thèmes", "Q1-T02", "Décision", "fusionner avec");
    apply(&session, &book).ended(1).telling(&[
        "nothing has changed",
        "sheet \"Thèmes\", cell F2: \"jeter\" is no decision",
        "cell ",
    ]);
    session
        .cahier(&["review", "apply", "nulle-part.xlsx", "--report", "report"])
        .ended(1)
        .telling(&["\"nulle-part.xlsx\" cannot be read"]);
    session.write("relu.xlsx", "not a workbook");
    session
        .cahier(&["review", "apply", "relu.xlsx", "--report", "report"])
        .ended(1)
        .telling(&["nothing has changed"]);
    assert_eq!(session.bytes("report/synthesis.json"), before);
    assert!(!session.path("decisions.json").exists());
}
