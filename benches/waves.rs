//! How well themes stay from one wave to the next, and how near a codebook with a few
//! examples comes to human codes.
//!
//! `CAHIER_DATA=folder cargo bench --bench waves` reads `labelled/grand_debat_*.csv` of that
//! folder (columns `id`, `text`, `tags`); `CAHIER_SEEDS=3` for more splits, and a word
//! (`halves`, `more`, `codebook`, `left-out`) for one measure alone. Without the data it
//! says so and stops.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use cahier::answers::{AnswerId, ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::evaluation::score;
use cahier::ingest::{self, Source};
use cahier::pipeline::{self, RunSettings, Since};
use cahier::progress::Silent;
use cahier::synthesis::{Change, QuestionResult};
use cahier::themes::known::{KnownAnswer, KnownTheme, KnownThemes};
use cahier::themes::{Origin, ThemeId};

/// Example answers of each human code.
const EXAMPLES: usize = 5;

type Human = BTreeMap<String, Vec<String>>;

/// A labelled set: id, text, tags.
struct Set {
    name: String,
    rows: Vec<[String; 3]>,
}

fn main() {
    let Some(data) = std::env::var_os("CAHIER_DATA").map(PathBuf::from) else {
        println!("waves: skipped (set CAHIER_DATA to the folder of the data)");
        return;
    };
    let sets: Vec<Set> = ["dc12", "fi8_gold", "oe10", "te11", "te12"]
        .iter()
        .filter_map(|name| read(&data.join(format!("labelled/grand_debat_{name}.csv")), name))
        .collect();
    if sets.is_empty() {
        println!(
            "waves: skipped (no labelled/grand_debat_*.csv in {})",
            data.display()
        );
        return;
    }
    let seeds: u64 = std::env::var("CAHIER_SEEDS").map_or(1, |n| n.parse().unwrap());
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|a| a == name);
    let runner = Runner {
        embedder: BuiltInEmbedder::load().unwrap(),
    };
    if wanted("halves") {
        runner.waves(&sets, seeds, 0.5, "halves");
    }
    if wanted("more") {
        runner.waves(&sets, seeds, 0.95, "five per cent more");
    }
    if wanted("left-out") {
        runner.left_out(&sets, seeds);
    }
    if wanted("codebook") {
        runner.codebooks(&sets, seeds);
    }
}

fn read(path: &Path, name: &str) -> Option<Set> {
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        println!("{}: skipped (not there)", path.display());
        return None;
    };
    let rows = reader.records().map(Result::unwrap);
    Some(Set {
        name: name.to_owned(),
        rows: rows
            .map(|row| [0, 1, 2].map(|i| row[i].to_owned()))
            .collect(),
    })
}

