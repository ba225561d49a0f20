//! What rests on themes and answers follows them: sub-themes, families, sentences of a model,
//! versions for a public, oppositions.

use super::*;
use cahier::synthesis::{
    Adaptation, Audience, PlainWords, Point, QuestionReading, Sentence, StanceReading, Support,
    ThemeReading,
};
use cahier::themes::findings::{OppositionFound, ThemesApart};
use cahier::themes::{Family, Origin, UnassignedGroup};

fn sentence(text: &str, answers: &[AnswerId]) -> Sentence {
    Sentence {
        text: text.to_owned(),
        answers: answers.to_vec(),
    }
}

fn point(ids: &[&str]) -> Point {
    Point {
        text: format!("Sur {}.", ids.join(", ")),
        themes: ids.iter().map(|id| theme(id)).collect(),
    }
}

/// A run whose first theme was read by a model, with families and with debates between its
/// first two themes.
pub(super) fn read() -> Synthesis {
    let mut run = run();
    let question = &mut run.questions[0];
    let first = &mut question.themes[0];
    let ids: Vec<AnswerId> = first
        .theme
        .members
        .iter()
        .map(|m| m.answer.clone())
        .collect();
    let quote = &first.theme.quotes[0];
    first.reading = Some(ThemeReading {
        summary: vec![
            sentence("Deux réponses.", &ids[..2]),
            sentence("Une seule.", &ids[..1]),
        ],
        plain: vec![PlainWords {
            answer: quote.answer.clone(),
            span: quote.span,
            text: "Plus simplement.".to_owned(),
        }],
        stance: Some(StanceReading {
            proposition: "Il faut agir.".to_owned(),
            favour: ids[..2].to_vec(),
            against: ids[2..3].to_vec(),
            nuanced: Vec::new(),
            read: ids.len(),
        }),
    });
    question.reading = Some(QuestionReading {
        overview: vec![point(&["Q1-T01", "Q1-T02"]), point(&["Q1-T02"])],
        ..QuestionReading::default()
    });
    let family = |number: usize, themes: &[&str]| {
        let themes: Vec<ThemeId> = themes.iter().map(|id| theme(id)).collect();
        let holds =
            |a: &&cahier::synthesis::AnswerRecord| a.themes.iter().any(|t| themes.contains(t));
        Family {
            id: theme(&format!("Q1-F{number}")),
            title: format!("Famille {number}"),
            origin: Origin::Extractive,
            extractive_title: None,
            key_phrases: Vec::new(),
            answers: question.answers.iter().filter(holds).count(),
            themes,
        }
    };
    question.families = vec![
        family(1, &["Q1-T01", "Q1-T02", "Q1-T05"]),
        family(2, &["Q1-T03", "Q1-T04"]),
        family(3, &["Q1-T06"]),
    ];
    let passages = |number: usize| -> Vec<Passage> {
        let members = question.themes[number].theme.members.iter();
        let held = members.filter_map(|member| {
            Some(Passage {
                answer: member.answer.clone(),
                span: *member.units.first()?,
            })
        });
        held.take(6).collect()
    };
    let debate = |object: &str, theme, between| OppositionFound {
        object: object.to_owned(),
        favour: passages(0),
        against: passages(1),
        theme,
        between,
    };
    let pair = (theme("Q1-T01"), theme("Q1-T02"));
    question.findings.oppositions = vec![
        debate("vélo", None, Some(pair.clone())),
        debate("voiture", None, Some(pair.clone())),
        debate("bus", Some(theme("Q1-T03")), None),
    ];
    question.findings.themes_apart = vec![ThemesApart {
        themes: pair,
        oppositions: vec![0, 1],
    }];
    run.adaptations = vec![Adaptation {
        audience: Audience::Press,
        support: Support::Page,
        parts: vec![(
            QuestionId("Q1".to_owned()),
            vec![point(&["Q1-T02"]), point(&["Q1-T01", "Q1-T06"])],
        )],
        by_rule: vec![theme("Q1-T02"), theme("Q1-T01")],
        to_reread: Vec::new(),
    }];
    run.check().unwrap();
    run
}

#[test]
fn sentences_stay_as_far_as_what_they_rest_on() {
    let mut studio = Studio::new(read());
    studio.decide(send(&studio.members("Q1-T01")[0].clone(), &[to("Q1-T03")]));
    let reading = studio.question().themes[0].reading.clone().unwrap();
    assert_eq!(reading.summary.len(), 1);
    assert_eq!(reading.summary[0].answers, studio.members("Q1-T01")[..1]);
    let stance = reading.stance.unwrap();
    assert_eq!((stance.favour.len(), stance.against.len()), (1, 1));
    assert_eq!(stance.read, studio.members("Q1-T01").len());
    studio.decide(delete("Q1-T02"));
    let overview = &studio.question().reading.as_ref().unwrap().overview;
    assert_eq!(overview.len(), 1);
    assert_eq!(overview[0].themes, [theme("Q1-T01")]);
    let adaptation = &studio.shown.adaptations[0];
    assert_eq!(adaptation.parts[0].1, [point(&["Q1-T01", "Q1-T06"])]);
    assert_eq!(adaptation.by_rule, [theme("Q1-T01")]);
}

