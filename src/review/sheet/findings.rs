//! The sheets of alerts, weak signals and leads read back.

use super::grid::Marks;
use super::{Decision, Reading};
use crate::report::review_workbook::findings::DECISIONS;
use crate::report::review_workbook::forms::{finding_mark, finding_sheet};
use crate::synthesis::{FindingKind, QuestionResult, Readable, State};

impl Reading<'_> {
    pub(super) fn findings(&mut self) {
        for kind in [FindingKind::Alert, FindingKind::Signal, FindingKind::Lead] {
            self.kind(kind);
        }
    }

    fn kind(&mut self, kind: FindingKind) {
        let forms = self.forms;
        let mut all: Vec<(&QuestionResult, String, Readable)> = Vec::new();
        for question in &self.base.synthesis.questions {
            let found = question.readable(kind).into_iter().enumerate();
            all.extend(
                found.map(|(place, finding)| {
                    (question, finding_mark(question, kind, place), finding)
                }),
            );
        }
        let marks = Marks {
            sheet: forms.word(finding_sheet(kind)),
            mark: forms.word("col_number"),
            text: forms.word("col_answer"),
            inputs: ["col_decision", "col_why"]
                .map(|key| forms.word(key))
                .into(),
            rows: all
                .iter()
                .map(|(_, mark, finding)| (mark.clone(), finding.passage.answer.0.as_str()))
                .collect(),
        };
        let (heading, why) = (forms.word("col_decision"), forms.word("col_why"));
        for (place, row) in self.rows(&marks) {
            let (question, _, finding) = &all[place];
            let before = question.status_of(kind, &finding.passage);
            let before = before.map(|found| &found.status);
            let key = self.decision(&row, &DECISIONS);
            let why = Some(row.said(why)).filter(|why| !why.is_empty());
            let state = match key {
                Some("retain") => Some(State::Retained),
                Some("dismiss") => Some(State::Dismissed),
                Some(_) => None,
                None => {
                    if row.cell(heading).is_empty() {
                        let why = before.and_then(|status| status.why.as_ref());
                        self.undecided(&row, before.is_some(), why);
                    }
                    continue;
                }
            };
            let unchanged = match before {
                Some(status) => Some(status.state) == state && status.why == why,
                None => state.is_none(),
            };
            if !unchanged {
                let decision = Decision::Finding {
                    question: question.question.id.clone(),
                    kind,
                    passage: finding.passage.clone(),
                    why: why.filter(|_| state.is_some()),
                    state,
                };
                self.decide(row.place(heading), decision);
            }
        }
    }
}
