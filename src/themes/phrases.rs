//! Phrases of a text: noun groups and proposals, whole.
//!
//! A noun group is a noun with its adjectives and what little words join to it ("prix de
//! l'essence", "trottoirs trop étroits"); a proposal is an infinitive with such a group
//! ("créer des pistes cyclables"). A phrase begins and ends with a content word.

use super::grammar::Class;
use super::joints::Next;
use super::line::Line;

/// Content words of the longest phrase.
pub(super) const LONGEST: usize = 4;

/// What kind of phrase it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Kind {
    /// All kinds, those that make the best titles first.
    pub const ALL: [Kind; 5] = [
        Kind::Group,
        Kind::Proposal,
        Kind::Loose,
        Kind::Action,
        Kind::Quality,
    ];
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
    /// Where it stands, in bytes of its unit.
    pub start: u32,
    pub end: u32,
    /// False where capitals say nothing: first word, or a text in capitals.
    pub telling_case: bool,
    /// How little it is cut out of a longer phrase: 1 when it stands whole.
    pub whole: f32,
    /// Two nouns stand side by side in a language where that is rare: perhaps a list
    /// without commas.
    pub glued: bool,
    /// Where the little words begin that say how much of it: "plus de".
    pub opener: Option<u32>,
}

impl Line<'_> {
    /// Its phrases, by the place of their first words.
    pub fn phrases(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for first in 0..self.tokens.len() {
            self.phrases_from(first, &mut found);
        }
        found
    }

    fn phrases_from(&self, first: usize, found: &mut Vec<Found>) {
        let token = &self.tokens[first];
        let long = token.end - token.start > 2 || token.acronym;
        if !long || self.inside_compound(first) || self.in_long_link(first) {
            return;
        }
        let kind = match token.class {
            Class::Adjective if self.headed(first) => Kind::Group,
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

    /// An adjective after a noun too general to be a content word: "personnes âgées".
    fn headed(&self, i: usize) -> bool {
        self.tokens[i].class == Class::Adjective
            && self.grammar.adjective_follows()
            && self.grammar.general_head(self.before(i))
    }

    /// The first word shown: an adjective or a head too general to be content words may
    /// stand before the phrase ("petites lignes").
    fn shown_from(&self, first: usize) -> usize {
        let noun = self.noun(first) && self.grammar.leading_adjective(self.before(first));
        let compound = first > 0 && self.tokens[first].hyphen;
        if noun || compound || self.headed(first) {
            first - 1
        } else {
            first
        }
    }

    /// "long" in "le long de".
    fn in_long_link(&self, i: usize) -> bool {
        self.grammar.long_links().iter().any(|link| {
            let last = link
                .last()
                .is_some_and(|word| self.tokens[i].lower == *word);
            last && i + 1 >= link.len() && self.matches(i + 1 - link.len(), link)
        })
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
        let shown = self.shown_from(first);
        Found {
            key,
            kind,
            start: self.tokens[shown].start as u32,
            end: self.tokens[last].end as u32,
            telling_case: shown > 0 && !self.capitals,
            whole: (1.0 - after.map_or(0.0, |next| next.cut)) * (1.0 - self.cut_before(first)),
            glued: self.glued(places),
            opener: self.opener(shown).map(|start| start as u32),
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

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::themes::grammar::Grammar;
    use crate::themes::line::Line;
    use crate::themes::vocabulary::Vocabulary;
    use crate::words::Lexicon;

    fn found(language: Language, text: &str) -> Vec<String> {
        let (grammar, lexicon) = (Grammar::new(language), Lexicon::new(language));
        let vocabulary = Vocabulary::of_texts(&[text], &lexicon, &grammar);
        Line::new(text, &vocabulary, &grammar)
            .phrases()
            .into_iter()
            .map(|found| text[found.start as usize..found.end as usize].to_owned())
            .collect()
    }

    #[test]
    fn french_phrases_are_whole_groups() {
        let french = |text| found(Language::French, text);
        let prices = french("le prix de l'essence, trop de bus le soir");
        for phrase in ["prix", "prix de l'essence", "essence", "bus le soir"] {
            assert!(prices.contains(&phrase.to_owned()), "{phrase} {prices:?}");
        }
        let walks = french("Les trottoirs trop étroits obligent les personnes âgées à descendre");
        assert!(
            walks.contains(&"trottoirs trop étroits".to_owned()),
            "{walks:?}"
        );
        assert!(walks.contains(&"personnes âgées".to_owned()), "{walks:?}");
        assert!(!walks.iter().any(|p| p.contains("obligent")), "{walks:?}");
        let proposal =
            french("Il faut créer des pistes cyclables et nous demandons aux élus d'agir");
        assert!(proposal.contains(&"créer des pistes cyclables".to_owned()));
        assert!(!proposal.iter().any(|p| p.contains("demandons")));
        // The two halves of a compound stay together.
        assert_eq!(french("un couvre-feu"), ["couvre-feu"]);
    }

    #[test]
    fn english_phrases_end_with_their_noun() {
        let english = found(
            Language::English,
            "The lights along the canal path are broken",
        );
        assert!(
            english.contains(&"lights along the canal path".to_owned()),
            "{english:?}"
        );
        assert!(!english.contains(&"canal path are broken".to_owned()));
        assert!(
            !english.contains(&"lights along the canal".to_owned())
                || english.contains(&"canal path".to_owned())
        );
    }
}
