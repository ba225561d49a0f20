//! From figures to what the pictures draw, with the words they need.

use super::*;
use crate::report::pictures::{
    AnswerMap, Bar, BarGroup, Cell, Column, Dot, Facing, Flow, Heat, Kind, MOST_LINKED, Mark,
    Opposed, RANKED, Row, Shade, Step, ThemeBars, answer_map, facing_bars, flow, heat_table,
    theme_bars,
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

    fn figure(&self, count: usize) -> String {
        wording::number(count, self.language)
    }

    /// A number and the word it counts, in the number that fits.
    fn counted(&self, count: usize, key: &str) -> String {
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
        let group = |family: FamilyView| BarGroup {
            figure: match family.answers {
                0 => String::new(),
                answers => self.counted(answers, "answer"),
            },
            bars: family.themes.iter().map(bar).collect(),
            title: family.title,
        };
        let words = self.counted(base, "answer");
        ThemeBars {
            caption: self.say("picture_bars", &[("base", &words)]),
            lang,
            groups: self.families(question).into_iter().map(group).collect(),
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
        let last = (self.mask_below - 1).to_string();
        let caption = self.say("caption_segments", &[("title", &segment.title)]);
        Heat {
            caption: format!("{caption} {}", self.say("masked_note", &[("last", &last)])),
            name: segment.title.clone(),
            lang,
            themes: self.say("col_theme", &[]),
            columns: columns.collect(),
            total: self.say("col_total", &[]),
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

    /// Kinds are families where there are some, else themes; by the figure they are ranked
    /// by everywhere.
    fn drawn_map(&self, question: &QuestionResult, lang: Option<&'static str>) -> AnswerMap {
        let (mut kinds, kind_of) = self.kinds(question);
        let other = kinds.len();
        let kind = |key: &str, mark: Mark| Kind {
            title: self.say(key, &[]),
            anchor: None,
            figure: String::new(),
            mark,
        };
        kinds.push(kind("picture_map_other", Mark::Other));
        kinds.push(kind("picture_map_alone", Mark::Alone));
        let by_id = answers_by_id(question);
        let linked = question.map.len() <= MOST_LINKED;
        let dots = question.map.iter().map(|place| {
            let main = by_id
                .get(&place.answer)
                .and_then(|answer| answer.themes.first());
            Dot {
                x: place.x,
                y: place.y,
                kind: main.map_or(other + 1, |theme| *kind_of.get(theme).unwrap_or(&other)),
                link: linked.then(|| self.dot_link(question, &place.answer)),
            }
        });
        let dots: Vec<Dot> = dots.collect();
        // Kinds without any mark leave the key; those that stay are counted.
        let mut places = vec![0; kinds.len()];
        let mut kept = Vec::new();
        for (place, mut kind) in kinds.into_iter().enumerate() {
            let count = dots.iter().filter(|dot| dot.kind == place).count();
            places[place] = kept.len();
            if count > 0 {
                kind.figure = self.figure(count);
                kept.push(kind);
            }
        }
        AnswerMap {
            id: format!("{}-map", question.question.id.0.to_lowercase()),
            title: self.say("picture_map", &[("id", &question.question.id.0)]),
            caption: self.map_caption(question),
            lang,
            kinds: kept,
            dots: dots
                .into_iter()
                .map(|dot| Dot {
                    kind: places[dot.kind],
                    ..dot
                })
                .collect(),
        }
    }

    fn map_caption(&self, question: &QuestionResult) -> String {
        let shown = self.counted(question.map.len(), "answer");
        let all = self.figure(question.answers.len());
        let count = match question.map.len() == question.answers.len() {
            true => self.say("picture_map_all", &[("shown", &shown)]),
            false => self.say("picture_map_drawn", &[("shown", &shown), ("all", &all)]),
        };
        let marks = match question.families.is_empty() {
            true => "picture_map_themes",
            false => "picture_map_families",
        };
        let how = self.say("picture_map_how", &[]);
        format!("{count} {} {how}", self.say(marks, &[]))
    }

    /// The kinds that have a mark of their own, and the kind of each theme in them.
    fn kinds<'q>(&self, question: &'q QuestionResult) -> (Vec<Kind>, HashMap<&'q ThemeId, usize>) {
        let mut kinds = Vec::new();
        let mut kind_of = HashMap::new();
        let mut add = |title: &str, anchor: Option<String>, themes: &[&'q ThemeId]| {
            kind_of.extend(themes.iter().map(|theme| (*theme, kinds.len())));
            kinds.push(Kind {
                title: title.to_owned(),
                anchor,
                figure: String::new(),
                mark: Mark::Ranked(kinds.len()),
            });
        };
        if question.families.is_empty() {
            for theme in self.ranked(question).into_iter().take(RANKED) {
                let anchor = theme_link(theme).anchor;
                add(&theme.theme.title, Some(anchor), &[&theme.theme.id]);
            }
        } else {
            for family in question.families.iter().take(RANKED) {
                let themes: Vec<&ThemeId> = family.themes.iter().collect();
                add(&family.title, None, &themes);
            }
        }
        (kinds, kind_of)
    }

    fn dot_link(&self, question: &QuestionResult, answer: &AnswerId) -> (String, String) {
        let link = answer_link(&question.question.id.0, answer);
        let name = self.say("answer_link", &[("name", &link.name)]);
        (link.anchor, name)
    }
}
