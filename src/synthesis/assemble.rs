//! What the stages found, put together and counted.

use std::collections::{HashMap, HashSet};

use super::{
    AnswerRecord, Balance, Campaigns, CrossTabulation, Grouping, QuestionResult, SegmentBase,
    SetAsideRecord, SimilarGroup, ThemeResult, count_once, crosstab, distinct_texts,
};
use crate::answers::{Answer, AnswerId, Answers, QuestionAnswers, SetAside, SimilarAnswers};
use crate::error::Error;
use crate::language::Language;
use crate::themes::findings::Findings;
use crate::themes::{Described, KeyPhrase, Theme, ThemeId};

impl QuestionResult {
    /// Counts one question. Cost: linear in its answers and theme members.
    pub fn assemble(
        question: &QuestionAnswers,
        consultation: &Answers,
        language: Language,
        grouping: Grouping,
        described: Described,
        findings: Findings,
        mask_below: usize,
    ) -> Result<QuestionResult, Error> {
        let Described {
            themes,
            families,
            unassigned: unassigned_groups,
        } = described;
        let answers = records(&question.answers.kept, consultation, &themes);
        let set_aside: Vec<SetAsideRecord> = question
            .answers
            .set_aside
            .iter()
            .map(|(answer, class)| SetAsideRecord {
                id: answer.id.clone(),
                respondent: consultation.respondents[answer.respondent.0 as usize].clone(),
                source: answer.source.clone(),
                class: *class,
                text: answer.text.clone(),
                original: answer.original.clone(),
            })
            .collect();
        let segments: Vec<SegmentBase> = consultation
            .segments
            .iter()
            .enumerate()
            .map(|(i, segment)| {
                let values: Vec<&str> = answers.iter().map(|r| r.segments[i].as_str()).collect();
                crosstab::base(&segment.title, &values)
            })
            .collect();
        let unassigned = answers
            .iter()
            .filter(|record| record.themes.is_empty())
            .map(|record| record.id.clone())
            .collect();
        Ok(QuestionResult {
            question: question.question.clone(),
            language,
            balance: balance(question, &answers, &set_aside),
            grouping,
            findings,
            families,
            themes: count_themes(themes, &answers, &segments, &question.similar, mask_below)?,
            segments,
            statuses: Vec::new(),
            reading: None,
            unassigned,
            unassigned_groups,
            similar: similar(&question.similar, &answers),
            answers,
            set_aside,
            map: Vec::new(),
            evolution: None,
        })
    }
}

impl QuestionResult {
    /// The key phrases of every code: theme, sub-theme or family.
    pub fn key_phrases(&self) -> Vec<(&ThemeId, &[KeyPhrase])> {
        let families = self.families.iter().map(|f| (&f.id, &*f.key_phrases));
        let themes = self.themes.iter().map(|t| &t.theme);
        let codes = themes.flat_map(|theme| {
            let subs = theme.sub_themes.iter().map(|s| (&s.id, &*s.key_phrases));
            std::iter::once((&theme.id, &*theme.key_phrases)).chain(subs)
        });
        codes.chain(families).collect()
    }

    /// The codes of every analysed answer, in the order of `answers`: its themes, the main one first, then its
    /// sub-themes, then the families of its themes.
    pub fn codes(&self) -> Vec<(&AnswerId, Vec<&ThemeId>)> {
        let mut family_of: HashMap<&ThemeId, &ThemeId> = HashMap::new();
        for family in self
            .families
            .iter()
            .filter(|family| family.themes.len() > 1)
        {
            family_of.extend(family.themes.iter().map(|theme| (theme, &family.id)));
        }
        self.answers
            .iter()
            .map(|answer| {
                let mut codes: Vec<&ThemeId> =
                    answer.themes.iter().chain(&answer.sub_themes).collect();
                for theme in &answer.themes {
                    if let Some(family) = family_of.get(theme).filter(|f| !codes.contains(f)) {
                        codes.push(family);
                    }
                }
                (&answer.id, codes)
            })
            .collect()
    }
}

fn records(kept: &[Answer], consultation: &Answers, themes: &[Theme]) -> Vec<AnswerRecord> {
    let mut carried: HashMap<&AnswerId, Vec<ThemeId>> = HashMap::new();
    let mut mains: HashMap<&AnswerId, ThemeId> = HashMap::new();
    let mut parts: HashMap<&AnswerId, Vec<ThemeId>> = HashMap::new();
    for theme in themes {
        for sub in &theme.sub_themes {
            for answer in &sub.answers {
                parts.entry(answer).or_default().push(sub.id.clone());
            }
        }
        for member in &theme.members {
            if member.main {
                mains.insert(&member.answer, theme.id.clone());
            } else {
                carried
                    .entry(&member.answer)
                    .or_default()
                    .push(theme.id.clone());
            }
        }
    }
    kept.iter()
        .map(|answer| AnswerRecord {
            id: answer.id.clone(),
            respondent: consultation.respondents[answer.respondent.0 as usize].clone(),
            source: answer.source.clone(),
            text: answer.text.clone(),
            original: answer.original.clone(),
            themes: mains
                .remove(&answer.id)
                .into_iter()
                .chain(carried.remove(&answer.id).unwrap_or_default())
                .collect(),
            sub_themes: parts.remove(&answer.id).unwrap_or_default(),
            segments: consultation
                .segments
                .iter()
                .map(|segment| segment.values[answer.row].clone())
                .collect(),
        })
        .collect()
}

