//! Vectors into groups of units: neighbours, communities, and who belongs where.
//!
//! Pure and seeded: the same vectors, settings and seed give the same groups on any
//! machine with any number of threads. No text, no clock, no hash order.

mod assignment;
mod communities;
mod neighbours;

pub use assignment::{Assignment, ROUNDS, assign};
pub use communities::{Communities, detect};
pub use neighbours::{Neighbours, nearest};

/// Neighbours of each unit in the graph; 15 to 40 give the same quality within noise, 8
/// a lower one.
pub const NEIGHBOURS: usize = 15;

/// Checked parameters of the grouping.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupingParameters {
    /// Neighbours of each unit in the graph.
    pub neighbours: usize,
    /// Number of groups aimed at.
    pub target: usize,
    /// A group with fewer different answers is no group.
    pub smallest: usize,
    /// Seed of the community detection.
    pub seed: u64,
}

impl GroupingParameters {
    /// Defaults for `answers` analysed answers: 2.4 times the cube root of their number,
    /// between 3 and 40 groups (humans coded 478 to 1,450 answers of the Grand Débat with
    /// 14 to 22 codes), each of at least 3 answers and 0.5 %.
    pub fn for_answers(answers: usize, seed: u64) -> GroupingParameters {
        let root = libm::cbrt(answers as f64);
        GroupingParameters {
            neighbours: NEIGHBOURS,
            target: ((2.4 * root).round() as usize).clamp(3, 40),
            smallest: ((answers as f64 * 0.005).round() as usize).max(3),
            seed,
        }
    }
}
