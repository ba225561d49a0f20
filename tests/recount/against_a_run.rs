//! Every kind of decision, and all of them together: what is shown at once is what a later
//! run with these decisions counts.

use std::collections::BTreeSet;

use super::*;
use cahier::synthesis::{FindingKind, State, ThemeResult};
use cahier::themes::Origin;

/// What a run and a recount must agree on.
pub fn same(studio: &Studio) -> Synthesis {
    let later = later(studio.decisions());
    assert_eq!(later.questions.len(), studio.shown.questions.len());
    for (now, then) in studio.shown.questions.iter().zip(&later.questions) {
        assert_eq!(now.themes.len(), then.themes.len());
        for (now, then) in now.themes.iter().zip(&then.themes) {
            same_theme(now, then);
        }
        let coded = |q: &QuestionResult| -> Vec<(AnswerId, Vec<ThemeId>)> {
            let answers = q.answers.iter();
            answers.map(|a| (a.id.clone(), a.themes.clone())).collect()
        };
        assert_eq!(coded(now), coded(then));
        assert_eq!(now.balance, then.balance);
        assert_eq!(now.unassigned, then.unassigned);
        assert_eq!(now.segments, then.segments);
    }
    later
}

fn same_theme(now: &ThemeResult, then: &ThemeResult) {
    let named = |r: &ThemeResult| (r.theme.id.clone(), r.theme.title.clone(), r.theme.origin);
    assert_eq!(named(now), named(then));
    let counts = |r: &ThemeResult| {
        [
            r.answers,
            r.answers_once,
            r.main_answers,
            r.respondents,
            r.distinct_texts,
        ]
    };
    assert_eq!(counts(now), counts(then), "{}", now.theme.id.0);
    let members = |r: &ThemeResult| -> Vec<(AnswerId, bool)> {
        let members = r.theme.members.iter();
        members.map(|m| (m.answer.clone(), m.main)).collect()
    };
    assert_eq!(members(now), members(then), "{}", now.theme.id.0);
    assert_eq!(now.segments, then.segments, "{}", now.theme.id.0);
    let subs = |r: &ThemeResult| -> Vec<(ThemeId, Vec<AnswerId>)> {
        let subs = r.theme.sub_themes.iter();
        subs.map(|s| (s.id.clone(), s.answers.clone())).collect()
    };
    let kept = subs(now);
    if !kept.is_empty() {
        assert_eq!(kept, subs(then), "{}", now.theme.id.0);
    }
    assert_eq!(now.status, then.status, "{}", now.theme.id.0);
}

fn decided(decisions: impl Fn(&Studio) -> Vec<Decision>) -> Studio {
    let mut studio = Studio::new(run());
    for decision in decisions(&studio) {
        studio.decide(decision);
    }
    assert_eq!(studio.unplaced, []);
    studio
}

fn found<'s>(studio: &'s Studio, id: &str) -> &'s ThemeResult {
    let mut themes = studio.question().themes.iter();
    themes.find(|result| result.theme.id.0 == id).unwrap()
}

#[test]
fn a_title_changes_and_nothing_else() {
    let studio = decided(|_| vec![rename("Q1-T02", "Des bus à l'heure")]);
    same(&studio);
    let renamed = found(&studio, "Q1-T02");
    assert_eq!(renamed.theme.title, "Des bus à l'heure");
    assert_eq!(renamed.theme.extractive_title.as_deref(), Some("Bus"));
    let mut as_before = studio.shown.clone();
    let before = &studio.run.questions[0].themes[1].theme;
    let theme = &mut as_before.questions[0].themes[1].theme;
    theme.title.clone_from(&before.title);
    theme.origin = before.origin;
    theme.extractive_title.clone_from(&before.extractive_title);
    assert_eq!(as_before, studio.run);
}

