//! What stands around the themes and follows them: sub-themes, families, answers in none,
//! findings, and what was said of them in words.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::answers::AnswerId;
use crate::synthesis::{Point, QuestionResult, Synthesis, ThemeReading, ThemeResult};
use crate::themes::findings::{Findings, OppositionFound, Passage};
use crate::themes::known::KnownThemes;
use crate::themes::{Family, SubTheme, ThemeId, UnassignedGroup};

/// Takes from a theme what rests on answers that are not `inside` any more. A sub-theme of
/// fewer than `smallest` answers is left to its theme, and so is one alone, as in a run.
pub(super) fn keep_what_holds(
    result: &mut ThemeResult,
    smallest: usize,
    inside: impl Fn(&AnswerId) -> bool,
) {
    let theme = &mut result.theme;
    theme.exemplars.retain(|exemplar| inside(&exemplar.answer));
    theme.quotes.retain(|quote| inside(&quote.answer));
    for sub in &mut theme.sub_themes {
        sub.answers.retain(&inside);
    }
    let stands = |sub: &SubTheme| sub.answers.len() >= smallest.max(1);
    theme.sub_themes.retain(stands);
    theme
        .sub_themes
        .sort_by_key(|sub| Reverse(sub.answers.len()));
    if theme.sub_themes.len() < 2 {
        theme.sub_themes.clear();
    }
    let answers = theme.members.len();
    if let Some(reading) = &mut result.reading {
        keep_reading(reading, answers, inside);
    }
}

fn keep_reading(reading: &mut ThemeReading, answers: usize, inside: impl Fn(&AnswerId) -> bool) {
    reading.summary.retain_mut(|sentence| {
        sentence.answers.retain(&inside);
        !sentence.answers.is_empty()
    });
    reading.plain.retain(|plain| inside(&plain.answer));
    let Some(stance) = &mut reading.stance else {
        return;
    };
    let sides = [&mut stance.favour, &mut stance.against, &mut stance.nuanced];
    let (mut left, mut staying) = (0, 0);
    for side in sides {
        left += side.len();
        side.retain(&inside);
        left -= side.len();
        staying += side.len();
    }
    // Who was read and stands nowhere is not written down: as many as there still may be.
    stance.read = stance.read.saturating_sub(left).min(answers);
    if staying == 0 && left > 0 {
        reading.stance = None;
    }
}

impl Synthesis {
    /// Takes themes that are gone out of the versions for a public.
    pub(super) fn forget_gone_themes(&mut self) {
        for adaptation in &mut self.adaptations {
            for (id, points) in &mut adaptation.parts {
                let question = self.questions.iter().find(|q| q.question.id == *id);
                if let Some(question) = question {
                    keep_points(points, &held(&question.themes));
                }
            }
            let themes = self.questions.iter().flat_map(|question| &question.themes);
            let held: HashSet<&ThemeId> = themes.map(|result| &result.theme.id).collect();
            adaptation.by_rule.retain(|theme| held.contains(theme));
        }
    }
}

impl QuestionResult {
    /// Brings all the rest in line with its themes and the themes of its answers.
    pub(super) fn follow(&mut self, known: &KnownThemes) {
        let alone = self
            .answers
            .iter()
            .filter(|answer| answer.themes.is_empty());
        self.unassigned = alone.map(|answer| answer.id.clone()).collect();
        self.balance.unassigned = self.unassigned.len();
        self.balance.in_theme = self.answers.len() - self.unassigned.len();
        let groups = std::mem::take(&mut self.unassigned_groups);
        self.unassigned_groups = still_unassigned(groups, &self.unassigned);
        let families = std::mem::take(&mut self.families);
        self.families = self.families_of(families, known);
        let held = held(&self.themes);
        if let Some(reading) = &mut self.reading {
            keep_points(&mut reading.overview, &held);
        }
        keep_findings(&mut self.findings, &self.themes, &held);
        if let Some(anchored) = &mut self.grouping.anchored {
            // A theme that is there again is neither unused nor retired.
            anchored.unused.retain(|theme| !held.contains(&theme.id));
            anchored.retired.retain(|theme| !held.contains(theme));
        }
    }

    /// The families of the themes there are, counted again, the largest first. A theme the
    /// families do not know is in the one it is known to belong to.
    fn families_of(&self, families: Vec<Family>, known: &KnownThemes) -> Vec<Family> {
        let place: HashMap<&ThemeId, usize> = families.iter().map(|f| &f.id).zip(0..).collect();
        let named = known.themes.iter().filter_map(|theme| {
            let family = place.get(theme.family.as_ref()?)?;
            Some((&theme.id, *family))
        });
        let mut family_of: HashMap<&ThemeId, usize> = named.collect();
        for (place, family) in families.iter().enumerate() {
            family_of.extend(family.themes.iter().map(|theme| (theme, place)));
        }
        let mut counts = vec![0; families.len()];
        for answer in &self.answers {
            let own: HashSet<usize> = answer
                .themes
                .iter()
                .filter_map(|t| family_of.get(t).copied())
                .collect();
            own.into_iter().for_each(|family| counts[family] += 1);
        }
        let mut themes = vec![Vec::new(); families.len()];
        for id in self.themes.iter().map(|result| &result.theme.id) {
            if let Some(family) = family_of.get(id) {
                themes[*family].push(id.clone());
            }
        }
        let counted = families.into_iter().zip(themes).zip(counts);
        let counted = counted.map(|((family, themes), answers)| Family {
            themes,
            answers,
            ..family
        });
        let mut counted: Vec<Family> = counted.filter(|family| family.answers > 0).collect();
        counted.sort_by_key(|family| Reverse(family.answers));
        counted
    }
}

