//! The form letters behind a set of tied wordings.
//!
//! Stars, not chains (star cover, Aslam, Pelekhov and Rus 2004): a wording at the
//! centre, and around it those that are mostly made of its shared runs. Two letters
//! that quote the same law are tied but each keeps its own star.

use rayon::prelude::*;

use super::hashing::{HashedMap, HashedSet};
use super::runs::{self, LONG, SHORT};
use super::wordings::Wordings;

/// Answers that make a campaign, when they differ somewhere. Two alike are a couple
/// or a second click.
pub(super) const PEOPLE: usize = 3;
/// Answers that make a campaign when all are the same text: three or four identical
/// ones may be one person pressing the button again, and are exact duplicates.
pub(super) const COPIES: usize = 5;
/// Distinct short runs in a letter, as many as `LONG` different words have. A text
/// that repeats one slogan has fewer.
pub(super) const RUNS: usize = LONG - SHORT + 1;
/// Part of a text that is shared when the text is a copy: most of it.
const MOSTLY: f32 = 0.5;
/// Part that two versions of one whole letter have of each other.
const PEER: f32 = 2.0 / 3.0;
/// Part of a letter's first copies that must have a run for it to be in the body.
const USUAL: usize = 10;
/// Centres compared, of the two kinds each, before one is chosen.
const CENTRES: usize = 8;
/// Centres tried in a row without finding a letter.
const TRIES: usize = 64;

/// A run that is in too few wordings to matter.
const RARE: u32 = u32::MAX;

/// A form letter: the wording it was found in, and the runs of its body.
pub(super) struct Letter {
    /// The wording at the centre.
    pub centre: usize,
    /// Hashes of the runs of `SHORT` words, ascending.
    pub body: Vec<u64>,
}

/// The runs of one wording that others share.
struct Sheet {
    wording: usize,
    people: usize,
    /// Run at each place of the text, `RARE` where it is not shared.
    places: Vec<u32>,
    /// Runs, ascending, each once.
    runs: Vec<u32>,
    /// Words of the text.
    length: usize,
}

/// True when so many answers of so many wordings are a campaign.
pub(super) fn is_campaign(people: usize, wordings: usize) -> bool {
    people >= COPIES || (people >= PEOPLE && wordings > 1)
}

/// Letters found among `tied` wordings. O(words) a letter, and at most `TRIES`
/// times that before it gives up.
pub(super) fn find(wordings: &Wordings, tied: &[usize], apart: &HashedSet) -> Vec<Letter> {
    let (mut sheets, hashes) = sheets(wordings, tied, apart);
    let mut letters = Vec::new();
    let mut tries = 0;
    while tries < TRIES {
        let spread = spread(&sheets, hashes.len());
        sheets.retain(|sheet| could_be_copy(sheet, &spread));
        let Some(centre) = centre(&sheets, &spread) else {
            break;
        };
        let body = body(&sheets, centre, hashes.len());
        let copies: Vec<bool> = sheets.par_iter().map(|s| is_copy(s, &body)).collect();
        if found(&sheets, &copies) {
            letters.push(letter(sheets[centre].wording, &body, &hashes));
            tries = 0;
            let mut copies = copies.into_iter();
            sheets.retain(|_| !copies.next().unwrap_or(false));
        } else {
            tries += 1;
            sheets.remove(centre);
        }
    }
    letters
}

/// Numbers the runs that `PEOPLE` answers or more share. Returns their hashes too.
fn sheets(wordings: &Wordings, tied: &[usize], apart: &HashedSet) -> (Vec<Sheet>, Vec<u64>) {
    let mut people: HashedMap<u32> = HashedMap::default();
    for wording in tied {
        let mut own: Vec<u64> = runs::shingles(wordings.words(*wording), SHORT).collect();
        own.sort_unstable();
        own.dedup();
        for hash in own {
            *people.entry(hash).or_insert(0) += wordings.people(*wording) as u32;
        }
    }
    let mut hashes: Vec<u64> = people
        .iter()
        .filter(|(hash, people)| **people as usize >= PEOPLE && !apart.contains(*hash))
        .map(|(hash, _)| *hash)
        .collect();
    hashes.sort_unstable();
    let numbers: HashedMap<u32> = hashes.iter().copied().zip(0..).collect();
    let sheets = tied
        .par_iter()
        .map(|wording| sheet(wordings, *wording, &numbers))
        .collect();
    (sheets, hashes)
}

fn sheet(wordings: &Wordings, wording: usize, numbers: &HashedMap<u32>) -> Sheet {
    let words = wordings.words(wording);
    let places: Vec<u32> = runs::shingles(words, SHORT)
        .map(|hash| numbers.get(&hash).copied().unwrap_or(RARE))
        .collect();
    let mut runs: Vec<u32> = places.iter().copied().filter(|r| *r != RARE).collect();
    runs.sort_unstable();
    runs.dedup();
    Sheet {
        wording,
        people: wordings.people(wording),
        places,
        runs,
        length: words.len(),
    }
}

