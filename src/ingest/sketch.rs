//! What a column holds, told while its cells go by: bounded memory, whatever the file.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use regex::Regex;

/// Cells of a column that are looked at closely; the rest is counted.
const LOOKED_AT: usize = 20_000;
/// Different texts told apart over all columns of a file.
const DISTINCT_BUDGET: usize = 4_000_000;
/// Different texts kept over all columns of a file.
const KEPT_BUDGET: usize = 40_000;
/// Longest text kept, in bytes.
const KEPT_BYTES: usize = 300;
/// Answers of this many words or more count as this many.
const MOST_WORDS: usize = 63;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(
            \d{4}[-/]\d{1,2}[-/]\d{1,2}                 # 2026-05-04, 2026/05/04
          | \d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})       # 04/05/2026, 4.5.26
          | (\d{1,2}(er)?\s)?(janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)\w*\.?\s\d{4}
        )([\sT,à].*)?$",
    )
    .ok()
});
static TIME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?$").ok());
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[-+]?\d+([ \u{a0}\u{202f}]\d{3})*([.,]\d+)?\s?(%|€)?$").ok());
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(https?://\S+|[^\n]{1,120}\.(pdf|png|jpe?g|docx?|xlsx?|odt|ods|zip))$").ok()
});
static CODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([0-9a-fA-F-]{16,}|[A-Za-z0-9_-]{18,})$").ok());
static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\w.+-]+@[\w-]+\.[\w.-]+$").ok());
static PHONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\+\d{1,3}|0)[ .-]?\(?\d(?:[ .()-]?\d){7,10}$").ok());
static NETWORK_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7})$").ok()
});

/// True for a cell that is an answer rather than a title: a date, a number, a way to reach
/// someone.
pub fn is_value(cell: &str) -> bool {
    let text = cell.trim();
    [&DATE, &NUMBER, &EMAIL, &PHONE, &NETWORK_ADDRESS]
        .into_iter()
        .any(|pattern| matches(pattern, text))
}

/// True for a cell that no title says: a date, an e-mail address, a telephone number.
pub fn is_no_title(cell: &str) -> bool {
    let text = cell.trim();
    [&DATE, &EMAIL, &PHONE, &NETWORK_ADDRESS]
        .into_iter()
        .any(|pattern| matches(pattern, text))
}

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|re| re.is_match(text))
}

/// What a column holds.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// Filled cells.
    pub filled: usize,
    /// Of these, looked at closely.
    looked_at: usize,
    words: Vec<usize>,
    numbers: usize,
    dates: usize,
    technical: usize,
    personal: usize,
    hashes: HashSet<u64>,
    distinct_within_files: usize,
    most_distinct: usize,
    kept: HashMap<String, usize>,
    most_kept: usize,
    overflow: bool,
}

impl Sketch {
    /// An empty sketch of one of `columns` columns, which share the memory.
    pub fn new(columns: usize) -> Sketch {
        let columns = columns.max(1);
        Sketch {
            filled: 0,
            looked_at: 0,
            words: vec![0; MOST_WORDS + 1],
            numbers: 0,
            dates: 0,
            technical: 0,
            personal: 0,
            hashes: HashSet::new(),
            distinct_within_files: 0,
            most_distinct: (DISTINCT_BUDGET / columns).clamp(100, 200_000),
            kept: HashMap::new(),
            most_kept: (KEPT_BUDGET / columns).clamp(20, 1000),
            overflow: false,
        }
    }

    /// Takes one cell.
    pub fn take(&mut self, cell: &str) {
        let text = cell.trim();
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if self.hashes.len() < self.most_distinct {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            if self.hashes.insert(hasher.finish()) {
                self.distinct_within_files += 1;
            }
        }
        if self.looked_at >= LOOKED_AT {
            return;
        }
        self.looked_at += 1;
        let words = text.split_whitespace().count().min(MOST_WORDS);
        self.words[words] += 1;
        if words <= 10 && text.len() < 200 {
            self.numbers += usize::from(matches(&NUMBER, text));
            self.dates += usize::from(matches(&DATE, text) || matches(&TIME, text));
            self.technical += usize::from(matches(&LINK, text) || matches(&CODE, text));
            let personal =
                matches(&EMAIL, text) || matches(&PHONE, text) || matches(&NETWORK_ADDRESS, text);
            self.personal += usize::from(personal);
        }
        self.keep(text);
    }

