//! How often each theme and all others use words and phrases.
//!
//! Phrases are counted one theme at a time and most are forgotten at once: only those that
//! could stand in a list or a title are counted in the other themes and keep their
//! spellings. Counts are one theme's per thread, not everybody's; units are read once for
//! all levels.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::ThemeInput;
use super::line::Read;
use super::phrases::{Key, Kind, LONGEST, lemmas};
use super::spellings::Spellings;
use super::tallies::{Counted, Tally, Uses};
use super::vocabulary::Vocabulary;
use crate::words::words;

/// Phrases of each theme that are looked at closely, by each of two measures.
const CLOSELY: usize = 120;
/// What a phrase of one, two, three content words or more is multiplied by.
pub(super) const LENGTH_BONUS: [f64; LONGEST] = [1.0, 1.6, 1.8, 1.8];
/// What a phrase that is always cut out of a longer one is multiplied by.
pub(super) const CUT: f64 = 0.2;

/// The units of each theme, and what is needed to read them.
pub(super) struct Reader<'a> {
    pub input: &'a ThemeInput<'a>,
    pub vocabulary: &'a Vocabulary,
    /// Every unit of the input.
    pub reads: &'a [Read],
    /// Stems of the question itself.
    pub asked: BTreeSet<u32>,
    /// Units by theme, in input order.
    pub units: Vec<Vec<usize>>,
}

/// What a theme says.
pub(super) struct Theme {
    /// Its answers.
    pub answers: usize,
    /// The sum of the centralities of its answers.
    pub weight: f64,
    /// What each of its stems says of it: share of its answers times contrast.
    pub stems: HashMap<u32, Told>,
    /// Phrases that could stand for it.
    pub candidates: Vec<Candidate>,
}

/// What a stem says of a theme.
#[derive(Clone, Copy, Default)]
pub(super) struct Told {
    /// Answers of the theme with the stem.
    pub answers: usize,
    /// Logarithm of how much commoner it is than in other themes.
    pub contrast: f64,
    /// Share of the answers times contrast, not under 0.
    pub worth: f64,
}

/// A phrase that could stand for a theme.
pub(super) struct Candidate {
    pub key: Key,
    pub kind: Kind,
    /// Answers of the theme that use it.
    pub answers: usize,
    /// The sum of their centralities.
    pub weight: f64,
    /// How often it stands whole, 0 to 1.
    pub whole: f64,
    /// Most uses are two nouns side by side (see [`Found`]).
    pub glued: bool,
    /// Uses in all themes, an answer counting once in each.
    pub everywhere: usize,
    pub spellings: Spellings,
}

impl Candidate {
    pub fn words(&self) -> usize {
        lemmas(&self.key).count()
    }

    /// What is left of it where it stands inside longer phrases.
    pub fn wholeness(&self) -> f64 {
        CUT + (1.0 - CUT) * self.whole
    }
}

