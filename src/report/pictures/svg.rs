//! Writing of marks and attributes: everything is escaped here, and every element that was
//! opened is closed.

use std::fmt::Write as _;

use crate::report::documents::escape_html;

/// Attributes in order; one without a value is left out.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// HTML and SVG while it is written.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// Begins an element, which the matching [`Markup::close`] ends.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// A shape of SVG, which holds nothing.
    pub(super) fn shape(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Text of the element that is open.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(&escape_html(text));
    }

    /// An element that holds text alone.
    pub(super) fn element(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// A link where there is somewhere to go, the words alone elsewhere.
    pub(super) fn link(&mut self, anchor: Option<&str>, lang: Option<&str>, text: &str) {
        let lang = ("lang", lang.unwrap_or_default());
        match anchor {
            Some(anchor) => self.element("a", &[("href", &format!("#{anchor}")), lang], text),
            None => self.element("span", &[lang], text),
        }
    }

    /// What was written, all elements closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        let _ = write!(self.text, "<{name}");
        for (attribute, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.text, " {attribute}=\"{}\"", escape_html(value));
        }
    }
}

/// A part of a whole as a length, `37.50%`; a whole of nothing gives nothing.
pub(super) fn share(part: usize, whole: usize) -> String {
    let share = (part.min(whole) * 10_000).checked_div(whole).unwrap_or(0);
    format!("{}.{:02}%", share / 100, share % 100)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Reads a picture as XML: its texts in order, and each attribute of each element as
    /// `element attribute=value`. Fails where it is not well formed.
    pub(in crate::report::pictures) fn read(picture: &str) -> (Vec<String>, Vec<String>) {
        use quick_xml::events::{BytesStart, Event};
        let mut reader = quick_xml::Reader::from_str(picture);
        let (mut texts, mut attributes, mut depth) = (Vec::new(), Vec::new(), 0);
        let mut seen = |element: &BytesStart<'_>| {
            for attribute in element.attributes() {
                let attribute = attribute.expect("an attribute");
                let (name, key) = (element.name().0, attribute.key.0);
                let value = &attribute.value;
                attributes.push(format!("{name} {key}={value}"));
            }
        };
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(element) => {
                    seen(&element);
                    depth += 1;
                }
                Event::Empty(element) => seen(&element),
                Event::End(_) => depth -= 1,
                Event::Text(text) => texts.push(text.into_inner().into_owned()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        (texts, attributes)
    }

    /// A title no picture may take for marks.
    pub(in crate::report::pictures) const HOSTILE: &str =
        "</svg><script>alert('x')</script> \" & \u{0}\u{202e}";

    #[test]
    fn hostile_text_stays_text() {
        let mut markup = Markup::default();
        markup.open("p", &[("lang", HOSTILE), ("class", "")]);
        markup.link(Some(HOSTILE), None, HOSTILE);
        markup.open("svg", &[]);
        markup.shape("rect", &[("width", &share(3, 8))]);
        let written = markup.finish();
        assert!(!written.contains("<script") && !written.contains("class"));
        assert!(written.ends_with("<svg><rect width=\"37.50%\"/></svg></p>"));
        read(&written);
    }

    #[test]
    fn shares_stay_within_the_whole() {
        assert_eq!(share(0, 0), "0.00%");
        assert_eq!(share(1, 3), "33.33%");
        assert_eq!(share(9, 3), "100.00%");
    }
}
