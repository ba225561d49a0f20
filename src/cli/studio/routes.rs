//! Which page an address is.

use super::pages::{script, style};
use super::request::{Reply, Request, Studio, field};
use super::{choices, columns, documents, home, review, work};
use crate::error::Error;
use crate::language::Language;

/// The reply to a request that was let in.
pub(super) fn reply(studio: &Studio, request: &Request) -> Reply {
    route(studio, request).unwrap_or_else(|error| refused(studio, &error))
}

/// What was asked could not be done, and why.
pub(super) fn refused(studio: &Studio, error: &anyhow::Error) -> Reply {
    let language = studio.language();
    refusal(studio, 422, language, &said(error, language))
}

fn route(studio: &Studio, request: &Request) -> anyhow::Result<Reply> {
    let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
    match (path.as_slice(), &request.form) {
        ([], None) => home::home(studio),
        (["studio.css"], None) => Ok(style()),
        (["studio.js"], None) => Ok(script()),
        (["folder"], Some(_)) => home::settle(studio, request),
        (["sample"], Some(_)) => home::try_sample(studio, request),
        (["language"], Some(form)) => {
            let language = Language::from_locale(field(form, "language"));
            studio.speak(language);
            studio.person.speak(language);
            Ok(Reply::To(back(form)))
        }
        (["p", name, inside @ ..], _) => {
            let Some(consultation) = studio.consultation(name) else {
                return Ok(missing(studio));
            };
            match inside {
                [] => Ok(Reply::To(format!("{}/columns", consultation.address()))),
                ["columns"] => columns::reply(studio, request, &consultation),
                ["settings", what @ ..] => choices::reply(studio, request, &consultation, what),
                ["run", what @ ..] => work::reply(studio, request, &consultation, what),
                ["review", what @ ..] => review::reply(studio, request, &consultation, what),
                ["report", what @ ..] => documents::reply(studio, request, &consultation, what),
                _ => Ok(missing(studio)),
            }
        }
        _ => Ok(missing(studio)),
    }
}

/// Where a form leads back to: a place of the studio, never elsewhere.
pub(super) fn back(form: &[(String, String)]) -> String {
    let place = field(form, "back");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_/%#?=.&".contains(c);
    // Browsers read `%2e%2e` as `..`.
    let up = |part: &str| part.to_ascii_lowercase().replace("%2e", ".") == "..";
    match place.chars().all(plain) && !place.split(['/', '?', '#']).any(up) {
        true => place.trim_start_matches('/').to_owned(),
        false => String::new(),
    }
}

/// There is no such page.
pub(super) fn missing(studio: &Studio) -> Reply {
    let language = studio.language();
    let why = language.choose(
        "Cette page n'existe pas, ou plus : un thème a pu être fusionné ou supprimé, un dossier déplacé.",
        "This page does not exist, or no longer: a theme may have been merged or deleted, a folder moved.",
    );
    refusal(studio, 404, language, why)
}

/// The page broke.
pub(super) fn broken(studio: &Studio) -> Reply {
    let language = studio.language();
    let why = language.choose(
        "Cette page n'a pas pu être faite. Vos fichiers et vos décisions sont intacts : revenez en arrière et essayez encore.",
        "This page could not be made. Your files and your decisions are untouched: go back and try again.",
    );
    refusal(studio, 500, language, why)
}

fn refusal(studio: &Studio, status: u16, language: Language, why: &str) -> Reply {
    let title = language.choose("Cela n'a pas marché", "That did not work");
    let lines: Vec<String> = why.lines().map(str::to_owned).collect();
    match home::plain(studio, title, &lines) {
        Ok(text) => Reply::Refusal(status, text),
        Err(_) => Reply::Refusal(500, title.to_owned()),
    }
}

/// An error as a person reads it, without the names of options she cannot type here.
pub(super) fn said(error: &anyhow::Error, language: Language) -> String {
    let text = match error.downcast_ref::<Error>() {
        Some(known) => known.say(language),
        None => format!("{error:#}"),
    };
    let text = match text
        .strip_prefix("--")
        .and_then(|rest| rest.split_once(':'))
    {
        Some((_, rest)) => rest.trim_start().to_owned(),
        None => text,
    };
    let lines = text.lines().filter(|line| !line.contains(" --"));
    let text = lines.collect::<Vec<&str>>().join("\n");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_nowhere_else() {
        let back = |place: &str| back(&[("back".to_owned(), place.to_owned())]);
        assert_eq!(
            back("p/avis%2D2/review/q1#q1-t01"),
            "p/avis%2D2/review/q1#q1-t01"
        );
        assert_eq!(back("//evil.example"), "evil.example");
        for place in [
            "http://evil.example",
            "../..",
            "p/%2E%2e/.%2E",
            "p/x\r\nSet-Cookie: a",
            "javascript:alert(1)",
        ] {
            assert_eq!(back(place), "", "{place}");
        }
    }
}
