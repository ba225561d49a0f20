//! Key phrases that set a theme apart, in the spelling people use, and titles from them.
//!
//! A phrase is one to three content words that follow each other, with the little words
//! between them ("prix de l'essence"). It scores by its share of the theme's answers
//! times the logarithm of how much commoner it is there than elsewhere (the theme's
//! contribution to the Kullback-Leibler divergence). Longer forms are favoured, and so are
//! whole ones: those that usually stand between little words or punctuation, as noun
//! groups do, and not in the middle of one.

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

/// What a phrase that is always cut out of a longer one is multiplied by.
const CUT: f64 = 0.3;

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
    /// True where neither neighbour is a content word: the phrase is not cut out of a
    /// longer one.
    whole: bool,
}

/// The key phrases of each group, best first.
pub(super) fn key_phrases(input: &ThemeInput<'_>, groups: usize) -> Vec<Vec<KeyPhrase>> {
    let mut spellings: HashMap<Vec<String>, Spellings> = HashMap::new();
    let mut answers_with: BTreeMap<Vec<String>, HashMap<u32, Uses>> = BTreeMap::new();
    let mut sizes: Vec<Uses> = vec![Uses::default(); groups];
    for (index, unit) in input.units.iter().enumerate() {
        let Some(group) = input.group_of(index) else {
            continue;
        };
        if !input.counts(unit.answer, group) {
            continue;
        }
        let centrality = input.similarity(index);
        sizes[group as usize].add(unit.answer, centrality);
        for found in find(input.text(index), input.lexicon) {
            answers_with
                .entry(found.stems.clone())
                .or_default()
                .entry(group)
                .or_default()
                .add(unit.answer, centrality);
            spellings.entry(found.stems.clone()).or_default().add(found);
        }
    }
    let mut scored: Vec<Vec<Scored>> = (0..groups).map(|_| Vec::new()).collect();
    for (stems, by_group) in answers_with {
        let everywhere: usize = by_group.values().map(Uses::count).sum();
        let wholeness = spellings.get(&stems).map_or(0.0, Spellings::wholeness);
        for (group, answers) in by_group {
            let candidate = Scored::new(&stems, &answers, everywhere, group, &sizes);
            scored[group as usize].extend(candidate.map(|mut candidate| {
                candidate.score *= CUT + (1.0 - CUT) * wholeness;
                candidate
            }));
        }
    }
    scored
        .into_iter()
        .map(|candidates| keep_best(candidates, &spellings))
        .collect()
}

/// The answers of a theme that use a phrase, each with the centrality of its idea.
#[derive(Clone, Default)]
struct Uses(BTreeMap<usize, f32>);

