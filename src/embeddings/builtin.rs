//! The model compiled into the binary: `models/cahier-static-eu-256` (Model2Vec format,
//! see its card), run by model2vec-rs. No file, no network.

use std::collections::{BTreeMap, HashMap};

use model2vec_rs::model::StaticModel;
use rayon::prelude::*;
use tokenizers::Tokenizer;

use super::{Embedder, Matrix};
use crate::error::Error;
use crate::words::words;

const TOKENIZER: &[u8] = include_bytes!("../../models/cahier-static-eu-256/tokenizer.json");
const WEIGHTS: &[u8] = include_bytes!("../../models/cahier-static-eu-256/model.safetensors");
const CONFIG: &[u8] = include_bytes!("../../models/cahier-static-eu-256/config.json");
const UNKNOWN_PIECE: u32 = 0;

/// The built-in static model: the vector of a text is the weighted sum of the vectors of
/// its words, `sqrt(idf)` being a word's weight in the corpus at hand.
pub struct BuiltInEmbedder {
    model: StaticModel,
    tokenizer: Tokenizer,
}

impl BuiltInEmbedder {
    /// Loads the model, some 0.2 s.
    pub fn load() -> Result<BuiltInEmbedder, Error> {
        let model = StaticModel::from_bytes(TOKENIZER, WEIGHTS, CONFIG, Some(false))
            .map_err(|e| Error::Embeddings(e.to_string()))?;
        let tokenizer =
            Tokenizer::from_bytes(TOKENIZER).map_err(|e| Error::Embeddings(e.to_string()))?;
        Ok(BuiltInEmbedder { model, tokenizer })
    }

    /// The sum over a word's pieces. The model gives their mean; a word cut in three
    /// pieces must weigh three, or themes get visibly worse (AMI 0.32 against 0.37).
    fn word_vector(&self, word: &str) -> Result<Vec<f32>, Error> {
        let encoding = self
            .tokenizer
            .encode_fast(word, false)
            .map_err(|e| Error::Embeddings(e.to_string()))?;
        let pieces = encoding
            .get_ids()
            .iter()
            .filter(|id| **id != UNKNOWN_PIECE)
            .count() as f32;
        let mut vector = self.model.encode_single(word);
        for value in &mut vector {
            *value *= pieces;
        }
        Ok(vector)
    }
}

impl Embedder for BuiltInEmbedder {
    fn name(&self) -> &str {
        "cahier-static-eu-256"
    }

    /// Cost: one model call per distinct word, then one addition per word of text.
    fn embed(&self, texts: &[&str]) -> Result<Matrix, Error> {
        let tokens: Vec<Vec<String>> = texts.par_iter().map(|text| lower_words(text)).collect();
        let mut frequency: BTreeMap<&str, u32> = BTreeMap::new();
        for text in &tokens {
            let mut seen: Vec<&str> = text.iter().map(String::as_str).collect();
            seen.sort_unstable();
            seen.dedup();
            for word in seen {
                *frequency.entry(word).or_default() += 1;
            }
        }
        let vocabulary: Vec<(&str, u32)> = frequency.into_iter().collect();
        let total = texts.len() as f64;
        let vectors: Vec<Vec<f32>> = vocabulary
            .par_iter()
            .map(|(word, texts_with)| {
                let idf = libm::log((total + 1.0) / (f64::from(*texts_with) + 1.0));
                let weight = idf.max(0.0).sqrt() as f32;
                let mut vector = self.word_vector(word)?;
                vector.iter_mut().for_each(|value| *value *= weight);
                Ok(vector)
            })
            .collect::<Result<_, Error>>()?;
        let index: HashMap<&str, usize> = vocabulary
            .iter()
            .enumerate()
            .map(|(i, (word, _))| (*word, i))
            .collect();
        let dimensions = self.model.dim();
        let mut values = vec![0.0; texts.len() * dimensions];
        values
            .par_chunks_mut(dimensions)
            .zip(&tokens)
            .for_each(|(row, text)| {
                for word in text {
                    add(row, &vectors[index[word.as_str()]]);
                }
                normalise(row);
            });
        Ok(Matrix { dimensions, values })
    }
}

/// Lower-case words with their accents: the model was made from such text.
fn lower_words(text: &str) -> Vec<String> {
    words(text)
        .iter()
        .map(|word| text[word.start..word.end].to_lowercase())
        .collect()
}

fn add(row: &mut [f32], vector: &[f32]) {
    for (value, more) in row.iter_mut().zip(vector) {
        *value += more;
    }
}

/// Scales a row to unit length; a row of (nearly) nothing becomes zeros.
pub(super) fn normalise(row: &mut [f32]) {
    let length = row.iter().map(|v| v * v).sum::<f32>().sqrt();
    let scale = if length > 1e-6 { 1.0 / length } else { 0.0 };
    row.iter_mut().for_each(|value| *value *= scale);
}
