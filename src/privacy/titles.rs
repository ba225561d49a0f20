//! Names after a title or an office: `Mme Lambert`, `MM. Roche et Petit`, `le maire Petit`.

use super::lexicon::Classes;
use super::page::{Page, Shape};
use super::runs::{Name, first_names_end, is_lax, is_namelike, is_saint, run};
use super::{officials, places};

/// Names after a title at word `at`; several after `MM.`.
pub(super) fn after_title(page: &Page<'_>, at: usize) -> Vec<Name> {
    let plural = page.is(at, Classes::PLURAL_TITLE);
    let title = Classes::TITLE.or(Classes::RANK).or(Classes::PLURAL_TITLE);
    let mut names = Vec::new();
    if !page.is(at, title) || !is_title_here(page, at) {
        return names;
    }
    let mut from = at + 1;
    while let Some(name) = titled(page, at, from) {
        from = name.last + 1;
        names.push(name);
        let and = page.word(from) == "et";
        if !plural || !(and || page.gap(from) == ", ") || names.len() > 5 {
            break;
        }
        from += usize::from(and);
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
    match page.word(at) {
        "m" => {
            let metres = at > 0 && page.shape(at - 1) == Some(Shape::Number) && page.is_spaced(at);
            let hour = at > 0 && page.gap(at) == "." && page.one_of(at - 1, "a p");
            let elided = page.is_tied(at) || page.is_tied(at + 1);
            (capital && !elided || dotted) && !metres && !hour
        }
        "me" => page.shape(at) == Some(Shape::Capital),
        "pr" | "ms" | "mm" | "prof" | "major" | "sir" | "general" | "president" | "professor" => {
            capital
        }
        "st" | "ste" | "saint" | "sainte" => false,
        "dr" => capital || dotted || is_namelike(page, at + 1),
        _ => true,
    }
}

/// The name that the title at word `title` gives to word `from` and on.
fn titled(page: &Page<'_>, title: usize, from: usize) -> Option<Name> {
    let listed = from > title + 1 && page.gap(from) == ", ";
    if !page.is_spaced(from) && !listed && !matches!(page.gap(from), ". " | "." | ".  " | ".\u{a0}")
    {
        return None;
    }
    // "MM. les" and "Mme" carry no street; "Docteur", "Général" do.
    let rank = page.is(title, Classes::RANK);
    if rank && places::names_a_place(page, title) {
        return None;
    }
    let saint = is_saint(page, from);
    let twice = page.is(from, Classes::RANK) && page.is_capital(from) && !rank && !saint;
    let from = from + usize::from(twice);
    let vague = page.one_of(title, "general president major");
    let loose = rank && !page.is_capital(from)
        || vague && !page.is(from, Classes::FIRST.or(Classes::SURNAME));
    if let Some(last) = run(page, from, false).filter(|_| !loose) {
        let last = shouted_surname(page, from, last).unwrap_or(last);
        let famous = rank && places::is_famous(page, title, last);
        let office = page.is(from, Classes::OFFICE) && !page.is(from, Classes::SURNAME);
        let last = with_first_name_after(page, last);
        return (!famous && !office).then_some(Name::sure(from, last));
    }
    // "Mme Toussaint": a day or an institution elsewhere, a name after this title.
    let borne = page.is(from, Classes::FIRST.or(Classes::SURNAME)) && page.is_capital(from);
    if borne && !rank && page.is(from, Classes::NOT_NAME) && !page.is(from, Classes::OFFICE) {
        return Some(Name::sure(from, from));
    }
    if is_lone_initial(page, from) {
        return (!rank).then_some(Name::sure(from, from));
    }
    in_lower_case(page, title, from)
}

/// `monsieur Fernandes, Antonio`: the first name after a comma, before another.
fn with_first_name_after(page: &Page<'_>, last: usize) -> usize {
    let next = last + 1;
    let given = page.is(next, Classes::FIRST) && page.is_capital(next);
    let given = given && !page.is(next, Classes::FUNCTION.or(Classes::TOWN));
    let end = first_names_end(page, next);
    let surname = !page.is(last, Classes::FIRST) || page.is(last, Classes::SURNAME);
    let alone = page.closes_before(end + 1) && given && surname;
    if alone && page.gap(next) == ", " {
        end
    } else {
        last
    }
}

/// `Mme B.`
fn is_lone_initial(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Initial)
        && page.gap(at).contains(' ')
        && page.gap(at + 1).starts_with(['.', ' ', ','])
        && !page.shouted
        && !page.is_tied(at + 1)
        && !page.one_of(at, "a y")
}

