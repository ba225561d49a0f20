//! The checks of levels and findings: every answer named exists, every passage lies on
//! character boundaries of its answer, every figure can be counted again.

use std::collections::{HashMap, HashSet};

use super::check::Audit;
use super::{AnswerRecord, FindingKind, QuestionResult, State, Status};
use crate::answers::AnswerId;
use crate::themes::ThemeId;
use crate::themes::findings::Passage;

type ById<'a> = HashMap<&'a AnswerId, &'a AnswerRecord>;

impl Audit {
    /// Answers in no theme: each in the list, and once in the groups where there are some.
    pub(super) fn unassigned(&mut self, question: &QuestionResult, by_id: &ById<'_>) {
        let place = question.question.id.0.as_str();
        let listed: HashSet<&AnswerId> = question.unassigned.iter().collect();
        for id in &question.unassigned {
            if by_id.get(id).is_none_or(|answer| !answer.themes.is_empty()) {
                self.reference(place, &id.0);
            }
        }
        if question.unassigned_groups.is_empty() {
            return;
        }
        let mut seen: HashSet<&AnswerId> = HashSet::new();
        for id in question.unassigned_groups.iter().flat_map(|g| &g.answers) {
            if !listed.contains(id) || !seen.insert(id) {
                self.reference(place, &id.0);
            }
        }
        self.count(
            place,
            ("non classées, par proximité", "unassigned, by nearness"),
            seen.len(),
            listed.len(),
        );
    }

    /// Sub-themes lie in their theme, families are made of themes and counted once, and a
    /// model that coded answers coded all or left them as they were.
    pub(super) fn levels(&mut self, question: &QuestionResult, by_id: &ById<'_>) {
        if let Some(coding) = &question.grouping.coding {
            let what = ("réponses codées ou gardées", "answers coded or kept");
            let written = coding.by_model + coding.kept;
            self.count(
                &question.question.id.0,
                what,
                written,
                question.answers.len(),
            );
        }
        let mut carried = 0;
        for theme in question.themes.iter().map(|result| &result.theme) {
            for sub in &theme.sub_themes {
                carried += sub.answers.len();
                for id in &sub.answers {
                    let holds = by_id.get(id).is_some_and(|answer| {
                        answer.themes.contains(&theme.id) && answer.sub_themes.contains(&sub.id)
                    });
                    if !holds {
                        self.reference(&sub.id.0, &id.0);
                    }
                }
            }
        }
        let written: usize = question.answers.iter().map(|a| a.sub_themes.len()).sum();
        self.count(
            &question.question.id.0,
            ("appartenances aux sous-thèmes", "sub-theme memberships"),
            carried,
            written,
        );
        let mut seen: HashSet<&ThemeId> = HashSet::new();
        for family in &question.families {
            let themes: HashSet<&ThemeId> = family.themes.iter().collect();
            for theme in &family.themes {
                let known = question.themes.iter().any(|t| t.theme.id == *theme);
                if !known || !seen.insert(theme) {
                    self.reference(&family.id.0, &theme.0);
                }
            }
            let answers = question
                .answers
                .iter()
                .filter(|answer| answer.themes.iter().any(|theme| themes.contains(theme)))
                .count();
            let what = ("réponses", "answers");
            self.count(&family.id.0, what, family.answers, answers);
        }
    }

