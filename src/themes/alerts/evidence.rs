//! From cues to an alert: which cues stand, what makes them concrete, what undoes them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tables::{Compiled, Rule};
use super::{Alert, AlertFamily, Severity, THRESHOLD};
use crate::themes::cues::{Hit, PhraseSet, Reading};

/// Words between the first and the last phrase of one cue.
const WINDOW: usize = 16;
/// Words before a phrase in which a negator undoes it.
const NEGATION: usize = 3;
/// Negators of a noun, which reach less far: "sans muselière a mordu".
const LACKS: &[&str] = &["sans", "ni", "without", "no", "zero"];
/// How far those reach.
const LACK: usize = 2;
/// Words that a negation does not reach across, in both languages.
const JOINS: &[&str] = &["et", "mais", "que", "qui", "and", "but", "that", "who"];
/// Points of concreteness that count.
const MOST_CONCRETE: i32 = 3;

/// Signs that a text is about something that happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// First person: it happened to the writer or to someone near.
    pub personal: bool,
    /// Someone in particular: "a boy", "une dame".
    pub someone: bool,
    /// A date, "yesterday", "every night".
    pub dated: bool,
    /// A place or a piece of equipment.
    pub placed: bool,
    /// Reported, known, still not mended.
    pub pursued: bool,
    /// People below, children near, help called, fear.
    pub exposed: bool,
}

impl Evidence {
    fn points(self) -> i32 {
        let signs = [
            self.personal || self.someone,
            self.dated,
            self.placed,
            self.pursued,
            self.exposed,
        ];
        (signs.into_iter().filter(|sign| *sign).count() as i32).min(MOST_CONCRETE)
    }
}

/// A rule whose phrases all stand in one sentence.
struct Cue<'r> {
    rule: &'r Rule,
    sentence: usize,
    words: Vec<Range<usize>>,
}

/// The alert of a text, by its strongest sentence and the sentences next to it.
pub(super) fn judge(reading: &Reading, tables: &Compiled) -> Option<Alert> {
    let sentences = reading.sentences();
    let cues = cues(reading, tables, &sentences);
    let mut best: Option<(i32, usize, Evidence)> = None;
    let mut passing: Vec<(usize, AlertFamily)> = Vec::new();
    let mut place = 0;
    while place < cues.len() {
        let sentence = cues[place].sentence;
        let evidence = evidence(reading, tables, &sentences, sentence);
        if let Some((score, family)) = score(reading, tables, &sentences, &cues, sentence, evidence)
        {
            passing.push((sentence, family));
            if best.is_none_or(|(s, _, _)| score > s) {
                best = Some((score, passing.len() - 1, evidence));
            }
        }
        place += cues[place..]
            .iter()
            .take_while(|c| c.sentence == sentence)
            .count();
    }
    let (score, at, evidence) = best?;
    let counted: Vec<&Cue> = cues
        .iter()
        .filter(|c| passing.iter().any(|(s, _)| s.abs_diff(c.sentence) <= 1))
        .collect();
    Some(Alert {
        family: passing[at].1,
        severity: counted
            .iter()
            .filter(|c| c.rule.weight > 1)
            .map(|c| c.rule.severity)
            .max()
            .unwrap_or(Severity::Risk),
        spans: spans(reading, &counted),
        evidence,
        score,
    })
}

/// Every rule that holds, in order of sentence.
fn cues<'r>(reading: &Reading, tables: &'r Compiled, sentences: &[Range<usize>]) -> Vec<Cue<'r>> {
    let mut found = Vec::new();
    for (number, range) in sentences.iter().enumerate() {
        let hits: Vec<Hit> = tables.atoms.find(reading, range.clone());
        if hits.is_empty() {
            continue;
        }
        let undone = undone_from(reading, tables, range.clone());
        let mut of_atom: Vec<Vec<Hit>> = vec![Vec::new(); tables.atom_count];
        for hit in hits {
            if hit.from < undone && !negated(reading, &tables.negators, hit) {
                of_atom[hit.phrase].push(hit);
            }
        }
        for rule in &tables.rules {
            if let Some(words) = stands(rule, &of_atom) {
                found.push(Cue {
                    rule,
                    sentence: number,
                    words,
                });
            }
        }
    }
    found
}

/// The first word that a hypothesis covers: from its marker to the end of the sentence.
fn undone_from(reading: &Reading, tables: &Compiled, range: Range<usize>) -> usize {
    let markers = tables.hypotheses.find(reading, range.clone());
    markers.first().map_or(range.end, |hit| hit.from)
}

