//! The segmenter: French and English sentences, list items, numbered points, `&&`.
//!
//! Method (tuned on answers to the Grand Débat National): cut at sentence ends and list
//! marks, then at commas and "ainsi que"/"mais" (French) or "as well as"/"but" (English)
//! when both sides hold at least three content words, then glue pieces of fewer than two
//! content words to a neighbour. Against whole sentences this lifted the agreement with
//! human codes by a tenth.

use super::Span;
use crate::language::Language;
use crate::words::{Lexicon, fold};

/// Clauses with fewer content words are not cut off at a comma.
const CLAUSE_WORDS: usize = 3;
/// Pieces with fewer content words join their neighbour.
const PIECE_WORDS: usize = 2;

/// Abbreviations whose dot ends no sentence, folded.
const ABBREVIATIONS_FRENCH: &[&str] = &[
    "av", "bd", "cf", "dr", "ex", "m", "me", "mlle", "mm", "mme", "n", "p", "st", "ste", "tel",
];
/// The same for English.
const ABBREVIATIONS_ENGLISH: &[&str] = &["cf", "dr", "mr", "mrs", "ms", "prof", "st", "vs"];

/// Splits `text` into units, each with the sentence it stands in.
///
/// Spans are ordered, disjoint, on character boundaries, and not empty; a text without
/// any letter or digit gives none. Cost: linear.
pub fn segment(text: &str, lexicon: &Lexicon) -> Vec<(Span, Span)> {
    let mut pieces: Vec<Piece> = Vec::new();
    for sentence in sentences(text, lexicon.language()) {
        for clause in clauses(text, sentence, lexicon) {
            let words = lexicon.content_count(clause.of(text));
            let piece = Piece {
                span: clause,
                sentence,
                words,
            };
            match pieces.last_mut() {
                Some(last) if words < PIECE_WORDS || last.words < PIECE_WORDS => last.join(piece),
                _ => pieces.push(piece),
            }
        }
    }
    pieces
        .into_iter()
        .map(|piece| (piece.span, piece.sentence))
        .collect()
}

struct Piece {
    span: Span,
    sentence: Span,
    words: usize,
}

impl Piece {
    fn join(&mut self, next: Piece) {
        self.span.end = next.span.end;
        self.sentence.end = next.sentence.end;
        self.words += next.words;
    }
}

/// Characters of a text with their places, so that neighbours can be looked at.
struct Characters<'t> {
    text: &'t str,
    abbreviations: &'static [&'static str],
    all: Vec<(usize, char)>,
}

impl Characters<'_> {
    fn at(&self, index: usize) -> Option<char> {
        self.all.get(index).map(|(_, c)| *c)
    }

    fn byte(&self, index: usize) -> usize {
        self.all.get(index).map_or(self.text.len(), |(at, _)| *at)
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|i| self.at(i))
    }

    /// First index from `index` on whose character fails `test`.
    fn run(&self, index: usize, test: impl Fn(char) -> bool) -> usize {
        let mut end = index;
        while self.at(end).is_some_and(&test) {
            end += 1;
        }
        end
    }
}

/// A cut: the sentence so far ends at `end`, the next begins at `next` (indices).
struct Cut {
    end: usize,
    next: usize,
}

fn sentences(text: &str, language: Language) -> Vec<Span> {
    let characters = Characters {
        text,
        abbreviations: language.choose(ABBREVIATIONS_FRENCH, ABBREVIATIONS_ENGLISH),
        all: text.char_indices().collect(),
    };
    let mut found = Vec::new();
    let (mut start, mut index) = (0, 0);
    let mut points = 0;
    while index < characters.all.len() {
        match cut_at(&characters, index, start, &mut points) {
            Some(cut) => {
                push_trimmed(&characters, start, cut.end, &mut found);
                start = cut.next;
                index = cut.next;
            }
            None => index += 1,
        }
    }
    push_trimmed(&characters, start, characters.all.len(), &mut found);
    found
}

fn push_trimmed(characters: &Characters<'_>, start: usize, end: usize, found: &mut Vec<Span>) {
    let slice = &characters.text[characters.byte(start)..characters.byte(end)];
    if !slice.chars().any(char::is_alphanumeric) {
        return;
    }
    let lead = |c: char| c.is_whitespace() || "-–—•·,;:.)*>".contains(c);
    let trimmed = slice.trim_start_matches(lead);
    let start = characters.byte(start) + slice.len() - trimmed.len();
    let end = start + trimmed.trim_end().len();
    found.push(Span { start, end });
}

