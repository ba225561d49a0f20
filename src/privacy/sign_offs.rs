//! Names that sign: after a closing formula or thanks, to the end of the line.

use super::cues::{ANY_TITLE, with_lower_surname};
use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::runs::{Name, is_borne, is_namelike, run};
use super::shapes::{couple, initial_first};

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
            | "reception"
            | "continuation"
            | "comprehension"
            | "lecture"
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
    if let Some(two) = couple(page, from) {
        return Some(Name::sure(two.first, two.last));
    }
    if let Some(name) = initial_first(page, from, true) {
        return Some(Name::sure(name.first, name.last));
    }
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
