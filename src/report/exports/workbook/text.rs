//! Text as a cell can hold it: what XML cannot hold is replaced, what is too long is cut.

use std::borrow::Cow;

/// UTF-16 units in one cell.
pub(in crate::report::exports) const MOST: usize = 32_767;

/// The text with the line breaks of a spreadsheet and `�` for each character that XML cannot
/// hold, and how many these are.
pub(in crate::report::exports) fn holdable(text: &str) -> (Cow<'_, str>, usize) {
    let strange = |c: char| {
        matches!(c, '\u{FFFE}' | '\u{FFFF}') || (c < ' ' && !matches!(c, '\t' | '\n' | '\r'))
    };
    if !text.contains(|c| c == '\r' || strange(c)) {
        return (Cow::Borrowed(text), 0);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let count = text.chars().filter(|c| strange(*c)).count();
    (Cow::Owned(text.replace(strange, "\u{FFFD}")), count)
}

/// True when a cell cannot hold the text.
pub(in crate::report::exports) fn is_long(text: &str) -> bool {
    // No character has more UTF-16 units than bytes.
    text.len() > MOST && text.encode_utf16().count() > MOST
}

/// The text in parts: the first of at most `first` UTF-16 units, the others of [`MOST`].
pub(in crate::report::exports) fn cut(text: &str, first: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut used, mut room) = (0, 0, first);
    for (at, c) in text.char_indices() {
        if used + c.len_utf16() > room {
            parts.push(&text[start..at]);
            (start, used, room) = (at, 0, MOST);
        }
        used += c.len_utf16();
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_shown_and_counted() {
        assert_eq!(holdable("a\r\nb\rc\td"), ("a\nb\nc\td".into(), 0));
        let (text, count) = holdable("nul \0, sonnerie \u{7}, \u{FFFF}");
        assert_eq!(text, "nul \u{FFFD}, sonnerie \u{FFFD}, \u{FFFD}");
        assert_eq!(count, 3);
    }

    #[test]
    fn parts_fit_and_nothing_is_lost() {
        for text in ["a".repeat(100_000), "😀é".repeat(30_000)] {
            assert!(is_long(&text));
            let parts = cut(&text, 100);
            assert_eq!(parts.concat(), text);
            let units = |part: &&str| part.encode_utf16().count();
            assert!(units(&parts[0]) <= 100);
            assert!(parts.iter().all(|part| units(part) <= MOST));
        }
        assert!(!is_long(&"é".repeat(MOST)));
        assert_eq!(cut("bus", 3), ["bus"]);
    }
}
