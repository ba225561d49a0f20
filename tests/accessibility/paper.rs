//! The page on paper: A4, a number on each sheet, nothing wider than a sheet, no quote over two of
//! them, no heading left alone at the bottom, and what is folded on the screen printed.
//!
//! Before it is printed, the page is given marks: tiny words at both ends of each quote, at the end
//! of each heading and before what follows it, in each disclosure. Poppler's `pdftotext` tells on
//! which sheet each of them is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

use crate::browser::{Tab, browser};
use crate::layout::MEASURE;
use crate::pages::{Problems, shown};

/// Writes the marks and returns how many there are of each kind.
const MARK: &str = include_str!("paper.js");

/// Points of the lower margin, 18 mm, where a sheet's number stands.
const MARGIN: f64 = 18.0 / 25.4 * 72.0;

/// A word, and where its upper edge is, in points.
type Word = (f64, String);

/// Width and height in points, and the words.
type Sheet = ((f64, f64), Vec<Word>);

/// The sheets of a printed page.
fn sheets(pdf: &[u8]) -> Option<Vec<Sheet>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), pdf).unwrap();
    let said = Command::new("pdftotext")
        .arg("-bbox")
        .arg(file.path())
        .arg("-")
        .output();
    let Ok(said) = said else {
        eprintln!("skipped: pdftotext is not installed (apt-get install poppler-utils)");
        return None;
    };
    let text = String::from_utf8(said.stdout).unwrap();
    let page = Regex::new(r#"<page width="([\d.]+)" height="([\d.]+)">"#).unwrap();
    let word = Regex::new(r#"<word xMin="[-\d.]+" yMin="([-\d.]+)"[^>]*>(.*)</word>"#).unwrap();
    let mut sheets: Vec<((f64, f64), Vec<Word>)> = Vec::new();
    for line in text.lines() {
        if let Some(found) = page.captures(line) {
            sheets.push((
                (found[1].parse().unwrap(), found[2].parse().unwrap()),
                Vec::new(),
            ));
        } else if let (Some(found), Some(sheet)) = (word.captures(line), sheets.last_mut()) {
            sheet
                .1
                .push((found[1].parse().unwrap(), found[2].to_owned()));
        }
    }
    Some(sheets)
}

/// The sheet of each mark, by kind and number: the two marks of a pair differ in the last letter.
fn marks(sheets: &[((f64, f64), Vec<Word>)]) -> BTreeMap<String, usize> {
    let mark = Regex::new(r"zq([a-z]\d+[a-z])z").unwrap();
    let mut places = BTreeMap::new();
    for (number, (_, words)) in sheets.iter().enumerate() {
        for (_, word) in words {
            for found in mark.captures_iter(word) {
                // The head of a table stands on each of its sheets: the first one counts.
                places.entry(found[1].to_owned()).or_insert(number + 1);
            }
        }
    }
    places
}

/// What is wrong with the sheets themselves.
fn of_sheets(sheets: &[((f64, f64), Vec<Word>)]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, ((width, height), words)) in sheets.iter().enumerate() {
        if (width - 595.0).abs() > 1.5 || (height - 842.0).abs() > 1.5 {
            found.push(format!("a sheet of {width} by {height} points is not A4"));
        }
        let number = (place + 1).to_string();
        let figures = |word: &str| {
            word.split(|c: char| !c.is_ascii_digit())
                .any(|part| part == number)
        };
        if !words
            .iter()
            .any(|(top, word)| *top > height - MARGIN && figures(word))
        {
            found.push("a sheet has no number".to_owned());
        }
    }
    found
}

/// What is wrong with the marks: lost ones, and pairs over two sheets.
fn of_marks(made: &[(String, String)], places: &BTreeMap<String, usize>) -> Vec<String> {
    let mut found = Vec::new();
    for (mark, text) in made {
        let (first, second) = (
            places.get(&format!("{mark}a")),
            places.get(&format!("{mark}b")),
        );
        let (Some(first), Some(second)) = (first, second) else {
            found.push(format!("is not printed: {text}"));
            continue;
        };
        match mark.as_bytes()[0] {
            b'q' if first != second => found.push(format!("a quote over two sheets: {text}")),
            b'h' if first != second => found.push(format!("a heading alone at the bottom: {text}")),
            _ => (),
        }
    }
    found
}

/// What is wrong with a page on paper; `None` where no tool reads the PDF.
pub fn problems_of(tab: &Tab, path: &Path) -> Option<Vec<String>> {
    // The width between the margins of A4, in CSS pixels.
    tab.resize(673, 1000);
    tab.emulate("print", &[]);
    tab.open(path);
    let made: Vec<(String, String)> = serde_json::from_value(tab.evaluate(MARK)).unwrap();
    let sheets = sheets(&tab.pdf())?;
    let mut found = of_sheets(&sheets);
    found.extend(of_marks(&made, &marks(&sheets)));
    // After the print: measuring opens the disclosures.
    let wide = tab.texts(MEASURE);
    found.extend(wide.iter().map(|problem| format!("on paper: {problem}")));
    Some(found)
}

#[test]
fn pages_print_on_numbered_a4_sheets_and_nothing_is_torn() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    let mut problems = Problems::default();
    for page in shown() {
        let Some(found) = problems_of(&tab, &page.path) else {
            return;
        };
        for problem in found {
            problems.add(page, problem);
        }
    }
    problems.conclude();
}
