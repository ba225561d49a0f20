//! Key phrases that set a theme apart, in the spelling people use, and titles from them.
//!
//! A phrase is one to three content words that follow each other, with the little words
//! between them ("prix de l'essence"). It scores by its share of the theme's answers
//! times the logarithm of how much commoner it is there than elsewhere (the theme's
//! contribution to the Kullback-Leibler divergence), longer forms being favoured.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::ThemeInput;
use crate::words::{Lexicon, Word, fold, words};

/// Key phrases kept for each theme.
const KEPT: usize = 8;
/// Content words of the longest phrase.
const LONGEST: usize = 3;
/// What a phrase of one, two, three content words is multiplied by.
const LENGTH_BONUS: [f64; LONGEST] = [1.0, 1.6, 1.8];

/// Folded little words that may stand inside a phrase.
const INNER: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour",
    "sur", "of", "the", "to", "for", "in", "on", "and",
];

/// A phrase of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPhrase {
    /// As it is most often written.
    pub text: String,
    /// Answers of the theme that use it, in any of its forms.
    pub answers: usize,
}

/// A phrase found in a text: its stems and its spelling.
struct Found {
    stems: Vec<String>,
    spelling: String,
    /// False where capitals say nothing: first word, or a text in capitals.
    telling_case: bool,
}

/// The key phrases of each group, best first.
pub(super) fn key_phrases(input: &ThemeInput<'_>, groups: usize) -> Vec<Vec<KeyPhrase>> {
    let mut spellings: HashMap<Vec<String>, Spellings> = HashMap::new();
    let mut answers_with: BTreeMap<Vec<String>, HashMap<u32, HashSet<usize>>> = BTreeMap::new();
    let mut sizes = vec![HashSet::new(); groups];
    for (index, unit) in input.units.iter().enumerate() {
        let Some(group) = input.group_of(index) else {
            continue;
        };
        if !input.counts(unit.answer, group) {
            continue;
        }
        sizes[group as usize].insert(unit.answer);
        for found in find(input.text(index), input.lexicon) {
            answers_with
                .entry(found.stems.clone())
                .or_default()
                .entry(group)
                .or_default()
                .insert(unit.answer);
            spellings.entry(found.stems.clone()).or_default().add(found);
        }
    }
    let sizes: Vec<usize> = sizes.iter().map(HashSet::len).collect();
    let mut scored: Vec<Vec<Scored>> = (0..groups).map(|_| Vec::new()).collect();
    for (stems, by_group) in answers_with {
        let everywhere: usize = by_group.values().map(HashSet::len).sum();
        for (group, answers) in by_group {
            let candidate = Scored::new(&stems, answers.len(), everywhere, group, &sizes);
            scored[group as usize].extend(candidate);
        }
    }
    scored
        .into_iter()
        .map(|candidates| keep_best(candidates, &spellings))
        .collect()
}

struct Scored {
    stems: Vec<String>,
    answers: usize,
    score: f64,
}

impl Scored {
    fn new(
        stems: &[String],
        answers: usize,
        everywhere: usize,
        group: u32,
        sizes: &[usize],
    ) -> Option<Scored> {
        let size = sizes[group as usize];
        let rest: usize = sizes.iter().sum::<usize>() - size;
        if answers < 2 && size > 2 {
            return None;
        }
        let inside = answers as f64 / size.max(1) as f64;
        let outside = ((everywhere - answers) as f64 + 0.5) / (rest as f64 + 1.0);
        let contrast = libm::log(inside / outside);
        (contrast > 0.0).then(|| Scored {
            stems: stems.to_vec(),
            answers,
            score: inside * contrast * LENGTH_BONUS[stems.len() - 1],
        })
    }

    fn within(&self, other: &Scored) -> bool {
        self.stems.iter().all(|stem| other.stems.contains(stem))
    }
}

/// The best candidates without repeats: a phrase inside another one gives way to the
/// longer form when half of its answers use that form.
fn keep_best(
    mut candidates: Vec<Scored>,
    spellings: &HashMap<Vec<String>, Spellings>,
) -> Vec<KeyPhrase> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.stems.cmp(&b.stems)));
    candidates.truncate(60);
    let mut kept: Vec<Scored> = Vec::new();
    for candidate in candidates {
        if kept.iter().any(|k| candidate.within(k)) {
            continue;
        }
        let shorter = kept.iter().position(|k| k.within(&candidate));
        match shorter {
            Some(at) if candidate.answers * 2 >= kept[at].answers => kept[at] = candidate,
            Some(_) => {}
            None if kept.len() < KEPT => kept.push(candidate),
            None => {}
        }
    }
    let mut unique: Vec<Scored> = Vec::new();
    for candidate in kept {
        if !unique.iter().any(|k| k.stems == candidate.stems) {
            unique.push(candidate);
        }
    }
    unique
        .into_iter()
        .filter_map(|candidate| {
            Some(KeyPhrase {
                text: spellings.get(&candidate.stems)?.best(),
                answers: candidate.answers,
            })
        })
        .collect()
}

/// The ways one phrase is written.
#[derive(Default)]
struct Spellings {
    lower: BTreeMap<String, usize>,
    cased: HashMap<String, BTreeMap<String, usize>>,
}

impl Spellings {
    fn add(&mut self, found: Found) {
        let lower = found.spelling.to_lowercase();
        if found.telling_case {
            *self
                .cased
                .entry(lower.clone())
                .or_default()
                .entry(found.spelling)
                .or_default() += 1;
        }
        *self.lower.entry(lower).or_default() += 1;
    }

