//! Answers that read like orders to a machine. Such an answer is counted and shown to
//! people like any other; it is only never shown to a language model.
//!
//! Word lists and shapes, not a judgement: what people ask of their town ("arrêtez de…",
//! "n'oubliez pas…") is an order to people and passes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};
use unicode_normalization::UnicodeNormalization;

use crate::words::fold;

/// Phrases, on folded words with one space between and `.` for the marks that end a
/// clause. `^` and `. ` stand for the start of a clause.
const PHRASES: [&str; 30] = [
    // Ignore what was said.
    r"\b(?:ignor(?:e|es|ez|er)|oubli(?:e|es|ez|er)|neglige[rz]?|annule[rz]?|contourne[rz]?|fai(?:s|tes) abstraction d\w*|ne (?:tiens|tenez) (?:pas|plus) compte d\w*|ne (?:suis|respecte|suivez|respectez) (?:pas|plus))(?: \w+){0,4} (?:instructions?|consignes?|directives?|prompts?|ordres?|messages?|messages? systeme)(?: \w+){0,3} (?:precedent\w*|precedes?|ci dessus|anterieur\w*|initia\w*|systeme|au dessus|d avant|plus haut|recues?|du prompt)",
    r"\b(?:ignore|ignorez|oublie|oubliez) (?:tout|toutes tes|tes|toutes les|vos|toutes vos) (?:tes |les |vos )?(?:instructions|consignes|directives|prompts|regles precedentes|ce qui precede|precedent|ce qu on t a dit|ce que tu sais)",
    r"\b(?:ignore|disregard|forget|override|bypass|overlook|skip)(?: \w+){0,3} (?:previous|prior|preceding|above|earlier|system|initial|original)(?: \w+){0,2} (?:instructions?|prompts?|rules?|messages?|guidelines?|directions?|context|text|commands?)\b",
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all|any|every|your|all your|all the|the) (?:instructions?|prompts?|guidelines|programming|system prompt|commands?)\b",
    r"(?:^|\. )(?:ignore|disregard|forget) (?:everything|all of the|what is|anything) (?:above|before|said before|you were told)",
    r"\b(?:nouvelles?|new|updated) (?:instructions?|consignes?|directives?|system prompt)(?: \w+)? ?:",
    // Be someone else.
    r"\btu es (?:maintenant|desormais|a present|dorenavant) ",
    r"\bvous etes (?:maintenant|desormais|a present|dorenavant) (?:un |une |l |le |mon )?(?:assistant|ia|modele|bot|robot|chatbot|expert|programme|dan)\b",
    r"\byou are (?:now|from now on) (?:an? |my |the |in |called )?(?:\w+ )?(?:ai|assistant|model|bot|chatbot|dan|mode|pirate|free|unrestricted|agent|expert)\b",
    r"(?:^|\. )(?:agis|comporte toi|joue le role|fais semblant|fais comme si tu|imagine que tu es|pretend (?:to be|you are|that you)|act as (?:an? |if you |my )?(?:ai|assistant|expert|hacker|mayor|pirate|system|model|if you)|roleplay|role play)\b",
    r"\b(?:jailbreak|dan mode|mode dan|mode developpeur|developer mode|god mode|debug mode|mode debug|sudo|prompt injection|injection de prompt)\b",
    // Say this.
    r"(?:^|\. )(?:merci de )?(?:repond(?:s|ez|re)|ecri(?:s|vez|re)|affiche[rz]?|renvoie|renvoyez|retourne[rz]?|produi(?:s|sez)|genere[rz]?) (?:uniquement|seulement|exclusivement|juste|simplement|exactement|toujours) (?:par|avec|en|le|la|les|un|une|ceci|ce|l|du|oui|non|que|ok|json|:)\b",
    r"\b(?:repond(?:s|ez)|reponse) (?:uniquement|exclusivement) (?:par|avec|en)\b",
    r"(?:^|\. )(?:ecris|redige|affirme|conclus|mentionne|indique|inscris|ajoute|precise|dis|resume en disant) (?:que|dans (?:ta|la|le|ton|l|ce) (?:synthese|resume|rapport|titre|reponse))\b",
    r"\b(?:dans|de|pour) (?:ta|ton|votre) (?:synthese|resume|rapport|titre|reponse|sortie)\.? (?:ecris|ecrivez|mets|mettez|indique[rz]?|affirme[rz]?|dis|ajoute[rz]?|inscris|commence)",
    r"\b(?:le |ton |ta |la )?(?:titre|resume|synthese|reponse|sortie|label) (?:doit|devra) (?:etre|contenir|commencer|dire|affirmer|uniquement)\b",
    r"(?:^|\. |please |you must |you should )(?:write|state|claim|conclude|assert|output|print|say|report) (?:only |exactly |just |that |this )(?:the |this |that |every|all |mayor|you |everyone|in |:)",
    r"(?:^|\. |please |you must |you should )(?:respond|reply|answer|output|print|return)(?: only| exclusively| just| exactly)(?: with| in| by| the| this|:| as)",
    r"\bin (?:the|your) (?:summary|title|label|output|response|reply|report)s?\.? (?:write|say|state|put|include|claim|add|mention)\b",
    r"\b(?:the |your )?(?:title|summary|label|output|response) (?:must|should|shall) (?:be|contain|say|start|state|read)\b",
    // Show what is hidden.
    r"\b(?:revele|affiche|repete|montre|donne|recopie|recrache|imprime|divulgue)(?: moi)?(?: \w+){0,2} (?:prompt|instructions|consignes (?:systeme|initiales|internes|cachees)|cle api|message systeme|configuration)\b",
    r"\b(?:reveal|show|repeat|print|display|leak|output|tell)(?: me)?(?: \w+){0,2} (?:system prompt|prompt|hidden instructions?|your instructions?|initial instructions?|api key)\b",
    r"\b(?:system prompt|prompt systeme|message systeme|systeme prompt)\b",
    // To the machine by name.
    r"\b(?:note|message|attention|consigne|instruction|instructions|a l attention|info|important|chere?|dear|hey|hello) (?:a |pour |de |to |for )?(?:the |l |toute |any |all )?(?:ia|ai|llm|gpt|chatgpt|chatbot|assistant ia|ai assistant|modele de langage|language model|language models)(?: |$)",
    r"\b(?:si tu es|si vous etes|if you are|as|en tant que?|en tant qu)(?: an?| une?)? (?:ia|ai|llm|gpt|chatgpt|bot|language model|modele de langage|large language model|assistant ia|ai model|ai assistant)\b",
    // Change the sorting.
    r"(?:^|\. )(?:classe|mets|place|range|compte|classez|mettez|comptez|put|count|place|label|classify|tag)(?: \w+){0,2} (?:cette reponse|cette contribution|toutes les (?:reponses|contributions)|ma reponse|this answer|this response|this comment|all (?:answers|responses|comments)|every (?:answer|response|comment)|my answer)\b",
    r"\b(?:supprime|efface|ignore|masque|oublie|delete|remove|hide|ignore|drop) (?:toutes |all |tous )?(?:les |the )?(?:autres|other) (?:reponses|contributions|avis|answers|responses|comments)\b",
    r"\b(?:ids representatifs|assez d elements|hors sujet true|max tokens|response format|json schema)\b",
    r"\b(?:decode|dechiffre|execute|decodez|executez|run|eval)(?: \w+){0,3} (?:base64|base 64|rot13|hexadecimal|payload|this code|ce code|script)\b",
    r"\b(?:a partir de maintenant|desormais|dorenavant|from now on)\.? (?:tu|you) (?:dois|ne|reponds|vas|es|must|will|are|should|only|answer|respond)\b",
];
/// Shapes, on the text as it stands, signs and all.
const SHAPES: [&str; 9] = [
    // Marks of conversations and of our own fences.
    r"(?i)<\s*/?\s*(?:a|rep|reponse|answer|data|system|user|assistant|instructions?|prompt|s|t|v|d|im_start|tool)\d*(?:\s[^>]*)?>",
    r"<\|[a-z_ ]{2,20}\|>|(?i)\[/?(?:inst|sys|system|assistant|user)\]|<<\s*/?sys\s*>>",
    r"(?im)(?:^|[\n.!?]\s*)(?:#{1,6}\s*)?(?:system|assistant|user|human|developer)\s*:",
    r"(?im)#{2,6}\s*(?:instructions?|system|consignes?|response|task|end)\b",
    // The reply we ask for, written beforehand.
    "(?i)[\"']\\s*(?:titre|title|resume|summary|observations|ids|label|role|content|phrase)\\s*[\"']\\s*:",
    r#"["'\]]\s*\}\s*[\]\}]|^\s*[\]\}]{2,}|```"#,
    // Active content.
    r"(?i)!\[[^\]]*\]\s*\(|<\s*(?:img|script|iframe|svg|object|link|style)\b|javascript:|data:(?:text|image|application)/",
    // Words put in places of templates.
    r"\{\{|\{%|\$\{",
    // Characters that only machines see.
    r"[\x{E0001}-\x{E007F}]",
];

