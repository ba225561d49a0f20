//! What people decided, put on a result: statuses of themes and findings, quotes.

use super::{Decisions, FindingKind, FindingStatus, QuestionDecisions, QuestionResult, Synthesis};
use super::{QuoteChoice, Readable};
use crate::answers::{AnswerId, QuestionId};
use crate::language::Language;
use crate::themes::findings::Passage;
use crate::themes::{Quote, Span, ThemeId};

/// Quotes of a theme, at most.
pub(super) const QUOTES: usize = 4;

/// A decision that finds nothing any more that it is about. It stays in `decisions.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplaced {
    /// No question is worded so.
    Question(QuestionId, String),
    /// The status of a theme that is gone.
    Theme(QuestionId, ThemeId),
    /// The status of a finding that is not found any more.
    Finding(QuestionId, FindingKind, AnswerId),
    /// A kept quote whose answer, passage or theme is gone.
    Quote(QuestionId, ThemeId, AnswerId),
}

impl Unplaced {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        match self {
            Unplaced::Question(id, text) => language.choose(
                format!("décisions sur {} : la question « {text} » n'est plus là", id.0),
                format!("decisions about {}: the question \"{text}\" is not there any more", id.0),
            ),
            Unplaced::Theme(_, theme) => language.choose(
                format!("statut de {} : ce thème n'est plus là", theme.0),
                format!("status of {}: this theme is not there any more", theme.0),
            ),
            Unplaced::Finding(question, kind, answer) => {
                let (fr, en) = match kind {
                    FindingKind::Alert => ("alerte", "alert"),
                    FindingKind::Signal => ("signal faible", "weak signal"),
                    FindingKind::Lead => ("piste d'action", "lead for action"),
                };
                let (question, answer) = (&question.0, &answer.0);
                language.choose(
                    format!("{question}, {fr} de la réponse {answer} : le constat n'est plus fait"),
                    format!("{question}, {en} of answer {answer}: it is not found any more"),
                )
            }
            Unplaced::Quote(_, theme, answer) => language.choose(
                format!("{}, citation de la réponse {} : elle n'y est plus, ou n'est plus dans ce thème", theme.0, answer.0),
                format!("{}, quote of answer {}: it is not there any more, or not in this theme", theme.0, answer.0),
            ),
        }
    }
}

impl Synthesis {
    /// Puts statuses and choices of quotes on the result, and tells those that have no place.
    /// The coding itself is `RunSettings::known`'s. Putting the same twice changes nothing
    /// more. Cost: linear in answers and decisions, but for findings, which are compared pair
    /// by pair.
    pub fn put(&mut self, decisions: &Decisions) -> Vec<Unplaced> {
        let mut unplaced = Vec::new();
        for (id, decided) in &decisions.questions {
            let text = &decided.known.question;
            match self.place_of(id, text) {
                Some(place) => self.questions[place].put(decided, &mut unplaced),
                None => unplaced.push(Unplaced::Question(id.clone(), text.clone())),
            }
        }
        unplaced
    }

    /// The place of the question that decisions are about: the one worded so. Several may be
    /// worded alike: then the id tells them apart.
    pub(super) fn place_of(&self, id: &QuestionId, text: &str) -> Option<usize> {
        let questions = self.questions.iter().map(|result| &result.question);
        let mut worded = questions.enumerate().filter(|(_, q)| q.text == text);
        let named = worded.clone().find(|(_, question)| question.id == *id);
        named.or_else(|| worded.next()).map(|(place, _)| place)
    }
}

