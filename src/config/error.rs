//! What is wrong with `cahier.toml` or with an address that was typed, told in French and
//! in English: where, what, what to write instead.

use super::address::AddressError;
use crate::error::quoted;
use crate::language::Language;
use crate::synthesis::ColourError;

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// File and line; none for something typed as an argument.
    pub place: Option<Place>,
    /// What is wrong; boxed, since results that hold it are many and errors few.
    pub wrong: Box<Wrong>,
}

/// A line of a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the person knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What can be wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not TOML; the parser's own words.
    Syntax(String),
    /// A key or section that does not exist, the nearest that does, and all that do.
    UnknownKey {
        /// As written.
        key: String,
        /// Section it stands in; empty at the top.
        section: String,
        /// A known one that looks like it.
        nearest: Option<String>,
        /// All known ones.
        known: Vec<String>,
    },
    /// A value of another kind than expected.
    Kind {
        /// The key.
        key: String,
        /// What it takes.
        expected: Expected,
    },
    /// `preset` and `url` in one section.
    PresetAndUrl,
    /// `key_env` and `key_file` in one section.
    TwoKeys,
    /// The section is part of a project, which has no files.
    NoSources(String),
    /// A section without the address it is about.
    NoAddress(String),
    /// A preset nobody knows, the nearest and all known.
    UnknownPreset {
        /// As written.
        name: String,
        /// A known one that looks like it.
        nearest: Option<String>,
        /// All known ones.
        known: Vec<String>,
    },
    /// A colour that cannot be used.
    Colour {
        /// The key.
        key: String,
        /// As written.
        text: String,
        /// Why not.
        why: ColourError,
    },
    /// An address that cannot be used; of which argument or key.
    Address {
        /// `--llm`, `url`, …
        of: String,
        /// Why not.
        why: AddressError,
    },
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number of at least this.
    Whole(u64),
    /// A number of at least this, in thousandths.
    Number(u64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Truth,
    /// Publics with a support: `residents:post`.
    Versions,
    /// A section.
    Section,
}

impl ConfigError {
    /// An error about something typed.
    pub(super) fn typed(wrong: Wrong) -> ConfigError {
        ConfigError {
            place: None,
            wrong: Box::new(wrong),
        }
    }

    /// The message in `language`.
    pub fn say(&self, language: Language) -> String {
        let what = self.wrong.say(language);
        match &self.place {
            None => what,
            Some(Place { file, line }) => language.choose(
                format!("« {file} », ligne {line} : {what}"),
                format!("\"{file}\", line {line}: {what}"),
            ),
        }
    }
}

impl Wrong {
    fn say(&self, language: Language) -> String {
        match self {
            Wrong::Syntax(why) => language.choose(
                format!("ce n'est pas du TOML correct ({why})."),
                format!("this is not valid TOML ({why})."),
            ),
            Wrong::UnknownKey {
                key,
                section,
                nearest,
                known,
            } => {
                let place = match section.is_empty() {
                    true => String::new(),
                    false => language.choose(format!(" dans [{section}]"), format!(" in [{section}]")),
                };
                let what = language.choose(
                    format!("clé inconnue « {key} »{place}."),
                    format!("unknown key \"{key}\"{place}."),
                );
                what + &suggestion(nearest.as_deref(), known, language)
            }
            Wrong::Kind { key, expected } => {
                let expected = expected.say(language);
                language.choose(
                    format!("« {key} » attend {expected}."),
                    format!("\"{key}\" takes {expected}."),
                )
            }
            Wrong::PresetAndUrl => language
                .choose(
                    "« preset » et « url » désignent deux serveurs : gardez l'un des deux, ou décrivez le vôtre dans [llm.presets.NOM].",
                    "\"preset\" and \"url\" name two servers: keep one of them, or describe yours in [llm.presets.NAME].",
                )
                .to_owned(),
            Wrong::TwoKeys => language
                .choose(
                    "« key_env » et « key_file » désignent deux clés : gardez l'une des deux.",
                    "\"key_env\" and \"key_file\" name two keys: keep one of them.",
                )
                .to_owned(),
            Wrong::NoSources(section) => language.choose(
                format!("[{section}] décrit un projet sans fichiers : ajoutez [sources] files = [\"reponses.csv\"]."),
                format!("[{section}] describes a project without files: add [sources] files = [\"answers.csv\"]."),
            ),
            Wrong::NoAddress(section) => language.choose(
                format!("[{section}] ne dit pas quel serveur utiliser : ajoutez « url »."),
                format!("[{section}] does not say which server to use: add \"url\"."),
            ),
            Wrong::UnknownPreset {
                name,
                nearest,
                known,
            } => {
                let what = language.choose(
                    format!("« {name} » n'est pas un serveur connu ; une adresse commence par http:// ou https://."),
                    format!("\"{name}\" is no known server; an address starts with http:// or https://."),
                );
                what + &suggestion(nearest.as_deref(), known, language)
            }
            Wrong::Colour { key, text, why } => colour(key, text, why, language),
            Wrong::Address { of, why } => format!(
                "{of}{}{}",
                language.choose(" : ", ": "),
                why.say(language)
            ),
        }
    }
}

