//! Groups into themes a person can read: a title, key phrases, quotes, members.
//!
//! Titles here are extractive: phrases that answers contain, the commonest spelling of
//! each. Nothing is invented and nothing leaves the machine.

pub mod alerts;
pub mod coding;
mod counting;
mod cues;
pub mod findings;
mod grammar;
mod joints;
mod key_phrases;
pub mod known;
pub mod leads;
mod levels;
mod line;
mod phrases;
mod pieces;
pub mod precision;
mod precision_words;
mod quotes;
mod spellings;
mod tallies;
pub mod tensions;
mod titles;
pub mod unassigned;
mod vocabulary;
pub mod weak_signals;

use std::collections::HashSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use key_phrases::KeyPhrase;
pub use levels::{Family, SubTheme};
pub use quotes::Quote;
pub use unassigned::UnassignedGroup;

use counting::Reader;
use grammar::Grammar;
use known::{KnownFamily, KnownSub, KnownTheme};
use line::Read;
use vocabulary::Vocabulary;

use crate::answers::{Answer, AnswerId, QuestionId};
use crate::clusters::Assignment;
use crate::embeddings::UnitVectors;
pub use crate::units::Span;
use crate::units::Unit;
use crate::words::{Lexicon, fold};

/// Identifies a theme: `Q1-T01`. The first result of a question numbers its themes by size;
/// a later one keeps the ids it knows and counts on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeId(pub String);

/// Who made a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Taken from the answers by rule.
    Extractive,
    /// Written by a language model and checked.
    Llm,
    /// Written by a person.
    Human,
}

/// An answer in a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Member {
    /// The answer.
    pub answer: AnswerId,
    /// True when this is its main theme.
    pub main: bool,
    /// The ideas of the answer that belong to the theme, in bytes of its text.
    pub units: Vec<Span>,
}

/// A theme of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// Where the title comes from.
    pub origin: Origin,
    /// The title taken from the answers, where another replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extractive_title: Option<String>,
    /// What sets it apart from the other themes, most telling first.
    pub key_phrases: Vec<KeyPhrase>,
    /// Its answers, in input order.
    pub members: Vec<Member>,
    /// The most central ideas, as (answer, place) pairs.
    pub exemplars: Vec<Exemplar>,
    /// Two to four quotes, central and diverse; fewer where people said nothing quotable.
    pub quotes: Vec<Quote>,
    /// What it is made of, the largest first; two or more, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_themes: Vec<SubTheme>,
    /// Per cent of its answers it keeps, on average, when a tenth of all answers is left
    /// out (Jaccard index); none where that was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stability: Option<u8>,
}

/// The themes of a question and what brings them together.
pub struct Described {
    /// Themes, the largest first.
    pub themes: Vec<Theme>,
    /// Families of themes, the largest first; none when themes are few.
    pub families: Vec<Family>,
    /// Answers in no theme by nearness; none where no two are near.
    pub unassigned: Vec<UnassignedGroup>,
}

/// A central idea of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exemplar {
    /// The answer.
    pub answer: AnswerId,
    /// The idea in it.
    pub span: Span,
}

/// What the themes of a question are made from.
pub struct ThemeInput<'a> {
    /// The question they belong to.
    pub question: &'a QuestionId,
    /// Its text: its own words say little of an answer.
    pub asked: &'a str,
    /// Its analysed answers.
    pub answers: &'a [Answer],
    /// Their units, in order.
    pub units: &'a [Unit],
    /// For each unit, its place among the grouped units.
    pub grouped: &'a [usize],
    /// The groups.
    pub assignment: &'a Assignment,
    /// Stop words and stems.
    pub lexicon: &'a Lexicon,
    /// How stable each group is, from 0 to 1; may be empty.
    pub stability: &'a [f64],
}

impl ThemeInput<'_> {
    fn group_of(&self, unit: usize) -> Option<u32> {
        self.assignment.group_of_unit[self.grouped[unit]]
    }

    fn similarity(&self, unit: usize) -> f32 {
        self.assignment.similarity[self.grouped[unit]]
    }

    fn text(&self, unit: usize) -> &str {
        let unit = &self.units[unit];
        unit.span.of(&self.answers[unit.answer].text)
    }

    /// The groups that hold answers, the one with most first: the order of the themes.
    pub(crate) fn order(&self) -> Vec<usize> {
        let mut sizes = vec![0usize; self.assignment.groups];
        for group in self.assignment.groups_of_answer.iter().flatten() {
            sizes[*group as usize] += 1;
        }
        let mut order: Vec<usize> = (0..sizes.len()).filter(|g| sizes[*g] > 0).collect();
        order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
        order
    }

    /// True when an answer is counted in a group.
    fn counts(&self, answer: usize, group: u32) -> bool {
        self.assignment.groups_of_answer[answer].contains(&group)
    }
}

