//! Which rows stand above the answers, and the title they give each column.

use std::collections::HashSet;

use super::platforms::{self, Platform};
use super::role::{Hint, NO, YES};
use super::{Notice, RawRow, plain_text};
use crate::source::column_letters;
use crate::words::{fold, single_spaced};

/// Rows looked at to tell what stands above the answers.
pub const HEAD_ROWS: usize = 60;

/// The first rows of a file or sheet.
pub struct Head<'h> {
    /// At most [`HEAD_ROWS`] rows that hold something.
    pub rows: &'h [RawRow],
    /// What separates the cells of a text file.
    pub separator: Option<u8>,
}

impl Head<'_> {
    /// Titles of a row, cleaned.
    pub fn titles(&self, index: usize) -> Vec<String> {
        self.rows.get(index).map_or(Vec::new(), |row| {
            row.cells.iter().map(|cell| clean_title(cell)).collect()
        })
    }

    /// Titles of a row as they are compared.
    pub fn keys(&self, index: usize) -> Vec<String> {
        self.titles(index).iter().map(|t| title_key(t)).collect()
    }
}

/// Where the answers begin and what the columns are called.
pub struct Layout {
    /// The tool the file comes from; `None` for a hand-made table.
    pub platform: Option<&'static Platform>,
    /// Titles by position, cleaned; empty where there is none.
    pub titles: Vec<String>,
    /// What the platform knows of its columns, by position.
    pub hints: Vec<Option<Hint>>,
    /// Number of the row with the titles.
    pub title_row: u32,
    /// Number of the last row above the answers.
    pub last_row: u32,
    /// What was skipped.
    pub notices: Vec<Notice>,
}

impl Layout {
    /// Titles in row `index` of the head, answers under row `last`.
    pub fn new(head: &Head<'_>, index: usize, last: usize) -> Layout {
        let titles = head.titles(index);
        let number = |i: usize| head.rows.get(i).map_or(0, |row| row.number);
        Layout {
            platform: None,
            hints: vec![None; titles.len()],
            titles,
            title_row: number(index),
            last_row: number(last),
            notices: title_lines(&head.rows[..index.min(head.rows.len())]),
        }
    }

    /// Gives a hint to every column whose compared title has one.
    pub fn hinted(mut self, hint: impl Fn(&str) -> Option<Hint>) -> Layout {
        for (title, slot) in self.titles.iter().zip(&mut self.hints) {
            if slot.is_none() {
                *slot = hint(&title_key(title));
            }
        }
        self
    }
}

fn title_lines(rows: &[RawRow]) -> Vec<Notice> {
    let rows: Vec<u32> = rows.iter().map(|row| row.number).collect();
    match rows.is_empty() {
        true => Vec::new(),
        false => vec![Notice::TitleLines { rows }],
    }
}

/// Finds the header block: by the platform's signature, else by its shape.
pub fn find(head: &Head<'_>) -> Layout {
    platforms::recognise(head).unwrap_or_else(|| by_shape(head))
}

/// Hand-made sheets carry a few title lines above the columns (one filled cell over a wider
/// table), sometimes a line of column letters, and sometimes two rows of titles: groups, and
/// under them the columns of each.
pub fn by_shape(head: &Head<'_>) -> Layout {
    let index = first_titles(head.rows);
    if !is_group_row(head.rows, index) {
        return Layout::new(head, index, index);
    }
    let mut layout = Layout::new(head, index + 1, index + 1);
    layout.notices = title_lines(&head.rows[..index]);
    layout.title_row = head.rows[index].number;
    let below = &head.rows[index + 2..];
    layout.titles = under_groups(&head.titles(index), &layout.titles, below);
    layout.hints = vec![None; layout.titles.len()];
    layout
}

/// Index of the first row that is no title line.
fn first_titles(rows: &[RawRow]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(RawRow::filled).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let mut index = 0;
    while index + 1 < rows.len()
        && index < 8
        && (is_title_line(&rows[index], usual) || is_letters(&rows[index]))
    {
        index += 1;
    }
    index
}

