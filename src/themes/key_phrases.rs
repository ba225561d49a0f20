//! Key phrases that set a theme apart, in the spelling people use.
//!
//! A phrase scores by its share of the theme's answers times the logarithm of how much commoner it is there than elsewhere (the theme's
//! contribution to the Kullback-Leibler divergence). Longer forms are favoured, and so are
//! whole ones: those that usually stand between little words or punctuation, as noun
//! groups do, and not in the middle of one.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::ThemeInput;
use super::phrases::{self, LONGEST, Spellings};

/// Key phrases kept for each theme.
const KEPT: usize = 8;
/// What a phrase of one, two, three content words is multiplied by.
const LENGTH_BONUS: [f64; LONGEST] = [1.0, 1.6, 1.8];

/// What a phrase that is always cut out of a longer one is multiplied by.
const CUT: f64 = 0.3;

/// A phrase of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPhrase {
    /// As it is most often written.
    pub text: String,
    /// Answers of the theme that use it, in any of its forms.
    pub answers: usize,
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
        for found in phrases::find(input.text(index), input.lexicon) {
            answers_with
                .entry(found.stems.clone())
                .or_default()
                .entry(group)
                .or_default()
                .add(unit.answer, centrality);
            spellings.entry(found.stems.clone()).or_default().add(found);
        }
    }
    let sizes: Vec<Size> = sizes.iter().map(Size::of).collect();
    let total: usize = sizes.iter().map(|size| size.answers).sum();
    let mut scored: Vec<Vec<Scored>> = (0..groups).map(|_| Vec::new()).collect();
    for (stems, by_group) in answers_with {
        let everywhere: usize = by_group.values().map(Uses::count).sum();
        let wholeness = spellings.get(&stems).map_or(0.0, Spellings::wholeness);
        for (group, answers) in by_group {
            let size = &sizes[group as usize];
            let mut candidate = Scored::new(&stems, &answers, everywhere, size, total);
            candidate.score *= CUT + (1.0 - CUT) * wholeness;
            scored[group as usize].push(candidate);
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

    /// Answers weighed by their centrality, so that a phrase speaks for a theme when it
    /// stands in its middle.
    fn weight(&self) -> f64 {
        self.0.values().map(|c| f64::from(*c)).sum()
    }
}

/// A theme's answers and their weight, summed once for all its phrases.
struct Size {
    answers: usize,
    weight: f64,
}

impl Size {
    fn of(uses: &Uses) -> Size {
        Size {
            answers: uses.count(),
            weight: uses.weight(),
        }
    }
}

struct Scored {
    stems: Vec<String>,
    answers: usize,
    /// Answers of the theme.
    theme: usize,
    /// True when one answer of several says it.
    alone: bool,
    score: f64,
}

impl Scored {
    fn new(stems: &[String], uses: &Uses, everywhere: usize, theme: &Size, total: usize) -> Scored {
        let rest = total - theme.answers;
        let answers = uses.count();
        let inside = answers as f64 / theme.answers.max(1) as f64;
        let outside = ((everywhere - answers) as f64 + 0.5) / (rest as f64 + 1.0);
        let contrast = match rest {
            0 => 1.0,
            _ => libm::log(inside / outside),
        };
        let central = uses.weight() / theme.weight.max(f64::MIN_POSITIVE);
        Scored {
            stems: stems.to_vec(),
            answers,
            theme: theme.answers,
            alone: answers < 2 && theme.answers > 2,
            score: central * contrast * LENGTH_BONUS[stems.len() - 1],
        }
    }

    fn within(&self, other: &Scored) -> bool {
        self.stems.iter().all(|stem| other.stems.contains(stem))
    }
}

/// True when a longer form is common enough to stand for a shorter one: half of its
/// answers for two words ("pont des Forges" for "pont"), two thirds for three.
fn stands_for(longer: &Scored, shorter: &Scored) -> bool {
    match longer.stems.len() {
        2 => longer.answers * 2 >= shorter.answers,
        _ => longer.answers * 3 > shorter.answers * 2,
    }
}

/// The best candidates without repeats: a phrase inside another one gives way to the
/// longer form when enough of its answers use that form.
fn keep_best(
    mut candidates: Vec<Scored>,
    spellings: &HashMap<Vec<String>, Spellings>,
) -> Vec<KeyPhrase> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.stems.cmp(&b.stems)));
    // Phrases of a single answer, or commoner elsewhere, only name a theme without others.
    let telling = |candidate: &Scored| !candidate.alone && candidate.score > 0.0;
    if candidates.iter().any(telling) {
        candidates.retain(telling);
        // What less than a twelfth of a theme's answers say characterises it little; three
        // phrases are kept all the same.
        let common = |candidate: &Scored| candidate.answers * 12 >= candidate.theme;
        if candidates.iter().filter(|c| common(c)).count() >= 3 {
            candidates.retain(common);
        }
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
            Some(at) if stands_for(&candidate, &kept[at]) => kept[at] = candidate,
            Some(_) => {}
            None if kept.len() < KEPT => kept.push(candidate),
            None => {}
        }
    }
    kept.into_iter()
        .filter_map(|candidate| {
            Some(KeyPhrase {
                text: spellings.get(&candidate.stems)?.best(),
                answers: candidate.answers,
            })
        })
        .collect()
}
