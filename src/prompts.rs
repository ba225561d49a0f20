//! All that a language model is asked: files in the folder beside this one, compiled in,
//! which a user may replace by files of the same name.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::llm::{Prompt, PromptError};

/// What a model is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// Name and summary of a theme.
    Label,
    /// Other names for themes whose names clash.
    Rename,
    /// Names of families of themes.
    Families,
    /// What to keep in mind of a question.
    Overview,
    /// Quotes in plain words.
    Plain,
    /// Themes reworded for a public.
    Adapt,
    /// Where answers stand towards a proposition.
    Stance,
    /// What pulls apart in an opposition.
    Tension,
    /// What a weak signal may be.
    Signal,
    /// Codes for answers.
    Assign,
}

/// An ask, its file's name, the places of the prompt, the file in French and in English.
type File = (
    Ask,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

const FILES: [File; 10] = [
    (
        Ask::Label,
        "label",
        &["question", "context", "phrases", "answers", "contrast"],
        include_str!("prompts/label.fr.txt"),
        include_str!("prompts/label.en.txt"),
    ),
    (
        Ask::Rename,
        "rename",
        &["question", "context", "themes"],
        include_str!("prompts/rename.fr.txt"),
        include_str!("prompts/rename.en.txt"),
    ),
    (
        Ask::Families,
        "families",
        &["question", "context", "families"],
        include_str!("prompts/families.fr.txt"),
        include_str!("prompts/families.en.txt"),
    ),
    (
        Ask::Overview,
        "overview",
        &["question", "context", "themes"],
        include_str!("prompts/overview.fr.txt"),
        include_str!("prompts/overview.en.txt"),
    ),
    (
        Ask::Plain,
        "plain",
        &["question", "quotes"],
        include_str!("prompts/plain.fr.txt"),
        include_str!("prompts/plain.en.txt"),
    ),
    (
        Ask::Adapt,
        "adapt",
        &["question", "audience", "support", "themes"],
        include_str!("prompts/adapt.fr.txt"),
        include_str!("prompts/adapt.en.txt"),
    ),
    (
        Ask::Stance,
        "stance",
        &["proposition", "answers"],
        include_str!("prompts/stance.fr.txt"),
        include_str!("prompts/stance.en.txt"),
    ),
    (
        Ask::Tension,
        "tension",
        &["object", "favour", "against"],
        include_str!("prompts/tension.fr.txt"),
        include_str!("prompts/tension.en.txt"),
    ),
    (
        Ask::Signal,
        "signal",
        &["question", "answers", "theme", "contrast"],
        include_str!("prompts/signal.fr.txt"),
        include_str!("prompts/signal.en.txt"),
    ),
    (
        Ask::Assign,
        "assign",
        &["question", "codes", "answers"],
        include_str!("prompts/assign.fr.txt"),
        include_str!("prompts/assign.en.txt"),
    ),
];

/// A file that cannot serve as a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPrompt {
    /// Its name.
    pub file: String,
    /// What is wrong; none for a name that no prompt has.
    pub why: Option<PromptError>,
}

impl BadPrompt {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        let file = &self.file;
        let french = |why: &str| format!("{file} : {why}");
        let english = |why: &str| format!("{file}: {why}");
        let (fr, en) = match &self.why {
            None => (
                format!("aucune consigne ne porte ce nom ; attendus : {}", names()),
                format!("no prompt has this name; expected: {}", names()),
            ),
            Some(PromptError::NoVersion) => (
                "la première ligne doit être « version: N »".to_owned(),
                "the first line must be \"version: N\"".to_owned(),
            ),
            Some(PromptError::NoPart(part)) => (
                format!("il manque la partie [{part}]"),
                format!("the part [{part}] is missing"),
            ),
            Some(PromptError::UnknownPlace(place)) => (
                format!("{{{{{place}}}}} n'est pas un emplacement connu"),
                format!("{{{{{place}}}}} is no known place"),
            ),
            Some(PromptError::MissingPlace(place)) => (
                format!("il manque l'emplacement {{{{{place}}}}}"),
                format!("the place {{{{{place}}}}} is missing"),
            ),
            Some(PromptError::PlaceInSystem(place)) => (
                format!("{{{{{place}}}}} ne doit pas figurer dans [system]"),
                format!("{{{{{place}}}}} must not stand in [system]"),
            ),
        };
        language.choose(french(&fr), english(&en))
    }
}

fn names() -> String {
    let names: Vec<String> = FILES
        .iter()
        .flat_map(|(_, name, ..)| [format!("{name}.fr.txt"), format!("{name}.en.txt")])
        .collect();
    names.join(", ")
}

/// Every prompt in both languages, one of which is spoken.
#[derive(Clone, Debug)]
pub struct Prompts {
    language: Language,
    all: BTreeMap<(Ask, &'static str), Prompt>,
}

impl Prompts {
    /// Our prompts, replaced by those of `overrides` (file name to text).
    pub fn new(
        language: Language,
        overrides: &BTreeMap<String, String>,
    ) -> Result<Prompts, BadPrompt> {
        let mut all = BTreeMap::new();
        let mut known = Vec::new();
        for (ask, name, places, french, english) in FILES {
            for (written, ours) in [(Language::French, french), (Language::English, english)] {
                let name = format!("{name}.{}", written.code());
                let file = format!("{name}.txt");
                let text = overrides.get(&file);
                let parsed = Prompt::parse(&name, text.map_or(ours, String::as_str), places);
                let mut prompt = parsed.map_err(|why| BadPrompt {
                    file: file.clone(),
                    why: Some(why),
                })?;
                prompt.overridden = text.is_some();
                known.push(file);
                all.insert((ask, written.code()), prompt);
            }
        }
        match overrides.keys().find(|file| !known.contains(file)) {
            None => Ok(Prompts { language, all }),
            Some(file) => Err(BadPrompt {
                file: file.clone(),
                why: None,
            }),
        }
    }

    /// The language that is spoken.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The same prompts in this language.
    pub fn in_language(&self, language: Language) -> Prompts {
        let all = self.all.clone();
        Prompts { language, all }
    }

    /// The prompt for an ask: every ask has one.
    pub fn get(&self, ask: Ask) -> &Prompt {
        &self.all[&(ask, self.language.code())]
    }

    /// Our prompt files, by name: what a user may start from.
    pub fn files() -> Vec<(String, &'static str)> {
        FILES
            .iter()
            .flat_map(|(_, name, _, french, english)| {
                [
                    (format!("{name}.fr.txt"), *french),
                    (format!("{name}.en.txt"), *english),
                ]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_prompts_serve_and_a_broken_one_is_told() {
        for language in [Language::French, Language::English] {
            let prompts = Prompts::new(language, &BTreeMap::new()).expect("our prompts");
            assert_eq!(prompts.all.len(), 2 * FILES.len());
        }
        let with = |file: &str, text: &str| {
            let overrides = BTreeMap::from([(file.to_owned(), text.to_owned())]);
            Prompts::new(Language::French, &overrides)
        };
        let whole = "version: 7\n[system]\nNomme.\n[user]\n{{question}}{{context}}{{themes}}";
        let own = with("overview.fr.txt", whole).expect("a prompt");
        assert!(
            own.get(Ask::Overview)
                .reference()
                .starts_with("overview.fr/7* ")
        );
        let broken = with(
            "label.fr.txt",
            "version: 1\n[system]\nA\n[user]\n{{answers}}",
        );
        let told = broken.expect_err("broken").say(Language::French);
        assert_eq!(told, "label.fr.txt : il manque l'emplacement {{question}}");
        assert!(with("labels.fr.txt", whole).is_err());
    }
}
