//! The two languages cahier speaks, and which of them a set of answers is in.
//!
//! A leaf: no stage is imported. Texts in any other language are still read,
//! counted and quoted; only stop words, stems and wording need one of the two.

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};

/// A language of the report, the messages and the word lists. French comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Language {
    /// `fr`
    #[default]
    #[serde(rename = "fr")]
    French,
    /// `en`
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The ISO 639-1 code, as used by `--lang` and by HTML's `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// The language a locale such as `en_GB.UTF-8` asks for; French unless it says English.
    pub fn from_locale(locale: &str) -> Language {
        if locale.to_ascii_lowercase().starts_with("en") {
            Language::English
        } else {
            Language::French
        }
    }

    /// True where a noun after this number is in the singular: 0 and 1 in French, 1 alone
    /// in English.
    pub fn is_singular(self, count: usize) -> bool {
        self.choose(count < 2, count == 1)
    }

    /// `1 450` in French (narrow no-break space), `1,450` in English.
    pub fn number(self, value: usize) -> String {
        let digits = value.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.choose('\u{202F}', ','));
            }
            text.push(digit);
        }
        text
    }

    /// About two significant digits: four decimals below 0.1, none from 10.
    pub fn decimals(self, value: f64) -> String {
        let text = match value {
            v if v >= 10.0 => format!("{v:.0}"),
            v if v >= 0.1 => format!("{v:.2}"),
            v => format!("{v:.4}"),
        };
        self.choose(text.replace('.', ","), text)
    }

    /// Picks one of two wordings.
    pub fn choose<T>(self, french: T, english: T) -> T {
        match self {
            Language::French => french,
            Language::English => english,
        }
    }
}

/// The language most of `texts` are written in, French when nothing speaks for English.
///
/// Each text of at least 20 bytes votes with its length, so a few long answers weigh as
/// much as many short ones. Cost: trigram detection on at most 200,000 bytes.
pub fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Language {
    let detector = Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]);
    let (mut french, mut english) = (0usize, 0usize);
    for text in texts.filter(|t| t.len() >= 20) {
        match detector.detect_lang(text) {
            Some(Lang::Eng) => english += text.len(),
            Some(_) => french += text.len(),
            None => {}
        }
        if french + english > 200_000 {
            break;
        }
    }
    if english > french {
        Language::English
    } else {
        Language::French
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_by_length_decides() {
        let fr = "Il faudrait davantage de bus le soir dans notre quartier.";
        let en = "There should be more buses in the evening around here.";
        assert_eq!(detect([fr, fr, en].into_iter()), Language::French);
        assert_eq!(detect([en, en, fr].into_iter()), Language::English);
        assert_eq!(detect(std::iter::empty()), Language::French);
    }
}