    /// Alerts, weak signals, oppositions, contradictions and leads.
    pub(super) fn findings(&mut self, question: &QuestionResult, by_id: &ById<'_>) {
        let place = question.question.id.0.as_str();
        let found = &question.findings;
        for alert in &found.alerts {
            self.passage(place, &alert.passage, by_id);
        }
        for contradiction in &found.contradictions {
            self.passage(place, &contradiction.passage, by_id);
        }
        for opposition in &found.oppositions {
            for passage in opposition.favour.iter().chain(&opposition.against) {
                self.passage(place, passage, by_id);
            }
            if let Some((one, other)) = &opposition.between {
                let sides = [(one, &opposition.favour), (other, &opposition.against)];
                for (theme, side) in sides {
                    if one == other || !mostly_in(question, theme, side) {
                        self.reference(place, &theme.0);
                    }
                }
            }
        }
        for apart in &found.themes_apart {
            let pair = HashSet::from([&apart.themes.0, &apart.themes.1]);
            let stands = |at: &usize| {
                let between = found.oppositions.get(*at).and_then(|o| o.between.as_ref());
                between.is_some_and(|(one, other)| HashSet::from([one, other]) == pair)
            };
            let places: HashSet<&usize> = apart.oppositions.iter().collect();
            if places.len() < 2 || !apart.oppositions.iter().all(stands) {
                self.reference(place, &apart.themes.0.0);
            }
        }
        for signal in &found.weak_signals {
            for mention in &signal.mentions {
                let passage = Passage {
                    answer: mention.answer.clone(),
                    span: mention.span,
                };
                self.passage(place, &passage, by_id);
            }
        }
        for lead in &found.leads {
            let mut answers: HashSet<&AnswerId> = HashSet::new();
            for passage in &lead.passages {
                self.passage(place, passage, by_id);
                answers.insert(&passage.answer);
            }
            if !lead.passages.contains(&lead.passage) {
                self.reference(place, &lead.passage.answer.0);
            }
            self.count(
                place,
                ("réponses d'une piste", "answers of a lead"),
                lead.criteria.answers,
                answers.len(),
            );
        }
        self.statuses(question);
    }

    /// What people decided is about what there is, once, and signed; a theme that does not
    /// stand is no theme: it cannot be dismissed.
    fn statuses(&mut self, question: &QuestionResult) {
        let place = question.question.id.0.as_str();
        let signed = |status: &Status| !status.by.trim().is_empty() && !status.on.is_empty();
        for result in &question.themes {
            let status = result.status.as_ref();
            if status.is_some_and(|s| s.state == State::Dismissed || !signed(s)) {
                self.reference(&result.theme.id.0, "status");
            }
        }
        let kinds = [FindingKind::Alert, FindingKind::Signal, FindingKind::Lead];
        for kind in kinds {
            let of_kind = question.statuses.iter().filter(|s| s.kind == kind);
            let mut free: Vec<Passage> = match of_kind.clone().next() {
                Some(_) => question
                    .readable(kind)
                    .into_iter()
                    .map(|f| f.passage)
                    .collect(),
                None => Vec::new(),
            };
            for found in of_kind {
                let stands = free.iter().position(|passage| *passage == found.passage);
                match stands.filter(|_| signed(&found.status)) {
                    Some(at) => drop(free.swap_remove(at)),
                    None => self.reference(place, &found.passage.answer.0),
                }
            }
        }
    }

    fn passage(&mut self, place: &str, passage: &Passage, by_id: &ById<'_>) {
        self.checked.quotes += 1;
        let span = passage.span;
        let stands = by_id
            .get(&passage.answer)
            .and_then(|answer| answer.text.get(span.start..span.end))
            .is_some_and(|text| !text.is_empty());
        if !stands {
            self.reference(place, &passage.answer.0);
        }
    }
}

/// True where more than half of the passages are ideas of the theme.
fn mostly_in(question: &QuestionResult, id: &ThemeId, side: &[Passage]) -> bool {
    let Some(result) = question.themes.iter().find(|t| t.theme.id == *id) else {
        return false;
    };
    let members = &result.theme.members;
    let ideas: HashSet<(&AnswerId, usize, usize)> = members
        .iter()
        .flat_map(|m| m.units.iter().map(move |u| (&m.answer, u.start, u.end)))
        .collect();
    let inside = side
        .iter()
        .filter(|p| ideas.contains(&(&p.answer, p.span.start, p.span.end)))
        .count();
    2 * inside > side.len()
}
