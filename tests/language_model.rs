//! A run with a language model, seen from the command line: a model that helps, one that
//! fails in every way, one that lies, one that obeys the answers.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/model_server.rs"]
mod model_server;

use common::*;
use model_server::*;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

const RUN: [&str; 5] = ["mobilite.csv", "--yes", "--lang", "fr", "--llm"];

fn with_model(session: &Session, url: &str, more: &[&str]) -> Said {
    let parts: [&[&str]; 3] = [&RUN, &[url, "--model", "test"], more];
    session.report(&parts.concat())
}

/// Titles of all themes, with who wrote them.
fn titles(synthesis: &Value) -> Vec<(String, String)> {
    let questions = list(synthesis, "questions").iter();
    questions
        .flat_map(|question| list(question, "themes"))
        .map(|theme| {
            (
                text(theme, "title").to_owned(),
                text(theme, "origin").to_owned(),
            )
        })
        .collect()
}

/// Everything but what a model added.
fn counted(synthesis: &Value) -> Value {
    let mut bare = synthesis.clone();
    for words in ["model", "adaptations"] {
        bare.as_object_mut().unwrap().remove(words);
    }
    for question in bare["questions"].as_array_mut().unwrap() {
        question.as_object_mut().unwrap().remove("reading");
        for family in question["families"].as_array_mut().into_iter().flatten() {
            restore(family);
        }
        for theme in question["themes"].as_array_mut().unwrap() {
            theme.as_object_mut().unwrap().remove("reading");
            restore(theme);
        }
    }
    bare
}

/// Puts the answers' own title back.
fn restore(named: &mut Value) {
    let fields = named.as_object_mut().unwrap();
    if let Some(title) = fields.remove("extractive_title") {
        fields.insert("title".to_owned(), title);
    }
    fields.insert("origin".to_owned(), json!("extractive"));
}

#[test]
fn a_model_names_and_code_counts() {
    let server = ModelServer::obliging();
    let session = Session::with_sample("mobilite.csv");
    session
        .cahier(&[
            "run",
            "mobilite.csv",
            "--yes",
            "--lang",
            "fr",
            "--out",
            "alone",
        ])
        .done();
    with_model(&session, &server.url(), &[]).done();
    let (alone, helped) = (session.synthesis("alone"), session.synthesis("out"));
    assert_eq!(
        counted(&helped),
        counted(&alone),
        "a model changed a figure"
    );
    let named = titles(&helped)
        .iter()
        .filter(|(_, origin)| origin == "llm")
        .count();
    assert!(named > 0, "no title was kept: {}", helped["model"]);
    let html = session.read("out/report.html");
    let markdown = session.read("out/report.md");
    for document in [&html, &markdown] {
        assert!(document.contains("Titre proposé par un modèle de langage"));
        assert!(document.contains("Consigne"), "no method page of the model");
        assert!(!document.contains("Établi sans modèle de langage"));
    }
    session.cahier(&["verify", "out"]).done();
    // A second run asks nothing and writes the same bytes.
    let calls = server.calls();
    with_model(&session, &server.url(), &[]).done();
    assert_eq!(
        server.calls(),
        calls,
        "an unchanged consultation was asked about again"
    );
    assert_eq!(session.read("out/report.html"), html);
    assert_eq!(session.read("out/report.md"), markdown);
    assert_eq!(session.synthesis("out"), helped);
}

