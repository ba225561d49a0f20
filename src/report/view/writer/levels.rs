//! Families and sub-themes in words, and the debates that a theme holds.

use super::*;
use crate::themes::{Origin, Theme};

impl Writer<'_> {
    /// The themes by family, in the order of the families; one nameless group where there
    /// are none, and a last group for themes of no family.
    pub(super) fn families(&self, question: &QuestionResult) -> Vec<FamilyView> {
        let ranked = self.ranked(question);
        let places = |wanted: &dyn Fn(&ThemeId) -> bool| -> Vec<usize> {
            (0..ranked.len())
                .filter(|place| wanted(&ranked[*place].theme.id))
                .collect()
        };
        let mut groups: Vec<FamilyView> = question
            .families
            .iter()
            .map(|family| FamilyView {
                title: Some(family.title.clone()),
                by_model: family.origin == Origin::Llm,
                // Counted with every copy of a letter: beside figures that count it once,
                // none is given.
                answers: match self.campaigns {
                    CampaignWeight::CountOnce
                        if question.balance.analysed != question.balance.analysed_once =>
                    {
                        0
                    }
                    _ => family.answers,
                },
                themes: places(&|id| family.themes.contains(id)),
            })
            .collect();
        let rest = places(&|id| !question.families.iter().any(|f| f.themes.contains(id)));
        if !rest.is_empty() {
            groups.push(FamilyView {
                title: (!groups.is_empty()).then(|| self.say("family_none", &[])),
                by_model: false,
                answers: 0,
                themes: rest,
            });
        }
        groups
    }

    /// The answers in no theme by nearness, each group under the words it shares.
    pub(super) fn unassigned_groups(&self, question: &QuestionResult) -> Vec<UnassignedView> {
        let listed: HashMap<&AnswerId, usize> = question.unassigned.iter().zip(0..).collect();
        if question.unassigned_groups.is_empty() {
            return vec![UnassignedView {
                heading: None,
                count: question.unassigned.len(),
                places: (0..question.unassigned.len()).collect(),
            }];
        }
        question
            .unassigned_groups
            .iter()
            .map(|group| {
                let words = group.words.join(" · ");
                let key = match (group.isolated, group.words.is_empty()) {
                    (true, _) => "unassigned_isolated",
                    (_, true) => "unassigned_near",
                    _ => "unassigned_about",
                };
                let places = group
                    .answers
                    .iter()
                    .filter_map(|id| listed.get(id).copied());
                UnassignedView {
                    heading: Some(self.say(key, &[("words", &words)])),
                    count: group.answers.len(),
                    places: places.collect(),
                }
            })
            .collect()
    }

    pub(super) fn sub_themes(&self, question: &QuestionResult, theme: &Theme) -> Vec<SubThemeView> {
        let id = &question.question.id.0;
        theme
            .sub_themes
            .iter()
            .map(|sub| SubThemeView {
                title: sub.title.clone(),
                count: sub.answers.len(),
                members: sub.answers.iter().map(|a| answer_link(id, a)).collect(),
            })
            .collect()
    }

    pub(super) fn debates_of(&self, question: &QuestionResult, theme: &Theme) -> Vec<DebateNote> {
        question
            .findings
            .oppositions
            .iter()
            .enumerate()
            .filter(|(_, opposition)| opposition.theme.as_ref() == Some(&theme.id))
            .map(|(place, opposition)| DebateNote {
                link: LinkView {
                    name: opposition.object.clone(),
                    anchor: finding_anchor(question, "debate", place),
                },
                favour: opposition.favour.len(),
                against: opposition.against.len(),
            })
            .collect()
    }
}
