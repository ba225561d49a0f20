//! Tensions: what people want more or less of, and where they disagree.
//!
//! Four readings of short texts, by rule and word list, French and English, no model:
//! the stance of an argument, the claims of an idea, the oppositions between the ideas of
//! one question, and open answers that contradict a closed one. Lists are of consultations
//! in general; whatever is not clearly said is left unsaid. Nothing here reads vectors: the
//! caller gives a similarity where one is wanted.

mod aliases;
mod claim_words;
mod claims;
mod closed;
mod closed_words;
mod concepts;
mod contrasts;
mod evidence;
mod families;
mod objects;
mod oppositions;
mod patterns;
mod proposals;
mod scales;
mod stance;
mod stance_cues;
mod tokens;
mod turns;
mod usage;

pub use claims::{Claim, claims};
pub use closed::{ClosedContradiction, ClosedQuestion, Contradicted};
pub use oppositions::{Limits, Opposition, TextUnit, oppositions};
pub use stance::{stance, stance_weight};

/// Which way a text leans on what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Wants it, more of it, or wants it kept.
    For,
    /// Refuses it, or wants less of it.
    Against,
}

impl Side {
    /// The side of a signed weight; none at zero.
    fn of(weight: i32) -> Option<Side> {
        match weight.signum() {
            1 => Some(Side::For),
            -1 => Some(Side::Against),
            _ => None,
        }
    }

    /// 1 or -1.
    fn sign(self) -> i32 {
        match self {
            Side::For => 1,
            Side::Against => -1,
        }
    }
}
