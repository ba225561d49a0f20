//! Files that were made to hurt, or that are no survey: refused with words, and nothing of
//! them stays.

use std::io::{Cursor, Write as _};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{shelved, tree};
use crate::http::{Part, Reply, Studio, file_part, multipart, text_part};

const CSV: &[u8] = "id;avis\n1;des bus le soir\n2;des bancs au parc\n3;la piscine\n".as_bytes();

#[track_caller]
fn assert_refused(studio: &Studio, reply: &Reply, words: &[&str]) {
    assert_eq!(reply.status, 422, "{}", reply.body);
    let (_, alert) = reply.body.split_once("role=\"alert\"").unwrap();
    let (alert, _) = alert.split_once("</div>").unwrap();
    for word in words {
        assert!(alert.contains(word), "{word} is not in {alert}");
    }
    // Words of machines help nobody.
    for word in ["os error", "panick", "Err(", "None"] {
        assert!(!alert.contains(word), "{alert}");
    }
    assert_eq!(shelved(studio), [""; 0], "{alert}");
}

#[test]
fn names_of_files_stay_in_their_folder() {
    let studio = Studio::alone("fr");
    let before = tree(studio.home());
    let long = format!("{}.csv", "x".repeat(300));
    let accents = format!("{}.csv", "é".repeat(300));
    let faces = format!("{}.csv", "😀".repeat(90));
    for name in [
        "../../x.csv",
        "..\\..\\x.csv",
        "C:\\x.csv",
        "C:x.csv",
        "/etc/cron.d/x.csv",
        "%2e%2e%2fx.csv",
        "..%5cx.csv",
        "....//x.csv",
        ".cahier",
        "cahier.toml",
        "~",
        "-rf",
        "x\"; name=\"form",
        "a<b>c|d?*.csv",
        "\u{202e}vsc.exe",
        "{{ 7*7 }}.csv",
        &long,
        &accents,
        &faces,
    ] {
        let reply = studio.upload(&[(name, CSV)], &[]);
        assert_eq!(reply.status, 303, "{name}: {}", reply.body);
        let folders = shelved(&studio);
        assert_eq!(folders.len(), 1, "{folders:?}");
        let folder = &folders[0];
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        assert!(folder.chars().all(plain), "{folder}");
        let place = reply.location().unwrap();
        assert!(
            place.starts_with(&format!("{}p/", studio.base())),
            "{place}"
        );
        // One file of the answers, under a name that every system can write.
        let now = tree(&studio.shelf().join(folder));
        let sources: Vec<&String> = now
            .keys()
            .filter(|name| name.starts_with("sources/"))
            .collect();
        let [_, file] = sources[..] else {
            panic!("{name}: {sources:?}");
        };
        let file = file.trim_start_matches("sources/");
        assert!(!file.contains(['/', '\\', ':', '"', '<']), "{file}");
        assert!(!file.chars().any(char::is_control), "{file}");
        assert!(file.len() <= 255 && !file.starts_with('.'), "{file}");
        assert_eq!(now[&format!("sources/{file}")], CSV);
        // The project that was made of it can be read.
        let columns = studio.page(&format!("p/{folder}/columns"));
        assert!(!columns.contains("role=\"alert\""), "{name}");
        std::fs::remove_dir_all(studio.shelf().join(folder)).unwrap();
    }
    assert_eq!(tree(studio.home()), before);
}

#[test]
fn a_file_without_a_name_is_no_file() {
    let studio = Studio::alone("fr");
    for name in ["", ".", "..", "../", "/", "\\", " ", "..."] {
        let reply = studio.upload(&[(name, CSV)], &[]);
        assert_refused(&studio, &reply, &["abord un fichier"]);
    }
    // A name that no head of a part can hold.
    for name in ["a\u{1b}[2Jb.csv", "a\0.csv", "a\r\n\r\nb.csv"] {
        assert_refused(&studio, &studio.upload(&[(name, CSV)], &[]), &[]);
    }
    assert_refused(&studio, &studio.upload(&[], &[("title", "Rien")]), &[]);
}

#[test]
fn files_of_one_name_are_both_kept() {
    let studio = Studio::alone("fr");
    let other = "id;avis\n4;un marché\n5;du calme la nuit\n".as_bytes();
    let files = [("avis.csv", CSV), ("sub/avis.csv", other)];
    assert_eq!(studio.upload(&files, &[]).status, 303);
    let kept = tree(&studio.shelf().join("avis/sources"));
    assert!(kept.values().any(|bytes| bytes == CSV));
    assert!(kept.values().any(|bytes| bytes == other));
    // Nor does a later one write over an earlier.
    assert_eq!(studio.upload(&[("avis.csv", other)], &[]).status, 303);
    assert_eq!(tree(&studio.shelf().join("avis/sources")), kept);
    assert_eq!(shelved(&studio), ["avis", "avis-2"]);
}

