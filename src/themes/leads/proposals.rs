//! Proposals in the words of an answer: which clause asks for something to be done.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::facts;
use super::openings::{
    ASKING, INTERROGATIVE, NOUNS, POINTING, POLITE, RELATIVE, SETTING, TELLS_ENGLISH, TELLS_FRENCH,
    WISHING,
};
use super::words::{Lists, lists};
use crate::language::Language;
use crate::themes::cues::Reading;
use crate::words::Lexicon;

/// By what a proposal is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// "il faudrait", "pourquoi ne pas", "we should": a proposal in any question.
    Modal,
    /// "Installer des bancs", "add lights": an opening verb of action.
    Action,
    /// "plus de bancs", "un bus à 22 h svp": only where the question asks for proposals.
    Wish,
}

/// A proposal: a clause or sentence of the text, verbatim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its cue, the strongest when there are several.
    pub cue: Cue,
}

/// Words of a clause that a bare wish may have before its verb: a longer run is a story.
const LONGEST_WISH: usize = 24;
/// Words of a lead-in before an opening: "et puis surtout, installer".
const LEAD_IN: usize = 4;
/// Longer sentences give the clause of the modal and what follows.
const LONG_SENTENCE: usize = 25;

/// Whether a question asks for proposals ("Que proposez-vous", "What should change").
pub fn asks_for_proposals(question: &str, lexicon: &Lexicon) -> bool {
    let reading = Reading::new(question);
    lists(lexicon.language())
        .asks
        .any(&reading, 0..reading.words.len())
}

/// The proposals of `text`, in order, disjoint. `asks` says that the question asks for
/// them: openings and bare wishes count only then. Cost: linear in the text.
pub fn proposals(text: &str, asks: bool, lexicon: &Lexicon) -> Vec<Proposal> {
    let reading = Reading::new(text);
    let search = Search {
        reading: &reading,
        text,
        lists: lists(lexicon.language()),
        asks,
        lexicon,
    };
    reading
        .sentences()
        .into_iter()
        .filter_map(|sentence| {
            let (cue, from) = search.cue_of(sentence.clone())?;
            let (start, end) = reading.bytes(from, sentence.end);
            Some(Proposal { start, end, cue })
        })
        .collect()
}

struct Search<'t> {
    reading: &'t Reading,
    text: &'t str,
    lists: &'static Lists,
    asks: bool,
    lexicon: &'t Lexicon,
}

