//! Vectors from a server that speaks the embeddings API of OpenAI.
//!
//! Texts go in batches of 64; vectors come back, are brought to length 1 and rounded to a
//! grid, so that what a server computes a hair differently from day to day is the same
//! here, and every vector is kept as soon as its batch is there. What the same server
//! gave for a text before is not asked again.

mod reply;
mod store;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::builtin::normalise;
use super::{Embedder, Matrix};
use crate::error::{Error, VectorsError, VectorsFault};
use crate::llm::{Failure, Poster, ServerSettings, in_parallel};
use store::{Key, Store};

/// Texts in a request; Albert takes no more.
const BATCH: usize = 64;
/// Characters of a text that are sent: an idea is a sentence, and small models read some
/// 500 tokens.
const LONGEST: usize = 2000;
/// Steps of the grid in a length of 1. A power of two, so that a step is a number that
/// computers know exactly; a cosine changes by less than 0.001 of 384 dimensions.
const GRID: f32 = 4096.0;

/// An embedding server and how to speak to it.
#[derive(Clone, Debug)]
pub struct HttpEmbedderSettings {
    /// The server; without a model name its only model is taken.
    pub server: ServerSettings,
    /// Put before every text, as the e5 models need: `query: `.
    pub prefix: String,
    /// Folder that keeps the vectors received; none to keep none.
    pub folder: Option<PathBuf>,
}

/// Vectors from a server.
pub struct HttpEmbedder {
    poster: Poster,
    host: String,
    model: String,
    name: String,
    prefix: String,
    slots: usize,
    store: Mutex<Store>,
}

impl HttpEmbedder {
    /// A client of the server. Costs one request where no model is named.
    pub fn new(settings: &HttpEmbedderSettings) -> Result<HttpEmbedder, Error> {
        let fault = |host: &str, fault| {
            let host = host.to_owned();
            Error::Vectors(VectorsError { host, fault })
        };
        let card = settings.server.card();
        let card = card.map_err(|_| fault("?", VectorsFault::Settings))?;
        let host = card.host;
        let poster = Poster::new(&settings.server);
        let poster = poster.map_err(|_| fault(&host, VectorsFault::Settings))?;
        let mut model = card.model;
        if model.is_empty() {
            let models = poster.models();
            let mut models = models.map_err(|why| fault(&host, of(why, &model)))?;
            if models.len() != 1 {
                return Err(fault(&host, VectorsFault::NameOne(models)));
            }
            model = models.remove(0);
        }
        let store = match &settings.folder {
            None => Ok(Store::in_memory()),
            Some(folder) => Store::open(folder, &[&host, &model, &settings.prefix]),
        };
        let store = store.map_err(|why| fault(&host, VectorsFault::Store(why.to_string())))?;
        let usual = if card.remote { 4 } else { 1 };
        let prefix = match settings.prefix.as_str() {
            "" => String::new(),
            prefix => format!(", {:?}", prefix.trim()),
        };
        Ok(HttpEmbedder {
            name: format!("{} ({host}{prefix})", shown(&model)),
            slots: settings.server.slots.unwrap_or(usual),
            prefix: settings.prefix.clone(),
            store: Mutex::new(store),
            poster,
            host,
            model,
        })
    }

    fn fault(&self, fault: VectorsFault) -> Error {
        let host = self.host.clone();
        Error::Vectors(VectorsError { host, fault })
    }

    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for the vectors of a batch and keeps them.
    fn fetch(&self, batch: &[(Key, &str)]) -> Result<(), Error> {
        let texts: Vec<&str> = batch.iter().map(|(_, text)| *text).collect();
        let characters: usize = texts.iter().map(|text| text.len()).sum();
        let body = json!({
            "model": self.model,
            "input": texts,
            "encoding_format": "float",
        });
        let reply = self
            .poster
            .post("embeddings", &body, (characters / 3) as u64)
            .map_err(|why| self.fault(of(why, &self.model)))?;
        let vectors = reply::vectors(&reply, batch.len());
        let vectors = vectors.ok_or_else(|| self.fault(VectorsFault::NotVectors))?;
        let rows: Vec<(Key, Vec<i16>)> = batch
            .iter()
            .zip(&vectors)
            .map(|((key, _), vector)| (*key, to_grid(vector)))
            .collect();
        let kept = self.store().keep(rows);
        kept.map_err(|(before, now)| self.fault(VectorsFault::Dimensions { before, now }))
    }

