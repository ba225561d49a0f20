//! Sparse TF-IDF vectors over stems.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::words::Lexicon;

/// Rows of (term, weight), each of unit length or empty, terms in increasing order.
#[derive(Clone, Debug)]
pub struct SparseRows {
    /// Number of different terms.
    pub terms: usize,
    /// The rows.
    pub rows: Vec<Vec<(u32, f32)>>,
}

/// Sublinear term frequency, smooth inverse document frequency, terms of at least two
/// texts and at most 40 % of them. Returns with each row the number of content words.
pub fn tf_idf(texts: &[&str], lexicon: &Lexicon) -> (SparseRows, Vec<u32>) {
    let stems: Vec<Vec<String>> = texts
        .par_iter()
        .map(|text| {
            let mut stems = lexicon.content_stems(text);
            stems.sort_unstable();
            stems
        })
        .collect();
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &stems {
        for run in text.chunk_by(|a, b| a == b) {
            *frequency.entry(run[0].as_str()).or_default() += 1;
        }
    }
    let total = texts.len() as f64;
    let kept: HashMap<&str, (u32, f64)> = frequency
        .into_iter()
        .filter(|(_, df)| *df >= 2 && *df as f64 <= 0.4 * total)
        .enumerate()
        .map(|(id, (stem, df))| {
            let idf = libm::log((1.0 + total) / (1.0 + df as f64)) + 1.0;
            (stem, (id as u32, idf))
        })
        .collect();
    let rows = stems.par_iter().map(|text| row_of(text, &kept)).collect();
    let counts = stems.iter().map(|text| text.len() as u32).collect();
    let terms = kept.len();
    (SparseRows { terms, rows }, counts)
}

fn row_of(stems: &[String], kept: &HashMap<&str, (u32, f64)>) -> Vec<(u32, f32)> {
    let mut row: Vec<(u32, f64)> = stems
        .chunk_by(|a, b| a == b)
        .filter_map(|run| {
            let (id, idf) = kept.get(run[0].as_str())?;
            Some((*id, (1.0 + libm::log(run.len() as f64)) * idf))
        })
        .collect();
    let length = row.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    row.sort_unstable_by_key(|(id, _)| *id);
    row.into_iter()
        .map(|(id, weight)| (id, (weight / length) as f32))
        .collect()
}
