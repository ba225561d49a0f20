//! Which character separates the cells of a text file.

/// Separators tried, in order of preference when two fit equally well.
const CANDIDATES: [u8; 4] = [b';', b',', b'\t', b'|'];

/// What Grist separates the cells of its `.dsv` files with.
pub const PILE: &str = "💩";
/// The character that stands for [`PILE`] while such a file is cut into cells.
pub const PILE_STAND_IN: u8 = 0x1F;

/// How cells are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The separator, or NUL (which no decoded text holds) for a file of one column.
    pub separator: u8,
    /// Bytes of a first line `sep=;`, which Excel writes and which is no data.
    pub skip: usize,
}

/// Finds the separator: `sep=` when the file says so, else the one that cuts most of
/// the first 200 records into as many cells as the widest usual record.
pub fn detect(text: &str) -> Dialect {
    if let Some(dialect) = declared(text) {
        return dialect;
    }
    let first_line = text.split(['\r', '\n']).next();
    if first_line.is_some_and(|line| line.contains(PILE)) {
        return Dialect {
            separator: PILE_STAND_IN,
            skip: 0,
        };
    }
    let head = first_lines(text, 400);
    let best = CANDIDATES
        .iter()
        .map(|separator| (fit(head, *separator), *separator))
        .fold(
            (0.0, 0u8),
            |best, next| {
                if next.0 > best.0 { next } else { best }
            },
        );
    Dialect {
        separator: if best.0 >= 0.25 { best.1 } else { 0 },
        skip: 0,
    }
}

fn declared(text: &str) -> Option<Dialect> {
    let line_end = text.find(['\r', '\n'])?;
    let separator = text[..line_end]
        .trim_matches('"')
        .strip_prefix("sep=")?
        .bytes()
        .next()
        .filter(u8::is_ascii)?;
    let rest = &text[line_end..];
    let newline = if rest.starts_with("\r\n") { 2 } else { 1 };
    Some(Dialect {
        separator,
        skip: line_end + newline,
    })
}

fn first_lines(text: &str, lines: usize) -> &str {
    text.char_indices()
        .filter(|(_, c)| *c == '\n' || *c == '\r')
        .nth(lines)
        .map_or(text, |(at, _)| &text[..at])
}

/// Share of records whose number of cells is the commonest one above 1, slightly
/// raised for wider tables; 0 when hardly any record is cut.
fn fit(head: &str, separator: u8) -> f64 {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(head.as_bytes());
    let mut widths: Vec<usize> = reader
        .byte_records()
        .take(200)
        .filter_map(Result::ok)
        .map(|record| record.len())
        .collect();
    let records = widths.len();
    let first = widths.first().copied().unwrap_or(0);
    widths.retain(|w| *w > 1);
    widths.sort_unstable();
    let commonest = widths
        .chunk_by(|a, b| a == b)
        .map(|run| (run.len(), run[0]))
        .max()
        .unwrap_or((0, 0));
    let share = commonest.0 as f64 / records.max(1) as f64;
    if records == 0 || (share < 0.9 && first < 2) || reads_as_prose(head, separator) {
        return 0.0;
    }
    commonest.0 as f64 / records as f64 + 0.001 * commonest.1.min(50) as f64
}

/// True when nearly every separator is followed by a space and what stands before the first
/// one is a clause rather than a value: then it is the punctuation of sentences.
fn reads_as_prose(head: &str, separator: u8) -> bool {
    let mark = char::from(separator);
    let marks = head.matches(mark).count();
    let spaced = head
        .match_indices(mark)
        .filter(|(at, _)| head[at + 1..].starts_with([' ', '\u{a0}']))
        .count();
    let mut words: Vec<usize> = head
        .lines()
        .filter_map(|line| line.split_once(mark))
        .map(|(before, _)| before.split_whitespace().count())
        .collect();
    words.sort_unstable();
    let usual = words.get(words.len() / 2).copied().unwrap_or(0);
    marks > 0 && spaced * 10 > marks * 8 && usual > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_that_cuts_evenly_wins() {
        for (text, separator) in [
            ("id;avis\n1;bus, tram, vélo\n2;rien\n", b';'),
            ("id,avis\n1,\"bus; tram\"\n2,rien\n", b','),
            ("id\tavis\n1\tbus, tram\n2\trien; sauf\n", b'\t'),
            ("avis\nplus de bus, de trams, de vélos\nrien\n", 0),
            (
                "Qu'est-ce qui manque, et où ?\nplus de bus, vite\nrien\ndu calme le soir, la nuit\n",
                0,
            ),
            ("id, avis\n1, bus\n2, tram\n", b','),
            (
                "avis\nplus de bus\nplus de trams, vite\nrien, rien, rien\n",
                0,
            ),
        ] {
            assert_eq!(detect(text).separator, separator, "{text}");
        }
    }

    #[test]
    fn a_declared_separator_is_believed_and_skipped() {
        let text = "sep=|\r\nid|avis\r\n";
        let dialect = detect(text);
        assert_eq!(dialect.separator, b'|');
        assert_eq!(&text[dialect.skip..], "id|avis\r\n");
    }
}
