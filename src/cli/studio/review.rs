//! The pages on which people read themes, answers and findings, and correct them.

mod answers;
mod cards;
mod found;
mod theme;

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::super::output;
use super::super::project::{Place, Stamp};
use super::consultation::{Consultation, State};
use super::decide;
use super::history::{History, SHOWN};
use super::loaded::{Loaded, loaded};
use super::pages::{Page, merged, page, values};
use super::request::{Reply, Request, Studio, field};
use super::routes;
use super::work::progress;
use crate::language::Language;
use crate::synthesis::{FindingKind, QuestionResult};

/// Answers on one page.
const PER_PAGE: usize = 50;

/// What the pages of a consultation's review share.
struct Review<'a> {
    studio: &'a Studio,
    consultation: &'a Consultation,
    place: Place,
    result: Arc<Loaded>,
    language: Language,
}

/// A question among the others.
#[derive(Serialize)]
struct QuestionLink {
    anchor: String,
    id: String,
    text: String,
    lang: &'static str,
    waiting: usize,
}

/// The page, and what its buttons do.
pub(super) fn reply(
    studio: &Studio,
    request: &Request,
    consultation: &Consultation,
    what: &[&str],
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let ready = consultation.ready(language)?;
    let place = ready.place.clone();
    if !place.report.join(output::DATA).is_file() {
        return Ok(Reply::To(format!("{}/run", consultation.address())));
    }
    if let Some(form) = &request.form {
        match what {
            ["decide"] => return decide::decide(studio, consultation, &place, form),
            ["undo"] => return decide::turn(studio, consultation, &place, form, false),
            ["redo"] => return decide::turn(studio, consultation, &place, form, true),
            ["name"] => {
                studio.person.sign(field(form, "name"));
                return Ok(Reply::To(routes::back(form)));
            }
            [_, "search"] => {}
            _ => return Ok(routes::missing(studio)),
        }
    }
    let (state, _) = progress(studio, consultation, &ready);
    let review = Review {
        result: loaded(studio, consultation, &place)?,
        studio,
        consultation,
        place,
        language,
    };
    let number = || {
        let sought = request.form.as_ref().unwrap_or(&request.query);
        field(sought, "page").parse().unwrap_or(1).max(1)
    };
    let running = state == State::Running;
    match what {
        [] => match review.result.shown.questions.first() {
            Some(question) => Ok(Reply::To(review.address(&anchor_of(question)))),
            None => Ok(routes::missing(studio)),
        },
        [anchor] => review.named(anchor, number(), running),
        [anchor, part] => {
            let Some(question) = review.result.question(anchor) else {
                return Ok(routes::missing(studio));
            };
            match *part {
                "found" => review.found(question, number()),
                "map" => review.map(question),
                "unassigned" => review.unassigned(question, number()),
                "search" => {
                    let form = request.form.as_deref().unwrap_or_default();
                    review.search(question, field(form, "sought"), number())
                }
                _ => Ok(routes::missing(studio)),
            }
        }
        _ => Ok(routes::missing(studio)),
    }
}

fn anchor_of(question: &QuestionResult) -> String {
    question.question.id.0.to_lowercase()
}

impl Review<'_> {
    fn address(&self, anchor: &str) -> String {
        format!("{}/review/{anchor}", self.consultation.address())
    }

    /// A question, a theme or an answer by its name.
    fn named(&self, anchor: &str, number: usize, running: bool) -> anyhow::Result<Reply> {
        if let Some(question) = self.result.question(anchor) {
            self.cards(question, running)
        } else if let Some(place) = self.result.theme(anchor) {
            self.theme(place, number)
        } else if let Some(place) = self.result.answer(anchor) {
            self.answer(place)
        } else {
            Ok(routes::missing(self.studio))
        }
    }

    /// A page with what every page of the review shows.
    fn page(
        &self,
        (template, title): (&'static str, &'static str),
        question: usize,
        tab: &'static str,
        values: Value,
    ) -> anyhow::Result<Reply> {
        let history = History::of(&self.place);
        let steps = history.steps.iter().rev().filter(|step| !step.undone);
        let steps: Vec<(String, String)> = steps
            .take(SHOWN)
            .map(|step| (step.say(self.language), step.by.clone()))
            .collect();
        let turned = |step: Option<&super::history::Step>| step.map(|s| s.say(self.language));
        let result = self.result.result(question);
        let decided = Stamp::read(&self.place)
            .is_some_and(|stamp| !stamp.has_decisions(&self.result.version));
        let found = [FindingKind::Alert, FindingKind::Signal, FindingKind::Lead]
            .map(|kind| result.readable(kind).len());
        page(
            self.studio,
            Page {
                template,
                title,
                step: "review",
                consultation: Some(self.consultation),
            },
            merged(
                values! {
                    seen => self.result.seen(),
                behind => self.result.is_behind(&self.place),
                undo_step => history.last(&self.place).map(|step| step.number),
                redo_step => history.next(&self.place).map(|step| step.number),
                    undo => turned(history.last(&self.place)),
                    redo => turned(history.next(&self.place)),
                    steps,
                    decided,
                    tab,
                    questions => self.questions(),
                    q => values! {
                        anchor => anchor_of(result),
                        id => result.question.id.0,
                        text => result.question.text,
                        lang => result.language.code(),
                        analysed => result.balance.analysed,
                        in_theme => result.balance.in_theme,
                        unassigned => result.balance.unassigned,
                        themes => result.themes.len(),
                        found => found.iter().sum::<usize>(),
                        map => !result.map.is_empty(),
                    },
                },
                values,
            ),
        )
    }

    fn questions(&self) -> Vec<QuestionLink> {
        let questions = self.result.shown.questions.iter();
        questions
            .map(|question| QuestionLink {
                anchor: anchor_of(question),
                id: question.question.id.0.clone(),
                text: question.question.text.clone(),
                lang: question.language.code(),
                waiting: question.waiting(),
            })
            .collect()
    }
}

/// Where one is in a list of several pages.
#[derive(Serialize)]
struct Turning {
    page: usize,
    pages: usize,
    count: usize,
}

/// The part of a list that stands on a page.
fn turned<T>(all: &[T], number: usize) -> (&[T], Turning) {
    let pages = all.len().div_ceil(PER_PAGE).max(1);
    let page = number.min(pages);
    let start = (page - 1) * PER_PAGE;
    let end = (start + PER_PAGE).min(all.len());
    let turning = Turning {
        page,
        pages,
        count: all.len(),
    };
    (&all[start..end], turning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_stands_on_one_page() {
        for count in [0, 1, 50, 51, 149, 150] {
            let all: Vec<usize> = (0..count).collect();
            let pages = turned(&all, 1).1.pages;
            let read: Vec<usize> = (1..=pages)
                .flat_map(|page| turned(&all, page).0.to_vec())
                .collect();
            assert_eq!(read, all);
            assert_eq!(turned(&all, usize::MAX).1.page, pages);
        }
    }
}
