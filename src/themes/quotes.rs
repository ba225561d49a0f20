//! Which passages stand for a theme: central, diverse, short enough to be read, never
//! edited. A quote is a place in a stored answer; its text is copied by code.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Exemplar, KeyPhrase, ThemeInput};
use crate::answers::{AnswerId, RespondentIndex};
use crate::privacy;
use crate::units::Span;

/// Quotes of one person in one question.
const PER_PERSON: usize = 2;
/// Weight of likeness to the quotes already chosen against centrality.
const DIVERSITY: f32 = 0.25;
/// What a passage of twenty words gains over one of none.
const FULLNESS: f32 = 0.1;
/// What a passage gains that uses all the phrases the theme is named after: a quote
/// should show what the title says.
const TELLING: f32 = 0.4;
/// What a passage gains when the theme is the main one of its answer.
const MAIN: f32 = 0.15;
/// How many key phrases count for that, the first most.
const TELLING_PHRASES: usize = 4;
/// What a passage over several lines or out of a longer sentence loses.
const LIST: f32 = 0.1;
/// Two passages that share more of their words say the same: one of them is enough.
const TOO_ALIKE: f32 = 0.7;
/// Words of a passage that reads well; others are taken only where these are missing.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 8..=38;

/// A verbatim passage of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    /// The answer it is in.
    pub answer: AnswerId,
    /// Where, in bytes of the answer's text.
    pub span: Span,
    /// Its text, which must be exactly what stands there.
    pub text: String,
}

/// What has been quoted so far in a question.
#[derive(Default)]
pub(super) struct Quoted {
    people: HashMap<RespondentIndex, usize>,
    texts: HashSet<String>,
}

struct Candidate {
    answer: usize,
    span: Span,
    /// Similarity to the theme's centre, more for a passage that says what the title says.
    centrality: f32,
    stems: BTreeSet<String>,
}

/// The five most central ideas of a group, of different answers.
pub(super) fn exemplars(input: &ThemeInput<'_>, central: &[usize]) -> Vec<Exemplar> {
    let mut seen = HashSet::new();
    central
        .iter()
        .map(|unit| &input.units[*unit])
        .filter(|unit| seen.insert(unit.answer))
        .take(5)
        .map(|unit| Exemplar {
            answer: input.answers[unit.answer].id.clone(),
            span: unit.span,
        })
        .collect()
}

/// For each group its units whose answers count in it, the most central first.
pub(super) fn central_units(input: &ThemeInput<'_>, groups: usize) -> Vec<Vec<usize>> {
    let mut central: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for unit in 0..input.units.len() {
        if let Some(group) = input.group_of(unit)
            && input.counts(input.units[unit].answer, group)
        {
            central[group as usize].push(unit);
        }
    }
    for units in &mut central {
        units.sort_by(|a, b| input.similarity(*b).total_cmp(&input.similarity(*a)));
    }
    central
}

/// Two to four quotes: the most central first, then those least like the chosen ones.
pub(super) fn choose(
    input: &ThemeInput<'_>,
    group: u32,
    central: &[usize],
    answers: usize,
    phrases: &[KeyPhrase],
    quoted: &mut Quoted,
) -> Vec<Quote> {
    let wanted = match answers {
        0..=9 => 2,
        10..=39 => 3,
        _ => 4,
    };
    let mut candidates = candidates(input, group, central, phrases, quoted);
    let mut alike = Vec::new();
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < wanted {
        let Some(candidate) = take_best(&mut candidates, &chosen)
            // Two quotes that say the same are better than one.
            .or_else(|| take_best(&mut alike, &chosen).filter(|_| chosen.len() < 2))
        else {
            break;
        };
        let person = input.answers[candidate.answer].respondent;
        let same_person = |other: &Candidate| input.answers[other.answer].respondent == person;
        alike.retain(|other| !same_person(other));
        for other in std::mem::take(&mut candidates) {
            if same_person(&other) {
                continue;
            }
            if overlap(&other.stems, &candidate.stems) > TOO_ALIKE {
                alike.push(other);
            } else {
                candidates.push(other);
            }
        }
        chosen.push(candidate);
    }
    chosen
        .into_iter()
        .map(|candidate| {
            let answer = &input.answers[candidate.answer];
            *quoted.people.entry(answer.respondent).or_default() += 1;
            let text = candidate.span.of(&answer.text).to_owned();
            quoted.texts.insert(comparable(&text));
            Quote {
                answer: answer.id.clone(),
                span: candidate.span,
                text,
            }
        })
        .collect()
}

