//! The tools exports come from: one file each, which says how to tell the tool by the first
//! rows, where its titles stand, and what its own columns are for.
//!
//! A profile only fills in what is known: every other column's role is guessed from its
//! cells, and people may change any of them.

mod cap_collectif;
mod decidim;
mod demarches_simplifiees;
mod framaforms;
mod google_forms;
mod grand_debat;
mod grist;
mod kobotoolbox;
mod limesurvey;
mod microsoft_forms;
mod qualtrics;
mod surveymonkey;
mod typeform;

use super::header::{Head, Layout};
use super::role::{Hint, Part, Role};

/// A survey tool.
pub struct Platform {
    /// Its name in programs' output.
    pub code: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The layout of an export of this tool, `None` for anything else.
    pub recognise: fn(&Head<'_>) -> Option<Layout>,
}

/// Every profile, the most telling signatures first.
static PLATFORMS: [&Platform; 17] = [
    &qualtrics::QUALTRICS,
    &surveymonkey::SURVEYMONKEY,
    &framaforms::FRAMAFORMS,
    &grand_debat::GRAND_DEBAT,
    &cap_collectif::QUESTIONNAIRE,
    &cap_collectif::CONSULTATION,
    &cap_collectif::PROPOSALS,
    &decidim::SURVEY,
    &decidim::COMMENTS,
    &decidim::PROPOSALS,
    &demarches_simplifiees::DEMARCHES_SIMPLIFIEES,
    &limesurvey::LIMESURVEY,
    &microsoft_forms::MICROSOFT_FORMS,
    &google_forms::GOOGLE_FORMS,
    &typeform::TYPEFORM,
    &kobotoolbox::KOBOTOOLBOX,
    &grist::GRIST,
];

/// The layout of the first profile that recognises the file.
pub fn recognise(head: &Head<'_>) -> Option<Layout> {
    PLATFORMS.iter().find_map(|platform| {
        let mut layout = (platform.recognise)(head)?;
        layout.platform = Some(platform);
        Some(layout)
    })
}

/// The code of workshop notes, which no tool wrote.
pub const NOTES: &str = "notes";

/// The name for people of a platform's code.
pub fn name(code: &str) -> Option<&'static str> {
    if code == NOTES {
        return Some("Notes");
    }
    PLATFORMS
        .iter()
        .find(|platform| platform.code == code)
        .map(|platform| platform.name)
}

const ID: Hint = Hint::role(Role::Id);
const RESPONDENT: Hint = Hint::role(Role::Respondent);
const DATE: Hint = Hint::role(Role::Date);
const STATUS: Hint = Hint::role(Role::Status);
const LANGUAGE: Hint = Hint::role(Role::Language);
const IDENTIFIER: Hint = Hint::role(Role::Identifier);
const SEGMENT: Hint = Hint::role(Role::Segment);
const CLOSED: Hint = Hint::role(Role::Closed);
const NUMBER: Hint = Hint::role(Role::Number);
const OPEN: Hint = Hint::role(Role::Open);
const HEADING: Hint = Hint::part(Role::Open, Part::Heading);
const ROW_KIND: Hint = Hint::part(Role::Ignored, Part::RowKind);
const IGNORED: Hint = Hint::role(Role::Ignored);

/// Compared titles and what they are.
type Known = &'static [(&'static str, Hint)];

fn hint_of(known: Known, title: &str) -> Option<Hint> {
    known
        .iter()
        .find(|(name, _)| *name == title)
        .map(|(_, hint)| *hint)
}

/// Index of the row, among the first six, with at least `least` of these titles.
fn row_with(head: &Head<'_>, titles: &[&str], least: usize) -> Option<usize> {
    (0..head.rows.len().min(6)).find(|index| {
        let keys = head.keys(*index);
        let found = titles
            .iter()
            .filter(|title| keys.iter().any(|key| key == *title));
        found.count() >= least
    })
}

/// The same with titles that are known.
fn row_with_known(head: &Head<'_>, known: Known, least: usize) -> Option<usize> {
    let titles: Vec<&str> = known.iter().map(|(title, _)| *title).collect();
    row_with(head, &titles, least)
}

/// One row of titles with at least `least` known ones: the usual export.
fn single_row(head: &Head<'_>, known: Known, least: usize) -> Option<Layout> {
    let index = row_with_known(head, known, least)?;
    Some(Layout::new(head, index, index).hinted(|title| hint_of(known, title)))
}
