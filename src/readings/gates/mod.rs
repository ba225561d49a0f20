//! What a sentence of a model must hold to be shown. Every gate is a rule on text: the
//! same sentence and ground give the same verdict, and no model is asked.
//!
//! [`Ground`] is what a sentence may rest on. A gate answers with [`Fault`]s: the name of
//! the rule, for the method page, and what is wrong, for the one repair. Gates refuse
//! rather than mend: what is refused twice is replaced by what the rules found.

mod counts;
mod echo;
mod facts;
mod nearness;
mod quoted;
mod shape;
mod support;
mod titles;
mod tongue;

use std::collections::BTreeSet;

pub use facts::has_number;
pub use nearness::{ALIKE, MARGIN, centre, clashes, cosine, nearer_to_another, within_members};
pub use titles::sentence_case;

use crate::language::Language;
use crate::llm::Fault;
use crate::words::{Lexicon, fold, words};

/// Names of the rules, as the method page shows them.
pub mod rules {
    /// The text is empty or says nothing of its subject.
    pub const SAYS_NOTHING: &str = "says_nothing";
    /// More than one line.
    pub const ONE_LINE: &str = "one_line";
    /// Too many characters.
    pub const TOO_LONG: &str = "too_long";
    /// A web address or an e-mail address.
    pub const ADDRESS: &str = "address";
    /// Markup of any kind.
    pub const MARKUP: &str = "markup";
    /// The model speaks of itself, or refuses.
    pub const ASSISTANT: &str = "assistant_words";
    /// Another language than the report's.
    pub const LANGUAGE: &str = "language";
    /// A number or date that stands in no text shown.
    pub const NUMBER: &str = "unknown_number";
    /// A name that stands in no text shown.
    pub const NAME: &str = "unknown_name";
    /// A quantity of people or answers.
    pub const COUNT: &str = "count";
    /// A quote that nobody wrote.
    pub const QUOTE: &str = "unknown_quote";
    /// Less than half of its words stand in the answers.
    pub const SUPPORT: &str = "unsupported";
    /// Words of an answer that was not shown.
    pub const ECHO: &str = "withheld_words";
    /// A summary in the first person, or copied from an answer.
    pub const OWN_WORDS: &str = "copied";
    /// Too few or too many words for a title.
    pub const TITLE_LENGTH: &str = "title_length";
    /// A title that would fit any theme.
    pub const GENERIC: &str = "generic_title";
    /// A title that ends with a full stop or the like.
    pub const TITLE_END: &str = "title_end";
    /// A title of two topics.
    pub const TWO_TOPICS: &str = "two_topics";
    /// A title near enough to another theme's to be taken for it.
    pub const CLASH: &str = "title_clash";
}

/// A text that was shown to the model.
struct Shown {
    /// White space and quotation marks made the same, for quotes.
    comparable: String,
    /// Its folded words between spaces, for phrases.
    phrase: String,
    /// Its words: content stems, and folded little words marked as such.
    sequence: Vec<support::Piece>,
    /// Its content stems.
    stems: BTreeSet<String>,
}

/// What a sentence may rest on: texts shown to the model, which it may quote; words that
/// are known besides (question, key phrases, local context); words of the theme's other
/// answers, which support a sentence but no number or name.
pub struct Ground<'a> {
    /// Language of the report.
    language: Language,
    /// Stop words and stems of the answers.
    lexicon: &'a Lexicon,
    shown: Vec<Shown>,
    /// Folded words of everything shown or known.
    words: BTreeSet<String>,
    /// Numbers of everything shown or known, in one spelling.
    numbers: BTreeSet<String>,
    /// Content stems of everything, other answers of the theme included.
    stems: BTreeSet<String>,
    /// Content stems of the question: they tell nothing of a theme.
    asked: BTreeSet<String>,
    withheld: echo::Runs,
}

