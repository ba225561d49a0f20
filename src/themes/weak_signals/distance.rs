//! How far an idea is from what other people say.
//!
//! The distance is to the nearest ideas of other voices, not to the centres of themes: on
//! real answers that readers flagged it tells more (see `benches/signals`), and it sees
//! an idea that stands alone inside a large theme.

use rayon::prelude::*;

use super::SignalInput;
use crate::clusters::Neighbours;

/// Nearest ideas of other voices that are looked at.
const NEAREST: usize = 5;

/// What stands around the units.
pub(super) struct Surroundings {
    /// Share of the units that are nearer to others than this one, in [0, 1]; 0 for units
    /// that were not looked at.
    pub percentile: Vec<f64>,
    /// The nearest distinct unit that another voice holds.
    pub nearest: Vec<Option<usize>>,
}

/// What tells the people behind the units apart.
pub(super) struct Holders<'a> {
    /// The voice of each answer.
    pub voice_of: &'a [usize],
    /// The answers that hold each distinct unit.
    pub answers_of: &'a [Vec<usize>],
}

impl Holders<'_> {
    /// Looks around every unit. Cost: a similarity per unit and neighbour.
    pub fn around_all(&self, input: &SignalInput<'_>, neighbours: &Neighbours) -> Surroundings {
        let all: Vec<usize> = (0..input.themes.units.len()).collect();
        self.around(input, neighbours, &all, &all)
    }

    /// Looks around some `units`; how far they are is told against those of `drawn`. Both
    /// have neighbours.
    pub fn around(
        &self,
        input: &SignalInput<'_>,
        neighbours: &Neighbours,
        units: &[usize],
        drawn: &[usize],
    ) -> Surroundings {
        let look = |units: &[usize]| -> Vec<(f64, Option<usize>)> {
            let found = units.par_iter();
            found
                .map(|unit| self.look(input, neighbours, *unit))
                .collect()
        };
        let found = look(units);
        let known: Vec<f64> = look(drawn).iter().map(|(distance, _)| *distance).collect();
        let distances: Vec<f64> = found.iter().map(|(distance, _)| *distance).collect();
        let all = input.themes.units.len();
        let (mut percentile, mut nearest) = (vec![0.0; all], vec![None; all]);
        let places = percentiles_among(&distances, known);
        for ((unit, place), (_, near)) in units.iter().zip(places).zip(found) {
            percentile[*unit] = place;
            nearest[*unit] = near;
        }
        Surroundings {
            percentile,
            nearest,
        }
    }

    /// The distance of a unit to those of other voices, and the nearest of them.
    fn look(
        &self,
        input: &SignalInput<'_>,
        neighbours: &Neighbours,
        unit: usize,
    ) -> (f64, Option<usize>) {
        let place = input.themes.grouped[unit];
        let voice = self.voice_of[input.themes.units[unit].answer];
        let others = |distinct: usize| {
            let answers = self.answers_of[distinct].iter();
            let voices = answers.map(|answer| self.voice_of[*answer]);
            voices.filter(|o| *o != voice).take(NEAREST).count()
        };
        let mut near: Vec<f32> = vec![1.0; others(place)];
        let mut nearest = (!near.is_empty()).then_some(place);
        let mut last = 0.0;
        for neighbour in neighbours.of(place) {
            let similarity = input.vectors.similarity(place, *neighbour as usize);
            last = similarity;
            let times = others(*neighbour as usize);
            if times > 0 {
                nearest = nearest.or(Some(*neighbour as usize));
            }
            near.extend(std::iter::repeat_n(similarity, times));
        }
        // All neighbours may be the person's own: others are no nearer than the last.
        near.resize(near.len().max(NEAREST), last);
        near.truncate(NEAREST);
        let mean = near.iter().sum::<f32>() / NEAREST as f32;
        (f64::from(1.0 - mean), nearest)
    }
}

/// Share of the values below each value, equal ones counted half.
pub(super) fn percentiles(values: &[f64]) -> Vec<f64> {
    percentiles_among(values, values.to_vec())
}

/// The same, counted among others.
fn percentiles_among(values: &[f64], mut sorted: Vec<f64>) -> Vec<f64> {
    sorted.sort_unstable_by(f64::total_cmp);
    let total = sorted.len().max(1) as f64;
    values
        .iter()
        .map(|value| {
            let below = sorted.partition_point(|other| other.total_cmp(value).is_lt());
            let upto = sorted.partition_point(|other| other.total_cmp(value).is_le());
            (below + upto) as f64 / 2.0 / total
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_percentile() {
        assert_eq!(
            percentiles(&[3.0, 1.0, 1.0, 5.0]),
            [0.625, 0.25, 0.25, 0.875]
        );
    }
}
