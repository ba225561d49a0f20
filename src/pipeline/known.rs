//! What is known of a question beforehand, laid out for the grouping: groups, answers whose
//! groups are known, and texts that only give a group its centre and are counted nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::RunSettings;
use crate::answers::{Answer, AnswerId, Answers, QuestionAnswers};
use crate::clusters::anchored::{self, Anchored, Known, KnownSubs};
use crate::clusters::drift::{self, Drifted};
use crate::clusters::{self, Assignment, Corpus, GroupingParameters};
use crate::embeddings::UnitVectors;
use crate::synthesis::AnchorRecord;
use crate::themes::findings::Passage;
use crate::themes::known::{
    KnownAnswer, KnownFamily, KnownSub, KnownTheme, KnownThemes, same_text,
};
use crate::themes::{Theme, ThemeId};
use crate::units::units_by_answer;
use crate::words::{fold, single_spaced};

/// The themes of a question that are known beforehand, and who is known to hold them.
pub(super) struct Anchors {
    themes: Vec<KnownTheme>,
    families: Vec<KnownFamily>,
    retired: Vec<ThemeId>,
    source: Option<String>,
    /// The groups of every answer, today's first, then those of `ghosts`.
    of_answer: Vec<Option<Vec<u32>>>,
    title_of: Vec<Option<u32>>,
    /// Sub-themes and the group each is part of.
    subs: Vec<KnownSub>,
    theme_of_sub: Vec<u32>,
    /// The sub-themes of every answer.
    subs_of: Vec<Option<Vec<u32>>>,
    /// Texts that are not among today's answers.
    ghosts: Vec<String>,
    today: usize,
    /// Today's answers that are known word for word.
    kept: BTreeSet<AnswerId>,
    /// Who was in the earlier result, today's first, then the ghosts; empty where there is
    /// no earlier result.
    was_there: Vec<bool>,
}

/// Names that stay, by group, family and sub-theme.
#[derive(Default)]
pub(super) struct KnownNames<'a> {
    pub groups: Vec<Option<&'a KnownTheme>>,
    pub families: Vec<Option<&'a KnownFamily>>,
    pub subs: &'a [KnownSub],
}

/// The text by which a question is found again.
fn key(text: &str) -> String {
    fold(&single_spaced(text))
}

/// What is known for a question of these: the n-th question with this text finds the n-th
/// set of themes that has it. A codebook may name a question by its id (`Q1`) or none, for
/// any.
pub(super) fn of_question<'k>(
    all: &'k [KnownThemes],
    question: &QuestionAnswers,
    questions: &[QuestionAnswers],
) -> Option<&'k KnownThemes> {
    let text = key(&question.question.text);
    let before = questions
        .iter()
        .take_while(|other| other.question.id != question.question.id)
        .filter(|other| key(&other.question.text) == text)
        .count();
    let mut same = all.iter().filter(|known| key(&known.question) == text);
    let id = &question.question.id.0;
    same.nth(before)
        .or_else(|| all.iter().find(|known| known.question == *id))
        .or_else(|| all.iter().find(|known| known.question.is_empty()))
}

/// The earlier result of a question and its name, where there is one to compare with.
pub(super) fn earlier<'s>(
    settings: &'s RunSettings,
    question: &QuestionAnswers,
    consultation: &Answers,
) -> Option<(&'s str, &'s KnownThemes)> {
    let since = settings.since.as_ref()?;
    let known = of_question(&since.questions, question, &consultation.questions)?;
    Some((&since.name, known))
}

/// The weak signals of a question that people retained.
pub(super) fn retained<'s>(
    settings: &'s RunSettings,
    question: &QuestionAnswers,
    consultation: &Answers,
) -> &'s [Passage] {
    let known = of_question(&settings.known, question, &consultation.questions);
    known.map_or(&[], |known| &known.retained)
}