    /// The commonest spelling; of spellings that differ by accents only, the one with
    /// accents as soon as a quarter use it. Capitals are kept where most people write them.
    fn best(&self) -> String {
        let Some((common, most)) = greatest(&self.lower) else {
            return String::new();
        };
        let accented = self
            .lower
            .iter()
            .filter(|(text, count)| fold(text) == fold(common) && *count * 4 >= most)
            .max_by_key(|(text, count)| (text.chars().filter(|c| !c.is_ascii()).count(), **count))
            .map_or(common, |(text, _)| text);
        self.cased
            .get(accented)
            .and_then(greatest)
            .map_or_else(|| accented.clone(), |(text, _)| text.clone())
    }
}

/// The commonest entry; the first in order of equals.
fn greatest(counts: &BTreeMap<String, usize>) -> Option<(&String, usize)> {
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| **count)
        .map(|(text, count)| (text, *count))
}

/// The phrases of one unit.
fn find(text: &str, lexicon: &Lexicon) -> Vec<Found> {
    let all = words(text);
    let capitals = mostly_capitals(text);
    let mut found = Vec::new();
    for first in 0..all.len() {
        if !starts_phrase(&all[first], lexicon) {
            continue;
        }
        let mut stems = vec![lexicon.stem(&all[first].folded)];
        found.push(phrase(text, &all, first, first, &stems, capitals));
        let mut last = first;
        for next in first + 1..all.len() {
            if !joined(&text[all[next - 1].end..all[next].start]) || next - last > 3 {
                break;
            }
            if lexicon.is_content(&all[next].folded) {
                stems.push(lexicon.stem(&all[next].folded));
                if stems.len() > LONGEST {
                    break;
                }
                last = next;
                found.push(phrase(text, &all, first, next, &stems, capitals));
            } else if !INNER.contains(&all[next].folded.as_str()) {
                break;
            }
        }
    }
    found
}

fn starts_phrase(word: &Word, lexicon: &Lexicon) -> bool {
    lexicon.is_content(&word.folded) && !word.folded.chars().all(|c| c.is_ascii_digit())
}

fn phrase(
    text: &str,
    all: &[Word],
    first: usize,
    last: usize,
    stems: &[String],
    capitals: bool,
) -> Found {
    let spelling = &text[all[first].start..all[last].end];
    Found {
        stems: stems.to_vec(),
        spelling: spelling.split_whitespace().collect::<Vec<_>>().join(" "),
        telling_case: first > 0 && !capitals,
    }
}

/// White space, an apostrophe or a hyphen joins two words; anything else parts them.
fn joined(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
}

fn mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > letters
}

/// One title per group: its best phrase, and the next one where the first is a single
/// word; the largest themes choose first, so that no two titles are the same.
pub(super) fn titles(phrases: &[Vec<KeyPhrase>], order: &[usize]) -> Vec<String> {
    let mut titles = vec![String::new(); phrases.len()];
    let mut taken: HashSet<String> = HashSet::new();
    for group in order {
        let list = &phrases[*group];
        let wanted = match list.first() {
            Some(best) if best.text.contains([' ', '\'', '’', '-']) => 1,
            _ => 2,
        };
        let title = (wanted..=list.len().max(wanted))
            .map(|count| joined_title(list, count))
            .find(|title| !title.is_empty() && !taken.contains(&fold(title)))
            .unwrap_or_else(|| numbered(&joined_title(list, 1), &taken));
        taken.insert(fold(&title));
        titles[*group] = title;
    }
    titles
}

fn joined_title(list: &[KeyPhrase], count: usize) -> String {
    let texts: Vec<&str> = list.iter().take(count).map(|p| p.text.as_str()).collect();
    capitalised(&texts.join(", "))
}

/// A theme without any phrase of its own is named by a number rather than not at all.
fn numbered(title: &str, taken: &HashSet<String>) -> String {
    let base = if title.is_empty() { "…" } else { title };
    (2..)
        .map(|n| format!("{base} ({n})"))
        .find(|candidate| !taken.contains(&fold(candidate)))
        .unwrap_or_default()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn phrases_keep_their_little_words_and_begin_and_end_with_content() {
        let lexicon = Lexicon::new(Language::French);
        let found = find("le prix de l'essence, trop de bus", &lexicon);
        let spellings: Vec<&str> = found.iter().map(|f| f.spelling.as_str()).collect();
        assert_eq!(spellings, ["prix", "prix de l'essence", "essence", "bus"]);
    }

    #[test]
    fn the_accented_and_cased_spelling_wins() {
        let mut spellings = Spellings::default();
        for (spelling, telling_case) in [
            ("securite", true),
            ("SECURITE", false),
            ("sécurité", true),
            ("sécurité", true),
        ] {
            spellings.add(Found {
                stems: Vec::new(),
                spelling: spelling.to_owned(),
                telling_case,
            });
        }
        assert_eq!(spellings.best(), "sécurité");
        let mut names = Spellings::default();
        for spelling in ["pont des Forges", "pont des Forges", "pont des forges"] {
            names.add(Found {
                stems: Vec::new(),
                spelling: spelling.to_owned(),
                telling_case: true,
            });
        }
        assert_eq!(names.best(), "pont des Forges");
    }
}
