//! Claims: what an idea wants more or less of.
//!
//! Words that ask (see `claim_words`) multiply their signs along a chain ("arrêter de
//! supprimer les places": less of less places), and the noun phrase after them is the
//! object. Complaints of lack ("il n'y a plus de bus") want more; quantities ("plus de 20
//! minutes") claim nothing; verbs that are told rather than asked are passed over.

use super::Side;
use super::claim_words::{Kind, Operator, operators};
use super::objects::{Thing, is_link, thing};
use super::patterns::Patterns;
use super::proposals::{asked, plain_verb};
use super::tokens::{Gap, Token, folded, opens, tokens};
use super::turns::{judged, quantity, shut, turned};
use crate::language::Language;
use crate::units::Span;
use crate::words::Lexicon;

/// Something a text wants more or less of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// `For`: more of it, or keep it. `Against`: less of it, or not at all.
    pub direction: Side,
    /// Stems of the words that name it, in order.
    pub object: Vec<String>,
    /// Where it is named, in bytes of the text.
    pub span: Span,
    /// Where the claim stands, asking words included.
    pub whole: Span,
    /// False where only the context tells a wish from a report: "pas de bus" is a refusal in
    /// one question, a lack in another.
    pub explicit: bool,
    /// Asked for by a verb in the infinitive, the imperative or "il faut".
    pub asked: bool,
}

/// The claims of `text`, in order. Cost: linear in the words.
pub fn claims(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    claims_of(&tokens(text, lexicon), lexicon.language())
}

/// The same over words already split.
pub(super) fn claims_of(tokens: &[Token], language: Language) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match chain(tokens, at, language) {
            Some(chain) => {
                let next = chain.next;
                found.extend(coordinated(tokens, chain, language));
                next
            }
            None => at + 1,
        };
    }
    found.extend(super::usage::passives(tokens, language));
    found
}

struct Chain {
    start: usize,
    sign: i32,
    explicit: bool,
    asked: bool,
    core: Vec<usize>,
    end: usize,
    next: usize,
}

/// The chain of asking words that begins at `at`, with its object.
fn chain(tokens: &[Token], at: usize, language: Language) -> Option<Chain> {
    let set = operators(language);
    let (mut next, (mut sign, kind)) = opening(tokens, at, set, language)?;
    let mut explicit = !matches!(kind, Kind::Noun | Kind::Absence);
    let mut deed = deed_of(kind, next - 1);
    loop {
        let from = skip_links(tokens, next, language);
        match set.at(tokens, from) {
            Some((length, (s, k)))
                if follows(tokens, from, next, k) && !nounlike(tokens, from, k, language) =>
            {
                sign *= s;
                next = from + length;
                deed = deed_of(k, next - 1).or(deed);
                explicit |= k == Kind::Free;
            }
            _ => break,
        }
    }
    let mut named = thing_or_deed(tokens, next, deed, language)?;
    let asked = matches!(kind, Kind::Verb | Kind::Deed | Kind::Make);
    if shut(tokens, &mut named.core) {
        sign = -sign;
    }
    if asked && opens(tokens, at) && judged(tokens, named.end, language) {
        return None;
    }
    let sign = match turned(tokens, named.end, language) {
        Some(turn) if asked => turn,
        Some(turn) => sign * turn,
        None => sign,
    };
    Some(Chain {
        start: at,
        sign,
        explicit,
        asked,
        next: named.end.max(at + 1),
        core: named.core,
        end: named.end,
    })
}

/// The first link of a chain. "ne fermez pas" turns its verb over.
fn opening(
    tokens: &[Token],
    at: usize,
    set: &Patterns<Operator>,
    language: Language,
) -> Option<(usize, Operator)> {
    if ["ne", "n"].contains(&folded(tokens, Some(at)))
        && let Some((length, (sign, kind))) = set.at(tokens, at + 1)
    {
        let end = at + 1 + length;
        let negated = ["pas", "plus", "jamais"].contains(&folded(tokens, Some(end)));
        let verb = matches!(kind, Kind::Verb | Kind::Deed | Kind::Make);
        if negated && verb && asked(tokens, at, language) {
            return Some((end + 1, (-sign, kind)));
        }
    }
    let Some((length, (sign, kind))) = set.at(tokens, at) else {
        return plain_verb(tokens, at, language).then_some((at + 1, (1, Kind::Deed)));
    };
    let end = at + length;
    let fits = match kind {
        Kind::Verb | Kind::Deed | Kind::Make => asked(tokens, at, language),
        Kind::Noun => opens_phrase(tokens, at, language),
        Kind::Lack => true,
        Kind::Absence => ![
            "has", "have", "is", "are", "was", "there", "s", "with", "or", "had",
        ]
        .contains(&folded(tokens, at.checked_sub(1))),
        Kind::Free => !quantity(tokens, at, end),
    };
    fits.then_some((end, (sign, kind)))
}