/// A blank line, or one filled cell where the table is wider. In a table of two columns
/// only a line whose first cell is filled counts: the other way round, a column of numbers
/// without title stands before the question.
fn is_title_line(row: &RawRow, usual: usize) -> bool {
    match row.filled() {
        0 => true,
        1 if usual >= 3 => true,
        1 if usual == 2 => row
            .cells
            .first()
            .is_some_and(|cell| !cell.trim().is_empty()),
        2 => usual >= 6,
        _ => false,
    }
}

/// `A`, `B`, `C`: a line some people put above an export.
fn is_letters(row: &RawRow) -> bool {
    row.filled() >= 3
        && row
            .cells
            .iter()
            .enumerate()
            .all(|(i, cell)| cell.trim().is_empty() || cell.trim() == column_letters(i))
}

/// True when the row names groups of the columns that the next row names: it has gaps where
/// the next has titles, and the next is no answer, since it holds neither number nor date
/// nor anything that comes again below.
fn is_group_row(rows: &[RawRow], index: usize) -> bool {
    let (Some(groups), Some(titles)) = (rows.get(index), rows.get(index + 1)) else {
        return false;
    };
    let below = &rows[(index + 2).min(rows.len())..];
    let (upper, lower) = (groups.filled(), titles.filled());
    let filled = |row: &RawRow, i: usize| row.cells.get(i).is_some_and(|c| !c.trim().is_empty());
    let width = groups.cells.len().max(titles.cells.len());
    let first_group = (0..width).find(|i| filled(groups, *i)).unwrap_or(width);
    let gaps = (first_group..width)
        .filter(|i| !filled(groups, *i) && filled(titles, *i))
        .count();
    // Titles merged over both rows stand in both.
    let same = (0..width)
        .filter(|i| filled(groups, *i) && groups.cells.get(*i) == titles.cells.get(*i))
        .count();
    if below.len() < 2 || upper < 1 || lower < 2 || gaps == 0 || gaps * 4 < (lower - same).max(4) {
        return false;
    }
    titles.cells.iter().enumerate().all(|(i, cell)| {
        let title = cell.trim();
        title.is_empty()
            || (title.chars().count() <= 100
                && (i >= first_group || filled(groups, i))
                && !title.starts_with(|c: char| c.is_ascii_digit())
                && !below
                    .iter()
                    .any(|row| row.cells.get(i).is_some_and(|c| c.trim() == title)))
    })
}

/// `Group [Title]` under a group, which reaches over the gaps to its right as long as the
/// columns hold the same kind of cells: the last group of a row has no other end.
pub fn under_groups(groups: &[String], titles: &[String], below: &[RawRow]) -> Vec<String> {
    let mut group: Option<(&str, usize)> = None;
    (0..groups.len().max(titles.len()))
        .map(|i| {
            let above = groups.get(i).map_or("", String::as_str);
            let title = titles.get(i).map_or("", String::as_str);
            if !above.is_empty() {
                group = (title_key(above) != title_key(title)).then_some((above, i));
            } else if group.is_some_and(|(_, first)| !alike(below, first, i, title)) {
                group = None;
            }
            match (group, title.is_empty()) {
                (_, true) => above.to_owned(),
                (None, _) => title.to_owned(),
                (Some((name, _)), _) => format!("{name} [{title}]"),
            }
        })
        .collect()
}

/// True when column `i` may belong to the group that begins with column `first`: it holds
/// ticks, its own title, or values of the first column; or it asks for another option.
fn alike(below: &[RawRow], first: usize, i: usize, title: &str) -> bool {
    let values = |column: usize| -> HashSet<String> {
        below
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| title_key(cell.trim()))
            .filter(|cell| !cell.is_empty())
            .collect()
    };
    let key = title_key(title);
    let (known, here) = (values(first), values(i));
    let tick = |value: &String| YES.contains(&value.as_str()) || NO.contains(&value.as_str());
    let scale = !known.is_empty() && !known.iter().all(tick);
    key.starts_with("autre")
        || key.starts_with("other")
        || here.iter().all(|value| match scale {
            true => known.contains(value),
            false => tick(value) || *value == key,
        })
        || (scale && here.iter().filter(|value| known.contains(*value)).count() * 2 >= here.len())
}

