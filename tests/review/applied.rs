//! Decisions applied to a result, carried on, and put on a later one.

use std::collections::BTreeMap;

use super::{sample, theme};
use cahier::answers::QuestionId;
use cahier::language::Language;
use cahier::review::{Decision, Fault, Target, apply};
use cahier::synthesis::{Decisions, QuestionDecisions, QuestionResult, State};
use cahier::themes::{Origin, ThemeId};

pub const BY: &str = "Zoé Martin";
pub const DAY: &str = "2026-11-23";

fn merge(from: &str, into: &str) -> Decision {
    Decision::Merge {
        theme: theme(from),
        into: theme(into),
        why: None,
    }
}

fn delete(id: &str) -> Decision {
    Decision::Delete {
        theme: theme(id),
        why: Some("hors sujet".to_owned()),
    }
}

pub fn validate(id: &str) -> Decision {
    Decision::Validate {
        theme: theme(id),
        why: None,
    }
}

pub fn question(decisions: &Decisions) -> &QuestionDecisions {
    &decisions.questions[0].1
}

fn coding(decided: &QuestionDecisions) -> BTreeMap<&str, &[ThemeId]> {
    let answers = decided.known.answers.iter();
    answers
        .map(|a| (a.id.0.as_str(), a.themes.as_slice()))
        .collect()
}

/// Members of a theme, in the order of the answers.
fn members<'q>(question: &'q QuestionResult, id: &str) -> Vec<&'q cahier::answers::AnswerId> {
    let holds = question
        .answers
        .iter()
        .filter(|a| a.themes.contains(&theme(id)));
    holds.map(|a| &a.id).collect()
}

#[test]
fn no_answer_is_lost_whatever_is_merged_split_moved_and_deleted() {
    let synthesis = sample("mobilite");
    let result = &synthesis.questions[0];
    let leaving: Vec<_> = members(result, "Q1-T01")
        .into_iter()
        .take(7)
        .cloned()
        .collect();
    let moved = &result
        .answers
        .iter()
        .find(|a| !leaving.contains(&a.id))
        .unwrap()
        .id;
    let decisions = [
        merge("Q1-T08", "Q1-T06"),
        merge("Q1-T06", "Q1-T05"),
        delete("Q1-T07"),
        Decision::Split {
            theme: theme("Q1-T01"),
            title: "Trottoirs étroits".to_owned(),
            answers: leaving.clone(),
        },
        Decision::Move {
            question: QuestionId("Q1".to_owned()),
            answer: moved.clone(),
            themes: vec![
                Target::New("trottoirs  etroits".to_owned()),
                Target::Theme(theme("Q1-T08")),
                Target::Theme(theme("Q1-T05")),
            ],
        },
        Decision::Rename {
            theme: theme("Q1-T02"),
            title: "Des bus à l'heure".to_owned(),
        },
        validate("Q1-T01"),
        validate("Q1-T03"),
    ];
    let reviewed = apply(&synthesis, None, &decisions, BY, DAY).unwrap();
    // The order of decisions changes nothing.
    let backwards: Vec<Decision> = decisions.iter().rev().cloned().collect();
    assert_eq!(
        apply(&synthesis, None, &backwards, BY, DAY)
            .unwrap()
            .decisions,
        reviewed.decisions
    );
    assert_eq!(reviewed.decisions.questions.len(), 1);
    let decided = question(&reviewed.decisions);
    let ids: Vec<&str> = decided
        .known
        .themes
        .iter()
        .map(|t| t.id.0.as_str())
        .collect();
    assert_eq!(
        ids,
        ["Q1-T01", "Q1-T02", "Q1-T03", "Q1-T04", "Q1-T05", "Q1-T09"]
    );
    assert_eq!(
        decided.known.retired,
        ["Q1-T06", "Q1-T07", "Q1-T08"].map(theme)
    );
    let after = coding(decided);
    assert_eq!(after.len(), result.answers.len());
    for answer in &result.answers {
        let themes = after[answer.id.0.as_str()];
        assert!(themes.iter().all(|id| ids.contains(&id.0.as_str())));
        let mut unique = themes.to_vec();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), themes.len());
        if answer.id == *moved {
            assert_eq!(themes, ["Q1-T09", "Q1-T05"].map(theme));
            continue;
        }
        // What stays of its themes, in the same order: the main one stays the main one.
        let expected = answer.themes.iter().filter_map(|id| match id.0.as_str() {
            "Q1-T07" => None,
            "Q1-T06" | "Q1-T08" => Some("Q1-T05"),
            "Q1-T01" if leaving.contains(&answer.id) => Some("Q1-T09"),
            other => Some(other),
        });
        let mut expected: Vec<&str> = expected.collect();
        let mut seen = Vec::new();
        expected.retain(|id| {
            !seen.contains(id) && {
                seen.push(id);
                true
            }
        });
        let themes: Vec<&str> = themes.iter().map(|id| id.0.as_str()).collect();
        assert_eq!(themes, expected);
    }
    let by_hand = decided.known.answers.iter().filter(|a| a.by_hand).count();
    assert_eq!(by_hand, leaving.len() + 1);
    let bus = &decided.known.themes[1];
    assert_eq!(
        (bus.title.as_str(), bus.origin),
        ("Des bus à l'heure", Origin::Human)
    );
    assert_eq!(bus.extractive_title.as_deref(), Some("Bus"));
    let new = &decided.known.themes[5];
    assert_eq!(
        (new.title.as_str(), new.origin),
        ("Trottoirs étroits", Origin::Human)
    );
    let states: Vec<(&str, State)> = decided
        .themes
        .iter()
        .map(|(id, s)| (id.0.as_str(), s.state))
        .collect();
    // Validated once corrected, validated as it is, founded by a person.
    assert_eq!(
        states,
        [
            ("Q1-T01", State::Modified),
            ("Q1-T03", State::Retained),
            ("Q1-T09", State::Modified)
        ]
    );
    let said: Vec<&str> = reviewed
        .changes
        .iter()
        .map(|c| c.say(Language::French))
        .collect();
    let title = &result.themes[7].theme.title;
    assert!(
        said.iter().any(|s| *s
            == format!("Le thème Q1-T08 « {title} » est fusionné dans Q1-T05 : 17 réponses.")),
        "{said:#?}"
    );
    assert!(
        said.iter().any(|s| s.starts_with(
            "Nouveau thème Q1-T09 « Trottoirs étroits » : 8 réponses, parties de Q1-T01 (7)"
        )),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|s| s.contains("est supprimé : 19 réponses, dont")
                && s.ends_with("(« hors sujet »).")),
        "{said:#?}"
    );
}

