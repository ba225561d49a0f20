//! Which page an address is.

use super::pages::{script, style};
use super::request::{Reply, Request, Studio, field};
use super::{choices, columns, documents, home, review, work};
use crate::error::Error;
use crate::language::Language;

/// The reply to a request that was let in.
pub(super) fn reply(studio: &Studio, request: &Request) -> Reply {
    route(studio, request).unwrap_or_else(|error| {
        let back = request.form.as_ref().map(|form| back(form));
        refused_to(studio, &error, back)
    })
}

/// What was asked could not be done, and why.
pub(super) fn refused(studio: &Studio, error: &anyhow::Error) -> Reply {
    refused_to(studio, error, None)
}

/// The same, with the way back to where it was asked.
fn refused_to(studio: &Studio, error: &anyhow::Error, back: Option<String>) -> Reply {
    refusal(studio, 422, &said(studio, error), back)
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
    refusal(studio, 404, why, None)
}

/// The page broke.
pub(super) fn broken(studio: &Studio) -> Reply {
    let language = studio.language();
    let why = language.choose(
        "Cette page n'a pas pu être faite. Vos fichiers et vos décisions sont intacts : revenez en arrière et essayez encore.",
        "This page could not be made. Your files and your decisions are untouched: go back and try again.",
    );
    refusal(studio, 500, why, None)
}

fn refusal(studio: &Studio, status: u16, why: &str, back: Option<String>) -> Reply {
    let lines: Vec<String> = why.lines().map(str::to_owned).collect();
    match home::plain(studio, &lines, back.filter(|back| !back.is_empty())) {
        Ok(text) => Reply::Refusal(status, text),
        Err(_) => Reply::Refusal(500, "cahier".to_owned()),
    }
}

/// An error as a person reads it, without the names of options she cannot type here; files of
/// her consultations by their names.
pub(super) fn said(studio: &Studio, error: &anyhow::Error) -> String {
    let language = studio.language();
    let text = match error.downcast_ref::<Error>() {
        Some(known) => known.say(language),
        None => format!("{error:#}"),
    };
    plainly(studio, &text)
}

/// The same for a text.
pub(super) fn plainly(studio: &Studio, text: &str) -> String {
    let text = text.to_owned();
    let text = match text
        .strip_prefix("--")
        .and_then(|rest| rest.split_once(':'))
    {
        Some((_, rest)) => rest.trim_start().to_owned(),
        None => text,
    };
    let text = match studio.shelf() {
        Some(shelf) => named_alone(&text, &shelf.folder.display().to_string()),
        None => text,
    };
    let lines = text.lines().filter(|line| !line.contains(" --"));
    let kept = lines.collect::<Vec<&str>>().join("\n");
    let text = if kept.is_empty() { text } else { kept };
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// Paths in a folder, cut down to the names of their files.
fn named_alone(text: &str, folder: &str) -> String {
    let mut parts = text.split(folder);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // The path ends where the quotation does.
        let end = part.find(['"', '»', '\n']).unwrap_or(part.len());
        let (path, rest) = part.split_at(end);
        shown += path.rsplit(['/', '\\']).next().unwrap_or(path);
        shown += rest;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_names() {
        let text =
            "« /home/x/Avis/bus/sources/a b.csv » est vide ; voir \"/home/x/Avis/bus/c.csv\".";
        let told = named_alone(text, "/home/x/Avis");
        assert_eq!(told, "« a b.csv » est vide ; voir \"c.csv\".");
        assert_eq!(named_alone("rien", "/home/x"), "rien");
    }

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
