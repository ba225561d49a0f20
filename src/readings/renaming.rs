//! P2: titles that a reader would take for each other are asked for again, together; a
//! title that still names another theme gives way to the one the rules found.

use std::collections::BTreeSet;

use super::Asking;
use super::gates::{ALIKE, MARGIN, clashes, nearer_to_another};
use super::material::{Material, same_words, taken};
use super::names::{NamesTask, TOGETHER};
use crate::embeddings::Embedder;
use crate::error::Error;

/// Renames themes whose titles clash. Cost: two embeddings of the candidates and titles of
/// a question, one call per group of titles.
pub(super) fn rename(
    materials: &mut [Material],
    embedder: &dyn Embedder,
    asking: &Asking<'_>,
) -> Result<(), Error> {
    let mut tasks = Vec::new();
    for (place, material) in materials.iter().enumerate() {
        for group in groups(material, embedder)? {
            let others = (0..material.themes.len()).filter(|theme| !group.contains(theme));
            let titles = taken(others.map(|theme| material.themes[theme].title.as_str()));
            let task = NamesTask::themes(material, asking.prompts, group, titles);
            tasks.push((place, task));
        }
    }
    let (places, tasks): (Vec<usize>, Vec<NamesTask<'_>>) = tasks.into_iter().unzip();
    let outputs = asking.ask(&tasks);
    let themes: Vec<Vec<usize>> = tasks.iter().map(|task| task.renamed().to_vec()).collect();
    drop(tasks);
    for ((place, themes), titles) in places.into_iter().zip(themes).zip(outputs) {
        for (theme, title) in themes.into_iter().zip(titles.unwrap_or_default()) {
            if let Some(title) = title {
                materials[place].themes[theme].title = title;
            }
        }
    }
    for material in materials {
        take_back(material, embedder)?;
    }
    Ok(())
}

/// Groups of themes, four at most, whose titles clash; each has a title that may change.
fn groups(material: &Material, embedder: &dyn Embedder) -> Result<Vec<Vec<usize>>, Error> {
    let count = material.themes.len();
    let mut group_of: Vec<usize> = (0..count).collect();
    for (left, right) in pairs(material, embedder)? {
        let (from, to) = (
            group_of[left].max(group_of[right]),
            group_of[left].min(group_of[right]),
        );
        group_of
            .iter_mut()
            .filter(|g| **g == from)
            .for_each(|g| *g = to);
    }
    let mut groups = Vec::new();
    for group in 0..count {
        let members: Vec<usize> = (0..count)
            .filter(|theme| group_of[*theme] == group && !material.themes[*theme].fixed)
            .collect();
        // What is left alone after a cut is named with those before it.
        groups.extend(
            members
                .chunks(TOGETHER)
                .filter(|_| group_of.iter().filter(|g| **g == group).count() > 1)
                .map(<[usize]>::to_vec),
        );
    }
    Ok(groups)
}

/// Pairs of themes with the same title, nearly the same, or one of which is named after
/// the other's answers.
fn pairs(material: &Material, embedder: &dyn Embedder) -> Result<Vec<(usize, usize)>, Error> {
    let titles: Vec<&str> = material.themes.iter().map(|t| t.title.as_str()).collect();
    let space = material.samples.place(&titles, embedder)?;
    let vectors: Vec<&[f32]> = (0..titles.len()).map(|place| space.title(place)).collect();
    let mut pairs = clashes(&vectors, ALIKE);
    for left in 0..titles.len() {
        let same = (left + 1..titles.len())
            .filter(|right| same_words(titles[left]) == same_words(titles[*right]));
        pairs.extend(same.map(|right| (left, right)));
        if is_written(material, left)
            && let Some(other) = nearer_to_another(vectors[left], left, &space.centres, MARGIN)
        {
            pairs.push((left, other));
        }
    }
    // The rules' own titles are told apart by their rules.
    pairs.retain(|(left, right)| is_written(material, *left) || is_written(material, *right));
    Ok(pairs)
}

/// Titles that still are nearer to another theme, or the same as another's, give way.
fn take_back(material: &mut Material, embedder: &dyn Embedder) -> Result<(), Error> {
    let titles: Vec<&str> = material.themes.iter().map(|t| t.title.as_str()).collect();
    let space = material.samples.place(&titles, embedder)?;
    let astray: Vec<usize> = (0..titles.len())
        .filter(|place| is_written(material, *place))
        .filter(|place| {
            nearer_to_another(space.title(*place), *place, &space.centres, MARGIN).is_some()
        })
        .collect();
    for place in astray {
        let theme = &mut material.themes[place];
        theme.title.clone_from(&theme.extractive);
    }
    // A title that gives way may be another's: until none does. The rules' own differ.
    loop {
        let mut seen = BTreeSet::new();
        let kept: BTreeSet<String> = (0..material.themes.len())
            .filter(|place| !is_written(material, *place))
            .map(|place| same_words(&material.themes[place].title))
            .collect();
        let repeated = (0..material.themes.len()).find(|place| {
            let words = same_words(&material.themes[*place].title);
            let again = !seen.insert(words.clone());
            is_written(material, *place) && (again || kept.contains(&words))
        });
        let Some(place) = repeated else { break };
        let theme = &mut material.themes[place];
        theme.title.clone_from(&theme.extractive);
    }
    Ok(())
}

/// True for a title that a model wrote.
fn is_written(material: &Material, theme: usize) -> bool {
    let theme = &material.themes[theme];
    !theme.fixed && theme.title != theme.extractive
}