impl Expected {
    fn say(self, language: Language) -> String {
        match self {
            Expected::Text => language
                .choose("un texte entre guillemets", "a text in quotes")
                .to_owned(),
            Expected::Texts => language
                .choose(
                    "une liste de textes, comme [\"a\", \"b\"]",
                    "a list of texts, like [\"a\", \"b\"]",
                )
                .to_owned(),
            Expected::Whole(least) => language.choose(
                format!("un nombre entier d'au moins {least}"),
                format!("a whole number of at least {least}"),
            ),
            Expected::Number(thousandths) => {
                let least = thousandths as f64 / 1000.0;
                language.choose(
                    format!("un nombre d'au moins {least}"),
                    format!("a number of at least {least}"),
                )
            }
            Expected::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                let list = quoted(&words, language);
                language.choose(
                    format!("l'un de ces mots : {list}"),
                    format!("one of {list}"),
                )
            }
            Expected::Truth => "true, false".to_owned(),
            Expected::Versions => language
                .choose(
                    "des publics, avec leur support : [\"habitants\", \"presse:post\"]",
                    "publics, with their support: [\"residents\", \"press:post\"]",
                )
                .to_owned(),
            Expected::Section => language.choose("une section", "a section").to_owned(),
        }
    }
}

fn colour(key: &str, text: &str, why: &ColourError, language: Language) -> String {
    match why {
        ColourError::Form => language.choose(
            format!("« {key} » attend une couleur écrite comme \"#1f4e8c\", pas « {text} »."),
            format!("\"{key}\" takes a colour written like \"#1f4e8c\", not \"{text}\"."),
        ),
        ColourError::Pale(tenths) => {
            let (whole, tenth) = (tenths / 10, tenths % 10);
            language.choose(
                format!("« {key} » : {text} est trop claire pour du texte sur fond blanc (contraste {whole},{tenth} pour 1, il en faut 4,5). Prenez une couleur plus foncée."),
                format!("\"{key}\": {text} is too pale for text on white (contrast {whole}.{tenth} to 1, where 4.5 is needed). Take a darker colour."),
            )
        }
    }
}

fn suggestion(nearest: Option<&str>, known: &[String], language: Language) -> String {
    let near = match nearest {
        Some(near) => language.choose(
            format!(" La plus proche est « {near} »."),
            format!(" The nearest is \"{near}\"."),
        ),
        None => String::new(),
    };
    let all = quoted(known, language);
    near + &language.choose(format!(" Possibles : {all}."), format!(" Possible: {all}."))
}

/// The known name most like `name`, where one is like it at all.
pub(super) fn nearest(name: &str, known: &[String]) -> Option<String> {
    let name = name.to_lowercase();
    known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(&name, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate.clone())
}
