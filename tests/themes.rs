//! The themes found in the samples against the themes that were planted in them.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use cahier::evaluation::{Scores, score};
use cahier::synthesis::{QuestionResult, Synthesis};
use serde_json::Value;

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Planted themes, and the campaign as one more, of every analysed answer.
fn planted(key: &Value, question: &QuestionResult) -> BTreeMap<String, Vec<String>> {
    let mut human: BTreeMap<String, Vec<String>> = question
        .answers
        .iter()
        .map(|answer| (answer.id.0.clone(), Vec::new()))
        .collect();
    for list in ["themes", "campaigns"] {
        for planted in key[list].as_array().unwrap() {
            // Titles of columns lose their line breaks when they are read.
            let title = planted["question"].as_str().unwrap();
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            if title != question.question.text {
                continue;
            }
            for id in planted["ids"].as_array().unwrap() {
                if let Some(codes) = human.get_mut(id.as_str().unwrap()) {
                    codes.push(planted["name"].as_str().unwrap().to_owned());
                }
            }
        }
    }
    human
}

fn scores() -> Vec<(String, Scores)> {
    let mut all = Vec::new();
    for sample in ["mobilite", "logement", "parks"] {
        let synthesis: Synthesis = read(&format!("reports/{sample}/synthesis.json"));
        let key: Value = read(&format!("data-samples/{sample}.key.json"));
        for question in &synthesis.questions {
            let coding: HashMap<String, Vec<String>> = question
                .codes()
                .into_iter()
                .map(|(answer, codes)| {
                    let codes = codes.iter().map(|code| code.0.clone());
                    (answer.0.clone(), codes.collect())
                })
                .collect();
            let name = format!("{sample} {}", question.question.id.0);
            all.push((name, score(&planted(&key, question), &coding)));
        }
    }
    all
}

/// Half of what a person would find, no less: the samples' answers are long and mix
/// subjects, and some hundred of them teach a grouping little.
#[test]
fn planted_themes_are_found() {
    let all = scores();
    let mean = |value: fn(&Scores) -> f64| {
        all.iter().map(|(_, scores)| value(scores)).sum::<f64>() / all.len() as f64
    };
    let (f1, ami) = (mean(|s| s.f1_matched), mean(|s| s.ami));
    assert!(
        f1 >= 0.38 && ami >= 0.25,
        "F1 {f1:.3}, AMI {ami:.3}: {all:#?}"
    );
    for (name, scores) in &all {
        assert!(scores.f1_matched >= 0.30, "{name}: {scores:?}");
        assert!(scores.coverage >= 0.85, "{name}: {scores:?}");
    }
}
