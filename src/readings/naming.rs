//! P1, P3 and P7: a title and a summary for each theme, titles of families, and what to
//! keep in mind of each question.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{Label, LabelTask};
use super::material::{Material, taken};
use super::names::NamesTask;
use super::overview::{self, OverviewTask};
use super::{Asking, Settings, renaming, write};
use crate::answers::AnswerId;
use crate::embeddings::Embedder;
use crate::error::Error;
use crate::prompts::Prompts;
use crate::synthesis::{Point, Synthesis};

/// Names and sums up every question that has themes.
pub(super) fn name(
    synthesis: &mut Synthesis,
    settings: &Settings<'_>,
    withheld: &[BTreeSet<AnswerId>],
    asking: &Asking<'_>,
    embedder: &dyn Embedder,
) -> Result<(), Error> {
    let mut materials = Material::of(synthesis, settings, withheld, embedder)?;
    let labels = label_themes(&mut materials, asking);
    renaming::rename(&mut materials, embedder, asking)?;
    let families = name_families(&materials, asking);
    let overviews = sum_up(&materials, asking);
    for (place, material) in materials.iter().enumerate() {
        write::question(
            &mut synthesis.questions[material.question],
            material,
            &labels[place],
            &families[place],
            &overviews[place],
        );
    }
    Ok(())
}

/// The label of every theme of every question, by question and theme; titles and
/// summaries are put into the material, for the steps that follow.
fn label_themes(materials: &mut [Material], asking: &Asking<'_>) -> Vec<BTreeMap<usize, Label>> {
    let mut labels: Vec<BTreeMap<usize, Label>> = vec![BTreeMap::new(); materials.len()];
    let tasks = label_tasks(materials, asking.prompts);
    let places: Vec<(usize, usize)> = tasks.iter().map(|(m, t, _)| (*m, *t)).collect();
    let tasks: Vec<LabelTask<'_>> = tasks.into_iter().map(|(_, _, task)| task).collect();
    let outputs = asking.ask(&tasks);
    drop(tasks);
    for ((material, theme), label) in places.into_iter().zip(outputs) {
        let Some(label) = label else { continue };
        let known = &mut materials[material].themes[theme];
        if let Some(title) = label.title.as_ref().filter(|_| !known.fixed) {
            known.title.clone_from(title);
        }
        known.summary = label.summary.iter().map(|s| s.text.clone()).collect();
        labels[material].insert(theme, label);
    }
    labels
}

fn label_tasks<'a>(
    materials: &'a [Material],
    prompts: &'a Prompts,
) -> Vec<(usize, usize, LabelTask<'a>)> {
    let mut tasks = Vec::new();
    for (place, material) in materials.iter().enumerate() {
        for theme in 0..material.themes.len() {
            // All its answers may read like orders.
            if !material.sample(theme).shown.is_empty() {
                tasks.push((place, theme, LabelTask::new(material, prompts, theme)));
            }
        }
    }
    tasks
}

fn family_tasks<'a>(
    materials: &'a [Material],
    prompts: &'a Prompts,
) -> Vec<(usize, NamesTask<'a>)> {
    let materials = materials.iter().enumerate();
    materials
        .filter(|(_, material)| !material.families.is_empty())
        .map(|(place, material)| {
            let titles = material.themes.iter().map(|theme| theme.title.as_str());
            let task = NamesTask::families(material, prompts, taken(titles));
            (place, task)
        })
        .collect()
}

/// A title for each family that got one, by question and place of the family.
fn name_families(materials: &[Material], asking: &Asking<'_>) -> Vec<BTreeMap<usize, String>> {
    let mut titles: Vec<BTreeMap<usize, String>> = vec![BTreeMap::new(); materials.len()];
    let (places, tasks): (Vec<usize>, Vec<NamesTask<'_>>) =
        family_tasks(materials, asking.prompts).into_iter().unzip();
    for (place, named) in places.into_iter().zip(asking.ask(&tasks)) {
        let families = materials[place]
            .families
            .iter()
            .zip(named.unwrap_or_default());
        titles[place] = families
            .filter_map(|(family, title)| Some((family.place, title?)))
            .collect();
    }
    titles
}

fn overview_tasks<'a>(
    materials: &'a [Material],
    prompts: &'a Prompts,
) -> Vec<(usize, OverviewTask<'a>)> {
    let materials = materials.iter().enumerate();
    materials
        .filter(|(_, material)| material.themes.len() >= overview::FEWEST)
        .map(|(place, material)| (place, OverviewTask::new(material, prompts)))
        .collect()
}

fn sum_up(materials: &[Material], asking: &Asking<'_>) -> Vec<Vec<Point>> {
    let mut points: Vec<Vec<Point>> = vec![Vec::new(); materials.len()];
    let (places, tasks): (Vec<usize>, Vec<OverviewTask<'_>>) =
        overview_tasks(materials, asking.prompts)
            .into_iter()
            .unzip();
    for (place, found) in places.into_iter().zip(asking.ask(&tasks)) {
        points[place] = found.unwrap_or_default();
    }
    points
}
