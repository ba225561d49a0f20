//! Do decisions fit the result and one another? Told decision by decision, so that whoever
//! read them from a sheet can name the cell.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::base::Base;
use super::gone::Gone;
use super::refusal::Fault;
use super::{Decision, Target};
use crate::answers::AnswerId;
use crate::synthesis::is_masked;
use crate::themes::ThemeId;
use crate::words::{fold, single_spaced};

/// Characters of a title.
pub(super) const LONGEST_TITLE: usize = 150;

/// What is wrong, each with the place of its decision. Cost: linear in answers and
/// decisions, but for quotes, which are compared with those of their answer.
pub(super) fn check(base: &Base<'_>, decisions: &[Decision]) -> Vec<(usize, Fault)> {
    let mut check = Check {
        base,
        decisions,
        faults: Vec::new(),
        gone: Gone::new(decisions),
    };
    check.about_themes();
    check.merges();
    check.titles();
    check.moves();
    check.passages();
    check.faults.sort_by_key(|(place, _)| *place);
    check.faults
}

struct Check<'a> {
    base: &'a Base<'a>,
    decisions: &'a [Decision],
    faults: Vec<(usize, Fault)>,
    gone: Gone<'a>,
}

impl Check<'_> {
    fn fault(&mut self, place: usize, fault: Fault) {
        self.faults.push((place, fault));
    }

    /// Themes exist, and each is decided about once, or renamed and validated.
    fn about_themes(&mut self) {
        let mut said: BTreeMap<&ThemeId, Vec<usize>> = BTreeMap::new();
        for (place, decision) in self.decisions.iter().enumerate() {
            let Some(theme) = decision.theme() else {
                continue;
            };
            if self.base.theme(theme).is_none() {
                self.fault(place, Fault::UnknownTheme(theme.0.clone()));
            }
            let before = said.entry(theme).or_default();
            let clash = before
                .iter()
                .any(|other| !go_together(&self.decisions[*other], decision));
            before.push(place);
            if clash {
                self.fault(place, Fault::Contradiction(theme.clone()));
            }
        }
    }

    fn merges(&mut self) {
        for (place, decision) in self.decisions.iter().enumerate() {
            let Decision::Merge { theme, into, .. } = decision else {
                continue;
            };
            let question = |id: &ThemeId| self.base.theme(id).map(|(place, _)| place);
            if question(into).is_none() {
                self.fault(place, Fault::UnknownTheme(into.0.clone()));
            } else if question(into) != question(theme) {
                self.fault(place, Fault::MergeAcross(theme.clone(), into.clone()));
            } else if !self.gone.merged.contains_key(theme) {
                let chain = self.chain(theme);
                self.fault(place, Fault::MergeLoop(chain));
            } else if let Some(last) = self.gone.merged.get(theme)
                && self.gone.deleted.contains(last)
            {
                let last = (*last).clone();
                self.fault(place, Fault::IntoDeleted(last));
            }
        }
    }

    fn chain(&self, theme: &ThemeId) -> Vec<ThemeId> {
        let mut chain = vec![theme.clone()];
        let mut at = theme;
        while let Some(into) = self.gone.merges.get(at) {
            chain.push((*into).clone());
            if chain[..chain.len() - 1].contains(into) {
                break;
            }
            at = into;
        }
        chain
    }

    /// Titles are there, not too long, and no two themes of a question have the same.
    fn titles(&mut self) {
        let mut renamed: HashMap<&ThemeId, &str> = HashMap::new();
        for decision in self.decisions {
            if let Decision::Rename { theme, title } = decision {
                renamed.insert(theme, title);
            }
        }
        let mut taken: HashMap<(usize, String), Vec<&ThemeId>> = HashMap::new();
        for (question, result) in self.base.synthesis.questions.iter().enumerate() {
            for theme in result.themes.iter().map(|t| &t.theme) {
                if !self.gone.is_gone(&theme.id) {
                    let title = renamed.get(&theme.id).copied().unwrap_or(&theme.title);
                    let key = (question, same(title));
                    taken.entry(key).or_default().push(&theme.id);
                }
            }
        }
        for (place, decision) in self.decisions.iter().enumerate() {
            let (own, question, titles): (Option<&ThemeId>, _, Vec<&String>) = match decision {
                Decision::Rename { theme, title } => {
                    let question = self.base.theme(theme).map(|(place, _)| place);
                    (Some(theme), question, vec![title])
                }
                Decision::Split { theme, title, .. } => {
                    let question = self.base.theme(theme).map(|(place, _)| place);
                    (None, question, vec![title])
                }
                Decision::Move {
                    question, themes, ..
                } => {
                    let new = themes.iter().filter_map(|target| match target {
                        Target::New(title) => Some(title),
                        Target::Theme(_) => None,
                    });
                    (None, self.base.place(question), new.collect())
                }
                _ => continue,
            };
            let Some(question) = question else { continue };
            for title in titles {
                let holders = taken.get(&(question, same(title)));
                let holder = holders.and_then(|ids| ids.iter().find(|id| Some(**id) != own));
                let holder = holder.map(|id| id.0.clone());
                if same(title).is_empty() {
                    self.fault(place, Fault::NoTitle);
                } else if title.chars().count() > LONGEST_TITLE {
                    self.fault(place, Fault::LongTitle(LONGEST_TITLE));
                } else if let Some(theme) = holder {
                    let title = title.clone();
                    self.fault(place, Fault::TakenTitle { title, theme });
                }
            }
        }
    }

    /// Answers exist, are moved once, and go to themes of their question that stay.
    fn moves(&mut self) {
        let mut moved: HashSet<(usize, &AnswerId)> = HashSet::new();
        let mut left: HashSet<(&ThemeId, &AnswerId)> = HashSet::new();
        let mut splits: HashSet<(usize, &AnswerId)> = HashSet::new();
        for (place, decision) in self.decisions.iter().enumerate() {
            match decision {
                Decision::Move {
                    question,
                    answer,
                    themes,
                } => {
                    let Some(at) = self.base.place(question) else {
                        self.fault(place, Fault::UnknownQuestion(question.clone()));
                        continue;
                    };
                    let Some(record) = self.base.answer(at, answer) else {
                        self.fault(place, Fault::UnknownAnswer(answer.0.clone()));
                        continue;
                    };
                    if !moved.insert((at, answer)) || splits.contains(&(at, answer)) {
                        self.fault(place, Fault::AnswerTwice(answer.clone()));
                    }
                    for target in themes {
                        self.target(place, at, target, &record.themes);
                    }
                }
                Decision::Split { theme, answers, .. } => {
                    let Some((at, _)) = self.base.theme(theme) else {
                        continue;
                    };
                    for answer in answers {
                        let record = self.base.answer(at, answer);
                        if record.is_none_or(|record| !record.themes.contains(theme)) {
                            let (answer, theme) = (answer.clone(), theme.clone());
                            self.fault(place, Fault::NotIn { answer, theme });
                        } else if !left.insert((theme, answer)) || moved.contains(&(at, answer)) {
                            self.fault(place, Fault::AnswerTwice(answer.clone()));
                        }
                        splits.insert((at, answer));
                    }
                }
                _ => {}
            }
        }
    }

    fn target(&mut self, place: usize, question: usize, target: &Target, before: &[ThemeId]) {
        let Target::Theme(theme) = target else { return };
        let known = self.base.theme(theme);
        if known.is_none_or(|(at, _)| at != question) {
            self.fault(place, Fault::UnknownTheme(theme.0.clone()));
        } else if !before.contains(theme) && self.gone.last(theme).is_none() {
            self.fault(place, Fault::IntoDeleted(theme.clone()));
        }
    }

    /// Quotes stand in their answer and may be shown; findings exist; each is decided about
    /// once.
    fn passages(&mut self) {
        let mut quotes: HashMap<&AnswerId, Vec<usize>> = HashMap::new();
        let mut findings = HashSet::new();
        for (place, decision) in self.decisions.iter().enumerate() {
            match decision {
                Decision::Quote {
                    theme,
                    passage,
                    keep,
                } => {
                    let Some((at, _)) = self.base.theme(theme) else {
                        self.fault(place, Fault::UnknownTheme(theme.0.clone()));
                        continue;
                    };
                    match self.base.said(at, passage) {
                        None => self.fault(place, Fault::NotVerbatim(passage.answer.clone())),
                        Some(said) if *keep && is_masked(said) => self.fault(place, Fault::Masked),
                        Some(_) if *keep && self.gone.last(theme).is_none() => {
                            self.fault(place, Fault::IntoDeleted(theme.clone()));
                        }
                        Some(_) => {}
                    }
                    let others = quotes.entry(&passage.answer).or_default();
                    let clash = others
                        .iter()
                        .any(|other| quotes_clash(&self.decisions[*other], decision));
                    others.push(place);
                    if clash {
                        self.fault(place, Fault::QuoteTwice(passage.answer.clone()));
                    }
                }
                Decision::Finding {
                    question,
                    kind,
                    passage,
                    ..
                } => {
                    let at = self.base.place(question);
                    let known = at.is_some_and(|at| {
                        let found = self.base.question(at).readable(*kind);
                        found.iter().any(|finding| finding.passage == *passage)
                    });
                    let span = (passage.span.start, passage.span.end);
                    if !known {
                        self.fault(place, Fault::UnknownFinding(passage.answer.clone()));
                    } else if !findings.insert((question, *kind, &passage.answer, span)) {
                        self.fault(place, Fault::QuoteTwice(passage.answer.clone()));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Titles that people take for the same.
pub(super) fn same(title: &str) -> String {
    fold(&single_spaced(title))
}

/// True when both can be taken: a theme can be renamed and validated or reopened.
fn go_together(one: &Decision, other: &Decision) -> bool {
    use Decision::{Rename, Reopen, Validate};
    matches!(
        (one, other),
        (Rename { .. }, Validate { .. } | Reopen { .. })
            | (Validate { .. } | Reopen { .. }, Rename { .. })
    )
}

/// True for a quote kept and rejected at once, or one decision written twice; a part of a
/// rejected quote may be kept.
fn quotes_clash(one: &Decision, other: &Decision) -> bool {
    let quote = |decision: &Decision| match decision {
        Decision::Quote { theme, passage, .. } => Some((theme.clone(), passage.clone())),
        _ => None,
    };
    quote(one) == quote(other)
}
