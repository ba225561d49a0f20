//! Templates and words: a page is drawn on the server with the report's own looks and
//! filters, its text escaped as HTML.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::anyhow;
use minijinja::value::{Serde, Value as Drawable};
use minijinja::{Environment, State};
use serde::Serialize;
use serde_json::{Map, Value};

use super::consultation::Consultation;
use super::request::{Reply, Studio};
use crate::language::Language;
use crate::report::studio as looks;

/// Sentences by key: French, English.
const WORDS: &str = include_str!("words.json");
const STYLE: &str = include_str!("templates/studio.css");
const SCRIPT: &str = include_str!("templates/studio.js");
const PICTURES: &str = include_str!("../../report/templates/pictures.css");

macro_rules! templates {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("templates/", $name)))),*]
    };
}
const TEMPLATES: &[(&str, &str)] = templates!(
    "layout.html" "home.html" "plain.html" "columns.html" "sheet.html" "files.html" "choices.html" "run.html"
    "review.html" "turning.html" "list.html" "moving.html" "themes.html" "theme.html" "answer.html" "found.html" "map.html" "search.html"
    "unassigned.html" "conflict.html" "documents.html"
);

/// A page: its template, the key of its title, the step of the way it is on.
pub(super) struct Page<'p> {
    pub template: &'static str,
    pub title: &'static str,
    pub step: &'static str,
    pub consultation: Option<&'p Consultation>,
}

type Words = BTreeMap<String, String>;

struct Drawn {
    environment: Environment<'static>,
    words: Words,
}

static FRENCH: LazyLock<Option<Drawn>> = LazyLock::new(|| Drawn::new(Language::French).ok());
static ENGLISH: LazyLock<Option<Drawn>> = LazyLock::new(|| Drawn::new(Language::English).ok());

impl Drawn {
    fn new(language: Language) -> anyhow::Result<Drawn> {
        let mut environment = looks::environment(language)?;
        environment.add_function("secret", |state: &State<'_, '_>| hidden(state, &[]));
        environment.add_function(
            "decision",
            |state: &State<'_, '_>, act: String, back: String| {
                let back = format!("{}/review/{back}", told(state, "at"));
                let seen = told(state, "seen");
                hidden(state, &[("act", &act), ("seen", &seen), ("back", &back)])
            },
        );
        for (name, source) in TEMPLATES {
            environment
                .add_template(name, source)
                .map_err(|error| anyhow!("{error:#}"))?;
        }
        Ok(Drawn {
            environment,
            words: words(language)?,
        })
    }

    fn of(language: Language) -> anyhow::Result<&'static Drawn> {
        let drawn = match language {
            Language::French => &*FRENCH,
            Language::English => &*ENGLISH,
        };
        drawn.as_ref().ok_or_else(|| anyhow!("templates"))
    }
}

/// A value of the page that is drawn, as text.
fn told(state: &State<'_, '_>, name: &str) -> String {
    state
        .lookup(name)
        .map_or(String::new(), |value| value.to_string())
}

/// What a form carries unseen: the token of this studio's forms first, then these.
fn hidden(state: &State<'_, '_>, fields: &[(&str, &str)]) -> Drawable {
    let form = told(state, "form");
    let all = std::iter::once(("form", form.as_str())).chain(fields.iter().copied());
    let inputs = all.map(|(name, value)| {
        let value = looks::escape(value);
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
    });
    Drawable::from_safe_string(inputs.collect())
}

/// The words of one language.
pub(super) fn words(language: Language) -> anyhow::Result<Words> {
    let both: BTreeMap<String, [String; 2]> = serde_json::from_str(WORDS)?;
    let one = both.into_iter().map(|(key, [french, english])| {
        let text = language.choose(french, english);
        (key, looks::typeset(&text, language))
    });
    Ok(one.collect())
}

/// Values for a template, by name: `values! { title, count => list.len() }`.
macro_rules! values {
    (@one $name:ident) => { &$name };
    (@one $name:ident => $value:expr) => { &$value };
    ($($name:ident $(=> $value:expr)?),* $(,)?) => {{
        let mut all = serde_json::Map::new();
        $(all.insert(
            stringify!($name).to_owned(),
            $crate::cli::studio::pages::value($crate::cli::studio::pages::values!(@one $name $(=> $value)?)),
        );)*
        serde_json::Value::Object(all)
    }};
}
pub(in crate::cli::studio) use values;

