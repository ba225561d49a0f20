//! Which answers of a theme a model is shown: a few near its centre, a few unlike each
//! other, a few at its edge. Copies of one letter are shown once, answers that read like
//! orders to a machine never. The same theme gives the same sample.

use std::collections::{BTreeMap, BTreeSet};

use super::gates::{centre, cosine};
use crate::answers::AnswerId;
use crate::embeddings::{Embedder, Matrix};
use crate::error::Error;
use crate::synthesis::{AnswerRecord, QuestionResult};
use crate::themes::{Member, Theme};
use crate::words::{single_spaced, words};

/// Answers of a theme that are compared with each other: the centre of a large theme does
/// not need them all.
const MOST: usize = 300;
/// Answers shown of a theme.
const SHOWN: usize = 10;
/// The same from `LARGE` candidates on.
const SHOWN_OF_LARGE: usize = 12;
const LARGE: usize = 40;
/// A whole answer of so many characters is shown as it is; of a longer one its ideas that
/// belong to the theme.
const SHORT: usize = 240;
/// Two texts so near say the same.
const SAME: f32 = 0.97;
/// Weight of nearness to the centre against likeness to the texts already chosen.
const RELEVANCE: f32 = 0.5;
/// Neighbouring themes shown for contrast, and answers of each.
const NEIGHBOURS: usize = 3;
const NEIGHBOUR_ANSWERS: usize = 2;

/// What is shown of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The answer.
    pub answer: AnswerId,
    /// Its ideas that belong to the theme, or all of it: masked, as stored.
    pub text: String,
}

/// A theme next to another, for contrast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Place of the theme in its question.
    pub theme: usize,
    /// Two central answers.
    pub texts: Vec<String>,
}

/// What a model may be shown of a theme.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Eight to twelve answers, fewer in a small theme; any first part of the list is a
    /// sample too.
    pub shown: Vec<Piece>,
    /// Other answers of the theme, the nearest first: they are not shown.
    pub held: Vec<String>,
    /// Answers that read like orders to a machine.
    pub withheld: Vec<Piece>,
    /// The three nearest themes.
    pub neighbours: Vec<Neighbour>,
}

/// The samples of a question and the vectors they were drawn with.
pub struct Samples {
    /// One for each theme, in order.
    pub themes: Vec<Sample>,
    candidates: Vec<Vec<Piece>>,
}

/// Draws the samples of all themes of a question; answers among `orders` are not shown.
/// Cost: one embedding of at most 300 texts per theme, then some thousand products per theme.
pub fn draw(
    question: &QuestionResult,
    orders: &BTreeSet<AnswerId>,
    embedder: &dyn Embedder,
) -> Result<Samples, Error> {
    let by_id: BTreeMap<&AnswerId, &AnswerRecord> =
        question.answers.iter().map(|a| (&a.id, a)).collect();
    let letter_of = letters(question);
    let candidates: Vec<Vec<Piece>> = question
        .themes
        .iter()
        .map(|result| candidates(&result.theme, &by_id, orders, &letter_of))
        .collect();
    let space = Space::new(&candidates, &[], embedder)?;
    let themes = (0..candidates.len())
        .map(|theme| Sample {
            withheld: withheld(&question.themes[theme].theme, &by_id, orders),
            neighbours: neighbours(theme, &candidates, &space),
            ..choose(theme, &candidates, &space)
        })
        .collect();
    Ok(Samples { themes, candidates })
}

impl Samples {
    /// Titles, one per theme, among the answers of the themes.
    pub fn place(&self, titles: &[&str], embedder: &dyn Embedder) -> Result<Space, Error> {
        Space::new(&self.candidates, titles, embedder)
    }
}

/// The letter or wording that an answer copies, by its group.
fn letters(question: &QuestionResult) -> BTreeMap<&AnswerId, usize> {
    let groups = question.similar.iter().enumerate();
    groups
        .flat_map(|(index, group)| group.answers.members.iter().map(move |m| (&m.id, index)))
        .collect()
}

