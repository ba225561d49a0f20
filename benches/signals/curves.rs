//! How the score of weak signals orders flagged and ordinary answers.

use std::collections::BTreeMap;

use cahier::answers::{self, Answers, ColumnMap, ColumnRequest, QuestionAnswers, guess_roles};
use cahier::clusters::{self, Corpus, Granularity, GroupingParameters};
use cahier::embeddings::{BuiltInEmbedder, UnitVectors};
use cahier::ingest::{self, Export, Source};
use cahier::language;
use cahier::privacy;
use cahier::progress::Silent;
use cahier::themes::weak_signals::{
    Parts, SHOWN, SignalInput, WEIGHTS, WeakSignal, Weights, weak_signals,
};
use cahier::themes::{self, ThemeInput};
use cahier::units::{self, DistinctUnits};
use cahier::words::Lexicon;

/// Two answers are of the same length when neither is longer by more than this share.
const SAME_LENGTH: f64 = 0.12;

/// An answer of the mix.
struct Rated {
    flagged: bool,
    words: f64,
    /// The parts of its signal's score; none when it is no candidate.
    parts: Option<Parts>,
}

/// Prints how the score orders the answers of a table that [`super::flagged`] made.
pub fn show(name: &str, question: &str, table: &[u8], embedder: &BuiltInEmbedder) {
    let export = ingest::open_bytes("mixed.csv", table, &Source::default()).unwrap();
    let collected = collect(&export, question);
    let found = candidates(&collected.questions[0], embedder);
    let signals = found.iter().flat_map(|signal| {
        let mentions = signal.mentions.iter();
        mentions.map(|mention| (mention.answer.0.as_str(), signal.parts))
    });
    let parts: BTreeMap<&str, Parts> = signals.collect();
    let kept = collected.questions[0].answers.kept.iter();
    let rated: Vec<Rated> = kept
        .map(|answer| Rated {
            flagged: answer.id.0.starts_with('F'),
            words: answer.text.split_whitespace().count().max(1) as f64,
            parts: parts.get(answer.id.0.as_str()).copied(),
        })
        .collect();
    let number = |flagged: bool| {
        let of = rated.iter().filter(move |r| r.flagged == flagged);
        (of.clone().filter(|r| r.parts.is_some()).count(), of.count())
    };
    let (some, all) = (number(true), number(false));
    println!(
        "flagged answers, {name}: {} of {} flagged are candidates, {} of {} ordinary",
        some.0, some.1, all.0, all.1
    );
    print_curve("score", &rated, |r| {
        r.parts.map_or(-1.0, |parts| parts.score)
    });
    print_curve("length alone", &rated, |r| r.words);
    for (part, weights) in ablations() {
        // Campaigns stay halved.
        let halved = |parts: Parts| parts.score / WEIGHTS.score(&parts);
        print_curve(&format!("without {part}"), &rated, |r| {
            r.parts
                .map_or(-1.0, |parts| weights.score(&parts) * halved(parts))
        });
    }
    let first = found.iter().take(SHOWN).flat_map(|signal| &signal.mentions);
    let hits = first
        .filter(|mention| mention.answer.0.starts_with('F'))
        .count();
    println!("  flagged among the first {SHOWN}: {hits}");
}

fn print_curve(name: &str, rated: &[Rated], value: impl Fn(&Rated) -> f64) {
    let all = auc(rated, &value, |_, _| true);
    let same = auc(rated, &value, |a, b| {
        libm::fabs(libm::log(a.words / b.words)) <= SAME_LENGTH
    });
    println!("  {name:<17} AUC {all}, at equal length {same}");
}

/// The masked answers to a question.
fn collect(export: &Export, question: &str) -> Answers {
    let request = ColumnRequest {
        open: vec![question.to_owned()],
        id: Some("id".to_owned()),
        ..ColumnRequest::default()
    };
    let columns = ColumnMap::resolve(export, &request, &guess_roles(export)).unwrap();
    let table = export.load(&columns.used()).unwrap();
    let mut answers = answers::collect(&table, &columns);
    let kept = answers.questions.iter().flat_map(|q| &q.answers.kept);
    let language = language::detect(kept.map(|answer| answer.text.as_str()));
    privacy::mask_answers(&mut answers, language);
    answers
}

/// All candidates of a question. Alerts stay in, so that the score alone is judged.
fn candidates(question: &QuestionAnswers, embedder: &BuiltInEmbedder) -> Vec<WeakSignal> {
    let kept = &question.answers.kept;
    let lexicon = Lexicon::new(language::detect(kept.iter().map(|a| a.text.as_str())));
    let units = units::units_of(kept, &lexicon);
    let distinct = DistinctUnits::new(&units, kept);
    let vectors = UnitVectors::new(&distinct.texts, &distinct.answers, embedder, &lexicon).unwrap();
    let parameters = GroupingParameters::for_answers(question.voices(), Granularity::Normal, 0);
    let corpus = Corpus {
        answers_of: &distinct.answers,
        answers: kept.len(),
        campaign_of: &question.campaign_of(),
    };
    let grouped = clusters::group(&vectors, &corpus, &parameters, &Silent).unwrap();
    let smallest = parameters.smallest;
    let assignment = clusters::assign(&grouped.vectors, &grouped.levels, &corpus, smallest);
    let themes = ThemeInput {
        question: &question.question.id,
        asked: &question.question.text,
        answers: kept,
        units: &units,
        grouped: &distinct.place,
        assignment: &assignment,
        lexicon: &lexicon,
        stability: &[],
    };
    weak_signals(&SignalInput {
        themes: &themes,
        described: &themes::describe(&themes, None).themes,
        vectors: &vectors,
        neighbours: grouped.neighbours.as_ref(),
        similar: &question.similar,
        segments: &[],
        elsewhere: &[],
    })
}

/// The weights with one part left out, for each part. Only the order of the candidates
/// changes: the passage that stands for an answer stays the one the whole score chose.
fn ablations() -> [(&'static str, Weights); 4] {
    let mut without = [WEIGHTS; 4];
    without[0].distance = 0.0;
    without[1].precision = 0.0;
    without[2].rarity = 0.0;
    without[3].focus = 0.0;
    let [distance, precision, rarity, focus] = without;
    [
        ("distance", distance),
        ("precision", precision),
        ("rarity", rarity),
        ("focus", focus),
    ]
}

/// Mean over the flagged answers of the share of ordinary ones, among those to compare it
/// with, that have a lower value; and its interval of 95 %, over draws of flagged answers.
fn auc(
    rated: &[Rated],
    value: impl Fn(&Rated) -> f64,
    comparable: impl Fn(&Rated, &Rated) -> bool,
) -> String {
    let shares: Vec<f64> = rated
        .iter()
        .filter(|r| r.flagged)
        .filter_map(|r| {
            let others = rated.iter().filter(|o| !o.flagged && comparable(r, o));
            let own = value(r);
            let wins: Vec<f64> = others
                .map(|other| match value(other).total_cmp(&own) {
                    std::cmp::Ordering::Less => 1.0,
                    std::cmp::Ordering::Equal => 0.5,
                    std::cmp::Ordering::Greater => 0.0,
                })
                .collect();
            (!wins.is_empty()).then(|| wins.iter().sum::<f64>() / wins.len() as f64)
        })
        .collect();
    let count = shares.len().max(2) as f64;
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    let squares: f64 = shares.iter().map(|share| (share - mean).powi(2)).sum();
    let error = 1.96 * libm::sqrt(squares / (count - 1.0) / count);
    format!("{mean:.3} ± {error:.3}")
}
