//! Which themes every answer of a question has once people decided, and with which ideas.

use std::collections::HashMap;

use crate::answers::AnswerId;
use crate::synthesis::AnswerRecord;
use crate::themes::known::{KnownThemes, same_text};
use crate::themes::{Member, Span, ThemeId};

/// The coding people left beside that of the run. Themes are numbered: those that are known
/// in their order, then those of the run that are not.
pub(super) struct Coding<'a> {
    /// The answers, in input order.
    pub answers: &'a [AnswerRecord],
    places: HashMap<&'a AnswerId, usize>,
    numbers: HashMap<&'a ThemeId, usize>,
    /// The themes of each answer, the main one first.
    now: Vec<Vec<usize>>,
    /// The themes each answer had, with its ideas in them.
    before: Vec<Vec<(usize, Vec<Span>)>>,
    /// True for the themes that answers joined or left.
    pub touched: Vec<bool>,
}

impl<'a> Coding<'a> {
    /// `members[i]` are the members that theme `ids[i]` had.
    pub fn new(
        answers: &'a [AnswerRecord],
        ids: &'a [ThemeId],
        members: Vec<Vec<Member>>,
        known: &'a KnownThemes,
    ) -> Coding<'a> {
        let mut numbers: HashMap<&ThemeId, usize> = HashMap::new();
        for (number, theme) in known.themes.iter().enumerate() {
            numbers.entry(&theme.id).or_insert(number);
        }
        let mut count = known.themes.len();
        for id in ids {
            numbers.entry(id).or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        let places: HashMap<&AnswerId, usize> = answers.iter().map(|a| &a.id).zip(0..).collect();
        let now = now(answers, &places, &numbers, known);
        let mut before = vec![Vec::new(); answers.len()];
        for (id, members) in ids.iter().zip(members) {
            for member in members {
                if let Some(place) = places.get(&member.answer) {
                    before[*place].push((numbers[id], member.units));
                }
            }
        }
        let touched = touched(&now, &before, count);
        Coding {
            answers,
            places,
            numbers,
            now,
            before,
            touched,
        }
    }

    /// The number of a theme.
    pub fn number(&self, theme: &ThemeId) -> Option<usize> {
        self.numbers.get(theme).copied()
    }

    /// An answer by its id.
    pub fn answer(&self, id: &AnswerId) -> Option<&'a AnswerRecord> {
        self.answers.get(*self.places.get(id)?)
    }

    /// True where an answer has a theme now.
    pub fn holds(&self, answer: &AnswerId, theme: usize) -> bool {
        let place = self.places.get(answer);
        place.is_some_and(|place| self.now[*place].contains(&theme))
    }

    /// True where an answer has a theme now that it did not have.
    pub fn joins(&self, answer: &AnswerId, theme: usize) -> bool {
        let place = self.places.get(answer);
        place.is_some_and(|place| {
            let had = self.before[*place].iter().any(|(had, _)| *had == theme);
            !had && self.now[*place].contains(&theme)
        })
    }

    /// The members of each theme, in input order.
    pub fn members(&self) -> Vec<Vec<Member>> {
        let mut members = vec![Vec::new(); self.touched.len()];
        for ((answer, now), before) in self.answers.iter().zip(&self.now).zip(&self.before) {
            for (rank, theme) in now.iter().enumerate() {
                let had = before.iter().find(|(had, _)| had == theme);
                members[*theme].push(Member {
                    answer: answer.id.clone(),
                    main: rank == 0,
                    units: had.map_or_else(|| brought(before, now), |(_, units)| units.clone()),
                });
            }
        }
        members
    }

    /// For each answer the places of its themes, the main one first, then in the order of
    /// these places; `places` are given by number.
    pub fn lists(&self, places: &HashMap<usize, usize>) -> Vec<Vec<usize>> {
        let list = |now: &Vec<usize>| {
            let place = |theme: &usize| places.get(theme).copied();
            let mut list: Vec<usize> = now.iter().filter_map(place).collect();
            if let Some((_, others)) = list.split_first_mut() {
                others.sort_unstable();
            }
            list
        };
        self.now.iter().map(list).collect()
    }
}

/// The themes of every answer: those people left it, where it is known and says the same,
/// else those it had.
fn now(
    answers: &[AnswerRecord],
    places: &HashMap<&AnswerId, usize>,
    numbers: &HashMap<&ThemeId, usize>,
    known: &KnownThemes,
) -> Vec<Vec<usize>> {
    let numbered = |themes: &[ThemeId]| {
        let mut list: Vec<usize> = Vec::with_capacity(themes.len());
        for number in themes.iter().filter_map(|theme| numbers.get(theme)) {
            if !list.contains(number) {
                list.push(*number);
            }
        }
        list
    };
    let mut given: Vec<Option<Vec<usize>>> = vec![None; answers.len()];
    for answer in &known.answers {
        let Some(place) = places.get(&answer.id).copied() else {
            continue;
        };
        let (here, then) = (&answers[place].text, &answer.text);
        // Cheap where nothing changed, which is nearly always.
        let says_the_same = here == then || same_text(here) == same_text(then);
        if given[place].is_none() && says_the_same {
            given[place] = Some(numbered(&answer.themes));
        }
    }
    let all = given.into_iter().zip(answers);
    all.map(|(given, answer)| given.unwrap_or_else(|| numbered(&answer.themes)))
        .collect()
}

/// The ideas an answer brings to a theme it joins: those it had in the themes it leaves, or,
/// where it leaves none, all it had. An idea is where it was, once and in order.
fn brought(before: &[(usize, Vec<Span>)], now: &[usize]) -> Vec<Span> {
    let left = before.iter().filter(|(theme, _)| !now.contains(theme));
    let mut units: Vec<Span> = left.flat_map(|(_, units)| units).copied().collect();
    if units.is_empty() {
        units = before
            .iter()
            .flat_map(|(_, units)| units)
            .copied()
            .collect();
    }
    units.sort_by_key(|unit| (unit.start, unit.end));
    let mut end = 0;
    units.retain(|unit| {
        let apart = unit.start >= end;
        if apart {
            end = unit.end;
        }
        apart
    });
    units
}

fn touched(now: &[Vec<usize>], before: &[Vec<(usize, Vec<Span>)>], themes: usize) -> Vec<bool> {
    let mut touched = vec![false; themes];
    for (now, before) in now.iter().zip(before) {
        for (theme, _) in before.iter().filter(|(theme, _)| !now.contains(theme)) {
            touched[*theme] = true;
        }
        for theme in now {
            touched[*theme] |= before.iter().all(|(had, _)| had != theme);
        }
    }
    touched
}