/// A number from 0 to 1 that depends on the seed and the row.
fn lot(seed: u64, row: usize) -> f64 {
    let mut z = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (row as u64 + 1) << 20;
    for shift in [30, 27, 31] {
        z = (z ^ (z >> shift)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    }
    (z >> 11) as f64 / (1u64 << 53) as f64
}

fn tags(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in cell.split(';').map(str::trim).filter(|t| !t.is_empty()) {
        if !found.iter().any(|known| known == tag) {
            found.push(tag.to_owned());
        }
    }
    found
}

impl Set {
    fn human(&self, keep: impl Fn(&str) -> bool) -> Human {
        let rows = self.rows.iter().filter(|row| keep(&row[0]));
        rows.map(|row| (row[0].clone(), tags(&row[2]))).collect()
    }
}

fn coding(question: &QuestionResult) -> HashMap<String, Vec<String>> {
    let codes = question.codes().into_iter();
    codes
        .map(|(id, codes)| (id.0.clone(), codes.iter().map(|c| c.0.clone()).collect()))
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

struct Runner {
    embedder: BuiltInEmbedder,
}

impl Runner {
    fn run<'r>(
        &self,
        rows: impl Iterator<Item = &'r [String; 3]>,
        known: Vec<KnownThemes>,
        since: Option<Since>,
    ) -> QuestionResult {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "text"]).unwrap();
        rows.for_each(|row| writer.write_record(&row[..2]).unwrap());
        let csv = writer.into_inner().unwrap();
        let export = ingest::open_bytes("wave.csv", &csv, &Source::default()).unwrap();
        let request = ColumnRequest {
            open: vec!["text".to_owned()],
            id: Some("id".to_owned()),
            segments: Vec::new(),
        };
        let columns = ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap();
        let table = export.load(&columns.used()).unwrap();
        let settings = RunSettings {
            columns,
            stability: false,
            known,
            since,
            ..RunSettings::default()
        };
        let result = pipeline::run(&table, &settings, &self.embedder, None, &Silent).unwrap();
        result.questions.into_iter().next().unwrap()
    }

    /// A first wave, then everything with the themes of the first.
    fn waves(&self, sets: &[Set], seeds: u64, share: f64, what: &str) {
        println!(
            "{what}: set, kept main, kept all, f1_matched fresh / joint, themes known + founded, newcomers unassigned fresh / joint, moved, drifted, merged, split"
        );
        let (mut losses, mut kept) = (Vec::new(), Vec::new());
        for set in sets {
            let fresh = self.run(set.rows.iter(), Vec::new(), None);
            let human = set.human(|_| true);
            let alone = score(&human, &coding(&fresh)).f1_matched;
            for seed in 0..seeds {
                let early = |row: usize| lot(seed, row) < share;
                let rows = set.rows.iter().enumerate();
                let first = self.run(
                    rows.filter(|(i, _)| early(*i)).map(|(_, row)| row),
                    Vec::new(),
                    None,
                );
                let since = Since {
                    name: "first".to_owned(),
                    questions: vec![first.known()],
                };
                let joint = self.run(set.rows.iter(), Vec::new(), Some(since));
                let now: BTreeMap<&AnswerId, &Vec<ThemeId>> =
                    joint.answers.iter().map(|a| (&a.id, &a.themes)).collect();
                let had: Vec<_> = first
                    .answers
                    .iter()
                    .filter(|a| !a.themes.is_empty())
                    .collect();
                let of = |test: &dyn Fn(&Vec<ThemeId>, &Vec<ThemeId>) -> bool| {
                    let same = had
                        .iter()
                        .filter(|a| now.get(&a.id).is_some_and(|n| test(&a.themes, n)));
                    same.count() as f64 / had.len() as f64
                };
                let main = of(&|a, b| a.first() == b.first());
                let all = of(&|a, b| a.iter().all(|id| b.contains(id)));
                let together = score(&human, &coding(&joint)).f1_matched;
                let old: BTreeSet<&AnswerId> = first.answers.iter().map(|a| &a.id).collect();
                let alone_in = |result: &QuestionResult| {
                    let new = result.answers.iter().filter(|a| !old.contains(&a.id));
                    let (none, count) = new.fold((0, 0), |(n, c), a| {
                        (n + usize::from(a.themes.is_empty()), c + 1)
                    });
                    none as f64 / count.max(1) as f64
                };
                let part = |result: &QuestionResult, is_early: bool| {
                    let ids: BTreeSet<&str> = set
                        .rows
                        .iter()
                        .enumerate()
                        .filter(|(i, _)| early(*i) == is_early)
                        .map(|(_, row)| row[0].as_str())
                        .collect();
                    score(&set.human(|id| ids.contains(id)), &coding(result)).f1_matched
                };
                println!(
                    "    on the first wave: fresh {:.3}, first {:.3}, joint {:.3}; on the second: fresh {:.3}, joint {:.3}",
                    part(&fresh, true),
                    part(&first, true),
                    part(&joint, true),
                    part(&fresh, false),
                    part(&joint, false)
                );
                let anchored = joint.grouping.anchored.as_ref().unwrap();
                let evolution = joint.evolution.as_ref();
                let moved = evolution.map_or(0, |e| {
                    e.themes
                        .iter()
                        .filter(|t| t.change == Change::Grown || t.change == Change::Faded)
                        .count()
                });
                let drifted =
                    evolution.map_or(0, |e| e.themes.iter().filter(|t| t.drift.is_some()).count());
                println!(
                    "  {:<9} {main:.3} {all:.3}  {alone:.3} / {together:.3}  {} + {}  {:.3} / {:.3}  {moved} {drifted} {} {}",
                    set.name,
                    anchored.themes,
                    anchored.founded.len(),
                    alone_in(&fresh),
                    alone_in(&joint),
                    evolution.map_or(0, |e| e.merged.len()),
                    evolution.map_or(0, |e| e.split.len()),
                );
                losses.push(alone - together);
                kept.push(main);
            }
        }
        println!(
            "  mean: kept {:.3}, loss of f1_matched {:.3}",
            mean(&kept),
            mean(&losses)
        );
    }

    /// A first half without the answers of one theme of the whole: is it founded?
    fn left_out(&self, sets: &[Set], seeds: u64) {
        let (mut found, mut asked) = (0, 0);
        for set in sets {
            let fresh = self.run(set.rows.iter(), Vec::new(), None);
            for seed in 0..seeds {
                let theme = &fresh.themes[2 + (seed as usize % 3)].theme;
                let held: BTreeSet<&str> =
                    theme.members.iter().map(|m| m.answer.0.as_str()).collect();
                let early = |i: usize, row: &[String; 3]| {
                    lot(seed, i) < 0.5 && !held.contains(row[0].as_str())
                };
                let rows = set.rows.iter().enumerate();
                let first = self.run(
                    rows.filter(|(i, row)| early(*i, row)).map(|(_, row)| row),
                    Vec::new(),
                    None,
                );
                let joint = self.run(set.rows.iter(), vec![first.known()], None);
                let founded = &joint.grouping.anchored.as_ref().unwrap().founded;
                let best = joint
                    .themes
                    .iter()
                    .filter(|t| founded.contains(&t.theme.id))
                    .map(|t| {
                        let both = t
                            .theme
                            .members
                            .iter()
                            .filter(|m| held.contains(m.answer.0.as_str()));
                        2.0 * both.count() as f64 / (t.answers + held.len()) as f64
                    })
                    .fold(0.0, f64::max);
                asked += 1;
                found += usize::from(best >= 0.4);
                println!(
                    "  left out {} of {}: {} founded, best F1 {best:.2}",
                    theme.id.0,
                    set.name,
                    founded.len()
                );
            }
        }
        println!("  left-out themes found again (F1 of 0.4 or more): {found} of {asked}");
    }

    /// The human codes as titles, with five example answers each.
    fn codebooks(&self, sets: &[Set], seeds: u64) {
        println!(
            "codebook: set, f1_matched without the examples / with them, of its own code without, coverage, founded"
        );
        let mut all: [Vec<f64>; 3] = Default::default();
        for set in sets {
            for seed in 0..seeds {
                let (book, used) = codebook(set, seed);
                let result = self.run(set.rows.iter(), vec![book.clone()], None);
                let ours = coding(&result);
                let without = set.human(|id| !used.contains(id));
                let scores = score(&without, &ours);
                let with = score(&set.human(|_| true), &ours).f1_matched;
                let own = own_codes(&without, &ours, &book);
                println!(
                    "  {:<9} {:.3} / {with:.3}  {own:.3}  {:.3}  {}",
                    set.name,
                    scores.f1_matched,
                    scores.coverage,
                    result.grouping.anchored.as_ref().unwrap().founded.len()
                );
                for (list, value) in all.iter_mut().zip([scores.f1_matched, with, own]) {
                    list.push(value);
                }
            }
        }
        let [without, with, own] = all.map(|values| mean(&values));
        println!("  mean: {without:.3} / {with:.3}  {own:.3}");
    }
}

