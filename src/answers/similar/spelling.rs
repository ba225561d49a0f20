//! What a word weighs in a comparison, and which spellings are one word.
//!
//! Needs no language: the lists hold French and English words, and a text in another
//! language has all its words count, which only makes fewer texts alike.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::hashing;
use super::wordings::{UNKNOWN, Wordings};

/// What changing a word does to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Nothing: articles, "please".
    Light,
    /// It may say something else.
    Content,
    /// It says something else: numbers, negations, more and less.
    Decisive,
}

/// Letters of the shortest word with a spelling mistake rather than another meaning.
const MISSPELT: usize = 6;
/// Wordings a misspelling is in, at most. In more, it is a word.
const SLIPS: u32 = 2;

/// Words that may come and go: articles, forms of "of" and "to", "is", courtesies.
const LIGHT: &str = "le la les l' un une des du de d' au aux a et en y ce cet cette ces c' s' est \
sont il faut faudrait mon ma mes nos vos svp stp merci bonjour the an of to and is are be there my \
our your please pls thanks thank you hello dear";

/// Words that turn the meaning, beside those with a digit.
const DECISIVE: &str = "pas plus moins non oui sans avec aucun aucune jamais rien ni ne n' contre pour \
trop peu assez stop avant apres tous toutes seul seule seulement mieux pire deux trois quatre cinq \
six sept huit neuf dix no not never none nothing nor more less fewer without with against for too \
don t dont cant cannot wont won before after up down on off in out over under all only enough better \
worse two three four five six seven eight nine ten yes";

/// Beginnings of words that say for or against, more or less, whatever their ending.
const TURNS: &str = "interdi autoris supprim mainten maintien augment baiss redui reduct diminu ferm \
ouvr ouvert oblig facultat gratui payant refus accept oppos favorabl defavorabl soutien souten \
allow remov increas decreas reduc clos open support against lower rais mandator optional free";

/// Weight and spelling of each word of a vocabulary.
pub(super) struct Spelling {
    weights: Vec<Weight>,
    same: Vec<u32>,
}

impl Spelling {
    /// Reads the vocabulary of `wordings`. O(letters of the vocabulary), about 80 bytes
    /// for each letter of it while it works.
    pub fn new(wordings: &Wordings) -> Spelling {
        let light: HashSet<&str> = LIGHT.split_whitespace().collect();
        let decisive: HashSet<&str> = DECISIVE.split_whitespace().collect();
        let turns: Vec<&str> = TURNS.split_whitespace().collect();
        let weigh = |word: &String| match word.as_str() {
            word if light.contains(word) => Weight::Light,
            word if decisive.contains(word) => Weight::Decisive,
            word if word.chars().any(char::is_numeric) => Weight::Decisive,
            word if turns.iter().any(|start| word.starts_with(start)) => Weight::Decisive,
            _ => Weight::Content,
        };
        let weights: Vec<Weight> = wordings.vocabulary.iter().map(weigh).collect();
        let listed = |word: &String| light.contains(&**word) || decisive.contains(&**word);
        let fixed: Vec<bool> = wordings.vocabulary.iter().map(listed).collect();
        let same = same_words(wordings, &fixed);
        Spelling { weights, same }
    }

    /// What changing the word does.
    pub fn weight(&self, word: u32) -> Weight {
        self.weights[word as usize]
    }

    /// One number for all spellings of a word.
    pub fn word(&self, word: u32) -> u32 {
        self.same[word as usize]
    }
}

/// The singular of a content word, or the word: `toilettes` is `toilette`.
fn singular(word: &str) -> &str {
    let short = word.chars().nth(3).is_none() || word.ends_with("ss");
    match word.strip_suffix(['s', 'x']) {
        Some(shorter) if !short => shorter,
        _ => word,
    }
}

