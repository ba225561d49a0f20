//! Identical answers, grouped so that both counts can be told: people, and texts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Answer, AnswerId};
use crate::words::single_spaced;

/// Answers with the same text, white space aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// Two answers or more, in input order.
    pub answers: Vec<AnswerId>,
}

/// Groups identical answers, the largest group first. Every answer stays a voice.
pub fn group_duplicates(answers: &[Answer]) -> Vec<DuplicateGroup> {
    let mut groups: Vec<DuplicateGroup> = Vec::new();
    let mut by_text: HashMap<String, usize> = HashMap::new();
    for answer in answers {
        let text = single_spaced(&answer.text);
        let group = *by_text.entry(text).or_insert_with(|| {
            groups.push(DuplicateGroup {
                answers: Vec::new(),
            });
            groups.len() - 1
        });
        groups[group].answers.push(answer.id.clone());
    }
    groups.retain(|group| group.answers.len() > 1);
    groups.sort_by_key(|group| std::cmp::Reverse(group.answers.len()));
    groups
}
