//! A REFI-QDA project after opening.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use cahier::report::ReportFile;

use super::tree::Element;

/// A file of a report.
#[track_caller]
pub fn bytes<'f>(files: &'f [ReportFile], name: &str) -> &'f [u8] {
    match files.iter().find(|file| file.name == name) {
        Some(file) => &file.bytes,
        None => panic!("no {name}"),
    }
}

/// The same, as text.
pub fn text<'f>(files: &'f [ReportFile], name: &str) -> &'f str {
    std::str::from_utf8(bytes(files, name)).unwrap()
}

/// A project as a tool has it after opening: its description and its texts by id.
pub struct Opened {
    pub project: Element,
    pub texts: BTreeMap<String, Vec<char>>,
}

impl Opened {
    pub fn of(files: &[ReportFile]) -> Opened {
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes(files, "coding.qdpx").to_vec())).unwrap();
        let mut texts = BTreeMap::new();
        let mut project = None;
        for place in 0..archive.len() {
            let mut entry = archive.by_index(place).unwrap();
            assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            match name.strip_prefix("sources/") {
                Some(name) => {
                    assert!(!text.contains('\r'));
                    let guid = name.strip_suffix(".txt").unwrap();
                    texts.insert(guid.to_owned(), text.chars().collect());
                }
                None => {
                    assert_eq!(name, "project.qde");
                    project = Some(Element::parse(&text));
                }
            }
        }
        Opened {
            project: project.unwrap(),
            texts,
        }
    }

    pub fn sources(&self) -> Vec<&Element> {
        self.project
            .child("Sources")
            .children("TextSource")
            .collect()
    }

    /// Id of the report of each code, by the code's own id.
    pub fn codes(&self) -> BTreeMap<&str, String> {
        let codes = self.project.child("CodeBook").child("Codes");
        let mut ids = BTreeMap::new();
        for branch in codes.children("Code") {
            let question = branch.get("name").split(' ').next().unwrap();
            ids.insert(branch.get("guid"), question.to_owned());
            for code in branch
                .all()
                .into_iter()
                .skip(1)
                .filter(|e| e.name == "Code")
            {
                let described = &code.child("Description").text;
                let id = described.lines().next().unwrap();
                ids.insert(code.get("guid"), id.to_owned());
            }
        }
        ids
    }

    /// Every coding: code, document, text.
    pub fn codings(&self) -> Vec<(String, String, String)> {
        let codes = self.codes();
        let mut codings = Vec::new();
        for source in self.sources() {
            let text = &self.texts[source.get("guid")];
            for selection in source.children("PlainTextSelection") {
                let place = |end: &str| selection.get(end).parse::<usize>().unwrap();
                let said = &text[place("startPosition")..place("endPosition")];
                for coding in selection.children("Coding") {
                    let code = codes[coding.child("CodeRef").get("targetGUID")].clone();
                    let name = source.get("name").to_owned();
                    codings.push((code, name, said.iter().collect()));
                }
            }
        }
        codings.sort();
        codings
    }
}
