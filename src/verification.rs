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
    let Some((first, others)) = tables.split_first() else {
        return;
    };
    let whole = others
        .iter()
        .try_fold(first.clone(), |all, next| all.append(next.clone()));
    let Ok(table) = whole else { return };
    let find = |title: &str, letters: &str| {
        (0..table.columns().len()).find(|i| {
            table.columns()[*i].name() == title && table.columns()[*i].letters() == letters
        })
    };
    let used = |column: &UsedColumn| find(&column.title, &column.column);
    let provenance = &synthesis.provenance;
    let map = ColumnMap {
        open: synthesis
            .questions
            .iter()
            .filter_map(|q| find(&q.question.text, &q.question.column))
            .collect(),
        id: provenance.id_column.as_ref().and_then(used),
        segments: provenance.segment_columns.iter().filter_map(used).collect(),
    };
    let again = answers::collect(&table, &map);
    for (written, read) in synthesis.questions.iter().zip(&again.questions) {
        let person = |answer: &Answer| again.respondents[answer.respondent.0 as usize].as_str();
        let value = |row: usize| again.segments.iter().map(move |s| s.values[row].as_str());
        let kept = read.answers.kept.len() == written.answers.len();
        let aside = read.answers.set_aside.len() == written.set_aside.len();
        let mut wrong: Vec<&AnswerId> = Vec::new();
        for (a, b) in read.answers.kept.iter().zip(&written.answers) {
            let segments = b.segments.iter().map(String::as_str);
            if a.id != b.id || person(a) != b.respondent || !value(a.row).eq(segments) {
                wrong.push(&b.id);
            }
        }
        for ((a, class), b) in read.answers.set_aside.iter().zip(&written.set_aside) {
            if a.id != b.id || person(a) != b.respondent || *class != b.class {
                wrong.push(&b.id);
            }
        }
        let all = AnswerId("*".to_owned());
        if !kept || !aside {
            wrong.push(&all);
        }
        found.extend(wrong.into_iter().map(|id| SourceDifference::Record {
            question: written.question.id.0.clone(),
            answer: id.0.clone(),
        }));
    }
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
