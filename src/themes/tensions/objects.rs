//! The thing a claim is about: the noun phrase after the words that ask, by stop words.
//!
//! `core` holds what is named ("places de stationnement"); what says where or for whom
//! ("dans le centre", "à Brume") is left out, or every claim about one village would speak
//! of the same thing.

use super::tokens::{Gap, Token};
use crate::language::Language;

/// Words of content a thing may have.
const LONGEST: usize = 4;

const LINKS_FRENCH: &[&str] = &[
    "de",
    "d",
    "des",
    "du",
    "la",
    "le",
    "les",
    "l",
    "un",
    "une",
    "a",
    "en",
    "au",
    "aux",
    "ce",
    "cet",
    "cette",
    "ces",
    "nos",
    "notre",
    "vos",
    "votre",
    "leur",
    "leurs",
    "ma",
    "mon",
    "mes",
    "toute",
    "tout",
    "tous",
    "toutes",
    "tres",
    "bon",
    "bonne",
    "vrai",
    "vraie",
    "petit",
    "petits",
    "petites",
    "petite",
    "grand",
    "grands",
    "grande",
    "grandes",
    "nouveau",
    "nouveaux",
    "nouvelle",
    "nouvelles",
    "plus",
    "moins",
    "autre",
    "autres",
    "trop",
    "tant",
    "aussi",
    "davantage",
];
const LINKS_ENGLISH: &[&str] = &[
    "the", "a", "an", "of", "any", "all", "our", "your", "my", "their", "these", "those", "that",
    "this", "more", "new", "big", "little", "such", "proper", "some", "so", "many", "much", "bit",
    "few", "another", "its", "other", "for", "free", "good", "great", "full", "own",
];

/// Words of content that name nothing: they are stepped over.
const HOLLOW: &[&str] = &[
    "projet",
    "projets",
    "nombre",
    "quantite",
    "type",
    "types",
    "espece",
    "systeme",
    "mise",
    "creation",
    "presence",
    "arrivee",
    "histoire",
    "favor",
    "project",
    "kind",
    "number",
    "idea",
    "sort",
    "vrais",
    "vraies",
    "real",
    "reel",
    "reels",
    "extra",
    "additional",
    "supplementaire",
    "supplementaires",
    "total",
    "totale",
    "totales",
    "complet",
    "complete",
    "entier",
    "entiere",
    "general",
    "generale",
    "alone",
    "tranquille",
    "tranquilles",
    "actuel",
    "actuelle",
    "actuels",
    "existing",
    "current",
];

/// Links, of which a claim can begin its object with.
pub(super) fn is_link(word: &str, language: Language) -> bool {
    language.choose(LINKS_FRENCH, LINKS_ENGLISH).contains(&word)
}

/// True for a word of content that names nothing.
pub(super) fn is_hollow(word: &str) -> bool {
    HOLLOW.contains(&word)
}

/// Where a thing stands and the content words that name it, as positions in the tokens.
pub(super) struct Thing {
    pub core: Vec<usize>,
    pub end: usize,
}

/// The thing named from `from` on, none where a clause ends before any content word.
pub(super) fn thing(tokens: &[Token], from: usize, language: Language) -> Option<Thing> {
    let mut core = Vec::new();
    let mut i = from;
    let mut end = from;
    while let Some(token) = tokens.get(i) {
        if i > from && token.gap != Gap::None || token.folded.starts_with(char::is_numeric) {
            break;
        }
        if token.content {
            if !is_hollow(&token.folded) {
                core.push(i);
            }
            end = i + 1;
        } else if !is_link(&token.folded, language) || places(tokens, i, &core, language) {
            break;
        }
        if core.len() == LONGEST {
            break;
        }
        i += 1;
    }
    (!core.is_empty()).then_some(Thing { core, end })
}

/// True for "à la", "au", "à Brume", "en ville" after a named thing: where, not what.
fn places(tokens: &[Token], at: usize, core: &[usize], language: Language) -> bool {
    if core.is_empty() || at == 0 {
        return false;
    }
    let next = tokens.get(at + 1);
    let after_content = tokens[at - 1].content;
    match (language, tokens[at].folded.as_str()) {
        (Language::French, "au" | "aux") => true,
        // "bus le dimanche": when, not what.
        (Language::French, "le" | "la" | "les" | "l") => after_content,
        (Language::English, "the" | "a" | "every" | "these" | "this") if after_content => true,
        (Language::French, "a") => {
            next.is_none_or(|t| !t.content || (t.capital && !tokens[at].capital))
        }
        (Language::French, "en") => next.is_none_or(|t| !t.content),
        (Language::French, "plus" | "moins" | "trop" | "aussi" | "tant" | "davantage") => true,
        (Language::English, "for" | "so" | "more" | "much" | "that" | "this" | "all") => true,
        _ => false,
    }
}