#[test]
fn debates_name_themes_that_hold_them() {
    let named = |studio: &Studio| -> Vec<bool> {
        let found = studio.question().findings.oppositions.iter();
        found
            .map(|o| o.theme.is_some() || o.between.is_some())
            .collect()
    };
    let mut studio = Studio::new(read());
    studio.decide(rename("Q1-T02", "Des bus à l'heure"));
    assert_eq!(named(&studio), [true, true, true]);
    studio.decide(delete("Q1-T03"));
    assert_eq!(named(&studio), [true, true, false]);
    assert_eq!(studio.question().findings.themes_apart.len(), 1);
    // Three of six are not most of them.
    for _ in 0..3 {
        studio.decide(send(&studio.members("Q1-T02")[0].clone(), &[to("Q1-T05")]));
    }
    assert_eq!(named(&studio), [false, false, false]);
    assert!(studio.question().findings.themes_apart.is_empty());
    // What people said stays.
    let found = &studio.question().findings.oppositions;
    assert!(found.iter().all(|o| o.favour.len() == 6));
}

#[test]
fn families_lose_themes_and_are_counted_again() {
    let mut studio = Studio::new(read());
    let before = studio.question().families.clone();
    let answers = studio.members("Q1-T01")[..9].to_vec();
    studio.decide(split("Q1-T01", "Nouveau", &answers));
    studio.decide(delete("Q1-T06"));
    studio.decide(merge("Q1-T05", "Q1-T03"));
    let families = &studio.question().families;
    // The new theme is in none: which one it is in is for a run to say.
    let mut ids: Vec<Vec<&str>> = families
        .iter()
        .map(|family| family.themes.iter().map(|id| id.0.as_str()).collect())
        .collect();
    ids.iter_mut().for_each(|list| list.sort_unstable());
    ids.sort();
    assert_eq!(ids, [["Q1-T01", "Q1-T02"], ["Q1-T03", "Q1-T04"]]);
    let first = |list: &[Family]| list.iter().find(|f| f.id.0 == "Q1-F1").unwrap().answers;
    assert!(first(families) < first(&before));
    assert!(
        families
            .windows(2)
            .all(|pair| pair[0].answers >= pair[1].answers)
    );
}

#[test]
fn sub_themes_lose_the_answers_that_left() {
    let run = run();
    let themes = run.questions.iter().flat_map(|q| &q.themes);
    let parted = themes.map(|r| &r.theme).find(|t| t.sub_themes.len() == 2);
    let parted = parted.unwrap();
    let (kept, gone) = (&parted.sub_themes[0], &parted.sub_themes[1]);
    let mut studio = Studio::new(run.clone());
    studio.decide(split(&parted.id.0, "À part", &kept.answers[..1]));
    let theme = |studio: &Studio| {
        let themes = studio.shown.questions.iter().flat_map(|q| &q.themes);
        let mut own = themes.filter(|r| r.theme.id == parted.id);
        own.next().unwrap().theme.clone()
    };
    let sizes = |studio: &Studio| -> usize {
        let subs = theme(studio).sub_themes;
        subs.iter().map(|sub| sub.answers.len()).sum()
    };
    let alone = kept.answers[0] == gone.answers[0];
    let left = 1 + usize::from(alone);
    assert_eq!(
        sizes(&studio) + left,
        kept.answers.len() + gone.answers.len()
    );
    // Less than two parts are none.
    let rest: Vec<AnswerId> = theme(&studio).sub_themes[1].answers.clone();
    studio.decide(split(&parted.id.0, "À part aussi", &rest));
    assert!(theme(&studio).sub_themes.is_empty());
}

#[test]
fn answers_in_no_theme_stay_by_nearness() {
    // A run in which some answers are in no theme, grouped by hand.
    let mut studio = Studio::new(run());
    studio.decide(delete("Q1-T05"));
    let mut run = later(studio.decisions());
    let all = run.questions[0].unassigned.clone();
    let group = |answers: &[AnswerId], isolated: bool| UnassignedGroup {
        words: Vec::new(),
        answers: answers.to_vec(),
        isolated,
    };
    let groups = vec![
        group(&all[..3], false),
        group(&all[3..5], false),
        group(&all[5..], true),
    ];
    run.questions[0].unassigned_groups = groups;
    run.check().unwrap();
    let mut studio = studio.go_on_from(run);
    let groups = |studio: &Studio| studio.question().unassigned_groups.clone();
    // One of two leaves: the other is alone.
    studio.decide(send(&all[3], &[to("Q1-T01")]));
    let shown = [group(&all[..3], false), group(&all[4..], true)];
    assert_eq!(groups(&studio), shown);
    // Who comes is near nobody, as far as one knows.
    studio.decide(delete("Q1-T06"));
    let now = groups(&studio);
    assert_eq!(now[0], shown[0]);
    assert!(now[1].isolated && now[1].answers.len() > all.len() - 4);
    studio.decide(send(&all[0], &[to("Q1-T01")]));
    assert_eq!(groups(&studio)[0], group(&all[1..3], false));
    // Where no two are near, there are no groups.
    studio.decide(send(&all[1], &[to("Q1-T01")]));
    assert!(groups(&studio).is_empty());
}
