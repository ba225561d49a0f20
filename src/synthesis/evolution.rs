//! What became of the themes known beforehand: those kept, those founded, those nobody
//! speaks of any more, and how each moved since an earlier result. Data only; the figures
//! are computed in `pipeline`.

use serde::{Deserialize, Serialize};

use crate::themes::ThemeId;
use crate::themes::known::KnownTheme;

/// How the answers were coded by themes known beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnchorRecord {
    /// Where the themes come from: an earlier report, a codebook; none for a review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Themes known beforehand.
    pub themes: usize,
    /// Analysed answers whose themes were known and stay.
    pub kept: usize,
    /// Other analysed answers, in themes known beforehand.
    pub joined: usize,
    /// Themes that were not known beforehand, in the order of the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub founded: Vec<ThemeId>,
    /// Known themes that no answer holds today, in the order of their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<KnownTheme>,
    /// Ids that must not be given to another theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<ThemeId>,
}

/// How the themes of a question moved since an earlier result.
///
/// The earlier answers are compared with the newcomers: today's answers that were not
/// there then with the same id and text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evolution {
    /// Name of the earlier report or file.
    pub since: String,
    /// Answers analysed then.
    pub before: usize,
    /// Answers analysed now.
    pub now: usize,
    /// Of those of now, already there then, word for word.
    pub already: usize,
    /// Every theme of today in the order of the result, then those that vanished.
    pub themes: Vec<ThemeEvolution>,
    /// Themes that a fresh grouping of today's answers puts together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Merged>,
    /// Themes that a fresh grouping of today's answers cuts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<Split>,
}

/// How one theme moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeEvolution {
    /// The theme.
    pub theme: ThemeId,
    /// Its title, today's where it still has answers.
    pub title: String,
    /// Answers that held it then, of [`Evolution::before`].
    pub before: usize,
    /// Answers that hold it now, of [`Evolution::now`].
    pub now: usize,
    /// Of those of now, already there then, whatever their theme was.
    pub already: usize,
    /// What became of it.
    pub change: Change,
    /// Where its newcomers lie elsewhere than its earlier answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
}

/// What became of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Its share did not move more than chance would move it.
    Kept,
    /// Newcomers hold it more often than earlier answers did, beyond chance.
    Grown,
    /// Newcomers hold it less often than earlier answers did, beyond chance.
    Faded,
    /// It was not there.
    New,
    /// No answer holds it today.
    Vanished,
}

/// A theme whose newcomers say something else than its earlier answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Drift {
    /// Newcomers compared.
    pub newcomers: usize,
    /// Per cent of similarity between the centre of the newcomers and that of the earlier
    /// answers.
    pub similarity: u8,
    /// The same between as many earlier answers drawn by lot and the others: the lowest
    /// of the draws.
    pub expected: u8,
}

/// Themes that a fresh grouping puts together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Merged {
    /// The themes, the one with most answers in the fresh group first: two or more.
    pub themes: Vec<ThemeId>,
    /// Per cent of the answers of each theme that are in the fresh group.
    pub shares: Vec<u8>,
    /// Answers of the fresh group.
    pub answers: usize,
}

/// A theme that a fresh grouping cuts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Split {
    /// The theme.
    pub theme: ThemeId,
    /// The parts, the largest first: two or more.
    pub parts: Vec<SplitPart>,
}

/// A part of a theme in a fresh grouping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SplitPart {
    /// The fresh group's title, taken from the answers.
    pub title: String,
    /// Answers of the theme in it.
    pub answers: usize,
    /// The same in per cent of the theme's answers.
    pub share: u8,
}
