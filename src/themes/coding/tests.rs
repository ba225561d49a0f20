//! A model of our own that replies by rule.

use std::sync::Mutex;

use serde_json::json;

use super::*;
use crate::llm::scripted::Scripted;
use crate::progress::Silent;
use crate::prompts::{Ask, Prompts};

fn codes() -> Vec<Code> {
    [("Bancs", "où s'asseoir"), ("Arbres", "")]
        .map(|(title, description)| Code {
            title: title.to_owned(),
            description: description.to_owned(),
        })
        .to_vec()
}

/// The code whose title's first word stands in the answer; some answers are forgotten.
fn by_word(answers: &[(String, String)], forgets: &str) -> Value {
    let mut content = Map::new();
    for (id, text) in answers.iter().filter(|(_, text)| !text.contains(forgets)) {
        let code = ["bancs", "arbres"].iter().position(|w| text.contains(w));
        let code = code.map_or("aucun".to_owned(), |at| format!("c{}", at + 1));
        let codes = json!({"code1": code, "code2": code, "code3": "aucun"});
        content.insert(id.clone(), codes);
    }
    Value::Object(content)
}

fn assigned(texts: &[&str], forgets: &'static str) -> (Vec<Option<Vec<usize>>>, Vec<usize>) {
    let asked = Mutex::new(Vec::new());
    let model = Scripted(|request: &Request| {
        let answers: Vec<(String, String)> = request
            .user
            .lines()
            .filter_map(|line| line.strip_prefix("<a"))
            .filter_map(|line| line.split_once(' '))
            .map(|(id, rest)| (format!("a{id}"), rest.to_lowercase()))
            .collect();
        asked.lock().expect("one").push(answers.len());
        Ok(by_word(&answers, forgets))
    });
    let prompts = Prompts::new(Language::French, &Default::default()).expect("our own prompts");
    let coder = Coder {
        question: "Que manque-t-il ?",
        codes: &codes(),
        prompt: prompts.get(Ask::Assign),
        language: Language::French,
        at_a_time: ANSWERS,
    };
    let replies = assign(&coder, texts, &model, &Tally::default(), &Silent);
    let mut sizes = asked.lock().expect("one").clone();
    sizes.sort_unstable();
    (replies, sizes)
}

#[test]
fn every_text_is_coded_and_the_same_text_once() {
    let texts = [
        "Des bancs !",
        "Plus d'arbres",
        "Des  bancs !",
        "Rien de tout cela",
    ];
    let (replies, asked) = assigned(&texts, "#");
    assert_eq!(
        replies,
        [Some(vec![0]), Some(vec![1]), Some(vec![0]), Some(vec![])]
    );
    assert_eq!(asked, [3]);
}

#[test]
fn a_forgotten_answer_is_asked_about_alone_and_given_up_alone() {
    let texts = ["Des bancs", "Des arbres", "Un lac", "Encore des arbres"];
    let (replies, _) = assigned(&texts, "lac");
    assert_eq!(replies, [Some(vec![0]), Some(vec![1]), None, Some(vec![1])]);
}

#[test]
fn a_long_codebook_still_fits() {
    let code = |number: usize| Code {
        title: format!("Le code numéro {number} du plan"),
        description: "tout ce qui touche de près ou de loin à ce sujet ".repeat(20),
    };
    let codes: Vec<Code> = (0..codebook::MOST_CODES).map(code).collect();
    let names: Vec<String> = (1..=codes.len()).map(|n| format!("c{n}")).collect();
    let list = list(&names, &codes);
    assert_eq!(list.lines().count(), codes.len());
    assert!(list.chars().count() <= LIST + codes.len(), "{}", list.len());
}
