//! The outer shape of a sentence: one line, a length, no address, no markup, and nothing
//! that a model says of itself.

use std::sync::LazyLock;

use regex::Regex;

use super::{Ground, phrase, rules};
use crate::llm::Fault;

/// What models say to the one who asks, folded; anywhere in the text.
const ASSISTANT: &str = "je suis desole|je suis desolee|nous sommes desoles|modele de langage|\
intelligence artificielle generative|en tant qu ia|en tant qu assistant|en tant que modele|\
je ne peux pas|je ne suis pas en mesure|voici un|voici une|voici le|voici la|voici les|\
comme demande|n hesitez pas a me|les reponses fournies|les textes fournis|ci dessus|ci dessous|\
au format json|i m sorry|i am sorry|as an ai|as a language model|language model|i cannot|\
i can t|i am unable|i m unable|here is a|here is the|here are|as requested|the provided|\
the answers provided|the text provided|in json";
/// The same, at the start of the text only.
const OPENINGS: &str = "bien sur|voici|certainement|absolument|d accord|desole|desolee|sure|\
certainly|of course|sorry|okay|here|titre|resume|phrase|title|summary|theme|groupe|group|label";

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let domains = "fr|com|org|net|eu|io|info|gouv|bzh|alsace|corsica|uk|gov|edu|app|dev|ly|me";
    Regex::new(&format!(
        r"(?i)(?:[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:|\bjavascript:|\bdata:\w+/|\S@\S+\.\w|\b[\w-]+\.(?:{domains})\b)"
    ))
    .ok()
});
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[<>`{}\[\]|\\^~]|\*\*|__|\]\(|^\s*(?:#|[-*+•]\s|\d+[.)]\s)|&(?:#\w+|[a-z]{2,6});")
        .ok()
});

/// Faults of shape; the other gates only read what has none.
pub(super) fn faults(ground: &Ground<'_>, text: &str, max_chars: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |rule, french: String, english: String| {
        faults.push(Fault::new(rule, ground.language, french, english));
    };
    let words = phrase(text);
    if words.trim().is_empty() {
        add(
            rules::SAYS_NOTHING,
            "Le texte est vide.".to_owned(),
            "The text is empty.".to_owned(),
        );
    }
    if text.chars().any(|c| c.is_control() || is_hidden(c)) {
        add(
            rules::ONE_LINE,
            "Écris sur une seule ligne, sans caractère spécial.".to_owned(),
            "Write on one line, without special characters.".to_owned(),
        );
    }
    let length = text.chars().count();
    if length > max_chars {
        add(
            rules::TOO_LONG,
            format!("Texte trop long ({length} caractères) : {max_chars} au plus."),
            format!("Text too long ({length} characters): {max_chars} at most."),
        );
    }
    if matches(&ADDRESS, text) {
        add(
            rules::ADDRESS,
            "N'écris aucune adresse web ou électronique.".to_owned(),
            "Write no web or e-mail address.".to_owned(),
        );
    }
    if matches(&MARKUP, text) {
        add(
            rules::MARKUP,
            "Texte simple seulement : ni balise, ni crochet, ni liste, ni mise en forme."
                .to_owned(),
            "Plain text only: no tags, brackets, lists or formatting.".to_owned(),
        );
    }
    if speaks_of_itself(ground, text, &words) {
        add(
            rules::ASSISTANT,
            "Ne parle pas de toi ni de la demande : écris seulement le contenu.".to_owned(),
            "Do not speak of yourself or of the request: write the content only.".to_owned(),
        );
    }
    faults
}

/// What a person wrote, such as "je ne peux pas", may be said of them.
fn speaks_of_itself(ground: &Ground<'_>, text: &str, words: &str) -> bool {
    let anywhere = ASSISTANT
        .split('|')
        .any(|said| words.contains(&format!(" {said} ")) && !ground.says(said));
    let labelled = |opening: &&str| {
        let alone = words.trim_start().strip_prefix(opening);
        // « Titre : », « Bien sûr, »: a word that could also begin a sentence.
        alone.is_some_and(|rest| rest.starts_with(' '))
            && text
                .trim_start()
                .chars()
                .skip(opening.chars().count())
                .find(|c| !c.is_whitespace())
                .is_some_and(|c| matches!(c, ':' | ',' | '!' | '.'))
    };
    anywhere || OPENINGS.split('|').any(|opening| labelled(&opening))
}

fn is_hidden(c: char) -> bool {
    crate::llm::clean(c.encode_utf8(&mut [0; 4])).is_empty() && !c.is_whitespace()
}

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|regex| regex.is_match(text))
}