/// Names that groups have already.
#[derive(Clone, Copy, Default)]
pub struct Names<'a> {
    /// The theme each group is; `None`, or beyond the end, for a group without a name.
    pub groups: &'a [Option<&'a KnownTheme>],
    /// The family each group of themes is, likewise.
    pub families: &'a [Option<&'a KnownFamily>],
    /// The sub-themes known beforehand.
    pub subs: &'a [KnownSub],
    /// Ids that belong to something else.
    pub taken: &'a [ThemeId],
}

impl<'a> Names<'a> {
    fn of_group(&self, group: usize) -> Option<&'a KnownTheme> {
        self.groups.get(group).copied().flatten()
    }

    fn of_family(&self, family: usize) -> Option<&'a KnownFamily> {
        self.families.get(family).copied().flatten()
    }

    /// The greatest number an id with this beginning has.
    fn last(&self, beginning: &str) -> usize {
        let known = self.groups.iter().flatten().map(|theme| &theme.id);
        let families = self.families.iter().flatten().map(|family| &family.id);
        known
            .chain(families)
            .chain(self.taken)
            .filter_map(|id| id.0.strip_prefix(beginning)?.parse::<usize>().ok())
            .max()
            .unwrap_or(0)
    }
}

/// Describes every group, the one with most answers first, and brings together the answers in
/// none by `vectors`, those of the distinct units. Cost: linear in the words, and that of
/// [`unassigned::groups`].
pub fn describe(input: &ThemeInput<'_>, vectors: Option<&UnitVectors>) -> Described {
    describe_known(input, vectors, &Names::default())
}

/// The same where groups have titles already, one per group: phrases and quotes are
/// found again, titles are those given.
pub fn describe_titled(
    input: &ThemeInput<'_>,
    vectors: Option<&UnitVectors>,
    titles: &[String],
    origin: Origin,
) -> Described {
    let mut taken = titles.iter().map(|title| fold(title)).collect();
    let mut described = described(input, vectors, &mut taken, &Names::default());
    for (theme, group) in described.themes.iter_mut().zip(input.order()) {
        let found = std::mem::replace(&mut theme.title, titles[group].clone());
        theme.origin = origin;
        theme.extractive_title =
            Some(found).filter(|title| origin != Origin::Extractive && !title.is_empty());
    }
    described
}

/// The same where some groups are themes with an id and a title: they keep both. The others
/// get a title from the answers and the next free id.
pub fn describe_known(
    input: &ThemeInput<'_>,
    vectors: Option<&UnitVectors>,
    names: &Names<'_>,
) -> Described {
    let themes = names.groups.iter().flatten().map(|theme| &theme.title);
    let families = names.families.iter().flatten().map(|family| &family.title);
    let subs = names.subs.iter().map(|sub| &sub.title);
    let all = themes.chain(families).chain(subs);
    let mut taken = all.map(|title| fold(title)).collect();
    described(input, vectors, &mut taken, names)
}

fn described(
    input: &ThemeInput<'_>,
    vectors: Option<&UnitVectors>,
    taken: &mut HashSet<String>,
    names: &Names<'_>,
) -> Described {
    let members: Vec<Vec<Member>> = members(input);
    let order = input.order();
    let namer = Namer::new(input);
    let GroupNames { phrases, titles } = namer.names(input, &order, taken);
    let central = quotes::central_units(input, members.len());
    let mut quoted = quotes::Quoted::default();
    let beginning = format!("{}-T", input.question.0);
    let mut number = names.last(&beginning);
    let mut themes: Vec<Theme> = order
        .iter()
        .map(|group| {
            let name = names.of_group(*group).map_or_else(
                || {
                    number += 1;
                    Name::found(format!("{beginning}{number:02}"), &titles[*group])
                },
                |known| {
                    let own = &known.extractive_title;
                    Name::kept(&known.id, &known.title, known.origin, own, &titles[*group])
                },
            );
            Theme {
                id: name.id,
                title: name.title,
                origin: name.origin,
                extractive_title: name.extractive,
                key_phrases: phrases[*group].clone(),
                members: members[*group].clone(),
                exemplars: quotes::exemplars(input, &central[*group]),
                quotes: quotes::choose(
                    input,
                    *group as u32,
                    &central[*group],
                    members[*group].len(),
                    &phrases[*group],
                    &mut quoted,
                ),
                sub_themes: Vec::new(),
                stability: input
                    .stability
                    .get(*group)
                    .map(|value| (value * 100.0).round() as u8),
            }
        })
        .collect();
    let families = levels::families(input, &namer, &order, &themes, taken, names);
    levels::add_sub_themes(input, &namer, &order, &mut themes, taken, names);
    Described {
        themes,
        families,
        unassigned: vectors.map_or(Vec::new(), |vectors| unassigned::groups(input, vectors)),
    }
}

/// The id and the title of a theme or a family.
struct Name {
    id: ThemeId,
    title: String,
    origin: Origin,
    extractive: Option<String>,
}

impl Name {
    /// A name taken from the answers.
    fn found(id: String, title: &str) -> Name {
        Name {
            id: ThemeId(id),
            title: title.to_owned(),
            origin: Origin::Extractive,
            extractive: None,
        }
    }

