//! A group of passages into a signal with its reasons: how far, how many, near which theme.

use std::collections::{BTreeMap, BTreeSet};

use super::distance::Surroundings;
use super::groups;
use super::passages::Passage;
use super::{CAMPAIGN, Facts, Mention, SegmentSpread, SignalInput, WEIGHTS, WeakSignal};
use crate::answers::Segment;
use crate::themes::ThemeId;

/// People at which diversity is full.
const DIVERSE: f64 = 3.0;
/// Rare words given as facts.
const WORDS_SHOWN: usize = 5;

/// What a signal is made from.
pub(super) struct Context<'a> {
    /// The question.
    pub input: &'a SignalInput<'a>,
    /// All weighed passages.
    pub passages: &'a [Passage],
    /// How far each unit is from others.
    pub around: &'a Surroundings,
    /// The voice of each answer.
    pub voice_of: &'a [usize],
    /// The answers of each voice.
    pub answers_of: &'a BTreeMap<usize, Vec<usize>>,
}

impl Context<'_> {
    /// One signal from the passages of `group`, the best first.
    pub fn signal(&self, group: &[usize], namer: &ThemeNames, campaign: bool) -> WeakSignal {
        let best = &self.passages[group[0]];
        let furthest = best
            .units
            .clone()
            .max_by(|a, b| self.around.percentile[*a].total_cmp(&self.around.percentile[*b]))
            .unwrap_or(best.units.start);
        let inner = groups::inner_similarity(self.input, self.passages, group);
        let voices: BTreeSet<usize> = group
            .iter()
            .map(|at| self.voice_of[self.passages[*at].answer])
            .collect();
        let rows: Vec<usize> = voices
            .iter()
            .filter_map(|voice| self.answers_of.get(voice))
            .flatten()
            .copied()
            .collect();
        let mut parts = best.parts;
        parts.coherence = f64::from(inner.unwrap_or(0.0).clamp(0.0, 1.0));
        parts.diversity = ((voices.len() as f64 - 1.0) / DIVERSE).min(1.0);
        parts.score = WEIGHTS.score(&parts) * if campaign { CAMPAIGN } else { 1.0 };
        WeakSignal {
            mentions: group
                .iter()
                .map(|at| self.mention(&self.passages[*at]))
                .collect(),
            parts,
            facts: Facts {
                further_than: self.around.percentile[furthest],
                voices: voices.len(),
                answers: rows.len(),
                campaign,
                segments: self.spread(&rows),
                inner_similarity: inner,
                theme_similarity: self.input.themes.similarity(furthest),
            },
            nearest_theme: namer.of(self.input.themes.group_of(furthest)),
        }
    }

    fn mention(&self, passage: &Passage) -> Mention {
        Mention {
            answer: self.input.themes.answers[passage.answer].id.clone(),
            span: passage.span,
            precision: passage.precision,
            rare_words: passage.rare.iter().take(WORDS_SHOWN).cloned().collect(),
            other_language: passage.foreign,
        }
    }

    fn spread(&self, answers: &[usize]) -> Vec<SegmentSpread> {
        let values = |segment: &Segment| {
            let rows = answers.iter().map(|at| self.input.themes.answers[*at].row);
            let given = rows.filter_map(|row| segment.values.get(row).cloned());
            given
                .filter(|value| !value.is_empty())
                .collect::<BTreeSet<String>>()
                .len()
        };
        let segments = self.input.segments.iter();
        segments
            .map(|s| SegmentSpread {
                title: s.title.clone(),
                values: values(s),
            })
            .collect()
    }
}

/// The id of the theme made from each group.
pub(super) struct ThemeNames(BTreeMap<u32, ThemeId>);

impl ThemeNames {
    /// Themes are described in the order of their groups.
    pub fn new(input: &SignalInput<'_>) -> ThemeNames {
        let groups = input.themes.order().into_iter();
        let ids = input.described.iter().map(|theme| theme.id.clone());
        ThemeNames(groups.map(|group| group as u32).zip(ids).collect())
    }

    fn of(&self, group: Option<u32>) -> Option<ThemeId> {
        self.0.get(&group?).cloned()
    }
}
