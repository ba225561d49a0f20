//! Which columns play which part: what was asked for, checked against the table.

use super::roles::{Role, RoleGuess};
use crate::error::AnswersError;
use crate::ingest::Table;
use crate::words::{fold, single_spaced};

/// A segment column with more values compares nothing.
const MOST_SEGMENTS: usize = 60;

/// Columns by the names a person typed.
#[derive(Clone, Debug, Default)]
pub struct ColumnRequest {
    /// `--open`, in the order typed; empty to guess.
    pub open: Vec<String>,
    /// `--id`
    pub id: Option<String>,
    /// `--segment`
    pub segments: Vec<String>,
}

/// Columns by their index in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    /// Open questions, in the order of the table.
    pub open: Vec<usize>,
    /// The respondent's id.
    pub id: Option<usize>,
    /// Segments, in the order typed.
    pub segments: Vec<usize>,
}

impl ColumnMap {
    /// Resolves what was asked for; without `--open` and `--id`, takes the guesses.
    pub fn resolve(
        table: &Table,
        request: &ColumnRequest,
        guesses: &[RoleGuess],
    ) -> Result<ColumnMap, AnswersError> {
        let guessed =
            |role: Role| (0..guesses.len()).filter(move |column| guesses[*column].role == role);
        let mut open = request
            .open
            .iter()
            .map(|name| find(table, "--open", name))
            .collect::<Result<Vec<usize>, _>>()?;
        let id = match &request.id {
            Some(name) => Some(find(table, "--id", name)?),
            None => guessed(Role::Id).find(|column| !open.contains(column)),
        };
        let mut segments = request
            .segments
            .iter()
            .map(|name| find(table, "--segment", name))
            .collect::<Result<Vec<usize>, _>>()?;
        if request.open.is_empty() {
            open = guessed(Role::Open)
                .filter(|column| Some(*column) != id && !segments.contains(column))
                .collect();
        }
        open.sort_unstable();
        open.dedup();
        let mut seen = Vec::new();
        segments.retain(|column| {
            !seen.contains(column) && {
                seen.push(*column);
                true
            }
        });
        if open.is_empty() {
            return Err(AnswersError::NoOpenColumn {
                columns: names(table),
            });
        }
        let map = ColumnMap { open, id, segments };
        map.refuse_double_use(table)?;
        map.refuse_unfit_segments(table, guesses)?;
        Ok(map)
    }

    fn refuse_unfit_segments(
        &self,
        table: &Table,
        guesses: &[RoleGuess],
    ) -> Result<(), AnswersError> {
        for column in &self.segments {
            let personal = guesses[*column].role == Role::Identifier;
            let values = guesses[*column].distinct;
            if personal || values > MOST_SEGMENTS {
                return Err(AnswersError::UnfitSegment {
                    column: table.columns()[*column].name(),
                    personal,
                    values,
                });
            }
        }
        Ok(())
    }

    fn refuse_double_use(&self, table: &Table) -> Result<(), AnswersError> {
        let clash = |column: usize, first, second| {
            Err(AnswersError::ColumnUsedTwice {
                column: table.columns()[column].name(),
                first,
                second,
            })
        };
        for column in &self.open {
            if self.id == Some(*column) {
                return clash(*column, "--open", "--id");
            }
            if self.segments.contains(column) {
                return clash(*column, "--open", "--segment");
            }
        }
        Ok(())
    }
}

/// The names of all columns, as messages list them.
pub fn names(table: &Table) -> Vec<String> {
    table.columns().iter().map(|column| column.name()).collect()
}

/// Finds a column by its title (case, accents and spacing aside), by its letters, or by
/// the beginning of a long title when only one begins so.
fn find(table: &Table, option: &'static str, wanted: &str) -> Result<usize, AnswersError> {
    let columns = table.columns();
    let spaced = |text: &str| fold(&single_spaced(text));
    let target = spaced(wanted);
    let matching = |test: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|i| test(*i)).collect()
    };
    let exact = matching(&|i| columns[i].title == wanted.trim());
    let loose = matching(&|i| spaced(&columns[i].title) == target);
    let letters = matching(&|i| columns[i].letters() == wanted.trim());
    let begins = matching(&|i| target.len() >= 8 && spaced(&columns[i].title).starts_with(&target));
    for found in [exact, loose, letters, begins] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => {
                return Err(AnswersError::AmbiguousColumn {
                    option,
                    wanted: wanted.to_owned(),
                    letters: several.iter().map(|i| columns[*i].letters()).collect(),
                });
            }
        }
    }
    let nearest = columns
        .iter()
        .map(|column| {
            (
                strsim::jaro_winkler(&spaced(&column.title), &target),
                column,
            )
        })
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, column)| column.name());
    Err(AnswersError::NoSuchColumn {
        option,
        wanted: wanted.to_owned(),
        nearest,
        columns: columns
            .iter()
            .map(|column| match column.title.is_empty() {
                true => column.letters(),
                false => column.name(),
            })
            .collect(),
    })
}