#[test]
fn decisions_that_do_not_fit_are_refused_as_a_whole() {
    let synthesis = sample("mobilite");
    let faults = |decisions: &[Decision]| {
        let refusals = apply(&synthesis, None, decisions, BY, DAY).unwrap_err();
        refusals
            .into_iter()
            .map(|r| r.fault)
            .collect::<Vec<Fault>>()
    };
    let circle = [
        merge("Q1-T01", "Q1-T02"),
        merge("Q1-T02", "Q1-T03"),
        merge("Q1-T03", "Q1-T01"),
    ];
    assert_eq!(faults(&circle).len(), 3);
    assert_eq!(
        faults(&[merge("Q1-T01", "Q1-T01")]),
        [Fault::MergeLoop(vec![theme("Q1-T01"), theme("Q1-T01")])]
    );
    assert_eq!(
        faults(&[merge("Q1-T01", "Q2-T01")]),
        [Fault::MergeAcross(theme("Q1-T01"), theme("Q2-T01"))]
    );
    for contrary in [
        delete("Q1-T02"),
        merge("Q1-T02", "Q1-T03"),
        validate("Q1-T02"),
    ] {
        let pair = [merge("Q1-T02", "Q1-T01"), contrary];
        assert!(faults(&pair).contains(&Fault::Contradiction(theme("Q1-T02"))));
    }
    assert_eq!(
        faults(&[delete("Q3-T01")]),
        [Fault::UnknownTheme("Q3-T01".to_owned())]
    );
    let unsigned = apply(&synthesis, None, &[delete("Q1-T02")], " ", DAY).unwrap_err();
    assert_eq!(unsigned[0].fault, Fault::NoName);
    assert!(
        apply(&synthesis, None, &[], "", DAY)
            .unwrap()
            .changes
            .is_empty()
    );
}
