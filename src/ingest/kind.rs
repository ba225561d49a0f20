//! What a file is, by its first bytes rather than by its name.

use crate::error::IngestError;

/// What a file holds.
pub enum Content {
    /// A workbook.
    Workbook,
    /// Text.
    Text,
}

/// Tells a table from other things people drop, by the first bytes rather than the name.
pub fn content(file: &str, bytes: &[u8]) -> Result<Content, IngestError> {
    let refuse = |french, english| {
        Err(IngestError::NotATable {
            file: file.to_owned(),
            kind: (french, english),
        })
    };
    let head = &bytes[..bytes.len().min(512)];
    let start = String::from_utf8_lossy(head)
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_lowercase();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Ok(Content::Workbook)
    } else if head.starts_with(b"%PDF") {
        refuse("un document PDF", "a PDF document")
    } else if head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xFF\xD8\xFF")
        || head.starts_with(b"GIF8")
    {
        refuse("une image", "an image")
    } else if head.starts_with(&[0x1F, 0x8B]) || head.starts_with(b"7z\xBC\xAF") {
        refuse("une archive compressée", "a compressed archive")
    } else if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<table")
    {
        refuse("une page web", "a web page")
    } else if start.starts_with('{') || is_json_list(&start) {
        refuse("un fichier JSON", "a JSON file")
    } else if is_binary(head) {
        refuse("un fichier binaire", "a binary file")
    } else {
        Ok(Content::Text)
    }
}

fn is_json_list(start: &str) -> bool {
    start
        .strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// More than one byte in fifty is a control character that no text holds. NUL bytes are
/// left to the decoder: UTF-16 is full of them.
fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !b"\0\t\n\x0b\x0c\r".contains(byte);
    head.iter().filter(|byte| control(byte)).count() * 50 > head.len()
}
