//! Where a name starts and ends once something says there is one.
//!
//! Shape and small words only (`de`, `El`, `O'`); why a run of words should be a name is
//! for `titles`, `cues` and `shapes` to say.

use super::lexicon::Classes;
use super::page::{Page, Shape};

/// A name and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// A title or a phrase says it is a person: no place is meant.
    pub sure: bool,
}

impl Name {
    /// A name that a title or a phrase announces.
    pub fn sure(first: usize, last: usize) -> Name {
        let sure = true;
        Name { first, last, sure }
    }

    /// A name by its shape alone.
    pub fn guess(first: usize, last: usize) -> Name {
        let sure = false;
        Name { first, last, sure }
    }
}

/// Borne as a first name or surname, and no word of grammar.
pub(super) fn is_borne(page: &Page<'_>, at: usize) -> bool {
    page.is(at, Classes::FIRST.or(Classes::SURNAME)) && !page.is(at, Classes::FUNCTION)
}

/// A word that can be a name: capital, neither a word of grammar nor an institution.
pub(super) fn is_namelike(page: &Page<'_>, at: usize) -> bool {
    let grammar = Classes::FUNCTION.or(Classes::TITLE);
    page.is_capital(at)
        && !page.is(at, Classes::NOT_NAME)
        && (!page.is(at, grammar) || is_borne(page, at))
}

/// Last word of the run of name words from `from`; particles and initials inside it.
///
/// `lax` also takes words in lower case that grammar does not claim.
pub(super) fn run(page: &Page<'_>, from: usize, lax: bool) -> Option<usize> {
    let (mut last, mut words, mut particles) = (None, 0, 0);
    for at in from..(from + 9).min(page.tokens.len()) {
        if at > from && !is_joined(page, at) {
            break;
        }
        let tied = at > from && page.is_tied(at) && last == Some(at - 1);
        let name = is_namelike(page, at)
            || words < 2 && is_saint(page, at)
            || words > 0 && is_second_name(page, at)
            || lax && is_lax(page, at);
        if name && (words < 4 || tied) {
            last = Some(at);
            words += usize::from(!tied);
            particles = 0;
        } else if tied && belongs(page, at) {
            last = Some(at);
        } else if is_initial(page, at) {
            if last.is_some() && !is_namelike(page, at + 1) && !page.gap(at + 1).starts_with('.') {
                last = Some(at);
            }
        } else if particles < 2 && is_particle(page, at, words > 0 || lax) {
            particles += 1;
        } else {
            break;
        }
    }
    last
}

/// `Saint-Aubert` after a title, a first name or `de`: the whole is one surname.
pub(super) fn is_saint(page: &Page<'_>, at: usize) -> bool {
    let hyphen = page.is_tied(at + 1) && page.gap(at + 1) != "'";
    let before = at.checked_sub(1).filter(|_| page.is_spaced(at));
    let titled = before.is_some_and(|i| {
        let title = Classes::FIRST.or(Classes::TITLE).or(Classes::PLURAL_TITLE);
        let two = page.one_of(i, "de du") && i > 0 && page.is(i - 1, title);
        let named = page.is(i, Classes::FIRST) && page.is_capital(i);
        named || two || page.is(i, Classes::TITLE.or(Classes::PLURAL_TITLE))
    }) || at > 0 && page.gap(at) == ". " && page.is(at - 1, Classes::TITLE);
    page.one_of(at, "saint sainte st ste san santa")
        && hyphen
        && page.is_capital(at)
        && page.is_capital(at + 1)
        && titled
}

/// After a first word, known names count even where they are also words: `Anne Parent`.
fn is_second_name(page: &Page<'_>, at: usize) -> bool {
    page.is_capital(at)
        && page.is(at, Classes::FIRST.or(Classes::SURNAME))
        && !page.is(at, Classes::PARTICLE)
}