/// Every id known for any question: none of them may be given anew.
pub(super) fn ids(settings: &RunSettings) -> Vec<ThemeId> {
    let since = settings.since.iter().flat_map(|since| &since.questions);
    let mut ids = BTreeSet::new();
    for known in settings.known.iter().chain(since) {
        ids.extend(known.themes.iter().map(|theme| theme.id.clone()));
        ids.extend(known.families.iter().map(|family| family.id.clone()));
        ids.extend(known.retired.iter().cloned());
    }
    ids.into_iter().collect()
}

impl Anchors {
    /// What the settings know of a question; `None` where they know no theme.
    pub fn of(
        settings: &RunSettings,
        question: &QuestionAnswers,
        consultation: &Answers,
    ) -> Option<Anchors> {
        let questions = &consultation.questions;
        let known = of_question(&settings.known, question, questions);
        let earlier = earlier(settings, question, consultation).map(|(_, known)| known);
        let base = known.or(earlier)?;
        if base.themes.is_empty() {
            return None;
        }
        let mut anchors = Anchors {
            themes: base.themes.clone(),
            families: base.families.clone(),
            retired: base.retired.clone(),
            source: base.source.clone(),
            of_answer: Vec::new(),
            title_of: Vec::new(),
            subs: Vec::new(),
            theme_of_sub: Vec::new(),
            subs_of: Vec::new(),
            ghosts: Vec::new(),
            today: question.answers.kept.len(),
            kept: BTreeSet::new(),
            was_there: Vec::new(),
        };
        if questions.len() > 1 && base.question.is_empty() {
            let prefix = &question.question.id.0;
            let in_question = |id: &mut ThemeId| *id = ThemeId(format!("{prefix}-{}", id.0));
            for theme in &mut anchors.themes {
                in_question(&mut theme.id);
                theme.family.iter_mut().for_each(in_question);
            }
            anchors
                .families
                .iter_mut()
                .for_each(|f| in_question(&mut f.id));
        }
        // Who is known twice is known by what was decided last.
        let more = earlier.filter(|_| known.is_some());
        anchors.place(base, more, &question.answers.kept);
        if let Some(earlier) = earlier {
            anchors.mark(earlier, &question.answers.kept);
        }
        anchors.add_titles();
        Some(anchors)
    }

    /// Finds today's answers among the known ones; the others become ghosts.
    fn place(&mut self, base: &KnownThemes, more: Option<&KnownThemes>, kept: &[Answer]) {
        let number: BTreeMap<&ThemeId, u32> = base.themes.iter().map(|t| &t.id).zip(0..).collect();
        let mut subs_of: BTreeMap<&AnswerId, Vec<u32>> = BTreeMap::new();
        for sub in &base.subs {
            let Some(group) = number.get(&sub.theme) else {
                continue;
            };
            let place = self.subs.len() as u32;
            self.subs.push(sub.clone());
            self.theme_of_sub.push(*group);
            for answer in &sub.answers {
                subs_of.entry(answer).or_default().push(place);
            }
        }
        let subs_of = |answer: &AnswerId| subs_of.get(answer).cloned().unwrap_or_default();
        let mut read: BTreeSet<String> = BTreeSet::new();
        let mut by_id: BTreeMap<(&str, String), (&KnownAnswer, Vec<u32>)> = BTreeMap::new();
        let mut by_text: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let all = base
            .answers
            .iter()
            .chain(more.iter().flat_map(|m| &m.answers));
        for answer in all {
            let mut groups: Vec<u32> = Vec::new();
            for group in answer.themes.iter().filter_map(|id| number.get(id)) {
                if !groups.contains(group) {
                    groups.push(*group);
                }
            }
            let text = same_text(&answer.text);
            let place = (answer.id.0.as_str(), text.clone());
            let found = || (answer, groups.clone());
            by_id.entry(place).or_insert_with(found);
            by_text.entry(text).or_insert(groups);
        }
        for answer in kept {
            let text = same_text(&answer.text);
            let given = by_id.remove(&(answer.id.0.as_str(), text.clone()));
            self.subs_of
                .push(given.as_ref().map(|(known, _)| subs_of(&known.id)));
            let given = given.map(|(_, groups)| groups);
            if given.is_some() {
                self.kept.insert(answer.id.clone());
            }
            let given = given.or_else(|| by_text.get(&text).cloned());
            if given.is_some() {
                read.insert(text);
            }
            self.of_answer.push(given);
            self.title_of.push(None);
        }
        // What one of today's answers says as well is not said twice.
        for ((_, text), (known, groups)) in by_id {
            if !read.contains(&text) {
                self.ghost(&known.text, groups, None);
                if let Some(subs) = self.subs_of.last_mut() {
                    *subs = Some(subs_of(&known.id));
                }
            }
        }
    }

