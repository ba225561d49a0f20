//! Communities in the graph of neighbours.
//!
//! Two units are linked when one is among the other's nearest; the link weighs the share
//! of neighbours they have in common (Jaccard). Leiden (Traag, Waltman and van Eck 2019)
//! with the Reichardt-Bornholdt quality finds communities; its resolution is searched so
//! that their number comes near the target.

use leiden_rs::{GraphData, GraphDataBuilder, Leiden, LeidenConfig, QualityType};

use super::Neighbours;
use crate::error::Error;

/// Runs of the search for a resolution.
const SEARCH: usize = 6;
/// How far from the target the number of groups may stay.
const TOLERANCE: f64 = 0.12;

/// Groups of units found by one run.
pub(super) struct Communities {
    /// Group of each unit, `None` for units of groups too small to stand.
    pub of: Vec<Option<u32>>,
    /// Number of groups of what people wrote themselves, the first numbers.
    pub natural: usize,
    /// Letters that have a group of their own, numbered after the natural ones.
    pub letters: Vec<u32>,
    /// Resolution they were found at, to four decimals.
    pub resolution: f64,
}

/// Who stands behind the units of a graph.
pub(super) struct Voices<'a> {
    /// The answers that hold each unit.
    pub answers_of: &'a [Vec<u32>],
    /// The letter that an answer copies: a letter is one voice.
    pub campaign_of: &'a [Option<u32>],
    /// A group of fewer voices does not stand.
    pub smallest: usize,
}

/// The graph of neighbours.
pub(super) struct Graph {
    data: GraphData,
}

impl Graph {
    /// Links every unit to its neighbours. Cost: sorting n·k links.
    pub fn new(neighbours: &Neighbours, units: usize) -> Result<Graph, Error> {
        Ok(Graph {
            data: graph(neighbours, units)?,
        })
    }

    /// Communities at one resolution. Groups that hold nothing but a letter come together
    /// as one group of that letter: each of its sentences would make a theme otherwise,
    /// and crowd out what people wrote themselves.
    ///
    /// Cost: about linear in the links.
    pub fn run(
        &self,
        voices: &Voices<'_>,
        resolution: f64,
        seed: u64,
    ) -> Result<Communities, Error> {
        let config = LeidenConfig::builder()
            .quality(QualityType::RBConfiguration)
            .resolution(resolution)
            .seed(seed)
            .build();
        let output = Leiden::new(config).run(&self.data).map_err(failed)?;
        Ok(keep_large(output.partition.as_slice(), voices, resolution))
    }

    /// About `target` communities of what people wrote themselves: up to six runs.
    pub fn search(
        &self,
        voices: &Voices<'_>,
        target: usize,
        seed: u64,
    ) -> Result<Communities, Error> {
        let mut resolution = 1.3;
        let mut best: Option<Communities> = None;
        for _ in 0..SEARCH {
            let found = self.run(voices, resolution, seed)?;
            let distance = |c: &Communities| c.natural.abs_diff(target);
            let count = found.natural;
            let near = distance(&found) as f64 <= TOLERANCE * target as f64;
            if best.as_ref().is_none_or(|b| distance(&found) < distance(b)) {
                best = Some(found);
            }
            if near {
                break;
            }
            resolution *= libm::pow(target as f64 / count.max(2) as f64, 1.2);
        }
        best.ok_or_else(|| Error::Clusters("no community".to_owned()))
    }
}

fn graph(neighbours: &Neighbours, units: usize) -> Result<GraphData, Error> {
    let circles: Vec<Vec<u32>> = (0..units)
        .map(|unit| {
            let mut circle = neighbours.of(unit).to_vec();
            circle.push(unit as u32);
            circle.sort_unstable();
            circle
        })
        .collect();
    let mut links: Vec<(u32, u32)> = (0..units)
        .flat_map(|unit| {
            let unit = unit as u32;
            neighbours
                .of(unit as usize)
                .iter()
                .map(move |other| (unit.min(*other), unit.max(*other)))
        })
        .collect();
    links.sort_unstable();
    links.dedup();
    let mut builder = GraphDataBuilder::new(units);
    for (a, b) in links {
        let weight = jaccard(&circles[a as usize], &circles[b as usize]);
        if weight > 0.0 {
            builder
                .add_edge(a as usize, b as usize, weight)
                .map_err(failed)?;
        }
    }
    builder.build().map_err(failed)
}

