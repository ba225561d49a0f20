//! Alerts, weak signals and leads, to retain or dismiss; and the map.

use serde_json::Value;

use super::super::pages::{merged, value, values};
use super::super::request::Reply;
use super::super::routes;
use super::{Review, anchor_of};
use crate::report::studio as looks;
use crate::synthesis::FindingKind;

const KINDS: [(FindingKind, &str); 3] = [
    (FindingKind::Alert, "alert"),
    (FindingKind::Signal, "signal"),
    (FindingKind::Lead, "lead"),
];

impl Review<'_> {
    pub(super) fn found(&self, question: usize) -> anyhow::Result<Reply> {
        let shown = &self.result.shown;
        let mut kinds = Vec::new();
        for (kind, name) in KINDS {
            let found = looks::findings(shown, question, kind, self.language)?;
            let question = &shown.questions[question].question.id;
            let cards: Vec<Value> = found
                .into_iter()
                .map(|card| {
                    let anchor = looks::answer_anchor(question, &card.passage.answer);
                    merged(values! { anchor }, value(&card))
                })
                .collect();
            kinds.push(values! { name, cards });
        }
        self.page(
            ("found.html", "found_title"),
            question,
            "found",
            values! { kinds },
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
