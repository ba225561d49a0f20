//! How near two codings of a control sample come: the figures of `cahier agree`.
//!
//! - the share of answers with the same main theme, and Cohen's kappa of it (Cohen 1960),
//!   "no theme" being a theme like others;
//! - F1 over all themes of all answers (micro), and its mean over themes (macro);
//! - theme by theme: kappa of its presence, and F1.
//!
//! Every answer weighs `answers of its stratum / answers coded of it`. Intervals are
//! percentiles of a bootstrap within strata, rescaled so that small strata do not look surer
//! than they are: of n answers, n - 1 are drawn, with weights times n / (n - 1) (Rao and Wu
//! 1988; Rao, Wu and Yue 1992). Strata of which one answer was coded are drawn together.

use std::collections::{BTreeMap, HashMap};

use super::hand::{HandCoding, QuestionCodes};
use crate::answers::AnswerId;
use crate::synthesis::{
    AGREEMENT, Agreement, Coder, ControlQuestion, Dice, Estimate, PairAgreement, QuestionAgreement,
    QuestionResult, Synthesis, ThemeAgreement,
};
use crate::themes::ThemeId;

/// Times the answers are drawn again.
pub const DRAWS: usize = 2000;

/// Compares what people coded with the result, and two people with each other.
///
/// Cost: [`DRAWS`] passes over the answers coded, for each pair.
pub fn agreement(synthesis: &Synthesis, hand: &HandCoding) -> Agreement {
    let dice = Dice::new(hand.sample.seed).mixed(b"agreement");
    let questions = hand.sample.questions.iter().zip(&hand.questions);
    Agreement {
        schema: AGREEMENT.to_owned(),
        coding: hand.sample.coding.clone(),
        seed: hand.sample.seed,
        draws: DRAWS,
        questions: questions
            .filter_map(|(drawn, coders)| {
                let mut results = synthesis.questions.iter();
                let question = results.find(|q| q.question.id == drawn.question)?;
                Some(of_question(question, drawn, coders, &dice))
            })
            .collect(),
    }
}

fn of_question(
    question: &QuestionResult,
    drawn: &ControlQuestion,
    coders: &[QuestionCodes],
    dice: &Dice,
) -> QuestionAgreement {
    let machine: QuestionCodes = question
        .answers
        .iter()
        .map(|answer| (answer.id.clone(), answer.themes.clone()))
        .collect();
    let people = [Coder::First, Coder::Second];
    let people: Vec<(Coder, &QuestionCodes)> = people.into_iter().zip(coders).collect();
    let mut sides: Vec<[(Coder, &QuestionCodes); 2]> = people
        .iter()
        .map(|person| [*person, (Coder::Machine, &machine)])
        .collect();
    if let [first, second] = people[..] {
        sides.push([first, second]);
    }
    let pairs = sides.into_iter().filter_map(|[first, second]| {
        let mut dice = dice.mixed(drawn.question.0.as_bytes());
        let compared = Compared::new(question, drawn, first.1, second.1)?;
        Some(compared.pair([first.0, second.0], &mut dice))
    });
    QuestionAgreement {
        question: drawn.question.clone(),
        drawn: drawn.answers.len(),
        pairs: pairs.collect(),
    }
}

/// An answer that both coded: places of themes, the main one first.
struct Coded {
    sides: [Vec<usize>; 2],
    weight: f64,
}

/// Two codings of the same answers.
struct Compared {
    themes: Vec<ThemeId>,
    answers: Vec<Coded>,
    /// Places of answers by stratum, strata of one answer together.
    strata: Vec<Vec<usize>>,
    covered: usize,
}

impl Compared {
    /// `None` where no answer was coded by both.
    fn new(
        question: &QuestionResult,
        drawn: &ControlQuestion,
        first: &QuestionCodes,
        second: &QuestionCodes,
    ) -> Option<Compared> {
        let themes: Vec<ThemeId> = question.themes.iter().map(|t| t.theme.id.clone()).collect();
        let place: HashMap<&ThemeId, usize> = themes.iter().zip(0..).collect();
        let main: HashMap<&AnswerId, Option<&ThemeId>> = question
            .answers
            .iter()
            .map(|answer| (&answer.id, answer.themes.first()))
            .collect();
        let mut by_stratum: BTreeMap<Option<&ThemeId>, Vec<usize>> = BTreeMap::new();
        let mut answers = Vec::new();
        for id in &drawn.answers {
            let (Some(a), Some(b)) = (first.get(id), second.get(id)) else {
                continue;
            };
            let places = |codes: &[ThemeId]| -> Vec<usize> {
                codes.iter().filter_map(|c| place.get(c).copied()).collect()
            };
            let stratum = main.get(id).copied().flatten();
            by_stratum.entry(stratum).or_default().push(answers.len());
            answers.push(Coded {
                sides: [places(a), places(b)],
                weight: 1.0,
            });
        }
        let mut compared = Compared {
            themes,
            answers,
            strata: Vec::new(),
            covered: 0,
        };
        let mut alone = Vec::new();
        for stratum in &drawn.strata {
            let Some(coded) = by_stratum.remove(&stratum.theme.as_ref()) else {
                continue;
            };
            compared.covered += stratum.answers;
            let weight = stratum.answers as f64 / coded.len() as f64;
            for place in &coded {
                compared.answers[*place].weight = weight;
            }
            match coded.len() {
                1 => alone.extend(coded),
                _ => compared.strata.push(coded),
            }
        }
        compared.strata.extend((!alone.is_empty()).then_some(alone));
        (!compared.answers.is_empty()).then_some(compared)
    }

