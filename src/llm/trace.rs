//! Prompts and replies in a folder, one file per call, when somebody looks into a fault.
//! They hold what citizens wrote: only their owner may read them. The key is not in them,
//! even where a server says it back.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::private;
use super::server::{Secret, ServerError};
use super::transport::Answer;

/// Where calls are written to.
pub(super) struct Trace {
    folder: PathBuf,
    key: Option<Secret>,
    next: AtomicU64,
}

impl Trace {
    pub(super) fn open(folder: &Path, key: Option<Secret>) -> Result<Trace, ServerError> {
        private::folder(folder).map_err(|_| ServerError::NoTrace)?;
        Ok(Trace {
            folder: folder.to_owned(),
            key,
            next: AtomicU64::new(1),
        })
    }

    /// Writes a call and its answer; a trace that cannot be written stops nothing.
    pub(super) fn write(&self, body: &Value, answer: Option<&Answer>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let call = json!({
            "request": body,
            "status": answer.map(|answer| answer.status),
            "reply": answer.map(|answer| String::from_utf8_lossy(&answer.body)),
        });
        let mut text = format!("{call:#}\n");
        if let Some(key) = self.key.as_ref().map(Secret::expose)
            && !key.is_empty()
        {
            text = text.replace(key, "…");
        }
        let name = format!("{}-{number:06}.json", std::process::id());
        // The run goes on without its trace.
        let _ = private::write(&self.folder, &name, text.as_bytes());
    }
}
