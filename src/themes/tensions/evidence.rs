//! What each unit says for or against which subject: the material oppositions are made of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::aliases::Aliases;
use super::claims::{Claim, claims_of};
use super::contrasts::{Term, terms};
use super::objects::{is_hollow, thing};
use super::tokens::{Gap, Token, folded};
use crate::language::Language;
use crate::units::Span;

/// What a piece of evidence is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A listed subject.
    Subject(usize),
    /// A stem named in claims.
    Stem(String),
}

/// One unit speaking for (1) or against (-1) a key.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub unit: usize,
    pub sign: i32,
    /// Said in so many words, not only mentioned.
    pub explicit: bool,
    /// The stems named beside the key.
    pub beside: BTreeSet<String>,
    /// The key is what is named first, the rest says which.
    pub head: bool,
    /// Where the object is named, in bytes of the unit's text.
    pub span: Span,
}

/// A unit ready to be read.
pub(super) struct Read {
    pub tokens: Vec<Token>,
    pub claims: Vec<Claim>,
    pub terms: Vec<Term>,
}

/// Splits and reads the texts. Cost: linear in the words, spread over threads.
pub(super) fn read(texts: Vec<Vec<Token>>, language: Language) -> Vec<Read> {
    texts
        .into_par_iter()
        .map(|tokens| Read {
            claims: claims_of(&tokens, language),
            terms: terms(&tokens, language),
            tokens,
        })
        .collect()
}

/// All evidence by key. `asks`: the question asks for wishes, so that what is only mentioned
/// counts as wished.
pub(super) fn gather(
    units: &[Read],
    aliases: &Aliases,
    asks: bool,
    language: Language,
) -> BTreeMap<Key, Vec<Evidence>> {
    let mut by_key: BTreeMap<Key, Vec<Evidence>> = BTreeMap::new();
    for (unit, read) in units.iter().enumerate() {
        for claim in read.claims.iter().filter(|c| c.explicit || asks) {
            let all = named(claim, aliases);
            for stem in &all {
                let beside = all.iter().filter(|s| *s != stem).cloned().collect();
                by_key
                    .entry(Key::Stem(stem.clone()))
                    .or_default()
                    .push(Evidence {
                        unit,
                        sign: claim.direction.sign(),
                        explicit: claim.explicit,
                        beside,
                        head: match language {
                            Language::French => claim.object.first() == Some(stem),
                            Language::English => claim.object.last() == Some(stem),
                        },
                        span: claim.span,
                    });
            }
        }
        if let Some(evidence) = bare_wish(unit, read, language).filter(|_| asks) {
            let all = evidence.beside.clone();
            for stem in &all {
                let mut piece = evidence.clone();
                piece.beside.remove(stem);
                piece.head = evidence_head(read, &evidence, stem);
                by_key
                    .entry(Key::Stem(stem.clone()))
                    .or_default()
                    .push(piece);
            }
        }
        for term in &read.terms {
            if let Some(evidence) = of_term(unit, read, term, asks, language) {
                by_key
                    .entry(Key::Subject(term.subject))
                    .or_default()
                    .push(evidence);
            }
        }
    }
    by_key
}

fn named(claim: &Claim, aliases: &Aliases) -> BTreeSet<String> {
    claim
        .object
        .iter()
        .flat_map(|stem| match aliases.get(stem) {
            Some(stems) => stems.clone(),
            None => vec![stem.clone()],
        })
        .collect()
}

/// A term inside the object of a claim takes its direction; a free one counts as a wish
/// where the question asks for wishes.
fn of_term(
    unit: usize,
    read: &Read,
    term: &Term,
    asks: bool,
    language: Language,
) -> Option<Evidence> {
    let (from, to) = (read.tokens[term.from].start, read.tokens[term.to - 1].end);
    let span = Span {
        start: from,
        end: to,
    };
    let claim = read
        .claims
        .iter()
        .filter(|c| c.explicit || asks)
        .find(|c| c.span.start <= from && from < c.span.end)
        .filter(|c| !term.alone || (c.span.start == from && c.span.end == to));
    if let Some(claim) = claim {
        return Some(Evidence {
            unit,
            sign: term.sign * claim.direction.sign(),
            explicit: claim.explicit,
            beside: beside(&read.tokens, term),
            head: true,
            span,
        });
    }
    if !asks || term.alone || (term.bound && !heads(&read.tokens, term, language)) {
        return None;
    }
    let turned = if refused(&read.tokens, term.from, language) {
        -1
    } else {
        1
    };
    Some(Evidence {
        unit,
        sign: term.sign * turned,
        explicit: false,
        beside: beside(&read.tokens, term),
        head: true,
        span,
    })
}

