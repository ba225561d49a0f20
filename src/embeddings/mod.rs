//! Units into vectors: meaning (dense) and words (lexical), side by side.
//!
//! [`Embedder`] is the seam for other models; the built-in one and the one behind HTTP are
//! constructed in `cli` and nowhere else. What the two parts are for: dense vectors bring together ideas said
//! in different words, lexical vectors keep apart ideas that only sound alike; together
//! they find human codes better than either alone.

mod builtin;
mod context;
mod http;
mod lexical;
mod vectors;
mod whitening;

pub use builtin::BuiltInEmbedder;
pub use http::{HttpEmbedder, HttpEmbedderSettings};
pub use vectors::UnitVectors;

use crate::error::Error;

/// Dense vectors, one row per text.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Columns.
    pub dimensions: usize,
    /// Row after row.
    pub values: Vec<f32>,
}

impl Matrix {
    /// The row of one text.
    pub fn row(&self, index: usize) -> &[f32] {
        &self.values[index * self.dimensions..(index + 1) * self.dimensions]
    }
}

/// A model that turns short texts into dense vectors.
pub trait Embedder: Sync {
    /// The name printed in the report's method section.
    fn name(&self) -> &str;

    /// One vector of unit length per text, or of zeros for a text the model knows nothing
    /// of. The texts are a whole corpus: a model may weigh words by how rare they are in it.
    fn embed(&self, texts: &[&str]) -> Result<Matrix, Error>;
}
