//! The project and the codebook of the REFI-QDA standard (version 1.5, qdasoftware.org), as
//! NVivo, MAXQDA, ATLAS.ti and QualCoder open them: `coding.qdpx` and `codebook.qdc`.
//!
//! One document per row of the consultation, as these tools make of a survey: its analysed
//! answers to every question, one paragraph each (headed by the question's id where there
//! are several questions), with its segments as variables; one case per person. A document
//! for a whole question would hold every answer in one long text, where no variable can tell
//! them apart and one line break counted otherwise moves all codes after it. Every answer is
//! coded with its question, and the ideas of each theme with the theme and the sub-themes the
//! answer is in; families are folders. Answers set aside are not in it, nor texts before
//! masking.

mod codes;
mod documents;
mod guid;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::documents::Documents;
use self::guid::Guids;
use self::xml::Xml;
use super::super::ReportFile;
use crate::error::Error;
use crate::synthesis::Synthesis;

/// When everything in a project was made: the first time a zip can hold. No clock is read,
/// so the same result gives the same bytes.
const MADE: &str = "1980-01-01T00:00:00Z";
const PROJECT: &str = "urn:QDA-XML:project:1.0";
const CODEBOOK: &str = "urn:QDA-XML:codebook:1.0";

/// The project and the codebook; none without a question, as a codebook needs a code.
/// Cost: linear in the texts and the members of the themes.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    if synthesis.questions.is_empty() {
        return Ok(Vec::new());
    }
    let guids = Guids::new(synthesis);
    Ok(vec![
        ReportFile::new("coding.qdpx", project(synthesis, &guids)?),
        ReportFile::new("codebook.qdc", codebook(synthesis, &guids)),
    ])
}

fn origin(synthesis: &Synthesis) -> String {
    format!("cahier {}", synthesis.provenance.version)
}

fn codebook(synthesis: &Synthesis, guids: &Guids) -> String {
    let mut xml = Xml::new();
    let origin = origin(synthesis);
    xml.open("CodeBook", &[("xmlns", CODEBOOK), ("origin", &origin)]);
    codes::write(&mut xml, synthesis, guids);
    xml.close("CodeBook");
    xml.into_text()
}

/// The zip of the project: its description, and one plain text (UTF-8, `\n` between lines)
/// per document.
fn project(synthesis: &Synthesis, guids: &Guids) -> Result<Vec<u8>, Error> {
    let documents = Documents::new(synthesis, guids);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let description = description(synthesis, guids, &documents);
    let texts = documents
        .texts()
        .map(|(guid, text)| (format!("sources/{guid}.txt"), text));
    let parts = std::iter::once(("project.qde".to_owned(), description.as_str())).chain(texts);
    for (name, text) in parts {
        archive.start_file(name, options).map_err(failed)?;
        archive.write_all(text.as_bytes()).map_err(failed)?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

fn failed(error: impl ToString) -> Error {
    Error::Report(error.to_string())
}

/// `project.qde`, its parts in the order of the standard's schema.
fn description(synthesis: &Synthesis, guids: &Guids, documents: &Documents<'_>) -> String {
    let mut xml = Xml::new();
    let (origin, user) = (origin(synthesis), guids.of("user", &[]));
    let names: Vec<&str> = synthesis.files.iter().map(|f| f.name.as_str()).collect();
    let name = match names.join(", ") {
        name if name.is_empty() => "cahier".to_owned(),
        name => name,
    };
    let project = [
        ("xmlns", PROJECT),
        ("name", &name),
        ("origin", &origin),
        ("creatingUserGUID", &user),
        ("creationDateTime", MADE),
    ];
    xml.open("Project", &project);
    xml.open("Users", &[]);
    xml.empty("User", &[("guid", &user), ("name", "cahier")]);
    xml.close("Users");
    xml.open("CodeBook", &[]);
    codes::write(&mut xml, synthesis, guids);
    xml.close("CodeBook");
    documents.write(&mut xml, &user);
    xml.close("Project");
    xml.into_text()
}
