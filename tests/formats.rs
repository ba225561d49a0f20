//! The same answers give the same report whatever they were exported as; every answer
//! keeps its place and its class, and is counted where it belongs.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use serde_json::Value;

/// A consultation: three subjects, a repeated answer, three answers that say nothing, and
/// one with the characters that an encoding may spoil.
const ANSWERS: &str = "\
Numéro;Quartier;Que faudrait-il améliorer dans votre quartier ?
N01;Gare;Il faut davantage de bus le soir après vingt heures.
N02;Centre;La piste cyclable s'arrête au pont, c'est très dangereux.
N03;Gare;Les poubelles débordent chaque week-end dans le parc.
N04;Centre;Les bus sont trop rares le soir et le dimanche.
N05;Gare;Des pistes cyclables continues jusqu'au centre, séparées des voitures.
N06;Centre;Trop de déchets par terre, il faut plus de poubelles.
N07;Gare;Ajoutez des bus de nuit vers la gare, s'il vous plaît.
N08;Centre;Les pistes cyclables sont dangereuses au carrefour de l'école.
N09;Gare;Les déchets s'entassent autour des poubelles du marché.
N10;Centre;Le bus du soir ne passe plus après vingt heures.
N11;Gare;Il manque une piste cyclable entre la gare et le lycée.
N12;Centre;Ramassez les déchets plus souvent, les poubelles sont pleines.
N13;Gare;Plus de bus le dimanche et le soir, c'est urgent.
N14;Centre;Créez une vraie piste cyclable protégée sur l'avenue.
N15;Gare;Des poubelles de tri manquent près des immeubles.
N16;Centre;Des bus plus fréquents le soir pour rentrer du travail.
N17;Gare;La piste cyclable est pleine de trous et de gravier.
N18;Centre;Il y a des déchets partout dans les rues du centre.
N19;Gare;Aucun bus le soir dans notre rue depuis septembre.
N20;Centre;Une piste cyclable éclairée le long du canal.
N21;Gare;Nettoyez les rues : déchets et poubelles renversées.
N22;Centre;Il faut davantage de bus le soir après vingt heures.
N23;Gare;
N24;Centre;Je ne sais pas.
N25;Gare;R.A.S.
N26;Centre;L'œuvre du maire : « formidable » – mais 20 € le parking !";

