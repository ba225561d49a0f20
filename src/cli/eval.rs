//! `cahier eval`: how near the themes come to human codes.

mod coding;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::arguments::{EvalArguments, LlmArguments};
use super::bar::Bar;
use super::remote::Stance;
use super::{Outcome, model, print, readers, remote, settings, use_threads};
use crate::answers::{ColumnMap, ColumnRequest, guess_roles};
use crate::embeddings::Embedder;
use crate::error::Error;
use crate::evaluation::naming::{Named, named};
use crate::evaluation::{Agreement, Assigned, Intervals, Scores, intervals, score};
use crate::ingest::{self, Source};
use crate::language::Language;
use crate::llm::HttpModel;
use crate::pipeline::{self, RunSettings};
use crate::words::Lexicon;

#[derive(Serialize)]
struct Line {
    file: String,
    #[serde(flatten)]
    scores: Scores,
    #[serde(flatten)]
    intervals: Intervals,
    named: Named,
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned: Option<Assigned>,
}

pub(super) fn run(arguments: &EvalArguments, language: Language) -> anyhow::Result<Outcome> {
    use_threads(arguments.threads)?;
    let llm = LlmArguments {
        llm: arguments.llm.clone(),
        model: arguments.model.clone(),
        dry_run: false,
        trace_llm: None,
    };
    let models = settings::settings(Some(&llm), &arguments.embedder, &arguments.inputs, language)?;
    let stance = Stance {
        offline: arguments.embedder.offline,
        dry_run: false,
    };
    let mut embedder: Option<Box<dyn Embedder>> = None;
    let mut coder: Option<HttpModel> = None;
    let prompts = readers::prompts(&models, language)?;
    let bar = Bar::new(language);
    let mut lines = Vec::new();
    for input in &arguments.inputs {
        let source = Source {
            path: input.clone(),
            ..Source::default()
        };
        let export = ingest::open(&source).map_err(Error::from)?;
        let guesses = guess_roles(&export);
        let resolve = |open: &str, id: &str| {
            let request = ColumnRequest {
                open: vec![open.to_owned()],
                id: Some(id.to_owned()),
                segments: Vec::new(),
            };
            ColumnMap::resolve(&export, &request, &guesses).map_err(Error::from)
        };
        let columns = resolve(&arguments.open, &arguments.id)?;
        remote::permit(&models, &export, &columns, stance, language)?;
        let embedder = match &mut embedder {
            Some(embedder) => embedder,
            None => embedder.insert(model::embedder(&models, None, language)?),
        };
        if let (Some(_), None, Some(chosen)) = (&arguments.assign, &coder, &models.model) {
            let server = model::server(chosen, models.budget, language)?;
            coder = Some(model::named(server, language)?);
        }
        let tags = resolve(&arguments.tags, &arguments.id)?.open[0];
        let mut used = columns.used();
        used.push(tags);
        let table = export.load(&used).map_err(Error::from)?;
        let ids = table.texts(columns.id.unwrap_or(0));
        let human: BTreeMap<String, Vec<String>> = ids
            .map(|id| id.trim().to_owned())
            .zip(table.texts(tags).map(codes))
            .collect();
        let run = RunSettings {
            columns,
            seed: arguments.seed,
            granularity: arguments.themes,
            stability: false,
            ..RunSettings::default()
        };
        let synthesis = pipeline::run(&table, &run, embedder.as_ref(), None, &bar)?;
        let coding: HashMap<String, Vec<String>> = synthesis.questions[0]
            .codes()
            .into_iter()
            .map(|(answer, codes)| {
                let codes = codes.into_iter().map(|code| code.0.clone()).collect();
                (answer.0.clone(), codes)
            })
            .collect();
        let question = &synthesis.questions[0];
        let phrases: BTreeMap<String, Vec<String>> = question
            .key_phrases()
            .into_iter()
            .map(|(code, phrases)| {
                let texts = phrases.iter().map(|phrase| phrase.text.clone());
                (code.0.clone(), texts.collect())
            })
            .collect();
        let lexicon = Lexicon::new(question.language);
        let matches = Agreement::new(&human, &coding).matches();
        let assigned = match &coder {
            None => None,
            Some(model) => Some(coding::measured(
                arguments,
                &human,
                question,
                (model, &prompts),
                &bar,
                language,
            )?),
        };
        lines.push(Line {
            file: table.files()[0].name.clone(),
            scores: score(&human, &coding),
            intervals: intervals(&human, &coding),
            named: named(&matches, &phrases, &lexicon),
            assigned,
        });
    }
    bar.finish();
    if arguments.json {
        print(&(serde_json::to_string_pretty(&lines)? + "\n"))?;
    } else {
        print(&as_table(&lines, language))?;
    }
    Ok(Outcome::Done)
}

