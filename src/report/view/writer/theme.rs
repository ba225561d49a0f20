//! A theme in words: its figures, its quotes, what it is made of.

use super::*;

impl Writer<'_> {
    pub(super) fn theme(
        &self,
        question: &QuestionResult,
        result: &ThemeResult,
        base: usize,
        by_id: &HashMap<&AnswerId, &AnswerRecord>,
    ) -> ThemeView {
        let theme = &result.theme;
        let id = question.question.id.0.as_str();
        let (answers, beside) = self.weigh(result.answers, result.answers_once);
        let share = wording::percentage(answers, base, self.language);
        let scale = self.say(wording::scale_step(answers, base), &[]);
        let quotes: Vec<QuoteView> = theme
            .quotes
            .iter()
            .map(|quote| self.quote(question, result, quote, by_id))
            .collect();
        ThemeView {
            id: theme.id.0.clone(),
            anchor: theme_link(result).anchor,
            title: theme.title.clone(),
            status: self.theme_status(result),
            origin: self.origin(theme.origin, theme.extractive_title.as_deref()),
            summary: self.summary(question, result),
            stance: self.stance(question, result),
            answers,
            all: (self.campaigns == CampaignWeight::CountOnce && beside.is_some())
                .then_some(result.answers),
            beside,
            scale_and_share: match &share {
                Some(share) => format!("{share}, {scale}"),
                None => scale.clone(),
            },
            share,
            scale,
            short_quote: essential::short_quote(&quotes, &theme.title),
            quotes,
            bar: (100 * answers).div_ceil(base.max(1)),
            main_answers: result.main_answers,
            respondents: result.respondents,
            distinct_texts: result.distinct_texts,
            stability: theme
                .stability
                .filter(|_| base >= PERCENT_FROM)
                .map(|value| wording::percent(value.into(), self.language)),
            fragile: theme.stability.is_some_and(|value| value < 50),
            key_phrases: theme.key_phrases.iter().map(|p| p.text.clone()).collect(),
            member_count: theme.members.len(),
            pages: Vec::new(),
            members: theme
                .members
                .iter()
                .map(|member| answer_link(id, &member.answer))
                .collect(),
            sub_themes: self.sub_themes(question, theme),
            debates: self.debates_of(question, theme),
        }
    }
}
