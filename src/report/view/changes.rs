//! What became of themes between two results, in words: one table and one picture, for a
//! report and for a comparison of two.

use serde::Serialize;

use crate::language::Language;
use crate::report::pictures::{ChangedTheme, Changes, change_bars};
use crate::report::wording::{self, PERCENT_FROM, Words};
use crate::synthesis::comparison::chance::LEAST;
use crate::synthesis::{Change, Evolution, QuestionResult};
use crate::themes::ThemeId;

/// The table of changes and its picture.
#[derive(Serialize)]
pub(in crate::report) struct ChangesView {
    pub caption: String,
    pub rows: Vec<ChangeRow>,
    /// HTML with inline SVG, escaped already; none on bases that bear no percentage.
    pub picture: Option<String>,
}

/// A theme then and now.
#[derive(Serialize)]
pub(in crate::report) struct ChangeRow {
    pub title: String,
    /// None where the theme is told nowhere.
    pub anchor: Option<String>,
    /// `12 (24 %)`
    pub before: String,
    pub now: String,
    /// Of those of now, answers that were not there.
    pub new: String,
    pub change: String,
    /// True where it is more than chance.
    pub moved: bool,
}

/// What is known of a theme.
pub(in crate::report) struct ChangedItem {
    pub title: String,
    pub anchor: Option<String>,
    /// Answers that hold it, before and now.
    pub answers: [usize; 2],
    pub newcomers: usize,
    pub change: Change,
}

/// What the counts are of.
pub(in crate::report) struct ChangeBases<'a> {
    /// The question's id.
    pub id: &'a str,
    /// Language of the titles.
    pub titles: Language,
    /// Answers analysed, before and now.
    pub bases: [usize; 2],
    /// Of those of now, answers that were not there.
    pub newcomers: usize,
}

impl ChangeBases<'_> {
    /// True where nothing can be said to have moved, nor to have stayed.
    fn is_small(&self) -> bool {
        self.newcomers < LEAST || self.bases[0] < LEAST
    }
}

/// What the report says of a question since an earlier result.
#[derive(Serialize)]
pub(in crate::report) struct EvolutionView {
    pub intro: String,
    pub changes: ChangesView,
    /// What a person should look at.
    pub hints: Vec<String>,
    /// All of it in a line.
    pub short: String,
}

/// The words of one language.
pub(in crate::report) struct Teller<'a> {
    pub words: &'a Words,
    pub language: Language,
}

/// The word for what became of a theme.
pub(in crate::report) fn change_key(change: Change) -> &'static str {
    match change {
        Change::Kept => "change_kept",
        Change::Grown => "change_grown",
        Change::Faded => "change_faded",
        Change::New => "change_new",
        Change::Vanished => "change_vanished",
    }
}

