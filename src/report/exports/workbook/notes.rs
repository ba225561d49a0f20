//! The first sheet: what the workbook holds, what its figures are of, how to read them and
//! what they do not say.

use super::answers::rows_have_segments;
use super::book::{Book, Cell, Words, column};
use super::text;
use crate::error::Error;
use crate::report::view;
use crate::report::wording::{self, PERCENT_FROM};
use crate::synthesis::{CampaignWeight, QuestionResult, Synthesis};

/// Steps of the scale, the smallest first.
const SCALE: [&str; 7] = [
    "isolated",
    "few",
    "small_part",
    "part",
    "large_part",
    "majority",
    "most",
];

/// A subject and what to know about it.
type Note = (String, String);

/// Adds the notes, when all other sheets are written.
pub(super) fn add(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let words = book.words;
    let columns = [
        column(words.word("notes_subject"), 32.0),
        column(words.word("notes_text"), 120.0),
    ];
    let mut notes = what(words, synthesis);
    notes.extend(figures(words, synthesis));
    notes.extend(texts(book));
    notes.push((words.say("fact_agreement", &[]), checked(words, synthesis)));
    notes.push((
        words.say("notes_spread", &[]),
        match rows_have_segments(synthesis) {
            true => lines(words, &["notes_spread_rows", "notes_spread_texts"]),
            false => words.say("notes_spread_texts", &[]),
        },
    ));
    for content in &book.contents {
        let count = wording::number(content.rows, synthesis.language);
        let rows = words.say("notes_rows", &[("count", &count)]);
        notes.push((
            words.say("notes_sheet", &[("sheet", &content.sheet)]),
            format!("{}\n{rows}", content.holds),
        ));
    }
    let rows = notes
        .into_iter()
        .map(|(subject, text)| -> Vec<Cell<'_>> { vec![subject.into(), text.into()] });
    book.table(words.word("sheet_notes"), String::new(), &columns, rows)
}

fn lines(words: Words<'_>, keys: &[&str]) -> String {
    let said: Vec<&str> = keys.iter().map(|key| words.word(key)).collect();
    said.join("\n")
}

fn note(words: Words<'_>, subject: &str, text: &str) -> Note {
    (words.say(subject, &[]), words.say(text, &[]))
}

/// Draft, or validated by whom and when.
fn state(words: Words<'_>, synthesis: &Synthesis) -> String {
    let validation = synthesis.validation();
    if !validation.is_complete() {
        return words.say("banner_draft", &[]);
    }
    let on = validation.last.unwrap_or_default();
    let holes = [("by", validation.by.join(", ")), ("on", on)];
    let holes = holes
        .each_ref()
        .map(|(hole, value)| (*hole, value.as_str()));
    let by = words.say("banner_validated_by", &holes);
    format!("{}. {by}", words.word("banner_validated"))
}

fn what(words: Words<'_>, synthesis: &Synthesis) -> Vec<Note> {
    let names: Vec<&str> = synthesis.files.iter().map(|f| f.name.as_str()).collect();
    let holes = [
        ("version", synthesis.provenance.version.as_str()),
        ("schema", &synthesis.schema),
    ];
    let limits = ["limits_1", "limits_2", "limits_3", "limits_4"];
    vec![
        note(words, "notes_what", "notes_what_text"),
        (words.say("notes_status", &[]), state(words, synthesis)),
        (words.say("notes_limits", &[]), lines(words, &limits)),
        (words.say("notes_files", &[]), names.join("\n")),
        (
            words.say("notes_version", &[]),
            words.say("notes_version_text", &holes),
        ),
    ]
}

/// What people who coded a control sample found, or that nobody did.
fn checked(words: Words<'_>, synthesis: &Synthesis) -> String {
    let view = synthesis
        .agreement
        .as_ref()
        .and_then(|checked| view::agreement(synthesis, checked, words.0, synthesis.language));
    match view {
        Some(view) => format!(
            "{}\n{}\n{}",
            view.short,
            words.word("agreement_kappa"),
            view.intro
        ),
        None => words.say("fact_agreement_text", &[]),
    }
}

/// Bases, and the rules that figures follow.
fn figures(words: Words<'_>, synthesis: &Synthesis) -> Vec<Note> {
    let questions = synthesis.questions.iter();
    let mut notes: Vec<Note> = questions.map(|q| base(words, synthesis, q)).collect();
    let from = PERCENT_FROM.to_string();
    let mut share = words.say("notes_share", &[("from", &from)]);
    if synthesis.provenance.campaigns == CampaignWeight::CountOnce {
        share = format!("{share}\n{}", words.word("notes_once"));
    }
    notes.push((words.say("notes_figures", &[]), share));
    let step = |name: &&str| {
        let word = words.word(&format!("scale_{name}"));
        let rule = words.word(&format!("scale_rule_{name}"));
        format!("{word} : {rule}")
    };
    let scale: Vec<String> = SCALE.iter().map(step).collect();
    notes.push((words.say("notes_scale", &[]), scale.join("\n")));
    let last = synthesis
        .provenance
        .mask_below
        .saturating_sub(1)
        .to_string();
    notes.push((
        words.say("notes_masked", &[]),
        words.say("masked_note", &[("last", &last)]),
    ));
    notes
}

fn base(words: Words<'_>, synthesis: &Synthesis, question: &QuestionResult) -> Note {
    let number = |count: usize| wording::number(count, synthesis.language);
    let balance = &question.balance;
    let counts = [
        balance.rows,
        question.set_aside.len(),
        balance.analysed,
        balance.in_theme,
        balance.unassigned,
    ]
    .map(number);
    let names = ["rows", "aside", "analysed", "in_theme", "unassigned"];
    let mut holes: Vec<(&str, &str)> = names
        .into_iter()
        .zip(counts.iter().map(String::as_str))
        .collect();
    holes.push(("wording", &question.question.text));
    let mut text = words.say("notes_base_text", &holes);
    if balance.analysed_once != balance.analysed {
        let once = number(balance.analysed_once);
        text = format!(
            "{text}\n{}",
            words.say("notes_base_once", &[("analysed", &once)])
        );
    }
    if synthesis.identified {
        let people = number(balance.respondents);
        text = format!(
            "{text}\n{}",
            words.say("notes_people", &[("people", &people)])
        );
    }
    let id = question.question.id.0.as_str();
    (words.say("notes_base", &[("question", id)]), text)
}

/// What became of texts that a workbook cannot hold as they are.
fn texts(book: &Book<'_>) -> Vec<Note> {
    let words = book.words;
    let mut said = vec![words.say("notes_texts_text", &[])];
    if book.replaced() > 0 {
        let count = book.replaced().to_string();
        said.push(words.say("notes_replaced", &[("count", &count)]));
    }
    let (count, sheet) = book.long();
    if count > 0 {
        let (count, most) = (count.to_string(), text::MOST.to_string());
        let holes = [("count", count.as_str()), ("most", &most), ("sheet", sheet)];
        said.push(words.say("notes_long", &holes));
    }
    vec![(words.say("notes_texts", &[]), said.join("\n"))]
}
