//! Oppositions and contradictions as plain data: which passages, in which themes.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{ContradictionFound, FindingsInput, OppositionFound, Passage, ThemesApart};
use crate::themes::tensions::{self, ClosedQuestion, Limits, TextUnit};
use crate::themes::{Theme, ThemeId, ThemeInput};
use crate::units::Span;

/// The oppositions of a question, with the theme or themes they stand in.
pub(super) fn find_oppositions(input: &FindingsInput<'_>) -> Vec<OppositionFound> {
    let themes = input.themes;
    let Some(vectors) = input.vectors else {
        return Vec::new();
    };
    let places = input.drawn_units();
    let units: Vec<TextUnit<'_>> = places
        .iter()
        .map(|unit| TextUnit {
            text: themes.text(*unit),
            answer: themes.units[*unit].answer,
            group: themes.group_of(*unit),
        })
        .collect();
    let limits = Limits {
        answers: input.smallest_side,
        ..Limits::default()
    };
    let near = |a: usize, b: usize| {
        vectors.similarity(themes.grouped[places[a]], themes.grouped[places[b]])
    };
    let passages = |units: &[usize]| {
        let units: Vec<usize> = units.iter().map(|unit| places[*unit]).collect();
        passages(themes, &units)
    };
    tensions::oppositions(&units, themes.lexicon, limits, &near)
        .into_iter()
        .map(|opposition| {
            let favour = passages(&opposition.favour);
            let against = passages(&opposition.against);
            let theme = opposition
                .group
                .and_then(|group| theme_of_group(input, group));
            OppositionFound {
                object: opposition.object,
                between: match theme {
                    Some(_) => None,
                    None => between(&input.described.themes, &favour, &against),
                },
                theme,
                favour,
                against,
            }
        })
        .collect()
}

/// Two different themes, when most passages of one side lie in the one and most of the other
/// side in the other.
fn between(
    themes: &[Theme],
    favour: &[Passage],
    against: &[Passage],
) -> Option<(ThemeId, ThemeId)> {
    let (favour, against) = (mostly_in(themes, favour)?, mostly_in(themes, against)?);
    (favour != against).then(|| (favour.clone(), against.clone()))
}

/// The theme that more than half of the passages lie in.
fn mostly_in<'t>(themes: &'t [Theme], passages: &[Passage]) -> Option<&'t ThemeId> {
    let lies = |theme: &Theme, passage: &Passage| {
        theme
            .members
            .iter()
            .any(|member| member.answer == passage.answer && member.units.contains(&passage.span))
    };
    let holds = |theme: &&Theme| {
        let inside = passages.iter().filter(|passage| lies(theme, passage));
        inside.count() * 2 > passages.len()
    };
    themes.iter().find(holds).map(|theme| &theme.id)
}

/// The pairs of themes between which two oppositions or more stand, whichever side lies in
/// which: those with most first, then in the order of the themes.
pub(super) fn themes_apart(oppositions: &[OppositionFound]) -> Vec<ThemesApart> {
    let mut pairs: BTreeMap<(&ThemeId, &ThemeId), Vec<usize>> = BTreeMap::new();
    for (place, opposition) in oppositions.iter().enumerate() {
        if let Some((one, other)) = &opposition.between {
            let pair = (one.min(other), one.max(other));
            pairs.entry(pair).or_default().push(place);
        }
    }
    let mut apart: Vec<ThemesApart> = pairs
        .into_iter()
        .filter(|(_, oppositions)| oppositions.len() > 1)
        .map(|((one, other), oppositions)| ThemesApart {
            themes: (one.clone(), other.clone()),
            oppositions,
        })
        .collect();
    apart.sort_by_key(|pair| std::cmp::Reverse(pair.oppositions.len()));
    apart
}

