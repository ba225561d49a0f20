//! One question, put together from its parts.

use super::*;

impl Writer<'_> {
    pub(super) fn question(&self, question: &QuestionResult) -> QuestionView {
        let id = &question.question.id.0;
        let by_id = answers_by_id(question);
        let themes: HashMap<&ThemeId, LinkView> = question
            .themes
            .iter()
            .map(|result| (&result.theme.id, theme_link(result)))
            .collect();
        let open = self.open_values(question);
        let view = |answer: &AnswerRecord| self.answer(question, answer, &themes, &open);
        let (base, base_beside) =
            self.weigh(question.balance.analysed, question.balance.analysed_once);
        let views: Vec<ThemeView> = self
            .ranked(question)
            .into_iter()
            .map(|theme| self.theme(question, theme, base, &by_id))
            .collect();
        let campaigns = self.similar(question, GroupKind::Campaign, &by_id);
        let near = self.similar(question, GroupKind::Near, &by_id);
        let exact = self.similar(question, GroupKind::Exact, &by_id);
        QuestionView {
            id: id.clone(),
            anchor: id.to_lowercase(),
            text: question.question.text.clone(),
            language: question.language.code(),
            rows: question.balance.rows,
            analysed: question.balance.analysed,
            base,
            base_beside,
            in_theme: question.balance.in_theme,
            respondents: question.balance.respondents,
            distinct_texts: question.balance.distinct_texts,
            set_aside: self.classes(question),
            set_aside_total: question.set_aside.len(),
            coding: question.grouping.coding.as_ref().map(|coding| CodingView {
                codes: coding.codes,
                codebook: coding.codebook.clone(),
                coded: coding.by_model,
                kept: coding.kept,
            }),
            overview: self.overview(question),
            themes: views,
            families: self.families(question),
            findings: self.findings(&Around {
                question,
                by_id: &by_id,
                themes: &themes,
            }),
            pictures: self.pictures(question),
            segments: self.segments(question),
            unassigned_count: question.unassigned.len(),
            unassigned_pages: Vec::new(),
            similar_pages: Vec::new(),
            unassigned: question
                .unassigned
                .iter()
                .filter_map(|answer| by_id.get(answer))
                .map(|answer| view(answer))
                .collect(),
            unassigned_groups: self.unassigned_groups(question),
            campaign_count: campaigns.len(),
            campaign_answers: campaigns.iter().map(|group| group.count).sum(),
            campaigns,
            near_count: near.len(),
            exact_count: exact.len(),
            near,
            exact,
            answers: question.answers.iter().map(view).collect(),
            evolution: self.teller().evolution(question),
            grouped: question.grouping.target > 0,
            small_base: question.balance.analysed < 30,
        }
    }

    fn classes(&self, question: &QuestionResult) -> Vec<ClassView> {
        let id = &question.question.id.0;
        question
            .balance
            .set_aside
            .iter()
            .map(|(class, count)| ClassView {
                name: self.say(class_key(*class), &[]),
                count: *count,
                withheld: is_withheld(*class),
                pages: Vec::new(),
                answers: question
                    .set_aside
                    .iter()
                    .filter(|record| record.class == *class)
                    .map(|record| AnswerView {
                        link: answer_link(id, &record.id),
                        source: self.source(&record.source),
                        // What its author never sent, or what was taken down, is not published here.
                        text: match is_withheld(*class) {
                            true => String::new(),
                            false => record.text.clone(),
                        },
                        themes: Vec::new(),
                        segment: None,
                    })
                    .collect(),
            })
            .collect()
    }
}
