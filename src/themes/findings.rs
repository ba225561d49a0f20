//! What a question's answers say besides themes: alerts, weak signals, oppositions, open
//! answers against closed ones, leads for action.
//!
//! Runs the finders over the masked answers and turns what they find into plain data that
//! names answers and passages; wording belongs to the report.

mod tensions;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::alerts::{self, AlertFamily, Evidence, Severity};
use super::leads::{self, Criteria, ProposalIn};
use super::tensions::Contradicted;
use super::weak_signals::{self, SignalInput, WeakSignal};
use super::{Described, ThemeId, ThemeInput};
use crate::answers::{AnswerId, Segment, SimilarAnswers};
use crate::clusters::Neighbours;
use crate::embeddings::UnitVectors;
use crate::units::Span;

/// Answers in which oppositions and leads are looked for: their candidates are compared
/// pair by pair, which would take longer than everything else. Beyond, answers are drawn
/// evenly and the result says how many.
const MOST_ANSWERS: usize = 5_000;
/// Leads a result holds for one question.
const MOST_LEADS: usize = 60;

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Passage {
    /// The answer.
    pub answer: AnswerId,
    /// The part, in bytes of its masked text.
    pub span: Span,
}

/// An answer that tells of a danger to persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AlertFound {
    /// The sentences that tell it.
    pub passage: Passage,
    /// What the danger is about.
    pub family: AlertFamily,
    /// How grave it is.
    pub severity: Severity,
    /// What makes it concrete.
    pub evidence: Evidence,
}

/// Something people want more and less of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OppositionFound {
    /// The thing, as people write it.
    pub object: String,
    /// Passages for it, one per answer.
    pub favour: Vec<Passage>,
    /// Passages against it, one per answer.
    pub against: Vec<Passage>,
    /// The theme that holds both sides; none when they stand in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// Where no theme holds both sides: the theme most passages for it lie in, and the other
    /// one that most against it lie in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(ThemeId, ThemeId)>,
}

/// Two themes between which several oppositions stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemesApart {
    /// The themes, in their order.
    pub themes: (ThemeId, ThemeId),
    /// Places of the oppositions between them, increasing.
    pub oppositions: Vec<usize>,
}

/// An open answer that contradicts the same person's closed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContradictionFound {
    /// The sentence that contradicts.
    pub passage: Passage,
    /// The closed question.
    pub closed_question: String,
    /// What was answered to it.
    pub closed_answer: String,
    /// Which kind of closed answer it is.
    pub kind: Contradicted,
}

/// Something people ask to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LeadFound {
    /// The passage that stands for it.
    pub passage: Passage,
    /// All its passages, in input order.
    pub passages: Vec<Passage>,
    /// What it is ranked by.
    pub criteria: Criteria,
}

/// Everything found in the answers of one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Findings {
    /// Dangers, the gravest first; never capped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertFound>,
    /// Weak signals, the best first; as many as a report shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weak_signals: Vec<WeakSignal>,
    /// Oppositions, the most shared first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oppositions: Vec<OppositionFound>,
    /// Pairs of themes between which two oppositions or more stand, most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes_apart: Vec<ThemesApart>,
    /// Open answers against closed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<ContradictionFound>,
    /// Leads for action, ranked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<LeadFound>,
    /// Proposals found in the answers, in a lead or not.
    #[serde(default)]
    pub proposals: usize,
    /// Answers in which oppositions and leads were looked for, drawn evenly, when not all:
    /// their figures count these only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<usize>,
}

/// What findings are looked for in.
pub struct FindingsInput<'a> {
    /// Answers, units, groups and lexicon of the question.
    pub themes: &'a ThemeInput<'a>,
    /// Its themes.
    pub described: &'a Described,
    /// Vectors of the distinct units; none for answers too few.
    pub vectors: Option<&'a UnitVectors>,
    /// Their neighbours; none where they are too many to compare.
    pub neighbours: Option<&'a Neighbours>,
    /// Answers that share their wording.
    pub similar: &'a [SimilarAnswers],
    /// The letter each answer copies.
    pub campaign_of: &'a [Option<u32>],
    /// Segment columns, a value per row.
    pub segments: &'a [Segment],
    /// Closed questions, a value per row.
    pub closed: &'a [Segment],
    /// Passages of signals that people retained: these are shown as long as they are found.
    pub retained: &'a [Passage],
    /// Sides of an opposition have at least so many different answers.
    pub smallest_side: usize,
}

/// Looks for everything. Cost: linear in the text, but for leads and oppositions, which
/// compare their candidates.
pub fn find(input: &FindingsInput<'_>) -> Findings {
    let alerts = find_alerts(input);
    let weak_signals = find_weak_signals(input, &alerts);
    let (leads, proposals) = find_leads(input);
    let oppositions = tensions::find_oppositions(input);
    Findings {
        weak_signals,
        themes_apart: tensions::themes_apart(&oppositions),
        oppositions,
        contradictions: tensions::find_contradictions(input),
        leads,
        proposals,
        drawn: (input.step() > 1).then(|| input.themes.answers.len().div_ceil(input.step())),
        alerts: alerts.into_iter().map(|(_, alert)| alert).collect(),
    }
}

/// Alerts with the place of their answer: dangers before risks, then input order.
fn find_alerts(input: &FindingsInput<'_>) -> Vec<(usize, AlertFound)> {
    let themes = input.themes;
    let sentences = sentences(themes);
    let mut found: Vec<(usize, AlertFound)> = themes
        .answers
        .par_iter()
        .enumerate()
        .filter_map(|(index, answer)| {
            let alert = alerts::alert(&answer.text, themes.lexicon)?;
            let start = alert.spans.first()?.0;
            let end = alert.spans.last()?.1;
            let passage = Passage {
                answer: answer.id.clone(),
                span: widened(&sentences[index], start, end),
            };
            let alert = AlertFound {
                passage,
                family: alert.family,
                severity: alert.severity,
                evidence: alert.evidence,
            };
            Some((index, alert))
        })
        .collect();
    found.sort_by_key(|(index, alert)| (std::cmp::Reverse(alert.severity), *index));
    found
}

