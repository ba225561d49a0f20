//! How well the map keeps neighbours together, and what it costs.
//!
//! `CAHIER_DATA=folder cargo bench --bench layout` reads
//! `consultations/scale_mix_215k.csv` (column `texte`) of that folder and lays out its
//! first 1,000 to 100,000 different units (`CAHIER_SIZES=1000,5000` for others,
//! `CAHIER_SEED=1` for another start), beside a
//! random map as a floor. Comparing and grouping units come first and are timed apart.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use cahier::clusters::layout::{Point, lay_out, measured, purity, trustworthiness};
use cahier::clusters::{self, Corpus, Granularity, GroupingParameters, NEIGHBOURS};
use cahier::embeddings::{BuiltInEmbedder, UnitVectors};
use cahier::language::Language;
use cahier::progress::Silent;
use cahier::units::segment;
use cahier::words::{Lexicon, fold};

/// Neighbours that quality is measured by.
const K: usize = 15;

fn main() {
    let Some(data) = std::env::var_os("CAHIER_DATA").map(PathBuf::from) else {
        println!("layout: skipped (set CAHIER_DATA to the folder of the data)");
        return;
    };
    let path = data.join("consultations/scale_mix_215k.csv");
    if !path.exists() {
        println!("{}: skipped (not there)", path.display());
        return;
    }
    let sizes = std::env::var("CAHIER_SIZES").unwrap_or("1000,5000,20000,100000".to_owned());
    for size in sizes.split(',') {
        measure(&path, size.trim().parse().unwrap());
    }
}

/// The first different units of the file, with the rows that hold each.
fn units(path: &Path, most: usize, lexicon: &Lexicon) -> (Vec<String>, Vec<Vec<u32>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let column = reader.headers().unwrap().iter().position(|h| h == "texte");
    let (mut places, mut texts) = (BTreeMap::new(), Vec::new());
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let text = &record[column.unwrap()];
        for (span, _) in segment(text, lexicon) {
            let unit = span.of(text);
            let place = *places.entry(fold(unit)).or_insert_with(|| {
                texts.push(unit.to_owned());
                rows.push(Vec::new());
                texts.len() - 1
            });
            if rows[place].last() != Some(&(row as u32)) {
                rows[place].push(row as u32);
            }
            if texts.len() == most {
                return (texts, rows);
            }
        }
    }
    (texts, rows)
}

fn measure(path: &Path, size: usize) {
    let lexicon = Lexicon::new(Language::French);
    let (texts, rows) = units(path, size, &lexicon);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let embedder = BuiltInEmbedder::load().unwrap();
    let start = Instant::now();
    let vectors = UnitVectors::new(&texts, &rows, &embedder, &lexicon).unwrap();
    let neighbours = clusters::nearest(&vectors, NEIGHBOURS, &Silent);
    let compared = start.elapsed().as_secs_f64();
    let answers = rows.iter().flatten().max().map_or(0, |row| row + 1) as usize;
    let parameters = GroupingParameters::for_answers(answers, Granularity::Normal, 0);
    let corpus = Corpus {
        answers_of: &rows,
        answers,
        campaign_of: &vec![None; answers],
    };
    let found = clusters::group(&vectors, &corpus, &parameters, &Silent).unwrap();
    let smallest = parameters.smallest;
    let groups = clusters::assign(&found.vectors, &found.levels, &corpus, smallest).group_of_unit;
    let grouped = start.elapsed().as_secs_f64() - compared;
    println!(
        "{size:>7} units: compared in {compared:.1} s, grouped in {grouped:.1} s, {} threads",
        rayon::current_num_threads()
    );
    let alike = |a: usize, b: usize| vectors.similarity(a, b);
    let sample: Vec<usize> = measured(texts.len())
        .into_iter()
        .filter(|unit| !vectors.is_blank(*unit))
        .collect();
    let seed = std::env::var("CAHIER_SEED").map_or(0, |seed| seed.parse().unwrap());
    for (name, known) in [("groups", groups.as_slice()), ("no groups", &[])] {
        let start = Instant::now();
        let map = lay_out(texts.len(), |unit| neighbours.of(unit), alike, known, seed);
        let seconds = start.elapsed().as_secs_f64();
        let quality = quality(&map, alike, &groups, &sample);
        println!("        {name:<10} {seconds:>6.2} s | {quality}");
    }
    let map = random(texts.len());
    let quality = quality(&map, alike, &groups, &sample);
    println!("        {:<10}          | {quality}", "random");
}

fn quality(
    map: &[Point],
    alike: impl Fn(usize, usize) -> f32 + Sync,
    groups: &[Option<u32>],
    sample: &[usize],
) -> String {
    let Some(score) = trustworthiness(map, alike, K, sample) else {
        return "too few units".to_owned();
    };
    format!(
        "trustworthiness {:.4}, continuity {:.4}, recall {:.3}, purity {:.3} (on {} units)",
        score.trustworthiness,
        score.continuity,
        score.recall,
        purity(map, groups, K, sample),
        sample.len()
    )
}

/// Points anywhere: multiples of two irrational numbers.
fn random(units: usize) -> Vec<Point> {
    let place = |unit: usize, step: f64| (unit as f64 * step).fract() as f32;
    (0..units)
        .map(|unit| unit * 7919 % 1_000_003)
        .map(|unit| {
            [
                place(unit, std::f64::consts::SQRT_2),
                place(unit, std::f64::consts::E),
            ]
        })
        .collect()
}
