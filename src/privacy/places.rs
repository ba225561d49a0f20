//! Names that are places or works: `école Jean Moulin`, `rue du Docteur Roux`, `loi Évin`.

use super::lexicon::{Classes, is_known_to_all};
use super::page::Page;

/// How many words may stand between `école` and the name.
const REACH: usize = 6;

/// True when the words before `first` make the name that starts there a place or a work.
pub(super) fn names_a_place(page: &Page<'_>, first: usize) -> bool {
    let (mut at, mut linked, mut passed_capital, mut and) = (first, None, false, false);
    for _ in 0..REACH {
        let gap = page.gap(at);
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let enumerated = gap.trim() == "," && passed_or_first(page, first, at, passed_capital);
        if !(page.is_spaced(at)
            || page.is_tied(at)
            || enumerated
            || gap == ". " && page.is(before, Classes::RANK))
        {
            return false;
        }
        and |= enumerated;
        let written = page
            .tokens
            .get(before)
            .map(|t| t.classes)
            .unwrap_or_default();
        if written.any(Classes::PLACES) {
            return true;
        }
        let street = Classes::STREET.or(Classes::WEAK_STREET);
        if written.any(street.or(Classes::PLACE)) && page.word(before) != "dit" {
            return !and && (linked.is_none() || written.any(street) || linked == Some(false));
        }
        let word = page.word(before);
        if matches!(word, "saint" | "sainte" | "st" | "ste" | "san" | "santa") && at == first {
            return true;
        }
        if matches!(word, "de" | "d") {
            linked = Some(true);
        } else if matches!(word, "du" | "des") {
            linked = Some(false);
        } else if matches!(word, "et" | "ou") {
            // "lycée Pierre et Anne Lambert": a lone first name belongs with the next.
            and |=
                !(before > 0 && page.is(before - 1, Classes::FIRST) && page.is_capital(before - 1));
        } else if page.is_capital(before) && !written.any(Classes::TITLE.or(Classes::FUNCTION)) {
            passed_capital = true;
        } else if !written.any(Classes::PLACE_ADJECTIVE)
            && !matches!(word, "la" | "le" | "les" | "l")
        {
            return false;
        }
        at = before;
    }
    false
}

fn passed_or_first(page: &Page<'_>, first: usize, at: usize, passed: bool) -> bool {
    (at == first || passed) && page.is_capital(at.wrapping_sub(1))
}

/// `un sketch de Raymond Devos`, `une chanson de`: the author of a work is no private person.
pub(super) fn is_author(page: &Page<'_>, first: usize) -> bool {
    const WORKS: &str = "sketch chanson chansons roman romans film films poeme poemes tableau \
                         toile theatre opera citation refrain fable fables oeuvre oeuvres nouvelle \
                         bd album symphonie partition tube disque livre livres essai biopic";
    first > 1 && page.one_of(first - 1, "de d") && page.one_of(first - 2, WORKS)
}

/// True when the name, or its first words, is known to all: history, brands, stories.
pub(super) fn is_famous(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first + 1..=last.min(first + 5)).any(|end| is_known_to_all(&page.phrase(first, end)))
        || (first > 0 && is_known_to_all(&page.phrase(first - 1, last)))
}
