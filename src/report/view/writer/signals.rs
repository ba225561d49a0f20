//! Alerts and weak signals in words: what is told, and why a person should read it.

use super::findings::{Around, finding_anchor};
use super::*;

use crate::synthesis::{FindingKind, is_masked};
use crate::themes::alerts::{AlertFamily, Evidence, Severity};
use crate::themes::findings::{AlertFound, Passage};
use crate::themes::precision::Precision;
use crate::themes::weak_signals::{Mention, SHOWN, WeakSignal};

/// Rare words named for one signal.
const RARE_WORDS: usize = 4;

impl Writer<'_> {
    /// The alerts of all questions, dangers before risks.
    pub(super) fn alerts(&self, synthesis: &Synthesis) -> Vec<AlertsView> {
        [
            (Severity::Danger, "severity_danger"),
            (Severity::Risk, "severity_risk"),
        ]
        .into_iter()
        .map(|(severity, key)| AlertsView {
            severity: self.say(key, &[]),
            alerts: synthesis
                .questions
                .iter()
                .flat_map(|question| self.alerts_of(question, severity))
                .collect(),
        })
        .filter(|view| !view.alerts.is_empty())
        .collect()
    }

    fn alerts_of(&self, question: &QuestionResult, severity: Severity) -> Vec<AlertView> {
        let by_id = answers_by_id(question);
        let around = Around {
            question,
            by_id: &by_id,
            themes: &HashMap::new(),
        };
        question
            .findings
            .alerts
            .iter()
            .filter(|alert| alert.severity == severity)
            .map(|alert| self.alert(&around, alert))
            .collect()
    }

    pub(super) fn alert(&self, around: &Around<'_>, alert: &AlertFound) -> AlertView {
        let id = &around.question.question.id.0;
        AlertView {
            family: self.say(family_key(alert.family), &[]),
            question: LinkView {
                name: id.clone(),
                anchor: id.to_lowercase(),
            },
            language: around.question.language.code(),
            passage: around.told(&alert.passage.answer, alert.passage.span),
            concrete: self.concrete(alert.evidence),
            status: self.finding_status(around.question, FindingKind::Alert, &alert.passage),
        }
    }

    fn concrete(&self, evidence: Evidence) -> String {
        self.listed(&[
            (evidence.personal, "evidence_personal"),
            (evidence.someone, "evidence_someone"),
            (evidence.dated, "evidence_dated"),
            (evidence.placed, "evidence_placed"),
            (evidence.pursued, "evidence_pursued"),
            (evidence.exposed, "evidence_exposed"),
        ])
    }

    pub(super) fn signals(&self, around: &Around<'_>) -> Vec<SignalView> {
        around
            .question
            .findings
            .weak_signals
            .iter()
            .take(SHOWN)
            .enumerate()
            .map(|(place, signal)| {
                let passages: Vec<PassageView> = signal
                    .mentions
                    .iter()
                    .map(|mention| around.passage(&mention.answer, mention.span))
                    .collect();
                let quotes = passages.iter().filter_map(|p| p.quote.clone());
                SignalView {
                    short: essential::short_quote(&quotes.collect::<Vec<QuoteView>>(), ""),
                    anchor: finding_anchor(around.question, "signal", place),
                    why: self.why(around.question, signal),
                    passages,
                    theme: around.theme(signal.nearest_theme.as_ref()),
                    reading: self.signal_reading(around.question, place),
                    status: signal.mentions.first().and_then(|mention| {
                        let passage = Passage {
                            answer: mention.answer.clone(),
                            span: mention.span,
                        };
                        self.finding_status(around.question, FindingKind::Signal, &passage)
                    }),
                }
            })
            .collect()
    }

    /// The reasons, from the facts alone.
    pub(super) fn why(&self, question: &QuestionResult, signal: &WeakSignal) -> String {
        let facts = &signal.facts;
        let mut reasons = vec![self.say("why_far", &[])];
        let voices = wording::number(facts.voices, self.language);
        reasons.push(match facts.voices {
            0 | 1 => self.say("why_alone", &[]),
            _ => self.say("why_voices", &[("voices", &voices)]),
        });
        if facts.voices > 1 {
            let spread = facts.segments.iter().filter(|spread| spread.values > 1);
            reasons.extend(spread.map(|spread| {
                let values = wording::number(spread.values, self.language);
                self.say(
                    "why_segments",
                    &[("values", &values), ("title", &spread.title)],
                )
            }));
        }
        if facts.campaign {
            reasons.push(self.say("why_campaign", &[]));
        }
        let said = self.cited(&signal.mentions);
        if !said.is_empty() {
            reasons.push(self.say("why_cites", &[("cited", &said)]));
        }
        let rare = rare_words(question, &signal.mentions);
        if !rare.is_empty() {
            let words: Vec<String> = rare
                .iter()
                .map(|word| self.say("word_quoted", &[("word", word)]))
                .collect();
            reasons.push(self.say("why_rare", &[("words", &words.join(", "))]));
        }
        if signal.mentions.iter().any(|m| m.other_language) {
            reasons.push(self.say("why_other_language", &[]));
        }
        reasons.join(self.language.choose("\u{202F}; ", "; "))
    }

    fn cited(&self, mentions: &[Mention]) -> String {
        let any = |cue: fn(&Precision) -> bool| mentions.iter().any(|m| cue(&m.precision));
        self.precise(Precision {
            number_or_date: any(|p| p.number_or_date),
            place_or_equipment: any(|p| p.place_or_equipment),
            people: any(|p| p.people),
            cause: any(|p| p.cause),
            developed: false,
        })
    }

    /// What a passage cites, in words; nothing is said of its length.
    pub(super) fn precise(&self, precision: Precision) -> String {
        self.listed(&[
            (precision.place_or_equipment, "precise_place"),
            (precision.number_or_date, "precise_figure"),
            (precision.people, "precise_people"),
            (precision.cause, "precise_cause"),
        ])
    }
}

/// Rare words of the passages that are quoted, each once, best first.
fn rare_words<'m>(question: &QuestionResult, mentions: &'m [Mention]) -> Vec<&'m str> {
    let by_id = answers_by_id(question);
    let quoted = |mention: &&Mention| {
        let text = by_id.get(&mention.answer).map(|answer| &answer.text);
        let said = text.and_then(|text| text.get(mention.span.start..mention.span.end));
        said.is_some_and(|said| !is_masked(said)) && !mention.other_language
    };
    let mut words: Vec<&str> = Vec::new();
    for word in mentions.iter().filter(quoted).flat_map(|m| &m.rare_words) {
        if !words.contains(&word.as_str()) && words.len() < RARE_WORDS {
            words.push(word);
        }
    }
    words
}

pub(in crate::report) fn family_key(family: AlertFamily) -> &'static str {
    match family {
        AlertFamily::Hazard => "alert_hazard",
        AlertFamily::Health => "alert_health",
        AlertFamily::Violence => "alert_violence",
        AlertFamily::Discrimination => "alert_discrimination",
        AlertFamily::Distress => "alert_distress",
    }
}
