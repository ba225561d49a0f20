//! Counts of answers and of uses, added up while units are read in order.

use std::collections::BTreeMap;

use super::phrases::{Found, Kind};
use crate::words::single_spaced;

/// Counts in answers, which come in order: an answer counts once, with its most central
/// unit.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    pub answers: usize,
    last: usize,
    best: f32,
    pub weight: f64,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally {
            answers: 0,
            last: usize::MAX,
            best: 0.0,
            weight: 0.0,
        }
    }
}

impl Tally {
    /// Adds one use by an answer.
    pub fn add(&mut self, answer: usize, centrality: f32) {
        if self.last != answer {
            self.last = answer;
            self.answers += 1;
            self.best = 0.0;
        }
        if centrality > self.best {
            self.weight += f64::from(centrality - self.best);
            self.best = centrality;
        }
    }
}

/// A phrase of one theme while it is counted.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    pub tally: Tally,
    kinds: [u32; Kind::ALL.len()],
    pub uses: usize,
    pub glued: usize,
    pub whole: f64,
}

impl Counted {
    /// Adds one use by an answer.
    pub fn add(&mut self, found: &Found, answer: usize, centrality: f32) {
        self.tally.add(answer, centrality);
        self.kinds[found.kind as usize] += 1;
        self.uses += 1;
        self.glued += usize::from(found.glued);
        self.whole += f64::from(found.whole);
    }

    /// What the phrase most often is; the first kind of equals.
    pub fn kind(&self) -> Kind {
        let most = Kind::ALL
            .iter()
            .rev()
            .max_by_key(|kind| self.kinds[**kind as usize]);
        most.copied().unwrap_or(Kind::Loose)
    }
}

/// The uses of a phrase in one theme, with their spellings; `true` where capitals tell.
#[derive(Default)]
pub(super) struct Uses {
    pub tally: Tally,
    pub spellings: BTreeMap<(String, bool), usize>,
    pub openers: BTreeMap<String, usize>,
}

impl Uses {
    /// Adds one use.
    pub fn add(&mut self, found: &Found, text: &str, answer: usize) {
        self.tally.add(answer, 0.0);
        let (start, end) = (found.start as usize, found.end as usize);
        let spelling = single_spaced(&text[start..end]);
        *self
            .spellings
            .entry((spelling, found.telling_case))
            .or_default() += 1;
        if let Some(opener) = found.opener {
            let opener = single_spaced(&text[opener as usize..start]);
            *self.openers.entry(opener).or_default() += 1;
        }
    }
}
