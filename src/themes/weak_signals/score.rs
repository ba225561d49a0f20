//! The explainable score: parts in [0, 1], a weight each, nothing else.
//!
//! Distance, precision and rarity weigh the same: each helps both on planted signals and
//! on answers that readers flagged (`benches/signals`), none by so much that unequal
//! weights would be more than a fit. Coherence and diversity say that a signal is shared;
//! they hardly order, for a person alone may be right.

use serde::{Deserialize, Serialize};

/// Weights of the parts; a part that is absent shares its weight out.
pub const WEIGHTS: Weights = Weights {
    distance: 0.27,
    precision: 0.27,
    rarity: 0.27,
    focus: 0.15,
    coherence: 0.02,
    diversity: 0.02,
    novelty: 0.20,
};
/// The weight of each part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of [`Parts::distance`].
    pub distance: f64,
    /// Of [`Parts::precision`].
    pub precision: f64,
    /// Of [`Parts::rarity`].
    pub rarity: f64,
    /// Of [`Parts::focus`].
    pub focus: f64,
    /// Of [`Parts::coherence`].
    pub coherence: f64,
    /// Of [`Parts::diversity`].
    pub diversity: f64,
    /// Of [`Parts::novelty`], when there is one.
    pub novelty: f64,
}

/// The parts of a score, each in [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Parts {
    /// Percentile of the distance to the nearest ideas of other people: mean of the
    /// furthest idea of the passage and of all of them.
    pub distance: f64,
    /// Cues of precision, each weighing more where few passages have it.
    pub precision: f64,
    /// How rare its words are in this question.
    pub rarity: f64,
    /// Share of the answer that the passage takes: a point made, not a detail of a story.
    pub focus: f64,
    /// How alike the passages of a micro-group are; 0 for one person.
    pub coherence: f64,
    /// (people - 1) / 3, at most 1.
    pub diversity: f64,
    /// Percentile of the distance to an earlier consultation; `None` without one.
    pub novelty: Option<f64>,
    /// The weighted mean of the parts, times 100; halved for a campaign.
    pub score: f64,
}

impl Weights {
    /// The weighted mean of the parts, times 100; an absent part shares its weight out.
    pub fn score(&self, parts: &Parts) -> f64 {
        let fixed = [
            (self.distance, parts.distance),
            (self.precision, parts.precision),
            (self.rarity, parts.rarity),
            (self.focus, parts.focus),
            (self.coherence, parts.coherence),
            (self.diversity, parts.diversity),
        ];
        let novelty = parts.novelty.map(|novelty| (self.novelty, novelty));
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, part) in fixed.into_iter().chain(novelty) {
            sum += weight * part;
            weights += weight;
        }
        100.0 * sum / weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_grows_with_each_part_and_an_absent_one_costs_nothing() {
        let full = Parts {
            distance: 1.0,
            precision: 1.0,
            rarity: 1.0,
            focus: 1.0,
            coherence: 1.0,
            diversity: 1.0,
            ..Parts::default()
        };
        assert!((WEIGHTS.score(&full) - 100.0).abs() < 1e-9);
        let seen_before = Parts {
            novelty: Some(0.0),
            ..full
        };
        assert!(WEIGHTS.score(&seen_before) < WEIGHTS.score(&full));
        for less in [
            Parts {
                distance: 0.9,
                ..full
            },
            Parts {
                precision: 0.9,
                ..full
            },
            Parts {
                rarity: 0.9,
                ..full
            },
            Parts { focus: 0.9, ..full },
        ] {
            assert!(WEIGHTS.score(&less) < WEIGHTS.score(&full));
        }
    }
}
