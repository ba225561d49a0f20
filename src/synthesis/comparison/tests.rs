use super::*;
use crate::themes::Theme;

fn sample() -> Synthesis {
    let text = include_str!("../../../reports/mobilite/synthesis.json");
    serde_json::from_str(text).expect("synthesis")
}

#[test]
fn a_result_has_not_changed_since_itself() {
    let result = sample();
    let compared = Comparison::of(&result, &result);
    assert!(compared.only_before.is_empty() && compared.only_after.is_empty());
    for question in &compared.questions {
        assert_eq!(question.themes_by, ThemeMatch::Ids);
        assert_eq!(question.bases, [question.shared; 2]);
        assert!(question.moved.is_empty());
        let kept = |theme: &ThemeChange| theme.change == Change::Kept && theme.newcomers == 0;
        assert!(question.themes.iter().all(kept));
    }
}

/// The same themes with other ids and titles, in another order.
fn renumbered(mut result: Synthesis) -> Synthesis {
    for question in &mut result.questions {
        let new = |id: &mut ThemeId| id.0 = format!("{}9", id.0);
        let rename = |theme: &mut Theme| {
            new(&mut theme.id);
            theme.title = format!("{} {}", theme.id.0, theme.title);
        };
        question
            .themes
            .iter_mut()
            .for_each(|t| rename(&mut t.theme));
        question.themes.reverse();
        let answers = question.answers.iter_mut();
        answers.for_each(|answer| answer.themes.iter_mut().for_each(new));
    }
    result
}

#[test]
fn themes_are_found_again_by_their_answers_or_by_their_words() {
    let before = sample();
    let after = renumbered(before.clone());
    let compared = Comparison::of(&before, &after);
    for question in &compared.questions {
        assert_eq!(question.themes_by, ThemeMatch::Answers);
        assert!(question.moved.is_empty());
        assert!(question.themes.iter().all(|t| t.change == Change::Kept));
    }
    let mut other = after.clone();
    for answer in other.questions.iter_mut().flat_map(|q| &mut q.answers) {
        answer.text.push_str(" !");
    }
    for question in &Comparison::of(&before, &other).questions {
        assert_eq!(
            (question.themes_by, question.shared),
            (ThemeMatch::Phrases, 0)
        );
        assert!(question.themes.iter().all(|t| t.change == Change::Kept));
    }
}

#[test]
fn a_theme_less_is_gone_and_its_answers_moved() {
    let before = sample();
    let mut after = before.clone();
    let gone = after.questions[0].themes.remove(0);
    let id = gone.theme.id.clone();
    for answer in &mut after.questions[0].answers {
        answer.themes.retain(|theme| *theme != id);
    }
    let compared = Comparison::of(&before, &after);
    let question = &compared.questions[0];
    let last = question.themes.last().expect("a theme");
    assert_eq!(
        (last.change, last.places),
        (Change::Vanished, [Some(0), None])
    );
    assert_eq!(question.moved.len(), gone.main_answers);
    assert!(
        question
            .moved
            .iter()
            .all(|moved| moved.themes[0] == Some(id.clone()))
    );
    // Seen from the other side the theme is new.
    let back = Comparison::of(&after, &before);
    assert_eq!(back.questions[0].themes[0].change, Change::New);
}

#[test]
fn questions_are_matched_by_text_then_by_id_and_the_others_are_named() {
    let before = sample();
    let mut after = before.clone();
    after.questions.reverse();
    let last = after.questions.len() - 1;
    after.questions[last].question.text = "Une autre question ?".to_owned();
    let compared = Comparison::of(&before, &after);
    let matched: Vec<QuestionMatch> = compared.questions.iter().map(|q| q.matched).collect();
    assert_eq!(matched[last], QuestionMatch::Id);
    assert!(matched[..last].iter().all(|m| *m == QuestionMatch::Text));
    after.questions[last].question.id.0 = "Q9".to_owned();
    let compared = Comparison::of(&before, &after);
    assert_eq!(
        (compared.only_before, compared.only_after),
        (vec![0], vec![last])
    );
}
