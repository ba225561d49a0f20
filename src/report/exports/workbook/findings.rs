//! The sheets of alerts, weak signals, debates, contradictions and leads: what the report
//! says of them in the same words, debates with all their passages.

use std::collections::HashMap;

use super::book::{Book, Cell, column};
use crate::answers::AnswerId;
use crate::error::Error;
use crate::report::exports::codes::BETWEEN;
use crate::report::view::{Document, LeadView, PassageView};
use crate::synthesis::{QuestionResult, Synthesis, is_masked};
use crate::themes::findings::{OppositionFound, Passage};

/// Adds what was found, a sheet per kind that was.
pub(super) fn add(
    book: &mut Book<'_>,
    synthesis: &Synthesis,
    document: &Document,
) -> Result<(), Error> {
    alerts(book, document)?;
    signals(book, document)?;
    debates(book, synthesis)?;
    contradictions(book, document)?;
    leads(book, document)
}

/// Adds a sheet whose name and columns have these keys.
fn sheet<'c>(
    book: &mut Book<'_>,
    kind: &str,
    columns: &[(&str, f64)],
    rows: impl Iterator<Item = Vec<Cell<'c>>>,
) -> Result<(), Error> {
    let words = book.words;
    let columns: Vec<_> = columns
        .iter()
        .map(|(key, width)| column(words.word(key), *width))
        .collect();
    let holds = words.say(&format!("holds_{kind}"), &[]);
    let name = words.word(&format!("sheet_{kind}"));
    book.small_table(name, holds, columns, rows.collect())
}

fn alerts(book: &mut Book<'_>, document: &Document) -> Result<(), Error> {
    let columns = [
        ("col_question", 10.0),
        ("col_severity", 24.0),
        ("col_about", 24.0),
        ("col_answer", 14.0),
        ("col_passage", 90.0),
        ("col_concrete", 40.0),
    ];
    let not_quoted = book.words.word("not_quoted");
    let rows = document.alerts.iter().flat_map(|class| {
        class.alerts.iter().map(|alert| {
            vec![
                alert.question.name.as_str().into(),
                class.severity.as_str().into(),
                alert.family.as_str().into(),
                alert.passage.link.name.as_str().into(),
                said(&alert.passage, not_quoted),
                alert.concrete.as_str().into(),
            ]
        })
    });
    sheet(book, "alerts", &columns, rows)
}

/// One row per passage.
fn signals(book: &mut Book<'_>, document: &Document) -> Result<(), Error> {
    let columns = [
        ("col_question", 10.0),
        ("col_rank", 8.0),
        ("col_answer", 14.0),
        ("col_passage", 90.0),
        ("sheet_col_why", 60.0),
        ("col_nearest", 30.0),
    ];
    let not_quoted = book.words.word("not_quoted");
    let rows = document.questions.iter().flat_map(|question| {
        let signals = question.findings.signals.iter().zip(1usize..);
        signals.flat_map(move |(signal, rank)| {
            signal.passages.iter().map(move |passage| {
                vec![
                    question.id.as_str().into(),
                    rank.into(),
                    passage.link.name.as_str().into(),
                    said(passage, not_quoted),
                    signal.why.as_str().into(),
                    signal.theme.as_ref().map(|t| t.name.as_str()).into(),
                ]
            })
        })
    });
    sheet(book, "signals", &columns, rows)
}

fn contradictions(book: &mut Book<'_>, document: &Document) -> Result<(), Error> {
    let columns = [
        ("col_question", 10.0),
        ("col_answer", 14.0),
        ("col_passage", 90.0),
        ("col_closed_question", 50.0),
        ("col_closed_answer", 30.0),
    ];
    let not_quoted = book.words.word("not_quoted");
    let rows = document.questions.iter().flat_map(|question| {
        question.findings.contradictions.iter().map(|found| {
            vec![
                question.id.as_str().into(),
                found.passage.link.name.as_str().into(),
                said(&found.passage, not_quoted),
                found.closed_question.as_str().into(),
                found.closed_answer.as_str().into(),
            ]
        })
    });
    sheet(book, "contradictions", &columns, rows)
}

