//! Decisions turned into the coding, the statuses and the quotes that a later run keeps.

use std::collections::BTreeSet;

use super::base::{Base, touches};
use super::changes::{Change, Changes};
use super::check::check;
use super::coding::recode;
use super::gone::Gone;
use super::{Decision, Fault, Refusal, onto};
use crate::synthesis::{DECISIONS, Decisions, QuestionResult, State, Status, Synthesis};
use crate::themes::ThemeId;

/// What a review leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// `decisions.json`, whole: earlier decisions carried on, those of this review over them.
    /// Only questions that something was decided about are in it.
    pub decisions: Decisions,
    /// What changed, in the order of the questions; empty when nothing did.
    pub changes: Vec<Change>,
}

/// Applies the decisions of a review to the result they were made on. `earlier` is what was
/// decided before (`decisions.json`); `by` is the reviewer, `on` the day as 2026-11-23.
///
/// Merges are followed to the end of a chain; what is moved, split off or renamed counts
/// from the result as it was shown, whatever the order of the decisions. A theme that is
/// validated and was corrected, now or before, gets [`State::Modified`]; so does a new one.
///
/// Pure. Refused as a whole when decisions contradict each other or name what is not there.
/// Cost: linear in answers and decisions.
pub fn apply(
    synthesis: &Synthesis,
    earlier: Option<&Decisions>,
    decisions: &[Decision],
    by: &str,
    on: &str,
) -> Result<Reviewed, Vec<Refusal>> {
    let base = Base::new(synthesis);
    let refuse = |fault| Refusal { place: None, fault };
    let faults = faults(&base, decisions);
    if !faults.is_empty() {
        let faults = faults.into_iter().map(|(_, fault)| refuse(fault));
        return Err(faults.collect());
    }
    if by.trim().is_empty() && !decisions.is_empty() {
        return Err(vec![refuse(Fault::NoName)]);
    }
    let review = Review {
        base: &base,
        decisions,
        gone: Gone::new(decisions),
        by,
        on,
    };
    let mut earlier = earlier.cloned();
    if let Some(earlier) = &mut earlier {
        review.prepare(earlier);
    }
    let mut new = Decisions {
        schema: DECISIONS.to_owned(),
        questions: Vec::new(),
    };
    let mut changes = Vec::new();
    for (place, question) in synthesis.questions.iter().enumerate() {
        let own = review.own(place);
        if own.is_empty() {
            continue;
        }
        let used = used(earlier.as_ref(), question);
        let recoded = recode(&base, place, decisions, &review.gone, &used);
        changes.extend(Changes::new(&base, place, &own, &review.gone, &recoded).told());
        let made = review.question(place, &own, recoded);
        new.questions.push((question.question.id.clone(), made));
    }
    Ok(Reviewed {
        decisions: onto(earlier.as_ref(), new),
        changes,
    })
}

/// What is wrong with decisions, each with its place.
pub(super) fn faults(base: &Base<'_>, decisions: &[Decision]) -> Vec<(usize, Fault)> {
    let mut faults = check(base, decisions);
    if !faults.is_empty()
        || !decisions
            .iter()
            .any(|d| matches!(d, Decision::Quote { .. }))
    {
        return faults;
    }
    // A quote stands under its theme when its answer does, once all is done.
    let gone = Gone::new(decisions);
    for (question, result) in base.synthesis.questions.iter().enumerate() {
        let recoded = recode(base, question, decisions, &gone, &[]);
        let answers = result.answers.iter().zip(&recoded.themes);
        let inside: BTreeSet<_> = answers
            .flat_map(|(answer, themes)| themes.iter().map(move |theme| (theme, &answer.id)))
            .collect();
        for (place, decision) in decisions.iter().enumerate() {
            let Decision::Quote {
                theme,
                passage,
                keep: true,
            } = decision
            else {
                continue;
            };
            let here = base.theme(theme).is_some_and(|(at, _)| at == question);
            let last = gone.last(theme);
            if here && last.is_none_or(|last| !inside.contains(&(last, &passage.answer))) {
                let (answer, theme) = (passage.answer.clone(), theme.clone());
                faults.push((place, Fault::NotIn { answer, theme }));
            }
        }
    }
    faults
}

/// Ids that earlier decisions used up for a question.
fn used(earlier: Option<&Decisions>, question: &QuestionResult) -> Vec<ThemeId> {
    let questions = earlier.iter().flat_map(|earlier| &earlier.questions);
    questions
        .filter(|(_, decided)| decided.known.question == question.question.text)
        .flat_map(|(_, decided)| {
            let themes = decided.known.themes.iter().map(|theme| &theme.id);
            themes.chain(&decided.known.retired).cloned()
        })
        .collect()
}

/// A review that has been checked.
pub(super) struct Review<'a> {
    pub base: &'a Base<'a>,
    decisions: &'a [Decision],
    pub gone: Gone<'a>,
    by: &'a str,
    on: &'a str,
}

impl<'a> Review<'a> {
    /// The decisions about one question.
    fn own(&self, place: usize) -> Vec<&'a Decision> {
        let of = |decision: &&Decision| match decision {
            Decision::Move { question, .. } | Decision::Finding { question, .. } => {
                self.base.place(question) == Some(place)
            }
            Decision::Split { theme, .. } | Decision::Quote { theme, .. } => {
                self.base.theme(theme).is_some_and(|(at, _)| at == place)
            }
            other => {
                let theme = other.theme().and_then(|theme| self.base.theme(theme));
                theme.is_some_and(|(at, _)| at == place)
            }
        };
        self.decisions.iter().filter(of).collect()
    }

    pub(super) fn status(&self, state: State, why: Option<&String>) -> Status {
        Status {
            state,
            by: self.by.to_owned(),
            on: self.on.to_owned(),
            why: why.cloned(),
        }
    }

    /// Statuses that are taken back are forgotten, quotes of merged themes go along.
    fn prepare(&self, earlier: &mut Decisions) {
        for (id, decided) in &mut earlier.questions {
            for choice in &mut decided.quotes {
                if let Some(last) = self.gone.merged.get(&choice.theme) {
                    choice.theme = (*last).clone();
                }
            }
            for decision in self.decisions {
                match decision {
                    Decision::Reopen { theme } => decided.themes.retain(|(t, _)| t != theme),
                    Decision::Finding {
                        question,
                        kind,
                        passage,
                        state: None,
                        ..
                    } if question == id => decided
                        .findings
                        .retain(|s| s.kind != *kind || !touches(&s.passage, passage)),
                    _ => {}
                }
            }
        }
    }
}
