//! Random numbers that are the same everywhere and for good: a draw must be repeatable on
//! another machine, with another version of any library.

use sha2::{Digest, Sha256};

/// SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that a seed decides.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// Other dice for another purpose of the same seed.
    pub fn mixed(&self, purpose: &[u8]) -> Dice {
        let digest = Sha256::new()
            .chain_update(self.0.to_le_bytes())
            .chain_update(purpose)
            .finalize();
        let first = digest.iter().take(8);
        Dice(first.fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number under `end`, each as likely; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end as u64;
        // The few numbers that would favour the low ones are thrown again.
        let fair = u64::MAX - u64::MAX.checked_rem(end).unwrap_or(0);
        loop {
            let number = self.next();
            if number < fair || end == 0 {
                return number.checked_rem(end).unwrap_or(0) as usize;
            }
        }
    }

    /// Every order as likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_come_out() {
        // First outputs of SplitMix64 with seed 1234567, as its reference code prints them.
        let mut dice = Dice::new(1_234_567);
        assert_eq!(dice.next(), 6_457_827_717_110_365_317);
        assert_eq!(dice.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_place_is_reached() {
        let mut dice = Dice::new(7);
        let mut seen = [0; 5];
        (0..5000).for_each(|_| seen[dice.below(5)] += 1);
        assert!(
            seen.iter().all(|count| (850..1150).contains(count)),
            "{seen:?}"
        );
        assert_eq!(dice.below(0), 0);
    }
}
