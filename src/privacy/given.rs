//! A first name alone, said to be someone by what stands next to it: `Merci à Nadia de
//! l'accueil`, `Enzo, mon fils`, `Yvonne, 82 ans`.

use super::lexicon::Classes;
use super::page::{Page, Shape, is_blank};
use super::places;
use super::runs::{Name, first_names_end, inside_compound, opens_clause};

/// The first name at word `at`, when its neighbours say that it is a person.
pub(super) fn at(page: &Page<'_>, at: usize) -> Option<Name> {
    let word = Classes::EVERYDAY
        .or(Classes::TOWN)
        .or(Classes::FUNCTION)
        .or(Classes::NOT_NAME);
    let plain = page.is(at, Classes::FIRST) && page.is_capital(at);
    if !plain || inside_compound(page, at) || follows_capital(page, at) {
        return None;
    }
    let last = first_names_end(page, at);
    let vague = last == at && page.is(at, word);
    let next = last + 1;
    let longer = (page.is_spaced(next) || page.is_tied(next)) && page.is_capital(next);
    if vague || longer {
        return None;
    }
    let ground = is_thanked(page, at) && !is_possessive_place(page, at)
        || is_kin(page, next)
        || opens_clause(page, at) && is_described(page, next)
        || is_sender(page, at)
        || is_own_line(page, at, next)
        || is_of_two(page, at, next);
    (ground && !places::names_a_place(page, at)).then_some(Name::guess(at, last))
}

fn follows_capital(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && page.is_spaced(at)
        && page.is_capital(at - 1)
        && !page.is(at - 1, Classes::FUNCTION)
        && page.word(at - 1).len() > 2
}

/// `merci à`, `bravo à`, `remercie`, `grâce à`, `d'après`, `thank` right before.
fn is_thanked(page: &Page<'_>, at: usize) -> bool {
    let Some(one) = at.checked_sub(1).filter(|_| page.is_spaced(at)) else {
        return false;
    };
    let verb =
        "remercie remercions remercier felicite felicitons feliciter saluer thank rencontre croise";
    let opening = "merci bravo felicitations grace chapeau pensee hommage thanks kudos coucou";
    let two = one > 0 && page.is_spaced(one) && page.one_of(one - 1, opening);
    page.one_of(one, verb)
        || page.one_of(one, "a to") && two
        || page.one_of(one, "et and") && one > 0 && is_thanked_first(page, one - 1)
        || page.word(one) == "apres" && one > 0 && page.word(one - 1) == "d"
        || page.one_of(one, "comme") && one > 0 && page.one_of(one - 1, "personnes gens jeunes")
}

/// `Rachida` in `merci à Rachida et Sandrine`.
fn is_thanked_first(page: &Page<'_>, at: usize) -> bool {
    at > 1
        && page.is(at, Classes::FIRST)
        && page.is_capital(at)
        && page.one_of(at - 1, "a to")
        && page.one_of(at - 2, "merci bravo felicitations grace thanks")
}

/// `la gare Camille`: an institution, not the one who is thanked.
fn is_possessive_place(page: &Page<'_>, at: usize) -> bool {
    page.is(at.saturating_sub(1), Classes::PLACE)
}

/// `, mon fils`, `, notre collègue`, `, la gardienne` after the name.
fn is_kin(page: &Page<'_>, next: usize) -> bool {
    let near = (next..next + 3).find(|i| page.is(*i, Classes::RELATION));
    page.gap(next).trim() == ","
        && page.one_of(next, "mon ma notre mes nos my our")
        && near.is_some_and(|i| i > next && !page.gap(i).contains([',', '.']))
}

/// `, 82 ans`, `, lycéen` after the name that opens a sentence.
fn is_described(page: &Page<'_>, next: usize) -> bool {
    let aged = page.shape(next) == Some(Shape::Number) && page.one_of(next + 1, "ans years");
    let aged = aged || page.word(next) == "age" || page.word(next) == "agee";
    let who = "lyceen lyceenne collegien collegienne etudiant etudiante retraite retraitee \
               habitant habitante riverain riveraine locataire maman papa mamie papi";
    let trade = page.one_of(next, "le la l the our") && page.is(next + 1, Classes::RELATION);
    matches!(page.gap(next).trim(), "," | "(") && (aged || trade || page.one_of(next, who))
}

/// `Éric et Sophie` at the start of a clause: two first names and no surname.
fn is_of_two(page: &Page<'_>, at: usize, next: usize) -> bool {
    let word = Classes::EVERYDAY.or(Classes::TOWN).or(Classes::FUNCTION);
    let given = |i: usize| {
        page.is(i, Classes::FIRST) && page.is_capital(i) && !page.is(i, word) && page.is_spaced(i)
    };
    let first = opens_clause(page, at) && page.word(next) == "et" && given(next + 1);
    let second = at > 1
        && page.word(at - 1) == "et"
        && opens_clause(page, at - 2)
        && page.is_capital(at - 2)
        && page.is(at - 2, Classes::FIRST)
        && !page.is(at - 2, word);
    (first || second) && !page.is(at, word)
}

/// A first name alone on the last line, or on the first line of an address or a contact.
fn is_own_line(page: &Page<'_>, at: usize, next: usize) -> bool {
    let ends = next >= page.tokens.len() && page.gap(next).trim().is_empty();
    let before = page.gap(at);
    let after = page.gap(next).trim_start_matches([' ', ',', '\r']);
    let contact = after.starts_with('\n') && after.contains(is_blank);
    let opens = at == 0 || before.ends_with('\n') || before.contains(is_blank);
    let last = before.ends_with('\n') && ends;
    last || opens && contact && before.trim().chars().all(is_blank)
}

/// `Sent from Graham's iPad`, `signed Graham`.
fn is_sender(page: &Page<'_>, at: usize) -> bool {
    at > 1 && page.word(at - 1) == "from" && page.word(at - 2) == "sent"
}
