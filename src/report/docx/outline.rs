//! What is counted while the document is drawn: headings for the table of contents, numbers
//! of bookmarks, numbers of tables.

use minijinja::State;
use minijinja::value::Value;

use super::text::Tongue;
use crate::words::single_spaced;

/// Headings down to this level stand in the table of contents.
const LISTED: usize = 2;

#[derive(Default)]
struct Counts {
    bookmarks: usize,
    tables: usize,
    /// Level, text and bookmark of the headings since the last list.
    headings: Vec<(usize, String, String)>,
    listed: usize,
}

fn counts<'s>(state: &'s mut State<'_, '_>) -> &'s mut Counts {
    state.get_or_insert_extension(Counts::default())
}

/// A heading of a level, 1 to 4.
pub(super) struct Heading<'a> {
    pub level: usize,
    pub said: &'a str,
}

/// A bookmark; nothing where there is no name.
pub(super) fn mark(state: &mut State<'_, '_>, name: Option<&String>) -> String {
    let Some(name) = name else {
        return String::new();
    };
    let counts = counts(state);
    counts.bookmarks += 1;
    let id = counts.bookmarks;
    format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>")
}

/// A heading with the bookmark it is reached by.
pub(super) fn heading(
    state: &mut State<'_, '_>,
    tongue: Tongue,
    heading: &Heading<'_>,
    bookmark: Option<&String>,
    lang: Option<&str>,
) -> String {
    let Heading { level, said } = *heading;
    let mut marks = mark(state, bookmark);
    if level <= LISTED {
        let counts = counts(state);
        counts.listed += 1;
        let name = format!("_Toc{:09}", counts.listed);
        counts
            .headings
            .push((level, single_spaced(said), name.clone()));
        marks.push_str(&mark(state, Some(&name)));
    }
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading{level}\"/></w:pPr>{marks}{}</w:p>",
        tongue.line(said, lang)
    )
}

/// The headings so far, for the table of contents: level, text and bookmark of each.
pub(super) fn listed(state: &mut State<'_, '_>) -> Value {
    let headings = std::mem::take(&mut counts(state).headings);
    let entries = headings.into_iter().map(|(level, said, bookmark)| {
        vec![Value::from(level), Value::from(said), Value::from(bookmark)].into()
    });
    Value::from(entries.collect::<Vec<Value>>())
}

/// The number of the next table.
pub(super) fn table_number(state: &mut State<'_, '_>) -> usize {
    let counts = counts(state);
    counts.tables += 1;
    counts.tables
}
