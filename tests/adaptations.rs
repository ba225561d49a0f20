//! Versions for a public: what a model may say in them, what stands where it says nothing
//! that holds, and what the documents show.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use cahier::language::Language;
use cahier::llm::{Failure, LanguageModel, ModelCard, Reply, Request, Tally, Usage};
use cahier::progress::Silent;
use cahier::prompts::Prompts;
use cahier::readings::Asking;
use cahier::readings::adaptation::adapt;
use cahier::report::render_all;
use cahier::synthesis::{
    Adaptation, Audience, SCHEMA, Sentence, Support, Synthesis, ThemeReading, ThemeResult,
};
use serde_json::json;

/// A model that says of each theme what it is told to: words of the theme, and the reply.
struct Scripted(Vec<(&'static str, String)>);

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
        let ids = request.schema["properties"].as_object().unwrap().keys();
        let said = |id: &String| {
            let start = format!("<{id} ");
            let line = request
                .user
                .lines()
                .find(|line| line.starts_with(&start))
                .unwrap();
            let reply = self.0.iter().find(|(theme, _)| line.contains(theme));
            reply.map_or(String::new(), |(_, text)| text.clone())
        };
        Ok(Reply {
            content: ids.map(|id| (id.clone(), json!(said(id)))).collect(),
            usage: Usage::default(),
        })
    }
}

/// The sample report of mobility, its largest themes renamed.
fn sample() -> Synthesis {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/reports/mobilite/synthesis.json"
    );
    let mut synthesis: Synthesis =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    synthesis.schema = SCHEMA.to_owned();
    synthesis.adaptations = Vec::new();
    let titles = ["Bus du soir", "Trottoirs étroits", "Prix du stationnement"];
    for (theme, title) in synthesis.questions[0].themes.iter_mut().zip(titles) {
        theme.theme.title = title.to_owned();
        theme.theme.key_phrases.truncate(1);
        theme.theme.key_phrases[0].text = "retard".to_owned();
        theme.reading = None;
    }
    synthesis
}

/// A summary that rests on the first answer of the theme.
fn summed_up(theme: &mut ThemeResult, text: &str) {
    let summary = vec![Sentence {
        text: text.to_owned(),
        answers: vec![theme.theme.members[0].answer.clone()],
    }];
    theme.reading = Some(ThemeReading {
        summary,
        ..ThemeReading::default()
    });
}

/// The same with the first three themes of the first question and nothing else.
fn small() -> Synthesis {
    let mut synthesis = sample();
    synthesis.questions.truncate(1);
    let themes = &mut synthesis.questions[0].themes;
    themes.truncate(3);
    summed_up(
        &mut themes[0],
        "Le retard des bus du soir et leurs correspondances reviennent.",
    );
    summed_up(
        &mut themes[1],
        "Les poussettes passent mal sur les trottoirs étroits.",
    );
    summed_up(
        &mut themes[2],
        "Le prix du stationnement près du marché est cité.",
    );
    synthesis
}

/// What a model says of the three themes, in a version for a public.
fn by_model(audience: Audience, said: [&str; 3]) -> Adaptation {
    let themes = ["Bus du soir", "Trottoirs étroits", "Prix du stationnement"];
    let replies = themes.into_iter().zip(said.map(str::to_owned));
    let prompts = Prompts::new(Language::French, &BTreeMap::new()).unwrap();
    let (model, tally) = (Scripted(replies.collect()), Tally::default());
    let asking = Asking {
        model: &model,
        prompts: &prompts,
        tally: &tally,
        progress: &Silent,
    };
    adapt(&small(), audience, Support::Page, Some(&asking))
}

fn texts(adaptation: &Adaptation) -> Vec<&str> {
    let points = adaptation.parts.iter().flat_map(|(_, points)| points);
    points.map(|point| point.text.as_str()).collect()
}

