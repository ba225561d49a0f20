//! Oppositions, contradictions and leads in words, and the passages they rest on.

use super::*;

use crate::synthesis::{FindingKind, is_masked};
use crate::themes::Span;
use crate::themes::findings::{ContradictionFound, LeadFound, OppositionFound, Passage};

/// Quotes of each side of an opposition.
const SIDE_QUOTES: usize = 3;
/// Characters of an answer that is quoted whole around an alert.
const SHORT: usize = 400;
/// Leads in the table of a question.
const LEADS: usize = 15;

/// Oppositions, and weak signals, shown on the first page.
const FIRST_FINDINGS: usize = 3;

/// Answers of a question by id, and its themes as links.
pub(super) struct Around<'a> {
    pub question: &'a QuestionResult,
    pub by_id: &'a HashMap<&'a AnswerId, &'a AnswerRecord>,
    pub themes: &'a HashMap<&'a ThemeId, LinkView>,
}

impl Around<'_> {
    /// The part of an answer, with what is cut around it; no quote where a personal datum
    /// is masked in it, as for the quotes of themes.
    pub(super) fn passage(&self, answer: &AnswerId, span: Span) -> PassageView {
        let quote = self.quote(answer, span);
        PassageView {
            quote: quote.filter(|quote| !is_masked(&quote.text)),
            link: answer_link(&self.question.question.id.0, answer),
        }
    }

    /// The same for a danger, which must be understood: quoted with its tags where something
    /// is masked, and with the whole answer around it where that is short.
    pub(super) fn told(&self, answer: &AnswerId, span: Span) -> PassageView {
        let text = self.by_id.get(answer).map_or("", |a| a.text.as_str());
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        let span = match text.chars().count() <= SHORT {
            true => whole,
            false => span,
        };
        PassageView {
            quote: self.quote(answer, span),
            link: answer_link(&self.question.question.id.0, answer),
        }
    }

    fn quote(&self, answer: &AnswerId, span: Span) -> Option<QuoteView> {
        let text = self.by_id.get(answer)?.text.as_str();
        let said = text.get(span.start..span.end)?;
        let outside =
            |part: Option<&str>| part.is_some_and(|rest| rest.chars().any(char::is_alphanumeric));
        Some(QuoteView {
            text: said.to_owned(),
            cut_before: outside(text.get(..span.start)),
            cut_after: outside(text.get(span.end..)),
            link: answer_link(&self.question.question.id.0, answer),
            segment: None,
            plain: None,
        })
    }

    /// The passages that may be quoted, as many as `most`; the first alone where none may.
    fn quotable(&self, passages: &[Passage], most: usize) -> Vec<PassageView> {
        let view = |passage: &Passage| self.passage(&passage.answer, passage.span);
        let quoted: Vec<PassageView> = passages
            .iter()
            .map(view)
            .filter(|passage| passage.quote.is_some())
            .take(most)
            .collect();
        match quoted.is_empty() {
            true => passages.first().map(view).into_iter().collect(),
            false => quoted,
        }
    }

    pub(super) fn theme(&self, id: Option<&ThemeId>) -> Option<LinkView> {
        self.themes.get(id?).cloned()
    }

    fn pair(&self, ids: Option<&(ThemeId, ThemeId)>) -> Option<(LinkView, LinkView)> {
        let (one, other) = ids?;
        Some((self.theme(Some(one))?, self.theme(Some(other))?))
    }
}

/// Where the finding at `place` of a kind stands: `q1-debate-1`.
pub(super) fn finding_anchor(question: &QuestionResult, kind: &str, place: usize) -> String {
    let id = question.question.id.0.to_lowercase();
    format!("{id}-{kind}-{}", place + 1)
}

/// Up to [`FIRST_FINDINGS`] of the `places` each question has to show: the first of each
/// question, then the seconds.
pub(super) fn first_of_each(
    questions: &[QuestionView],
    places: impl Fn(&FindingsView) -> Vec<usize>,
) -> Vec<FirstView> {
    let of_each: Vec<Vec<usize>> = questions.iter().map(|q| places(&q.findings)).collect();
    (0..FIRST_FINDINGS)
        .flat_map(|rank| of_each.iter().enumerate().map(move |of| (rank, of)))
        .filter_map(|(rank, (question, places))| {
            let place = *places.get(rank)?;
            Some(FirstView { question, place })
        })
        .take(FIRST_FINDINGS)
        .collect()
}

