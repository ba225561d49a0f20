//! What a review changes, in words.

use std::collections::BTreeMap;

use super::Decision;
use super::base::Base;
use super::coding::Recoded;
use super::gone::Gone;
use crate::answers::AnswerId;
use crate::language::Language;
use crate::report::review_workbook::forms::finding_mark;
use crate::synthesis::{QuestionResult, State};
use crate::themes::ThemeId;

/// Answers that are named in one sentence.
const NAMED: usize = 10;

/// Something that changed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In French.
    pub french: String,
    /// In English.
    pub english: String,
}

impl Change {
    /// In one of the two languages.
    pub fn say(&self, language: Language) -> &str {
        language.choose(&self.french, &self.english)
    }
}

/// What changes in one question.
pub(super) struct Changes<'a> {
    base: &'a Base<'a>,
    question: &'a QuestionResult,
    own: &'a [&'a Decision],
    gone: &'a Gone<'a>,
    recoded: &'a Recoded,
    said: Vec<Change>,
}

impl<'a> Changes<'a> {
    pub fn new(
        base: &'a Base<'a>,
        place: usize,
        own: &'a [&'a Decision],
        gone: &'a Gone<'a>,
        recoded: &'a Recoded,
    ) -> Changes<'a> {
        Changes {
            base,
            question: base.question(place),
            own,
            gone,
            recoded,
            said: Vec::new(),
        }
    }

    pub fn told(mut self) -> Vec<Change> {
        for decision in self.own {
            self.theme(decision);
        }
        self.founded();
        self.moved();
        self.emptied();
        for decision in self.own {
            self.finding(decision);
        }
        self.said
    }

    fn say(&mut self, french: String, english: String) {
        self.said.push(Change { french, english });
    }

    fn title(&self, id: &ThemeId) -> &'a str {
        self.base.theme(id).map_or("", |(_, t)| &t.theme.title)
    }

    fn theme(&mut self, decision: &Decision) {
        let Some(theme) = decision.theme() else {
            return;
        };
        let (id, title) = (&theme.0, self.title(theme));
        let answers = self.base.theme(theme).map_or(0, |(_, t)| t.answers);
        let (fr, en) = (
            counted(answers, Language::French),
            counted(answers, Language::English),
        );
        match decision {
            Decision::Rename { title: new, .. } => self.say(
                format!("Le thème {id} « {title} » s'appelle maintenant « {new} »."),
                format!("Theme {id} \"{title}\" is now called \"{new}\"."),
            ),
            Decision::Merge { why, .. } => {
                let last = self.gone.last(theme).map_or("", |last| &last.0);
                let because = because(why.as_ref());
                self.say(
                    format!(
                        "Le thème {id} « {title} » est fusionné dans {last} : {fr}{}.",
                        because.0
                    ),
                    format!(
                        "Theme {id} \"{title}\" is merged into {last}: {en}{}.",
                        because.1
                    ),
                );
            }
            Decision::Delete { why, .. } => {
                let answers = self.question.answers.iter().zip(&self.recoded.themes);
                let homeless = answers
                    .filter(|(answer, after)| after.is_empty() && answer.themes.contains(theme));
                let homeless = homeless.count();
                let because = because(why.as_ref());
                self.say(
                    format!("Le thème {id} « {title} » est supprimé : {fr}, dont {homeless} sans aucun thème désormais{}.", because.0),
                    format!("Theme {id} \"{title}\" is deleted: {en}, {homeless} of them without any theme now{}.", because.1),
                );
            }
            Decision::Validate { why, .. } => {
                let because = because(why.as_ref());
                self.say(
                    format!("Le thème {id} « {title} » est validé{}.", because.0),
                    format!("Theme {id} \"{title}\" is validated{}.", because.1),
                );
            }
            Decision::Reopen { .. } => self.say(
                format!("Le thème {id} « {title} » est à relire de nouveau."),
                format!("Theme {id} \"{title}\" is to be read again."),
            ),
            _ => {}
        }
    }

    /// New themes, with where their answers come from.
    fn founded(&mut self) {
        for (id, title) in &self.recoded.founded {
            let mut from: BTreeMap<&str, usize> = BTreeMap::new();
            let mut size = 0;
            for (answer, after) in self.question.answers.iter().zip(&self.recoded.themes) {
                if after.contains(id) {
                    size += 1;
                    let left = answer.themes.iter().filter(|theme| !after.contains(theme));
                    left.for_each(|theme| *from.entry(&theme.0).or_default() += 1);
                }
            }
            let from: Vec<String> = from.iter().map(|(id, n)| format!("{id} ({n})")).collect();
            let from = from.join(", ");
            let (fr, en) = (
                counted(size, Language::French),
                counted(size, Language::English),
            );
            let (de, of) = match from.is_empty() {
                true => (String::new(), String::new()),
                false => (
                    format!(", parties de {from}"),
                    format!(", which leave {from}"),
                ),
            };
            let id = &id.0;
            self.say(
                format!("Nouveau thème {id} « {title} » : {fr}{de}."),
                format!("New theme {id} \"{title}\": {en}{of}."),
            );
        }
    }

    /// Answers moved one by one, those that go the same way together.
    fn moved(&mut self) {
        let mut ways: BTreeMap<(&[ThemeId], &[ThemeId]), Vec<&AnswerId>> = BTreeMap::new();
        let coded = self.recoded.themes.iter().zip(&self.recoded.by_hand);
        for (answer, (after, by_hand)) in self.question.answers.iter().zip(coded) {
            if *by_hand && answer.themes != *after {
                let way = (answer.themes.as_slice(), after.as_slice());
                ways.entry(way).or_default().push(&answer.id);
            }
        }
        for ((before, after), answers) in ways {
            let named: Vec<&str> = answers.iter().take(NAMED).map(|id| id.0.as_str()).collect();
            let more = if answers.len() > NAMED { ", …" } else { "" };
            let named = format!("{}{more}", named.join(", "));
            let id = &self.question.question.id.0;
            let (fr, en) = (
                counted(answers.len(), Language::French),
                counted(answers.len(), Language::English),
            );
            let way = |language: Language| {
                [before, after].map(|themes| match themes.is_empty() {
                    true => language.choose("aucun thème", "no theme").to_owned(),
                    false => {
                        let ids: Vec<&str> = themes.iter().map(|t| t.0.as_str()).collect();
                        ids.join(" + ")
                    }
                })
            };
            let (de, of) = (
                way(Language::French).join(" → "),
                way(Language::English).join(" → "),
            );
            self.say(
                format!("{id}, {fr} à la main : {de} ({named})."),
                format!("{id}, {en} by hand: {of} ({named})."),
            );
        }
    }

    /// Themes that stay without an answer.
    fn emptied(&mut self) {
        for result in &self.question.themes {
            let id = &result.theme.id;
            let holds = |themes: &Vec<ThemeId>| themes.contains(id);
            if !self.gone.is_gone(id) && !self.recoded.themes.iter().any(holds) {
                let title = self.title(id);
                let id = &id.0;
                self.say(
                    format!("Le thème {id} « {title} » n'a plus aucune réponse."),
                    format!("Theme {id} \"{title}\" has no answers left."),
                );
            }
        }
    }

    fn finding(&mut self, decision: &Decision) {
        match decision {
            Decision::Quote {
                theme,
                passage,
                keep,
            } => {
                let (theme, answer) = (&theme.0, &passage.answer.0);
                let (fr, en) = match keep {
                    true => ("gardée", "kept"),
                    false => ("rejetée", "rejected"),
                };
                self.say(
                    format!("{theme}, citation de la réponse {answer} : {fr}."),
                    format!("{theme}, quote of answer {answer}: {en}."),
                );
            }
            Decision::Finding {
                kind,
                passage,
                state,
                why,
                ..
            } => {
                let found = self.question.readable(*kind);
                let place = found.iter().position(|f| f.passage == *passage);
                let mark = finding_mark(self.question, *kind, place.unwrap_or(0));
                let (fr, en) = match state {
                    Some(State::Dismissed) => ("à écarter", "dismissed"),
                    Some(_) => ("à retenir", "retained"),
                    None => ("à relire de nouveau", "to be read again"),
                };
                let (answer, because) = (&passage.answer.0, because(why.as_ref()));
                self.say(
                    format!("{mark} (réponse {answer}) : {fr}{}.", because.0),
                    format!("{mark} (answer {answer}): {en}{}.", because.1),
                );
            }
            _ => {}
        }
    }
}

fn because(why: Option<&String>) -> (String, String) {
    match why {
        Some(why) => (format!(" (« {why} »)"), format!(" (\"{why}\")")),
        None => (String::new(), String::new()),
    }
}

/// `1 réponse`, `12 answers`.
fn counted(count: usize, language: Language) -> String {
    let noun = match language.is_singular(count) {
        true => language.choose("réponse", "answer"),
        false => language.choose("réponses", "answers"),
    };
    format!("{} {noun}", language.number(count))
}
