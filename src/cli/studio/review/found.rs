//! Alerts, weak signals and leads, to retain or dismiss; and the map.

use serde_json::Value;

use super::super::pages::{merged, value, values};
use super::super::request::Reply;
use super::super::routes;
use super::{PER_PAGE, Review, Turning, anchor_of};
use crate::report::studio as looks;
use crate::synthesis::FindingKind;

const KINDS: [(FindingKind, &str); 3] = [
    (FindingKind::Alert, "alert"),
    (FindingKind::Signal, "signal"),
    (FindingKind::Lead, "lead"),
];

impl Review<'_> {
    /// A page of each kind: alerts are never capped.
    pub(super) fn found(&self, question: usize, number: usize) -> anyhow::Result<Reply> {
        let shown = &self.result.shown;
        let all = KINDS.map(|(kind, _)| shown.questions[question].readable(kind).len());
        let pages = all.iter().max().unwrap_or(&0).div_ceil(PER_PAGE).max(1);
        let page = number.min(pages);
        let start = (page - 1) * PER_PAGE;
        let mut kinds = Vec::new();
        for ((kind, name), count) in KINDS.into_iter().zip(all) {
            let range = start..start + PER_PAGE;
            let found = looks::findings(shown, question, kind, range, self.language)?;
            if found.is_empty() && page > 1 {
                continue;
            }
            let question = &shown.questions[question].question.id;
            let cards: Vec<Value> = found
                .into_iter()
                .map(|card| {
                    let anchor = looks::answer_anchor(question, &card.passage.answer);
                    merged(values! { anchor }, value(&card))
                })
                .collect();
            kinds.push(values! { name, cards, count, start });
        }
        self.page(
            ("found.html", "found_title"),
            question,
            "found",
            values! { kinds, turning => Turning { page, pages, count: all.iter().sum() } },
        )
    }

    /// The marks lead to answers, the titles to themes.
    pub(super) fn map(&self, question: usize) -> anyhow::Result<Reply> {
        let Some(drawn) = looks::map(&self.result.shown, question, self.language)? else {
            return Ok(routes::missing(self.studio));
        };
        let here = format!("{}/{}", self.studio.keys.base(), self.address(""));
        let own = anchor_of(self.result.result(question));
        let leads = drawn.replace(&format!("href=\"#{own}-"), &format!("href=\"{here}{own}-"));
        self.page(
            ("map.html", "map_title"),
            question,
            "map",
            values! { drawn => leads },
        )
    }
}
