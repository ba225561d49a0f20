//! Is a saved result what the source files say? Every answer is compared with its cell,
//! every quote with its place in that cell, and every row must be accounted for.

use std::collections::{BTreeSet, HashMap};

use crate::answers::{
    self, Answer, AnswerId, Answers, ColumnMap, ColumnRecord, QuestionAnswers, RoleGuess, SetAside,
    guess_roles,
};
use crate::error::Error;
use crate::ingest::{Export, SourceFile};
use crate::language::Language;
use crate::privacy::{self, Masking};
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
    /// Something told of the files as a whole is not what they give.
    Figure { what: (&'static str, &'static str) },
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
            SourceDifference::Figure { what } => language.choose(
                format!("{} : les fichiers d'origine donnent autre chose", what.0),
                format!("{}: the source files give something else", what.1),
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

/// Compares a result with its files, read again in the order of `synthesis.files`.
pub fn compare(
    synthesis: &Synthesis,
    export: &Export,
) -> Result<(Compared, Vec<SourceDifference>), Error> {
    let mut compared = Compared::default();
    let mut found = Vec::new();
    for (file, read) in synthesis.files.iter().zip(export.files()) {
        if read.sha256 != file.sha256 {
            found.push(SourceDifference::Fingerprint {
                file: file.name.clone(),
            });
        }
    }
    let guesses = guess_roles(export);
    let Some(map) = columns_again(synthesis, export, &guesses, &mut found) else {
        return Ok((compared, found));
    };
    let table = export.load(&map.used())?;
    let mut again = answers::collect(&table, &map);
    let masking = privacy::mask_answers(&mut again, synthesis.language);
    let ledger = privacy::mask_ledger(&map.ledger(export, &guesses), synthesis.language);
    figures(synthesis, export, &ledger, &again, &masking, &mut found);
    for (written, read) in synthesis.questions.iter().zip(&again.questions) {
        let question = Read::new(read);
        question.answers(written, &again, &mut compared, &mut found);
        question.quotes(written, &mut compared, &mut found);
        question.rows(written, &mut found);
    }
    Ok((compared, found))
}

/// What the report says of the files as a whole.
fn figures(
    synthesis: &Synthesis,
    export: &Export,
    ledger: &[ColumnRecord],
    again: &Answers,
    masking: &Masking,
    found: &mut Vec<SourceDifference>,
) {
    let similar = synthesis
        .questions
        .iter()
        .zip(&again.questions)
        .all(|(written, read)| {
            written
                .similar
                .iter()
                .map(|group| &group.answers)
                .eq(&read.similar)
        });
    let titles = again.segments.iter().map(|segment| &segment.title);
    let segments = synthesis.questions.iter().all(|question| {
        question
            .segments
            .iter()
            .map(|base| &base.title)
            .eq(titles.clone())
    });
    let reading = synthesis
        .files
        .iter()
        .zip(export.files())
        .all(|(written, read)| {
            let named = SourceFile {
                name: written.name.clone(),
                ..read.clone()
            };
            written.sha256 != read.sha256 || *written == named
        });
    for (what, holds) in [
        (
            ("les lignes mises de côté", "the rows set aside"),
            synthesis.rows_aside == again.rows_aside,
        ),
        (
            ("la mise en forme retirée", "the formatting taken out"),
            synthesis.markup == again.markup,
        ),
        (
            ("les données masquées", "the data masked"),
            synthesis.masking == *masking,
        ),
        (
            (
                "la façon de compter les personnes",
                "how people are counted",
            ),
            synthesis.identified == again.identified
                && synthesis.repeated_ids == again.repeated_ids,
        ),
        (
            ("les colonnes et leur rôle", "the columns and their roles"),
            synthesis.columns == ledger,
        ),
        (
            (
                "les réponses semblables et les campagnes",
                "similar answers and campaigns",
            ),
            similar,
        ),
        (("les profils", "the segments"), segments),
        (
            (
                "ce qui est dit de la lecture",
                "what is told of the reading",
            ),
            reading,
        ),
    ] {
        if !holds {
            found.push(SourceDifference::Figure { what });
        }
    }
}

/// The columns that were used; one that cannot be found again is a difference.
fn columns_again(
    synthesis: &Synthesis,
    export: &Export,
    guesses: &[RoleGuess],
    found: &mut Vec<SourceDifference>,
) -> Option<ColumnMap> {
    let mut find = |index: usize, title: &str, letters: &str| {
        let holds = export.columns().get(index).is_some_and(|column| {
            privacy::mask_title(&column.name(), synthesis.language) == title
                && column.letters() == letters
        });
        if !holds {
            let title = title.to_owned();
            found.push(SourceDifference::Column { title });
        }
        holds.then_some(index)
    };
    let provenance = &synthesis.provenance;
    let questions = synthesis.questions.iter().map(|q| &q.question);
    let open: Option<Vec<usize>> = questions
        .map(|q| find(q.index, &q.text, &q.column))
        .collect();
    let mut used = |column: &UsedColumn| find(column.index, &column.title, &column.column);
    let segments: Option<Vec<usize>> = provenance.segment_columns.iter().map(&mut used).collect();
    let mut one = |column: &Option<UsedColumn>| match column {
        Some(column) => used(column).map(Some),
        None => Some(None),
    };
    let (id, respondent) = (
        one(&provenance.id_column)?,
        one(&provenance.respondent_column)?,
    );
    Some(ColumnMap::new(open?, id, respondent, segments?, guesses))
}

/// The answers of one question as the sources give them.
struct Read<'a> {
    by_id: HashMap<&'a AnswerId, (&'a Answer, Option<SetAside>)>,
}