/// Whether something at `index` ends the sentence that began at `start`; `points` is the
/// number of the last point of a numbered list.
fn cut_at(text: &Characters<'_>, index: usize, start: usize, points: &mut u32) -> Option<Cut> {
    let c = text.at(index)?;
    match c {
        '.' | '!' | '?' | '…' => sentence_end(text, index, start),
        ';' | '•' | '●' | '▪' | '►' | '→' | '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
            Some(Cut {
                end: index,
                next: index + 1,
            })
        }
        ':' => spaced(text, index, index + 1),
        '&' if text.at(index + 1) == Some('&') => Some(Cut {
            end: index,
            next: text.run(index, |c| c == '&'),
        }),
        '-' | '–' | '—' | '*' | '+' | '·' | '>' => list_mark(text, index),
        '0'..='9' => numbered_point(text, index, points),
        '/' => spaced(text, index, index + 1),
        _ => None,
    }
}

fn sentence_end(text: &Characters<'_>, index: usize, start: usize) -> Option<Cut> {
    let end = text.run(index, |c| matches!(c, '.' | '!' | '?' | '…'));
    let closed = text.run(end, |c| matches!(c, '»' | '"' | '”' | ')'));
    let follows = match text.at(closed) {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) => c.is_uppercase() && closed == end,
    };
    if !follows
        || (end == index + 1 && text.at(index) == Some('.') && abbreviated(text, index, start))
    {
        return None;
    }
    Some(Cut {
        end: closed,
        next: closed,
    })
}

/// True for the dot after `M`, `av` or a single capital as in `R.A.T.P.`, unless the
/// text ends there.
fn abbreviated(text: &Characters<'_>, dot: usize, start: usize) -> bool {
    let mut first = dot;
    while first > start && text.at(first - 1).is_some_and(char::is_alphanumeric) {
        first -= 1;
    }
    let word = &text.text[text.byte(first)..text.byte(dot)];
    let last = text.run(dot + 1, char::is_whitespace) >= text.all.len();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !last && (initial || text.abbreviations.contains(&fold(word).as_str()))
}

/// A mark that cuts only when white space or the end follows (`8:30` and `et/ou` stay).
fn spaced(text: &Characters<'_>, index: usize, next: usize) -> Option<Cut> {
    text.at(next)
        .is_none_or(char::is_whitespace)
        .then_some(Cut { end: index, next })
}

/// `- item`, `* item`, `+ item` at the beginning of a text or after white space, but not
/// the dash of `8 - 10 minutes`.
fn list_mark(text: &Characters<'_>, index: usize) -> Option<Cut> {
    if !text.before(index).is_none_or(char::is_whitespace) {
        return None;
    }
    let next = text.run(index, |c| "-–—*+·>".contains(c));
    let after = text.at(text.run(next, |c| c == ' '));
    let before = (0..index)
        .rev()
        .find_map(|i| text.at(i).filter(|c| *c != ' '));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    (text.at(next).is_some() && !(digit(before) && digit(after)))
        .then_some(Cut { end: index, next })
}

/// `1)`, `2.`, `3-`, `4/` followed by white space, where a list can begin (at the start of
/// a text or line, after a full stop or colon) or goes on (the number after the last one):
/// the 7 of "(ligne 7) est en retard" is no point of a list.
fn numbered_point(text: &Characters<'_>, index: usize, points: &mut u32) -> Option<Cut> {
    let opens = |c: char| c.is_whitespace() || c == '(';
    if !text.before(index).is_none_or(opens) {
        return None;
    }
    let digits = text.run(index, |c| c.is_ascii_digit());
    let number: u32 = text.text[text.byte(index)..text.byte(digits)]
        .parse()
        .ok()?;
    let after = text.run(digits, |c| ").-/".contains(c));
    let marked = after > digits && text.at(after).is_some_and(char::is_whitespace);
    let blank = |c: char| (c.is_whitespace() && c != '\n' && c != '\r') || c == '(';
    let before = (0..index)
        .rev()
        .find_map(|i| text.at(i).filter(|c| !blank(*c)));
    let begins = before.is_none_or(|c| "\n\r.!?…:;".contains(c));
    if digits - index > 2 || !marked || !(begins || number == *points + 1) {
        return None;
    }
    *points = number;
    Some(Cut {
        end: index,
        next: after,
    })
}

/// Cuts a sentence at commas and conjunctions where both sides say enough.
fn clauses(text: &str, sentence: Span, lexicon: &Lexicon) -> Vec<Span> {
    let mut found: Vec<(Span, usize)> = Vec::new();
    for part in raw_clauses(text, sentence, lexicon.language()) {
        let words = lexicon.content_count(part.of(text));
        match found.last_mut() {
            Some((last, before)) if words < CLAUSE_WORDS || *before < CLAUSE_WORDS => {
                last.end = part.end;
                *before += words;
            }
            _ => found.push((part, words)),
        }
    }
    found.into_iter().map(|(span, _)| span).collect()
}

