//! What changed between two results: questions matched, themes matched, what is new, grown,
//! faded or gone, and which answers moved. Pure: two results in, places in them out.
//!
//! A theme has grown or faded where its share among the answers of the first result differs
//! from its share among the newcomers of the second beyond chance: see [`chance`]. Answers
//! that are in both tell nothing of it: they were counted already.

pub mod chance;
mod matching;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Change, QuestionResult, Synthesis, count_once};
use crate::answers::AnswerId;
use crate::answers::similar::GroupKind;
use crate::themes::ThemeId;
use crate::words::{fold, single_spaced};

/// Two results side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Questions of both, in the order of the later result.
    pub questions: Vec<QuestionComparison>,
    /// Places of questions of the earlier result that the later one has not.
    pub only_before: Vec<usize>,
    /// Places of questions of the later result that the earlier one has not.
    pub only_after: Vec<usize>,
}

/// By what a question was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionMatch {
    /// The same text.
    Text,
    /// The same id; the text is another.
    Id,
}

/// By what themes were found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeMatch {
    /// By their ids, which the later result kept.
    Ids,
    /// By the answers of both results that are in them.
    Answers,
    /// By the words of their titles and key phrases.
    Phrases,
}

/// A question of both results. Pairs are always of the earlier and the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionComparison {
    /// Its places in the two results.
    pub places: [usize; 2],
    /// By what it was found again.
    pub matched: QuestionMatch,
    /// Answers analysed.
    pub bases: [usize; 2],
    /// Answers of both, with the same text.
    pub shared: usize,
    /// By what its themes were found again.
    pub themes_by: ThemeMatch,
    /// Themes of the later result in its order, then those that are gone.
    pub themes: Vec<ThemeChange>,
    /// Answers of both whose main theme is another, in the order of the later result.
    pub moved: Vec<Moved>,
}

/// What became of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeChange {
    /// Its places in the two lists of themes; one at least.
    pub places: [Option<usize>; 2],
    /// Answers that hold it.
    pub answers: [usize; 2],
    /// Of the later ones, answers that the earlier result has not.
    pub newcomers: usize,
    /// What became of it.
    pub change: Change,
}

/// An answer whose main theme changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its places in the two lists of answers.
    pub places: [usize; 2],
    /// Its main theme in the two results; none for an answer in no theme.
    pub themes: [Option<ThemeId>; 2],
}

impl Comparison {
    /// Compares. Cost: linear in the answers, quadratic in the themes of a question.
    pub fn of(before: &Synthesis, after: &Synthesis) -> Comparison {
        let pairs = questions(before, after);
        let left = |side: usize, count: usize| {
            let taken: HashSet<usize> = pairs.iter().map(|(places, _)| places[side]).collect();
            (0..count).filter(|place| !taken.contains(place)).collect()
        };
        Comparison {
            only_before: left(0, before.questions.len()),
            only_after: left(1, after.questions.len()),
            questions: pairs
                .iter()
                .map(|(places, matched)| {
                    let sides = [&before.questions[places[0]], &after.questions[places[1]]];
                    let identified = before.provenance.id_column.is_some()
                        && after.provenance.id_column.is_some();
                    compared(sides, *places, *matched, identified)
                })
                .collect(),
        }
    }
}

/// Places of the questions of both: those with the same text, then those with the same id.
fn questions(before: &Synthesis, after: &Synthesis) -> Vec<([usize; 2], QuestionMatch)> {
    let mut pairs: BTreeMap<usize, (usize, QuestionMatch)> = BTreeMap::new();
    let mut taken = HashSet::new();
    for matched in [QuestionMatch::Text, QuestionMatch::Id] {
        let key = |question: &QuestionResult| match matched {
            QuestionMatch::Text => fold(&single_spaced(&question.question.text)),
            QuestionMatch::Id => question.question.id.0.clone(),
        };
        for (place, question) in after.questions.iter().enumerate() {
            if pairs.contains_key(&place) {
                continue;
            }
            let same =
                |at: &usize| !taken.contains(at) && key(&before.questions[*at]) == key(question);
            if let Some(found) = (0..before.questions.len()).find(same) {
                taken.insert(found);
                pairs.insert(place, (found, matched));
            }
        }
    }
    let pair = |(after, (before, matched))| ([before, after], matched);
    pairs.into_iter().map(pair).collect()
}