/// Both counts of each group.
fn similar(groups: &[SimilarAnswers], answers: &[AnswerRecord]) -> Vec<SimilarGroup> {
    let by_id: HashMap<&AnswerId, &AnswerRecord> = answers.iter().map(|a| (&a.id, a)).collect();
    groups
        .iter()
        .map(|group| {
            let members = group.members.iter().filter_map(|m| by_id.get(&m.id));
            let people: HashSet<&str> = members.clone().map(|a| a.respondent.as_str()).collect();
            SimilarGroup {
                answers: group.clone(),
                respondents: people.len(),
                distinct_texts: distinct_texts(members.map(|a| a.text.as_str())),
            }
        })
        .collect()
}

fn balance(
    question: &QuestionAnswers,
    answers: &[AnswerRecord],
    set_aside: &[SetAsideRecord],
) -> Balance {
    let in_theme = answers.iter().filter(|a| !a.themes.is_empty()).count();
    let people: HashSet<&str> = answers.iter().map(|a| a.respondent.as_str()).collect();
    Balance {
        rows: question.answers.total(),
        set_aside: SetAside::tally(set_aside.iter().map(|answer| answer.class)),
        analysed: answers.len(),
        analysed_once: count_once(answers.iter().map(|a| &a.id), &question.similar),
        in_theme,
        unassigned: answers.len() - in_theme,
        respondents: people.len(),
        distinct_texts: distinct_texts(answers.iter().map(|a| a.text.as_str())),
    }
}

fn count_themes(
    themes: Vec<Theme>,
    answers: &[AnswerRecord],
    bases: &[SegmentBase],
    similar: &[SimilarAnswers],
    mask_below: usize,
) -> Result<Vec<ThemeResult>, Error> {
    let by_id: HashMap<&AnswerId, &AnswerRecord> = answers.iter().map(|a| (&a.id, a)).collect();
    let members: Vec<Vec<&AnswerRecord>> = themes
        .iter()
        .map(|theme| {
            theme
                .members
                .iter()
                .filter_map(|member| by_id.get(&member.answer).copied())
                .collect()
        })
        .collect();
    let mut tables = cross_tables(&members, bases, mask_below)?;
    let campaigns = Campaigns::of(similar.iter());
    Ok(themes
        .into_iter()
        .zip(&members)
        .zip(tables.iter_mut())
        .map(|((theme, members), segments)| {
            counted(theme, members, &campaigns, std::mem::take(segments))
        })
        .collect())
}

/// A theme with its figures; `members` are the answers of its members.
pub(super) fn counted(
    theme: Theme,
    members: &[&AnswerRecord],
    campaigns: &Campaigns<'_>,
    segments: Vec<CrossTabulation>,
) -> ThemeResult {
    let people: HashSet<&str> = members.iter().map(|a| a.respondent.as_str()).collect();
    ThemeResult {
        answers: members.len(),
        answers_once: campaigns.count_once(members.iter().map(|a| &a.id)),
        main_answers: theme.members.iter().filter(|m| m.main).count(),
        respondents: people.len(),
        distinct_texts: distinct_texts(members.iter().map(|a| a.text.as_str())),
        reading: None,
        status: None,
        segments,
        theme,
    }
}

/// For each theme, one table per segment column.
fn cross_tables(
    members: &[Vec<&AnswerRecord>],
    bases: &[SegmentBase],
    mask_below: usize,
) -> Result<Vec<Vec<CrossTabulation>>, Error> {
    let mut tables: Vec<Vec<CrossTabulation>> = vec![Vec::new(); members.len()];
    for (segment, base) in bases.iter().enumerate() {
        let pairs: Vec<(u32, &str)> = members
            .iter()
            .enumerate()
            .flat_map(|(theme, answers)| {
                answers
                    .iter()
                    .map(move |answer| (theme as u32, answer.segments[segment].as_str()))
            })
            .collect();
        let by_theme = crosstab::cross_tabulate(&pairs, members.len(), base, mask_below)?;
        for (list, table) in tables.iter_mut().zip(by_theme) {
            list.push(table);
        }
    }
    Ok(tables)
}