/// Answers that may be shown, central ideas first, then main members, then the others;
/// a wording once.
fn candidates(
    theme: &Theme,
    by_id: &BTreeMap<&AnswerId, &AnswerRecord>,
    orders: &BTreeSet<AnswerId>,
    letter_of: &BTreeMap<&AnswerId, usize>,
) -> Vec<Piece> {
    let rank: BTreeMap<&AnswerId, usize> = theme
        .exemplars
        .iter()
        .enumerate()
        .map(|(rank, exemplar)| (&exemplar.answer, rank))
        .collect();
    let mut members: Vec<&Member> = theme.members.iter().collect();
    members.sort_by_key(|m| (rank.get(&m.answer).copied().unwrap_or(usize::MAX), !m.main));
    let mut letters = BTreeSet::new();
    let mut said = BTreeSet::new();
    // Of a large theme, answers are drawn evenly behind the central ones.
    let step = members.len().div_ceil(MOST).max(1);
    members
        .into_iter()
        .enumerate()
        .filter(|(place, _)| *place < rank.len() || place % step == 0)
        .filter_map(|(_, member)| {
            let id = &member.answer;
            let text = shown(member, by_id.get(id)?);
            let fresh = letter_of
                .get(id)
                .is_none_or(|letter| letters.insert(*letter));
            let fit = !orders.contains(id) && words(&text).len() > 1;
            (fit && fresh && said.insert(comparable(&text))).then(|| Piece {
                answer: id.clone(),
                text,
            })
        })
        .collect()
}

/// A short answer as it is, else its ideas that belong to the theme.
fn shown(member: &Member, answer: &AnswerRecord) -> String {
    let whole = answer.text.chars().count() <= SHORT || member.units.is_empty();
    if whole {
        return single_spaced(&answer.text);
    }
    let ideas = member.units.iter();
    let ideas: Vec<&str> = ideas
        .filter_map(|span| answer.text.get(span.start..span.end))
        .collect();
    single_spaced(&ideas.join(" […] "))
}

fn withheld(
    theme: &Theme,
    by_id: &BTreeMap<&AnswerId, &AnswerRecord>,
    orders: &BTreeSet<AnswerId>,
) -> Vec<Piece> {
    let members = theme.members.iter().map(|member| &member.answer);
    members
        .filter(|id| orders.contains(id))
        .filter_map(|id| {
            Some(Piece {
                answer: id.clone(),
                text: by_id.get(id)?.text.clone(),
            })
        })
        .collect()
}

fn comparable(text: &str) -> String {
    let words = words(text).into_iter().map(|word| word.folded);
    words.collect::<Vec<_>>().join(" ")
}

