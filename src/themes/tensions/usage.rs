//! Claims whose object comes first: "les chasseurs doivent être interdits", "the fountain
//! should be kept", "le péage, non".

use super::Side;
use super::claims::Claim;
use super::objects::{is_link, thing};
use super::patterns::Patterns;
use super::tokens::{Gap, Token, folded};
use crate::language::Language;
use crate::units::Span;
use std::sync::OnceLock;

struct Passives {
    auxiliaries: Patterns<()>,
    verdicts: Patterns<i32>,
}

fn passives_of(language: Language) -> &'static Passives {
    static FRENCH: OnceLock<Passives> = OnceLock::new();
    static ENGLISH: OnceLock<Passives> = OnceLock::new();
    match language {
        Language::French => FRENCH.get_or_init(|| Passives {
            auxiliaries: Patterns::new(&[(
                (),
                "doit etre, doivent etre, devrait etre, devraient etre, soit, soient, \
                doit rester, doivent rester, a, me parait, me parait etre, est, sont, \
                serait, me semble",
            )]),
            verdicts: Patterns::new(&[
                (
                    -1,
                    "interdit*, supprim*, fermee, fermees, limite*, reduit*, abandonn*, \
                    annul*, enlev*, retire*, proscri*, bannir, a proscrire, a bannir, \
                    inutile, inutiles, inacceptable, une mauvaise idee, une erreur, a supprimer",
                ),
                (
                    1,
                    "maintenu*, conserv*, gard*, preserv*, autoris*, developp*, ouvert, \
                    ouverte, ouverts, ouvertes, generalis*, renforc*, indispensable, \
                    indispensables, une bonne idee, une tres bonne idee, essentiel, \
                    essentielle, a developper, a conserver, necessaire, necessaires",
                ),
            ]),
        }),
        Language::English => ENGLISH.get_or_init(|| Passives {
            auxiliaries: Patterns::new(&[(
                (),
                "should be, must be, needs to be, need to be, ought to be, to be, should stay, \
                is, are, should remain, must stay, must remain",
            )]),
            verdicts: Patterns::new(&[
                (
                    -1,
                    "banned, removed, scrapped, closed, stopped, reduced, limited, cancelled, \
                    taken down, abolished, demolished, dropped, restricted, forbidden, \
                    a bad idea, unacceptable, pointless, a waste",
                ),
                (
                    1,
                    "kept, allowed, saved, protected, preserved, restored, brought back, \
                    encouraged, extended, reopened, open, essential, a good idea, a great idea, \
                    welcome, put back, increased",
                ),
            ]),
        }),
    }
}

/// Claims in the passive or with a verdict after the object.
pub(super) fn passives(tokens: &[Token], language: Language) -> Vec<Claim> {
    let lists = passives_of(language);
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        let Some((length, ())) = lists.auxiliaries.at(tokens, at) else {
            continue;
        };
        let mut next = at + length;
        let mut sign = 1;
        if ["pas", "not", "t", "plus", "jamais"].contains(&folded(tokens, Some(next))) {
            sign = -1;
            next += 1;
        }
        if let Some((said, verdict)) = lists.verdicts.at(tokens, next)
            && tokens[at].gap == Gap::None
            // "kept on leads" says how, not whether.
            && !["on", "in", "off", "under", "to", "en", "sous"]
                .contains(&folded(tokens, Some(next + said)))
        {
            found.extend(subject(tokens, at, sign * verdict, language));
        }
    }
    found.extend(answered(tokens, language));
    found
}

/// "L'encadrement, oui", "Le péage, non": a thing, a comma, a word.
fn answered(tokens: &[Token], language: Language) -> Vec<Claim> {
    let said = |w: &str| match w {
        "oui" | "yes" => Some(1),
        "non" | "no" => Some(-1),
        _ => None,
    };
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        let ends = tokens.get(at + 1).is_none_or(|t| t.gap != Gap::None);
        if tokens[at].gap == Gap::Comma
            && ends
            && let Some(sign) = said(&tokens[at].folded)
            && !["pas", "no", "not"].contains(&clause_head(tokens, at))
        {
            found.extend(subject(tokens, at, sign, language));
        }
    }
    found
}

fn clause_head(tokens: &[Token], end: usize) -> &str {
    let start = (0..end).rev().find(|i| tokens[*i].gap != Gap::None);
    folded(tokens, start)
}

/// The claim on the thing that opens the clause before `end`, where nothing else is in it.
fn subject(tokens: &[Token], end: usize, sign: i32, language: Language) -> Option<Claim> {
    let mut start = (0..end).rev().find(|i| tokens[*i].gap != Gap::None)?;
    while start < end
        && !tokens[start].content
        && (is_link(&tokens[start].folded, language)
            || ["que", "qu", "it", "pour", "i", "think", "je", "pense"]
                .contains(&tokens[start].folded.as_str()))
    {
        start += 1;
    }
    let named = thing(&tokens[..end], start, language)?;
    if named.end < end {
        return None;
    }
    let first = *named.core.first()?;
    let last = *named.core.last()?;
    let span = Span {
        start: tokens[first].start,
        end: tokens[last].end,
    };
    Some(Claim {
        direction: Side::of(sign)?,
        object: named.core.iter().map(|i| tokens[*i].stem.clone()).collect(),
        span,
        whole: span,
        explicit: true,
        asked: false,
    })
}
