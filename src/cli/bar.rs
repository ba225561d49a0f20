//! Progress on stderr, for anything that takes more than a second at a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::watch;
use crate::language::Language;
use crate::progress::{Progress, Stage};

/// A bar that stays hidden during the first second.
pub(super) struct Bar {
    bar: ProgressBar,
    language: Language,
    started: Instant,
    shown: Mutex<bool>,
    tokens: AtomicU64,
}

impl Bar {
    pub(super) fn new(language: Language) -> Bar {
        Bar {
            bar: ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden()),
            language,
            started: Instant::now(),
            shown: Mutex::new(!std::io::stderr().is_terminal()),
            tokens: AtomicU64::new(0),
        }
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show_when_slow(&self) {
        if self.started.elapsed() < Duration::from_secs(1) {
            return;
        }
        if let Ok(mut shown) = self.shown.lock()
            && !*shown
        {
            *shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, total: u64) {
        watch::begin(stage, total);
        let template = match (stage, total) {
            (_, 0) => "{msg} {spinner}",
            (Stage::Asking, _) => "{msg} {wide_bar} {pos}/{len}  {prefix}  {eta}",
            _ => "{msg} {wide_bar} {percent} %  {eta}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(total);
        self.bar.set_position(0);
        self.bar.set_message(name(stage, self.language));
        self.show_when_slow();
    }

    fn advance(&self, steps: u64) {
        watch::advance(steps);
        self.bar.inc(steps);
        self.show_when_slow();
    }

    fn spend(&self, tokens: u64) {
        let spent = self.tokens.fetch_add(tokens, Ordering::Relaxed) + tokens;
        let word = self.language.choose("jetons", "tokens");
        self.bar.set_prefix(format!("{spent} {word}"));
        self.show_when_slow();
    }
}

fn name(stage: Stage, language: Language) -> &'static str {
    let (french, english) = match stage {
        Stage::Reading => ("Lecture", "Reading"),
        Stage::Splitting => ("Découpage en idées", "Splitting into ideas"),
        Stage::Embedding => ("Représentation des idées", "Representing ideas"),
        Stage::Comparing => ("Comparaison des idées", "Comparing ideas"),
        Stage::Grouping => ("Regroupement en thèmes", "Grouping into themes"),
        Stage::Describing => ("Titres et citations", "Titles and quotes"),
        Stage::Asking => ("Modèle de langage", "Language model"),
        Stage::Writing => ("Écriture du rapport", "Writing the report"),
    };
    language.choose(french, english)
}
