use super::*;
use crate::language::Language;
use crate::llm::{Failure, ModelCard, Reply, Usage};
use crate::progress::Silent;
use serde_json::json;
use std::sync::Mutex;

/// Replies in order, whatever is asked.
struct Scripted {
    replies: Mutex<Vec<Value>>,
    asked: Mutex<Vec<String>>,
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
        1
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        self.asked.lock().expect("lock").push(request.user.clone());
        let mut replies = self.replies.lock().expect("lock");
        match replies.is_empty() {
            true => Err(Failure::Unreachable),
            false => Ok(Reply {
                content: replies.remove(0),
                usage: Usage::default(),
            }),
        }
    }
}

fn outcome(quotes: &[&str], replies: Vec<Value>) -> (Vec<Option<Option<String>>>, usize) {
    let model = Scripted {
        replies: Mutex::new(replies),
        asked: Mutex::new(Vec::new()),
    };
    let lexicon = Lexicon::new(Language::French);
    let prompts = Prompts::new(Language::French, &BTreeMap::new()).expect("prompts");
    let batch = Plain {
        prompt: prompts.get(Ask::Plain),
        asked: "Que changer dans le bourg ?",
        quotes: quotes.to_vec(),
        lexicon: &lexicon,
    };
    let tally = Tally::default();
    let found = perform_batches(&model, &batch, quotes.len(), AT_A_TIME, &tally, &Silent);
    let asked = model.asked.into_inner().expect("lock").len();
    (found, asked)
}

fn reply(pairs: &[(&str, &str)]) -> Value {
    let list: Vec<Value> = pairs
        .iter()
        .map(|(id, text)| json!({"id": id, "text": text}))
        .collect();
    json!({ "rewordings": list })
}

const QUOTES: [&str; 2] = [
    "40 min a attendre le car de Vernois et y a meme pas d'abri",
    "franchement la place du marché sans un seul arbre c'est la fournaise",
];

#[test]
fn rewordings_that_keep_the_meaning_are_kept() {
    let good = reply(&[
        (
            "p1",
            "J'attends le car de Vernois 40 minutes, et il n'y a pas d'abri.",
        ),
        ("p2", ""),
    ]);
    let (found, asked) = outcome(&QUOTES, vec![good]);
    assert_eq!(asked, 1);
    assert_eq!(
        found,
        [
            Some(Some(
                "J'attends le car de Vernois 40 minutes, et il n'y a pas d'abri.".to_owned()
            )),
            Some(None)
        ]
    );
}

#[test]
fn a_lost_negation_is_repaired_or_the_quote_stands_alone() {
    let bad = reply(&[("p1", "J'attends le car de Vernois 40 minutes sous un abri.")]);
    let good = reply(&[("p1", "J'attends le car de Vernois 40 minutes sans abri.")]);
    let (found, _) = outcome(&QUOTES[..1], vec![bad.clone(), good]);
    assert!(matches!(&found[0], Some(Some(text)) if text.ends_with("sans abri.")));
    let (found, asked) = outcome(&QUOTES[..1], vec![bad.clone(), bad]);
    assert_eq!((found, asked), (vec![None], 2));
}

#[test]
fn ids_must_come_back_once_each() {
    for wrong in [
        reply(&[]),
        reply(&[("p9", "x")]),
        json!({"rewordings": [{"id": "p1"}]}),
        json!("non"),
    ] {
        let (found, _) = outcome(&QUOTES[..1], vec![wrong.clone(), wrong]);
        assert_eq!(found, [None]);
    }
}