/// All leads that the result holds, in the order of the report.
fn leads(book: &mut Book<'_>, document: &Document) -> Result<(), Error> {
    let columns = [
        ("col_question", 10.0),
        ("col_rank", 8.0),
        ("col_answer", 14.0),
        ("col_passage", 90.0),
        ("sheet_col_people", 11.0),
        ("col_answers", 11.0),
        ("col_urgent", 16.0),
        ("sheet_col_precision", 30.0),
        ("col_references", 40.0),
    ];
    let words = book.words;
    let row = |question: &'_ str, lead: &LeadView| -> Vec<Cell<'static>> {
        let references: Vec<&str> = lead.references.iter().map(|l| l.name.as_str()).collect();
        let urgent = match lead.urgent {
            true => words.word("yes"),
            false => "",
        };
        vec![
            question.to_owned().into(),
            lead.rank.into(),
            lead.passage.link.name.clone().into(),
            quoted(&lead.passage, words.word("not_quoted"))
                .to_owned()
                .into(),
            lead.people.into(),
            lead.answers.unwrap_or(lead.people).into(),
            urgent.to_owned().into(),
            lead.precision.clone().into(),
            references.join(BETWEEN).into(),
        ]
    };
    let rows = document.questions.iter().flat_map(|question| {
        let found = &question.findings;
        let leads = found.leads.iter().chain(&found.other_leads);
        leads.map(|lead| row(&question.id, lead))
    });
    sheet(book, "leads", &columns, rows)
}

/// One row per passage of either side.
fn debates(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let columns = [
        ("col_question", 10.0),
        ("col_number", 8.0),
        ("col_object", 30.0),
        ("col_side", 18.0),
        ("col_answer", 14.0),
        ("col_passage", 90.0),
        ("col_theme", 30.0),
    ];
    let words = book.words;
    let mut rows: Vec<Vec<Cell<'_>>> = Vec::new();
    for question in &synthesis.questions {
        let texts = debated_texts(question);
        for (found, number) in question.findings.oppositions.iter().zip(1usize..) {
            let sides = [
                ("side_favour", &found.favour),
                ("side_against", &found.against),
            ];
            for (side, passages) in sides {
                rows.extend(passages.iter().map(|passage| {
                    vec![
                        question.question.id.0.as_str().into(),
                        number.into(),
                        found.object.as_str().into(),
                        words.word(side).into(),
                        passage.answer.0.as_str().into(),
                        span(&texts, passage, words.word("not_quoted")).into(),
                        theme_of(question, found, side == "side_favour").into(),
                    ]
                }));
            }
        }
    }
    sheet(book, "debates", &columns, rows.into_iter())
}

/// Texts of the answers that stand in a debate.
fn debated_texts(question: &QuestionResult) -> HashMap<&AnswerId, &str> {
    match question.findings.oppositions.is_empty() {
        true => HashMap::new(),
        false => {
            let answers = question.answers.iter();
            answers.map(|a| (&a.id, a.text.as_str())).collect()
        }
    }
}

/// The passage, unless a personal datum is masked in it: the rule of the report.
fn span<'a>(
    texts: &HashMap<&AnswerId, &'a str>,
    passage: &Passage,
    not_quoted: &'a str,
) -> &'a str {
    let text = texts.get(&passage.answer).copied().unwrap_or("");
    let said = text.get(passage.span.start..passage.span.end);
    said.filter(|said| !is_masked(said)).unwrap_or(not_quoted)
}

/// Title of the theme that holds an opposition, or most of one of its sides.
fn theme_of<'a>(
    question: &'a QuestionResult,
    found: &OppositionFound,
    favour: bool,
) -> Option<&'a str> {
    let side = found.between.as_ref().map(|(one, other)| match favour {
        true => one,
        false => other,
    });
    let id = found.theme.as_ref().or(side)?;
    let theme = question.themes.iter().find(|t| t.theme.id == *id)?;
    Some(&theme.theme.title)
}

fn said<'a>(passage: &'a PassageView, not_quoted: &'a str) -> Cell<'a> {
    quoted(passage, not_quoted).into()
}

fn quoted<'a>(passage: &'a PassageView, not_quoted: &'a str) -> &'a str {
    passage
        .quote
        .as_ref()
        .map_or(not_quoted, |quote| &quote.text)
}
