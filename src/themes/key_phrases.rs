//! Key phrases that set a theme apart, in the spelling people use.
//!
//! A phrase scores by its share of the theme's answers times the logarithm of how much
//! commoner it is there than elsewhere (the theme's contribution to the Kullback-Leibler
//! divergence). Longer forms are favoured, and so are whole ones: those that usually stand
//! between little words or punctuation, as noun groups do, and not in the middle of one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::counting::{Candidate, LENGTH_BONUS, Reader, Theme, tell};
use super::phrases::{Kind, lemmas};

/// Key phrases kept for each theme.
const KEPT: usize = 8;
/// What a phrase loses all of whose words are in phrases kept already.
const SHARED: f64 = 0.6;

/// A phrase of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyPhrase {
    /// As it is most often written.
    pub text: String,
    /// Answers of the theme that use it, in the singular or the plural.
    pub answers: usize,
}

/// The key phrases of each theme, best first.
pub(super) fn key_phrases(reader: &Reader<'_>, themes: &[Theme]) -> Vec<Vec<KeyPhrase>> {
    let everyone: usize = themes.iter().map(|theme| theme.answers).sum();
    themes
        .iter()
        .map(|theme| {
            let scored = theme
                .candidates
                .iter()
                .map(|candidate| Scored::new(candidate, reader, theme, everyone))
                .collect();
            keep_best(scored, reader)
        })
        .collect()
}

struct Scored<'a> {
    candidate: &'a Candidate,
    stems: BTreeSet<u32>,
    /// Answers of the theme.
    theme: usize,
    /// True when one answer of several says it.
    alone: bool,
    score: f64,
}

/// A noun says more in a list than a verb or an adjective of the same score.
fn kind_factor(kind: Kind) -> f64 {
    match kind {
        Kind::Group | Kind::Proposal => 1.0,
        Kind::Loose => 0.7,
        Kind::Action => 0.8,
        Kind::Quality => 0.5,
    }
}

impl<'a> Scored<'a> {
    fn new(
        candidate: &'a Candidate,
        reader: &Reader<'_>,
        theme: &Theme,
        everyone: usize,
    ) -> Scored<'a> {
        let told = tell(
            candidate.answers,
            candidate.everywhere,
            theme.answers,
            everyone,
        );
        let central = candidate.weight / theme.weight.max(f64::MIN_POSITIVE);
        Scored {
            candidate,
            stems: lemmas(&candidate.key)
                .map(|lemma| reader.vocabulary.stem(lemma))
                .collect(),
            theme: theme.answers,
            alone: candidate.answers < 2 && theme.answers > 2,
            score: central
                * told.contrast
                * LENGTH_BONUS[candidate.words() - 1]
                * candidate.wholeness()
                * kind_factor(candidate.kind),
        }
    }

    fn within(&self, other: &Scored<'_>) -> bool {
        self.stems.is_subset(&other.stems)
    }
}

/// True when a longer form is common enough to stand for a shorter one: half of its
/// answers for two words ("pont des Forges" for "pont"), two thirds for three.
fn stands_for(longer: &Scored<'_>, shorter: &Scored<'_>) -> bool {
    let (long, short) = (longer.candidate.answers, shorter.candidate.answers);
    match longer.stems.len() {
        2 => long * 2 >= short,
        _ => long * 3 > short * 2,
    }
}

/// Takes the best candidate, those being worth less that share words with phrases kept;
/// the list is in order of score and stays so.
fn take_best<'a>(candidates: &mut Vec<Scored<'a>>, kept: &[Scored<'_>]) -> Option<Scored<'a>> {
    let known: BTreeSet<u32> = kept.iter().flat_map(|k| &k.stems).copied().collect();
    let worth = |scored: &Scored<'_>| {
        let shared = scored.stems.intersection(&known).count() as f64;
        scored.score * (1.0 - SHARED * shared / scored.stems.len() as f64)
    };
    let best = (0..candidates.len()).max_by(|a, b| {
        let (x, y) = (worth(&candidates[*a]), worth(&candidates[*b]));
        x.total_cmp(&y).then(b.cmp(a))
    })?;
    Some(candidates.remove(best))
}

/// The best candidates without repeats: a phrase inside another one gives way to the
/// longer form when enough of its answers use that form.
fn keep_best(mut candidates: Vec<Scored<'_>>, reader: &Reader<'_>) -> Vec<KeyPhrase> {
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.candidate.key.cmp(&b.candidate.key))
    });
    // Phrases of a single answer, or commoner elsewhere, only name a theme without others.
    let telling = |scored: &Scored<'_>| !scored.alone && scored.score > 0.0;
    if candidates.iter().any(telling) {
        candidates.retain(telling);
        // What less than a twelfth of a theme's answers say characterises it little; three
        // phrases are kept all the same.
        let common = |scored: &Scored<'_>| scored.candidate.answers * 12 >= scored.theme;
        if candidates.iter().filter(|c| common(c)).count() >= 3 {
            candidates.retain(common);
        }
        candidates.truncate(60);
    } else {
        candidates.truncate(2);
    }
    let mut kept: Vec<Scored<'_>> = Vec::new();
    while let Some(candidate) = take_best(&mut candidates, &kept) {
        if kept.iter().any(|k| candidate.within(k)) {
            continue;
        }
        let shorter = kept.iter().position(|k| k.within(&candidate));
        match shorter {
            Some(at) if stands_for(&candidate, &kept[at]) => kept[at] = candidate,
            Some(_) => {}
            None if kept.len() < KEPT => kept.push(candidate),
            None => {}
        }
    }
    kept.into_iter()
        .map(|scored| KeyPhrase {
            text: reader.spelt(scored.candidate),
            answers: scored.candidate.answers,
        })
        .collect()
}
