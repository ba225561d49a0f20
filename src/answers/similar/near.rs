//! Near duplicates: the same content up to spelling, articles and, in longer texts,
//! one content word in eight.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::alignment::{self, Changes, EIGHTH, may_differ};
use super::hashing;
use super::spelling::{Spelling, Weight};
use super::wordings::Wordings;
use super::{GroupKind, Set, Variant};

/// Texts a text is compared with in one list of candidates. Lists are longer only for
/// words that thousands use, where the next neighbours are as good as any.
const COMPARED: usize = 200;

/// Wordings that fold to the same words: they differ in case, accents or signs.
struct Form {
    /// Ascending.
    wordings: Vec<usize>,
    people: usize,
    /// Hash of the spellings of the words that are not light, in order.
    content: u64,
    /// The same spellings, ascending.
    sorted: Vec<u32>,
    /// Hash of the letters without spaces and signs; spaces after numbers stay.
    letters: u64,
}

/// Near duplicates among the wordings that are not `taken`. Candidates come from the
/// same letters, the same content words, or a rare word in common; then texts are
/// compared word by word. About O(words) and the comparisons, at most `COMPARED` for
/// each candidate list that a text is in.
pub(super) fn find(wordings: &Wordings, taken: &[bool]) -> Vec<Set> {
    let spelling = Spelling::new(wordings);
    let forms = forms(wordings, taken, &spelling);
    let mut pairs = alike(&forms, |form| form.letters);
    pairs.extend(alike(&forms, |form| form.content));
    pairs.extend(sharing_rare_words(&forms, wordings.vocabulary.len()));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs = pairs
        .into_par_iter()
        .filter(|pair| compare(wordings, &forms, &spelling, pair.0, pair.1).is_some())
        .collect();
    stars(&forms, &pairs)
        .into_iter()
        .filter_map(|star| set(wordings, &forms, &spelling, &star))
        .collect()
}

/// Texts without any word, such as "???", are left to the exact duplicates.
fn forms(wordings: &Wordings, taken: &[bool], spelling: &Spelling) -> Vec<Form> {
    let mut order: Vec<usize> = (0..wordings.len())
        .filter(|wording| !taken[*wording] && !wordings.words(*wording).is_empty())
        .collect();
    order.par_sort_by_key(|wording| (wordings.words(*wording), *wording));
    order
        .par_chunk_by(|a, b| wordings.words(*a) == wordings.words(*b))
        .map(|same| form(wordings, same, spelling))
        .collect()
}

fn form(wordings: &Wordings, same: &[usize], spelling: &Spelling) -> Form {
    let words = wordings.words(same[0]).iter();
    let content = words.filter(|word| spelling.weight(**word) != Weight::Light);
    let mut content: Vec<u32> = content.map(|word| spelling.word(*word)).collect();
    let ordered = hashing::sequence(content.iter().copied());
    content.sort_unstable();
    Form {
        wordings: same.to_vec(),
        people: same.iter().map(|w| wordings.people(*w)).sum(),
        content: ordered,
        sorted: content,
        letters: letters(wordings, same[0]),
    }
}

fn letters(wordings: &Wordings, wording: usize) -> u64 {
    let words = wordings.words(wording).iter();
    hashing::characters(words.flat_map(|word| {
        let word = &wordings.vocabulary[*word as usize];
        let number = word.chars().any(char::is_numeric);
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        letters.chain(number.then_some(' '))
    }))
}

/// Pairs of forms with the same key.
fn alike(forms: &[Form], key: impl Fn(&Form) -> u64) -> Vec<(usize, usize)> {
    let keys = forms.iter().enumerate().map(|(at, form)| (key(form), at));
    let mut keys: Vec<(u64, usize)> = keys.collect();
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        for (index, (_, one)) in run.iter().enumerate() {
            let next = run[index + 1..].iter().take(COMPARED);
            pairs.extend(next.map(|(_, other)| (*one, *other)));
        }
    }
    pairs
}

