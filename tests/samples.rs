//! The samples' reports in `reports/` are what the tool writes today.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Sample and segment columns, as the README's and CONTRIBUTING's commands write them.
const SAMPLES: [(&str, &[&str]); 3] = [
    ("mobilite.csv", &["H", "I"]),
    ("logement.xlsx", &["H"]),
    ("parks.csv", &["neighbourhood"]),
];

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
        for name in [
            "synthesis.json",
            "coding.csv",
            "report.md",
            "report.html",
            "onepage.html",
            "simplified.html",
            "simplified.md",
        ] {
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
