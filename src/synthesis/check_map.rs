//! The check of the map: each place is that of one analysed answer.

use std::collections::{HashMap, HashSet};

use super::check::Audit;
use super::{AnswerRecord, MAP_SIDE, QuestionResult};
use crate::answers::AnswerId;

impl Audit {
    pub(super) fn map(
        &mut self,
        question: &QuestionResult,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
    ) {
        let mut seen = HashSet::new();
        for place in &question.map {
            let inside = place.x <= MAP_SIDE && place.y <= MAP_SIDE;
            if !inside || !by_id.contains_key(&place.answer) || !seen.insert(&place.answer) {
                self.reference(&question.question.id.0, &place.answer.0);
            }
        }
    }
}
