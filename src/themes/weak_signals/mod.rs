//! Weak signals: rare, precise ideas far from what most people say, for a person to check.
//!
//! Reads masked answers, units, vectors and groups; gives plain data, best first, with the
//! reasons in figures. Wording, and what is urgent whatever its rank (dangers), belong
//! elsewhere. A weak signal is a hypothesis, not a measure of opinion.
//!
//! The score is a weighted mean of parts in [0, 1] (after Ansoff 1975 and Hiltunen 2008:
//! rare and faint, yet telling); each part has a value that can be said in words.

mod distance;
mod groups;
mod noise;
mod passages;
mod rarity;
mod reasons;
mod score;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub(super) use groups::ALIKE;
pub use score::{Parts, WEIGHTS, Weights};

use super::precision::Precision;
use super::{Theme, ThemeId, ThemeInput};
use crate::answers::similar::GroupKind;
use crate::answers::{AnswerId, Segment, SimilarAnswers};
use crate::clusters::{self, Neighbours};
use crate::embeddings::UnitVectors;
use crate::units::Span;
use distance::{Holders, Surroundings};
use passages::{Drafts, Passage};
use reasons::{Context, ThemeNames};

/// Signals that a report shows for one question.
pub const SHOWN: usize = 12;
/// What a campaign's score is multiplied by: a letter that many sent is no faint voice.
const CAMPAIGN: f64 = 0.5;
/// A signal must be further than so many of the ideas, or not be one.
const NEAREST_ALLOWED: f64 = 0.3;
/// People in a micro-group: this share of the voices, or [`SMALL`].
const GROUP_SHARE: f64 = 0.015;
/// People in a micro-group of a small consultation.
const SMALL: usize = 5;
/// People in a micro-group however many answered.
const FEW: usize = 150;
/// Candidates that may form groups, per signal shown.
const POOL: usize = 4;
/// Passages looked at where all neighbours are not known.
const PROMISING: usize = 1_500;
/// Ideas that tell how far is far there.
const DRAWN: usize = 1_000;

/// One passage of a signal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention {
    /// Its answer.
    pub answer: AnswerId,
    /// The idea, in bytes of the answer's masked text.
    pub span: Span,
    /// Its precision cues.
    pub precision: Precision,
    /// Words that hardly anybody else uses, as written, the rarest first.
    pub rare_words: Vec<String>,
    /// The answer is not in the language of the question: its words say nothing of rarity.
    pub other_language: bool,
}

/// Values of a segment column among the people of a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SegmentSpread {
    /// The column's title.
    pub title: String,
    /// Different values, empty ones aside.
    pub values: usize,
}

/// What may be said of a signal in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Facts {
    /// Share of the ideas that are nearer to what others say than its furthest idea, [0, 1].
    pub further_than: f64,
    /// Voices: a person, or people who sent the same text.
    pub voices: usize,
    /// Answers, same texts included.
    pub answers: usize,
    /// Part of a campaign.
    pub campaign: bool,
    /// How its people spread over the segments.
    pub segments: Vec<SegmentSpread>,
    /// Mean similarity between the passages of a micro-group.
    pub inner_similarity: Option<f32>,
    /// Similarity of its furthest idea to the centre of the nearest theme.
    pub theme_similarity: f32,
}

/// A weak signal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WeakSignal {
    /// Its passages, the best first; one per voice.
    pub mentions: Vec<Mention>,
    /// The parts of its score.
    pub parts: Parts,
    /// The reasons.
    pub facts: Facts,
    /// The nearest theme.
    pub nearest_theme: Option<ThemeId>,
}

/// What weak signals are looked for in.
pub struct SignalInput<'a> {
    /// Answers, units, groups and lexicon of the question.
    pub themes: &'a ThemeInput<'a>,
    /// Its described themes, to name the nearest one.
    pub described: &'a [Theme],
    /// Vectors of the distinct units.
    pub vectors: &'a UnitVectors,
    /// Their nearest neighbours; none where they are too many to compare.
    pub neighbours: Option<&'a Neighbours>,
    /// Answers that share their wording: they count once.
    pub similar: &'a [SimilarAnswers],
    /// Segment columns; may be empty.
    pub segments: &'a [Segment],
    /// Passages (place of the answer, bytes) that the report shows elsewhere, as alerts.
    pub elsewhere: &'a [(usize, Span)],
}

