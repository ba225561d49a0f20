//! A model of our own that replies by rule.

use std::sync::Mutex;

use super::*;
use crate::llm::{Failure, ModelCard, Reply, Usage};
use crate::progress::Silent;

/// Gives the code whose title's first word stands in the answer; forgets some answers.
struct Scripted {
    forgets: &'static str,
    asked: Mutex<Vec<usize>>,
}

impl LanguageModel for Scripted {
    fn card(&self) -> ModelCard {
        ModelCard {
            model: "scripted".to_owned(),
            host: "localhost".to_owned(),
            remote: false,
        }
    }

    fn slots(&self) -> usize {
        2
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        let answers: Vec<(String, String)> = request
            .user
            .lines()
            .filter_map(|line| line.strip_prefix("<a"))
            .filter_map(|line| line.split_once(' '))
            .map(|(id, rest)| (format!("a{id}"), rest.to_lowercase()))
            .collect();
        self.asked.lock().expect("one").push(answers.len());
        let mut content = Map::new();
        for (id, text) in answers {
            if text.contains(self.forgets) {
                continue;
            }
            let code = ["bancs", "arbres"].iter().position(|w| text.contains(w));
            let code = code.map_or("aucun".to_owned(), |at| format!("c{}", at + 1));
            content.insert(id, json!({"code1": code, "code2": code, "code3": "aucun"}));
        }
        Ok(Reply {
            content: Value::Object(content),
            usage: Usage::default(),
        })
    }
}

fn codes() -> Vec<Code> {
    [("Bancs", "où s'asseoir"), ("Arbres", "")]
        .map(|(title, description)| Code {
            title: title.to_owned(),
            description: description.to_owned(),
        })
        .to_vec()
}

fn assigned(texts: &[&str], forgets: &'static str) -> (Vec<Option<Vec<usize>>>, Vec<usize>) {
    let model = Scripted {
        forgets,
        asked: Mutex::default(),
    };
    let prompt = prompt(Language::French).expect("our own prompt");
    let coder = Coder {
        question: "Que manque-t-il ?",
        codes: &codes(),
        prompt: &prompt,
        language: Language::French,
        at_a_time: ANSWERS,
    };
    let replies = assign(&coder, texts, &model, &Tally::default(), &Silent);
    let mut asked = model.asked.into_inner().expect("one");
    asked.sort_unstable();
    (replies, asked)
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

#[test]
fn both_prompts_can_be_read() {
    for language in [Language::French, Language::English] {
        assert!(prompt(language).is_ok());
    }
}
