//! Personal data: what is found of what people marked, and that nothing found, and no column
//! of names or addresses, stands in anything that is written.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/labelled.rs"]
mod labelled;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cahier::privacy::{Finding, PersonalData, find};
use common::*;
use regex::Regex;
use serde_json::{Value, json};

const LABELLED: &str = include_str!("fixtures/personal_data/answers.jsonl");
const SECOND: &str = include_str!("fixtures/personal_data/second.jsonl");
const THIRD: &str = include_str!("fixtures/personal_data/third.jsonl");

/// Kinds that no report may show once they are found: nobody writes them for another reason.
const SECRET: [&str; 7] = ["EMAIL", "PHONE", "NIR", "IBAN", "CARD", "PLATE", "ADDRESS"];

/// On answers that were read while the rules were written, kind by kind.
#[test]
fn what_people_marked_is_found_and_little_else() {
    for set in [LABELLED, SECOND] {
        let score = labelled::score(set, |_| true);
        let told = || {
            format!(
                "\n{}\nmissed:\n{}\n\nfalse alarms:\n{}",
                score.table(),
                score.missed.join("\n"),
                score.alarms.join("\n")
            )
        };
        for (kind, tally) in &score.kinds {
            assert!(tally.recall() >= 0.97, "recall of {kind}{}", told());
            assert!(tally.precision() >= 0.95, "precision of {kind}{}", told());
        }
    }
}

/// On answers that nobody who wrote the rules has read. Only the table is shown: a set whose
/// misses are looked at measures nothing any more.
#[test]
fn what_nobody_has_looked_at_is_found_too() {
    let score = labelled::score(THIRD, |_| true);
    let total = score.total();
    assert!(total.recall() >= 0.95, "\n{}", score.table());
    assert!(total.precision() >= 0.95, "\n{}", score.table());
}

/// The labelled answers.
fn labelled_answers() -> Vec<Value> {
    LABELLED
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn masked_in(text: &str) -> Vec<Finding> {
    find(text)
        .into_iter()
        .filter(|finding| finding.kind != PersonalData::Official)
        .collect()
}

/// Marked passages of the secret kinds that are found: every letter of them is masked.
fn secrets(answers: &[Value]) -> BTreeSet<&str> {
    let mut secrets = BTreeSet::new();
    for answer in answers {
        let written = text(answer, "text");
        let masked = masked_in(written);
        let is_masked = |at: usize| masked.iter().any(|f| (f.start..f.end).contains(&at));
        let bytes: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        for span in list(answer, "spans") {
            let passage = text(span, "text");
            let start = bytes[count(span, "start")];
            let covered = passage
                .char_indices()
                .all(|(at, c)| !c.is_alphanumeric() || is_masked(start + at));
            if covered && SECRET.contains(&text(span, "kind")) {
                secrets.insert(passage);
            }
        }
    }
    secrets
}

static ESCAPES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"&#?[a-z0-9]+;|\\[nrt"]"#).unwrap());

/// Letters and digits alone, so that no escaping of a format hides a passage.
fn bare(document: &str) -> String {
    ESCAPES
        .replace_all(document, "")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a run wrote, bare: the files of its report and what it said.
fn written(session: &Session, said: &Said) -> Vec<(&'static str, String)> {
    let files = REPORT_FILES.map(|name| (name, bare(&session.read(&format!("out/{name}")))));
    let talk = [
        ("stdout", bare(&said.stdout)),
        ("stderr", bare(&said.stderr)),
    ];
    files.into_iter().chain(talk).collect()
}

/// None of these values stands in any of these bare documents.
#[track_caller]
fn assert_absent<'v>(documents: &[(&str, String)], values: impl IntoIterator<Item = &'v str>) {
    for value in values {
        let passage = bare(value);
        for (name, document) in documents {
            assert!(!document.contains(&passage), "{value} stands in {name}");
        }
    }
}

