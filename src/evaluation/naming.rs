//! Whether a theme's key phrases say what people called the same answers.
//!
//! A human code counts as named when a content word (stem) of its name is among the first
//! [`SHOWN`] key phrases, as they are displayed, of the theme matched to it. Codes whose
//! names hold no content word ("Other") cannot be named and are left out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Match;
use crate::words::Lexicon;

/// Key phrases of a theme that are looked at.
pub const SHOWN: usize = 5;
/// The F1 over which a theme and a code hold much the same answers.
pub const CLOSE: f64 = 0.3;

/// How many human codes are named by the theme matched to them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Named {
    /// Share of the close matches that are named.
    pub share: f64,
    /// Close matches that are named.
    pub named: usize,
    /// Codes matched with an F1 over [`CLOSE`].
    pub close: usize,
    /// Share of all matches that are named.
    pub share_of_all: f64,
    /// Matches that are named, however close.
    pub named_of_all: usize,
    /// All matched codes.
    pub matched: usize,
}

/// Counts. `phrases` gives the key phrases of each theme, the first most telling.
/// Cost: linear in the words of the names and phrases.
pub fn named(
    matches: &[Match<'_>],
    phrases: &BTreeMap<String, Vec<String>>,
    lexicon: &Lexicon,
) -> Named {
    let mut counts = Named::default();
    for pair in matches {
        let name = lexicon.content_stems(pair.code);
        if name.is_empty() {
            continue;
        }
        let said: BTreeSet<String> = phrases
            .get(pair.theme)
            .into_iter()
            .flatten()
            .take(SHOWN)
            .flat_map(|phrase| lexicon.content_stems(phrase))
            .collect();
        let hit = usize::from(name.iter().any(|stem| said.contains(stem)));
        let close = usize::from(pair.f1 > CLOSE);
        counts.matched += 1;
        counts.named_of_all += hit;
        counts.close += close;
        counts.named += hit * close;
    }
    counts.share = counts.named as f64 / counts.close.max(1) as f64;
    counts.share_of_all = counts.named_of_all as f64 / counts.matched.max(1) as f64;
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_code_is_named_by_any_content_word_of_the_first_phrases() {
        let lexicon = Lexicon::new(Language::French);
        let pair = |code, theme, f1| Match { code, theme, f1 };
        let matches = [
            pair("Transports plus fréquents", "1", 0.5),
            pair("Éclairage", "2", 0.4),
            pair("Propreté", "2", 0.1),
            pair("Autre", "1", 0.2),
        ];
        let list = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        let phrases = BTreeMap::from([
            ("1".to_owned(), list(&["transport en commun"])),
            (
                "2".to_owned(),
                list(&["rue", "nuit", "parc", "banc", "arbre", "éclairage"]),
            ),
        ]);
        let counts = named(&matches, &phrases, &lexicon);
        assert_eq!((counts.named, counts.close), (1, 2));
        assert_eq!((counts.named_of_all, counts.matched), (1, 3));
    }
}
