//! What a real language model reaches: stances against what authors said of their own
//! arguments, codes against human codes.
//!
//! `CAHIER_LLM_URL=http://127.0.0.1:8080 CAHIER_DATA=folder cargo bench --bench readings`
//! reads `consultations/republique_numerique_arguments.csv` (columns `proposition`,
//! `sens`, `texte`) and `labelled/grand_debat_fi8_gold.csv` of that folder.
//! `CAHIER_LLM_MODEL` names the model; `CAHIER_BATCH=1` asks about one text at a time,
//! `CAHIER_HALF=dev` measures on texts that the others are not drawn from.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::evaluation::assigned;
use cahier::ingest::{self, Source};
use cahier::language::Language;
use cahier::llm::{HttpModel, ServerSettings, Tally};
use cahier::pipeline::{RunSettings, run};
use cahier::progress::Silent;
use cahier::readings::{
    AT_A_TIME, Asking, Position, positions,
    prompts::{Ask, Prompts},
};
use cahier::themes::coding::{ANSWERS, CodeRow, Codebook, Coder, prompt};

/// Arguments whose stance is asked.
const ARGUMENTS: usize = 200;
/// Answers that are coded.
const CODED: usize = 150;

fn main() {
    let (Ok(url), Some(data)) = (std::env::var("CAHIER_LLM_URL"), data()) else {
        println!("readings: skipped (set CAHIER_LLM_URL and CAHIER_DATA)");
        return;
    };
    let name = std::env::var("CAHIER_LLM_MODEL").unwrap_or_default();
    let model = HttpModel::new(&ServerSettings::new(&url, &name)).unwrap();
    let arguments = data.join("consultations/republique_numerique_arguments.csv");
    let coded = data.join("labelled/grand_debat_fi8_gold.csv");
    for (path, measure) in [
        (arguments, stances as fn(&Path, &HttpModel)),
        (coded, codes),
    ] {
        match path.exists() {
            true => measure(&path, &model),
            false => println!("{}: skipped (not there)", path.display()),
        }
    }
}

fn data() -> Option<PathBuf> {
    std::env::var_os("CAHIER_DATA").map(PathBuf::from)
}

fn batch(usual: usize) -> usize {
    let typed = std::env::var("CAHIER_BATCH").ok();
    typed.map_or(usual, |text| text.parse().unwrap())
}

struct Argument {
    proposition: String,
    favour: bool,
    text: String,
}

/// Arguments of four words or more, drawn evenly; or those of other propositions.
fn arguments(path: &Path) -> Vec<Argument> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let long = |row: &&BTreeMap<String, String>| row["texte"].split_whitespace().count() >= 4;
    let all: Vec<Argument> = rows
        .iter()
        .filter(long)
        .map(|row| Argument {
            proposition: row["proposition"].clone(),
            favour: row["sens"] == "pour",
            text: row["texte"].clone(),
        })
        .collect();
    let places: Vec<usize> = (0..ARGUMENTS)
        .map(|at| at * all.len() / ARGUMENTS)
        .collect();
    if std::env::var("CAHIER_HALF").as_deref() != Ok("dev") {
        let drawn: BTreeSet<usize> = places.into_iter().collect();
        let numbered = all.into_iter().enumerate();
        return numbered
            .filter(|(at, _)| drawn.contains(at))
            .map(|(_, argument)| argument)
            .collect();
    }
    let measured: BTreeSet<String> = places
        .iter()
        .map(|at| all[*at].proposition.clone())
        .collect();
    let mut rest: Vec<Argument> = all;
    rest.retain(|argument| !measured.contains(&argument.proposition));
    rest.truncate(ARGUMENTS);
    rest
}

