//! Seconds, memory and quality of a whole run at 1,000, 10,000 and 50,000 ideas.
//!
//! `cargo bench` makes its own consultation, with twenty planted subjects, so that speed
//! is never printed without quality (AMI and matched F1 against what was planted).
//! `CAHIER_BENCH_CSV=answers.csv CAHIER_BENCH_COLUMN=text cargo bench` adds the first
//! 1,000, 10,000 and 50,000 rows of real answers, whose quality is unknown.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::evaluation::score;
use cahier::ingest::{self, Source};
use cahier::pipeline::{self, RunSettings};
use cahier::progress::Silent;
use cahier::report;
use cahier::synthesis::Synthesis;

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];

/// Words of each planted subject.
const SUBJECTS: [&str; 20] = [
    "bus arrêt ligne horaires chauffeur terminus correspondance navette attente ponctualité",
    "vélo piste cyclable bande cycliste casque guidon arceaux pédaler continuité",
    "stationnement parking places voiture horodateur garage disque macaron abonnement garer",
    "arbres ombre fraîcheur canicule bitume végétaliser pelouse haie plantation jardin",
    "école cantine élèves enseignants classe rentrée cour périscolaire goûter surveillants",
    "médecin hôpital urgences spécialiste rendez-vous maternité soins infirmière pharmacie désert",
    "loyer logement locataire propriétaire bail appartement caution bailleur charges étage",
    "déchets poubelles tri collecte compost encombrants bacs recyclage déchetterie ordures",
    "bruit nuit voisins tapage sommeil musique terrasses décibels klaxons silence",
    "police délinquance insécurité trafic vols caméras patrouilles cambriolage incivilités agression",
    "impôts taxes fiscalité budget dépenses dette tva contribuables niches exonération",
    "retraite pension anciens trimestres cotisations pénibilité carrière départ réversion veuve",
    "emploi chômage usine embauche salaire entreprise apprentis formation licenciement stage",
    "culture théâtre bibliothèque concert musée spectacle livres festival médiathèque exposition",
    "sport gymnase piscine stade terrain club licence vestiaires entraîneur natation",
    "agriculture paysans ferme pesticides terres élevage récolte maraîcher semences bio",
    "énergie chauffage isolation électricité solaire panneaux éolienne chaudière rénovation thermique",
    "eau rivière inondation pollution nappe fuite robinet assainissement captage crue",
    "internet fibre réseau téléphone débit antenne coupure numérique formulaire guichet",
    "démocratie élus vote référendum réunion consultation mandat citoyens tirage assemblée",
];

/// Words that fit anywhere.
const FILLERS: &str = "il faudrait davantage de moyens pour notre quartier parce que cela \
devient vraiment difficile avec les travaux depuis longtemps dans la ville et le centre";

/// A small generator of pseudo-random numbers (Knuth's MMIX constants): the same corpus
/// on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// A table of answers of one to three ideas on one subject, with what was planted.
fn planted(ideas: usize) -> (String, BTreeMap<String, Vec<String>>) {
    let mut random = Random(2026);
    let fillers: Vec<&str> = FILLERS.split_whitespace().collect();
    let mut csv = String::from("id;avis\n");
    let mut subjects = BTreeMap::new();
    let (mut made, mut row) = (0, 0);
    while made < ideas {
        row += 1;
        let subject = random.below(SUBJECTS.len());
        let words: Vec<&str> = SUBJECTS[subject].split_whitespace().collect();
        let sentences = 1 + random.below(3);
        let mut text = String::new();
        for _ in 0..sentences {
            for place in 0..8 + random.below(6) {
                let own = random.below(10) < 4;
                let list = if own { &words } else { &fillers };
                let word = list[random.below(list.len())];
                text += if place > 0 { " " } else { "" };
                text += word;
            }
            text += ". ";
        }
        writeln!(csv, "{row};{text}").unwrap();
        subjects.insert(row.to_string(), vec![format!("s{subject}")]);
        made += sentences;
    }
    (csv, subjects)
}

/// Peak memory of this process so far, in megabytes; 0 where the system does not tell.
fn peak_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kilobytes| kilobytes.parse::<usize>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

fn measure(name: &str, csv: &[u8], column: &str, truth: Option<&BTreeMap<String, Vec<String>>>) {
    let start = Instant::now();
    let embedder = BuiltInEmbedder::load().unwrap();
    let loaded = start.elapsed();
    let export = ingest::open_bytes(name, csv, &Source::default()).unwrap();
    let request = ColumnRequest {
        open: vec![column.to_owned()],
        ..ColumnRequest::default()
    };
    let settings = RunSettings {
        columns: ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap(),
        ..RunSettings::default()
    };
    let table = export.load(&settings.columns.used()).unwrap();
    let read = start.elapsed();
    let synthesis = pipeline::run(&table, &settings, &embedder, &Silent).unwrap();
    let analysed = start.elapsed();
    let written: usize = report::render_all(&synthesis)
        .unwrap()
        .iter()
        .map(|(_, content)| content.len())
        .sum();
    let total = start.elapsed();
    let question = &synthesis.questions[0];
    let quality = truth.map_or("quality unknown".to_owned(), |truth| {
        let scores = score(truth, &coding(&synthesis));
        format!("AMI {:.3}, F1 {:.3}", scores.ami, scores.f1_matched)
    });
    println!(
        "{name:<24} {:>6} answers {:>6} ideas {:>3} themes | load {:.2} s, read {:.2} s, analyse {:.2} s, render {:.2} s ({:.1} MB), total {:.2} s | peak {} MB | {quality}",
        question.answers.len(),
        question.grouping.units,
        question.themes.len(),
        loaded.as_secs_f64(),
        (read - loaded).as_secs_f64(),
        (analysed - read).as_secs_f64(),
        (total - analysed).as_secs_f64(),
        written as f64 / 1e6,
        total.as_secs_f64(),
        peak_memory(),
    );
}

fn coding(synthesis: &Synthesis) -> HashMap<String, Vec<String>> {
    synthesis.questions[0]
        .answers
        .iter()
        .map(|answer| {
            let themes = answer.themes.iter().map(|theme| theme.0.clone()).collect();
            (answer.id.0.clone(), themes)
        })
        .collect()
}

fn main() {
    for ideas in SIZES {
        let (csv, truth) = planted(ideas);
        measure(
            &format!("planted-{ideas}.csv"),
            csv.as_bytes(),
            "avis",
            Some(&truth),
        );
    }
    let Ok(path) = std::env::var("CAHIER_BENCH_CSV") else {
        println!("real answers: skipped (set CAHIER_BENCH_CSV and CAHIER_BENCH_COLUMN)");
        return;
    };
    let column = std::env::var("CAHIER_BENCH_COLUMN").unwrap_or_else(|_| "text".to_owned());
    let text = fs::read(&path).unwrap();
    for rows in SIZES {
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(reader.headers().unwrap()).unwrap();
        for record in reader.records().take(rows) {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let head = writer.into_inner().unwrap();
        measure(&format!("real-{rows}.csv"), &head, &column, None);
    }
}
