//! What the settings file says of the authority, with its logo read from disk.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Misuse;
use crate::config::Settings;
use crate::error::system_reason;
use crate::language::Language;
use crate::synthesis::{Logo, Presentation};

/// Longest logo, in bytes: it is repeated in every page.
const LONGEST: u64 = 200_000;

/// The presentation of the settings, its logo read and checked.
pub(super) fn read(settings: &Settings, language: Language) -> anyhow::Result<Presentation> {
    let mut presentation = settings.presentation.clone();
    if let Some(path) = &settings.logo {
        presentation.logo = Some(logo(path, language)?);
    }
    Ok(presentation)
}

fn logo(path: &Path, language: Language) -> anyhow::Result<Logo> {
    let refused = |reason: String| {
        let path = path.display();
        Misuse(language.choose(
            format!("le logo « {path} » ne peut pas être utilisé : {reason}."),
            format!("the logo \"{path}\" cannot be used: {reason}."),
        ))
    };
    let told = |error: std::io::Error| refused(system_reason(&error, language));
    if fs::metadata(path).map_err(told)?.len() > LONGEST {
        let reason = language.choose(
            "il dépasse 200 ko, et chaque page le contient",
            "it is over 200 kB, and every page holds it",
        );
        return Err(refused(reason.to_owned()).into());
    }
    let bytes = fs::read(path).map_err(told)?;
    let Some(media_type) = media_type(&bytes) else {
        let reason = language.choose(
            "il faut un PNG, un JPEG ou un SVG",
            "it takes a PNG, a JPEG or an SVG",
        );
        return Err(refused(reason.to_owned()).into());
    };
    Ok(Logo {
        media_type: media_type.to_owned(),
        base64: STANDARD.encode(&bytes),
    })
}

/// The kind of a picture by its first bytes. An SVG shown as an image runs no script.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]).into_owned();
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if start.contains("<svg") {
        Some("image/svg+xml")
    } else {
        None
    }
}
