//! Which columns play which part: what was asked for, checked against the export.

use serde::{Deserialize, Serialize};

use super::roles::RoleGuess;
use crate::error::AnswersError;
use crate::ingest::{Export, Part, Role, RowRule};
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

/// A column of the export and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColumnRecord {
    /// Its title.
    pub title: String,
    /// Its letters in the first file that has it.
    pub column: String,
    /// What it is for.
    pub role: Role,
    /// False for a column whose cells were not kept: direct identifiers, and whatever the
    /// report does not use.
    pub read: bool,
}

/// Columns by their index in the export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Open questions, in the order of the export.
    pub open: Vec<usize>,
    /// Names each row; printed.
    pub id: Option<usize>,
    /// Tells people apart where a person may have several rows; never printed.
    pub respondent: Option<usize>,
    /// Segments, in the order typed.
    pub segments: Vec<usize>,
    /// Closed questions, to compare open answers with.
    pub closed: Vec<usize>,
    /// Columns that say which rows count, with their rules.
    pub status: Vec<(usize, Vec<RowRule>)>,
    /// The kind of row, in a file that mixes several.
    pub kind: Option<usize>,
}

impl ColumnMap {
    /// Resolves what was asked for; without `--open` and `--id`, takes the guesses.
    pub fn resolve(
        export: &Export,
        request: &ColumnRequest,
        guesses: &[RoleGuess],
    ) -> Result<ColumnMap, AnswersError> {
        let guessed =
            |role: Role| (0..guesses.len()).filter(move |column| guesses[*column].role == role);
        let mut open = request
            .open
            .iter()
            .map(|name| find(export, "--open", name))
            .collect::<Result<Vec<usize>, _>>()?;
        let asked = match &request.id {
            Some(name) => Some(find(export, "--id", name)?),
            None => None,
        };
        // An id that names the person tells people apart, and is not printed.
        let personal = |column: &usize| {
            guesses[*column].role == Role::Identifier || !export.sketch(*column).reads_as_codes()
        };
        let free = |column: &usize| !open.contains(column);
        let id = match asked {
            Some(column) => Some(column).filter(|column| !personal(column)),
            None => guessed(Role::Id).find(free),
        };
        let respondent = asked.filter(personal).or_else(|| {
            guessed(Role::Respondent)
                .find(free)
                .filter(|_| asked.is_none())
        });
        let mut segments = request
            .segments
            .iter()
            .map(|name| find(export, "--segment", name))
            .collect::<Result<Vec<usize>, _>>()?;
        if request.open.is_empty() {
            open = default_open(guesses);
            open.retain(|column| Some(*column) != asked && !segments.contains(column));
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
                columns: names(export),
            });
        }
        let map = ColumnMap::new(open, id, respondent, segments, guesses);
        map.refuse_double_use(export, asked)?;
        map.refuse_unfit_segments(export, guesses)?;
        Ok(map)
    }

    /// The columns that play a part, and those that say which rows count: a column somebody
    /// named is what they say, and sets no row aside.
    pub fn new(
        open: Vec<usize>,
        id: Option<usize>,
        respondent: Option<usize>,
        segments: Vec<usize>,
        guesses: &[RoleGuess],
    ) -> ColumnMap {
        let closed = (0..guesses.len()).filter(|column| {
            guesses[*column].role == Role::Closed
                && !open.contains(column)
                && id != Some(*column)
                && respondent != Some(*column)
        });
        let mut map = ColumnMap {
            closed: closed.collect(),
            open,
            id,
            respondent,
            segments,
            ..ColumnMap::of_rows(guesses)
        };
        let named: Vec<usize> = map.open.iter().chain(&map.segments).copied().collect();
        map.status.retain(|(column, _)| !named.contains(column));
        map
    }

    /// The columns that say which rows count, and nothing else.
    pub fn of_rows(guesses: &[RoleGuess]) -> ColumnMap {
        ColumnMap {
            status: (0..guesses.len())
                .filter(|column| !guesses[*column].rules.is_empty())
                .map(|column| (column, guesses[column].rules.to_vec()))
                .collect(),
            kind: guesses.iter().position(|guess| guess.part == Part::RowKind),
            ..ColumnMap::default()
        }
    }

    /// What each column of the export is for in this run, for the record.
    pub fn ledger(&self, export: &Export, guesses: &[RoleGuess]) -> Vec<ColumnRecord> {
        let role = |column: usize| {
            if self.open.contains(&column) {
                Role::Open
            } else if self.id == Some(column) {
                Role::Id
            } else if self.segments.contains(&column) {
                Role::Segment
            } else {
                guesses[column].role
            }
        };
        let used = self.used();
        export
            .columns()
            .iter()
            .enumerate()
            .map(|(index, column)| ColumnRecord {
                title: column.name(),
                column: column.letters(),
                role: role(index),
                read: used.contains(&index),
            })
            .collect()
    }

    /// Every column whose cells are needed.
    pub fn used(&self) -> Vec<usize> {
        let mut used: Vec<usize> = self.open.clone();
        used.extend(self.id);
        used.extend(self.respondent);
        used.extend(&self.segments);
        used.extend(&self.closed);
        used.extend(self.status.iter().map(|(column, _)| *column));
        used.extend(self.kind);
        used.sort_unstable();
        used.dedup();
        used
    }

    fn refuse_unfit_segments(
        &self,
        export: &Export,
        guesses: &[RoleGuess],
    ) -> Result<(), AnswersError> {
        for column in &self.segments {
            let personal = guesses[*column].role == Role::Identifier;
            let values = guesses[*column].distinct;
            if personal || values > MOST_SEGMENTS {
                return Err(AnswersError::UnfitSegment {
                    column: export.columns()[*column].name(),
                    personal,
                    values,
                });
            }
        }
        Ok(())
    }

    fn refuse_double_use(&self, export: &Export, id: Option<usize>) -> Result<(), AnswersError> {
        let clash = |column: usize, first, second| {
            Err(AnswersError::ColumnUsedTwice {
                column: export.columns()[column].name(),
                first,
                second,
            })
        };
        for column in &self.open {
            if id == Some(*column) {
                return clash(*column, "--open", "--id");
            }
            if self.segments.contains(column) {
                return clash(*column, "--open", "--segment");
            }
        }
        Ok(())
    }
}

/// The questions analysed when nobody says which: all of them, but for the titles of
/// contributions whose texts stand beside them.
fn default_open(guesses: &[RoleGuess]) -> Vec<usize> {
    let open = |part: Part| {
        (0..guesses.len())
            .filter(move |i| guesses[*i].role == Role::Open && guesses[*i].part == part)
            .collect::<Vec<usize>>()
    };
    let texts = open(Part::Plain);
    match texts.is_empty() {
        true => open(Part::Heading),
        false => texts,
    }
}

/// The names of all columns, as messages list them.
pub fn names(export: &Export) -> Vec<String> {
    export
        .columns()
        .iter()
        .map(|column| column.name())
        .collect()
}

/// Finds a column by its title (case, accents and spacing aside), by its letters, or by
/// the beginning of a long title when only one begins so.
fn find(export: &Export, option: &'static str, wanted: &str) -> Result<usize, AnswersError> {
    let columns = export.columns();
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
