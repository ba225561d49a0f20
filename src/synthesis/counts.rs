//! Figures that a list of answers gives on its own: each campaign once, different texts.

use std::collections::{HashMap, HashSet};

use crate::answers::similar::GroupKind;
use crate::answers::{AnswerId, SimilarAnswers};
use crate::words::single_spaced;

/// Which campaign each answer is part of, laid out once for many counts.
pub struct Campaigns<'a>(HashMap<&'a AnswerId, usize>);

impl<'a> Campaigns<'a> {
    /// The campaigns among these groups. Cost: linear in their members.
    pub fn of(similar: impl Iterator<Item = &'a SimilarAnswers>) -> Campaigns<'a> {
        let campaigns = similar.filter(|group| group.kind == GroupKind::Campaign);
        let members = campaigns.enumerate().flat_map(|(campaign, group)| {
            let ids = group.members.iter().map(|member| &member.id);
            ids.map(move |id| (id, campaign))
        });
        Campaigns(members.collect())
    }

    /// Number of answers when each campaign counts once.
    pub fn count_once<'b>(&self, answers: impl Iterator<Item = &'b AnswerId>) -> usize {
        let mut seen = HashSet::new();
        answers
            .filter(|id| {
                let campaign = self.0.get(id);
                campaign.is_none_or(|campaign| seen.insert(*campaign))
            })
            .count()
    }
}

/// Number of answers when each campaign counts once, counted a single time.
pub fn count_once<'a>(
    answers: impl Iterator<Item = &'a AnswerId>,
    similar: &[SimilarAnswers],
) -> usize {
    Campaigns::of(similar.iter()).count_once(answers)
}

/// Number of different texts, white space aside.
pub fn distinct_texts<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(single_spaced).collect::<HashSet<String>>().len()
}