/// The sentences of each answer, in order.
fn sentences(themes: &ThemeInput<'_>) -> Vec<Vec<Span>> {
    let mut sentences: Vec<Vec<Span>> = vec![Vec::new(); themes.answers.len()];
    for unit in themes.units {
        let list = &mut sentences[unit.answer];
        if list.last() != Some(&unit.sentence) {
            list.push(unit.sentence);
        }
    }
    sentences
}

/// From the sentence that holds `start` to the one that holds `end`.
fn widened(sentences: &[Span], start: usize, end: usize) -> Span {
    let first = sentences.iter().find(|s| s.end > start);
    let last = sentences.iter().rev().find(|s| s.start < end);
    Span {
        start: first.map_or(start, |s| s.start.min(start)),
        end: last.map_or(end, |s| s.end.max(end)),
    }
}

fn find_weak_signals(input: &FindingsInput<'_>, alerts: &[(usize, AlertFound)]) -> Vec<WeakSignal> {
    let Some(vectors) = input.vectors else {
        return Vec::new();
    };
    let elsewhere: Vec<(usize, Span)> = alerts
        .iter()
        .map(|(index, alert)| (*index, alert.passage.span))
        .collect();
    let found = weak_signals::weak_signals(&SignalInput {
        themes: input.themes,
        described: &input.described.themes,
        vectors,
        neighbours: input.neighbours,
        similar: input.similar,
        segments: input.segments,
        elsewhere: &elsewhere,
    });
    shown(found, input.retained)
}

/// The signals a report shows, best first: those that people retained, and the best others.
fn shown(found: Vec<WeakSignal>, retained: &[Passage]) -> Vec<WeakSignal> {
    let is_retained = |signal: &WeakSignal| {
        let mut mentions = signal.mentions.iter();
        mentions.any(|mention| {
            let span = mention.span;
            let touches = |p: &Passage| p.span.start < span.end && span.start < p.span.end;
            retained
                .iter()
                .any(|p| p.answer == mention.answer && touches(p))
        })
    };
    let kept = found.iter().filter(|signal| is_retained(signal)).count();
    let mut room = weak_signals::SHOWN.saturating_sub(kept);
    let mut shown = found;
    shown.retain(|signal| {
        is_retained(signal) || {
            let fits = room > 0;
            room = room.saturating_sub(1);
            fits
        }
    });
    shown.truncate(weak_signals::SHOWN);
    shown
}

/// Leads of several people, and isolated ones as far as there is room; with them the number
/// of proposals.
fn find_leads(input: &FindingsInput<'_>) -> (Vec<LeadFound>, usize) {
    let themes = input.themes;
    let Some(vectors) = input.vectors else {
        return (Vec::new(), 0);
    };
    let asks = leads::asks_for_proposals(themes.asked, themes.lexicon);
    let found: Vec<(usize, Span)> = input
        .drawn_units()
        .into_par_iter()
        .flat_map_iter(|unit| {
            let start = themes.units[unit].span.start;
            leads::proposals(themes.text(unit), asks, themes.lexicon)
                .into_iter()
                .map(move |p| {
                    let span = Span {
                        start: start + p.start,
                        end: start + p.end,
                    };
                    (unit, span)
                })
        })
        .collect();
    let total = found.len();
    let given: Vec<ProposalIn<'_>> = found
        .iter()
        .map(|(unit, span)| proposal(input, *unit, *span))
        .collect();
    let near = |a: usize, b: usize| {
        let (a, b) = (found[a].0, found[b].0);
        vectors.similarity(themes.grouped[a], themes.grouped[b])
    };
    let passage = |index: usize| Passage {
        answer: themes.answers[given[index].answer].id.clone(),
        span: found[index].1,
    };
    let leads = leads::leads(&given, &near, leads::NEAR, themes.lexicon)
        .into_iter()
        .take(MOST_LEADS)
        .map(|lead| LeadFound {
            passage: passage(lead.representative),
            passages: lead.members.iter().map(|index| passage(*index)).collect(),
            criteria: lead.criteria,
        })
        .collect();
    (leads, total)
}

/// A proposal as it enters the grouping: copies of one letter are one voice.
fn proposal<'a>(input: &FindingsInput<'a>, unit: usize, span: Span) -> ProposalIn<'a> {
    let themes = input.themes;
    let index = themes.units[unit].answer;
    let answer = &themes.answers[index];
    let letter = input.campaign_of.get(index).copied().flatten();
    let segment = input.segments.first().and_then(|segment| {
        let value = segment.values.get(answer.row)?;
        segment.values.iter().position(|v| v == value)
    });
    ProposalIn {
        text: span.of(&answer.text),
        respondent: match letter {
            Some(letter) => usize::MAX - letter as usize,
            None => answer.respondent.0 as usize,
        },
        answer: index,
        segment,
    }
}

impl FindingsInput<'_> {
    /// One answer in so many is drawn.
    fn step(&self) -> usize {
        self.themes.answers.len().div_ceil(MOST_ANSWERS).max(1)
    }

    /// The units of the drawn answers, in order.
    fn drawn_units(&self) -> Vec<usize> {
        let units = &self.themes.units;
        let drawn = |unit: &usize| units[*unit].answer.is_multiple_of(self.step());
        (0..units.len()).filter(drawn).collect()
    }
}
