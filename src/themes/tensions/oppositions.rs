//! Oppositions: things on which the answers to one question take opposite sides.
//!
//! Evidence for and against (claims, terms of listed subjects) is gathered by key; a key
//! with enough different answers on both sides, about the same thing, is an opposition.
//! Answers that say both are left out of both. A word common in the question's answers does
//! not suffice alone: its claims must name the very same thing. Ideas in other words join
//! where a stance is explicit and the similarity given is high. Precision comes first: what
//! is doubtful is left out. Cost: linear in the words, plus stances times members for the
//! last step.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::aliases::{Aliases, aliases};
use super::concepts::SUBJECTS;
use super::evidence::{Evidence, Key, Read, gather, read};
use super::stance::weight;
use super::tokens::{Token, tokens};
use crate::language::Language;
use crate::words::{Lexicon, fold};

/// One idea of one answer.
#[derive(Clone, Copy, Debug)]
pub struct TextUnit<'t> {
    /// Its text.
    pub text: &'t str,
    /// The answer it belongs to.
    pub answer: usize,
    /// Its theme, if it has one.
    pub group: Option<u32>,
}

/// One answer in so many that asks outright makes a question of wishes; questions on
/// difficulties have some one in thirty.
const ASKING: usize = 8;
/// In few answers no stem is common before this many ideas hold it.
const FEW: f64 = 8.0;

/// Different things a word is said of, from which it names none by itself.
const MANY: usize = 4;

/// What an opposition needs.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Different answers each side must have.
    pub answers: usize,
    /// Share of the units beyond which a stem is too common to suffice alone.
    pub common: f64,
    /// Similarity from which an idea in other words speaks of the same thing.
    pub near: f32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            answers: 2,
            common: 0.04,
            near: 0.6,
        }
    }
}

/// A thing and who is for and against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposition {
    /// The thing, as people write it.
    pub object: String,
    /// Units for it, in input order.
    pub favour: Vec<usize>,
    /// Units against it, in input order.
    pub against: Vec<usize>,
    /// The theme that holds two answers of each side, if one does; none across themes.
    pub group: Option<u32>,
}

/// The oppositions among the units of one question, the most shared first.
///
/// `similarity` gives a number from -1 to 1 for two units by position; it is asked only for
/// units with an explicit stance.
pub fn oppositions(
    units: &[TextUnit<'_>],
    lexicon: &Lexicon,
    limits: Limits,
    similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
) -> Vec<Opposition> {
    let language = lexicon.language();
    let split: Vec<Vec<Token>> = units
        .par_iter()
        .map(|unit| tokens(unit.text, lexicon))
        .collect();
    let pairs: Vec<(&str, &[Token])> = units
        .iter()
        .zip(&split)
        .map(|(unit, tokens)| (unit.text, tokens.as_slice()))
        .collect();
    let aliases = aliases(&pairs);
    let weights: Vec<i32> = split.par_iter().map(|t| weight(t, language)).collect();
    let reads = read(split, language);
    let bench = Bench {
        units,
        reads: &reads,
        weights: &weights,
        aliases: &aliases,
        common: common(&reads, limits.common),
        limits,
    };
    let asks = asks(units, &reads);
    let mut found: Vec<Sides> = gather(&reads, &aliases, asks, language)
        .into_iter()
        .filter_map(|(key, evidence)| bench.sides(key, evidence))
        .collect();
    found.sort_by_key(|s| (std::cmp::Reverse(s.smaller()), s.rank(), s.key.clone()));
    let mut kept: Vec<Sides> = Vec::new();
    for sides in found {
        if kept.iter().all(|k| !k.covers(&sides)) {
            kept.push(sides);
        }
    }
    for sides in &mut kept {
        bench.join_others(sides, similarity);
    }
    kept.into_iter().map(|s| bench.shown(s, language)).collect()
}

/// True where the question asks for wishes: enough of its ideas say one outright.
fn asks(units: &[TextUnit<'_>], reads: &[Read]) -> bool {
    let mut answers: BTreeMap<usize, bool> = BTreeMap::new();
    for (unit, read) in units.iter().zip(reads) {
        *answers.entry(unit.answer).or_default() |=
            read.claims.iter().any(|c| c.explicit && c.asked);
    }
    let wishing = answers.values().filter(|w| **w).count();
    wishing * ASKING >= answers.len()
}

/// Stems that more than `share` of the units hold.
fn common(reads: &[Read], share: f64) -> BTreeSet<String> {
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for read in reads {
        let stems: BTreeSet<&str> = read
            .tokens
            .iter()
            .filter(|t| t.content)
            .map(|t| t.stem.as_str())
            .collect();
        for stem in stems {
            *frequency.entry(stem).or_default() += 1;
        }
    }
    let most = (share * reads.len() as f64).max(FEW);
    frequency
        .into_iter()
        .filter(|(_, n)| *n as f64 > most)
        .map(|(stem, _)| stem.to_owned())
        .collect()
}

struct Bench<'a> {
    units: &'a [TextUnit<'a>],
    reads: &'a [Read],
    weights: &'a [i32],
    aliases: &'a Aliases,
    common: BTreeSet<String>,
    limits: Limits,
}

/// The two sides of a key: the evidence kept, at most one piece per unit.
struct Sides {
    key: Key,
    favour: BTreeMap<usize, Evidence>,
    against: BTreeMap<usize, Evidence>,
}

impl Sides {
    fn smaller(&self) -> usize {
        self.favour.len().min(self.against.len())
    }