fn raw_clauses(text: &str, sentence: Span, language: Language) -> Vec<Span> {
    let conjunctions: [&str; 2] = language.choose(["ainsi que", "mais"], ["as well as", "but"]);
    let body = sentence.of(text);
    let lower = body.to_lowercase();
    // Lower case may change a text's length (`İ`); conjunctions are then left alone.
    let same = lower.len() == body.len();
    let mut cuts: Vec<(usize, usize)> = body
        .match_indices(',')
        .filter(|(at, _)| !between_digits(body, *at))
        .map(|(at, _)| (at, at + 1))
        .collect();
    for conjunction in conjunctions.iter().filter(|_| same) {
        cuts.extend(
            lower
                .match_indices(conjunction)
                .map(|(at, found)| (at, at + found.len()))
                .filter(|(from, to)| whole_word(body, *from, *to)),
        );
    }
    cuts.sort_unstable();
    let mut spans = Vec::new();
    let mut start = 0;
    for (from, to) in cuts.into_iter().chain([(body.len(), body.len())]) {
        if from >= start {
            spans.extend(trimmed(body, start, from));
            start = to;
        }
    }
    spans
        .into_iter()
        .map(|span| Span {
            start: span.start + sentence.start,
            end: span.end + sentence.start,
        })
        .collect()
}

fn trimmed(body: &str, start: usize, end: usize) -> Option<Span> {
    let slice = &body[start..end];
    let edge = |c: char| c.is_whitespace() || "-–—•.,()!?…\"«»".contains(c);
    let inner = slice.trim_start_matches(edge);
    let start = start + slice.len() - inner.len();
    let end = start + inner.trim_end_matches(edge).len();
    (end > start && body[start..end].chars().any(char::is_alphanumeric))
        .then_some(Span { start, end })
}

fn between_digits(body: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(body[..at].chars().next_back()) && digit(body[at + 1..].chars().next())
}

fn whole_word(body: &str, from: usize, to: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    body.is_char_boundary(from)
        && body.is_char_boundary(to)
        && !inside(body[..from].chars().next_back())
        && !inside(body[to..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::new(Language::French);
        segment(text, &lexicon)
            .into_iter()
            .map(|(span, _)| span.of(text))
            .collect()
    }

    #[test]
    fn sentences_lists_and_marks_are_cut() {
        for (text, units) in [
            (
                "Trop peu de bus le soir. Les pistes cyclables sont dangereuses!",
                vec![
                    "Trop peu de bus le soir",
                    "Les pistes cyclables sont dangereuses",
                ],
            ),
            (
                "- bus plus fréquents\n- pistes cyclables sûres",
                vec!["bus plus fréquents", "pistes cyclables sûres"],
            ),
            (
                "1) bus du soir 2) tarif solidaire",
                vec!["bus du soir", "tarif solidaire"],
            ),
            (
                "Voter par internet && supprimer le Sénat coûteux",
                vec!["Voter par internet", "supprimer le Sénat coûteux"],
            ),
            (
                "M. Durand habite 3,5 km plus loin vers l'av. Foch déserte.",
                vec!["M. Durand habite 3,5 km plus loin vers l'av. Foch déserte"],
            ),
            (
                "bus : départ 8:30 à la gare",
                vec!["bus : départ 8:30 à la gare"],
            ),
            ("...", vec![]),
            (
                "Le bus (ligne 7) est en retard de 8 - 10 minutes place 12. Foch",
                vec!["Le bus (ligne 7) est en retard de 8 - 10 minutes place 12. Foch"],
            ),
        ] {
            assert_eq!(split(text), units, "{text:?}");
        }
    }

    #[test]
    fn commas_cut_only_between_full_clauses() {
        assert_eq!(
            split("Bus, tram, vélo en ville"),
            ["Bus, tram, vélo en ville"]
        );
        assert_eq!(
            split("Les bus du soir passent rarement, les pistes cyclables manquent partout"),
            [
                "Les bus du soir passent rarement",
                "les pistes cyclables manquent partout"
            ]
        );
    }

    #[test]
    fn a_sentence_keeps_its_last_mark() {
        let lexicon = Lexicon::new(Language::French);
        let text = "Trop de bruit nocturne ! Les camions réveillent la rue.";
        let sentences: Vec<&str> = segment(text, &lexicon)
            .into_iter()
            .map(|(_, sentence)| sentence.of(text))
            .collect();
        assert_eq!(
            sentences,
            ["Trop de bruit nocturne !", "Les camions réveillent la rue."]
        );
    }
}
