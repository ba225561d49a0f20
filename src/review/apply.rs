//! Decisions turned into the coding, the statuses and the quotes that a later run keeps.

use std::collections::BTreeSet;

use super::base::{Base, touches};
use super::changes::{Change, Changes};
use super::check::{Gone, check, same};
use super::coding::{Recoded, recode};
use super::earlier::by_number;
use super::{Decision, Fault, Refusal, onto};
use crate::synthesis::{
    DECISIONS, Decisions, FindingStatus, QuestionDecisions, QuestionResult, QuoteChoice, State,
    Status, Synthesis, ThemeResult,
};
use crate::themes::findings::Passage;
use crate::themes::known::{KnownAnswer, KnownTheme, KnownThemes};
use crate::themes::{Origin, Quote, ThemeId};

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

struct Review<'a> {
    base: &'a Base<'a>,
    decisions: &'a [Decision],
    gone: Gone<'a>,
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

    fn status(&self, state: State, why: Option<&String>) -> Status {
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

    fn question(&self, place: usize, own: &[&Decision], recoded: Recoded) -> QuestionDecisions {
        let question = self.base.question(place);
        let themes = self.statuses(question, own, &recoded);
        QuestionDecisions {
            themes,
            findings: self.findings(question, own),
            quotes: self.quotes(place, own),
            known: self.known(question, own, recoded),
        }
    }

    fn known(&self, question: &QuestionResult, own: &[&Decision], recoded: Recoded) -> KnownThemes {
        let family_of = |id: &ThemeId| {
            let mut families = question.families.iter();
            families
                .find(|family| family.themes.contains(id))
                .map(|family| family.id.clone())
        };
        let staying = question.themes.iter().map(|t| &t.theme);
        let staying = staying.filter(|theme| !self.gone.is_gone(&theme.id));
        let mut themes: Vec<KnownTheme> = staying
            .map(|theme| KnownTheme {
                id: theme.id.clone(),
                title: theme.title.clone(),
                origin: theme.origin,
                extractive_title: theme.extractive_title.clone(),
                description: String::new(),
                family: family_of(&theme.id),
            })
            .collect();
        for decision in own {
            if let Decision::Rename { theme, title } = decision
                && let Some(renamed) = themes.iter_mut().find(|t| t.id == *theme)
            {
                rename(renamed, title);
            }
        }
        themes.extend(recoded.founded.into_iter().map(|(id, title)| KnownTheme {
            id,
            title,
            origin: Origin::Human,
            extractive_title: None,
            description: String::new(),
            family: None,
        }));
        themes.sort_by(|a, b| by_number(&a.id).cmp(&by_number(&b.id)));
        let ids = question.themes.iter().map(|t| &t.theme.id);
        let mut retired: Vec<ThemeId> = ids.filter(|id| self.gone.is_gone(id)).cloned().collect();
        retired.sort();
        let coded = recoded.themes.into_iter().zip(recoded.by_hand);
        let answers = question.answers.iter().zip(coded);
        KnownThemes {
            question: question.question.text.clone(),
            themes,
            answers: answers
                .map(|(answer, (themes, by_hand))| KnownAnswer {
                    id: answer.id.clone(),
                    text: answer.text.clone(),
                    themes,
                    by_hand,
                })
                .collect(),
            retired,
        }
    }

    /// Those of the result that stand, and those given now.
    fn statuses(
        &self,
        question: &QuestionResult,
        own: &[&Decision],
        recoded: &Recoded,
    ) -> Vec<(ThemeId, Status)> {
        let corrected = corrected(question, own, &self.gone, recoded);
        let mut statuses = Vec::new();
        for result in &question.themes {
            let id = &result.theme.id;
            let about = |decision: &&&Decision| decision.theme() == Some(id);
            let validated = own
                .iter()
                .filter(about)
                .find_map(|decision| match decision {
                    Decision::Validate { why, .. } => Some(why.as_ref()),
                    _ => None,
                });
            let mut about = own.iter().filter(about);
            let reopened = about.any(|decision| matches!(decision, Decision::Reopen { .. }));
            let takes = self.gone.merged.values().any(|last| *last == id);
            let status = match validated {
                Some(why) if corrected.contains(id) || is_corrected(result) => {
                    Some(self.status(State::Modified, why))
                }
                Some(why) => Some(self.status(State::Retained, why)),
                None if takes && result.status.is_some() => {
                    Some(self.status(State::Modified, None))
                }
                None => result.status.clone(),
            };
            if let Some(status) = status.filter(|_| !reopened && !self.gone.is_gone(id)) {
                statuses.push((id.clone(), status));
            }
        }
        // Who writes a title and says which answers go under it has read them.
        let founded = recoded.founded.iter();
        statuses.extend(founded.map(|(id, _)| (id.clone(), self.status(State::Modified, None))));
        statuses.sort_by(|a, b| by_number(&a.0).cmp(&by_number(&b.0)));
        statuses
    }

    fn findings(&self, question: &QuestionResult, own: &[&Decision]) -> Vec<FindingStatus> {
        let mut statuses = question.statuses.clone();
        for decision in own {
            let Decision::Finding {
                kind,
                passage,
                state,
                why,
                ..
            } = decision
            else {
                continue;
            };
            statuses.retain(|s| s.kind != *kind || s.passage != *passage);
            statuses.extend(state.map(|state| FindingStatus {
                kind: *kind,
                passage: passage.clone(),
                status: self.status(state, why.as_ref()),
            }));
        }
        statuses.sort_by_key(|s| (s.kind, s.passage.answer.clone(), s.passage.span.start));
        statuses
    }

    fn quotes(&self, place: usize, own: &[&Decision]) -> Vec<QuoteChoice> {
        let choice = |theme: &ThemeId, passage: &Passage, keep: bool| {
            Some(QuoteChoice {
                theme: self.gone.last(theme)?.clone(),
                quote: Quote {
                    answer: passage.answer.clone(),
                    span: passage.span,
                    text: self.base.said(place, passage)?.to_owned(),
                },
                keep,
            })
        };
        let quotes = own.iter().filter_map(|decision| match decision {
            Decision::Quote {
                theme,
                passage,
                keep,
            } => choice(theme, passage, *keep),
            _ => None,
        });
        quotes.collect()
    }
}

