//! Does a result hold together? Every total is counted again from the members, every
//! quote is compared with the stored answer. On purpose this shares no counting with
//! `assemble`: a check that calls what it checks cannot fail.

use std::collections::{HashMap, HashSet};

use super::difference::Difference;
use super::{
    AnswerRecord, QuestionResult, SCHEMA, Synthesis, ThemeResult, crosstab, distinct_texts,
};
use crate::answers::similar::GroupKind;
use crate::answers::{AnswerId, SetAside};
use crate::error::Error;

/// What was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Figures counted again.
    pub counts: usize,
    /// Quotes compared with their answer.
    pub quotes: usize,
}

impl Synthesis {
    /// Counts everything again. Cost: linear in answers and members.
    pub fn differences(&self) -> (Checked, Vec<Difference>) {
        let mut audit = Audit::default();
        if self.schema != SCHEMA {
            audit.found.push(Difference::Schema {
                found: self.schema.clone(),
            });
        }
        let rows: usize = self.files.iter().map(|file| file.rows).sum();
        audit.count(
            "synthesis.json",
            ("lignes lues", "rows read"),
            self.rows,
            rows,
        );
        let people: HashSet<&str> = self.questions.iter().flat_map(everyone).collect();
        audit.count(
            "synthesis.json",
            ("personnes", "respondents"),
            self.respondents,
            people.len(),
        );
        for question in &self.questions {
            audit.names(question);
            audit.question(question, self.rows, self.provenance.mask_below);
        }
        audit.model(self);
        audit.adaptations(self);
        (audit.checked, audit.found)
    }

    /// Fails with the first differences when the result does not hold together.
    pub fn check(&self) -> Result<Checked, Error> {
        let (checked, found) = self.differences();
        if found.is_empty() {
            return Ok(checked);
        }
        let first: Vec<String> = found
            .iter()
            .take(5)
            .map(|difference| difference.say(self.language))
            .collect();
        Err(Error::Synthesis(first.join("; ")))
    }
}

/// The people behind the rows of a question that are not set aside as a whole.
fn everyone(question: &QuestionResult) -> impl Iterator<Item = &str> {
    let analysed = question.answers.iter().map(|a| a.respondent.as_str());
    let aside = question.set_aside.iter().filter(|a| !a.class.is_of_row());
    analysed.chain(aside.map(|a| a.respondent.as_str()))
}

#[derive(Default)]
pub(super) struct Audit {
    pub(super) checked: Checked,
    found: Vec<Difference>,
}

impl Audit {
    /// Ids become anchors and names of files: they are letters, digits, hyphens and single dots.
    fn names(&mut self, question: &QuestionResult) {
        let plain = |id: &str| {
            let mut letters = id.chars();
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            !id.is_empty() && !id.contains("..") && letters.all(is_plain)
        };
        let themes = question.themes.iter().map(|result| &result.theme);
        let ids = themes.flat_map(|theme| {
            let subs = theme.sub_themes.iter().map(|sub| sub.id.0.as_str());
            std::iter::once(theme.id.0.as_str()).chain(subs)
        });
        let families = question.families.iter().map(|family| family.id.0.as_str());
        let own = std::iter::once(question.question.id.0.as_str());
        for id in own.chain(ids).chain(families).filter(|id| !plain(id)) {
            self.found.push(Difference::Reference {
                place: question.question.id.0.clone(),
                id: id.to_owned(),
            });
        }
    }

    pub(super) fn count(
        &mut self,
        place: &str,
        what: (&'static str, &'static str),
        written: usize,
        counted: usize,
    ) {
        self.checked.counts += 1;
        if written != counted {
            self.found.push(Difference::Count {
                place: place.to_owned(),
                what,
                written,
                counted,
            });
        }
    }

    pub(super) fn reference(&mut self, place: &str, id: &str) {
        self.found.push(Difference::Reference {
            place: place.to_owned(),
            id: id.to_owned(),
        });
    }

