//! Fixed 64-bit hashes: the same on every machine and in every run.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Spreads the bits of `x` (the finaliser of SplitMix64, Steele et al. 2014).
pub(super) fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hash of a sequence of numbers, its order included.
pub(super) fn sequence(numbers: impl IntoIterator<Item = u32>) -> u64 {
    numbers
        .into_iter()
        .fold(0x9e37_79b9_7f4a_7c15, |hash, number| {
            mix(hash.rotate_left(5) ^ (u64::from(number) + 1))
        })
}

/// Hash of a run of characters.
pub(super) fn characters(text: impl IntoIterator<Item = char>) -> u64 {
    sequence(text.into_iter().map(u32::from))
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u64::from(*byte));
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A map whose keys are hashes.
pub(super) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;
/// A set of hashes.
pub(super) type HashedSet = HashSet<u64, BuildHasherDefault<Hashed>>;
