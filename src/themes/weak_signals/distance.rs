//! How far an idea is from what other people say.
//!
//! The distance is to the nearest ideas of other voices, not to the centres of themes: on
//! real answers that readers flagged it tells more (see `benches/signals`), and it sees
//! an idea that stands alone inside a large theme.

use rayon::prelude::*;

use super::SignalInput;

/// Nearest ideas of other voices that are looked at.
const NEAREST: usize = 5;

/// The surroundings of every unit, in their order.
pub(super) struct Surroundings {
    /// Share of the units that are nearer to others than this one, in [0, 1].
    pub percentile: Vec<f64>,
    /// The nearest distinct unit that another voice holds.
    pub nearest: Vec<Option<usize>>,
}

/// Looks around every unit. `voice_of` gives the voice of each answer, `holders[d]` the
/// answers that hold distinct unit `d`. Cost: a similarity per unit and neighbour.
pub(super) fn surroundings(
    input: &SignalInput<'_>,
    voice_of: &[usize],
    holders: &[Vec<usize>],
) -> Surroundings {
    let found: Vec<(f64, Option<usize>)> = input
        .themes
        .units
        .par_iter()
        .enumerate()
        .map(|(unit, it)| {
            let place = input.themes.grouped[unit];
            let voice = voice_of[it.answer];
            let others = |distinct: usize| {
                let voices = holders[distinct].iter().map(|answer| voice_of[*answer]);
                voices.filter(|o| *o != voice).take(NEAREST).count()
            };
            let mut near: Vec<f32> = vec![1.0; others(place)];
            let mut nearest = (!near.is_empty()).then_some(place);
            let mut last = 0.0;
            for neighbour in input.neighbours.of(place) {
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
        })
        .collect();
    let distances: Vec<f64> = found.iter().map(|(distance, _)| *distance).collect();
    Surroundings {
        percentile: percentiles(&distances),
        nearest: found.into_iter().map(|(_, nearest)| nearest).collect(),
    }
}

/// Share of the values below each value, equal ones counted half.
pub(super) fn percentiles(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let total = values.len().max(1) as f64;
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
