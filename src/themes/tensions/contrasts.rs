//! Finds the terms of the listed subjects in a text, and which way each leans.

use std::sync::OnceLock;

use super::concepts::SUBJECTS;
use super::patterns::Patterns;
use super::tokens::Token;
use crate::language::Language;

/// A term of a subject in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Position of the subject in the list.
    pub subject: usize,
    /// 1 where the term wants the subject, -1 where it wants the contrary.
    pub sign: i32,
    /// Counts only as the object of a claim.
    pub bound: bool,
    /// Counts only where it is all the object.
    pub alone: bool,
    /// First word.
    pub from: usize,
    /// One past the last word.
    pub to: usize,
}

/// Sign, bound, alone.
type Value = (i32, bool, bool);

fn lists(language: Language) -> &'static [Patterns<Value>] {
    static FRENCH: OnceLock<Vec<Patterns<Value>>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<Patterns<Value>>> = OnceLock::new();
    match language {
        Language::French => FRENCH.get_or_init(|| compiled(|s| s.french)),
        Language::English => ENGLISH.get_or_init(|| compiled(|s| s.english)),
    }
}

fn compiled(
    pick: impl Fn(&super::concepts::Subject) -> (&'static str, &'static str),
) -> Vec<Patterns<Value>> {
    SUBJECTS
        .iter()
        .map(|subject| {
            let (plus, minus) = pick(subject);
            let mut split: Vec<(Value, String)> = Vec::new();
            for (sign, list) in [(1, plus), (-1, minus)] {
                for term in list.split(',').map(str::trim).filter(|t| !t.is_empty()) {
                    let bound = term.starts_with('=');
                    let alone = term.starts_with("=!");
                    let bare = term.trim_start_matches(['=', '!']).to_owned();
                    split.push(((sign, bound, alone), bare));
                }
            }
            let borrowed: Vec<(Value, &str)> =
                split.iter().map(|(v, t)| (*v, t.as_str())).collect();
            Patterns::new(&borrowed)
        })
        .collect()
}

/// The terms of every subject in `tokens`, by place. Cost: words times subjects.
pub(super) fn terms(tokens: &[Token], language: Language) -> Vec<Term> {
    let mut found = Vec::new();
    for (subject, list) in lists(language).iter().enumerate() {
        let mut at = 0;
        while at < tokens.len() {
            match list.at(tokens, at) {
                Some((length, (sign, bound, alone))) => {
                    found.push(Term {
                        subject,
                        sign,
                        bound,
                        alone,
                        from: at,
                        to: at + length,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    found
}
