//! `report.html` and `report.md`: one view, two templates, each with its own escaping.

use std::borrow::Cow;
use std::fmt::Write as _;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, context};

use super::view::AdaptationView;
use super::{ReportFile, view, wording};
use crate::error::Error;
use crate::language::Language;
use crate::synthesis::Synthesis;
use crate::words::single_spaced;

const STYLE: &str = include_str!("templates/style.css");
/// The two documents and the parts that they include.
const TEMPLATES: [(&str, &str); 12] = [
    ("report.html", include_str!("templates/report.html")),
    (
        "first_findings.html",
        include_str!("templates/first_findings.html"),
    ),
    ("alerts.html", include_str!("templates/alerts.html")),
    ("findings.html", include_str!("templates/findings.html")),
    ("report.md", include_str!("templates/report.md")),
    (
        "first_findings.md",
        include_str!("templates/first_findings.md"),
    ),
    ("alerts.md", include_str!("templates/alerts.md")),
    ("findings.md", include_str!("templates/findings.md")),
    ("model.html", include_str!("templates/model.html")),
    ("model.md", include_str!("templates/model.md")),
    ("adaptation.html", include_str!("templates/adaptation.html")),
    ("adaptation.md", include_str!("templates/adaptation.md")),
];

/// The documents of a report: the whole one as Markdown and HTML, then its versions for a
/// public.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    let documents = Documents::new(synthesis)?;
    let mut files = Vec::new();
    for name in ["report.md", "report.html"] {
        files.push(ReportFile::new(name, documents.render(name)?));
    }
    files.extend(documents.adaptations()?);
    Ok(files)
}

/// The two documents of one synthesis, and its versions for a public.
struct Documents {
    environment: Environment<'static>,
    context: Value,
    adaptations: Vec<(String, Value)>,
}

impl Documents {
    fn new(synthesis: &Synthesis) -> Result<Documents, Error> {
        let words = wording::catalogue(synthesis.language)?;
        let document = view::document(synthesis, &words);
        let adaptations = view::versions(synthesis, &document, &words)
            .into_iter()
            .map(|a: AdaptationView| {
                let name = a.name.clone();
                (
                    name,
                    context! { a => Serde(a), t => words.clone(), style => STYLE },
                )
            })
            .collect();
        let context = context! { d => Serde(document), t => words, style => STYLE };
        Ok(Documents {
            environment: environment(synthesis.language)?,
            context,
            adaptations,
        })
    }

    fn render(&self, name: &str) -> Result<String, Error> {
        self.draw(name, &self.context)
    }

    /// Every version, as Markdown and HTML.
    fn adaptations(&self) -> Result<Vec<ReportFile>, Error> {
        let mut files = Vec::new();
        for (name, context) in &self.adaptations {
            for ending in ["md", "html"] {
                let text = self.draw(&format!("adaptation.{ending}"), context)?;
                files.push(ReportFile::new(format!("{name}.{ending}"), text));
            }
        }
        Ok(files)
    }

    fn draw(&self, template: &str, context: &Value) -> Result<String, Error> {
        self.environment
            .get_template(template)
            .and_then(|template| template.render(context))
            .map_err(|e| Error::Report(format!("{e:#}")))
    }
}

fn environment(language: Language) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|e| Error::Report(e.to_string()))?;
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".md") {
            AutoEscape::Custom(Cow::Borrowed("markdown"))
        } else {
            AutoEscape::Html
        }
    });
    environment.set_formatter(escape);
    environment.add_filter("n", move |value: usize| wording::number(value, language));
    environment.add_filter("plural", move |count: usize, forms: String| {
        plural(count, &forms, language)
    });
    environment.add_filter("fill", fill);
    environment.add_filter("quoted_lines", quoted_lines);
    environment.add_filter("upper_first", upper_first);
    environment.add_filter("oneline", |text: String| single_spaced(&text));
    for (name, source) in TEMPLATES {
        environment
            .add_template(name, source)
            .map_err(|e| Error::Report(format!("{e:#}")))?;
    }
    Ok(environment)
}

/// `réponse|réponses` by number: French has one form for 0 and 1, English for 1 alone.
fn plural(count: usize, forms: &str, language: Language) -> String {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    format!(
        "{}\u{a0}{}",
        wording::number(count, language),
        if language.is_singular(count) {
            one
        } else {
            many
        }
    )
}

/// A first capital, the rest as written: an acronym stays one.
fn upper_first(text: String) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => text,
    }
}

/// Fills the holes of a sentence, `{name}`, in one pass: a value is never read again.
fn fill(sentence: String, values: Value) -> String {
    let mut text = String::new();
    let mut rest = sentence.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                if let Ok(value) = values.get_attr(name) {
                    let _ = write!(text, "{value}");
                }
                rest = tail;
            }
            None => rest = after,
        }
    }
    text.push_str(rest);
    text
}

/// Escapes a quote for a Markdown block quote, line by line.
fn quoted_lines(text: String) -> Value {
    let lines: Vec<String> = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .map(escape_markdown)
        .collect();
    Value::from_safe_string(lines.join("  \n> "))
}

fn escape(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let plain = value.is_safe() || value.is_none() || value.is_undefined();
    match state.auto_escape() {
        AutoEscape::Custom(_) if !plain => {
            out.write_str(&escape_markdown(&value.to_string()))?;
            Ok(())
        }
        AutoEscape::Html if !plain => {
            out.write_str(&escape_html(&value.to_string()))?;
            Ok(())
        }
        _ if value.is_none() || value.is_undefined() => Ok(()),
        _ => {
            write!(out, "{value}")?;
            Ok(())
        }
    }
}

/// Text for HTML content and attributes; characters HTML cannot hold become `�`.
fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(c),
            '\r' => escaped.push('\n'),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text for Markdown: nothing in it can become a mark, a link or raw HTML.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut line_start = true;
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '#' | '+' | '-' | '=' if line_start => {
                escaped.push('\\');
                escaped.push(c);
            }
            '.' | ')' if ends_with_number(&escaped) => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' | '\n' | '\t' => escaped.push(' '),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
        line_start = line_start && c.is_whitespace();
    }
    escaped
        .replace("://", ":&#47;&#47;")
        .replace("www.", "www&#46;")
}

/// True when all that was written so far is a number: `1.` would begin a list.
fn ends_with_number(written: &str) -> bool {
    let start = written.trim_start();
    !start.is_empty() && start.len() < 10 && start.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(
            escape_html("<script>\"x\" & 'y'\u{0}</script>"),
            "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;\u{FFFD}&lt;/script&gt;"
        );
        for (text, shown) in [
            ("# titre", "\\# titre"),
            ("1. liste", "1\\. liste"),
            ("- tiret", "\\- tiret"),
            ("[a](http://b.c)", "\\[a\\](http:&#47;&#47;b.c)"),
            ("![x](y) *gras* `code`", "!\\[x\\](y) \\*gras\\* \\`code\\`"),
            ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
            ("a@b.fr", "a&#64;b.fr"),
            ("3,5 km. Et 12-14 ans", "3,5 km. Et 12-14 ans"),
        ] {
            assert_eq!(escape_markdown(text), shown);
        }
    }

    #[test]
    fn holes_are_filled_once() {
        let values = context! { a => "{b}" };
        assert_eq!(fill("x {a} y".to_owned(), values), "x {b} y");
    }

    #[test]
    fn singular_and_plural_differ_by_language() {
        assert_eq!(
            plural(0, "réponse|réponses", Language::French),
            "0\u{a0}réponse"
        );
        assert_eq!(
            plural(0, "answer|answers", Language::English),
            "0\u{a0}answers"
        );
    }
}