/// A noun of change asks at the head of a clause, article apart.
fn opens_phrase(tokens: &[Token], at: usize, language: Language) -> bool {
    let mut i = at;
    while i > 0 && tokens[i].gap == Gap::None {
        i -= 1;
        if !is_link(&tokens[i].folded, language) {
            return false;
        }
    }
    true
}

fn skip_links(tokens: &[Token], from: usize, language: Language) -> usize {
    let mut i = from;
    while tokens
        .get(i)
        .is_some_and(|t| t.gap == Gap::None && !t.content && is_link(&t.folded, language))
        && operators(language).at(tokens, i).is_none()
    {
        i += 1;
    }
    i
}

/// A word that asks goes on a chain unless punctuation parts it, or it may be a plain noun.
fn follows(tokens: &[Token], from: usize, next: usize, kind: Kind) -> bool {
    tokens.get(from).is_some_and(|t| t.gap == Gap::None)
        && (kind != Kind::Absence || from == next)
        && kind != Kind::Lack
}

/// Within a chain, "chasse" or "taxe" is the noun, not the verb after "qu'on".
fn nounlike(tokens: &[Token], at: usize, kind: Kind, language: Language) -> bool {
    let word = folded(tokens, Some(at));
    language == Language::French
        && matches!(kind, Kind::Verb | Kind::Deed | Kind::Make)
        && word.ends_with('e')
        && !word.ends_with("re")
        && word != "ne"
}

fn deed_of(kind: Kind, at: usize) -> Option<(usize, Kind)> {
    matches!(kind, Kind::Deed | Kind::Make).then_some((at, kind))
}

fn thing_or_deed(
    tokens: &[Token],
    from: usize,
    deed: Option<(usize, Kind)>,
    language: Language,
) -> Option<Thing> {
    let named = tokens
        .get(from)
        .filter(|t| t.gap == Gap::None)
        .and_then(|_| thing(tokens, from, language));
    match (deed, named) {
        (Some((deed, Kind::Deed)), Some(mut named)) => {
            named.core.insert(0, deed);
            Some(named)
        }
        (Some((deed, _)), None) => Some(Thing {
            core: vec![deed],
            end: from.max(deed + 1),
        }),
        (_, named) => named,
    }
}

/// The claim of a chain, and those of what is joined to its object: "moins de voitures et
/// de camions".
fn coordinated(tokens: &[Token], chain: Chain, language: Language) -> Vec<Claim> {
    let mut claims = vec![claim(tokens, &chain, &chain.core)];
    let mut end = chain.end;
    let article = language.choose(
        &[
            "de", "d", "des", "les", "la", "le", "l", "du", "aux", "a", "au",
        ][..],
        &["the", "fewer", "less", "more"][..],
    );
    while language.choose("et", "and") == folded(tokens, Some(end))
        && article.contains(&folded(tokens, Some(end + 1)))
        && operators(language).at(tokens, end + 1).is_none()
        && claims.len() < 3
    {
        let Some(more) = thing(tokens, end + 1, language) else {
            break;
        };
        end = more.end;
        claims.push(claim(tokens, &chain, &more.core));
    }
    claims
}

fn claim(tokens: &[Token], chain: &Chain, core: &[usize]) -> Claim {
    let first = core.iter().min().copied().unwrap_or(chain.start);
    let last = core.iter().max().copied().unwrap_or(chain.start);
    Claim {
        direction: if chain.sign > 0 {
            Side::For
        } else {
            Side::Against
        },
        object: core.iter().map(|i| tokens[*i].stem.clone()).collect(),
        span: Span {
            start: tokens[first].start,
            end: tokens[last].end,
        },
        whole: Span {
            start: tokens[chain.start].start,
            end: tokens[last.max(chain.start)].end,
        },
        explicit: chain.explicit,
        asked: chain.asked,
    }
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
