//! Sessions at the command line: a folder of one's own, commands run in it, what they
//! said and what they wrote.
#![allow(clippy::unwrap_used)]
// Each test file uses its own part of this module.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

/// Files of any report, by name; archives and one file a question stand beside them.
pub const REPORT_FILES: [&str; 12] = [
    "codebook.csv",
    "coding.csv",
    "coding.xlsx",
    "onepage.html",
    "report.html",
    "report.md",
    "review.xlsx",
    "simplified.html",
    "simplified.md",
    "sources.json",
    "synthesis.json",
    "themes.csv",
];

/// A folder that is gone after the test, and commands run in it.
pub struct Session {
    folder: TempDir,
}

impl Session {
    pub fn new() -> Session {
        Session {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A session with one input file in its folder.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Session {
        let session = Session::new();
        session.write(name, content);
        session
    }

    /// A session with a copy of one of the consultations of `data-samples`.
    pub fn with_sample(name: &str) -> Session {
        Session::with(name, fs::read(sample(name)).unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The text of a file; of a workbook, that of its cells.
    pub fn read(&self, name: &str) -> String {
        match name.ends_with(".xlsx") {
            true => sheets(&self.bytes(name))
                .into_values()
                .flatten()
                .flatten()
                .collect::<Vec<String>>()
                .join("\n"),
            false => fs::read_to_string(self.path(name)).unwrap(),
        }
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Runs `cahier` in the folder, at no terminal, with English messages unless `--lang`
    /// says otherwise: what the machine's locale is must not matter.
    pub fn cahier(&self, arguments: &[&str]) -> Said {
        self.cahier_in_locale(arguments, "en_GB.UTF-8")
    }

    pub fn cahier_in_locale(&self, arguments: &[&str], locale: &str) -> Said {
        said(arguments, self.folder.path(), locale)
    }

    /// Runs `cahier run` into the folder `out`.
    pub fn report(&self, arguments: &[&str]) -> Said {
        let parts: [&[&str]; 3] = [&["run"], arguments, &["--out", "out"]];
        self.cahier(&parts.concat())
    }

    /// The result in a report's folder.
    pub fn synthesis(&self, report: &str) -> Value {
        let text = self.read(&format!("{report}/synthesis.json"));
        serde_json::from_str(&text).unwrap()
    }

    /// Writes a result back as a person with an editor would.
    pub fn tamper(&self, report: &str, change: impl FnOnce(&mut Value)) {
        let mut synthesis = self.synthesis(report);
        change(&mut synthesis);
        let text = serde_json::to_string_pretty(&synthesis).unwrap();
        self.write(&format!("{report}/synthesis.json"), text);
    }

    /// The lines of a report's `coding.csv`, its title line included.
    pub fn coding(&self, report: &str) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(self.path(report).join("coding.csv"))
            .unwrap()
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }
}

/// What a command left behind.
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    /// The command did its work.
    #[track_caller]
    pub fn done(self) -> Said {
        self.ended(0)
    }

    /// The command ended with this code, and never by a panic.
    #[track_caller]
    pub fn ended(self, code: i32) -> Said {
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The talk on stderr holds every one of `parts`.
    #[track_caller]
    pub fn telling(self, parts: &[&str]) -> Said {
        for part in parts {
            assert!(
                self.stderr.contains(part),
                "{part:?} is not in:\n{}",
                self.stderr
            );
        }
        self
    }

    /// The result on stdout holds every one of `parts`.
    #[track_caller]
    pub fn printing(self, parts: &[&str]) -> Said {
        for part in parts {
            assert!(
                self.stdout.contains(part),
                "{part:?} is not in:\n{}",
                self.stdout
            );
        }
        self
    }
}

fn said(arguments: &[&str], folder: &Path, locale: &str) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_cahier"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", locale)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Said::from(output)
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A file of `data-samples`.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data-samples")
        .join(name)
}

/// What the authors of a sample planted in it.
pub fn sample_key(stem: &str) -> Value {
    let text = fs::read_to_string(sample(&format!("{stem}.key.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A sentence of the French report, with its spaces as they are printed.
pub fn french(key: &str) -> String {
    let words: Value =
        serde_json::from_str(include_str!("../../src/report/wording/fr.json")).unwrap();
    let spaces = [
        (" :", "\u{a0}:"),
        (" ;", "\u{202f};"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" %", "\u{a0}%"),
    ];
    let typed = text(&words, key).to_owned();
    spaces
        .iter()
        .fold(typed, |text, (plain, set)| text.replace(plain, set))
}

/// Cells out of lines with `;` between them.
pub fn cells(lines: &str) -> Vec<Vec<String>> {
    lines
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect()
}

/// A workbook with these sheets, in order.
pub fn workbook(sheets: &[(&str, &[Vec<String>])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet
                    .write_string(row as u32, column as u16, cell.as_str())
                    .unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The sheets of a workbook by name, each as rows of cells in text.
pub fn sheets(workbook: &[u8]) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut workbook = Xlsx::new(Cursor::new(workbook)).unwrap();
    let sheets = workbook.worksheets().into_iter();
    sheets
        .map(|(name, range)| {
            let rows = range.rows();
            let text = |row: &[Data]| row.iter().map(ToString::to_string).collect();
            (name, rows.map(text).collect())
        })
        .collect()
}

/// A list of a result; a missing one fails the test rather than passing as empty.
#[track_caller]
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value[key].as_array() {
        Some(items) => items,
        None => panic!("no list {key:?} in {value}"),
    }
}

/// A text of a result.
#[track_caller]
pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    match value[key].as_str() {
        Some(text) => text,
        None => panic!("no text {key:?} in {value}"),
    }
}

/// A number of a result.
#[track_caller]
pub fn count(value: &Value, key: &str) -> usize {
    match value[key].as_u64() {
        Some(count) => count as usize,
        None => panic!("no number {key:?} in {value}"),
    }
}

/// The ids in a list of records, or in a list of ids.
pub fn ids(records: &[Value]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record.as_str().unwrap_or_else(|| text(record, "id")))
        .collect()
}

/// The texts of the analysed answers of the first question, in order.
pub fn answer_texts(synthesis: &Value) -> Vec<&str> {
    list(&synthesis["questions"][0], "answers")
        .iter()
        .map(|answer| text(answer, "text"))
        .collect()
}

/// No row was lost: every question accounts for all the rows, in its totals and in its
/// lists.
#[track_caller]
pub fn assert_balanced(synthesis: &Value, rows: usize) {
    assert_eq!(count(synthesis, "rows"), rows);
    assert!(!list(synthesis, "questions").is_empty());
    for question in list(synthesis, "questions") {
        let balance = &question["balance"];
        let classes: usize = list(balance, "set_aside")
            .iter()
            .map(|class| class[1].as_u64().unwrap() as usize)
            .sum();
        let (in_theme, unassigned) = (count(balance, "in_theme"), count(balance, "unassigned"));
        assert_eq!(count(balance, "rows"), rows);
        assert_eq!(classes + in_theme + unassigned, rows, "{balance}");
        assert_eq!(count(balance, "analysed"), in_theme + unassigned);
        assert_eq!(list(question, "answers").len(), in_theme + unassigned);
        assert_eq!(list(question, "set_aside").len(), classes);
        assert_eq!(list(question, "unassigned").len(), unassigned);
    }
}

/// The notice of one kind among those of the first file.
#[track_caller]
pub fn notice<'v>(synthesis: &'v Value, kind: &str) -> &'v Value {
    let file = &synthesis["files"][0];
    match list(file, "notices").iter().find(|n| n["kind"] == kind) {
        Some(notice) => notice,
        None => panic!("no notice {kind:?} in {file}"),
    }
}
