//! A consultation worked on over days, as sessions at the command line: a project file, runs
//! that repeat nothing, runs cut short, two at once, a journal that is added to.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::*;

/// A project of the sample, in a folder of its own.
fn project() -> Session {
    let session = Session::with_sample("mobilite.csv");
    session
        .cahier(&["init", "mobilite.csv", "--segment", "H"])
        .ended(0);
    session
}

/// Every file of a report but what is for this machine or for the program alone.
fn files(report: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(report).unwrap().flatten();
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry))
        .filter(|(name, entry)| {
            !name.starts_with('.') && name != "journal.jsonl" && entry.path().is_file()
        })
        .map(|(name, entry)| (name, fs::read(entry.path()).unwrap()))
        .collect()
}

fn started(session: &Session) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cahier"))
        .arg("run")
        .current_dir(session.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_project_needs_nothing_but_its_folder() {
    let session = project();
    let settings = session.read("cahier.toml");
    for part in [
        "files = [\"mobilite.csv\"]",
        "\"Qu'est-ce qui rend vos déplacements difficiles aujourd'hui ?\"",
        "id = \"ID de la réponse\"",
        "seed = 0",
        "publication = false",
    ] {
        assert!(settings.contains(part), "{part}");
    }
    session
        .cahier(&["run"])
        .ended(0)
        .telling(&["Settings read from \"cahier.toml\""]);
    // What a person types in one go gives the same bytes.
    session
        .report(&["mobilite.csv", "--segment", "H", "--yes"])
        .ended(0);
    let (here, there) = (files(&session.path("report")), files(&session.path("out")));
    assert_eq!(
        here.keys().collect::<Vec<_>>(),
        there.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &here {
        // Where the sources are is told from the report's folder.
        assert!(bytes == &there[name] || name == "sources.json", "{name}");
    }
    session.cahier(&["verify", "report"]).ended(0);
}

#[test]
fn a_project_is_never_written_over_and_its_mistakes_are_told() {
    let session = project();
    session
        .cahier(&["init", "mobilite.csv"])
        .ended(2)
        .telling(&["\"cahier.toml\" exists already"]);
    let settings = session.read("cahier.toml");
    for (right, wrong, told) in [
        (
            "seed = 0",
            "sead = 0",
            "unknown key \"sead\" in [analysis]. The nearest is \"seed\"",
        ),
        ("seed = 0", "seed = \"a\"", "\"seed\" takes a whole number"),
        (
            "publication = false",
            "publication = \"no\"",
            "\"publication\" takes true, false",
        ),
        (
            "[sources]",
            "[source]",
            "unknown key \"source\". The nearest is \"sources\"",
        ),
        (
            "themes = \"normal\"",
            "themes = \"lots\"",
            "\"themes\" takes one of",
        ),
        (
            "# versions = [\"residents\", \"press:post\"]",
            "versions = [\"all\"]",
            "\"versions\" takes publics",
        ),
    ] {
        assert!(settings.contains(right), "{right}");
        session.write("cahier.toml", settings.replacen(right, wrong, 1));
        session.cahier(&["run"]).ended(2).telling(&[told]);
    }
    let alone = Session::new();
    alone
        .cahier(&["run"])
        .ended(2)
        .telling(&["which file is to be read?", "cahier init"]);
}

#[test]
fn nothing_is_done_twice_and_status_says_what_is_stale() {
    let session = project();
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["Nothing has been written"]);
    let begun = Instant::now();
    session.cahier(&["run"]).ended(0);
    let first = begun.elapsed();
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["Up to date", "Draft"]);
    let before = files(&session.path("report"));
    let written = |name: &str| {
        fs::metadata(session.path("report").join(name))
            .unwrap()
            .modified()
            .unwrap()
    };
    let stamps: Vec<_> = before.keys().map(|name| written(name)).collect();
    let begun = Instant::now();
    session
        .cahier(&["run"])
        .ended(0)
        .telling(&["Nothing has changed"]);
    let again = begun.elapsed();
    assert!(again * 10 < first, "{again:?} after {first:?}");
    assert_eq!(
        stamps,
        before.keys().map(|name| written(name)).collect::<Vec<_>>()
    );

    // A file of the report that somebody touched is written again, and told before.
    session.write("report/report.md", "mine");
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["\"report.md\" was changed since"]);
    session.cahier(&["run"]).ended(0);
    assert_eq!(files(&session.path("report")), before);

    let settings = session.read("cahier.toml");
    session.write("cahier.toml", settings.replacen("seed = 0", "seed = 5", 1));
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["out of date", "\"cahier.toml\" has changed"]);
    session.write("cahier.toml", settings);

    // One more answer.
    let answers = session.read("mobilite.csv");
    let last = answers.trim_end().lines().last().unwrap().to_owned();
    let (_, rest) = last.split_once(';').unwrap();
    session.write("mobilite.csv", format!("{answers}9999;{rest}\n"));
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["the answers: \"mobilite.csv\" has changed"]);
    session.cahier(&["run"]).ended(0);
    assert_eq!(session.synthesis("report")["rows"], 151);
    let clean = Session::with("mobilite.csv", session.read("mobilite.csv"));
    clean
        .report(&["mobilite.csv", "--segment", "H", "--yes"])
        .ended(0);
    assert_eq!(
        clean.bytes("out/synthesis.json"),
        session.bytes("report/synthesis.json")
    );
}