    /// Asks for all vectors that are missing.
    fn fetch_all(&self, missing: &[(Key, &str)]) -> Result<(), Error> {
        let batches: Vec<&[(Key, &str)]> = missing.chunks(BATCH).collect();
        let failed = AtomicBool::new(false);
        let results = in_parallel(self.slots, batches.len(), |index| {
            if failed.load(Ordering::Relaxed) {
                return Ok(());
            }
            let result = self.fetch(batches[index]);
            if result.is_err() {
                failed.store(true, Ordering::Relaxed);
            }
            result
        });
        results.into_iter().collect()
    }
}

impl Embedder for HttpEmbedder {
    fn name(&self) -> &str {
        &self.name
    }

    /// Cost: one request for 64 different texts that the folder does not hold.
    fn embed(&self, texts: &[&str]) -> Result<Matrix, Error> {
        let sent: Vec<Option<String>> = texts.iter().map(|t| self.as_sent(t)).collect();
        let keys: Vec<Option<Key>> = sent
            .iter()
            .map(|text| text.as_deref().map(store::key))
            .collect();
        let mut asked: HashSet<Key> = HashSet::new();
        let missing: Vec<(Key, &str)> = {
            let store = self.store();
            let known = keys.iter().zip(&sent).filter_map(|(key, text)| {
                let (key, text) = ((*key)?, text.as_deref()?);
                let new = !store.has(&key) && asked.insert(key);
                new.then_some((key, text))
            });
            known.collect()
        };
        self.fetch_all(&missing)?;
        let store = self.store();
        let dimensions = store.dimensions().unwrap_or(1);
        let mut values = vec![0.0f32; texts.len() * dimensions];
        for (row, key) in values.chunks_mut(dimensions).zip(&keys) {
            let Some(vector) = key.as_ref().and_then(|key| store.get(key)) else {
                continue;
            };
            for (value, steps) in row.iter_mut().zip(vector) {
                *value = f32::from(*steps) / GRID;
            }
            normalise(row);
        }
        Ok(Matrix { dimensions, values })
    }
}

impl HttpEmbedder {
    /// A text as it is sent; none for an empty one, which servers refuse.
    fn as_sent(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let cut: String = text.chars().take(LONGEST).collect();
        (!text.is_empty()).then(|| format!("{}{cut}", self.prefix))
    }
}

/// A vector of length 1 on the grid; zeros stay zeros.
fn to_grid(vector: &[f64]) -> Vec<i16> {
    let length = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
    let scale = if length > 1e-9 {
        f64::from(GRID) / length
    } else {
        0.0
    };
    // A value of a vector of length 1 is at most 1, which is 4,096 steps.
    vector.iter().map(|v| (v * scale).round() as i16).collect()
}

/// What a failed request means for vectors.
fn of(why: Failure, model: &str) -> VectorsFault {
    match why {
        Failure::Unreachable => VectorsFault::Unreachable,
        Failure::TimedOut => VectorsFault::TimedOut,
        Failure::Denied => VectorsFault::Denied,
        Failure::NoSuchModel => VectorsFault::NoSuchModel(shown(model)),
        Failure::QuotaSpent => VectorsFault::QuotaSpent,
        Failure::Busy => VectorsFault::Busy,
        Failure::Unreadable | Failure::Oversized => VectorsFault::NotVectors,
        _ => VectorsFault::Rejected,
    }
}

/// A model's name as it may be shown: a server may list anything.
fn shown(model: &str) -> String {
    let visible = model.chars().filter(|c| !c.is_control());
    visible.take(120).collect()
}
