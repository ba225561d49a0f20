//! A result shown again as people decided since it was made, until a later run makes it anew.
//!
//! Boundary: pure; answers, members and quotes that are there go where the decisions say,
//! and everything is counted again. Nothing is found: no idea, key phrase, sub-theme, family
//! or finding that the run did not find.

mod around;
mod coding;
mod figures;
mod quotes;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{AnswerRecord, Decisions, QuestionResult, Synthesis, ThemeResult, Unplaced};
use crate::answers::AnswerId;
use crate::themes::known::{KnownTheme, KnownThemes};
use crate::themes::{Member, SubTheme, Theme, ThemeId};
use coding::Coding;
use figures::Figures;

impl Synthesis {
    /// Shows on a result what people decided since it was made, without another run; tells
    /// the decisions that have no place, as [`Synthesis::put`] does.
    ///
    /// `self` is the result of the last run, and `decisions` all that was decided, before
    /// that run and since: never recount what was recounted. What is recounted has forgotten
    /// what it no longer shows, so a decision taken back would not show again.
    ///
    /// Themes, members and counts are those that a later run with these decisions finds, as
    /// long as the answers are the same and a theme is left (a run that knows none looks for
    /// new ones). [`Synthesis::check`] passes as it did before. What only a run can tell
    /// waits for it:
    ///
    /// - a new theme has no key phrase, is in no family, and quotes what the themes its
    ///   answers came from quoted;
    /// - an idea is in a theme because its answer is: which ideas of an answer that was in
    ///   no theme are in its new one is not known, and none is named;
    /// - an answer in no theme any more stands among those near no other, and sub-themes
    ///   only lose answers;
    /// - findings stay, but do not name themes that are gone or hold them no more;
    /// - what a model or a rule said of themes stays as far as it rests on what is there;
    /// - map and evolution stay those of the run, as does a quote that was rejected then.
    ///
    /// Cost: linear in answers and members, and that of [`Synthesis::put`].
    pub fn recount(&mut self, decisions: &Decisions) -> Vec<Unplaced> {
        for question in &mut self.questions {
            question.statuses.clear();
            for result in &mut question.themes {
                result.status = None;
            }
        }
        for (id, decided) in &decisions.questions {
            if let Some(place) = self.place_of(id, &decided.known.question) {
                self.questions[place].recount(&decided.known, self.provenance.mask_below);
            }
        }
        self.forget_gone_themes();
        self.put(decisions)
    }
}

impl QuestionResult {
    fn recount(&mut self, known: &KnownThemes, mask_below: usize) {
        let mut answers = std::mem::take(&mut self.answers);
        let mut before = std::mem::take(&mut self.themes);
        let members = before
            .iter_mut()
            .map(|result| std::mem::take(&mut result.theme.members));
        let members: Vec<Vec<Member>> = members.collect();
        let ids: Vec<ThemeId> = before.iter().map(|r| r.theme.id.clone()).collect();
        let coding = Coding::new(&answers, &ids, members, known);
        let mut themes = themes(before, &coding, known, self.grouping.smallest);
        // A stable sort: themes of one size stand in the order of their ids, as in a run.
        themes.sort_by_key(|(_, result)| Reverse(result.theme.members.len()));
        let figures = Figures::new(&self.similar, &self.segments, mask_below);
        let numbers = themes.iter().map(|(number, _)| *number);
        let lists = coding.lists(&numbers.zip(0..).collect());
        let counted = themes.into_iter().map(|(number, result)| {
            let touched = coding.touched[number];
            figures.of(result, &coding, touched)
        });
        self.themes = counted.collect();
        code(&mut answers, &self.themes, &lists);
        self.answers = answers;
        self.follow(known);
    }
}

/// The themes that hold answers, with their numbers, each with what it keeps.
fn themes(
    before: Vec<ThemeResult>,
    coding: &Coding<'_>,
    known: &KnownThemes,
    smallest: usize,
) -> Vec<(usize, ThemeResult)> {
    let members = coding.members();
    let loose = quotes::loose(&before, coding, &members);
    let mut before: HashMap<usize, ThemeResult> = before
        .into_iter()
        .filter_map(|result| Some((coding.number(&result.theme.id)?, result)))
        .collect();
    let mut themes = Vec::new();
    let held = members.into_iter().enumerate();
    for (number, members) in held.filter(|(_, members)| !members.is_empty()) {
        let named = known.themes.get(number);
        let there = before.remove(&number);
        let is_new = there.is_none();
        let Some(mut result) = there.or_else(|| named.map(founded)) else {
            continue;
        };
        if let Some(named) = named {
            name(&mut result.theme, named);
        }
        result.theme.members = members;
        let quoted = is_new || !result.theme.quotes.is_empty();
        if coding.touched[number] {
            let inside = |answer: &AnswerId| coding.holds(answer, number);
            around::keep_what_holds(&mut result, smallest, inside);
            quotes::take(&mut result.theme.quotes, &loose, coding, (number, is_new));
        }
        if quoted && result.theme.quotes.is_empty() {
            quotes::first(&mut result.theme, coding);
        }
        themes.push((number, result));
    }
    themes
}

/// A theme that the run did not have; its counts come later.
fn founded(named: &KnownTheme) -> ThemeResult {
    ThemeResult {
        theme: Theme {
            id: named.id.clone(),
            title: String::new(),
            origin: named.origin,
            extractive_title: None,
            key_phrases: Vec::new(),
            members: Vec::new(),
            exemplars: Vec::new(),
            quotes: Vec::new(),
            sub_themes: Vec::new(),
            stability: None,
        },
        answers: 0,
        answers_once: 0,
        main_answers: 0,
        respondents: 0,
        distinct_texts: 0,
        reading: None,
        status: None,
        segments: Vec::new(),
    }
}

fn name(theme: &mut Theme, named: &KnownTheme) {
    theme.title.clone_from(&named.title);
    theme.origin = named.origin;
    theme.extractive_title.clone_from(&named.extractive_title);
}

/// Writes on every answer its themes, those that are not the main one in the order of the
/// report, and their sub-themes. `lists` are the places of its themes, the main one first.
fn code(answers: &mut [AnswerRecord], themes: &[ThemeResult], lists: &[Vec<usize>]) {
    let mut subs_of: HashMap<&AnswerId, Vec<&ThemeId>> = HashMap::new();
    let subs = themes.iter().flat_map(|result| &result.theme.sub_themes);
    for SubTheme { id, answers, .. } in subs {
        for answer in answers {
            subs_of.entry(answer).or_default().push(id);
        }
    }
    for (answer, list) in answers.iter_mut().zip(lists) {
        let subs = subs_of.get(&answer.id).into_iter().flatten();
        answer.sub_themes = subs.map(|id| (*id).clone()).collect();
        let themes = list.iter().map(|place| themes[*place].theme.id.clone());
        answer.themes = themes.collect();
    }
}
