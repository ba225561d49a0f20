//! The sheets of themes, quotes, segments and answers set aside.

use super::book::{Book, Cell, Column, Words, column};
use crate::error::Error;
use crate::report::exports::codes::{self, Code};
use crate::report::view::{class_key, is_withheld};
use crate::source::SourceCell;
use crate::synthesis::{QuestionResult, Synthesis, mask};

/// File, sheet, row and column of an answer.
pub(super) fn place(source: &SourceCell) -> [Cell<'_>; 4] {
    [
        source.file.as_str().into(),
        source.sheet.as_deref().into(),
        (source.row as usize).into(),
        source.column.as_str().into(),
    ]
}

/// Their titles.
pub(super) fn place_columns(words: Words<'_>) -> [Column; 4] {
    [
        column(words.word("col_file"), 20.0),
        column(words.word("col_sheet"), 14.0),
        column(words.word("col_row"), 8.0),
        column(words.word("col_column"), 10.0),
    ]
}

/// Families, themes and sub-themes with their figures.
pub(super) fn themes(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let words = book.words;
    let columns = [
        ("col_question", 10.0),
        ("col_level", 12.0),
        ("col_code", 12.0),
        ("col_parent", 12.0),
        ("col_title", 36.0),
        ("col_answers", 11.0),
        ("col_base", 11.0),
        ("col_share", 8.0),
        ("sheet_col_scale", 20.0),
        ("col_main_answers", 12.0),
        ("col_answers_once", 16.0),
        ("sheet_col_people", 11.0),
        ("col_texts", 11.0),
        ("col_stability", 10.0),
        ("col_key_phrases", 50.0),
        ("col_summary", 60.0),
        ("col_origin", 20.0),
        ("col_extractive", 24.0),
    ]
    .map(|(key, width)| column(words.word(key), width));
    let rows = codes::all(synthesis);
    let rows = rows.iter().map(|code| theme(words, synthesis, code));
    let holds = words.say("holds_themes", &[]);
    let name = words.word("sheet_themes");
    book.small_table(name, holds, columns.into(), rows.collect())
}

fn theme<'a>(words: Words<'a>, synthesis: &Synthesis, code: &Code<'a>) -> Vec<Cell<'a>> {
    let result = code.theme();
    let shown = code.shown(synthesis.provenance.campaigns);
    let shown = shown.as_ref();
    let percent = |value: Option<usize>| value.map_or(Cell::Empty, Cell::Percent);
    vec![
        code.question.question.id.0.as_str().into(),
        words.word(&format!("level_{}", code.level())).into(),
        code.id().into(),
        code.parent().into(),
        code.title().into(),
        code.answers().into(),
        shown.map(|s| s.base).into(),
        percent(shown.and_then(|s| s.percent)),
        shown.map(|s| words.word(s.scale)).into(),
        result.map(|r| r.main_answers).into(),
        result.map(|r| r.answers_once).into(),
        result
            .filter(|_| synthesis.identified)
            .map(|r| r.respondents)
            .into(),
        result.map(|r| r.distinct_texts).into(),
        percent(shown.and_then(|s| s.stability).map(usize::from)),
        code.key_phrases().into(),
        code.summary().into(),
        words
            .word(&format!("origin_short_{}", code.origin()))
            .into(),
        code.extractive_title().into(),
    ]
}

/// The quotes of all themes.
pub(super) fn quotes(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let words = book.words;
    let columns = [
        ("col_question", 10.0),
        ("col_code", 12.0),
        ("col_theme", 32.0),
        ("col_answer", 14.0),
        ("col_quote", 90.0),
        ("col_plain", 60.0),
    ]
    .map(|(key, width)| column(words.word(key), width));
    let rows = synthesis.questions.iter().flat_map(|question| {
        let themes = question.themes.iter();
        themes.flat_map(move |result| {
            result.theme.quotes.iter().map(move |quote| {
                let plain = result.reading.iter().flat_map(|reading| &reading.plain);
                let same = |(answer, span)| (answer, span) == (&quote.answer, quote.span);
                let mut plain = plain.filter(|plain| same((&plain.answer, plain.span)));
                vec![
                    question.question.id.0.as_str().into(),
                    result.theme.id.0.as_str().into(),
                    result.theme.title.as_str().into(),
                    quote.answer.0.as_str().into(),
                    quote.text.as_str().into(),
                    plain.next().map(|plain| plain.text.as_str()).into(),
                ]
            })
        })
    });
    let holds = words.say("holds_quotes", &[]);
    let name = words.word("sheet_quotes");
    book.small_table(name, holds, columns.into(), rows.collect())
}

