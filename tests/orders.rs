//! How often answers of real consultations read like orders to a machine: hardly ever.
#![allow(clippy::expect_used)]

use cahier::readings::orders::reads_like_an_order;

/// Run with `CAHIER_LABELLED=<folder of CSV files, texts in the second column>`.
#[test]
#[ignore = "needs a folder of answers"]
fn real_answers_are_seldom_flagged() {
    let folder = std::env::var("CAHIER_LABELLED").expect("a folder");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
        .collect();
    paths.sort();
    for path in paths {
        let mut reader = csv::Reader::from_path(&path).expect("a file");
        let rows: Vec<csv::StringRecord> = reader.records().filter_map(Result::ok).collect();
        let texts = rows.iter().filter_map(|row| row.get(1));
        let flagged = texts.filter(|text| reads_like_an_order(text)).count();
        let share = flagged as f64 / rows.len().max(1) as f64;
        assert!(
            share < 0.002,
            "{}: {flagged} of {}",
            path.display(),
            rows.len()
        );
    }
}
