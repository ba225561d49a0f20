//! Vectors into groups of units: neighbours, communities, levels, and who belongs where.
//!
//! Pure and seeded: the same vectors, settings and seed give the same groups on any
//! machine with any number of threads. No text, no clock, no hash order.

pub mod anchored;
mod assignment;
mod cells;
mod centres;
mod communities;
mod consensus;
pub mod drift;
pub mod layout;
mod levels;
mod map;
mod neighbours;
mod products;
mod recoded;
mod sample;
mod stability;
mod ward;

pub use assignment::{Assignment, assign};
pub use cells::{Cells, exactly_of, nearest_of};
pub use consensus::ROUNDS;
pub use levels::{Grouped, Levels, families_of, group};
pub use map::{MOST_PLACES, Place, SIDE, places};
pub use neighbours::{Neighbours, nearest};
pub use recoded::recoded;
pub use sample::MOST_UNITS;
pub use stability::stability;

use serde::{Deserialize, Serialize};

/// Neighbours of each unit in the graph; 15 to 40 give the same quality within noise, 8
/// a lower one.
pub const NEIGHBOURS: usize = 15;
/// Runs whose groups are brought together.
pub const RUNS: usize = 12;

/// How many themes a reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    /// About half as many.
    Few,
    /// What the number of answers suggests.
    #[default]
    Normal,
    /// About half more.
    Many,
}

/// Who holds the units that are grouped.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    /// The answers that hold each unit.
    pub answers_of: &'a [Vec<u32>],
    /// Number of answers.
    pub answers: usize,
    /// The letter each answer copies.
    pub campaign_of: &'a [Option<u32>],
}

/// Checked parameters of the grouping.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupingParameters {
    /// Neighbours of each unit in the graph.
    pub neighbours: usize,
    /// Number of families aimed at; themes that are not more stand alone.
    pub families: usize,
    /// Number of themes aimed at.
    pub themes: usize,
    /// Number of sub-themes aimed at.
    pub sub_themes: usize,
    /// Runs whose groups are brought together.
    pub runs: usize,
    /// A group with fewer different answers is no group.
    pub smallest: usize,
    /// Seed of the community detection.
    pub seed: u64,
}

impl GroupingParameters {
    /// Runs for a graph of `units` units: all of them while they are quick, a third of
    /// them where the many units of each group leave less to chance.
    pub fn runs_of(&self, units: usize) -> usize {
        if units <= 10_000 {
            self.runs
        } else {
            self.runs.div_ceil(3)
        }
    }

    /// Defaults for `answers` analysed answers: themes by 1.5 times the cube root of their
    /// number, between 3 and 30, and twice as many sub-themes (humans coded 478
    /// to 1,450 answers of the Grand Débat with 14 to 22 codes, some broad, some narrow),
    /// each of at least 3 answers and 0.5 %. A page takes in up to nine themes, or five to
    /// nine families.
    pub fn for_answers(answers: usize, granularity: Granularity, seed: u64) -> GroupingParameters {
        let share = match granularity {
            Granularity::Few => 0.55,
            Granularity::Normal => 1.0,
            Granularity::Many => 1.5,
        };
        let themes = (1.5 * share * libm::cbrt(answers as f64)).round() as usize;
        let themes = themes.clamp(3, 30);
        GroupingParameters {
            neighbours: NEIGHBOURS,
            families: if themes > 9 {
                (themes / 2).clamp(5, 9)
            } else {
                0
            },
            themes,
            sub_themes: (themes as f64 * 2.1).round() as usize,
            runs: RUNS,
            smallest: ((answers as f64 * 0.005).round() as usize).max(3),
            seed,
        }
    }
}
