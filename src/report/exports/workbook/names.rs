//! Names of sheets that Excel takes: at most 31 UTF-16 units, without `[]:*?/\`, no
//! apostrophe at an end, different whatever the case.

use std::collections::BTreeSet;

const LONGEST: usize = 31;

/// The names given so far.
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// None yet but those that Excel keeps for itself, in English and in French.
    pub(super) fn new() -> SheetNames {
        SheetNames(["history", "historique"].map(str::to_owned).into())
    }

    /// A name as near to `wanted` as may be.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => ' ',
                c => c,
            })
            .collect();
        let clean = clean.split_whitespace().collect::<Vec<&str>>().join(" ");
        let mut name = shortened(&clean, LONGEST);
        let mut number = 1;
        while name.is_empty() || !self.0.insert(name.to_lowercase()) {
            number += 1;
            let ending = format!(" ({number})");
            name = shortened(&clean, LONGEST - ending.len()) + &ending;
            name = name.trim_start().to_owned();
        }
        name
    }
}

/// The first characters that fit, without an apostrophe or a space at an end.
fn shortened(text: &str, room: usize) -> String {
    let mut used = 0;
    let short: String = text
        .trim_matches(['\'', ' '])
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    short.trim_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_different() {
        let mut names = SheetNames::new();
        for (wanted, given) in [
            (
                "Q1 Que changer [ici] : bus/vélo ?",
                "Q1 Que changer ici bus vélo",
            ),
            ("Thèmes", "Thèmes"),
            ("thèmes", "thèmes (2)"),
            ("Historique", "Historique (2)"),
            ("'Pistes d'action'", "Pistes d'action"),
            ("", "(2)"),
            ("***", "(3)"),
        ] {
            assert_eq!(names.give(wanted), given);
        }
        for wanted in ["😀".repeat(40), "a'".repeat(40), "é".repeat(40)] {
            for _ in 0..12 {
                let name = names.give(&wanted);
                assert!(name.encode_utf16().count() <= LONGEST, "{name}");
                assert!(!name.ends_with('\'') && !name.starts_with('\''), "{name}");
            }
        }
    }
}
