//! Personal data in free text: found, and replaced with tags that stay the same over a run.
//!
//! Pure functions on one text at a time; no file, no network, no model. Finding reads a
//! copy and never changes an answer; masking makes a new text. What results is
//! pseudonymised, never anonymous: a story can name its author without naming anybody.
//! Names of people come from shape and context, so some are missed and some ordinary
//! words are taken; people in elected or appointed office are found and left readable.

mod address_parts;
mod addresses;
mod answers;
mod contacts;
mod cues;
mod dates;
mod figures;
mod given;
mod hosts;
mod identifiers;
mod lexicon;
mod lists;
mod names;
mod officials;
mod page;
mod phones;
mod places;
mod plate_words;
mod plates;
mod pseudonyms;
mod rosters;
mod runs;
mod shapes;
mod sign_offs;
mod titles;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use page::{BLANK, CONTACT_BLANK, NAME_BLANK, Page, is_blank};

pub use answers::{Masking, is_masked, mask_answers, mask_ledger, mask_title};
pub use pseudonyms::{Masked, MaskedSpan, Pseudonyms};

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonalData {
    /// A private person's name, title left out.
    Person,
    /// The name of someone in public office, named as such. Never masked.
    Official,
    /// A street address, with its postcode and town where they follow.
    Address,
    /// A telephone number.
    Phone,
    /// An e-mail address, also as `jean arobase mairie point fr`.
    Email,
    /// A French social security number (NIR).
    Nir,
    /// A bank account number.
    Iban,
    /// A payment card number.
    Card,
    /// A vehicle registration plate.
    Plate,
    /// A web address other than a public service's or a newspaper's.
    Url,
    /// An account on a social network.
    Handle,
    /// A date said to be someone's birth.
    BirthDate,
    /// An IPv4 or IPv6 address.
    Ip,
}

impl PersonalData {
    /// Written the same wherever it stands: a copy is as telling as the first.
    fn is_number(self) -> bool {
        use PersonalData::{Card, Email, Iban, Nir, Phone};
        matches!(self, Card | Email | Iban | Nir | Phone)
    }

    /// The word inside a tag: `TEL` in `[TEL_1]`, `PHONE` in English.
    pub fn tag(self, language: Language) -> &'static str {
        let (french, english) = match self {
            PersonalData::Person => ("NOM", "NAME"),
            PersonalData::Official => ("ELU", "OFFICIAL"),
            PersonalData::Address => ("ADRESSE", "ADDRESS"),
            PersonalData::Phone => ("TEL", "PHONE"),
            PersonalData::Email => ("EMAIL", "EMAIL"),
            PersonalData::Nir => ("NIR", "NIR"),
            PersonalData::Iban => ("IBAN", "IBAN"),
            PersonalData::Card => ("CARTE", "CARD"),
            PersonalData::Plate => ("PLAQUE", "PLATE"),
            PersonalData::Url => ("URL", "URL"),
            PersonalData::Handle => ("COMPTE", "ACCOUNT"),
            PersonalData::BirthDate => ("NAISSANCE", "BIRTH"),
            PersonalData::Ip => ("IP", "IP"),
        };
        language.choose(french, english)
    }
}

/// One piece of personal data in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub kind: PersonalData,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte; always after `start`, both on character boundaries.
    pub end: usize,
}

/// Personal data in `text`, in order, disjoint, officials included.
///
/// Looks again at what is left until nothing more is found, so that a masked text holds
/// nothing that a second reading would find. Tags such as `[TEL_1]` already in the text are
/// passed over. Cost: linear in the text, some 10 µs for an answer of 40 words.
pub fn find(text: &str) -> Vec<Finding> {
    let mut rest = text.to_owned();
    for (start, end) in pseudonyms::tags_in(text) {
        let contact = text.get(start..end).is_some_and(pseudonyms::is_contact_tag);
        let name = text.get(start..end).is_some_and(pseudonyms::is_name_tag);
        let filler = if contact { CONTACT_BLANK } else { BLANK };
        blank(
            &mut rest,
            start,
            end,
            if name { NAME_BLANK } else { filler },
        );
    }
    let mut found = Vec::new();
    loop {
        let (mut masked, officials) = read_once(&mut rest);
        copies(text, &mut rest, &mut masked);
        if masked.is_empty() {
            found.extend(officials);
            break;
        }
        found.extend(masked);
    }
    found.sort_by_key(|finding| (finding.start, finding.end));
    found
}

/// One reading: what is to be masked, blanked in `rest`, and the officials.
fn read_once(rest: &mut String) -> (Vec<Finding>, Vec<Finding>) {
    let mut masked = Vec::new();
    for finder in [
        contacts::find,
        identifiers::find,
        plates::find,
        hosts::find,
        phones::find,
    ] {
        take(finder(rest), rest, &mut masked);
    }
    let (numbered, mut late) = {
        let page = Page::new(rest);
        let mut numbered = phones::spoken(&page);
        numbered.extend(addresses::find(&page));
        let late = numbered.is_empty().then(|| dates_and_people(&page));
        (numbered, late)
    };
    take(numbered, rest, &mut masked);
    let late = late
        .take()
        .unwrap_or_else(|| dates_and_people(&Page::new(rest)));
    let (officials, late): (Vec<_>, Vec<_>) = late
        .into_iter()
        .partition(|f| f.kind == PersonalData::Official);
    take(late, rest, &mut masked);
    let officials = officials.into_iter().filter(|f| is_free(rest, f)).collect();
    (masked, officials)
}

/// The same number or e-mail once more, where what stands around hid it: glued to a word.
fn copies(text: &str, rest: &mut String, masked: &mut Vec<Finding>) {
    let mut looked_for = HashSet::new();
    let mut again = Vec::new();
    for finding in masked.iter() {
        let Some(part) = text.get(finding.start..finding.end) else {
            continue;
        };
        if !finding.kind.is_number() || !looked_for.insert(part) {
            continue;
        }
        again.extend(rest.match_indices(part).map(|(start, _)| Finding {
            kind: finding.kind,
            start,
            end: start + part.len(),
        }));
    }
    take(again, rest, masked);
}

/// What depends on the words around: dates of birth first, then names.
fn dates_and_people(page: &Page<'_>) -> Vec<Finding> {
    let mut found = dates::find(page);
    found.extend(names::find(page));
    found
}

/// Keeps the findings that touch nothing taken before, and blanks them.
fn take(found: Vec<Finding>, rest: &mut String, into: &mut Vec<Finding>) {
    for finding in found {
        if is_free(rest, &finding) {
            blank(rest, finding.start, finding.end, filler(finding.kind));
            into.push(finding);
        }
    }
}

fn is_free(rest: &str, finding: &Finding) -> bool {
    rest.get(finding.start..finding.end)
        .is_some_and(|part| !part.is_empty() && !part.contains(is_blank))
}

/// What stands in for a finding while the rest is read again.
fn filler(kind: PersonalData) -> char {
    match kind {
        PersonalData::Email | PersonalData::Phone | PersonalData::Handle => CONTACT_BLANK,
        PersonalData::Person => NAME_BLANK,
        _ => BLANK,
    }
}

fn blank(text: &mut String, start: usize, end: usize, filler: char) {
    if text.get(start..end).is_some() {
        let filler = filler.to_string().repeat(end - start);
        text.replace_range(start..end, &filler);
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_contexts;
#[cfg(test)]
mod tests_places;
