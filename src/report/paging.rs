//! A consultation too large for one page: its answers go into pages of `answers/`, each
//! under its main theme, and every link to an answer goes there. Nothing is left out: what
//! leaves the report is in a page, and the report says which.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::synthesis::{QuestionResult, Synthesis};

use super::view::{AnswerView, ClassView, Document, LinkView, QuestionView, SimilarView};

/// More answers than this, analysed or set aside, are put in pages of their own.
const PAGED_FROM: usize = 5_000;
/// Answers on one page.
const PER_PAGE: usize = 500;
/// Links on one page.
const LINKS_PER_PAGE: usize = 5_000;
/// Groups of similar answers of each kind that stay in the report, the largest first.
const GROUPS: usize = 20;
/// Answers named in one of these.
const NAMED: usize = 50;

/// True for a consultation whose answers go into pages of their own.
pub(super) fn is_large(synthesis: &Synthesis) -> bool {
    let size = |q: &QuestionResult| q.answers.len() + q.set_aside.len();
    synthesis.questions.iter().map(size).sum::<usize>() > PAGED_FROM
}

/// The pages of a report, and where each answer is.
#[derive(Default)]
pub(super) struct Paging {
    pub pages: Vec<AnswerPage>,
    /// File of `answers/` by anchor.
    homes: HashMap<String, String>,
}

/// A page of answers.
#[derive(Serialize)]
pub(super) struct AnswerPage {
    /// Its file in `answers/`.
    pub file: String,
    pub kind: PageKind,
    pub question: QuestionHead,
    /// The theme, or the reason for which the answers were set aside.
    pub subject: Option<LinkView>,
    pub number: usize,
    pub of: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub answers: Vec<AnswerView>,
    /// Answers of this theme that are printed under another, their main one.
    pub also: Vec<LinkView>,
    pub groups: Vec<SimilarView>,
    /// True when the texts are kept back.
    pub withheld: bool,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PageKind {
    Theme,
    Unassigned,
    SetAside,
    Similar,
}

#[derive(Clone, Serialize)]
pub(super) struct QuestionHead {
    pub id: String,
    pub anchor: String,
    pub text: String,
    pub language: &'static str,
}

/// A page as the report points at it.
#[derive(Clone, Serialize)]
pub(super) struct PageLink {
    pub file: String,
    pub number: usize,
}

impl Paging {
    /// File of `answers/` that holds an anchor, if one does.
    pub(super) fn home(&self, anchor: &str) -> Option<&str> {
        self.homes.get(anchor).map(String::as_str)
    }

    /// Takes the answers of a large consultation out of its report. Cost: linear.
    pub(super) fn split(document: &mut Document) -> Paging {
        let mut paging = Paging::default();
        if !document.paged {
            return paging;
        }
        for question in &mut document.questions {
            paging.question(question);
        }
        paging
    }

    fn question(&mut self, question: &mut QuestionView) {
        let head = QuestionHead {
            id: question.id.clone(),
            anchor: question.anchor.clone(),
            text: question.text.clone(),
            language: question.language,
        };
        let mut by_theme: BTreeMap<String, Vec<AnswerView>> = BTreeMap::new();
        for answer in std::mem::take(&mut question.answers) {
            let main = answer.themes.first().map(|theme| theme.anchor.clone());
            by_theme
                .entry(main.unwrap_or_default())
                .or_default()
                .push(answer);
        }
        for theme in &mut question.themes {
            let answers = by_theme.remove(&theme.anchor).unwrap_or_default();
            let own: Vec<&str> = answers.iter().map(|a| a.link.anchor.as_str()).collect();
            let own: std::collections::HashSet<&str> = own.into_iter().collect();
            let members = std::mem::take(&mut theme.members).into_iter();
            let also = members
                .filter(|m| !own.contains(m.anchor.as_str()))
                .collect();
            let subject = LinkView {
                name: theme.title.clone(),
                anchor: theme.anchor.clone(),
            };
            let stem = theme.anchor.clone();
            theme.pages = self.add(&stem, PageKind::Theme, &head, Some(subject), answers, also);
            for sub in &mut theme.sub_themes {
                sub.members.clear();
            }
        }
        let mut unassigned: Vec<AnswerView> = by_theme.into_values().flatten().collect();
        let groups = question.unassigned_groups.iter().flat_map(|g| &g.places);
        let listed = &question.unassigned;
        let rank: HashMap<&str, usize> = groups
            .filter_map(|place| Some(listed.get(*place)?.link.anchor.as_str()))
            .zip(0..)
            .collect();
        unassigned.sort_by_key(|a| rank.get(a.link.anchor.as_str()).copied());
        let stem = format!("{}-none", question.anchor);
        question.unassigned_pages = self.add(
            &stem,
            PageKind::Unassigned,
            &head,
            None,
            unassigned,
            Vec::new(),
        );
        question.unassigned.clear();
        for group in &mut question.unassigned_groups {
            group.places.clear();
        }
        for (place, class) in question.set_aside.iter_mut().enumerate() {
            self.set_aside(class, place, &head);
        }
        let groups: Vec<SimilarView> = [
            &mut question.campaigns,
            &mut question.near,
            &mut question.exact,
        ]
        .into_iter()
        .flat_map(shortened)
        .collect();
        question.similar_pages = self.similar(groups, &head);
    }

