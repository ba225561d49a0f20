//! Stable tags: the same number, name or address gets the same tag all over a run.
//!
//! Tags are numbered per kind in order of first appearance, so texts are to be masked in
//! their order; finding, the costly part, may run in parallel before.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::contacts::Pattern;
use super::{Finding, PersonalData, find};
use crate::language::Language;
use crate::words::{fold, words};

/// A tag of either language.
static TAG: Pattern = LazyLock::new(|| {
    Regex::new(
        r"\[(?:NOM|NAME|ELU|OFFICIAL|ADRESSE|ADDRESS|TEL|PHONE|EMAIL|NIR|IBAN|CARTE|CARD|PLAQUE|PLATE|URL|COMPTE|ACCOUNT|NAISSANCE|BIRTH|IP)_[0-9]+\]",
    )
    .ok()
});

/// Places of the tags in a text.
pub(super) fn tags_in(text: &str) -> Vec<(usize, usize)> {
    if text.contains('[') {
        super::contacts::spans(&TAG, text)
    } else {
        Vec::new()
    }
}

/// True for the tag of a way to reach someone.
pub(super) fn is_contact_tag(tag: &str) -> bool {
    ["[TEL", "[PHONE", "[EMAIL", "[COMPTE", "[ACCOUNT"]
        .iter()
        .any(|start| tag.starts_with(start))
}

/// True for the tag of a name.
pub(super) fn is_name_tag(tag: &str) -> bool {
    ["[NOM", "[NAME", "[ELU", "[OFFICIAL"]
        .iter()
        .any(|start| tag.starts_with(start))
}

/// A text whose personal data are replaced with tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text to show.
    pub text: String,
    /// What was replaced, in order.
    pub findings: Vec<MaskedSpan>,
    /// How many names of people in office were left readable.
    pub officials: usize,
}

/// One tag of a masked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedSpan {
    /// What stood there.
    pub kind: PersonalData,
    /// What stands there now: `[TEL_1]`.
    pub tag: String,
    /// First byte of the tag in the masked text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The tags given so far in one run. Holds the normalised originals: never to be saved.
#[derive(Clone, Debug, Default)]
pub struct Pseudonyms {
    language: Language,
    numbers: HashMap<(PersonalData, String), usize>,
    last: HashMap<PersonalData, usize>,
    reserved: HashSet<String>,
}

impl Pseudonyms {
    /// No tag given yet; tags are written in `language`.
    pub fn new(language: Language) -> Pseudonyms {
        Pseudonyms {
            language,
            ..Pseudonyms::default()
        }
    }

    /// Keeps the tags that `text` already contains from being given to anything else.
    ///
    /// [`apply`](Pseudonyms::apply) does so for its own text; call this on every text first
    /// where an answer may quote a tag that an earlier answer would get.
    pub fn reserve(&mut self, text: &str) {
        for (start, end) in tags_in(text) {
            if let Some(tag) = text.get(start..end) {
                self.reserved.insert(tag.to_owned());
            }
        }
    }

    /// Finds and replaces. Cost: that of [`find`].
    pub fn mask(&mut self, text: &str) -> Masked {
        self.apply(text, &find(text))
    }

    /// Replaces what [`find`] found in the same `text`. Findings that overlap an earlier one
    /// or lie outside the text are passed over.
    pub fn apply(&mut self, text: &str, findings: &[Finding]) -> Masked {
        self.reserve(text);
        let mut masked = Masked {
            text: String::with_capacity(text.len()),
            findings: Vec::new(),
            officials: 0,
        };
        let mut done = 0;
        for finding in findings {
            if finding.kind == PersonalData::Official {
                masked.officials += 1;
                continue;
            }
            let (Some(kept), Some(original)) = (
                text.get(done..finding.start),
                text.get(finding.start..finding.end),
            ) else {
                continue;
            };
            let tag = self.tag(finding.kind, original);
            masked.text.push_str(kept);
            let start = masked.text.len();
            masked.text.push_str(&tag);
            masked.findings.push(MaskedSpan {
                kind: finding.kind,
                tag,
                start,
                end: masked.text.len(),
            });
            done = finding.end;
        }
        masked.text.push_str(text.get(done..).unwrap_or(""));
        masked
    }

    /// The tag of one thing, the same as before if it has been seen.
    fn tag(&mut self, kind: PersonalData, original: &str) -> String {
        let word = kind.tag(self.language);
        let known = self.numbers.entry((kind, normalised(kind, original)));
        let number = *known.or_insert_with(|| {
            let last = self.last.entry(kind).or_default();
            *last += 1;
            while self.reserved.contains(&format!("[{word}_{last}]")) {
                *last += 1;
            }
            *last
        });
        format!("[{word}_{number}]")
    }
}

/// One spelling for all spellings of the same thing.
fn normalised(kind: PersonalData, original: &str) -> String {
    match kind {
        PersonalData::Phone => telephone(original),
        PersonalData::Email => fold(original)
            .replace("(at)", "@")
            .replace("[at]", "@")
            .replace("arobase", "@")
            .replace(" point ", ".")
            .split_whitespace()
            .collect(),
        PersonalData::Person | PersonalData::Official | PersonalData::Address => {
            let folded: Vec<String> = words(original).into_iter().map(|w| w.folded).collect();
            folded.join(" ")
        }
        PersonalData::Url => fold(original)
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.")
            .trim_end_matches('/')
            .to_owned(),
        _ => fold(original)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect(),
    }
}

/// Digits, with the French country code back to 0.
fn telephone(original: &str) -> String {
    let digits: String = original.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return fold(original);
    }
    let abroad = original.contains('+') || digits.starts_with("00");
    let code = digits.trim_start_matches("00");
    match code.strip_prefix("33") {
        Some(rest) if abroad => format!("0{}", rest.trim_start_matches('0')),
        _ if abroad => format!("+{code}"),
        _ if digits.len() == 9 && !digits.starts_with('0') => format!("0{digits}"),
        _ => digits,
    }
}
