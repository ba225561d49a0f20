//! Themes that stay: a second wave with the themes of the first, a codebook without a model.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::ingest::{self, Source};
use cahier::pipeline::{RunSettings, Since, run};
use cahier::progress::Silent;
use cahier::synthesis::{Change, Synthesis};
use cahier::themes::ThemeId;
use cahier::themes::known::KnownThemes;
use common::{Session, sample};

/// The sample's columns with answers to open questions.
const OPEN: [&str; 2] = ["N", "O"];

/// The lines of the sample that are kept, by their number from 0, the header aside.
fn part(keep: impl Fn(usize) -> bool) -> Vec<u8> {
    let bytes = std::fs::read(sample("mobilite.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(bytes.as_slice());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for (at, record) in reader.records().enumerate() {
        if keep(at) {
            writer.write_record(&record.unwrap()).unwrap();
        }
    }
    writer.into_inner().unwrap()
}

fn result(csv: &[u8], known: Vec<KnownThemes>, since: Option<Since>) -> Synthesis {
    let export = ingest::open_bytes("mobilite.csv", csv, &Source::default()).unwrap();
    let request = ColumnRequest {
        open: OPEN.map(str::to_owned).to_vec(),
        id: Some("A".to_owned()),
        segments: Vec::new(),
    };
    let settings = RunSettings {
        columns: ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap(),
        known,
        since,
        ..RunSettings::default()
    };
    let table = export.load(&settings.columns.used()).unwrap();
    let embedder = BuiltInEmbedder::load().unwrap();
    run(&table, &settings, &embedder, None, &Silent).unwrap()
}

fn known_of(synthesis: &Synthesis) -> Vec<KnownThemes> {
    synthesis.questions.iter().map(|q| q.known()).collect()
}

fn since(synthesis: &Synthesis) -> Option<Since> {
    Some(Since {
        name: "printemps".to_owned(),
        questions: known_of(synthesis),
    })
}

fn sorted(ids: &[ThemeId]) -> BTreeSet<&ThemeId> {
    ids.iter().collect()
}

#[test]
fn a_second_wave_keeps_the_themes_of_the_first() {
    let first = result(&part(|at| at % 2 == 0), Vec::new(), None);
    let both = result(&part(|_| true), Vec::new(), since(&first));
    for (then, now) in first.questions.iter().zip(&both.questions) {
        let titles: BTreeMap<&ThemeId, &str> = now
            .themes
            .iter()
            .map(|t| (&t.theme.id, t.theme.title.as_str()))
            .collect();
        for theme in &then.themes {
            assert_eq!(titles[&theme.theme.id], theme.theme.title);
        }
        for answer in &then.answers {
            let today = now.answers.iter().find(|a| a.id == answer.id).unwrap();
            assert_eq!(today.themes.first(), answer.themes.first());
            assert_eq!(sorted(&today.themes), sorted(&answer.themes));
        }
        let record = now.grouping.anchored.as_ref().unwrap();
        assert_eq!(record.kept, then.answers.len());
        assert!(record.joined > 0);
        let evolution = now.evolution.as_ref().unwrap();
        assert_eq!(evolution.already, then.answers.len());
        assert_eq!(evolution.before, then.answers.len());
        assert_eq!(evolution.now, now.answers.len());
        for theme in &evolution.themes {
            let found = then.themes.iter().find(|t| t.theme.id == theme.theme);
            assert_eq!(theme.before, found.map_or(0, |t| t.answers));
            assert_eq!(theme.change == Change::New, found.is_none());
        }
    }
}

#[test]
fn a_wave_alone_is_read_by_the_themes_of_the_one_before() {
    let first = result(&part(|at| at % 2 == 0), Vec::new(), None);
    let second = result(&part(|at| at % 2 == 1), Vec::new(), since(&first));
    for (then, now) in first.questions.iter().zip(&second.questions) {
        let known: BTreeSet<&ThemeId> = then.themes.iter().map(|t| &t.theme.id).collect();
        let held = now.themes.iter().filter(|t| known.contains(&t.theme.id));
        assert!(2 * held.count() > known.len());
        let evolution = now.evolution.as_ref().unwrap();
        assert_eq!((evolution.already, evolution.now), (0, now.answers.len()));
        // The answers of the first wave are counted nowhere.
        let there: BTreeSet<_> = then.answers.iter().map(|a| &a.id).collect();
        assert!(now.answers.iter().all(|a| !there.contains(&a.id)));
        let vanished = evolution
            .themes
            .iter()
            .filter(|t| t.change == Change::Vanished);
        let unused = &now.grouping.anchored.as_ref().unwrap().unused;
        assert_eq!(vanished.count(), unused.len());
    }
}

#[test]
fn what_fits_no_known_theme_founds_one_with_an_id_that_was_never_given() {
    let whole = result(&part(|_| true), Vec::new(), None);
    let question = &whole.questions[0];
    let gone = question.themes[0].theme.clone();
    let mut known = question.known();
    // As if nobody had spoken of the largest theme yet.
    known.themes.retain(|theme| theme.id != gone.id);
    known
        .answers
        .retain(|answer| !answer.themes.contains(&gone.id));
    known.retired = vec![ThemeId("Q1-T40".to_owned())];
    let again = result(&part(|_| true), vec![known.clone()], None);
    let record = again.questions[0].grouping.anchored.as_ref().unwrap();
    assert!(!record.founded.is_empty());
    for id in &record.founded {
        let number: u32 = id.0.strip_prefix("Q1-T").unwrap().parse().unwrap();
        assert!(number > 40, "{}", id.0);
    }
    let held: BTreeSet<_> = gone.members.iter().map(|m| &m.answer).collect();
    let most = again.questions[0]
        .themes
        .iter()
        .filter(|t| record.founded.contains(&t.theme.id))
        .map(|t| {
            t.theme
                .members
                .iter()
                .filter(|m| held.contains(&m.answer))
                .count()
        })
        .max();
    assert!(3 * most.unwrap() > held.len());
    // The next run never gives these ids to anything else.
    let next = again.questions[0].known();
    assert_eq!(next.retired, known.retired);
    assert_eq!(
        next.themes.len(),
        again.questions[0].themes.len() + record.unused.len()
    );
    // A question of which nothing is known is grouped as ever.
    assert!(again.questions[1].grouping.anchored.is_none());
    assert_eq!(again.questions[1].themes, whole.questions[1].themes);
}

#[test]
fn the_same_waves_give_the_same_result_with_any_number_of_threads() {
    let first = result(&part(|at| at % 3 > 0), Vec::new(), None);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let both = pool.install(|| result(&part(|_| true), Vec::new(), since(&first)));
        serde_json::to_string(&both).unwrap()
    };
    assert!(with(1) == with(3));
}

