//! From places to the map of answers: what each mark stands for, and where it leads.

use super::*;
use crate::report::pictures::{AnswerMap, Dot, Kind, Mark, RANKED};

impl Writer<'_> {
    /// Kinds are families where there are some, else themes; by the figure they are ranked
    /// by everywhere.
    pub(super) fn drawn_map(
        &self,
        question: &QuestionResult,
        lang: Option<&'static str>,
    ) -> AnswerMap {
        let (mut kinds, kind_of) = self.kinds(question);
        let other = kinds.len();
        let kind = |key: &str, mark: Mark| Kind {
            title: self.say(key, &[]),
            anchor: None,
            figure: String::new(),
            mark,
        };
        kinds.push(kind("picture_map_other", Mark::Other));
        kinds.push(kind("picture_map_alone", Mark::Alone));
        let by_id = answers_by_id(question);
        let linked = !self.paged && question.map.len() <= self.linked_at_most;
        let dots = question.map.iter().map(|place| {
            let main = by_id
                .get(&place.answer)
                .and_then(|answer| answer.themes.first());
            Dot {
                x: place.x,
                y: place.y,
                kind: main.map_or(other + 1, |theme| *kind_of.get(theme).unwrap_or(&other)),
                link: linked.then(|| self.dot_link(question, &place.answer)),
            }
        });
        let dots: Vec<Dot> = dots.collect();
        // Kinds without any mark leave the key; those that stay are counted.
        let mut places = vec![0; kinds.len()];
        let mut kept = Vec::new();
        for (place, mut kind) in kinds.into_iter().enumerate() {
            let count = dots.iter().filter(|dot| dot.kind == place).count();
            places[place] = kept.len();
            if count > 0 {
                kind.figure = self.figure(count);
                kept.push(kind);
            }
        }
        AnswerMap {
            id: format!("{}-map", question.question.id.0.to_lowercase()),
            title: self.say("picture_map", &[("id", &question.question.id.0)]),
            caption: self.map_caption(question),
            lang,
            kinds: kept,
            dots: dots
                .into_iter()
                .map(|dot| Dot {
                    kind: places[dot.kind],
                    ..dot
                })
                .collect(),
        }
    }

    fn map_caption(&self, question: &QuestionResult) -> String {
        let shown = self.counted(question.map.len(), "answer");
        let all = self.figure(question.answers.len());
        let count = match question.map.len() == question.answers.len() {
            true => self.say("picture_map_all", &[("shown", &shown)]),
            false => self.say("picture_map_drawn", &[("shown", &shown), ("all", &all)]),
        };
        let marks = match question.families.is_empty() {
            true => "picture_map_themes",
            false => "picture_map_families",
        };
        let how = self.say("picture_map_how", &[]);
        format!("{count} {} {how}", self.say(marks, &[]))
    }

    /// The kinds that have a mark of their own, and the kind of each theme in them.
    fn kinds<'q>(&self, question: &'q QuestionResult) -> (Vec<Kind>, HashMap<&'q ThemeId, usize>) {
        let mut kinds = Vec::new();
        let mut kind_of = HashMap::new();
        let mut add = |title: &str, anchor: Option<String>, themes: &[&'q ThemeId]| {
            kind_of.extend(themes.iter().map(|theme| (*theme, kinds.len())));
            kinds.push(Kind {
                title: title.to_owned(),
                anchor,
                figure: String::new(),
                mark: Mark::Ranked(kinds.len()),
            });
        };
        if question.families.is_empty() {
            for theme in self.ranked(question).into_iter().take(RANKED) {
                let anchor = theme_link(theme).anchor;
                add(&theme.theme.title, Some(anchor), &[&theme.theme.id]);
            }
        } else {
            for family in question.families.iter().take(RANKED) {
                let themes: Vec<&ThemeId> = family.themes.iter().collect();
                let theme = |id: &ThemeId| question.themes.iter().find(|t| t.theme.id == *id);
                // A family of one theme is that theme.
                match (themes.as_slice(), themes.first().and_then(|id| theme(id))) {
                    ([_], Some(theme)) => {
                        let anchor = theme_link(theme).anchor;
                        add(&theme.theme.title, Some(anchor), &themes);
                    }
                    _ => add(&family.title, None, &themes),
                }
            }
        }
        (kinds, kind_of)
    }

    fn dot_link(&self, question: &QuestionResult, answer: &AnswerId) -> (String, String) {
        let link = answer_link(&question.question.id.0, answer);
        let name = self.say("answer_link", &[("name", &link.name)]);
        (link.anchor, name)
    }
}
