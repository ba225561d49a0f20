//! P7: what to keep in mind of a question, from the titles and summaries of its themes. No
//! answer is shown, and no number may be written: figures are the report's.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::attempts::Attempts;
use super::gates::{Ground, has_number, rules};
use super::material::Material;
use super::replies::{no_source, parse, repeated, unknown_id};
use crate::language::Language;
use crate::llm::shape::{array, object, one_of, text};
use crate::llm::{Accepted, Fault, Fence, Request, Task};
use crate::prompts::{Ask, Prompts};
use crate::synthesis::Point;

/// Fewer themes than this need no overview.
pub const FEWEST: usize = 3;
/// Themes shown, the largest first.
const MOST: usize = 24;
/// Points kept.
const POINTS: usize = 6;
/// Characters of a point.
const LONGEST: usize = 260;
/// Themes a point leads to.
const CITED: usize = 3;
/// Tokens of a reply.
const MAX_TOKENS: u32 = 700;

/// Asks for the overview of one question.
pub struct OverviewTask<'a> {
    material: &'a Material,
    prompts: &'a Prompts,
    attempts: Attempts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    points: Vec<Phrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    #[serde(alias = "sentence")]
    phrase: String,
    themes: Vec<String>,
}

impl<'a> OverviewTask<'a> {
    /// The task for a question.
    pub fn new(material: &'a Material, prompts: &'a Prompts) -> OverviewTask<'a> {
        OverviewTask {
            material,
            prompts,
            attempts: Attempts::default(),
        }
    }

    /// A theme in one line: its title, then its summary or its key phrases.
    fn lines(&self, pieces: usize) -> Vec<String> {
        let themes = self.material.themes.iter().enumerate().take(pieces);
        themes
            .map(|(place, theme)| {
                let said = match theme.summary.is_empty() {
                    false => theme.summary.join(" "),
                    true => self.material.phrases(place),
                };
                format!("{} : {said}", theme.title)
            })
            .collect()
    }

    fn fence(&self, pieces: usize) -> Fence {
        let lines = self.lines(pieces);
        Fence::new("t", lines.iter().map(String::as_str))
    }

    fn ground(&self, pieces: usize) -> Ground<'_> {
        let mut ground = self.material.ground();
        for (place, line) in self.lines(pieces).iter().enumerate() {
            ground.show(line);
            for piece in &self.material.sample(place).withheld {
                ground.withhold(&piece.text);
            }
        }
        ground
    }

    fn point(&self, ground: &Ground<'_>, text: &str, cited: &[usize]) -> Result<Point, Vec<Fault>> {
        let language = self.material.language;
        let places = ground.supporting(text, cited, CITED);
        let mut faults = ground.sentence(text, LONGEST);
        if has_number(text, language) {
            faults.push(numeral(language));
        }
        if places.is_empty() {
            faults.push(no_source(language));
        } else if faults.is_empty() {
            faults.extend(ground.cited(text, &places));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let id = |place: &usize| self.material.themes[*place].id.clone();
        Ok(Point {
            text: text.to_owned(),
            themes: places.iter().map(id).collect(),
        })
    }
}

fn numeral(language: Language) -> Fault {
    Fault::new(
        rules::NUMBER,
        language,
        "N'écris aucun nombre, même lu dans les thèmes.",
        "Write no number, not even one read in the themes.",
    )
}

impl Task for OverviewTask<'_> {
    type Output = Vec<Point>;

    fn pieces(&self) -> usize {
        self.material.themes.len().min(MOST)
    }

    fn request(&self, pieces: usize) -> Request {
        self.attempts.ask();
        let fence = self.fence(pieces);
        let sentence = self.material.language.choose("phrase", "sentence");
        let themes = array(one_of(&fence.ids()));
        let point = object([(sentence, text()), ("themes", themes)]);
        let values = [
            ("question", self.material.shown_question()),
            ("context", self.material.context.clone()),
            ("themes", fence.block()),
        ];
        let schema = object([("points", array(point))]);
        let prompt = self.prompts.get(Ask::Overview);
        prompt.request(values, schema, MAX_TOKENS)
    }

    /// Three points must hold, or all that are asked for; of a repaired reply, one.
    fn read(&self, reply: &Value, pieces: usize) -> Result<Accepted<Vec<Point>>, Vec<Fault>> {
        let last = self.attempts.is_last();
        let language = self.material.language;
        let reply: Reply = parse(reply, language)?;
        let fence = self.fence(pieces);
        let ground = self.ground(pieces);
        let (mut points, mut faults) = (Vec::new(), Vec::new());
        for phrase in reply.points {
            let places: Vec<usize> = phrase
                .themes
                .iter()
                .filter_map(|id| fence.place(id))
                .collect();
            if places.len() < phrase.themes.len() {
                faults.push(unknown_id(language));
            }
            let text = ground.without_padding(&phrase.phrase);
            let text = text.as_str();
            let again = |point: &Point| ground.repeats(text, &point.text);
            match self.point(&ground, text, &places) {
                Ok(_) if points.iter().any(again) => faults.push(repeated(language)),
                Ok(point) if points.len() < POINTS => points.push(point),
                Ok(_) => {}
                Err(wrong) => faults.extend(wrong),
            }
        }
        let wanted = if last { 1 } else { FEWEST.min(pieces) };
        if points.len() >= wanted {
            return Ok(Accepted {
                output: points,
                cut: faults,
            });
        }
        if faults.is_empty() {
            faults.push(no_source(language));
        }
        let mut told = BTreeSet::new();
        faults.retain(|fault| told.insert(fault.told.clone()));
        Err(faults)
    }
}