/// Share of two sorted lists that they have in common.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common as f64 / (a.len() + b.len() - common) as f64
}

/// Drops groups of fewer than `smallest` voices, brings those of one letter together, and
/// renumbers: groups of many voices first, then letters.
fn keep_large(membership: &[usize], voices: &Voices<'_>, resolution: f64) -> Communities {
    let Voices {
        answers_of,
        campaign_of,
        smallest,
    } = *voices;
    let groups = membership.iter().max().map_or(0, |m| m + 1);
    let mut answers: Vec<Vec<u32>> = vec![Vec::new(); groups];
    for (unit, group) in membership.iter().enumerate() {
        answers[*group].extend(&answers_of[unit]);
    }
    let kinds: Vec<Kind> = answers
        .into_iter()
        .map(|answers| Kind::of(answers, campaign_of, smallest))
        .collect();
    let natural = kinds.iter().filter(|kind| **kind == Kind::Natural).count();
    let mut letters: Vec<u32> = kinds.iter().filter_map(|kind| kind.letter()).collect();
    letters.sort_unstable();
    letters.dedup();
    let mut next = 0;
    let number: Vec<Option<u32>> = kinds
        .iter()
        .map(|kind| match kind {
            Kind::Natural => {
                next += 1;
                Some(next - 1)
            }
            Kind::Letter(letter) => letters
                .binary_search(letter)
                .ok()
                .map(|place| (natural + place) as u32),
            Kind::Small => None,
        })
        .collect();
    Communities {
        of: membership.iter().map(|group| number[*group]).collect(),
        natural,
        letters,
        resolution: (resolution * 1e4).round() / 1e4,
    }
}

/// What a group of units is made of.
#[derive(PartialEq)]
enum Kind {
    /// Voices enough to stand.
    Natural,
    /// Copies of one letter.
    Letter(u32),
    /// Too few voices.
    Small,
}

impl Kind {
    fn of(mut answers: Vec<u32>, campaign_of: &[Option<u32>], smallest: usize) -> Kind {
        answers.sort_unstable();
        answers.dedup();
        let campaign = |answer: &u32| campaign_of.get(*answer as usize).copied().flatten();
        let mut copies: Vec<u32> = answers.iter().filter_map(campaign).collect();
        copies.sort_unstable();
        let largest = copies
            .chunk_by(|a, b| a == b)
            .map(|run| (run.len(), std::cmp::Reverse(run[0])))
            .max();
        let total = copies.len();
        copies.dedup();
        if answers.len() - total + copies.len() >= smallest {
            return Kind::Natural;
        }
        match largest {
            Some((count, letter)) if count >= smallest => Kind::Letter(letter.0),
            _ => Kind::Small,
        }
    }

    fn letter(&self) -> Option<u32> {
        match self {
            Kind::Letter(letter) => Some(*letter),
            _ => None,
        }
    }
}

fn failed(error: leiden_rs::LeidenError) -> Error {
    Error::Clusters(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_one_voice_and_one_group() {
        // Units 0 and 1 are sentences of a letter that answers 0 to 3 copy; 2 is an idea of
        // answers 0, 4 and 5; 3 an idea of answer 6 alone.
        let answers_of = [vec![0, 1, 2, 3], vec![0, 1, 2, 3], vec![0, 4, 5], vec![6]];
        let campaign_of = [Some(0), Some(0), Some(0), Some(0), None, None, None];
        let voices = Voices {
            answers_of: &answers_of,
            campaign_of: &campaign_of,
            smallest: 3,
        };
        let found = keep_large(&[0, 1, 2, 3], &voices, 1.0);
        assert_eq!(found.of, [Some(1), Some(1), Some(0), None]);
        assert_eq!((found.natural, found.letters), (1, vec![0]));
    }
}
