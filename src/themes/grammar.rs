//! What a word is in its place: noun, adjective, verb. Light rules, no tagger.
//!
//! Three sources, the surest first: the little words just before ("les tarifs", "je
//! roule", "trop cher"), what the same word is elsewhere in the answers (see
//! `vocabulary`), and its ending. Knows nothing of themes.

mod english;
mod french;

use std::collections::{HashMap, HashSet};

use crate::language::Language;
use crate::words::fold;

/// What a word is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A common noun.
    Noun,
    /// A name: a capital where capitals say something.
    Name,
    /// An adjective or a participle used as one.
    Adjective,
    /// The form of a verb that proposals begin with: `créer`; in English `build`.
    Infinitive,
    /// Any other form of a verb.
    Verb,
    /// An adverb.
    Adverb,
    /// Anything with a digit.
    Number,
    /// A word without content.
    Little,
    /// A content word about which nothing is known.
    Unknown,
}

/// What a little word announces or joins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// Stands before a noun: `un`, `ces`, `the`.
    pub determiner: bool,
    /// A determiner that speaks of the writer: `mon`, `my`.
    pub personal: bool,
    /// Stands before a noun or, after a pronoun, before a verb: `le`, `la`, `les`, `l`.
    pub clitic: bool,
    /// Stands before a conjugated verb: `je`, `ne`, `qui`, `they`.
    pub subject: bool,
    /// Stands before an adjective, and inside a phrase: `trop`, `very`.
    pub degree: bool,
    /// Stands before an adjective, and ends a phrase: `est`, `is`.
    pub copula: bool,
    /// Stands before a participle: `ont`, `has`.
    pub auxiliary: bool,
    /// Joins two nouns of one group: `de`, `au`, `sur`, `of`.
    pub link: bool,
    /// A link that holds so tightly that the group is cut without its second half: `de`.
    pub tight: bool,
    /// `et`, `and`, `ou`, `or`.
    pub and: bool,
    /// Stands before a proposal: `faudrait`, `should`.
    pub modal: bool,
}

/// A list of little words and what it says of them.
type Words = (&'static str, fn(&mut Role));

/// The rules of one language.
pub(super) struct Grammar {
    language: Language,
    roles: HashMap<&'static str, Role>,
    /// Adjectives that stand before a noun; in French folded.
    leading: HashSet<&'static str>,
}

impl Grammar {
    pub fn new(language: Language) -> Grammar {
        let (lists, leading): (&[Words], &str) = match language {
            Language::French => (french::ROLES, french::PREPOSED),
            Language::English => (english::ROLES, english::LEADING),
        };
        let mut roles: HashMap<&'static str, Role> = HashMap::new();
        for (list, mark) in lists {
            for word in list.split_whitespace() {
                mark(roles.entry(word).or_default());
            }
        }
        Grammar {
            language,
            roles,
            leading: leading.split_whitespace().collect(),
        }
    }

    /// True where adjectives follow their noun.
    pub fn adjective_follows(&self) -> bool {
        self.language == Language::French
    }

    /// The part a little word plays, in lower case with its accents.
    pub fn role(&self, lower: &str) -> Role {
        self.roles.get(lower).copied().unwrap_or_default()
    }

    /// What the ending of a word suggests, in lower case with and without its accents.
    pub fn guess(&self, lower: &str, folded: &str) -> Class {
        match self.language {
            Language::French => french::guess(lower, folded),
            Language::English => english::guess(folded),
        }
    }

    /// True for an adjective that stands before its noun in a language where most follow.
    pub fn preposed(&self, folded: &str) -> bool {
        self.adjective_follows() && self.leading.contains(folded)
    }

    /// True for an adjective without content that may stand before a noun: "petites".
    pub fn leading_adjective(&self, lower: &str) -> bool {
        match self.language {
            Language::French => self.leading.contains(fold(lower).as_str()),
            Language::English => self.leading.contains(lower),
        }
    }

    /// True for a noun too general to be a content word: "personnes".
    pub fn general_head(&self, lower: &str) -> bool {
        self.language == Language::French && among(french::GENERAL_HEADS, lower)
    }

    /// True for a word that says when after an article alone: "(bus) le soir".
    pub fn time(&self, lower: &str) -> bool {
        self.language == Language::French && among(french::TIMES, lower)
    }

    /// Little words after which a noun says how much of it: "plus de bus", "no lights".
    /// Each is a sequence, the longest first.
    pub fn openers(&self) -> &'static [&'static [&'static str]] {
        match self.language {
            Language::French => french::OPENERS,
            Language::English => english::OPENERS,
        }
    }

    /// Links of several words: "le long de".
    pub fn long_links(&self) -> &'static [&'static [&'static str]] {
        match self.language {
            Language::French => french::LONG_LINKS,
            Language::English => english::LONG_LINKS,
        }
    }

    /// What a word must be after the two words before it (`""` where there is none).
    pub fn after(&self, second: &str, first: &str, guess: Class) -> Option<Class> {
        let role = self.role(first);
        if role.clitic && self.role(second).subject {
            return Some(Class::Verb);
        }
        if guess == Class::Infinitive && !role.determiner {
            return Some(Class::Infinitive);
        }
        if role.determiner || role.clitic {
            Some(Class::Noun)
        } else if role.subject || role.auxiliary {
            Some(Class::Verb)
        } else if role.degree || role.copula {
            Some(Class::Adjective)
        } else {
            None
        }
    }
}

/// True for one of the words of a list. Cost: the length of the list; for words not seen
/// before only.
pub(super) fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|entry| entry == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_tell_what_follows() {
        let french = Grammar::new(Language::French);
        let after = |second, first, word: &str| {
            french.after(second, first, french.guess(word, &crate::words::fold(word)))
        };
        assert_eq!(after("dans", "la", "marche"), Some(Class::Noun));
        assert_eq!(after("je", "la", "marche"), Some(Class::Verb));
        assert_eq!(after("", "je", "roule"), Some(Class::Verb));
        assert_eq!(after("faut", "les", "rénover"), Some(Class::Infinitive));
        assert_eq!(after("", "trop", "cher"), Some(Class::Adjective));
        assert_eq!(after("avec", "", "roule"), None);
    }

    #[test]
    fn endings_tell_verbs_from_nouns() {
        let french = Grammar::new(Language::French);
        let guess = |word: &str| french.guess(word, &crate::words::fold(word));
        for (word, class) in [
            ("créer", Class::Infinitive),
            ("loyer", Class::Noun),
            ("trottoir", Class::Noun),
            ("construire", Class::Infinitive),
            ("éclairage", Class::Noun),
            ("logement", Class::Noun),
            ("fermement", Class::Adverb),
            ("finissent", Class::Verb),
            ("obligerait", Class::Verb),
            ("argent", Class::Unknown),
            ("glissantes", Class::Adjective),
            ("qualité", Class::Noun),
            ("isolé", Class::Adjective),
        ] {
            assert_eq!(guess(word), class, "{word}");
        }
    }
}
