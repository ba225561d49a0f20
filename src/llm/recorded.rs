//! Replies on disk: what was asked once is not paid for, nor waited for, again.
//!
//! One file per reply, named by everything the reply depends on. A rerun with the same
//! data, prompts and model therefore gives the same bytes. The files hold what a model
//! said about citizens' answers: only their owner may read them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{Failure, LanguageModel, ModelCard, Reply, Request, private, wire};

/// Largest file that is read as a reply, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A model whose replies are kept in a folder.
pub struct Recorded<M> {
    inner: Option<M>,
    card: ModelCard,
    folder: PathBuf,
    under_way: Mutex<BTreeMap<String, Arc<Pending>>>,
    hits: AtomicU64,
    misses: AtomicU64,
    unsaved: AtomicU64,
}

/// What became of the questions, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recordings {
    /// Replies found in the folder, or shared with an equal question under way.
    pub hits: u64,
    /// Questions for which there was none.
    pub misses: u64,
    /// Good replies that could not be written.
    pub unsaved: u64,
}

/// A question under way, for those who ask the same meanwhile.
#[derive(Default)]
struct Pending {
    result: Mutex<Option<Result<Reply, Failure>>>,
    done: Condvar,
}

impl<M: LanguageModel> Recorded<M> {
    /// Asks `inner` what the folder does not hold. Makes the folder where there is none.
    pub fn new(inner: M, folder: &Path) -> io::Result<Recorded<M>> {
        private::folder(folder)?;
        let card = inner.card();
        Ok(Recorded::with(Some(inner), card, folder))
    }

    /// Asks nobody: a question without a recorded reply is [`Failure::Unreachable`]. The
    /// card is that of the model that was recorded.
    pub fn replay(card: ModelCard, folder: &Path) -> Recorded<M> {
        Recorded::with(None, card, folder)
    }

    fn with(inner: Option<M>, card: ModelCard, folder: &Path) -> Recorded<M> {
        Recorded {
            inner,
            card,
            folder: folder.to_owned(),
            under_way: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            unsaved: AtomicU64::new(0),
        }
    }

    /// The model that is asked; none in a replay.
    pub fn inner(&self) -> Option<&M> {
        self.inner.as_ref()
    }

    /// What became of the questions so far.
    pub fn recordings(&self) -> Recordings {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Recordings {
            hits: read(&self.hits),
            misses: read(&self.misses),
            unsaved: read(&self.unsaved),
        }
    }

    fn recorded(&self, name: &str) -> Option<Reply> {
        let path = self.folder.join(name);
        if fs::metadata(&path).ok()?.len() > LARGEST {
            return None;
        }
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    fn ask_and_record(&self, name: &str, request: &Request) -> Result<Reply, Failure> {
        if let Some(reply) = self.recorded(name) {
            self.hits.fetch_add(1, Ordering::Relaxed);
            return Ok(reply);
        }
        self.misses.fetch_add(1, Ordering::Relaxed);
        let inner = self.inner.as_ref().ok_or(Failure::Unreachable)?;
        let reply = inner.ask(request)?;
        let bytes = serde_json::to_vec(&reply).unwrap_or_default();
        if bytes.is_empty() || private::write(&self.folder, name, &bytes).is_err() {
            self.unsaved.fetch_add(1, Ordering::Relaxed);
        }
        Ok(reply)
    }
}

impl<M: LanguageModel> LanguageModel for Recorded<M> {
    fn card(&self) -> ModelCard {
        self.card.clone()
    }

    fn slots(&self) -> usize {
        self.inner.as_ref().map_or(1, LanguageModel::slots)
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        let name = name(&self.card, request);
        let (pending, first) = {
            let mut under_way = lock(&self.under_way);
            match under_way.get(&name) {
                Some(pending) => (Arc::clone(pending), false),
                None => {
                    let pending = Arc::new(Pending::default());
                    under_way.insert(name.clone(), Arc::clone(&pending));
                    (pending, true)
                }
            }
        };
        if !first {
            let result = pending.wait();
            self.hits
                .fetch_add(u64::from(result.is_ok()), Ordering::Relaxed);
            return result;
        }
        let mut closing = Closing {
            under_way: &self.under_way,
            pending: &pending,
            name: &name,
            result: Err(Failure::Unreachable),
        };
        closing.result = self.ask_and_record(&name, request);
        closing.result.clone()
    }
}

/// Gives those who wait a result whatever happens to the one who asked.
struct Closing<'a> {
    under_way: &'a Mutex<BTreeMap<String, Arc<Pending>>>,
    pending: &'a Pending,
    name: &'a str,
    result: Result<Reply, Failure>,
}

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        *lock(&self.pending.result) = Some(self.result.clone());
        self.pending.done.notify_all();
        lock(self.under_way).remove(self.name);
    }
}

impl Pending {
    fn wait(&self) -> Result<Reply, Failure> {
        let mut result = lock(&self.result);
        loop {
            if let Some(result) = result.as_ref() {
                return result.clone();
            }
            result = self
                .done
                .wait(result)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Name of the file of a reply: SHA-256 of all that the reply depends on, each part with
/// its length so that no two questions run into each other.
fn name(card: &ModelCard, request: &Request) -> String {
    let schema = request.schema.to_string();
    let settings = format!("{} 0 {}", request.max_tokens, wire::SEED);
    let parts = [
        "1",
        &card.model,
        &card.host,
        &request.prompt,
        &request.system,
        &request.user,
        &schema,
        &settings,
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digits: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    format!("{digits}.json")
}
