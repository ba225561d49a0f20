//! What a real language model reaches: stances against what authors said of their own
//! arguments, codes against human codes.
//!
//! `CAHIER_LLM_URL=http://127.0.0.1:8080 CAHIER_DATA=folder cargo bench --bench readings`
//! reads `consultations/republique_numerique_arguments.csv` (columns `proposition`,
//! `sens`, `texte`) and `labelled/grand_debat_fi8_gold.csv` of that folder.
//! `CAHIER_REPORTS=folder` holds reports written with a model, `<set>/synthesis.json` for
//! `labelled/<set>.csv`: are titles found again among the human codes of the set?
//! `CAHIER_LLM_MODEL` names the model; `CAHIER_BATCH=1` asks about one text at a time,
//! `CAHIER_HALF=dev` measures on texts that the others are not drawn from.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::{BuiltInEmbedder, Embedder};
use cahier::evaluation::{Agreement, assigned};
use cahier::ingest::{self, Source};
use cahier::language::Language;
use cahier::llm::{HttpModel, PromptTally, ServerSettings, Tally};
use cahier::pipeline::{RunSettings, run};
use cahier::progress::Silent;
use cahier::prompts::{Ask, Prompts};
use cahier::readings::{AT_A_TIME, Asking, Position, positions};
use cahier::synthesis::Synthesis;
use cahier::themes::coding::{ANSWERS, CodeRow, Codebook, Coder};
use cahier::themes::{Origin, Theme};

/// Arguments whose stance is asked.
const ARGUMENTS: usize = 200;
/// Least F1 of a theme that is a human code's.
const MATCHED: f64 = 0.3;
/// Answers that are coded.
const CODED: usize = 150;

fn main() {
    match (std::env::var_os("CAHIER_REPORTS"), data()) {
        (Some(reports), Some(data)) => titles(Path::new(&reports), &data.join("labelled")),
        _ => println!("titles: skipped (set CAHIER_REPORTS and CAHIER_DATA)"),
    }
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

/// Among the themes matched to a human code, those whose title is nearer to that code than
/// to any other code of the set: titles by rule against titles written by the model.
fn titles(reports: &Path, labelled: &Path) {
    let embedder = BuiltInEmbedder::load().unwrap();
    let (mut matched, mut written, mut found) = (0, 0, [0; 3]);
    let mut labels = PromptTally::default();
    let mut sets: Vec<PathBuf> = std::fs::read_dir(reports)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("synthesis.json").exists())
        .collect();
    sets.sort();
    for folder in sets {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(folder.join("synthesis.json")).unwrap();
        let synthesis: Synthesis = serde_json::from_str(&text).unwrap();
        let human = human_codes(&labelled.join(format!("{name}.csv")));
        let codes: BTreeSet<&String> = human.values().flatten().collect();
        let codes: Vec<&str> = codes.into_iter().map(String::as_str).collect();
        let mut coding: HashMap<String, Vec<String>> = HashMap::new();
        let themes = &synthesis.questions[0].themes;
        for theme in themes.iter().map(|result| &result.theme) {
            for member in &theme.members {
                let list = coding.entry(member.answer.0.clone()).or_default();
                list.push(theme.id.0.clone());
            }
        }
        // Words weigh by their rarity among all that is compared: one batch.
        let by_rule = |theme: &'_ Theme| -> String {
            theme
                .extractive_title
                .clone()
                .unwrap_or(theme.title.clone())
        };
        let all = themes.iter().map(|result| &result.theme);
        let titles: Vec<String> = all.flat_map(|t| [by_rule(t), t.title.clone()]).collect();
        let titles = titles.iter().map(String::as_str);
        let texts: Vec<&str> = codes.iter().copied().chain(titles).collect();
        let vectors = embedder.embed(&texts).unwrap();
        let is_nearest = |title: usize, code: &str| {
            let near = |place: usize| -> f32 {
                let (own, other) = (vectors.row(codes.len() + title), vectors.row(place));
                own.iter().zip(other).map(|(a, b)| a * b).sum()
            };
            let nearest = (0..codes.len()).max_by(|a, b| near(*a).total_cmp(&near(*b)));
            nearest.is_some_and(|place| codes[place] == code)
        };
        for pair in Agreement::new(&human, &coding).matches() {
            if pair.f1 <= MATCHED {
                continue;
            }
            let place = themes.iter().position(|t| t.theme.id.0 == pair.theme);
            let place = place.unwrap();
            matched += 1;
            found[0] += usize::from(is_nearest(2 * place, pair.code));
            if themes[place].theme.origin == Origin::Llm {
                written += 1;
                found[1] += usize::from(is_nearest(2 * place, pair.code));
                found[2] += usize::from(is_nearest(2 * place + 1, pair.code));
            }
        }
        let prompts = synthesis.model.iter().flat_map(|used| &used.prompts);
        for (_, tally) in prompts.filter(|(prompt, _)| prompt.starts_with("label.")) {
            let lost: usize = tally.failures.values().sum();
            println!(
                "  {name}: {} themes asked about, {} without a reply, {} accepted, {} of them repaired, refused by rule {:?}",
                tally.tasks, lost, tally.accepted, tally.repaired, tally.refused
            );
            labels.tasks += tally.tasks;
            labels.accepted += tally.accepted;
            labels.repaired += tally.repaired;
        }
    }
    println!(
        "titles: {matched} themes matched to a code, {} found again by the titles by rule; {written} titled by the model: {} found again, {} by their titles by rule; labels accepted {} of {}, {} after a repair",
        found[0], found[2], found[1], labels.accepted, labels.tasks, labels.repaired,
    );
}

fn human_codes(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize().map(Result::unwrap);
    rows.map(|row: BTreeMap<String, String>| (row["id"].trim().to_owned(), split(&row["tags"])))
        .collect()
}

/// The codes of a cell, each once.
fn split(cell: &str) -> Vec<String> {
    let codes: BTreeSet<&str> = cell.split(';').map(str::trim).collect();
    let codes = codes.into_iter().filter(|code| !code.is_empty());
    codes.map(str::to_owned).collect()
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
    let prompts = Prompts::new(Language::French, &BTreeMap::new()).unwrap();
    let asking = Asking {
        model,
        prompts: &prompts,
        tally: &Tally::default(),
        progress: &Silent,
    };
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (proposition, list) in by_proposition {
        let texts: Vec<&str> = list.iter().map(|argument| argument.text.as_str()).collect();
        let found = positions(&asking, proposition, &texts, batch(AT_A_TIME));
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
    let request = ColumnRequest {
        open: vec!["text".to_owned()],
        id: Some("id".to_owned()),
        segments: Vec::new(),
    };
    let columns = ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap();
    let table = export.load(&columns.used()).unwrap();
    let human = human_codes(path);
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
    let prompts = Prompts::new(Language::French, &BTreeMap::new()).unwrap();
    let coder = Coder {
        question: "",
        codes: book.codes(),
        prompt: prompts.get(Ask::Assign),
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
