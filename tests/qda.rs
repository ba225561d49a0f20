//! The coding for analysts' own tools: what a REFI-QDA project, its codebook and an IRaMuTeQ
//! corpus say is what the synthesis says.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "qda/hostile.rs"]
mod hostile;
#[path = "qda/opened.rs"]
mod opened;
#[path = "qda/tree.rs"]
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use cahier::report::render_all;
use cahier::synthesis::Synthesis;
use opened::{Opened, bytes, text};
use tree::Element;

/// A text as XML can hold it, with `\n` for every line break.
fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let held = |c: char| {
        let control = c < ' ' && c != '\n' && c != '\t';
        if control || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            '\u{FFFD}'
        } else {
            c
        }
    };
    lines.chars().map(held).collect()
}

/// What the synthesis codes.
fn coded(synthesis: &Synthesis) -> Vec<(String, String, String)> {
    let mut coded = Vec::new();
    for question in &synthesis.questions {
        let text_of: BTreeMap<&str, &str> = question
            .answers
            .iter()
            .map(|a| (a.id.0.as_str(), a.text.as_str()))
            .collect();
        let id = &question.question.id.0;
        for (answer, text) in &text_of {
            coded.push((id.clone(), (*answer).to_owned(), plain(text)));
        }
        for theme in question.themes.iter().map(|result| &result.theme) {
            for member in &theme.members {
                let answer = &member.answer;
                let subs = theme
                    .sub_themes
                    .iter()
                    .filter(|s| s.answers.contains(answer));
                for code in subs.map(|s| &s.id).chain([&theme.id]) {
                    let text = text_of[answer.0.as_str()];
                    let ideas: Vec<&str> = match member.units.as_slice() {
                        [] => vec![text],
                        spans => spans.iter().map(|span| span.of(text)).collect(),
                    };
                    for idea in ideas {
                        coded.push((code.0.clone(), answer.0.clone(), plain(idea)));
                    }
                }
            }
        }
    }
    coded.sort();
    coded
}

#[test]
fn every_selection_is_what_the_synthesis_codes() {
    for synthesis in hostile::all() {
        let files = render_all(&synthesis).unwrap();
        let opened = Opened::of(&files);
        let (found, expected) = (opened.codings(), coded(&synthesis));
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected);
        }
        // Answers and people counted by code, as the report counts them.
        let mut answers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (code, answer, _) in &found {
            answers.entry(code).or_default().insert(answer);
        }
        for question in &synthesis.questions {
            assert_eq!(
                answers[&*question.question.id.0].len(),
                question.answers.len()
            );
            for result in &question.themes {
                assert_eq!(answers[&*result.theme.id.0].len(), result.answers);
                for sub in &result.theme.sub_themes {
                    assert_eq!(answers[&*sub.id.0].len(), sub.answers.len());
                }
            }
            for family in &question.families {
                let all = family.themes.iter().flat_map(|id| &answers[&*id.0]);
                assert_eq!(all.collect::<BTreeSet<_>>().len(), family.answers);
            }
        }
        let whole = opened.texts.values().map(|t| t.iter().collect::<String>());
        assert!(!whole.into_iter().any(|t| t.contains("avant le masquage")));
    }
}

/// The children of each element of the standard's schema, in its order.
const ORDER: [(&str, &[&str]); 11] = [
    (
        "Project",
        &["Users", "CodeBook", "Variables", "Cases", "Sources"],
    ),
    ("Users", &["User"]),
    ("CodeBook", &["Codes"]),
    ("Codes", &["Code"]),
    ("Code", &["Description", "Code"]),
    ("Variables", &["Variable"]),
    ("Cases", &["Case"]),
    ("Case", &["VariableValue", "SourceRef"]),
    ("Sources", &["TextSource"]),
    ("TextSource", &["PlainTextSelection", "VariableValue"]),
    ("VariableValue", &["VariableRef", "TextValue"]),
];

#[test]
fn a_project_is_laid_out_as_the_standard_says_and_all_references_resolve() {
    for synthesis in hostile::all() {
        let files = render_all(&synthesis).unwrap();
        let opened = Opened::of(&files);
        let all = opened.project.all();
        for (name, order) in ORDER {
            for element in all.iter().filter(|e| e.name == name) {
                let place = |c: &Element| order.iter().position(|o| *o == c.name).unwrap();
                let places: Vec<usize> = element.children.iter().map(place).collect();
                assert!(places.is_sorted() && (name == "Code" || !places.is_empty()));
            }
        }
        let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
        for element in all.iter().filter(|e| e.attributes.contains_key("guid")) {
            let guid = element.get("guid");
            assert_eq!((guid.len(), guid.matches('-').count()), (36, 4));
            assert!(kinds.insert(guid, &element.name).is_none(), "{guid} twice");
        }
        for element in &all {
            let kind = match element.name.as_str() {
                "CodeRef" => "Code",
                "VariableRef" => "Variable",
                "SourceRef" => "TextSource",
                _ => continue,
            };
            assert_eq!(kinds[element.get("targetGUID")], kind);
        }
        let user = opened.project.child("Users").child("User");
        assert_eq!(user.get("name"), "cahier");
        for element in all
            .iter()
            .filter(|e| e.attributes.contains_key("creatingUser"))
        {
            assert_eq!(element.get("creatingUser"), user.get("guid"));
        }
        assert_eq!(opened.sources().len(), opened.texts.len());
        for source in opened.sources() {
            let path = format!("internal://{}.txt", source.get("guid"));
            assert_eq!(source.get("plainTextPath"), path);
        }
        people_and_their_segments(&synthesis, &opened);
    }
}

