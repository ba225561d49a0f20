//! Runs: `cahier run` in the consultation's folder, in a process of its own. Leaving the page
//! stops nothing, closing the studio neither; a run that was cut off goes on from what it
//! kept.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Serialize;

use super::super::project::{Completed, Stamp};
use super::super::watch::{End, MESSAGES, Seen, TASK, VARIABLE};
use super::consultation::{Consultation, State, is_current, state};
use super::pages::{Page, page, values};
use super::request::{Reply, Request, Studio, locked};
use super::routes::plainly;
use crate::language::Language;
use crate::progress::Stage;

/// What each stage takes of a question, in parts of a thousand, between what was measured on
/// two thousand and on a hundred thousand answers.
const SHARES: [(Stage, f64); 5] = [
    (Stage::Splitting, 30.0),
    (Stage::Embedding, 90.0),
    (Stage::Comparing, 80.0),
    (Stage::Grouping, 300.0),
    (Stage::Describing, 500.0),
];
/// What reading and writing take of a run.
const READING: f64 = 0.06;
const WRITING: f64 = 0.18;
/// What a language model takes where it is asked: nearly everything.
const ASKING: f64 = 0.9;

/// What the program is asked to do.
pub(super) enum Kind {
    /// A report.
    Run,
    /// What a language model would cost.
    Estimate,
    /// This review sheet taken in, then a report.
    Sheet(PathBuf),
}

impl Kind {
    /// By which a run says what it was for.
    fn name(&self) -> &'static str {
        match self {
            Kind::Run => RUN,
            Kind::Estimate => "estimate",
            Kind::Sheet(_) => "sheet",
        }
    }
}

/// The task of which how it ended is how far the consultation is.
pub(super) const RUN: &str = "run";

/// A stage on the page.
#[derive(Serialize)]
struct Step {
    name: String,
    /// `done`, `now`, `later`.
    state: &'static str,
}

/// Starts a run, unless one is at work.
pub(super) fn start(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
    kind: &Kind,
) -> anyhow::Result<()> {
    // Two clicks start one run.
    let mut children = locked(&studio.children);
    let alive = children.get_mut(&consultation.folder);
    let alive = alive.is_some_and(|child| matches!(child.try_wait(), Ok(None)));
    let watched = Consultation::watched(&ready.place);
    if alive || watched.is_running() {
        return Ok(());
    }
    watched.clear()?;
    let folder = std::path::absolute(ready.place.hidden().join("watch"))?;
    let messages = File::create(folder.join(MESSAGES))?;
    let mut command = Command::new(std::env::current_exe()?);
    match kind {
        Kind::Run => command.arg("run").stdout(Stdio::null()),
        Kind::Estimate => command.args(["run", "--dry-run"]).stdout(Stdio::null()),
        // What changes is its result.
        Kind::Sheet(sheet) => command
            .args(["review", "apply"])
            .arg(sheet)
            .arg("--report")
            .arg(std::path::absolute(&ready.place.report)?)
            .stdout(messages.try_clone()?),
    };
    stand_alone(&mut command);
    // The language of messages follows the locale; that of the report is the project's.
    let locale = studio.language().choose("fr_FR.UTF-8", "en_GB.UTF-8");
    let child = command
        .current_dir(&consultation.folder)
        .env(VARIABLE, &folder)
        .env(TASK, kind.name())
        .env("LC_ALL", locale)
        .stdin(Stdio::null())
        .stderr(messages)
        .spawn()?;
    children.insert(consultation.folder.clone(), child);
    Ok(())
}

/// A run is no part of the studio: what ends the one, Ctrl-C or a closed window, leaves the
/// other.
fn stand_alone(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        // CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW
        command.creation_flags(0x0000_0200 | 0x0800_0000);
    }
    #[cfg(not(any(unix, windows)))]
    let _ = command;
}

/// True while a run that was started here works.
pub(super) fn is_alive(studio: &Studio, consultation: &Consultation) -> bool {
    let mut children = locked(&studio.children);
    let child = children.get_mut(&consultation.folder);
    child.is_some_and(|child| matches!(child.try_wait(), Ok(None)))
}