/// The second part of `Nguyen-Le`, `Pen'hoët`, `Kerloc'h`.
fn belongs(page: &Page<'_>, at: usize) -> bool {
    let elided = !page.gap(at).contains('-') && (page.word(at).len() > 2 || page.word(at) == "h");
    page.is_capital(at) || elided
}

/// A small word inside a name, or one that starts it: `Le Goff`, `O'Hara`, `de Villiers`.
fn is_particle(page: &Page<'_>, at: usize, inside: bool) -> bool {
    let elided = page.shape(at) == Some(Shape::Initial) && page.is_tied(at + 1);
    let linking = inside || page.is_capital(at) || elided || is_noble(page, at);
    page.is(at, Classes::PARTICLE)
        && linking
        && !page.is(at + 1, Classes::OFFICE)
        && !goes_to_town(page, at)
}

/// `de Villiers`, `da Silva`: a particle in lower case that may start a name; `le` and `la`
/// may not, since `la Directrice` follows a title as often.
pub(super) fn is_noble(page: &Page<'_>, at: usize) -> bool {
    let small = page.one_of(at, "de d da dos do van von el al ben di del della ait");
    let then = if page.one_of(at + 1, "la l den der") {
        at + 2
    } else {
        at + 1
    };
    small && (is_namelike(page, then) || is_saint(page, then))
}

/// `de Rennes`, `du Conseil`: where from, not part of the name.
fn goes_to_town(page: &Page<'_>, at: usize) -> bool {
    let elsewhere = Classes::TOWN.or(Classes::NOT_NAME);
    page.one_of(at, "de du d")
        && page.shape(at) == Some(Shape::Lower)
        && page.is(at + 1, elsewhere)
        && !page.is(at + 1, Classes::SURNAME)
        && !is_saint(page, at + 1)
}

fn is_joined(page: &Page<'_>, at: usize) -> bool {
    let after_initial = at > 0
        && (page.shape(at - 1) == Some(Shape::Initial) || page.one_of(at - 1, "st ste ph chr"));
    page.is_spaced(at)
        || page.is_tied(at)
        || (after_initial && matches!(page.gap(at), ". " | "." | ".-" | ". -"))
}

/// `B` in `Karim B.`; not the `O` of `O'Hara`.
fn is_initial(page: &Page<'_>, at: usize) -> bool {
    let alone = page.shape(at) == Some(Shape::Initial) && !page.is_tied(at + 1);
    let dotted = page.gap(at + 1).starts_with('.');
    alone && (dotted || !page.shouted && !page.is(at, Classes::PARTICLE))
}

/// A word in any case that grammar does not claim.
pub(super) fn is_lax(page: &Page<'_>, at: usize) -> bool {
    let grammar = Classes::FUNCTION
        .or(Classes::NOT_NAME)
        .or(Classes::PARTICLE);
    page.tokens.get(at).is_some_and(|token| {
        token.shape != Shape::Number && token.folded.len() > 1 && !token.classes.any(grammar)
    })
}

/// Last word of `Jean-Pierre` from `Jean`.
pub(super) fn first_names_end(page: &Page<'_>, at: usize) -> usize {
    let hyphen = |at: usize| page.is_tied(at) && page.gap(at).contains(['-', '‐']);
    (at + 1..(at + 4).min(page.tokens.len()))
        .take_while(|next| hyphen(*next))
        .last()
        .unwrap_or(at)
}

/// Tied to the word before by a hyphen: `Saint-Jean`; an elided `d'` or `l'` is no tie.
pub(super) fn inside_compound(page: &Page<'_>, at: usize) -> bool {
    page.is_tied(at)
        && (page.gap(at).contains(['-', '‐']) || !page.one_of(at - 1, "d l qu s c n m j"))
}

/// The first word of a sentence, a line or a part between commas.
pub(super) fn opens_clause(page: &Page<'_>, at: usize) -> bool {
    let marks = ['.', '\n', ',', '(', ':', '!', '?', ';'];
    at == 0 || page.gap(at).contains(marks)
}