/// `mme lambert`, `M LAMBERT` in a text in capitals. After a title in full, which is also
/// a noun (`ce monsieur gare`), the name must be known.
fn in_lower_case(page: &Page<'_>, title: usize, from: usize) -> Option<Name> {
    let particle = page.one_of(from, "le la de el ben da dos")
        && page.is_spaced(from + 1)
        && page.is(from + 1, Classes::SURNAME.or(Classes::FIRST));
    let first = from + usize::from(particle);
    let known = page.is(first, Classes::FIRST.or(Classes::SURNAME));
    let short = page.one_of(title, "mme mr mlle melle mle mde dr")
        || page.word(title) == "m" && page.shape(title) != Some(Shape::Lower);
    let worded = page.word(first).len() > 2 && page.shape(first) != Some(Shape::Number);
    let grammar = Classes::FUNCTION
        .or(Classes::NOT_NAME)
        .or(Classes::OFFICE)
        .or(Classes::TITLE);
    let everyday = page.is(first, Classes::EVERYDAY) && !short;
    let trade = page.is(first, Classes::RELATION) && !known;
    let pointed = title > 0 && page.one_of(title - 1, "ce le la un une cette vieux vieille cher");
    let shouted = page.shouted && !pointed && page.is_unknown(first);
    let unknown = (short || shouted) && worded && !page.is(title, Classes::RANK);
    if page.is(first, grammar) || everyday || trade || !(known || unknown) {
        return None;
    }
    let next = first + 1;
    let surname = page.is(next, Classes::SURNAME) && !page.is(next, Classes::FUNCTION);
    let second = page.is_tied(next) && next < page.tokens.len()
        || page.is_spaced(next) && surname && page.is(first, Classes::FIRST);
    let reversed = page.is_spaced(next)
        && page.is(next, Classes::FIRST)
        && !page.is(next, Classes::FUNCTION)
        && page.shape(next) == page.shape(first)
        && (!page.is(next, Classes::EVERYDAY) || page.closes_before(next + 1));
    let last = if reversed {
        first_names_end(page, next)
    } else if let Some(surname) = shouted_surname(page, first, first) {
        surname
    } else {
        first + usize::from(second)
    };
    Some(Name::sure(from, last))
}

/// Last word of the surname in `MONSIEUR BELKACEM ZEROUALI`, `MME ZAHRA EL AMRANI`: in
/// capitals, what follows a lone first name is its surname.
fn shouted_surname(page: &Page<'_>, first: usize, last: usize) -> Option<usize> {
    let particle = page.one_of(last + 1, "le la el al de da dos do ben ait van von di");
    let next = last + 1 + usize::from(particle);
    let verb = ["e", "ent", "ait", "er", "a", "it", "s"];
    let foreign = page.is_unknown(first) && page.is_unknown(next) && !particle;
    let foreign = foreign && !verb.iter().any(|end| page.word(next).ends_with(end));
    let given = first == last && (page.is(first, Classes::FIRST) || foreign);
    let meaning = Classes::EVERYDAY.or(Classes::RELATION).or(Classes::PLACE);
    let surname = page.shouted
        && given
        && (last + 1..=next).all(|i| page.is_spaced(i))
        && is_lax(page, next)
        && !page.is(next, meaning)
        && page.word(next).len() > 3;
    (surname && (!particle || page.is_unknown(next) || page.is(next, Classes::SURNAME)))
        .then_some(next)
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
    let place = places::names_a_place(page, at);
    Some(if place {
        Name::guess(from, last)
    } else {
        Name::sure(from, last)
    })
}
