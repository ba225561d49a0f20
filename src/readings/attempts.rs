//! A reply is refused as a whole the first time, so that it can be repaired; the second
//! time what holds of it is kept.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How often a task read a reply to the question it asked last. Tasks are asked by one
/// thread each.
#[derive(Debug, Default)]
pub struct Attempts {
    reads: AtomicUsize,
}

impl Attempts {
    /// A question is asked anew.
    pub fn ask(&self) {
        self.reads.store(0, Ordering::Relaxed);
    }

    /// A reply is read; true when it is the repaired one.
    pub fn is_last(&self) -> bool {
        self.reads.fetch_add(1, Ordering::Relaxed) > 0
    }
}
