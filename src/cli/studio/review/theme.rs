//! One theme: its quotes, its answers, and what can be done with them.

use super::super::pages::values;
use super::super::request::Reply;
use super::cards::{card, choices, quotes};
use super::{Review, turned};

impl Review<'_> {
    pub(super) fn theme(
        &self,
        (question, theme): (usize, usize),
        number: usize,
    ) -> anyhow::Result<Reply> {
        let result = self.result.result(question);
        let shown = self.result.theme_at((question, theme));
        let members = &self.result.questions[question].members[theme];
        let (page, turning) = turned(members, number);
        let lines = self.lines(question, page, Some(&shown.theme.id));
        self.page(
            ("theme.html", "review_title"),
            question,
            "themes",
            values! {
                heading => shown.theme.title,
                card => card(result, shown, self.language),
                quotes => quotes(result, shown),
                answers => lines,
                turning,
                choices => choices(result),
            },
        )
    }
}
