//! A workbook changed as people change one: cells written in, rows taken out.
// Each test file uses its own part of this module.
#![allow(dead_code)]

use std::io::{Cursor, Read, Write};

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook as bytes.
pub struct Workbook(pub Vec<u8>);

impl Workbook {
    /// The names of its sheets.
    pub fn sheets(&self) -> Vec<String> {
        let book: Xlsx<_> = open_workbook_from_rs(Cursor::new(self.0.clone())).unwrap();
        book.sheet_names()
    }

    /// The rows of a sheet, from the first.
    pub fn rows(&self, sheet: &str) -> Vec<Vec<String>> {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(self.0.clone())).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        let rows = range.rows();
        rows.map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    }

    /// The place (`E7`) of the cell under `heading` in the row that holds `mark`.
    pub fn place(&self, sheet: &str, mark: &str, heading: &str) -> String {
        let rows = self.rows(sheet);
        let column = rows[0].iter().position(|cell| cell == heading).unwrap();
        let row = rows
            .iter()
            .position(|row| row.iter().take(2).any(|cell| cell == mark));
        let letter = char::from(b'A' + column as u8);
        format!("{letter}{}", row.unwrap() + 1)
    }

    /// Its text.
    pub fn cell(&self, sheet: &str, mark: &str, heading: &str) -> String {
        let rows = self.rows(sheet);
        let column = rows[0].iter().position(|cell| cell == heading).unwrap();
        let row = rows
            .iter()
            .find(|row| row.iter().take(2).any(|cell| cell == mark));
        row.unwrap()[column].clone()
    }

    /// The XML of a sheet.
    pub fn xml(&self, sheet: &str) -> String {
        self.part(&self.path(sheet))
    }

    pub fn part(&self, path: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(&self.0)).unwrap();
        let mut text = String::new();
        archive
            .by_name(path)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    fn path(&self, sheet: &str) -> String {
        let at = self.sheets().iter().position(|name| name == sheet).unwrap();
        format!("xl/worksheets/sheet{}.xml", at + 1)
    }

    /// Writes in the cell at a place that the workbook has.
    pub fn write(&self, sheet: &str, place: &str, text: &str) -> Workbook {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let cell = format!(
            "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>"
        );
        let old = format!("<c r=\"{place}\"[^>]*?(/>|>.*?</c>)");
        self.replaced(sheet, &old, &cell)
    }

    /// Writes under a heading in the row that holds `mark`.
    pub fn say(&self, sheet: &str, mark: &str, heading: &str, text: &str) -> Workbook {
        self.write(sheet, &self.place(sheet, mark, heading), text)
    }

    /// Takes a row out; the others keep their numbers.
    pub fn without_row(&self, sheet: &str, row: usize) -> Workbook {
        self.replaced(sheet, &format!("<row r=\"{row}\".*?</row>"), "")
    }

    /// The same under another name of a sheet.
    pub fn renamed(&self, sheet: &str, name: &str) -> Workbook {
        let old = format!("name=\"{}\"", regex::escape(sheet));
        self.changed("xl/workbook.xml", &old, &format!("name=\"{name}\""))
    }

    fn replaced(&self, sheet: &str, old: &str, new: &str) -> Workbook {
        self.changed(&self.path(sheet), old, new)
    }

    fn changed(&self, path: &str, old: &str, new: &str) -> Workbook {
        let mut archive = ZipArchive::new(Cursor::new(&self.0)).unwrap();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let name = entry.name().unwrap().to_string();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            if name == path {
                let text = String::from_utf8(bytes).unwrap();
                let pattern = Regex::new(&format!("(?s){old}")).unwrap();
                assert!(pattern.is_match(&text), "{old} is not in {path}");
                let new = regex::NoExpand(new);
                bytes = pattern.replace(&text, new).into_owned().into_bytes();
            }
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&bytes).unwrap();
        }
        Workbook(writer.finish().unwrap().into_inner())
    }
}
