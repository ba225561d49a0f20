//! HTML in cells: several platforms export what their editor stored.
//!
//! Only formatting tags are taken out, so that `<script>` or `a < b` typed by a citizen
//! stays as typed. The result is a copy: the cell itself is not changed.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)</?(p|br|div|span|strong|b|em|i|u|s|a|ul|ol|li|h[1-6]|blockquote|font|sub|sup|table|thead|tbody|tr|td|th|img|hr|figure|figcaption|pre|code|small|section|article)(?:\s[^<>]*)?/?>",
    )
    .ok()
});
static ENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,12}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});").ok()
});

/// True when the text holds formatting tags or character entities.
pub fn has_markup(text: &str) -> bool {
    (text.contains('<') && TAG.as_ref().is_some_and(|tag| tag.is_match(text)))
        || (text.contains('&') && matches!(decoded(text), Cow::Owned(_)))
}

/// The text without formatting tags, entities as characters. Paragraphs and line breaks
/// become line ends, list items begin with `- `. Text without markup is returned as it is.
pub fn plain_text(text: &str) -> Cow<'_, str> {
    if !has_markup(text) {
        return Cow::Borrowed(text);
    }
    let Some(tag) = TAG.as_ref() else {
        return Cow::Borrowed(text);
    };
    let without = tag.replace_all(text, |found: &Captures<'_>| {
        let closing = found[0].starts_with("</");
        match found[1].to_ascii_lowercase().as_str() {
            "br" | "hr" => "\n",
            "li" if !closing => "\n- ",
            "td" | "th" if closing => " ",
            "p" | "div" | "ul" | "ol" | "tr" | "blockquote" | "table" | "section" | "article"
            | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n",
            _ => "",
        }
    });
    let plain = decoded(&without).replace('\u{a0}', " ");
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    let mut kept: Vec<&str> = Vec::new();
    for line in lines {
        if !(line.is_empty() && kept.last().is_none_or(|last| last.is_empty())) {
            kept.push(line);
        }
    }
    Cow::Owned(kept.join("\n").trim().to_owned())
}

/// Character entities as characters; unknown ones stay.
fn decoded(text: &str) -> Cow<'_, str> {
    let Some(entity) = ENTITY.as_ref() else {
        return Cow::Borrowed(text);
    };
    let decode = |found: &str| html_escape::decode_html_entities(found).into_owned();
    if !entity
        .find_iter(text)
        .any(|found| decode(found.as_str()) != found.as_str())
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        entity
            .replace_all(text, |found: &Captures<'_>| decode(&found[0]))
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_goes_and_words_stay() {
        for (html, text) in [
            (
                "<p>Plus de <strong>bus</strong>.</p><p>Et des trams&nbsp;!</p>",
                "Plus de bus.\n\nEt des trams !",
            ),
            ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
            (
                "L&apos;eau &amp; le gaz<br/>en r&eacute;gie",
                "L'eau & le gaz\nen régie",
            ),
            ("<a href=\"https://x.example\">ici</a>", "ici"),
        ] {
            assert_eq!(plain_text(html), text);
        }
    }

    #[test]
    fn what_a_citizen_types_is_no_markup() {
        for text in [
            "a < b et c > d",
            "<script>alert(1)</script>",
            "R&D; oui",
            "<3 le parc",
            "A&B",
        ] {
            assert_eq!(plain_text(text), text);
            assert!(!has_markup(text));
        }
    }
}