/// A person's title; the one taken from the answers is kept beside.
fn rename(theme: &mut KnownTheme, title: &str) {
    if theme.title == title {
        return;
    }
    let before = std::mem::replace(&mut theme.title, title.to_owned());
    if theme.origin == Origin::Extractive && theme.extractive_title.is_none() {
        theme.extractive_title = Some(before);
    }
    theme.origin = Origin::Human;
}

/// True where people corrected a theme before this review.
fn is_corrected(result: &ThemeResult) -> bool {
    let modified = |status: &Status| status.state == State::Modified;
    result.theme.origin == Origin::Human || result.status.as_ref().is_some_and(modified)
}

/// Themes that this review renames, or whose answers it changes.
fn corrected<'q>(
    question: &'q QuestionResult,
    own: &[&'q Decision],
    gone: &Gone<'q>,
    recoded: &'q Recoded,
) -> BTreeSet<&'q ThemeId> {
    let mut corrected: BTreeSet<&ThemeId> = gone.merged.values().copied().collect();
    for decision in own {
        if let Decision::Rename { theme, title } = decision {
            let before = question.themes.iter().find(|t| t.theme.id == *theme);
            if before.is_some_and(|t| same(&t.theme.title) != same(title)) {
                corrected.insert(theme);
            }
        }
    }
    for (answer, after) in question.answers.iter().zip(&recoded.themes) {
        let left = answer.themes.iter().filter(|theme| !after.contains(theme));
        let joined = after.iter().filter(|theme| !answer.themes.contains(theme));
        corrected.extend(left.chain(joined));
    }
    corrected
}
