//! The codes of a question in the order of a codebook: each family, its themes, the
//! sub-themes of each. The figures are those of the synthesis; a code has none that the
//! synthesis does not hold.

use std::collections::HashSet;

use crate::answers::AnswerId;
use crate::report::wording::{self, PERCENT_FROM};
use crate::synthesis::{CampaignWeight, QuestionResult, Synthesis, ThemeResult};
use crate::themes::{Family, KeyPhrase, Origin, Quote, SubTheme, Theme, ThemeId};

/// Between the items of one cell.
pub(super) const BETWEEN: &str = " | ";
/// Key phrases that say what a code without a summary is about, as for `--assign llm`.
const DEFINED_BY: usize = 6;

/// What kind of code it is.
#[derive(Clone, Copy)]
pub(super) enum Level<'a> {
    Family(&'a Family),
    Theme(&'a ThemeResult),
    SubTheme(&'a SubTheme, &'a Theme),
}

/// One code of one question.
#[derive(Clone, Copy)]
pub(super) struct Code<'a> {
    pub question: &'a QuestionResult,
    /// The code it is part of.
    pub parent: Option<&'a ThemeId>,
    pub level: Level<'a>,
}

/// The figures of a theme that the rules of the report allow to show.
pub(super) struct Shown {
    /// Answers the share is of.
    pub base: usize,
    /// Whole percentage, on bases of fifty or more.
    pub percent: Option<usize>,
    /// Key of the word of the scale.
    pub scale: &'static str,
    /// Per cent, on bases of fifty or more.
    pub stability: Option<u8>,
}

/// The codes of all questions.
pub(super) fn all(synthesis: &Synthesis) -> Vec<Code<'_>> {
    synthesis.questions.iter().flat_map(of_question).collect()
}

/// A family of one theme is no code: `QuestionResult::codes`.
pub(super) fn of_question(question: &QuestionResult) -> Vec<Code<'_>> {
    let mut codes = Vec::new();
    let mut told: HashSet<&ThemeId> = HashSet::new();
    for family in question.families.iter().filter(|f| f.themes.len() > 1) {
        codes.push(Code {
            question,
            parent: None,
            level: Level::Family(family),
        });
        for theme in &question.themes {
            if family.themes.contains(&theme.theme.id) && told.insert(&theme.theme.id) {
                with_parts(question, theme, Some(&family.id), &mut codes);
            }
        }
    }
    for theme in &question.themes {
        if told.insert(&theme.theme.id) {
            with_parts(question, theme, None, &mut codes);
        }
    }
    codes
}

fn with_parts<'a>(
    question: &'a QuestionResult,
    theme: &'a ThemeResult,
    parent: Option<&'a ThemeId>,
    codes: &mut Vec<Code<'a>>,
) {
    codes.push(Code {
        question,
        parent,
        level: Level::Theme(theme),
    });
    codes.extend(theme.theme.sub_themes.iter().map(|sub| Code {
        question,
        parent: Some(&theme.theme.id),
        level: Level::SubTheme(sub, &theme.theme),
    }));
}

impl<'a> Code<'a> {
    pub fn id(&self) -> &'a str {
        match self.level {
            Level::Family(family) => &family.id.0,
            Level::Theme(result) => &result.theme.id.0,
            Level::SubTheme(sub, _) => &sub.id.0,
        }
    }

    pub fn parent(&self) -> &'a str {
        self.parent.map_or("", |id| &id.0)
    }

    pub fn title(&self) -> &'a str {
        match self.level {
            Level::Family(family) => &family.title,
            Level::Theme(result) => &result.theme.title,
            Level::SubTheme(sub, _) => &sub.title,
        }
    }

    /// The title taken from the answers, where another replaced it.
    pub fn extractive_title(&self) -> &'a str {
        let title = match self.level {
            Level::Family(family) => &family.extractive_title,
            Level::Theme(result) => &result.theme.extractive_title,
            Level::SubTheme(..) => &None,
        };
        title.as_deref().unwrap_or("")
    }

    /// As in `coding.csv`.
    pub fn level(&self) -> &'static str {
        match self.level {
            Level::Family(_) => "family",
            Level::Theme(_) => "theme",
            Level::SubTheme(..) => "sub_theme",
        }
    }

    /// As in `synthesis.json`.
    pub fn origin(&self) -> &'static str {
        let origin = match self.level {
            Level::Family(family) => family.origin,
            Level::Theme(result) => result.theme.origin,
            Level::SubTheme(..) => Origin::Extractive,
        };
        match origin {
            Origin::Extractive => "extractive",
            Origin::Llm => "llm",
            Origin::Human => "human",
        }
    }

    pub fn answers(&self) -> usize {
        match self.level {
            Level::Family(family) => family.answers,
            Level::Theme(result) => result.answers,
            Level::SubTheme(sub, _) => sub.answers.len(),
        }
    }

    /// The theme with its counts; families and sub-themes have none but their answers.
    pub fn theme(&self) -> Option<&'a ThemeResult> {
        match self.level {
            Level::Theme(result) => Some(result),
            _ => None,
        }
    }

    /// What the report's rules show of a theme.
    pub fn shown(&self, campaigns: CampaignWeight) -> Option<Shown> {
        let theme = self.theme()?;
        let balance = &self.question.balance;
        let (part, base) = match campaigns {
            CampaignWeight::CountOnce => (theme.answers_once, balance.analysed_once),
            _ => (theme.answers, balance.analysed),
        };
        let large = base >= PERCENT_FROM;
        Some(Shown {
            base,
            percent: large.then(|| wording::whole_percent(part, base)),
            scale: wording::scale_step(part, base),
            stability: theme.theme.stability.filter(|_| large),
        })
    }

    fn phrases(&self) -> &'a [KeyPhrase] {
        match self.level {
            Level::Family(family) => &family.key_phrases,
            Level::Theme(result) => &result.theme.key_phrases,
            Level::SubTheme(sub, _) => &sub.key_phrases,
        }
    }

    pub fn key_phrases(&self) -> String {
        let phrases = self.phrases().iter().map(|phrase| phrase.text.as_str());
        phrases.collect::<Vec<&str>>().join(BETWEEN)
    }

    /// What a language model says its answers have in common; empty without one.
    pub fn summary(&self) -> String {
        let reading = self.theme().and_then(|theme| theme.reading.as_ref());
        let sentences = reading.iter().flat_map(|reading| &reading.summary);
        let texts: Vec<&str> = sentences.map(|sentence| sentence.text.as_str()).collect();
        texts.join(" ")
    }

    /// The summary, else the first key phrases.
    pub fn definition(&self) -> String {
        let summary = self.summary();
        if !summary.is_empty() {
            return summary;
        }
        let phrases = self.phrases().iter().take(DEFINED_BY);
        let texts: Vec<&str> = phrases.map(|phrase| phrase.text.as_str()).collect();
        texts.join(", ")
    }

    /// The quotes of its theme: those of its own answers for a sub-theme, those of its
    /// themes in turn for a family.
    pub fn quotes(&self) -> Vec<&'a Quote> {
        match self.level {
            Level::Theme(result) => result.theme.quotes.iter().collect(),
            Level::SubTheme(sub, theme) => {
                let own: HashSet<&AnswerId> = sub.answers.iter().collect();
                let quotes = theme.quotes.iter();
                quotes.filter(|quote| own.contains(&quote.answer)).collect()
            }
            Level::Family(family) => self
                .question
                .themes
                .iter()
                .filter(|result| family.themes.contains(&result.theme.id))
                .flat_map(|result| &result.theme.quotes)
                .collect(),
        }
    }
}
