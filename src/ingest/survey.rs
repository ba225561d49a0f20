//! The first pass over a file: where its answers begin, and what its columns hold.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::export::{self, Export};
use super::header::{self, HEAD_ROWS, Head, Layout};
use super::input::Input;
use super::sketch::{Sketch, is_no_title};
use super::table::TableColumn;
use super::{Notice, RawRow, Reading, encoding};
use crate::error::IngestError;
use crate::source::column_letters;

/// What the rows of a file tell as they go by.
struct Survey {
    sketches: Vec<Sketch>,
    filled_rows: usize,
    last_row: u32,
    totals: Vec<u32>,
    unreadable: usize,
    spoilt: usize,
    truncated: usize,
    width: usize,
}

impl Survey {
    fn take(&mut self, row: &RawRow) {
        self.filled_rows += 1;
        self.last_row = row.number;
        if export::is_total(row) {
            self.totals.push(row.number);
            return;
        }
        while self.sketches.len() < row.cells.len() {
            self.sketches
                .push(Sketch::new(self.width.max(row.cells.len())));
        }
        for (sketch, cell) in self.sketches.iter_mut().zip(&row.cells) {
            sketch.take(cell);
            self.unreadable += cell.matches('\u{FFFD}').count();
            self.spoilt += usize::from(encoding::mended(cell).is_some());
            self.truncated += usize::from(is_cut(cell));
        }
    }

    fn notices(&self, layout: &Layout) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.unreadable > 0 {
            notices.push(Notice::ReplacedCharacters {
                count: self.unreadable,
            });
        }
        if self.spoilt > 0 {
            notices.push(Notice::SpoiltText { cells: self.spoilt });
        }
        if self.truncated > 0 {
            notices.push(Notice::CutCells {
                count: self.truncated,
            });
        }
        if !self.totals.is_empty() {
            notices.push(Notice::TotalRows {
                rows: self.totals.clone(),
            });
        }
        if layout.last_row > 0 && layout.titles.iter().any(|title| is_no_title(title)) {
            notices.push(Notice::TitlesLikeAnswers {
                row: layout.title_row,
            });
        }
        let blank = (self.last_row - layout.last_row) as usize - self.filled_rows;
        // Between paragraphs of notes, blank lines are no rows.
        if blank > 0 && layout.last_row > 0 {
            notices.push(Notice::BlankRows { count: blank });
        }
        notices
    }
}

/// A cell as long as Excel allows, or marked as cut by KoboToolbox.
fn is_cut(cell: &str) -> bool {
    (cell.len() >= 32_767 && cell.chars().count() == 32_767)
        || cell.starts_with("<WARNING: Truncated")
}

/// The first pass: layout from the first rows, then every column sketched.
pub(super) fn survey(reading: Reading) -> Result<Export, IngestError> {
    let Reading {
        mut input,
        mut file,
        layout,
        separator,
    } = reading;
    let layout = match layout {
        Some(layout) => layout,
        None => layout_of(&input, separator)?,
    };
    input.last_header_row = layout.last_row;
    let mut survey = Survey {
        sketches: Vec::new(),
        filled_rows: 0,
        last_row: 0,
        totals: Vec::new(),
        unreadable: 0,
        spoilt: 0,
        truncated: 0,
        width: layout.titles.len(),
    };
    let passed = input.each(&mut |row| {
        if row.number > layout.last_row {
            survey.take(row);
        }
        ControlFlow::Continue(())
    })?;
    if survey.filled_rows == 0 {
        let first = layout.titles.iter().find(|title| !title.is_empty());
        return Err(IngestError::HeaderOnly {
            file: input.shown.clone(),
            place: first.map_or(String::new(), |t| t.chars().take(60).collect()),
        });
    }
    if let Some(platform) = layout.platform {
        file.platform = Some(platform.code.to_owned());
    }
    file.repaired = input.repair;
    file.header_row = layout.title_row;
    file.rows = survey.filled_rows;
    file.notices.extend(layout.notices.iter().cloned());
    if passed.nuls > 0 {
        file.notices.push(Notice::NulRemoved { count: passed.nuls });
    }
    if passed.mended > 0 {
        file.notices.push(Notice::MendedText {
            cells: passed.mended,
        });
    }
    file.notices.extend(survey.notices(&layout));
    file.notices.extend(repeated_titles(&layout.titles));
    let (columns, sketches) = columns(&layout, survey.sketches);
    file.columns = columns.len();
    Ok(Export {
        files: vec![file],
        inputs: vec![input],
        columns,
        sketches,
    })
}

/// Columns that have a title or a filled cell, each with its sketch.
fn columns(layout: &Layout, mut sketches: Vec<Sketch>) -> (Vec<TableColumn>, Vec<Sketch>) {
    let width = sketches.len().max(layout.titles.len());
    sketches.resize_with(width, || Sketch::new(width));
    sketches
        .into_iter()
        .enumerate()
        .map(|(index, sketch)| {
            let column = TableColumn {
                title: layout.titles.get(index).cloned().unwrap_or_default(),
                hint: layout.hints.get(index).copied().flatten(),
                places: vec![Some(index)],
            };
            (column, sketch)
        })
        .filter(|(column, sketch)| !column.title.is_empty() || sketch.filled > 0)
        .unzip()
}

/// Reads the first rows and tells what stands above the answers.
fn layout_of(input: &Input, separator: Option<u8>) -> Result<Layout, IngestError> {
    let mut rows: Vec<RawRow> = Vec::new();
    input.each(&mut |row| {
        rows.push(row.clone());
        match rows.len() < HEAD_ROWS {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })?;
    if rows.is_empty() {
        return Err(IngestError::Empty {
            file: input.shown.clone(),
        });
    }
    Ok(header::find(&Head {
        rows: &rows,
        separator,
    }))
}

fn repeated_titles(titles: &[String]) -> Vec<Notice> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, title) in titles.iter().enumerate() {
        if !title.is_empty() {
            places.entry(title.clone()).or_default().push(index);
        }
    }
    places
        .into_iter()
        .filter(|(_, columns)| columns.len() > 1)
        .map(|(title, columns)| Notice::RepeatedTitle {
            title,
            letters: columns.into_iter().map(column_letters).collect(),
        })
        .collect()
}
