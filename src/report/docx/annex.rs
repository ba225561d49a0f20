//! What stands in the document: which answers its annex holds, and the bookmarks of all that
//! can be linked to.
//!
//! A list of thousands of answers makes a file nobody prints or opens with pleasure: beyond
//! [`WHOLE`] answers, those that are quoted stand in it, and the document says where all are.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::report::view::{AnswerView, Document, LinkView, QuestionView};

/// Answers, those set aside among them, that an annex holds at most.
const WHOLE: usize = 500;
/// Answers in no theme printed for one question where the annex is not whole.
const UNASSIGNED: usize = 100;
/// Longest name of a bookmark in Word, less room for a number.
const NAME: usize = 32;

/// Which answers are printed.
#[derive(Serialize)]
pub(in crate::report) struct Annex {
    /// Every answer, those set aside too.
    pub whole: bool,
    /// Answers in it, those set aside not counted.
    pub shown: usize,
    /// Answers set aside, of all questions.
    pub set_aside: usize,
    pub(super) questions: Vec<Shown>,
    #[serde(skip)]
    bookmarks: BTreeMap<String, String>,
}

/// Answers in no theme near each other.
#[derive(Serialize)]
pub(super) struct Unassigned {
    pub heading: Option<String>,
    pub count: usize,
    pub answers: Vec<AnswerView>,
}

/// What is printed of one question.
#[derive(Serialize)]
pub(super) struct Shown {
    pub answers: Vec<AnswerView>,
    /// Answers in no theme by nearness, those that are printed.
    pub unassigned: Vec<Unassigned>,
    /// Answers in no theme that are not.
    pub unassigned_left: usize,
}

impl Annex {
    pub(in crate::report) fn of(document: &Document) -> Annex {
        let set_aside = document.questions.iter().map(|q| q.set_aside_total).sum();
        let whole = document.analysed + set_aside <= WHOLE;
        let quoted = quoted(document);
        let questions: Vec<Shown> = document
            .questions
            .iter()
            .map(|question| shown(question, whole, &quoted))
            .collect();
        Annex {
            whole,
            shown: questions
                .iter()
                .map(|question| question.answers.len())
                .sum(),
            set_aside,
            bookmarks: bookmarks(document, whole, &questions),
            questions,
        }
    }

    /// The bookmark of each anchor of the view that stands in the document.
    pub(super) fn bookmarks(&self) -> BTreeMap<String, String> {
        self.bookmarks.clone()
    }
}

fn shown(question: &QuestionView, whole: bool, quoted: &BTreeSet<&str>) -> Shown {
    let mut room = match whole {
        true => usize::MAX,
        false => UNASSIGNED,
    };
    let groups = question.unassigned_groups.iter();
    let unassigned: Vec<Unassigned> = groups
        .map(|group| {
            let places = group.places.iter().take(room);
            let answers: Vec<AnswerView> = places
                .filter_map(|place| question.unassigned.get(*place).cloned())
                .collect();
            room -= answers.len();
            Unassigned {
                heading: group.heading.clone(),
                count: group.places.len(),
                answers,
            }
        })
        .collect();
    let printed: usize = unassigned.iter().map(|group| group.answers.len()).sum();
    let is_shown = |a: &&AnswerView| whole || quoted.contains(a.link.anchor.as_str());
    Shown {
        answers: question.answers.iter().filter(is_shown).cloned().collect(),
        unassigned_left: question.unassigned.len() - printed,
        unassigned,
    }
}

/// Anchors of the answers that are quoted somewhere in the document.
fn quoted(document: &Document) -> BTreeSet<&str> {
    let mut links: Vec<&LinkView> = Vec::new();
    let alerts = document.alerts.iter().flat_map(|level| &level.alerts);
    links.extend(alerts.map(|alert| &alert.passage.link));
    for question in &document.questions {
        let quotes = question.themes.iter().flat_map(|theme| &theme.quotes);
        links.extend(quotes.map(|quote| &quote.link));
        let found = &question.findings;
        let debates = found.debates.iter();
        let sides = debates.flat_map(|d| d.favour_quotes.iter().chain(&d.against_quotes));
        let signals = found.signals.iter().flat_map(|signal| &signal.passages);
        let contradictions = found.contradictions.iter().map(|c| &c.passage);
        let leads = found.leads.iter().chain(&found.other_leads);
        let passages = sides
            .chain(signals)
            .chain(contradictions)
            .chain(leads.map(|lead| &lead.passage));
        links.extend(passages.map(|passage| &passage.link));
        let groups = question.campaigns.iter().chain(&question.near);
        links.extend(groups.chain(&question.exact).map(|group| &group.model));
    }
    links.into_iter().map(|link| link.anchor.as_str()).collect()
}

/// A name for each place: letters, digits and `_`, 40 characters at most, and no two that
/// differ by case alone, as Word wants them.
fn bookmarks(document: &Document, whole: bool, shown: &[Shown]) -> BTreeMap<String, String> {
    let mut anchors: Vec<&str> = Vec::new();
    for (question, shown) in document.questions.iter().zip(shown) {
        anchors.push(&question.anchor);
        anchors.extend(question.themes.iter().map(|theme| theme.anchor.as_str()));
        let found = &question.findings;
        anchors.extend(found.debates.iter().map(|debate| debate.anchor.as_str()));
        anchors.extend(found.signals.iter().map(|signal| signal.anchor.as_str()));
        let answers = shown.answers.iter();
        anchors.extend(answers.map(|answer| answer.link.anchor.as_str()));
        if whole {
            let aside = question.set_aside.iter().flat_map(|class| &class.answers);
            anchors.extend(aside.map(|answer| answer.link.anchor.as_str()));
        }
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeMap::new();
    for anchor in anchors {
        let plain: String = anchor
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .take(NAME)
            .collect();
        let mut name = plain.clone();
        let mut count = 1;
        while !taken.insert(name.to_ascii_lowercase()) {
            count += 1;
            name = format!("{plain}_{count}");
        }
        names.insert(anchor.to_owned(), name);
    }
    names
}
