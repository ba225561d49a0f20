//! The members and the name of an opposition already found.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bench, Evidence, Key, Language, Opposition, Sides, fold};
use crate::units::Span;

/// Weight from which a stance is explicit, in half points.
const EXPLICIT: i32 = 6;
/// The thing must stand among so many first words.
const HEAD: usize = 5;

impl Bench<'_> {
    /// Ideas with an explicit stance join where they name the thing, or come near two of its
    /// members.
    pub(super) fn join_others(
        &self,
        sides: &mut Sides,
        similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
    ) {
        let members: Vec<usize> = sides
            .favour
            .keys()
            .chain(sides.against.keys())
            .copied()
            .collect();
        let taken: BTreeSet<usize> = members.iter().map(|u| self.units[*u].answer).collect();
        for unit in 0..self.units.len() {
            let weight = self.weights[unit];
            if weight.abs() < EXPLICIT || taken.contains(&self.units[unit].answer) {
                continue;
            }
            let lean = match self.names(&sides.key, unit) {
                Some(sign) => sign,
                None if self.near(unit, &members, similarity) => 1,
                None => continue,
            };
            let side = if lean * weight > 0 {
                &mut sides.favour
            } else {
                &mut sides.against
            };
            side.entry(unit).or_insert(Evidence {
                unit,
                sign: (lean * weight).signum(),
                explicit: true,
                beside: BTreeSet::new(),
                head: true,
                span: Span { start: 0, end: 0 },
            });
        }
    }

    /// The sign of the key's own words in a unit that makes no claim of another thing.
    fn names(&self, key: &Key, unit: usize) -> Option<i32> {
        let read = &self.reads[unit];
        if !read.claims.is_empty() {
            return None;
        }
        match key {
            Key::Subject(subject) => read
                .terms
                .iter()
                .find(|t| t.subject == *subject && t.from < HEAD)
                .map(|t| t.sign),
            Key::Stem(stem) if self.common.contains(stem) => None,
            Key::Stem(stem) => read
                .tokens
                .iter()
                .take(HEAD)
                .any(|t| {
                    t.stem == *stem || self.aliases.get(&t.stem).is_some_and(|s| s.contains(stem))
                })
                .then_some(1),
        }
    }

    fn near(
        &self,
        unit: usize,
        members: &[usize],
        similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
    ) -> bool {
        let near = members
            .iter()
            .filter(|m| similarity(unit, **m) >= self.limits.near);
        near.count() >= 2
    }

    /// The opposition as it leaves the module.
    pub(super) fn shown(&self, sides: Sides, _language: Language) -> Opposition {
        Opposition {
            object: self.object(&sides),
            group: self.group(&sides),
            favour: sides.favour.into_keys().collect(),
            against: sides.against.into_keys().collect(),
        }
    }

    /// The commonest way the thing is written, the shortest of equals.
    fn object(&self, sides: &Sides) -> String {
        let mut ways: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for piece in sides.favour.values().chain(sides.against.values()) {
            let written = piece.span.of(self.units[piece.unit].text);
            if !written.is_empty() {
                ways.entry(fold(written)).or_insert((0, written)).0 += 1;
            }
        }
        ways.into_values()
            .min_by_key(|(n, w)| (std::cmp::Reverse(*n), w.len(), *w))
            .map(|(_, w)| w.to_owned())
            .unwrap_or_default()
    }

    /// The first theme with two answers on each side.
    fn group(&self, sides: &Sides) -> Option<u32> {
        let count = |side: &BTreeMap<usize, Evidence>| {
            let mut by_group: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
            for unit in side.keys().map(|u| &self.units[*u]) {
                if let Some(group) = unit.group {
                    by_group.entry(group).or_default().insert(unit.answer);
                }
            }
            by_group
        };
        let against = count(&sides.against);
        let least = self.limits.answers;
        count(&sides.favour)
            .into_iter()
            .find(|(g, a)| a.len() >= least && against.get(g).is_some_and(|b| b.len() >= least))
            .map(|(g, _)| g)
    }
}
