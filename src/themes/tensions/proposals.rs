//! Whether a verb is asked for or only told: "il faut fermer la rue" proposes, "ils vont
//! fermer la rue" reports. Reads the words just before the verb.

use super::tokens::{Gap, Token, folded, opens};
use crate::language::Language;

/// Words after which an infinitive asks.
const ASKING_FRENCH: &[&str] = &[
    "faut",
    "faudrait",
    "faudra",
    "doit",
    "doivent",
    "devrait",
    "devraient",
    "devons",
    "devez",
    "souhaite",
    "souhaitons",
    "voudrais",
    "voudrions",
    "aimerais",
    "aimerions",
    "propose",
    "proposons",
    "demande",
    "demandons",
    "veux",
    "voulons",
    "suggere",
    "preconise",
    "pourrait",
    "mieux",
    "svp",
    "et",
    "puis",
    "ou",
    "priorite",
    "prefere",
    "preferons",
    "serait",
];
/// Words between the two that change nothing.
const ADVERBS_FRENCH: &[&str] = &[
    "de",
    "d",
    "a",
    "aussi",
    "absolument",
    "surtout",
    "vraiment",
    "donc",
    "egalement",
    "plutot",
    "simplement",
    "peut",
    "etre",
    "bien",
    "au",
    "moins",
    "deja",
    "en",
    "y",
    "mieux",
    "vite",
    "urgent",
    "vivement",
    "encore",
];
/// Subjects after which a verb in -ez, -ons or -e is told, not asked.
const SUBJECTS_FRENCH: &[&str] = &[
    "vous", "nous", "on", "je", "j", "tu", "il", "elle", "ils", "elles", "qui", "ca", "se", "s",
    "ville", "mairie", "cela", "me", "m",
];
const ASKING_ENGLISH: &[&str] = &[
    "should", "must", "please", "let", "lets", "could", "just", "and", "also", "then", "or",
    "ought", "need", "needs", "want", "like", "love", "prefer", "time", "simply", "instead",
    "suggest", "better", "start", "but", "can", "rather", "never",
];
const ADVERBS_ENGLISH: &[&str] = &[
    "to",
    "s",
    "us",
    "the",
    "council",
    "you",
    "really",
    "definitely",
    "at",
    "least",
    "we",
    "always",
    "them",
    "by",
    "all",
    "either",
];

/// True where the verb at `at` is asked for.
pub(super) fn asked(tokens: &[Token], at: usize, language: Language) -> bool {
    if opens(tokens, at) {
        return true;
    }
    match language {
        Language::French => asked_french(tokens, at),
        Language::English => asked_english(tokens, at),
    }
}

/// A French infinitive none of the lists knows, at the head of a clause or after "il faut",
/// with an article after it: "armer la police".
pub(super) fn plain_verb(tokens: &[Token], at: usize, language: Language) -> bool {
    let token = &tokens[at];
    let word = token.folded.as_str();
    let nouns = [
        "loyer",
        "loyers",
        "chantier",
        "quartier",
        "metier",
        "danger",
        "hiver",
        "atelier",
        "escalier",
        "papier",
        "foyer",
        "courrier",
        "sentier",
        "premier",
        "dernier",
        "plaisir",
        "avenir",
        "cafe",
        "cahier",
        "panier",
        "fer",
        "mer",
        "enfer",
        "palier",
        "clocher",
        "plancher",
        "verger",
        "potager",
        "berger",
        "boulanger",
        "particulier",
        "entier",
    ];
    language == Language::French
        && token.content
        && word.len() > 4
        && (word.ends_with("er") || word.ends_with("ir"))
        && !nouns.contains(&word)
        && tokens.get(at + 1).is_some_and(|next| {
            next.gap == Gap::None
                && [
                    "la", "le", "les", "l", "des", "un", "une", "nos", "vos", "notre", "ces",
                ]
                .contains(&next.folded.as_str())
        })
        && (opens(tokens, at)
            || ["faut", "faudrait", "doit", "devrait"].contains(&folded(tokens, at.checked_sub(1))))
}

fn asked_french(tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].folded.as_str();
    let before = folded(tokens, at.checked_sub(1));
    let imperative = word.ends_with("ez") || word.ends_with("ons");
    if imperative {
        return !SUBJECTS_FRENCH.contains(&before)
            && before_adverbs(tokens, at, ADVERBS_FRENCH)
                .is_none_or(|i| ["et", "donc", "svp", "mais"].contains(&folded(tokens, Some(i))));
    }
    let subjunctive = word.ends_with('e') && !word.ends_with("re");
    if subjunctive {
        return before == "on" && asked_that(tokens, at);
    }
    before_adverbs(tokens, at, ADVERBS_FRENCH)
        .is_none_or(|i| ASKING_FRENCH.contains(&folded(tokens, Some(i))))
}

/// "qu'on", "que l'on" at the head of a clause or after a verb of asking.
fn asked_that(tokens: &[Token], at: usize) -> bool {
    let Some(mut i) = at.checked_sub(2) else {
        return false;
    };
    if folded(tokens, Some(i)) == "l" && i > 0 {
        i -= 1;
    }
    if !["qu", "que"].contains(&folded(tokens, Some(i))) {
        return false;
    }
    opens(tokens, i) || ASKING_FRENCH.contains(&folded(tokens, i.checked_sub(1)))
}

fn asked_english(tokens: &[Token], at: usize) -> bool {
    before_adverbs(tokens, at, ADVERBS_ENGLISH)
        .is_none_or(|i| ASKING_ENGLISH.contains(&folded(tokens, Some(i))))
}

/// The last word before `at` in its clause that is none of `adverbs`; none where the clause
/// has no other.
fn before_adverbs(tokens: &[Token], at: usize, adverbs: &[&str]) -> Option<usize> {
    let mut i = at;
    while i > 0 && tokens[i].gap == Gap::None {
        i -= 1;
        if !adverbs.contains(&tokens[i].folded.as_str()) {
            return Some(i);
        }
    }
    None
}
