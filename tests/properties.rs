//! What holds for any text, any bytes and any table, not only for those we thought of.
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use cahier::error::IngestError;
use cahier::ingest::{Source, Table, open_bytes};
use cahier::language::Language;
use cahier::source::column_letters;
use cahier::units::segment;
use cahier::words::Lexicon;
use common::{cells, workbook};
use proptest::prelude::*;
use proptest::sample::Index;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// No file of past failures is left in the tree: a failure is worth a test of its own. The
/// environment variable `PROPTEST_CASES` asks for more cases than the usual 256.
fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What the segmenter looks at: marks of lists and sentences, and what looks like them.
const MARKS: &[&str] = &[
    "\n",
    "\r\n",
    "\n- ",
    "• ",
    " * ",
    " + ",
    "1) ",
    "2. ",
    " 3 - ",
    "4/ ",
    "12° ",
    ". ",
    "...",
    "…",
    " ! ",
    "?",
    ";",
    " : ",
    " / ",
    "et/ou",
    ", ",
    "3,5",
    "&&",
    "M. ",
    "R.A.T.P.",
    " mais ",
    " ainsi que ",
    " but ",
    " as well as ",
    "« ",
    " »",
    "(",
    ") ",
    "é",
    "E\u{301}",
    "İ",
    "ẞ",
    "👩\u{200d}🦽",
    "🇫🇷",
    "\u{2028}",
    "\u{a0}",
];

fn answer() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(MARKS).prop_map(str::to_owned),
        3 => "[a-zA-Zéèàçœ' ]{1,30}",
        2 => "\\PC{0,12}",
        1 => prop::collection::vec(any::<char>(), 0..6)
            .prop_map(|all| all.into_iter().collect::<String>()),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Beginnings that send the reader down each of its ways.
const STARTS: &[&[u8]] = &[
    b"",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"sep=;\n",
    b"sep=\"\r\n",
    b"sep=\xC3\xA9\n",
    b"id;avis\n1;\"",
    b"a,b,c\r",
];

/// Bytes a separated text is made of.
const TEXTUAL: &[u8] = b"ab ;,|\t\"\n\r\0=1\xC3\xA9";

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let body = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..2000),
        prop::collection::vec(prop::sample::select(TEXTUAL), 0..400),
    ];
    (prop::sample::select(STARTS), body).prop_map(|(start, body)| [start, &body[..]].concat())
}

/// What a cell must survive: separators, quotation marks and line breaks in it.
const DELICATE: &[&str] = &[
    "\"", "\"\"", "\";\"", ";", ",", "\t", "|", "\n", "\r\n", "\r", "\n\n", "'", "=", " ", "é",
];

fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(DELICATE).prop_map(str::to_owned),
        "\\PC{0,10}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Titles of the columns after the first, and rows of as many cells.
fn table() -> impl Strategy<Value = (Vec<String>, Vec<Vec<String>>)> {
    (1..5usize).prop_flat_map(|width| {
        let titles = prop::collection::vec("[A-Za-z]{2,10}( [a-z]{2,10}){0,3}", width);
        let row = prop::collection::vec(cell(), width);
        (titles, prop::collection::vec(row, 1..15))
    })
}

/// How a text file is written.
#[derive(Clone, Debug)]
struct Manner {
    separator: u8,
    line_end: &'static str,
    /// Blank lines after each row in turn.
    blank_lines: Vec<usize>,
}

fn manner() -> impl Strategy<Value = Manner> {
    let separator = prop::sample::select(b";,\t|".as_slice());
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let blank_lines = prop::collection::vec(prop_oneof![3 => Just(0_usize), 1 => 1..4_usize], 1..8);
    (separator, line_end, blank_lines).prop_map(|(separator, line_end, blank_lines)| Manner {
        separator,
        line_end,
        blank_lines,
    })
}

