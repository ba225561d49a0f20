//! Earlier decisions carried on: new ones win, what they say nothing of stays.

use super::base::touches;
use crate::answers::QuestionId;
use crate::synthesis::{DECISIONS, Decisions, FindingStatus, QuestionDecisions, QuoteChoice};
use crate::themes::ThemeId;

/// New decisions over old ones, question by question, found again by its text.
///
/// The new coding stands as a whole; ids once retired stay retired, themes without answers
/// and descriptions stay, as do statuses and quotes that the new ones do not replace, unless
/// their theme is gone. Cost: statuses and quotes of a question are compared pair by pair.
pub fn onto(old: Option<&Decisions>, new: Decisions) -> Decisions {
    let mut new = new.questions;
    let mut questions = Vec::new();
    for (id, before) in old.iter().flat_map(|old| &old.questions) {
        let text = &before.known.question;
        let worded = |found: &&mut (QuestionId, QuestionDecisions)| found.1.known.question == *text;
        // Several questions may be worded alike: then the id tells them apart.
        let named = new
            .iter()
            .any(|(own, after)| own == id && after.known.question == *text);
        let mut found = new.iter_mut().filter(worded);
        match found.find(|(own, _)| !named || own == id) {
            Some((_, after)) => carry(before, after),
            None => questions.push((id.clone(), before.clone())),
        }
    }
    questions.append(&mut new);
    questions.sort_by_key(|(id, _)| (id.0.len(), id.0.clone()));
    Decisions {
        schema: DECISIONS.to_owned(),
        questions,
    }
}

fn carry(before: &QuestionDecisions, after: &mut QuestionDecisions) {
    let known = &mut after.known;
    let retired = before.known.retired.iter();
    known.retired.extend(retired.cloned());
    known.retired.sort();
    known.retired.dedup();
    if known.source.is_none() {
        known.source.clone_from(&before.known.source);
    }
    let living = |id: &ThemeId, known: &[ThemeId]| !known.contains(id);
    for theme in &before.known.themes {
        let again = known.themes.iter_mut().find(|t| t.id == theme.id);
        if let Some(again) = again {
            if again.description.is_empty() {
                again.description.clone_from(&theme.description);
            }
        } else if living(&theme.id, &known.retired) {
            known.themes.push(theme.clone());
        }
    }
    known
        .themes
        .sort_by(|a, b| by_number(&a.id).cmp(&by_number(&b.id)));
    let mut placed = after.answers_by_id();
    for answer in before.known.answers.iter().filter(|a| a.by_hand) {
        if let Some(place) = placed.remove(&answer.id) {
            let again = &mut after.known.answers[place];
            again.by_hand |= again.text == answer.text;
        }
    }
    let retired = &after.known.retired;
    for (theme, status) in &before.themes {
        let said = after.themes.iter().any(|(id, _)| id == theme);
        if !said && living(theme, retired) {
            after.themes.push((theme.clone(), status.clone()));
        }
    }
    after
        .themes
        .sort_by(|a, b| by_number(&a.0).cmp(&by_number(&b.0)));
    let findings = before
        .findings
        .iter()
        .filter(|old| !replaced(old, &after.findings));
    let findings: Vec<FindingStatus> = findings.cloned().collect();
    after.findings.extend(findings);
    let quotes = before.quotes.iter().filter(|old| {
        living(&old.theme, retired) && !after.quotes.iter().any(|new| same_quote(old, new))
    });
    let quotes: Vec<QuoteChoice> = quotes.cloned().collect();
    after.quotes.extend(quotes);
}

/// `Q1-T9` before `Q1-T10`.
pub(super) fn by_number(id: &ThemeId) -> (usize, &str) {
    (id.0.len(), &id.0)
}

fn replaced(old: &FindingStatus, new: &[FindingStatus]) -> bool {
    new.iter()
        .any(|new| new.kind == old.kind && touches(&new.passage, &old.passage))
}

fn same_quote(old: &QuoteChoice, new: &QuoteChoice) -> bool {
    let (one, other) = (&old.quote, &new.quote);
    old.theme == new.theme
        && one.answer == other.answer
        && one.span.start < other.span.end
        && other.span.start < one.span.end
}
