//! Two texts word by word: what would have to be added, dropped or replaced.

use super::spelling::{Spelling, Weight};

/// Words that must change to make one text the other, lightest way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Changes {
    /// Cost of the content words: 1 each, 2 for a decisive one.
    content: usize,
    /// Articles and the like.
    light: usize,
    /// Words of the other text that have no counterpart.
    added: usize,
    /// Words of the model that have none.
    dropped: usize,
    /// Words replaced.
    replaced: usize,
}

/// Content words of which one may differ.
pub(super) const EIGHTH: usize = 8;
/// Content words that may differ in a text of any length: more are another version.
const MOST: usize = 10;
/// Light words that may differ in any text ...
const LIGHT: usize = 3;
/// ... and in a longer one, one in five, up to twice `MOST`.
const FIFTH: usize = 5;

impl Changes {
    fn with(mut self, weight: Weight) -> Changes {
        match weight {
            Weight::Light => self.light += 1,
            Weight::Content => self.content += 1,
            Weight::Decisive => self.content += 2,
        }
        self
    }

    fn adding(self, weight: Weight) -> Changes {
        let added = self.added + 1;
        Changes {
            added,
            ..self.with(weight)
        }
    }

    fn dropping(self, weight: Weight) -> Changes {
        let dropped = self.dropped + 1;
        Changes {
            dropped,
            ..self.with(weight)
        }
    }

    fn replacing(self, weight: Weight) -> Changes {
        let replaced = self.replaced + 1;
        Changes {
            replaced,
            ..self.with(weight)
        }
    }

    /// True when words were only added.
    pub fn only_adds(&self) -> bool {
        self.added > 0 && self.dropped + self.replaced == 0
    }

    /// True when words were only dropped.
    pub fn only_drops(&self) -> bool {
        self.dropped > 0 && self.added + self.replaced == 0
    }

    /// Words of the other text that the model has not.
    pub fn own(&self) -> usize {
        self.added + self.replaced
    }
}

/// What turns `model` into `other`, if they are near duplicates; texts of light words
/// alone, such as the answers "a" and "y", never are. Dynamic programming in a band
/// (Ukkonen 1985): O(words · words that may differ).
pub(super) fn near(model: &[u32], other: &[u32], spelling: &Spelling) -> Option<Changes> {
    let content = content(model, spelling).min(content(other, spelling));
    if content == 0 {
        return None;
    }
    let most_content = may_differ(content);
    let most_light = LIGHT
        .max(model.len().min(other.len()) / FIFTH)
        .min(2 * MOST);
    let changes = align(model, other, spelling, most_content + most_light)?;
    (changes.content <= most_content && changes.light <= most_light).then_some(changes)
}

/// How many content words of so many may differ.
pub(super) fn may_differ(content: usize) -> usize {
    MOST.min(content / EIGHTH)
}

/// Words that are not light.
pub(super) fn content(words: &[u32], spelling: &Spelling) -> usize {
    let content = words
        .iter()
        .filter(|w| spelling.weight(**w) != Weight::Light);
    content.count()
}

fn align(model: &[u32], other: &[u32], spelling: &Spelling, band: usize) -> Option<Changes> {
    if model.len().abs_diff(other.len()) > band {
        return None;
    }
    let mut above: Vec<Option<Changes>> = vec![None; other.len() + 1];
    for row in 0..=model.len() {
        let mut line = vec![None; other.len() + 1];
        let last = (row + band).min(other.len());
        for column in row.saturating_sub(band)..=last {
            let mut best = (row + column == 0).then(Changes::default);
            if row > 0 && column > 0 {
                best = lighter(
                    best,
                    step(
                        above[column - 1],
                        model[row - 1],
                        other[column - 1],
                        spelling,
                    ),
                );
            }
            if row > 0 {
                let weight = spelling.weight(model[row - 1]);
                best = lighter(best, above[column].map(|c: Changes| c.dropping(weight)));
            }
            if column > 0 {
                let weight = spelling.weight(other[column - 1]);
                best = lighter(best, line[column - 1].map(|c: Changes| c.adding(weight)));
            }
            line[column] = best;
        }
        above = line;
    }
    above[other.len()]
}

fn lighter(one: Option<Changes>, other: Option<Changes>) -> Option<Changes> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// From one word of the model to one of the other: nothing when they are spellings of
/// the same word, else what the heavier of the two weighs.
fn step(before: Option<Changes>, one: u32, other: u32, spelling: &Spelling) -> Option<Changes> {
    let before = before?;
    if spelling.word(one) == spelling.word(other) {
        return Some(before);
    }
    let weight = match (spelling.weight(one), spelling.weight(other)) {
        (Weight::Light, Weight::Light) => Weight::Light,
        (Weight::Decisive, _) | (_, Weight::Decisive) => Weight::Decisive,
        _ => Weight::Content,
    };
    Some(before.replacing(weight))
}
