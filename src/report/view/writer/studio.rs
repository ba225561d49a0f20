//! Findings and map for pages that people correct a result in.

use std::ops::Range;

use super::findings::Around;
use super::*;
use crate::report::pictures::answer_map;
use crate::report::studio::FoundView;
use crate::synthesis::FindingKind;
use crate::themes::alerts::Severity;
use crate::themes::findings::Passage;

/// The findings of one kind, in the order in which people decide about them.
pub(in crate::report) fn found(
    synthesis: &Synthesis,
    (place, kind, range): (usize, FindingKind, Range<usize>),
    words: &BTreeMap<String, String>,
    language: Language,
) -> Vec<FoundView> {
    let Some(question) = synthesis.questions.get(place) else {
        return Vec::new();
    };
    let writer = Writer::alone(synthesis, words, language);
    let by_id = answers_by_id(question);
    let themes = question.themes.iter();
    let themes = themes.map(|result| (&result.theme.id, theme_link(result)));
    let around = Around {
        question,
        by_id: &by_id,
        themes: &themes.collect(),
    };
    let found = &question.findings;
    let (skipped, most) = (range.start, range.len());
    let told: Vec<(String, String, Vec<PassageView>)> = match kind {
        FindingKind::Alert => {
            let alerts = found.alerts.iter().skip(skipped).take(most);
            let alerts = alerts.map(|alert| {
                let grave = match alert.severity {
                    Severity::Danger => "severity_danger",
                    Severity::Risk => "severity_risk",
                };
                let view = writer.alert(&around, alert);
                let title = format!("{}, {}", view.family, writer.say(grave, &[]).to_lowercase());
                (title, view.concrete, vec![view.passage])
            });
            alerts.collect()
        }
        FindingKind::Signal => {
            let signals = found.weak_signals.iter();
            let signals = signals.filter(|signal| !signal.mentions.is_empty());
            let told = signals.skip(skipped).take(most).map(|signal| {
                let mentions = signal.mentions.iter();
                let passages = mentions.map(|m| around.passage(&m.answer, m.span));
                let why = writer.why(question, signal);
                (String::new(), why, passages.collect())
            });
            told.collect()
        }
        FindingKind::Lead => {
            let leads = found.leads.iter().zip(1..).skip(skipped).take(most);
            let leads = leads.map(|(lead, rank)| {
                let view = writer.lead(&around, lead, rank);
                let title = writer.counted(view.people, "person");
                (title, view.precision, vec![view.passage])
            });
            leads.collect()
        }
    };
    let readable = question.readable(kind).into_iter().skip(skipped).zip(told);
    readable
        .map(|(finding, (title, why, passages))| FoundView {
            status: writer.finding_status(question, kind, &finding.passage),
            passage: Passage { ..finding.passage },
            title,
            why,
            passages,
        })
        .collect()
}

/// The map of a question, every mark a link.
pub(in crate::report) fn map_alone(
    synthesis: &Synthesis,
    place: usize,
    words: &BTreeMap<String, String>,
    language: Language,
) -> Option<String> {
    let question = synthesis
        .questions
        .get(place)
        .filter(|q| !q.map.is_empty())?;
    let writer = Writer::alone(synthesis, words, language);
    let lang = question.language.code();
    let lang = (question.language != language).then_some(lang);
    Some(answer_map(&writer.drawn_map(question, lang)))
}

/// `q1-r-12`.
pub(in crate::report) fn answer_anchor(question: &str, answer: &AnswerId) -> String {
    answer_link(question, answer).anchor
}

impl<'a> Writer<'a> {
    /// A writer in a language that need not be the report's, for one page of one question.
    fn alone(
        synthesis: &Synthesis,
        words: &'a BTreeMap<String, String>,
        language: Language,
    ) -> Writer<'a> {
        Writer {
            words,
            language,
            several_files: synthesis.files.len() > 1,
            mask_below: synthesis.provenance.mask_below,
            campaigns: synthesis.provenance.campaigns,
            paged: false,
            linked_at_most: usize::MAX,
        }
    }
}
