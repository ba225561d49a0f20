//! Phrases that say a name comes next: introductions, kinship, closing formulas.

use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::places;
use super::runs::{Name, first_names_end, is_borne, is_namelike, run};

const ANY_TITLE: Classes = Classes::TITLE.or(Classes::PLURAL_TITLE);

/// `je m'appelle`, `je soussignée`, `my name is`, `signé`, `nom :`, `je suis Sophie`.
pub(super) fn after_introduction(page: &Page<'_>, at: usize) -> Option<Name> {
    let (from, known_only) = introduction(page, at)?;
    let marks = [' ', ':', ',', ')', '"', '«', '\u{a0}', '\t', '-', '.'];
    let close = page.gap(from).chars().all(|c| marks.contains(&c));
    if !close || page.is(from, ANY_TITLE) {
        return None;
    }
    introduced(page, from, known_only)
}

/// Where the name would start after the phrase that ends at word `at`, and whether the
/// phrase also introduces other things, so that only a known first name counts.
fn introduction(page: &Page<'_>, at: usize) -> Option<(usize, bool)> {
    let back = |n: usize| at.checked_sub(n).map_or("", |i| page.word(i));
    let next = at + 1;
    Some(match page.word(at) {
        "appelle" | "appel" | "apelle" | "apel" if back(1) == "m" => (next, false),
        "appelle" if back(1) == "s" => (next, true),
        "nomme" | "prenomme" if matches!(back(1), "me" | "se") => (next, back(1) == "se"),
        "est" if back(1) == "prenom" => (next, false),
        "est" if back(1) == "nom" => (next, back(2) != "mon"),
        "est" if back(1) == "c" && back(2) == "moi" => (next, true),
        "is" if back(1) == "name" => (next, back(2) != "my"),
        "soussigne" | "soussignee" | "soussignes" => {
            (next + usize::from(page.word(next) == "e"), false)
        }
        "signe" | "signee" | "signed" | "signataire" => (next, !page.is_capital(next)),
        "nee" if page.is_capital(next) && page.gap(next) == " " => (next, false),
        "nom" | "prenom" | "name" | "noms" | "signature" if page.gap(next).contains(':') => {
            let free = at == 0 || !page.is_spaced(at);
            (
                next,
                !free && !page.one_of(at - 1, "my mon et votre your full"),
            )
        }
        "suis" if back(1) == "je" => (next, true),
        "m" if back(1) == "i" => (next, true),
        "part" if back(1) == "la" => (next + usize::from(page.word(next) == "de"), true),
        "moi" | "ici" | "am" | "im" | "soit" => (next, true),
        "contact" | "contacter" | "contactez" | "appeler" | "appelez" | "demander" | "demandez"
        | "joindre" | "prevenir" => (next, true),
        _ => return None,
    })
}

fn introduced(page: &Page<'_>, from: usize, known_only: bool) -> Option<Name> {
    let first_name = page.is(from, Classes::FIRST) && !page.is(from, Classes::FUNCTION);
    if known_only && !first_name {
        return introduced_apart(page, from);
    }
    let everyday = page.is(from, Classes::EVERYDAY) && first_names_end(page, from) == from;
    if let Some(last) = run(page, from, false) {
        let vague = known_only && last == from && everyday;
        let last = with_lower_surname(page, from, last);
        return (!vague).then_some(Name::sure(from, last));
    }
    if known_only && everyday {
        return None;
    }
    introduced_in_lower_case(page, from, known_only)
}

/// `Ici Xyza Xyzo, de Brest`: two capitalised words apart from the rest.
fn introduced_apart(page: &Page<'_>, from: usize) -> Option<Name> {
    let last = run(page, from, false).filter(|last| *last > from)?;
    let apart = page.closes_before(last + 1) && page.closes_before(from.saturating_sub(1));
    let place = (from..=last).any(|i| page.is(i, Classes::PLACE.or(Classes::TOWN)));
    (apart && !place).then_some(Name::sure(from, last))
}

/// `je m'appelle sophie lambert et...`: two words, or more where particles join them.
fn introduced_in_lower_case(page: &Page<'_>, from: usize, known_only: bool) -> Option<Name> {
    let last = run(page, from, true)?;
    let second = first_names_end(page, from) + 1;
    let joined = |i: usize| {
        page.is_tied(i)
            || page.is(i, Classes::PARTICLE)
            || (i > 0 && page.is(i - 1, Classes::PARTICLE))
    };
    let cut = (from..=last).find(|i| *i > second && !joined(*i));
    let last = cut.map_or(last, |i| i - 1);
    let unknown = !page.is(from, Classes::FIRST.or(Classes::SURNAME));
    if unknown && last == from && page.is(from, Classes::PLACE) {
        return None;
    }
    let loose = known_only && !page.is(last, Classes::SURNAME) && !page.closes_before(last + 1);
    let end = if loose {
        first_names_end(page, from)
    } else {
        last
    };
    Some(Name::sure(from, end))
}

/// `Sophie lambert`: a surname in lower case after a first name with its capital.
fn with_lower_surname(page: &Page<'_>, from: usize, last: usize) -> usize {
    let next = last + 1;
    let meaning = Classes::FUNCTION
        .or(Classes::RELATION)
        .or(Classes::NOT_NAME)
        .or(Classes::OFFICE);
    let lower = page.shape(next) == Some(Shape::Lower) && page.word(next).len() > 3;
    let surname = page.is(next, Classes::SURNAME) && !page.is(next, Classes::FUNCTION);
    let bounded = lower && page.closes_before(next + 1) && !page.is(next, meaning);
    let follows = last == from && page.is_spaced(next) && (surname || bounded);
    last + usize::from(follows)
}

