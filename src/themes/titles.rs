//! Titles: whole phrases of a theme, no two titles the same, none empty.
//!
//! A title is one phrase that says much of the theme, or two that say different things of
//! it (see `pieces` for what a phrase is worth).

use std::collections::{BTreeSet, HashSet};

use super::counting::{Reader, Theme};
use super::phrases::Kind;
use super::pieces::{LONGEST_TITLE, Piece, cover, pieces};
use super::vocabulary::capitalised;
use crate::language::Language;
use crate::words::fold;

/// A phrase that covers this share of a theme needs no second one.
const COVERS_ENOUGH: f64 = 0.3;
/// The same for a single word.
const ONE_WORD_COVERS: f64 = 0.8;
/// Share of the theme that a second phrase must add.
const ADDS: f64 = 0.1;
/// The same for a single word.
const ONE_WORD_ADDS: f64 = 0.12;
/// The same beside a single word that covers little.
const LONELY_ADDS: f64 = 0.07;
/// What a second phrase must be worth beside the first.
const SECOND: f64 = 0.3;

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
        titles.extend(
            pieces
                .first()
                .map(|piece| (titled(piece), piece.stems.clone())),
        );
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
    // A single word that covers little says too little alone.
    let lonely =
        first.stems.len() == 1 && (first.covers.len() as f64) < COVERS_ENOUGH * read.max(1) as f64;
    let mut scored: Vec<(f64, &Piece)> = pieces
        .iter()
        .filter(fits)
        .filter_map(|piece| {
            let added = piece.covers.difference(&first.covers).count();
            let shared = piece.covers.len() - added;
            // A single word gains by a second one even where both stand together.
            let gain = match first.stems.len() {
                1 => added as f64 + shared as f64 / 2.0,
                _ => added as f64,
            };
            let share = gain / read.max(1) as f64;
            let single = piece.stems.len() == 1;
            let (least, part) = match (single, lonely) {
                (true, true) => (3, LONELY_ADDS),
                (true, false) => (3, ONE_WORD_ADDS),
                (false, _) => (2, ADDS),
            };
            let adds =
                piece.covers.len() >= least && share >= part && piece.score >= SECOND * first.score;
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
    let between = if plain(first) && plain(second) {
        and
    } else {
        ", "
    };
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
