//! Phrases of a text: noun groups and proposals, whole.
//!
//! A noun group is a noun with its adjectives and what little words join to it ("prix de
//! l'essence", "trottoirs trop étroits"); a proposal is an infinitive with such a group
//! ("créer des pistes cyclables"). A phrase begins and ends with a content word.

use super::grammar::{Class, Grammar};
use super::vocabulary::Vocabulary;
use crate::words::{Word, words};

/// Content words of the longest phrase.
pub(super) const LONGEST: usize = 4;

/// What kind of phrase it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A noun group.
    Group,
    /// A proposal: an infinitive and its object.
    Proposal,
    /// A single word about which nothing is known.
    Loose,
    /// A single infinitive.
    Action,
    /// A single adjective.
    Quality,
}

/// The lemmas of a phrase's content words, in order; [`NONE`] where there are fewer.
pub(super) type Key = [u32; LONGEST];
/// No word.
pub(super) const NONE: u32 = u32::MAX;

/// The words of a key.
pub(super) fn lemmas(key: &Key) -> impl Iterator<Item = u32> + '_ {
    key.iter().copied().take_while(|lemma| *lemma != NONE)
}

/// A phrase found in a text.
pub(super) struct Found {
    pub key: Key,
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub start: usize,
    pub end: usize,
    /// False where capitals say nothing: first word, or a text in capitals.
    pub telling_case: bool,
    /// How little it is cut out of a longer phrase: 1 when it stands whole.
    pub whole: f32,
    /// Two nouns stand side by side in a language where that is rare: perhaps a list
    /// without commas.
    pub glued: bool,
    /// Where the little words begin that say how much of it: "plus de".
    pub opener: Option<usize>,
}

struct Token {
    start: usize,
    end: usize,
    lower: String,
    class: Class,
    lemma: u32,
    /// Joined to the word before by white space, an apostrophe or a hyphen.
    joined: bool,
    /// Joined by a hyphen.
    hyphen: bool,
    acronym: bool,
}

/// The next content word of a phrase and how it is joined.
#[derive(Clone, Copy)]
struct Next {
    at: usize,
    /// How much of the phrase before is lost without it.
    cut: f32,
}

/// One unit and its words.
pub(super) struct Line<'a> {
    tokens: Vec<Token>,
    grammar: &'a Grammar,
    capitals: bool,
}

impl<'a> Line<'a> {
    /// Reads one unit. Cost: linear in its words.
    pub fn new(text: &str, vocabulary: &Vocabulary, grammar: &'a Grammar) -> Line<'a> {
        let capitals = mostly_capitals(text);
        let found = words(text);
        let mut tokens: Vec<Token> = Vec::with_capacity(found.len());
        for (i, word) in found.iter().enumerate() {
            let between = i
                .checked_sub(1)
                .map_or("", |before| &text[found[before].end..word.start]);
            tokens.push(token(text, word, i > 0 && joins(between), capitals, vocabulary));
            tokens[i].hyphen = tokens[i].joined && between.contains('-');
        }
        let mut line = Line {
            tokens,
            grammar,
            capitals,
        };
        for i in 0..line.tokens.len() {
            line.place(i, vocabulary, text);
        }
        line
    }

    /// Its phrases, by the place of their first words.
    pub fn phrases(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for first in 0..self.tokens.len() {
            self.phrases_from(first, &mut found);
        }
        found
    }

    /// The lemmas of its content words, repeats kept.
    pub fn lemmas(&self) -> impl Iterator<Item = u32> + '_ {
        self.tokens
            .iter()
            .filter(|token| !matches!(token.class, Class::Little | Class::Number))
            .map(|token| token.lemma)
    }

    /// Corrects what a word usually is by its neighbours.
    fn place(&mut self, i: usize, vocabulary: &Vocabulary, text: &str) {
        let token = &self.tokens[i];
        if matches!(token.class, Class::Little | Class::Number) {
            return;
        }
        let spelling = &text[token.start..token.end];
        let Some(entry) = vocabulary.get(&token.lower) else {
            return;
        };
        let named = i > 0 && token.joined && !self.capitals && spelling.starts_with(char::is_uppercase);
        let first = self.before(i);
        let second = if first.is_empty() { "" } else { self.before(i - 1) };
        let next_content = self.content(i + 1) && self.tokens[i + 1].joined;
        let class = if named {
            Class::Name
        } else {
            match self.grammar.after(second, first, entry.guess) {
                // "les mauvaises odeurs", "the broken swing": the noun comes later.
                Some(Class::Noun) if next_content && self.grammar.preposed(&entry.folded) => {
                    Class::Adjective
                }
                Some(Class::Noun) if next_content && !self.grammar.adjective_follows() => entry.class,
                Some(Class::Infinitive) | None => entry.class,
                Some(class) => class,
            }
        };
        self.tokens[i].class = class;
    }

    fn before(&self, i: usize) -> &str {
        match i.checked_sub(1) {
            Some(before) if self.tokens[i].joined => &self.tokens[before].lower,
            _ => "",
        }
    }

