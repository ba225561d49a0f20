//! Names as other tools take them: ASCII letters and digits, each thing its own.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::words::{Lexicon, fold, words};

/// Longest compact name, in characters.
const COMPACT: usize = 24;

/// Names given so far: the same thing has one name, two things never share one, capitals
/// aside.
pub(super) struct Names {
    given: HashMap<String, String>,
    taken: BTreeSet<String>,
    /// The last number given to a proposed name.
    last: HashMap<String, usize>,
    before_number: &'static str,
}

impl Names {
    /// None given yet; `before_number` stands before the number of a name that is taken.
    pub(super) fn new(before_number: &'static str) -> Names {
        Names {
            given: HashMap::new(),
            taken: BTreeSet::new(),
            last: HashMap::new(),
            before_number,
        }
    }

    /// The name of `thing`; where it has none yet, the one proposed, numbered from 2 where it
    /// is taken.
    pub(super) fn of(&mut self, thing: &str, proposed: impl FnOnce() -> String) -> String {
        if let Some(name) = self.given.get(thing) {
            return name.clone();
        }
        let proposed = match proposed() {
            name if name.is_empty() => "x".to_owned(),
            name => name,
        };
        let mut name = proposed.clone();
        // Where many things have one name, the search goes on from the last number given.
        let last = self.last.entry(proposed.to_ascii_lowercase()).or_insert(1);
        let mut number = *last;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            number += 1;
            name = format!("{proposed}{}{number}", self.before_number);
        }
        *last = number;
        self.given.insert(thing.to_owned(), name.clone());
        name
    }
}

/// ASCII letters and digits without accents, runs of all else as one `_`; capitals stay.
/// `R-0042` is `R_0042`. Empty where a text has none.
pub(super) fn slug(text: &str, longest: usize) -> String {
    let mut name = String::new();
    let mut gap = false;
    let plain = text
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    for c in plain {
        let letters: &str = match c {
            'œ' => "oe",
            'æ' => "ae",
            'Œ' => "OE",
            'Æ' => "AE",
            'ß' => "ss",
            c if c.is_ascii_alphanumeric() => &c.to_string(),
            _ => {
                gap = true;
                continue;
            }
        };
        let gap_here = gap && !name.is_empty();
        if name.len() + letters.len() + usize::from(gap_here) > longest {
            break;
        }
        if gap_here {
            name.push('_');
        }
        gap = false;
        name.push_str(letters);
    }
    name
}

/// The first content words of a title as one word, a capital for each after the first:
/// `Dans quel quartier habitez-vous ?` is `quartierHabitez`. Begins with a letter.
pub(super) fn compact(title: &str, lexicon: &Lexicon) -> String {
    let all: Vec<String> = words(title)
        .into_iter()
        .map(|w| slug(&w.folded, COMPACT))
        .collect();
    let telling: Vec<&String> = all.iter().filter(|w| lexicon.is_content(w)).collect();
    let chosen = match telling.is_empty() {
        true => all.iter().collect(),
        false => telling,
    };
    let mut name = String::new();
    for word in chosen {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if name.len() + word.len() > COMPACT {
            break;
        }
        match name.is_empty() {
            true => name.push_str(&word),
            false => {
                let (first, rest) = word.split_at(word.len().min(1));
                name.push_str(&first.to_ascii_uppercase());
                name.push_str(rest);
            }
        }
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert(0, 'v');
    }
    name
}

/// [`slug`] in lower case: a value.
pub(super) fn value(text: &str, longest: usize) -> String {
    slug(&fold(text), longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn names_are_plain_and_apart() {
        assert_eq!(slug("R-0042", 99), "R_0042");
        assert_eq!(value(" Cœur de ville (Nord) ", 99), "coeur_de_ville_nord");
        assert_eq!(value("été *à* $ la plage", 8), "ete_a_la");
        assert_eq!(value("北京 🚲", 9), "");
        let lexicon = Lexicon::new(Language::French);
        let title = "Dans quel quartier habitez-vous ?";
        assert_eq!(compact(title, &lexicon), "quartierHabitez");
        assert_eq!(compact("2 ?", &lexicon), "v2");
        let mut names = Names::new("_");
        let mut of = |thing: &str| names.of(thing, || value(thing, 9));
        assert_eq!(of("La Gare"), "la_gare");
        assert_eq!(of("la gare"), "la_gare_2");
        assert_eq!(of("Gare"), "gare");
        assert_eq!(of("gare"), "gare_2");
        assert_eq!(of("北"), "x");
        assert_eq!(of("La Gare"), "la_gare");
    }
}
