//! A model in memory that replies what the test wants: whatever it says, the result holds
//! together, and what is kept or left out is told.

mod town;

use std::sync::Mutex;

use serde_json::{Value, json};

use super::*;
use crate::embeddings::Matrix;
use crate::language::Language;
use crate::llm::{Failure, ModelCard, Reply, Request, Usage};
use crate::progress::Silent;
use crate::themes::Origin;
use crate::words::{Lexicon, fold};
use town::synthesis;

/// Words counted in 512 drawers: enough to tell a few short texts apart.
struct Words;

impl Embedder for Words {
    fn name(&self) -> &str {
        "words"
    }

    fn embed(&self, texts: &[&str]) -> Result<Matrix, Error> {
        let lexicon = Lexicon::new(Language::French);
        let mut values = Vec::new();
        for text in texts {
            let mut row = vec![0.0f32; 512];
            for stem in lexicon.content_stems(text) {
                let drawer = fold(&stem)
                    .bytes()
                    .fold(7usize, |h, b| h * 31 + usize::from(b));
                row[drawer % 512] += 1.0;
            }
            let length = row.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-9);
            values.extend(row.iter().map(|v| v / length));
        }
        Ok(Matrix {
            dimensions: 512,
            values,
        })
    }
}

/// Replies to a request, told how often the same prompt came with repairs asked for.
type Script = Box<dyn Fn(&Request, bool) -> Result<Value, Failure> + Send + Sync>;

struct Scripted {
    script: Script,
    seen: Mutex<Vec<String>>,
}

impl Scripted {
    fn new(
        script: impl Fn(&Request, bool) -> Result<Value, Failure> + Send + Sync + 'static,
    ) -> Scripted {
        Scripted {
            script: Box::new(script),
            seen: Mutex::new(Vec::new()),
        }
    }

    fn shown(&self) -> String {
        self.seen.lock().expect("whole").join("\n")
    }
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
        let text = format!("{}\n{}", request.system, request.user);
        self.seen.lock().expect("whole").push(text);
        // A repair ends with the list of what was wrong.
        let repaired = request
            .user
            .lines()
            .last()
            .is_some_and(|line| line.starts_with("- "));
        Ok(Reply {
            content: (self.script)(request, repaired)?,
            usage: Usage {
                prompt_tokens: 100,
                completion_tokens: 10,
            },
        })
    }
}

fn read_with(model: &Scripted) -> Synthesis {
    let mut synthesis = synthesis();
    let prompts = Prompts::new(Language::French, &Default::default()).expect("our prompts");
    let settings = Settings {
        prompts: &prompts,
        context: &[],
        versions: &[],
    };
    let before = synthesis.differences().1;
    read(&mut synthesis, &settings, model, &Words, &Silent).expect("a reading");
    // The made-up result names no file: its rows do not add up, and nothing else.
    assert_eq!(synthesis.differences().1, before);
    synthesis
}

fn is_label(request: &Request) -> bool {
    request.prompt.starts_with("label.")
}

fn is_bus(request: &Request) -> bool {
    request
        .user
        .lines()
        .any(|line| line.starts_with("<a1 ") && line.contains("bus"))
}

fn label(title: &str, sentence: &str, ids: &[&str]) -> Value {
    json!({
        "observations": [{"constat": "x", "ids": ids}],
        "titre": title,
        "resume": [{"phrase": sentence, "ids": ids}],
    })
}

/// A reply that holds, for either theme.
fn good(request: &Request) -> Value {
    if request.prompt.starts_with("families.") {
        return json!({"titres": [{"id": "t1", "titre": "Trajets en bus ou à vélo"}]});
    }
    match is_bus(request) {
        true => label(
            "Bus trop rares le soir",
            "Le dernier bus du soir passe trop tôt.",
            &["a1", "a2", "a3"],
        ),
        false => label(
            "Pistes cyclables coupées aux carrefours",
            "Les pistes cyclables sont coupées.",
            &["a1", "a2"],
        ),
    }
}

fn tally(synthesis: &Synthesis, name: &str) -> crate::llm::PromptTally {
    let prompts = &synthesis.model.as_ref().expect("a model").prompts;
    let found = prompts.iter().find(|(prompt, _)| prompt.starts_with(name));
    found.expect("the prompt was used").1.clone()
}

#[test]
fn good_replies_name_and_sum_up_and_orders_are_never_shown() {
    let model = Scripted::new(|request, _| Ok(good(request)));
    let read = read_with(&model);
    let theme = &read.questions[0].themes[0];
    assert_eq!(theme.theme.title, "Bus trop rares le soir");
    assert_eq!(theme.theme.origin, Origin::Llm);
    assert_eq!(theme.theme.extractive_title.as_deref(), Some("Bus du soir"));
    let summary = &theme.reading.as_ref().expect("a reading").summary;
    assert_eq!(summary.len(), 1);
    assert!(!summary[0].answers.is_empty());
    let tally = tally(&read, "label.fr/");
    assert_eq!((tally.tasks, tally.accepted, tally.repaired), (2, 2, 0));
    let used = read.model.as_ref().expect("a model");
    assert_eq!(used.withheld.len(), 1);
    assert!(!model.shown().contains("champion"));
    assert_eq!(read_with(&model), read);
}

