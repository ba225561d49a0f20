//! Servers known by name: those that come with the program and those of `cahier.toml`.

use std::collections::BTreeMap;

use super::address::Address;
use super::error::ConfigError;
use super::reader::Document;
use super::server::{SERVER, Server};
use crate::language::Language;

const BUILT_IN: &str = include_str!("presets.toml");

/// Servers by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presets(BTreeMap<String, Server>);

impl Presets {
    /// Those that come with the program.
    pub(super) fn built_in() -> Result<Presets, ConfigError> {
        let document = Document::parse("presets.toml", BUILT_IN)?;
        let mut presets = BTreeMap::new();
        for (name, section) in document.top().sections()? {
            section.knows(&SERVER)?;
            presets.insert(name, Server::read(&section)?);
        }
        Ok(Presets(presets))
    }

    /// Adds a server; one of the same name gives way.
    pub(super) fn insert(&mut self, name: String, server: Server) {
        self.0.insert(name, server);
    }

    /// The server of this name.
    pub fn get(&self, name: &str) -> Option<&Server> {
        self.0.get(name)
    }

    /// All names, in alphabetical order.
    pub fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Names and servers, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Server)> {
        self.0.iter()
    }

    /// Country of a host that one of the presets is about.
    pub fn country(&self, address: &Address, language: Language) -> Option<String> {
        let server = self.0.values().find(|server| {
            let there = server.address.as_ref();
            there.is_some_and(|there| there.host() == address.host())
        })?;
        server.country[usize::from(language == Language::English)].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_that_come_with_the_program_can_be_used() {
        let presets = Presets::built_in().expect("presets");
        for name in [
            "albert", "llamacpp", "mistral", "ollama", "scaleway", "vllm",
        ] {
            let server = presets.get(name).expect(name);
            let address = server.address.as_ref().expect(name);
            assert!(!address.is_remote() || address.is_encrypted(), "{name}");
            // A remote host has a country and a key, in both languages; one here neither.
            assert_eq!(address.is_remote(), server.key.is_some(), "{name}");
            for part in &server.country {
                assert_eq!(address.is_remote(), part.is_some(), "{name}");
            }
        }
    }
}
