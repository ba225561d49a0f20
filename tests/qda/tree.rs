//! XML as a tree, read by a parser that shares nothing with the writer.

use std::collections::BTreeMap;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    fn start(start: &BytesStart<'_>) -> Element {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = unescape(&attribute.value).unwrap().into_owned();
            let name = attribute.key.as_ref().to_owned();
            (name, value)
        });
        Element {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Element::default()
        }
    }

    /// The root of a document.
    pub fn parse(xml: &str) -> Element {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = vec![Element::default()];
        loop {
            let event = reader.read_event().unwrap();
            match event {
                Event::Start(start) => open.push(Element::start(&start)),
                Event::Empty(start) => {
                    let element = Element::start(&start);
                    open.last_mut().unwrap().children.push(element);
                }
                Event::End(_) => {
                    let mut element = open.pop().unwrap();
                    element.text = unescape(&element.text).unwrap().into_owned();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => open.last_mut().unwrap().text += &text.into_inner(),
                Event::GeneralRef(named) => {
                    let written = format!("&{};", named.into_inner());
                    open.last_mut().unwrap().text += &written;
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].children.len(), 1);
        open[0].children.remove(0)
    }

    #[track_caller]
    pub fn get(&self, attribute: &str) -> &str {
        match self.attributes.get(attribute) {
            Some(value) => value,
            None => panic!("no {attribute} in {} {:?}", self.name, self.attributes),
        }
    }

    pub fn children(&self, name: &str) -> impl Iterator<Item = &Element> {
        let name = name.to_owned();
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The only child of that name.
    #[track_caller]
    pub fn child(&self, name: &str) -> &Element {
        let found: Vec<&Element> = self.children(name).collect();
        assert_eq!(found.len(), 1, "{name} in {}", self.name);
        found[0]
    }

    /// This element and all under it, in the order of the document.
    pub fn all(&self) -> Vec<&Element> {
        let under = self.children.iter().flat_map(Element::all);
        std::iter::once(self).chain(under).collect()
    }
}
