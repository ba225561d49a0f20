use std::sync::Mutex;

use serde_json::json;

use super::*;
use crate::language::Language;
use crate::llm::scripted::Scripted;
use crate::llm::{Failure, Tally, perform_batches};
use crate::progress::Silent;
use crate::prompts::Prompts;

/// What becomes of the quotes when replies come in this order, whatever is asked; and how
/// often something was asked.
fn outcome(quotes: &[&str], replies: Vec<Value>) -> (Vec<Option<Option<String>>>, usize) {
    let given = Mutex::new((replies, 0));
    let model = Scripted(|_: &Request| {
        let (replies, asked) = &mut *given.lock().expect("lock");
        *asked += 1;
        match replies.is_empty() {
            true => Err(Failure::Unreachable),
            false => Ok(replies.remove(0)),
        }
    });
    let lexicon = Lexicon::new(Language::French);
    let prompts = Prompts::new(Language::French, &Default::default()).expect("prompts");
    let batch = Plain {
        prompt: prompts.get(Ask::Plain),
        asked: "Que changer dans le bourg ?",
        quotes: quotes.to_vec(),
        lexicon: &lexicon,
    };
    let tally = Tally::default();
    let found = perform_batches(&model, &batch, quotes.len(), AT_A_TIME, &tally, &Silent);
    let asked = given.lock().expect("lock").1;
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