impl Teller<'_> {
    pub(in crate::report) fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.words.get(key).cloned().unwrap_or_default();
        for (hole, value) in holes {
            text = text.replace(&format!("{{{hole}}}"), value);
        }
        text
    }

    /// A number and the word it counts.
    pub(in crate::report) fn counted(&self, count: usize, key: &str) -> String {
        let forms = self.say(key, &[]);
        let (one, many) = forms.split_once('|').unwrap_or((&forms, &forms));
        let form = match self.language.is_singular(count) {
            true => one,
            false => many,
        };
        format!("{}\u{a0}{form}", wording::number(count, self.language))
    }

    /// `12 (24 %)`, the percentage where the base bears one.
    fn part(&self, part: usize, base: usize) -> String {
        let number = wording::number(part, self.language);
        match wording::percentage(part, base, self.language) {
            Some(share) => format!("{number} ({share})"),
            None => number,
        }
    }

    /// The table and the picture of the themes of a question.
    pub(in crate::report) fn changes(
        &self,
        of: &ChangeBases<'_>,
        items: &[ChangedItem],
    ) -> ChangesView {
        let bases = of.bases.map(|base| self.counted(base, "answer"));
        let holes = [
            ("id", of.id),
            ("before", bases[0].as_str()),
            ("now", &bases[1]),
        ];
        let lang = (of.titles != self.language).then(|| of.titles.code());
        let drawn = of.bases.iter().all(|base| *base >= PERCENT_FROM) && !items.is_empty();
        ChangesView {
            caption: self.say("evolution_caption", &holes),
            rows: items.iter().map(|item| self.row(of, item)).collect(),
            picture: drawn.then(|| {
                change_bars(&Changes {
                    caption: self.say("picture_change", &holes[1..]),
                    lang,
                    sides: ["picture_change_before", "picture_change_now"]
                        .map(|key| self.say(key, &[])),
                    themes: items.iter().map(|item| self.bars(of, item)).collect(),
                })
            }),
        }
    }

    fn row(&self, of: &ChangeBases<'_>, item: &ChangedItem) -> ChangeRow {
        let none = || "–".to_owned();
        ChangeRow {
            title: item.title.clone(),
            anchor: item.anchor.clone(),
            before: match item.change {
                Change::New => none(),
                _ => self.part(item.answers[0], of.bases[0]),
            },
            now: match item.change {
                Change::Vanished => none(),
                _ => self.part(item.answers[1], of.bases[1]),
            },
            new: match item.change {
                Change::Vanished => none(),
                _ => self.part(item.newcomers, of.newcomers),
            },
            change: match item.change {
                Change::Kept if of.is_small() => self.say("change_unknown", &[]),
                change => self.say(change_key(change), &[]),
            },
            moved: item.change != Change::Kept,
        }
    }

    fn bars(&self, of: &ChangeBases<'_>, item: &ChangedItem) -> ChangedTheme {
        let percents =
            [0, 1].map(|side: usize| wording::whole_percent(item.answers[side], of.bases[side]));
        ChangedTheme {
            title: item.title.clone(),
            anchor: item.anchor.clone(),
            figures: percents.map(|percent| wording::percent(percent, self.language)),
            percents,
        }
    }

    /// `2 nouveaux thèmes, 1 thème en hausse`
    pub(in crate::report) fn moves(&self, of: &ChangeBases<'_>, items: &[ChangedItem]) -> String {
        let kinds = [
            (Change::New, "evolution_short_new"),
            (Change::Vanished, "evolution_short_vanished"),
            (Change::Grown, "evolution_short_grown"),
            (Change::Faded, "evolution_short_faded"),
        ];
        let count = |change: Change| items.iter().filter(|i| i.change == change).count();
        let moves: Vec<String> = kinds
            .into_iter()
            .filter(|(change, _)| count(*change) > 0)
            .map(|(change, key)| self.counted(count(change), key))
            .collect();
        match moves.is_empty() {
            true if of.is_small() => self.say("evolution_short_few", &[]),
            true => self.say("evolution_short_none", &[]),
            false => moves.join(", "),
        }
    }

    /// How a question moved since an earlier result; `None` where there is none.
    pub(in crate::report) fn evolution(&self, question: &QuestionResult) -> Option<EvolutionView> {
        let evolution = question.evolution.as_ref()?;
        let items: Vec<ChangedItem> = evolution
            .themes
            .iter()
            .map(|theme| ChangedItem {
                title: theme.title.clone(),
                anchor: (theme.change != Change::Vanished).then(|| theme.theme.0.to_lowercase()),
                answers: [theme.before, theme.now],
                newcomers: theme.now.saturating_sub(theme.already),
                change: theme.change,
            })
            .collect();
        let newcomers = evolution.now.saturating_sub(evolution.already);
        let bases = [evolution.before, evolution.now];
        let said = bases.map(|base| self.counted(base, "answer"));
        let already = wording::number(evolution.already, self.language);
        let new = self.counted(newcomers, "evolution_new_answer");
        let holes = [
            ("before", said[0].as_str()),
            ("now", &said[1]),
            ("already", &already),
            ("new", &new),
            ("since", &evolution.since),
        ];
        let of = ChangeBases {
            id: &question.question.id.0,
            titles: question.language,
            bases,
            newcomers,
        };
        let moves = self.moves(&of, &items);
        let short = [("moves", moves.as_str()), ("since", &evolution.since)];
        Some(EvolutionView {
            intro: self.say("evolution_intro", &holes),
            short: self.say("evolution_short", &short),
            hints: self.hints(evolution),
            changes: self.changes(&of, &items),
        })
    }

    fn hints(&self, evolution: &Evolution) -> Vec<String> {
        let title = |id: &ThemeId| -> String {
            let mut themes = evolution.themes.iter();
            let found = themes.find(|theme| theme.theme == *id);
            found.map_or(id.0.clone(), |theme| theme.title.clone())
        };
        let drifts = evolution.themes.iter().filter_map(|theme| {
            let drift = theme.drift?;
            let counts = [
                drift.similarity.into(),
                drift.expected.into(),
                drift.newcomers,
            ]
            .map(|count| wording::number(count, self.language));
            let holes = [
                ("similarity", counts[0].as_str()),
                ("expected", &counts[1]),
                ("newcomers", &counts[2]),
                ("theme", &theme.title),
            ];
            Some(self.say("evolution_drift", &holes))
        });
        let merged = evolution.merged.iter().map(|merged| {
            let titles: Vec<String> = merged.themes.iter().map(title).collect();
            let answers = self.counted(merged.answers, "answer");
            let holes = [
                ("answers", answers.as_str()),
                ("themes", &titles.join(" + ")),
            ];
            self.say("evolution_merged", &holes)
        });
        let split = evolution.split.iter().map(|split| {
            let part = |title: &str, answers: usize| {
                let answers = self.counted(answers, "answer");
                let holes = [("answers", answers.as_str()), ("title", title)];
                self.say("evolution_part", &holes)
            };
            let parts = split.parts.iter().map(|p| part(&p.title, p.answers));
            let parts = parts.collect::<Vec<String>>().join(" ; ");
            let theme = title(&split.theme);
            let holes = [("parts", parts.as_str()), ("theme", &theme)];
            self.say("evolution_split", &holes)
        });
        drifts.chain(merged).chain(split).collect()
    }
}
