//! The documents: one view in words, drawn by templates as HTML and Markdown.

mod environment;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use environment::{From, environment};
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::docx::{self, Annex};
use super::paging::Paging;
use super::view;
use super::{ReportFile, wording};
use crate::error::Error;
use crate::language::Language;
use crate::synthesis::{Colour, Presentation, Synthesis};

pub(super) const STYLE: &str = concat!(
    include_str!("../templates/style.css"),
    include_str!("../templates/pictures.css")
);
/// Search and filters in the answers; the pages are whole without it.
const SCRIPT: &str = include_str!("../templates/answers.js");

pub(super) use environment::{escape_html, wordings};

/// The documents of a report: the whole one as Markdown, HTML and Word, one page of it, its
/// versions for a public, and the pages of its answers where they are many.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    let words = wording::catalogue(synthesis.language)?;
    let mut document = view::document(synthesis, &words);
    let versions = view::versions(synthesis, &document, &words);
    let annex = Annex::of(&document);
    let paging = Arc::new(Paging::split(&mut document));
    let given = &document.presentation;
    let looks = Looks::of(
        [&given.main_colour, &given.second_colour],
        &document.state.name,
    );
    let script_words = script_words(&words)?;
    let (document, words) = (Value::from(Serde(document)), Value::from(Serde(words)));
    let word = docx::file(synthesis.language, annex, &document, &words)?;
    let drawing = Drawing {
        language: synthesis.language,
        paging,
        page: looks.page(document, words, script_words),
    };
    let mut files = drawing.files(versions)?;
    files.push(word);
    Ok(files)
}

/// `diff.html` and `diff.md`, in the colours given.
pub(super) fn comparison(
    view: view::ComparisonView,
    words: &wording::Words,
    presentation: &Presentation,
    language: Language,
) -> Result<Vec<ReportFile>, Error> {
    let colour = |colour: &Option<Colour>| colour.clone().map(String::from);
    let colours = [&presentation.main_colour, &presentation.second_colour].map(colour);
    let looks = Looks::of(colours.each_ref(), "");
    let drawn = environment(language, From::Report, &Arc::default())?;
    let page = context! {
        d => Serde(view),
        t => Serde(words),
        style => looks.style,
        policy => looks.policy,
    };
    ["diff.html", "diff.md"]
        .into_iter()
        .map(|name| Ok(ReportFile::new(name, draw(&drawn, name, &page)?)))
        .collect()
}

/// What is the same in every page: looks, policy, words, data.
struct Drawing {
    language: Language,
    paging: Arc<Paging>,
    page: Value,
}

impl Drawing {
    fn files(&self, versions: Vec<view::AdaptationView>) -> Result<Vec<ReportFile>, Error> {
        let report = self.environment(From::Report)?;
        let beside = self.environment(From::Beside)?;
        let text = self.environment(From::BesideText)?;
        let mut files = Vec::new();
        for (name, from) in [
            ("report.md", &report),
            ("report.html", &report),
            ("onepage.html", &beside),
        ] {
            files.push(ReportFile::new(name, draw(from, name, &self.page)?));
        }
        for version in versions {
            let name = version.name.clone();
            let context = context! { a => Serde(version), ..self.page.clone() };
            for (ending, from) in [("md", &text), ("html", &beside)] {
                let drawn = draw(from, &format!("adaptation.{ending}"), &context)?;
                files.push(ReportFile::new(format!("{name}.{ending}"), drawn));
            }
        }
        let answers = self.environment(From::Answers)?;
        let pages = self.paging.pages.par_iter();
        let pages: Vec<ReportFile> = pages
            .map(|page| {
                let context = context! { p => Serde(page), ..self.page.clone() };
                let drawn = draw(&answers, "answers.html", &context)?;
                Ok(ReportFile::new(format!("answers/{}", page.file), drawn))
            })
            .collect::<Result<_, Error>>()?;
        files.extend(pages);
        Ok(files)
    }

    fn environment(&self, from: From) -> Result<Environment<'static>, Error> {
        environment(self.language, from, &self.paging)
    }
}

fn draw(
    environment: &Environment<'static>,
    template: &str,
    context: &Value,
) -> Result<String, Error> {
    environment
        .get_template(template)
        .and_then(|template| template.render(context))
        .map_err(|e| Error::Report(format!("{e:#}")))
}

/// Style sheet and script, and the policy that allows these and nothing else.
struct Looks {
    style: String,
    policy: String,
}

impl Looks {
    /// The authority's colours take the place of ours; `state` is at the foot of every
    /// printed page.
    fn of(colours: [&Option<String>; 2], state: &str) -> Looks {
        let mut style = STYLE.to_owned();
        for (name, colour) in ["--accent", "--warm"].into_iter().zip(colours) {
            if let Some(colour) = colour {
                style.push_str(&format!(":root {{ {name}: {colour}; }}\n"));
            }
        }
        // Draft or validated; the words are ours.
        let state = state.replace(['"', '\\', '<'], "");
        style.push_str(&format!(
            "@media print {{ @page {{ @bottom-left {{ content: \"{state}\"; font: 9pt sans-serif; color: #525b6b; }} }} }}\n"
        ));
        let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
        let policy = format!(
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'",
            hash(&style),
            hash(SCRIPT)
        );
        Looks { style, policy }
    }

    fn page(self, document: Value, words: Value, script_words: String) -> Value {
        context! {
            d => document,
            t => words,
            style => self.style,
            policy => self.policy,
            script => SCRIPT,
            words => script_words,
        }
    }
}

/// What the script says, as JSON that can stand in a page.
fn script_words(words: &wording::Words) -> Result<String, Error> {
    let own = words.iter().filter(|(key, _)| key.starts_with("script_"));
    let own: std::collections::BTreeMap<&str, &str> = own
        .map(|(key, text)| (key.trim_start_matches("script_"), text.as_str()))
        .collect();
    let json = serde_json::to_string(&own).map_err(|e| Error::Report(e.to_string()))?;
    Ok(json.replace('<', "\\u003c"))
}
