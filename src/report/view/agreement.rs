//! The check by people, in words.

use serde::Serialize;

use crate::language::Language;
use crate::report::wording::{self, PERCENT_FROM, Words};
use crate::synthesis::{
    Agreement, Coder, Estimate, PairAgreement, QuestionAgreement, QuestionResult, Synthesis,
};

/// Under this many answers the figures are said to be very uncertain.
const SMALL: usize = 30;

/// What the report says of the check.
#[derive(Serialize)]
pub(in crate::report) struct AgreementView {
    pub intro: String,
    pub pairs: Vec<PairView>,
    /// The same in a line.
    pub short: String,
}

/// Two codings compared.
#[derive(Serialize)]
pub(in crate::report) struct PairView {
    pub title: String,
    /// Language of the titles of the themes.
    pub language: &'static str,
    /// `même thème principal pour 41 réponses sur 60…`
    pub base: String,
    pub figures: Vec<String>,
    pub notes: Vec<String>,
    pub caption: String,
    pub given: [String; 2],
    pub rows: Vec<AgreementRow>,
}

/// A theme that one of the two gave.
#[derive(Serialize)]
pub(in crate::report) struct AgreementRow {
    pub title: String,
    pub anchor: String,
    pub given: [usize; 2],
    pub both: usize,
    pub f1: String,
    pub kappa: String,
}

struct Said<'a> {
    words: &'a Words,
    language: Language,
}

/// The check of a result, in its language.
pub(super) fn of(synthesis: &Synthesis, words: &Words) -> Option<AgreementView> {
    agreement(
        synthesis,
        synthesis.agreement.as_ref()?,
        words,
        synthesis.language,
    )
}

/// Puts a check in words; `None` where nothing could be compared.
pub(in crate::report) fn agreement(
    synthesis: &Synthesis,
    agreement: &Agreement,
    words: &Words,
    language: Language,
) -> Option<AgreementView> {
    let said = Said { words, language };
    let mut pairs = Vec::new();
    let mut short = Vec::new();
    for checked in &agreement.questions {
        let mut questions = synthesis.questions.iter();
        let question = questions.find(|q| q.question.id == checked.question)?;
        for pair in &checked.pairs {
            let view = said.pair(question, checked, pair);
            // The share, where there is one, and kappa: F1 is told with the tables.
            let main = 1 + usize::from(pair.answers >= PERCENT_FROM);
            let figures = view.figures[..main.min(view.figures.len())].join(", ");
            short.push(format!(
                "{}{}{}{}{figures}.",
                view.title,
                said.say("colon", &[]),
                view.base,
                said.say("agreement_then", &[]),
            ));
            pairs.push(view);
        }
    }
    let draws = wording::number(agreement.draws, language);
    Some(AgreementView {
        intro: said.say("agreement_intro", &[("draws", &draws)]),
        short: short.join(" "),
        pairs: (!pairs.is_empty()).then_some(pairs)?,
    })
}

impl Said<'_> {
    fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.words.get(key).cloned().unwrap_or_default();
        for (hole, value) in holes {
            text = text.replace(&format!("{{{hole}}}"), value);
        }
        text
    }

    fn pair(
        &self,
        question: &QuestionResult,
        checked: &QuestionAgreement,
        pair: &PairAgreement,
    ) -> PairView {
        let number = |count: usize| wording::number(count, self.language);
        let who = pair.between.map(|coder| {
            self.say(
                match coder {
                    Coder::Machine => "agreement_machine",
                    Coder::First => "agreement_first",
                    Coder::Second => "agreement_second",
                },
                &[],
            )
        });
        let holes = [
            ("question", checked.question.0.as_str()),
            ("first", &who[0]),
            ("second", &who[1]),
        ];
        let title = self.say("agreement_pair", &holes);
        let counts = [pair.same_main, pair.answers, checked.drawn].map(number);
        let holes = [
            ("same", counts[0].as_str()),
            ("answers", &counts[1]),
            ("drawn", &counts[2]),
        ];
        PairView {
            base: self.say("agreement_base", &holes),
            figures: self.figures(pair),
            notes: self.notes(question, pair),
            caption: self.say("agreement_caption", &[("pair", &title)]),
            given: who.map(|who| self.say("agreement_given", &[("who", &who)])),
            rows: self.rows(question, pair),
            language: question.language.code(),
            title,
        }
    }

    fn figures(&self, pair: &PairAgreement) -> Vec<String> {
        let mut figures = Vec::new();
        if pair.answers >= PERCENT_FROM {
            let share = self.estimate(&pair.main, |value| self.percent(value));
            figures.push(self.say("agreement_share", &[("share", &share)]));
        }
        figures.push(match &pair.kappa {
            Some(kappa) => self.with_figure("agreement_k", kappa),
            None => self.say("agreement_no_kappa", &[]),
        });
        let others = [
            ("agreement_micro", &pair.f1_micro),
            ("agreement_macro", &pair.f1_macro),
        ];
        let others = others
            .into_iter()
            .filter_map(|(key, figure)| Some(self.with_figure(key, figure.as_ref()?)));
        figures.extend(others);
        figures
    }

    fn with_figure(&self, key: &str, estimate: &Estimate) -> String {
        let figure = self.estimate(estimate, |value| self.decimal(value));
        self.say(key, &[("figure", &figure)])
    }

    /// `0,64 (0,50 à 0,77)`
    fn estimate(&self, estimate: &Estimate, print: impl Fn(f64) -> String) -> String {
        let between = match estimate.interval {
            Some([low, high]) => {
                let holes = [("low", print(low)), ("high", print(high))];
                let holes = holes
                    .each_ref()
                    .map(|(hole, value)| (*hole, value.as_str()));
                self.say("agreement_interval", &holes)
            }
            None => self.say("agreement_no_interval", &[]),
        };
        format!("{} ({between})", print(estimate.value))
    }

    fn percent(&self, value: f64) -> String {
        wording::percent((value * 100.0).round().max(0.0) as usize, self.language)
    }

    fn decimal(&self, value: f64) -> String {
        // No "-0.00".
        let rounded = (value * 100.0).round() / 100.0 + 0.0;
        let text = format!("{rounded:.2}").replace('-', "\u{2212}");
        self.language.choose(text.replace('.', ","), text)
    }

    fn notes(&self, question: &QuestionResult, pair: &PairAgreement) -> Vec<String> {
        let mut notes = Vec::new();
        if pair.answers < SMALL {
            notes.push(self.say("agreement_small", &[]));
        }
        let analysed = question.balance.analysed;
        if pair.covered < analysed {
            let counts = [pair.covered, analysed].map(|n| wording::number(n, self.language));
            let holes = [("covered", counts[0].as_str()), ("analysed", &counts[1])];
            notes.push(self.say("agreement_partial", &holes));
        }
        notes
    }

    fn rows(&self, question: &QuestionResult, pair: &PairAgreement) -> Vec<AgreementRow> {
        let themes = pair.themes.iter().filter_map(|agreed| {
            let mut themes = question.themes.iter().map(|result| &result.theme);
            Some((themes.find(|theme| theme.id == agreed.theme)?, agreed))
        });
        themes
            .map(|(theme, agreed)| AgreementRow {
                title: theme.title.clone(),
                anchor: theme.id.0.to_lowercase(),
                given: agreed.given,
                both: agreed.both,
                f1: self.decimal(agreed.f1.value),
                kappa: match &agreed.kappa {
                    Some(kappa) => self.decimal(kappa.value),
                    None => "–".to_owned(),
                },
            })
            .collect()
    }
}