/// Name, e-mail and telephone of a person who does not exist.
fn invented(row: usize) -> [String; 3] {
    [
        format!("Zwxgaudier{row:03} Ptolomine"),
        format!("zwx.{row:03}@courriel-invente.example"),
        format!("+33 6 39 98 {:02} {:02}", 70 + row / 100, row % 100),
    ]
}

/// Every labelled answer as a row, with who wrote it beside it.
fn with_their_authors(answers: &[Value]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    writer
        .write_record(["code", "nom", "e-mail", "téléphone", "reponse"])
        .unwrap();
    for (row, answer) in answers.iter().enumerate() {
        let [name, address, number] = invented(row);
        let (id, written) = (text(answer, "id"), text(answer, "text"));
        writer
            .write_record([id, &name, &address, &number, written])
            .unwrap();
    }
    writer.into_inner().unwrap()
}

/// A French report on the labelled answers, and what the command said.
fn on_labelled_answers(options: &[&str]) -> (Session, Said) {
    let session = Session::with("avis.csv", with_their_authors(&labelled_answers()));
    let typed = ["avis.csv", "--open", "reponse", "--yes", "--lang", "fr"];
    let said = session.report(&[&typed[..], options].concat()).done();
    (session, said)
}

#[test]
fn nothing_found_and_no_column_of_identifiers_stands_in_what_is_written() {
    let answers = labelled_answers();
    let authors: Vec<String> = (0..answers.len()).flat_map(invented).collect();
    let secrets = secrets(&answers);
    assert!(secrets.len() > 100, "{}", secrets.len());
    let (session, said) = on_labelled_answers(&[]);
    assert_balanced(&session.synthesis("out"), answers.len());
    let documents = written(&session, &said);
    assert_absent(&documents, secrets);
    assert_absent(&documents, authors.iter().map(String::as_str));
    session.cahier(&["verify", "out"]).done();
}

#[test]
fn originals_are_kept_in_the_data_alone_and_only_when_asked() {
    let answers = labelled_answers();
    let authors: Vec<String> = (0..answers.len()).flat_map(invented).collect();
    let secrets = secrets(&answers);
    let (session, said) = on_labelled_answers(&["--keep-originals"]);
    let mut documents = written(&session, &said);
    assert_absent(&documents, authors.iter().map(String::as_str));
    documents.retain(|(name, _)| *name != "synthesis.json");
    assert_absent(&documents, secrets.iter().copied());
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let originals: Vec<&str> = list(question, "answers")
        .iter()
        .chain(list(question, "set_aside"))
        .filter_map(|answer| answer["original"].as_str())
        .collect();
    for secret in &secrets {
        assert!(originals.iter().any(|o| o.contains(secret)), "{secret}");
    }
    session.cahier(&["verify", "out"]).done();
}

/// A French report on these answers.
fn report_on(answers: &[&str]) -> Session {
    let rows: String = answers
        .iter()
        .zip(1..)
        .map(|(answer, id)| format!("{id};{answer}\n"))
        .collect();
    let session = Session::with("avis.csv", format!("id;avis\n{rows}"));
    session
        .report(&["avis.csv", "--open", "avis", "--lang", "fr"])
        .done();
    session.cahier(&["verify", "out"]).done();
    session
}

#[test]
fn a_number_written_two_ways_has_one_tag_and_a_tag_somebody_typed_stays_theirs() {
    let session = report_on(&[
        "Rappelez-moi au 06 39 98 12 34 pour parler des bus.",
        "Mon numéro, +33 6 39 98 12 34, pour les bancs du parc.",
        "Comme le dit [TEL_1], il manque une piste cyclable.",
        "Le mien est le 06 39 98 77 01, appelez le soir.",
    ]);
    let synthesis = session.synthesis("out");
    assert_eq!(
        answer_texts(&synthesis),
        [
            "Rappelez-moi au [TEL_2] pour parler des bus.",
            "Mon numéro, [TEL_2], pour les bancs du parc.",
            "Comme le dit [TEL_1], il manque une piste cyclable.",
            "Le mien est le [TEL_3], appelez le soir.",
        ]
    );
    let masking = &synthesis["masking"];
    assert_eq!(masking["masked"], json!([["phone", 3]]));
    assert_eq!(count(masking, "answers"), 3);
}

