//! The sheet of themes read back.

use std::collections::HashMap;

use super::grid::{Marks, Row};
use super::titles::Titles;
use super::{Decision, Fault, Reading};
use crate::report::review_workbook::themes::DECISIONS;
use crate::review::Target;
use crate::synthesis::{QuestionResult, ThemeResult};
use crate::themes::ThemeId;

impl Reading<'_> {
    /// Decisions about themes; gives the new titles, under which other sheets may name them.
    pub(super) fn themes(&mut self) -> HashMap<ThemeId, String> {
        let forms = self.forms;
        let questions = &self.base.synthesis.questions;
        let all: Vec<(&QuestionResult, &ThemeResult)> = questions
            .iter()
            .flat_map(|question| question.themes.iter().map(move |theme| (question, theme)))
            .collect();
        let marks = Marks {
            sheet: forms.word("sheet_themes"),
            mark: forms.word("col_theme"),
            text: forms.word("col_title"),
            inputs: ["col_decision", "col_new_title", "col_merge", "col_why"]
                .map(|key| forms.word(key))
                .into(),
            rows: all
                .iter()
                .map(|(_, result)| (result.theme.id.0.clone(), result.theme.title.as_str()))
                .collect(),
        };
        let rows = self.rows(&marks);
        let renamed: HashMap<ThemeId, String> = rows
            .iter()
            .map(|(place, row)| {
                let title = row.said(forms.word("col_new_title"));
                (all[*place].1.theme.id.clone(), title)
            })
            .filter(|(_, title)| !title.is_empty())
            .collect();
        for (place, row) in &rows {
            let (question, result) = all[*place];
            self.theme(&Titles::new(question, &renamed), result, row);
        }
        renamed
    }

    fn theme(&mut self, titles: &Titles<'_>, result: &ThemeResult, row: &Row<'_>) {
        let forms = self.forms;
        let heading = forms.word("col_decision");
        let theme = result.theme.id.clone();
        let why = Some(row.said(forms.word("col_why"))).filter(|why| !why.is_empty());
        let before = result.status.as_ref();
        let key = self.decision(row, &DECISIONS);
        let Some(key) = key else {
            if row.cell(heading).is_empty() {
                self.unused(row, None, &["col_new_title", "col_merge"]);
                self.undecided(row, before.is_some(), before.and_then(|s| s.why.as_ref()));
            }
            return;
        };
        let place = row.place(heading);
        match key {
            "rename" => {
                self.unused(row, Some(key), &["col_merge"]);
                let heading = forms.word("col_new_title");
                let title = row.said(heading);
                if title.is_empty() {
                    let fault = Fault::Needs(heading.to_owned());
                    return self.fault(row.place(heading), fault);
                }
                if title != result.theme.title {
                    let renamed = Decision::Rename {
                        theme: theme.clone(),
                        title,
                    };
                    self.decide(row.place(heading), renamed);
                }
                self.decide(place, Decision::Validate { theme, why });
            }
            "merge" => {
                self.unused(row, Some(key), &["col_new_title"]);
                let heading = forms.word("col_merge");
                let (said, place) = (row.said(heading), row.place(heading));
                if said.is_empty() {
                    return self.fault(place, Fault::Needs(heading.to_owned()));
                }
                match titles.target(&said) {
                    Ok(Target::Theme(into)) => {
                        self.decide(place, Decision::Merge { theme, into, why });
                    }
                    Ok(Target::New(said)) => self.fault(place, Fault::UnknownTheme(said)),
                    Err(fault) => self.fault(place, fault),
                }
            }
            other => {
                self.unused(row, Some(key), &["col_new_title", "col_merge"]);
                let unchanged = before.is_some_and(|status| status.why == why);
                match other {
                    "validate" if unchanged => {}
                    "validate" => self.decide(place, Decision::Validate { theme, why }),
                    "delete" => self.decide(place, Decision::Delete { theme, why }),
                    _ if before.is_some() => self.decide(place, Decision::Reopen { theme }),
                    _ => {}
                }
            }
        }
    }

    /// What is told of a row without a decision: a reason that stands alone, a status that
    /// was emptied.
    pub(super) fn undecided(&mut self, row: &Row<'_>, decided: bool, why: Option<&String>) {
        let forms = self.forms;
        let heading = forms.word("col_why");
        let said = row.said(heading);
        if decided {
            let reopen = forms.word("reopen").to_owned();
            self.warn(
                row.place(forms.word("col_decision")),
                Fault::Cleared { reopen },
            );
        } else if !said.is_empty() && Some(&said) != why {
            self.warn(row.place(heading), Fault::Undecided(heading.to_owned()));
        }
    }
}
