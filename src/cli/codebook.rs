//! A codebook file: columns `code`, `title` (or `titre`, `intitulé`) and `description`;
//! `examples` (answers separated by " | ") or `example1`, `example2`…, for coding without a
//! model.
//!
//! The `codebook.csv` of a report is one, edited or not: its themes are the codes, each
//! title once where several questions share it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::bail;

use crate::answers::AnswerId;
use crate::error::Error;
use crate::ingest::{self, Source, Table};
use crate::language::Language;
use crate::themes::coding::{CodeRow, Codebook, CodebookError};
use crate::themes::known::{KnownAnswer, KnownFamily, KnownTheme, KnownThemes};
use crate::themes::{Origin, ThemeId};
use crate::words::{fold, single_spaced};

/// Names a column may have, folded.
const CODE: [&str; 2] = ["code", "id"];
const TITLE: [&str; 5] = ["title", "titre", "intitule", "theme", "label"];
const DESCRIPTION: [&str; 3] = ["description", "definition", "descriptif"];
const LEVEL: [&str; 1] = ["level"];
const QUESTION: [&str; 1] = ["question"];
/// Levels of a report's codebook that answers are not coded by.
const OTHER_LEVELS: [&str; 2] = ["family", "sub_theme"];

/// Columns with one example answer each: `example`, `example1`, `exemple_2`…
const EXAMPLE: [&str; 2] = ["example", "exemple"];
/// Columns with several, between bars.
const EXAMPLES: [&str; 2] = ["examples", "exemples"];
const BETWEEN: &str = " | ";
/// The level and the column that bring themes under a family in a report's codebook.
const FAMILY: &str = "family";
const PARENT: [&str; 1] = ["parent"];

/// A codebook file, opened.
struct File {
    table: Table,
    code: Option<usize>,
    title: Option<usize>,
    description: Option<usize>,
    level: Option<usize>,
    parent: Option<usize>,
    question: Option<usize>,
    examples: Vec<usize>,
}

impl File {
    fn open(path: &Path, language: Language) -> anyhow::Result<File> {
        let source = Source {
            path: path.to_owned(),
            ..Source::default()
        };
        let export = ingest::open(&source).map_err(Error::from)?;
        let name = |at: usize| fold(export.columns()[at].name().trim());
        let count = export.columns().len();
        let column = |names: &[&str]| (0..count).find(|at| names.contains(&name(*at).as_str()));
        let (code, title) = (column(&CODE), column(&TITLE));
        if code.or(title).is_none() {
            bail!(language.choose(
                "le plan de codage doit avoir une colonne « code » ou « title »",
                "the codebook must have a column \"code\" or \"title\"",
            ));
        }
        let is_example = |at: &usize| {
            let name = name(*at);
            let rest = EXAMPLE.iter().find_map(|start| name.strip_prefix(start));
            let rest = rest.map(|rest| rest.trim_start_matches([' ', '_', '-']));
            let numbered = |rest: &str| rest.chars().all(|c| c.is_ascii_digit());
            EXAMPLES.contains(&name.as_str()) || rest.is_some_and(numbered)
        };
        let (description, level) = (column(&DESCRIPTION), column(&LEVEL));
        let (parent, question) = (column(&PARENT), column(&QUESTION));
        let examples: Vec<usize> = (0..count).filter(is_example).collect();
        let named = [code, title, description, level, parent, question];
        let used: Vec<usize> = named
            .into_iter()
            .flatten()
            .chain(examples.clone())
            .collect();
        Ok(File {
            table: export.load(&used).map_err(Error::from)?,
            code,
            title,
            description,
            level,
            parent,
            question,
            examples,
        })
    }

    fn cell(&self, row: usize, place: Option<usize>) -> &str {
        place.map_or("", |column| self.table.text(row, column))
    }

    /// The rows answers are coded by.
    fn rows(&self) -> impl Iterator<Item = usize> {
        let height = 0..self.table.height();
        height.filter(|row| !OTHER_LEVELS.contains(&self.cell(*row, self.level)))
    }

    fn code(&self, row: usize) -> CodeRow {
        CodeRow {
            code: plain(self.cell(row, self.code)),
            title: plain(self.cell(row, self.title)),
            description: plain(self.cell(row, self.description)),
        }
    }

    fn examples(&self, row: usize) -> Vec<String> {
        let cells = self
            .examples
            .iter()
            .map(|at| plain(self.table.text(row, *at)));
        let texts = cells.flat_map(|cell| {
            let texts = cell.split(BETWEEN).map(|text| text.trim().to_owned());
            texts.collect::<Vec<String>>()
        });
        texts.filter(|text| !text.is_empty()).collect()
    }
}