fn held(themes: &[ThemeResult]) -> HashSet<&ThemeId> {
    themes.iter().map(|result| &result.theme.id).collect()
}

/// Sentences that rest on themes there are.
fn keep_points(points: &mut Vec<Point>, held: &HashSet<&ThemeId>) {
    points.retain_mut(|point| {
        point.themes.retain(|theme| held.contains(theme));
        !point.themes.is_empty()
    });
}

/// The groups of answers that are still in no theme. Those that lost their group, and those
/// that were in a theme, stand last; where nothing is in a group any more there are none.
fn still_unassigned(groups: Vec<UnassignedGroup>, unassigned: &[AnswerId]) -> Vec<UnassignedGroup> {
    let all: HashSet<&AnswerId> = unassigned.iter().collect();
    let mut shared: Vec<UnassignedGroup> = groups.into_iter().filter(|g| !g.isolated).collect();
    shared.retain_mut(|group| {
        group.answers.retain(|answer| all.contains(answer));
        group.answers.len() > 1
    });
    if shared.is_empty() {
        return shared;
    }
    shared.sort_by_key(|group| Reverse(group.answers.len()));
    let listed: HashSet<&AnswerId> = shared.iter().flat_map(|g| &g.answers).collect();
    let alone = unassigned.iter().filter(|answer| !listed.contains(answer));
    let alone: Vec<AnswerId> = alone.cloned().collect();
    if !alone.is_empty() {
        shared.push(UnassignedGroup {
            words: Vec::new(),
            answers: alone,
            isolated: true,
        });
    }
    shared
}

/// Findings name themes that are there and, for the two sides of an opposition, still hold
/// most of them.
fn keep_findings(findings: &mut Findings, themes: &[ThemeResult], held: &HashSet<&ThemeId>) {
    let stands = standing(&findings.oppositions, themes);
    for (opposition, stands) in findings.oppositions.iter_mut().zip(stands) {
        opposition.theme = opposition.theme.take().filter(|theme| held.contains(theme));
        opposition.between = opposition.between.take().filter(|_| stands);
    }
    let oppositions = &findings.oppositions;
    findings.themes_apart.retain_mut(|apart| {
        let stands = |place: &usize| oppositions.get(*place).is_some_and(|o| o.between.is_some());
        apart.oppositions.retain(stands);
        apart.oppositions.len() > 1
    });
    for signal in &mut findings.weak_signals {
        signal.nearest_theme = signal
            .nearest_theme
            .take()
            .filter(|theme| held.contains(theme));
    }
}

/// True for the oppositions that stand between two themes: more than half of the passages of
/// each side are ideas of its theme.
fn standing(oppositions: &[OppositionFound], themes: &[ThemeResult]) -> Vec<bool> {
    let between = || oppositions.iter().filter(|o| o.between.is_some());
    let passages = between().flat_map(|o| o.favour.iter().chain(&o.against));
    let wanted: HashSet<&AnswerId> = passages.map(|passage| &passage.answer).collect();
    let pairs = between().filter_map(|o| o.between.as_ref());
    let named: HashSet<&ThemeId> = pairs.flat_map(|(one, other)| [one, other]).collect();
    let mut ideas: HashSet<(&ThemeId, &AnswerId, usize, usize)> = HashSet::new();
    for theme in themes.iter().map(|result| &result.theme) {
        if !named.contains(&theme.id) {
            continue;
        }
        let members = theme.members.iter().filter(|m| wanted.contains(&m.answer));
        ideas.extend(members.flat_map(|member| {
            let units = member.units.iter();
            units.map(|unit| (&theme.id, &member.answer, unit.start, unit.end))
        }));
    }
    let most = |theme: &ThemeId, side: &[Passage]| {
        let inside = side
            .iter()
            .filter(|p| ideas.contains(&(theme, &p.answer, p.span.start, p.span.end)));
        2 * inside.count() > side.len()
    };
    let stands = |opposition: &OppositionFound| {
        let between = opposition.between.as_ref();
        between.is_some_and(|(one, other)| {
            most(one, &opposition.favour) && most(other, &opposition.against)
        })
    };
    oppositions.iter().map(stands).collect()
}