#[test]
fn sentences_that_hold_are_kept_and_the_others_made_by_rule() {
    let version = by_model(
        Audience::Officials,
        [
            "Des réponses parlent des bus du soir et de leur retard",
            "La majorité des habitants veut 300 trottoirs moins étroits.",
            "Le prix du stationnement près du marché revient.",
        ],
    );
    assert_eq!(
        texts(&version),
        [
            "Des réponses parlent des bus du soir et de leur retard.",
            "Trottoirs étroits. Les poussettes passent mal sur les trottoirs étroits.",
            "Le prix du stationnement près du marché revient.",
        ]
    );
    assert_eq!(version.by_rule.len(), 1);
    assert!(version.by_rule[0].0.ends_with("T02"));
}

#[test]
fn what_themes_do_not_say_is_refused() {
    for wrong in [
        "",
        "Il faut des bus du soir et des correspondances.",
        "Les bus du soir ne sont pas en retard.",
        "Des réponses parlent de 12 bus du soir.",
        "Tous les habitants parlent des bus du soir.",
        "Des réponses disent : « le retard des bus du soir ».",
        "Des réponses parlent de la piscine et du cinéma de Montfleury.",
        "Les bus du soir sont en retard, sauf le dimanche.",
        "Here are the evening buses, which are late.",
    ] {
        let version = by_model(Audience::Officials, [wrong, "", ""]);
        assert_eq!(version.by_rule.len(), 3, "{wrong}: {:?}", texts(&version));
    }
}

#[test]
fn without_a_model_every_sentence_is_made_by_rule_and_says_so() {
    let mut synthesis = sample();
    for audience in Audience::ALL {
        for support in Support::ALL {
            let version = adapt(&synthesis, audience, support, None);
            assert_eq!(version.by_rule.len(), texts(&version).len());
            synthesis.adaptations.push(version);
        }
    }
    let files = render_all(&synthesis).unwrap();
    let files: Vec<(String, String)> = files
        .into_iter()
        .filter_map(|file| Some((file.name, String::from_utf8(file.bytes).ok()?)))
        .collect();
    let of = |name: &str| &files.iter().find(|(n, _)| n == name).unwrap().1;
    let versions = files
        .iter()
        .filter(|(name, _)| name.starts_with("adaptation-"));
    assert_eq!(versions.clone().count(), 28);
    for (name, content) in versions {
        assert!(content.contains("PROJET, à relire"), "{name}");
        assert!(content.contains("sans modèle de langage"), "{name}");
        assert!(!content.contains("FALC"), "{name}");
        if name.ends_with(".html") {
            assert!(content.contains("<html lang=\"fr\">"), "{name}");
            assert!(content.contains("href=\"report.html#q1-t01\""), "{name}");
        } else {
            assert!(content.contains("(report.md#q1-t01)"), "{name}");
        }
    }
    assert!(of("simplified.html").contains("Version simplifiée, à relire"));
    assert!(of("simplified.md").contains("réponses en parle"));
    assert!(!of("simplified.md").contains(" sur 1"));
    let officials = of("adaptation-elus-page.md");
    let theme = &synthesis.questions[0].themes[0];
    let base = synthesis.questions[0].balance.analysed;
    assert!(officials.contains(&format!("{}\u{a0}réponses sur {base}", theme.answers)));
}

#[test]
fn plain_versions_are_listed_for_rereading_and_names_of_themes_must_exist() {
    let version = by_model(
        Audience::Simple,
        [
            "Les bus du soir ont du retard.",
            "Les trottoirs étroits sont une problématique pour les poussettes.",
            "Le prix du stationnement est cité.",
        ],
    );
    let listed: Vec<&str> = version
        .to_reread
        .iter()
        .map(|(rule, _)| rule.as_str())
        .collect();
    assert!(
        listed.iter().any(|rule| rule.contains("problématique")),
        "{listed:?}"
    );
    let mut synthesis = sample();
    synthesis.adaptations = vec![version];
    assert!(synthesis.check().is_ok());
    synthesis.adaptations[0].parts[0].1[0].themes[0].0 = "Q1-T99".to_owned();
    assert!(synthesis.check().is_err());
}
