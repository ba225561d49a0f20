//! Which word goes on a phrase: adjectives, neighbours, what little words join.

use super::grammar::Class;
use super::line::Line;

/// The next content word of a phrase and how it is joined.
#[derive(Clone, Copy)]
pub(super) struct Next {
    pub at: usize,
    /// How much of the phrase before is lost without it.
    pub cut: f32,
}

impl Line<'_> {
    /// The content word that goes on a noun group after the one at `i`.
    pub fn extension(&self, i: usize) -> Option<Next> {
        let next = self.tokens.get(i + 1).filter(|next| next.joined)?;
        if next.hyphen && self.content(i + 1) {
            return Some(Next {
                at: i + 1,
                cut: 1.0,
            });
        }
        match next.class {
            Class::Number => {
                let short = next.end - next.start <= 2 && self.noun(i);
                return short.then_some(Next {
                    at: i + 1,
                    cut: 1.0,
                });
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
            // "Castle Park floods": a verb more often than a second noun.
            Class::Unknown if self.tokens[i].class == Class::Name => false,
            Class::Noun | Class::Unknown => {
                self.noun(i) || !self.grammar.adjective_follows() || self.noun_may_follow(i)
            }
            _ => false,
        };
        goes.then_some(Next { at, cut: 1.0 })
    }

    /// True for an adjective that stands before its noun.
    fn noun_may_follow(&self, i: usize) -> bool {
        self.grammar
            .preposed(&crate::words::fold(&self.tokens[i].lower))
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
            .filter(|after| {
                self.tokens
                    .get(*after)
                    .is_some_and(|t| t.joined && self.grammar.role(&t.lower).link)
            });
        if let Some(at) = self.time(i) {
            return Some(Next { at, cut: 0.1 });
        }
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
        (fits && (!role.and || (self.known_noun(i) && self.known_noun(at))))
            .then_some(Next { at, cut })
    }

    fn known_noun(&self, i: usize) -> bool {
        matches!(self.tokens[i].class, Class::Noun | Class::Name)
    }

    /// "le soir" after "bus".
    fn time(&self, i: usize) -> Option<usize> {
        let article = self.grammar.role(&self.tokens[i + 1].lower).clitic;
        let time = self.tokens.get(i + 2).filter(|t| t.joined)?;
        (article && self.noun(i) && self.grammar.time(&time.lower)).then_some(i + 2)
    }

    /// "permis de louer", but not "demandons aux élus de retirer le projet".
    fn ends_with_verb(&self, at: usize) -> bool {
        let object = self.tokens.get(at + 1).is_some_and(|next| {
            let role = self.grammar.role(&next.lower);
            next.joined && (role.determiner || role.clitic || next.class != Class::Little)
        });
        self.grammar.adjective_follows() && !object
    }

    /// True where these words stand, joined, from `at` on.
    pub fn matches(&self, at: usize, sequence: &[&str]) -> bool {
        sequence.iter().enumerate().all(|(k, word)| {
            self.tokens
                .get(at + k)
                .is_some_and(|t| (k == 0 || t.joined) && t.lower == *word)
        })
    }

    /// The noun right after an adjective that may stand before one.
    pub fn noun_after_adjective(&self, i: usize) -> Option<Next> {
        let before = !self.grammar.adjective_follows() || self.noun_may_follow(i);
        let next = self.tokens.get(i + 1)?;
        (before && next.joined && self.noun(i + 1)).then_some(Next {
            at: i + 1,
            cut: 1.0,
        })
    }

    /// What a proposal is about: "des pistes" after "créer".
    pub fn object(&self, i: usize) -> Option<Next> {
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
}