    /// A name known beforehand; one that is not from the answers has theirs beside it.
    fn kept(
        id: &ThemeId,
        title: &str,
        origin: Origin,
        extractive: &Option<String>,
        found: &str,
    ) -> Name {
        let found = Some(found.to_owned()).filter(|title| !title.is_empty());
        let extractive = extractive.clone().or(found);
        Name {
            id: id.clone(),
            title: title.to_owned(),
            origin,
            extractive: extractive.filter(|_| origin != Origin::Extractive),
        }
    }
}

/// What is known of the words of a question, for the names of all levels.
struct Namer {
    vocabulary: Vocabulary,
    /// Every unit, read once for all levels.
    reads: Vec<Read>,
}

/// Key phrases and title of each group.
struct GroupNames {
    phrases: Vec<Vec<KeyPhrase>>,
    titles: Vec<String>,
}

impl Namer {
    fn new(input: &ThemeInput<'_>) -> Namer {
        let grammar = Grammar::new(input.lexicon.language());
        let vocabulary = Vocabulary::new(input, &grammar);
        let reads = (0..input.units.len())
            .into_par_iter()
            .map(|unit| Read::new(input.text(unit), &vocabulary, &grammar))
            .collect();
        Namer { vocabulary, reads }
    }

    /// Names the groups of the input's assignment; the first in `order` choose first, and
    /// no title is one of `taken`.
    fn names(
        &self,
        input: &ThemeInput<'_>,
        order: &[usize],
        taken: &mut HashSet<String>,
    ) -> GroupNames {
        let reader = Reader::new(input, &self.vocabulary, &self.reads);
        let counted = reader.themes();
        GroupNames {
            phrases: key_phrases::key_phrases(&reader, &counted),
            titles: titles::titles(&reader, &counted, order, taken),
        }
    }
}

fn members(input: &ThemeInput<'_>) -> Vec<Vec<Member>> {
    let mut units_of: Vec<Vec<usize>> = vec![Vec::new(); input.answers.len()];
    for (index, unit) in input.units.iter().enumerate() {
        units_of[unit.answer].push(index);
    }
    let mut members = vec![Vec::new(); input.assignment.groups];
    for (answer, groups) in input.assignment.groups_of_answer.iter().enumerate() {
        for (rank, group) in groups.iter().enumerate() {
            let units = units_of[answer]
                .iter()
                .filter(|unit| input.group_of(**unit) == Some(*group))
                .map(|unit| input.units[*unit].span)
                .collect();
            members[*group as usize].push(Member {
                answer: input.answers[answer].id.clone(),
                main: rank == 0,
                units,
            });
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::RespondentIndex;
    use crate::language::Language;
    use crate::source::SourceCell;
    use crate::units::units_of;

    #[test]
    fn themes_and_families_have_whole_and_different_titles() {
        let texts = [
            "Les plaques d'égout sont dangereuses",
            "Trop de plaques d'égout glissantes",
            "Des plaques d'égout partout",
            "Les horaires de la piscine",
            "Je trouve les horaires de la piscine mauvais",
            "Horaires de la piscine, entretien de la piscine",
        ];
        let answer = |(row, text): (usize, &&str)| Answer {
            id: AnswerId(row.to_string()),
            respondent: RespondentIndex(row as u32),
            source: SourceCell {
                file: String::new(),
                sheet: None,
                row: row as u32,
                column: String::new(),
            },
            text: (*text).to_owned(),
            original: None,
            row,
        };
        let answers: Vec<Answer> = texts.iter().enumerate().map(answer).collect();
        let lexicon = Lexicon::new(Language::French);
        let units = units_of(&answers, &lexicon);
        let grouped: Vec<usize> = (0..units.len()).collect();
        let group = |answer: usize| (answer / 3) as u32;
        let assignment = Assignment {
            groups: 2,
            group_of_unit: units.iter().map(|unit| Some(group(unit.answer))).collect(),
            similarity: vec![0.5; units.len()],
            groups_of_answer: (0..texts.len()).map(|answer| vec![group(answer)]).collect(),
            family_of: vec![0, 0],
            ..Assignment::none(units.len(), texts.len())
        };
        let input = ThemeInput {
            question: &QuestionId("Q1".to_owned()),
            asked: "Que changer en ville ?",
            answers: &answers,
            units: &units,
            grouped: &grouped,
            assignment: &assignment,
            lexicon: &lexicon,
            stability: &[],
        };
        let Described {
            themes, families, ..
        } = describe(&input, None);
        let titles: Vec<&str> = themes.iter().map(|theme| theme.title.as_str()).collect();
        assert_eq!(titles, ["Plaques d'égout", "Horaires de la piscine"]);
        assert_eq!(families.len(), 1);
        assert_eq!(families[0].answers, texts.len());
        assert!(!titles.contains(&families[0].title.as_str()));
    }
}
