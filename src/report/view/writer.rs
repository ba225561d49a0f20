//! From figures to words.

mod adaptations;
mod essential;
mod evidence;
mod findings;
mod levels;
mod map;
mod pictures;
mod question;
mod readings;
mod signals;
mod status;
mod studio;
mod theme;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;
use crate::answers::similar::GroupKind;
use crate::answers::{AnswerId, ColumnRecord, SetAside};
use crate::ingest::Role;
use crate::language::Language;
use crate::report::paging;
use crate::report::pictures::MOST_LINKED;
use crate::report::wording::{self, PERCENT_FROM};
use crate::source::SourceCell;
use crate::synthesis::{
    AnswerRecord, Audience, CampaignWeight, QuestionResult, Support, Synthesis, ThemeResult,
};
use crate::themes::ThemeId;
pub(in crate::report) use adaptations::versions;
use findings::{Around, finding_anchor, first_of_each};
pub(in crate::report) use signals::family_key;
pub(in crate::report) use status::day;
pub(in crate::report) use studio::{answer_anchor, found, map_alone};

/// Words and data of one report while it is put together.
struct Writer<'a> {
    words: &'a BTreeMap<String, String>,
    language: Language,
    several_files: bool,
    mask_below: usize,
    campaigns: CampaignWeight,
    /// True when the answers go into pages of their own.
    paged: bool,
    /// Most marks of a map that are links.
    linked_at_most: usize,
}

/// Puts a synthesis in words.
pub(in crate::report) fn document(
    synthesis: &Synthesis,
    words: &BTreeMap<String, String>,
) -> Document {
    let writer = Writer {
        words,
        language: synthesis.language,
        several_files: synthesis.files.len() > 1,
        mask_below: synthesis.provenance.mask_below,
        campaigns: synthesis.provenance.campaigns,
        paged: paging::is_large(synthesis),
        linked_at_most: MOST_LINKED,
    };
    let rows_aside = writer.row_classes(synthesis);
    let titles = |wanted: &dyn Fn(&ColumnRecord) -> bool| -> Vec<String> {
        let columns = synthesis.columns.iter().filter(|column| wanted(column));
        columns.map(|column| column.title.clone()).collect()
    };
    let alerts = writer.alerts(synthesis);
    let questions: Vec<QuestionView> = synthesis
        .questions
        .iter()
        .map(|question| writer.question(question))
        .collect();
    let any = |holds: &dyn Fn(&FindingsView) -> bool| questions.iter().any(|q| holds(&q.findings));
    let essential = essential::essentials(&questions);
    Document {
        lang: synthesis.language.code(),
        state: writer.state(synthesis),
        presentation: writer.presentation(&synthesis.presentation),
        version: synthesis.provenance.version.clone(),
        embedder: synthesis.provenance.embedder.clone(),
        seed: synthesis.provenance.seed,
        neighbours: synthesis.provenance.neighbours,
        rounds: synthesis.provenance.rounds,
        percent_from: PERCENT_FROM,
        mask_below: synthesis.provenance.mask_below,
        files: writer.files(synthesis),
        rows: synthesis.rows,
        rows_aside_total: rows_aside.iter().map(|class| class.count).sum(),
        rows_aside,
        dropped: titles(&|column| column.role == Role::Identifier && !column.read),
        unused: titles(&|column| column.role == Role::Open && !column.read),
        markup: synthesis.markup,
        masking: synthesis
            .masking
            .masked
            .iter()
            .map(|(kind, count)| RowClassView {
                name: format!("[{}]", kind.tag(synthesis.language)),
                count: *count,
            })
            .collect(),
        masked_answers: synthesis.masking.answers,
        officials: synthesis.masking.officials,
        repeated_ids: synthesis.repeated_ids,
        respondents: synthesis.respondents,
        identified: synthesis.identified,
        respondent_column: synthesis
            .provenance
            .respondent_column
            .as_ref()
            .map(|column| column.title.clone()),
        id_column: synthesis
            .provenance
            .id_column
            .as_ref()
            .map_or(String::new(), |column| column.title.clone()),
        model: writer.model(synthesis),
        alert_count: alerts
            .iter()
            .flat_map(|view| &view.alerts)
            .filter(|a| counts(&a.status))
            .count(),
        alerts,
        analysed: questions.iter().map(|question| question.analysed).sum(),
        debated: any(&|f| !f.debates.is_empty() || !f.contradictions.is_empty()),
        signalled: any(&|f| !f.signals.is_empty()),
        led: any(&|f| f.proposals > 0),
        other_questions: essential
            .iter()
            .filter(|e| e.themes.is_empty() && !questions[e.question].themes.is_empty())
            .count(),
        essential,
        first_debates: first_of_each(&questions, |findings| (0..findings.debates.len()).collect()),
        first_signals: first_of_each(&questions, |findings| {
            let mut signals = findings.signals.iter();
            let first = signals.position(|signal| counts(&signal.status));
            first.into_iter().collect()
        }),
        agreement: super::agreement::of(synthesis, words),
        paged: writer.paged,
        simplified: synthesis
            .adaptations
            .iter()
            .any(|a| (a.audience, a.support) == (Audience::Simple, Support::Page)),
        questions,
    }
}

