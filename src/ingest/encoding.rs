//! Bytes of a text file into characters, never silently lossy, never all at once.
//!
//! Order: byte-order mark, UTF-16 without a mark (told by its NUL bytes), strict
//! UTF-8, else Windows-1252, which is what French spreadsheets write and a superset
//! of ISO-8859-1. Text that was decoded wrongly before it came here (`Ã©` for `é`) is
//! told apart from text that is well, and mended only when asked.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use sha2::{Digest, Sha256};

/// SHA-256 of a file.
pub type Fingerprint = sha2::digest::Output<Sha256>;

/// What one pass over the bytes of a file tells.
pub struct Examined {
    /// The encoding its bytes are in.
    pub encoding: &'static Encoding,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256.
    pub fingerprint: Fingerprint,
    /// The first bytes, at most [`HEAD`].
    pub head: Vec<u8>,
    /// True when there is nothing but white space.
    pub blank: bool,
}

impl Examined {
    /// SHA-256, hexadecimal.
    pub fn sha256(&self) -> String {
        self.fingerprint
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Bytes kept from the start of a file, to tell its kind and separator by.
pub const HEAD: usize = 256 * 1024;

/// Reads everything once. Memory: [`HEAD`] and a buffer.
pub fn examine(mut reader: impl Read) -> io::Result<Examined> {
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    let mut validity = Utf8Check::default();
    let (mut bytes, mut blank) = (0, true);
    let mut buffer = vec![0; 128 * 1024];
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let chunk = &buffer[..read];
        hash.update(chunk);
        bytes += read as u64;
        blank = blank && chunk.iter().all(u8::is_ascii_whitespace);
        validity.take(chunk);
        let wanted = (HEAD - head.len()).min(read);
        head.extend_from_slice(&chunk[..wanted]);
    }
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(&head) {
        encoding
    } else if let Some(encoding) = utf16_without_mark(&head) {
        encoding
    } else if validity.holds() {
        UTF_8
    } else {
        WINDOWS_1252
    };
    Ok(Examined {
        encoding,
        bytes,
        fingerprint: hash.finalize(),
        head,
        blank,
    })
}

/// UTF-8 over chunks that may cut a character in two. A few bad bytes in a text whose accents
/// are UTF-8 do not make it another encoding: those bytes become `�`, and are told.
#[derive(Default)]
struct Utf8Check {
    errors: usize,
    /// Bytes of characters beyond ASCII.
    accents: usize,
    pending: Vec<u8>,
}

impl Utf8Check {
    fn take(&mut self, chunk: &[u8]) {
        let joined: Vec<u8>;
        let mut bytes = if self.pending.is_empty() {
            chunk
        } else {
            joined = [self.pending.as_slice(), chunk].concat();
            &joined
        };
        let mut rest = Vec::new();
        loop {
            let (valid, error) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            self.accents += bytes[..valid].iter().filter(|b| !b.is_ascii()).count();
            match error {
                None => break,
                Some(None) => {
                    rest = bytes[valid..].to_vec();
                    break;
                }
                Some(Some(length)) => {
                    self.errors += 1;
                    bytes = &bytes[valid + length..];
                }
            }
        }
        self.pending = rest;
    }