/// `mon voisin Karim`, `ma fille Léa`, `la famille Lambert`, `la mère de Léo`.
pub(super) fn after_relation(page: &Page<'_>, at: usize) -> Option<Name> {
    let relation = Classes::RELATION.or(Classes::HOUSEHOLD);
    if !page.is(at, relation) && !is_bare_plural(page, at) {
        return None;
    }
    let from = at + 1;
    let listed = matches!(page.gap(from), ", " | " : ");
    if !page.is_spaced(from) && !listed || page.is(from, ANY_TITLE) {
        return None;
    }
    let owned = (at.saturating_sub(2)..at).any(|i| {
        page.one_of(
            i,
            "mon ma mes notre nos votre son sa ses my our ce cette leur nomme certain",
        )
    });
    kin_of(page, from).or_else(|| {
        if is_namelike(page, from) || page.is_capital(from) && page.is(from, Classes::PARTICLE) {
            kin_named(page, at, owned, listed)
        } else {
            kin_in_lower_case(page, at, owned)
        }
    })
}

/// `la mère de Léo`, where `from` is `de`.
fn kin_of(page: &Page<'_>, from: usize) -> Option<Name> {
    let first = from + 1;
    let named = page.is(first, Classes::FIRST)
        && page.is_capital(first)
        && !page.is(first, Classes::EVERYDAY.or(Classes::TOWN));
    let linked = page.one_of(from, "de d") && page.is_spaced(from);
    let last = (linked && named)
        .then(|| run(page, first, false))
        .flatten()?;
    Some(Name::sure(first, last))
}

fn kin_named(page: &Page<'_>, at: usize, owned: bool, listed: bool) -> Option<Name> {
    let from = at + 1;
    let last = run(page, from, false)?;
    let borne = is_borne(page, from);
    let household = page.is(at, Classes::HOUSEHOLD);
    let any_surname = household && page.word(at) != "family";
    let ground = if listed {
        borne && last > from
    } else {
        borne || any_surname || owned
    };
    let place = household && !borne && places::names_a_place(page, at);
    let sibling = last + 2;
    let two = page.word(last + 1) == "et"
        && page.is(sibling, Classes::FIRST)
        && is_namelike(page, sibling)
        && page.is(from, Classes::FIRST);
    let last = if two {
        run(page, sibling, false).unwrap_or(last)
    } else {
        last
    };
    (ground && !place).then_some(Name::sure(from, last))
}

/// `mon voisin karim haddad`, `la famille haddad`.
fn kin_in_lower_case(page: &Page<'_>, at: usize, owned: bool) -> Option<Name> {
    let from = at + 1;
    let everyday = page.is(from, Classes::EVERYDAY.or(Classes::FUNCTION));
    let first_name = owned && page.is(from, Classes::FIRST);
    let surname = page.is(at, Classes::HOUSEHOLD) && page.is(from, Classes::SURNAME);
    if everyday || !(first_name || surname) || page.gap(from) != " " {
        return None;
    }
    let next = from + 1;
    let second = page.is_spaced(next) && page.is(next, Classes::SURNAME);
    let second = second && !page.is(next, Classes::FUNCTION);
    Some(Name::sure(from, from + usize::from(second)))
}

/// `chez les Lambert`: a household named by its surname alone.
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
        && page.one_of(at - 1, "chez voisins contre avec par que")
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
    if !thanks && !page.is(at, Classes::SIGN_OFF) || !is_closing(page, at) {
        return None;
    }
    let from = at + 1;
    let mark = |c: char| c.is_whitespace() || ",.-–—:!;/".contains(c);
    if !page.gap(from).chars().all(mark) || page.is(from, ANY_TITLE) {
        return None;
    }
    signature(page, from, thanks).or_else(|| signature_in_lower_case(page, from, thanks))
}

/// `bien à vous`, `d'avance`: the whole formula; `vous` alone only at the end of its line.
fn is_closing(page: &Page<'_>, at: usize) -> bool {
    match page.word(at) {
        "vous" => {
            let formula = at > 1 && page.word(at - 1) == "a" && page.word(at - 2) == "bien";
            formula || page.gap(at + 1).contains(['\n', ','])
        }
        "avance" => at > 0 && page.one_of(at - 1, "d par"),
        _ => true,
    }
}

fn signature(page: &Page<'_>, from: usize, thanks: bool) -> Option<Name> {
    let last = run(page, from, false)?;
    let last = with_lower_surname(page, from, last);
    let borne = is_borne(page, from);
    let ends = closes_signature(page, last);
    let gap = page.gap(from);
    let ground = if thanks {
        borne && ends
    } else {
        let long = last > from && (borne || ends && !gap.contains('.'));
        long || ends && (borne || gap.contains([',', '\n']))
    };
    let place = page.is(from, Classes::PLACE) && !borne;
    (ground && !place).then_some(Name::sure(from, last))
}

fn signature_in_lower_case(page: &Page<'_>, from: usize, thanks: bool) -> Option<Name> {
    let last = run(page, from, true).filter(|last| *last <= from + 3)?;
    let vague = page.is(from, Classes::EVERYDAY) && (last == from || thanks);
    let plain = page.is(from, Classes::FIRST) && !vague;
    let known = page.is(last, Classes::SURNAME.or(Classes::FIRST));
    let both = is_borne(page, from) && last > from && known;
    let capital = is_namelike(page, from);
    (!capital && closes_signature(page, last) && (plain || both)).then_some(Name::sure(from, last))
}

/// A signature ends with its line, or with how to reach the writer.
fn closes_signature(page: &Page<'_>, last: usize) -> bool {
    page.closes_before(last + 1)
        || page.is(last + 1, Classes::CONTACT)
        || page.shape(last + 1) == Some(Shape::Number)
        || page.gap(last + 1).contains(['-', '–', '—'])
}
