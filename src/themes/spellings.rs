//! The ways one phrase is written, and which of them people would choose.

use std::collections::{BTreeMap, HashMap};

use crate::words::fold;

/// What a use in the theme counts for, one elsewhere counting for one: a theme speaks its
/// own words, and others help with accents and capitals where it is too small.
const HERE: usize = 3;

/// The ways one phrase is written in a theme and elsewhere.
#[derive(Default)]
pub(super) struct Spellings {
    /// In lower case, with the number of uses in the theme.
    here: BTreeMap<String, usize>,
    /// The same with uses elsewhere, each use in the theme counted [`HERE`] times.
    lower: BTreeMap<String, usize>,
    cased: HashMap<String, BTreeMap<String, usize>>,
    /// What stood before the phrase in the theme: "plus de".
    openers: BTreeMap<String, usize>,
    uses: usize,
}

impl Spellings {
    /// Adds so many uses. `telling_case` is false where capitals say nothing.
    pub fn add(&mut self, spelling: &str, telling_case: bool, here: bool, uses: usize) {
        let lower = spelling.to_lowercase();
        let worth = uses * if here { HERE } else { 1 };
        if here {
            *self.here.entry(lower.clone()).or_default() += uses;
            self.uses += uses;
        }
        if telling_case {
            *self
                .cased
                .entry(lower.clone())
                .or_default()
                .entry(spelling.to_owned())
                .or_default() += worth;
        }
        *self.lower.entry(lower).or_default() += worth;
    }

    /// Adds what stood before so many uses in the theme.
    pub fn open(&mut self, opener: &str, uses: usize) {
        *self.openers.entry(opener.to_lowercase()).or_default() += uses;
    }

    /// The little words that stand before most uses in the theme, two at least.
    pub fn opener(&self) -> Option<&str> {
        let (opener, count) = greatest(&self.openers)?;
        (*count >= 2 && count * 2 > self.uses).then_some(opener.as_str())
    }

    /// The commonest spelling of the theme; of spellings that differ by accents only, the
    /// one with accents as soon as it is half as common: unaccented words are often
    /// misspelt, but `marche` and `marché` are two words. Capitals are kept where most
    /// people write them.
    pub fn best(&self) -> String {
        let mut folded: BTreeMap<String, usize> = BTreeMap::new();
        for (text, count) in &self.here {
            *folded.entry(fold(text)).or_default() += count;
        }
        let Some((form, _)) = greatest(&folded) else {
            return String::new();
        };
        let alike = || self.lower.iter().filter(|(text, _)| fold(text) == *form);
        let most = alike().map(|(_, count)| *count).max().unwrap_or(0);
        let Some((accented, _)) = alike()
            .filter(|(_, count)| **count * 2 >= most)
            .max_by_key(|(text, count)| (text.chars().filter(|c| !c.is_ascii()).count(), **count))
        else {
            return String::new();
        };
        self.cased
            .get(accented)
            .and_then(greatest)
            .map_or_else(|| accented.clone(), |(text, _)| text.clone())
    }
}

/// The commonest entry; the first in order of equals.
fn greatest(counts: &BTreeMap<String, usize>) -> Option<(&String, &usize)> {
    counts.iter().rev().max_by_key(|(_, count)| **count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accented_and_cased_spelling_wins() {
        let mut spellings = Spellings::default();
        for (spelling, telling_case) in [
            ("securite", true),
            ("SECURITE", false),
            ("sécurité", true),
            ("sécurité", true),
        ] {
            spellings.add(spelling, telling_case, true, 1);
        }
        assert_eq!(spellings.best(), "sécurité");
        let mut names = Spellings::default();
        for spelling in ["pont des Forges", "pont des Forges", "pont des forges"] {
            names.add(spelling, true, true, 1);
        }
        assert_eq!(names.best(), "pont des Forges");
    }

    #[test]
    fn a_theme_writes_its_own_word() {
        let mut spellings = Spellings::default();
        spellings.add("marché", true, true, 2);
        spellings.add("marches", true, false, 8);
        assert_eq!(spellings.best(), "marché");
        assert_eq!(spellings.opener(), None);
        spellings.open("plus de", 2);
        assert_eq!(spellings.opener(), Some("plus de"));
    }
}
