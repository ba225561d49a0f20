//! How precise a passage is: five cues a reader can check in the text.
//!
//! Pure text, no corpus: the same passage always has the same cues. The proportions are
//! those of an explainable score, not of a fitted model.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::precision_words::{CONNECTIVES, NUMBERS, PEOPLE, PLACES, SELF};
use crate::words::{Word, words};

/// Weight of each cue, in the order of [`Precision::cues`].
pub const CUE_WEIGHTS: [f64; 5] = [0.25, 0.25, 0.20, 0.15, 0.15];
/// Words from which on a passage counts as developed.
const DEVELOPED: usize = 12;

/// The cues found in a passage. Earlier results name those of leads otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Precision {
    /// A number, a date, an hour, a day.
    #[serde(alias = "figure")]
    pub number_or_date: bool,
    /// A place, named or of a kind, or an equipment.
    #[serde(alias = "place")]
    pub place_or_equipment: bool,
    /// Who is concerned.
    #[serde(alias = "who")]
    pub people: bool,
    /// A cause or a consequence is said.
    #[serde(alias = "because")]
    pub cause: bool,
    /// Twelve words or more.
    pub developed: bool,
}

impl Precision {
    /// True without any cue: length alone is none.
    pub fn is_vague(self) -> bool {
        let length_aside = Precision {
            developed: false,
            ..self
        };
        length_aside == Precision::default()
    }

    /// The five cues, in the order of [`CUE_WEIGHTS`].
    pub fn cues(self) -> [bool; 5] {
        [
            self.number_or_date,
            self.place_or_equipment,
            self.people,
            self.cause,
            self.developed,
        ]
    }

    /// Sum of the weights of the cues found, in [0, 1].
    pub fn score(self, weights: &[f64; 5]) -> f64 {
        let found = self.cues().into_iter().zip(weights);
        found
            .map(|(cue, weight)| f64::from(u8::from(cue)) * weight)
            .sum()
    }
}

/// The word lists, ready to look up.
struct Lists {
    numbers: HashSet<&'static str>,
    places: HashSet<&'static str>,
    people: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    numbers: NUMBERS.split_whitespace().collect(),
    places: PLACES.split_whitespace().collect(),
    people: PEOPLE.split_whitespace().collect(),
});

/// The cues of `text`. Cost: one pass over its words.
pub fn precision(text: &str) -> Precision {
    let words = words(text);
    let any = |list: &HashSet<&'static str>| words.iter().any(|w| listed(list, &w.folded));
    let line = words
        .iter()
        .fold(String::from(" "), |line, word| line + &word.folded + " ");
    let says = |list: &str| {
        list.split('|').any(|phrase| {
            line.match_indices(phrase).any(|(at, _)| {
                line[..at].ends_with(' ') && line[at + phrase.len()..].starts_with(' ')
            })
        })
    };
    Precision {
        number_or_date: any(&LISTS.numbers)
            || words
                .iter()
                .any(|w| w.folded.starts_with(|c: char| c.is_ascii_digit())),
        place_or_equipment: any(&LISTS.places)
            || text.contains("[ADR")
            || has_proper_noun(text, &words),
        people: any(&LISTS.people) || says(SELF),
        cause: says(CONNECTIVES),
        developed: words.len() >= DEVELOPED,
    }
}

/// The word itself, its singular, or the masculine of that.
fn listed(list: &HashSet<&'static str>, word: &str) -> bool {
    if list.contains(word) {
        return true;
    }
    let singular = word.strip_suffix(['s', 'x']).unwrap_or(word);
    singular.len() > 2
        && (list.contains(singular)
            || singular
                .strip_suffix('e')
                .is_some_and(|base| base.len() > 3 && list.contains(base)))
}

/// A capital inside a sentence, in a text that is not in capitals throughout.
fn has_proper_noun(text: &str, words: &[Word]) -> bool {
    let written = |word: &Word| &text[word.start..word.end];
    let upper = words
        .iter()
        .filter(|w| w.folded.len() > 1 && !written(w).chars().any(char::is_lowercase));
    if upper.count() * 2 >= words.len() {
        return false;
    }
    words.windows(2).any(|pair| {
        let gap = &text[pair[0].end..pair[1].start];
        pair[1].folded.len() > 2
            && written(&pair[1]).starts_with(char::is_uppercase)
            && !gap.contains([
                '.', '!', '?', ':', '\n', '«', '"', '“', '(', '•', '[', '…', '\u{2013}',
            ])
            && !gap.contains("- ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> [bool; 5] {
        precision(text).cues()
    }

    #[test]
    fn each_cue_is_found_alone() {
        assert_eq!(cues("Trop de bruit la nuit"), [false; 5]);
        assert!(cues("Fermé depuis le 3")[0] && cues("Fermé le lundi")[0]);
        assert!(cues("Rien au moulin de Sorbiers")[1] && cues("Les toilettes sont sales")[1]);
        assert!(cues("Les infirmières partent")[2] && cues("En tant que veilleur")[2]);
        assert!(cues("Trop cher, du coup on renonce")[3] && !cues("La carte du bus")[3]);
        assert!(cues("a b c d e f g h i j k l")[4]);
    }

    #[test]
    fn the_start_of_a_sentence_and_shouting_name_no_place() {
        assert!(!cues("Trop cher. Rien ne va. Merci bien")[1]);
        assert!(!cues("TROP DE BRUIT DEHORS")[1]);
    }

    #[test]
    fn the_weights_add_up() {
        assert!((CUE_WEIGHTS.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
