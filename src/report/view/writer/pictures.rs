//! From figures to what the pictures draw, with the words they need.

use super::*;
use crate::report::pictures::{
    Bar, BarGroup, Cell, Column, Facing, Flow, Heat, Opposed, Row, Shade, Step, ThemeBars,
    answer_map, facing_bars, flow, heat_table, theme_bars,
};
use crate::synthesis::mask;

impl Writer<'_> {
    /// Every picture of a question.
    pub(super) fn pictures(&self, question: &QuestionResult) -> PicturesView {
        let lang = question.language.code();
        let lang = (question.language != self.language).then_some(lang);
        let themes = !question.themes.is_empty();
        let segments = 0..question.segments.len();
        let debates = !question.findings.oppositions.is_empty();
        PicturesView {
            flow: flow(&self.drawn_flow(question)),
            bars: themes.then(|| theme_bars(&self.drawn_bars(question, lang))),
            map: (!question.map.is_empty()).then(|| answer_map(&self.drawn_map(question, lang))),
            heat: segments
                .filter(|_| themes)
                .map(|place| heat_table(&self.drawn_heat(question, place, lang)))
                .collect(),
            facing: debates.then(|| facing_bars(&self.drawn_debates(question, lang))),
        }
    }

    /// What tells changes, in the same words.
    pub(super) fn teller(&self) -> Teller<'_> {
        Teller {
            words: self.words,
            language: self.language,
        }
    }

    pub(super) fn figure(&self, count: usize) -> String {
        wording::number(count, self.language)
    }

    /// A number and the word it counts, in the number that fits.
    pub(super) fn counted(&self, count: usize, key: &str) -> String {
        let forms = self.say(key, &[]);
        let (one, many) = forms.split_once('|').unwrap_or((&forms, &forms));
        let form = if self.language.is_singular(count) {
            one
        } else {
            many
        };
        format!("{}\u{a0}{form}", self.figure(count))
    }

    fn drawn_flow(&self, question: &QuestionResult) -> Flow {
        let balance = &question.balance;
        let step = |count: usize, key: &str| Step {
            count,
            words: self.counted(count, key),
        };
        let reasons = balance.set_aside.iter().filter(|(_, count)| *count > 0);
        Flow {
            caption: self.say("picture_flow", &[]),
            received: step(balance.rows, "picture_received"),
            analysed: step(balance.analysed, "analysed_answer"),
            aside: step(
                balance.set_aside.iter().map(|(_, n)| n).sum(),
                "picture_aside",
            ),
            reasons: reasons
                .map(|(class, count)| Step {
                    count: *count,
                    words: format!(
                        "{}\u{a0}{}",
                        self.say(class_key(*class), &[]),
                        self.figure(*count)
                    ),
                })
                .collect(),
            in_theme: step(balance.in_theme, "picture_in_theme"),
            in_none: step(balance.unassigned, "picture_in_none"),
        }
    }

    fn drawn_bars(&self, question: &QuestionResult, lang: Option<&'static str>) -> ThemeBars {
        let balance = &question.balance;
        let (base, _) = self.weigh(balance.analysed, balance.analysed_once);
        let ranked = self.ranked(question);
        let bar = |place: &usize| {
            let theme = ranked[*place];
            let (answers, _) = self.weigh(theme.answers, theme.answers_once);
            Bar {
                title: theme.theme.title.clone(),
                anchor: theme_link(theme).anchor,
                answers,
                figure: self.figure(answers),
                share: wording::percentage(answers, base, self.language),
            }
        };
        // A family of one theme is that theme: such themes stand together, without a family.
        let (families, alone): (Vec<FamilyView>, Vec<FamilyView>) = self
            .families(question)
            .into_iter()
            .partition(|family| family.answers > 0 && family.themes.len() > 1);
        let mut groups: Vec<BarGroup> = families
            .into_iter()
            .map(|family| BarGroup {
                figure: self.counted(family.answers, "answer"),
                bars: family.themes.iter().map(bar).collect(),
                title: family.title,
            })
            .collect();
        if !alone.is_empty() {
            let mut themes: Vec<usize> = alone.into_iter().flat_map(|f| f.themes).collect();
            themes.sort_unstable();
            groups.push(BarGroup {
                title: (!groups.is_empty()).then(|| self.say("family_none", &[])),
                figure: String::new(),
                bars: themes.iter().map(bar).collect(),
            });
        }
        let words = self.counted(base, "answer");
        ThemeBars {
            caption: self.say("picture_bars", &[("base", &words)]),
            lang,
            groups,
        }
    }

    fn drawn_heat(
        &self,
        question: &QuestionResult,
        place: usize,
        lang: Option<&'static str>,
    ) -> Heat {
        let segment = &question.segments[place];
        let counts = segment.values.iter().map(|(_, count)| *count).collect();
        let bases = mask(counts, self.mask_below);
        let columns = segment
            .values
            .iter()
            .zip(&bases)
            .map(|((value, _), base)| Column {
                name: match value.is_empty() {
                    true => self.say("segment_none", &[]),
                    false => value.clone(),
                },
                base: format!("({})", self.cell(*base)),
            });
        let row = |theme: &ThemeResult| {
            let cells = theme
                .segments
                .get(place)
                .map_or(&[][..], |table| &table.cells);
            let cells = cells.iter().zip(&bases).map(|(part, base)| Cell {
                text: self.cell(*part),
                shade: Shade::of(*part, *base),
            });
            Row {
                title: theme.theme.title.clone(),
                anchor: theme_link(theme).anchor,
                cells: cells.collect(),
                total: self.figure(theme.answers),
            }
        };
        let last = self.mask_below.saturating_sub(1).to_string();
        let caption = self.say("caption_segments", &[("title", &segment.title)]);
        Heat {
            caption: format!("{caption} {}", self.say("masked_note", &[("last", &last)])),
            name: segment.title.clone(),
            lang,
            themes: self.say("col_theme", &[]),
            columns: columns.collect(),
            total: {
                let all = self.figure(question.balance.analysed);
                format!("{} ({all})", self.say("col_total", &[]))
            },
            rows: self.ranked(question).into_iter().map(row).collect(),
            key: self.say("picture_shades", &[]),
            steps: [0, 1, 2, 3, 4].map(|step| self.say(&format!("picture_shade_{step}"), &[])),
            note: self.say("picture_shades_note", &[]),
        }
    }

    fn drawn_debates(&self, question: &QuestionResult, lang: Option<&'static str>) -> Facing {
        let found = question.findings.oppositions.iter().enumerate();
        let pairs = found.map(|(place, found)| {
            let counts = [found.favour.len(), found.against.len()];
            Opposed {
                title: found.object.clone(),
                anchor: finding_anchor(question, "debate", place),
                counts,
                figures: counts.map(|count| self.figure(count)),
            }
        });
        Facing {
            caption: self.say("picture_debates", &[]),
            lang,
            sides: ["picture_debates_for", "picture_debates_against"].map(|key| self.say(key, &[])),
            pairs: pairs.collect(),
        }
    }
}