    pub(super) fn question(&mut self, question: &QuestionResult, rows: usize, mask_below: usize) {
        let place = question.question.id.0.as_str();
        let balance = &question.balance;
        let in_theme = question
            .answers
            .iter()
            .filter(|answer| !answer.themes.is_empty())
            .count();
        let analysed = question.answers.len();
        let aside = question.set_aside.len();
        let people: HashSet<&str> = question
            .answers
            .iter()
            .map(|answer| answer.respondent.as_str())
            .collect();
        let texts = distinct_texts(question.answers.iter().map(|answer| answer.text.as_str()));
        self.count(place, ("lignes lues", "rows read"), balance.rows, rows);
        self.count(
            place,
            (
                "dans un thème + non classées + mises de côté",
                "in a theme + unassigned + set aside",
            ),
            balance.in_theme
                + balance.unassigned
                + balance.set_aside.iter().map(|(_, n)| n).sum::<usize>(),
            rows,
        );
        self.count(
            place,
            ("réponses analysées", "answers analysed"),
            balance.analysed,
            analysed,
        );
        self.count(
            place,
            ("dans un thème", "in a theme"),
            balance.in_theme,
            in_theme,
        );
        self.count(
            place,
            ("non classées", "unassigned"),
            balance.unassigned,
            analysed - in_theme,
        );
        self.count(
            place,
            ("liste des non classées", "list of unassigned"),
            question.unassigned.len(),
            analysed - in_theme,
        );
        self.count(
            place,
            ("lignes des réponses", "rows of answers"),
            analysed + aside,
            rows,
        );
        self.count(
            place,
            ("personnes", "respondents"),
            balance.respondents,
            people.len(),
        );
        self.count(
            place,
            ("textes distincts", "distinct texts"),
            balance.distinct_texts,
            texts,
        );
        for class in SetAside::ALL {
            let written = balance.set_aside.iter().find(|(c, _)| *c == class);
            let counted = question
                .set_aside
                .iter()
                .filter(|a| a.class == class)
                .count();
            self.count(
                place,
                ("mises de côté", "set aside"),
                written.map_or(0, |(_, n)| *n),
                counted,
            );
        }
        let by_id = self.by_id(question);
        self.unassigned(question, &by_id);
        for theme in &question.themes {
            self.theme(theme, &by_id);
        }
        self.levels(question, &by_id);
        self.findings(question, &by_id);
        self.wording(question, &by_id);
        self.segments(question, &by_id, mask_below);
        self.similar(question, &by_id);
        self.map(question, &by_id);
        let memberships: usize = question.themes.iter().map(|t| t.theme.members.len()).sum();
        let carried: usize = question.answers.iter().map(|a| a.themes.len()).sum();
        self.count(
            place,
            ("appartenances aux thèmes", "theme memberships"),
            memberships,
            carried,
        );
    }

