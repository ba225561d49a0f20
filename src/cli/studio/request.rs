//! What a page asks and what it gets, and what all pages share.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Child;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::consultation::Consultation;
use super::guard::Keys;
use super::loaded::Loaded;
use super::person::Person;
use super::recognised::Recognised;
use super::shelf::Shelf;
use crate::language::Language;

/// Everything that outlives a request. All of it can be made again from disk.
pub(super) struct Studio {
    pub keys: Keys,
    language: RwLock<Language>,
    pub person: Person,
    shelf: RwLock<Option<Shelf>>,
    /// Results read, by folder.
    pub results: Mutex<HashMap<PathBuf, Arc<Loaded>>>,
    /// Exports read, by folder.
    pub exports: Mutex<HashMap<PathBuf, Arc<Recognised>>>,
    /// Runs started by this studio, by folder.
    pub children: Mutex<HashMap<PathBuf, Child>>,
    /// Held while decisions are written: one at a time.
    pub deciding: Mutex<()>,
}

/// A form's fields, in their order.
pub(super) type Fields = Vec<(String, String)>;

/// A request that was let in.
pub(super) struct Request {
    /// The parts of its address behind the token.
    pub path: Vec<String>,
    /// What stands behind the `?`.
    pub query: Fields,
    /// The form, for what changes something.
    pub form: Option<Fields>,
}

impl Reply {
    /// The same page, as what says why something was not done.
    pub(super) fn refusing(self) -> Reply {
        match self {
            Reply::Page(text) => Reply::Refusal(422, text),
            other => other,
        }
    }
}

/// What a browser gets.
pub(super) enum Reply {
    /// A page.
    Page(String),
    /// A page that says why not.
    Refusal(u16, String),
    /// Another page, by its address behind the token.
    To(String),
    /// A file of a report, shown or saved.
    Document {
        name: String,
        bytes: Vec<u8>,
        save: bool,
    },
    /// A file of the studio itself.
    Asset(&'static str, String),
}

impl Studio {
    pub(super) fn new(
        keys: Keys,
        language: Language,
        person: Person,
        shelf: Option<Shelf>,
    ) -> Studio {
        Studio {
            keys,
            language: RwLock::new(language),
            person,
            shelf: RwLock::new(shelf),
            results: Mutex::default(),
            exports: Mutex::default(),
            children: Mutex::default(),
            deciding: Mutex::default(),
        }
    }

    pub(super) fn language(&self) -> Language {
        *self.language.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn speak(&self, language: Language) {
        *self
            .language
            .write()
            .unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// Where the consultations are, once somebody has said so.
    pub(super) fn shelf(&self) -> Option<Shelf> {
        self.shelf
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn move_to(&self, shelf: Shelf) {
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Some(shelf);
    }

    /// The consultation of this name, where there is one in the folder that was said.
    pub(super) fn consultation(&self, name: &str) -> Option<Consultation> {
        self.shelf()?.find(name)
    }
}

/// A lock that another thread's panic does not spoil: what it guards is whole or made again.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first field of this name; empty where there is none.
pub(super) fn field<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    let mut found = fields.iter().filter(|(key, _)| key == name);
    found.next().map_or("", |(_, value)| value.trim())
}

/// All fields of this name.
pub(super) fn fields_of<'f>(fields: &'f [(String, String)], name: &str) -> Vec<&'f str> {
    let found = fields.iter().filter(|(key, _)| key == name);
    found.map(|(_, value)| value.trim()).collect()
}
