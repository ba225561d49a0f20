//! Plain language, rule by rule: what to read over in a text meant to be easy.
//!
//! The rules are those of European easy-to-read guides, as far as a program can see
//! them: short sentences, one idea each, known words, no percentages, no brackets, active
//! voice. Passing them does not make a text easy to read: only readers can tell, and the
//! report says so.

mod base;
mod rules;

use base::Base;

use crate::language::Language;
use crate::words::Lexicon;

/// Longest sentence, in words.
pub const LONGEST_SENTENCE: usize = 12;

/// A rule of plain language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// More words than [`LONGEST_SENTENCE`].
    Long(usize),
    /// Several ideas in one sentence.
    SeveralIdeas,
    /// Words that are not everyday words.
    RareWords(Vec<String>),
    /// A percentage.
    Percentage,
    /// A number of three digits or more.
    LargeNumber,
    /// Brackets.
    Brackets,
    /// A semicolon.
    Semicolon,
    /// The passive voice.
    Passive,
    /// An abbreviation nobody explains.
    Abbreviation(String),
    /// Two negations in one sentence.
    TwoNegations,
}

impl Rule {
    /// The rule in words.
    pub fn say(&self, language: Language) -> String {
        let text = match self {
            Rule::Long(words) => {
                return language.choose(
                    format!("phrase de {words} mots (au plus {LONGEST_SENTENCE})"),
                    format!("sentence of {words} words (at most {LONGEST_SENTENCE})"),
                );
            }
            Rule::RareWords(words) => {
                let list = words.join(", ");
                return language.choose(
                    format!("mots peu courants, à expliquer ou à remplacer : {list}"),
                    format!("words to explain or replace: {list}"),
                );
            }
            Rule::Abbreviation(short) => {
                return language.choose(
                    format!("sigle à expliquer : {short}"),
                    format!("abbreviation to explain: {short}"),
                );
            }
            Rule::SeveralIdeas => (
                "plusieurs idées dans la phrase",
                "several ideas in one sentence",
            ),
            Rule::Percentage => ("pourcentage", "percentage"),
            Rule::LargeNumber => ("grand nombre", "large number"),
            Rule::Brackets => ("parenthèses", "brackets"),
            Rule::Semicolon => ("point-virgule", "semicolon"),
            Rule::Passive => ("voix passive", "passive voice"),
            Rule::TwoNegations => ("deux négations", "two negations"),
        };
        language.choose(text.0, text.1).to_owned()
    }
}

/// Reads texts for one language; holds its lists of words.
pub struct Linter<'a> {
    lexicon: &'a Lexicon,
    base: Base,
}

impl<'a> Linter<'a> {
    /// Loads the lists. Cost: a few thousand stems.
    pub fn new(lexicon: &'a Lexicon) -> Linter<'a> {
        Linter {
            lexicon,
            base: Base::new(lexicon),
        }
    }

    /// Every rule a text breaks, with the sentence, in reading order.
    pub fn read(&self, text: &str) -> Vec<(Rule, String)> {
        sentences(text)
            .into_iter()
            .flat_map(|sentence| {
                let broken = rules::broken(&sentence, self.lexicon, &self.base);
                broken.into_iter().map(move |rule| (rule, sentence.clone()))
            })
            .collect()
    }

    /// The same in words: (rule, sentence).
    pub fn to_reread(&self, text: &str) -> Vec<(String, String)> {
        let language = self.lexicon.language();
        let found = self.read(text);
        found
            .into_iter()
            .map(|(rule, sentence)| (rule.say(language), sentence))
            .collect()
    }
}

/// The sentences of a text: they end at `.`, `!`, `?`, `…` before a space, and at line ends.
fn sentences(text: &str) -> Vec<String> {
    let (mut found, mut current) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\n' {
            current.push(c);
        }
        let stop = matches!(c, '.' | '!' | '?' | '…');
        if c == '\n' || (stop && chars.peek().is_none_or(|next| next.is_whitespace())) {
            found.push(std::mem::take(&mut current));
        }
    }
    found.push(current);
    let trimmed = found.iter().map(|sentence| sentence.trim().to_owned());
    trimmed.filter(|sentence| !sentence.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(language: Language, text: &str) -> Vec<Rule> {
        let lexicon = Lexicon::new(language);
        let found = Linter::new(&lexicon).read(text);
        found.into_iter().map(|(rule, _)| rule).collect()
    }

    #[test]
    fn plain_sentences_pass() {
        let french = "Il faut plus de bus le soir.\nLes trottoirs sont trop étroits. \
                      Des personnes ont peur la nuit. Les bus ne passent pas le dimanche. \
                      Quelques réponses en parlent. Les enfants sont allés à Port-Neuf.";
        assert_eq!(broken(Language::French, french), []);
        let english = "More buses are needed at night. The paths are too narrow. \
                       Some people are afraid. Dogs run on the grass.";
        assert_eq!(
            broken(Language::English, english),
            [Rule::Passive],
            "the first sentence is passive"
        );
    }

    #[test]
    fn each_rule_is_seen() {
        let french = |text: &str| broken(Language::French, text);
        let rare =
            |words: &[&str]| Rule::RareWords(words.iter().map(|w| (*w).to_owned()).collect());
        assert_eq!(
            french("Il faut des bus le soir pour les gens du bourg qui vont à la gare."),
            [Rule::Long(16), Rule::SeveralIdeas]
        );
        assert_eq!(
            french("Le bus est cher, mais il est propre."),
            [Rule::SeveralIdeas]
        );
        assert_eq!(
            french("L'intermodalité manque."),
            [rare(&["intermodalité"])]
        );
        assert_eq!(
            french("Pour 30 % des gens, c'est cher."),
            [Rule::Percentage]
        );
        assert_eq!(french("Il y a 310 réponses."), [Rule::LargeNumber]);
        assert_eq!(french("Le bus (le 7) est cher."), [Rule::Brackets]);
        assert_eq!(
            french("Le bus est cher ; le train aussi."),
            [Rule::Semicolon]
        );
        assert_eq!(
            french("Les arbres ont été coupés par la ville."),
            [Rule::Passive]
        );
        assert_eq!(
            french("La ZFE est chère."),
            [Rule::Abbreviation("ZFE".to_owned())]
        );
        assert_eq!(
            french("Ce n'est pas vrai qu'il n'y a pas de bus."),
            [Rule::TwoNegations]
        );
        assert_eq!(
            broken(Language::English, "Stakeholders never use no bins (sorry)."),
            [rare(&["Stakeholders"]), Rule::Brackets, Rule::TwoNegations]
        );
    }

    #[test]
    fn rules_are_told_in_both_languages() {
        let lexicon = Lexicon::new(Language::French);
        let found = Linter::new(&lexicon).to_reread("La ZFE est chère.");
        assert_eq!(
            found,
            [(
                "sigle à expliquer : ZFE".to_owned(),
                "La ZFE est chère.".to_owned()
            )]
        );
        assert!(Rule::Long(20).say(Language::English).contains("20 words"));
    }
}
