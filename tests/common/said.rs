//! A saved result to which a model seems to have said something everywhere it may, in words that
//! try to break a page: markup, marks of direction, words too long for a line.
//!
//! The boundary: texts only; every count and every reference stays as the samples have it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use cahier::answers::AnswerId;
use cahier::llm::ModelCard;
use cahier::synthesis::{
    ModelUse, PlainWords, Point, QuestionReading, QuestionResult, Sentence, SignalNature,
    SignalReading, StanceReading, Synthesis, TensionReading, ThemeReading, ThemeResult,
};
use cahier::themes::Origin;

/// Words that try to leave their place.
fn hostile() -> String {
    let long = "Anticonstitutionnellement".repeat(12);
    format!("</p><b onclick=\"x\">a & b</b> \u{202e}\u{0}\u{200b} 🚲 <!-- {long} -->]]>&lt;")
}

fn sentence(answers: &[AnswerId]) -> Sentence {
    Sentence {
        text: hostile(),
        answers: answers.to_vec(),
    }
}

/// Fills whatever a model may say.
pub fn by_a_model(synthesis: &mut Synthesis) {
    let card = ModelCard {
        model: format!("model-{}", "x".repeat(90)),
        host: "models.example.org".to_owned(),
        remote: true,
    };
    let prompts = BTreeMap::from([("naming-1".to_owned(), Default::default())]);
    let mut model = ModelUse::of(card, prompts);
    for question in &mut synthesis.questions {
        let first = question.answers[0].id.clone();
        model.withheld.push((question.question.id.clone(), first));
        question.themes.iter_mut().for_each(of_theme);
        question.reading = Some(of_question(question));
        for aside in &mut question.set_aside {
            aside.text = hostile();
        }
    }
    model.context.push(format!("{}.txt", "lieux".repeat(30)));
    synthesis.model = Some(model);
}

fn of_theme(result: &mut ThemeResult) {
    let theme = &mut result.theme;
    let mut members: Vec<AnswerId> = theme.members.iter().map(|m| m.answer.clone()).collect();
    members.dedup();
    let plain = theme.quotes.first().map(|quote| PlainWords {
        answer: quote.answer.clone(),
        span: quote.span,
        text: hostile(),
    });
    theme.extractive_title = Some(std::mem::replace(
        &mut theme.title,
        format!("{} <i>{}</i>", theme.id.0, "Vélo".repeat(20)),
    ));
    theme.origin = Origin::Llm;
    result.reading = Some(ThemeReading {
        summary: vec![sentence(&members[..1]), sentence(&members[..1])],
        plain: plain.into_iter().collect(),
        stance: Some(StanceReading {
            proposition: hostile(),
            favour: members[..1].to_vec(),
            against: members.get(1).cloned().into_iter().collect(),
            nuanced: Vec::new(),
            read: result.answers,
        }),
    });
}

fn of_question(question: &QuestionResult) -> QuestionReading {
    let themes = question.themes.iter().map(|t| t.theme.id.clone());
    let point = Point {
        text: hostile(),
        themes: themes.take(2).collect(),
    };
    let signals = question.findings.weak_signals.iter().enumerate();
    let tensions = question.findings.oppositions.iter().enumerate();
    QuestionReading {
        overview: vec![point],
        signals: signals
            .map(|(signal, found)| SignalReading {
                signal,
                nature: SignalNature::NewUse,
                reworded: sentence(&[found.mentions[0].answer.clone()]),
                novelty: Some(sentence(&[found.mentions[0].answer.clone()])),
                to_check: Some(hostile()),
            })
            .collect(),
        tensions: tensions
            .map(|(opposition, found)| TensionReading {
                opposition,
                text: hostile(),
                favour: vec![found.favour[0].answer.clone()],
                against: vec![found.against[0].answer.clone()],
            })
            .collect(),
    }
}
