//! What people made of the result, as the documents print it.

use serde::Serialize;

/// Draft or validated: on every page.
#[derive(Serialize)]
pub(in crate::report) struct StateView {
    /// False once people have read all that must be read.
    pub draft: bool,
    /// `PROJET, à relire`.
    pub name: String,
    /// Who validated it and when, or what is still to be read.
    pub detail: String,
}

/// What a person made of a theme or a finding, in words.
#[derive(Serialize)]
pub(in crate::report) struct StatusView {
    pub text: String,
    /// True for a finding a person dismissed: it stays to be read, and is counted no more.
    pub dismissed: bool,
}