/// A file with an id in the first column, so that no row is blank, and the number that a
/// spreadsheet shows for each row under the titles.
fn written(manner: &Manner, titles: &[String], rows: &[Vec<String>]) -> (Vec<u8>, Vec<usize>) {
    let mut file = Vec::new();
    let mut numbers = Vec::new();
    let mut number = 1;
    let blank_lines = manner.blank_lines.iter().cycle();
    let all = std::iter::once(titles).chain(rows.iter().map(Vec::as_slice));
    for ((index, row), blank) in all.enumerate().zip(blank_lines) {
        let id = match index {
            0 => "id".to_owned(),
            _ => format!("R{index}"),
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(manner.separator)
            .from_writer(Vec::new());
        let record = [id];
        writer.write_record(record.iter().chain(row)).unwrap();
        let line = writer.into_inner().unwrap();
        file.extend(line.strip_suffix(b"\n").unwrap());
        file.extend(manner.line_end.repeat(1 + blank).into_bytes());
        numbers.push(number);
        number += 1 + blank;
    }
    (file, numbers.split_off(1))
}

/// A line of Markdown notes, and whether it is a heading.
fn note_line() -> impl Strategy<Value = (String, bool)> {
    let words = "[a-zA-Zéè]{1,8}( [a-zé,.]{1,8}){0,6}";
    prop_oneof![
        2 => words.prop_map(|line| (line, false)),
        3 => (prop::sample::select(vec!["- ", "* ", "• ", "1. ", "12) "]), words)
            .prop_map(|(mark, line)| (format!("{mark}{line}"), false)),
        1 => ("#{1,3} ", words).prop_map(|(mark, line)| (format!("{mark}{line}"), true)),
        2 => prop::sample::select(vec!["", "  ", "---", "***"])
            .prop_map(|line| (line.to_owned(), false)),
    ]
}

/// Lines that look like a mark of Markdown and are none, or not quite.
const ODD_LINES: &[&str] = &[
    "#", "# ", "-", "- ", "1.", "—", "[ ] ", "\t", "\u{a0}", "\0", "\r",
];

fn notes() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => note_line().prop_map(|(line, _)| line),
        1 => "\\PC{0,30}",
        1 => prop::sample::select(ODD_LINES).prop_map(str::to_owned),
    ];
    let end = prop::sample::select(vec!["\n", "\r\n", "\n\n"]);
    let lines = prop::collection::vec((line, end), 0..30);
    lines.prop_map(|lines| {
        let ended = lines.iter().map(|(line, end)| format!("{line}{end}"));
        ended.collect::<String>()
    })
}

/// Of the workbooks below, all, and those that are archives.
const BOOKS: usize = 3;
const ARCHIVES: usize = 2;

/// Small workbooks without a fault.
static WORKBOOKS: LazyLock<[(&str, Vec<u8>); BOOKS]> = LazyLock::new(|| {
    let rows = "id;quartier;avis\n1;Gare;des bus\n2;Gare;des bancs\n3;Centre;du calme";
    let xlsx = workbook(&[("Réponses", &cells(rows)), ("Notes", &cells("à lire\nici"))]);
    let ods = include_bytes!("fixtures/platforms/hand_made.ods");
    let xls = include_bytes!("fixtures/platforms/decidim.xls");
    [
        ("x.xlsx", xlsx),
        ("x.ods", ods.to_vec()),
        ("x.xls", xls.to_vec()),
    ]
});

/// Bytes changed, then the end cut off, as transfers and disks do.
#[derive(Clone, Debug)]
struct Damage {
    changed: Vec<(Index, u8)>,
    cut: Option<Index>,
}

fn damage() -> impl Strategy<Value = Damage> {
    let byte = prop_oneof![
        any::<u8>(),
        prop::sample::select(b"0129<>\"&/=-".as_slice())
    ];
    let changed = prop::collection::vec((any::<Index>(), byte), 0..12);
    let cut = prop::option::weighted(0.3, any::<Index>());
    (changed, cut).prop_map(|(changed, cut)| Damage { changed, cut })
}

