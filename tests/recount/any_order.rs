//! Whatever is decided, in whatever order: the result holds together, no answer is lost, and
//! a later run counts the same.

use super::against_a_run::same;
use super::around::read;
use super::*;
use cahier::synthesis::{FindingKind, State};

/// Numbers drawn one after the other, the same for a seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    fn of<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        list.get(self.below(list.len()))
    }

    fn decision(&mut self, shown: &Synthesis) -> Option<Decision> {
        let question = self.of(&shown.questions)?;
        let ids: Vec<&ThemeId> = question.themes.iter().map(|r| &r.theme.id).collect();
        let one = (*self.of(&ids)?).clone();
        let other = (*self.of(&ids)?).clone();
        let title = format!("Titre {}", self.below(40));
        let result = question.themes.iter().find(|r| r.theme.id == one)?;
        let of_question = |decision: Decision| match decision {
            Decision::Move { answer, themes, .. } => Decision::Move {
                question: question.question.id.clone(),
                answer,
                themes,
            },
            decision => decision,
        };
        Some(match self.below(12) {
            0 => rename(&one.0, &title),
            1 => merge(&one.0, &other.0),
            2 | 3 => {
                let step = 1 + self.below(5);
                let members = result.theme.members.iter().step_by(step);
                let answers: Vec<AnswerId> = members.map(|m| m.answer.clone()).collect();
                split(&one.0, &title, &answers)
            }
            4 | 5 => {
                let answer = self.of(&question.answers)?.id.clone();
                let targets = [to(&one.0), to(&other.0), Target::New(title)];
                let start = self.below(4);
                of_question(send(&answer, targets.get(start..).unwrap_or_default()))
            }
            6 => {
                let answer = self.of(&question.unassigned)?.clone();
                of_question(send(&answer, &[to(&one.0)]))
            }
            7 => delete(&one.0),
            8 => validate(&one.0),
            9 => reopen(&one.0),
            10 => {
                let place = self.below(result.theme.quotes.len());
                result.theme.quotes.get(place)?;
                quote(question, &one.0, place, self.below(2) == 0)
            }
            _ => {
                let kinds = [FindingKind::Alert, FindingKind::Signal, FindingKind::Lead];
                let kind = *self.of(&kinds)?;
                let readable = question.readable(kind);
                let states = [Some(State::Retained), Some(State::Dismissed), None];
                Decision::Finding {
                    question: question.question.id.clone(),
                    kind,
                    passage: self.of(&readable)?.passage.clone(),
                    state: *self.of(&states)?,
                    why: None,
                }
            }
        })
    }
}

/// Answers and texts are compared, and everything counted again, after every decision.
#[test]
fn any_sequence_of_decisions_holds_together() {
    let mut taken = 0;
    for seed in 0..12 {
        let mut draw = Draw(seed);
        let compared = seed < 4;
        let mut studio = Studio::new(if compared { run() } else { read() });
        for _ in 0..25 {
            let Some(decision) = draw.decision(&studio.shown) else {
                continue;
            };
            if studio.tried(decision).is_ok() {
                taken += 1;
            }
        }
        for question in &studio.shown.questions {
            for result in &question.themes {
                assert!(result.answers > 0);
                assert!(result.theme.quotes.len() <= 4);
            }
        }
        if compared {
            same(&studio);
        }
    }
    assert!(taken > 200, "{taken}");
}
