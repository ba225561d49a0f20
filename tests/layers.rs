//! The rules between modules: data flows one way, and so do imports.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Stages in the order data takes; a stage sees those before it.
const STAGES: [&str; 13] = [
    "ingest",
    "answers",
    "privacy",
    "units",
    // Knows nothing of answers; embeddings speak to servers through it.
    "llm",
    "prompts",
    "embeddings",
    "clusters",
    "themes",
    "synthesis",
    "readings",
    "report",
    "review",
];
/// Leaves, which any stage may use.
const LEAVES: [&str; 6] = ["error", "language", "progress", "sifted", "source", "words"];
/// What stands on the stages.
const ABOVE: [&str; 5] = ["pipeline", "verification", "evaluation", "config", "cli"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The module a file belongs to: `src/ingest/csv.rs` and `src/synthesis.rs` alike.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap();
    let name = first.as_os_str().to_string_lossy().into_owned();
    name.trim_end_matches(".rs").to_owned()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Modules a file names with `crate::`, tests and comments aside.
fn imports(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

fn allowed(room: &str, import: &str) -> bool {
    if LEAVES.contains(&import) || room == import {
        return true;
    }
    let place = |name: &str| STAGES.iter().position(|stage| *stage == name);
    match (place(room), place(import)) {
        (Some(here), Some(there)) => there < here,
        (None, Some(_)) => ABOVE.contains(&room),
        (_, None) => room == "cli",
    }
}

#[test]
fn every_module_is_known() {
    for path in files(&root().join("src")) {
        let room = room(&path);
        let known = STAGES.contains(&room.as_str())
            || LEAVES.contains(&room.as_str())
            || ABOVE.contains(&room.as_str())
            || ["lib", "main"].contains(&room.as_str());
        assert!(known, "{} is in no layer", path.display());
    }
}

#[test]
fn imports_point_to_earlier_stages() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src")) {
        let room = room(&path);
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        for import in imports(&path) {
            if !allowed(&room, &import) {
                wrong.push(format!("{}: {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The report is drawn from the synthesis alone: from the stages it takes types, no work.
#[test]
fn report_calls_no_stage() {
    for path in files(&root().join("src/report")) {
        let text = fs::read_to_string(&path).unwrap();
        for stage in ["units", "embeddings", "clusters", "privacy"] {
            assert!(
                !text.contains(&format!("crate::{stage}")),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn only_the_command_line_knows_the_terminal_and_the_adapters() {
    for path in files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let room = room(&path);
        if room != "cli" {
            for forbidden in ["clap::", "indicatif::", "anyhow::", "println!", "eprintln!"] {
                assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
            }
        }
        if !["cli", "embeddings", "lib"].contains(&room.as_str()) {
            assert!(!text.contains("HttpEmbedder"), "{}", path.display());
            assert!(!text.contains("BuiltInEmbedder"), "{}", path.display());
        }
        // `llm` keeps replies on disk, the store of `embeddings` keeps vectors: what was
        // paid for is not paid for again.
        let keeps = room == "llm" || path.ends_with("embeddings/http/store.rs");
        // A module of tests, which compares the published schema.
        let keeps = keeps || path.ends_with("synthesis/schema.rs");
        if !["cli", "ingest"].contains(&room.as_str()) && !keeps {
            let code = text.split("#[cfg(test)]").next().unwrap();
            assert!(!code.contains("std::fs"), "{}", path.display());
        }
    }
}

#[test]
fn small_files_stay_small() {
    let lines = |file: &str| {
        fs::read_to_string(root().join(file))
            .unwrap()
            .lines()
            .count()
    };
    assert!(lines("src/main.rs") <= 30);
    assert!(lines("src/pipeline.rs") <= 150);
}

/// A rule that cannot fail is no rule: the checker refuses what it should.
#[test]
fn forbidden_edges_are_seen() {
    for (room, import) in [
        ("ingest", "answers"),
        ("readings", "config"),
        ("clusters", "themes"),
        ("themes", "pipeline"),
        ("report", "cli"),
        ("words", "ingest"),
    ] {
        assert!(!allowed(room, import), "{room} -> {import}");
    }
    assert!(allowed("themes", "clusters") && allowed("cli", "pipeline"));
}
