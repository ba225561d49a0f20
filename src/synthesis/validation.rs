//! What people have to read in a result, and how far they have: themes and findings with
//! the status each was given.

use std::collections::BTreeSet;

use super::{FindingKind, FindingStatus, QuestionResult, Status, Synthesis};
use crate::themes::findings::Passage;

/// A finding as people decide about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    /// Which kind.
    pub kind: FindingKind,
    /// The passage that stands for it.
    pub passage: Passage,
    /// All its passages, that one among them.
    pub passages: Vec<Passage>,
}

impl QuestionResult {
    /// The findings of one kind, in the order of the report. Cost: linear in their passages.
    pub fn readable(&self, kind: FindingKind) -> Vec<Readable> {
        let found = &self.findings;
        let finding = |passage: Passage, passages: Vec<Passage>| Readable {
            kind,
            passage,
            passages,
        };
        match kind {
            FindingKind::Alert => found
                .alerts
                .iter()
                .map(|a| finding(a.passage.clone(), vec![a.passage.clone()]))
                .collect(),
            FindingKind::Signal => found
                .weak_signals
                .iter()
                .filter_map(|signal| {
                    let passages: Vec<Passage> = signal
                        .mentions
                        .iter()
                        .map(|mention| Passage {
                            answer: mention.answer.clone(),
                            span: mention.span,
                        })
                        .collect();
                    Some(finding(passages.first()?.clone(), passages))
                })
                .collect(),
            FindingKind::Lead => found
                .leads
                .iter()
                .map(|lead| finding(lead.passage.clone(), lead.passages.clone()))
                .collect(),
        }
    }

    /// What people made of the finding this passage stands for.
    pub fn status_of(&self, kind: FindingKind, passage: &Passage) -> Option<&FindingStatus> {
        let mut statuses = self.statuses.iter();
        statuses.find(|status| status.kind == kind && status.passage == *passage)
    }

    /// Themes, weak signals and alerts of it still to be read.
    pub fn waiting(&self) -> usize {
        let themes = self.themes.iter().filter(|t| t.status.is_none()).count();
        let kinds = [FindingKind::Alert, FindingKind::Signal];
        let findings = kinds.into_iter().flat_map(|kind| self.readable(kind));
        let findings = findings.filter(|f| self.status_of(f.kind, &f.passage).is_none());
        themes + findings.count()
    }
}

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
    /// True when people have read everything that must be read.
    pub fn is_complete(&self) -> bool {
        self.waiting == 0 && !self.by.is_empty()
    }
}

impl Synthesis {
    /// Counts what is still to be read. Cost: linear in themes, and in findings times
    /// statuses.
    pub fn validation(&self) -> Validation {
        let statuses = || {
            self.questions.iter().flat_map(|question| {
                let themes = question.themes.iter().filter_map(|t| t.status.as_ref());
                let findings = question.statuses.iter().map(|s| &s.status);
                themes.chain(findings)
            })
        };
        let by: BTreeSet<&String> = statuses().map(|status: &Status| &status.by).collect();
        Validation {
            waiting: self.questions.iter().map(QuestionResult::waiting).sum(),
            by: by.into_iter().cloned().collect(),
            last: statuses().map(|status| status.on.clone()).max(),
        }
    }
}
