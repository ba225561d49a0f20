//! What a language model said, in words; figures beside it come from the counts.

use super::*;

use crate::synthesis::{Sentence, SignalNature};
use crate::themes::{Origin, Quote};

impl Writer<'_> {
    /// Who wrote a title; none where it is a phrase of the answers.
    pub(super) fn origin(&self, origin: Origin, extractive: Option<&str>) -> Option<OriginView> {
        let key = match origin {
            Origin::Extractive => return None,
            Origin::Llm => "origin_llm",
            Origin::Human => "origin_human",
        };
        Some(OriginView {
            name: self.say(key, &[]),
            extractive: extractive.map(str::to_owned),
        })
    }

    pub(super) fn summary(
        &self,
        question: &QuestionResult,
        result: &ThemeResult,
    ) -> Vec<SentenceView> {
        let sentences = result.reading.iter().flat_map(|reading| &reading.summary);
        sentences.map(|said| sentence(question, said)).collect()
    }

    pub(super) fn stance(
        &self,
        question: &QuestionResult,
        result: &ThemeResult,
    ) -> Option<StanceView> {
        let stance = result.reading.as_ref()?.stance.as_ref()?;
        Some(StanceView {
            proposition: stance.proposition.clone(),
            favour: links(question, &stance.favour),
            against: links(question, &stance.against),
            nuanced: links(question, &stance.nuanced),
            read: stance.read,
        })
    }

    pub(super) fn overview(&self, question: &QuestionResult) -> Vec<OverviewView> {
        let points = question
            .reading
            .iter()
            .flat_map(|reading| &reading.overview);
        points
            .map(|point| OverviewView {
                text: point.text.clone(),
                themes: point
                    .themes
                    .iter()
                    .filter_map(|id| question.themes.iter().find(|t| t.theme.id == *id))
                    .map(|theme| OverviewTheme {
                        link: theme_link(theme),
                        answers: self.weigh(theme.answers, theme.answers_once).0,
                    })
                    .collect(),
            })
            .collect()
    }

    pub(super) fn signal_reading(
        &self,
        question: &QuestionResult,
        place: usize,
    ) -> Option<SignalReadingView> {
        let readings = &question.reading.as_ref()?.signals;
        let reading = readings.iter().find(|reading| reading.signal == place)?;
        let nature = match reading.nature {
            SignalNature::Danger => "nature_danger",
            SignalNature::Exclusion => "nature_exclusion",
            SignalNature::NewUse => "nature_new_use",
            SignalNature::NewProposal => "nature_new_proposal",
            SignalNature::Conflict => "nature_conflict",
            SignalNature::Noise => "nature_noise",
        };
        Some(SignalReadingView {
            nature: self.say(nature, &[]),
            text: sentence(question, &reading.reworded),
            novelty: reading
                .novelty
                .as_ref()
                .map(|said| sentence(question, said)),
            check: reading.to_check.clone(),
        })
    }

    pub(super) fn model(&self, synthesis: &Synthesis) -> Option<ModelView> {
        let model = synthesis.model.as_ref()?;
        let themes = || {
            synthesis
                .questions
                .iter()
                .flat_map(|question| &question.themes)
        };
        let named = |counts: &BTreeMap<String, usize>| -> Vec<(String, usize)> {
            let name = |rule: &String| self.named("rule", rule);
            counts
                .iter()
                .map(|(rule, count)| (name(rule), *count))
                .collect()
        };
        Some(ModelView {
            name: model.card.model.clone(),
            host: model.card.host.clone(),
            remote: model.card.remote,
            prompts: model
                .prompts
                .iter()
                .map(|(name, tally)| PromptView {
                    name: name.clone(),
                    tasks: tally.tasks,
                    accepted: tally.accepted,
                    repaired: tally.repaired,
                    refused: named(&tally.refused),
                    cut: named(&tally.cut),
                    failures: tally
                        .failures
                        .iter()
                        .map(|(why, count)| (self.named("failure", why.name()), *count))
                        .collect(),
                })
                .collect(),
            energy: model.energy.as_ref().map(|used| {
                let (energy, grams) = (used.watt_hours, used.grams);
                let energy = self.language.decimals(energy);
                let grams = self.language.decimals(grams);
                let holes = [
                    ("energy", energy.as_str()),
                    ("grams", &grams),
                    ("country", &used.electricity),
                ];
                self.say("fact_energy_known", &holes)
            }),
            tokens_read: model.prompts.values().map(|t| t.usage.prompt_tokens).sum(),
            tokens_written: model
                .prompts
                .values()
                .map(|t| t.usage.completion_tokens)
                .sum(),
            titles: themes().filter(|t| t.theme.origin == Origin::Llm).count(),
            themes: themes().count(),
            withheld: model
                .withheld
                .iter()
                .map(|(question, answer)| LinkView {
                    name: format!("{} {}", question.0, answer.0),
                    ..answer_link(&question.0, answer)
                })
                .collect(),
            context: model.context.clone(),
        })
    }

    /// The name of a rule or reason in words; the code's own where there is none.
    fn named(&self, kind: &str, code: &str) -> String {
        match self.words.get(&format!("{kind}_{code}")) {
            Some(words) => words.clone(),
            None => code.to_owned(),
        }
    }
}

fn links(question: &QuestionResult, answers: &[AnswerId]) -> Vec<LinkView> {
    let id = &question.question.id.0;
    answers
        .iter()
        .map(|answer| answer_link(id, answer))
        .collect()
}

fn sentence(question: &QuestionResult, said: &Sentence) -> SentenceView {
    SentenceView {
        text: said.text.clone(),
        links: links(question, &said.answers),
    }
}

/// The plain words beside a quote.
pub(super) fn plain(result: &ThemeResult, quote: &Quote) -> Option<String> {
    let plain = &result.reading.as_ref()?.plain;
    let same = plain
        .iter()
        .find(|p| p.answer == quote.answer && p.span == quote.span)?;
    Some(same.text.clone())
}

/// What pulls apart in the opposition at `place`.
pub(super) fn tension(question: &QuestionResult, place: usize) -> Option<SentenceView> {
    let tensions = &question.reading.as_ref()?.tensions;
    let said = tensions
        .iter()
        .find(|tension| tension.opposition == place)?;
    let answers: Vec<AnswerId> = said.favour.iter().chain(&said.against).cloned().collect();
    Some(SentenceView {
        text: said.text.clone(),
        links: links(question, &answers),
    })
}
