//! `report.docx`: the report for those who go on writing in a word processor.
//!
//! The view, its words and its order are those of `report.md`; only what Word asks for is
//! decided here: real styles, tables, links and bookmarks, a table of contents, and which
//! answers stand in the annex. The parts are templates, like the other documents: no library
//! of ours to mend when the view changes, and the same synthesis gives the same bytes.
//! Sources: ECMA-376 (WordprocessingML and Open Packaging), of which only what Word,
//! LibreOffice and OnlyOffice all read is used.

mod annex;
mod outline;
mod package;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, State, UndefinedBehavior, context};

use super::{ReportFile, documents};
use crate::error::Error;
use crate::language::Language;
pub(in crate::report) use annex::Annex;
use text::Tongue;

/// The parts of the package in the order they are stored, and their templates.
const PARTS: [(&str, &str); 9] = [
    ("[Content_Types].xml", include_str!("templates/types.xml")),
    ("_rels/.rels", include_str!("templates/package_rels.xml")),
    ("docProps/core.xml", include_str!("templates/core.xml")),
    ("word/document.xml", include_str!("templates/document.xml")),
    (
        "word/_rels/document.xml.rels",
        include_str!("templates/document_rels.xml"),
    ),
    ("word/styles.xml", include_str!("templates/styles.xml")),
    (
        "word/numbering.xml",
        include_str!("templates/numbering.xml"),
    ),
    ("word/settings.xml", include_str!("templates/settings.xml")),
    ("word/footer1.xml", include_str!("templates/footer.xml")),
];
/// What the document includes.
const SECTIONS: [(&str, &str); 9] = [
    ("response", include_str!("templates/response.xml")),
    ("macros", include_str!("templates/macros.xml")),
    ("essential", include_str!("templates/essential.xml")),
    ("alerts", include_str!("templates/alerts.xml")),
    ("expressed", include_str!("templates/expressed.xml")),
    ("question", include_str!("templates/question.xml")),
    ("findings", include_str!("templates/findings.xml")),
    ("method", include_str!("templates/method.xml")),
    ("annex", include_str!("templates/annex.xml")),
];

/// `report.docx`, of the view and the words of the other documents and the answers chosen
/// for the annex.
pub(super) fn file(
    language: Language,
    annex: Annex,
    document: &Value,
    words: &Value,
) -> Result<ReportFile, Error> {
    let environment = environment(language, language.code(), annex.bookmarks())?;
    let context = context! { d => document, x => Serde(annex), t => words };
    let colours = colours(document);
    let mut parts = Vec::new();
    for (name, _) in PARTS {
        let mut part = environment
            .get_template(name)
            .and_then(|template| template.render(&context))
            .map_err(failed)?;
        if ["word/styles.xml", "word/numbering.xml"].contains(&name) {
            for (ours, given) in &colours {
                part = part.replace(ours, given);
            }
        }
        parts.push((name, part));
    }
    Ok(ReportFile::new("report.docx", package::zipped(&parts)?))
}

/// Our two colours and the authority's, where it gave some.
fn colours(document: &Value) -> Vec<(&'static str, String)> {
    let given = |key: &str| -> Option<String> {
        let colour = document.get_attr("presentation").ok()?.get_attr(key).ok()?;
        let digits = colour.as_str()?.trim_start_matches('#');
        Some(digits.to_ascii_uppercase())
    };
    [("1F4E8C", "main_colour"), ("8A3B12", "second_colour")]
        .into_iter()
        .filter_map(|(ours, key)| Some((ours, given(key)?)))
        .collect()
}

fn failed(error: minijinja::Error) -> Error {
    Error::Report(format!("report.docx: {error:#}"))
}

/// The filters of the other documents, and those that write runs, paragraphs and links.
///
/// A name that the view does not have is an error: a field that is renamed there must not
/// leave a hole here.
fn environment(
    language: Language,
    lang: &'static str,
    bookmarks: BTreeMap<String, String>,
) -> Result<Environment<'static>, Error> {
    let mut environment = documents::wordings(language)?;
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("wordprocessing".into()));
    environment.set_formatter(text::escaped);
    let tongue = Tongue(lang);
    add_text(&mut environment, tongue);
    add_places(&mut environment, tongue, Arc::new(bookmarks));
    for (name, source) in PARTS.into_iter().chain(SECTIONS) {
        environment.add_template(name, source).map_err(failed)?;
    }
    Ok(environment)
}

/// `said|run(style, lang)` and `said|par(style, lang)`: text as a run, or as a paragraph.
fn add_text(environment: &mut Environment<'static>, tongue: Tongue) {
    environment.add_filter(
        "run",
        move |said: String, style: Option<String>, lang: Option<String>| {
            let style = style.unwrap_or_default();
            safe(tongue.run(&said, &style, lang.as_deref()))
        },
    );
    environment.add_filter(
        "par",
        move |said: String, style: Option<String>, lang: Option<String>| {
            let style = style.unwrap_or_default();
            safe(tongue.paragraph(&said, &style, lang.as_deref()))
        },
    );
    environment.add_filter("direction", |said: String| {
        safe(text::direction(&said).to_owned())
    });
    environment.add_function("lang_tag", |lang: String| text::tag(&lang));
}

/// What can be linked to, and the links; headings and tables, which are counted.
fn add_places(
    environment: &mut Environment<'static>,
    tongue: Tongue,
    bookmarks: Arc<BTreeMap<String, String>>,
) {
    let known = Arc::clone(&bookmarks);
    environment.add_filter("link", move |place: Value, name: Option<String>| {
        link(tongue, &known, &place, name)
    });
    let known = Arc::clone(&bookmarks);
    environment.add_function("mark", move |state: &mut State<'_, '_>, anchor: String| {
        safe(outline::mark(state, known.get(&anchor)))
    });
    environment.add_function(
        "heading",
        move |state: &mut State<'_, '_>,
              level: usize,
              said: String,
              anchor: Option<String>,
              lang: Option<String>| {
            let bookmark = anchor.and_then(|anchor| bookmarks.get(&anchor));
            let heading = outline::Heading { level, said: &said };
            let lang = lang.as_deref();
            safe(outline::heading(state, tongue, &heading, bookmark, lang))
        },
    );
    environment.add_function("listed_headings", outline::listed);
    environment.add_function("table_number", outline::table_number);
}

fn safe(markup: String) -> Value {
    Value::from_safe_string(markup)
}

/// A link to what stands in this document; the name alone where it stands elsewhere.
fn link(
    tongue: Tongue,
    bookmarks: &BTreeMap<String, String>,
    place: &Value,
    name: Option<String>,
) -> Result<Value, minijinja::Error> {
    let part = |key: &str| -> Result<String, minijinja::Error> {
        Ok(place.get_attr(key)?.as_str().unwrap_or_default().to_owned())
    };
    let name = match name {
        Some(name) => name,
        None => part("name")?,
    };
    let markup = match bookmarks.get(&part("anchor")?) {
        Some(bookmark) => format!(
            "<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\">{}</w:hyperlink>",
            tongue.run(&name, "Hyperlink", None)
        ),
        None => tongue.run(&name, "", None),
    };
    Ok(safe(markup))
}