/// Unpacks to more than any survey.
fn bomb() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, text) in ["avis", "des bus", "des bancs"].iter().enumerate() {
        sheet.write_string(row as u32, 0, *text).unwrap();
    }
    let whole = workbook.save_to_buffer().unwrap();
    let mut archive = ZipWriter::new_append(Cursor::new(whole)).unwrap();
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(1));
    archive.start_file("xl/media/image1.png", options).unwrap();
    let zeros = vec![0_u8; 1_000_000];
    for _ in 0..600 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_survey_is_refused_and_gone() {
    let studio = Studio::alone("fr");
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 300]].concat();
    let noise: Vec<u8> = (0..4000u32).map(|n| ((n * 7919) >> 3) as u8).collect();
    let bomb = bomb();
    let refused = |name: &str, content: &[u8], words: &[&str]| {
        let reply = studio.upload(&[(name, content)], &[("title", "Avis")]);
        assert_refused(&studio, &reply, words);
        // One bad file among good ones takes them along.
        let reply = studio.upload(&[("avis.csv", CSV), (name, content)], &[]);
        assert_refused(&studio, &reply, words);
    };
    refused("photo.png", &png, &["image"]);
    refused("photo.csv", &png, &["image"]);
    refused("vide.csv", b"", &["vide"]);
    refused("vide.xlsx", b"", &["vide"]);
    refused("lettre.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", &[]);
    refused("bruit.csv", &noise, &[]);
    refused("faux.xlsx", b"PK\x03\x04 not a workbook", &[]);
    refused("bombe.xlsx", &bomb, &["512 Mo"]);
}

/// The page on which another sheet can be chosen is not lost with the sheet.
#[test]
fn a_sheet_that_holds_nothing_can_be_left_again() {
    let studio = Studio::alone("fr");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Réponses").unwrap();
    for (row, text) in ["avis", "des bus le soir", "des bancs au parc"]
        .iter()
        .enumerate()
    {
        sheet.write_string(row as u32, 0, *text).unwrap();
    }
    workbook.add_worksheet().set_name("Vide").unwrap();
    let whole = workbook.save_to_buffer().unwrap();
    assert_eq!(studio.upload(&[("avis.xlsx", &whole)], &[]).status, 303);
    for sheet in ["Vide", "Absente", "<script>alert(1)</script>"] {
        studio.post("p/avis/columns", &[("sheet", sheet)]);
        let page = studio.get("p/avis/columns");
        assert_eq!(page.status, 200, "{sheet}: {}", page.body);
        assert!(page.body.contains("name=\"sheet\""), "{sheet}");
        assert!(!page.body.contains("<script>"), "{sheet}");
        let back = studio.post("p/avis/columns", &[("sheet", "")]);
        assert_eq!(back.status, 303, "{sheet}: {}", back.body);
        assert_eq!(studio.get("p/avis/columns").status, 200, "{sheet}");
    }
}

#[test]
fn twenty_files_are_taken_and_one_more_is_not() {
    let studio = Studio::alone("fr");
    let names: Vec<String> = (1..=21).map(|n| format!("avis-{n}.csv")).collect();
    // Each with people of its own: the same answers twice are told as such.
    let texts: Vec<String> = (1..=21)
        .map(|n| format!("id;avis\n{n}1;des bus le soir {n}\n{n}2;des bancs au parc {n}\n"))
        .collect();
    let files = names.iter().zip(&texts);
    let files: Vec<(&str, &[u8])> = files.map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    assert_refused(&studio, &studio.upload(&files, &[]), &["20 fichiers"]);
    assert_eq!(studio.upload(&files[..20], &[]).status, 303);
    assert_eq!(shelved(&studio), ["avis-1"]);
}

/// A cable pulled, a laptop closed: what did not come whole is not taken for a consultation.
#[test]
fn nothing_stays_of_an_upload_that_broke_off() {
    let studio = Studio::alone("fr");
    let secret = [("form", studio.token())];
    let (one, two) = (("avis.csv", CSV), ("suite.csv", CSV));
    let parts: Vec<Part> = secret.iter().map(text_part).collect();
    let with = |more: &[Part]| multipart(&[&parts, more].concat());
    let file = with(&[file_part(&one)]);
    let both = with(&[file_part(&one), file_part(&two)]);
    let titled = with(&[file_part(&one), text_part(&("title", "Avis"))]);
    let again = with(&[file_part(&one), text_part(&("form", "wrong"))]);
    for (what, body) in [
        ("in the first file", &file[..file.len() - 20]),
        ("behind the first file", &file),
        ("in the head of the second", &both[..file.len() + 50]),
        ("in the second file", &both[..both.len() - 20]),
        ("behind the second", &both),
        ("in the title", &titled[..titled.len() - 3]),
        ("behind the title", &titled),
        ("in a form that changed its mind", &again),
    ] {
        let reply = studio.upload_body("open", body);
        assert!(
            [400, 422].contains(&reply.status),
            "{what}: {}",
            reply.status
        );
        assert_eq!(shelved(&studio), [""; 0], "{what}");
    }
}

