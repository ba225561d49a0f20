//! The sheets of answers read back: answers moved, themes split.

use std::collections::{BTreeMap, HashMap};

use super::grid::{Marks, Row};
use super::titles::{Titles, is_near};
use super::{Decision, Fault, Place, Reading};
use crate::report::review_workbook::forms;
use crate::review::Target;
use crate::review::check::same;
use crate::synthesis::{AnswerRecord, QuestionResult};
use crate::themes::ThemeId;

/// New titles that are compared with one another; people do not found more.
const COMPARED: usize = 200;

impl Reading<'_> {
    pub(super) fn answers(&mut self, renamed: &HashMap<ThemeId, String>) {
        for question in &self.base.synthesis.questions {
            self.answers_of(question, renamed);
        }
    }

    fn answers_of(&mut self, question: &QuestionResult, renamed: &HashMap<ThemeId, String>) {
        let forms = self.forms;
        let others: Vec<String> = (1..=forms::others(question))
            .map(|number| forms.other(number))
            .collect();
        let main = forms.word("col_main");
        let mut inputs = vec![main];
        inputs.extend(others.iter().map(String::as_str));
        let sheet = forms.answers_sheet(question);
        let marks = Marks {
            sheet: &sheet,
            mark: forms.word("col_answer"),
            text: forms.word("col_text"),
            inputs: inputs.clone(),
            rows: question
                .answers
                .iter()
                .map(|answer| (answer.id.0.clone(), answer.text.as_str()))
                .collect(),
        };
        let titles = Titles::new(question, renamed);
        let mut new: BTreeMap<String, (String, Place)> = BTreeMap::new();
        for (place, row) in self.rows(&marks) {
            let answer = &question.answers[place];
            let Some(themes) = self.targets(&titles, &row, &inputs) else {
                continue;
            };
            for target in &themes {
                if let Target::New(title) = target {
                    let cell = inputs.iter().find(|h| same(row.cell(h)) == same(title));
                    let cell = row.place(cell.unwrap_or(&main));
                    new.entry(same(title)).or_insert((title.clone(), cell));
                }
            }
            if !stays(answer, &themes) {
                let decision = Decision::Move {
                    question: question.question.id.clone(),
                    answer: answer.id.clone(),
                    themes,
                };
                self.decide(row.place(main), decision);
            }
        }
        self.near_titles(&titles, &new);
    }

    /// The themes of a row; none where a cell is at fault, which is told.
    fn targets(
        &mut self,
        titles: &Titles<'_>,
        row: &Row<'_>,
        inputs: &[&str],
    ) -> Option<Vec<Target>> {
        let none = self.forms.word("none");
        let mut targets = Vec::new();
        let mut whole = true;
        for heading in inputs {
            let said = row.cell(heading);
            if said.is_empty() || same(said) == same(none) {
                continue;
            }
            match titles.target(said) {
                Ok(target) if targets.contains(&target) => {}
                Ok(target) => targets.push(target),
                Err(fault) => {
                    whole = false;
                    self.fault(row.place(heading), fault);
                }
            }
        }
        let main = inputs.first().copied().unwrap_or("");
        let said = row.cell(main);
        // "No theme" is said, never left to an emptied cell.
        if said.is_empty() || (same(said) == same(none) && !targets.is_empty()) {
            let none = none.to_owned();
            self.fault(row.place(main), Fault::NoMain { none });
            return None;
        }
        whole.then_some(targets)
    }

    /// Tells new titles that may be mistyped: near those of themes, near one another.
    fn near_titles(&mut self, titles: &Titles<'_>, new: &BTreeMap<String, (String, Place)>) {
        let mut seen: Vec<&String> = Vec::new();
        for (title, place) in new.values() {
            let other = || seen.iter().find(|other| is_near(title, other));
            let near = titles.near(title).map(str::to_owned);
            if let Some(near) = near.or_else(|| other().map(|other| (*other).clone())) {
                let title = title.clone();
                self.warn(place.clone(), Fault::NearTitle { title, near });
            }
            if seen.len() < COMPARED {
                seen.push(title);
            }
        }
    }
}

/// True where an answer has these themes already; the order of the further ones says nothing.
fn stays(answer: &AnswerRecord, themes: &[Target]) -> bool {
    let is = |id: &ThemeId, target: &Target| matches!(target, Target::Theme(t) if t == id);
    let holds = |target: &Target| answer.themes.iter().any(|id| is(id, target));
    answer.themes.len() == themes.len()
        && themes.iter().all(holds)
        && match (answer.themes.first(), themes.first()) {
            (Some(id), Some(target)) => is(id, target),
            _ => true,
        }
}
