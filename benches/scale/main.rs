//! Seconds, memory and quality of whole runs, size after size, so that growth shows.
//!
//! `cargo bench --bench scale` makes its own consultations of 1,000, 10,000 and 50,000
//! ideas, with twenty planted subjects, so that speed is never printed without quality
//! (AMI and matched F1 against what was planted). It prints how many of the true
//! neighbours the approximate lists hold, and draws how time grows.
//!
//! `CAHIER_BENCH_ROWS=100000,1000000` makes them of these sizes instead.
//! `CAHIER_BENCH_CSV=answers.csv CAHIER_BENCH_COLUMN=text` measures the first rows of real
//! answers too, whose quality is unknown; past the end of the file its rows come again,
//! each with a few words swapped, dropped or replaced.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod corpora;
mod meter;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::time::Instant;

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::clusters::{Cells, NEIGHBOURS, exactly_of};
use cahier::embeddings::{BuiltInEmbedder, UnitVectors};
use cahier::evaluation::score;
use cahier::ingest::{self, Source};
use cahier::language::Language;
use cahier::pipeline::{self, RunSettings};
use cahier::report;
use cahier::synthesis::Synthesis;
use cahier::words::Lexicon;

use corpora::{enlarged, planted, sentences};
use meter::{Clock, Point, draw, forget_peak, peak_memory, processor};

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
/// Ideas among which approximate neighbours are looked for and compared with the true ones.
const COMPARED: [usize; 2] = [20_000, 50_000];
/// Ideas whose neighbours are looked for.
const LOOKED: usize = 2_000;

fn measure(
    name: &str,
    csv: &[u8],
    column: &str,
    truth: Option<&BTreeMap<String, Vec<String>>>,
) -> Point {
    forget_peak();
    let clock = Clock::default();
    let (start, before) = (Instant::now(), processor());
    clock.note("reading");
    let embedder = BuiltInEmbedder::load().unwrap();
    let export = ingest::open_bytes(name, csv, &Source::default()).unwrap();
    let request = ColumnRequest {
        open: vec![column.to_owned()],
        ..ColumnRequest::default()
    };
    let settings = RunSettings {
        columns: ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap(),
        ..RunSettings::default()
    };
    let table = export.load(&settings.columns.used()).unwrap();
    clock.note("answers and masking");
    let synthesis = pipeline::run(&table, &settings, &embedder, None, &clock).unwrap();
    clock.note("rendering");
    let written: usize = report::render_all(&synthesis)
        .unwrap()
        .iter()
        .map(|file| file.bytes.len())
        .sum();
    clock.note("end");
    let question = &synthesis.questions[0];
    let quality = truth.map_or("quality unknown".to_owned(), |truth| {
        let scores = score(truth, &coding(&synthesis));
        format!("AMI {:.3}, F1 {:.3}", scores.ami, scores.f1_matched)
    });
    let (seconds, megabytes) = (processor() - before, peak_memory());
    println!(
        "{name:<24} {:>7} answers {:>7} ideas {:>3} themes | {:.1} s, {:.1} s of processor, peak {} MB, {:.1} MB written | {quality}\n    {}",
        question.answers.len(),
        question.grouping.units,
        question.themes.len(),
        start.elapsed().as_secs_f64(),
        seconds,
        megabytes,
        written as f64 / 1e6,
        clock.stages(),
    );
    Point {
        ideas: question.grouping.units as f64,
        seconds,
        megabytes: megabytes as f64,
    }
}

/// Prints how many of the true neighbours of some of `texts` the approximate lists hold.
fn compare_neighbours(name: &str, texts: &[&str]) {
    let embedder = BuiltInEmbedder::load().unwrap();
    let lexicon = Lexicon::new(Language::French);
    let answers_of: Vec<Vec<u32>> = (0..texts.len() as u32).map(|answer| vec![answer]).collect();
    let vectors = UnitVectors::new(texts, &answers_of, &embedder, &lexicon).unwrap();
    let step = texts.len().div_ceil(LOOKED);
    let some: Vec<u32> = (0..texts.len() as u32).step_by(step).collect();
    let start = processor();
    let truth = exactly_of(&vectors, some.clone(), NEIGHBOURS);
    let compared = processor();
    let cells = Cells::new(&vectors);
    let made = processor();
    let found = cells.nearest_of(&vectors, some.clone(), NEIGHBOURS);
    let end = processor();
    let (mut held, mut all) = (0, 0);
    for text in some.iter().map(|text| *text as usize) {
        let (list, true_list) = (found.of(text), truth.of(text));
        all += true_list.len();
        held += true_list.iter().filter(|t| list.contains(t)).count();
    }
    println!(
        "{name:<24} recall at {NEIGHBOURS} {:.3}, {} of {} ideas looked up | seconds of processor: {:.1} with all, {:.1} to make cells, {:.1} with cells",
        held as f64 / all as f64,
        some.len(),
        texts.len(),
        compared - start,
        made - compared,
        end - made,
    );
}

fn coding(synthesis: &Synthesis) -> HashMap<String, Vec<String>> {
    synthesis.questions[0]
        .answers
        .iter()
        .map(|answer| {
            let themes = answer.themes.iter().map(|theme| theme.0.clone()).collect();
            (answer.id.0.clone(), themes)
        })
        .collect()
}

fn main() {
    let rows = std::env::var("CAHIER_BENCH_ROWS").unwrap_or_default();
    let mut sizes: Vec<usize> = rows
        .split(',')
        .filter_map(|rows| rows.trim().parse().ok())
        .collect();
    if sizes.is_empty() {
        println!("other sizes: skipped (set CAHIER_BENCH_ROWS=100000,1000000)");
        sizes = SIZES.to_vec();
    }
    let planted_runs = sizes.iter().map(|ideas| {
        let (csv, truth) = planted(*ideas);
        let name = format!("planted-{ideas}.csv");
        measure(&name, csv.as_bytes(), "avis", Some(&truth))
    });
    draw("planted", &planted_runs.collect::<Vec<_>>());
    let (csv, _) = planted(COMPARED[1] + 100);
    for ideas in COMPARED {
        let lines = csv.lines().filter_map(|line| Some(line.split_once(';')?.1));
        compare_neighbours("planted", &sentences(lines, ideas));
    }
    match std::env::var("CAHIER_BENCH_CSV") {
        Ok(path) => real(&fs::read(path).unwrap(), &sizes),
        Err(_) => println!("real answers: skipped (set CAHIER_BENCH_CSV and CAHIER_BENCH_COLUMN)"),
    }
}

/// Runs on the first rows of real answers.
fn real(text: &[u8], sizes: &[usize]) {
    let column = std::env::var("CAHIER_BENCH_COLUMN").unwrap_or_else(|_| "text".to_owned());
    let table = enlarged(text, &column, COMPARED[1]);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let titles = reader.headers().unwrap().clone();
    let place = titles.iter().position(|title| title == column).unwrap();
    let answers: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[place].to_owned())
        .collect();
    for ideas in COMPARED {
        let ideas = sentences(answers.iter().map(String::as_str), ideas);
        compare_neighbours("real", &ideas);
    }
    let runs = sizes.iter().map(|rows| {
        let table = enlarged(text, &column, *rows);
        measure(&format!("real-{rows}.csv"), &table, &column, None)
    });
    draw("real", &runs.collect::<Vec<_>>());
}