/// One passage per answer: its first unit among `units`.
fn passages(themes: &ThemeInput<'_>, units: &[usize]) -> Vec<Passage> {
    let mut first: BTreeMap<usize, Span> = BTreeMap::new();
    for unit in units {
        let unit = &themes.units[*unit];
        first.entry(unit.answer).or_insert(unit.span);
    }
    first
        .into_iter()
        .map(|(answer, span)| Passage {
            answer: themes.answers[answer].id.clone(),
            span,
        })
        .collect()
}

/// The theme made of a group, by the place of the group in the order of the themes.
fn theme_of_group(input: &FindingsInput<'_>, group: u32) -> Option<ThemeId> {
    let order = input.themes.order();
    let place = order.iter().position(|g| *g == group as usize)?;
    Some(input.described.themes.get(place)?.id.clone())
}

/// Open answers against the closed answers of the same row.
pub(super) fn find_contradictions(input: &FindingsInput<'_>) -> Vec<ContradictionFound> {
    let themes = input.themes;
    let questions: Vec<ClosedQuestion<'_>> = input
        .closed
        .iter()
        .map(|closed| ClosedQuestion::new(&closed.title, themes.lexicon))
        .collect();
    themes
        .answers
        .par_iter()
        .flat_map_iter(|answer| {
            let pairs = input.closed.iter().zip(&questions);
            pairs.filter_map(move |(closed, question)| {
                let value = closed.values.get(answer.row)?.as_str();
                let found = question.contradicted_by(value, &answer.text)?;
                Some(ContradictionFound {
                    passage: Passage {
                        answer: answer.id.clone(),
                        span: found.span,
                    },
                    closed_question: closed.title.clone(),
                    closed_answer: value.to_owned(),
                    kind: found.kind,
                })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::AnswerId;
    use crate::themes::{Member, Origin};
    use crate::units::Span;

    fn passage(answer: &str) -> Passage {
        Passage {
            answer: AnswerId(answer.to_owned()),
            span: Span { start: 0, end: 4 },
        }
    }

    fn theme(id: &str, answers: &[&str]) -> Theme {
        let member = |answer: &&str| Member {
            answer: AnswerId((*answer).to_owned()),
            main: true,
            units: vec![passage(answer).span],
        };
        Theme {
            id: ThemeId(id.to_owned()),
            title: String::new(),
            origin: Origin::Extractive,
            extractive_title: None,
            key_phrases: Vec::new(),
            members: answers.iter().map(member).collect(),
            exemplars: Vec::new(),
            quotes: Vec::new(),
            sub_themes: Vec::new(),
            stability: None,
        }
    }

    #[test]
    fn themes_pull_apart_where_sides_lie_in_each() {
        let themes = [theme("T1", &["a", "b", "c"]), theme("T2", &["d", "e"])];
        let (one, other) = (themes[0].id.clone(), themes[1].id.clone());
        let side = |ids: &[&str]| -> Vec<Passage> { ids.iter().map(|id| passage(id)).collect() };
        let found =
            |favour: &[&str], against: &[&str]| between(&themes, &side(favour), &side(against));
        assert_eq!(
            found(&["a", "b", "d"], &["d", "e"]),
            Some((one.clone(), other.clone()))
        );
        assert_eq!(found(&["a", "b"], &["c"]), None);
        // Half of a side is not most of it.
        assert_eq!(found(&["a", "d"], &["d", "e"]), None);
        let opposition = |between| OppositionFound {
            object: String::new(),
            favour: Vec::new(),
            against: Vec::new(),
            theme: None,
            between,
        };
        let oppositions = [
            opposition(Some((other.clone(), one.clone()))),
            opposition(None),
            opposition(Some((one.clone(), other.clone()))),
        ];
        let apart = themes_apart(&oppositions);
        assert_eq!(apart.len(), 1);
        assert_eq!(apart[0].themes, (one, other));
        assert_eq!(apart[0].oppositions, [0, 2]);
        assert!(themes_apart(&oppositions[1..]).is_empty());
    }
}
