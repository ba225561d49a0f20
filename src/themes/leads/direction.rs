//! What a proposal is about, and whether it asks for more or for less of it.

use super::words::lists;
use crate::themes::cues::{PhraseSet, Reading};
use crate::words::Lexicon;

/// The things a proposal names and its direction.
pub(super) struct Object {
    /// Stems of its content words, sorted.
    stems: Vec<String>,
    direction: Direction,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    More,
    Less,
}

impl Direction {
    fn opposite(self) -> Direction {
        match self {
            Direction::More => Direction::Less,
            Direction::Less => Direction::More,
        }
    }
}

impl Object {
    /// Reads one proposal. Cost: linear in its words.
    pub(super) fn new(text: &str, lexicon: &Lexicon) -> Object {
        let mut stems = lexicon.content_stems(text);
        stems.sort_unstable();
        stems.dedup();
        Object {
            stems,
            direction: direction(text, lexicon),
        }
    }

    /// False for opposites and for proposals without a word in common.
    pub(super) fn may_join(&self, other: &Object) -> bool {
        let common = |stem: &String| other.stems.binary_search(stem).is_ok();
        self.direction == other.direction && self.stems.iter().any(common)
    }
}

/// The first word that asks for more or less, turned by a negation before it. A proposal
/// without such a word asks for what it names; one that only negates refuses it.
fn direction(text: &str, lexicon: &Lexicon) -> Direction {
    let reading = Reading::new(text);
    let lists = lists(lexicon.language());
    let first = |set: &PhraseSet| {
        let hits = set.find(&reading, 0..reading.words.len());
        hits.iter()
            .map(|hit| hit.from)
            .find(|&at| !of_age(&reading, at))
    };
    let (more, less, not) = (first(&lists.more), first(&lists.less), first(&lists.not));
    let (at, asked) = match (more, less) {
        (Some(more), Some(less)) if less < more => (less, Direction::Less),
        (Some(more), _) => (more, Direction::More),
        (None, Some(less)) => (less, Direction::Less),
        (None, None) => (reading.words.len(), Direction::More),
    };
    let turned = not.is_some_and(|not| not <= at);
    if turned { asked.opposite() } else { asked }
}

/// "Les moins de 18 ans" are people, not less of something.
fn of_age(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| reading.words[i].folded.as_str());
    matches!(before, Some("les" | "aux" | "des")) && reading.words[at].folded == "moins"
}
