//! Settings as a person understands them, kept in the project's settings file.

use std::fs;

use super::super::project::write_whole;
use super::consultation::{Consultation, State};
use super::model;
use super::pages::{Page, page, values};
use super::request::{Fields, Reply, Request, Studio, field};
use super::routes;
use super::toml_file::TomlFile;
use super::work::{self, Kind, progress, start};
use crate::language::Language;

/// What the town wants known: names of places, projects, abbreviations.
const CONTEXT: &str = "contexte.txt";
/// Longest context, in bytes.
const LONGEST_CONTEXT: usize = 100_000;

/// What the report says of the consultation, by its key in the settings file.
const REPORT: [&str; 6] = [
    "title",
    "authority",
    "purpose",
    "period",
    "channels",
    "next_steps",
];

/// The page, and what its buttons do.
pub(super) fn reply(
    studio: &Studio,
    request: &Request,
    consultation: &Consultation,
    what: &[&str],
) -> anyhow::Result<Reply> {
    let here = consultation.address();
    if !what.is_empty() {
        return Ok(routes::missing(studio));
    }
    let Some(form) = &request.form else {
        let settings = consultation.settings(studio.language())?;
        return settings_page(studio, consultation, &settings, None);
    };
    let language = studio.language();
    let mut settings = consultation.settings(language)?;
    if let Err(error) = save(&mut settings, consultation, form, language) {
        // What was typed stays in the page.
        let why = routes::said(studio, &error);
        let refused = Some((form, why));
        return Ok(settings_page(studio, consultation, &settings, refused)?.refusing());
    }
    match field(form, "then") {
        "estimate" => {
            let ready = consultation.ready(language)?;
            start(studio, consultation, &ready, &Kind::Estimate)?;
            Ok(Reply::To(format!("{here}/settings#model")))
        }
        "stay" => Ok(Reply::To(format!("{here}/settings"))),
        _ => Ok(Reply::To(format!("{here}/run"))),
    }
}

fn settings_page(
    studio: &Studio,
    consultation: &Consultation,
    settings: &TomlFile,
    refused: Option<(&Fields, String)>,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    let (state, seen) = progress(studio, consultation, &ready);
    let text = |section: &str, key: &str| settings.text(section, key).unwrap_or_default();
    let or = |section: &str, key: &str, usual: &str| match text(section, key) {
        text if text.is_empty() => usual.to_owned(),
        text => text,
    };
    let (typed, why) = refused.unzip();
    let context = typed.map_or_else(
        || context_of(consultation, settings),
        |form| field(form, "context").to_owned(),
    );
    let model_kind = typed.map(|form| field(form, "model"));
    let report = REPORT.map(|key| (key, text("report", key)));
    let estimate = seen.and_then(|seen| seen.estimate);
    let estimate = estimate.map(|estimate| model::estimated(&estimate, language));
    page(
        studio,
        Page {
            template: "choices.html",
            title: "settings_title",
            step: "settings",
            consultation: Some(consultation),
        },
        values! {
            why,
            why_key => "not_saved",
            themes => or("analysis", "themes", "normal"),
            campaigns => or("analysis", "campaigns", "show-both"),
            publication => settings.is_set("analysis", "publication"),
            report_language => text("analysis", "language"),
            segments => settings.texts("columns", "segments"),
            report => report.to_vec(),
            context_text => context,
            tone => text("context", "tone"),
            model => model::view(studio, consultation, &ready, (settings, model_kind))?,
            estimate,
            estimating => state == State::Running,
            state => work::name(state),
        },
    )
}

fn context_of(consultation: &Consultation, settings: &TomlFile) -> String {
    let ours = settings.texts("context", "files");
    match ours.iter().any(|file| file == CONTEXT) {
        true => fs::read_to_string(consultation.folder.join(CONTEXT)).unwrap_or_default(),
        false => String::new(),
    }
}

/// Writes the settings file once all of the form is known to hold.
fn save(
    settings: &mut TomlFile,
    consultation: &Consultation,
    form: &Fields,
    language: Language,
) -> anyhow::Result<()> {
    let one_of = |name: &str, words: &[&'static str]| {
        let given = field(form, name);
        words.iter().find(|word| **word == given).copied()
    };
    if let Some(themes) = one_of("themes", &["few", "normal", "many"]) {
        settings.set_text("analysis", "themes", themes);
    }
    let weights = ["show-both", "count-all", "count-once"];
    if let Some(campaigns) = one_of("campaigns", &weights) {
        settings.set_text("analysis", "campaigns", campaigns);
    }
    settings.set_flag(
        "analysis",
        "publication",
        field(form, "readers") == "public",
    );
    let spoken = one_of("report_language", &["fr", "en"]).unwrap_or_default();
    settings.set_text("analysis", "language", spoken);
    for key in REPORT {
        settings.set_text("report", key, field(form, key));
    }
    settings.set_text("context", "tone", field(form, "tone"));
    let context = context_given(settings, form, language)?;
    let key = model::choose(settings, form, language)?;
    settings.holds(language)?;
    if let Some(key) = key {
        key.keep(language)?;
    }
    if let Some(text) = context {
        write_whole(&consultation.folder.join(CONTEXT), text.as_bytes())?;
    }
    settings.save()
}

/// The context as its file will hold it; none where there is none.
fn context_given(
    settings: &mut TomlFile,
    form: &Fields,
    language: Language,
) -> anyhow::Result<Option<String>> {
    let text = field(form, "context").replace("\r\n", "\n");
    if text.len() > LONGEST_CONTEXT {
        anyhow::bail!(language.choose(
            "Ce contexte est trop long : gardez les noms et les sigles utiles, cent mille lettres au plus.",
            "This context is too long: keep the names and abbreviations that help, a hundred thousand letters at most.",
        ));
    }
    let mut files = settings.texts("context", "files");
    files.retain(|file| file != CONTEXT);
    if !text.is_empty() {
        files.insert(0, CONTEXT.to_owned());
    }
    match files.is_empty() {
        true => settings.unset("context", "files"),
        false => settings.set_texts("context", "files", &files),
    }
    Ok((!text.is_empty()).then(|| text + "\n"))
}
