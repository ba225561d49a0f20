//! A result shown again as people decided since it was made, beside what a later run with
//! these decisions makes of it.
#![allow(clippy::unwrap_used)]

mod against_a_run;
mod any_order;
mod around;
mod taken_back;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use cahier::answers::{AnswerId, ColumnMap, ColumnRequest, QuestionId, guess_roles};
use cahier::embeddings::BuiltInEmbedder;
use cahier::ingest::{self, Source};
use cahier::pipeline::{Memory, RunSettings, run_again};
use cahier::progress::Silent;
use cahier::review::{Decision, Refusal, Target, apply};
use cahier::synthesis::{Decisions, QuestionResult, Synthesis, Unplaced};
use cahier::themes::ThemeId;
use cahier::themes::findings::Passage;
use cahier::themes::known::KnownThemes;

const BY: &str = "Zoé Martin";
const DAY: &str = "2026-11-23";

/// The groups of one run, for the next.
struct Kept(Mutex<HashMap<String, Vec<u8>>>);

impl Memory for Kept {
    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        self.0
            .lock()
            .unwrap()
            .insert(key.to_owned(), bytes.to_vec());
    }
}

fn analysed(known: Vec<KnownThemes>) -> Synthesis {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/mobilite.csv");
    let csv = fs::read(sample).unwrap();
    let export = ingest::open_bytes("mobilite.csv", &csv, &Source::default()).unwrap();
    let request = ColumnRequest {
        open: vec!["N".to_owned(), "O".to_owned()],
        id: Some("A".to_owned()),
        segments: vec!["H".to_owned(), "I".to_owned()],
    };
    let settings = RunSettings {
        columns: ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap(),
        known,
        ..RunSettings::default()
    };
    let table = export.load(&settings.columns.used()).unwrap();
    let embedder = BuiltInEmbedder::load().unwrap();
    let kept = KEPT.get_or_init(|| Kept(Mutex::default()));
    run_again(&table, &settings, &embedder, None, kept, &Silent).unwrap()
}

/// The result of a run that nothing was decided about.
fn run() -> Synthesis {
    static RUN: OnceLock<Synthesis> = OnceLock::new();
    RUN.get_or_init(|| analysed(Vec::new())).clone()
}

/// The result of a run that knows what was decided.
fn later(decisions: &Decisions) -> Synthesis {
    let questions = decisions.questions.iter();
    let mut later = analysed(questions.map(|(_, decided)| decided.to_keep()).collect());
    later.put(decisions);
    later
}

/// A person who decides one thing at a time, and what is shown to them.
struct Studio {
    run: Synthesis,
    shown: Synthesis,
    decisions: Option<Decisions>,
    unplaced: Vec<Unplaced>,
}

impl Studio {
    fn new(run: Synthesis) -> Studio {
        Studio {
            shown: run.clone(),
            run,
            decisions: None,
            unplaced: Vec::new(),
        }
    }

    fn tried(&mut self, decision: Decision) -> Result<(), Vec<Refusal>> {
        let earlier = self.decisions.as_ref();
        let reviewed = apply(&self.shown, earlier, &[decision], BY, DAY)?;
        self.show(reviewed.decisions);
        Ok(())
    }

    fn decide(&mut self, decision: Decision) {
        self.tried(decision).unwrap();
    }

    fn show(&mut self, decisions: Decisions) {
        self.shown = self.run.clone();
        self.unplaced = self.shown.recount(&decisions);
        self.decisions = Some(decisions);
        self.shown.check().unwrap();
        for (then, now) in self.run.questions.iter().zip(&self.shown.questions) {
            let texts = |q: &QuestionResult| -> Vec<(AnswerId, String)> {
                let answers = q.answers.iter();
                answers.map(|a| (a.id.clone(), a.text.clone())).collect()
            };
            assert_eq!(texts(then), texts(now));
        }
    }

    /// Goes on from a later run, which knows what was decided.
    fn go_on_from(self, later: Synthesis) -> Studio {
        Studio {
            decisions: self.decisions,
            ..Studio::new(later)
        }
    }

    fn decisions(&self) -> &Decisions {
        self.decisions.as_ref().unwrap()
    }

    fn question(&self) -> &QuestionResult {
        &self.shown.questions[0]
    }

    fn members(&self, id: &str) -> Vec<AnswerId> {
        let themes = self.question().themes.iter();
        let mut own = themes.filter(|result| result.theme.id.0 == id);
        let members = own.next().map(|result| &result.theme.members);
        let members = members.into_iter().flatten();
        members.map(|member| member.answer.clone()).collect()
    }
}

fn theme(id: &str) -> ThemeId {
    ThemeId(id.to_owned())
}

fn rename(id: &str, title: &str) -> Decision {
    Decision::Rename {
        theme: theme(id),
        title: title.to_owned(),
    }
}

fn merge(id: &str, into: &str) -> Decision {
    Decision::Merge {
        theme: theme(id),
        into: theme(into),
        why: None,
    }
}

fn split(id: &str, title: &str, answers: &[AnswerId]) -> Decision {
    Decision::Split {
        theme: theme(id),
        title: title.to_owned(),
        answers: answers.to_vec(),
    }
}

fn send(answer: &AnswerId, themes: &[Target]) -> Decision {
    Decision::Move {
        question: QuestionId("Q1".to_owned()),
        answer: answer.clone(),
        themes: themes.to_vec(),
    }
}

fn to(id: &str) -> Target {
    Target::Theme(theme(id))
}

fn delete(id: &str) -> Decision {
    Decision::Delete {
        theme: theme(id),
        why: None,
    }
}

fn validate(id: &str) -> Decision {
    Decision::Validate {
        theme: theme(id),
        why: None,
    }
}

fn reopen(id: &str) -> Decision {
    Decision::Reopen { theme: theme(id) }
}

/// A quote of a theme, kept or rejected.
fn quote(question: &QuestionResult, id: &str, place: usize, keep: bool) -> Decision {
    let mut themes = question.themes.iter();
    let found = themes.find(|result| result.theme.id.0 == id).unwrap();
    let quote = &found.theme.quotes[place];
    Decision::Quote {
        theme: theme(id),
        passage: Passage {
            answer: quote.answer.clone(),
            span: quote.span,
        },
        keep,
    }
}