impl Uses {
    fn add(&mut self, answer: usize, centrality: f32) {
        let best = self.0.entry(answer).or_default();
        *best = best.max(centrality);
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// Answers weighed by their centrality, so that a phrase speaks for a
    /// theme when it stands in its middle.
    fn weight(&self) -> f64 {
        self.0.values().map(|c| f64::from(*c)).sum()
    }
}

struct Scored {
    stems: Vec<String>,
    answers: usize,
    /// True when one answer of several says it.
    alone: bool,
    score: f64,
}

impl Scored {
    fn new(
        stems: &[String],
        uses: &Uses,
        everywhere: usize,
        group: u32,
        sizes: &[Uses],
    ) -> Option<Scored> {
        let theme = &sizes[group as usize];
        let rest: usize = sizes.iter().map(Uses::count).sum::<usize>() - theme.count();
        let answers = uses.count();
        let inside = answers as f64 / theme.count().max(1) as f64;
        let outside = ((everywhere - answers) as f64 + 0.5) / (rest as f64 + 1.0);
        let contrast = libm::log(inside / outside);
        let central = uses.weight() / theme.weight().max(f64::MIN_POSITIVE);
        (contrast > 0.0).then(|| Scored {
            stems: stems.to_vec(),
            answers,
            alone: answers < 2 && theme.count() > 2,
            score: central * contrast * LENGTH_BONUS[stems.len() - 1],
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
    // Phrases of a single answer only name a theme that has no other.
    if candidates.iter().any(|candidate| !candidate.alone) {
        candidates.retain(|candidate| !candidate.alone);
        candidates.truncate(60);
    } else {
        candidates.truncate(2);
    }
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
    seen: usize,
    whole: usize,
    lower: BTreeMap<String, usize>,
    cased: HashMap<String, BTreeMap<String, usize>>,
}

impl Spellings {
    fn add(&mut self, found: Found) {
        let lower = found.spelling.to_lowercase();
        self.seen += 1;
        self.whole += usize::from(found.whole);
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

    /// Share of its uses where the phrase stands whole.
    fn wholeness(&self) -> f64 {
        self.whole as f64 / self.seen.max(1) as f64
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
    let line = Line {
        text,
        words: words(text),
        capitals: mostly_capitals(text),
        lexicon,
    };
    let mut found = Vec::new();
    for first in 0..line.words.len() {
        if line.starts_phrase(first) {
            line.phrases_from(first, &mut found);
        }
    }
    found
}

/// One unit and its words.
struct Line<'a> {
    text: &'a str,
    words: Vec<Word>,
    capitals: bool,
    lexicon: &'a Lexicon,
}

impl Line<'_> {
    fn phrases_from(&self, first: usize, found: &mut Vec<Found>) {
        let mut stems = vec![self.lexicon.stem(&self.words[first].folded)];
        found.push(self.phrase(first, first, &stems));
        let mut last = first;
        for next in first + 1..self.words.len() {
            if !self.joined(next) || next - last > 3 {
                break;
            }
            if self.lexicon.is_content(&self.words[next].folded) {
                stems.push(self.lexicon.stem(&self.words[next].folded));
                // "zone 30" and "ligne 3" are phrases, "absorber 140" is not.
                let number = has_digit(&self.words[next].folded);
                let short = self.words[next].folded.len() <= 2 && next == last + 1;
                if stems.len() > LONGEST || (number && !short) {
                    break;
                }
                last = next;
                found.push(self.phrase(first, next, &stems));
                if number {
                    break;
                }
            } else if !INNER.contains(&self.words[next].folded.as_str()) {
                break;
            }
        }
    }

    /// A content word without digits, of three letters or more unless in capitals (`WC`).
    fn starts_phrase(&self, index: usize) -> bool {
        let word = &self.words[index];
        let spelling = &self.text[word.start..word.end];
        let acronym = !self.capitals && spelling.chars().all(char::is_uppercase);
        self.lexicon.is_content(&word.folded)
            && !has_digit(&word.folded)
            && (word.folded.chars().count() > 2 || acronym)
    }

    /// True when only white space, an apostrophe or a hyphen parts a word from the last.
    fn joined(&self, index: usize) -> bool {
        index > 0 && joins(&self.text[self.words[index - 1].end..self.words[index].start])
    }

    fn phrase(&self, first: usize, last: usize, stems: &[String]) -> Found {
        let spelling = &self.text[self.words[first].start..self.words[last].end];
        let content = |index: usize| self.lexicon.is_content(&self.words[index].folded);
        let cut_before = self.joined(first) && content(first - 1);
        let cut_after = last + 1 < self.words.len() && self.joined(last + 1) && content(last + 1);
        Found {
            stems: stems.to_vec(),
            spelling: spelling.split_whitespace().collect::<Vec<_>>().join(" "),
            telling_case: first > 0 && !self.capitals,
            whole: !cut_before && !cut_after,
        }
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// White space, an apostrophe or a hyphen joins two words; anything else parts them.
fn joins(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
}

fn mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > letters
}

/// One title per group: its best phrase and, where that is a single word, a second one;
/// the largest themes choose first, so that no two titles are the same.
pub(super) fn titles(phrases: &[Vec<KeyPhrase>], order: &[usize]) -> Vec<String> {
    let mut titles = vec![String::new(); phrases.len()];
    let mut taken: HashSet<String> = HashSet::new();
    for group in order {
        let list = &phrases[*group];
        let title = candidates(list)
            .into_iter()
            .find(|title| !taken.contains(&fold(title)))
            .unwrap_or_else(|| numbered(&joined_title(list, 1), &taken));
        taken.insert(fold(&title));
        titles[*group] = title;
    }
    titles
}

/// Titles for a theme, the best first.
fn candidates(list: &[KeyPhrase]) -> Vec<String> {
    let several = |phrase: &&KeyPhrase| phrase.text.contains([' ', '\'', '’', '-']);
    let mut titles = Vec::new();
    if let Some((first, others)) = list.split_first() {
        if several(&first) {
            titles.push(capitalised(&first.text));
        }
        // A second phrase of several words tells most; else the one most people use.
        let near = &others[..others.len().min(4)];
        let second = near
            .iter()
            .find(several)
            .or_else(|| near.iter().rev().max_by_key(|phrase| phrase.answers));
        if let Some(second) = second {
            titles.push(capitalised(&format!("{}, {}", first.text, second.text)));
        }
    }
    titles.extend((1..=list.len()).map(|count| joined_title(list, count)));
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
                whole: true,
            });
        }
        assert_eq!(spellings.best(), "sécurité");
        let mut names = Spellings::default();
        for spelling in ["pont des Forges", "pont des Forges", "pont des forges"] {
            names.add(Found {
                stems: Vec::new(),
                spelling: spelling.to_owned(),
                telling_case: true,
                whole: true,
            });
        }
        assert_eq!(names.best(), "pont des Forges");
    }
}