/// One value for a template.
pub(super) fn value<T: Serialize>(value: &T) -> Value {
    // Only maps with other keys than texts fail, and there are none.
    serde_json::to_value(value).unwrap_or_default()
}

/// Both, the second over the first.
pub(super) fn merged(first: Value, second: Value) -> Value {
    let fields = |value: Value| match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let mut all = fields(first);
    all.extend(fields(second));
    Value::Object(all)
}

/// A page as a reply.
pub(super) fn page(studio: &Studio, page: Page<'_>, values: Value) -> anyhow::Result<Reply> {
    Ok(Reply::Page(render(studio, page, values)?))
}

/// A page as text.
pub(super) fn render(studio: &Studio, page: Page<'_>, values: Value) -> anyhow::Result<String> {
    let language = studio.language();
    let drawn = Drawn::of(language)?;
    let base = studio.keys.base();
    let at = page.consultation.map(Consultation::address);
    let here = at.as_ref().map(|at| format!("{base}/{at}"));
    let own = here.as_ref().map(|here| format!("{here}/review"));
    let ours = values! {
        t => drawn.words,
        lang => language.code(),
        base,
        at,
        here,
        own,
        consultation => page.consultation.map(|c| c.title(language)),
        form => studio.keys.form(),
        title_key => page.title,
        step => page.step,
        person => studio.person.name(),
        version => env!("CARGO_PKG_VERSION"),
    };
    let all = Drawable::from(Serde(merged(ours, values)));
    drawn
        .environment
        .get_template(page.template)
        .and_then(|template| template.render(all))
        .map_err(|error| anyhow!("{}: {error:#}", page.template))
}

/// The style sheet: the report's, then the studio's.
pub(super) fn style() -> Reply {
    let text = format!("{}\n{PICTURES}\n{STYLE}", looks::STYLE);
    Reply::Asset("text/css; charset=utf-8", text)
}

/// The script: nothing depends on it but comfort.
pub(super) fn script() -> Reply {
    Reply::Asset("text/javascript; charset=utf-8", SCRIPT.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_the_same_holes() {
        let both: BTreeMap<String, [String; 2]> = serde_json::from_str(WORDS).expect("JSON");
        for (key, [french, english]) in &both {
            let holes = |text: &str| {
                let parts = text.split('{').skip(1);
                let mut found: Vec<String> = parts
                    .filter_map(|rest| rest.split('}').next().map(str::to_owned))
                    .collect();
                found.sort();
                found
            };
            assert_eq!(holes(french), holes(english), "{key}");
            assert!(!french.is_empty() && !english.is_empty(), "{key}");
        }
    }

    /// Every word a template asks for is there, and none is there for nothing.
    #[test]
    fn templates_and_words_fit() {
        let both: BTreeMap<String, [String; 2]> = serde_json::from_str(WORDS).expect("JSON");
        let sources: String = TEMPLATES.iter().map(|(_, source)| *source).collect();
        let asked = regex::Regex::new(r"\bt\.([a-z0-9_]+)").expect("regex");
        for found in asked.captures_iter(&sources) {
            assert!(both.contains_key(&found[1]), "{}", &found[1]);
        }
        for language in [Language::French, Language::English] {
            Drawn::new(language).expect("templates are read");
        }
    }

    /// People read no word of machinery.
    #[test]
    fn no_word_of_machinery() {
        for language in [Language::French, Language::English] {
            for (key, text) in words(language).expect("words") {
                let text = text.to_lowercase();
                for word in [
                    "cluster",
                    "embedding",
                    "token",
                    "jeton",
                    "vecteur",
                    "vector",
                    "prompt",
                    "json",
                    "csrf",
                    "seed",
                    "graine",
                    "stage ",
                    "pipeline",
                ] {
                    assert!(!text.contains(word), "{key}: {text}");
                }
            }
        }
    }
}