    fn set_aside(&mut self, class: &mut ClassView, place: usize, head: &QuestionHead) {
        let subject = LinkView {
            name: class.name.clone(),
            anchor: format!("{}-set-aside", head.anchor),
        };
        let answers = std::mem::take(&mut class.answers);
        let stem = format!("{}-aside{}", head.anchor, place + 1);
        let first = self.pages.len();
        class.pages = self.add(
            &stem,
            PageKind::SetAside,
            head,
            Some(subject),
            answers,
            Vec::new(),
        );
        for page in &mut self.pages[first..] {
            page.withheld = class.withheld;
        }
    }

    /// Pages of groups that share their wording, each with all its answers.
    fn similar(&mut self, groups: Vec<SimilarView>, head: &QuestionHead) -> Vec<PageLink> {
        let mut batches: Vec<Vec<SimilarView>> = Vec::new();
        let mut room = 0;
        for group in groups {
            if room == 0 || batches.is_empty() {
                batches.push(Vec::new());
                room = LINKS_PER_PAGE;
            }
            room = room.saturating_sub(group.answers.len() + 10);
            if let Some(last) = batches.last_mut() {
                last.push(group);
            }
        }
        let stem = format!("{}-similar", head.anchor);
        let of = batches.len();
        let first = self.pages.len();
        for (place, groups) in batches.into_iter().enumerate() {
            let mut page = empty(&stem, place, of, PageKind::Similar, head, None);
            page.groups = groups;
            self.pages.push(page);
        }
        links(&self.pages[first..])
    }

    fn add(
        &mut self,
        stem: &str,
        kind: PageKind,
        head: &QuestionHead,
        subject: Option<LinkView>,
        answers: Vec<AnswerView>,
        also: Vec<LinkView>,
    ) -> Vec<PageLink> {
        let full = answers.len().div_ceil(PER_PAGE);
        let of = full + also.len().div_ceil(LINKS_PER_PAGE);
        let first = self.pages.len();
        let mut answers = answers.into_iter();
        let mut also = also.into_iter();
        for place in 0..of {
            let mut page = empty(stem, place, of, kind, head, subject.clone());
            if place < full {
                page.answers = answers.by_ref().take(PER_PAGE).collect();
            } else {
                page.also = also.by_ref().take(LINKS_PER_PAGE).collect();
            }
            for answer in &page.answers {
                self.homes
                    .insert(answer.link.anchor.clone(), page.file.clone());
            }
            self.pages.push(page);
        }
        links(&self.pages[first..])
    }
}

fn empty(
    stem: &str,
    place: usize,
    of: usize,
    kind: PageKind,
    head: &QuestionHead,
    subject: Option<LinkView>,
) -> AnswerPage {
    let file = |number: usize| format!("{stem}-{number}.html");
    AnswerPage {
        file: file(place + 1),
        kind,
        question: head.clone(),
        subject,
        number: place + 1,
        of,
        previous: (place > 0).then(|| file(place)),
        next: (place + 1 < of).then(|| file(place + 2)),
        answers: Vec::new(),
        also: Vec::new(),
        groups: Vec::new(),
        withheld: false,
    }
}

fn links(pages: &[AnswerPage]) -> Vec<PageLink> {
    let link = |page: &AnswerPage| PageLink {
        file: page.file.clone(),
        number: page.number,
    };
    pages.iter().map(link).collect()
}

/// Leaves the largest groups with their first answers, and gives back all of them whole
/// where something was left out.
fn shortened(groups: &mut Vec<SimilarView>) -> Vec<SimilarView> {
    let is_short = groups.len() <= GROUPS && groups.iter().all(|g| g.answers.len() <= NAMED);
    if is_short {
        return Vec::new();
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    let whole = groups.clone();
    groups.truncate(GROUPS);
    for group in groups {
        group.more = group.answers.len().saturating_sub(NAMED);
        group.answers.truncate(NAMED);
    }
    whole
}
