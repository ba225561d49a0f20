//! A Word document read back: its parts, paragraphs, tables and places.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// A run: its character style and its text.
#[derive(Clone, Debug, Default)]
pub struct Run {
    pub style: String,
    pub text: String,
}

/// A paragraph: its style and its runs.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub style: String,
    pub runs: Vec<Run>,
}

impl Paragraph {
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A table: its title, and of each row its marks and its cells.
#[derive(Debug, Default)]
pub struct Table {
    pub title: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub struct Row {
    pub header: bool,
    pub whole: bool,
    pub cells: Vec<String>,
}

/// What a document holds, in order.
#[derive(Debug, Default)]
pub struct Word {
    pub paragraphs: Vec<Paragraph>,
    pub tables: Vec<Table>,
    pub bookmarks: Vec<String>,
    pub bookmark_ids: Vec<String>,
    pub links: Vec<String>,
    pub languages: Vec<String>,
}

/// The parts of a package by name, in the order they are stored.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The part of this name.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(n, _)| n == name);
    found.unwrap().1
}

fn value(element: &BytesStart<'_>, name: &str) -> String {
    let found = element
        .attributes()
        .map(|attribute| attribute.unwrap())
        .find(|attribute| attribute.key.as_ref() == name);
    let found = found.unwrap_or_else(|| panic!("{name} in {element:?}"));
    let text = found.value.to_string();
    html_escape::decode_html_entities(&text).into_owned()
}

impl Word {
    /// Reads the main part; any error of XML fails.
    pub fn read(bytes: &[u8]) -> Word {
        let source = part(bytes, "word/document.xml");
        let mut word = Word::default();
        let mut reader = Reader::from_str(&source);
        let (mut inside_text, mut cells) = (false, 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break word,
                Event::Start(e) | Event::Empty(e) if e.name().as_ref() != "w:t" => {
                    word.open(&e);
                    cells += usize::from(e.name().as_ref() == "w:tc");
                }
                Event::Start(_) => inside_text = true,
                Event::End(e) => {
                    inside_text &= e.name().as_ref() != "w:t";
                    cells -= usize::from(e.name().as_ref() == "w:tc");
                }
                Event::Text(text) if inside_text => {
                    word.write(&text, cells);
                }
                Event::GeneralRef(name) if inside_text => {
                    let entity = format!("&{};", &*name);
                    word.write(&html_escape::decode_html_entities(&entity), cells);
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "w:p" => self.paragraphs.push(Paragraph::default()),
            "w:pStyle" => self.last().style = value(element, "w:val"),
            "w:r" => self.last().runs.push(Run::default()),
            "w:rStyle" => self.run().style = value(element, "w:val"),
            "w:br" => self.run().text.push('\n'),
            "w:tab" => self.run().text.push('\t'),
            "w:lang" => self.languages.push(value(element, "w:val")),
            "w:tbl" => self.tables.push(Table::default()),
            "w:tblCaption" => self.table().title = value(element, "w:val"),
            "w:tr" => self.table().rows.push(Row::default()),
            "w:tblHeader" => self.row().header = true,
            "w:cantSplit" => self.row().whole = true,
            "w:tc" => self.row().cells.push(String::new()),
            "w:hyperlink" => self.links.push(value(element, "w:anchor")),
            "w:bookmarkStart" => {
                self.bookmarks.push(value(element, "w:name"));
                self.bookmark_ids.push(value(element, "w:id"));
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str, cells: usize) {
        self.run().text.push_str(text);
        if cells > 0 {
            self.row().cells.last_mut().unwrap().push_str(text);
        }
    }

    fn last(&mut self) -> &mut Paragraph {
        self.paragraphs.last_mut().unwrap()
    }

    fn run(&mut self) -> &mut Run {
        self.last().runs.last_mut().unwrap()
    }

    fn table(&mut self) -> &mut Table {
        self.tables.last_mut().unwrap()
    }

    fn row(&mut self) -> &mut Row {
        self.table().rows.last_mut().unwrap()
    }

    /// Text of the paragraphs of a style, in order.
    pub fn styled(&self, style: &str) -> Vec<String> {
        let found = self.paragraphs.iter().filter(|p| p.style == style);
        found.map(Paragraph::text).collect()
    }

    /// What is printed word for word.
    pub fn verbatim(&self) -> Vec<&str> {
        let runs = self.paragraphs.iter().flat_map(|p| &p.runs);
        runs.filter(|run| run.style == "Verbatim")
            .map(|run| run.text.as_str())
            .collect()
    }
}
