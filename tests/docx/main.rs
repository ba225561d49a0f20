//! `report.docx`: what an officer opens, edits and sends on.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod word;

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Instant;

use cahier::report::render_all;
use cahier::synthesis::Synthesis;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use word::{Word, parts};

const SAMPLES: [&str; 3] = ["mobilite", "logement", "parks"];

fn saved(name: &str) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = format!("{root}/reports/{name}/synthesis.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn drawn(synthesis: &Value) -> Vec<u8> {
    let synthesis: Synthesis = serde_json::from_value(synthesis.clone()).unwrap();
    let files = render_all(&synthesis).unwrap();
    let file = files.into_iter().find(|file| file.name == "report.docx");
    file.unwrap().bytes
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Texts of all answers, those set aside too, as a document holds them.
fn texts(synthesis: &Value) -> Vec<String> {
    let questions = list(synthesis, "questions").iter();
    let answers = questions.flat_map(|q| list(q, "answers").iter().chain(list(q, "set_aside")));
    answers
        .map(|answer| {
            let text = answer["text"].as_str().unwrap().replace("\r\n", "\n");
            text.replace('\r', "\n")
        })
        .collect()
}

/// Nothing leads nowhere, no name stands twice, whatever its case.
fn assert_linked(word: &Word) {
    let names: BTreeSet<String> = word.bookmarks.iter().map(|n| n.to_lowercase()).collect();
    assert_eq!(names.len(), word.bookmarks.len(), "a bookmark stands twice");
    let ids: BTreeSet<&String> = word.bookmark_ids.iter().collect();
    assert_eq!(ids.len(), word.bookmark_ids.len());
    for name in &word.bookmarks {
        assert!(name.len() <= 40, "{name}");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    }
    assert!(word.links.len() > 20);
    for link in &word.links {
        assert!(word.bookmarks.contains(link), "{link}");
    }
}

/// Levels of the headings, with their text.
fn headings(word: &Word) -> Vec<(usize, String)> {
    let styled = word.paragraphs.iter().filter_map(|p| {
        let level = p.style.strip_prefix("Heading")?.parse().unwrap();
        Some((level, p.text()))
    });
    styled.collect()
}

#[test]
fn every_part_is_xml_and_the_same_twice() {
    for name in SAMPLES {
        let synthesis = saved(name);
        let bytes = drawn(&synthesis);
        assert!(bytes == drawn(&synthesis), "{name}");
        let parts = parts(&bytes);
        assert_eq!(parts[0].0, "[Content_Types].xml");
        for (part, source) in &parts {
            let mut reader = Reader::from_str(source);
            while reader
                .read_event()
                .unwrap_or_else(|e| panic!("{part}: {e}"))
                != Event::Eof
            {}
        }
        let core = word::part(&bytes, "docProps/core.xml");
        let (title, language) = match name {
            "parks" => ("Consultation report", "en-GB"),
            _ => ("Synthèse de la consultation", "fr-FR"),
        };
        assert!(core.contains(&format!("<dc:title>{title}</dc:title>")));
        assert!(core.contains(&format!("<dc:language>{language}</dc:language>")));
        let styles = word::part(&bytes, "word/styles.xml");
        assert!(styles.contains(&format!("<w:lang w:val=\"{language}\"")));
        for used in Word::read(&bytes).paragraphs.iter().map(|p| &p.style) {
            let id = format!("w:styleId=\"{used}\"");
            assert!(used.is_empty() || styles.contains(&id), "{used}");
        }
    }
}

#[test]
fn headings_go_down_one_by_one_and_fill_the_contents() {
    for name in SAMPLES {
        let word = Word::read(&drawn(&saved(name)));
        assert_eq!(word.styled("Title").len(), 1);
        let headings = headings(&word);
        assert_eq!(headings[0].0, 1);
        for pair in headings.windows(2) {
            assert!(pair[1].0 <= pair[0].0 + 1, "{pair:?}");
            assert!(!pair[1].1.trim().is_empty());
        }
        // The contents list what follows them.
        let place = word.paragraphs.iter().position(|p| p.style == "TOCHeading");
        let after = Word {
            paragraphs: word.paragraphs[place.unwrap()..].to_vec(),
            ..Word::default()
        };
        let listed: Vec<String> = after
            .paragraphs
            .iter()
            .filter(|p| p.style.starts_with("TOC") && p.style != "TOCHeading")
            .map(|p| p.text())
            .collect();
        let upper = self::headings(&after).into_iter();
        let upper: Vec<String> = upper.filter(|h| h.0 <= 2).map(|h| h.1).collect();
        assert_eq!(listed, upper);
    }
}

#[test]
fn what_is_quoted_is_in_an_answer() {
    for name in SAMPLES {
        let synthesis = saved(name);
        let word = Word::read(&drawn(&synthesis));
        let texts = texts(&synthesis);
        let spaced = texts
            .iter()
            .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
        let spaced: Vec<String> = spaced.collect();
        let quoted = word.verbatim();
        assert!(quoted.len() > 200, "{}", quoted.len());
        for said in quoted {
            assert!(!said.is_empty());
            let found = texts.iter().chain(&spaced).any(|text| text.contains(said));
            assert!(found, "{said}");
        }
        // All of them: the sample is small.
        let printed: BTreeSet<String> = word.styled("Answer").into_iter().collect();
        for answer in list(&synthesis, "questions")
            .iter()
            .flat_map(|q| list(q, "answers"))
        {
            assert!(
                printed.contains(answer["text"].as_str().unwrap()),
                "{answer}"
            );
        }
        assert_eq!(word.styled("Quote").len(), {
            let sources = word.styled("QuoteSource");
            sources.len()
        });
    }
}

#[test]
fn figures_of_the_tables_are_those_of_the_result() {
    for name in SAMPLES {
        let synthesis = saved(name);
        let word = Word::read(&drawn(&synthesis));
        for table in &word.tables {
            assert!(!table.title.is_empty());
            assert!(table.rows[0].header && table.rows.iter().skip(1).all(|r| !r.header));
            assert!(table.rows.iter().all(|row| row.whole));
            let width = table.rows[0].cells.len();
            assert!(table.rows.iter().all(|row| row.cells.len() == width));
        }
        for question in list(&synthesis, "questions") {
            let id = question["question"]["id"].as_str().unwrap();
            let table = word
                .tables
                .iter()
                .find(|table| table.title.contains(id))
                .unwrap();
            let themes = list(question, "themes");
            assert_eq!(table.rows.len(), themes.len() + 1);
            for theme in themes {
                let title = theme["title"].as_str().unwrap();
                let row = table.rows.iter().find(|row| row.cells[0] == title).unwrap();
                let figure = |place: usize| -> String {
                    row.cells[place]
                        .chars()
                        .take_while(char::is_ascii_digit)
                        .collect()
                };
                let last = row.cells.len() - 1;
                assert_eq!(figure(1), theme["answers"].to_string(), "{title}");
                assert_eq!(figure(last - 1), theme["distinct_texts"].to_string());
                assert_eq!(figure(last), theme["main_answers"].to_string());
            }
        }
    }
}

#[test]
fn every_link_has_its_bookmark() {
    for name in SAMPLES {
        assert_linked(&Word::read(&drawn(&saved(name))));
    }
}

/// Texts no XML can hold, other directions, emoji, markup, ten thousand letters.
#[test]
fn hostile_texts_survive() {
    let hostile =
        " \u{0}\u{1b}\u{fffe} \u{202e}abc שלום 😀 <w:p>&amp;]]></w:p> {{ t }} =1+1\r\n\ta";
    let mut synthesis = saved("parks");
    for question in synthesis["questions"].as_array_mut().unwrap() {
        question["question"]["text"] = json!(format!("Pourquoi ?{hostile}"));
        question["language"] = json!("fr");
        for (place, answer) in question["answers"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .enumerate()
        {
            let long = if place == 0 {
                "é".repeat(10_000)
            } else {
                String::new()
            };
            let text = format!("{}{hostile}{long}", answer["text"].as_str().unwrap());
            answer["text"] = json!(text);
        }
    }
    let word = Word::read(&drawn(&synthesis));
    assert_linked(&word);
    assert!(word.languages.iter().all(|language| language == "fr-FR"));
    assert!(word.languages.len() > 200, "answers name their language");
    let printed: BTreeSet<String> = word.styled("Answer").into_iter().collect();
    for text in texts(&synthesis).iter().filter(|text| text.contains('😀')) {
        let shown = text.replace(['\u{0}', '\u{1b}', '\u{fffe}'], "\u{fffd}");
        assert!(printed.contains(&shown), "{shown}");
    }
    assert!(headings(&word).iter().all(|(_, text)| !text.contains('\n')));
}

/// A long consultation: what is quoted is in the annex, and the document says where all is.
#[test]
fn a_long_list_is_left_to_the_other_files_and_said_so() {
    let mut synthesis = saved("mobilite");
    synthesis["provenance"]["segment_columns"] = json!([]);
    for question in synthesis["questions"].as_array_mut().unwrap() {
        question["segments"] = json!([]);
        for part in ["themes", "answers"] {
            for holder in question[part].as_array_mut().unwrap() {
                holder.as_object_mut().unwrap().remove("segments");
            }
        }
    }
    let more = 2_000;
    let question = &mut synthesis["questions"][0];
    let model = question["answers"][0].clone();
    for place in 0..more {
        let id = format!("extra-{place:04}");
        let mut answer = model.clone();
        answer["id"] = json!(id);
        answer["respondent"] = json!(id);
        answer["source"]["row"] = json!(1_000 + place);
        answer["text"] = json!(format!("Une idée de plus, la numéro {place}."));
        answer["themes"] = json!([]);
        answer.as_object_mut().unwrap().remove("sub_themes");
        question["answers"].as_array_mut().unwrap().push(answer);
        question["unassigned"]
            .as_array_mut()
            .unwrap()
            .push(json!(id));
    }
    let balance = &mut question["balance"];
    for key in [
        "rows",
        "analysed",
        "analysed_once",
        "unassigned",
        "respondents",
        "distinct_texts",
    ] {
        balance[key] = json!(balance[key].as_u64().unwrap() + more);
    }
    question["grouping"]["units"] = json!(question["grouping"]["units"].as_u64().unwrap() + more);
    let other = &mut synthesis["questions"][1];
    let empty = list(other, "set_aside")
        .iter()
        .find(|a| a["class"] == "empty")
        .unwrap()
        .clone();
    for place in 0..more {
        let mut answer = empty.clone();
        let id = format!("extra-{place:04}");
        answer["id"] = json!(id);
        answer["respondent"] = json!(id);
        answer["source"]["row"] = json!(1_000 + place);
        other["set_aside"].as_array_mut().unwrap().push(answer);
    }
    other["balance"]["rows"] = json!(other["balance"]["rows"].as_u64().unwrap() + more);
    for class in other["balance"]["set_aside"].as_array_mut().unwrap() {
        if class[0] == "empty" {
            class[1] = json!(class[1].as_u64().unwrap() + more);
        }
    }
    let read = &mut synthesis["files"][0]["rows"];
    *read = json!(read.as_u64().unwrap() + more);
    synthesis["rows"] = json!(synthesis["rows"].as_u64().unwrap() + more);
    synthesis["respondents"] = json!(synthesis["respondents"].as_u64().unwrap() + more);

    let begun = Instant::now();
    let word = Word::read(&drawn(&synthesis));
    eprintln!(
        "all files of 2,274 answers, and reading this one: {:?}",
        begun.elapsed()
    );
    assert_linked(&word);
    let said = word.styled("Notice").join("\n");
    for left in [
        "report.html",
        "coding.xlsx",
        "1\u{202f}900\u{a0}réponses",
        "2\u{202f}274",
    ] {
        assert!(said.contains(left), "{left}: {said}");
    }
    let printed = word.styled("Answer");
    assert!(printed.len() < 600, "{}", printed.len());
    // Every answer that is quoted can be read whole.
    let texts = texts(&synthesis);
    for quote in word.paragraphs.iter().filter(|p| p.style == "Quote") {
        let run = quote
            .runs
            .iter()
            .find(|run| run.style == "Verbatim")
            .unwrap();
        let whole = |text: &&String| text.contains(&run.text) && printed.contains(*text);
        assert!(texts.iter().any(|text| whole(&text)), "{}", run.text);
    }
}

#[test]
fn libreoffice_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.docx");
    std::fs::write(&file, drawn(&saved("parks"))).unwrap();
    let profile = folder.path().join("profile");
    let run = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output();
    let Ok(output) = run else {
        eprintln!("skipped: LibreOffice (soffice) is not installed");
        return;
    };
    let page = std::fs::read(folder.path().join("report.pdf"));
    let page = page.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    assert!(page.starts_with(b"%PDF"));
}