    /// Listed subjects before stems.
    fn rank(&self) -> u8 {
        u8::from(matches!(self.key, Key::Stem(_)))
    }

    /// True where most of `other` is already here, on whichever sides.
    fn covers(&self, other: &Sides) -> bool {
        let here = |u: &&usize| self.favour.contains_key(u) || self.against.contains_key(u);
        let shared = other.favour.keys().chain(other.against.keys()).filter(here);
        let least = other.favour.keys().filter(here).count() * 2 >= other.favour.len()
            || other.against.keys().filter(here).count() * 2 >= other.against.len();
        shared.count() * 2 >= other.favour.len() + other.against.len() || least
    }
}

impl Bench<'_> {
    /// The sides of one key, none unless both have enough different answers.
    fn sides(&self, key: Key, evidence: Vec<Evidence>) -> Option<Sides> {
        let signs = self.signs(&evidence);
        let holds_many = holds_many(&evidence);
        let (mut favour, mut against) = (BTreeMap::new(), BTreeMap::new());
        for piece in evidence {
            let side = match signs.get(&self.units[piece.unit].answer) {
                Some(1) if piece.sign > 0 => &mut favour,
                Some(-1) if piece.sign < 0 => &mut against,
                _ => continue,
            };
            side.entry(piece.unit).or_insert(piece);
        }
        let mut sides = Sides {
            key,
            favour,
            against,
        };
        self.same_thing(&mut sides, holds_many);
        let enough = |side: &BTreeMap<usize, Evidence>| self.answers(side) >= self.limits.answers;
        let said =
            sides.favour.values().any(|e| e.explicit) || sides.against.values().any(|e| e.explicit);
        (enough(&sides.favour) && enough(&sides.against) && said).then_some(sides)
    }

    /// The side of each answer: explicit words before mere mentions, 0 where it says both.
    fn signs(&self, evidence: &[Evidence]) -> BTreeMap<usize, i32> {
        let mut seen: BTreeMap<usize, [bool; 4]> = BTreeMap::new();
        for piece in evidence {
            let entry = seen.entry(self.units[piece.unit].answer).or_default();
            entry[2 * usize::from(piece.explicit) + usize::from(piece.sign > 0)] = true;
        }
        seen.into_iter()
            .map(|(answer, seen)| {
                let (less, more) = if seen[2] || seen[3] {
                    (seen[2], seen[3])
                } else {
                    (seen[0], seen[1])
                };
                (answer, i32::from(more) - i32::from(less))
            })
            .collect()
    }

    fn answers(&self, side: &BTreeMap<usize, Evidence>) -> usize {
        let answers: BTreeSet<usize> = side.keys().map(|u| self.units[*u].answer).collect();
        answers.len()
    }

    /// Keeps what speaks of the same thing as someone on the other side.
    fn same_thing(&self, sides: &mut Sides, holds_many: bool) {
        let needs = match &sides.key {
            Key::Subject(place) => SUBJECTS.get(*place).is_some_and(|s| s.quality),
            Key::Stem(_) => true,
        };
        if !needs {
            return;
        }
        let keep = |piece: &Evidence, others: &BTreeMap<usize, Evidence>| {
            let unnamed = matches!(sides.key, Key::Subject(_))
                && others.values().all(|o| o.beside.is_empty());
            unnamed
                || others
                    .values()
                    .any(|o| self.same(&sides.key, piece, o, holds_many))
        };
        let favour = kept(&sides.favour, |p| keep(p, &sides.against));
        let against = kept(&sides.against, |p| keep(p, &sides.favour));
        sides.favour = favour;
        sides.against = against;
    }

    /// Two pieces about one key speak of the same thing: by stem, what they name beside must
    /// agree, entirely where the stem is common; a quality must be of the same thing, or of
    /// nothing named.
    fn same(&self, key: &Key, a: &Evidence, b: &Evidence, holds_many: bool) -> bool {
        let shared = a.beside.intersection(&b.beside).count();
        match key {
            Key::Subject(_) => shared > 0 || a.beside.is_empty(),
            Key::Stem(stem) if self.common.contains(stem) => a.beside == b.beside,
            Key::Stem(_) => {
                let rest = a.beside.len().max(b.beside.len());
                match (a.beside.is_empty(), b.beside.is_empty()) {
                    (true, true) => true,
                    (true, false) => b.head && !holds_many,
                    (false, true) => a.head && !holds_many,
                    (false, false) => shared * 2 >= rest,
                }
            }
        }
    }
}

/// True for a word said of many different things ("salaire", "taxe", "contrôle"): alone it
/// does not say which.
fn holds_many(evidence: &[Evidence]) -> bool {
    let named: BTreeSet<&BTreeSet<String>> = evidence
        .iter()
        .map(|e| &e.beside)
        .filter(|b| !b.is_empty())
        .collect();
    let bare = evidence.iter().filter(|e| e.beside.is_empty()).count();
    named.len() >= MANY && bare * 2 < evidence.len()
}

fn kept(
    side: &BTreeMap<usize, Evidence>,
    keep: impl Fn(&Evidence) -> bool,
) -> BTreeMap<usize, Evidence> {
    side.iter()
        .filter(|(_, e)| keep(e))
        .map(|(u, e)| (*u, e.clone()))
        .collect()
}

#[path = "members.rs"]
mod members;

#[cfg(test)]
#[path = "oppositions_tests.rs"]
mod tests;
