//! Titles: whole phrases of a theme, no two titles the same, none empty.
//!
//! A title is one phrase that says much of the theme, or two that say different things of
//! it. Phrases are weighed by what their words say of the theme, more when people use the
//! whole phrase, less when it is usually cut out of a longer one.

use std::collections::{BTreeSet, HashSet};

use super::counting::{Candidate, Reader, Theme, tell};
use super::phrases::{Kind, lemmas};
use super::vocabulary::capitalised;
use crate::language::Language;
use crate::words::fold;

/// Phrases of a theme that are compared.
const COMPARED: usize = 40;
/// Units of a theme that are read for what a phrase covers.
const READ: usize = 4_000;
/// Characters of the longest title.
const LONGEST_TITLE: usize = 60;

/// What the use of a phrase as a whole is worth beside its words.
const AS_A_WHOLE: f64 = 1.5;
/// What a word that says nothing of the theme costs.
const IDLE: f64 = 0.35;
/// What each further word of a phrase counts for.
const FURTHER: [f64; 4] = [1.0, 0.8, 0.5, 0.3];
/// What a phrase is multiplied by that one answer uses; once more where it is two nouns
/// side by side.
const ONCE: f64 = 0.8;
/// What a single word is multiplied by: it says less than a group.
const SINGLE: f64 = 0.6;
/// A phrase that covers this share of a theme needs no second one.
const COVERS_ENOUGH: f64 = 0.3;
/// The same for a single word.
const ONE_WORD_COVERS: f64 = 0.8;
/// Share of the theme that a second phrase must add.
const ADDS: f64 = 0.1;
/// What a second phrase must be worth beside the first.
const SECOND: f64 = 0.3;

/// A phrase that could be a title or half of one.
struct Piece {
    text: String,
    opener: Option<String>,
    kind: Kind,
    stems: BTreeSet<u32>,
    score: f64,
    /// Answers that say all its words in one idea, among those read.
    covers: BTreeSet<usize>,
}

/// One title per theme; those first in `order` choose first. `taken` holds the titles that
/// are given already, folded.
pub(super) fn titles(
    reader: &Reader<'_>,
    themes: &[Theme],
    order: &[usize],
    taken: &mut HashSet<String>,
) -> Vec<String> {
    let everyone: usize = themes.iter().map(|theme| theme.answers).sum();
    let mut titles = vec![String::new(); themes.len()];
    let mut used: HashSet<BTreeSet<u32>> = HashSet::new();
    for &at in order {
        let theme = &themes[at];
        let mut pieces = pieces(reader, theme, everyone);
        let read = cover(reader, &reader.units[at], &mut pieces);
        let proposals = proposals(&pieces, read, reader.input.lexicon.language());
        let free = |title: &&(String, BTreeSet<u32>)| {
            !taken.contains(&fold(&title.0)) && !used.contains(&title.1)
        };
        let (title, stems) = match proposals.iter().find(free) {
            Some(title) => title.clone(),
            None => {
                let base = proposals.first().map_or("", |(title, _)| title.as_str());
                (numbered(base, taken), BTreeSet::new())
            }
        };
        taken.insert(fold(&title));
        if !stems.is_empty() {
            used.insert(stems);
        }
        titles[at] = title;
    }
    titles
}

