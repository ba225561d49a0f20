//! Which theme a cell means: by its id, by its title, or a new one.

use std::collections::HashMap;

use super::super::check::same;
use super::super::{Fault, Target};
use super::clean;
use crate::report::review_workbook::forms::essence;
use crate::synthesis::QuestionResult;
use crate::themes::ThemeId;

/// Two titles more alike than this may be one, mistyped (normalised Levenshtein).
const ALIKE: f64 = 0.8;

/// The themes of one question as cells name them.
pub(super) struct Titles<'a> {
    question: &'a QuestionResult,
    /// New titles that the review gives to themes.
    renamed: &'a HashMap<ThemeId, String>,
    by_id: HashMap<&'a str, &'a str>,
    by_title: HashMap<String, Vec<&'a ThemeId>>,
}

impl<'a> Titles<'a> {
    pub fn new(question: &'a QuestionResult, renamed: &'a HashMap<ThemeId, String>) -> Titles<'a> {
        let mut by_title: HashMap<String, Vec<&ThemeId>> = HashMap::new();
        let mut by_id = HashMap::new();
        for theme in question.themes.iter().map(|t| &t.theme) {
            by_id.insert(theme.id.0.as_str(), theme.title.as_str());
            let titles = std::iter::once(&theme.title).chain(renamed.get(&theme.id));
            for title in titles.map(|title| key(title)) {
                let ids = by_title.entry(title).or_default();
                if !ids.contains(&&theme.id) {
                    ids.push(&theme.id);
                }
            }
        }
        Titles {
            question,
            renamed,
            by_id,
            by_title,
        }
    }

    /// The theme a cell names.
    pub fn target(&self, said: &str) -> Result<Target, Fault> {
        let said = clean(said);
        let (first, rest) = said.split_once(' ').unwrap_or((said.as_str(), ""));
        let first = first.trim_end_matches([':', ',', '-', '–']);
        if let Some(title) = self.by_id.get(first) {
            let theme = ThemeId(first.to_owned());
            let new = self.renamed.get(&theme);
            let named = [Some(*title), new.map(String::as_str)];
            // The id says which one it is; the title only tells a slip of the hand, whatever
            // a spreadsheet does to spaces and marks.
            let letters = |title: &str| same(&essence(title));
            let fits = named
                .into_iter()
                .flatten()
                .any(|t| letters(t) == letters(rest));
            return match rest.is_empty() || fits {
                true => Ok(Target::Theme(theme)),
                false => Err(Fault::OtherTitle {
                    theme,
                    title: (*title).to_owned(),
                }),
            };
        }
        if looks_like_id(first, &self.question.question.id.0) {
            return Err(Fault::UnknownTheme(said));
        }
        match self.by_title.get(&key(&said)).map(Vec::as_slice) {
            Some([one]) => Ok(Target::Theme((*one).clone())),
            Some(_) => Err(Fault::SeveralThemes(said)),
            None => Ok(Target::New(said)),
        }
    }

    /// The title of a theme nearly called so.
    pub fn near(&self, title: &str) -> Option<&'a str> {
        let titles = self.question.themes.iter().map(|t| t.theme.title.as_str());
        let mut near = titles.filter(|other| is_near(title, other));
        near.next()
    }
}

/// A title by which themes are told apart, as a cell can hold it.
fn key(title: &str) -> String {
    same(&clean(title))
}

/// True for titles that may be the same, mistyped.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    one != other && strsim::normalized_levenshtein(&one, &other) >= ALIKE
}

/// True for `Q1-T99`, also of another question.
fn looks_like_id(word: &str, question: &str) -> bool {
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    word.rsplit_once("-T").is_some_and(|(of, number)| {
        let other = of.strip_prefix('Q').is_some_and(is_number);
        (of == question || other) && is_number(number)
    })
}
