//! Quantities of people or answers: these belong to code. "La majorité des habitants",
//! "12 réponses", "most residents" are refused unless a text shown says just that.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Ground, list, rules};
use crate::llm::Fault;
use crate::words::words;

/// Words that state a share by themselves.
static SHARES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "majorite majoritaire majoritaires majoritairement minorite minoritaire minoritaires \
plupart unanimite unanime unanimes unanimement pourcent pourcentage majority minority mostly \
unanimous unanimously percent percentage half",
    )
});
/// Words that state one before people or answers.
static QUANTIFIERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "nombreux nombreuses beaucoup moitie tiers quart quarts most many half third quarter \
numerous few lots dozens hundreds",
    )
});
/// The same where they open a sentence: "un bus pour tous les habitants" counts nobody.
static ALL: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| list("tous toutes presque aucun aucune all every nearly almost none"));
/// People and answers.
static VOICES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "repondant repondants repondante repondantes habitant habitants habitantes personne \
personnes citoyen citoyens citoyennes participant participants participantes reponse reponses \
avis gens usager usagers usageres contributeur contributeurs contribution contributions \
riverain riverains administres respondent respondents resident residents people citizen \
citizens participant participants answer answers response responses comment comments \
contributor contributors users inhabitants voices voix themes theme",
    )
});
static PERCENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d\s*(?:%|pour ?cent)").ok());

pub(super) fn faults(ground: &Ground<'_>, text: &str) -> Vec<Fault> {
    let Some(found) = quantity(ground, text) else {
        return Vec::new();
    };
    vec![Fault::new(
        rules::COUNT,
        ground.language,
        format!("« {found} » : ne dis pas combien de personnes ou de réponses."),
        format!("\"{found}\": do not say how many people or answers."),
    )]
}

fn quantity(ground: &Ground<'_>, text: &str) -> Option<String> {
    let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
    let percent = PERCENT.as_ref().is_some_and(|regex| regex.is_match(text));
    if percent && !ground.shown.iter().any(|s| s.comparable.contains('%')) {
        return Some("%".to_owned());
    }
    (0..words.len()).find_map(|at| {
        let end = stated(&words, at)?;
        let said = words[at..=end].join(" ");
        (!ground.says(&said)).then_some(said)
    })
}

/// Where the quantity ends that starts at a word: a share with the two words after it, a
/// quantifier or number with the people within three words.
fn stated(words: &[String], at: usize) -> Option<usize> {
    let word = words[at].as_str();
    let last = words.len() - 1;
    let superlative = word == "most" && at > 0 && words[at - 1] == "the";
    if superlative {
        return None;
    }
    if SHARES.contains(word) {
        return Some((at + 2).min(last));
    }
    if word == "most" && words.get(at + 1).is_some_and(|next| next == "of") {
        return Some((at + 2).min(last));
    }
    let opening = at == 0 && ALL.contains(word);
    let counted = opening || QUANTIFIERS.contains(word) || is_number(word);
    let voices =
        (at + 1..=(at + 3).min(last)).find(|place| VOICES.contains(words[*place].as_str()));
    voices.filter(|_| counted)
}

fn is_number(word: &str) -> bool {
    use crate::language::Language;
    word.bytes().all(|b| b.is_ascii_digit())
        || [Language::French, Language::English]
            .iter()
            .any(|language| !super::facts::numbers(word, *language).is_empty())
}