/// Reads and checks the codebook.
pub(super) fn read(path: &Path, language: Language) -> anyhow::Result<Codebook> {
    let file = File::open(path, language)?;
    let rows = file
        .rows()
        .map(|row| (file.cell(row, file.question), file.code(row)));
    let rows = once_each(rows);
    match Codebook::new(&name_of(path), &rows) {
        Ok(book) => Ok(book),
        Err(error) => bail!(error.say(language)),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Reads the codebook as themes known beforehand, one list per question that it names (by
/// its id or its text); codes that name none are for any question. A code keeps its id
/// where it can be an id: letters, digits and hyphens.
pub(super) fn known(path: &Path, language: Language) -> anyhow::Result<Vec<KnownThemes>> {
    let file = File::open(path, language)?;
    let mut by_question: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in file.rows() {
        let question = file.cell(row, file.question).trim();
        by_question.entry(question).or_default().push(row);
    }
    let several = by_question.len() > 1;
    let mut all = Vec::new();
    for (question, rows) in by_question {
        let codes: Vec<CodeRow> = rows.iter().map(|row| file.code(*row)).collect();
        match Codebook::new("", &codes) {
            Ok(_) | Err(CodebookError::TooMany(_)) => {}
            Err(CodebookError::TooFew) if several => {}
            Err(error) => bail!(error.say(language)),
        }
        let mut known = KnownThemes {
            question: question.to_owned(),
            source: Some(name_of(path)),
            families: families(&file, question),
            ..KnownThemes::default()
        };
        let mut examples: BTreeMap<String, Vec<ThemeId>> = BTreeMap::new();
        for ((number, code), row) in (1..).zip(&codes).zip(rows) {
            let id = id_of(&code.code, number, &known.themes);
            for text in file.examples(row) {
                examples.entry(text).or_default().push(id.clone());
            }
            known.themes.push(theme(&file, row, code, id));
        }
        let answers = (1..)
            .zip(examples)
            .map(|(number, (text, themes))| KnownAnswer {
                id: AnswerId(format!("example {number}")),
                text,
                themes,
                by_hand: false,
            });
        known.answers = answers.collect();
        all.push(known);
    }
    Ok(all)
}

fn theme(file: &File, row: usize, code: &CodeRow, id: ThemeId) -> KnownTheme {
    let named = [&code.title, &code.code].map(|text| single_spaced(text));
    let parent = file.cell(row, file.parent).trim();
    KnownTheme {
        id,
        title: named
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default(),
        origin: Origin::Human,
        extractive_title: None,
        description: single_spaced(&code.description),
        family: (!parent.is_empty()).then(|| ThemeId(parent.to_owned())),
    }
}

/// The families of a question in a report's codebook.
fn families(file: &File, question: &str) -> Vec<KnownFamily> {
    let rows = (0..file.table.height()).filter(|row| {
        file.cell(*row, file.level) == FAMILY && file.cell(*row, file.question).trim() == question
    });
    rows.map(|row| {
        let code = file.code(row);
        KnownFamily {
            id: ThemeId(code.code),
            title: code.title,
            origin: Origin::Human,
            extractive_title: None,
        }
    })
    .filter(|family| is_plain(&family.id.0))
    .collect()
}

/// Ids become anchors and names of files.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The code as an id, unless it cannot be one or stands for something else: a question,
/// another code.
fn id_of(code: &str, number: usize, before: &[KnownTheme]) -> ThemeId {
    let code = code.trim().replace(['.', '_', ' '], "-");
    let numbered = |rest: &str| rest.chars().all(|c| c.is_ascii_digit());
    let is_question = code.strip_prefix(['Q', 'q']).is_some_and(numbered);
    let twice = before
        .iter()
        .any(|theme| theme.id.0.eq_ignore_ascii_case(&code));
    match is_plain(&code) && !is_question && !twice {
        true => ThemeId(code),
        false => ThemeId(format!("C{number:03}")),
    }
}

/// The text of a cell that was kept from running as a formula.
fn plain(cell: &str) -> String {
    let rest = cell.strip_prefix('\'');
    let defused = rest.filter(|rest| rest.trim_start().starts_with(['=', '+', '-', '@']));
    defused.unwrap_or(cell).to_owned()
}

/// Leaves out a title that another question has: the first one defines it. A title that
/// stands twice in one question, or where no question is named, is a mistake to be told.
fn once_each<'q>(rows: impl Iterator<Item = (&'q str, CodeRow)>) -> Vec<CodeRow> {
    let mut first: HashMap<String, &str> = HashMap::new();
    rows.filter(|(question, row)| {
        let title = fold(&single_spaced(&row.title));
        title.is_empty() || *first.entry(title).or_insert(question) == *question
    })
    .map(|(_, row)| row)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::render_all;
    use crate::synthesis::Synthesis;

    fn sample(name: &str) -> Synthesis {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = root.join("reports").join(name).join("synthesis.json");
        let text = std::fs::read_to_string(path).expect("sample");
        serde_json::from_str(&text).expect("synthesis")
    }

    fn read_back(synthesis: &Synthesis) -> Codebook {
        let files = render_all(synthesis).expect("report");
        let file = files.iter().find(|file| file.name == "codebook.csv");
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("codebook.csv");
        std::fs::write(&path, &file.expect("codebook").bytes).expect("written");
        read(&path, Language::French).expect("read")
    }

    #[test]
    fn the_codebook_of_a_report_can_be_coded_by() {
        for name in ["mobilite", "logement", "parks"] {
            let mut synthesis = sample(name);
            synthesis.questions[0].themes[0].theme.title = "- de voitures".to_owned();
            let shared = synthesis.questions[0].themes[1].theme.title.clone();
            let others = synthesis.questions.get_mut(1);
            others.expect("question").themes[0].theme.title = shared;
            let book = read_back(&synthesis);
            let mut titles: Vec<&str> = Vec::new();
            for theme in synthesis.questions.iter().flat_map(|q| &q.themes) {
                if !titles.contains(&theme.theme.title.as_str()) {
                    titles.push(&theme.theme.title);
                }
            }
            let mut read: Vec<&str> = book.codes().iter().map(|c| c.title.as_str()).collect();
            titles.sort_unstable();
            read.sort_unstable();
            assert_eq!(read, titles);
            assert!(book.codes().iter().all(|code| !code.description.is_empty()));
        }
    }
}
