//! The themes of every answer of a question once people have moved, split, merged and
//! deleted. An answer is never lost: it has its themes, or none.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::base::Base;
use super::check::same;
use super::gone::Gone;
use super::{Decision, Target};
use crate::answers::AnswerId;
use crate::synthesis::QuestionResult;
use crate::themes::ThemeId;
use crate::words::single_spaced;

/// A question coded again, in the order of its answers.
pub(super) struct Recoded {
    /// The themes of each answer, the main one first.
    pub themes: Vec<Vec<ThemeId>>,
    /// True for answers that a person moved one by one.
    pub by_hand: Vec<bool>,
    /// New themes with their titles, the one with most answers first.
    pub founded: Vec<(ThemeId, String)>,
}

/// Codes the question at `place`; `used` are ids that no new theme may have, beside those of
/// the result. The decisions have been checked. Cost: linear in answers and decisions.
pub(super) fn recode(
    base: &Base<'_>,
    place: usize,
    decisions: &[Decision],
    gone: &Gone<'_>,
    used: &[ThemeId],
) -> Recoded {
    let question = base.question(place);
    let orders = Orders::new(base, place, decisions);
    let mut by_hand = Vec::new();
    let coded: Vec<Vec<Target>> = question
        .answers
        .iter()
        .map(|answer| {
            let (targets, moved) = orders.of(&answer.id, &answer.themes);
            by_hand.push(moved);
            let kept = targets.into_iter().filter_map(|target| match target {
                Target::Theme(theme) => gone.last(&theme).cloned().map(Target::Theme),
                Target::New(title) => Some(Target::New(title)),
            });
            without_repeats(kept)
        })
        .collect();
    let founded = found(question, &coded, used);
    let id_of: HashMap<String, &ThemeId> = founded
        .iter()
        .map(|(id, title)| (same(title), id))
        .collect();
    let themes = coded.into_iter().map(|targets| {
        let ids = targets.into_iter().filter_map(|target| match target {
            Target::Theme(theme) => Some(theme),
            Target::New(title) => id_of.get(&same(&title)).map(|id| (*id).clone()),
        });
        ids.collect()
    });
    Recoded {
        themes: themes.collect(),
        by_hand,
        founded,
    }
}

/// What is asked of single answers.
struct Orders<'d> {
    moves: HashMap<&'d AnswerId, &'d [Target]>,
    /// For each answer, the themes it leaves with the title of the one it goes to.
    splits: HashMap<&'d AnswerId, Vec<(&'d ThemeId, &'d String)>>,
}

impl<'d> Orders<'d> {
    fn new(base: &Base<'_>, place: usize, decisions: &'d [Decision]) -> Orders<'d> {
        let id = &base.question(place).question.id;
        let mut orders = Orders {
            moves: HashMap::new(),
            splits: HashMap::new(),
        };
        for decision in decisions {
            match decision {
                Decision::Move {
                    question,
                    answer,
                    themes,
                } if question == id => drop(orders.moves.insert(answer, themes)),
                Decision::Split {
                    theme,
                    title,
                    answers,
                } if base.theme(theme).is_some_and(|(at, _)| at == place) => {
                    for answer in answers {
                        let splits = orders.splits.entry(answer).or_default();
                        splits.push((theme, title));
                    }
                }
                _ => {}
            }
        }
        orders
    }

    /// Where an answer goes, and whether a person said so.
    fn of(&self, answer: &AnswerId, themes: &[ThemeId]) -> (Vec<Target>, bool) {
        if let Some(targets) = self.moves.get(answer) {
            return (targets.to_vec(), true);
        }
        let splits = self.splits.get(answer).map_or(&[][..], Vec::as_slice);
        let target = |theme: &ThemeId| {
            let split = splits.iter().find(|(left, _)| *left == theme);
            split.map_or(Target::Theme(theme.clone()), |(_, title)| {
                Target::New((*title).clone())
            })
        };
        (themes.iter().map(target).collect(), !splits.is_empty())
    }
}

fn without_repeats(targets: impl Iterator<Item = Target>) -> Vec<Target> {
    let mut kept: Vec<Target> = Vec::new();
    for target in targets {
        let repeated = kept.iter().any(|other| match (other, &target) {
            (Target::New(one), Target::New(another)) => same(one) == same(another),
            (one, another) => one == another,
        });
        if !repeated {
            kept.push(target);
        }
    }
    kept
}

/// Ids of new themes: those that come next, the theme with most answers first, then the one
/// whose answers come first. Of several spellings of a title the commonest is the one.
fn found(
    question: &QuestionResult,
    coded: &[Vec<Target>],
    used: &[ThemeId],
) -> Vec<(ThemeId, String)> {
    // Each title folded, with the spellings of it in the order they come.
    let mut new: Vec<(String, Vec<(usize, String)>)> = Vec::new();
    for target in coded.iter().flatten() {
        let Target::New(title) = target else { continue };
        let (key, title) = (same(title), single_spaced(title));
        let place = new.iter().position(|(other, _)| *other == key);
        let place = place.unwrap_or_else(|| {
            new.push((key, Vec::new()));
            new.len() - 1
        });
        let spellings = &mut new[place].1;
        match spellings.iter_mut().find(|(_, other)| *other == title) {
            Some((count, _)) => *count += 1,
            None => spellings.push((1, title)),
        }
    }
    let size =
        |spellings: &[(usize, String)]| spellings.iter().map(|(count, _)| count).sum::<usize>();
    // Stable sorts: what comes first stays first.
    new.sort_by_key(|(_, spellings)| Reverse(size(spellings)));
    for (_, spellings) in &mut new {
        spellings.sort_by_key(|(count, _)| Reverse(*count));
    }
    let prefix = format!("{}-T", question.question.id.0);
    let ids = question.themes.iter().map(|t| &t.theme.id).chain(used);
    let numbers = ids.filter_map(|id| id.0.strip_prefix(&prefix)?.parse::<u32>().ok());
    let last = numbers.max().unwrap_or(0);
    let titles = new
        .into_iter()
        .filter_map(|(_, spellings)| spellings.into_iter().next());
    titles
        .zip(last.saturating_add(1)..)
        .map(|((_, title), number)| (ThemeId(format!("{prefix}{number:02}")), title))
        .collect()
}
