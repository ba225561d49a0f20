//! XML as it is written: what a text may hold, escaping, one element after the other.

/// An XML document in the making. The caller closes what it opens.
pub(super) struct Xml(String);

impl Xml {
    pub(super) fn new() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Opens an element that holds others.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// An element that holds a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.start(name, &[]);
        self.0.push('>');
        self.escape(text);
        self.close(name);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.escape(value);
            self.0.push('"');
        }
    }

    fn escape(&mut self, text: &str) {
        for c in text.chars().map(storable) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // As such, a reader would take it for a line break.
                '\r' => self.0.push_str("&#13;"),
                c => self.0.push(c),
            }
        }
    }
}

/// The character, or `�` for one that XML 1.0 cannot hold (section 2.2, `Char`): still one
/// code point, so that places in the text stay.
pub(super) fn storable(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'.. => c,
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_one_for_one() {
        let mut xml = Xml::new();
        xml.text("a", "\0<b>&\u{b}\u{FFFE}\u{1F6B2}\"\r");
        assert!(
            xml.into_text()
                .ends_with("<a>\u{FFFD}&lt;b&gt;&amp;\u{FFFD}\u{FFFD}\u{1F6B2}&quot;&#13;</a>\n")
        );
    }
}
