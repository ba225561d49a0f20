//! The sheets of alerts, weak signals and leads: retained or dismissed, and why.

use std::collections::HashMap;

use super::forms::{self, Forms};
use crate::answers::AnswerId;
use crate::error::Error;
use crate::report::exports::workbook::book::{Book, Cell, column, input};
use crate::report::view::family_key;
use crate::synthesis::{FindingKind, QuestionResult, Readable, State, Synthesis, is_masked};
use crate::themes::alerts::Severity;

/// What may be decided about a finding.
pub(crate) const DECISIONS: [&str; 3] = ["retain", "dismiss", "reopen"];
/// Passages of one finding that are shown.
const PASSAGES: usize = 5;

pub(super) fn add(book: &mut Book<'_>, forms: &Forms, synthesis: &Synthesis) -> Result<(), Error> {
    let kinds = [
        (FindingKind::Alert, "col_kind"),
        (FindingKind::Signal, "col_nearest"),
        (FindingKind::Lead, "col_people"),
    ];
    for (kind, about) in kinds {
        let columns = [
            column(forms.word("col_number"), 9.0),
            column(forms.word("col_answer"), 12.0),
            column(forms.word("col_passage"), 80.0),
            column(forms.word(about), 24.0),
            input(
                forms.word("col_decision"),
                13.0,
                Some(forms.choice(&DECISIONS)?),
            ),
            input(forms.word("col_why"), 44.0, None),
            column(forms.word("col_state"), 22.0),
        ];
        let mut rows = Vec::new();
        for question in &synthesis.questions {
            rows.extend(of_question(book, forms, question, kind));
        }
        let name = forms.word(forms::finding_sheet(kind));
        book.table(name, String::new(), &columns, rows.into_iter())?;
    }
    Ok(())
}

fn of_question<'a>(
    book: &Book<'a>,
    forms: &Forms,
    question: &'a QuestionResult,
    kind: FindingKind,
) -> Vec<Vec<Cell<'a>>> {
    let found = question.readable(kind);
    if found.is_empty() {
        return Vec::new();
    }
    let answers = question.answers.iter();
    let texts: HashMap<&AnswerId, &str> = answers.map(|a| (&a.id, a.text.as_str())).collect();
    let rows = found.iter().enumerate();
    rows.map(|(place, finding)| {
        let status = question.status_of(kind, &finding.passage);
        let decision = status.map(|found| match found.status.state {
            State::Dismissed => "dismiss",
            State::Retained | State::Modified => "retain",
        });
        let state = match status {
            None => forms.word("state_waiting").to_owned(),
            Some(found) => {
                let key = match found.status.state {
                    State::Dismissed => "state_dismissed",
                    State::Retained | State::Modified => "state_retained",
                };
                forms::signed(forms, key, &found.status)
            }
        };
        let why = status.and_then(|found| found.status.why.clone());
        vec![
            forms::finding_mark(question, kind, place).into(),
            finding.passage.answer.0.clone().into(),
            said(book, finding, &texts).into(),
            about(book, question, kind, place),
            decision.map(|key| forms.word(key).to_owned()).into(),
            why.into(),
            state.into(),
        ]
    })
    .collect()
}

/// Its passages, the one that stands for it first. Those with a masked datum are not quoted,
/// but for alerts, which must be understood: the rules of the report.
fn said(book: &Book<'_>, finding: &Readable, texts: &HashMap<&AnswerId, &str>) -> String {
    let first = std::iter::once(&finding.passage);
    let others = finding.passages.iter().filter(|p| **p != finding.passage);
    let shown = first.chain(others).take(PASSAGES).map(|passage| {
        let text = texts.get(&passage.answer).copied().unwrap_or("");
        let said = text.get(passage.span.start..passage.span.end).unwrap_or("");
        match finding.kind != FindingKind::Alert && is_masked(said) {
            true => book.words.word("not_quoted"),
            false => said,
        }
    });
    shown.collect::<Vec<&str>>().join("\n— ")
}

/// What helps to decide: subject of an alert, nearest theme of a signal, people of a lead.
fn about<'a>(
    book: &Book<'a>,
    question: &'a QuestionResult,
    kind: FindingKind,
    place: usize,
) -> Cell<'a> {
    let found = &question.findings;
    match kind {
        FindingKind::Alert => {
            let alert = found.alerts.get(place);
            alert
                .map(|alert| {
                    let severity = match alert.severity {
                        Severity::Danger => "severity_danger",
                        Severity::Risk => "severity_risk",
                    };
                    let words =
                        [severity, family_key(alert.family)].map(|key| book.words.word(key));
                    words.join("\n")
                })
                .into()
        }
        FindingKind::Signal => {
            let nearest = found.weak_signals.get(place);
            let nearest = nearest.and_then(|signal| signal.nearest_theme.as_ref());
            let theme = question
                .themes
                .iter()
                .find(|t| Some(&t.theme.id) == nearest);
            theme.map(forms::label).into()
        }
        FindingKind::Lead => found
            .leads
            .get(place)
            .map(|lead| lead.criteria.respondents)
            .into(),
    }
}