fn people_and_their_segments(synthesis: &Synthesis, opened: &Opened) {
    let people: BTreeSet<&str> = synthesis
        .questions
        .iter()
        .flat_map(|q| q.answers.iter().map(|a| a.respondent.as_str()))
        .collect();
    let cases = opened.project.child("Cases");
    let named: BTreeSet<&str> = cases.children("Case").map(|c| c.get("name")).collect();
    assert_eq!(named, people);
    assert_eq!(cases.children.len(), people.len());
    let of_cases = cases.all().into_iter().filter(|e| e.name == "SourceRef");
    assert_eq!(of_cases.count(), opened.texts.len());
    let titles: BTreeMap<&str, &str> = opened
        .project
        .child("Variables")
        .children("Variable")
        .map(|v| (v.get("guid"), v.get("name")))
        .collect();
    let mut values: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for source in opened.sources() {
        let of_source = values.entry(source.get("name")).or_default();
        for value in source.children("VariableValue") {
            let title = titles[value.child("VariableRef").get("targetGUID")];
            of_source.insert(title, &value.child("TextValue").text);
        }
    }
    for question in &synthesis.questions {
        for answer in &question.answers {
            let given = question.segments.iter().zip(&answer.segments);
            let given: BTreeMap<&str, &str> = given
                .filter(|(_, value)| !value.is_empty())
                .map(|(base, value)| (base.title.as_str(), value.as_str()))
                .collect();
            assert_eq!(values[&*answer.id.0], given);
        }
    }
}

fn is_family(code: &Element) -> bool {
    let described = code.children("Description").next();
    let id = described.and_then(|d| d.text.lines().next()).unwrap_or("");
    id.split_once("-F")
        .is_some_and(|(_, number)| number.parse::<usize>().is_ok())
}

#[test]
fn the_codebook_lists_every_code_once_under_its_question_and_family() {
    for synthesis in hostile::all() {
        let files = render_all(&synthesis).unwrap();
        let codebook = Element::parse(text(&files, "codebook.qdc"));
        assert_eq!(codebook.get("xmlns"), "urn:QDA-XML:codebook:1.0");
        let opened = Opened::of(&files);
        assert_eq!(opened.project.get("xmlns"), "urn:QDA-XML:project:1.0");
        let codes = codebook.child("Codes");
        assert_eq!(codes, opened.project.child("CodeBook").child("Codes"));
        let mut listed: Vec<String> = opened.codes().into_values().collect();
        listed.sort();
        let mut expected = Vec::new();
        for question in &synthesis.questions {
            expected.push(question.question.id.0.clone());
            for theme in question.themes.iter().map(|result| &result.theme) {
                expected.push(theme.id.0.clone());
                expected.extend(theme.sub_themes.iter().map(|s| s.id.0.clone()));
            }
            let families = question.families.iter().filter(|f| f.themes.len() > 1);
            expected.extend(families.map(|f| f.id.0.clone()));
        }
        expected.sort();
        assert_eq!(listed, expected);
        for code in codes.all() {
            assert_eq!(
                code.attributes
                    .get("isCodable")
                    .is_some_and(|c| c == "false"),
                is_family(code)
            );
            let names = code.children("Code").map(|c| c.get("name").to_lowercase());
            let names: Vec<String> = names.collect();
            let distinct: BTreeSet<&String> = names.iter().collect();
            assert_eq!(distinct.len(), names.len());
            assert!(
                names
                    .iter()
                    .all(|n| !n.is_empty() && n.chars().count() < 110)
            );
        }
    }
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    for synthesis in [hostile::hostile(), hostile::sample("parks")] {
        assert_eq!(
            render_all(&synthesis).unwrap(),
            render_all(&synthesis).unwrap()
        );
    }
}

#[test]
fn a_reader_of_the_standard_in_python_reads_the_project_back() {
    let named = std::env::var_os("CAHIER_REFI_READER").map(PathBuf::from);
    let Some(folder) = named else {
        eprintln!("skipped: CAHIER_REFI_READER names no folder with pyrefiqda");
        return;
    };
    for synthesis in hostile::all() {
        let files = render_all(&synthesis).unwrap();
        let out = tempfile::tempdir().unwrap();
        for name in ["coding.qdpx", "codebook.qdc"] {
            std::fs::write(out.path().join(name), bytes(&files, name)).unwrap();
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/qda/read.py");
        let output = Command::new(folder.join("bin/python"))
            .arg(script)
            .arg("read")
            .arg(out.path())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let read: Vec<(String, String)> = serde_json::from_slice(&output.stdout).unwrap();
        let mut expected: Vec<(String, String)> = coded(&synthesis)
            .into_iter()
            .map(|(_, answer, text)| (answer, text))
            .collect();
        expected.sort();
        assert_eq!(read, expected);
    }
}
