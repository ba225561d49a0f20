//! How precise a proposal is: what a service would need to act on it.

use serde::{Deserialize, Serialize};

use super::words::lists;
use crate::themes::cues::Reading;
use crate::words::Lexicon;

/// Words from which a proposal is developed.
const DEVELOPED: usize = 12;

/// The parts of precision, so that a report can say them in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Precision {
    /// A number, an hour or a date. Worth 0.25.
    pub figure: bool,
    /// A place or a piece of equipment is named. Worth 0.25.
    pub place: bool,
    /// It says who is concerned. Worth 0.2.
    pub who: bool,
    /// A connective of cause or consequence. Worth 0.15.
    pub because: bool,
    /// Twelve words or more. Worth 0.15.
    pub developed: bool,
}

impl Precision {
    /// The sum of the parts, 0 to 1.
    pub fn score(&self) -> f32 {
        let parts = [
            (self.figure, 0.25),
            (self.place, 0.25),
            (self.who, 0.2),
            (self.because, 0.15),
            (self.developed, 0.15),
        ];
        let sum: f32 = parts
            .iter()
            .map(|(has, worth)| if *has { *worth } else { 0.0 })
            .sum();
        sum.min(1.0)
    }
}

/// The precision of one text. A capitalised word inside a sentence counts as a place:
/// names of streets and quarters are in no list.
pub fn precision(text: &str, lexicon: &Lexicon) -> Precision {
    let reading = Reading::new(text);
    let lists = lists(lexicon.language());
    let all = 0..reading.words.len();
    let figure = reading
        .words
        .iter()
        .any(|w| w.folded.bytes().any(|b| b.is_ascii_digit()));
    Precision {
        figure,
        place: lists.place.any(&reading, all.clone()) || names_something(text, &reading),
        who: lists.who.any(&reading, all.clone()),
        because: lists.because.any(&reading, all.clone()),
        developed: all.end >= DEVELOPED,
    }
}

/// Whether the text asks to be quick or speaks of safety.
pub fn urgent(text: &str, lexicon: &Lexicon) -> bool {
    let reading = Reading::new(text);
    lists(lexicon.language())
        .urgent
        .any(&reading, 0..reading.words.len())
}

/// A capitalised word that opens no sentence, in a text that is not all capitals.
fn names_something(text: &str, reading: &Reading) -> bool {
    let capital = |i: usize| {
        text[reading.words[i].start..]
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    };
    let lower = reading
        .words
        .iter()
        .enumerate()
        .filter(|(i, _)| !capital(*i))
        .count();
    let inner = (1..reading.words.len()).any(|i| {
        reading.sentence[i] == reading.sentence[i - 1]
            && capital(i)
            && reading.words[i].folded.len() > 2
    });
    inner && lower * 2 > reading.words.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn parts_add_up() {
        let french = Lexicon::new(Language::French);
        let vague = precision("améliorer", &french);
        assert_eq!(vague, Precision::default());
        let text = "Un bus à 22 h à la gare pour les étudiants, parce que les cours finissent tard";
        assert!((precision(text, &french).score() - 1.0).abs() < 1e-6);
    }
}