impl Damage {
    fn done_to(&self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for (place, byte) in &self.changed {
            if !bytes.is_empty() {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
        }
        if let Some(cut) = self.cut {
            bytes.truncate(cut.index(whole.len() + 1));
        }
        bytes
    }
}

/// The archive with one of its parts damaged.
fn with_damaged_part(archive: &[u8], part: Index, damage: &Damage) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let damaged = part.index(parts.len());
    for index in 0..parts.len() {
        let mut entry = parts.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if index == damaged {
            content = damage.done_to(&content);
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap();
        copy.write_all(&content).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

/// A whole file as a table.
fn read(name: &str, bytes: &[u8]) -> Result<Table, IngestError> {
    let export = open_bytes(name, bytes, &Source::default())?;
    let all: Vec<usize> = (0..export.columns().len()).collect();
    export.load(&all)
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn units_are_ordered_disjoint_pieces_of_their_sentences(
        text in answer(),
        english in any::<bool>(),
    ) {
        let language = if english { Language::English } else { Language::French };
        let units = segment(&text, &Lexicon::new(language));
        if !text.chars().any(char::is_alphanumeric) {
            prop_assert!(units.is_empty());
        }
        let mut end = 0;
        for (span, sentence) in units {
            prop_assert!(end <= span.start, "{span:?} begins before {end}");
            prop_assert!(span.start < span.end, "{span:?}");
            prop_assert!(sentence.start <= span.start, "{span:?} {sentence:?}");
            prop_assert!(span.end <= sentence.end, "{span:?} {sentence:?}");
            for place in [span.start, span.end, sentence.start, sentence.end] {
                prop_assert!(text.is_char_boundary(place), "{place}");
            }
            prop_assert!(span.of(&text).chars().any(char::is_alphanumeric));
            end = span.end;
        }
    }

    #[test]
    fn any_bytes_are_a_table_or_an_error_that_names_the_file(bytes in bytes()) {
        match read("x.csv", &bytes) {
            Ok(table) => {
                prop_assert!(table.height() > 0);
                for column in 0..table.columns().len() {
                    prop_assert_eq!(table.texts(column).count(), table.height());
                }
                let numbers: Vec<u32> = table.row_numbers().map(|(_, number)| number).collect();
                prop_assert_eq!(numbers.len(), table.height());
                prop_assert!(table.files()[0].header_row < numbers[0]);
                prop_assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
            }
            Err(error) => prop_assert!(error.to_string().contains("\"x.csv\""), "{error}"),
        }
    }

    #[test]
    fn a_written_table_is_read_back_cell_by_cell(
        (titles, rows) in table(),
        manner in manner(),
    ) {
        let (bytes, numbers) = written(&manner, &titles, &rows);
        let table = match read("x.csv", &bytes) {
            Ok(table) => table,
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        prop_assert_eq!(table.height(), rows.len());
        prop_assert_eq!(table.columns().len(), titles.len() + 1);
        for (index, title) in titles.iter().enumerate() {
            let column = index + 1;
            prop_assert_eq!(&table.columns()[column].title, title);
            let read: Vec<&str> = table.texts(column).collect();
            let expected: Vec<&str> = rows.iter().map(|row| row[index].as_str()).collect();
            prop_assert_eq!(read, expected);
            for (row, number) in numbers.iter().enumerate() {
                let place = table.place(row, column);
                prop_assert_eq!(place.row as usize, *number);
                prop_assert_eq!(place.column, column_letters(column));
            }
        }
    }

    #[test]
    fn any_text_is_notes_or_an_error_that_names_the_file(
        name in prop::sample::select(vec!["x.md", "x.markdown", "x.txt"]),
        bytes in prop_oneof![3 => notes().prop_map(String::into_bytes), 1 => bytes()],
    ) {
        match read(name, &bytes) {
            Ok(table) => {
                prop_assert!(table.height() > 0);
                let numbers: Vec<u32> = table.row_numbers().map(|(_, number)| number).collect();
                prop_assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
            }
            Err(error) => prop_assert!(error.to_string().contains(name), "{error}"),
        }
    }

    /// Every line of notes is a heading, a rule, or part of a contribution: none is lost.
    #[test]
    fn every_word_of_notes_is_read(lines in prop::collection::vec(note_line(), 1..30)) {
        let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let words: Vec<&str> = lines
            .iter()
            .filter(|(_, is_heading)| !is_heading)
            .flat_map(|(line, _)| line.split(|c: char| !c.is_alphabetic()))
            .filter(|word| !word.is_empty())
            .collect();
        match read("x.md", text.as_bytes()) {
            Ok(table) => {
                let kept: Vec<&str> = table
                    .texts(0)
                    .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
                    .filter(|word| !word.is_empty())
                    .collect();
                prop_assert_eq!(kept, words);
                let lines: Vec<&str> = text.lines().collect();
                for row in 0..table.height() {
                    let first = table.text(row, 0).lines().next().unwrap_or("");
                    let number = table.place(row, 0).row as usize;
                    prop_assert!(lines[number - 1].contains(first), "{first} at {number}");
                }
            }
            Err(error) => {
                prop_assert!(words.is_empty(), "{error}");
                prop_assert!(error.to_string().contains("x.md"), "{error}");
            }
        }
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused_by_name(
        book in 0..BOOKS,
        damage in damage(),
    ) {
        let (name, whole) = &WORKBOOKS[book];
        never_panics(name, &damage.done_to(whole))?;
    }

    /// The archive is whole, so that the damage reaches the reader of the sheet.
    #[test]
    fn a_workbook_with_a_damaged_part_is_read_or_refused_by_name(
        book in 0..ARCHIVES,
        part in any::<Index>(),
        damage in damage(),
    ) {
        let (name, whole) = &WORKBOOKS[book];
        never_panics(name, &with_damaged_part(whole, part, &damage))?;
    }
}

/// Read as a table, or refused with a message that names the file.
fn never_panics(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    match read(name, bytes) {
        Ok(table) => prop_assert!(table.height() > 0),
        Err(error) => prop_assert!(error.to_string().contains(name), "{error}"),
    }
    Ok(())
}