/// Writes the answers as a text file.
fn separated(separator: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    for row in cells(ANSWERS) {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Windows-1252, as French spreadsheets write: Latin-1 but for these three.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '€' => 0x80,
            '–' => 0x96,
            'œ' => 0x9C,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect()
}

fn utf_16_with_mark(text: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    std::iter::once(0xFEFF)
        .chain(units)
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// What must not depend on the format: texts, themes, classes.
fn essence(synthesis: &Value) -> Value {
    let mut question = synthesis["questions"][0].clone();
    for kind in ["answers", "set_aside"] {
        for answer in question[kind].as_array_mut().unwrap() {
            answer.as_object_mut().unwrap().remove("source");
        }
    }
    question
}

#[test]
fn every_format_gives_the_same_answers_and_themes() {
    let semicolons = separated(b';');
    let marked = format!("\u{FEFF}{semicolons}");
    let exports: [(&str, Vec<u8>, &str); 8] = [
        ("a.csv", semicolons.clone().into(), "UTF-8"),
        ("b.csv", separated(b',').into(), "UTF-8"),
        ("c.tsv", separated(b'\t').into(), "UTF-8"),
        ("d.csv", marked.into(), "UTF-8"),
        ("e.csv", windows_1252(&semicolons), "windows-1252"),
        ("f.csv", utf_16_with_mark(&semicolons), "UTF-16LE"),
        ("g.csv", utf_16_with_mark(&separated(b'\t')), "UTF-16LE"),
        ("h.xlsx", workbook(&[("Été", &cells(ANSWERS))]), ""),
    ];
    let mut first: Option<Value> = None;
    for (name, content, encoding) in exports {
        let session = Session::with(name, content);
        session.report(&[name, "--yes", "--id", "Numéro"]).done();
        let synthesis = session.synthesis("out");
        assert_balanced(&synthesis, 26);
        let file = &synthesis["files"][0];
        assert_eq!(file["encoding"].as_str().unwrap_or(""), encoding, "{name}");
        assert!(file.get("notices").is_none(), "{name}");
        assert_places(&synthesis, name);
        let found = essence(&synthesis);
        assert!(list(&found, "themes").len() >= 2, "{name}");
        assert_eq!(&found, first.get_or_insert(found.clone()), "{name}");
    }
}

/// Every answer stands where the export has it: third column, in order under the titles.
#[track_caller]
fn assert_places(synthesis: &Value, name: &str) {
    let rows = cells(ANSWERS);
    let question = &synthesis["questions"][0];
    let all = [list(question, "answers"), list(question, "set_aside")].concat();
    for answer in &all {
        let source = &answer["source"];
        assert_eq!((text(source, "file"), text(source, "column")), (name, "C"));
        assert_eq!(
            source.get("sheet").and_then(Value::as_str),
            name.ends_with("xlsx").then_some("Été")
        );
        let row = &rows[count(source, "row") - 1];
        assert_eq!(text(answer, "id"), row[0], "{name}");
        assert_eq!(text(answer, "text"), row[2], "{name}");
    }
}

#[test]
fn answers_that_say_nothing_are_set_aside_in_their_class() {
    let session = Session::with("avis.csv", ANSWERS);
    session.report(&["avis.csv", "--yes", "--id", "A"]).done();
    let synthesis = session.synthesis("out");
    let aside: Vec<(&str, &str, &str)> = list(&synthesis["questions"][0], "set_aside")
        .iter()
        .map(|answer| {
            (
                text(answer, "id"),
                text(answer, "class"),
                text(answer, "text"),
            )
        })
        .collect();
    assert_eq!(
        aside,
        [
            ("N23", "empty", ""),
            ("N24", "no_opinion", "Je ne sais pas."),
            ("N25", "non_substantive", "R.A.S."),
        ]
    );
}

#[test]
fn identical_answers_are_grouped_and_both_counts_are_told() {
    let session = Session::with("avis.csv", ANSWERS);
    session.report(&["avis.csv", "--yes", "--id", "A"]).done();
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let groups = list(question, "similar");
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0]["kind"], "exact");
    assert_eq!(ids(list(&groups[0], "members")), ["N01", "N22"]);
    assert_eq!(count(&question["balance"], "analysed"), 23);
    assert_eq!(count(&question["balance"], "distinct_texts"), 22);
    let theme = list(question, "themes")
        .iter()
        .find(|theme| ids_of_members(theme).contains(&"N01"))
        .unwrap();
    assert!(ids_of_members(theme).contains(&"N22"), "a copy is a voice");
    assert_eq!(count(theme, "distinct_texts") + 1, count(theme, "answers"));
}

/// A group that holds all answers has nothing that sets it apart, and needs a title still.
#[test]
fn a_theme_alone_in_its_question_has_a_title() {
    for rows in 10..=22 {
        let some: Vec<&str> = ANSWERS.lines().take(rows + 1).collect();
        let session = Session::with("avis.csv", some.join("\n"));
        session.report(&["avis.csv", "--open", "C"]).done();
        let synthesis = session.synthesis("out");
        assert_balanced(&synthesis, rows);
        for theme in list(&synthesis["questions"][0], "themes") {
            let title = text(theme, "title");
            assert!(title.contains(char::is_alphabetic), "{rows} rows: {title}");
        }
    }
}

fn ids_of_members(theme: &Value) -> Vec<&str> {
    list(theme, "members")
        .iter()
        .map(|member| text(member, "answer"))
        .collect()
}

#[test]
fn small_cells_of_the_cross_table_are_masked_and_the_others_are_right() {
    let session = Session::with_sample("mobilite.csv");
    let column = "Dans quel quartier habitez-vous ?";
    session
        .report(&["mobilite.csv", "--yes", "--segment", column])
        .done();
    let synthesis = session.synthesis("out");
    let (mut shown, mut masked) = (0, 0);
    for question in list(&synthesis, "questions") {
        let base = &list(question, "segments")[0];
        assert_eq!(text(base, "title"), column);
        for theme in list(question, "themes") {
            let members = ids_of_members(theme);
            let row = list(&list(theme, "segments")[0], "cells");
            for (cell, value) in row.iter().zip(list(base, "values")) {
                let real = list(question, "answers")
                    .iter()
                    .filter(|a| a["segments"][0] == value[0] && members.contains(&text(a, "id")))
                    .count();
                match cell.as_u64() {
                    Some(count) => {
                        assert_eq!(count as usize, real);
                        assert!(!(1..5).contains(&count), "{value} {count}");
                        shown += 1;
                    }
                    None => masked += 1,
                }
            }
            // A single hidden cell could be found by subtraction.
            assert_ne!(row.iter().filter(|cell| cell.is_null()).count(), 1);
        }
    }
    assert!(shown > 0 && masked > 0, "{shown} shown, {masked} masked");
}
