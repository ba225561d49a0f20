//! Names of people in public office, named as such: flagged, never masked.

use super::lexicon::{Classes, is_national_politician};
use super::page::{Page, Shape};

/// How many words may stand between the office and the name.
const REACH: usize = 9;

/// True when the name of words `first..=last` is given with a public office.
pub(super) fn is_in_office(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|end| is_national_politician(&page.phrase(first, end)))
        || office_before(page, first)
        || office_after(page, last)
}

/// `le maire Petit`, `le maire de Vannes, M. Petit`, `l'adjointe à la culture Anne Roche`.
fn office_before(page: &Page<'_>, first: usize) -> bool {
    let (mut at, mut titled, mut comma, mut bridge) = (first, false, false, false);
    for _ in 0..REACH {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let gap = page.gap(at);
        let dotted = gap == ". " && page.is(before, Classes::TITLE);
        if !(page.is_spaced(at) || page.is_tied(at) || dotted || matches!(gap, ", " | " (" | " : "))
        {
            return false;
        }
        comma |= gap.contains([',', '(', ':']);
        if page.is(before, Classes::OFFICE) && is_office_here(page, before) {
            let private = (before + 1..first).any(|i| page.is(i, Classes::PRIVATE_BODY));
            let hailed = comma && !titled && !bridge && is_hailed(page, before);
            return !private && !hailed;
        }
        let word = page.word(before);
        if page.is(before, Classes::TITLE) {
            if comma && !titled {
                return false;
            }
            titled = true;
        } else if !is_bridge(page, before) {
            let noun = page.shape(before) == Some(Shape::Lower)
                && !page.is(before, Classes::FUNCTION)
                && before > 0
                && (is_bridge(page, before - 1) || page.is(before - 1, Classes::OFFICE));
            if !noun && !page.is_capital(before) {
                return false;
            }
        } else if !matches!(word, "le" | "la" | "l") {
            bridge = true;
        }
        at = before;
    }
    false
}

/// `Monsieur le maire,` opens a letter; the name after the comma is the writer's.
fn is_hailed(page: &Page<'_>, office: usize) -> bool {
    (office.saturating_sub(3)..office).any(|i| page.is(i, Classes::TITLE))
}

/// A verb `président` or a rank `premier étage` is no office.
pub(super) fn is_office_here(page: &Page<'_>, at: usize) -> bool {
    match page.word(at) {
        "premier" | "premiere" => matches!(page.word(at + 1), "ministre" | "adjoint" | "adjointe"),
        "garde" => page.word(at + 2) == "sceaux",
        "commissaire" => false,
        "conseiller" | "conseillere" => {
            let own = at > 0
                && matches!(
                    page.word(at - 1),
                    "mon" | "ma" | "notre" | "son" | "sa" | "un" | "une" | "leur"
                );
            let employed = matches!(
                page.word(at + 1),
                "pole"
                    | "france"
                    | "bancaire"
                    | "clientele"
                    | "emploi"
                    | "numerique"
                    | "agricole"
                    | "principal"
                    | "en"
            );
            !own && !employed
        }
        _ => true,
    }
}

/// Words of `adjoint au maire chargé de la voirie`: what may join the office to the name.
fn is_bridge(page: &Page<'_>, at: usize) -> bool {
    let accented = page
        .tokens
        .get(at)
        .is_some_and(|t| page.text.get(t.start..t.end) == Some("à"));
    accented
        || matches!(
            page.word(at),
            "de" | "du"
                | "des"
                | "d"
                | "la"
                | "le"
                | "l"
                | "les"
                | "au"
                | "aux"
                | "en"
                | "charge"
                | "chargee"
                | "delegue"
                | "deleguee"
                | "municipal"
                | "municipale"
                | "departemental"
                | "departementale"
                | "regional"
                | "regionale"
                | "communautaire"
                | "general"
                | "actuel"
                | "actuelle"
                | "republique"
        )
}

/// `M. Petit, maire de Vannes`, `Anne Roche (adjointe)`, `M. Petit, notre député`.
fn office_after(page: &Page<'_>, last: usize) -> bool {
    let gap = page.gap(last + 1).trim();
    if !matches!(gap, "," | "(" | "-" | "–") {
        return false;
    }
    let skipped = (last + 1..last + 4)
        .take_while(|i| {
            matches!(
                page.word(*i),
                "le" | "la"
                    | "l"
                    | "notre"
                    | "votre"
                    | "ancien"
                    | "ancienne"
                    | "actuel"
                    | "son"
                    | "nouveau"
                    | "nouvelle"
            )
        })
        .count();
    let office = last + 1 + skipped;
    let clear = (last + 2..=office).all(|i| page.is_spaced(i) || page.is_tied(i));
    let private = (office + 1..office + 4).any(|i| page.is(i, Classes::PRIVATE_BODY));
    clear && page.is(office, Classes::OFFICE) && is_office_here(page, office) && !private
}
