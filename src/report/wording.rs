//! Numbers in words, by rules that the report prints: computed by code, never chosen by
//! a model.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::language::Language;

/// Percentages are printed on bases of at least this many answers.
pub(super) const PERCENT_FROM: usize = 50;

/// French and English, file by file.
const CATALOGUES: [(&str, &str); 8] = [
    (
        include_str!("wording/fr.json"),
        include_str!("wording/en.json"),
    ),
    (
        include_str!("wording/pages.fr.json"),
        include_str!("wording/pages.en.json"),
    ),
    (
        include_str!("wording/adaptations.fr.json"),
        include_str!("wording/adaptations.en.json"),
    ),
    (
        include_str!("wording/exports.fr.json"),
        include_str!("wording/exports.en.json"),
    ),
    (
        include_str!("wording/pictures.fr.json"),
        include_str!("wording/pictures.en.json"),
    ),
    (
        include_str!("wording/docx.fr.json"),
        include_str!("wording/docx.en.json"),
    ),
    (
        include_str!("wording/review.fr.json"),
        include_str!("wording/review.en.json"),
    ),
    (
        include_str!("wording/checks.fr.json"),
        include_str!("wording/checks.en.json"),
    ),
];

/// Sentences by key.
pub(super) type Words = BTreeMap<String, String>;

/// The sentences of one language.
pub(super) fn catalogue(language: Language) -> Result<Words, Error> {
    let mut sentences = BTreeMap::new();
    for (french, english) in CATALOGUES {
        let file = language.choose(french, english);
        let read: BTreeMap<String, String> =
            serde_json::from_str(file).map_err(|e| Error::Report(e.to_string()))?;
        for (key, text) in read {
            if sentences.insert(key.clone(), text).is_some() {
                return Err(Error::Report(format!("the sentence {key} is there twice")));
            }
        }
    }
    if language == Language::French {
        sentences
            .values_mut()
            .for_each(|text| *text = typeset(text));
    }
    Ok(sentences)
}

/// French spaces before its tall marks and inside its quotation marks, so that no line
/// starts with one: the catalogue is typed with plain spaces.
pub(super) fn typeset(text: &str) -> String {
    [
        (" :", "\u{a0}:"),
        (" ;", "\u{202f};"),
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" %", "\u{a0}%"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (plain, set)| {
        text.replace(plain, set)
    })
}

/// A count as people write it.
pub(super) fn number(value: usize, language: Language) -> String {
    language.number(value)
}

/// The percentage that is printed, and that the words are chosen by.
pub(super) fn whole_percent(part: usize, base: usize) -> usize {
    (100.0 * part as f64 / base.max(1) as f64).round() as usize
}

/// A whole percentage, `None` where the base is too small to bear one.
pub(super) fn percentage(part: usize, base: usize, language: Language) -> Option<String> {
    (base >= PERCENT_FROM).then(|| percent(whole_percent(part, base), language))
}

/// A percentage as people write it.
pub(super) fn percent(value: usize, language: Language) -> String {
    language.choose(format!("{value}\u{a0}%"), format!("{value}%"))
}

/// Which step of the printed scale a count stands on.
///
/// Isolated 1; a few 2 to 4 or under 5 %; a small part under 15 %; a part under 30 %; a
/// large part under 50 %; a majority from 50 %; most from 75 %.
pub(super) fn scale_step(part: usize, base: usize) -> &'static str {
    match (part, whole_percent(part, base)) {
        (0 | 1, _) => "scale_isolated",
        (2..=4, _) | (_, 0..=4) => "scale_few",
        (_, 5..=14) => "scale_small_part",
        (_, 15..=29) => "scale_part",
        (_, 30..=49) => "scale_large_part",
        (_, 50..=74) => "scale_majority",
        _ => "scale_most",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: Language) -> Vec<String> {
        catalogue(language).expect("readable").into_keys().collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(keys(Language::French), keys(Language::English));
        let (fr, en) = (catalogue(Language::French), catalogue(Language::English));
        for ((key, fr), (_, en)) in fr.expect("fr").iter().zip(&en.expect("en")) {
            let holes = |text: &str| {
                let mut found: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next().map(str::to_owned))
                    .collect();
                found.sort();
                found.dedup();
                found
            };
            assert_eq!(holes(fr), holes(en), "{key}");
        }
    }

    #[test]
    fn numbers_and_shares_follow_the_language() {
        assert_eq!(number(1450, Language::French), "1\u{202F}450");
        assert_eq!(number(1_234_567, Language::English), "1,234,567");
        assert_eq!(percentage(1, 49, Language::French), None);
        assert_eq!(
            percentage(31, 100, Language::French).as_deref(),
            Some("31\u{a0}%")
        );
    }

    #[test]
    fn the_scale_has_no_gap() {
        for (part, step) in [
            (1, "scale_isolated"),
            (4, "scale_few"),
            (14, "scale_small_part"),
            (29, "scale_part"),
            (49, "scale_large_part"),
            (74, "scale_majority"),
            (100, "scale_most"),
        ] {
            assert_eq!(scale_step(part, 100), step);
        }
        assert_eq!(scale_step(5, 1000), "scale_few");
        // 14.7 % is printed as 15 %: the words follow what is printed.
        assert_eq!(scale_step(20, 136), "scale_part");
    }
}
