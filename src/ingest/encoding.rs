//! Bytes of a text file into characters, never silently lossy.
//!
//! Order: byte-order mark, UTF-16 without a mark (told by its NUL bytes), strict
//! UTF-8, else Windows-1252, which is what French spreadsheets write and a superset
//! of ISO-8859-1.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Notice;

/// A decoded file.
pub struct Decoded {
    /// Its characters, without byte-order mark and without NUL characters.
    pub text: String,
    /// Name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// What had to be done to read it.
    pub notices: Vec<Notice>,
}

/// Decodes a whole file. Cost: one pass and one copy.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, marked) = guess(bytes);
    let (text, _, replaced) = if marked {
        encoding.decode(bytes)
    } else {
        let (text, replaced) = encoding.decode_without_bom_handling(bytes);
        (text, encoding, replaced)
    };
    let mut notices = Vec::new();
    if replaced {
        let count = text.chars().filter(|c| *c == '\u{FFFD}').count();
        notices.push(Notice::ReplacedCharacters { count });
    }
    let nul = text.bytes().filter(|b| *b == 0).count();
    let text = if nul > 0 {
        notices.push(Notice::NulRemoved { count: nul });
        text.replace('\0', "")
    } else {
        text.into_owned()
    };
    Decoded {
        text,
        encoding: encoding.name(),
        notices,
    }
}

fn guess(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, false),
        Err(_) => (WINDOWS_1252, false),
    }
}

/// Text in a Latin script has a NUL in nearly every second byte of UTF-16.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    if head.len() < 4 {
        return None;
    }
    let pairs = head.len() / 2;
    let count = |offset: usize| (0..pairs).filter(|i| head[2 * i + offset] == 0).count();
    let (even, odd) = (count(0), count(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big_endian {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "idée;Été à l'école";
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend(text.as_bytes());
        let latin: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        let mut le = vec![0xFF, 0xFE];
        le.extend(utf16(text, false));
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (latin, "windows-1252"),
            (le, "UTF-16LE"),
            (utf16(text, false), "UTF-16LE"),
            (utf16(text, true), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, name));
            assert!(decoded.notices.is_empty());
        }
    }

    #[test]
    fn nul_characters_are_taken_out_and_counted() {
        let decoded = decode(b"id;texte\n1;bon\0jour\0\n");
        assert_eq!(decoded.text, "id;texte\n1;bonjour\n");
        assert_eq!(decoded.notices, [Notice::NulRemoved { count: 2 }]);
    }

    #[test]
    fn an_impossible_character_is_counted_not_hidden() {
        let decoded = decode(&[0xEF, 0xBB, 0xBF, b'a', 0xFF, b'b']);
        assert_eq!(decoded.notices, [Notice::ReplacedCharacters { count: 1 }]);
    }
}
