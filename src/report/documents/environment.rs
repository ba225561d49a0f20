//! The templates: what each is called, how text is escaped in it, where its links go.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Output, State};

use crate::error::Error;
use crate::language::Language;
use crate::report::paging::Paging;
use crate::report::wording;
use crate::words::single_spaced;

/// What every template may call.
const MACROS_HTML: &str = include_str!("../templates/macros.html");
const MACROS_MARKDOWN: &str = include_str!("../templates/macros.md");
macro_rules! templates {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../templates/", $name)))),*]
    };
}
/// The documents and the parts that they include.
const TEMPLATES: &[(&str, &str)] = templates!(
    "report.html" "onepage.html" "answers.html" "adaptation.html"
    "head.html" "cover.html" "essential.html" "who.html" "alerts.html" "frame.html"
    "expressed.html" "question.html" "debates.html" "signals.html" "leads.html"
    "response.html" "method.html" "agreement.html" "evolution.html" "diff.html"
     "model.html" "transparency.html" "annexes.html"
    "report.md" "adaptation.md"
    "essential.md" "who.md" "alerts.md" "findings.md" "response.md" "model.md"
    "transparency.md" "agreement.md" "evolution.md" "diff.md"
);

/// From which file links are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The report itself, in HTML or in Markdown.
    Report,
    /// A page beside `report.html`.
    Beside,
    /// A text beside `report.md`.
    BesideText,
    /// A page in `answers/`.
    Answers,
}

/// The filters that print numbers and fill sentences; no template yet.
pub(in crate::report) fn wordings(language: Language) -> Result<Environment<'static>, Error> {
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
    Ok(environment)
}

/// The templates, with the words and the escaping of their language. Links to answers go
/// where `paging` says.
pub(super) fn environment(
    language: Language,
    from: From,
    paging: &Arc<Paging>,
) -> Result<Environment<'static>, Error> {
    let mut environment = wordings(language)?;
    let homes = Arc::clone(paging);
    environment.add_filter("href", move |anchor: String| {
        Value::from_safe_string(href(&anchor, from, &homes))
    });
    environment.add_filter("answer_page", move |file: String| {
        Value::from_safe_string(match from {
            From::Answers => file,
            _ => format!("answers/{file}"),
        })
    });
    for &(name, source) in TEMPLATES {
        let macros = match name.ends_with(".md") {
            true => MACROS_MARKDOWN,
            false => MACROS_HTML,
        };
        environment
            .add_template_owned(name, format!("{macros}{source}"))
            .map_err(|e| Error::Report(format!("{e:#}")))?;
    }
    Ok(environment)
}

/// Where an anchor of the report is, seen from a file of it.
fn href(anchor: &str, from: From, paging: &Paging) -> String {
    match (paging.home(anchor), from) {
        (Some(page), From::Answers) => format!("{page}#{anchor}"),
        (Some(page), _) => format!("answers/{page}#{anchor}"),
        (None, From::Report) => format!("#{anchor}"),
        (None, From::Beside) => format!("report.html#{anchor}"),
        (None, From::BesideText) => format!("report.md#{anchor}"),
        (None, From::Answers) => format!("../report.html#{anchor}"),
    }
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
        .map(|line| escape_markdown(line.trim_start()))
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
pub(in crate::report) fn escape_html(text: &str) -> String {
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
    use minijinja::context;

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
