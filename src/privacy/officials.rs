//! Names of people in public office, named as such: flagged, never masked.

use super::lexicon::{Classes, is_national_politician};
use super::page::{Page, Shape};

/// How many words may stand between the office and the name.
const REACH: usize = 9;

/// True when the name of words `first..=last` is given with a public office.
pub(super) fn is_in_office(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|end| is_national_politician(&page.phrase(first, end)))
        || office_before(page, first, last)
        || office_after(page, last)
}

/// `le maire Petit`, `le maire de Vannes, M. Petit`, `l'adjointe à la culture Anne Roche`.
fn office_before(page: &Page<'_>, first: usize, last: usize) -> bool {
    let (mut at, mut titled, mut comma, mut bridge) = (first, false, false, false);
    for _ in 0..REACH {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if !is_near(page, at) {
            return false;
        }
        comma |= page.gap(at).contains([',', ':']);
        if page.is(before, Classes::OFFICE) && is_office_here(page, before) {
            let private = (before + 1..first).any(|i| page.is(i, Classes::PRIVATE_BODY));
            let hailed = comma && !titled && !bridge && is_hailed(page, before);
            return !private && (!hailed || is_told_of(page, first, last));
        }
        if page.is(before, Classes::TITLE) {
            if comma && !titled {
                return false;
            }
            titled = true;
        } else if page.one_of(before, "cher chere dear") {
            bridge = false;
        } else if is_bridge(page, before) {
            bridge |= !page.one_of(before, "le la l");
        } else if !is_noun_of_office(page, before) && !page.is_capital(before) {
            return false;
        }
        at = before;
    }
    false
}

/// `Madame la maire, Anne Petit, avait promis`, `cher Paul Petit`: not the writer's name.
fn is_told_of(page: &Page<'_>, first: usize, last: usize) -> bool {
    let verb = "a avait est etait va n ne nous doit devait s se ont refuse promet";
    let told = page.gap(last + 1).trim() == "," && page.one_of(last + 1, verb);
    let dear = first > 0 && page.one_of(first - 1, "cher chere dear");
    told || dear
}

/// `les adjoints M. Petit et Mme Roche`: an office in the plural before the name `first`.
pub(super) fn is_plural_office_before(page: &Page<'_>, first: usize) -> bool {
    (first.saturating_sub(5)..first)
        .any(|at| page.is(at, Classes::OFFICE) && page.word(at).ends_with('s'))
}

/// Nothing but a space, a comma or a bracket before word `at`.
fn is_near(page: &Page<'_>, at: usize) -> bool {
    let dotted = page.gap(at) == ". " && page.is(at - 1, Classes::TITLE);
    page.is_spaced(at)
        || page.is_tied(at)
        || dotted
        || matches!(page.gap(at), ", " | " (" | " : " | ": ")
}

/// `culture` in `adjoint à la culture`, `écologique` in `ministre de la transition écologique,`.
fn is_noun_of_office(page: &Page<'_>, at: usize) -> bool {
    let adjective = page.gap(at + 1).starts_with(',');
    page.shape(at) == Some(Shape::Lower)
        && !page.is(at, Classes::FUNCTION)
        && at > 0
        && (is_bridge(page, at - 1) || page.is(at - 1, Classes::OFFICE) || adjective)
}

/// `Monsieur le maire,` opens a letter; the name after the comma is the writer's.
fn is_hailed(page: &Page<'_>, office: usize) -> bool {
    (office.saturating_sub(3)..office).any(|i| page.is(i, Classes::TITLE))
}

/// A rank `premier étage`, a bank's `conseiller` and the `secrétaire` of a club hold no office.
pub(super) fn is_office_here(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    match page.word(at) {
        "premier" | "premiere" => page.one_of(next, "ministre adjoint adjointe magistrat"),
        "prime" | "deputy" => page.one_of(next, "minister mayor leader"),
        "garde" => page.word(at + 2) == "sceaux",
        "secretaire" => page.one_of(at + 2, "etat"),
        "secretary" => page.word(next) == "of",
        "mp" => true,
        "commissaire" => page.one_of(next, "europeen europeenne"),
        "conseiller" | "conseillere" => {
            let own = at > 0 && page.one_of(at - 1, "mon ma notre son sa un une leur");
            let employed = "pole france bancaire clientele emploi numerique agricole principal en";
            let elected = "municipal municipale departemental departementale regional regionale \
                           communautaire metropolitain metropolitaine delegue deleguee";
            (!own || page.one_of(next, elected)) && !page.one_of(next, employed)
        }
        _ => true,
    }
}

/// Words of `adjoint au maire chargé de la voirie`: what may join the office to the name.
fn is_bridge(page: &Page<'_>, at: usize) -> bool {
    page.written(at) == "à"
        || page.one_of(
            at,
            "de du des d la le l les au aux en charge chargee delegue deleguee municipal municipale \
             municipaux departemental departementale regional regionale communautaire general \
             generale actuel actuelle republique sortant sortante etat of for the",
        )
}

/// `M. Petit, maire de Vannes`, `Anne Roche (3e adjointe)`, `M. Petit, notre député`,
/// `M. Petit, qui est maire`.
fn office_after(page: &Page<'_>, last: usize) -> bool {
    let between = "le la l notre votre nos un une ancien ancienne actuel actuelle ex son sa nouveau \
                   nouvelle vice qui est en tant que comme our the your as is";
    let skipped = (last + 1..last + 6)
        .take_while(|i| {
            page.one_of(*i, between)
                || page.shape(*i) == Some(Shape::Number) && !page.is_spaced(*i)
                || is_ordinal(page.word(*i))
        })
        .count();
    let office = last + 1 + skipped;
    let gap = page.gap(last + 1).trim();
    let opened = matches!(gap, "," | "(" | "-" | "–" | "—");
    let direct = gap.is_empty() && page.one_of(last + 1, "notre votre l le la our qui est");
    let clear = (last + 2..=office).all(|i| page.is_spaced(i) || page.is_tied(i));
    let private = (office + 1..office + 4).any(|i| page.is(i, Classes::PRIVATE_BODY));
    (opened || direct)
        && clear
        && page.is(office, Classes::OFFICE)
        && is_office_here(page, office)
        && !private
        && !is_of_the_next(page, office)
}

/// `Mme Petit, l'adjoint au maire Fabien Roche`: the office is that of the name after it.
fn is_of_the_next(page: &Page<'_>, office: usize) -> bool {
    (office..office + 8)
        .take_while(|i| *i == office || page.is_spaced(*i) || page.is_tied(*i))
        .any(|i| {
            let next = i + 1;
            page.is(i, Classes::OFFICE)
                && page.is_spaced(next)
                && page.is(next, Classes::FIRST)
                && page.is_capital(next)
        })
}

/// `3e`, `1ère`, `2ème`.
fn is_ordinal(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = word.get(digits..).unwrap_or("");
    digits > 0 && matches!(ending, "e" | "er" | "ere" | "eme" | "nd" | "nde")
}