fn stances(path: &Path, model: &HttpModel) {
    let arguments = arguments(path);
    let mut by_proposition: BTreeMap<&str, Vec<&Argument>> = BTreeMap::new();
    for argument in &arguments {
        let list = by_proposition.entry(&argument.proposition);
        list.or_default().push(argument);
    }
    let withheld = BTreeSet::new();
    let asking = Asking {
        model,
        tally: &Tally::default(),
        progress: &Silent,
        language: Language::French,
        withheld: &withheld,
    };
    let prompts = Prompts::new(Language::French, &BTreeMap::new()).unwrap();
    let prompt = prompts.get(Ask::Stance).clone();
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (proposition, list) in by_proposition {
        let texts: Vec<&str> = list.iter().map(|argument| argument.text.as_str()).collect();
        let found = positions(&asking, proposition, &texts, &prompt, batch(AT_A_TIME));
        for (argument, position) in list.iter().zip(found) {
            let said = match position {
                Some(Position::Favour) => "for",
                Some(Position::Against) => "against",
                Some(Position::Nuanced) => "mixed",
                Some(Position::Silent) => "unrelated",
                None => "no reply",
            };
            *counts.entry((argument.favour, said)).or_default() += 1;
        }
    }
    let count = |favour, said| counts.get(&(favour, said)).copied().unwrap_or(0);
    let right = count(true, "for") + count(false, "against");
    let wrong = count(true, "against") + count(false, "for");
    println!(
        "stance: {right} of {} as their author says ({:.1} %); of those with a side, {:.1} %",
        arguments.len(),
        100.0 * right as f64 / arguments.len() as f64,
        100.0 * right as f64 / (right + wrong).max(1) as f64,
    );
    for ((favour, said), count) in &counts {
        let author = if *favour { "for" } else { "against" };
        println!("  author {author:<8} model {said:<10} {count}");
    }
}

fn codes(path: &Path, model: &HttpModel) {
    let source = Source {
        path: path.to_owned(),
        ..Source::default()
    };
    let export = ingest::open(&source).unwrap();
    let request = |open: &str| ColumnRequest {
        open: vec![open.to_owned()],
        id: Some("id".to_owned()),
        segments: Vec::new(),
    };
    let resolve = |open| ColumnMap::resolve(&export, &request(open), &guess_roles(&export));
    let columns = resolve("text").unwrap();
    let tags = resolve("tags").unwrap().open[0];
    let mut used = columns.used();
    used.push(tags);
    let table = export.load(&used).unwrap();
    let ids = table.texts(columns.id.unwrap());
    let split = |cell: &str| -> Vec<String> {
        let codes: BTreeSet<&str> = cell.split(';').map(str::trim).collect();
        let codes = codes.into_iter().filter(|code| !code.is_empty());
        codes.map(str::to_owned).collect()
    };
    let human: BTreeMap<String, Vec<String>> = ids
        .map(|id| id.trim().to_owned())
        .zip(table.texts(tags).map(split))
        .collect();
    let settings = RunSettings {
        columns,
        stability: false,
        ..RunSettings::default()
    };
    let embedder = BuiltInEmbedder::load().unwrap();
    let synthesis = run(&table, &settings, &embedder, None, &Silent).unwrap();
    let titles: BTreeSet<&String> = human.values().flatten().collect();
    let row = |title: &String| CodeRow {
        title: title.clone(),
        ..CodeRow::default()
    };
    let rows: Vec<CodeRow> = titles.into_iter().map(row).collect();
    let book = Codebook::new("tags", &rows).unwrap();
    let coder = Coder {
        question: "",
        codes: book.codes(),
        prompt: &prompt(Language::French).unwrap(),
        language: Language::French,
        at_a_time: batch(ANSWERS),
    };
    let question = &synthesis.questions[0];
    let found = assigned(&human, question, &coder, Some(CODED), model, &Silent);
    println!(
        "codes: {} of {} coded; f1_matched {:.3} (themes {:.3}), f1_weighted {:.3} ({:.3})",
        found.coded,
        found.asked,
        found.model.f1_matched,
        found.themes.f1_matched,
        found.model.f1_weighted,
        found.themes.f1_weighted,
    );
}
