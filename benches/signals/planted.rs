//! Signals and alerts planted in consultations that have a key.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::ingest::{self, Export, Source};
use cahier::pipeline::{self, RunSettings};
use cahier::progress::Silent;
use cahier::synthesis::{QuestionResult, Synthesis};
use cahier::themes::weak_signals::SHOWN;
use serde_json::Value;

/// Consultations with a key: (folder, files, how they came about).
const PLANTED: [(&str, &[&str], &str); 2] = [
    (
        "data-samples",
        &["mobilite.csv", "logement.xlsx", "parks.csv"],
        "read while the rules were written",
    ),
    (
        "tests/fixtures/unseen",
        &["cantine.csv", "harbour.csv"],
        "never read by those who wrote the rules",
    ),
];
/// Answers that a rate of alerts is told for.
const PER: f64 = 150.0;
/// Prints what is found in each consultation.
pub fn run(embedder: &BuiltInEmbedder) {
    for (folder, files, kept) in PLANTED {
        let mut total = Tally::default();
        for file in files {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            total.add(&planted(&folder, file, embedder));
        }
        println!("{folder}, {kept}: {}", total.line());
    }
}

/// What was planted and what was found.
#[derive(Default)]
struct Tally {
    answers: usize,
    signals: usize,
    found: usize,
    /// Planted signals missed because the answer is shown as an alert.
    as_alerts: usize,
    alerts: usize,
    alerts_found: usize,
    other_alerts: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.answers += other.answers;
        self.signals += other.signals;
        self.found += other.found;
        self.as_alerts += other.as_alerts;
        self.alerts += other.alerts;
        self.alerts_found += other.alerts_found;
        self.other_alerts += other.other_alerts;
    }

    fn line(&self) -> String {
        format!(
            "{} of {} planted signals among the first {SHOWN} ({} of the others shown as alerts); \
             {} of {} alerts, {} others in {} answers ({:.1} per {PER})",
            self.found,
            self.signals,
            self.as_alerts,
            self.alerts_found,
            self.alerts,
            self.other_alerts,
            self.answers,
            self.other_alerts as f64 * PER / self.answers.max(1) as f64,
        )
    }
}

/// Runs a consultation whole, as the program does, and compares it with its key.
fn planted(folder: &Path, file: &str, embedder: &BuiltInEmbedder) -> Tally {
    let name = file.split('.').next().unwrap();
    let key = fs::read_to_string(folder.join(format!("{name}.key.json"))).unwrap();
    let key: Value = serde_json::from_str(&key).unwrap();
    let source = Source {
        path: folder.join(file),
        ..Source::default()
    };
    let synthesis = analysed(&ingest::open(&source).unwrap(), embedder);
    let mut total = Tally::default();
    for question in &synthesis.questions {
        let tally = compared(question, &key);
        println!("{name} {}: {}", question.question.id.0, tally.line());
        total.add(&tally);
    }
    total
}

fn analysed(export: &Export, embedder: &BuiltInEmbedder) -> Synthesis {
    let guesses = guess_roles(export);
    let columns = ColumnMap::resolve(export, &ColumnRequest::default(), &guesses).unwrap();
    let settings = RunSettings {
        columns,
        stability: false,
        ..RunSettings::default()
    };
    let table = export.load(&settings.columns.used()).unwrap();
    pipeline::run(&table, &settings, embedder, None, &Silent).unwrap()
}

fn compared(question: &QuestionResult, key: &Value) -> Tally {
    let of = |list: &str| {
        let entries = key[list].as_array().unwrap().iter();
        entries.filter(|entry| entry["question"] == question.question.text.as_str())
    };
    let findings = &question.findings;
    let alerts: BTreeSet<&str> = findings
        .alerts
        .iter()
        .map(|alert| alert.passage.answer.0.as_str())
        .collect();
    let planted: BTreeSet<&str> = of("alerts").filter_map(|e| e["id"].as_str()).collect();
    let shown: BTreeSet<&str> = findings
        .weak_signals
        .iter()
        .take(SHOWN)
        .flat_map(|signal| &signal.mentions)
        .map(|mention| mention.answer.0.as_str())
        .collect();
    let mut tally = Tally {
        answers: question.answers.len(),
        alerts: planted.len(),
        alerts_found: planted.intersection(&alerts).count(),
        other_alerts: alerts.difference(&planted).count(),
        ..Tally::default()
    };
    for signal in of("weak_signals") {
        let ids = signal["ids"].as_array().unwrap().iter();
        let ids: BTreeSet<&str> = ids.filter_map(Value::as_str).collect();
        tally.signals += 1;
        if !ids.is_disjoint(&shown) {
            tally.found += 1;
        } else if !ids.is_disjoint(&alerts) {
            tally.as_alerts += 1;
        }
    }
    tally
}
