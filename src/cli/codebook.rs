//! A codebook file: columns `code`, `title` (or `titre`, `intitulé`) and `description`.
//!
//! The `codebook.csv` of a report is one, edited or not: its themes are the codes, each
//! title once where several questions share it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::bail;

use crate::error::Error;
use crate::ingest::{self, Source};
use crate::language::Language;
use crate::themes::coding::{CodeRow, Codebook};
use crate::words::{fold, single_spaced};

/// Names a column may have, folded.
const CODE: [&str; 2] = ["code", "id"];
const TITLE: [&str; 5] = ["title", "titre", "intitule", "theme", "label"];
const DESCRIPTION: [&str; 3] = ["description", "definition", "descriptif"];
const LEVEL: [&str; 1] = ["level"];
const QUESTION: [&str; 1] = ["question"];
/// Levels of a report's codebook that answers are not coded by.
const OTHER_LEVELS: [&str; 2] = ["family", "sub_theme"];

/// Reads and checks the codebook.
pub(super) fn read(path: &Path, language: Language) -> anyhow::Result<Codebook> {
    let source = Source {
        path: path.to_owned(),
        ..Source::default()
    };
    let export = ingest::open(&source).map_err(Error::from)?;
    let column = |names: &[&str]| {
        let named =
            |at: &usize| names.contains(&fold(export.columns()[*at].name().trim()).as_str());
        (0..export.columns().len()).find(named)
    };
    let places = [column(&CODE), column(&TITLE), column(&DESCRIPTION)];
    if places[0].or(places[1]).is_none() {
        bail!(language.choose(
            "le plan de codage doit avoir une colonne « code » ou « title »",
            "the codebook must have a column \"code\" or \"title\"",
        ));
    }
    let (level, question) = (column(&LEVEL), column(&QUESTION));
    let columns = places.iter().chain([&level, &question]);
    let used: Vec<usize> = columns.copied().flatten().collect();
    let table = export.load(&used).map_err(Error::from)?;
    let cell =
        |row: usize, place: Option<usize>| place.map_or("", |column| table.text(row, column));
    let rows = (0..table.height())
        .filter(|row| !OTHER_LEVELS.contains(&cell(*row, level)))
        .map(|row| {
            let code = CodeRow {
                code: plain(cell(row, places[0])),
                title: plain(cell(row, places[1])),
                description: plain(cell(row, places[2])),
            };
            (cell(row, question), code)
        });
    let rows = once_each(rows);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match Codebook::new(&name, &rows) {
        Ok(book) => Ok(book),
        Err(error) => bail!(error.say(language)),
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