impl<'a> Read<'a> {
    fn new(question: &'a QuestionAnswers) -> Read<'a> {
        let aside = question.answers.set_aside.iter();
        let aside = aside.map(|(answer, class)| (answer, Some(*class)));
        let kept = question.answers.kept.iter().map(|answer| (answer, None));
        Read {
            by_id: kept
                .chain(aside)
                .map(|(answer, class)| (&answer.id, (answer, class)))
                .collect(),
        }
    }

    /// Text, place, person, class and segments of every answer.
    fn answers(
        &self,
        written: &QuestionResult,
        again: &Answers,
        compared: &mut Compared,
        found: &mut Vec<SourceDifference>,
    ) {
        let analysed = written.answers.iter().map(|a| {
            (
                &a.id,
                &a.respondent,
                &a.source,
                (&a.text, &a.original),
                None,
                Some(&a.segments),
            )
        });
        let aside = written.set_aside.iter().map(|a| {
            (
                &a.id,
                &a.respondent,
                &a.source,
                (&a.text, &a.original),
                Some(a.class),
                None,
            )
        });
        for (id, person, source, (text, original), class, segments) in analysed.chain(aside) {
            compared.cells += usize::from(class != Some(SetAside::NotAsked));
            let read = self.by_id.get(id);
            let same = |answer: &Answer| {
                answer.source == *source
                    && answer.text == *text
                    && (original.is_none() || answer.original == *original)
            };
            if !read.is_some_and(|(answer, _)| same(answer)) {
                found.push(SourceDifference::Cell {
                    answer: id.0.clone(),
                    source: source.clone(),
                });
                continue;
            }
            let holds = read.is_some_and(|(answer, read_class)| {
                let values = again.segments.iter().map(|s| s.values[answer.row].as_str());
                again.respondents[answer.respondent.0 as usize] == *person
                    && *read_class == class
                    && segments.is_none_or(|s| values.eq(s.iter().map(String::as_str)))
            });
            if !holds {
                found.push(SourceDifference::Record {
                    question: written.question.id.0.clone(),
                    answer: id.0.clone(),
                });
            }
        }
    }

    fn quotes(
        &self,
        written: &QuestionResult,
        compared: &mut Compared,
        found: &mut Vec<SourceDifference>,
    ) {
        for theme in written.themes.iter().map(|result| &result.theme) {
            for quote in &theme.quotes {
                compared.quotes += 1;
                let Some((answer, _)) = self.by_id.get(&quote.answer) else {
                    continue;
                };
                let stands = answer.text.get(quote.span.start..quote.span.end);
                if stands != Some(quote.text.as_str()) {
                    found.push(SourceDifference::Quote {
                        theme: theme.id.0.clone(),
                        source: answer.source.clone(),
                    });
                }
            }
        }
    }

    /// Every row of the sources is in a class of the question.
    fn rows(&self, written: &QuestionResult, found: &mut Vec<SourceDifference>) {
        let analysed = written.answers.iter().map(|answer| &answer.source);
        let aside = written.set_aside.iter().map(|answer| &answer.source);
        let accounted: BTreeSet<(&str, u32)> = analysed
            .chain(aside)
            .map(|source| (source.file.as_str(), source.row))
            .collect();
        let mut missing: Vec<(&str, u32)> = self
            .by_id
            .values()
            .map(|(answer, _)| (answer.source.file.as_str(), answer.source.row))
            .filter(|place| !accounted.contains(place))
            .collect();
        missing.sort_unstable();
        found.extend(
            missing
                .into_iter()
                .map(|(file, row)| SourceDifference::Row {
                    question: written.question.id.0.clone(),
                    file: file.to_owned(),
                    row,
                }),
        );
    }
}