/// "Une patinoire couverte": a unit that makes no claim and opens on a thing with an
/// indefinite article, nothing told of it. All its stems are in `beside`.
fn bare_wish(unit: usize, read: &Read, language: Language) -> Option<Evidence> {
    let tokens = &read.tokens;
    let article = language.choose(&["un", "une", "des"][..], &["a", "an", "some"][..]);
    if !read.claims.is_empty() || !article.contains(&folded(tokens, Some(0))) || told(tokens, 1) {
        return None;
    }
    let named = thing(tokens, 1, language)?;
    let (first, last) = (*named.core.first()?, *named.core.last()?);
    Some(Evidence {
        unit,
        sign: 1,
        explicit: false,
        beside: named.core.iter().map(|i| tokens[*i].stem.clone()).collect(),
        head: false,
        span: Span {
            start: tokens[first].start,
            end: tokens[last].end,
        },
    })
}

/// True where `stem` is the first word of the thing named.
fn evidence_head(read: &Read, evidence: &Evidence, stem: &str) -> bool {
    read.tokens
        .iter()
        .any(|t| t.start == evidence.span.start && t.stem == stem)
}

/// True where a finite verb tells something between `from` and the end of the sentence.
fn told(tokens: &[Token], from: usize) -> bool {
    let words = [
        "est", "sont", "ont", "va", "vont", "etait", "is", "are", "was", "were", "has", "have",
        "qui", "ne", "n", "c", "it", "isn", "aren", "don", "trop", "too",
    ];
    (from..tokens.len())
        .take_while(|i| tokens[*i].gap != Gap::Stop)
        .any(|i| words.contains(&tokens[i].folded.as_str()))
}

/// A bare wish: the term opens a clause, article apart, and nothing is told of it.
fn heads(tokens: &[Token], term: &Term, language: Language) -> bool {
    let articles = [
        "un", "une", "des", "du", "a", "an", "some", "d", "deux", "trois", "two", "three",
    ];
    let mut first = term.from;
    // In English what kind of thing comes before it: "a summer fair".
    let kinds = language.choose(0, 2);
    while tokens[first].gap == Gap::None
        && first > 0
        && term.from - first < kinds
        && tokens[first - 1].content
    {
        first -= 1;
    }
    let article = tokens[first].gap == Gap::None
        && first > 0
        && articles.contains(&folded(tokens, Some(first - 1)));
    first -= usize::from(article);
    tokens[first].gap != Gap::None && !told(tokens, term.to)
}

/// What a term is said of: the content words just before it, or after "de", in its clause.
fn beside(tokens: &[Token], term: &Term) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    let mut i = term.from;
    while i > 0 && tokens[i].gap == Gap::None && term.from - i < 4 {
        i -= 1;
        let measure = ["minutes", "heures", "heure", "minute", "hours", "hour"]
            .contains(&tokens[i].folded.as_str());
        if is_hollow(&tokens[i].folded) {
            continue;
        }
        if tokens[i].content || measure {
            stems.insert(tokens[i].stem.clone());
        } else if !["de", "d", "a", "la", "le", "les", "des", "of"]
            .contains(&tokens[i].folded.as_str())
        {
            break;
        }
    }
    let mut i = term.to;
    while let Some(token) = tokens
        .get(i)
        .filter(|t| t.gap == Gap::None && i < term.to + 4)
    {
        let link = [
            "de", "d", "des", "du", "la", "le", "les", "l", "sur", "on", "of", "for",
        ];
        if is_hollow(&token.folded) {
            i += 1;
            continue;
        }
        if token.content {
            stems.insert(token.stem.clone());
        } else if !link.contains(&token.folded.as_str()) {
            break;
        }
        i += 1;
    }
    stems
}

/// A negation or refusal within the five words before, in the same clause.
fn refused(tokens: &[Token], at: usize, language: Language) -> bool {
    let words: &[&str] = language.choose(
        &[
            "pas", "non", "jamais", "ni", "rien", "stop", "arretez", "contre", "sans", "aucun",
        ][..],
        &[
            "not", "no", "never", "don", "stop", "against", "without", "isn", "nothing", "down",
            "nor", "ban",
        ][..],
    );
    let mut i = at;
    for _ in 0..5 {
        if i == 0 || tokens[i].gap == Gap::Stop {
            return false;
        }
        i -= 1;
        if words.contains(&folded(tokens, Some(i))) {
            return true;
        }
    }
    false
}
