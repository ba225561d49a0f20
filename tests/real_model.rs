//! A run with a real, very small language model: the wire holds, its bad labels are caught,
//! and a second run gives the same bytes.
//!
//! `.ci/run` installs the model (`tests/real_model/serve.py`); elsewhere the test says that
//! it is skipped unless `CAHIER_REAL_MODEL` names the folder it was installed in.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::*;

/// Answers on two subjects, enough for a few themes and few calls.
const ANSWERS: &str = include_str!("real_model/short.csv");

/// The server, stopped when the test ends however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn served(folder: &Path) -> (Server, String) {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real_model/serve.py");
    let mut child = Command::new(folder.join("bin/python"))
        .arg(script)
        .arg("run")
        .arg(folder)
        .arg(port.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(
        line.starts_with("listening"),
        "the model did not load: {line}"
    );
    (Server(child), format!("http://127.0.0.1:{port}/v1"))
}

#[test]
fn a_small_real_model_is_asked_checked_and_recorded() {
    let Some(folder) = std::env::var_os("CAHIER_REAL_MODEL").map(PathBuf::from) else {
        eprintln!("skipped: CAHIER_REAL_MODEL names no folder with the model");
        return;
    };
    let (_server, url) = served(&folder);
    let session = Session::with("banc.csv", ANSWERS);
    let run = |out: &str| {
        let arguments = [
            "run", "banc.csv", "--yes", "--lang", "fr", "--llm", &url, "--model", "qwen0.5b",
            "--out", out,
        ];
        session.cahier(&arguments).done();
    };
    run("first");
    let synthesis = session.synthesis("first");
    let prompts = synthesis["model"]["prompts"].as_object().unwrap();
    let mut replies = 0;
    for (name, tally) in prompts {
        // A model this small sometimes never ends a sentence; nothing else may go wrong.
        let failures = tally["failures"].as_object().cloned().unwrap_or_default();
        assert!(failures.keys().all(|why| why == "cut"), "{name}: {tally}");
        replies += count(tally, "replies");
    }
    assert!(replies > 0);
    session.cahier(&["verify", "first"]).done();
    // From the recorded replies come the same bytes; what had no reply is asked again.
    let before = REPORT_FILES.map(|file| session.read(&format!("first/{file}")));
    run("first");
    assert_eq!(
        REPORT_FILES.map(|file| session.read(&format!("first/{file}"))),
        before
    );
    for theme in list(&synthesis["questions"][0], "themes") {
        let words = text(theme, "title").split_whitespace().count();
        assert!(
            theme["origin"] != "llm" || (2..=10).contains(&words),
            "{theme}"
        );
    }
}