/// A title as it is shown: markup taken out, white space runs become one space, so that the
/// line breaks of Microsoft Forms and trailing no-break spaces do no harm.
pub fn clean_title(cell: &str) -> String {
    single_spaced(&plain_text(cell))
}

/// A title as it is compared: case, accents and the kind of apostrophe aside.
pub fn title_key(title: &str) -> String {
    fold(&title.replace('’', "'"))
}

/// What the same question is told by across files: its words, without the numbers and codes
/// that exports put in front (`Q169 - …`, `QUXVlc3Rpb246MTY5 - …`, `3. …`).
pub fn question_key(title: &str) -> String {
    let key = title_key(title);
    let words: Vec<&str> = key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_code = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 0 && (digits + 1 >= word.len() || word.len() >= 12)
    };
    let question = match words.split_first() {
        Some((first, rest)) if rest.len() >= 2 && is_code(first) => rest,
        _ => &words[..],
    };
    match question.is_empty() {
        true => key,
        false => question.join(" "),
    }
}

/// The question and the option of `Question [Option]`.
pub fn option_of(title: &str) -> Option<(&str, &str)> {
    let inner = title.strip_suffix(']')?;
    let open = inner.rfind('[')?;
    let (question, option) = (inner[..open].trim(), inner[open + 1..].trim());
    (!question.is_empty() && !option.is_empty()).then_some((question, option))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<RawRow> {
        cells
            .iter()
            .enumerate()
            .map(|(i, row)| RawRow {
                number: i as u32 + 1,
                cells: row.iter().map(|c| (*c).to_owned()).collect(),
            })
            .collect()
    }

    fn shape(cells: &[&[&str]]) -> Layout {
        let rows = rows(cells);
        by_shape(&Head {
            rows: &rows,
            separator: None,
        })
    }

    #[test]
    fn title_lines_above_a_wide_table_are_skipped() {
        let layout = shape(&[
            &["Enquête 2026"],
            &["A", "B", "C"],
            &["id", "quartier", "avis"],
            &["1", "Gare", "bus"],
            &["2", "Centre", "vélo"],
        ]);
        assert_eq!((layout.title_row, layout.last_row), (3, 3));
    }

    #[test]
    fn a_single_column_keeps_its_first_row_as_title() {
        assert_eq!(shape(&[&["avis"], &["bus"], &["vélo"]]).title_row, 1);
    }

    #[test]
    fn groups_over_titles_are_joined() {
        let layout = shape(&[
            &["id", "Vos trajets", "", "Avis"],
            &["", "à pied", "à vélo", ""],
            &["1", "x", "", "des bancs"],
            &["2", "", "x", "des arceaux"],
        ]);
        assert_eq!(
            layout.titles,
            ["id", "Vos trajets [à pied]", "Vos trajets [à vélo]", "Avis"]
        );
        assert_eq!(layout.last_row, 2);
        let plain = shape(&[
            &["", "avis", "quartier"],
            &["1", "des bancs", "Gare"],
            &["2", "des arceaux", "Gare"],
            &["3", "rien", "Centre"],
        ]);
        assert_eq!(plain.last_row, 1);
    }

    #[test]
    fn titles_lose_their_line_breaks() {
        assert_eq!(
            clean_title(" Votre avis\u{a0}\n(1 à 5) "),
            "Votre avis (1 à 5)"
        );
    }

    #[test]
    fn the_same_question_has_one_key() {
        let key = question_key("Que faut-il changer, selon vous ?");
        for title in [
            "QUXVlc3Rpb246MTY5 - Que faut-il changer, selon vous ?",
            "Q169 - Que faut-il changer, selon vous ?",
            "3. Que faut-il changer , selon vous?",
            "QUE FAUT-IL CHANGER, SELON VOUS ?",
        ] {
            assert_eq!(question_key(title), key, "{title}");
        }
        assert_ne!(question_key("Q1 Avis"), question_key("Q2 Avis"));
        assert_ne!(question_key("Choix 1"), question_key("Choix 2"));
    }
}
