//! Phrases that say a name comes next: introductions, kinship.

use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::places;
use super::runs::{Name, first_names_end, is_borne, is_lax, is_namelike, run};
use super::shapes::{couple, initial_first, is_free_of_meaning};

pub(super) const ANY_TITLE: Classes = Classes::TITLE.or(Classes::PLURAL_TITLE);

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
        "est" if back(1) == "c" && is_hail(back(2)) => (next, true),
        "c" | "ce" | "cest" if is_hail(back(1)) && page.is_spaced(next) => (next, true),
        "jmappel" | "jmappelle" | "jmapel" | "mappelle" => (next, false),
        "naissance" | "fille" | "famille" | "usage" | "marital" | "epouse" | "patronymique"
        | "complet" | "prenoms"
            if page.gap(next).contains(':') && is_name_field(page, at) =>
        {
            (next, false)
        }
        "nom" | "prenom" if is_form(page, at) => (next, false),
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

/// `nom de jeune fille :`, `nom d'usage :`, `nom et prénom :`.
fn is_name_field(page: &Page<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| page.one_of(i, "nom noms prenom"))
}

fn is_hail(word: &str) -> bool {
    matches!(
        word,
        "moi" | "bonjour" | "bonsoir" | "salut" | "slt" | "yo" | "coucou" | "bjr"
    )
}

/// `nom BOUSQUET prénom Kévin`: both words of a form, a capital after each.
fn is_form(page: &Page<'_>, at: usize) -> bool {
    let other = if page.word(at) == "nom" {
        "prenom"
    } else {
        "nom"
    };
    page.is_capital(at + 1)
        && page.is_spaced(at + 1)
        && (at.saturating_sub(4)..at + 5).any(|i| page.word(i) == other)
}

/// `de la part de MONIQUE ET GÉRARD PASTOUREL`: two first names in any case.
fn couple_in_any_case(page: &Page<'_>, from: usize) -> Option<Name> {
    let given = |i: usize| page.is(i, Classes::FIRST) && !page.is(i, Classes::FUNCTION);
    let second = first_names_end(page, from) + 2;
    let and = page.word(second - 1) == "et" && page.is_spaced(second);
    if !given(from) || !and || !given(second) {
        return None;
    }
    let last = first_names_end(page, second);
    let next = last + 1;
    let surname = page.is_spaced(next)
        && (page.is(next, Classes::SURNAME) || page.closes_before(next + 1))
        && is_lax(page, next);
    Some(Name::sure(from, last + usize::from(surname)))
}

fn introduced(page: &Page<'_>, from: usize, known_only: bool) -> Option<Name> {
    if let Some(two) = couple(page, from).or_else(|| couple_in_any_case(page, from)) {
        return Some(Name::sure(two.first, two.last));
    }
    if let Some(name) = initial_first(page, from, !known_only) {
        return Some(Name::sure(name.first, name.last));
    }
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
pub(super) fn with_lower_surname(page: &Page<'_>, from: usize, last: usize) -> usize {
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
        let closed = page.closes_before(last + 1) && is_free_of_meaning(page, from, last);
        last > from && (borne || closed)
    } else {
        borne || any_surname || owned || is_bare_plural(page, at)
    };
    let place = household && !borne && places::names_a_place(page, at);
    let sibling = last + 2;
    let two = page.word(last + 1) == "et"
        && is_namelike(page, sibling)
        && (page.one_of(at, "familles epoux consorts")
            || page.is(sibling, Classes::FIRST) && page.is(from, Classes::FIRST));
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
        && (page.is(next, Classes::SURNAME) || is_after_neighbours(page, at))
        && !page.is(
            next,
            Classes::EVERYDAY.or(Classes::NOT_NAME).or(Classes::PLACE),
        )
        && page.shape(next) == Some(Shape::Capital)
        && (page.is(next, Classes::SURNAME) || !page.word(next).ends_with(['s', 'x']))
        && !page.is_tied(next + 1)
        && at > 0
        && (page.one_of(at - 1, "chez voisins contre avec par que")
            || is_after_neighbours(page, at))
}

/// `chez les`, `mes voisins du 3e, les`.
fn is_after_neighbours(page: &Page<'_>, at: usize) -> bool {
    let near = (at.saturating_sub(4)..at).any(|i| page.one_of(i, "voisins proprietaires"));
    at > 0 && (page.word(at - 1) == "chez" || near && page.gap(at).trim() == ",")
}