static LIKE_ORDERS: LazyLock<Option<RegexSet>> = LazyLock::new(|| RegexSet::new(PHRASES).ok());
static SHAPED: LazyLock<Option<RegexSet>> = LazyLock::new(|| RegexSet::new(SHAPES).ok());
static BLOB: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9+/_-]{24,}={0,2}").ok());
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:https?://|www\.)\S+").ok());

/// True for an answer that should not be shown to a model. Cost: linear in the text.
pub fn reads_like_an_order(text: &str) -> bool {
    let composed: String = text.nfkc().collect();
    let is_shaped = |text: &str| SHAPED.as_ref().is_some_and(|set| set.is_match(text));
    if is_shaped(text) || is_shaped(&composed) || has_blob(&composed) {
        return true;
    }
    let plain = plain(&composed);
    let spaced = join_letters(&plain);
    LIKE_ORDERS
        .as_ref()
        .is_some_and(|set| set.is_match(&plain) || (spaced != plain && set.is_match(&spaced)))
}

/// The ids of the texts that read like orders to a machine.
pub fn among<'t, I: Ord>(texts: impl IntoIterator<Item = (I, &'t str)>) -> BTreeSet<I> {
    let texts = texts.into_iter();
    texts
        .filter(|(_, text)| reads_like_an_order(text))
        .map(|(id, _)| id)
        .collect()
}

