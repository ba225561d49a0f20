//! Statuses and quotes put on a result, and decisions carried on.

use super::applied::{BY, DAY, question, validate};
use super::{read, sample, theme, workbook};
use cahier::answers::QuestionId;
use cahier::language::Language;
use cahier::review::{Decision, Target, apply};
use cahier::synthesis::{FindingKind, State, Synthesis, Unplaced};
use cahier::themes::findings::Passage;

/// Retains everything that a person must read.
fn all(synthesis: &Synthesis) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for question in &synthesis.questions {
        decisions.extend(question.themes.iter().map(|t| validate(&t.theme.id.0)));
        for kind in [FindingKind::Alert, FindingKind::Signal] {
            decisions.extend(
                question
                    .readable(kind)
                    .into_iter()
                    .map(|found| Decision::Finding {
                        question: question.question.id.clone(),
                        kind,
                        passage: found.passage,
                        state: Some(State::Retained),
                        why: None,
                    }),
            );
        }
    }
    decisions
}

#[test]
fn statuses_and_quotes_are_put_on_the_result_and_shown_in_its_workbook() {
    let mut synthesis = sample("mobilite");
    let waiting = synthesis.validation();
    assert!(!waiting.is_complete() && waiting.waiting > 16);
    let quotes = synthesis.questions[0].themes[0].theme.quotes.clone();
    let passage = |place: usize| Passage {
        answer: quotes[place].answer.clone(),
        span: quotes[place].span,
    };
    let mut decisions = all(&synthesis);
    decisions.extend(
        [(1, true), (0, false)].map(|(place, keep)| Decision::Quote {
            theme: theme("Q1-T01"),
            passage: passage(place),
            keep,
        }),
    );
    let reviewed = apply(&synthesis, None, &decisions, BY, DAY).unwrap();
    assert!(synthesis.put(&reviewed.decisions).is_empty());
    let once = synthesis.clone();
    assert!(synthesis.put(&reviewed.decisions).is_empty());
    assert_eq!(synthesis, once);
    synthesis.check().unwrap();
    let validation = synthesis.validation();
    assert!(validation.is_complete());
    assert_eq!(validation.by, [BY]);
    assert_eq!(validation.last.as_deref(), Some(DAY));
    let shown = &synthesis.questions[0].themes[0].theme.quotes;
    assert_eq!(shown[0], quotes[1]);
    assert!(!shown.contains(&quotes[0]));
    // The workbook shows what was decided, and says nothing new as it is.
    let book = workbook(&synthesis);
    assert_eq!(book.cell("Thèmes", "Q1-T01", "Décision"), "valider");
    assert_eq!(
        book.cell("Thèmes", "Q1-T01", "État"),
        "validé le 2026-11-23 par Zoé Martin"
    );
    assert_eq!(book.cell("Alertes", "Q1-A1", "Décision"), "retenir");
    assert!(read(&book, &synthesis).unwrap().decisions.is_empty());
    let cleared = book.say("Thèmes", "Q1-T01", "Décision", "");
    let review = read(&cleared, &synthesis).unwrap();
    assert!(review.decisions.is_empty());
    assert!(
        review.warnings[0]
            .say(Language::French)
            .contains("« à revoir »")
    );
    let reopened =
        book.say("Thèmes", "Q1-T01", "Décision", "à revoir")
            .write("Mode d'emploi", "B4", BY);
    let review = read(&reopened, &synthesis).unwrap();
    let later = apply(
        &synthesis,
        Some(&reviewed.decisions),
        &review.decisions,
        BY,
        DAY,
    )
    .unwrap();
    let states = &question(&later.decisions).themes;
    assert!(states.iter().all(|(id, _)| *id != theme("Q1-T01")));
    assert_eq!(states.len() + 1, question(&reviewed.decisions).themes.len());
    assert_eq!(question(&later.decisions).quotes.len(), 2);
}

#[test]
fn a_status_that_is_about_nothing_does_not_hold() {
    let mut synthesis = sample("mobilite");
    let reviewed = apply(&synthesis, None, &all(&synthesis), BY, DAY).unwrap();
    synthesis.put(&reviewed.decisions);
    let mut moved = synthesis.clone();
    moved.questions[0].statuses[0].passage.span.end += 1;
    assert!(moved.check().is_err());
    let mut twice = synthesis.clone();
    let status = twice.questions[0].statuses[0].clone();
    twice.questions[0].statuses.push(status);
    assert!(twice.check().is_err());
    let mut dismissed = synthesis.clone();
    let status = dismissed.questions[0].themes[0].status.as_mut().unwrap();
    status.state = State::Dismissed;
    assert!(dismissed.check().is_err());
}

#[test]
fn later_reviews_build_on_earlier_ones() {
    let synthesis = sample("mobilite");
    let result = &synthesis.questions[0];
    let one = result.answers[0].id.clone();
    let to = |id: &cahier::answers::AnswerId, title: &str| Decision::Move {
        question: QuestionId("Q1".to_owned()),
        answer: id.clone(),
        themes: vec![Target::New(title.to_owned())],
    };
    let first = apply(
        &synthesis,
        None,
        &[to(&one, "Bancs"), validate("Q2-T01")],
        BY,
        DAY,
    )
    .unwrap();
    // A run that knows the first: here, only its statuses are put.
    let mut again = synthesis.clone();
    let unplaced = again.put(&first.decisions);
    let q1 = QuestionId("Q1".to_owned());
    assert_eq!(unplaced, [Unplaced::Theme(q1, theme("Q1-T09"))]);
    let two = result.answers[1].id.clone();
    let second = apply(
        &synthesis,
        Some(&first.decisions),
        &[to(&two, "Arbres")],
        "Ali",
        "2026-12-01",
    );
    let second = second.unwrap().decisions;
    let decided = question(&second);
    // Q1-T09 is given: it is not given again, and does not go for want of answers.
    let ids: Vec<&str> = decided
        .known
        .themes
        .iter()
        .skip(8)
        .map(|t| t.id.0.as_str())
        .collect();
    assert_eq!(ids, ["Q1-T09", "Q1-T10"]);
    assert!(decided.known.answers[0].by_hand && decided.known.answers[1].by_hand);
    let by: Vec<&str> = decided.themes.iter().map(|(_, s)| s.by.as_str()).collect();
    assert_eq!(by, [BY, "Ali"]);
    assert_eq!(second.questions.len(), 2);
    assert_eq!(second.questions[1], first.decisions.questions[1]);
}
