//! A codebook file: columns `code`, `title` (or `titre`, `intitulé`) and `description`.

use std::path::Path;

use anyhow::bail;

use crate::error::Error;
use crate::ingest::{self, Source};
use crate::language::Language;
use crate::themes::coding::{CodeRow, Codebook};
use crate::words::fold;

/// Names a column may have, folded.
const CODE: [&str; 2] = ["code", "id"];
const TITLE: [&str; 5] = ["title", "titre", "intitule", "theme", "label"];
const DESCRIPTION: [&str; 3] = ["description", "definition", "descriptif"];

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
    let used: Vec<usize> = places.iter().copied().flatten().collect();
    let table = export.load(&used).map_err(Error::from)?;
    let cell = |row: usize, place: Option<usize>| {
        place.map_or(String::new(), |column| table.text(row, column).to_owned())
    };
    let rows: Vec<CodeRow> = (0..table.height())
        .map(|row| CodeRow {
            code: cell(row, places[0]),
            title: cell(row, places[1]),
            description: cell(row, places[2]),
        })
        .collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match Codebook::new(&name, &rows) {
        Ok(book) => Ok(book),
        Err(error) => bail!(error.say(language)),
    }
}
