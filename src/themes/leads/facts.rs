//! What is told rather than asked, in a sentence without an asking cue: a measure, a verb in
//! the present or the future.
//!
//! A bare wish is a noun phrase: it names a thing, and no finite verb says what that thing
//! does. A measure names a thing too, but one that nobody can give: so many degrees, minutes
//! or years are a wish only where a word bounds or offers them.

use super::openings::{BOUNDING, ENT, UNITS};
use crate::themes::cues::Reading;
use crate::words::Lexicon;

/// "38 degrés à l'ombre", "two hours in the queue": a figure and its unit open the words from
/// `at` to `end`, and nothing bounds them ("15 minutes maximum", "2 heures gratuites").
pub(super) fn measures(reading: &Reading, at: usize, end: usize) -> bool {
    let word = |i: usize| reading.words[i].folded.as_str();
    let figure = word(at).bytes().all(|b| b.is_ascii_digit()) || NUMBERS.contains(&word(at));
    let bounded = |i: usize| {
        ["par", "per"].contains(&word(i)) || BOUNDING.iter().any(|b| word(i).starts_with(b))
    };
    figure && at + 1 < end && UNITS.contains(word(at + 1)) && !(at + 2..end).any(bounded)
}

/// A French verb told by its ending: the future ("fermera", "fermeront"), or the plural of the
/// present after a plural ("les pierres tombent"), where an adjective would take an s. What
/// people "doivent" do is asked, not told.
pub(super) fn conjugated(reading: &Reading, at: usize, lexicon: &Lexicon) -> bool {
    let word = reading.words[at].folded.as_str();
    if word.len() < 5 || word == "doivent" || ENT.contains(word) {
        return false;
    }
    if word.ends_with("eront") || word.ends_with("iront") || word.ends_with("era") {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|i| reading.words[i].folded.as_str()) else {
        return false;
    };
    let plural =
        lexicon.is_content(before) && before.ends_with(['s', 'x']) || NUMBERS.contains(&before);
    word.ends_with("ent")
        && !word.ends_with("ment")
        && plural
        && reading.clause[at] == reading.clause[at - 1]
}

/// Numbers from two on, as people write them out.
const NUMBERS: [&str; 22] = [
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "vingt", "trente",
    "quarante", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_measure_is_told_and_a_bounded_one_is_asked() {
        for (text, told) in [
            ("38 degrés dans la salle des fêtes", true),
            ("Trois heures aux urgences avec un bébé", true),
            ("two hours in the queue", true),
            ("10 minutes maximum entre deux bus", false),
            ("2 heures gratuites devant la poste", false),
            ("3 bancs devant la poste", false),
        ] {
            let reading = Reading::new(text);
            assert_eq!(measures(&reading, 0, reading.words.len()), told, "{text}");
        }
    }

    #[test]
    fn verbs_are_told_from_adjectives_by_agreement() {
        let lexicon = Lexicon::new(Language::French);
        for (text, told) in [
            ("Des tuiles glissent du toit", true),
            ("sinon le bureau de poste fermera", true),
            ("Un bus fréquent et un logement décent", false),
            ("Des horaires plus souvent respectés", false),
            ("Un bâtiment pour les agents", false),
            ("Les chiens doivent être tenus", false),
            ("Une caméra à l'entrée", false),
        ] {
            let reading = Reading::new(text);
            let found = (0..reading.words.len()).any(|at| conjugated(&reading, at, &lexicon));
            assert_eq!(found, told, "{text}");
        }
    }
}