/// The phrases of a theme worth most, best first.
fn pieces(reader: &Reader<'_>, theme: &Theme, everyone: usize) -> Vec<Piece> {
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
            text: spelt(candidate, reader),
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

/// A common phrase as most people write it, a rare one word by word.
fn spelt(candidate: &Candidate, reader: &Reader<'_>) -> String {
    let text = candidate.spellings.best();
    match candidate.everywhere {
        0..=2 => reader.vocabulary.respelt(&text),
        _ => text,
    }
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
        .map(|stem| theme.stems.get(stem).copied().unwrap_or_default())
        .map(|told| {
            let idle = told.answers < rare || told.contrast <= 0.0;
            told.worth / top - if idle { IDLE } else { 0.0 }
        })
        .collect();
    told.sort_by(|a, b| b.total_cmp(a));
    // Each further word of a phrase adds less: a title is no list of words.
    let words: f64 = told.iter().zip(FURTHER).map(|(t, share)| t.min(t * share)).sum();
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
    let trust = match candidate.answers {
        _ if stems.len() < 2 => 1.0,
        1 if candidate.glued => ONCE * ONCE,
        1 => ONCE,
        2 if candidate.glued => ONCE,
        _ => 1.0,
    };
    (words + AS_A_WHOLE * whole.worth / top) * form * trust * candidate.wholeness()
}

/// Notes which answers say each phrase's words in one idea; the number of answers read.
/// Cost: linear in the units read, at most [`READ`] evenly chosen, times the phrases.
fn cover(reader: &Reader<'_>, units: &[usize], pieces: &mut [Piece]) -> usize {
    let step = units.len().div_ceil(READ).max(1);
    let mut read = BTreeSet::new();
    for unit in units.iter().step_by(step) {
        let answer = reader.input.units[*unit].answer;
        read.insert(answer);
        let said: BTreeSet<u32> = reader
            .line(*unit)
            .lemmas()
            .map(|lemma| reader.vocabulary.stem(lemma))
            .collect();
        for piece in pieces.iter_mut() {
            if piece.stems.is_subset(&said) {
                piece.covers.insert(answer);
            }
        }
    }
    read.len()
}

/// Titles for a theme with the stems they use, the best first.
fn proposals(pieces: &[Piece], read: usize, language: Language) -> Vec<(String, BTreeSet<u32>)> {
    let mut titles = Vec::new();
    for first in pieces.iter().filter(|piece| piece.score > 0.0).take(12) {
        let seconds = seconds(first, pieces, read);
        let covered = first.covers.len() as f64 / read.max(1) as f64;
        let enough = match first.stems.len() {
            1 => ONE_WORD_COVERS,
            _ => COVERS_ENOUGH,
        };
        let alone = (titled(first), first.stems.clone());
        let pairs = seconds.into_iter().filter_map(|second| {
            let title = joined(first, second, language);
            let stems = first.stems.union(&second.stems).copied().collect();
            (title.chars().count() <= LONGEST_TITLE).then_some((title, stems))
        });
        if covered >= enough {
            titles.push(alone);
            titles.extend(pairs);
        } else {
            titles.extend(pairs);
            titles.push(alone);
        }
    }
    if titles.is_empty() {
        titles.extend(pieces.first().map(|piece| (titled(piece), piece.stems.clone())));
    }
    titles
}

/// The phrases that say something else than the first of answers it leaves out, the best
/// first.
fn seconds<'p>(first: &Piece, pieces: &'p [Piece], read: usize) -> Vec<&'p Piece> {
    let fits = |piece: &&Piece| {
        let same_sort = matches!(first.kind, Kind::Proposal | Kind::Action)
            == matches!(piece.kind, Kind::Proposal | Kind::Action);
        let whole = matches!(piece.kind, Kind::Group | Kind::Proposal);
        same_sort && whole && piece.stems.is_disjoint(&first.stems)
    };
    let mut scored: Vec<(f64, &Piece)> = pieces
        .iter()
        .filter(fits)
        .filter_map(|piece| {
            let added = piece.covers.difference(&first.covers).count();
            let share = added as f64 / read.max(1) as f64;
            let adds = added >= 2 && share >= ADDS && piece.score >= SECOND * first.score;
            adds.then_some((piece.score * share, piece))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, piece)| piece).take(4).collect()
}

/// A phrase as a title, with "plus de" before it where most people say so.
fn titled(piece: &Piece) -> String {
    match &piece.opener {
        Some(opener) if opener.ends_with(['\'', '’']) => {
            capitalised(&format!("{opener}{}", piece.text))
        }
        Some(opener) => capitalised(&format!("{opener} {}", piece.text)),
        None => capitalised(&piece.text),
    }
}

fn joined(first: &Piece, second: &Piece, language: Language) -> String {
    let and = language.choose(" et ", " and ");
    let plain = |piece: &Piece| piece.kind == Kind::Group && !piece.text.contains(and);
    let between = if plain(first) && plain(second) { and } else { ", " };
    format!("{}{between}{}", titled(first), second.text)
}

/// A theme without any phrase of its own is named by a number rather than not at all.
fn numbered(title: &str, taken: &HashSet<String>) -> String {
    let base = if title.is_empty() { "…" } else { title };
    (2..)
        .map(|n| format!("{base} ({n})"))
        .find(|candidate| !taken.contains(&fold(candidate)))
        .unwrap_or_default()
}