#[test]
fn a_chain_of_merges_brings_answers_ideas_and_quotes() {
    let studio = decided(|_| vec![merge("Q1-T08", "Q1-T06"), merge("Q1-T06", "Q1-T05")]);
    same(&studio);
    let before = &studio.run.questions[0];
    let ids = ["Q1-T05", "Q1-T06", "Q1-T08"].map(theme);
    let held = |a: &&cahier::synthesis::AnswerRecord| a.themes.iter().any(|t| ids.contains(t));
    let answers: Vec<AnswerId> = before
        .answers
        .iter()
        .filter(held)
        .map(|a| a.id.clone())
        .collect();
    assert_eq!(studio.members("Q1-T05"), answers);
    let all = before
        .themes
        .iter()
        .filter(|r| ids.contains(&r.theme.id))
        .flat_map(|r| &r.theme.quotes);
    let all: Vec<_> = all.collect();
    let taking = &found(&studio, "Q1-T05").theme;
    assert!(taking.quotes.iter().all(|quote| all.contains(&quote)));
    let own = before.themes.iter().find(|r| r.theme.id == ids[0]).unwrap();
    assert!(taking.quotes.len() > own.theme.quotes.len());
    // Who came brought the ideas it had, each once and in order.
    for member in &taking.members {
        assert!(!member.units.is_empty());
        assert!(member.units.windows(2).all(|w| w[0].end <= w[1].start));
    }
    // Merged at once or one after the other, it is the same.
    let at_once = [merge("Q1-T08", "Q1-T06"), merge("Q1-T06", "Q1-T05")];
    let reviewed = apply(&studio.run, None, &at_once, BY, DAY).unwrap();
    let mut other = Studio::new(run());
    other.show(reviewed.decisions);
    assert_eq!(
        other.shown.questions[0].themes[0],
        studio.shown.questions[0].themes[0]
    );
    assert_eq!(other.members("Q1-T05"), studio.members("Q1-T05"));
}

#[test]
fn a_split_founds_a_theme_that_quotes_its_answers() {
    let studio = decided(|s| {
        vec![split(
            "Q1-T01",
            "Trottoirs étroits",
            &s.members("Q1-T01")[..7],
        )]
    });
    same(&studio);
    let new = found(&studio, "Q1-T09");
    assert_eq!((new.answers, new.theme.origin), (7, Origin::Human));
    assert!(new.theme.key_phrases.is_empty() && !new.theme.quotes.is_empty());
    assert_eq!(
        new.theme.members[0].units,
        studio.run.questions[0].themes[0].theme.members[0].units
    );
    // Answers that nobody quoted: the first that can be is quoted.
    let quoted = |s: &Studio| -> BTreeSet<AnswerId> {
        let quotes = s.question().themes.iter().flat_map(|r| &r.theme.quotes);
        quotes.map(|quote| quote.answer.clone()).collect()
    };
    let studio = decided(|s| {
        let quoted = quoted(s);
        let members = s.members("Q1-T02").into_iter();
        let silent: Vec<AnswerId> = members.filter(|a| !quoted.contains(a)).take(3).collect();
        vec![split("Q1-T02", "Autre chose", &silent)]
    });
    same(&studio);
    assert_eq!(found(&studio, "Q1-T09").theme.quotes.len(), 1);
}

#[test]
fn an_answer_goes_where_it_is_sent() {
    let some = |s: &Studio, id: &str, place: usize| s.members(id)[place].clone();
    for targets in [
        vec![to("Q1-T04")],
        vec![to("Q1-T04"), to("Q1-T01")],
        vec![Target::New("Bancs".to_owned())],
        vec![to("Q1-T01"), Target::New("Bancs".to_owned())],
        Vec::new(),
    ] {
        let studio = decided(|s| vec![send(&some(s, "Q1-T01", 4), &targets)]);
        same(&studio);
    }
    // And back: as if nothing had been.
    let studio = decided(|s| {
        let answer = some(s, "Q1-T01", 3);
        let mut records = s.question().answers.iter();
        let record = records.find(|a| a.id == answer).unwrap();
        let before: Vec<Target> = record.themes.iter().cloned().map(Target::Theme).collect();
        vec![send(&answer, &[]), send(&answer, &before)]
    });
    assert_eq!(studio.shown, studio.run);
    // One that was in no theme brings no idea.
    let studio = decided(|s| vec![send(&some(s, "Q1-T01", 4), &[])]);
    let answer = studio.question().unassigned[0].clone();
    let alone = same(&studio);
    let mut studio = studio.go_on_from(alone);
    studio.decide(send(&answer, &[to("Q1-T03")]));
    same(&studio);
    assert!(studio.question().unassigned.is_empty());
    let members = &found(&studio, "Q1-T03").theme.members;
    let member = members.iter().find(|m| m.answer == answer).unwrap();
    assert!(member.main && member.units.is_empty());
}