/// Answers that have each run.
fn spread(sheets: &[Sheet], runs: usize) -> Vec<u32> {
    let mut spread = vec![0; runs];
    for sheet in sheets {
        for run in &sheet.runs {
            spread[*run as usize] += sheet.people as u32;
        }
    }
    spread
}

fn covered(sheet: &Sheet, inside: impl Fn(u32) -> bool) -> usize {
    runs::covered(sheet.places.iter().map(|run| *run != RARE && inside(*run)))
}

/// A text that is not mostly shared runs, whoever shares them, is no copy of anything.
fn could_be_copy(sheet: &Sheet, spread: &[u32]) -> bool {
    let shared = covered(sheet, |run| spread[run as usize] as usize >= PEOPLE);
    shared >= LONG && shared as f32 >= MOSTLY * sheet.length as f32
}

/// The wording to try as a centre: of those with the most copies and those whose runs
/// are the most widespread, the one with the most versions of its whole around it.
/// Two letters sent as one text are widespread runs, but have no such versions.
fn centre(sheets: &[Sheet], spread: &[u32]) -> Option<usize> {
    let mass = |sheet: &Sheet| -> u64 {
        let all = sheet.runs.iter().map(|run| spread[*run as usize]);
        all.map(|people| u64::from(people.saturating_sub(sheet.people as u32)))
            .sum()
    };
    let mass: Vec<u64> = sheets.par_iter().map(mass).collect();
    let mut by_mass: Vec<usize> = (0..sheets.len()).collect();
    by_mass.sort_by_key(|at| (std::cmp::Reverse(mass[*at]), sheets[*at].length));
    let mut by_copies: Vec<usize> = (0..sheets.len()).collect();
    by_copies.sort_by_key(|at| std::cmp::Reverse((sheets[*at].people, mass[*at])));
    let tried = by_copies
        .iter()
        .take(CENTRES)
        .chain(by_mass.iter().take(CENTRES));
    tried
        .copied()
        .max_by_key(|at| (peers(sheets, *at), mass[*at], std::cmp::Reverse(*at)))
}

/// Answers that have most of the centre, and of which the centre has most.
fn peers(sheets: &[Sheet], centre: usize) -> usize {
    let centre = &sheets[centre].runs;
    let is_peer = |sheet: &&Sheet| {
        let longest = centre.len().max(sheet.runs.len());
        let least = PEER * longest as f32;
        let shortest = centre.len().min(sheet.runs.len());
        shortest as f32 >= least && common(centre, &sheet.runs) as f32 >= least
    };
    sheets
        .par_iter()
        .filter(is_peer)
        .map(|sheet| sheet.people)
        .sum()
}

/// How many numbers two ascending lists have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let mut other = other.iter().peekable();
    let mut count = 0;
    for run in one {
        while other.next_if(|o| *o < run).is_some() {}
        count += usize::from(other.next_if_eq(&run).is_some());
    }
    count
}

/// Runs of the letter: those of the centre, then those that a part of its copies add,
/// so that a paragraph which the centre lacks is shared wording too.
fn body(sheets: &[Sheet], centre: usize, runs: usize) -> Vec<bool> {
    let mut body = vec![false; runs];
    for run in &sheets[centre].runs {
        body[*run as usize] = true;
    }
    let copies = sheets.iter().filter(|sheet| is_copy(sheet, &body));
    let mut spread = vec![0usize; runs];
    let mut people = 0;
    for copy in copies {
        people += copy.people;
        for run in &copy.runs {
            spread[*run as usize] += copy.people;
        }
    }
    let usual = PEOPLE.max(people.div_ceil(USUAL));
    spread.into_iter().map(|people| people >= usual).collect()
}

fn is_copy(sheet: &Sheet, body: &[bool]) -> bool {
    let shared = covered(sheet, |run| body[run as usize]);
    let runs = sheet.runs.iter().filter(|run| body[**run as usize]).count();
    runs >= RUNS && shared >= LONG && shared as f32 >= MOSTLY * sheet.length as f32
}

fn found(sheets: &[Sheet], copies: &[bool]) -> bool {
    let people = sheets.iter().zip(copies).filter(|(_, copy)| **copy);
    let people: usize = people.map(|(sheet, _)| sheet.people).sum();
    let wordings = copies.iter().filter(|copy| **copy).count();
    is_campaign(people, wordings)
}

fn letter(centre: usize, body: &[bool], hashes: &[u64]) -> Letter {
    let inside = hashes.iter().zip(body).filter(|(_, inside)| **inside);
    Letter {
        centre,
        body: inside.map(|(hash, _)| *hash).collect(),
    }
}
