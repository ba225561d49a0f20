//! Against a real server, when there is one: `CAHIER_LLM=http://127.0.0.1:8080/v1`, and
//! `--ignored --nocapture`. Prints what it finds.

use std::time::Duration;

use cahier::llm::{Failure, HttpModel, LanguageModel, Request, Rung, ServerSettings};
use serde_json::json;

use super::server::question;

const FRENCH: &str = "Les trottoirs de la rue du marché sont trop étroits pour les poussettes, et les voitures se garent dessus dès le matin. Il faudrait des potelets, ou mieux, supprimer les places devant l'école. ";
const ENGLISH: &str = "Neighbourhood associations should receive additional municipal funding for intergenerational activities, particularly throughout underprivileged residential communities. ";
const SHORT: &str = "Le bus 12 est en retard à 7h45, 8h10, 17h30. Pb de tri + déchets !!! ";

fn model() -> HttpModel {
    let address = std::env::var("CAHIER_LLM").expect("CAHIER_LLM holds the address of a server");
    HttpModel::new(&ServerSettings::new(&address, "default")).unwrap()
}

#[test]
#[ignore = "needs a server"]
fn a_real_server_is_probed() {
    let model = model();
    eprintln!("{:#?}\n{:?}", model.probe(), model.stats());
}

#[test]
#[ignore = "needs a server"]
fn a_real_server_answers() {
    let model = model();
    let reply = model.ask(&question()).unwrap();
    eprintln!("{reply:?} {:?}", model.stats());
    assert_eq!(model.stats().rung, Rung::Schema);
    assert!(
        ["banc", "arbre"]
            .iter()
            .any(|word| reply.content["mot"] == *word)
    );
}

#[test]
#[ignore = "needs a server"]
fn honest_counts_of_tokens_raise_no_alarm_and_a_long_question_is_told() {
    let model = model();
    let ask = |text: &str| {
        model.ask(&Request {
            user: format!("{text}\nUn mot parmi banc et arbre ?"),
            schema: json!({"type": "object", "properties": {"mot": {"type": "string", "enum": ["banc", "arbre"]}}, "required": ["mot"]}),
            ..question()
        })
    };
    for (name, text) in [("French", FRENCH), ("English", ENGLISH), ("short", SHORT)] {
        let long = text.repeat(4000 / text.len());
        let usage = ask(&long).unwrap().usage;
        let estimate = long.chars().count() as f64 / 3.0;
        let share = usage.prompt_tokens as f64 / estimate;
        eprintln!(
            "{name}: {} tokens, {share:.2} of the estimate",
            usage.prompt_tokens
        );
    }
    let start = std::time::Instant::now();
    assert_eq!(ask(&FRENCH.repeat(400)), Err(Failure::TooLong));
    assert!(start.elapsed() < Duration::from_secs(60));
}
