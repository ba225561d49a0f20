//! What a model reads in what was found: stances within themes, oppositions, weak signals.

use std::collections::BTreeSet;

use super::{AT_A_TIME, Asking, signal, stance, tension};
use crate::answers::AnswerId;
use crate::synthesis::QuestionResult;

/// Adds the readings of what was found in a question. Cost: one call per opposition and
/// weak signal, and one per fifteen answers of a divided theme.
pub(super) fn add(
    question: &mut QuestionResult,
    withheld: &BTreeSet<AnswerId>,
    asking: &Asking<'_>,
) {
    let tensions = tension::tensions(asking, question, withheld);
    let signals = signal::signals(asking, question, withheld);
    let stances = stance::stances(asking, question, withheld, AT_A_TIME);
    if !tensions.is_empty() || !signals.is_empty() {
        let reading = question.reading.get_or_insert_default();
        reading.tensions = tensions;
        reading.signals = signals;
    }
    for (id, stance) in stances {
        let theme = question.themes.iter_mut().find(|t| t.theme.id == id);
        if let Some(theme) = theme {
            theme.reading.get_or_insert_default().stance = Some(stance);
        }
    }
}