fn codebook(set: &Set, seed: u64) -> (KnownThemes, BTreeSet<String>) {
    let mut codes: Vec<String> = set.rows.iter().flat_map(|row| tags(&row[2])).collect();
    codes.sort();
    codes.dedup();
    let mut book = KnownThemes::default();
    let mut used = BTreeSet::new();
    for (number, code) in codes.iter().enumerate() {
        let id = ThemeId(format!("C{:02}", number + 1));
        book.themes.push(KnownTheme {
            id: id.clone(),
            title: code.clone(),
            origin: Origin::Human,
            extractive_title: None,
            description: String::new(),
            family: None,
        });
        let mut holders: Vec<usize> = (0..set.rows.len())
            .filter(|row| tags(&set.rows[*row][2]).contains(code))
            .collect();
        holders.sort_by(|a, b| lot(seed, *a).total_cmp(&lot(seed, *b)));
        for row in holders.into_iter().take(EXAMPLES) {
            used.insert(set.rows[row][0].clone());
            book.answers.push(KnownAnswer {
                id: AnswerId(format!("{} {row}", id.0)),
                text: set.rows[row][1].clone(),
                themes: vec![id.clone()],
                by_hand: false,
            });
        }
    }
    (book, used)
}

/// Mean F1 of each human code with the theme of its own name.
fn own_codes(human: &Human, ours: &HashMap<String, Vec<String>>, book: &KnownThemes) -> f64 {
    let mut all = Vec::new();
    for theme in &book.themes {
        let has = |id: &String| {
            ours.get(id)
                .is_some_and(|codes| codes.contains(&theme.id.0))
        };
        let is = |codes: &Vec<String>| codes.contains(&theme.title);
        let support = human.values().filter(|codes| is(codes)).count();
        if support >= cahier::evaluation::MIN_SUPPORT {
            let both = human
                .iter()
                .filter(|(id, codes)| is(codes) && has(id))
                .count();
            let given = human.keys().filter(|id| has(id)).count();
            all.push(2.0 * both as f64 / (support + given).max(1) as f64);
        }
    }
    mean(&all)
}
