//! How well campaigns and personal data are found, and what looking for them costs.
//!
//! `cargo bench --bench voices` scores the project's own sets. `CAHIER_DATA=folder` adds
//! what the folder holds: `pii/pii_fr.jsonl` (marked personal data),
//! `campaigns/comments.csv` (columns `text`, `campagne`) and
//! `consultations/scale_mix_215k.csv` (column `texte`), for speed.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use cahier::answers::similar::{GroupKind, group};
use cahier::answers::{self, ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::ingest::{self, Source};
use cahier::language::Language;
use cahier::pipeline::{self, RunSettings};
use cahier::privacy;
use cahier::progress::Silent;

#[path = "../tests/common/labelled.rs"]
mod labelled;

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for (file, kept) in [
        ("answers.jsonl", "read while the rules were written"),
        ("second.jsonl", "read while the rules were written"),
        ("third.jsonl", "never read by those who wrote the rules"),
    ] {
        let set = fs::read_to_string(own.join("personal_data").join(file)).unwrap();
        show(&format!("{file}, {kept}"), &labelled::score(&set, |_| true));
    }
    campaigns(
        &own.join("platforms/campagne.csv"),
        "avis",
        "attendu",
        "campagne",
    );
    let Ok(data) = std::env::var("CAHIER_DATA").map(PathBuf::from) else {
        println!("other sets: skipped (set CAHIER_DATA to their folder)");
        return;
    };
    match fs::read_to_string(data.join("pii/pii_fr.jsonl")) {
        Ok(set) => show("pii_fr.jsonl", &labelled::score(&set, |_| true)),
        Err(_) => println!("pii_fr.jsonl: skipped (not there)"),
    }
    campaigns(
        &data.join("campaigns/comments.csv"),
        "text",
        "campagne",
        "1",
    );
    speed(&data.join("consultations/scale_mix_215k.csv"), "texte");
}

/// The table, and the single passages where `CAHIER_SHOW` is set.
fn show(name: &str, score: &labelled::Score) {
    println!("personal data, {name}\n{}", score.table());
    if std::env::var_os("CAHIER_SHOW").is_some() {
        let missed = score.missed.iter().map(|text| format!("missed {text}"));
        let alarms = score.alarms.iter().map(|text| format!("wrong {text}"));
        missed.chain(alarms).for_each(|line| println!("{line}"));
    }
}

/// Texts of a column and the values of another.
fn columns(path: &Path, text: &str, label: &str) -> Option<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let headers = reader.headers().ok()?.clone();
    let place = |name: &str| {
        headers
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == name)
    };
    let (text, label) = (place(text)?, place(label)?);
    let rows = reader.records().map(Result::unwrap);
    Some(
        rows.map(|row| (row[text].to_owned(), row[label].to_owned()))
            .collect(),
    )
}

fn campaigns(path: &Path, text: &str, label: &str, positive: &str) {
    let Some(rows) = columns(path, text, label) else {
        println!("{}: skipped (not there)", path.display());
        return;
    };
    let texts: Vec<&str> = rows.iter().map(|(text, _)| text.as_str()).collect();
    let found: HashSet<usize> = group(&texts)
        .groups
        .iter()
        .filter(|group| group.kind == GroupKind::Campaign)
        .flat_map(|group| group.members.iter().map(|member| member.text))
        .collect();
    let marked: HashSet<usize> = (0..rows.len()).filter(|i| rows[*i].1 == positive).collect();
    let right = found.intersection(&marked).count() as f64;
    println!(
        "campaigns, {}: {} marked, {} found, recall {:.3}, precision {:.3}",
        path.file_name().unwrap_or_default().to_string_lossy(),
        marked.len(),
        found.len(),
        right / marked.len().max(1) as f64,
        right / found.len().max(1) as f64,
    );
}

/// Seconds for the search of similar texts, for masking, and for a whole run with both.
fn speed(path: &Path, column: &str) {
    let Ok(text) = fs::read(path) else {
        println!("{}: skipped (not there)", path.display());
        return;
    };
    for rows in [1_000, 10_000, 100_000] {
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(reader.headers().unwrap()).unwrap();
        for record in reader.records().take(rows) {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let csv = writer.into_inner().unwrap();
        let export = ingest::open_bytes("real.csv", &csv, &Source::default()).unwrap();
        let request = ColumnRequest {
            open: vec![column.to_owned()],
            ..ColumnRequest::default()
        };
        let columns = ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap();
        let table = export.load(&columns.used()).unwrap();
        let mut collected = answers::collect(&table, &columns);
        let texts: Vec<&str> = table.texts(columns.open[0]).collect();
        let start = Instant::now();
        let groups = group(&texts).groups.len();
        let similar = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let masking = privacy::mask_answers(&mut collected, Language::French);
        let masked = start.elapsed().as_secs_f64();
        print!(
            "{rows:>7} texts: {groups} groups in {similar:.2} s, {} answers masked in {masked:.2} s",
            masking.answers
        );
        if rows > 10_000 {
            println!();
            continue;
        }
        let embedder = BuiltInEmbedder::load().unwrap();
        let settings = RunSettings {
            columns,
            ..RunSettings::default()
        };
        let start = Instant::now();
        pipeline::run(&table, &settings, &embedder, None, &Silent).unwrap();
        let whole = start.elapsed().as_secs_f64();
        let both = similar + masked;
        println!(
            "; a whole run {whole:.2} s, of which both add {:.0} %",
            100.0 * both / (whole - both)
        );
    }
}
