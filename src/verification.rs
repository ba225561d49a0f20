//! Is a saved result what the source files say? Every answer is compared with its cell,
//! every quote with its place in that cell, and every row must be accounted for.

use std::collections::{BTreeSet, HashMap};

use crate::answers::{self, Answer, AnswerId, ColumnMap, SetAside};
use crate::ingest::Table;
use crate::language::Language;
use crate::source::SourceCell;
use crate::synthesis::{QuestionResult, Synthesis, UsedColumn};

/// What was compared with the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Cells of answers, analysed or set aside.
    pub cells: usize,
    /// Quotes found in their cell, byte for byte.
    pub quotes: usize,
}

/// Something the sources do not bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // fields say what they hold
pub enum SourceDifference {
    /// The file is not the one that was read.
    Fingerprint { file: String },
    /// A cell is missing or holds another text.
    Cell { answer: String, source: SourceCell },
    /// A quote does not stand in its cell.
    Quote { theme: String, source: SourceCell },
    /// A column that was used is not in the files, or these do not make one table.
    Column { title: String },
    /// An answer's id, person, class or segments are not what the row says.
    Record { question: String, answer: String },
    /// A row of the source is in no class of a question.
    Row {
        question: String,
        file: String,
        row: u32,
    },
}

impl SourceDifference {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        match self {
            SourceDifference::Fingerprint { file } => language.choose(
                format!("« {file} » a changé depuis le rapport (empreinte différente)"),
                format!("\"{file}\" has changed since the report (different fingerprint)"),
            ),
            SourceDifference::Cell { answer, source } => language.choose(
                format!("la réponse {answer} n'est pas le texte de la cellule {source}"),
                format!("answer {answer} is not the text of cell {source}"),
            ),
            SourceDifference::Quote { theme, source } => language.choose(
                format!("{theme} : une citation ne se trouve pas dans la cellule {source}"),
                format!("{theme}: a quote does not stand in cell {source}"),
            ),
            SourceDifference::Column { title } => language.choose(
                format!("la colonne « {title} » ne se retrouve pas dans les fichiers d'origine"),
                format!("column \"{title}\" cannot be found in the source files"),
            ),
            SourceDifference::Record { question, answer } => language.choose(
                format!("{question} : l'identifiant, la personne, la classe ou les segments de {answer} ne sont pas ceux de sa ligne"),
                format!("{question}: the id, person, class or segments of {answer} are not those of its row"),
            ),
            SourceDifference::Row {
                question,
                file,
                row,
            } => language.choose(
                format!(
                    "{question} : la ligne {row} de « {file} » n'est ni analysée ni mise de côté"
                ),
                format!("{question}: row {row} of \"{file}\" is neither analysed nor set aside"),
            ),
        }
    }
}

/// Compares a result with its files, given in the order of `synthesis.files`.
pub fn compare(synthesis: &Synthesis, tables: &[Table]) -> (Compared, Vec<SourceDifference>) {
    let mut compared = Compared::default();
    let mut found = Vec::new();
    let mut sources: HashMap<&str, &Table> = HashMap::new();
    for (file, table) in synthesis.files.iter().zip(tables) {
        if table.files()[0].sha256 != file.sha256 {
            found.push(SourceDifference::Fingerprint {
                file: file.name.clone(),
            });
        }
        sources.insert(file.name.as_str(), table);
    }
    for question in &synthesis.questions {
        cells(question, &sources, &mut compared, &mut found);
        quotes(question, &sources, &mut compared, &mut found);
        rows(question, &sources, &mut found);
    }
    records(synthesis, tables, &mut found);
    (compared, found)
}

/// Reads the answers again from the tables and compares who said what, question by
/// question: ids, people, classes and segments.
fn records(synthesis: &Synthesis, tables: &[Table], found: &mut Vec<SourceDifference>) {
    let Some((table, map)) = read_again(synthesis, tables, found) else {
        return;
    };
    let again = answers::collect(&table, &map);
    for (written, read) in synthesis.questions.iter().zip(&again.questions) {
        let aside = read
            .answers
            .set_aside
            .iter()
            .map(|(a, class)| (a, Some(*class)));
        let kept = read.answers.kept.iter().map(|a| (a, None));
        let rows: HashMap<&AnswerId, (&Answer, Option<SetAside>)> = kept
            .chain(aside)
            .map(|(answer, class)| (&answer.id, (answer, class)))
            .collect();
        let holds = |id: &AnswerId, person: &str, class, segments: Option<&[String]>| {
            rows.get(id).is_some_and(|(answer, read_class)| {
                let values = again.segments.iter().map(|s| s.values[answer.row].as_str());
                again.respondents[answer.respondent.0 as usize] == person
                    && *read_class == class
                    && segments.is_none_or(|s| values.eq(s.iter().map(String::as_str)))
            })
        };
        let analysed = written
            .answers
            .iter()
            .map(|a| (&a.id, holds(&a.id, &a.respondent, None, Some(&a.segments))));
        let aside = written
            .set_aside
            .iter()
            .map(|a| (&a.id, holds(&a.id, &a.respondent, Some(a.class), None)));
        let wrong = analysed.chain(aside).filter(|(_, holds)| !holds);
        found.extend(wrong.map(|(id, _)| SourceDifference::Record {
            question: written.question.id.0.clone(),
            answer: id.0.clone(),
        }));
    }
}

