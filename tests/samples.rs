//! The samples' reports in `reports/` are what the tool writes today.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What is kept of a sample's report, to be read on the web and compared line by line.
const KEPT: [&str; 10] = [
    "codebook.csv",
    "coding.csv",
    "onepage.html",
    "report.html",
    "report.md",
    "simplified.html",
    "simplified.md",
    "sources.json",
    "synthesis.json",
    "themes.csv",
];
/// What is not kept: made for other programs, not for reading. Tests of their own read it.
const LEFT_OUT: [&str; 10] = [
    ".cahier",
    "codebook.qdc",
    "coding.qdpx",
    "coding.xlsx",
    "iramuteq-q1.txt",
    "iramuteq-q2.txt",
    "iramuteq-variables.csv",
    "journal.jsonl",
    "report.docx",
    "review.xlsx",
];

/// Sample and segment columns, as the README's and CONTRIBUTING's commands write them.
const SAMPLES: [(&str, &[&str]); 3] = [
    ("mobilite.csv", &["H", "I"]),
    ("logement.xlsx", &["H"]),
    ("parks.csv", &["neighbourhood"]),
];

/// The names of the files in a folder, in order.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn committed_reports_are_what_the_tool_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (sample, segments) in SAMPLES {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        command
            .current_dir(root)
            .args(["run", &format!("data-samples/{sample}"), "--yes", "--out"])
            .arg(out.path());
        for segment in segments {
            command.args(["--segment", segment]);
        }
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let committed = root
            .join("reports")
            .join(Path::new(sample).file_stem().unwrap());
        // Who runs the samples has the rest too.
        let mut there = listed(&committed);
        there.retain(|name| !LEFT_OUT.contains(&name.as_str()));
        assert_eq!(there, KEPT);
        let mut written = KEPT.to_vec();
        written.extend(LEFT_OUT);
        written.sort_unstable();
        assert_eq!(listed(out.path()), written);
        // The places of the sources are those from a folder of their own.
        for name in KEPT.into_iter().filter(|name| *name != "sources.json") {
            let now = fs::read(out.path().join(name)).unwrap();
            let kept = fs::read(committed.join(name)).unwrap();
            assert!(
                now == kept,
                "reports/{} is out of date in {name}: run the commands of CONTRIBUTING.md",
                committed.file_name().unwrap().to_string_lossy()
            );
        }
    }
}