impl Writer<'_> {
    pub(super) fn findings(&self, around: &Around<'_>) -> FindingsView {
        let found = &around.question.findings;
        let of_several = found.leads.iter();
        let of_several = of_several.take_while(|lead| !lead.criteria.is_isolated());
        let leads_shared = of_several.count();
        let shared = leads_shared.min(LEADS);
        let (leads, others) = found.leads.split_at(shared);
        let in_table: usize = leads.iter().map(|lead| lead.passages.len()).sum();
        let leads_of = |leads: &[LeadFound], first: usize| -> Vec<LeadView> {
            let ranked = leads.iter().zip(first + 1..);
            ranked
                .map(|(lead, rank)| self.lead(around, lead, rank))
                .collect()
        };
        FindingsView {
            debates: found
                .oppositions
                .iter()
                .enumerate()
                .map(|(place, found)| debate(around, found, place))
                .collect(),
            themes_apart: themes_apart(around),
            contradictions: found
                .contradictions
                .iter()
                .map(|found| contradiction(around, found))
                .collect(),
            signals: self.signals(around),
            leads: leads_of(leads, 0),
            other_leads: leads_of(others, shared),
            leads_shared,
            proposals_left: found.proposals.saturating_sub(in_table),
            proposals: found.proposals,
            drawn: found.drawn,
        }
    }

    pub(super) fn lead(&self, around: &Around<'_>, lead: &LeadFound, rank: usize) -> LeadView {
        let id = &around.question.question.id.0;
        let criteria = &lead.criteria;
        // The representative may hold a masked name; another passage then stands for it.
        let others = lead.passages.iter().filter(|p| **p != lead.passage);
        let candidates: Vec<Passage> = std::iter::once(&lead.passage)
            .chain(others)
            .cloned()
            .collect();
        let passage = around.quotable(&candidates, 1).into_iter().next();
        let mut references: Vec<LinkView> = Vec::new();
        for member in &lead.passages {
            let link = answer_link(id, &member.answer);
            if references.last().is_none_or(|l| l.anchor != link.anchor) {
                references.push(link);
            }
        }
        LeadView {
            rank,
            passage: passage
                .unwrap_or_else(|| around.passage(&lead.passage.answer, lead.passage.span)),
            people: criteria.respondents,
            answers: (criteria.answers > criteria.respondents).then_some(criteria.answers),
            segments: criteria.segments,
            precision: self.precise(criteria.precision),
            urgent: criteria.urgent > 0,
            references,
            status: self.finding_status(around.question, FindingKind::Lead, &lead.passage),
        }
    }

    /// What holds, in words, one after the other.
    pub(super) fn listed(&self, parts: &[(bool, &str)]) -> String {
        let said: Vec<String> = parts
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, key)| self.say(key, &[]))
            .collect();
        said.join(", ")
    }
}

fn debate(around: &Around<'_>, found: &OppositionFound, place: usize) -> DebateView {
    DebateView {
        anchor: finding_anchor(around.question, "debate", place),
        object: found.object.clone(),
        favour: found.favour.len(),
        against: found.against.len(),
        favour_quotes: around.quotable(&found.favour, SIDE_QUOTES),
        against_quotes: around.quotable(&found.against, SIDE_QUOTES),
        theme: around.theme(found.theme.as_ref()),
        between: around.pair(found.between.as_ref()),
        sentence: readings::tension(around.question, place),
    }
}

fn themes_apart(around: &Around<'_>) -> Vec<ThemesApartView> {
    let found = &around.question.findings;
    let debate = |place: &usize| {
        Some(LinkView {
            name: found.oppositions.get(*place)?.object.clone(),
            anchor: finding_anchor(around.question, "debate", *place),
        })
    };
    found
        .themes_apart
        .iter()
        .filter_map(|apart| {
            Some(ThemesApartView {
                themes: around.pair(Some(&apart.themes))?,
                debates: apart.oppositions.iter().filter_map(debate).collect(),
            })
        })
        .collect()
}

fn contradiction(around: &Around<'_>, found: &ContradictionFound) -> ContradictionView {
    ContradictionView {
        closed_question: found.closed_question.clone(),
        closed_answer: found.closed_answer.clone(),
        passage: around.passage(&found.passage.answer, found.passage.span),
    }
}
