//! Campaigns: who sent which form letter, and how much of it.

use rayon::prelude::*;

use super::hashing::{HashedMap, HashedSet};
use super::letters::{self, Letter, RUNS};
use super::runs::{self, LONG, SHORT};
use super::wordings::Wordings;
use super::{GroupKind, Set, Variant};

/// A text belongs to a campaign when this part of its words is the letter's: more than
/// the person's own.
const MOSTLY: f32 = 0.5;
/// It also does when the letter is there nearly whole ...
const WHOLE: f32 = 0.8;
/// ... and is still this part of the text. Below, the letter is quoted.
const QUOTED: f32 = 1.0 / 3.0;
/// Part of a letter that a whole copy may lack: a greeting, a slip corrected here and
/// there.
const SLIGHT: f32 = 0.1;
/// Words in a row, not of the letter, that are a phrase of one's own.
const PHRASE: usize = 5;

/// How much of a wording a letter covers, and the reverse.
#[derive(Clone, Copy)]
struct Copy {
    letter: usize,
    /// Words of the text inside the body.
    words: usize,
    /// The same as a share of the text.
    shared: f32,
    /// Distinct runs of the body that the text has.
    runs: usize,
    /// Most words in a row outside the body.
    own: usize,
}

/// Finds the letters, then gives every wording to the letter that covers most of it.
/// A letter that ends with too few people is no campaign.
pub(super) fn find(wordings: &Wordings, passages: &[&str]) -> Vec<Set> {
    let apart = quotable(wordings, passages);
    let letters: Vec<Letter> = runs::tied(wordings, letters::PEOPLE, &apart)
        .par_iter()
        .map(|tied| letters::find(wordings, tied, &apart))
        .flatten_iter()
        .collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let whole: Vec<usize> = letters.iter().map(|l| in_centre(wordings, l)).collect();
    let owners = owners(&letters);
    let copies: Vec<Option<Copy>> = (0..wordings.len())
        .into_par_iter()
        .map(|wording| best_copy(wordings.words(wording), &owners, &whole))
        .collect();
    let mut sent: Vec<Vec<(usize, Copy)>> = vec![Vec::new(); letters.len()];
    for (wording, copy) in copies.into_iter().enumerate() {
        if let Some(copy) = copy {
            sent[copy.letter].push((wording, copy));
        }
    }
    sent.iter()
        .filter_map(|copies| campaign(wordings, copies))
        .collect()
}

/// Runs, long and short, of passages that people may quote.
fn quotable(wordings: &Wordings, passages: &[&str]) -> HashedSet {
    let mut runs = HashedSet::default();
    for passage in passages {
        let words = wordings.read(passage);
        runs.extend(runs::shingles(&words, LONG));
        runs.extend(runs::shingles(&words, SHORT));
    }
    runs
}

/// Letters that have each run.
fn owners(letters: &[Letter]) -> HashedMap<Vec<u32>> {
    let mut owners: HashedMap<Vec<u32>> = HashedMap::default();
    for (number, letter) in letters.iter().enumerate() {
        for run in &letter.body {
            owners.entry(*run).or_default().push(number as u32);
        }
    }
    owners
}

/// Distinct runs of the body in the centre: the length of the letter as it was sent.
fn in_centre(wordings: &Wordings, letter: &Letter) -> usize {
    let mut runs: Vec<u64> = runs::shingles(wordings.words(letter.centre), SHORT)
        .filter(|run| letter.body.binary_search(run).is_ok())
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs.len()
}

/// The letter that covers most of a text, if the text belongs to its campaign.
fn best_copy(words: &[u32], owners: &HashedMap<Vec<u32>>, whole: &[usize]) -> Option<Copy> {
    if words.len() < LONG {
        return None;
    }
    let places: Vec<u64> = runs::shingles(words, SHORT).collect();
    let mut letters: Vec<u32> = places
        .iter()
        .filter_map(|run| owners.get(run))
        .flatten()
        .copied()
        .collect();
    letters.sort_unstable();
    letters.dedup();
    letters
        .into_iter()
        .map(|letter| copy(words, &places, owners, letter))
        .filter(|copy| belongs(copy, whole[copy.letter]))
        .max_by_key(|copy| (copy.words, std::cmp::Reverse(copy.letter)))
}

fn copy(words: &[u32], places: &[u64], owners: &HashedMap<Vec<u32>>, letter: u32) -> Copy {
    let inside = |run: &u64| owners.get(run).is_some_and(|all| all.contains(&letter));
    let covered = runs::covered(places.iter().map(inside));
    let mut runs: Vec<u64> = places.iter().copied().filter(inside).collect();
    runs.sort_unstable();
    runs.dedup();
    Copy {
        letter: letter as usize,
        words: covered,
        shared: covered as f32 / words.len() as f32,
        runs: runs.len(),
        own: runs::longest_gap(places.iter().map(inside)),
    }
}

fn belongs(copy: &Copy, whole: usize) -> bool {
    let part = copy.runs as f32 / whole.max(1) as f32;
    let enough = copy.words >= LONG && copy.runs >= RUNS;
    enough && (copy.shared >= MOSTLY || (part >= WHOLE && copy.shared >= QUOTED))
}

/// The campaign of those who sent a letter, if they are enough.
fn campaign(wordings: &Wordings, copies: &[(usize, Copy)]) -> Option<Set> {
    let people = copies.iter().map(|(w, _)| wordings.people(*w)).sum();
    if !letters::is_campaign(people, copies.len()) {
        return None;
    }
    let (model, whole) = model(wordings, copies)?;
    let members = copies.iter().map(|(wording, copy)| {
        let variant = if *wording == model {
            Variant::Identical
        } else {
            variant(copy, whole)
        };
        (*wording, copy.shared, variant)
    });
    Some(Set {
        kind: GroupKind::Campaign,
        model,
        wordings: members.collect(),
    })
}

/// The wording with most copies among those that have most of the body and little
/// else, and the runs of the body in it.
fn model(wordings: &Wordings, copies: &[(usize, Copy)]) -> Option<(usize, usize)> {
    let longest = copies.iter().map(|(_, copy)| copy.runs).max()?;
    let likeness = |copy: &Copy| {
        let whole = copy.runs as f32 / longest as f32;
        (1000.0 * copy.shared * whole) as usize
    };
    let best = copies.iter().max_by_key(|(wording, copy)| {
        let copies = wordings.people(*wording);
        (
            copies * likeness(copy),
            likeness(copy),
            std::cmp::Reverse(*wording),
        )
    })?;
    Some((best.0, best.1.runs))
}

fn variant(copy: &Copy, whole: usize) -> Variant {
    let part = copy.runs as f32 / whole.max(1) as f32;
    if part < 1.0 - SLIGHT {
        Variant::Partial
    } else if copy.own >= PHRASE {
        Variant::Extended
    } else {
        Variant::Reworded
    }
}