impl<'a> Reader<'a> {
    /// Reads the groups of the input's assignment.
    pub fn new(
        input: &'a ThemeInput<'a>,
        vocabulary: &'a Vocabulary,
        reads: &'a [Read],
    ) -> Reader<'a> {
        let mut units = vec![Vec::new(); input.assignment.groups];
        for (index, unit) in input.units.iter().enumerate() {
            if let Some(group) = input.group_of(index)
                && input.counts(unit.answer, group)
            {
                units[group as usize].push(index);
            }
        }
        let asked = words(input.asked)
            .iter()
            .filter_map(|word| vocabulary.get(&input.asked[word.start..word.end].to_lowercase()))
            .map(|entry| vocabulary.stem(entry.lemma))
            .collect();
        Reader {
            asked,
            input,
            vocabulary,
            reads,
            units,
        }
    }

    /// Counts. Cost: three passes over the phrases of the units, themes side by side.
    pub fn themes(&self) -> Vec<Theme> {
        let stems: Vec<(Tally, HashMap<u32, Tally>)> = self
            .units
            .par_iter()
            .map(|units| self.stems(units))
            .collect();
        let mut total = vec![0usize; self.vocabulary.stems()];
        for (stem, tally) in stems.iter().flat_map(|(_, counts)| counts) {
            total[*stem as usize] += tally.answers;
        }
        let everyone: usize = stems.iter().map(|(all, _)| all.answers).sum();
        let mut themes: Vec<Theme> = self
            .units
            .par_iter()
            .zip(&stems)
            .map(|(units, (all, counts))| {
                let told = |(stem, tally): (&u32, &Tally)| {
                    let everywhere = total[*stem as usize];
                    (
                        *stem,
                        tell(tally.answers, everywhere, all.answers, everyone),
                    )
                };
                let stems = counts.iter().map(told).collect();
                self.theme(units, all, stems)
            })
            .collect();
        self.elsewhere(&mut themes);
        themes
    }

    fn stems(&self, units: &[usize]) -> (Tally, HashMap<u32, Tally>) {
        let mut all = Tally::default();
        let mut counts: HashMap<u32, Tally> = HashMap::new();
        for unit in units {
            let answer = self.input.units[*unit].answer;
            let centrality = self.input.similarity(*unit);
            all.add(answer, centrality);
            for lemma in &self.reads[*unit].lemmas {
                let stem = self.vocabulary.stem(*lemma);
                counts.entry(stem).or_default().add(answer, centrality);
            }
        }
        (all, counts)
    }

    fn theme(&self, units: &[usize], all: &Tally, stems: HashMap<u32, Told>) -> Theme {
        let mut phrases: HashMap<Key, Counted> = HashMap::new();
        for unit in units {
            let answer = self.input.units[*unit].answer;
            let centrality = self.input.similarity(*unit);
            for found in &self.reads[*unit].phrases {
                let counted: &mut Counted = phrases.entry(found.key).or_default();
                counted.add(found, answer, centrality);
            }
        }
        let mut theme = Theme {
            answers: all.answers,
            weight: all.weight,
            stems,
            candidates: Vec::new(),
        };
        theme.candidates = self.promising(phrases, &theme);
        theme
    }

    /// The phrases whose words say most of the theme: those often used, and those made of
    /// telling words even where they are used once.
    fn promising(&self, phrases: HashMap<Key, Counted>, theme: &Theme) -> Vec<Candidate> {
        let mut list: Vec<(Candidate, f64, f64)> = phrases
            .into_iter()
            .map(|(key, counted)| {
                let candidate = Candidate {
                    key,
                    kind: counted.kind(),
                    answers: counted.tally.answers,
                    weight: counted.tally.weight,
                    whole: counted.whole / counted.uses as f64,
                    glued: counted.glued * 2 > counted.uses,
                    everywhere: 0,
                    spellings: Spellings::default(),
                };
                let told = |lemma| self.told(lemma, theme);
                let contrast = lemmas(&key).map(|l| told(l).contrast).fold(0.0, f64::max);
                let often = candidate.weight
                    * contrast
                    * LENGTH_BONUS[candidate.words() - 1]
                    * candidate.wholeness();
                let telling =
                    lemmas(&key).map(|l| told(l).worth).sum::<f64>() * candidate.wholeness();
                (candidate, often, telling)
            })
            .collect();
        list.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.key.cmp(&b.0.key)));
        let mut others = list.split_off(list.len().min(CLOSELY));
        others.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then(a.0.key.cmp(&b.0.key)));
        others.truncate(CLOSELY);
        list.into_iter().chain(others).map(|(c, _, _)| c).collect()
    }

    /// What a word says of a theme.
    pub fn told(&self, lemma: u32, theme: &Theme) -> Told {
        let stem = self.vocabulary.stem(lemma);
        theme.stems.get(&stem).copied().unwrap_or_default()
    }

    /// A common phrase as most people write it, a rare one word by word.
    pub fn spelt(&self, candidate: &Candidate) -> String {
        let text = candidate.spellings.best();
        match candidate.everywhere {
            0..=2 => self.vocabulary.respelt(&text),
            _ => text,
        }
    }

    /// Counts the candidates of every theme in all themes and collects their spellings.
    fn elsewhere(&self, themes: &mut [Theme]) {
        let mut wanted: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
        for (at, theme) in themes.iter().enumerate() {
            for (place, candidate) in theme.candidates.iter().enumerate() {
                wanted.entry(candidate.key).or_default().push((at, place));
            }
        }
        let uses: Vec<BTreeMap<Key, Uses>> = self
            .units
            .par_iter()
            .map(|units| self.uses(units, &wanted))
            .collect();
        for (group, (key, uses)) in uses
            .iter()
            .enumerate()
            .flat_map(|(g, u)| u.iter().map(move |u| (g, u)))
        {
            for (at, place) in &wanted[key] {
                let candidate = &mut themes[*at].candidates[*place];
                candidate.everywhere += uses.tally.answers;
                for ((spelling, telling), count) in &uses.spellings {
                    candidate
                        .spellings
                        .add(spelling, *telling, group == *at, *count);
                }
                for (opener, count) in uses.openers.iter().filter(|_| group == *at) {
                    candidate.spellings.open(opener, *count);
                }
            }
        }
    }

    fn uses(
        &self,
        units: &[usize],
        wanted: &HashMap<Key, Vec<(usize, usize)>>,
    ) -> BTreeMap<Key, Uses> {
        let mut uses: BTreeMap<Key, Uses> = BTreeMap::new();
        for unit in units {
            let text = self.input.text(*unit);
            let answer = self.input.units[*unit].answer;
            let phrases = self.reads[*unit].phrases.iter();
            for found in phrases.filter(|f| wanted.contains_key(&f.key)) {
                uses.entry(found.key).or_default().add(found, text, answer);
            }
        }
        uses
    }
}

/// How much commoner something is in a theme: (answers with it here, everywhere; answers of
/// the theme, of all themes).
pub(super) fn tell(here: usize, everywhere: usize, theme: usize, everyone: usize) -> Told {
    let rest = everyone - theme;
    let inside = here as f64 / theme.max(1) as f64;
    let outside = ((everywhere - here) as f64 + 0.5) / (rest as f64 + 1.0);
    let contrast = match rest {
        0 => 1.0,
        _ => libm::log(inside / outside),
    };
    Told {
        answers: here,
        contrast,
        worth: inside * contrast.max(0.0),
    }
}