#[test]
fn a_deleted_theme_leaves_its_answers_their_others() {
    let studio = decided(|_| vec![delete("Q1-T01"), delete("Q1-T03")]);
    same(&studio);
    assert_eq!(studio.question().themes.len(), 6);
    let everything = |s: &Studio| {
        let ids = s.question().themes.iter().map(|r| r.theme.id.0.clone());
        ids.map(|id| delete(&id)).collect::<Vec<Decision>>()
    };
    // A run that knows no theme looks for new ones: here, none is left.
    let studio = decided(everything);
    assert!(studio.question().themes.is_empty());
    assert_eq!(studio.question().balance.in_theme, 0);
}

#[test]
fn statuses_quotes_and_findings_are_as_decided() {
    let finding = |s: &Studio, kind: FindingKind, state: Option<State>| Decision::Finding {
        question: QuestionId("Q1".to_owned()),
        kind,
        passage: s.question().readable(kind)[0].passage.clone(),
        state,
        why: None,
    };
    let studio = decided(|s| {
        vec![
            validate("Q1-T01"),
            validate("Q1-T02"),
            reopen("Q1-T01"),
            rename("Q1-T03", "Autrement dit"),
            validate("Q1-T03"),
            quote(s.question(), "Q1-T04", 1, true),
            quote(s.question(), "Q1-T05", 0, false),
            finding(s, FindingKind::Alert, Some(State::Retained)),
            finding(s, FindingKind::Signal, Some(State::Dismissed)),
            finding(s, FindingKind::Lead, Some(State::Retained)),
            finding(s, FindingKind::Lead, None),
        ]
    });
    let later = same(&studio);
    let state = |id: &str| found(&studio, id).status.as_ref().map(|s| s.state);
    assert_eq!(state("Q1-T01"), None);
    assert_eq!(state("Q1-T02"), Some(State::Retained));
    assert_eq!(state("Q1-T03"), Some(State::Modified));
    let (now, before) = (studio.question(), &studio.run.questions[0]);
    assert_eq!(
        found(&studio, "Q1-T04").theme.quotes[0],
        before.themes[3].theme.quotes[1]
    );
    let rejected = &before.themes[4].theme.quotes[0];
    assert!(!found(&studio, "Q1-T05").theme.quotes.contains(rejected));
    let kinds: Vec<FindingKind> = now.statuses.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [FindingKind::Alert, FindingKind::Signal]);
    assert_eq!(now.statuses, later.questions[0].statuses);
}

#[test]
fn a_whole_session_shows_what_a_run_makes_of_it_and_goes_on_from_there() {
    let studio = decided(|s| {
        vec![
            validate("Q1-T04"),
            merge("Q1-T08", "Q1-T06"),
            rename("Q1-T06", "Ensemble"),
            split("Q1-T01", "Trottoirs étroits", &s.members("Q1-T01")[..7]),
            send(&s.members("Q1-T02")[0], &[to("Q1-T09"), to("Q1-T05")]),
            send(&s.members("Q1-T02")[1], &[Target::New("Bancs".to_owned())]),
            delete("Q1-T07"),
            validate("Q1-T06"),
            delete("Q1-T09"),
            merge("Q2-T02", "Q2-T01"),
            validate("Q2-T01"),
        ]
    });
    let later = same(&studio);
    // The next decisions are made on that run.
    let mut studio = studio.go_on_from(later);
    studio.decide(merge("Q1-T06", "Q1-T04"));
    studio.decide(send(
        &studio.question().unassigned[0].clone(),
        &[Target::New("Autre".to_owned())],
    ));
    same(&studio);
}
