//! The whole way of a person who has never opened a terminal, in Chromium: a file chosen,
//! columns read, settings, a run, themes corrected, the report proved. On each sample, in both
//! languages; the same consultation on the command line gives the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::visitor::Visitor;

fn sample(name: &str) -> PathBuf {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data-samples");
    samples.join(name)
}

/// Files of a report by name.
fn report_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let mut files: Vec<(String, Vec<u8>)> = files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read(file.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The same consultation on the command line, from its files, settings and decisions alone.
fn assert_same_on_the_command_line(consultation: &Path) {
    let other = TempDir::new().unwrap();
    let folder = other.path().join("elsewhere");
    fs::create_dir_all(folder.join("sources")).unwrap();
    for name in ["cahier.toml", "decisions.json"] {
        fs::copy(consultation.join(name), folder.join(name)).unwrap();
    }
    for entry in fs::read_dir(consultation.join("sources"))
        .unwrap()
        .flatten()
    {
        fs::copy(entry.path(), folder.join("sources").join(entry.file_name())).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_cahier"))
        .arg("run")
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let mine = report_files(&consultation.join("report"));
    let theirs = report_files(&folder.join("report"));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&mine), names(&theirs));
    assert!(mine.len() > 12, "{:?}", names(&mine));
    for ((name, one), (_, other)) in mine.iter().zip(&theirs) {
        assert!(one == other, "{name} differs");
    }
}

/// From the first page to the report, with a correction of each kind on the way.
fn whole_way(file: &str, language: &str, segments: usize) {
    let shelf = TempDir::new().unwrap();
    let Some(mut v) = Visitor::new(shelf.path(), language) else {
        return;
    };
    v.visit("");
    v.tab.choose_files("#files", &[&sample(file)]);
    v.write("#title", "Ma consultation");
    v.click(".drop button");
    assert!(v.count(".columns-table tbody tr") > 5 && v.count("tr.part-open") > 0);
    // One click changes a role.
    for _ in 0..segments {
        v.click("tr.part-other button[value$=':segment']:not([disabled])");
    }
    assert_eq!(v.count("tr.part-segment"), segments);
    v.click("a.button.main");
    v.write("[name=authority]", "Ville de Valbourg");
    v.click(".settings > .buttons .main");
    v.click("#progress button");
    v.wait();
    v.click("#progress a.main");
    correct_themes(&mut v);
    correct_answers(&mut v);
    look_around(&mut v);
    // The report is brought up to date, and proved.
    v.click("nav .steps li:nth-child(5) a");
    v.click(".panel form button.main");
    v.wait();
    v.click("nav .steps li:nth-child(5) a");
    v.click("form[action$='/verify'] button");
    assert_eq!(v.count(".panel .notice"), 1);
    assert_eq!(v.count(".notice.refused"), 0, "{}", v.text(".notice"));
    for reading in ["report.html", "simplified.html"] {
        v.click(&format!("a[href*='reading={reading}']"));
    }
    assert_same_on_the_command_line(&shelf.path().join("ma-consultation"));
    // The same pages in the other language.
    v.click(".language button");
    for page in [
        "columns",
        "settings",
        "run",
        "review/q1",
        "review/q1-t02",
        "review/q1/found",
        "report",
    ] {
        v.visit(&format!("p/ma-consultation/{page}"));
    }
    v.visit("");
    v.conclude();
}

/// Validates, renames, merges with the list and by dragging, takes back, takes in again.
fn correct_themes(v: &mut Visitor) {
    let cards = v.count(".theme-card");
    assert!(cards >= 4, "{cards}");
    v.write("#name", "Élodie Martin");
    v.click(".signed button");
    v.click(".theme-card form button.main");
    assert_eq!(v.count(".theme-card.read"), 1);
    v.write("#q1-t02-rename", "Un titre à nous");
    v.click("#q1-t02 details form:nth-of-type(1) button");
    assert!(v.text("#q1-t02 h2").contains("Un titre à nous"));
    v.write("#q1-t03-into", "q1-t02");
    v.click("#q1-t03 details form:nth-of-type(2) button");
    assert_eq!(v.count(".theme-card"), cards - 1);
    v.drag("#q1-t04", "#q1-t02");
    assert!(
        v.text("#merging [data-sentence]")
            .contains("Un titre à nous")
    );
    v.click("#merging button.main");
    assert_eq!(v.count(".theme-card"), cards - 2);
    v.click(".undo form:nth-of-type(1) button");
    assert_eq!(v.count(".theme-card"), cards - 1);
    v.click(".undo form:nth-of-type(2) button");
    assert_eq!(v.count(".theme-card"), cards - 2);
    v.click(".undo form:nth-of-type(1) button");
    assert_eq!(v.count(".theme-card"), cards - 1);
}

/// Splits a theme, moves an answer, rejects a quote, quotes some words.
fn correct_answers(v: &mut Visitor) {
    v.click("#q1-t02 h2 a");
    let answers = v.number("#answers-title");
    v.tick(2);
    v.write("#to", "new");
    v.write("#new-title", "Un thème à part");
    v.click(".moving button.main");
    assert_eq!(v.number("#answers-title"), answers - 2);
    v.tick(1);
    v.write("#to", "none");
    v.click(".moving button.main");
    assert_eq!(v.number("#answers-title"), answers - 3);
    let quotes = v.count(".quote-line");
    assert!(quotes > 0);
    v.click(".quote-line button[value=no]");
    assert_eq!(v.count(".quote-line"), quotes - 1);
    v.click("[data-answers] li:last-child .reference a");
    v.select_words();
    let quoted = v.text("[data-selection] q");
    let theme = v
        .tab
        .evaluate("document.getElementById('quote-theme').value");
    v.click("section[aria-labelledby=quote-title] form button");
    v.visit(&format!(
        "p/ma-consultation/review/{}",
        theme.as_str().unwrap()
    ));
    let first = v.text(".quote-line q");
    let plain = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
    assert_eq!(plain(&first), plain(&quoted));
}

/// The findings, the answers without a theme, the map, a search.
fn look_around(v: &mut Visitor) {
    v.visit("p/ma-consultation/review/q1/found");
    assert!(v.count(".judging") > 0);
    v.write(".judging [name=why]", "à voir avec le service");
    v.click(".judging button[value=dismissed]");
    assert!(v.text("article.card").contains("à voir avec le service"));
    v.click(".views a[href$='/unassigned']");
    v.click(".views a[href$='/map']");
    v.click(".pic-marks a");
    assert_eq!(
        v.count(".moving"),
        1,
        "a title of the key leads to its theme"
    );
    v.click(".views a[href$='/map']");
    let mark = "document.querySelector('.pic-map svg a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))";
    v.tab.leave(mark);
    v.look("mark");
    assert_eq!(v.count("#verbatim"), 1, "a mark leads to its answer");
    v.write("#sought", "le");
    v.click(".search button");
    assert!(v.count(".answers > li") > 0);
}

#[test]
fn mobility_in_french() {
    whole_way("mobilite.csv", "fr", 2);
}

#[test]
fn housing_in_english() {
    whole_way("logement.xlsx", "en", 1);
}

#[test]
fn parks_in_french() {
    whole_way("parks.csv", "fr", 1);
}
