//! The sheet of what became of themes since an earlier result.

use super::book::{Book, Cell, column};
use crate::error::Error;
use crate::report::view::change_key;
use crate::report::wording::{PERCENT_FROM, whole_percent};
use crate::synthesis::comparison::chance::LEAST;
use crate::synthesis::{Change, Evolution, Synthesis, ThemeEvolution};

/// Adds it where a question has an earlier result to compare with.
pub(super) fn add(book: &mut Book<'_>, synthesis: &Synthesis) -> Result<(), Error> {
    let words = book.words;
    let columns = [
        ("col_question", 10.0),
        ("col_code", 12.0),
        ("col_theme", 40.0),
        ("evolution_col_before", 12.0),
        ("col_share", 8.0),
        ("evolution_col_now", 12.0),
        ("col_share", 8.0),
        ("evolution_col_new", 18.0),
        ("col_share", 8.0),
        ("evolution_col_change", 14.0),
    ]
    .map(|(key, width)| column(words.word(key), width));
    let rows = synthesis.questions.iter().flat_map(|question| {
        let id = question.question.id.0.as_str();
        let evolution = question.evolution.iter();
        evolution.flat_map(move |evolution| {
            let themes = evolution.themes.iter();
            themes.map(move |theme| {
                let mut row: Vec<Cell<'_>> = vec![
                    id.into(),
                    theme.theme.0.as_str().into(),
                    theme.title.as_str().into(),
                ];
                row.extend(figures(evolution, theme));
                row.push(words.word(word(evolution, theme.change)).into());
                row
            })
        })
    });
    let holds = words.say("holds_evolution", &[]);
    book.table(words.word("sheet_evolution"), holds, &columns, rows)
}

/// The word for a change, where there are answers enough to say it.
fn word(evolution: &Evolution, change: Change) -> &'static str {
    let newcomers = evolution.now.saturating_sub(evolution.already);
    match change {
        Change::Kept if newcomers.min(evolution.before) < LEAST => "change_unknown",
        change => change_key(change),
    }
}

/// Then, now, and among the newcomers: answers and their share.
fn figures<'a>(evolution: &Evolution, theme: &ThemeEvolution) -> Vec<Cell<'a>> {
    let (was, is) = (
        theme.change != Change::New,
        theme.change != Change::Vanished,
    );
    let new = theme.now.saturating_sub(theme.already);
    let newcomers = evolution.now.saturating_sub(evolution.already);
    [
        (was, theme.before, evolution.before),
        (is, theme.now, evolution.now),
        (is, new, newcomers),
    ]
    .into_iter()
    .flat_map(|(there, part, base)| {
        let percent = there && base >= PERCENT_FROM;
        [
            there.then_some(part).into(),
            match percent {
                true => Cell::Percent(whole_percent(part, base)),
                false => Cell::Empty,
            },
        ]
    })
    .collect()
}