    fn pair(&self, between: [Coder; 2], dice: &mut Dice) -> PairAgreement {
        let weights: Vec<f64> = self.answers.iter().map(|answer| answer.weight).collect();
        let whole = self.figures(&weights);
        let drawn: Vec<Figures> = (0..DRAWS)
            .map(|_| self.figures(&self.drawn_again(&weights, dice)))
            .collect();
        let estimate = |of: Figure<'_>| {
            Some(Estimate {
                value: rounded(of(&whole)?),
                interval: interval(drawn.iter().filter_map(of).collect()),
            })
        };
        let main = |answer: &&Coded| answer.sides[0].first() == answer.sides[1].first();
        PairAgreement {
            between,
            answers: self.answers.len(),
            same_main: self.answers.iter().filter(main).count(),
            covered: self.covered,
            main: estimate(&|figures| Some(figures.main)).unwrap_or(Estimate {
                value: 0.0,
                interval: None,
            }),
            kappa: estimate(&|figures| figures.kappa),
            f1_micro: estimate(&|figures| figures.f1_micro),
            f1_macro: estimate(&|figures| figures.f1_macro),
            themes: (0..self.themes.len())
                .filter_map(|theme| self.theme(theme, &estimate))
                .collect(),
        }
    }

    /// One theme; `None` where neither gave it.
    fn theme(
        &self,
        theme: usize,
        estimate: &dyn Fn(Figure<'_>) -> Option<Estimate>,
    ) -> Option<ThemeAgreement> {
        let has = |answer: &Coded| [0, 1].map(|side: usize| answer.sides[side].contains(&theme));
        let given = [0, 1].map(|side: usize| self.answers.iter().filter(|a| has(a)[side]).count());
        Some(ThemeAgreement {
            theme: self.themes[theme].clone(),
            given,
            both: self.answers.iter().filter(|a| has(a) == [true; 2]).count(),
            kappa: estimate(&|figures| figures.themes[theme].0),
            f1: estimate(&|figures| figures.themes[theme].1)?,
        })
    }

    /// Weights of one bootstrap draw: 0 for an answer that was not drawn.
    fn drawn_again(&self, weights: &[f64], dice: &mut Dice) -> Vec<f64> {
        let mut drawn = vec![0.0; weights.len()];
        for stratum in &self.strata {
            let draws = stratum.len().saturating_sub(1).max(1);
            let scale = stratum.len() as f64 / draws as f64;
            for _ in 0..draws {
                let place = stratum[dice.below(stratum.len())];
                drawn[place] += weights[place] * scale;
            }
        }
        drawn
    }

    fn figures(&self, weights: &[f64]) -> Figures {
        let mut total = 0.0;
        let mut same = 0.0;
        // Main themes, the last place for none.
        let none = self.themes.len();
        let mut mains = vec![[0.0; 2]; none + 1];
        let mut given = vec![[0.0; 2]; none];
        let mut both = vec![0.0; none];
        for (answer, weight) in self.answers.iter().zip(weights) {
            total += weight;
            let main = [0, 1].map(|side: usize| *answer.sides[side].first().unwrap_or(&none));
            same += if main[0] == main[1] { *weight } else { 0.0 };
            for side in [0, 1] {
                mains[main[side]][side] += weight;
                answer.sides[side]
                    .iter()
                    .for_each(|t| given[*t][side] += weight);
            }
            let shared = answer.sides[0]
                .iter()
                .filter(|t| answer.sides[1].contains(t));
            shared.for_each(|theme| both[*theme] += weight);
        }
        let chance: f64 = mains.iter().map(|[a, b]| a * b).sum();
        let themes: Vec<(Option<f64>, Option<f64>)> = given
            .iter()
            .zip(&both)
            .map(|([a, b], both)| {
                let agreed = both + (total - a - b + both);
                let chance = a * b + (total - a) * (total - b);
                (kappa(agreed, chance, total), f1(*a, *b, *both))
            })
            .collect();
        let sides = |side: usize| given.iter().map(|pair| pair[side]).sum::<f64>();
        let each: Vec<f64> = themes.iter().filter_map(|(_, f1)| *f1).collect();
        Figures {
            main: same / total,
            kappa: kappa(same, chance, total),
            f1_micro: f1(sides(0), sides(1), both.iter().sum()),
            f1_macro: (!each.is_empty()).then(|| each.iter().sum::<f64>() / each.len() as f64),
            themes,
        }
    }
}

/// One figure of all, where it is defined.
type Figure<'f> = &'f dyn Fn(&Figures) -> Option<f64>;

/// The figures of one weighting.
struct Figures {
    main: f64,
    kappa: Option<f64>,
    f1_micro: Option<f64>,
    f1_macro: Option<f64>,
    /// Kappa and F1 of each theme.
    themes: Vec<(Option<f64>, Option<f64>)>,
}

/// (observed - expected) / (1 - expected), of weights; none where all is expected.
fn kappa(agreed: f64, chance: f64, total: f64) -> Option<f64> {
    let (observed, expected) = (agreed / total, chance / (total * total));
    (expected < 1.0 - 1e-9).then(|| (observed - expected) / (1.0 - expected))
}

fn f1(a: f64, b: f64, both: f64) -> Option<f64> {
    (a + b > 0.0).then(|| 2.0 * both / (a + b))
}

/// The middle 95 % of draws; none where they hardly differ or were mostly impossible.
fn interval(mut values: Vec<f64>) -> Option<[f64; 2]> {
    values.sort_unstable_by(f64::total_cmp);
    if values.len() < DRAWS / 2 {
        return None;
    }
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let below = place.floor();
        let [low, high] = [below, place.ceil()].map(|place| values[place as usize]);
        rounded(low + (high - low) * (place - below))
    };
    let [low, high] = [at(0.025), at(0.975)];
    (high - low > 1e-6).then_some([low, high])
}

/// Six decimals: more would be noise in a file that people read.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests;