    fn keep(&mut self, text: &str) {
        let cut = (0..=KEPT_BYTES.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let text = &text[..cut.unwrap_or(0)];
        self.keep_times(text, 1);
    }

    fn keep_times(&mut self, text: &str, times: usize) {
        if let Some(count) = self.kept.get_mut(text) {
            *count += times;
        } else if self.kept.len() < self.most_kept {
            self.kept.insert(text.to_owned(), times);
        } else {
            self.overflow = true;
        }
    }

    /// Adds what the same column holds in another file.
    pub fn merge(&mut self, other: &Sketch) {
        self.filled += other.filled;
        self.looked_at += other.looked_at;
        for (sum, n) in self.words.iter_mut().zip(&other.words) {
            *sum += n;
        }
        self.numbers += other.numbers;
        self.dates += other.dates;
        self.technical += other.technical;
        self.personal += other.personal;
        self.hashes.extend(&other.hashes);
        self.distinct_within_files += other.distinct_within_files;
        self.overflow |= other.overflow;
        let mut texts: Vec<(&String, &usize)> = other.kept.iter().collect();
        texts.sort_unstable();
        for (text, count) in texts {
            self.keep_times(text, *count);
        }
    }

    /// Different texts; a lower bound in a very large file.
    pub fn distinct(&self) -> usize {
        self.hashes.len()
    }

    /// Share of the filled cells that are different from one another within their file.
    pub fn variety(&self) -> f64 {
        let counted = if self.hashes.len() >= self.most_distinct {
            self.hashes.len()
        } else {
            self.filled
        };
        (self.distinct_within_files as f64 / counted.max(1) as f64).min(1.0)
    }

    /// Share of the texts kept that stand once: high where people write, also beside a
    /// letter that many copied; low where they choose.
    pub fn singletons(&self) -> f64 {
        let once = self.kept.values().filter(|count| **count == 1).count();
        once as f64 / self.kept.len().max(1) as f64
    }

    /// True for ids that say nothing of anybody: numbers and codes, not names or addresses.
    pub fn reads_as_codes(&self) -> bool {
        let is_code = |text: &&String| {
            let short = text.chars().count() <= 4 && !text.contains(' ');
            (short || text.chars().any(|c| c.is_ascii_digit())) && !text.contains('@')
        };
        let coded = self.kept.keys().filter(is_code);
        self.personal() == 0.0 && coded.count() * 10 >= self.kept.len() * 9
    }

    /// Words in the middle answer.
    pub fn median_words(&self) -> usize {
        let half = self.looked_at / 2;
        let mut below = 0;
        self.words
            .iter()
            .position(|count| {
                below += count;
                below > half
            })
            .unwrap_or(0)
    }

    /// Share of the filled cells with at least `words` words.
    pub fn share_from_words(&self, words: usize) -> f64 {
        self.share(self.words.iter().skip(words).sum())
    }

    /// Share of numbers and percentages.
    pub fn numbers(&self) -> f64 {
        self.share(self.numbers)
    }

    /// Share of dates and times.
    pub fn dates(&self) -> f64 {
        self.share(self.dates)
    }

    /// Share of links, file names and codes.
    pub fn technical(&self) -> f64 {
        self.share(self.technical)
    }

    /// Share of e-mail addresses, telephone numbers and network addresses.
    pub fn personal(&self) -> f64 {
        self.share(self.personal)
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.looked_at.max(1) as f64
    }

    /// Different texts with how often each stands, when all of them could be kept.
    pub fn all_values(&self) -> Option<Vec<(&str, usize)>> {
        (!self.overflow).then(|| self.values())
    }

    /// Different texts kept, sorted, cut at 300 bytes.
    pub fn values(&self) -> Vec<(&str, usize)> {
        let mut values: Vec<(&str, usize)> = self
            .kept
            .iter()
            .map(|(text, count)| (text.as_str(), *count))
            .collect();
        values.sort_unstable();
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(cells: &[&str]) -> Sketch {
        let mut sketch = Sketch::new(1);
        for cell in cells {
            sketch.take(cell);
        }
        sketch
    }

    #[test]
    fn kinds_of_cells_are_told() {
        for date in [
            "2026-05-04 09:15:00",
            "04/05/2026",
            "4.5.26",
            "2026/03/12 9:15:23 AM UTC+1",
            "2019-01-17 10:38:20 +0100",
            "2015-10-17T18:15:29+0200",
            "12 mars 2026",
            "3/12/26 9:15:23",
        ] {
            assert_eq!(sketch(&[date]).dates(), 1.0, "{date}");
        }
        for number in ["12", "1 234,5", "-3.5", "85 %", "12 €"] {
            assert_eq!(sketch(&[number]).numbers(), 1.0, "{number}");
        }
        for text in ["3 bus par heure", "12 rue", "le 12/03/2021 nous", "A"] {
            let s = sketch(&[text]);
            assert_eq!(
                s.numbers() + s.dates() + s.technical() + s.personal(),
                0.0,
                "{text}"
            );
        }
        for personal in [
            "a.b@exemple.fr",
            "06 39 98 12 34",
            "+33 6 39 98 12 34",
            "192.168.0.12",
        ] {
            assert_eq!(sketch(&[personal]).personal(), 1.0, "{personal}");
        }
    }

    #[test]
    fn a_sketch_counts_what_it_cannot_keep() {
        let cells: Vec<String> = (0..5000).map(|i| format!("réponse numéro {i}")).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let s = sketch(&cells);
        assert_eq!((s.filled, s.distinct(), s.median_words()), (5000, 5000, 3));
        assert!(s.all_values().is_none());
        assert_eq!(s.values().len(), 1000);
    }
}
