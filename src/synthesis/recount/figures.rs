//! The figures of themes, counted again where answers joined or left.

use std::collections::HashMap;

use super::coding::Coding;
use crate::synthesis::assemble::counted;
use crate::synthesis::{
    AnswerRecord, Campaigns, CrossTabulation, SegmentBase, SimilarGroup, ThemeResult, crosstab,
};

/// What the figures of all themes of a question are counted with.
pub(super) struct Figures<'a> {
    campaigns: Campaigns<'a>,
    /// For each segment column the place of each value, in the order of the tables.
    values: Vec<HashMap<&'a str, usize>>,
    mask_below: usize,
}

impl<'a> Figures<'a> {
    pub fn new(
        similar: &'a [SimilarGroup],
        segments: &'a [SegmentBase],
        mask_below: usize,
    ) -> Figures<'a> {
        let values = segments.iter().map(|base| {
            let values = base.values.iter().map(|(value, _)| value.as_str());
            values.zip(0..).collect()
        });
        Figures {
            campaigns: Campaigns::of(similar.iter().map(|group| &group.answers)),
            values: values.collect(),
            mask_below,
        }
    }

    /// Counts a theme by its members; one that is not `touched` has the answers it had, but
    /// may have become the main theme of some.
    pub fn of(&self, mut result: ThemeResult, coding: &Coding<'_>, touched: bool) -> ThemeResult {
        let ids = result.theme.members.iter();
        if !touched {
            result.main_answers = ids.filter(|member| member.main).count();
            return result;
        }
        let members = ids.filter_map(|member| coding.answer(&member.answer));
        let members: Vec<&AnswerRecord> = members.collect();
        ThemeResult {
            reading: result.reading,
            ..counted(
                result.theme,
                &members,
                &self.campaigns,
                self.tables(&members),
            )
        }
    }

    fn tables(&self, members: &[&AnswerRecord]) -> Vec<CrossTabulation> {
        let columns = self.values.iter().enumerate();
        let table = |(column, places): (usize, &HashMap<&str, usize>)| {
            let mut counts = vec![0; places.len()];
            let values = members
                .iter()
                .filter_map(|answer| answer.segments.get(column));
            for place in values.filter_map(|value| places.get(value.as_str())) {
                counts[*place] += 1;
            }
            CrossTabulation {
                cells: crosstab::mask(counts, self.mask_below),
            }
        };
        columns.map(table).collect()
    }
}