/// For each question, its themes by segment: a row per value, which may be many, and a column
/// per theme, which are few.
pub(super) fn segments(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    for question in &synthesis.questions {
        let words = book.words;
        let id = question.question.id.0.as_str();
        if question.segments.is_empty() {
            continue;
        }
        let mut columns = vec![
            column(words.word("col_dimension"), 24.0),
            column(words.word("col_value"), 30.0),
            column(words.word("col_base"), 12.0),
        ];
        let themes = question.themes.iter().map(|result| &result.theme);
        columns.extend(themes.map(|t| column(format!("{} {}", t.id.0, t.title), 16.0)));
        let all = std::iter::once(totals(words, question));
        let rows = (0..question.segments.len())
            .flat_map(|at| segment(words, question, at, synthesis.provenance.mask_below));
        let name = words.say("sheet_segments", &[("question", id)]);
        let holds = words.say("holds_segments", &[("question", id)]);
        book.table(&name, holds, &columns, all.chain(rows))?;
    }
    Ok(())
}

fn totals<'a>(words: Words<'a>, question: &'a QuestionResult) -> Vec<Cell<'a>> {
    let mut row = vec![
        words.word("segments_all").into(),
        Cell::Empty,
        question.balance.analysed.into(),
    ];
    row.extend(question.themes.iter().map(|theme| theme.answers.into()));
    row
}

/// The rows of one segment column; what is masked says so.
fn segment<'a>(
    words: Words<'a>,
    question: &'a QuestionResult,
    at: usize,
    mask_below: usize,
) -> impl Iterator<Item = Vec<Cell<'a>>> {
    let base = &question.segments[at];
    let shown = move |count: Option<usize>| count.map_or(words.word("masked").into(), Cell::Count);
    let bases = mask(
        base.values.iter().map(|(_, count)| *count).collect(),
        mask_below,
    );
    let values = base.values.iter().zip(bases).enumerate();
    values.map(move |(place, ((value, _), count))| {
        let value = match value.is_empty() {
            true => words.word("segment_none"),
            false => value,
        };
        let mut row = vec![base.title.as_str().into(), value.into(), shown(count)];
        row.extend(question.themes.iter().map(|theme| {
            let table = theme.segments.get(at);
            shown(table.and_then(|table| table.cells.get(place).copied().flatten()))
        }));
        row
    })
}

/// Answers that are not analysed, with the reason; texts that were never sent or were taken
/// down are not shown, as in the report.
pub(super) fn set_aside(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let words = book.words;
    let mut columns = vec![
        column(words.word("col_question"), 10.0),
        column(words.word("col_answer"), 14.0),
        column(words.word("col_reason"), 30.0),
        column(words.word("col_text"), 70.0),
    ];
    columns.extend(place_columns(words));
    let rows = synthesis.questions.iter().flat_map(|question| {
        question.set_aside.iter().map(move |record| {
            let text = match is_withheld(record.class) {
                true => words.word("withheld"),
                false => &record.text,
            };
            let mut row = vec![
                question.question.id.0.as_str().into(),
                record.id.0.as_str().into(),
                words.word(class_key(record.class)).into(),
                text.into(),
            ];
            row.extend(place(&record.source));
            row
        })
    });
    let holds = words.say("holds_aside", &[]);
    book.table(words.word("sheet_aside"), holds, &columns, rows)
}
