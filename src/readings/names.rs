//! P2 and P3: titles asked for together, because they must be told apart: those of themes
//! that clash, and those of families.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::attempts::Attempts;
use super::gates::{Ground, rules, sentence_case};
use super::material::{Material, same_words};
use super::replies::{parse, unknown_id};
use crate::llm::shape::{array, object, one_of, text};
use crate::llm::{Accepted, Fault, Fence, Request, Task};
use crate::prompts::{Ask, Prompts};

/// Tokens of a title in a reply.
const TOKENS: u32 = 60;
/// Answers shown of a theme that is renamed.
const ANSWERS: usize = 3;
/// Prefixes of the answers of the themes of a group.
const PREFIXES: [&str; 4] = ["a", "b", "d", "e"];
/// Most themes that are renamed together.
pub const TOGETHER: usize = PREFIXES.len();

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    #[serde(alias = "titles")]
    titres: Vec<Titled>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titled {
    id: String,
    #[serde(alias = "title")]
    titre: String,
}

/// What the titles are asked for.
enum Named {
    /// Themes whose titles clash.
    Themes(Vec<usize>),
    /// All families of a question.
    Families,
}

/// Asks for a title for each of a few things.
pub struct NamesTask<'a> {
    material: &'a Material,
    prompts: &'a Prompts,
    named: Named,
    taken: BTreeSet<String>,
    attempts: Attempts,
}

impl<'a> NamesTask<'a> {
    /// Other titles for themes that clash: at most [`TOGETHER`]. `taken` are the titles
    /// of the other themes.
    pub fn themes(
        material: &'a Material,
        prompts: &'a Prompts,
        themes: Vec<usize>,
        taken: BTreeSet<String>,
    ) -> NamesTask<'a> {
        NamesTask {
            material,
            prompts,
            named: Named::Themes(themes),
            taken,
            attempts: Attempts::default(),
        }
    }

    /// Titles for the families of a question; none may be a theme's.
    pub fn families(
        material: &'a Material,
        prompts: &'a Prompts,
        taken: BTreeSet<String>,
    ) -> NamesTask<'a> {
        NamesTask {
            material,
            prompts,
            named: Named::Families,
            taken,
            attempts: Attempts::default(),
        }
    }

    /// The themes it renames; none for families.
    pub fn renamed(&self) -> &[usize] {
        match &self.named {
            Named::Themes(themes) => themes,
            Named::Families => &[],
        }
    }

    fn count(&self) -> usize {
        match &self.named {
            Named::Themes(themes) => themes.len(),
            Named::Families => self.material.families.len(),
        }
    }

    fn fence(&self) -> Fence {
        let themes = &self.material.themes;
        let lines: Vec<String> = match &self.named {
            Named::Themes(places) => places
                .iter()
                .map(|place| {
                    let title = &themes[*place].title;
                    format!("{title} ({})", self.material.phrases(*place))
                })
                .collect(),
            Named::Families => self
                .material
                .families
                .iter()
                .map(|family| {
                    let titles = family.themes.iter().map(|t| themes[*t].title.as_str());
                    titles.collect::<Vec<_>>().join(" ; ")
                })
                .collect(),
        };
        Fence::new("t", lines.iter().map(String::as_str))
    }

    fn block(&self) -> String {
        let fence = self.fence().block();
        let Named::Themes(themes) = &self.named else {
            return fence;
        };
        let lines = fence.lines().zip(themes).zip(PREFIXES);
        let parts = lines.map(|((line, theme), prefix)| {
            let answers = self.material.answers(prefix, *theme, ANSWERS);
            format!("{line}\n{}", answers.block())
        });
        parts.collect::<Vec<_>>().join("\n\n")
    }

    /// What the title of one thing may rest on.
    fn ground(&self, place: usize) -> Ground<'_> {
        match &self.named {
            Named::Themes(themes) => self.material.theme_ground(themes[place], usize::MAX),
            Named::Families => {
                let family = &self.material.families[place];
                let mut ground = self.material.ground();
                ground.know(&family.title);
                for phrase in &family.phrases {
                    ground.know(phrase);
                }
                for theme in &family.themes {
                    ground.show(&self.material.themes[*theme].title);
                    for sentence in &self.material.themes[*theme].summary {
                        ground.show(sentence);
                    }
                    self.material.support(&mut ground, *theme);
                    for piece in &self.material.sample(*theme).shown {
                        ground.hold(&piece.text);
                    }
                }
                ground
            }
        }
    }
}

impl Task for NamesTask<'_> {
    type Output = Vec<Option<String>>;

    fn pieces(&self) -> usize {
        1
    }

    fn request(&self, _: usize) -> Request {
        self.attempts.ask();
        let ids = self.fence().ids();
        let (titles, title) = self
            .material
            .language
            .choose(("titres", "titre"), ("titles", "title"));
        let each = object([("id", one_of(&ids)), (title, text())]);
        let (ask, place) = match self.named {
            Named::Themes(_) => (Ask::Rename, "themes"),
            Named::Families => (Ask::Families, "families"),
        };
        let values = [
            ("question", self.material.shown_question()),
            ("context", self.material.context.clone()),
            (place, self.block()),
        ];
        let schema = object([(titles, array(each))]);
        let tokens = 40 + TOKENS * self.count() as u32;
        let prompt = self.prompts.get(ask);
        prompt.request(values, schema, tokens)
    }

    /// One title for each; of a repaired reply, those that hold, if any does.
    fn read(&self, reply: &Value, _: usize) -> Result<Accepted<Self::Output>, Vec<Fault>> {
        let last = self.attempts.is_last();
        let language = self.material.language;
        let reply: Reply = parse(reply, language)?;
        let fence = self.fence();
        let mut titles: Vec<Option<String>> = vec![None; self.count()];
        let mut taken = self.taken.clone();
        let mut faults = Vec::new();
        for titled in reply.titres {
            let place = fence.place(&titled.id).filter(|p| titles[*p].is_none());
            let Some(place) = place else {
                faults.push(unknown_id(language));
                continue;
            };
            let ground = self.ground(place);
            let title = sentence_case(&ground, &titled.titre);
            let mut wrong = ground.title(&title);
            if wrong.is_empty() && !taken.insert(same_words(&title)) {
                wrong.push(Fault::new(
                    rules::CLASH,
                    language,
                    format!("« {title} » est déjà le titre d'un autre groupe."),
                    format!("\"{title}\" is already the title of another group."),
                ));
            }
            if wrong.is_empty() {
                titles[place] = Some(title);
            }
            faults.extend(wrong);
        }
        let held = titles.iter().flatten().count();
        if held == titles.len() || (last && held > 0) {
            return Ok(Accepted {
                output: titles,
                cut: faults,
            });
        }
        if faults.is_empty() {
            faults.push(unknown_id(language));
        }
        Err(faults)
    }
}