impl QuestionResult {
    fn put(&mut self, decided: &QuestionDecisions, unplaced: &mut Vec<Unplaced>) {
        let own = self.question.id.clone();
        for (id, status) in &decided.themes {
            let mut themes = self.themes.iter_mut();
            match themes.find(|result| result.theme.id == *id) {
                Some(result) => result.status = Some(status.clone()),
                None => unplaced.push(Unplaced::Theme(own.clone(), id.clone())),
            }
        }
        let mut statuses = Vec::new();
        for kind in [FindingKind::Alert, FindingKind::Signal, FindingKind::Lead] {
            let decided = decided.findings.iter().filter(|status| status.kind == kind);
            place_findings(&self.readable(kind), decided, &mut statuses, |answer| {
                unplaced.push(Unplaced::Finding(own.clone(), kind, answer));
            });
        }
        self.statuses = statuses;
        // Rejected ones first: a kept passage may lie in a rejected one.
        let rejected = decided.quotes.iter().filter(|choice| !choice.keep);
        rejected.for_each(|choice| self.reject(choice));
        let kept = decided.quotes.iter().filter(|choice| choice.keep);
        for choice in kept.rev() {
            if self.keep(choice).is_none() {
                let (theme, answer) = (choice.theme.clone(), choice.quote.answer.clone());
                unplaced.push(Unplaced::Quote(own.clone(), theme, answer));
            }
        }
        for result in &mut self.themes {
            result.theme.quotes.truncate(QUOTES);
            if let Some(reading) = &mut result.reading {
                let quotes = &result.theme.quotes;
                reading.plain.retain(|plain| {
                    let same =
                        |quote: &Quote| quote.answer == plain.answer && quote.span == plain.span;
                    quotes.iter().any(same)
                });
            }
        }
    }

    /// Never shown again: nor another cut of the same sentence.
    fn reject(&mut self, choice: &QuoteChoice) {
        for result in self
            .themes
            .iter_mut()
            .filter(|t| t.theme.id == choice.theme)
        {
            let quotes = &mut result.theme.quotes;
            quotes.retain(|quote| {
                quote.answer != choice.quote.answer || overlap(quote.span, choice.quote.span) == 0
            });
        }
    }

    /// Shown before the others; none where it does not stand any more.
    fn keep(&mut self, choice: &QuoteChoice) -> Option<()> {
        let wanted = &choice.quote;
        let answer = self.answers.iter().find(|a| a.id == wanted.answer)?;
        let there = answer.text.get(wanted.span.start..wanted.span.end);
        let span = match there == Some(wanted.text.as_str()) {
            true => wanted.span,
            // What stands before it may have changed.
            false => answer.text.find(&wanted.text).map(|start| Span {
                start,
                end: start + wanted.text.len(),
            })?,
        };
        let in_theme = answer.themes.contains(&choice.theme) && !wanted.text.is_empty();
        let quote = Quote {
            span,
            ..wanted.clone()
        };
        let mut themes = self.themes.iter_mut();
        let result = themes
            .find(|t| t.theme.id == choice.theme)
            .filter(|_| in_theme)?;
        let quotes = &mut result.theme.quotes;
        quotes.retain(|other| other.answer != quote.answer || overlap(other.span, span) == 0);
        quotes.insert(0, quote);
        Some(())
    }
}

/// Gives each status to the finding that stands where it was given, else to the one that
/// shares most of its passage; no finding gets two.
fn place_findings<'s>(
    found: &[Readable],
    decided: impl Iterator<Item = &'s FindingStatus>,
    placed: &mut Vec<FindingStatus>,
    mut unplaced: impl FnMut(AnswerId),
) {
    let mut free: Vec<&Readable> = found.iter().collect();
    for status in decided {
        let shared = |finding: &Readable| {
            let exact = finding.passage == status.passage;
            let passages = finding.passages.iter();
            let most = passages
                .map(|p| shared(p, &status.passage))
                .max()
                .unwrap_or(0);
            (most > 0).then_some((exact, most))
        };
        let best = free
            .iter()
            .enumerate()
            .filter_map(|(place, finding)| Some((shared(finding)?, std::cmp::Reverse(place))))
            .max();
        match best {
            Some((_, std::cmp::Reverse(place))) => placed.push(FindingStatus {
                passage: free.remove(place).passage.clone(),
                ..status.clone()
            }),
            None => unplaced(status.passage.answer.clone()),
        }
    }
}

/// Bytes that two passages share.
fn shared(one: &Passage, other: &Passage) -> usize {
    match one.answer == other.answer {
        true => overlap(one.span, other.span),
        false => 0,
    }
}

/// Bytes that two spans share.
pub(super) fn overlap(one: Span, other: Span) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}
