//! The tables of one language, compiled once.

use std::sync::LazyLock;

use super::{AlertFamily, Severity, english, french};
use crate::language::Language;
use crate::themes::cues::{Classes, PhraseSet, classes};

/// The word lists of one language, as written.
pub(super) struct Tables {
    pub classes: &'static str,
    pub rules: &'static str,
    pub idioms: &'static str,
    /// Words that undo what follows within a few words.
    pub negators: &'static str,
    pub hypotheses: &'static str,
    pub past: &'static str,
    pub resolved: &'static str,
    pub general: &'static str,
    pub personal: &'static str,
    pub someone: &'static str,
    pub dated: &'static str,
    pub placed: &'static str,
    pub pursued: &'static str,
    pub exposed: &'static str,
}

/// One rule: all its atoms in one sentence.
pub(super) struct Rule {
    pub family: AlertFamily,
    pub severity: Severity,
    pub weight: i32,
    /// Numbers of phrases in [`Compiled::atoms`].
    pub atoms: std::ops::Range<usize>,
}

/// The same, ready to search.
pub(super) struct Compiled {
    pub rules: Vec<Rule>,
    pub atoms: PhraseSet,
    /// Atoms in all.
    pub atom_count: usize,
    pub idioms: PhraseSet,
    pub negators: Vec<&'static str>,
    pub hypotheses: PhraseSet,
    pub past: PhraseSet,
    pub resolved: PhraseSet,
    pub general: PhraseSet,
    pub personal: PhraseSet,
    pub someone: PhraseSet,
    pub dated: PhraseSet,
    pub placed: PhraseSet,
    pub pursued: PhraseSet,
    pub exposed: PhraseSet,
}

/// The compiled tables of `language`.
pub(super) fn compiled(language: Language) -> &'static Compiled {
    static FRENCH: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&french::TABLES));
    static ENGLISH: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&english::TABLES));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

impl Compiled {
    fn new(tables: &Tables) -> Compiled {
        let names = classes(tables.classes);
        let mut rules = Vec::new();
        let mut atoms: Vec<&str> = Vec::new();
        for (rule, phrases) in tables.rules.lines().filter_map(read_rule) {
            let first = atoms.len();
            atoms.extend(phrases.split(" & ").map(str::trim));
            rules.push(Rule {
                atoms: first..atoms.len(),
                ..rule
            });
        }
        let lines = |table: &str| lines(table, &names);
        Compiled {
            atom_count: atoms.len(),
            atoms: PhraseSet::new(atoms.into_iter(), &names),
            rules,
            idioms: lines(tables.idioms),
            negators: tables.negators.split_whitespace().collect(),
            hypotheses: lines(tables.hypotheses),
            past: lines(tables.past),
            resolved: lines(tables.resolved),
            general: lines(tables.general),
            personal: lines(tables.personal),
            someone: lines(tables.someone),
            dated: lines(tables.dated),
            placed: lines(tables.placed),
            pursued: lines(tables.pursued),
            exposed: lines(tables.exposed),
        }
    }
}

fn lines(table: &str, names: &Classes) -> PhraseSet {
    PhraseSet::lines(table, names)
}

/// `family severity weight : phrases`; anything else is no rule.
fn read_rule(line: &str) -> Option<(Rule, &str)> {
    let (head, phrases) = line.split_once(" : ")?;
    let mut head = head.split_whitespace();
    let family = AlertFamily::named(head.next()?)?;
    let severity = match head.next()? {
        "danger" => Severity::Danger,
        _ => Severity::Risk,
    };
    let weight = head.next()?.parse().ok()?;
    let rule = Rule {
        family,
        severity,
        weight,
        atoms: 0..0,
    };
    Some((rule, phrases))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::fold;

    #[test]
    fn tables_are_folded_read_whole_and_name_known_classes() {
        for tables in [&french::TABLES, &english::TABLES] {
            let names = classes(tables.classes);
            assert_eq!(tables.classes, fold(tables.classes));
            assert_eq!(tables.rules, fold(tables.rules));
            for line in tables.rules.lines().filter(|l| !l.is_empty()) {
                assert!(read_rule(line).is_some(), "{line}");
                for name in line.split([' ', '|']).filter_map(|w| w.strip_prefix('@')) {
                    assert!(names.contains_key(name), "{line}: {name}");
                }
            }
        }
    }
}
