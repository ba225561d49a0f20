//! What holds for any text, any bytes and any table, not only for those we thought of.
#![allow(clippy::unwrap_used)]

use cahier::error::IngestError;
use cahier::ingest::{Source, Table, open_bytes};
use cahier::language::Language;
use cahier::source::column_letters;
use cahier::units::segment;
use cahier::words::Lexicon;
use proptest::prelude::*;

/// No file of past failures is left in the tree: a failure is worth a test of its own.
fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(256)
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

/// A file with an id in the first column, so that no row is blank.
fn written(titles: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    let first = ["id".to_owned()];
    writer.write_record(first.iter().chain(titles)).unwrap();
    for (index, row) in rows.iter().enumerate() {
        let id = [format!("R{index}")];
        writer.write_record(id.iter().chain(row)).unwrap();
    }
    writer.into_inner().unwrap()
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
    fn a_written_table_is_read_back_cell_by_cell((titles, rows) in table()) {
        let bytes = written(&titles, &rows);
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
            for row in 0..rows.len() {
                let place = table.place(row, column);
                prop_assert_eq!(place.row as usize, row + 2);
                prop_assert_eq!(place.column, column_letters(column));
            }
        }
    }
}
