//! How far a run is, for the studio that started it and looks on from another process: a
//! small file rewritten several times a second, and one whose presence asks it to stop.
//!
//! Everything is on disk, so that a studio closed and opened again finds the run where it
//! is. A run that is stopped may end anywhere: what it writes, it writes whole.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::estimate::Estimate;
use super::project::write_whole;
use crate::progress::Stage;

/// Names the folder to report to; set by the studio for the runs it starts.
pub(super) const VARIABLE: &str = "CAHIER_WATCH";
/// Says what the run is for, in the studio's word.
pub(super) const TASK: &str = "CAHIER_WATCH_TASK";
/// How far the run is.
const PROGRESS: &str = "progress.json";
/// Asks the run to stop.
const STOP: &str = "stop";
/// Locked as long as the run lives.
const RUNNING: &str = "running";
/// What the run says, line by line.
pub(super) const MESSAGES: &str = "messages.txt";
/// How often the file is written.
const PERIOD: Duration = Duration::from_millis(100);
/// Exit code of a run that was asked to stop.
const STOPPED: i32 = 3;

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Seen {
    /// What it was asked to do, in the studio's word.
    #[serde(default)]
    pub task: String,
    /// What it is doing.
    pub stage: Option<Stage>,
    /// Questions begun.
    pub questions: usize,
    /// Steps of the stage, and how many there are; 0 when nobody knows.
    pub done: u64,
    pub total: u64,
    /// Seconds since it began.
    pub seconds: f64,
    /// What a language model would cost.
    #[serde(default)]
    pub estimate: Option<Estimate>,
    /// How it ended; none while it works, or when it was cut off.
    #[serde(default)]
    pub end: Option<End>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum End {
    Done,
    /// It was asked to.
    Stopped,
    /// For this reason.
    Failed(String),
}

/// The folder through which a run and the studio know of each other.
pub(super) struct Watched {
    folder: PathBuf,
}

struct Watch {
    folder: PathBuf,
    seen: Mutex<Seen>,
    began: Instant,
    // Held to the end of the process.
    _running: File,
}

static WATCH: OnceLock<Watch> = OnceLock::new();

/// Begins to report where somebody looks on. A run works as well without.
pub(super) fn start() {
    let Some(folder) = std::env::var_os(VARIABLE).map(PathBuf::from) else {
        return;
    };
    let Ok(running) = File::create(folder.join(RUNNING)) else {
        return;
    };
    // A studio that looks whether anybody runs holds it for a moment.
    let mut tries = 0..50;
    while let Err(TryLockError::WouldBlock) = running.try_lock() {
        if tries.next().is_none() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    let watch = Watch {
        folder,
        seen: Mutex::new(Seen {
            task: std::env::var(TASK).unwrap_or_default(),
            ..Seen::default()
        }),
        began: Instant::now(),
        _running: running,
    };
    if WATCH.set(watch).is_ok() {
        thread::spawn(|| {
            while let Some(watch) = WATCH.get() {
                if watch.folder.join(STOP).exists() {
                    watch.end(End::Stopped);
                    std::process::exit(STOPPED);
                }
                watch.write();
                thread::sleep(PERIOD);
            }
        });
    }
}

/// Notes something for whoever looks on.
pub(super) fn note(change: impl FnOnce(&mut Seen)) {
    if let Some(watch) = WATCH.get() {
        watch.change(change);
    }
}

/// A stage begins.
pub(super) fn begin(stage: Stage, total: u64) {
    note(|seen| {
        seen.questions += usize::from(stage == Stage::Splitting);
        // Grouping compares again and again, a part of the ideas at a time: that is grouping.
        if (seen.stage, stage) == (Some(Stage::Grouping), Stage::Comparing) {
            (seen.done, seen.total) = (0, 0);
        } else {
            (seen.stage, seen.done, seen.total) = (Some(stage), 0, total);
        }
    });
}

/// Some more steps of it.
pub(super) fn advance(steps: u64) {
    note(|seen| seen.done += steps);
}

/// The run ends.
pub(super) fn ended(end: End) {
    if let Some(watch) = WATCH.get() {
        watch.end(end);
    }
}

impl Watch {
    fn change(&self, change: impl FnOnce(&mut Seen)) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut seen);
    }

    fn end(&self, end: End) {
        self.change(|seen| {
            seen.end.get_or_insert(end);
        });
        self.write();
    }

    /// What cannot be written is not seen; the run goes on.
    fn write(&self) {
        // Held while writing: two threads would take each other's draft away.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.seconds = self.began.elapsed().as_secs_f64();
        if let Ok(bytes) = serde_json::to_vec(&*seen) {
            let _ = write_whole(&self.folder.join(PROGRESS), &bytes);
        }
    }
}

impl Watched {
    pub(super) fn new(folder: &Path) -> Watched {
        Watched {
            folder: folder.to_owned(),
        }
    }

    /// Makes the folder and forgets the run before.
    pub(super) fn clear(&self) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        for name in [PROGRESS, STOP, MESSAGES] {
            match fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// How far the last run is or was; none when there was none.
    pub(super) fn seen(&self) -> Option<Seen> {
        let bytes = fs::read(self.folder.join(PROGRESS)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// True while a run holds its lock.
    pub(super) fn is_running(&self) -> bool {
        let file = File::open(self.folder.join(RUNNING));
        // On a file system without locks nobody can tell: then it is not.
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// Asks the run to stop; it does within a moment.
    pub(super) fn stop(&self) -> std::io::Result<()> {
        fs::write(self.folder.join(STOP), b"")
    }

    /// What the run said.
    pub(super) fn messages(&self) -> String {
        let bytes = fs::read(self.folder.join(MESSAGES)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