/// `a; b` as two codes, each once.
fn codes(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for code in cell
        .split(';')
        .map(str::trim)
        .filter(|code| !code.is_empty())
    {
        if !found.iter().any(|known| known == code) {
            found.push(code.to_owned());
        }
    }
    found
}

fn as_table(lines: &[Line], language: Language) -> String {
    let mut text = format!(
        "{:<32} {:>7} {:>6} {:>6} {:>8} {:>10} {:>11} {:>6} {:>6} {:>10} {:>6}\n",
        language.choose("fichier", "file"),
        language.choose("rép.", "ans."),
        language.choose("codes", "codes"),
        language.choose("thèmes", "themes"),
        "coverage",
        "f1_matched",
        "f1_weighted",
        "ami",
        "ari",
        language.choose("nommés", "named"),
        language.choose("tous", "all"),
    );
    for line in lines {
        let s = &line.scores;
        text += &format!(
            "{:<32} {:>7} {:>6} {:>6} {:>8.3} {:>10.4} {:>11.4} {:>6.4} {:>6.4} {:>10} {:>6.3}\n",
            line.file,
            s.answers,
            s.human_themes,
            s.themes,
            s.coverage,
            s.f1_matched,
            s.f1_weighted,
            s.ami,
            s.ari,
            format!("{}/{}", line.named.named, line.named.close),
            line.named.share_of_all,
        );
    }
    if lines.len() > 1 {
        let all = lines.len() as f64;
        let mean =
            |value: fn(&Scores) -> f64| lines.iter().map(|l| value(&l.scores)).sum::<f64>() / all;
        let mean_named =
            |value: fn(&Named) -> f64| lines.iter().map(|l| value(&l.named)).sum::<f64>() / all;
        text += &format!(
            "{:<32} {:>7} {:>6.1} {:>6.1} {:>8.3} {:>10.4} {:>11.4} {:>6.4} {:>6.4} {:>10.3} {:>6.3}\n",
            language.choose("moyenne", "mean"),
            "",
            mean(|s| s.human_themes as f64),
            mean(|s| s.themes as f64),
            mean(|s| s.coverage),
            mean(|s| s.f1_matched),
            mean(|s| s.f1_weighted),
            mean(|s| s.ami),
            mean(|s| s.ari),
            mean_named(|n| n.share),
            mean_named(|n| n.share_of_all),
        );
    }
    text += language.choose(
        "\nIntervalles à 95 % (réponses tirées de nouveau, 200 fois) :\n",
        "\nIntervals of 95 % (answers drawn again, 200 times):\n",
    );
    for line in lines {
        if let Some(assigned) = &line.assigned {
            text += &with_model(&line.file, assigned, language);
        }
        let [f1, ami] = [
            line.intervals.f1_matched_interval,
            line.intervals.ami_interval,
        ];
        text += &format!(
            "{:<32} f1_matched {:.3}-{:.3}  ami {:.3}-{:.3}\n",
            line.file, f1[0], f1[1], ami[0], ami[1],
        );
    }
    text
}

/// What the model reaches beside the themes, on the same answers.
fn with_model(file: &str, assigned: &Assigned, language: Language) -> String {
    let row = |who: &str, scores: &Scores, intervals: &Intervals| {
        let f1 = intervals.f1_matched_interval;
        format!(
            "{file:<32} {who:<8} f1_matched {:.3} ({:.3}-{:.3})  f1_weighted {:.3}  ami {:.3}\n",
            scores.f1_matched, f1[0], f1[1], scores.f1_weighted, scores.ami
        )
    };
    let (asked, coded) = (assigned.asked, assigned.coded);
    let head = language.choose(
        format!("{file:<32} {coded} réponses codées par le modèle sur {asked}\n"),
        format!("{file:<32} {coded} answers coded by the model of {asked}\n"),
    );
    let themes = row(
        language.choose("thèmes", "themes"),
        &assigned.themes,
        &assigned.themes_intervals,
    );
    let model = row(
        language.choose("modèle", "model"),
        &assigned.model,
        &assigned.model_intervals,
    );
    head + &themes + &model
}
