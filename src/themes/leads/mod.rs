//! Leads for action: what people ask to be done, grouped and ranked by stated criteria.
//!
//! Boundary: pure functions. Proposals come from the words of one answer, leads from
//! proposals and a similarity that the caller gives; nothing here makes vectors or decides
//! what should be done. The report says so: leads come from the answers, without
//! arbitration.

mod direction;
mod facts;
pub(super) mod grouping;
mod openings;
mod proposals;
mod words;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use direction::Object;
pub use proposals::{Cue, Proposal, asks_for_proposals, proposals};

use crate::themes::cues::Reading;
use crate::themes::precision::{CUE_WEIGHTS, Precision, precision};
use crate::words::Lexicon;
use words::lists;

/// Similarity from which two proposals ask for nearly the same thing, for the mean of a
/// dense and a lexical cosine. On three sample consultations (478 proposals) 0.4 gives 31
/// leads of several people, 26 of them one request when read; 0.35 gives two thirds more,
/// 0.45 loses a quarter.
pub const NEAR: f32 = 0.4;

/// One proposal as it enters the grouping.
#[derive(Clone, Copy, Debug)]
pub struct ProposalIn<'a> {
    /// Its words.
    pub text: &'a str,
    /// Who said it: proposals of one respondent share it. Copies of one letter should be
    /// given one voice, or campaigns lead the ranking.
    pub respondent: usize,
    /// The answer it stands in.
    pub answer: usize,
    /// The respondent's segment (area, age...), when the file has one.
    pub segment: Option<usize>,
}

/// The stated criteria of a lead. Feasibility and cost are left to the services.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Criteria {
    /// Distinct answers that hold it.
    pub answers: usize,
    /// Distinct respondents.
    pub respondents: usize,
    /// Distinct values of the segment.
    pub segments: usize,
    /// The most precise of its proposals.
    pub precision: Precision,
    /// Proposals that ask to be quick or speak of safety.
    pub urgent: usize,
}

impl Criteria {
    /// What one person alone asks for: listed after the rest.
    pub fn is_isolated(&self) -> bool {
        self.respondents <= 1
    }
}

/// Near proposals under one that stands for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Positions among the proposals given, increasing.
    pub members: Vec<usize>,
    /// The most central member.
    pub representative: usize,
    /// What it is ranked by.
    pub criteria: Criteria,
}

/// Groups near proposals and ranks them. Two proposals join when they are similar, name a
/// thing in common and do not ask for opposites.
///
/// Ranking, each criterion only among equals of the one before: respondents, segments,
/// urgency (any), precision of the most precise proposal, then order of appearance.
/// Isolated proposals so come last by themselves. Cost: see `grouping`; the texts are read
/// once each.
pub fn leads(
    proposals: &[ProposalIn<'_>],
    similarity: &(dyn Fn(usize, usize) -> f32 + Sync),
    threshold: f32,
    lexicon: &Lexicon,
) -> Vec<Lead> {
    let objects: Vec<Object> = proposals
        .par_iter()
        .map(|p| Object::new(p.text, lexicon))
        .collect();
    let near = |a: usize, b: usize| {
        if objects[a].may_join(&objects[b]) {
            similarity(a, b)
        } else {
            f32::NEG_INFINITY
        }
    };
    let mut found: Vec<Lead> = grouping::complete_link(proposals.len(), threshold, &near)
        .into_iter()
        .filter_map(|members| {
            let representative = grouping::most_central(&members, similarity)?;
            let criteria = criteria(proposals, &members, lexicon);
            Some(Lead {
                members,
                representative,
                criteria,
            })
        })
        .collect();
    found.sort_by(ranking);
    found
}

fn criteria(proposals: &[ProposalIn<'_>], members: &[usize], lexicon: &Lexicon) -> Criteria {
    let of = |i: &usize| proposals[*i];
    let distinct = |values: BTreeSet<usize>| values.len();
    let best = members
        .iter()
        .map(|i| precision(of(i).text))
        .max_by(|a, b| worth(*a).total_cmp(&worth(*b)))
        .unwrap_or_default();
    Criteria {
        answers: distinct(members.iter().map(|i| of(i).answer).collect()),
        respondents: distinct(members.iter().map(|i| of(i).respondent).collect()),
        segments: distinct(members.iter().filter_map(|i| of(i).segment).collect()),
        precision: best,
        urgent: members
            .iter()
            .filter(|i| urgent(of(i).text, lexicon))
            .count(),
    }
}

fn worth(precision: Precision) -> f64 {
    precision.score(&CUE_WEIGHTS)
}

/// Whether the text asks to be quick or speaks of safety.
fn urgent(text: &str, lexicon: &Lexicon) -> bool {
    let reading = Reading::new(text);
    lists(lexicon.language())
        .urgent
        .any(&reading, 0..reading.words.len())
}

fn ranking(a: &Lead, b: &Lead) -> Ordering {
    let (x, y) = (&a.criteria, &b.criteria);
    y.respondents
        .cmp(&x.respondents)
        .then(y.segments.cmp(&x.segments))
        .then((y.urgent > 0).cmp(&(x.urgent > 0)))
        .then(worth(y.precision).total_cmp(&worth(x.precision)))
        .then(a.members.cmp(&b.members))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn people_come_first_and_opposites_stay_apart() {
        let lexicon = Lexicon::new(Language::French);
        let texts = [
            "Créer un parking à la gare de Brume, 200 places",
            "Plus de bancs au parc",
            "Ajouter des bancs au parc",
            "Supprimer les bancs du parc",
        ];
        let given: Vec<ProposalIn> = texts
            .iter()
            .enumerate()
            .map(|(i, text)| ProposalIn {
                text,
                respondent: i,
                answer: i,
                segment: None,
            })
            .collect();
        let similarity = |a: usize, b: usize| if a.min(b) >= 1 { 0.9 } else { 0.0 };
        let found = leads(&given, &similarity, NEAR, &lexicon);
        let members: Vec<&[usize]> = found.iter().map(|l| l.members.as_slice()).collect();
        assert_eq!(members, [&[1, 2][..], &[0], &[3]]);
        assert_eq!(found[0].criteria.respondents, 2);
        assert!(found[1].criteria.is_isolated());
    }
}