/// For each word, the number of the word it is a spelling of: plurals first, then rare
/// words one slip away from a more frequent one.
fn same_words(wordings: &Wordings, fixed: &[bool]) -> Vec<u32> {
    let mut first: HashMap<&str, u32> = HashMap::new();
    let mut same: Vec<u32> = Vec::with_capacity(fixed.len());
    for (number, word) in (0..).zip(&wordings.vocabulary) {
        let form = if fixed[number as usize] {
            word
        } else {
            singular(word)
        };
        same.push(*first.entry(form).or_insert(number));
    }
    let spread = spread(wordings, &same);
    let mut forms: Vec<(&str, u32)> = first
        .into_iter()
        .filter(|(form, number)| may_be_misspelt(form) && !fixed[*number as usize])
        .collect();
    forms.sort_by_key(|(form, number)| (Reverse(spread[*number as usize]), *form));
    let meant = meant(&forms, &spread);
    let mut by_number = vec![UNKNOWN; same.len()];
    for ((_, number), meant) in forms.iter().zip(meant) {
        by_number[*number as usize] = forms[meant].1;
    }
    for number in &mut same {
        if by_number[*number as usize] != UNKNOWN {
            *number = by_number[*number as usize];
        }
    }
    same
}

fn may_be_misspelt(form: &str) -> bool {
    (MISSPELT..=40).contains(&form.chars().count()) && form.chars().all(char::is_alphabetic)
}

/// Wordings that each word is in, counted once for each.
fn spread(wordings: &Wordings, same: &[u32]) -> Vec<u32> {
    let mut spread = vec![0; same.len()];
    let mut own: Vec<u32> = Vec::new();
    for wording in 0..wordings.len() {
        own.clear();
        own.extend(wordings.words(wording).iter().map(|w| same[*w as usize]));
        own.sort_unstable();
        own.dedup();
        own.iter().for_each(|word| spread[*word as usize] += 1);
    }
    spread
}

/// For each form, most frequent first, the form it is a spelling of: itself, or the
/// most frequent one a slip away when it is rare. Candidates share a deletion, as in
/// SymSpell (Garbe 2012).
fn meant(forms: &[(&str, u32)], spread: &[u32]) -> Vec<usize> {
    let mut deletions: Vec<(u64, usize)> = Vec::new();
    for (at, (form, _)) in forms.iter().enumerate() {
        deletions.extend(shortened(form).map(|hash| (hash, at)));
    }
    deletions.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for run in deletions.chunk_by(|a, b| a.0 == b.0) {
        for (index, (_, frequent)) in run.iter().enumerate() {
            let rarer = run[index + 1..].iter().map(|(_, rare)| *rare);
            let rare = rarer.filter(|rare| spread[forms[*rare].1 as usize] <= SLIPS);
            pairs.extend(rare.map(|rare| (rare, *frequent)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut meant: Vec<usize> = (0..forms.len()).collect();
    for (rare, frequent) in pairs {
        let free = meant[rare] == rare && meant[frequent] == frequent;
        if free && one_slip(forms[rare].0, forms[frequent].0) {
            meant[rare] = frequent;
        }
    }
    meant
}

/// Hashes of the form and of the form less one letter other than the first.
fn shortened(form: &str) -> impl Iterator<Item = u64> {
    let letters = form.chars().count();
    (0..letters).map(move |gone| {
        let kept = form.chars().enumerate();
        hashing::characters(
            kept.filter(|(at, _)| gone == 0 || *at != gone)
                .map(|(_, c)| c),
        )
    })
}

/// True when one letter added, lost, changed or two exchanged make one word the other;
/// the first letter, which turns `possible` into `impossible`, never differs.
fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let changed = one.len() == other.len() && one.get(1..) == other.get(1..);
    let exchanged = match (one, other) {
        ([a, b, rest @ ..], [c, d, others @ ..]) => a == d && b == c && rest == others,
        _ => false,
    };
    let lost = one.get(1..) == Some(other);
    let added = other.get(1..) == Some(one);
    same > 0 && (changed || exchanged || lost || added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_but_not_the_first() {
        for (one, other) in [
            ("trotoir", "trottoir"),
            ("eclairgae", "eclairage"),
            ("voiture", "voitura"),
        ] {
            assert!(
                one_slip(one, other) && one_slip(other, one),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("utile", "inutile"),
            ("toiture", "voiture"),
            ("parking", "piste"),
        ] {
            assert!(!one_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn spellings_of_a_word_share_a_number() {
        let texts = [
            "trottoir trottoirs trotoir",
            "un trottoir",
            "la toiture",
            "la voiture",
        ];
        let wordings = Wordings::new(&texts);
        let spelling = Spelling::new(&wordings);
        let number = |word: &str| spelling.word(wordings.read(word)[0]);
        assert_eq!(number("trotoir"), number("trottoirs"));
        assert_ne!(number("toiture"), number("voiture"));
        assert_eq!(spelling.weight(wordings.read("la")[0]), Weight::Light);
    }
}