/// Two in five near the centre, two in five unlike the others, one in five at the edge,
/// interleaved so that a shorter list is a sample too.
fn choose(theme: usize, candidates: &[Vec<Piece>], space: &Space) -> Sample {
    let pieces = &candidates[theme];
    let own = &space.centres[theme];
    let near: Vec<f32> = (0..pieces.len())
        .map(|piece| cosine(space.row(theme, piece), own))
        .collect();
    let wanted = if pieces.len() < LARGE {
        SHOWN
    } else {
        SHOWN_OF_LARGE
    };
    let mut central: Vec<usize> = (0..pieces.len()).collect();
    central.sort_by(|a, b| near[*b].total_cmp(&near[*a]).then(a.cmp(b)));
    let held = central.iter().take(MOST / 5).copied().collect::<Vec<_>>();
    let edge = |piece: &usize| {
        let others = (0..space.centres.len()).filter(|other| *other != theme);
        let other = others
            .map(|other| cosine(space.row(theme, *piece), &space.centres[other]))
            .fold(f32::MIN, f32::max);
        near[*piece] - other
    };
    let mut edges = central.clone();
    edges.sort_by(|a, b| edge(a).total_cmp(&edge(b)).then(a.cmp(b)));
    let mut chosen: Vec<usize> = Vec::new();
    for turn in 0..wanted.min(pieces.len()) {
        let free = |piece: &usize| {
            let row = space.row(theme, *piece);
            chosen
                .iter()
                .all(|other| other != piece && cosine(row, space.row(theme, *other)) < SAME)
        };
        let next = match turn % 5 {
            0 | 2 => central.iter().copied().find(free),
            4 => edges.iter().copied().find(free),
            _ => diverse(&central, &near, &chosen, |a, b| {
                cosine(space.row(theme, a), space.row(theme, b))
            })
            .filter(free),
        };
        let next = next.or_else(|| central.iter().copied().find(free));
        chosen.extend(next);
    }
    let mut held = held;
    held.retain(|piece| !chosen.contains(piece));
    Sample {
        shown: chosen.iter().map(|piece| pieces[*piece].clone()).collect(),
        held: held.iter().map(|p| pieces[*p].text.clone()).collect(),
        withheld: Vec::new(),
        neighbours: Vec::new(),
    }
}

/// The piece worth most by maximal marginal relevance (Carbonell and Goldstein 1998).
fn diverse(
    pieces: &[usize],
    near: &[f32],
    chosen: &[usize],
    alike: impl Fn(usize, usize) -> f32,
) -> Option<usize> {
    let worth = |piece: usize| {
        let likeness = chosen.iter().map(|other| alike(piece, *other));
        RELEVANCE * near[piece] - (1.0 - RELEVANCE) * likeness.fold(0.0, f32::max)
    };
    pieces
        .iter()
        .filter(|piece| !chosen.contains(piece))
        .map(|piece| (worth(*piece), *piece))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, piece)| piece)
}

fn neighbours(theme: usize, candidates: &[Vec<Piece>], space: &Space) -> Vec<Neighbour> {
    let own = &space.centres[theme];
    let mut others: Vec<(f32, usize)> = (0..candidates.len())
        .filter(|other| *other != theme)
        .map(|other| (cosine(own, &space.centres[other]), other))
        .collect();
    others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    others
        .into_iter()
        .take(NEIGHBOURS)
        .map(|(_, other)| Neighbour {
            theme: other,
            texts: candidates[other]
                .iter()
                .take(NEIGHBOUR_ANSWERS)
                .map(|piece| piece.text.clone())
                .collect(),
        })
        .collect()
}

/// Vectors of the candidates of all themes, and of their titles, in one space.
pub struct Space {
    vectors: Matrix,
    /// First row of each theme; at the end, the first row of the titles.
    starts: Vec<usize>,
    /// The middle of each theme.
    pub centres: Vec<Vec<f32>>,
}

impl Space {
    fn new(
        candidates: &[Vec<Piece>],
        titles: &[&str],
        embedder: &dyn Embedder,
    ) -> Result<Space, Error> {
        let pieces = candidates.iter().flatten().map(|piece| piece.text.as_str());
        let texts: Vec<&str> = pieces.chain(titles.iter().copied()).collect();
        let mut starts = vec![0];
        for pieces in candidates {
            starts.push(starts[starts.len() - 1] + pieces.len());
        }
        let vectors = embedder.embed(&texts)?;
        let centres = starts
            .windows(2)
            .map(|part| centre((part[0]..part[1]).map(|row| vectors.row(row))))
            .collect();
        Ok(Space {
            vectors,
            starts,
            centres,
        })
    }

    fn row(&self, theme: usize, piece: usize) -> &[f32] {
        self.vectors.row(self.starts[theme] + piece)
    }

    /// The vector of a title, by its place among those given.
    pub fn title(&self, place: usize) -> &[f32] {
        self.vectors.row(self.starts[self.starts.len() - 1] + place)
    }
}
