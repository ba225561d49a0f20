//! `cahier.toml`, changed key by key: what an analyst wrote in it, comments among it, stays.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use toml_edit::{Array, DocumentMut, Item, Table, value};

use super::super::project::write_kept;
use crate::config::{Config, Settings, Typed};
use crate::error::system_reason;
use crate::language::Language;

/// The file, being changed.
pub(super) struct TomlFile {
    path: PathBuf,
    document: DocumentMut,
}

impl TomlFile {
    pub(super) fn read(path: &Path, language: Language) -> anyhow::Result<TomlFile> {
        let text = fs::read_to_string(path).map_err(|error| {
            let (path, reason) = (path.display(), system_reason(&error, language));
            anyhow!(language.choose(
                format!("« {path} » ne peut pas être lu : {reason}."),
                format!("\"{path}\" cannot be read: {reason}."),
            ))
        })?;
        let document = text.parse().with_context(|| {
            let path = path.display();
            language.choose(
                format!("« {path} » a une erreur d'écriture"),
                format!("\"{path}\" is not written correctly"),
            )
        })?;
        Ok(TomlFile {
            path: path.to_owned(),
            document,
        })
    }

    /// Fails where a run would not accept it, and says why.
    pub(super) fn holds(&self, language: Language) -> anyhow::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let shown = self.path.display().to_string();
        let config = Config::parse(&shown, &self.document.to_string(), folder);
        let checked = config.and_then(|config| Settings::check(&config, &Typed::default()));
        checked
            .map(drop)
            .map_err(|error| anyhow!(error.say(language)))
    }

    /// Writes it, whole.
    pub(super) fn save(&self) -> anyhow::Result<()> {
        Ok(write_kept(
            &self.path,
            self.document.to_string().as_bytes(),
        )?)
    }

    fn item(&self, section: &str, key: &str) -> Option<&Item> {
        self.document.get(section)?.get(key)
    }

    pub(super) fn text(&self, section: &str, key: &str) -> Option<String> {
        Some(self.item(section, key)?.as_str()?.to_owned())
    }

    pub(super) fn texts(&self, section: &str, key: &str) -> Vec<String> {
        let array = self.item(section, key).and_then(Item::as_array);
        let texts = array.into_iter().flatten().filter_map(|v| v.as_str());
        texts.map(str::to_owned).collect()
    }

    pub(super) fn is_set(&self, section: &str, key: &str) -> bool {
        self.item(section, key).and_then(Item::as_bool) == Some(true)
    }

    fn section(&mut self, name: &str) -> &mut Table {
        let item = self.document.entry(name).or_insert_with(|| {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            Item::Table(table)
        });
        if !item.is_table() {
            // A section written in one line, as `{ … }`, becomes one of its own.
            let table = std::mem::take(item).into_table().unwrap_or_default();
            *item = Item::Table(table);
        }
        match item {
            Item::Table(table) => table,
            // Just made.
            _ => unreachable!("a section is a table"),
        }
    }

    /// Sets a text; an empty one takes the key away.
    pub(super) fn set_text(&mut self, section: &str, key: &str, text: &str) {
        if text.is_empty() {
            self.unset(section, key);
        } else if self.text(section, key).as_deref() != Some(text) {
            self.set(section, key, value(text));
        }
    }

    pub(super) fn set_texts(&mut self, section: &str, key: &str, texts: &[String]) {
        if self.texts(section, key) != texts {
            let mut array: Array = texts.iter().map(String::as_str).collect();
            if texts.len() > 1 {
                array.iter_mut().for_each(|text| {
                    text.decor_mut().set_prefix("\n    ");
                });
                array.set_trailing("\n");
                array.set_trailing_comma(true);
            }
            self.set(section, key, value(array));
        }
    }

    pub(super) fn set_flag(&mut self, section: &str, key: &str, flag: bool) {
        if self.is_set(section, key) != flag {
            self.set(section, key, value(flag));
        }
    }

    /// What stands above the key and behind the value stays there.
    fn set(&mut self, section: &str, key: &str, mut to: Item) {
        let table = self.section(section);
        let before = table.get(key).and_then(Item::as_value);
        if let (Some(before), Item::Value(new)) = (before, &mut to) {
            *new.decor_mut() = before.decor().clone();
        }
        table[key] = to;
    }

    pub(super) fn unset(&mut self, section: &str, key: &str) {
        if let Some(table) = self
            .document
            .get_mut(section)
            .and_then(Item::as_table_like_mut)
        {
            table.remove(key);
        }
    }

    /// Takes a whole section away.
    pub(super) fn drop_section(&mut self, section: &str) {
        self.document.remove(section);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_analyst_wrote_stays() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("cahier.toml");
        let text = "# mine\n[sources]\n# the files\nfiles = [\"a.csv\"]\n\n[analysis]\nthemes = \"normal\" # as usual\nseed = 7\n\n# [llm]\n# preset = \"ollama\"\n";
        fs::write(&path, text).expect("written");
        let mut file = TomlFile::read(&path, Language::English).expect("read");
        file.set_text("analysis", "themes", "normal");
        file.set_flag("analysis", "publication", false);
        file.set_texts("sources", "files", &["a.csv".to_owned()]);
        file.save().expect("saved");
        assert_eq!(fs::read_to_string(&path).expect("read"), text);
        file.set_text("analysis", "themes", "few");
        file.set_flag("analysis", "publication", true);
        file.set_texts(
            "sources",
            "files",
            &["a.csv".to_owned(), "b \"é\".csv".to_owned()],
        );
        file.set_text("llm", "preset", "ollama");
        file.save().expect("saved");
        let written = fs::read_to_string(&path).expect("read");
        for kept in ["# mine", "# the files", "# as usual", "seed = 7"] {
            assert!(written.contains(kept), "{written}");
        }
        let again = TomlFile::read(&path, Language::English).expect("read");
        assert_eq!(again.text("analysis", "themes").as_deref(), Some("few"));
        assert!(again.is_set("analysis", "publication"));
        assert_eq!(again.texts("sources", "files")[1], "b \"é\".csv");
        assert_eq!(again.text("llm", "preset").as_deref(), Some("ollama"));
        let mut again = again;
        again.drop_section("llm");
        assert_eq!(again.text("llm", "preset"), None);
    }
}