/// All candidates, best first; a report shows the first [`SHOWN`].
///
/// Where all neighbours are not known, only those of the most promising passages are looked
/// for, and of ideas drawn evenly that tell how far is far.
///
/// Cost: linear in the text, and a similarity for each unit and neighbour.
pub fn weak_signals(input: &SignalInput<'_>) -> Vec<WeakSignal> {
    let answers = input.themes.answers;
    let (voice_of, in_campaign) = voices(input);
    let mut answers_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (answer, voice) in voice_of.iter().enumerate() {
        answers_of.entry(*voice).or_default().push(answer);
    }
    let mut holders = vec![Vec::new(); input.vectors.len()];
    for (unit, place) in input.themes.units.iter().zip(input.themes.grouped) {
        holders[*place].push(unit.answer);
    }
    let texts = answers
        .iter()
        .zip(&voice_of)
        .map(|(answer, voice)| (*voice, answer.text.as_str()));
    let frequencies = rarity::Frequencies::new(texts, input.themes.lexicon);
    let usable: Vec<bool> = answers
        .par_iter()
        .map(|a| !noise::is_machine_order(&a.text))
        .collect();
    let mut drafts = Drafts::new(input, &usable, &frequencies);
    let holders = Holders {
        voice_of: &voice_of,
        answers_of: &holders,
    };
    let around = match input.neighbours {
        Some(neighbours) => holders.around_all(input, neighbours),
        None => around_promising(input, &holders, &mut drafts),
    };
    let mut passages = drafts.weighed(&around);
    for passage in passages.iter_mut().filter(|p| in_campaign[p.answer]) {
        passage.parts.score *= CAMPAIGN;
    }
    let candidates = best_of_voices(&passages, &voice_of);
    let most = (GROUP_SHARE * answers_of.len() as f64) as usize;
    let most = most.clamp(SMALL, FEW);
    let pool = candidates.len().min(POOL * SHOWN);
    let mut grouped = groups::micro_groups(
        input,
        &passages,
        &candidates[..pool],
        (&around, &frequencies),
        most,
    );
    grouped.extend(candidates[pool..].iter().map(|at| vec![*at]));
    let namer = ThemeNames::new(input);
    let context = Context {
        input,
        passages: &passages,
        around: &around,
        voice_of: &voice_of,
        answers_of: &answers_of,
    };
    let mut signals: Vec<WeakSignal> = grouped
        .iter()
        .map(|group| context.signal(group, &namer, in_campaign[passages[group[0]].answer]))
        .collect();
    // A stable sort: equal scores keep the order of the answers.
    signals.sort_by(|a, b| b.parts.score.total_cmp(&a.parts.score));
    signals
}

/// Looks around the units of the most promising passages, the others being forgotten.
fn around_promising(
    input: &SignalInput<'_>,
    holders: &Holders<'_>,
    drafts: &mut Drafts,
) -> Surroundings {
    let units = drafts.keep_promising(PROMISING);
    let all = input.themes.units.len();
    let step = all.div_ceil(DRAWN).max(1);
    let known = |unit: &usize| !input.vectors.is_blank(input.themes.grouped[*unit]);
    let drawn: Vec<usize> = (0..all).step_by(step).filter(known).collect();
    let looked = units.iter().chain(&drawn);
    let mut places: Vec<u32> = looked.map(|u| input.themes.grouped[*u] as u32).collect();
    places.sort_unstable();
    places.dedup();
    let neighbours = clusters::nearest_of(input.vectors, places, clusters::NEIGHBOURS);
    holders.around(input, &neighbours, &units, &drawn)
}

/// For each answer the first answer of its voice, and whether it is part of a campaign.
fn voices(input: &SignalInput<'_>) -> (Vec<usize>, Vec<bool>) {
    let answers = input.themes.answers;
    let place: HashMap<&AnswerId, usize> =
        answers.iter().zip(0..).map(|(a, at)| (&a.id, at)).collect();
    let mut first_of = BTreeMap::new();
    let mut voice: Vec<usize> = answers
        .iter()
        .enumerate()
        .map(|(at, answer)| *first_of.entry(answer.respondent).or_insert(at))
        .collect();
    let mut in_campaign = vec![false; answers.len()];
    for group in input.similar {
        let members: Vec<usize> = group
            .members
            .iter()
            .filter_map(|m| place.get(&m.id).copied())
            .collect();
        let roots = members.iter().map(|at| root(&voice, *at));
        let roots: Vec<usize> = roots.collect();
        let Some(first) = roots.iter().min().copied() else {
            continue;
        };
        for other in roots {
            voice[other] = first;
        }
        for at in members {
            in_campaign[at] |= group.kind == GroupKind::Campaign;
        }
    }
    for at in 0..voice.len() {
        voice[at] = root(&voice, at);
    }
    (voice, in_campaign)
}

/// The first answer of a voice: following `voice` always goes to an earlier one.
fn root(voice: &[usize], mut at: usize) -> usize {
    while voice[at] != at {
        at = voice[at];
    }
    at
}

/// The best admissible passage of each voice, best first, ties to the earlier answer.
fn best_of_voices(passages: &[Passage], voice_of: &[usize]) -> Vec<usize> {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        let parts = &passage.parts;
        if parts.distance < NEAREST_ALLOWED || passage.precision.is_vague() {
            continue;
        }
        let known = best.entry(voice_of[passage.answer]).or_insert(at);
        if parts.score > passages[*known].parts.score {
            *known = at;
        }
    }
    let mut order: Vec<usize> = best.into_values().collect();
    order.sort_by(|a, b| {
        passages[*b]
            .parts
            .score
            .total_cmp(&passages[*a].parts.score)
    });
    order
}