#[test]
fn people_in_office_stay_readable_and_are_counted() {
    let session = report_on(&[
        "Le président Macron nous avait promis des médecins partout.",
        "Le préfet Arnaud de Beaurepaire a signé l'arrêté sans consulter.",
        "Mon voisin M. Gérard Pelletrin gare sa voiture sur le trottoir.",
        "Des bancs près de l'école.",
    ]);
    let synthesis = session.synthesis("out");
    let masking = &synthesis["masking"];
    assert_eq!(count(masking, "officials"), 2);
    assert_eq!(masking["masked"], json!([["person", 1]]));
    let many = french("mention").split_once('|').unwrap().1.to_owned();
    let told = french("officials").replace("{count}", &format!("2\u{a0}{many}"));
    for document in ["out/report.html", "out/report.md"] {
        let document = session.read(document);
        assert!(document.contains(&told), "{told}");
        for official in ["Macron", "Arnaud de Beaurepaire"] {
            assert!(document.contains(official), "{official}");
        }
        assert!(!document.contains("Pelletrin"));
    }
}

#[test]
fn officials_of_the_labelled_answers_are_counted_one_by_one() {
    let officials = labelled_answers()
        .iter()
        .flat_map(|answer| find(text(answer, "text")))
        .filter(|finding| finding.kind == PersonalData::Official)
        .count();
    let (session, _) = on_labelled_answers(&[]);
    assert!(officials > 15, "{officials}");
    assert_eq!(
        count(&session.synthesis("out")["masking"], "officials"),
        officials
    );
}

/// Masking makes nobody anonymous, and the report does not promise it.
#[test]
fn the_report_speaks_of_pseudonyms_and_never_of_anonymity() {
    let (session, _) = on_labelled_answers(&[]);
    for name in ["out/report.html", "out/report.md"] {
        let document = session.read(name);
        assert!(document.contains("pseudonymisées"), "{name}");
        assert!(!document.to_lowercase().contains("anonymis"), "{name}");
    }
}

/// `--id` on a column of addresses tells people apart, and prints none of them.
#[test]
fn an_id_that_names_people_tells_them_apart_and_is_not_printed() {
    let rows = "a.lavoir@exemple.fr;Des bancs\nb.moulin@exemple.fr;Des arbres\n\
                a.lavoir@exemple.fr;Des bus\n";
    let session = Session::with("avis.csv", format!("e-mail;avis\n{rows}"));
    let typed = ["avis.csv", "--open", "avis", "--id", "e-mail"];
    let said = session
        .report(&[&typed[..], &["--lang", "fr"]].concat())
        .done();
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 3);
    assert_eq!(count(&synthesis, "respondents"), 2);
    assert_eq!(
        synthesis["provenance"]["respondent_column"]["title"],
        "e-mail"
    );
    let documents = written(&session, &said);
    assert_absent(&documents, ["a.lavoir@exemple.fr", "b.moulin@exemple.fr"]);
}

/// Named in their office: they stay.
const IN_OFFICE: [(&str, &str); 1] = [("mobilite", "161")];

#[test]
fn personal_data_planted_in_the_samples_stand_in_no_report() {
    for (stem, extension) in [("mobilite", "csv"), ("logement", "xlsx"), ("parks", "csv")] {
        let name = format!("{stem}.{extension}");
        let session = Session::with_sample(&name);
        let said = session.report(&[&name, "--yes"]).done();
        let documents = written(&session, &said);
        let key = sample_key(stem);
        for entry in list(&key, "personal_data") {
            let planted = text(entry, "text");
            // The title of a person (« Mme ») stays in front of the tag.
            let value = match text(entry, "kind") {
                "PERSON" => planted.split_once(' ').unwrap().1,
                _ => planted,
            };
            if IN_OFFICE.contains(&(stem, text(entry, "id"))) {
                assert!(session.read("out/report.html").contains(value), "{entry}");
            } else {
                assert_absent(&documents, [value]);
            }
        }
    }
}
