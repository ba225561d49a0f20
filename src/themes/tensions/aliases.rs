//! Acronyms of a set of texts and what they stand for: `ZAC` where some text says "zone
//! d'aménagement concerté", found from the texts alone.

use std::collections::BTreeMap;

use super::tokens::{Gap, Token};

/// Stem of an acronym to the stems of the words it stands for.
pub(super) type Aliases = BTreeMap<String, Vec<String>>;

/// Reads acronyms (two to five capitals in a text that is not all capitals) and looks for
/// content words in a row with those initials. The commonest reading wins. Cost: linear in
/// the words, times the lengths of the acronyms.
pub(super) fn aliases(texts: &[(&str, &[Token])]) -> Aliases {
    let mut acronyms: BTreeMap<String, String> = BTreeMap::new();
    for (text, tokens) in texts {
        if text.chars().filter(|c| c.is_lowercase()).count() * 2 < text.chars().count() {
            continue;
        }
        for token in *tokens {
            let shown = &text[token.start..token.end];
            if (2..=5).contains(&shown.len()) && shown.bytes().all(|b| b.is_ascii_uppercase()) {
                acronyms.insert(token.folded.clone(), token.stem.clone());
            }
        }
    }
    let mut readings: BTreeMap<&String, BTreeMap<Vec<String>, usize>> = BTreeMap::new();
    let mut by_letter: BTreeMap<Option<char>, Vec<&String>> = BTreeMap::new();
    for acronym in acronyms.keys().filter(|a| a.len() > 2) {
        by_letter
            .entry(acronym.chars().next())
            .or_default()
            .push(acronym);
    }
    for (_, tokens) in texts {
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.content) {
            let first = token.folded.chars().next();
            for acronym in by_letter.get(&first).into_iter().flatten().copied() {
                if let Some(stems) = spelt(tokens, at, acronym) {
                    *readings
                        .entry(acronym)
                        .or_default()
                        .entry(stems)
                        .or_default() += 1;
                }
            }
        }
    }
    readings
        .into_iter()
        .filter_map(|(acronym, counts)| {
            let (stems, _) = counts.into_iter().max_by_key(|(_, n)| *n)?;
            Some((acronyms.get(acronym)?.clone(), stems))
        })
        .collect()
}

/// The stems of the content words from `at` on whose initials spell `acronym`; at most one
/// word without content may stand between two of them.
fn spelt(tokens: &[Token], at: usize, acronym: &str) -> Option<Vec<String>> {
    let mut stems = Vec::new();
    let mut i = at;
    for letter in acronym.chars() {
        let mut token = tokens.get(i)?;
        if !stems.is_empty() && !token.content {
            i += 1;
            token = tokens.get(i)?;
        }
        let joined = stems.is_empty() || token.gap == Gap::None;
        if !token.content || !joined || !token.folded.starts_with(letter) {
            return None;
        }
        stems.push(token.stem.clone());
        i += 1;
    }
    Some(stems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::themes::tensions::tokens::tokens;
    use crate::words::Lexicon;

    #[test]
    fn an_acronym_is_read_from_the_texts() {
        let lexicon = Lexicon::new(Language::French);
        let texts = [
            "Non à la ZAC des bords de l'eau",
            "La zone d'aménagement concerté est utile",
        ];
        let split: Vec<Vec<_>> = texts.iter().map(|t| tokens(t, &lexicon)).collect();
        let pairs: Vec<(&str, &[_])> = texts
            .iter()
            .zip(&split)
            .map(|(t, s)| (*t, s.as_slice()))
            .collect();
        let found = aliases(&pairs);
        assert_eq!(found.get("zac").map(Vec::len), Some(3));
    }
}