/// How far the consultation is, and its last run.
pub(super) fn progress(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
) -> (State, Option<Seen>) {
    state(&ready.place, is_alive(studio, consultation))
}

/// The page of a run, and what its buttons do.
pub(super) fn reply(
    studio: &Studio,
    request: &Request,
    consultation: &Consultation,
    what: &[&str],
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    let here = format!("{}/run", consultation.address());
    match (what, &request.form) {
        ([], Some(_)) => {
            start(studio, consultation, &ready, &Kind::Run)?;
            Ok(Reply::To(here))
        }
        (["stop"], Some(_)) => {
            Consultation::watched(&ready.place).stop()?;
            // It stops within a moment: the page then says so at once.
            for _ in 0..30 {
                if progress(studio, consultation, &ready).0 != State::Running {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            Ok(Reply::To(here))
        }
        ([], None) => run_page(studio, consultation, &ready),
        _ => Ok(super::routes::missing(studio)),
    }
}

fn run_page(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let (state, seen) = progress(studio, consultation, ready);
    // The settings name the questions, unless an analyst left them to be recognised.
    let questions = ready.arguments.open.len().max(1);
    let asks = ready.config.asks_a_model();
    let seen = seen.unwrap_or_default();
    let done = fraction(&seen, questions, asks);
    let left = match (state, done) {
        // Too early to tell.
        (State::Running, done) if seen.seconds >= 2.0 && done > 0.03 => {
            Some(in_words(seen.seconds * (1.0 - done) / done, language))
        }
        _ => None,
    };
    let failed = match &seen.end {
        Some(End::Failed(why)) => Some(plainly(studio, why)),
        _ => None,
    };
    let current = state == State::Made && is_current(ready, language)?;
    page(
        studio,
        Page {
            template: "run.html",
            title: "run_title",
            step: "run",
            consultation: Some(consultation),
        },
        values! {
            state => name(state),
            current,
            percent => (100.0 * done).floor().min(99.0) as usize,
            steps => steps(&seen, asks, language),
            question => seen.questions.min(questions),
            questions,
            left,
            failed,
            messages => messages(studio, ready),
            partial => state == State::Made && Stamp::read(&ready.place).is_none(),
        },
    )
}

pub(super) fn name(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Running => "running",
        State::Stopped => "stopped",
        State::Failed => "failed",
        State::Made => "made",
    }
}

/// What the run said, line by line.
fn messages(studio: &Studio, ready: &Completed) -> Vec<String> {
    let said = Consultation::watched(&ready.place).messages();
    // What speaks of options and of the settings file is for a terminal.
    let told = said
        .lines()
        .filter(|line| !line.contains(" --") && !line.contains(".toml"));
    told.map(|line| plainly(studio, line)).collect()
}

/// How much of a run is done, from 0 to 1, as far as can be told from its stage.
fn fraction(seen: &Seen, questions: usize, asks: bool) -> f64 {
    let model = if asks { ASKING } else { 0.0 };
    let analysis = (1.0 - READING - WRITING) * (1.0 - model);
    let of_stage = match seen.total {
        0 => 0.0,
        total => (seen.done as f64 / total as f64).min(1.0),
    };
    match seen.stage {
        None | Some(Stage::Reading) => 0.0,
        Some(Stage::Asking) => READING + analysis + model * (1.0 - READING - WRITING) * of_stage,
        Some(Stage::Writing) => 1.0 - WRITING,
        Some(stage) => {
            let total: f64 = SHARES.iter().map(|(_, share)| share).sum();
            let before: f64 = SHARES
                .iter()
                .take_while(|(other, _)| *other != stage)
                .map(|(_, share)| share)
                .sum();
            let own = SHARES.iter().find(|(other, _)| *other == stage);
            let own = own.map_or(0.0, |(_, share)| share * of_stage);
            let question = seen.questions.clamp(1, questions) - 1;
            let inside = (before + own) / total;
            READING + analysis * (question as f64 + inside) / questions as f64
        }
    }
}

fn steps(seen: &Seen, asks: bool, language: Language) -> Vec<Step> {
    let all = [
        (Stage::Reading, "Lecture du fichier", "Reading the file"),
        (
            Stage::Splitting,
            "Découpage des réponses en idées",
            "Splitting answers into ideas",
        ),
        (
            Stage::Embedding,
            "Lecture du sens des idées",
            "Reading what the ideas mean",
        ),
        (
            Stage::Comparing,
            "Comparaison des idées entre elles",
            "Comparing ideas with each other",
        ),
        (
            Stage::Grouping,
            "Regroupement en thèmes",
            "Grouping into themes",
        ),
        (
            Stage::Describing,
            "Titres, citations, signaux faibles",
            "Titles, quotes, weak signals",
        ),
        (
            Stage::Asking,
            "Lecture par le modèle de langage",
            "Reading by the language model",
        ),
        (Stage::Writing, "Écriture du rapport", "Writing the report"),
    ];
    let all: Vec<_> = all
        .into_iter()
        .filter(|(stage, ..)| *stage != Stage::Asking || asks)
        .collect();
    // A run begins by reading.
    let stage = seen.stage.unwrap_or(Stage::Reading);
    let now = all.iter().position(|(other, ..)| *other == stage);
    let ended = seen.end == Some(End::Done);
    all.iter()
        .enumerate()
        .map(|(place, (_, french, english))| Step {
            name: language.choose(*french, *english).to_owned(),
            state: match now {
                _ if ended => "done",
                Some(now) if place < now => "done",
                Some(now) if place == now => "now",
                _ => "later",
            },
        })
        .collect()
}

/// `environ 20 secondes`, `about 3 minutes`.
pub(super) fn in_words(seconds: f64, language: Language) -> String {
    let (count, french, english) = match seconds {
        s if s < 10.0 => {
            return language
                .choose("moins de dix secondes", "less than ten seconds")
                .to_owned();
        }
        s if s < 90.0 => ((s / 10.0).ceil() as usize * 10, "secondes", "seconds"),
        s if s < 5400.0 => ((s / 60.0).ceil() as usize, "minutes", "minutes"),
        s => ((s / 3600.0).ceil() as usize, "heures", "hours"),
    };
    language.choose(
        format!("environ {count} {french}"),
        format!("about {count} {english}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(stage: Stage, questions: usize, done: u64, total: u64) -> Seen {
        Seen {
            stage: Some(stage),
            questions,
            done,
            total,
            ..Seen::default()
        }
    }

    #[test]
    fn a_run_only_goes_forward() {
        for asks in [false, true] {
            let mut stages = vec![seen(Stage::Reading, 0, 0, 0)];
            for question in 1..=3 {
                stages.push(seen(Stage::Splitting, question, 0, 0));
                stages.push(seen(Stage::Embedding, question, 0, 0));
                stages.push(seen(Stage::Comparing, question, 1, 4));
                stages.push(seen(Stage::Comparing, question, 4, 4));
                stages.push(seen(Stage::Grouping, question, 0, 0));
                stages.push(seen(Stage::Describing, question, 0, 0));
            }
            if asks {
                stages.push(seen(Stage::Asking, 3, 1, 10));
                stages.push(seen(Stage::Asking, 3, 9, 10));
            }
            stages.push(seen(Stage::Writing, 3, 0, 0));
            let done: Vec<f64> = stages.iter().map(|s| fraction(s, 3, asks)).collect();
            assert!(done.is_sorted(), "{done:?}");
            assert!(done[0] == 0.0 && done.iter().all(|done| *done < 1.0));
        }
    }

    #[test]
    fn time_left_is_told_in_words() {
        assert_eq!(in_words(3.0, Language::French), "moins de dix secondes");
        assert_eq!(in_words(31.0, Language::French), "environ 40 secondes");
        assert_eq!(in_words(200.0, Language::English), "about 4 minutes");
        assert_eq!(in_words(8000.0, Language::English), "about 3 hours");
    }
}