    /// The titles and descriptions of the themes that few answers are known of.
    fn add_titles(&mut self) {
        let mut sizes = vec![0usize; self.themes.len()];
        for group in self.of_answer.iter().flatten().flatten() {
            sizes[*group as usize] += 1;
        }
        let few = |(group, size): (usize, &usize)| (*size < anchored::THIN).then_some(group);
        let few: Vec<usize> = sizes.iter().enumerate().filter_map(few).collect();
        for group in few {
            let theme = &self.themes[group];
            let texts = [theme.title.clone(), theme.description.clone()];
            for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
                self.ghost(&text, vec![group as u32], Some(group as u32));
            }
        }
    }

    fn ghost(&mut self, text: &str, groups: Vec<u32>, title_of: Option<u32>) {
        self.ghosts.push(text.to_owned());
        self.subs_of.push(None);
        self.of_answer.push(Some(groups));
        self.title_of.push(title_of);
    }

    /// Today's answers followed by the ghosts.
    pub fn with_ghosts(&self, kept: &[Answer]) -> Vec<Answer> {
        let Some(any) = kept.first() else {
            return Vec::new();
        };
        let ghosts = self.ghosts.iter().map(|text| Answer {
            text: text.clone(),
            original: None,
            ..any.clone()
        });
        kept.iter().cloned().chain(ghosts).collect()
    }

    /// The groups given to each of today's answers.
    pub fn given(&self) -> &[Option<Vec<u32>>] {
        &self.of_answer[..self.today]
    }

    /// Marks who was in the earlier result; every ghost was.
    fn mark(&mut self, earlier: &KnownThemes, kept: &[Answer]) {
        let then: BTreeSet<(&str, String)> = earlier
            .answers
            .iter()
            .map(|answer| (answer.id.0.as_str(), same_text(&answer.text)))
            .collect();
        let there = kept.iter();
        let there = there.map(|a| then.contains(&(a.id.0.as_str(), same_text(&a.text))));
        self.was_there = there.chain(self.ghosts.iter().map(|_| true)).collect();
    }

    /// The themes whose newcomers lie elsewhere than the answers of the earlier result.
    pub fn drifts(&self, corpus: &Corpus<'_>, anchored: &Anchored) -> BTreeMap<ThemeId, Drifted> {
        if self.was_there.is_empty() {
            return BTreeMap::new();
        }
        let lists = anchored.groups_of_answer.clone();
        let all = clusters::recoded(&anchored.vectors, corpus, anchored.groups, lists, None);
        let units_of = units_by_answer(corpus.answers_of, corpus.answers);
        let of_theme = |(group, theme): (usize, &KnownTheme)| {
            let in_group = |unit: &usize| all.group_of_unit[*unit] == Some(group as u32);
            let answers = self.was_there.iter().enumerate();
            let answers: Vec<(Vec<usize>, bool)> = answers
                .filter(|(answer, _)| all.groups_of_answer[*answer].contains(&(group as u32)))
                .map(|(answer, there)| {
                    let own = units_of[answer].iter().copied().filter(in_group);
                    (own.collect(), !there)
                })
                .collect();
            let drifted = drift::drifted(&anchored.vectors, &answers)?;
            Some((theme.id.clone(), drifted))
        };
        self.themes
            .iter()
            .enumerate()
            .filter_map(of_theme)
            .collect()
    }

    /// The number of the known group that each fresh group is, where every answer is known
    /// and the fresh groups hold the same answers in the same order: then they say more than
    /// what is known, and nothing else.
    fn same_groups(&self, fresh: &Assignment) -> Option<Vec<u32>> {
        let only_titles = self.title_of[self.today..].iter().all(Option::is_some);
        let mut number: Vec<Option<u32>> = vec![None; fresh.groups];
        for (given, found) in self.given().iter().zip(&fresh.groups_of_answer) {
            let given = given.as_ref().filter(|given| given.len() == found.len())?;
            for (known, group) in given.iter().zip(found) {
                if *number[*group as usize].get_or_insert(*known) != *known {
                    return None;
                }
            }
        }
        let number: Vec<u32> = number.into_iter().collect::<Option<_>>()?;
        let different: BTreeSet<&u32> = number.iter().collect();
        (only_titles && different.len() == number.len()).then_some(number)
    }

    /// The known sub-theme that each fresh one is, by its answers.
    fn same_subs(&self, fresh: &Assignment) -> Vec<Option<u32>> {
        fn members<'l>(lists: impl Iterator<Item = &'l Vec<u32>>, subs: usize) -> Vec<Vec<usize>> {
            let mut members = vec![Vec::new(); subs];
            for (answer, list) in lists.enumerate() {
                list.iter()
                    .for_each(|sub| members[*sub as usize].push(answer));
            }
            members
        }
        let none = Vec::new();
        let known = self.subs_of[..self.today].iter();
        let known = members(
            known.map(|list| list.as_ref().unwrap_or(&none)),
            self.subs.len(),
        );
        let found = members(fresh.subs_of_answer.iter(), fresh.theme_of_sub.len());
        let same = |own: &Vec<usize>| known.iter().position(|other| other == own);
        found
            .iter()
            .map(|own| same(own).map(|at| at as u32))
            .collect()
    }

    /// The fresh groups under the names of the known ones, where they are the same, with
    /// what was measured of each.
    pub fn unchanged(
        &self,
        fresh: &Assignment,
        stability: &[f64],
    ) -> Option<(Assignment, Vec<f64>)> {
        let number = self.same_groups(fresh)?;
        let named = |group: &u32| number[*group as usize];
        let place = |id: &ThemeId| self.families.iter().position(|family| family.id == *id);
        let family = |theme: &KnownTheme| theme.family.as_ref().and_then(place).map(|at| at as u32);
        let families: Option<Vec<u32>> = self.themes.iter().map(family).collect();
        let family_of = match fresh.family_of.is_empty() {
            true => Vec::new(),
            false => families?,
        };
        let mut measured = vec![0.0; self.themes.len()];
        for (group, value) in stability.iter().enumerate() {
            measured[number[group] as usize] = *value;
        }
        let assignment = Assignment {
            groups: self.themes.len(),
            group_of_unit: fresh
                .group_of_unit
                .iter()
                .map(|of| of.as_ref().map(named))
                .collect(),
            groups_of_answer: self.given().iter().flatten().cloned().collect(),
            theme_of_sub: fresh.theme_of_sub.iter().map(named).collect(),
            known_sub: self.same_subs(fresh),
            family_of,
            ..fresh.clone()
        };
        let measured = if stability.is_empty() {
            Vec::new()
        } else {
            measured
        };
        Some((assignment, measured))
    }

    /// Places every answer, today's and ghosts, by the plain vectors of all their units.
    pub fn anchored(
        &self,
        plain: &UnitVectors,
        corpus: &Corpus<'_>,
        fresh: &Assignment,
        smallest: usize,
    ) -> Anchored {
        let parted = parts(fresh);
        let known = Known {
            groups: self.themes.len(),
            of_answer: &self.of_answer,
            title_of: &self.title_of,
            fresh: (&parted.0, parted.1.len()),
            part_of: &parted.1,
            smallest,
        };
        anchored::anchored(plain, corpus, &known)
    }

    /// Today's answers in the groups found for them, with the sub-themes and the families
    /// known, or those of the fresh grouping where none are. `all` are today's answers and
    /// the ghosts, `today` today's alone, whose units come first.
    pub fn assignment(
        &self,
        all: &Corpus<'_>,
        today: (&UnitVectors, &Corpus<'_>),
        anchored: &Anchored,
        fresh: &Assignment,
        parameters: &GroupingParameters,
    ) -> Assignment {
        let groups = anchored.groups;
        let lists = anchored.groups_of_answer.clone();
        let mut themes = clusters::recoded(&anchored.vectors, all, groups, lists, None);
        let subs = KnownSubs {
            theme_of: &self.theme_of_sub,
            of_answer: &self.subs_of,
        };
        let mut before = anchored::with_subs(&anchored.vectors, all, &themes, &subs, fresh);
        before.sub_of_unit.truncate(today.0.len());
        before.subs_of_answer.truncate(self.today);
        before.family_of = self.family_of(anchored);
        let count = parameters.families;
        if self.families.is_empty() && count > 0 && groups > count {
            // Nothing known to keep: themes that became many are brought together.
            themes.group_of_unit.truncate(today.0.len());
            before.family_of = clusters::families_of(today.0, &themes.group_of_unit, groups, count);
        }
        let lists = anchored.groups_of_answer[..self.today].to_vec();
        let before = Some((&before, parameters.smallest));
        clusters::recoded(today.0, today.1, groups, lists, before)
    }

    /// The family of each group: its own, else that of the nearest theme that has one.
    fn family_of(&self, anchored: &Anchored) -> Vec<u32> {
        let place = |id: &ThemeId| self.families.iter().position(|family| family.id == *id);
        let known: Vec<Option<u32>> = self
            .themes
            .iter()
            .map(|theme| theme.family.as_ref().and_then(place).map(|at| at as u32))
            .collect();
        let nearest = |group: usize| {
            let mut best: Option<(f32, u32)> = None;
            for (other, family) in known.iter().enumerate() {
                let like = anchored.likeness[group][other];
                if let Some(family) = family
                    && best.is_none_or(|(most, _)| like > most)
                {
                    best = Some((like, *family));
                }
            }
            best.map(|(_, family)| family)
        };
        let of = |group: usize| {
            known
                .get(group)
                .copied()
                .flatten()
                .or_else(|| nearest(group))
        };
        let all: Option<Vec<u32>> = (0..anchored.groups).map(of).collect();
        all.unwrap_or_default()
    }

    /// The names of the groups, families and sub-themes.
    pub fn names(&self) -> KnownNames<'_> {
        KnownNames {
            groups: self.themes.iter().map(Some).collect(),
            families: self.families.iter().map(Some).collect(),
            subs: &self.subs,
        }
    }

    /// What is told of it beside the themes.
    pub fn record(&self, themes: &[Theme]) -> AnchorRecord {
        let known: BTreeSet<&ThemeId> = self.themes.iter().map(|theme| &theme.id).collect();
        let held: BTreeSet<&ThemeId> = themes.iter().map(|theme| &theme.id).collect();
        let joined: BTreeSet<&AnswerId> = themes
            .iter()
            .filter(|theme| known.contains(&theme.id))
            .flat_map(|theme| theme.members.iter().map(|member| &member.answer))
            .filter(|answer| !self.kept.contains(*answer))
            .collect();
        let unused = self.themes.iter().filter(|theme| !held.contains(&theme.id));
        AnchorRecord {
            source: self.source.clone(),
            themes: self.themes.len(),
            kept: self.kept.len(),
            joined: joined.len(),
            founded: themes
                .iter()
                .map(|theme| theme.id.clone())
                .filter(|id| !known.contains(id))
                .collect(),
            unused: unused.cloned().collect(),
            retired: self.retired.clone(),
        }
    }
}

/// The fresh groups of today's units that may found themes: sub-themes, and themes that
/// have none, each with the theme it is part of.
fn parts(fresh: &Assignment) -> (Vec<Option<u32>>, Vec<u32>) {
    let subs = fresh.theme_of_sub.len() as u32;
    let whole = fresh.group_of_unit.iter().zip(&fresh.sub_of_unit);
    let of = whole.map(|(theme, sub)| sub.or(theme.map(|theme| subs + theme)));
    let themes = 0..fresh.groups as u32;
    let part_of = fresh.theme_of_sub.iter().copied().chain(themes).collect();
    (of.collect(), part_of)
}
