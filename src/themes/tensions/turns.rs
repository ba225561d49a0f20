//! What turns or voids a claim around its object: quantities, verdicts, "en moins", "off".

use super::tokens::{Gap, Token, folded};
use crate::language::Language;

/// "plus de 20 minutes", "more than", "n'a plus de": no claim, or another one.
pub(super) fn quantity(tokens: &[Token], at: usize, end: usize) -> bool {
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let next = folded(tokens, Some(end));
    let before = folded(tokens, at.checked_sub(1));
    let word = tokens[at].folded.as_str();
    let counts = [
        "un", "deux", "trois", "quatre", "cinq", "six", "dix", "quinze", "vingt", "trente", "cent",
        "mille", "than", "or", "and", "la", "l", "temps", "mal", "monde", "one", "two",
    ];
    let comparing = ["plus", "moins", "more", "less", "fewer"].contains(&word);
    number(next)
        || (comparing && counts.contains(&next))
        || (word == "plus" && ["ne", "n", "en", "de", "y"].contains(&before))
        || (["more", "less"].contains(&word) && ["no", "any", "even", "much"].contains(&before))
}

/// What follows the object turns the claim: "tondre moins souvent", "voitures en moins",
/// "turn the lights off".
pub(super) fn turned(tokens: &[Token], end: usize, language: Language) -> Option<i32> {
    let skip = language.choose(["la", "les", "en"], ["it", "them", "right"]);
    let mut i = end;
    while skip.contains(&folded(tokens, Some(i))) {
        i += 1;
    }
    let joined = tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    let number = folded(tokens, Some(i + 2)).starts_with(|c: char| c.is_ascii_digit());
    match (language, folded(tokens, Some(i))) {
        _ if !joined || number => None,
        (Language::French, "moins") | (Language::English, "less" | "off" | "down" | "away") => {
            Some(-1)
        }
        (Language::English, "back" | "on") => Some(1),
        _ => None,
    }
}

/// "Fermer la rue serait une erreur": the verb is what is judged, not what is asked.
pub(super) fn judged(tokens: &[Token], end: usize, language: Language) -> bool {
    let words = language.choose(
        &[
            "serait",
            "est",
            "c",
            "ne",
            "n",
            "va",
            "ferait",
            "reviendrait",
            "coute",
            "risque",
        ][..],
        &[
            "would", "is", "will", "isn", "won", "wouldn", "just", "costs", "has", "was",
        ][..],
    );
    (end..(end + 4).min(tokens.len()))
        .take_while(|i| tokens[*i].gap == Gap::None)
        .any(|i| words.contains(&tokens[i].folded.as_str()))
}

/// "Laisser la salle fermée", "keep the gate shut": drops the last word, true where it turns
/// the claim.
pub(super) fn shut(tokens: &[Token], core: &mut Vec<usize>) -> bool {
    let words = [
        "ferme",
        "fermee",
        "fermes",
        "fermees",
        "eteint",
        "eteints",
        "eteinte",
        "eteintes",
        "interdit",
        "interdite",
        "interdits",
        "interdites",
        "closed",
        "shut",
        "banned",
    ];
    let last = core.last().copied();
    let turns = core.len() > 1 && words.contains(&folded(tokens, last));
    if turns {
        core.pop();
    }
    turns
}