/// Pairs of longer forms that may differ by one content word in eight. Of `n` words,
/// `n / 8` may be missing from the other, so that among the `n / 8 + 1` rarest words
/// of each there is a common one (prefix filter, Chaudhuri, Ganti and Kaushik 2006).
fn sharing_rare_words(forms: &[Form], vocabulary: usize) -> Vec<(usize, usize)> {
    let mut spread = vec![0u32; vocabulary];
    let long = |form: &Form| form.sorted.len() >= EIGHTH;
    for word in forms.iter().filter(|f| long(f)).flat_map(|f| &f.sorted) {
        spread[*word as usize] += 1;
    }
    let mut keys: Vec<(u32, u32, usize)> = forms
        .par_iter()
        .enumerate()
        .filter(|(_, form)| long(form))
        .flat_map_iter(|(at, form)| {
            let length = form.sorted.len();
            let mut rarest = form.sorted.clone();
            rarest.sort_unstable_by_key(|word| (spread[*word as usize], *word));
            rarest.truncate(may_differ(length) + 1);
            rarest.dedup();
            rarest
                .into_iter()
                .map(move |word| (word, length as u32, at))
        })
        .collect();
    keys.par_sort_unstable();
    let lists: Vec<&[(u32, u32, usize)]> = keys.chunk_by(|a, b| a.0 == b.0).collect();
    let pairs = lists
        .par_iter()
        .flat_map_iter(|list| candidates(list, forms));
    pairs.collect()
}

/// Pairs in one list whose lengths and words allow so few changes.
fn candidates(list: &[(u32, u32, usize)], forms: &[Form]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (index, (_, length, one)) in list.iter().enumerate() {
        let most = may_differ(*length as usize);
        let next = list[index + 1..].iter().take(COMPARED);
        let close = next.take_while(|(_, longer, _)| (longer - length) as usize <= most);
        for (_, _, other) in close {
            if in_common(&forms[*one].sorted, &forms[*other].sorted, most) {
                pairs.push((*one.min(other), *one.max(other)));
            }
        }
    }
    pairs
}

/// True when all words of `one` but `most` are in `other`, both ascending.
fn in_common(one: &[u32], other: &[u32], most: usize) -> bool {
    let mut other = other.iter().peekable();
    let mut missing = 0;
    one.iter().all(|word| {
        while other.next_if(|o| *o < word).is_some() {}
        missing += usize::from(other.next_if_eq(&word).is_none());
        missing <= most
    })
}

/// What turns one form into another, if they are near duplicates.
fn compare(
    wordings: &Wordings,
    forms: &[Form],
    spelling: &Spelling,
    one: usize,
    other: usize,
) -> Option<Changes> {
    if forms[one].letters == forms[other].letters {
        return Some(Changes::default());
    }
    let words = |form: usize| wordings.words(forms[form].wordings[0]);
    alignment::near(words(one), words(other), spelling)
}

/// Groups around a centre, the form of most answers first: each other form is alike
/// to the centre itself, not to a text that is alike to another (star cover, Aslam,
/// Pelekhov and Rus 2004).
fn stars(forms: &[Form], pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); forms.len()];
    for (one, other) in pairs {
        around[*one].push(*other);
        around[*other].push(*one);
    }
    let reach = |form: usize| -> usize { around[form].iter().map(|o| forms[*o].people).sum() };
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|form| (Reverse(forms[*form].people), Reverse(reach(*form)), *form));
    let mut free = vec![true; forms.len()];
    let mut stars = Vec::new();
    for centre in order {
        if std::mem::take(&mut free[centre]) {
            let mut star = vec![centre];
            star.extend(around[centre].iter().filter(|o| free[**o]));
            star.iter().for_each(|form| free[*form] = false);
            stars.push(star);
        }
    }
    stars
}

/// The group of a star, unless it holds a single wording.
fn set(wordings: &Wordings, forms: &[Form], spelling: &Spelling, star: &[usize]) -> Option<Set> {
    let centre = star[0];
    let all: usize = star.iter().map(|form| forms[*form].wordings.len()).sum();
    if all < 2 {
        return None;
    }
    let model = forms[centre]
        .wordings
        .iter()
        .copied()
        .max_by_key(|wording| {
            (
                wordings.people(*wording),
                wordings.bytes(*wording),
                Reverse(*wording),
            )
        })?;
    let mut members = Vec::new();
    for form in star {
        let changes = compare(wordings, forms, spelling, centre, *form).unwrap_or_default();
        let words = wordings.words(forms[*form].wordings[0]).len();
        let shared = words.saturating_sub(changes.own()) as f32 / words as f32;
        for wording in &forms[*form].wordings {
            members.push((*wording, shared, variant(*wording == model, &changes)));
        }
    }
    Some(Set {
        kind: GroupKind::Near,
        model,
        wordings: members,
    })
}

fn variant(is_model: bool, changes: &Changes) -> Variant {
    if is_model {
        Variant::Identical
    } else if changes.only_adds() {
        Variant::Extended
    } else if changes.only_drops() {
        Variant::Partial
    } else {
        Variant::Reworded
    }
}
