//! A sample of a consultation too large for a graph of all its units.
//!
//! Forty groups need no graph of a million units: beyond [`MOST_UNITS`] different units
//! the graph is made of the units of answers drawn evenly, and every unit then goes to
//! the nearest centre. Answers are drawn, not units, so that the people behind a group,
//! and the copies of a letter, shrink by one factor. On 50,000 real answers a sample
//! differs from the whole graph about as much as two seeds do.

use crate::units::units_by_answer;

/// Different units of which a graph is made whole.
pub const MOST_UNITS: usize = 20_000;

/// The units of some of the answers.
pub(super) struct Sample {
    /// Units that a drawn answer holds, in increasing order.
    pub units: Vec<u32>,
    /// For each, the drawn answers that hold it.
    pub answers_of: Vec<Vec<u32>>,
    /// Share of the answers that were drawn.
    pub share: f64,
}

impl Sample {
    /// Draws answers until they hold `most` units; `None` where all answers do not hold
    /// more. Cost: sorting the answers.
    pub fn draw(answers_of: &[Vec<u32>], answers: usize, seed: u64, most: usize) -> Option<Sample> {
        if answers_of.len() <= most {
            return None;
        }
        let units_of = units_by_answer(answers_of, answers);
        let mut order: Vec<u32> = (0..answers as u32).collect();
        order.sort_by_cached_key(|answer| (scatter(seed, *answer), *answer));
        let mut taken = vec![false; answers_of.len()];
        let mut drawn = vec![false; answers];
        let (mut count, mut held) = (0usize, 0usize);
        for answer in order {
            let units = &units_of[answer as usize];
            let more = units.iter().filter(|unit| !taken[**unit]).count();
            if held + more > most {
                break;
            }
            held += more;
            count += 1;
            drawn[answer as usize] = true;
            units.iter().for_each(|unit| taken[*unit] = true);
        }
        let units: Vec<u32> = (0..answers_of.len() as u32)
            .filter(|unit| taken[*unit as usize])
            .collect();
        let holders = |unit: &u32| -> Vec<u32> {
            let all = answers_of[*unit as usize].iter().copied();
            all.filter(|answer| drawn[*answer as usize]).collect()
        };
        Some(Sample {
            answers_of: units.iter().map(holders).collect(),
            units,
            share: count as f64 / answers.max(1) as f64,
        })
    }

    /// What was found for the drawn units, for all `units`: none where not drawn.
    pub fn spread(&self, of: &[Option<u32>], units: usize) -> Vec<Option<u32>> {
        let mut all = vec![None; units];
        for (unit, group) in self.units.iter().zip(of) {
            all[*unit as usize] = *group;
        }
        all
    }
}

/// A number that says nothing of the place it was made from (SplitMix64, Steele, Lea and
/// Flood 2014).
pub(super) fn scatter(seed: u64, place: u32) -> u64 {
    let mut z = seed.wrapping_add((u64::from(place) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_holds_the_units_of_whole_answers() {
        // Answer a holds units 2a and 2a + 1, and all hold unit 0.
        let answers = 500u32;
        let mut answers_of: Vec<Vec<u32>> = (0..2 * answers).map(|unit| vec![unit / 2]).collect();
        answers_of[0] = (0..answers).collect();
        let sample = Sample::draw(&answers_of, 500, 7, 200).expect("too many units");
        assert!((190..=200).contains(&sample.units.len()));
        let drawn = &sample.answers_of[0];
        assert_eq!(sample.units[0], 0);
        assert_eq!(sample.share, drawn.len() as f64 / 500.0);
        assert!((sample.units.len() as f64 / 2.0 - drawn.len() as f64).abs() <= 1.0);
        for (unit, holders) in sample.units.iter().zip(&sample.answers_of).skip(1) {
            assert_eq!(*holders, [unit / 2]);
            assert!(drawn.contains(&(unit / 2)));
        }
        // Drawn from everywhere: about as many in each half.
        let low = drawn.iter().filter(|answer| **answer < 250).count();
        assert!((30..=70).contains(&low), "{low}");
        assert!(Sample::draw(&answers_of, 500, 7, 1000).is_none());
    }
}