#[test]
fn whatever_the_server_does_the_report_is_whole_and_says_so() {
    let alone = Session::with_sample("mobilite.csv");
    alone
        .report(&["mobilite.csv", "--yes", "--lang", "fr"])
        .done();
    let alone = counted(&alone.synthesis("out"));
    type Fault = fn(&Asked) -> ResponseTemplate;
    let faults: [(&str, Fault); 14] = [
        ("denied", |_| failed(401, "bad key")),
        ("denied", |_| failed(403, "not for you")),
        ("no_such_model", |_| failed(404, "model 'test' not found")),
        ("quota_spent", |_| {
            ResponseTemplate::new(429).set_body_json(
                json!({"error": {"message": "You exceeded your quota", "type": "insufficient_quota", "code": "insufficient_quota"}}),
            )
        }),
        ("unreadable", |_| said_text("Bien sûr ! Voici un titre.")),
        ("unreadable", |_| {
            said_text("<!doctype html><title>502</title>")
        }),
        ("unreadable", |_| said_text("{\"titre\": \"coupé au mil")),
        ("unreadable", |_| {
            ResponseTemplate::new(200).set_body_json(json!({"choices": []}))
        }),
        ("cut", |_| {
            ResponseTemplate::new(200).set_body_json(completion("{\"titre\": \"", "length"))
        }),
        ("filtered", |_| {
            ResponseTemplate::new(200).set_body_json(completion("", "content_filter"))
        }),
        ("too_long", |_| {
            ResponseTemplate::new(400).set_body_json(json!({"error": {"code": 400, "type": "exceed_context_size_error",
                "message": "request (30031 tokens) exceeds the available context size (4096 tokens)",
                "n_prompt_tokens": 30031, "n_ctx": 4096}}))
        }),
        ("oversized", |_| said_text(&"x".repeat(2 << 20))),
        ("rejected", |_| failed(418, "I am a teapot")),
        ("rejected", |_| {
            ResponseTemplate::new(302)
                .insert_header("Location", "http://127.0.0.1:9/v1/chat/completions")
        }),
    ];
    for (expected, fault) in faults {
        let server = ModelServer::start(fault);
        let session = Session::with_sample("mobilite.csv");
        let said = with_model(&session, &server.url(), &[]).done();
        let synthesis = session.synthesis("out");
        assert_eq!(counted(&synthesis), alone, "{expected}");
        assert!(
            titles(&synthesis)
                .iter()
                .all(|(_, origin)| origin == "extractive")
        );
        let model = synthesis["model"].to_string();
        assert!(
            model.contains(&format!("\"{expected}\"")),
            "{expected} is not in {model}"
        );
        assert!(
            said.stderr.contains("modèle"),
            "{expected}: no warning in\n{}",
            said.stderr
        );
        assert!(
            session
                .read("out/report.md")
                .contains("Titres de thèmes retenus\u{a0}: 0 sur")
        );
    }
}

#[test]
fn lies_are_refused_and_counted() {
    let lies: [(&str, &str); 6] = [
        ("an invented number", "Les 4567 habitants veulent des bus"),
        ("a web address", "Voir https://exemple.fr pour les bus"),
        (
            "another language",
            "The inhabitants would like to have more buses",
        ),
        (
            "an assistant's talk",
            "Bien sûr, voici un titre pour ce groupe",
        ),
        ("markup", "<b>Les bus</b> du quartier de la gare"),
        (
            "nothing of theirs",
            "Politique monétaire internationale et cryptographie",
        ),
    ];
    for (kind, lie) in lies {
        let server = ModelServer::start(move |asked| said(&asked.saying(lie)));
        let session = Session::with_sample("mobilite.csv");
        with_model(&session, &server.url(), &[]).done();
        let synthesis = session.synthesis("out");
        assert!(
            titles(&synthesis)
                .iter()
                .all(|(_, origin)| origin == "extractive"),
            "{kind} became a title"
        );
        for file in [
            "out/report.md",
            "out/report.html",
            "out/synthesis.json",
            "out/coding.csv",
        ] {
            assert!(!session.read(file).contains(lie), "{kind} stands in {file}");
        }
        let refused = synthesis["model"]["prompts"].as_object().unwrap().values();
        let refused: usize = refused
            .filter_map(|tally| tally["refused"].as_object())
            .map(|r| r.len())
            .sum();
        assert!(refused > 0, "{kind} was refused by no rule");
    }
}
