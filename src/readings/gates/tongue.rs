//! Is a sentence in the language of the report? Told from little words that one of the two
//! languages alone has, so that it works on a title; on long texts any other language too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use whatlang::Lang;

use super::{list, rules};
use crate::language::Language;
use crate::llm::Fault;
use crate::words::words;

/// Characters from which the detector of languages is to be trusted.
const LONG: usize = 60;

static FRENCH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "le la les l des du d une et est sont dans pour avec sur pas qui que ce cette ces aux au \
leur leurs ou se il elle nous vous entre sans chez trop aupres afin davantage manque",
    )
});
static ENGLISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "the of and to for with is are by not more that which this these their be it from at an \
people should would need needs need better lack between without about less too",
    )
});

pub(super) fn faults(text: &str, language: Language) -> Vec<Fault> {
    if !is_other(text, language) {
        return Vec::new();
    }
    vec![Fault::new(
        rules::LANGUAGE,
        language,
        "Écris en français.".to_owned(),
        "Write in English.".to_owned(),
    )]
}

fn is_other(text: &str, language: Language) -> bool {
    let (own, other) = language.choose((&FRENCH, &ENGLISH), (&ENGLISH, &FRENCH));
    let words = words(text);
    let count = |list: &BTreeSet<&str>| {
        let known = words.iter().filter(|w| list.contains(w.folded.as_str()));
        known.count()
    };
    let (own, other) = (count(own), count(other));
    if other > own {
        return true;
    }
    let accents = text.chars().filter(|c| "éèêàçùôîœ".contains(*c)).count();
    if language == Language::English && accents > 2 && own == 0 {
        return true;
    }
    text.chars().count() >= LONG
        && own * 8 < words.len()
        && whatlang::detect(text).is_some_and(|found| {
            found.is_reliable() && found.lang() != language.choose(Lang::Fra, Lang::Eng)
        })
}
