//! Two results side by side, in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::{ChangeBases, ChangedItem, ChangesView, Teller};
use crate::report::wording;
use crate::synthesis::comparison::chance::LEAST;
use crate::synthesis::comparison::{
    Comparison, Moved, QuestionComparison, QuestionMatch, ThemeChange, ThemeMatch,
};
use crate::synthesis::{Change, QuestionResult, Synthesis};
use crate::themes::ThemeId;

/// Answers that moved, listed in a page; the rest is in the table of all.
pub(in crate::report) const LISTED: usize = 100;
/// Quotes shown of a new theme.
const QUOTES: usize = 2;

/// Two results and what they are called.
pub(in crate::report) struct Sides<'a> {
    pub results: [&'a Synthesis; 2],
    pub names: [&'a str; 2],
}

/// A comparison, ready to be drawn.
#[derive(Serialize)]
pub(in crate::report) struct ComparisonView {
    pub lang: &'static str,
    pub version: &'static str,
    pub title: String,
    pub files: String,
    pub settings: Option<String>,
    pub questions: Vec<ComparedView>,
    pub only_before: Vec<Wording>,
    pub only_after: Vec<Wording>,
}

/// A question's text and its language.
#[derive(Serialize)]
pub(in crate::report) struct Wording {
    pub id: String,
    pub text: String,
    pub language: &'static str,
}

/// A question of both.
#[derive(Serialize)]
pub(in crate::report) struct ComparedView {
    pub id: String,
    pub anchor: String,
    pub text: String,
    pub language: &'static str,
    /// Bases, and by what things were matched.
    pub notes: Vec<String>,
    pub moves: String,
    pub changes: ChangesView,
    pub new: Vec<NewTheme>,
    pub vanished: Vec<String>,
    pub grown: Vec<String>,
    pub faded: Vec<String>,
    pub flows: Vec<FlowRow>,
    pub moved_text: String,
    pub moved_caption: String,
    pub moved: Vec<MovedView>,
}

/// A theme that was not there.
#[derive(Serialize)]
pub(in crate::report) struct NewTheme {
    pub said: String,
    pub quotes: Vec<NewQuote>,
}

#[derive(Serialize)]
pub(in crate::report) struct NewQuote {
    pub text: String,
    pub answer: String,
}

#[derive(Serialize)]
pub(in crate::report) struct FlowRow {
    pub from: String,
    pub to: String,
    pub count: usize,
}

/// An answer whose main theme changed.
#[derive(Serialize)]
pub(in crate::report) struct MovedView {
    pub id: String,
    pub text: String,
    pub from: String,
    pub to: String,
}

impl Teller<'_> {
    /// Puts a comparison in words.
    pub(in crate::report) fn comparison(
        &self,
        sides: &Sides<'_>,
        comparison: &Comparison,
    ) -> ComparisonView {
        let [before, after] = sides.names;
        let holes = [("before", before), ("after", after)];
        let wordings = |side: usize, places: &[usize]| -> Vec<Wording> {
            let questions = places
                .iter()
                .map(|place| &sides.results[side].questions[*place]);
            questions
                .map(|q| Wording {
                    id: q.question.id.0.clone(),
                    text: q.question.text.clone(),
                    language: q.language.code(),
                })
                .collect()
        };
        let files = sides.results.map(|result| {
            let names: Vec<&str> = result.files.iter().map(|f| f.name.as_str()).collect();
            names.join(", ")
        });
        ComparisonView {
            lang: self.language.code(),
            version: env!("CARGO_PKG_VERSION"),
            title: self.say("diff_title", &holes),
            files: self.say("diff_files", &[("before", &files[0]), ("after", &files[1])]),
            settings: self.settings(sides.results),
            questions: comparison
                .questions
                .iter()
                .map(|compared| {
                    let pair = [0, 1]
                        .map(|side: usize| &sides.results[side].questions[compared.places[side]]);
                    self.compared(pair, compared)
                })
                .collect(),
            only_before: wordings(0, &comparison.only_before),
            only_after: wordings(1, &comparison.only_after),
        }
    }

    /// What was set otherwise, and could be why the results differ.
    fn settings(&self, results: [&Synthesis; 2]) -> Option<String> {
        let [a, b] = results.map(|result| &result.provenance);
        let differ = [
            (a.version != b.version, "diff_version"),
            (a.embedder != b.embedder, "diff_embedder"),
            (a.seed != b.seed, "diff_seed"),
            (a.campaigns != b.campaigns, "diff_campaigns"),
        ];
        let what: Vec<String> = differ
            .into_iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, key)| self.say(key, &[]))
            .collect();
        (!what.is_empty()).then(|| self.say("diff_settings", &[("what", &what.join(", "))]))
    }

    fn compared(&self, pair: [&QuestionResult; 2], compared: &QuestionComparison) -> ComparedView {
        let items: Vec<ChangedItem> = compared
            .themes
            .iter()
            .map(|theme| item(pair, theme))
            .collect();
        let newcomers = compared.bases[1].saturating_sub(compared.shared);
        let id = pair[1].question.id.0.clone();
        let of = ChangeBases {
            id: &id,
            titles: pair[1].language,
            bases: compared.bases,
            newcomers,
        };
        let listed = |change: Change| -> Vec<String> {
            let of = items.iter().filter(|item| item.change == change);
            of.map(|item| self.both(item)).collect()
        };
        let moved = compared.moved.len();
        let shared = wording::number(compared.shared, self.language);
        let count = self.counted(moved, "answer");
        let counts = [moved.min(LISTED), moved].map(|n| wording::number(n, self.language));
        ComparedView {
            anchor: id.to_lowercase(),
            text: pair[1].question.text.clone(),
            language: pair[1].language.code(),
            notes: self.notes(pair, compared, newcomers),
            moves: self.moves(&of, &items),
            new: self.new_themes(pair[1], compared),
            vanished: items
                .iter()
                .filter(|item| item.change == Change::Vanished)
                .map(|item| self.one(&item.title, item.answers[0]))
                .collect(),
            grown: listed(Change::Grown),
            faded: listed(Change::Faded),
            flows: self.flows(pair, &compared.moved),
            moved_text: match moved {
                0 => self.say("diff_moved_none", &[]),
                _ => self.say("diff_moved_text", &[("count", &count), ("shared", &shared)]),
            },
            moved_caption: self.say(
                "diff_moved_caption",
                &[("shown", &counts[0]), ("all", &counts[1])],
            ),
            moved: self.moved(pair, &compared.moved).take(LISTED).collect(),
            changes: self.changes(&of, &items),
            id: id.clone(),
        }
    }

    fn one(&self, title: &str, answers: usize) -> String {
        let answers = self.counted(answers, "answer");
        self.say("diff_item", &[("answers", &answers), ("title", title)])
    }

    fn both(&self, item: &ChangedItem) -> String {
        let counts = item.answers.map(|count| self.counted(count, "answer"));
        let holes = [
            ("before", counts[0].as_str()),
            ("now", &counts[1]),
            ("title", &item.title),
        ];
        self.say("diff_item_both", &holes)
    }

    fn notes(
        &self,
        pair: [&QuestionResult; 2],
        compared: &QuestionComparison,
        newcomers: usize,
    ) -> Vec<String> {
        let mut notes = Vec::new();
        if compared.matched == QuestionMatch::Id {
            notes.push(self.say("diff_matched_id", &[("text", &pair[0].question.text)]));
        }
        let bases = compared.bases.map(|base| self.counted(base, "answer"));
        let shared = wording::number(compared.shared, self.language);
        let new = self.counted(newcomers, "evolution_new_answer");
        let holes = [
            ("before", bases[0].as_str()),
            ("now", &bases[1]),
            ("shared", &shared),
            ("new", &new),
        ];
        notes.push(self.say("diff_counts", &holes));
        notes.push(self.say(
            match compared.themes_by {
                ThemeMatch::Ids => "diff_by_ids",
                ThemeMatch::Answers => "diff_by_answers",
                ThemeMatch::Phrases => "diff_by_phrases",
            },
            &[],
        ));
        if newcomers < LEAST {
            notes.push(self.say("diff_no_newcomers", &[]));
        }
        notes
    }

    fn new_themes(
        &self,
        question: &QuestionResult,
        compared: &QuestionComparison,
    ) -> Vec<NewTheme> {
        let new = compared
            .themes
            .iter()
            .filter(|theme| theme.change == Change::New);
        let new = new.filter_map(|theme| question.themes.get(theme.places[1]?));
        new.map(|result| NewTheme {
            said: self.one(&result.theme.title, result.answers),
            quotes: result
                .theme
                .quotes
                .iter()
                .take(QUOTES)
                .map(|quote| NewQuote {
                    text: quote.text.clone(),
                    answer: quote.answer.0.clone(),
                })
                .collect(),
        })
        .collect()
    }

    /// The title of a theme, or that there is none.
    fn titled(&self, question: &QuestionResult, theme: Option<&ThemeId>) -> String {
        let Some(id) = theme else {
            return self.say("diff_no_theme", &[]);
        };
        let mut themes = question.themes.iter().map(|result| &result.theme);
        themes
            .find(|theme| theme.id == *id)
            .map_or(id.0.clone(), |theme| theme.title.clone())
    }

    /// How many answers went from where to where, most first.
    fn flows(&self, pair: [&QuestionResult; 2], moved: &[Moved]) -> Vec<FlowRow> {
        let mut counts: BTreeMap<[Option<&ThemeId>; 2], usize> = BTreeMap::new();
        for moved in moved {
            let ends = [moved.themes[0].as_ref(), moved.themes[1].as_ref()];
            *counts.entry(ends).or_default() += 1;
        }
        let mut rows: Vec<FlowRow> = counts
            .into_iter()
            .map(|([from, to], count)| FlowRow {
                from: self.titled(pair[0], from),
                to: self.titled(pair[1], to),
                count,
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        rows
    }

    /// Answers that moved, in the order of the later result.
    pub(in crate::report) fn moved<'m>(
        &'m self,
        pair: [&'m QuestionResult; 2],
        moved: &'m [Moved],
    ) -> impl Iterator<Item = MovedView> + 'm {
        moved.iter().map(move |moved| {
            let answer = &pair[1].answers[moved.places[1]];
            let title = |side: usize| self.titled(pair[side], moved.themes[side].as_ref());
            MovedView {
                id: answer.id.0.clone(),
                text: answer.text.clone(),
                from: title(0),
                to: title(1),
            }
        })
    }
}

fn item(pair: [&QuestionResult; 2], theme: &ThemeChange) -> ChangedItem {
    // The title of today, where there is one.
    let sides = [(1, theme.places[1]), (0, theme.places[0])];
    let title = sides
        .into_iter()
        .find_map(|(side, place)| Some(&pair[side].themes[place?].theme.title));
    ChangedItem {
        title: title.cloned().unwrap_or_default(),
        anchor: None,
        answers: theme.answers,
        newcomers: theme.newcomers,
        change: theme.change,
    }
}