#[test]
fn the_commands_take_an_earlier_report_and_a_codebook() {
    let session = Session::with("tout.csv", part(|_| true));
    session.write("debut.csv", part(|at| at < 80));
    let open = ["--open", "N", "--open", "O", "--id", "A", "--yes"];
    let run = |more: &[&str]| session.cahier(&[&["run"], more, &open].concat());
    run(&["debut.csv", "--out", "un"]).done();
    run(&["tout.csv", "--out", "deux", "--since", "un"]).done();
    let two: Synthesis = serde_json::from_value(session.synthesis("deux")).unwrap();
    let one: Synthesis = serde_json::from_value(session.synthesis("un")).unwrap();
    let evolution = two.questions[0].evolution.as_ref().unwrap();
    assert_eq!(evolution.since, "un");
    assert_eq!(evolution.before, one.questions[0].answers.len());
    // The codebook of a report, ids and all.
    run(&[
        "tout.csv",
        "--out",
        "trois",
        "--codebook",
        "un/codebook.csv",
    ])
    .done();
    let three: Synthesis = serde_json::from_value(session.synthesis("trois")).unwrap();
    for (then, now) in one.questions.iter().zip(&three.questions) {
        let record = now.grouping.anchored.as_ref().unwrap();
        assert_eq!(record.source.as_deref(), Some("codebook.csv"));
        assert_eq!(record.themes, then.themes.len());
        let kept = now.themes.iter().filter(|theme| {
            let mut then = then.themes.iter();
            then.any(|t| t.theme.id == theme.theme.id && t.theme.title == theme.theme.title)
        });
        assert!(2 * kept.count() > then.themes.len());
    }
}

#[test]
fn a_codebook_of_ones_own_is_coded_by_without_a_model() {
    let session = Session::with("tout.csv", part(|_| true));
    session.write(
        "plan.csv",
        "code;titre;description;exemples;exemple 1\n\
         VELO;Pistes cyclables;se déplacer à vélo, sécurité des cyclistes;Il manque des pistes cyclables | Les vélos ne sont pas protégés;On roule à vélo au milieu des voitures\n\
         BUS;Bus et tram;fréquence et horaires;Le bus ne passe pas assez souvent;Plus de trams le soir\n\
         1.1;Stationnement;places et parkings;On ne trouve plus de place;\n\
         LUNE;Tourisme lunaire;fusées et cratères;Voir la Terre depuis un cratère;\n",
    );
    session
        .cahier(&[
            "run",
            "tout.csv",
            "--open",
            "O",
            "--id",
            "A",
            "--yes",
            "--out",
            "r",
            "--codebook",
            "plan.csv",
        ])
        .done();
    let result: Synthesis = serde_json::from_value(session.synthesis("r")).unwrap();
    let question = &result.questions[0];
    let ids: BTreeSet<&str> = question
        .themes
        .iter()
        .map(|t| t.theme.id.0.as_str())
        .collect();
    assert!(["VELO", "BUS"].iter().all(|id| ids.contains(id)), "{ids:?}");
    // Who speaks of cycling is found under it.
    let cycling = question.answers.iter().filter(|answer| {
        let text = answer.text.to_lowercase();
        text.contains("vélo") || text.contains("cyclable")
    });
    let (all, found) = cycling.fold((0, 0), |(all, found), answer| {
        let is_in = answer.themes.iter().any(|id| id.0 == "VELO");
        (all + 1, found + usize::from(is_in))
    });
    assert!(all > 5 && 3 * found > 2 * all, "{found} of {all}");
    let record = question.grouping.anchored.as_ref().unwrap();
    let unused: Vec<&str> = record.unused.iter().map(|t| t.id.0.as_str()).collect();
    assert_eq!(record.themes, 4);
    let moon = question.themes.iter().find(|t| t.theme.id.0 == "LUNE");
    assert!(moon.is_none_or(|t| t.answers < 5), "{unused:?}");
    assert!(record.founded.iter().all(|id| id.0.starts_with("Q1-T")));
    // Said once more with what cannot be together.
    session
        .cahier(&[
            "run",
            "tout.csv",
            "--open",
            "O",
            "--yes",
            "--codebook",
            "plan.csv",
            "--since",
            "r",
        ])
        .ended(2);
}
