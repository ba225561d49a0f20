//! Decisions taken back: the result of the last run is shown again without them.

use super::*;
use cahier::synthesis::DECISIONS;

fn nothing() -> Decisions {
    Decisions {
        schema: DECISIONS.to_owned(),
        questions: Vec::new(),
    }
}

#[test]
fn nothing_decided_shows_the_run() {
    let mut shown = run();
    assert_eq!(shown.recount(&nothing()), []);
    assert_eq!(shown, run());
    // The same where a question was decided about, and nothing stands any more.
    let mut studio = Studio::new(run());
    studio.decide(validate("Q1-T02"));
    studio.decide(reopen("Q1-T02"));
    assert_eq!(studio.decisions().questions.len(), 1);
    assert_eq!(studio.shown, studio.run);
}

#[test]
fn a_step_back_shows_what_was_shown_before() {
    let mut studio = Studio::new(run());
    let mut shown = vec![(nothing(), studio.shown.clone())];
    let first = quote(studio.question(), "Q1-T01", 0, false);
    let answers = studio.members("Q1-T02")[..5].to_vec();
    for decision in [
        first,
        validate("Q1-T01"),
        merge("Q1-T01", "Q1-T03"),
        split("Q1-T02", "Nouveau", &answers),
        delete("Q1-T09"),
        rename("Q1-T03", "Autrement"),
    ] {
        studio.decide(decision);
        shown.push((studio.decisions().clone(), studio.shown.clone()));
    }
    while let Some((decisions, before)) = shown.pop() {
        studio.show(decisions);
        assert_eq!(studio.shown, before);
    }
}

/// What a run was told may be taken back after it: what it did away with is there again.
#[test]
fn a_step_back_behind_the_run_brings_themes_back() {
    let mut studio = Studio::new(run());
    studio.decide(validate("Q1-T02"));
    let before = studio.decisions().clone();
    let first = studio.shown.clone();
    studio.decide(merge("Q1-T01", "Q1-T03"));
    studio = Studio::new(later(studio.decisions()));
    studio.show(before);
    let ids = |synthesis: &Synthesis| -> Vec<(ThemeId, String, usize)> {
        let themes = synthesis.questions[0].themes.iter();
        themes
            .map(|r| (r.theme.id.clone(), r.theme.title.clone(), r.answers))
            .collect()
    };
    assert_eq!(ids(&studio.shown), ids(&first));
    let again = &studio.question().themes[0];
    assert_eq!(again.theme.id, theme("Q1-T01"));
    assert!(!again.theme.quotes.is_empty());
    // Its id is not given twice, and the next decision stands on it.
    let known = studio.question().known();
    assert!(!known.retired.contains(&theme("Q1-T01")));
    studio.decide(rename("Q1-T01", "De retour"));
    assert_eq!(studio.question().themes[0].theme.title, "De retour");
}

#[test]
fn an_answer_that_says_something_else_stays_where_it_is() {
    let mut studio = Studio::new(run());
    let (one, other) = (
        studio.members("Q1-T01")[0].clone(),
        studio.members("Q1-T01")[1].clone(),
    );
    studio.decide(send(&one, &[to("Q1-T03")]));
    studio.decide(send(&other, &[to("Q1-T03")]));
    let mut decisions = studio.decisions().clone();
    for answer in &mut decisions.questions[0].1.known.answers {
        if answer.id == one {
            answer.text.push_str(" Et autre chose.");
        } else {
            // White space is not what it says.
            answer.text = format!("  {}\n", answer.text.replace(' ', "  "));
        }
    }
    studio.show(decisions);
    let moved = studio.members("Q1-T03");
    assert!(!moved.contains(&one) && moved.contains(&other));
    assert_eq!(studio.members("Q1-T01")[0], one);
}