fn compared(
    sides: [&QuestionResult; 2],
    places: [usize; 2],
    matched: QuestionMatch,
    identified: bool,
) -> QuestionComparison {
    let shared = shared(sides, identified);
    let (themes_by, pairs) = matching::themes(sides, &shared);
    let known: HashSet<&AnswerId> = shared.iter().map(|p| &sides[1].answers[p[1]].id).collect();
    let newcomers: Vec<&AnswerId> = sides[1]
        .answers
        .iter()
        .map(|answer| &answer.id)
        .filter(|id| !known.contains(id))
        .collect();
    let tested = Tested::new(sides, &newcomers);
    let mut themes: Vec<ThemeChange> = (0..sides[1].themes.len())
        .map(|after| tested.theme(pairs.get(&after).copied(), after))
        .collect();
    let kept: HashSet<usize> = pairs.values().copied().collect();
    let gone = (0..sides[0].themes.len()).filter(|place| !kept.contains(place));
    themes.extend(gone.map(|place| ThemeChange {
        places: [Some(place), None],
        answers: [sides[0].themes[place].answers, 0],
        newcomers: 0,
        change: Change::Vanished,
    }));
    QuestionComparison {
        places,
        matched,
        bases: sides.map(|side| side.balance.analysed),
        shared: shared.len(),
        themes_by,
        themes,
        moved: moved(sides, &shared, &pairs),
    }
}

/// Places of the answers of both: the same id and the same text; where rows have no id of
/// their own, the same text, which no other answer of either has.
fn shared(sides: [&QuestionResult; 2], identified: bool) -> Vec<[usize; 2]> {
    let [before, after] = sides.map(|side| {
        let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (place, answer) in side.answers.iter().enumerate() {
            let id = match identified {
                true => answer.id.0.as_str(),
                false => "",
            };
            let key = (id, answer.text.as_str());
            places.entry(key).or_default().push(place);
        }
        places
    });
    let mut shared: Vec<[usize; 2]> = after
        .iter()
        .filter_map(
            |(key, places)| match (before.get(key)?.as_slice(), &places[..]) {
                ([before], [after]) => Some([*before, *after]),
                _ => None,
            },
        )
        .collect();
    shared.sort_unstable_by_key(|pair| pair[1]);
    shared
}

/// The answers the shares are tested of; a campaign, which is no chance, counts once.
struct Tested<'a> {
    sides: [&'a QuestionResult; 2],
    newcomers: HashSet<&'a AnswerId>,
    campaigns: Vec<crate::answers::SimilarAnswers>,
    base: usize,
}

impl<'a> Tested<'a> {
    fn new(sides: [&'a QuestionResult; 2], newcomers: &[&'a AnswerId]) -> Tested<'a> {
        let groups = sides[1].similar.iter().map(|group| &group.answers);
        let campaigns: Vec<_> = groups
            .filter(|group| group.kind == GroupKind::Campaign)
            .cloned()
            .collect();
        Tested {
            base: count_once(newcomers.iter().copied(), &campaigns),
            newcomers: newcomers.iter().copied().collect(),
            campaigns,
            sides,
        }
    }

    fn theme(&self, before: Option<usize>, after: usize) -> ThemeChange {
        let now = &self.sides[1].themes[after];
        let then = before.map(|place| &self.sides[0].themes[place]);
        let new: Vec<&AnswerId> = now
            .theme
            .members
            .iter()
            .map(|member| &member.answer)
            .filter(|id| self.newcomers.contains(id))
            .collect();
        let change = match then {
            None => Change::New,
            Some(then) => chance::change(
                (then.answers_once, self.sides[0].balance.analysed_once),
                (count_once(new.iter().copied(), &self.campaigns), self.base),
            ),
        };
        ThemeChange {
            places: [before, Some(after)],
            answers: [then.map_or(0, |then| then.answers), now.answers],
            newcomers: new.len(),
            change,
        }
    }
}

/// `pairs` gives the earlier theme of each later one.
fn moved(
    sides: [&QuestionResult; 2],
    shared: &[[usize; 2]],
    pairs: &BTreeMap<usize, usize>,
) -> Vec<Moved> {
    let later: HashMap<&ThemeId, &ThemeId> = pairs
        .iter()
        .map(|(after, before)| {
            let id = |side: usize, place: usize| &sides[side].themes[place].theme.id;
            (id(0, *before), id(1, *after))
        })
        .collect();
    let main = |side: usize, place: usize| sides[side].answers[place].themes.first();
    shared
        .iter()
        .filter(|[before, after]| {
            let then = main(0, *before).map(|theme| later.get(theme).copied());
            match (then, main(1, *after)) {
                (None, None) => false,
                (Some(then), Some(now)) => then != Some(now),
                _ => true,
            }
        })
        .map(|places| Moved {
            places: *places,
            themes: [0, 1].map(|side: usize| main(side, places[side]).cloned()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
