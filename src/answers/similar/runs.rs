//! Runs of words: which texts share a long one, and how much of a text a set of short
//! ones covers.
//!
//! Shingles after Broder, "On the resemblance and containment of documents" (1997).
//! All shingles are kept, not a sketch of them: a run shared by a few texts among many
//! is what a sample misses.

use rayon::prelude::*;

use super::hashing::{self, HashedSet};
use super::wordings::Wordings;

/// Words of a run that two people do not write alike by chance. Stock phrases and
/// names of projects ("please find attached the comments of ...") stay below it.
pub(super) const LONG: usize = 20;
/// Words of the runs that measure how much of a text is shared. Short enough to go on
/// between two changed words, long enough that ordinary phrases rarely match.
pub(super) const SHORT: usize = 5;
/// Shingles sorted at once: 16 bytes each, so 64 MiB a pass whatever the input.
const PASS: usize = 4 << 20;

/// Hashes of the runs of `width` words, one for each place where a run starts.
pub(super) fn shingles(words: &[u32], width: usize) -> impl Iterator<Item = u64> {
    words
        .windows(width)
        .map(|run| hashing::sequence(run.iter().copied()))
}

/// Words inside the runs of `SHORT` words that `shared` accepts. The iterator gives,
/// for each place where a run starts, whether the run is shared.
pub(super) fn covered(shared: impl Iterator<Item = bool>) -> usize {
    let mut count = 0;
    let mut reach = 0;
    for (start, is_shared) in shared.enumerate() {
        if is_shared {
            let end = start + SHORT;
            count += end - start.max(reach);
            reach = end;
        }
    }
    count
}

/// Most words in a row outside those runs. The text has `SHORT` words or more.
pub(super) fn longest_gap(shared: impl Iterator<Item = bool>) -> usize {
    let (mut longest, mut reach, mut end) = (0, 0, SHORT - 1);
    for (start, is_shared) in shared.enumerate() {
        if is_shared {
            longest = longest.max(start.saturating_sub(reach));
            reach = start + SHORT;
        }
        end = start + SHORT;
    }
    longest.max(end.saturating_sub(reach))
}

/// Sets of wordings tied by runs of `LONG` words that `people` answers or more share;
/// a wording that is in no such run is in no set. Runs of `apart` do not count.
///
/// O(words · log words) time in passes of bounded memory, by hash. The sets and the
/// wordings in them are ascending.
pub(super) fn tied(wordings: &Wordings, people: usize, apart: &HashedSet) -> Vec<Vec<usize>> {
    let passes = wordings.total_words() / PASS + 1;
    let mut forest = Forest::new(wordings.len());
    for pass in 0..passes {
        let mut found: Vec<(u64, u32)> = (0..wordings.len())
            .into_par_iter()
            .flat_map_iter(|wording| {
                shingles(wordings.words(wording), LONG)
                    .filter(move |hash| (hash >> 32) as usize % passes == pass)
                    .filter(|hash| !apart.contains(hash))
                    .map(move |hash| (hash, wording as u32))
            })
            .collect();
        found.par_sort_unstable();
        found.dedup();
        for run in found.chunk_by(|a, b| a.0 == b.0) {
            let sharing: usize = run.iter().map(|r| wordings.people(r.1 as usize)).sum();
            if sharing >= people {
                run.iter().for_each(|r| forest.join(run[0].1, r.1));
            }
        }
    }
    forest.sets()
}

/// Union-find with path halving (Tarjan and van Leeuwen 1984).
struct Forest {
    parent: Vec<u32>,
    member: Vec<bool>,
}

impl Forest {
    fn new(size: usize) -> Forest {
        Forest {
            parent: (0..size as u32).collect(),
            member: vec![false; size],
        }
    }

    fn root(&mut self, mut of: u32) -> u32 {
        while self.parent[of as usize] != of {
            let above = self.parent[of as usize];
            self.parent[of as usize] = self.parent[above as usize];
            of = self.parent[of as usize];
        }
        of
    }

    /// The smaller root stays a root, so that the sets do not depend on the order.
    fn join(&mut self, one: u32, other: u32) {
        self.member[one as usize] = true;
        self.member[other as usize] = true;
        let (one, other) = (self.root(one), self.root(other));
        self.parent[one.max(other) as usize] = one.min(other);
    }

    fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut place = vec![usize::MAX; self.parent.len()];
        for wording in 0..self.parent.len() {
            if self.member[wording] {
                let root = self.root(wording as u32) as usize;
                if place[root] == usize::MAX {
                    place[root] = sets.len();
                    sets.push(Vec::new());
                }
                sets[place[root]].push(wording);
            }
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_words_are_counted_once() {
        assert_eq!(covered([true, true, false].into_iter()), SHORT + 1);
        assert_eq!(covered([true, false, false].into_iter()), SHORT);
        let far = (0..20).map(|at| at == 0 || at == 10);
        assert_eq!(covered(far), 2 * SHORT);
    }

    #[test]
    fn a_run_shorter_than_the_limit_ties_nothing() {
        let shared: Vec<String> = (0..LONG).map(|n| format!("mot{n}")).collect();
        let long = shared.join(" ");
        let short = shared[1..].join(" ");
        let none = HashedSet::default();
        let texts = [
            format!("{long} a"),
            format!("{long} b"),
            format!("{short} c"),
        ];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(tied(&Wordings::new(&texts), 2, &none).len(), 1);
        assert!(tied(&Wordings::new(&texts), 3, &none).is_empty());
    }
}