fn answers_by_id(question: &QuestionResult) -> HashMap<&AnswerId, &AnswerRecord> {
    question.answers.iter().map(|a| (&a.id, a)).collect()
}

/// False for what a person dismissed.
fn counts(status: &Option<StatusView>) -> bool {
    status.as_ref().is_none_or(|status| !status.dismissed)
}

/// A sentence of the catalogue, its holes filled.
fn say(words: &BTreeMap<String, String>, key: &str, holes: &[(&str, &str)]) -> String {
    let mut text = words.get(key).cloned().unwrap_or_default();
    for (hole, value) in holes {
        text = text.replace(&format!("{{{hole}}}"), value);
    }
    text
}

impl Writer<'_> {
    fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        say(self.words, key, holes)
    }

    fn row_classes(&self, synthesis: &Synthesis) -> Vec<RowClassView> {
        synthesis
            .rows_aside
            .iter()
            .map(|(class, count)| RowClassView {
                name: self.say(class_key(*class), &[]),
                count: *count,
            })
            .collect()
    }

    /// The figure that counts and, where both are shown and differ, the other in words.
    fn weigh(&self, all: usize, once: usize) -> (usize, Option<String>) {
        let beside = |key: &str, count: usize| {
            self.say(key, &[("count", &wording::number(count, self.language))])
        };
        match self.campaigns {
            CampaignWeight::CountAll => (all, None),
            CampaignWeight::ShowBoth if all == once => (all, None),
            CampaignWeight::ShowBoth => (all, Some(beside("campaign_once", once))),
            CampaignWeight::CountOnce if all == once => (once, None),
            CampaignWeight::CountOnce => (once, Some(beside("campaign_all", all))),
        }
    }

    fn files(&self, synthesis: &Synthesis) -> Vec<FileView> {
        synthesis
            .files
            .iter()
            .map(|file| FileView {
                name: file.name.clone(),
                details: match file.platform_name() {
                    Some(name) => format!("{name}, {}", file.details(self.language)),
                    None => file.details(self.language),
                },
                rows: file.rows,
                sha256: file.sha256.clone(),
                notices: file.notices.iter().map(|n| n.say(self.language)).collect(),
            })
            .collect()
    }

    /// The themes by the figure that counts; those of one size stay in their order.
    fn ranked<'q>(&self, question: &'q QuestionResult) -> Vec<&'q ThemeResult> {
        let mut themes: Vec<&ThemeResult> = question.themes.iter().collect();
        themes.sort_by_key(|theme| {
            std::cmp::Reverse(self.weigh(theme.answers, theme.answers_once).0)
        });
        themes
    }

    /// A figure of a table, or what stands for one that is not disclosed.
    fn cell(&self, count: Option<usize>) -> String {
        match count {
            Some(count) => wording::number(count, self.language),
            None => self.say("masked", &[]),
        }
    }

    fn answer(
        &self,
        question: &QuestionResult,
        answer: &AnswerRecord,
        themes: &HashMap<&ThemeId, LinkView>,
        open: &HashSet<&str>,
    ) -> AnswerView {
        AnswerView {
            link: answer_link(&question.question.id.0, &answer.id),
            source: self.source(&answer.source),
            text: answer.text.clone(),
            segment: answer
                .segments
                .first()
                .filter(|value| open.contains(value.as_str()))
                .cloned(),
            themes: answer
                .themes
                .iter()
                .filter_map(|id| themes.get(id).cloned())
                .collect(),
        }
    }

    /// The place of a cell; the file is named only where there are several.
    fn source(&self, source: &SourceCell) -> String {
        let key = match source.column.is_empty() {
            true => "place_row",
            false => "place",
        };
        let place = self.say(
            key,
            &[("row", &source.row.to_string()), ("column", &source.column)],
        );
        match self.several_files {
            true => format!("{}, {place}", source.file),
            false => place,
        }
    }
}

fn theme_link(result: &ThemeResult) -> LinkView {
    LinkView {
        name: result.theme.title.clone(),
        anchor: result.theme.id.0.to_lowercase(),
    }
}

/// `12` of question Q1 is at `q1-r-12`; anything unusual in an id is spelt out in hex.
fn answer_link(question: &str, answer: &AnswerId) -> LinkView {
    let safe: String = answer
        .0
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => c.to_string(),
            other => format!("_{:x}_", other as u32),
        })
        .collect();
    LinkView {
        name: answer.0.clone(),
        anchor: format!("{}-r-{safe}", question.to_lowercase()),
    }
}

pub(in crate::report) fn is_withheld(class: SetAside) -> bool {
    matches!(
        class,
        SetAside::Draft | SetAside::Unpublished | SetAside::Moderated
    )
}

pub(in crate::report) fn class_key(class: SetAside) -> &'static str {
    match class {
        SetAside::Total => "class_total",
        SetAside::Draft => "class_draft",
        SetAside::Unpublished => "class_unpublished",
        SetAside::Moderated => "class_moderated",
        SetAside::Unfinished => "class_unfinished",
        SetAside::Preview => "class_preview",
        SetAside::Test => "class_test",
        SetAside::NotAsked => "class_not_asked",
        SetAside::Empty => "class_empty",
        SetAside::NoOpinion => "class_no_opinion",
        SetAside::NonSubstantive => "class_non_substantive",
    }
}
