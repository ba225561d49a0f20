//! What a closed answer says: an extreme of satisfaction, a yes or no to an opinion, an
//! extreme of frequency. Middle answers say too little to be contradicted and read as none.

use super::tokens::{Token, folded};
use crate::words::fold;

/// A closed answer that an open one can contradict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Very satisfied (true) or not at all (false).
    Satisfied(bool),
    /// Wants the thing asked about (true) or not (false).
    Wants(bool),
    /// Uses it nearly every day (true) or never (false).
    Often(bool),
}

const VERY: &[&str] = &[
    "tres satisfait",
    "tres satisfaite",
    "tres satisfaits",
    "tout a fait satisfait",
    "tout a fait satisfaite",
    "extremement satisfait",
    "very satisfied",
    "extremely satisfied",
    "completely satisfied",
    "totally satisfied",
    "excellent",
    "excellente",
    "very good",
    "very happy",
];
const NOT_AT_ALL: &[&str] = &[
    "pas du tout satisfait",
    "pas du tout satisfaite",
    "pas satisfait du tout",
    "tres insatisfait",
    "tres insatisfaite",
    "tres mecontent",
    "tres mauvais",
    "tres mauvaise",
    "very dissatisfied",
    "not at all satisfied",
    "extremely dissatisfied",
    "very poor",
    "very unhappy",
];
const YES: &[&str] = &[
    "oui",
    "yes",
    "pour",
    "favorable",
    "tres favorable",
    "tout a fait favorable",
    "d accord",
    "tout a fait d accord",
    "in favour",
    "for",
    "strongly agree",
    "agree",
    "strongly support",
    "support",
    "oui tout a fait",
    "tout a fait",
    "definitely",
    "yes definitely",
];
const NO: &[&str] = &[
    "non",
    "no",
    "contre",
    "defavorable",
    "tres defavorable",
    "opposed",
    "against",
    "oppose",
    "pas du tout d accord",
    "pas d accord",
    "strongly disagree",
    "disagree",
    "strongly oppose",
    "pas du tout",
    "non pas du tout",
    "not at all",
    "pas favorable",
    "pas du tout favorable",
];
const NEVER: &[&str] = &[
    "jamais",
    "never",
    "0",
    "aucune",
    "aucune fois",
    "none",
    "0 fois",
];
const DAILY: &[&str] = &[
    "tous les jours",
    "chaque jour",
    "quotidiennement",
    "every day",
    "daily",
    "5 ou plus",
    "plusieurs fois par jour",
    "plus de 5",
    "presque tous les jours",
    "most days",
    "tous les jours ou presque",
];

/// Questions that ask for a wish or an opinion.
const OPINION: &[&str] = &[
    "souhaitez vous",
    "souhaiteriez vous",
    "etes vous favorable",
    "etes vous pour",
    "etes vous d accord",
    "faut il",
    "faudrait il",
    "voulez vous",
    "pour ou contre",
    "approuvez vous",
    "soutenez vous",
    "pensez vous qu",
    "seriez vous favorable",
    "doit on",
    "do you support",
    "do you want",
    "would you like",
    "are you in favour",
    "should",
    "do you agree",
    "would you support",
    "do you favour",
    "do you back",
    "do you approve",
    "faut t il",
    "etes vous oppose",
    "votre avis sur",
    "avis",
    "seriez vous pour",
    "acceptez vous",
];
/// Questions that ask how often.
const FREQUENCY: &[&str] = &[
    "combien de fois",
    "a quelle frequence",
    "quelle frequence",
    "frequence",
    "how often",
    "how many times",
    "how frequently",
    "per month",
    "per week",
    "par semaine",
    "par mois",
    "frequency",
    "par an",
    "per year",
    "allez vous souvent",
];
/// Questions that ask for satisfaction.
const SATISFACTION: &[&str] = &[
    "satisfait",
    "satisfaite",
    "satisfaits",
    "satisfaction",
    "satisfied",
    "happy",
    "jugez vous",
    "how would you rate",
    "evaluez",
    "qualite",
    "quality",
    "how good",
    "trouvez vous",
];

/// Reads a closed answer, none where it says nothing that can be contradicted.
pub(super) fn closed(question: &[Token], value: &str) -> Option<Closed> {
    let asked = joined(question);
    let value = plain(value);
    let asks = |list: &[&str]| list.iter().any(|cue| asked.contains(&format!(" {cue} ")));
    if VERY.contains(&value.as_str()) {
        return Some(Closed::Satisfied(true));
    }
    if NOT_AT_ALL.contains(&value.as_str()) {
        return Some(Closed::Satisfied(false));
    }
    if asks(FREQUENCY) || NEVER[..2].contains(&value.as_str()) || asks(&["souvent"]) {
        return extreme(&value, NEVER, DAILY).map(Closed::Often);
    }
    if asks(SATISFACTION) {
        if let Some(top) = graded(question, &value) {
            return Some(Closed::Satisfied(top));
        }
        return extreme(&value, NO, &["oui tout a fait", "tout a fait"]).map(Closed::Satisfied);
    }
    if asks(OPINION) {
        return extreme(&value, NO, YES).map(Closed::Wants);
    }
    None
}

fn extreme(value: &str, low: &[&str], high: &[&str]) -> Option<bool> {
    if low.contains(&value) {
        Some(false)
    } else if high.contains(&value) {
        Some(true)
    } else {
        None
    }
}

/// The ends of a numeric scale whose question says what they mean ("1 = pas du tout, 5 =
/// tout à fait"): the larger number is the better unless the small one is named so.
fn graded(question: &[Token], value: &str) -> Option<bool> {
    let value: u32 = value.parse().ok()?;
    let numbers: Vec<(usize, u32)> = question
        .iter()
        .enumerate()
        .filter_map(|(i, t)| Some((i, t.folded.parse().ok()?)))
        .collect();
    let low = numbers.iter().map(|(_, n)| *n).min()?;
    let high = numbers.iter().map(|(_, n)| *n).max()?;
    if low == high || (value != low && value != high) {
        return None;
    }
    let praised = numbers.iter().any(|(i, n)| {
        *n == low && ["tout", "tres", "very", "excellent"].contains(&folded(question, Some(i + 1)))
    });
    Some((value == high) != praised)
}

fn joined(tokens: &[Token]) -> String {
    let mut text = String::from(" ");
    for token in tokens {
        text.push_str(&token.folded);
        text.push(' ');
    }
    text
}

/// Folded, punctuation as single spaces.
fn plain(value: &str) -> String {
    let folded: String = fold(value)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
