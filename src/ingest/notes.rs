//! Workshop notes: a text or Markdown file with one contribution a paragraph or list item.

use super::RawRow;
use super::header::{Layout, title_key};
use super::role::{Hint, Role};

/// What the one question of notes without a title is called.
const CONTRIBUTION: &str = "Contribution";
/// The column of the headings the contributions stand under.
const SECTION: &str = "Section";

/// Notes as a table.
pub struct Notes {
    /// One row a contribution, by the number of its first line.
    pub rows: Vec<RawRow>,
    /// Its columns.
    pub layout: Layout,
}

/// True when a text reads as notes rather than as a table: Markdown by its name, or text
/// without separator whose paragraphs are set apart by blank lines.
pub fn reads_as_notes(extension: &str, has_separator: bool, head: &str) -> bool {
    if matches!(extension, "md" | "markdown") {
        return true;
    }
    let lines: Vec<&str> = head.lines().collect();
    let blank = lines.iter().filter(|line| line.trim().is_empty()).count();
    extension == "txt" && !has_separator && blank >= 2 && blank * 6 >= lines.len()
}

/// Cuts notes into contributions. Paragraphs keep their line breaks; headings (`#` in
/// Markdown, a short first line in plain text) are no contributions.
pub fn read(text: &str, markdown: bool) -> Notes {
    let mut cutter = Cutter::default();
    for (line, number) in text.lines().zip(1..) {
        let trimmed = line.trim();
        if trimmed.is_empty() || is_rule(trimmed) {
            cutter.end();
        } else if let Some(heading) = heading(trimmed).filter(|_| markdown) {
            cutter.end();
            cutter.heading(heading, trimmed.starts_with("# "), number);
        } else if let Some(item) = list_item(trimmed) {
            cutter.end();
            cutter.items += 1;
            cutter.line(item, number);
        } else {
            cutter.line(trimmed, number);
        }
    }
    cutter.end();
    if !markdown {
        cutter.take_title();
    }
    cutter.notes()
}

/// True for words that stand over notes rather than in them.
fn announces(text: &str) -> bool {
    let key = title_key(text);
    [
        "atelier",
        "compte rendu",
        "compte-rendu",
        "restitution",
        "reunion publique",
        "table ronde",
        "workshop",
        "notes ",
    ]
    .iter()
    .any(|start| key.starts_with(start))
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    (rest.len() < line.len() && rest.starts_with(' '))
        .then(|| rest.trim().trim_end_matches('#').trim())
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| "-=_*".contains(c))
}

/// The text of `- item`, `* item`, `• item`, `1. item`, `2) item`.
fn list_item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ ", "• ", "– ", "— "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    if let Some(item) = bullet {
        return Some(item.trim_start_matches("[ ] ").trim());
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let item = rest
        .strip_prefix(". ")
        .or_else(|| rest.strip_prefix(") "))?;
    (1..=3).contains(&digits).then(|| item.trim())
}

#[derive(Default)]
struct Cutter {
    rows: Vec<RawRow>,
    paragraph: Vec<String>,
    start: u32,
    section: String,
    sections: usize,
    titles: Vec<u32>,
    title: Option<String>,
    /// List items so far.
    items: usize,
}

impl Cutter {
    fn line(&mut self, text: &str, number: u32) {
        if self.paragraph.is_empty() {
            self.start = number;
        }
        self.paragraph.push(text.to_owned());
    }

    fn heading(&mut self, text: &str, is_title: bool, number: u32) {
        self.titles.push(number);
        if is_title && self.rows.is_empty() {
            self.title = Some(text.to_owned());
            return;
        }
        text.clone_into(&mut self.section);
        self.sections += 1;
    }

    fn end(&mut self) {
        if !self.paragraph.is_empty() {
            let text = std::mem::take(&mut self.paragraph).join("\n");
            self.rows.push(RawRow {
                number: self.start,
                cells: vec![text, self.section.clone()],
            });
        }
    }

    /// A short first paragraph without a full stop, where most others have one, is the title
    /// of the notes.
    fn take_title(&mut self) {
        let ends = |text: &str| {
            text.trim_end()
                .ends_with(['.', '!', '?', '…', ';', '»', ')'])
        };
        let (first, others) = match self.rows.split_first() {
            Some((first, others)) if others.len() > 1 && self.items == 0 => (first, others),
            _ => return,
        };
        let text = first.cells[0].trim_end();
        let sentences = others.iter().filter(|row| ends(&row.cells[0])).count();
        let is_title = !text.contains('\n')
            && text.split_whitespace().count() <= 25
            && !text.ends_with(['.', '!', '…', ';'])
            && !text.contains('@')
            && (announces(text) || sentences * 3 >= others.len() * 2);
        if is_title {
            let title = self.rows.remove(0);
            self.titles.push(title.number);
            self.title = title.cells.into_iter().next();
        }
    }

    fn notes(mut self) -> Notes {
        let question = self.title.take().unwrap_or_else(|| CONTRIBUTION.to_owned());
        let mut titles = vec![question];
        let mut hints = vec![Some(Hint::role(Role::Open))];
        if self.sections > 1 {
            titles.push(SECTION.to_owned());
            hints.push(Some(Hint::role(Role::Segment)));
        } else {
            self.rows.iter_mut().for_each(|row| row.cells.truncate(1));
        }
        Notes {
            rows: self.rows,
            layout: Layout {
                platform: None,
                titles,
                hints,
                title_row: self.titles.first().copied().unwrap_or(0),
                last_row: 0,
                notices: match self.titles.is_empty() {
                    true => Vec::new(),
                    false => vec![super::Notice::TitleLines { rows: self.titles }],
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(text: &str, markdown: bool) -> Vec<(u32, Vec<String>)> {
        read(text, markdown)
            .rows
            .into_iter()
            .map(|row| (row.number, row.cells))
            .collect()
    }

    #[test]
    fn paragraphs_are_contributions_and_a_first_line_is_a_title() {
        let rows = read_rows(
            "Atelier du 3 mai\n\nDes bancs.\nEt de l'ombre.\n\nUn marché.\n\nRien.\n",
            false,
        );
        assert_eq!(rows[0], (3, vec!["Des bancs.\nEt de l'ombre.".to_owned()]));
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn markdown_lists_stand_under_their_heading() {
        let rows = read_rows(
            "# Atelier\n\n## Table 1\n- des bancs\n- un marché\n  le samedi\n\n## Table 2\n1. du calme\n",
            true,
        );
        assert_eq!(
            rows[0],
            (4, vec!["des bancs".to_owned(), "Table 1".to_owned()])
        );
        assert_eq!(rows[1].1[0], "un marché\nle samedi");
        assert_eq!(
            rows[2],
            (9, vec!["du calme".to_owned(), "Table 2".to_owned()])
        );
    }

    #[test]
    fn a_column_of_answers_is_no_notes() {
        assert!(!reads_as_notes(
            "txt",
            false,
            "Avis\ndes bancs\nun marché\n"
        ));
        assert!(!reads_as_notes("csv", false, "a\n\nb\n\nc\n"));
        assert!(reads_as_notes("txt", false, "a\n\nb\n\nc\n"));
    }
}
