//! Files too large to be a survey, by mistake or by malice: refused by name, at once, in
//! little memory; and large files that are surveys, read in little memory.
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use common::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Longer than any refusal may take, even on a slow machine without optimisation.
const AT_ONCE: Duration = Duration::from_secs(30);

/// Refused in French with these parts, soon, and nothing written.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, parts: &[&str]) {
    let session = Session::with(name, content);
    let begin = Instant::now();
    session
        .report(&[name, "--yes", "--lang", "fr"])
        .ended(1)
        .telling(&[name])
        .telling(parts);
    assert!(begin.elapsed() < AT_ONCE, "{:?}", begin.elapsed());
    assert!(!session.path("out").exists());
}

/// What `cahier` did when its data may take this many kilobytes: an allocation beyond ends
/// it.
#[cfg(target_os = "linux")]
fn within(kilobytes: usize, session: &Session, arguments: &[&str]) -> Said {
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -d {kilobytes} && exec \"$0\" \"$@\""))
        .arg(env!("CARGO_BIN_EXE_cahier"))
        .args(arguments)
        .current_dir(session.path(""))
        .output()
        .unwrap();
    Said::from(output)
}

/// An ODS file whose one sheet has these rows.
fn open_document(rows: &str) -> Vec<u8> {
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <office:document-content xmlns:office=\"{urn}:office:1.0\" \
         xmlns:table=\"{urn}:table:1.0\" xmlns:text=\"{urn}:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Avis\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
                    <manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ] {
        let method = match name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(name, options).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A row of an ODS sheet, repeated and with its cells repeated.
fn ods_row(times: usize, cells: &[(&str, usize)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(text, times)| {
            format!(
                "<table:table-cell office:value-type=\"string\" \
                 table:number-columns-repeated=\"{times}\"><text:p>{text}</text:p>\
                 </table:table-cell>"
            )
        })
        .collect();
    format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
}

#[test]
fn more_columns_than_a_spreadsheet_holds_are_refused() {
    let titles: Vec<String> = (0..20_000).map(|i| format!("colonne {i}")).collect();
    for separator in [";", ",", "\t"] {
        let row = vec!["x"; titles.len()].join(separator);
        let content = format!("{}\n{row}\n{row}\n", titles.join(separator));
        refused("large.csv", content, &["16 384", "ligne 1"]);
    }
    let content = format!("id;avis\n1;des bus\n2{}\n", ";x".repeat(20_000));
    refused("large.csv", content, &["16 384", "ligne 3"]);
}

#[test]
fn as_many_columns_as_a_spreadsheet_holds_are_read() {
    let row = |cell: &str| vec![cell; 16_384].join(";");
    let content = format!("{}\n{}\n", row("avis"), row("Des bus le soir"));
    let session = Session::with("large.csv", content);
    session
        .report(&["large.csv", "--open", "XFD", "--lang", "fr"])
        .done();
    assert_balanced(&session.synthesis("out"), 1);
}

/// Sixty megabytes of separators are no cells to be made.
#[cfg(target_os = "linux")]
#[test]
fn a_row_of_nothing_but_separators_is_refused_before_its_cells_are_made() {
    let content = format!("id;avis\n1;des bus\n2{}\n", ";".repeat(60_000_000));
    let session = Session::with("large.csv", content);
    within(200_000, &session, &["inspect", "large.csv", "--lang", "fr"])
        .ended(1)
        .telling(&["large.csv", "16 384", "ligne 3"]);
}

#[test]
fn a_row_longer_than_any_answer_is_refused() {
    let long = "a".repeat(65 * 1024 * 1024);
    for cell in [long.clone(), format!("\"{long}\"")] {
        let content = format!("id;avis\n1;des bus\n2;{cell}\n3;des bancs\n");
        refused("longue.csv", content, &["64 Mo", "ligne 3"]);
    }
}

#[test]
fn an_archive_that_unpacks_to_more_than_any_survey_is_refused() {
    let rows = cells("id;avis\n1;des bus\n2;des bancs");
    let whole = workbook(&[("Réponses", &rows)]);
    let mut archive = ZipWriter::new_append(Cursor::new(whole.clone())).unwrap();
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(1));
    archive.start_file("xl/media/image1.png", options).unwrap();
    let zeros = vec![0_u8; 1_000_000];
    for _ in 0..600 {
        archive.write_all(&zeros).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 10_000_000, "{}", bomb.len());
    refused(
        "bombe.xlsx",
        bomb,
        &["512 Mo", "Exportez les réponses en CSV"],
    );
    // Without the bomb, the same workbook is read.
    let session = Session::with("bombe.xlsx", whole);
    session.report(&["bombe.xlsx", "--open", "avis"]).done();
    assert_balanced(&session.synthesis("out"), 2);
}

#[test]
fn a_sheet_that_claims_cells_by_repetition_is_refused() {
    let titles = ods_row(1, &[("id", 1), ("avis", 1)]);
    let wide = ods_row(1, &[("x", 16_384)]);
    let content = open_document(&(titles.clone() + &wide.repeat(5_000)));
    refused("large.ods", content, &["512 Mo", "40 millions de cellules"]);
    // Built by hand, but whole: without the repetitions it is read.
    let rows = ods_row(1, &[("1", 1), ("des bus", 1)]) + &ods_row(1, &[("2", 1), ("des bancs", 1)]);
    let session = Session::with("large.ods", open_document(&(titles + &rows)));
    session.report(&["large.ods", "--open", "avis"]).done();
    assert_eq!(
        answer_texts(&session.synthesis("out")),
        ["des bus", "des bancs"]
    );
}

/// Repeated rows claim as much as repeated cells do.
#[cfg(target_os = "linux")]
#[test]
fn a_sheet_that_repeats_a_row_is_refused_before_the_rows_are_made() {
    let titles = ods_row(1, &[("id", 1), ("avis", 1)]);
    let tall = ods_row(45_000, &[("x", 1_000)]);
    let session = Session::with("haute.ods", open_document(&(titles + &tall)));
    within(400_000, &session, &["inspect", "haute.ods", "--lang", "fr"])
        .ended(1)
        .telling(&["haute.ods", "512 Mo", "40 millions de cellules"]);
}

/// Thirty megabytes of answers, looked at in less memory than twice their size.
#[cfg(target_os = "linux")]
#[test]
fn a_large_export_is_inspected_in_little_memory() {
    let mut content = "id;quartier;avis\n".to_owned();
    let mut rows = 0;
    while content.len() < 30_000_000 {
        rows += 1;
        content += &format!(
            "{rows};Secteur {};Il faut davantage de bus le soir vers la rue {}, et des bancs.\n",
            rows % 7,
            rows % 977
        );
    }
    let session = Session::with("grand.csv", content);
    within(64_000, &session, &["inspect", "grand.csv", "--lang", "en"])
        .ended(0)
        .printing(&[&format!("{rows} rows")]);
}