/// Takes the candidate worth most out of the list, the first of equals.
fn take_best(candidates: &mut Vec<Candidate>, chosen: &[Candidate]) -> Option<Candidate> {
    let best = (0..candidates.len()).max_by(|a, b| {
        let value = |i: usize| worth(&candidates[i], chosen);
        value(*a).total_cmp(&value(*b)).then(b.cmp(a))
    })?;
    Some(candidates.remove(best))
}

fn worth(candidate: &Candidate, chosen: &[Candidate]) -> f32 {
    let likeness = chosen
        .iter()
        .map(|other| overlap(&candidate.stems, &other.stems))
        .fold(0.0, f32::max);
    candidate.centrality - DIVERSITY * likeness
}

fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let common = a.intersection(b).count() as f32;
    common / (a.len().min(b.len()).max(1)) as f32
}

/// The sentences of the two fifths of units nearest the centre, without repeats, without
/// what may identify someone or is code; lengths outside the good range only as a last
/// resort.
fn candidates(
    input: &ThemeInput<'_>,
    group: u32,
    central: &[usize],
    phrases: &[KeyPhrase],
    quoted: &Quoted,
) -> Vec<Candidate> {
    let phrases: Vec<Vec<String>> = phrases
        .iter()
        .take(TELLING_PHRASES)
        .map(|phrase| input.lexicon.content_stems(&phrase.text))
        .collect();
    let mut good = Vec::new();
    let mut spare = Vec::new();
    let mut seen = HashSet::new();
    let middle = (central.len() * 2 / 5).clamp(8, 400);
    for index in central.iter().take(middle) {
        let unit = &input.units[*index];
        let answer = &input.answers[unit.answer];
        let span = passage(unit.sentence, unit.span, &answer.text);
        let text = span.of(&answer.text);
        let said = quoted.people.get(&answer.respondent).copied().unwrap_or(0);
        if said >= PER_PERSON || unfit(text) {
            continue;
        }
        let said_again = comparable(text);
        if quoted.texts.contains(&said_again) || !seen.insert(said_again) {
            continue;
        }
        let length = text.split_whitespace().count();
        // A list over several lines, or half a sentence, reads badly out of its answer.
        let cut = span != unit.sentence;
        let list = if text.contains('\n') || cut {
            LIST
        } else {
            0.0
        };
        let stems: BTreeSet<String> = input.lexicon.content_stems(text).into_iter().collect();
        let fullness = FULLNESS * (length.min(20) as f32 / 20.0);
        let groups = &input.assignment.groups_of_answer[unit.answer];
        let main = if groups.first() == Some(&group) {
            MAIN
        } else {
            0.0
        };
        let candidate = Candidate {
            answer: unit.answer,
            span,
            centrality: input.similarity(*index)
                + TELLING * telling(&phrases, &stems)
                + fullness
                + main
                - list,
            stems,
        };
        if GOOD_LENGTH.contains(&length) {
            good.push(candidate);
        } else if length <= 80 {
            spare.push(candidate);
        }
    }
    if good.len() < 2 {
        good.extend(spare);
    }
    good
}

/// Share of the key phrases that a passage uses, the first weighing most.
fn telling(phrases: &[Vec<String>], stems: &BTreeSet<String>) -> f32 {
    let weight = |place: usize| (phrases.len() - place) as f32;
    let used = |phrase: &Vec<String>| phrase.iter().all(|stem| stems.contains(stem));
    let all: f32 = (0..phrases.len()).map(weight).sum();
    let present: f32 = (0..phrases.len())
        .filter(|place| used(&phrases[*place]))
        .map(weight)
        .sum();
    if all > 0.0 { present / all } else { 0.0 }
}

/// What should not be put forward: it may identify someone, or is markup or code.
fn unfit(text: &str) -> bool {
    privacy::is_masked(text) || (text.contains('<') && text.contains('>')) || text.contains('{')
}

/// The whole sentence when it is of a readable length, else the idea alone.
fn passage(sentence: Span, idea: Span, text: &str) -> Span {
    if sentence.of(text).split_whitespace().count() <= *GOOD_LENGTH.end() {
        sentence
    } else {
        idea
    }
}

fn comparable(text: &str) -> String {
    crate::words::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect::<Vec<_>>()
        .join(" ")
}
