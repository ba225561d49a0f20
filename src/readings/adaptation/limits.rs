//! How much each public and support can bear, and how they are told to a model.

use crate::language::Language;
use crate::readings::lint::LONGEST_SENTENCE;
use crate::synthesis::{Audience, QuestionResult, Support, ThemeResult};

/// What a version for one public and support may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For whom.
    pub audience: Audience,
    /// For what.
    pub support: Support,
    /// Themes of each question, the largest first.
    pub themes: usize,
    /// Words of a sentence.
    pub words: usize,
    /// Characters of a sentence.
    pub chars: usize,
}

impl Limits {
    /// Limits for a result of so many questions: a message holds about three sentences.
    pub fn of(audience: Audience, support: Support, questions: usize) -> Limits {
        let words = match audience {
            Audience::Officials => 28,
            Audience::Press => 26,
            Audience::Residents => 22,
            Audience::Youth => 18,
            Audience::Simple => LONGEST_SENTENCE,
        };
        let themes = match (support, audience) {
            (Support::Page, Audience::Officials | Audience::Simple) => 5,
            (Support::Page, _) => 8,
            (Support::Post, _) => 4,
            (Support::Message, _) if questions > 1 => 1,
            (Support::Message, _) => 3,
        };
        let words = match support {
            Support::Message => words.min(16),
            _ => words,
        };
        Limits {
            audience,
            support,
            themes,
            words,
            chars: words * 8,
        }
    }

    /// The themes of a question that are told.
    pub fn shown<'q>(&self, question: &'q QuestionResult) -> impl Iterator<Item = &'q ThemeResult> {
        question.themes.iter().take(self.themes)
    }

    /// The public, as a model is told.
    pub(super) fn tell_audience(&self, language: Language) -> String {
        let told = match self.audience {
            Audience::Officials => (
                "élus : ton sobre et précis, sans jargon, sans flatterie",
                "elected officials: sober and precise, no jargon, no flattery",
            ),
            Audience::Residents => (
                "habitants : mots de tous les jours, ton simple et direct",
                "residents: everyday words, simple and direct",
            ),
            Audience::Youth => (
                "jeunes de 12 à 18 ans : phrases courtes, mots simples, sans familiarité",
                "young people of 12 to 18: short sentences, simple words, no slang",
            ),
            Audience::Press => (
                "presse : factuel et neutre, sans superlatif",
                "the press: factual and neutral, no superlatives",
            ),
            Audience::Simple => (
                "personnes qui lisent difficilement : une idée par phrase, mots très courants, \
                 phrases à la forme active, sans parenthèses",
                "people who read with difficulty: one idea per sentence, very common words, \
                 active voice, no brackets",
            ),
        };
        language.choose(told.0, told.1).to_owned()
    }

    /// The support, as a model is told.
    pub(super) fn tell_support(&self, language: Language) -> String {
        let words = self.words;
        let (french, english) = match self.support {
            Support::Page => ("une page", "one page"),
            Support::Post => (
                "un article court pour un site ou une lettre",
                "a short post",
            ),
            Support::Message => ("un message très court", "a very short message"),
        };
        language.choose(
            format!("{french} ; {words} mots au plus par phrase"),
            format!("{english}; at most {words} words per sentence"),
        )
    }
}
