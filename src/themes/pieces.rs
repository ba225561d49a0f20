//! What titles are made of: the phrases of a theme, weighed.
//!
//! A phrase is worth what its words say of the theme, more when people use it whole and when
//! many answers say it, less when it is usually cut out of a longer one, when only one
//! person wrote it, and when it repeats the question.

use std::collections::BTreeSet;

use super::counting::{Candidate, Reader, Theme, tell};
use super::phrases::{Kind, lemmas};

/// Phrases of a theme that are compared.
const COMPARED: usize = 40;
/// Units of a theme that are read for what a phrase covers.
const READ: usize = 4_000;
/// What the use of a phrase as a whole is worth beside its words.
const AS_A_WHOLE: f64 = 1.5;
/// What a word that says nothing of the theme costs.
const IDLE: f64 = 0.35;
/// What a phrase that covers nothing is multiplied by; one that covers all gains 1.
const BROAD: f64 = 1.0;
/// What each further word of a phrase counts for.
const FURTHER: [f64; 4] = [1.0, 0.8, 0.5, 0.3];
/// What a phrase is multiplied by that one answer uses; once more where it is two nouns
/// side by side.
const ONCE: f64 = 0.8;
/// What a word of the question is multiplied by: everybody uses it.
const ASKED: f64 = 0.4;
/// What a single word is multiplied by: it says less than a group.
const SINGLE: f64 = 0.42;
/// Characters of the longest title.
pub(super) const LONGEST_TITLE: usize = 60;

/// A phrase that could be a title or half of one.
pub(super) struct Piece {
    pub text: String,
    pub opener: Option<String>,
    pub kind: Kind,
    pub stems: BTreeSet<u32>,
    pub score: f64,
    /// Answers that say all its words in one idea, among those read.
    pub covers: BTreeSet<usize>,
}

/// The phrases of a theme worth most, best first.
pub(super) fn pieces(reader: &Reader<'_>, theme: &Theme, everyone: usize) -> Vec<Piece> {
    let top = theme
        .candidates
        .iter()
        .flat_map(|candidate| lemmas(&candidate.key))
        .map(|lemma| reader.told(lemma, theme).worth)
        .fold(f64::MIN_POSITIVE, f64::max);
    let mut scored: Vec<(f64, &Candidate)> = theme
        .candidates
        .iter()
        .map(|candidate| (worth(candidate, reader, theme, everyone, top), candidate))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.key.cmp(&b.1.key)));
    scored
        .into_iter()
        .map(|(score, candidate)| Piece {
            text: reader.spelt(candidate),
            opener: candidate.spellings.opener().map(str::to_owned),
            kind: candidate.kind,
            stems: lemmas(&candidate.key)
                .map(|lemma| reader.vocabulary.stem(lemma))
                .collect(),
            score,
            covers: BTreeSet::new(),
        })
        .filter(|piece| piece.text.chars().count() <= LONGEST_TITLE)
        .take(COMPARED)
        .collect()
}

/// What a phrase is worth as a title, in units of the theme's most telling word.
fn worth(
    candidate: &Candidate,
    reader: &Reader<'_>,
    theme: &Theme,
    everyone: usize,
    top: f64,
) -> f64 {
    let stems: BTreeSet<u32> = lemmas(&candidate.key)
        .map(|lemma| reader.vocabulary.stem(lemma))
        .collect();
    let rare = 2.max(theme.answers / 30);
    let mut told: Vec<f64> = stems
        .iter()
        .map(|stem| {
            let told = theme.stems.get(stem).copied().unwrap_or_default();
            let asked = if reader.asked.contains(stem) {
                ASKED
            } else {
                1.0
            };
            (told, asked)
        })
        .map(|(told, asked)| {
            let idle = told.answers < rare || told.contrast <= 0.0;
            asked * told.worth / top - if idle { IDLE } else { 0.0 }
        })
        .collect();
    told.sort_by(|a, b| b.total_cmp(a));
    // Each further word of a phrase adds less: a title is no list of words.
    let words: f64 = told
        .iter()
        .zip(FURTHER)
        .map(|(t, share)| t.min(t * share))
        .sum();
    let whole = tell(
        candidate.answers,
        candidate.everywhere,
        theme.answers,
        everyone,
    );
    let form = match candidate.kind {
        Kind::Group | Kind::Proposal if stems.len() > 1 => 1.0,
        Kind::Group => SINGLE,
        Kind::Loose => SINGLE * 0.7,
        Kind::Proposal | Kind::Action => SINGLE * 0.4,
        Kind::Quality => SINGLE * 0.25,
    };
    let asked = if stems.iter().all(|stem| reader.asked.contains(stem)) {
        ASKED
    } else {
        1.0
    };
    let trust = match candidate.answers {
        _ if stems.len() < 2 => 1.0,
        1 if candidate.glued => ONCE * ONCE,
        1 => ONCE,
        2 if candidate.glued => ONCE,
        _ => 1.0,
    };
    (words + asked * AS_A_WHOLE * whole.worth / top) * form * trust * candidate.wholeness()
}

/// Notes which answers say each phrase's words in one idea and prefers phrases that many
/// say; the number of answers read.
/// Cost: linear in the units read, at most [`READ`] evenly chosen, times the phrases.
pub(super) fn cover(reader: &Reader<'_>, units: &[usize], pieces: &mut [Piece]) -> usize {
    let step = units.len().div_ceil(READ).max(1);
    let mut read = BTreeSet::new();
    for unit in units.iter().step_by(step) {
        let answer = reader.input.units[*unit].answer;
        read.insert(answer);
        let lemmas = reader.reads[*unit].lemmas.iter();
        let said: BTreeSet<u32> = lemmas.map(|l| reader.vocabulary.stem(*l)).collect();
        for piece in pieces.iter_mut() {
            if piece.stems.is_subset(&said) {
                piece.covers.insert(answer);
            }
        }
    }
    for piece in pieces.iter_mut() {
        piece.score *= BROAD + piece.covers.len() as f64 / read.len().max(1) as f64;
    }
    pieces.sort_by(|a, b| b.score.total_cmp(&a.score));
    read.len()
}
