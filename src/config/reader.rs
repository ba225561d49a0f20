//! Typed values out of a TOML table, each fault told with its line. Nothing here knows
//! what the keys mean.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Expected, Place, Wrong, nearest};

/// A settings file.
pub(super) struct Document<'t> {
    file: &'t str,
    text: &'t str,
    root: Spanned<DeTable<'t>>,
}

/// One of its sections.
#[derive(Clone)]
pub(super) struct Section<'d> {
    document: &'d Document<'d>,
    /// `llm.presets.notre`; empty at the top.
    pub name: String,
    table: &'d DeTable<'d>,
}

impl<'t> Document<'t> {
    pub(super) fn parse(file: &'t str, text: &'t str) -> Result<Document<'t>, ConfigError> {
        let root = DeTable::parse(text).map_err(|error| ConfigError {
            place: Some(Place {
                file: file.to_owned(),
                line: line_at(text, error.span().map_or(0, |span| span.start)),
            }),
            wrong: Box::new(Wrong::Syntax(error.message().replace('\n', ", "))),
        })?;
        Ok(Document { file, text, root })
    }

    pub(super) fn top(&'t self) -> Section<'t> {
        Section {
            document: self,
            name: String::new(),
            table: self.root.get_ref(),
        }
    }

    fn wrong(&self, offset: usize, wrong: Wrong) -> ConfigError {
        ConfigError {
            place: Some(Place {
                file: self.file.to_owned(),
                line: line_at(self.text, offset),
            }),
            wrong: Box::new(wrong),
        }
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

impl<'d> Section<'d> {
    /// Refuses any key that is not in `known`.
    pub(super) fn knows(&self, known: &[&str]) -> Result<(), ConfigError> {
        let known: Vec<String> = known.iter().map(|key| (*key).to_owned()).collect();
        let unknown = self
            .table
            .keys()
            .filter(|key| !known.iter().any(|k| k == key.get_ref()))
            .min_by_key(|key| key.span().start);
        match unknown {
            None => Ok(()),
            Some(key) => {
                let wrong = Wrong::UnknownKey {
                    key: key.get_ref().to_string(),
                    section: self.name.clone(),
                    nearest: nearest(key.get_ref(), &known),
                    known,
                };
                Err(self.document.wrong(key.span().start, wrong))
            }
        }
    }

    /// A fault at the line of `key`, or of the section's first key.
    pub(super) fn fault(&self, key: &str, wrong: Wrong) -> ConfigError {
        let offset = match self.table.get_key_value(key) {
            Some((key, _)) => key.span().start,
            None => {
                let keys = self.table.keys();
                keys.map(|key| key.span().start).min().unwrap_or(0)
            }
        };
        self.document.wrong(offset, wrong)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<String>, ConfigError> {
        self.value(key, Expected::Text, |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// One of some words.
    pub(super) fn word(
        &self,
        key: &str,
        words: &'static [&'static str],
    ) -> Result<Option<&'static str>, ConfigError> {
        self.value(key, Expected::OneOf(words), |value| {
            let text = value.as_str()?;
            words.iter().copied().find(|word| *word == text)
        })
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, ConfigError> {
        let list = self.value(key, Expected::Texts, |value| {
            let texts = value.as_array()?.iter();
            texts
                .map(|text| text.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<String>>>()
        })?;
        Ok(list.unwrap_or_default())
    }

    /// A whole number of at least `least`.
    pub(super) fn whole(&self, key: &str, least: u64) -> Result<Option<u64>, ConfigError> {
        self.value(key, Expected::Whole(least), |value| {
            let integer = value.as_integer()?;
            let number = u64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            // Above 2^53 nothing here has a meaning, and JSON loses digits.
            (least..=1 << 53).contains(&number).then_some(number)
        })
    }

    /// A number of at least `thousandths` thousandths.
    pub(super) fn number(&self, key: &str, thousandths: u64) -> Result<Option<f64>, ConfigError> {
        self.value(key, Expected::Number(thousandths), |value| {
            let written = match value {
                DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
                DeValue::Float(float) => float.as_str(),
                _ => return None,
            };
            let number: f64 = written.parse().ok()?;
            (number.is_finite() && number * 1000.0 >= thousandths as f64).then_some(number)
        })
    }

    /// True or false; false where the key is missing.
    pub(super) fn yes(&self, key: &str) -> Result<bool, ConfigError> {
        let value = self.value(key, Expected::Truth, DeValue::as_bool)?;
        Ok(value.unwrap_or(false))
    }

    /// A section inside this one.
    pub(super) fn section(&self, key: &str) -> Result<Option<Section<'d>>, ConfigError> {
        let table = self.value(key, Expected::Section, DeValue::as_table)?;
        Ok(table.map(|table| self.inside(key, table)))
    }

    /// All sections inside this one, in alphabetical order.
    pub(super) fn sections(&self) -> Result<Vec<(String, Section<'d>)>, ConfigError> {
        let mut names: Vec<String> = self.table.keys().map(|k| k.get_ref().to_string()).collect();
        names.sort();
        let mut sections = Vec::with_capacity(names.len());
        for name in names {
            if let Some(section) = self.section(&name)? {
                sections.push((name, section));
            }
        }
        Ok(sections)
    }

    fn inside(&self, key: &str, table: &'d DeTable<'d>) -> Section<'d> {
        Section {
            document: self.document,
            name: match self.name.is_empty() {
                true => key.to_owned(),
                false => format!("{}.{key}", self.name),
            },
            table,
        }
    }

    fn value<T>(
        &self,
        key: &str,
        expected: Expected,
        read: impl FnOnce(&'d DeValue<'d>) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        let Some(value) = self.table.get(key) else {
            return Ok(None);
        };
        match read(value.get_ref()) {
            Some(read) => Ok(Some(read)),
            None => {
                let key = key.to_owned();
                Err(self
                    .document
                    .wrong(value.span().start, Wrong::Kind { key, expected }))
            }
        }
    }
}
