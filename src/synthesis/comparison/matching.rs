//! Which theme of one result is which of another.
//!
//! One to one, the nearest pair first; what is near nothing is new or gone. By ids where
//! the later result was made from the earlier one; else by the answers of both that are in
//! them; else, where too few answers are in both, by the words of titles and key phrases.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ThemeMatch;
use crate::synthesis::QuestionResult;
use crate::themes::{Theme, ThemeId};
use crate::words::{Lexicon, fold, single_spaced};

/// Answers of both that themes can be matched by, at least; and what part of the smaller
/// result they are, at least: one in [`PART`].
const LEAST: usize = 20;
const PART: usize = 5;
/// Two themes are one from this Jaccard index of their answers of both on: a third of them
/// are in both themes.
const SAME_ANSWERS: f64 = 1.0 / 3.0;
/// Two themes are one from this cosine of their words on.
const SAME_WORDS: f64 = 0.25;
/// Key phrases whose words count; the later ones tell little.
const PHRASES: usize = 8;

/// How themes were matched, and the earlier theme of each later one, by places.
pub(super) fn themes(
    sides: [&QuestionResult; 2],
    shared: &[[usize; 2]],
) -> (ThemeMatch, BTreeMap<usize, usize>) {
    if made_from(sides) || mostly_the_same(sides) {
        return (ThemeMatch::Ids, by_ids(sides));
    }
    let smaller = sides.map(|side| side.answers.len()).into_iter().min();
    if shared.len() >= LEAST && shared.len() * PART >= smaller.unwrap_or(0) {
        let near = by_answers(sides, shared);
        return (ThemeMatch::Answers, nearest_first(near, SAME_ANSWERS));
    }
    (
        ThemeMatch::Phrases,
        nearest_first(by_words(sides), SAME_WORDS),
    )
}

/// The later result says that it was made since the earlier one, and its figures of then
/// are that one's.
fn made_from([before, after]: [&QuestionResult; 2]) -> bool {
    let Some(evolution) = &after.evolution else {
        return false;
    };
    let then: HashMap<&ThemeId, usize> = evolution
        .themes
        .iter()
        .map(|theme| (&theme.theme, theme.before))
        .collect();
    evolution.before == before.balance.analysed
        && before
            .themes
            .iter()
            .all(|result| then.get(&result.theme.id) == Some(&result.answers))
}

/// More than half of the themes of the shorter list have the same id and the same title.
fn mostly_the_same([before, after]: [&QuestionResult; 2]) -> bool {
    let title = |title: &str| fold(&single_spaced(title));
    let then: HashMap<&ThemeId, String> = before
        .themes
        .iter()
        .map(|result| (&result.theme.id, title(&result.theme.title)))
        .collect();
    let same = after.themes.iter().map(|result| &result.theme);
    let same = same
        .filter(|theme| then.get(&theme.id) == Some(&title(&theme.title)))
        .count();
    2 * same > before.themes.len().min(after.themes.len())
}

fn by_ids([before, after]: [&QuestionResult; 2]) -> BTreeMap<usize, usize> {
    let places: HashMap<&ThemeId, usize> = before
        .themes
        .iter()
        .enumerate()
        .map(|(place, result)| (&result.theme.id, place))
        .collect();
    let after = after.themes.iter().enumerate();
    after
        .filter_map(|(place, result)| Some((place, *places.get(&result.theme.id)?)))
        .collect()
}

/// A pair of places, earlier and later, and how near they are.
type Near = (f64, usize, usize);

/// One to one, the nearest first, ties in the order of the results.
fn nearest_first(mut near: Vec<Near>, least: f64) -> BTreeMap<usize, usize> {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = HashSet::new();
    let mut pairs = BTreeMap::new();
    for (nearness, before, after) in near {
        if nearness >= least && !pairs.contains_key(&after) && taken.insert(before) {
            pairs.insert(after, before);
        }
    }
    pairs
}

/// Jaccard index of the answers of both.
fn by_answers(sides: [&QuestionResult; 2], shared: &[[usize; 2]]) -> Vec<Near> {
    let places = sides.map(|side| -> HashMap<&ThemeId, usize> {
        let themes = side.themes.iter().enumerate();
        themes.map(|(at, result)| (&result.theme.id, at)).collect()
    });
    let mut sizes = sides.map(|side| vec![0usize; side.themes.len()]);
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in shared {
        let themes = [0, 1].map(|side: usize| -> Vec<usize> {
            let themes = sides[side].answers[pair[side]].themes.iter();
            themes
                .filter_map(|id| places[side].get(id).copied())
                .collect()
        });
        for side in [0, 1] {
            themes[side]
                .iter()
                .for_each(|theme| sizes[side][*theme] += 1);
        }
        for before in &themes[0] {
            for after in &themes[1] {
                *both.entry((*before, *after)).or_default() += 1;
            }
        }
    }
    both.into_iter()
        .map(|((before, after), both)| {
            let any = sizes[0][before] + sizes[1][after] - both;
            (both as f64 / any as f64, before, after)
        })
        .collect()
}

/// Cosine of the words of titles and key phrases, rare words weighing most (tf-idf over the
/// themes of both results): "rue" in every theme tells little.
fn by_words(sides: [&QuestionResult; 2]) -> Vec<Near> {
    let mut lists = sides.map(|side| {
        let lexicon = Lexicon::new(side.language);
        let themes = side.themes.iter().map(|result| &result.theme);
        themes
            .map(|theme| weights(theme, &lexicon))
            .collect::<Vec<Weights>>()
    });
    let mut themes_with: BTreeMap<String, usize> = BTreeMap::new();
    for stem in lists.iter().flatten().flat_map(BTreeMap::keys) {
        *themes_with.entry(stem.clone()).or_default() += 1;
    }
    let all = lists.iter().map(Vec::len).sum::<usize>() as f64;
    for list in lists.iter_mut().flatten() {
        for (stem, weight) in list.iter_mut() {
            *weight *= libm::log(1.0 + all / themes_with[stem] as f64);
        }
        let length = libm::sqrt(list.values().map(|weight| weight * weight).sum());
        list.values_mut().for_each(|weight| *weight /= length);
    }
    let mut near = Vec::new();
    for (before, first) in lists[0].iter().enumerate() {
        for (after, second) in lists[1].iter().enumerate() {
            let both = first
                .iter()
                .filter_map(|(stem, a)| Some(a * second.get(stem)?));
            near.push((both.sum(), before, after));
        }
    }
    near
}

/// Weight by stem: 1 in a title, less and less from key phrase to key phrase.
type Weights = BTreeMap<String, f64>;

fn weights(theme: &Theme, lexicon: &Lexicon) -> Weights {
    let titles = [
        theme.extractive_title.as_deref(),
        Some(theme.title.as_str()),
    ];
    let titles = titles.into_iter().flatten().map(|title| (1.0, title));
    let phrases = theme.key_phrases.iter().take(PHRASES).zip(1u32..);
    let phrases =
        phrases.map(|(phrase, rank)| (1.0 / libm::sqrt(f64::from(rank)), phrase.text.as_str()));
    let mut weights = Weights::new();
    for (weight, said) in titles.chain(phrases) {
        for stem in lexicon.content_stems(said) {
            let known = weights.entry(stem).or_insert(weight);
            *known = known.max(weight);
        }
    }
    weights
}
