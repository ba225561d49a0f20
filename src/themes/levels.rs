//! The levels around themes: what a theme is made of, and the family it belongs to.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{GroupNames, KeyPhrase, Name, Namer, Names, Origin, Theme, ThemeId, ThemeInput};
use crate::answers::AnswerId;
use crate::clusters::Assignment;

/// A part of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SubTheme {
    /// Its id: `Q1-T01.2`, numbered by size within its theme.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// What sets it apart, most telling first.
    pub key_phrases: Vec<KeyPhrase>,
    /// Its answers, in input order; all carry the theme.
    pub answers: Vec<AnswerId>,
}

/// Themes that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Family {
    /// Its id: `Q1-F1`, numbered by size within its question.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// Where the title comes from.
    pub origin: Origin,
    /// The title taken from the answers, where another replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extractive_title: Option<String>,
    /// What sets it apart, most telling first.
    pub key_phrases: Vec<KeyPhrase>,
    /// Its themes, the largest first.
    pub themes: Vec<ThemeId>,
    /// Answers that carry at least one of them.
    pub answers: usize,
}

/// One level described: key phrases, titles and answers of each group.
struct Level {
    names: GroupNames,
    /// Groups that hold answers, the one with most first.
    order: Vec<usize>,
    answers: Vec<Vec<usize>>,
}

impl Level {
    fn of(
        input: &ThemeInput<'_>,
        namer: &Namer,
        assignment: &Assignment,
        taken: &mut HashSet<String>,
    ) -> Level {
        let mut answers: Vec<Vec<usize>> = vec![Vec::new(); assignment.groups];
        for (answer, groups) in assignment.groups_of_answer.iter().enumerate() {
            for group in groups {
                answers[*group as usize].push(answer);
            }
        }
        let input = ThemeInput {
            assignment,
            ..*input
        };
        let order = input.order();
        Level {
            names: namer.names(&input, &order, taken),
            order,
            answers,
        }
    }
}

/// Gives each theme its sub-themes; `order[i]` is the group of `themes[i]`.
pub(super) fn add_sub_themes(
    input: &ThemeInput<'_>,
    namer: &Namer,
    order: &[usize],
    themes: &mut [Theme],
    taken: &mut HashSet<String>,
    names: &Names<'_>,
) {
    let level = Level::of(input, namer, &input.assignment.of_sub_themes(), taken);
    for sub in level.order.iter().copied() {
        let group = input.assignment.theme_of_sub[sub] as usize;
        let Some(theme) = order.iter().position(|g| *g == group) else {
            continue;
        };
        let theme = &mut themes[theme];
        let known = input.assignment.known_sub.get(sub).copied().flatten();
        let known = known.and_then(|place| names.subs.get(place as usize));
        let next = || ThemeId(format!("{}.{}", theme.id.0, theme.sub_themes.len() + 1));
        let found = &level.names.titles[sub];
        theme.sub_themes.push(SubTheme {
            id: known.map_or_else(next, |known| known.id.clone()),
            title: known.map_or(found, |known| &known.title).clone(),
            key_phrases: level.names.phrases[sub].clone(),
            answers: level.answers[sub]
                .iter()
                .map(|answer| input.answers[*answer].id.clone())
                .collect(),
        });
    }
}

/// The families of the themes; `order[i]` is the group of `themes[i]`.
pub(super) fn families(
    input: &ThemeInput<'_>,
    namer: &Namer,
    order: &[usize],
    themes: &[Theme],
    taken: &mut HashSet<String>,
    names: &Names<'_>,
) -> Vec<Family> {
    let level = Level::of(input, namer, &input.assignment.of_families(), taken);
    let family_of = &input.assignment.family_of;
    let beginning = format!("{}-F", input.question.0);
    let mut number = names.last(&beginning);
    let family = |family: usize| {
        let found = &level.names.titles[family];
        let name = names.of_family(family).map_or_else(
            || {
                number += 1;
                Name::found(format!("{beginning}{number}"), found)
            },
            |known| {
                let own = &known.extractive_title;
                Name::kept(&known.id, &known.title, known.origin, own, found)
            },
        );
        Family {
            id: name.id,
            title: name.title,
            origin: name.origin,
            extractive_title: name.extractive,
            key_phrases: level.names.phrases[family].clone(),
            themes: order
                .iter()
                .zip(themes)
                .filter(|(group, _)| family_of.get(**group) == Some(&(family as u32)))
                .map(|(_, theme)| theme.id.clone())
                .collect(),
            answers: level.answers[family].len(),
        }
    };
    level.order.iter().copied().map(family).collect()
}
