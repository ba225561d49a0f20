//! Does a rewording keep what matters of a text: negations, numbers, names, conditions,
//! what is asked for? By rule and word list, French and English; no model.
//!
//! It cannot prove that two texts mean the same. It finds what changes a meaning most
//! often when a model rewords: a negation lost, a figure changed, a place left out or
//! added, a condition dropped, a fact turned into a demand. A doubt counts as a change:
//! the quote then stands alone, which harms nobody.

mod demand_words;
mod demands;
mod names;
mod negations;
mod number_words;
mod numbers;
mod people;
mod text;

use crate::language::Language;
use crate::words::Lexicon;

pub(super) use negations::count_negations;
pub(super) use numbers::numbers;
use text::Read;

/// What kind of thing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A negation: `ne … pas`, `sans`, `never`.
    Negation,
    /// More against less, before against after.
    Direction,
    /// A number with its unit, a month or a day.
    Number,
    /// A name, an acronym, a tag that stands for masked data.
    Name,
    /// People concerned: a wheelchair, a child.
    Person,
    /// `si`, `sauf`, `seulement`; `if`, `except`, `only`.
    Condition,
    /// Something asked for, against something told.
    Demand,
}

/// Something that a rewording lost or added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub kind: Kind,
    /// True when the rewording has it and the text has not.
    pub added: bool,
    /// The thing, as written or in its plain form.
    pub what: String,
}

impl Change {
    fn lost(kind: Kind, what: impl Into<String>) -> Change {
        Change {
            kind,
            added: false,
            what: what.into(),
        }
    }

    fn added(kind: Kind, what: impl Into<String>) -> Change {
        Change {
            kind,
            added: true,
            what: what.into(),
        }
    }

    /// In words, for a model that may try again.
    pub fn say(&self, language: Language) -> String {
        let kind = match self.kind {
            Kind::Negation => language.choose("la négation", "the negation"),
            Kind::Direction => language.choose("le sens de", "the direction of"),
            Kind::Number => language.choose("le nombre ou la date", "the number or date"),
            Kind::Name => language.choose("le nom", "the name"),
            Kind::Person => language.choose("la personne concernée", "the person concerned"),
            Kind::Condition => language.choose("la condition", "the condition"),
            Kind::Demand => language.choose("la demande", "the demand"),
        };
        let what = &self.what;
        match self.added {
            false => language.choose(
                format!("il manque {kind} « {what} »"),
                format!("{kind} \"{what}\" is missing"),
            ),
            true => language.choose(
                format!("{kind} « {what} » n'est pas dans le texte"),
                format!("{kind} \"{what}\" is not in the text"),
            ),
        }
    }
}

/// What `reworded` lost of `raw` or added to it; empty when nothing was found. Cost:
/// linear in the words, times the few marks found.
pub fn changes(raw: &str, reworded: &str, lexicon: &Lexicon) -> Vec<Change> {
    let (before, after) = (Read::new(raw, lexicon), Read::new(reworded, lexicon));
    let mut found = negations::changes(&before, &after);
    found.extend(demands::directions(&before, &after));
    found.extend(numbers::changes(&before, &after));
    found.extend(names::changes(&before, &after));
    found.extend(people::changes(&before, &after));
    found.extend(demands::conditions(&before, &after));
    found.extend(demands::changes(&before, &after));
    found
}

#[cfg(test)]
mod tests;