/// A run of letters and digits too long for a word, that looks like base64.
fn has_blob(text: &str) -> bool {
    let (Some(blob), Some(address)) = (BLOB.as_ref(), ADDRESS.as_ref()) else {
        return false;
    };
    let text = address.replace_all(text, " ");
    blob.find_iter(&text).any(|found| {
        let found = found.as_str();
        let has = |kind: fn(&char) -> bool| found.chars().filter(kind).count() > 2;
        let mixed = has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
        mixed && (has(char::is_ascii_digit) || found.ends_with('=')) && !found.contains("--")
    })
}

/// Folded words with single spaces; `. ` where a clause ends, ` :` for a colon; invisible
/// characters gone and letters of other alphabets that look Latin replaced.
fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_unseen(*c)).map(latin).collect();
    let mut out = String::new();
    for c in fold(&visible).chars() {
        match c {
            '.' | '!' | '?' | ';' | '\n' | '(' | '"' | '«' | '»' | '…' | ',' | '[' | ']' => {
                out.push_str(". ");
            }
            ':' => out.push_str(" : "),
            c if c.is_alphanumeric() => out.push(c),
            _ => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").replace(" .", ".")
}

/// `i g n o r e` is `ignore`: five single letters or more in a row.
fn join_letters(plain: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let flush = |run: &mut Vec<&str>, out: &mut Vec<String>| {
        if run.len() >= 5 {
            out.push(run.concat());
        } else {
            out.extend(run.iter().map(|word| (*word).to_owned()));
        }
        run.clear();
    };
    for word in plain.split(' ') {
        if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
            run.push(word);
        } else {
            flush(&mut run, &mut out);
            out.push(word.to_owned());
        }
    }
    flush(&mut run, &mut out);
    out.join(" ")
}

fn is_unseen(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064
        | 0x2066..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'е' | 'ε' => 'e',
        'Е' | 'Ε' => 'E',
        'о' | 'ο' | 'σ' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'с' | 'ϲ' => 'c',
        'С' => 'C',
        'у' | 'γ' => 'y',
        'х' | 'χ' => 'x',
        'і' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'ԁ' => 'd',
        'ɡ' => 'g',
        'ո' | 'η' => 'n',
        'Ν' => 'N',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'м' => 'm',
        'М' | 'Μ' => 'M',
        'н' => 'h',
        'в' => 'b',
        'υ' => 'u',
        'ν' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests;