impl<'a> Ground<'a> {
    /// Nothing yet. `language` is the report's, `lexicon` belongs to the answers' language;
    /// where the two differ, nothing is compared word by word.
    pub fn new(language: Language, lexicon: &'a Lexicon) -> Ground<'a> {
        Ground {
            language,
            lexicon,
            shown: Vec::new(),
            words: BTreeSet::new(),
            numbers: BTreeSet::new(),
            stems: BTreeSet::new(),
            asked: BTreeSet::new(),
            withheld: echo::Runs::default(),
        }
    }

    /// A text shown to the model. Its place is the number of texts shown before it.
    pub fn show(&mut self, text: &str) -> &mut Self {
        self.learn(text);
        self.shown.push(Shown {
            comparable: quoted::comparable(text),
            phrase: phrase(text),
            sequence: support::sequence(text, self.lexicon),
            stems: self.lexicon.content_stems(text).into_iter().collect(),
        });
        self
    }

    /// Words known besides: key phrases, local context, glossary.
    pub fn know(&mut self, text: &str) -> &mut Self {
        self.learn(text);
        self
    }

    /// The question: its numbers and names are known, its words tell nothing of a theme.
    pub fn ask(&mut self, question: &str) -> &mut Self {
        self.learn(question);
        self.asked.extend(self.lexicon.content_stems(question));
        self
    }

    /// Another answer of the theme, not shown: its words support a sentence.
    pub fn hold(&mut self, text: &str) -> &mut Self {
        self.stems.extend(self.lexicon.content_stems(text));
        self
    }

    /// An answer that reads like an order to a machine: its words must not come back.
    pub fn withhold(&mut self, text: &str) -> &mut Self {
        self.withheld.add(text, self.lexicon);
        self
    }

    /// All rules for a sentence of at most `max_chars` characters. Cost: microseconds.
    pub fn sentence(&self, text: &str, max_chars: usize) -> Vec<Fault> {
        let mut faults = shape::faults(self, text, max_chars);
        if faults.is_empty() {
            faults.extend(self.common(text));
        }
        faults
    }

    /// All rules for a title: 3 to 9 words, 80 characters, one idea.
    pub fn title(&self, text: &str) -> Vec<Fault> {
        let mut faults = shape::faults(self, text, titles::LONGEST);
        if faults.is_empty() {
            faults.extend(titles::faults(self, text));
            faults.extend(self.common(text));
        }
        faults
    }

    /// The sentence against the texts shown at these places alone, and the question: what
    /// it cites must hold it.
    pub fn cited(&self, text: &str, places: &[usize]) -> Vec<Fault> {
        let mut stems = self.asked.clone();
        for shown in places.iter().filter_map(|place| self.shown.get(*place)) {
            stems.extend(shown.stems.iter().cloned());
        }
        support::faults(self, text, &stems)
    }

    fn common(&self, text: &str) -> Vec<Fault> {
        let mut faults = tongue::faults(text, self.language);
        faults.extend(facts::faults(self, text));
        faults.extend(counts::faults(self, text));
        faults.extend(quoted::faults(self, text));
        faults.extend(support::faults(self, text, &self.stems));
        faults.extend(self.withheld.faults(self, text));
        faults
    }

    fn learn(&mut self, text: &str) {
        self.words.extend(words(text).into_iter().map(|w| w.folded));
        self.numbers.extend(facts::numbers(text, self.language));
        self.numbers
            .extend(facts::numbers(text, self.lexicon.language()));
        self.stems.extend(self.lexicon.content_stems(text));
    }

    /// True when answers and report are in different languages: no word can be compared.
    fn foreign(&self) -> bool {
        self.lexicon.language() != self.language
    }

    /// True when a text shown has these words in this order.
    fn says(&self, words: &str) -> bool {
        let words = format!(" {words} ");
        self.shown.iter().any(|shown| shown.phrase.contains(&words))
    }
}

/// Folded words with a space before, between and after.
fn phrase(text: &str) -> String {
    let mut out = String::from(" ");
    for word in words(text) {
        out.push_str(&word.folded);
        out.push(' ');
    }
    out
}

/// Folded words of a list, for look-up.
fn list(words: &'static str) -> BTreeSet<&'static str> {
    debug_assert!(words.split_whitespace().all(|word| fold(word) == word));
    words.split_whitespace().collect()
}

#[cfg(test)]
mod tests;