fn negated(reading: &Reading, negators: &[&str], hit: Hit) -> bool {
    let first = hit.from.saturating_sub(NEGATION);
    (first..hit.from)
        .rev()
        .take_while(|&i| {
            reading.clause[i] == reading.clause[hit.from]
                && !JOINS.contains(&reading.words[i].folded.as_str())
        })
        .any(|i| {
            let word = reading.words[i].folded.as_str();
            negators.contains(&word) && (hit.from - i <= LACK || !LACKS.contains(&word))
        })
}

/// One hit per phrase of the rule, near each other and apart; `None` when one lacks.
fn stands(rule: &Rule, of_atom: &[Vec<Hit>]) -> Option<Vec<Range<usize>>> {
    let mut atoms = rule.atoms.clone();
    let anchors = of_atom.get(atoms.next()?)?;
    anchors.iter().find_map(|anchor| {
        let mut words: Vec<Range<usize>> = Vec::with_capacity(rule.atoms.len());
        words.push(anchor.from..anchor.to);
        for atom in atoms.clone() {
            let other = of_atom.get(atom)?.iter().find(|hit| {
                let apart = words.iter().all(|w| hit.to <= w.start || hit.from >= w.end);
                apart && hit.from.abs_diff(anchor.from) <= WINDOW
            })?;
            words.push(other.from..other.to);
        }
        Some(words)
    })
}

/// The words of a sentence and of its neighbours.
fn around(sentences: &[Range<usize>], sentence: usize) -> Range<usize> {
    let first = sentence.saturating_sub(1);
    let last = (sentence + 1).min(sentences.len() - 1);
    sentences[first].start..sentences[last].end
}

fn evidence(
    reading: &Reading,
    tables: &Compiled,
    sentences: &[Range<usize>],
    sentence: usize,
) -> Evidence {
    let wide = around(sentences, sentence);
    let has = |set: &PhraseSet| set.any(reading, wide.clone());
    Evidence {
        personal: has(&tables.personal),
        someone: has(&tables.someone),
        dated: has(&tables.dated),
        placed: has(&tables.placed),
        pursued: has(&tables.pursued),
        exposed: has(&tables.exposed),
    }
}

/// Points of a sentence with the family that gives most, when they reach the threshold.
fn score(
    reading: &Reading,
    tables: &Compiled,
    sentences: &[Range<usize>],
    cues: &[Cue<'_>],
    sentence: usize,
    evidence: Evidence,
) -> Option<(i32, AlertFamily)> {
    let near: Vec<&Cue> = cues
        .iter()
        .filter(|c| c.sentence.abs_diff(sentence) <= 1)
        .collect();
    let here = near.iter().filter(|c| c.sentence == sentence);
    let strongest = here.max_by_key(|c| (c.rule.weight, c.rule.severity))?;
    let apart = |a: &Cue, b: &Cue| {
        a.words
            .iter()
            .all(|x| b.words.iter().all(|y| x.end <= y.start || y.end <= x.start))
    };
    let supported = near.iter().any(|c| apart(c, strongest));
    if strongest.rule.weight < 2 && !supported {
        return None;
    }
    let own = sentences[sentence].clone();
    let wide = around(sentences, sentence);
    let mut score = strongest.rule.weight + i32::from(supported) + evidence.points();
    score -= against(reading, tables, own, wide, evidence);
    (score >= THRESHOLD).then_some((score, strongest.rule.family))
}

/// Points against: opinions on policy, old stories, what was mended.
fn against(
    reading: &Reading,
    tables: &Compiled,
    own: Range<usize>,
    wide: Range<usize>,
    evidence: Evidence,
) -> i32 {
    let general = tables.general.find(reading, own.clone()).len().min(3) as i32;
    let anchored = evidence.personal as i32 + evidence.someone as i32 + evidence.dated as i32;
    let mut points = if general == 0 {
        0
    } else {
        general + 1 - anchored
    };
    if tables.past.any(reading, own.clone()) || old_year(reading, own.clone()) {
        points += 4;
    }
    if tables
        .resolved
        .find(reading, wide)
        .iter()
        .any(|hit| !negated(reading, &tables.negators, *hit))
    {
        points += 3;
    }
    points.max(0)
}

/// A year that is history: 1000 to 2015, and none later.
fn old_year(reading: &Reading, range: Range<usize>) -> bool {
    let years: Vec<u32> = reading.words[range]
        .iter()
        .filter(|w| w.folded.len() == 4)
        .filter_map(|w| w.folded.parse().ok())
        .filter(|year| (1700..2100).contains(year))
        .collect();
    !years.is_empty() && years.iter().all(|year| *year <= 2015)
}

/// The bytes of the cues, merged where they touch.
fn spans(reading: &Reading, cues: &[&Cue<'_>]) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = cues
        .iter()
        .flat_map(|cue| cue.words.iter())
        .map(|words| reading.bytes(words.start, words.end))
        .collect();
    places.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in places {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}
