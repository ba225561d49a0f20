//! What a review leaves of a question: its coding, statuses and quotes.

use std::collections::BTreeSet;

use super::Decision;
use super::apply::Review;
use super::check::same;
use super::coding::Recoded;
use super::earlier::by_number;
use super::gone::Gone;
use crate::synthesis::{
    FindingStatus, QuestionDecisions, QuestionResult, QuoteChoice, State, Status, ThemeResult,
};
use crate::themes::findings::Passage;
use crate::themes::known::{KnownAnswer, KnownFamily, KnownTheme, KnownThemes};
use crate::themes::{Origin, Quote, ThemeId};
use crate::words::single_spaced;

impl Review<'_> {
    pub(super) fn question(
        &self,
        place: usize,
        own: &[&Decision],
        recoded: Recoded,
    ) -> QuestionDecisions {
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
        let before = question.known();
        let ids = question.themes.iter().map(|t| &t.theme.id);
        let gone = ids.filter(|id| self.gone.is_gone(id)).cloned();
        let mut retired: Vec<ThemeId> = gone.chain(before.retired).collect();
        retired.sort();
        retired.dedup();
        let coded = recoded.themes.into_iter().zip(recoded.by_hand);
        let answers = question.answers.iter().zip(coded);
        KnownThemes {
            retained: Vec::new(),
            question: question.question.text.clone(),
            answers: answers
                .map(|(answer, (themes, by_hand))| KnownAnswer {
                    id: answer.id.clone(),
                    text: answer.text.clone(),
                    themes,
                    by_hand,
                })
                .collect(),
            retired,
            families: families(question, &themes),
            themes,
            subs: before.subs,
            source: None,
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

/// The families that some of these themes belong to.
fn families(question: &QuestionResult, themes: &[KnownTheme]) -> Vec<KnownFamily> {
    let belongs = |id: &ThemeId| themes.iter().any(|theme| theme.family.as_ref() == Some(id));
    let families = question.families.iter();
    let families = families.filter(|family| belongs(&family.id));
    families
        .map(|family| KnownFamily {
            id: family.id.clone(),
            title: family.title.clone(),
            origin: family.origin,
            extractive_title: family.extractive_title.clone(),
        })
        .collect()
}

/// A person's title; the one taken from the answers is kept beside.
fn rename(theme: &mut KnownTheme, title: &str) {
    let title = single_spaced(title);
    if theme.title == title {
        return;
    }
    let before = std::mem::replace(&mut theme.title, title);
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