/// The files as one table with the columns that were used; a column that cannot be found
/// again is a difference.
fn read_again(
    synthesis: &Synthesis,
    tables: &[Table],
    found: &mut Vec<SourceDifference>,
) -> Option<(Table, ColumnMap)> {
    let (first, others) = tables.split_first()?;
    let whole = others
        .iter()
        .try_fold(first.clone(), |all, next| all.append(next.clone()));
    let table = match whole {
        Ok(table) => table,
        Err(error) => {
            let what = error.to_string();
            found.push(SourceDifference::Column { title: what });
            return None;
        }
    };
    let mut find = |title: &str, letters: &str| {
        let column = table
            .columns()
            .iter()
            .position(|column| column.name() == title && column.letters() == letters);
        if column.is_none() {
            let title = title.to_owned();
            found.push(SourceDifference::Column { title });
        }
        column
    };
    let provenance = &synthesis.provenance;
    let questions = synthesis.questions.iter().map(|q| &q.question);
    let open: Option<Vec<usize>> = questions.map(|q| find(&q.text, &q.column)).collect();
    let mut used = |column: &UsedColumn| find(&column.title, &column.column);
    let segments: Option<Vec<usize>> = provenance.segment_columns.iter().map(&mut used).collect();
    let id = match &provenance.id_column {
        Some(column) => Some(used(column)?),
        None => None,
    };
    let map = ColumnMap {
        open: open?,
        id,
        segments: segments?,
    };
    Some((table, map))
}

fn text_at<'t>(sources: &HashMap<&str, &'t Table>, place: &SourceCell) -> Option<&'t str> {
    sources
        .get(place.file.as_str())
        .and_then(|table| table.cell(place.row, &place.column))
}

fn cells(
    question: &QuestionResult,
    sources: &HashMap<&str, &Table>,
    compared: &mut Compared,
    found: &mut Vec<SourceDifference>,
) {
    let analysed = question
        .answers
        .iter()
        .map(|answer| (&answer.id, &answer.source, answer.text.as_str()));
    let aside = question
        .set_aside
        .iter()
        .filter(|answer| answer.class != SetAside::NotAsked)
        .map(|answer| (&answer.id, &answer.source, answer.text.as_str()));
    for (id, source, text) in analysed.chain(aside) {
        compared.cells += 1;
        if text_at(sources, source) != Some(text) {
            found.push(SourceDifference::Cell {
                answer: id.0.clone(),
                source: source.clone(),
            });
        }
    }
}

fn quotes(
    question: &QuestionResult,
    sources: &HashMap<&str, &Table>,
    compared: &mut Compared,
    found: &mut Vec<SourceDifference>,
) {
    let places: HashMap<&AnswerId, &SourceCell> = question
        .answers
        .iter()
        .map(|a| (&a.id, &a.source))
        .collect();
    for theme in question.themes.iter().map(|result| &result.theme) {
        for quote in &theme.quotes {
            compared.quotes += 1;
            let Some(place) = places.get(&quote.answer) else {
                continue;
            };
            let stands = text_at(sources, place)
                .and_then(|text| text.get(quote.span.start..quote.span.end))
                == Some(quote.text.as_str());
            if !stands {
                found.push(SourceDifference::Quote {
                    theme: theme.id.0.clone(),
                    source: (*place).clone(),
                });
            }
        }
    }
}

fn rows(
    question: &QuestionResult,
    sources: &HashMap<&str, &Table>,
    found: &mut Vec<SourceDifference>,
) {
    let analysed = question.answers.iter().map(|answer| &answer.source);
    let aside = question.set_aside.iter().map(|answer| &answer.source);
    let accounted: BTreeSet<(&str, u32)> = analysed
        .chain(aside)
        .map(|source| (source.file.as_str(), source.row))
        .collect();
    let mut names: Vec<&&str> = sources.keys().collect();
    names.sort_unstable();
    for name in names {
        for row in sources[*name].row_numbers() {
            if !accounted.contains(&(*name, row)) {
                found.push(SourceDifference::Row {
                    question: question.question.id.0.clone(),
                    file: (*name).to_owned(),
                    row,
                });
            }
        }
    }
}