#[test]
fn nothing_stays_of_an_upload_whose_sender_left() {
    let studio = Studio::alone("fr");
    let secret = [("form", studio.token())];
    let mut parts: Vec<Part> = secret.iter().map(text_part).collect();
    let files = [("avis.csv", CSV), ("suite.csv", CSV)];
    parts.extend(files.iter().map(file_part));
    let body = multipart(&parts);
    let media = "multipart/form-data; boundary=----cahier-7e3f9a51c0";
    let head = format!(
        "POST {}open HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nContent-Type: {media}\r\nContent-Length: 9000000\r\n\r\n",
        studio.base(),
        studio.host(),
        studio.origin()
    );
    let until = |there: bool| {
        let began = Instant::now();
        while shelved(&studio).is_empty() == there && began.elapsed() < Duration::from_secs(10) {
            sleep(Duration::from_millis(10));
        }
        assert_eq!(
            shelved(&studio).is_empty(),
            !there,
            "{:?}",
            shelved(&studio)
        );
    };
    // Between two files, and in the middle of one.
    for sent in [body.len(), body.len() - 20] {
        let mut socket = TcpStream::connect(studio.host()).unwrap();
        socket.write_all(head.as_bytes()).unwrap();
        socket.write_all(&body[..sent]).unwrap();
        // The first file was written as it came.
        until(true);
        drop(socket);
        until(false);
    }
}

/// More answers to a consultation, or its review sheet: what is no such thing leaves it as it
/// was.
#[test]
fn nothing_stays_of_what_does_not_fit_a_consultation() {
    let studio = Studio::alone("fr");
    studio.made("parks");
    let own = studio.shelf().join("parks");
    // What the program keeps for itself may change; what people have may not.
    let kept = || {
        let mut all = tree(&studio.shelf());
        all.retain(|name, _| !name.contains("/.cahier/"));
        all
    };
    let before = kept();
    let secret = [("form", studio.token())];
    let token: Vec<Part> = secret.iter().map(text_part).collect();
    let png: &[u8] = b"\x89PNG\r\n\x1a\n";
    let bad = [
        ("photo.png", png),
        ("parks.csv", png),
        ("vide.csv", b""),
        ("../../cahier.toml", png),
        ("", CSV),
    ];
    for page in ["files", "sheet"] {
        let path = format!("p/parks/{page}");
        for file in &bad {
            let parts = [&token[..], &[file_part(file)]].concat();
            let reply = studio.upload_parts(&path, &parts);
            assert!([303, 422].contains(&reply.status), "{page} {file:?}");
            // A sheet is read by a program of its own, which then says what is wrong.
            while studio.page("p/parks/run").contains("data-poll") {
                sleep(Duration::from_millis(20));
            }
            assert_eq!(kept(), before, "{page} {file:?}");
        }
        let whole = [&token[..], &[file_part(&("suite.csv", CSV))]].concat();
        let late: Vec<Part> = whole.iter().rev().cloned().collect();
        assert_eq!(studio.upload_parts(&path, &late).status, 400);
        let foreign = [text_part(&("form", "0")), file_part(&("suite.csv", CSV))];
        assert_eq!(studio.upload_parts(&path, &foreign).status, 400);
        let body = multipart(&whole);
        for end in [body.len(), body.len() - 20] {
            let reply = studio.upload_body(&path, &body[..end]);
            assert!([400, 422].contains(&reply.status), "{page}");
        }
        for name in ["absent", "%2e%2e", "..%2fparks"] {
            let reply = studio.upload_parts(&format!("p/{name}/{page}"), &whole);
            assert!([400, 404].contains(&reply.status), "{name}/{page}");
        }
        assert_eq!(kept(), before, "{page}");
    }
    assert!(own.join("report/report.html").is_file());
}

#[test]
fn files_are_taken_in_one_place() {
    let studio = Studio::alone("fr");
    assert_eq!(studio.post("sample", &[("sample", "parks")]).status, 303);
    let before = tree(&studio.shelf());
    let secret = [("form", studio.token())];
    let mut parts: Vec<Part> = secret.iter().map(text_part).collect();
    parts.push(file_part(&("avis.csv", CSV)));
    for path in [
        "",
        "sample",
        "p/parks/settings",
        "p/parks/columns",
        "open/x",
        "folder",
    ] {
        let reply = studio.upload_parts(path, &parts);
        assert_eq!(reply.status, 400, "{path}");
    }
    assert_eq!(tree(&studio.shelf()), before);
}