    fn by_id<'a>(
        &mut self,
        question: &'a QuestionResult,
    ) -> HashMap<&'a AnswerId, &'a AnswerRecord> {
        let mut by_id = HashMap::new();
        for answer in &question.answers {
            if by_id.insert(&answer.id, answer).is_some() {
                self.reference(&question.question.id.0, &answer.id.0);
            }
        }
        by_id
    }

    /// The tables by segment, made again from the answers' own values.
    fn segments(
        &mut self,
        question: &QuestionResult,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
        mask_below: usize,
    ) {
        for (index, written) in question.segments.iter().enumerate() {
            let value = |answer: &AnswerRecord| answer.segments.get(index).cloned();
            let values: Vec<String> = question.answers.iter().filter_map(value).collect();
            let texts: Vec<&str> = values.iter().map(String::as_str).collect();
            let base = crosstab::base(&written.title, &texts);
            self.same(&question.question.id.0, &written.title, *written == base);
            for result in &question.themes {
                let counts = base.values.iter().map(|(value, _)| {
                    let members = result.theme.members.iter();
                    members
                        .filter_map(|member| by_id.get(&member.answer))
                        .filter(|answer| answer.segments.get(index) == Some(value))
                        .count()
                });
                let cells = crosstab::mask(counts.collect(), mask_below);
                let table = result.segments.get(index);
                let place = &result.theme.id.0;
                self.same(
                    place,
                    &written.title,
                    table.is_some_and(|t| t.cells == cells),
                );
            }
        }
    }

    /// Groups of answers that share their wording: both counts, and the counts of answers
    /// with each campaign once. An answer is in one group at most.
    fn similar(&mut self, question: &QuestionResult, by_id: &HashMap<&AnswerId, &AnswerRecord>) {
        let place = question.question.id.0.as_str();
        let mut grouped: HashSet<&AnswerId> = HashSet::new();
        let mut campaign_of: HashMap<&AnswerId, usize> = HashMap::new();
        for (index, group) in question.similar.iter().enumerate() {
            let ids = group.answers.members.iter().map(|member| &member.id);
            let members: Vec<&AnswerRecord> = ids
                .clone()
                .filter_map(|id| by_id.get(id).copied())
                .collect();
            let alone = ids.clone().all(|id| grouped.insert(id));
            let model = ids.clone().any(|id| *id == group.answers.model);
            let whole = members.len() == group.answers.members.len() && members.len() > 1;
            self.same(place, &group.answers.model.0, alone && model && whole);
            if group.answers.kind == GroupKind::Campaign {
                campaign_of.extend(ids.map(|id| (id, index)));
            }
            let people: HashSet<&str> = members.iter().map(|a| a.respondent.as_str()).collect();
            let texts = distinct_texts(members.iter().map(|a| a.text.as_str()));
            self.count(
                place,
                ("personnes", "respondents"),
                group.respondents,
                people.len(),
            );
            self.count(
                place,
                ("textes distincts", "distinct texts"),
                group.distinct_texts,
                texts,
            );
        }
        let once = |ids: &mut dyn Iterator<Item = &AnswerId>| {
            let (mut alone, mut campaigns) = (0, HashSet::new());
            for id in ids {
                match campaign_of.get(id) {
                    Some(campaign) => drop(campaigns.insert(*campaign)),
                    None => alone += 1,
                }
            }
            alone + campaigns.len()
        };
        const ONCE: (&str, &str) = (
            "réponses, chaque campagne comptée une fois",
            "answers, each campaign counted once",
        );
        let counted = once(&mut question.answers.iter().map(|a| &a.id));
        self.count(place, ONCE, question.balance.analysed_once, counted);
        for theme in &question.themes {
            let counted = once(&mut theme.theme.members.iter().map(|m| &m.answer));
            self.count(&theme.theme.id.0, ONCE, theme.answers_once, counted);
        }
    }

    fn same(&mut self, place: &str, what: &str, holds: bool) {
        self.checked.counts += 1;
        if !holds {
            self.reference(place, what);
        }
    }

    fn theme(&mut self, result: &ThemeResult, by_id: &HashMap<&AnswerId, &AnswerRecord>) {
        let theme = &result.theme;
        let place = theme.id.0.as_str();
        let mut people = HashSet::new();
        let mut texts = Vec::new();
        let (mut members, mut mains) = (0, 0);
        for member in &theme.members {
            let Some(answer) = by_id.get(&member.answer) else {
                self.reference(place, &member.answer.0);
                continue;
            };
            let carried = answer.themes.iter().position(|id| *id == theme.id);
            if carried.is_none() || (carried == Some(0)) != member.main {
                self.reference(place, &member.answer.0);
            }
            members += 1;
            mains += usize::from(member.main);
            people.insert(answer.respondent.as_str());
            texts.push(answer.text.as_str());
        }
        let texts = distinct_texts(texts.into_iter());
        self.count(place, ("réponses", "answers"), result.answers, members);
        self.count(
            place,
            ("réponses principales", "main answers"),
            result.main_answers,
            mains,
        );
        self.count(
            place,
            ("personnes", "respondents"),
            result.respondents,
            people.len(),
        );
        self.count(
            place,
            ("textes distincts", "distinct texts"),
            result.distinct_texts,
            texts,
        );
        for quote in &theme.quotes {
            self.checked.quotes += 1;
            let stands = by_id.get(&quote.answer).is_some_and(|answer| {
                answer.text.get(quote.span.start..quote.span.end) == Some(quote.text.as_str())
                    && answer.themes.contains(&theme.id)
            });
            if !stands || quote.text.is_empty() {
                self.found.push(Difference::Quote {
                    theme: place.to_owned(),
                    answer: quote.answer.0.clone(),
                });
            }
        }
    }
}
