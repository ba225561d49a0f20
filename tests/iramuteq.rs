//! The corpora for IRaMuTeQ, read as its `corpus.py` reads them.
#![allow(clippy::unwrap_used)]

#[path = "qda/hostile.rs"]
mod hostile;

use std::collections::{BTreeMap, BTreeSet};

use cahier::report::{ReportFile, render_all};

#[track_caller]
fn text<'f>(files: &'f [ReportFile], name: &str) -> &'f str {
    match files.iter().find(|file| file.name == name) {
        Some(file) => std::str::from_utf8(&file.bytes).unwrap(),
        None => panic!("no {name}"),
    }
}

/// Texts with their starred variables. Lines end where Python's `codecs` ends them.
fn texts(corpus: &str) -> Vec<(Vec<&str>, String)> {
    let breaks = |c: char| "\n\r\u{b}\u{c}\u{1c}\u{1d}\u{1e}\u{85}\u{2028}\u{2029}".contains(c);
    let mut texts: Vec<(Vec<&str>, String)> = Vec::new();
    for line in corpus.split(breaks) {
        if line.starts_with("****") {
            texts.push((line.split_whitespace().skip(1).collect(), String::new()));
        } else {
            assert!(!line.starts_with("-*") && !line.contains('$'), "{line}");
            if !line.trim().is_empty() {
                let text = &mut texts.last_mut().unwrap().1;
                assert!(text.is_empty(), "two lines: {line}");
                text.push_str(line);
            }
        }
    }
    texts
}

/// Words as they stand, with what is replaced for what it replaces.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|p| p.replace('＊', "*").replace('＄', "$"))
        .collect()
}

#[test]
fn every_answer_is_a_text_with_its_themes_and_segments() {
    for synthesis in hostile::all() {
        let files = render_all(&synthesis).unwrap();
        let table = text(&files, "iramuteq-variables.csv");
        let table: Vec<[String; 6]> = csv::Reader::from_reader(table.as_bytes())
            .deserialize()
            .map(|record| record.unwrap())
            .collect();
        for question in &synthesis.questions {
            let id = &question.question.id.0;
            let corpus = text(&files, &format!("iramuteq-{}.txt", id.to_lowercase()));
            assert!(corpus.starts_with("**** *id_"));
            let texts = texts(corpus);
            assert_eq!(texts.len(), question.answers.len());
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let mut ids = BTreeSet::new();
            for ((starred, said), answer) in texts.iter().zip(&question.answers) {
                assert_eq!(words(said), words(&answer.text));
                assert!(ids.insert(starred[0].to_lowercase()));
                let mut variables = BTreeSet::new();
                for star in starred {
                    let (variable, value) = star[1..].split_once('_').unwrap();
                    let plain = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                    assert!(
                        star.starts_with('*') && plain(variable) && plain(value),
                        "{star}"
                    );
                    assert!(!variable.is_empty() && !value.is_empty(), "{star}");
                    assert!(variables.insert(variable), "{variable} twice");
                    *counts.entry(&star[1..]).or_default() += 1;
                }
            }
            let count = |variable: &str, value: &str| {
                let star = format!("{variable}_{value}");
                counts.get(&*star).copied().unwrap_or(0)
            };
            for result in &question.themes {
                let (theme, own) = (&result.theme.id.0, &result.theme.id.0[id.len() + 1..]);
                let yes = synthesis.language.choose("oui", "yes");
                assert_eq!(count(own, yes), result.answers, "{theme}");
            }
            // The table says what every variable stands for, and counts what is there.
            let lines: Vec<&[String; 6]> = table.iter().filter(|line| line[0] == *id).collect();
            for [_, variable, value, _, what, answers] in &lines {
                assert_eq!(
                    count(variable, value).to_string(),
                    *answers,
                    "{variable} {what}"
                );
            }
            let told: BTreeSet<String> =
                lines.iter().map(|l| format!("{}_{}", l[1], l[2])).collect();
            for star in counts.keys() {
                let own = star.starts_with("id_") || star.starts_with("question_");
                assert!(own || told.contains(*star), "{star}");
            }
            for (place, base) in question.segments.iter().enumerate() {
                let of = |l: &&&[String; 6]| l[4].starts_with(&format!("{} : ", base.title));
                let shown: BTreeSet<&String> = lines.iter().filter(of).map(|l| &l[1]).collect();
                assert_eq!(shown.len(), 1, "column {place}");
            }
        }
    }
}
