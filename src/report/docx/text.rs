//! Text as WordprocessingML: runs, paragraphs, escaping at the edge.
//!
//! Any text can come in; what XML cannot hold becomes `�`, all else is printed as it is.

use minijinja::value::Value;
use minijinja::{Output, State};
use unicode_normalization::char::is_combining_mark;

use crate::words::single_spaced;

/// Language of the document: `fr` or `en`; a run names its own only where it differs.
#[derive(Clone, Copy)]
pub(super) struct Tongue(pub &'static str);

impl Tongue {
    /// One run in a character style; no style when it is empty. Line ends become breaks.
    pub(super) fn run(self, said: &str, style: &str, lang: Option<&str>) -> String {
        let mut looks = String::new();
        if !style.is_empty() {
            looks.push_str(&format!("<w:rStyle w:val=\"{style}\"/>"));
        }
        if begins_right_to_left(said) {
            looks.push_str("<w:rtl/>");
        }
        if let Some(lang) = lang.filter(|lang| *lang != self.0) {
            looks.push_str(&format!("<w:lang w:val=\"{}\"/>", tag(lang)));
        }
        if !looks.is_empty() {
            looks = format!("<w:rPr>{looks}</w:rPr>");
        }
        format!("<w:r>{looks}{}</w:r>", content(said))
    }

    /// One paragraph of one run; the style of running text when `style` is empty.
    pub(super) fn paragraph(self, said: &str, style: &str, lang: Option<&str>) -> String {
        let mut looks = String::new();
        if !style.is_empty() {
            looks.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
        }
        looks.push_str(direction(said));
        if !looks.is_empty() {
            looks = format!("<w:pPr>{looks}</w:pPr>");
        }
        format!("<w:p>{looks}{}</w:p>", self.run(said, "", lang))
    }

    /// The same for a heading, on one line.
    pub(super) fn line(self, said: &str, lang: Option<&str>) -> String {
        self.run(&single_spaced(said), "", lang)
    }
}

/// The tag of a language as Word writes it.
pub(super) fn tag(lang: &str) -> &'static str {
    match lang {
        "en" => "en-GB",
        _ => "fr-FR",
    }
}

/// What a paragraph says of itself when its text begins in a right-to-left script.
pub(super) fn direction(said: &str) -> &'static str {
    match begins_right_to_left(said) {
        true => "<w:bidi/>",
        false => "",
    }
}

/// True when the first letter is Hebrew, Arabic or of another right-to-left script.
fn begins_right_to_left(said: &str) -> bool {
    let first = said
        .chars()
        .find(|c| c.is_alphabetic() && !is_combining_mark(*c));
    matches!(
        first,
        Some('\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    )
}

/// The content of a run: text, breaks and tabs.
fn content(said: &str) -> String {
    const OPEN: &str = "<w:t xml:space=\"preserve\">";
    let said = said.replace("\r\n", "\n");
    let mut markup = String::with_capacity(said.len() + 64);
    let mut open = false;
    for c in said.chars() {
        let mark = match c {
            '\n' | '\r' => "<w:br/>",
            '\t' => "<w:tab/>",
            _ => "",
        };
        if open != mark.is_empty() {
            markup.push_str(if open { "</w:t>" } else { OPEN });
            open = !open;
        }
        match mark.is_empty() {
            true => push_escaped(&mut markup, c),
            false => markup.push_str(mark),
        }
    }
    if open {
        markup.push_str("</w:t>");
    }
    markup
}

fn push_escaped(markup: &mut String, c: char) {
    match c {
        '&' => markup.push_str("&amp;"),
        '<' => markup.push_str("&lt;"),
        '>' => markup.push_str("&gt;"),
        '"' => markup.push_str("&quot;"),
        '\u{FFFE}' | '\u{FFFF}' => markup.push('\u{FFFD}'),
        c if c.is_control() => markup.push('\u{FFFD}'),
        c => markup.push(c),
    }
}

/// What a template prints that is no run: values of attributes and of properties, on one line.
pub(super) fn escaped(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    if value.is_safe() {
        out.write_str(value.as_str().unwrap_or_default())?;
        return Ok(());
    }
    let mut markup = String::new();
    for c in value.to_string().chars() {
        match c {
            '\n' | '\r' | '\t' => markup.push(' '),
            c => push_escaped(&mut markup, c),
        }
    }
    out.write_str(&markup)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_text_breaks_and_tabs() {
        let french = Tongue("fr");
        assert_eq!(
            french.run("a <b> & \u{0}\u{FFFF}\r\nc\td", "", Some("fr")),
            "<w:r><w:t xml:space=\"preserve\">a &lt;b&gt; &amp; \u{FFFD}\u{FFFD}</w:t><w:br/>\
             <w:t xml:space=\"preserve\">c</w:t><w:tab/><w:t xml:space=\"preserve\">d</w:t></w:r>"
        );
        assert!(
            french
                .run("a", "", Some("en"))
                .contains("<w:lang w:val=\"en-GB\"/>")
        );
    }

    #[test]
    fn direction_follows_the_first_letter() {
        assert_eq!(direction("« 12 שלום »"), "<w:bidi/>");
        assert_eq!(direction("É\u{301}t é \u{5d0}"), "");
        assert_eq!(direction("123 😀"), "");
    }
}
