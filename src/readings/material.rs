//! What the questions to a model are made of, question by question: owned copies, so that
//! the result can be filled in while they are still in use.

use std::collections::BTreeSet;

use super::Settings;
use super::gates::Ground;
use super::samples::{Piece, Sample, Samples, draw};
use crate::answers::AnswerId;
use crate::embeddings::Embedder;
use crate::error::Error;
use crate::language::Language;
use crate::llm::{Fence, clean};
use crate::synthesis::{QuestionResult, Synthesis};
use crate::themes::{Origin, ThemeId};
use crate::words::{Lexicon, words};

/// Key phrases shown of a theme.
const PHRASES: usize = 8;

/// A theme as the prompts speak of it.
pub struct ThemeMaterial {
    /// Its id.
    pub id: ThemeId,
    /// Its title now.
    pub title: String,
    /// The title the rules found.
    pub extractive: String,
    /// True when a person wrote the title: it stays.
    pub fixed: bool,
    /// Its key phrases.
    pub phrases: Vec<String>,
    /// What a model said of it.
    pub summary: Vec<String>,
}

/// A family of several themes.
pub struct FamilyMaterial {
    /// Place among the families of the question.
    pub place: usize,
    /// Its title now.
    pub title: String,
    /// Its key phrases.
    pub phrases: Vec<String>,
    /// Places of its themes.
    pub themes: Vec<usize>,
}

/// A question and its themes.
pub struct Material {
    /// Place of the question.
    pub question: usize,
    /// What was asked.
    pub asked: String,
    /// Language of the report.
    pub language: Language,
    /// Stop words and stems of the answers.
    pub lexicon: Lexicon,
    /// Its themes, in order.
    pub themes: Vec<ThemeMaterial>,
    /// Its families of two themes or more.
    pub families: Vec<FamilyMaterial>,
    /// What may be shown of each theme.
    pub samples: Samples,
    /// Local context, as it stands in prompts; empty without any.
    pub context: String,
    known: Vec<String>,
}

impl Material {
    /// The material of every question that has themes; `withheld`: by question, the answers
    /// that no model is shown. Cost: see [`draw`].
    pub fn of(
        synthesis: &Synthesis,
        settings: &Settings<'_>,
        withheld: &[BTreeSet<AnswerId>],
        embedder: &dyn Embedder,
    ) -> Result<Vec<Material>, Error> {
        let questions = synthesis.questions.iter().enumerate();
        questions
            .filter(|(_, question)| !question.themes.is_empty())
            .map(|(place, question)| {
                Ok(Material {
                    question: place,
                    asked: question.question.text.clone(),
                    language: settings.prompts.language(),
                    lexicon: Lexicon::new(question.language),
                    themes: themes(question),
                    families: families(question),
                    samples: draw(question, &withheld[place], embedder)?,
                    context: context_block(settings),
                    known: settings.context.iter().map(|c| c.text.clone()).collect(),
                })
            })
            .collect()
    }

    /// What every ground of this question has: the question and the local context.
    pub fn ground(&self) -> Ground<'_> {
        let mut ground = Ground::new(self.language, &self.lexicon);
        ground.ask(&self.asked);
        for text in &self.known {
            ground.know(text);
        }
        ground
    }

    /// What a sentence on a theme may rest on, when the first `pieces` answers are shown.
    pub fn theme_ground(&self, theme: usize, pieces: usize) -> Ground<'_> {
        let mut ground = self.ground();
        for piece in self.sample(theme).shown.iter().take(pieces) {
            ground.show(&piece.text);
        }
        self.support(&mut ground, theme);
        ground
    }

    /// Key phrases and other answers of a theme support; withheld ones must not come back.
    pub fn support(&self, ground: &mut Ground<'_>, theme: usize) {
        for phrase in &self.themes[theme].phrases {
            ground.know(phrase);
        }
        for text in &self.sample(theme).held {
            ground.hold(text);
        }
        for piece in &self.sample(theme).withheld {
            ground.withhold(&piece.text);
        }
    }

    /// What may be shown of a theme.
    pub fn sample(&self, theme: usize) -> &Sample {
        &self.samples.themes[theme]
    }

    /// The answers shown first, fenced.
    pub fn answers(&self, prefix: &'static str, theme: usize, pieces: usize) -> Fence {
        let shown = self.sample(theme).shown.iter().take(pieces);
        Fence::new(prefix, shown.map(|piece| piece.text.as_str()))
    }

    /// Key phrases of a theme, in one line.
    pub fn phrases(&self, theme: usize) -> String {
        let phrases = self.themes[theme].phrases.iter().take(PHRASES);
        clean(&phrases.cloned().collect::<Vec<_>>().join(" ; "))
    }

    /// The question as a prompt shows it.
    pub fn shown_question(&self) -> String {
        clean(&self.asked)
    }

    /// Ids of the answers at these places of a theme's sample.
    pub fn ids(&self, theme: usize, places: &[usize]) -> Vec<AnswerId> {
        let piece = |place: &usize| self.sample(theme).shown.get(*place);
        let pieces = places.iter().filter_map(piece);
        pieces.map(|piece: &Piece| piece.answer.clone()).collect()
    }
}

/// Titles in the same words are the same title.
pub fn same_words(title: &str) -> String {
    let words = words(title).into_iter().map(|word| word.folded);
    words.collect::<Vec<_>>().join(" ")
}

fn context_block(settings: &Settings<'_>) -> String {
    if settings.context.is_empty() {
        return String::new();
    }
    let texts = settings.context.iter().flat_map(|file| {
        // A fence shortens what it holds: one line of the file at a time.
        file.text.lines().filter(|line| !line.trim().is_empty())
    });
    let fence = Fence::new("c", texts);
    let head = settings.prompts.language().choose(
        "Contexte local, pour comprendre les mots des réponses :",
        "Local context, to understand the words of the answers:",
    );
    format!("{head}\n{}\n", fence.block())
}

fn themes(question: &QuestionResult) -> Vec<ThemeMaterial> {
    let themes = question.themes.iter();
    themes
        .map(|result| {
            let theme = &result.theme;
            let extractive = theme.extractive_title.as_ref().unwrap_or(&theme.title);
            ThemeMaterial {
                id: theme.id.clone(),
                title: theme.title.clone(),
                extractive: extractive.clone(),
                fixed: theme.origin == Origin::Human,
                phrases: theme.key_phrases.iter().map(|p| p.text.clone()).collect(),
                summary: Vec::new(),
            }
        })
        .collect()
}

fn families(question: &QuestionResult) -> Vec<FamilyMaterial> {
    let place_of = |id: &ThemeId| question.themes.iter().position(|t| t.theme.id == *id);
    question
        .families
        .iter()
        .enumerate()
        .filter(|(_, family)| family.themes.len() > 1 && family.origin != Origin::Human)
        .map(|(place, family)| FamilyMaterial {
            place,
            title: family.title.clone(),
            phrases: family.key_phrases.iter().map(|p| p.text.clone()).collect(),
            themes: family.themes.iter().filter_map(place_of).collect(),
        })
        .collect()
}

/// Titles that stand already, in comparable words.
pub fn taken<'a>(titles: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    titles.into_iter().map(same_words).collect()
}
