//! Stance: whether a short argument supports or opposes the thing discussed.
//!
//! Cue phrases with weights ("très bonne idée" 3, "inutile" -2), turned over by a negation
//! close before, halved before a "mais" of the same sentence. Says nothing where no cue is.
//! What an argument implies without saying it stays out of reach of word lists: on held-out
//! arguments about digital law a cue is found in two texts of three and leans the right way in
//! two of three of those, so the side of one text is a hint; counted over many it says more.

use std::sync::OnceLock;

use super::Side;
use super::patterns::Patterns;
use super::stance_cues as cues;
use super::tokens::{Gap, Token, tokens};
use crate::language::Language;
use crate::words::Lexicon;

/// Negations reach this many words ahead.
const REACH: usize = 3;

struct Cues {
    weights: Patterns<i32>,
    negations: Patterns<()>,
    contrasts: Patterns<()>,
}

fn cues_of(language: Language) -> &'static Cues {
    static FRENCH: OnceLock<Cues> = OnceLock::new();
    static ENGLISH: OnceLock<Cues> = OnceLock::new();
    let build = |weights, negations, contrasts| Cues {
        weights: Patterns::new(weights),
        negations: Patterns::new(&[((), negations)]),
        contrasts: Patterns::new(&[((), contrasts)]),
    };
    match language {
        Language::French => FRENCH
            .get_or_init(|| build(cues::FRENCH, cues::NEGATIONS_FRENCH, cues::CONTRASTS_FRENCH)),
        Language::English => ENGLISH.get_or_init(|| {
            build(
                cues::ENGLISH,
                cues::NEGATIONS_ENGLISH,
                cues::CONTRASTS_ENGLISH,
            )
        }),
    }
}

/// The side `text` takes on what is discussed, none without evidence or where the evidence
/// is balanced. Cost: linear in the words.
pub fn stance(text: &str, lexicon: &Lexicon) -> Option<Side> {
    Side::of(weight(&tokens(text, lexicon), lexicon.language()))
}

/// The evidence behind a stance: positive for, negative against, 0 without any, in half
/// points. From 6 on it was said outright; below, it is a hint. Cost: linear in the words.
pub fn stance_weight(text: &str, lexicon: &Lexicon) -> i32 {
    weight(&tokens(text, lexicon), lexicon.language())
}

/// The same over words already split.
pub(super) fn weight(tokens: &[Token], language: Language) -> i32 {
    let cues = cues_of(language);
    let (mut total, mut at) = (0, 0);
    while at < tokens.len() {
        match cues.weights.at(tokens, at) {
            Some((length, weight)) => {
                total += scoped(tokens, at, length, weight, cues);
                at += length;
            }
            None => at += 1,
        }
    }
    total
}

fn scoped(tokens: &[Token], at: usize, length: usize, weight: i32, cues: &Cues) -> i32 {
    let negated = negated(tokens, at, &cues.negations);
    let conceded = conceded(tokens, at + length, &cues.contrasts);
    match (negated, conceded) {
        (false, false) => 2 * weight,
        (false, true) => weight,
        // "pas inutile" says less than "utile".
        (true, _) => -weight,
    }
}

fn negated(tokens: &[Token], at: usize, negations: &Patterns<()>) -> bool {
    let mut from = at;
    for _ in 0..REACH {
        if from == 0 || tokens[from].gap != Gap::None {
            break;
        }
        from -= 1;
        if negations.at(tokens, from).is_some() {
            return true;
        }
    }
    false
}

fn conceded(tokens: &[Token], after: usize, contrasts: &Patterns<()>) -> bool {
    (after..tokens.len())
        .take_while(|i| tokens[*i].gap != Gap::Stop)
        .any(|i| contrasts.at(tokens, i).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(text: &str, language: Language) -> Option<Side> {
        stance(text, &Lexicon::new(language))
    }

    #[test]
    fn cues_and_negations() {
        let for_it = [
            "Très bonne idée, à faire vite.",
            "Je suis tout à fait favorable à ce projet",
            "Ce n'est pas inutile",
            "Oui mais avec des horaires adaptés",
            "Indispensable pour les familles",
        ];
        let against = [
            "Je ne suis pas favorable à ce projet",
            "Je suis contre",
            "Totalement inutile et dangereux",
            "Bonne idée mais inapplicable et trop cher",
            "Non à ce projet !",
        ];
        for text in for_it {
            assert_eq!(side(text, Language::French), Some(Side::For), "{text}");
        }
        for text in against {
            assert_eq!(side(text, Language::French), Some(Side::Against), "{text}");
        }
        assert_eq!(side("La salle a deux portes.", Language::French), None);
        assert_eq!(
            side(
                "I strongly oppose this, a waste of money",
                Language::English
            ),
            Some(Side::Against)
        );
        assert_eq!(
            side("It isn't a good idea", Language::English),
            Some(Side::Against)
        );
        assert_eq!(
            side("A great idea, long overdue", Language::English),
            Some(Side::For)
        );
    }
}
