//! Answers that share their wording, so that both counts can be told: people, and texts.
//! Nothing is merged or removed: every answer of a group stays a voice.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::similar::{GroupKind, TextGroup, Variant, group_apart_from};
use super::{Answer, AnswerId, Question};

/// Fewer people than this are no campaign, however often they write.
const FEWEST_PEOPLE: usize = 3;

/// Answers in the same words, nearly the same words, or copied from one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SimilarAnswers {
    /// How alike they are.
    pub kind: GroupKind,
    /// The answer that shows the common wording best.
    pub model: AnswerId,
    /// Two answers or more, in input order.
    pub members: Vec<SimilarAnswer>,
}

/// An answer and how it differs from the model of its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SimilarAnswer {
    /// The answer.
    pub id: AnswerId,
    /// How it differs.
    pub variant: Variant,
}

/// Groups the answers to a question, the largest group first. The question itself is no
/// common wording. Cost: see [`super::similar`].
pub fn group_similar(question: &Question, answers: &[Answer]) -> Vec<SimilarAnswers> {
    let texts: Vec<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
    group_apart_from(&texts, &[&question.text])
        .groups
        .into_iter()
        .map(|group| SimilarAnswers {
            kind: kind(&group, answers),
            model: answers[group.model].id.clone(),
            members: group
                .members
                .iter()
                .map(|member| SimilarAnswer {
                    id: answers[member.text].id.clone(),
                    variant: member.variant,
                })
                .collect(),
        })
        .collect()
}

/// One or two people who send the same letter again and again are no campaign.
fn kind(group: &TextGroup, answers: &[Answer]) -> GroupKind {
    let people: HashSet<_> = group
        .members
        .iter()
        .map(|member| answers[member.text].respondent)
        .collect();
    match group.kind {
        GroupKind::Campaign if people.len() < FEWEST_PEOPLE && group.distinct > 1 => {
            GroupKind::Near
        }
        GroupKind::Campaign if people.len() < FEWEST_PEOPLE => GroupKind::Exact,
        kind => kind,
    }
}