    fn holds(&self) -> bool {
        let errors = self.errors + usize::from(!self.pending.is_empty());
        errors == 0 || errors * 20 <= self.accents
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

/// All the characters of a text in memory.
pub fn decoded(bytes: &[u8], encoding: &'static Encoding) -> io::Result<String> {
    let mut text = String::new();
    decoding(bytes, encoding).read_to_string(&mut text)?;
    Ok(text)
}

/// Decodes as it reads; a byte-order mark is skipped, what is no character becomes `�`.
pub fn decoding<R: Read>(reader: R, encoding: &'static Encoding) -> DecodeReaderBytes<R, Vec<u8>> {
    DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .strip_bom(true)
        .bom_override(true)
        .build(reader)
}

/// The text as it must have been before it was read as Windows-1252 instead of UTF-8;
/// `None` when nothing points to that. Done twice for text that was spoilt twice.
///
/// Only sequences that are the bytes of one character in UTF-8 are touched, so that a cell
/// half spoilt is half mended.
pub fn mended(text: &str) -> Option<String> {
    let once = mend(text)?;
    Some(mend(&once).unwrap_or(once))
}

fn mend(text: &str) -> Option<String> {
    // Told at once for nearly every cell: "é" alone begins nothing.
    if !text.contains(['Â', 'Ã', 'Ä', 'Å', 'â', 'ï', 'ð']) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut changed) = (0, false);
    while at < chars.len() {
        match spoilt_character(&chars[at..]) {
            Some((character, length)) => {
                out.push(character);
                at += length;
                changed = true;
            }
            None => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    changed.then_some(out)
}

/// The character whose UTF-8 bytes stand here as Windows-1252 characters, and how many.
fn spoilt_character(chars: &[char]) -> Option<(char, usize)> {
    let lead = windows_byte(*chars.first()?)?;
    // The first bytes of Latin letters, punctuation and pictures: others also begin words
    // that are well ("É…", "ß„").
    let length = match lead {
        0xC2..=0xC5 => 2,
        0xE2 | 0xEF => 3,
        0xF0 => 4,
        _ => return None,
    };
    // The second byte of "à" is a no-break space, which tools turn into a space.
    if lead == 0xC3 && chars.get(1) == Some(&' ') {
        return Some(('à', 2));
    }
    let bytes: Vec<u8> = chars
        .get(..length)?
        .iter()
        .map(|c| windows_byte(*c))
        .collect::<Option<_>>()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let character = text.chars().next()?;
    Some((character, length))
}

fn windows_byte(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (unmappable, bytes.as_ref()) {
        (false, [byte]) if *byte >= 0x80 => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let encoding = examine(bytes).expect("readable").encoding;
        (decoded(bytes, encoding).expect("readable"), encoding.name())
    }

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
        let mut marked_16 = vec![0xFF, 0xFE];
        marked_16.extend(utf16(text, false));
        let (windows, _, _) = WINDOWS_1252.encode(text);
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (marked_16, "UTF-16LE"),
            (utf16(text, false), "UTF-16LE"),
            (utf16(text, true), "UTF-16BE"),
            (windows.into_owned(), "windows-1252"),
        ] {
            assert_eq!(read(&bytes), (text.to_owned(), name));
        }
    }

    #[test]
    fn a_character_cut_by_a_chunk_is_still_utf_8() {
        let mut check = Utf8Check::default();
        for byte in "é€🚲".as_bytes().chunks(1) {
            check.take(byte);
        }
        assert!(check.holds());
        check.take(&[0xC3]);
        assert!(!check.holds());
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        let mut bytes = "é".repeat(100).into_bytes();
        bytes.push(0xC3);
        bytes.extend(" fin".bytes());
        let (text, name) = read(&bytes);
        assert_eq!(name, "UTF-8");
        assert!(text.ends_with("é\u{FFFD} fin"), "{text}");
    }

    #[test]
    fn spoilt_text_is_mended_and_sound_text_left_alone() {
        let spoil = |text: &str| {
            let (text, _, _) = WINDOWS_1252.decode(text.as_bytes());
            text.into_owned()
        };
        for text in ["Été à l’école", "cœur, 5 €, « oui »", "naïf 🚲"] {
            assert_eq!(mended(&spoil(text)).as_deref(), Some(text));
            assert_eq!(mended(&spoil(&spoil(text))).as_deref(), Some(text));
            assert_eq!(mended(text), None, "{text}");
        }
        assert_eq!(mended("dÃ©jÃ  là").as_deref(), Some("déjà là"));
        for text in [
            "Âge, ça va, SÃO",
            "Groß„Bauern“",
            "L'ÉTÉ… et",
            "approprié\u{a0}; oui",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
