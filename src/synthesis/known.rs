//! An earlier result, seen as what a later run knows beforehand.

use super::QuestionResult;
use crate::themes::ThemeId;
use crate::themes::known::{KnownAnswer, KnownFamily, KnownSub, KnownTheme, KnownThemes};

impl QuestionResult {
    /// The themes and the coding of this result, for a later run to keep. Themes that no
    /// answer holds any more stay named, so that their ids are never given again.
    pub fn known(&self) -> KnownThemes {
        let family_of = |theme: &ThemeId| {
            let mut families = self.families.iter();
            let family = families.find(|family| family.themes.contains(theme));
            family.map(|family| family.id.clone())
        };
        let held = self.themes.iter().map(|result| KnownTheme {
            id: result.theme.id.clone(),
            title: result.theme.title.clone(),
            origin: result.theme.origin,
            extractive_title: result.theme.extractive_title.clone(),
            description: String::new(),
            family: family_of(&result.theme.id),
        });
        let anchored = self.grouping.anchored.as_ref();
        let unused = anchored.iter().flat_map(|record| &record.unused).cloned();
        let mut themes: Vec<KnownTheme> = held.chain(unused).collect();
        themes.sort_by(|a, b| a.id.cmp(&b.id));
        KnownThemes {
            retained: Vec::new(),
            question: self.question.text.clone(),
            themes,
            answers: self
                .answers
                .iter()
                .map(|answer| KnownAnswer {
                    id: answer.id.clone(),
                    text: answer.text.clone(),
                    themes: answer.themes.clone(),
                    by_hand: false,
                })
                .collect(),
            retired: anchored.map_or(Vec::new(), |record| record.retired.clone()),
            families: self
                .families
                .iter()
                .map(|family| KnownFamily {
                    id: family.id.clone(),
                    title: family.title.clone(),
                    origin: family.origin,
                    extractive_title: family.extractive_title.clone(),
                })
                .collect(),
            subs: self
                .themes
                .iter()
                .flat_map(|result| {
                    let theme = &result.theme;
                    theme.sub_themes.iter().map(|sub| KnownSub {
                        id: sub.id.clone(),
                        theme: theme.id.clone(),
                        title: sub.title.clone(),
                        answers: sub.answers.clone(),
                    })
                })
                .collect(),
            source: None,
        }
    }
}
