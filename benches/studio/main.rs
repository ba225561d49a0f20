//! How long the studio takes over its pages, for consultations of several sizes.
//!
//! `cargo bench --bench studio` makes consultations of 1,000 and 100,000 answers with planted
//! subjects, runs them through the studio, asks for every kind of page and takes decisions.
//! It fails when a page takes 300 ms or more. `CAHIER_BENCH_ROWS=20000` makes one of that
//! size instead; `CAHIER_BENCH_CSV=answers.csv` takes these answers as they are.
#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

#[path = "../scale/corpora.rs"]
mod corpora;
#[path = "../../tests/studio/http.rs"]
mod http;

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use http::{Studio, hidden};

const SIZES: [usize; 2] = [1_000, 100_000];
/// The longest that a person does not wait for.
const LONGEST: Duration = Duration::from_millis(300);
/// Times a page is asked for; the middle one counts.
const TIMES: usize = 5;

/// A consultation of so many rows.
fn consultation(rows: usize) -> Vec<u8> {
    // Two ideas to an answer, on average.
    let (csv, _) = corpora::planted(2 * rows);
    csv.lines()
        .take(rows + 1)
        .flat_map(|line| [line.as_bytes(), b"\n"].concat())
        .collect()
}

fn main() -> ExitCode {
    let sizes = match std::env::var("CAHIER_BENCH_ROWS") {
        Ok(rows) => vec![rows.parse().unwrap()],
        Err(_) => SIZES.to_vec(),
    };
    let files: Vec<Vec<u8>> = match std::env::var("CAHIER_BENCH_CSV") {
        Ok(path) => vec![fs::read(path).unwrap()],
        Err(_) => sizes.into_iter().map(consultation).collect(),
    };
    // All are measured, whatever the first gives.
    let failed = files.iter().filter(|file| !measure(file)).count();
    match failed == 0 {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Prints a line for each page; false when one took too long.
fn measure(file: &[u8]) -> bool {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "fr");
    let start = Instant::now();
    let made = studio.upload(&[("avis.csv", file)], &[]);
    assert_eq!(made.status, 303, "{}", made.body);
    let rows = file.iter().filter(|byte| **byte == b'\n').count() - 1;
    println!(
        "\n{rows} answers, {} kB: opened in {:.2} s",
        file.len() / 1000,
        start.elapsed().as_secs_f64()
    );
    // The first look reads the file through.
    studio.page("p/avis/columns");
    let start = Instant::now();
    assert_eq!(studio.post("p/avis/run", &[]).status, 303);
    while studio.page("p/avis/run").contains("data-state=\"running\"") {
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("run in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let theme = studio.page("p/avis/review/q1-t01");
    println!("result read in {:.2} s", start.elapsed().as_secs_f64());
    let answer = hidden(&theme, "answer").unwrap_or_else(|| ticked(&theme));
    let mut holds = true;
    for page in [
        "",
        "p/avis/columns",
        "p/avis/settings",
        "p/avis/run",
        "p/avis/review/q1",
        "p/avis/review/q1-t01",
        "p/avis/review/q1-t01?page=20",
        &format!("p/avis/review/{answer}"),
        "p/avis/review/q1/unassigned",
        "p/avis/review/q1/found",
        "p/avis/review/q1/map",
        "p/avis/report",
    ] {
        holds &= told(page, TIMES, || studio.get(page).body.len());
    }
    holds &= told("search", TIMES, || {
        let sought = [("sought", "quartier")];
        studio.post("p/avis/review/q1/search", &sought).body.len()
    });
    decisions(&studio);
    holds &= told("the page after it", 1, || {
        studio.get("p/avis/review/q1").body.len()
    });
    holds
}

/// The name of the first answer of a list.
fn ticked(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"answer\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn decisions(studio: &Studio) {
    let page = "p/avis/review/q1";
    studio.post("p/avis/review/name", &[("name", "A"), ("back", page)]);
    for fields in [
        [
            ("act", "rename"),
            ("theme", "q1-t01"),
            ("title", "Un titre"),
        ],
        [("act", "merge"), ("theme", "q1-t03"), ("into", "q1-t02")],
        [("act", "validate"), ("theme", "q1-t04"), ("why", "")],
    ] {
        let seen = hidden(&studio.page(page), "seen").unwrap();
        let all = [&fields[..], &[("seen", &seen), ("back", page)]].concat();
        let start = Instant::now();
        let reply = studio.post("p/avis/review/decide", &all);
        assert_eq!(reply.status, 303, "{}", reply.body);
        println!(
            "{:>30}  {:>7.0} ms  (taken in)",
            fields[0].1,
            milliseconds(start.elapsed())
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    1000.0 * time.as_secs_f64()
}

/// Prints the middle of several times; false when it is too long.
fn told(name: &str, times: usize, mut page: impl FnMut() -> usize) -> bool {
    let mut taken = Vec::new();
    let mut bytes = 0;
    for _ in 0..times {
        let start = Instant::now();
        bytes = page();
        taken.push(start.elapsed());
    }
    taken.sort();
    let middle = taken[taken.len() / 2];
    let mark = if middle < LONGEST { "" } else { "  TOO LONG" };
    println!(
        "{name:>30}  {:>7.1} ms  {:>5} kB{mark}",
        milliseconds(middle),
        bytes.div_ceil(1000)
    );
    middle < LONGEST
}
