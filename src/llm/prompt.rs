//! Prompts are files: a version, what the system says, what the user says, with places
//! that are filled in once. What is filled in is never read for places again.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Request;

/// A prompt file that cannot serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptError {
    /// It does not start with `version: N`.
    NoVersion,
    /// The `[system]` or `[user]` part is missing.
    NoPart(&'static str),
    /// It has a place that the program does not fill.
    UnknownPlace(String),
    /// It lacks a place without which the model would not see the data.
    MissingPlace(String),
    /// The system part has a place: citizens' text must never stand there.
    PlaceInSystem(String),
}

/// A prompt, read and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Its name and language: `label.fr`.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// True when a user's file replaced ours.
    pub overridden: bool,
    system: String,
    user: String,
    fingerprint: String,
}

impl Prompt {
    /// Reads `version: N`, `[system]` and `[user]`; every place in `places`, and no other,
    /// must stand in the user part as `{{place}}`.
    pub fn parse(name: &str, text: &str, places: &[&str]) -> Result<Prompt, PromptError> {
        let text = text.replace("\r\n", "\n");
        let (head, rest) = text
            .split_once("[system]\n")
            .ok_or(PromptError::NoPart("system"))?;
        let (system, user) = rest
            .split_once("[user]\n")
            .ok_or(PromptError::NoPart("user"))?;
        let version = head
            .lines()
            .find_map(|line| line.strip_prefix("version:")?.trim().parse().ok())
            .ok_or(PromptError::NoVersion)?;
        if let Some(place) = places_in(system).into_iter().next() {
            return Err(PromptError::PlaceInSystem(place));
        }
        let found = places_in(user);
        if let Some(unknown) = found.iter().find(|p| !places.contains(&p.as_str())) {
            return Err(PromptError::UnknownPlace(unknown.clone()));
        }
        if let Some(missing) = places.iter().find(|p| !found.iter().any(|f| f == *p)) {
            return Err(PromptError::MissingPlace((*missing).to_owned()));
        }
        let hash = Sha256::digest(text.as_bytes());
        Ok(Prompt {
            name: name.to_owned(),
            version,
            overridden: false,
            system: system.trim().to_owned(),
            user: user.trim().to_owned(),
            fingerprint: hash[..6].iter().map(|b| format!("{b:02x}")).collect(),
        })
    }

    /// Name, version and fingerprint of the text: `label.fr/1 3fa2b1c4d5e6`.
    pub fn reference(&self) -> String {
        let changed = if self.overridden { "*" } else { "" };
        format!(
            "{}/{}{changed} {}",
            self.name, self.version, self.fingerprint
        )
    }

    /// The question: the places filled in, the reply as `schema` says and of `max_tokens`
    /// at most. Nothing that is filled in stands in the system part.
    pub fn request<'v>(
        &self,
        values: impl IntoIterator<Item = (&'v str, String)>,
        schema: Value,
        max_tokens: u32,
    ) -> Request {
        Request {
            prompt: self.reference(),
            system: self.system.clone(),
            user: self.user(&values.into_iter().collect()),
            schema,
            max_tokens,
        }
    }

    /// What the user says, its places filled in, in one pass.
    fn user(&self, values: &BTreeMap<&str, String>) -> String {
        let mut out = String::new();
        let mut rest = self.user.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((place, tail)) = after.split_once("}}") else {
                rest = after;
                break;
            };
            out.push_str(values.get(place).map_or("", String::as_str));
            rest = tail;
        }
        out + rest
    }
}

/// Names between `{{` and `}}`, in order.
fn places_in(text: &str) -> Vec<String> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(place, _)| place.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "version: 2\n[system]\nNomme.\n[user]\nQuestion : {{question}}\n{{answers}}\n";

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let prompt = Prompt::parse("label.fr", TEXT, &["question", "answers"]).expect("a prompt");
        let values = BTreeMap::from([
            ("question", "{{answers}}".to_owned()),
            ("answers", "x".to_owned()),
        ]);
        assert_eq!(prompt.user(&values), "Question : {{answers}}\nx");
        assert!(prompt.reference().starts_with("label.fr/2 "));
    }

    #[test]
    fn a_prompt_that_would_hide_the_data_is_refused() {
        let parse = |text: &str| Prompt::parse("x", text, &["answers"]);
        assert_eq!(
            parse("version: 1\n[system]\nA\n[user]\nB"),
            Err(PromptError::MissingPlace("answers".to_owned()))
        );
        assert_eq!(
            parse("version: 1\n[system]\n{{answers}}\n[user]\n{{answers}}"),
            Err(PromptError::PlaceInSystem("answers".to_owned()))
        );
        assert_eq!(
            parse("[system]\n[user]\n{{answers}}"),
            Err(PromptError::NoVersion)
        );
    }
}