#[test]
fn what_is_kept_between_runs_is_never_trusted_blindly() {
    let session = project();
    session.cahier(&["run"]).ended(0);
    let sound = files(&session.path("report"));
    let cache = session.path("report/.cahier/cache");
    let kept: Vec<_> = fs::read_dir(&cache)
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .collect();
    assert_eq!(kept.len(), 2, "the groups of two questions");
    for (place, damage) in kept.iter().zip([&b"groups"[..], b""]) {
        fs::write(place, damage).unwrap();
    }
    // The stamp says that all is up to date: take it away to have the run look at them.
    fs::remove_file(session.path("report/.cahier/last.json")).unwrap();
    session.cahier(&["run"]).ended(0);
    assert_eq!(files(&session.path("report")), sound);
    session.write("report/.cahier/last.json", "{}");
    session.cahier(&["run"]).ended(0);
    assert_eq!(files(&session.path("report")), sound);
}

#[test]
fn a_run_killed_at_any_point_leaves_nothing_that_another_does_not_mend() {
    let session = project();
    let begun = Instant::now();
    session.cahier(&["run"]).ended(0);
    let whole = begun.elapsed();
    let undisturbed = files(&session.path("report"));
    fs::remove_dir_all(session.path("report")).unwrap();
    // Fractions of the golden ratio fall everywhere in a run, the same at each test.
    for kill in 1..=50u32 {
        let part = (f64::from(kill) * 0.618_034).fract();
        let mut child = started(&session);
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * part));
        child.kill().unwrap();
        child.wait().unwrap();
        if kill % 10 == 0 {
            let _ = fs::remove_dir_all(session.path("report"));
        }
    }
    session.cahier(&["run"]).ended(0);
    let mended = files(&session.path("report"));
    assert_eq!(
        mended.keys().collect::<Vec<_>>(),
        undisturbed.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &mended {
        assert!(bytes == &undisturbed[name], "{name}");
    }
    session.cahier(&["verify", "report"]).ended(0);
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["Up to date", "the chain holds"]);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let session = project();
    let mut children = [started(&session), started(&session), started(&session)];
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    session.cahier(&["verify", "report"]).ended(0);
    session
        .cahier(&["status"])
        .ended(0)
        .printing(&["Up to date"]);
    // One did the work, the others found it done.
    let journal = session.read("journal.jsonl");
    assert_eq!(
        journal
            .lines()
            .filter(|line| line.contains("\"event\":\"run\""))
            .count(),
        1
    );
}

#[test]
fn the_journal_is_added_to_and_what_is_changed_in_it_is_seen() {
    let session = project();
    session.cahier(&["run"]).ended(0);
    let journal = session.read("journal.jsonl");
    let events: Vec<serde_json::Value> = journal
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(events[0]["event"], "init");
    assert_eq!(events[1]["event"], "run");
    assert_eq!(events[1]["provenance"]["seed"], 0);
    assert_eq!(events[1]["inputs"][0]["name"], "mobilite.csv");
    let synthesis = session.synthesis("report");
    for question in synthesis["questions"].as_array().unwrap() {
        for answer in question["answers"].as_array().unwrap() {
            let text = answer["text"].as_str().unwrap();
            assert!(
                text.len() < 20 || !journal.contains(text),
                "an answer in the journal"
            );
        }
    }
    session.write(
        "journal.jsonl",
        journal.replacen("mobilite.csv", "autre.csv", 1),
    );
    session
        .cahier(&["verify", "report"])
        .ended(1)
        .printing(&["the journal is broken at line 2"]);
    session.write("journal.jsonl", journal);
    session.cahier(&["verify", "report"]).ended(0);
    session.tamper("report", |synthesis| {
        synthesis["provenance"]["seed"] = 7.into()
    });
    session.cahier(&["render", "report"]).ended(0);
    session
        .cahier(&["verify", "report"])
        .ended(1)
        .printing(&["synthesis.json is not the one that the journal noted"]);
}