#[test]
fn a_faulty_reply_is_repaired_once() {
    let faulty = [
        ("Bus de Villebourg le soir", rules_of::NAME),
        ("Bus du soir et pistes en travaux", rules_of::TWO_TOPICS),
        ("Avis divers des habitants", rules_of::SAYS_NOTHING),
        ("Evening buses are too rare", rules_of::LANGUAGE),
        ("Je suis désolé, je ne peux pas", rules_of::ASSISTANT),
        ("Bus trop rares après 23h", rules_of::NUMBER),
    ];
    for (title, rule) in faulty {
        let model = Scripted::new(move |request, repaired| {
            let wrong = is_label(request) && is_bus(request) && !repaired;
            let bad = || label(title, "Le dernier bus du soir passe trop tôt.", &["a1"]);
            Ok(if wrong { bad() } else { good(request) })
        });
        let read = read_with(&model);
        let tally = tally(&read, "label.fr/");
        assert_eq!(
            (tally.accepted, tally.repaired),
            (2, 1),
            "{title}: {tally:?}"
        );
        assert!(
            tally.refused.contains_key(rule),
            "{title}: {:?}",
            tally.refused
        );
        assert_eq!(
            read.questions[0].themes[0].theme.title,
            "Bus trop rares le soir"
        );
    }
}

#[test]
fn what_never_holds_leaves_what_the_rules_found() {
    let model = Scripted::new(|request, _| {
        let bad = || {
            label(
                "La majorité veut une patinoire olympique",
                "Un habitant écrit « une patinoire pour toute la ville ».",
                &["a1", "a99"],
            )
        };
        Ok(if is_label(request) && is_bus(request) {
            bad()
        } else {
            good(request)
        })
    });
    let read = read_with(&model);
    let theme = &read.questions[0].themes[0];
    assert_eq!(
        (theme.theme.title.as_str(), theme.theme.origin),
        ("Bus du soir", Origin::Extractive)
    );
    assert!(theme.reading.is_none());
    let tally = tally(&read, "label.fr/");
    assert_eq!((tally.tasks, tally.accepted, tally.replies), (2, 1, 3));
    for rule in [
        rules_of::COUNT,
        rules_of::QUOTE,
        rules_of::SUPPORT,
        replies::UNKNOWN_ID,
    ] {
        assert!(
            tally.refused.contains_key(rule),
            "{rule}: {:?}",
            tally.refused
        );
    }
}

#[test]
fn a_sentence_that_fails_is_cut_and_ids_that_do_not_say_it_go() {
    let model = Scripted::new(|request, _| {
        let mut reply = good(request);
        if is_label(request) && is_bus(request) {
            let more = json!({"phrase": "La piscine ferme en août.", "ids": ["a1"]});
            reply["resume"].as_array_mut().expect("a list").push(more);
            reply["resume"][0]["ids"] = json!(["a1", "a2", "a3", "a4", "a5"]);
        }
        Ok(reply)
    });
    let read = read_with(&model);
    let summary = &read.questions[0].themes[0]
        .reading
        .as_ref()
        .expect("a reading")
        .summary;
    assert_eq!(summary.len(), 1);
    assert!(
        tally(&read, "label.fr/")
            .cut
            .contains_key(rules_of::SUPPORT)
    );
}

#[test]
fn titles_that_clash_are_asked_for_again_or_given_up() {
    let script = |renames: bool| {
        move |request: &Request, _: bool| {
            if request.prompt.starts_with("rename.") {
                let titles = json!({"titres": [
                    {"id": "t1", "titre": "Bus trop rares le soir"},
                    {"id": "t2", "titre": "Pistes cyclables coupées aux carrefours"},
                ]});
                return if renames {
                    Ok(titles)
                } else {
                    Err(Failure::TimedOut)
                };
            }
            let mut reply = good(request);
            if is_label(request) {
                // Its words stand in the answers of both themes.
                reply["titre"] = json!("Dernier quartier coupé du soir");
            }
            Ok(reply)
        }
    };
    let titles = |read: &Synthesis| -> Vec<String> {
        let themes = read.questions[0].themes.iter();
        themes.map(|t| t.theme.title.clone()).collect()
    };
    let read = read_with(&Scripted::new(script(true)));
    assert_eq!(
        titles(&read),
        [
            "Bus trop rares le soir",
            "Pistes cyclables coupées aux carrefours"
        ]
    );
    let read = read_with(&Scripted::new(script(false)));
    let kept = titles(&read);
    assert_ne!(kept[0], kept[1]);
    assert_eq!(tally(&read, "rename.fr/").failures[&Failure::TimedOut], 1);
}

#[test]
fn nobody_answers() {
    let model = Scripted::new(|_, _| Err(Failure::Unreachable));
    let read = read_with(&model);
    assert!(
        read.questions[0]
            .themes
            .iter()
            .all(|t| t.theme.origin == Origin::Extractive)
    );
    assert_eq!(tally(&read, "label.fr/").failures[&Failure::Unreachable], 2);
}

#[test]
fn a_plan_counts_without_asking() {
    let synthesis = synthesis();
    let prompts = Prompts::new(Language::French, &Default::default()).expect("our prompts");
    let settings = Settings {
        prompts: &prompts,
        context: &[],
        versions: &[],
    };
    let plan = plan(&synthesis, &settings, &Words).expect("a plan");
    // Two labels and the families.
    assert_eq!(plan.calls, 3);
    assert!(plan.prompt_tokens > 1_000 && plan.completion_tokens > 500);
}

use gates::rules as rules_of;