    fn content(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| !matches!(t.class, Class::Little | Class::Number))
    }

    fn noun(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| matches!(t.class, Class::Noun | Class::Name | Class::Unknown))
    }

    fn phrases_from(&self, first: usize, found: &mut Vec<Found>) {
        let token = &self.tokens[first];
        let long = token.end - token.start > 2 || token.acronym;
        if !long || self.inside_compound(first) {
            return;
        }
        let kind = match token.class {
            Class::Noun | Class::Name => Kind::Group,
            Class::Unknown => Kind::Loose,
            Class::Infinitive => Kind::Action,
            Class::Adjective => Kind::Quality,
            _ => return,
        };
        let mut places = vec![first];
        if !self.compound_goes_on(first) {
            found.push(self.phrase(&places, kind));
        }
        let mut next = match kind {
            Kind::Action => self.object(first),
            Kind::Quality => self.noun_after_adjective(first),
            _ => self.extension(first),
        };
        let kind = match kind {
            Kind::Action => Kind::Proposal,
            _ => Kind::Group,
        };
        while let Some(Next { at, .. }) = next {
            places.push(at);
            if places.len() > LONGEST {
                break;
            }
            if self.may_end(at) && !self.compound_goes_on(at) {
                found.push(self.phrase(&places, kind));
            }
            next = self.extension(at);
        }
    }

    /// The second half of "couvre-feu".
    fn inside_compound(&self, i: usize) -> bool {
        self.tokens[i].hyphen && self.content(i - 1)
    }

    fn compound_goes_on(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|next| next.hyphen) && self.content(i + 1)
    }

    fn may_end(&self, i: usize) -> bool {
        match self.tokens[i].class {
            Class::Adjective => self.grammar.adjective_follows(),
            Class::Infinitive => self.grammar.adjective_follows(),
            _ => true,
        }
    }

    /// The content word that goes on a noun group after the one at `i`.
    fn extension(&self, i: usize) -> Option<Next> {
        let next = self.tokens.get(i + 1).filter(|next| next.joined)?;
        if next.hyphen && self.content(i + 1) {
            return Some(Next { at: i + 1, cut: 1.0 });
        }
        match next.class {
            Class::Number => {
                let short = next.end - next.start <= 2 && self.noun(i);
                return short.then_some(Next { at: i + 1, cut: 1.0 });
            }
            Class::Little => {}
            _ => return self.direct(i, i + 1),
        }
        self.qualified(i).or_else(|| self.linked(i))
    }

    /// A neighbour: an adjective or a second noun.
    fn direct(&self, i: usize, at: usize) -> Option<Next> {
        let goes = match self.tokens[at].class {
            Class::Adjective => true,
            Class::Name => self.noun(i),
            Class::Noun | Class::Unknown => {
                self.noun(i) || !self.grammar.adjective_follows() || self.noun_may_follow(i)
            }
            _ => false,
        };
        goes.then_some(Next { at, cut: 1.0 })
    }

    /// True for an adjective that stands before its noun.
    fn noun_may_follow(&self, i: usize) -> bool {
        self.grammar.preposed(&crate::words::fold(&self.tokens[i].lower))
    }

    /// "trop étroits" after "trottoirs".
    fn qualified(&self, i: usize) -> Option<Next> {
        let degree = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|t| t.joined && self.grammar.role(&t.lower).degree)
        };
        if !self.grammar.adjective_follows() || !degree(i + 1) {
            return None;
        }
        let at = if degree(i + 2) { i + 3 } else { i + 2 };
        let adjective = self.tokens.get(at)?;
        (adjective.joined && adjective.class == Class::Adjective).then_some(Next { at, cut: 0.6 })
    }

    /// "de l'essence" after "prix".
    fn linked(&self, i: usize) -> Option<Next> {
        let role = self.grammar.role(&self.tokens[i + 1].lower);
        let long = self
            .grammar
            .long_links()
            .iter()
            .find(|link| self.matches(i + 1, link))
            .map(|link| i + 1 + link.len())
            .filter(|after| self.tokens.get(*after).is_some_and(|t| {
                t.joined && self.grammar.role(&t.lower).link
            }));
        let after = match long {
            Some(after) => after + 1,
            None if role.link || role.and => i + 2,
            None => return None,
        };
        let joined = |at: usize| self.tokens.get(at).is_some_and(|t| t.joined);
        let determined = joined(after) && {
            let role = self.grammar.role(&self.tokens[after].lower);
            (role.determiner || role.clitic) && !role.link && !role.personal
        };
        let at = if determined { after + 1 } else { after };
        // "le tram et la ville" wants its first article; "Tram et ville" is written so.
        if !joined(at) || !self.content(at) || (determined && role.and) {
            return None;
        }
        let verb = self.tokens[at].class == Class::Infinitive;
        let adjective = self.tokens[at].class == Class::Adjective;
        let fits = self.noun(at)
            || (verb && !determined && role.tight && self.ends_with_verb(at))
            || (adjective && self.noun_after_adjective(at).is_some());
        let cut = match (role.tight, role.and) {
            (true, _) => 0.5,
            (_, true) => 0.1,
            _ => 0.25,
        };
        (fits && (!role.and || self.noun(i))).then_some(Next { at, cut })
    }

    /// "permis de louer", but not "demandons aux élus de retirer le projet".
    fn ends_with_verb(&self, at: usize) -> bool {
        let object = self.tokens.get(at + 1).is_some_and(|next| {
            let role = self.grammar.role(&next.lower);
            next.joined && (role.determiner || role.clitic || next.class != Class::Little)
        });
        self.grammar.adjective_follows() && !object
    }

    fn matches(&self, at: usize, sequence: &[&str]) -> bool {
        sequence.iter().enumerate().all(|(k, word)| {
            self.tokens
                .get(at + k)
                .is_some_and(|t| t.joined && t.lower == *word)
        })
    }

    /// The noun right after an adjective that may stand before one.
    fn noun_after_adjective(&self, i: usize) -> Option<Next> {
        let before = !self.grammar.adjective_follows() || self.noun_may_follow(i);
        let next = self.tokens.get(i + 1)?;
        (before && next.joined && self.noun(i + 1)).then_some(Next { at: i + 1, cut: 1.0 })
    }

    /// What a proposal is about: "des pistes" after "créer".
    fn object(&self, i: usize) -> Option<Next> {
        let before = self.grammar.role(self.before(i));
        let starts = i == 0 || !self.tokens[i].joined || before.modal || before.and;
        let mut at = i + 1;
        for _ in 0..2 {
            let token = self.tokens.get(at).filter(|t| t.joined)?;
            let role = self.grammar.role(&token.lower);
            if role.link || role.determiner || role.clitic {
                at += 1;
            }
        }
        let token = self.tokens.get(at).filter(|t| t.joined)?;
        let fits = self.noun(at)
            || (token.class == Class::Adjective && self.noun_after_adjective(at).is_some());
        (starts && fits).then_some(Next { at, cut: 0.5 })
    }

    fn phrase(&self, places: &[usize], kind: Kind) -> Found {
        let (first, last) = (places[0], places[places.len() - 1]);
        let mut key = [NONE; LONGEST];
        for (slot, place) in key.iter_mut().zip(places) {
            *slot = self.tokens[*place].lemma;
        }
        let after = match kind {
            Kind::Action => self.object(last),
            Kind::Quality => self.noun_after_adjective(last),
            _ => self.extension(last),
        };
        let mut start = self.tokens[first].start;
        if first > 0 && self.tokens[first].hyphen {
            start = self.tokens[first - 1].start;
        }
        Found {
            key,
            kind,
            start,
            end: self.tokens[last].end,
            telling_case: first > 0 && !self.capitals,
            whole: (1.0 - after.map_or(0.0, |next| next.cut)) * (1.0 - self.cut_before(first)),
            glued: self.glued(places),
            opener: self.opener(first),
        }
    }

    /// How much is lost because the phrase is the second half of another.
    fn cut_before(&self, first: usize) -> f32 {
        if first == 0 || !self.tokens[first].joined {
            return 0.0;
        }
        if self.content(first - 1) {
            let noun = self.noun(first - 1) || !self.grammar.adjective_follows();
            return if noun { 1.0 } else { 0.0 };
        }
        let role = self.grammar.role(&self.tokens[first - 1].lower);
        let complement = role.tight && first > 1 && self.noun(first - 2);
        if complement { 0.3 } else { 0.0 }
    }

    fn glued(&self, places: &[usize]) -> bool {
        let noun = |i: usize| self.tokens[i].class == Class::Noun;
        self.grammar.adjective_follows()
            && places.windows(2).any(|pair| {
                let side_by_side = pair[0] + 1 == pair[1] && !self.tokens[pair[1]].hyphen;
                side_by_side && noun(pair[0]) && noun(pair[1])
            })
    }

    fn opener(&self, first: usize) -> Option<usize> {
        self.grammar.openers().iter().find_map(|opener| {
            let from = first.checked_sub(opener.len())?;
            let joined = (from + 1..=first).all(|i| self.tokens[i].joined);
            let same = (0..opener.len()).all(|k| self.tokens[from + k].lower == opener[k]);
            (joined && same).then(|| self.tokens[from].start)
        })
    }
}

fn token(text: &str, word: &Word, joined: bool, capitals: bool, vocabulary: &Vocabulary) -> Token {
    let spelling = &text[word.start..word.end];
    let lower = spelling.to_lowercase();
    let entry = vocabulary.get(&lower);
    let class = match entry {
        _ if word.folded.chars().any(char::is_numeric) => Class::Number,
        Some(entry) => entry.class,
        None => Class::Little,
    };
    Token {
        start: word.start,
        end: word.end,
        class,
        lemma: entry.map_or(NONE, |entry| entry.lemma),
        joined,
        hyphen: false,
        acronym: !capitals && spelling.chars().all(char::is_uppercase),
        lower,
    }
}

/// White space, an apostrophe or a hyphen joins two words; anything else parts them.
pub(super) fn joins(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
}

pub(super) fn mostly_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > letters
}
