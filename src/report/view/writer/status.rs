//! Statuses in words.

use super::*;
use crate::synthesis::{FindingKind, State, Status};
use crate::themes::findings::Passage;

/// Months as they stand in a date.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "January"],
    ["février", "February"],
    ["mars", "March"],
    ["avril", "April"],
    ["mai", "May"],
    ["juin", "June"],
    ["juillet", "July"],
    ["août", "August"],
    ["septembre", "September"],
    ["octobre", "October"],
    ["novembre", "November"],
    ["décembre", "December"],
];

impl Writer<'_> {
    pub(super) fn state(&self, synthesis: &Synthesis) -> StateView {
        let validation = synthesis.validation();
        if validation.is_complete() {
            let (by, on) = (
                validation.by.join(", "),
                validation.last.unwrap_or_default(),
            );
            let holes = [("by", by.as_str()), ("on", &day(&on, self.language))];
            return StateView {
                draft: false,
                name: self.say("banner_validated", &[]),
                detail: self.say("banner_validated_by", &holes),
            };
        }
        let mut detail = self.say("banner_reread", &[]);
        if !validation.by.is_empty() {
            let waiting = wording::number(validation.waiting, self.language);
            detail = format!(
                "{detail} {}",
                self.say("banner_waiting", &[("count", &waiting)])
            );
        }
        StateView {
            draft: true,
            name: self.say("banner_draft", &[]),
            detail,
        }
    }

    pub(super) fn theme_status(&self, result: &ThemeResult) -> Option<StatusView> {
        let status = result.status.as_ref()?;
        Some(match status.state {
            State::Modified => self.status(status, "status_theme_modified"),
            _ => self.status(status, "status_theme_retained"),
        })
    }

    pub(super) fn finding_status(
        &self,
        question: &QuestionResult,
        kind: FindingKind,
        passage: &Passage,
    ) -> Option<StatusView> {
        let status = &question.status_of(kind, passage)?.status;
        Some(match status.state {
            State::Dismissed => self.status(status, "status_dismissed"),
            _ => self.status(status, "status_retained"),
        })
    }

    fn status(&self, status: &Status, key: &str) -> StatusView {
        let on = day(&status.on, self.language);
        let mut text = self.say(key, &[("by", &status.by), ("on", &on)]);
        if let Some(why) = &status.why {
            text = format!("{text} {}", self.say("status_why", &[("why", why)]));
        }
        StatusView {
            text,
            dismissed: status.state == State::Dismissed,
        }
    }
}

/// `23 novembre 2026`; as it is where it is no date.
pub(in crate::report) fn day(on: &str, language: Language) -> String {
    let parts: Vec<&str> = on.split('-').collect();
    let named = |month: &str| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?);
    match parts[..] {
        [year, month, day] => match (named(month), day.parse::<u8>()) {
            (Some([french, english]), Ok(day)) => {
                let month = language.choose(french, english);
                let first = language.choose("1er".to_owned(), "1".to_owned());
                let day = if day == 1 { first } else { day.to_string() };
                format!("{day} {month} {year}")
            }
            _ => on.to_owned(),
        },
        _ => on.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_people_write_it() {
        assert_eq!(day("2026-11-01", Language::French), "1er novembre 2026");
        assert_eq!(day("2026-02-23", Language::English), "23 February 2026");
        assert_eq!(day("bientôt", Language::French), "bientôt");
        assert_eq!(day("2026-13-01", Language::French), "2026-13-01");
    }
}
