//! What a language model adds to a result that is already whole: names, summaries, plain
//! words, readings of what was found. Every sentence is checked before it is kept; where
//! none holds, what the rules found stands.
//!
//! A model is shown a sample of each theme's answers, masked and fenced. It never counts
//! and never quotes: a sentence names the answers it rests on, and the report takes texts
//! and figures from there. The same replies give the same result.

pub mod adaptation;
mod asking;
mod attempts;
pub mod findings;
pub mod gates;
pub mod kept;
mod label;
pub mod lint;
pub mod material;
mod names;
pub mod orders;
mod overview;
pub mod plain;
pub mod prompts;
mod renaming;
pub mod samples;
pub mod schema;
#[cfg(test)]
mod scripted;
mod signal;
mod stance;
mod tension;
mod write;

use std::collections::BTreeMap;

use crate::embeddings::Embedder;
use crate::error::Error;
use crate::llm::{LanguageModel, Request, Tally, Task, perform};
use crate::progress::{Progress, Stage};
use crate::synthesis::{Point, Synthesis};

pub use asking::Asking;
use label::{Label, LabelTask};
use material::{Material, taken};
use names::NamesTask;
use overview::OverviewTask;
use prompts::Prompts;
pub use stance::{AT_A_TIME, Position, positions};
pub use write::record;

/// Characters of a token, on the low side: French counts more tokens than English.
const CHARACTERS_PER_TOKEN: u64 = 3;
/// One theme in so many is expected to need another title.
const RENAMED: usize = 5;
/// Tokens of an ordinary reply.
const REPLY_TOKENS: u64 = 300;

/// A file of local context: a glossary, names of places and services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Its name, for the record.
    pub name: String,
    /// What it says, a line per thing.
    pub text: String,
}

/// What readings need to know besides the result.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The prompts; their language is the report's.
    pub prompts: &'a Prompts,
    /// Local context, shown with every question.
    pub context: &'a [Context],
}

/// What the readings of a result are expected to take, without repairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Questions to the model.
    pub calls: usize,
    /// Tokens of these, estimated from their characters.
    pub prompt_tokens: u64,
    /// Tokens of the replies.
    pub completion_tokens: u64,
}

/// What every step of the readings asks with.
pub(crate) struct Asker<'a> {
    pub(crate) model: &'a dyn LanguageModel,
    pub(crate) prompts: &'a Prompts,
    pub(crate) tally: &'a Tally,
    pub(crate) progress: &'a dyn Progress,
}

impl Asker<'_> {
    /// Performs tasks and says so.
    pub(crate) fn ask<T: Task>(&self, tasks: &[T]) -> Vec<Option<T::Output>> {
        if tasks.is_empty() {
            return Vec::new();
        }
        self.progress.begin(Stage::Asking, tasks.len() as u64);
        perform(self.model, tasks, self.tally, self.progress)
    }
}

/// Names and sums up themes, names families, and says what to keep in mind of each
/// question. The result is checked before and holds after, whatever the model replies.
/// Cost: about one call per theme, and two to four per question.
pub fn read(
    synthesis: &mut Synthesis,
    settings: &Settings<'_>,
    model: &dyn LanguageModel,
    embedder: &dyn Embedder,
    progress: &dyn Progress,
) -> Result<(), Error> {
    let mut materials = Material::of(synthesis, settings, embedder)?;
    let tally = Tally::default();
    let asker = Asker {
        model,
        prompts: settings.prompts,
        tally: &tally,
        progress,
    };
    let labels = label_themes(&mut materials, &asker);
    renaming::rename(&mut materials, embedder, &asker)?;
    let families = name_families(&materials, &asker);
    let overviews = sum_up(&materials, &asker);
    for (place, material) in materials.iter().enumerate() {
        write::question(
            &mut synthesis.questions[material.question],
            material,
            &labels[place],
            &families[place],
            &overviews[place],
        );
    }
    let withheld = write::withheld(synthesis, &materials);
    let names = settings.context.iter().map(|c| c.name.clone()).collect();
    record(
        synthesis,
        model.card(),
        tally.into_prompts(),
        withheld,
        names,
    );
    Ok(())
}

/// What [`read`] is expected to take. Nothing is asked.
pub fn plan(
    synthesis: &Synthesis,
    settings: &Settings<'_>,
    embedder: &dyn Embedder,
) -> Result<Plan, Error> {
    let materials = Material::of(synthesis, settings, embedder)?;
    let labels: Vec<Request> = label_tasks(&materials, settings.prompts)
        .iter()
        .map(|(_, _, task)| task.request(task.pieces()))
        .collect();
    let families = family_tasks(&materials, settings.prompts);
    let families = families.iter().map(|(_, task)| task.request(1));
    let overviews = overview_tasks(&materials, settings.prompts);
    let overviews = overviews
        .iter()
        .map(|(_, task)| task.request(task.pieces()));
    let mut plan = Plan::default();
    let tokens = |request: &Request| {
        let schema = request.schema.to_string().len();
        (request.system.len() + request.user.len() + schema) as u64 / CHARACTERS_PER_TOKEN
    };
    // As many more as titles are expected to clash.
    let renamed = labels.iter().step_by(RENAMED).cloned().collect::<Vec<_>>();
    for request in labels
        .into_iter()
        .chain(renamed)
        .chain(families)
        .chain(overviews)
    {
        plan.calls += 1;
        plan.prompt_tokens += tokens(&request);
        plan.completion_tokens += REPLY_TOKENS.min(u64::from(request.max_tokens));
    }
    Ok(plan)
}

/// The label of every theme of every question, by question and theme; titles and
/// summaries are put into the material, for the steps that follow.
fn label_themes(materials: &mut [Material], asker: &Asker<'_>) -> Vec<BTreeMap<usize, Label>> {
    let mut labels: Vec<BTreeMap<usize, Label>> = vec![BTreeMap::new(); materials.len()];
    let tasks = label_tasks(materials, asker.prompts);
    let places: Vec<(usize, usize)> = tasks.iter().map(|(m, t, _)| (*m, *t)).collect();
    let tasks: Vec<LabelTask<'_>> = tasks.into_iter().map(|(_, _, task)| task).collect();
    let outputs = asker.ask(&tasks);
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
fn name_families(materials: &[Material], asker: &Asker<'_>) -> Vec<BTreeMap<usize, String>> {
    let mut titles: Vec<BTreeMap<usize, String>> = vec![BTreeMap::new(); materials.len()];
    let (places, tasks): (Vec<usize>, Vec<NamesTask<'_>>) =
        family_tasks(materials, asker.prompts).into_iter().unzip();
    for (place, named) in places.into_iter().zip(asker.ask(&tasks)) {
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

fn sum_up(materials: &[Material], asker: &Asker<'_>) -> Vec<Vec<Point>> {
    let mut points: Vec<Vec<Point>> = vec![Vec::new(); materials.len()];
    let (places, tasks): (Vec<usize>, Vec<OverviewTask<'_>>) =
        overview_tasks(materials, asker.prompts).into_iter().unzip();
    for (place, found) in places.into_iter().zip(asker.ask(&tasks)) {
        points[place] = found.unwrap_or_default();
    }
    points
}

#[cfg(test)]
mod tests;
