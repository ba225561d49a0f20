//! Themes that are known before the answers are read: those of an earlier result, of a
//! review by people, of a codebook. New answers join them or found new ones.

use serde::{Deserialize, Serialize};

use super::findings::Passage;
use super::{Origin, ThemeId};
use crate::answers::AnswerId;
use crate::words::single_spaced;

/// The themes known for one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownThemes {
    /// The question's text, by which it is found again.
    pub question: String,
    /// The themes, in the order of their ids. A theme without answers may still be named.
    pub themes: Vec<KnownTheme>,
    /// Answers whose themes are known.
    pub answers: Vec<KnownAnswer>,
    /// Passages of weak signals that people retained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retained: Vec<Passage>,
    /// Ids that once were given and must not be given to another theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<ThemeId>,
    /// Families of the themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<KnownFamily>,
    /// Parts of the themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subs: Vec<KnownSub>,
    /// Where they come from, as a reader is told: a codebook's file, an earlier report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A sub-theme that keeps its id and its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSub {
    /// Its id.
    pub id: ThemeId,
    /// The theme it is part of.
    pub theme: ThemeId,
    /// Its title.
    pub title: String,
    /// Known answers that hold it.
    pub answers: Vec<AnswerId>,
}

/// A family that keeps its id and its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFamily {
    /// Its id.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// Who made the title.
    pub origin: Origin,
    /// The title taken from the answers, where another replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extractive_title: Option<String>,
}

/// A theme that keeps its id and its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KnownTheme {
    /// Its id.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// Who made the title.
    pub origin: Origin,
    /// The title taken from the answers, where another replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extractive_title: Option<String>,
    /// What it covers, in a codebook's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The family it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<ThemeId>,
}

/// An answer whose themes are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAnswer {
    /// The answer.
    pub id: AnswerId,
    /// Its text, masked: an answer that says something else today is read again.
    pub text: String,
    /// Its themes, the main one first; none when it is in none.
    pub themes: Vec<ThemeId>,
    /// True when a person put it there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
}

/// The text by which an answer is found again in another result: what stands for a person
/// may be numbered otherwise there.
pub fn same_text(text: &str) -> String {
    let mut masked = false;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        masked = (masked || c == '[') && c != ']';
        if !(masked && c.is_ascii_digit()) {
            kept.push(c);
        }
    }
    single_spaced(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_whatever_the_number_of_a_person() {
        let one = same_text("Merci à [personne 3] pour  les 2 bancs");
        assert_eq!(one, same_text("Merci à [personne 12] pour les 2 bancs"));
        assert_ne!(one, same_text("Merci à [personne 3] pour les 3 bancs"));
    }
}