impl Search<'_> {
    /// The cue of a sentence and the word that the proposal begins with.
    fn cue_of(&self, sentence: Range<usize>) -> Option<(Cue, usize)> {
        let silent = self.lists.no_proposal.find(self.reading, sentence.clone());
        if silent.iter().any(|hit| hit.from == sentence.start) || !self.speaks(sentence.clone()) {
            return None;
        }
        let asked = self.is_question(sentence.clone());
        let modal = self.lists.modal.find(self.reading, sentence.clone());
        let modal = modal.iter().find(|hit| !asked || self.asks_to_do(hit.from));
        if let Some(hit) = modal {
            return Some((Cue::Modal, self.start(sentence, hit.from)));
        }
        let opening = self.opening(sentence.clone());
        if !self.asks
            || asked && INTERROGATIVE.contains(&self.reading.words[opening].folded.as_str())
        {
            return None;
        }
        if !asked && self.acts(sentence.clone(), opening) {
            return Some((Cue::Action, sentence.start));
        }
        self.wishes(opening..sentence.end)
            .then_some((Cue::Wish, sentence.start))
    }

    /// At least one word of content.
    fn speaks(&self, sentence: Range<usize>) -> bool {
        let mut words = self.reading.words[sentence].iter();
        words.any(|w| self.lexicon.is_content(&w.folded))
    }

    fn is_question(&self, sentence: Range<usize>) -> bool {
        let (_, end) = self.reading.bytes(sentence.start, sentence.end);
        self.text[end..].trim_start().starts_with('?')
    }

    /// "Pourquoi ne pas", "could we": questions that propose.
    fn asks_to_do(&self, at: usize) -> bool {
        ASKING.contains(&self.reading.words[at].folded.as_str())
    }

    /// A long sentence is shortened to the clause of its modal and what follows.
    fn start(&self, sentence: Range<usize>, modal: usize) -> usize {
        if sentence.len() <= LONG_SENTENCE {
            return sentence.start;
        }
        let clause = self.reading.clause[modal];
        (sentence.start..=modal)
            .rev()
            .take_while(|&i| self.reading.clause[i] == clause)
            .last()
            .unwrap_or(sentence.start)
    }

    /// Where the sentence begins once its list mark and its lead-in are passed.
    fn opening(&self, sentence: Range<usize>) -> usize {
        let hits = self.lists.lead_in.find(self.reading, sentence.clone());
        let first = &self.reading.words[sentence.start].folded;
        let numbered = first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit());
        let mark = self.text[self.reading.words[sentence.start].end..].trim_start();
        let mut at = sentence.start;
        if numbered && mark.starts_with([')', '.', '-', '/']) && sentence.len() > 1 {
            at += 1;
        }
        while let Some(hit) = hits.iter().find(|hit| hit.from == at) {
            if hit.to >= sentence.end || hit.to - sentence.start > LEAD_IN {
                break;
            }
            at = hit.to;
        }
        at
    }

    /// A verb of action opens the sentence, or its second clause ("Pour l'école, créer").
    fn acts(&self, sentence: Range<usize>, opening: usize) -> bool {
        let first = self.reading.clause[opening];
        let listed = self.lists.action.find(self.reading, sentence.clone());
        let second = |at: usize| {
            at > opening
                && self.reading.clause[at] == first + 1
                && self.reading.clause[at - 1] == first
        };
        let orders = |at: usize| second(at) && self.reading.words[at].folded.ends_with("ez");
        let opens = listed
            .iter()
            .any(|hit| hit.from == opening || second(hit.from))
            || self.is_order(&self.reading.words[opening].folded)
            || sentence
                .clone()
                .any(|at| orders(at) && self.is_order(&self.reading.words[at].folded));
        opens && !self.judges(opening..sentence.end)
    }

    /// "Habiter ici c'est impossible": the infinitive is what the sentence judges.
    fn judges(&self, range: Range<usize>) -> bool {
        let clause = self.reading.clause[range.start];
        let words = &self.reading.words;
        range
            .clone()
            .skip(1)
            .take_while(|&i| self.reading.clause[i] == clause)
            .any(|i| {
                words[i].folded == "est" && ["c", "ce", "n"].contains(&words[i - 1].folded.as_str())
                    || ["coute", "devient", "releve", "revient"].contains(&words[i].folded.as_str())
            })
    }

    /// An infinitive or an imperative that no list has, by its ending.
    fn is_order(&self, word: &str) -> bool {
        self.lexicon.language() == Language::French
            && word.len() >= 6
            && !NOUNS.contains(&word)
            && ["er", "ez", "iser", "ifier", "uire", "oyer"]
                .iter()
                .any(|ending| word.ends_with(ending))
    }

    /// What is named without a verb that tells: "un bus à 22 h", "more bins".
    fn wishes(&self, range: Range<usize>) -> bool {
        let word = |i: usize| self.reading.words[i].folded.as_str();
        let silent = range.clone().all(|i| POLITE.contains(&word(i)))
            || facts::measures(self.reading, range.start, range.end);
        if POINTING.contains(&word(range.start)) || silent {
            return false;
        }
        let head = self.head(range);
        let names = head.clone().any(|i| self.lexicon.is_content(word(i)));
        let tells = head.clone().any(|i| self.tells(i));
        names && !tells && head.len() <= LONGEST_WISH
    }

    /// The words before a relative; of several clauses the first, when it names something
    /// by itself ("Une taxe, et si ça ne suffit pas...").
    fn head(&self, range: Range<usize>) -> Range<usize> {
        let word = |i: usize| self.reading.words[i].folded.as_str();
        let clause = self.reading.clause[range.start];
        let first = range
            .clone()
            .take_while(|&i| self.reading.clause[i] == clause);
        let content = first.filter(|&i| self.lexicon.is_content(word(i))).count();
        let named = WISHING.contains(&word(range.start)) && content > 0
            || content >= NAMED && !SETTING.contains(&word(range.start));
        let end = range
            .clone()
            .find(|&i| {
                i > range.start
                    && (RELATIVE.contains(&word(i)) || named && self.reading.clause[i] != clause)
            })
            .unwrap_or(range.end);
        range.start..end
    }

    /// A subject or a common verb: the sentence tells something.
    fn tells(&self, at: usize) -> bool {
        let word = &self.reading.words[at];
        let folded = word.folded.as_str();
        match self.lexicon.language() {
            Language::French => {
                TELLS_FRENCH.contains(&folded)
                    || folded.len() > 5 && (folded.ends_with("aient") || folded.ends_with("erait"))
                    || facts::conjugated(self.reading, at, self.lexicon)
            }
            Language::English => TELLS_ENGLISH.contains(&folded),
        }
    }
}

/// Content words by which a first clause names something.
const NAMED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str, asks: bool) -> Vec<Cue> {
        let lexicon = Lexicon::new(Language::French);
        proposals(text, asks, &lexicon)
            .iter()
            .map(|p| p.cue)
            .collect()
    }

    #[test]
    fn cues_by_kind() {
        assert_eq!(
            cues("Il faudrait un abri. Les bus sont sales.", false),
            [Cue::Modal]
        );
        assert_eq!(cues("Installer des bancs place Neuve", true), [Cue::Action]);
        assert_eq!(cues("un bus à 22 h svp", true), [Cue::Wish]);
        assert!(cues("un bus à 22 h svp", false).is_empty());
        assert!(cues("Le bus est en retard, c'est pénible", true).is_empty());
        assert!(cues("Quand finissent les travaux ?", true).is_empty());
    }

    #[test]
    fn questions_that_ask() {
        let french = Lexicon::new(Language::French);
        assert!(asks_for_proposals(
            "Que proposez-vous pour le centre ?",
            &french
        ));
        assert!(!asks_for_proposals(
            "Quelles difficultés rencontrez-vous ?",
            &french
        ));
        let english = Lexicon::new(Language::English);
        assert!(asks_for_proposals(
            "What should the council change?",
            &english
        ));
        assert!(!asks_for_proposals(
            "What do you like about the parks?",
            &english
        ));
    }
}
