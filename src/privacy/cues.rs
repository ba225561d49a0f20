//! Words that say a name comes next: titles, introductions, kinship, closing formulas.

use super::lexicon::Classes;
use super::names::{Name, is_namelike, run};
use super::page::{Page, Shape};
use super::{officials, places};

/// Names after a title at word `at`; several after `MM.` or `M. et Mme`.
pub(super) fn after_title(page: &Page<'_>, at: usize) -> Vec<Name> {
    let plural = page.is(at, Classes::PLURAL_TITLE);
    let rank = page.is(at, Classes::RANK);
    if !(plural || rank || page.is(at, Classes::TITLE)) || !is_title_here(page, at) {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut from = at + 1;
    while let Some(name) = titled_name(page, at, from, rank) {
        from = name.last + 1;
        names.push(name);
        let listed = page.word(from) == "et" || page.gap(from) == ", ";
        if !plural || !listed || names.len() > 5 {
            break;
        }
        from += usize::from(page.word(from) == "et");
        if page.is(from, Classes::TITLE) {
            break;
        }
    }
    names
}

/// `Me`, `M`, `Pr` are titles with their capital only; the others in any case.
fn is_title_here(page: &Page<'_>, at: usize) -> bool {
    let capital = page.shape(at) != Some(Shape::Lower);
    let dotted = page.gap(at + 1).starts_with('.');
    let after_number = at > 0 && page.shape(at - 1) == Some(Shape::Number) && page.is_spaced(at);
    match page.word(at) {
        "m" => {
            let hour = page.gap(at) == "." && at > 0 && matches!(page.word(at - 1), "a" | "p");
            (capital && !page.is_tied(at) && !page.is_tied(at + 1) || dotted)
                && !after_number
                && !hour
        }
        "me" => page.shape(at) == Some(Shape::Capital),
        "pr" | "ms" | "mm" | "major" | "sir" | "general" | "president" | "professor" => capital,
        "st" | "ste" | "saint" | "sainte" => false,
        "dr" => capital || dotted || is_namelike(page, at + 1),
        _ => true,
    }
}

fn titled_name(page: &Page<'_>, title: usize, from: usize, rank: bool) -> Option<Name> {
    if !follows_title(page, from) {
        return None;
    }
    let from = if page.is(from, Classes::RANK) && page.is_capital(from) && !rank {
        from + 1
    } else {
        from
    };
    let vague = matches!(page.word(title), "general" | "president" | "major");
    let loose = rank && !page.is_capital(from)
        || vague && !page.is(from, Classes::FIRST.or(Classes::SURNAME));
    if let Some(last) = run(page, from, false).filter(|_| !loose) {
        let sure = !rank;
        let place =
            rank && (places::names_a_place(page, title) || places::is_famous(page, title, last));
        let started = !page.is(from, Classes::OFFICE) || page.is(from, Classes::SURNAME);
        return (!place && started).then_some(Name {
            first: from,
            last,
            sure: sure || !place,
        });
    }
    if page.shape(from) == Some(Shape::Initial)
        && page.gap(from).contains(' ')
        && !page.shouted
        && page.gap(from + 1).starts_with(['.', ' ', ','])
        && !page.is_tied(from + 1)
        && !matches!(page.word(from), "a" | "y")
    {
        return (!rank).then_some(Name {
            first: from,
            last: from,
            sure: true,
        });
    }
    lower_case_after_title(page, title, from, rank)
}

fn follows_title(page: &Page<'_>, from: usize) -> bool {
    page.is_spaced(from) || matches!(page.gap(from), ". " | "." | ".  " | ".\u{a0}")
}

/// `mme lambert`, `M LAMBERT` in a text in capitals.
fn lower_case_after_title(page: &Page<'_>, title: usize, from: usize, rank: bool) -> Option<Name> {
    let first = if is_lower_particle(page, from)
        && page.is(from + 1, Classes::SURNAME.or(Classes::FIRST))
    {
        from + 1
    } else {
        from
    };
    let known = page.is(first, Classes::FIRST.or(Classes::SURNAME));
    let short_title = matches!(page.word(title), "mme" | "mr" | "mlle" | "dr")
        || page.word(title) == "m" && page.shape(title) != Some(Shape::Lower);
    let grammar = page.is(
        first,
        Classes::FUNCTION
            .or(Classes::NOT_NAME)
            .or(Classes::OFFICE)
            .or(Classes::TITLE),
    );
    let unknown = short_title
        && page
            .tokens
            .get(first)
            .is_some_and(|t| t.folded.len() > 2 && t.shape != Shape::Number);
    let everyday = page.is(first, Classes::EVERYDAY) && !short_title;
    let trade = page.is(first, Classes::RELATION) && !known;
    if grammar || everyday || trade || !(known || unknown) || (rank && !known) {
        return None;
    }
    let next = first + 1;
    let second = page.is_tied(next) && next < page.tokens.len()
        || page.is_spaced(next)
            && page.is(next, Classes::SURNAME)
            && !page.is(next, Classes::FUNCTION)
            && page.is(first, Classes::FIRST);
    let last = if second { next } else { first };
    Some(Name {
        first: from,
        last,
        sure: !rank,
    })
    .filter(|_| !rank || !places::names_a_place(page, title))
}

fn is_lower_particle(page: &Page<'_>, at: usize) -> bool {
    matches!(
        page.word(at),
        "le" | "la" | "de" | "el" | "ben" | "da" | "dos"
    ) && page.is_spaced(at + 1)
}

/// `je m'appelle`, `je soussignée`, `my name is`, `signé`, `nom :`, `je suis Sophie`.
pub(super) fn after_introduction(page: &Page<'_>, at: usize) -> Option<Name> {
    let back = |n: usize| at.checked_sub(n).map_or("", |i| page.word(i));
    let (from, known_only) = match page.word(at) {
        "appelle" if back(1) == "m" => (at + 1, false),
        "appel" | "apelle" | "apel" if back(1) == "m" => (at + 1, false),
        "appelle" if matches!(back(1), "s") => (at + 1, true),
        "nomme" | "prenomme" if matches!(back(1), "me" | "se") => (at + 1, back(1) == "se"),
        "est" if matches!(back(1), "nom" | "prenom") => {
            (at + 1, !matches!(back(2), "mon" | "prenom"))
        }
        "is" if matches!(back(1), "name") => (at + 1, back(2) != "my"),
        "soussigne" | "soussignee" | "soussignes" => {
            (at + 1 + usize::from(page.word(at + 1) == "e"), false)
        }
        "signe" | "signee" | "signed" | "signataire" => (at + 1, !page.is_capital(at + 1)),
        "nom" | "prenom" | "name" | "noms" | "signature" if page.gap(at + 1).contains(':') => {
            let qualified = at > 0
                && page.is_spaced(at)
                && !matches!(
                    page.word(at - 1),
                    "my" | "mon" | "et" | "votre" | "your" | "full"
                );
            (at + 1, qualified)
        }
        "suis" if back(1) == "je" => (at + 1, true),
        "moi" | "ici" | "am" | "im" | "contact" | "contacter" | "appeler" | "demander" | "soit" => {
            (at + 1, true)
        }
        "m" if back(1) == "i" => (at + 1, true),
        "part" if matches!(back(1), "la") => {
            (at + 1 + usize::from(page.word(at + 1) == "de"), true)
        }
        "est" if back(1) == "c" && back(2) == "moi" => (at + 1, true),
        _ => return None,
    };
    let gap = page.gap(from);
    let close = gap.chars().all(|c| {
        matches!(
            c,
            ' ' | ':' | ',' | ')' | '"' | '«' | '\u{a0}' | '\t' | '-' | '.'
        )
    });
    if !close || page.is(from, Classes::TITLE.or(Classes::PLURAL_TITLE)) {
        return None;
    }
    introduced(page, from, known_only)
}

fn introduced(page: &Page<'_>, from: usize, known_only: bool) -> Option<Name> {
    let first_name = page.is(from, Classes::FIRST) && !page.is(from, Classes::FUNCTION);
    if known_only && !first_name {
        let last = run(page, from, false).filter(|last| *last > from)?;
        let apart = page.closes_before(last + 1) && page.closes_before(from.saturating_sub(1));
        let place = (from..=last).any(|i| page.is(i, Classes::PLACE.or(Classes::TOWN)));
        return (apart && !place).then_some(Name {
            first: from,
            last,
            sure: true,
        });
    }
    if let Some(last) = run(page, from, false) {
        if known_only && last == from && page.is(from, Classes::EVERYDAY) {
            return None;
        }
        return Some(Name {
            first: from,
            last: with_lower_surname(page, from, last),
            sure: true,
        });
    }
    if known_only && page.is(from, Classes::EVERYDAY) {
        return None;
    }
    let last = run(page, from, true)?;
    let cut = (from..=last)
        .find(|i| {
            *i > from + 1
                && !page.is_tied(*i)
                && !page.is(*i, Classes::PARTICLE)
                && !after_particle(page, *i)
        })
        .map_or(last, |i| i - 1);
    let unknown = !page.is(from, Classes::FIRST.or(Classes::SURNAME));
    if unknown && cut == from && page.is(from, Classes::PLACE) {
        return None;
    }
    let alone = known_only && !page.is(cut, Classes::SURNAME) && !page.closes_before(cut + 1);
    Some(Name {
        first: from,
        last: if alone { from } else { cut },
        sure: true,
    })
}

fn after_particle(page: &Page<'_>, at: usize) -> bool {
    at > 0 && page.is(at - 1, Classes::PARTICLE)
}

/// `Sophie lambert`: a surname in lower case after a first name with its capital.
fn with_lower_surname(page: &Page<'_>, from: usize, last: usize) -> usize {
    let next = last + 1;
    let surname = page.is(next, Classes::SURNAME)
        && !page.is(next, Classes::FUNCTION)
        && page.is_spaced(next);
    let bounded = page.is_spaced(next)
        && page.closes_before(next + 1)
        && page
            .tokens
            .get(next)
            .is_some_and(|t| t.shape == Shape::Lower && t.folded.len() > 3)
        && !page.is(
            next,
            Classes::FUNCTION
                .or(Classes::RELATION)
                .or(Classes::NOT_NAME)
                .or(Classes::OFFICE),
        );
    if last == from && (surname || bounded) {
        next
    } else {
        last
    }
}

/// `mon voisin Karim`, `ma fille Léa`, `la famille Lambert`.
pub(super) fn after_relation(page: &Page<'_>, at: usize) -> Option<Name> {
    let household = page.is(at, Classes::HOUSEHOLD);
    if !household && !page.is(at, Classes::RELATION) && !is_bare_plural(page, at) {
        return None;
    }
    let of = matches!(page.word(at + 1), "de" | "d")
        && page.is(at + 2, Classes::FIRST)
        && page.is_capital(at + 2)
        && !page.is(at + 2, Classes::EVERYDAY.or(Classes::TOWN))
        && page.is_spaced(at + 1);
    if of {
        let last = run(page, at + 2, false)?;
        return Some(Name {
            first: at + 2,
            last,
            sure: true,
        });
    }
    let from = at + 1;
    let gap_ok = page.is_spaced(from) || matches!(page.gap(from), ", " | " : ");
    if !gap_ok || page.is(from, Classes::TITLE.or(Classes::PLURAL_TITLE)) {
        return None;
    }
    let owned = (at.saturating_sub(2)..at).any(|i| {
        matches!(
            page.word(i),
            "mon"
                | "ma"
                | "mes"
                | "notre"
                | "nos"
                | "votre"
                | "son"
                | "sa"
                | "ses"
                | "my"
                | "our"
                | "ce"
                | "cette"
                | "leur"
                | "nomme"
                | "certain"
        )
    });
    let borne =
        page.is(from, Classes::FIRST.or(Classes::SURNAME)) && !page.is(from, Classes::FUNCTION);
    if is_namelike(page, from) || page.is_capital(from) && page.is(from, Classes::PARTICLE) {
        let last = run(page, from, false)?;
        let listed = page.gap(from) != " ";
        let any_surname = household && page.word(at) != "family";
        let ground = borne && !listed
            || (any_surname || owned) && !listed
            || (listed && borne && last > from);
        let famous = household && places::names_a_place(page, at) && !borne;
        return (ground && !famous).then_some(Name {
            first: from,
            last,
            sure: true,
        });
    }
    let first_name =
        page.is(from, Classes::FIRST) && !page.is(from, Classes::EVERYDAY.or(Classes::FUNCTION));
    let surname = household
        && page.is(from, Classes::SURNAME)
        && !page.is(from, Classes::EVERYDAY.or(Classes::FUNCTION));
    if !(owned && first_name || surname) || page.gap(from) != " " {
        return None;
    }
    let next = from + 1;
    let second = page.is_spaced(next)
        && page.is(next, Classes::SURNAME)
        && !page.is(next, Classes::FUNCTION);
    Some(Name {
        first: from,
        last: if second { next } else { from },
        sure: true,
    })
}

/// `les Lambert`: a household named by its surname alone.
fn is_bare_plural(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    page.word(at) == "les"
        && page.shape(at) == Some(Shape::Lower)
        && page.is(next, Classes::SURNAME)
        && !page.is(next, Classes::EVERYDAY)
        && page.shape(next) == Some(Shape::Capital)
        && !page.word(next).ends_with(['s', 'x'])
        && !page.is_tied(next + 1)
        && at > 0
        && matches!(
            page.word(at - 1),
            "chez" | "voisins" | "contre" | "avec" | "par" | "que"
        )
}

/// `Cordialement, Sophie Lambert`; also `merci` before a first name that ends the text.
pub(super) fn after_sign_off(page: &Page<'_>, at: usize) -> Option<Name> {
    let thanks = matches!(
        page.word(at),
        "merci"
            | "thanks"
            | "thank"
            | "vous"
            | "journee"
            | "soiree"
            | "consideration"
            | "entendeur"
            | "yours"
    );
    if !thanks && !page.is(at, Classes::SIGN_OFF) {
        return None;
    }
    let closing = match page.word(at) {
        "vous" => {
            at > 1 && matches!(page.word(at - 1), "a") && page.word(at - 2) == "bien"
                || ends_line(page, at)
        }
        "avance" => at > 0 && matches!(page.word(at - 1), "d" | "par"),
        _ => true,
    };
    let from = at + 1;
    let gap = page.gap(from);
    let close = gap.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '.' | '-' | '–' | '—' | ':' | '!' | ';' | '/' | '\n'
            )
    });
    if !closing || !close || page.is(from, Classes::TITLE.or(Classes::PLURAL_TITLE)) {
        return None;
    }
    let borne =
        page.is(from, Classes::FIRST.or(Classes::SURNAME)) && !page.is(from, Classes::FUNCTION);
    if let Some(last) = run(page, from, false) {
        let last = with_lower_surname(page, from, last);
        let ends = closes_signature(page, last);
        let ground = if thanks {
            borne && ends
        } else {
            borne && (last > from || ends)
                || last > from && ends && !gap.contains('.')
                || ends && gap.contains([',', '\n'])
        };
        let place = page.is(from, Classes::PLACE) && !borne;
        return (ground && !place).then_some(Name {
            first: from,
            last,
            sure: true,
        });
    }
    let last = run(page, from, true)?;
    let ends = closes_signature(page, last) && last <= from + 3;
    let plain = page.is(from, Classes::FIRST)
        && !(page.is(from, Classes::EVERYDAY) && (last == from || thanks));
    let both = borne && last > from && page.is(last, Classes::SURNAME.or(Classes::FIRST));
    (ends && (plain || both)).then_some(Name {
        first: from,
        last,
        sure: true,
    })
}

fn ends_line(page: &Page<'_>, at: usize) -> bool {
    page.gap(at + 1).contains(['\n', ','])
}

/// A signature ends with its line, or with how to reach the writer.
fn closes_signature(page: &Page<'_>, last: usize) -> bool {
    page.closes_before(last + 1)
        || page.is(last + 1, Classes::CONTACT)
        || page.shape(last + 1) == Some(Shape::Number)
        || page.gap(last + 1).contains(['-', '–', '—'])
}

/// `le maire Petit`, `la députée Roche`, `président Martin`: named in office.
pub(super) fn after_office(page: &Page<'_>, at: usize) -> Option<Name> {
    let from = at + 1;
    let office = page.is(at, Classes::OFFICE)
        && officials::is_office_here(page, at)
        && page.is_spaced(from)
        && is_namelike(page, from);
    if !office || page.is(from, Classes::OFFICE.or(Classes::PLACE)) {
        return None;
    }
    let last = run(page, from, false)?;
    Some(Name {
        first: from,
        last,
        sure: !places::names_a_place(page, at),
    })
}
